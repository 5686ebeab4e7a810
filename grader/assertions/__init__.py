"""All that a check author imports to judge.

Everything here takes what a call of student code returned, whatever it is, and either says what it is or raises
`CheckFailed`. So ask an assertion first, then index, compare or format.
"""

from grader.assertions.backward import assert_backward, assert_repeatable
from grader.assertions.calls import assert_no_warning, assert_raises, assert_unchanged
from grader.assertions.close import assert_close, assert_float64
from grader.assertions.conventions import assert_one_of
from grader.assertions.equal import assert_equal, assert_true
from grader.assertions.evidence import accuracy, record_curve, record_images, unless_memorized
from grader.assertions.failures import CheckFailed
from grader.assertions.gradients import assert_gradient
from grader.assertions.kinds import assert_array, assert_dict, assert_list, assert_number, assert_parts, assert_whole

__all__ = [
    "CheckFailed",
    "accuracy",
    "assert_array",
    "assert_backward",
    "assert_close",
    "assert_dict",
    "assert_equal",
    "assert_float64",
    "assert_gradient",
    "assert_list",
    "assert_no_warning",
    "assert_number",
    "assert_one_of",
    "assert_parts",
    "assert_raises",
    "assert_repeatable",
    "assert_true",
    "assert_unchanged",
    "assert_whole",
    "record_curve",
    "record_images",
    "unless_memorized",
]
