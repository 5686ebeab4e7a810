"""What a result is, said before anything is done with it: return a value of the promised kind, or raise."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from grader.assertions.failures import fail, wrong_kind
from grader.assertions.results import RESULT, Numbers, advise, demand_finite, describe, numbers, refuse, show
from grader.assertions.shapes import demand_shape, show_index
from grader.errors import StudentError
from grader.messages import clean, say


def assert_array(
    actual: object, shape: tuple[int | None, ...] | None = None, *, name: str | None = None, hint: str | None = None
) -> Numbers:
    """Say that a result is an array of finite numbers, and return it.

    Parameters
    ----------
    actual : object
        What student code returned.
    shape : tuple of int or None, optional
        The exact shape; None stands for any length of that axis. Nothing is broadcast.
    name : str, optional
        What the message calls the result, such as ``softmax(Z)``.
    hint : str, optional
        What a student should look at when it is wrong.

    Returns
    -------
    ndarray
        The numbers, of the dtype that they came with; a plain number becomes an array of shape ``()``.

    Raises
    ------
    CheckFailed
        With outcome bad_return where it is no array of numbers; failed where shape or values are wrong.
    """
    name = name or RESULT
    promised = "a number" if shape == () else "an array of numbers"
    array = numbers(actual, name, hint, promised)
    if shape is not None:
        demand_shape(array.shape, shape, name, hint)
    demand_finite(array, name, hint)
    return array


def assert_whole(
    actual: object, shape: tuple[int | None, ...] | None = None, *, name: str | None = None, hint: str | None = None
) -> NDArray[np.int64]:
    """Say that a result is an array of whole numbers, such as labels or indices, and return it as int64.

    Parameters
    ----------
    actual : object
        What student code returned. Truth values count as 0 and 1, and 2.0 as 2.
    shape : tuple of int or None, optional
        As in `assert_array`.
    name, hint : str, optional
        As in `assert_array`.

    Returns
    -------
    ndarray of int64
        The numbers; an index made of them cannot be a float, but may be out of range.
    """
    name = name or RESULT
    array = assert_array(actual, shape, name=name, hint=hint)
    wrong = (array != np.trunc(array)) | (np.abs(array.astype(np.float64)) >= 2.0**62)
    if wrong.any():
        first = tuple(int(i) for i in np.argwhere(wrong)[0])
        found = f"{show(array[first])} at {show_index(first)}" if first else show(array[first])
        sentence = say("assert.whole", name=name, actual=found)
        fail(sentence, hint=hint, observed=show(array[first]))
    return array.astype(np.int64)


def assert_number(actual: object, *, name: str | None = None, hint: str | None = None) -> float:
    """Say that a result is one finite number, and return it as a float.

    Parameters
    ----------
    actual : object
        What student code returned: a Python number, a NumPy scalar or an array of shape ``()``.
    name, hint : str, optional
        As in `assert_array`.

    Returns
    -------
    float
        The number.
    """
    return float(assert_array(actual, (), name=name, hint=hint))


def assert_list(
    actual: object, length: int | None = None, *, name: str | None = None, hint: str | None = None
) -> list[Any]:
    """Say that a result is a list, and return it.

    Parameters
    ----------
    actual : object
        What student code returned; a tuple is as good as a list.
    length : int, optional
        How many entries it must have.
    name, hint : str, optional
        As in `assert_array`.

    Returns
    -------
    list
        The entries, of which nothing is known yet.
    """
    name = name or RESULT
    if type(actual) is not list and type(actual) is not tuple:
        if type(actual) is np.ndarray:
            wrong_kind(
                say("assert.kind", name=name, promised="a list", found=describe(actual)), say("advice.list"), hint=hint
            )
        refuse(actual, "a list", name, hint)
    entries: list[Any] = list(actual)
    if length is not None and len(entries) != length:
        sentence = say("assert.length", name=name, expected=length, actual=len(entries))
        fail(sentence, hint=hint, expected=str(length), observed=str(len(entries)))
    return entries


def assert_parts(actual: object, *names: str, hint: str | None = None) -> tuple[Any, ...]:
    """Say that a function returned several values, and return them.

    Parameters
    ----------
    actual : object
        What student code returned: a tuple, a list, or an array of numbers, which unpacks in the same way.
    *names : str
        What the promise calls the values, in order.
    hint : str, optional
        As in `assert_array`.

    Returns
    -------
    tuple
        As many values as there are names; nothing is known of each yet.

    Examples
    --------
    >>> w, converged = assert_parts((1.0, True), "w", "converged")
    """
    if isinstance(actual, StudentError):
        raise actual
    if not _unpacks(actual) or len(actual) != len(names):  # type: ignore[arg-type]
        found = describe(actual)
        sentence = say("assert.parts", count=len(names), names=", ".join(names), found=found)
        wrong_kind(f"{sentence} {advise(actual, False)}".strip(), hint=hint, expected=", ".join(names), observed=found)
    return tuple(actual)  # type: ignore[arg-type]


def _unpacks(actual: object) -> bool:
    """Say whether `a, b = actual` is what its author may have had in mind: an array of texts is a slip."""
    if type(actual) is np.ndarray:
        return actual.ndim > 0 and actual.dtype.kind in "biuf"
    return type(actual) in (tuple, list)


def assert_dict(
    actual: object, keys: Sequence[str], *, name: str | None = None, hint: str | None = None
) -> dict[str, Any]:
    """Say that a result is a dict with exactly these keys, and return it.

    Parameters
    ----------
    actual : object
        What student code returned.
    keys : sequence of str
        The keys, in any order.
    name, hint : str, optional
        As in `assert_array`.

    Returns
    -------
    dict
        Nothing is known of its values yet.
    """
    name = name or RESULT
    if type(actual) is not dict:
        refuse(actual, f"a dict with the keys {', '.join(keys)}", name, hint)
    found: dict[str, Any] = dict(actual)
    if set(found) != set(keys):
        missing = [key for key in keys if key not in found]
        extra = [key for key in found if key not in keys]
        what = f"lacks {', '.join(missing)}" if missing else f"also has {', '.join(clean(key) for key in extra[:5])}"
        fail(say("assert.keys", name=name, expected=", ".join(keys), found=what), hint=hint, observed=what)
    return found
