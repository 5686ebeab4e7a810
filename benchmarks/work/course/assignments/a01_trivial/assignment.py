"""Eight trivial exercises with 24 checks: the work of the submission benchmark."""

from grader import Assignment, Check, Exercise
from reference import trivial

from . import checks_hidden as hidden
from . import checks_public as public

ASSIGNMENT = Assignment(
    title="The measured work",
    exercises=(
        Exercise(
            trivial.scale,
            minutes=1,
            checks=(
                Check(public.scale_value, points=2, promise="value"),
                Check(public.scale_small, points=1, promise="small"),
                Check(hidden.scale_large, points=1, promise="large"),
            ),
        ),
        Exercise(
            trivial.shift,
            minutes=1,
            checks=(
                Check(public.shift_value, points=2, promise="value"),
                Check(public.shift_small, points=1, promise="small"),
                Check(hidden.shift_large, points=1, promise="large"),
            ),
        ),
        Exercise(
            trivial.row_sums,
            minutes=1,
            checks=(
                Check(public.row_sums_value, points=2, promise="value"),
                Check(public.row_sums_small, points=1, promise="small"),
                Check(hidden.row_sums_large, points=1, promise="large"),
            ),
        ),
        Exercise(
            trivial.column_means,
            minutes=1,
            checks=(
                Check(public.column_means_value, points=2, promise="value"),
                Check(public.column_means_small, points=1, promise="small"),
                Check(hidden.column_means_large, points=1, promise="large"),
            ),
        ),
        Exercise(
            trivial.product,
            minutes=1,
            checks=(
                Check(public.product_value, points=2, promise="value"),
                Check(public.product_small, points=1, promise="small"),
                Check(hidden.product_large, points=1, promise="large"),
            ),
        ),
        Exercise(
            trivial.relu,
            minutes=1,
            checks=(
                Check(public.relu_value, points=2, promise="value"),
                Check(public.relu_small, points=1, promise="small"),
                Check(hidden.relu_large, points=1, promise="large"),
            ),
        ),
        Exercise(
            trivial.one_hot,
            minutes=1,
            checks=(
                Check(public.one_hot_value, points=2, promise="value"),
                Check(public.one_hot_small, points=1, promise="small"),
                Check(hidden.one_hot_large, points=1, promise="large"),
            ),
        ),
        Exercise(
            trivial.norm,
            minutes=1,
            checks=(
                Check(public.norm_value, points=2, promise="value"),
                Check(public.norm_small, points=1, promise="small"),
                Check(hidden.norm_large, points=1, promise="large"),
            ),
        ),
    ),
)
