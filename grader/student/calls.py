"""The latest calls of a check, so that a failure can name its input; put into words only when that is asked for.

What is written is Python as far as it can be, so that a person can paste it into a notebook.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from grader.messages import clean
from grader.worker.values import Callback, Dataset, Generator, Source

if TYPE_CHECKING:
    from grader.student.proxy import Student

KEPT = 3
"""Calls that are remembered: the last one is nearly always the one that was judged."""

_DEFINITION = re.compile(r"def (\w+)\(")
_NUMBERS = 64  # of an array that is written out
_LENGTH = 1500  # characters of one call


@dataclass(frozen=True, slots=True)
class Call:
    """One call of student code, or the first of several that went together."""

    label: str
    target: Sequence[Any]  # as the request names it; ["source", text] is a program of ours
    args: Sequence[Any]
    kwargs: Mapping[str, Any]
    others: int = 0  # that went together with it


def latest_calls(student: Student) -> str:
    """Return the latest calls of a check, one below the other."""
    return "\n".join(map(written, student._calls))


def written(call: Call) -> str:
    """Return a call as a person would type it; large arrays by their shape alone."""
    program = str(call.target[1]).strip() if call.target[0] == "source" else ""
    named = _DEFINITION.match(program)
    name = named[1] if named else "program" if program else call.label
    words = [*map(_written, call.args), *(f"{key}={_written(value)}" for key, value in call.kwargs.items())]
    text = f"{name}({', '.join(words)})"
    if call.others:
        text += f"  # and {call.others} more calls"
    if program:
        text = f"{program}\n{text}" if named else f"program = {program}\n{text}"
    return text if len(text) <= _LENGTH else f"{text[: _LENGTH - 3]}..."


def _written(value: object) -> str:
    if isinstance(value, (np.ndarray, np.generic)):
        return _array(np.asarray(value))
    if isinstance(value, Generator):
        return "rng"  # not its seed: from one that derives from a short course key, the key could be guessed
    if isinstance(value, Source):
        return value.text.strip()
    if isinstance(value, Callback):
        return "<a function of the check>"
    if isinstance(value, Dataset):
        return f'dataset("{value.name}")'
    if type(value) in (list, tuple):
        return _sequence(value)  # type: ignore[arg-type]
    if type(value) is dict:
        return f"{{{', '.join(f'{_written(key)}: {_written(one)}' for key, one in value.items())}}}"
    label = getattr(value, "_label", None)  # of a handle, which stands for an object of the student
    return label if isinstance(label, str) else clean(repr(value))


def _sequence(values: Sequence[object]) -> str:
    inside = ", ".join(map(_written, values[:_NUMBERS])) + (", ..." if len(values) > _NUMBERS else "")
    if isinstance(values, list):
        return f"[{inside}]"
    return f"({inside},)" if len(values) == 1 else f"({inside})"


def _array(array: np.ndarray[Any, Any]) -> str:
    if array.size > _NUMBERS:
        return f"<array of shape {array.shape}, {array.dtype}>"
    if array.ndim == 0:
        return _number(array.item())
    return f"np.array({_nested(array.tolist())})"


def _nested(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_nested, value))}]"
    return _number(value)


def _number(value: object) -> str:
    """Return a number in full where that is short, else in eight digits."""
    text = repr(value)
    if not isinstance(value, float):
        return text
    return f"{value:.8g}" if len(text) > 10 else text.removesuffix("0") if text.endswith(".0") else text
