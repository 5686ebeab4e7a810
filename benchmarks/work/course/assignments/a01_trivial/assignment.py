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
                Check(public.scale_empty, points=1, promise="empty"),
                Check(hidden.scale_large, points=1, promise="large"),
            ),
        ),
        Exercise(
            trivial.shift,
            minutes=1,
            checks=(
                Check(public.shift_value, points=2, promise="value"),
                Check(public.shift_empty, points=1, promise="empty"),
                Check(hidden.shift_large, points=1, promise="large"),
            ),
        ),
        Exercise(
            trivial.row_sums,
            minutes=1,
            checks=(
                Check(public.row_sums_value, points=2, promise="value"),
                Check(public.row_sums_empty, points=1, promise="empty"),
                Check(hidden.row_sums_large, points=1, promise="large"),
            ),
        ),
        Exercise(
            trivial.column_means,
            minutes=1,
            checks=(
                Check(public.column_means_value, points=2, promise="value"),
                Check(public.column_means_empty, points=1, promise="empty"),
                Check(hidden.column_means_large, points=1, promise="large"),
            ),
        ),
        Exercise(
            trivial.product,
            minutes=1,
            checks=(
                Check(public.product_value, points=2, promise="value"),
                Check(public.product_empty, points=1, promise="empty"),
                Check(hidden.product_large, points=1, promise="large"),
            ),
        ),
        Exercise(
            trivial.relu,
            minutes=1,
            checks=(
                Check(public.relu_value, points=2, promise="value"),
                Check(public.relu_empty, points=1, promise="empty"),
                Check(hidden.relu_large, points=1, promise="large"),
            ),
        ),
        Exercise(
            trivial.one_hot,
            minutes=1,
            checks=(
                Check(public.one_hot_value, points=2, promise="value"),
                Check(public.one_hot_empty, points=1, promise="empty"),
                Check(hidden.one_hot_large, points=1, promise="large"),
            ),
        ),
        Exercise(
            trivial.norm,
            minutes=1,
            checks=(
                Check(public.norm_value, points=2, promise="value"),
                Check(public.norm_empty, points=1, promise="empty"),
                Check(hidden.norm_large, points=1, promise="large"),
            ),
        ),
    ),
)
