"""Numbers that must be close, with tolerances that have a reason.

RTOL, ATOL: a right formula in another order of operations differs by about 1e-13 in float64 and by up to about 1e-6 in
float32; a wrong one differs by a share that is larger by orders of magnitude. 1e-5 of the expected number, and 1e-7
where that is near zero, lets both kinds of floats pass: to keep float64 is a promise of its own (`assert_float64`).
"""

from __future__ import annotations

import numpy as np

from grader.assertions.diagnosis import diagnose
from grader.assertions.failures import fail
from grader.assertions.kinds import assert_array
from grader.assertions.results import RESULT, close, describe, numbers, refuse, say_wrong, show_pair
from grader.assertions.shapes import show_index
from grader.messages import say

RTOL = 1e-5
ATOL = 1e-7


def assert_close(
    actual: object,
    expected: object,
    *,
    rtol: float = RTOL,
    atol: float = ATOL,
    hint: str | None = None,
    name: str | None = None,
    rows: int | None = None,
) -> None:
    """Say that a result is an array (or a number) close to the expected one.

    Parameters
    ----------
    actual : object
        What student code returned, whatever it is.
    expected : array_like of float
        Our own numbers. The result must have exactly this shape: nothing is broadcast.
    rtol, atol : float, optional
        An entry is right if it differs by at most ``atol + rtol * abs(expected)``. The tolerance alone decides:
        integers, truth values and floats of every width are compared as float64. NaN and infinity are never right.
    hint : str, optional
        What a student should look at when it is wrong.
    name : str, optional
        What the message calls the result, such as ``softmax(Z)``.
    rows : int, optional
        The number of examples, so that a result that is this many times too large can be told to average.

    Raises
    ------
    CheckFailed
        With outcome bad_return where the result is no array of numbers (a list is not an array); failed where shape or
        values are wrong. The message says which entry is wrong first, and the cause where the pattern of the error
        leaves no doubt.
    """
    name = name or RESULT
    right = np.asarray(expected, dtype=np.float64)
    array = assert_array(actual, right.shape, name=name, hint=hint)
    wrong = ~close(array, right, rtol, atol)
    if not wrong.any():
        return
    first = tuple(int(i) for i in np.argwhere(wrong)[0])
    yours, ours = show_pair(array[first], right[first])
    cause = diagnose(array.astype(np.float64), right, rtol, atol, name, rows)
    fail(
        cause or "",
        say_wrong(name, first, wrong, yours, ours),
        hint=hint,
        expected=ours,
        observed=yours,
        tolerance=f"rtol={rtol:g}, atol={atol:g}",
        index=show_index(first),
        wrong=f"{int(wrong.sum())} of {wrong.size}",
    )


def assert_float64(actual: object, *, name: str | None = None, hint: str | None = None) -> None:
    """Say that a result holds float64.

    Parameters
    ----------
    actual : object
        What student code returned: an array, a NumPy scalar or a Python float.
    name, hint : str, optional
        As in `assert_close`.
    """
    name = name or RESULT
    if type(actual) in (list, tuple, bool):
        refuse(actual, "an array of float64", name, hint, array=True)
    dtype = numbers(actual, name, hint).dtype
    if dtype != np.float64:
        fail(
            say("assert.float64", name=name, dtype=str(dtype)), hint=hint, expected="float64", observed=describe(actual)
        )
