"""Values that must be exactly the expected ones, and properties that must hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from grader.assertions.failures import fail
from grader.assertions.kinds import assert_array, assert_dict, assert_list
from grader.assertions.results import RESULT, numbers, refuse, say_wrong, show
from grader.assertions.shapes import demand_shape, show_index
from grader.messages import say


def assert_equal(actual: object, expected: object, *, hint: str | None = None, name: str | None = None) -> None:
    """Say that a result equals the expected one exactly.

    Parameters
    ----------
    actual : object
        What student code returned, whatever it is.
    expected : None, bool, int, float, str, list, tuple, dict or ndarray
        Lists, tuples and dicts are compared entry by entry. Where this is an array the result must be an array of
        exactly its shape; where it is a list or a tuple, the result may be either. Numbers are compared by value:
        True is 1, and 2.0 is 2.
    hint : str, optional
        What a student should look at when it is wrong.
    name : str, optional
        What the message calls the result.

    Raises
    ------
    CheckFailed
        With outcome bad_return for another kind of value; failed for another value.
    """
    name = name or RESULT
    if isinstance(expected, np.ndarray):
        _equal_arrays(actual, expected, name, hint)
    elif isinstance(expected, (list, tuple)):
        for i, (one, other) in enumerate(
            zip(assert_list(actual, len(expected), name=name, hint=hint), expected, strict=True)
        ):
            assert_equal(one, other, hint=hint, name=f"{name}[{i}]")
    elif isinstance(expected, Mapping):
        found = assert_dict(actual, tuple(expected), name=name, hint=hint)
        for key, other in expected.items():
            assert_equal(found[key], other, hint=hint, name=f"{name}[{key!r}]")
    elif expected is None or isinstance(expected, str):
        if type(actual) is not (type(expected)):
            refuse(actual, "None" if expected is None else "text", name, hint)
        if actual != expected:
            _differs(name, show(expected), show(actual), hint)
    else:
        _equal_number(actual, expected, name, hint)


def _equal_arrays(actual: object, expected: NDArray[Any], name: str, hint: str | None) -> None:
    array = assert_array(actual, expected.shape, name=name, hint=hint)
    wrong = np.asarray(array != expected)
    if wrong.any():
        first = tuple(int(i) for i in np.argwhere(wrong)[0])
        yours, ours = show(array[first]), show(expected[first])
        count = f"{int(wrong.sum())} of {wrong.size}"
        sentence = say_wrong(name, first, wrong, yours, ours)
        fail(sentence, hint=hint, expected=ours, observed=yours, index=show_index(first), wrong=count)


def _equal_number(actual: object, expected: object, name: str, hint: str | None) -> None:
    if type(actual) is int:  # exact whatever its size
        if actual != expected:
            _differs(name, show(expected), show(actual), hint)
        return
    array = numbers(actual, name, hint, "a number")
    demand_shape(array.shape, (), name, hint)
    if array[()] != expected:
        _differs(name, show(expected), show(actual if type(actual) is bool else array[()]), hint)


def _differs(name: str, expected: str, actual: str, hint: str | None) -> None:
    fail(
        say("assert.number", name=name, expected=expected, actual=actual), hint=hint, expected=expected, observed=actual
    )


def assert_true(condition: bool | np.bool_, message: str, *, hint: str | None = None, **details: str) -> None:
    """Say that a property holds.

    Parameters
    ----------
    condition : bool
        Computed by the check, from values of which an assertion has said what they are.
    message : str
        What the student reads when it does not hold; its first line says what must hold.
    hint : str, optional
        What a student should look at when it is wrong.
    **details : str
        Facts for staff, such as ``observed="3 updates"``.
    """
    if not isinstance(condition, (bool, np.bool_)):
        raise TypeError(f"assert_true needs a truth value, not {type(condition).__name__}")
    if not condition:
        fail(message, hint=hint, **details)
