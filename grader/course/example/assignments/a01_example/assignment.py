"""The example assignment: one exercise, five checks."""

from reference.scaling import standardize

from grader import Assignment, Check, Exercise

from . import checks_hidden as hidden
from . import checks_public as public

ASSIGNMENT = Assignment(
    title="A common scale",
    exercises=(
        Exercise(
            standardize,
            row="1.1",
            minutes=10,
            checks=(
                Check(public.two_examples_by_hand, points=4, promise="mean"),
                Check(hidden.columns_have_deviation_one, points=3, promise="deviation"),
                Check(hidden.a_constant_column_becomes_zero, points=1, promise="constant"),
            ),
            manners=(
                Check(public.standardize_leaves_its_argument_alone, points=1, promise="pure"),
                Check(hidden.a_constant_column_causes_no_warning, points=1, promise="constant"),
            ),
        ),
    ),
)
