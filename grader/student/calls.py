"""The latest calls of a check, so that a failure can name its input; put into words only when that is asked for.

What is written is Python as far as it can be, so that a person can paste it into a notebook.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.messages import clean
from grader.worker.values import Callback, Dataset, Generator, Source

KEPT = 3
"""Calls that are remembered: the last one is nearly always the one that was judged."""

_NUMBERS = 64  # of an array that is written out
_LENGTH = 1500  # characters of one call


@dataclass(frozen=True, slots=True)
class Call:
    """One call of student code, or the first of several that went together."""

    label: str
    program: str | None  # our own text that was called in the place of the student's function
    args: Sequence[Any]
    kwargs: Mapping[str, Any]
    others: int = 0  # that went together with it


def written(call: Call) -> str:
    """Return a call as a person would type it; large arrays by their shape alone."""
    name = call.label if call.program is None else "program"
    words = [*map(_written, call.args), *(f"{key}={_written(value)}" for key, value in call.kwargs.items())]
    text = f"{name}({', '.join(words)})"
    if call.others:
        text += f"  # and {call.others} more calls"
    if call.program is not None:
        text = f"program = {call.program.strip()}\n{text}"
    return text if len(text) <= _LENGTH else f"{text[: _LENGTH - 3]}..."


def _written(value: object) -> str:
    if isinstance(value, (np.ndarray, np.generic)):
        return _array(np.asarray(value))
    if isinstance(value, Generator):
        return f"np.random.default_rng({value.seed})"
    if isinstance(value, Source):
        return value.text.strip()
    if isinstance(value, Callback):
        return "<a function of the check>"
    if isinstance(value, Dataset):
        return f'dataset("{value.name}")'
    if type(value) in (list, tuple):
        return _sequence(value)  # type: ignore[arg-type]
    return clean(repr(value))


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
    return f"{value:.8g}" if isinstance(value, float) and len(text) > 10 else text
