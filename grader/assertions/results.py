"""What student code returned, looked at without trusting it, and put into words.

That is a plain value (None, bool, int, float, str, list, tuple, dict, array, `Scalar`), a handle, or, in what `.each`
returns, a `StudentError`.
"""

from __future__ import annotations

from typing import Any, NoReturn

import numpy as np
from numpy.typing import NDArray

from grader.assertions.failures import fail, wrong_kind
from grader.assertions.shapes import show_index
from grader.errors import StudentError
from grader.messages import clean, say
from grader.worker.values import Scalar

Floats = NDArray[np.float64]
Numbers = NDArray[Any]
RESULT = "The result"
_CONTAINERS: dict[type, str] = {list: "a list", tuple: "a tuple", dict: "a dict"}


def show(value: object) -> str:
    """Return one number, truth value or text as a person reads it; short, whatever it is."""
    if type(value) is int and value.bit_length() > 200:  # printing it may be refused, and helps nobody
        return f"a number of {value.bit_length()} bits"
    if isinstance(value, (float, np.floating)):
        return f"{float(value):.6g}"
    if type(value) is str:
        return repr(clean(value[:60]))
    if isinstance(value, (bool, int, np.bool_, np.integer)):
        return str(value)
    return describe(value)


def describe(value: object) -> str:
    """Return what kind of thing a result is."""
    kind = type(value)
    if value is None:
        return "None"
    if kind is np.ndarray or kind is Scalar:
        array = np.asarray(value)
        if array.ndim == 0:
            return f"the number {show(array[()])}"
        return f"an array of shape {array.shape}" + ("" if array.dtype.kind in "biuf" else " that holds no numbers")
    if kind in _CONTAINERS:
        return f"{_CONTAINERS[kind]} with {len(value)} entr{'y' if len(value) == 1 else 'ies'}"  # type: ignore[arg-type]
    if kind is bool or kind is int or kind is float:
        return f"the number {show(value)}" if kind is not bool else f"the truth value {value}"
    return f"the text {show(value)}" if kind is str else "an object that is no value"


def advise(value: object, array: bool) -> str:
    """Return what to do about the usual kinds of wrong result; empty for others."""
    if value is None:
        return say("advice.return")
    if type(value) is str:
        return say("advice.text")
    return say("advice.array") if array and type(value) in (list, tuple) else ""


def refuse(value: object, promised: str, name: str, hint: str | None = None, array: bool = False) -> NoReturn:
    """Raise for a value of the wrong kind; an error that `.each` returned is raised as itself."""
    if isinstance(value, StudentError):
        raise value
    sentence = say("assert.kind", name=name, promised=promised, found=describe(value))
    wrong_kind(f"{sentence} {advise(value, array)}".strip(), hint=hint, expected=promised, observed=describe(value))


def numbers(value: object, name: str, hint: str | None = None, promised: str = "an array of numbers") -> Numbers:
    """Return an exact array, `Scalar` or plain number as a plain array of numbers; raise for anything else."""
    kind = type(value)
    if kind is np.ndarray or kind is Scalar:
        array = np.asarray(value)
        if array.dtype.kind in "biuf":
            return array
    elif isinstance(value, float) or kind is bool:
        return np.array(value)
    elif isinstance(value, int) and value.bit_length() < 1000:  # a larger one does not fit a float
        return np.array(value if value.bit_length() < 63 else float(value))
    refuse(value, promised, name, hint, array=promised != "a number")


def demand_finite(array: Numbers, name: str, hint: str | None = None) -> None:
    """Raise for numbers that are not finite."""
    if array.dtype.kind != "f" or np.isfinite(array).all():
        return
    wrong = ~np.isfinite(array)
    first = tuple(int(i) for i in np.argwhere(wrong)[0])
    count, size = int(wrong.sum()), array.size
    actual, index = show(array[first]), show_index(first)
    if not first:
        fail(say("assert.number", name=name, expected="a finite number", actual=actual), hint=hint, observed=actual)
    fail(
        say("assert.finite", name=name, count=count, size=size, actual=actual, index=index), hint=hint, observed=actual
    )


def close(actual: NDArray[Any], expected: Floats, rtol: float, atol: float) -> NDArray[np.bool_]:
    """Say which entries are within the tolerance; false wherever anything is not finite."""
    with np.errstate(all="ignore"):
        error = np.abs(actual.astype(np.float64) - expected)
        ok = error <= atol + rtol * np.abs(expected)  # not the negation: NaN must be wrong
    return np.asarray(ok & np.isfinite(expected))


def say_wrong(name: str, first: tuple[int, ...], wrong: NDArray[np.bool_], yours: str, ours: str) -> str:
    """Return the sentence about the first wrong entry."""
    if not first:
        return say("assert.number", name=name, expected=ours, actual=yours)
    count, size = int(wrong.sum()), wrong.size
    return say(
        "assert.entries", name=name, count=count, size=size, index=show_index(first), actual=yours, expected=ours
    )


def show_pair(actual: object, expected: object) -> tuple[str, str]:
    """Return two numbers with as many digits as it takes to tell them apart."""
    yours, ours = show(actual), show(expected)
    if yours == ours:
        yours, ours = f"{float(actual):.17g}", f"{float(expected):.17g}"  # type: ignore[arg-type]
    return yours, ours
