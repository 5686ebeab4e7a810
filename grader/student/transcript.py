"""What a student answered in one session, kept so that two students can be compared answer by answer."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from grader.errors import StudentError
from grader.model import Outcome
from grader.student.reply import Observation

TOLERANCE = 1e-6
"""Two numbers are the same answer if they differ by no more than this share of the largest one beside them."""

ROOM = 512 << 10  # bytes of answers that are kept; of the rest only the number
_FLOOR = 1e-12  # sums that are zero but for rounding are the same
_PART = 64  # bytes that a part of an answer counts for, at least

Answer = Observation | StudentError


class Transcript:
    """The first answers of a session, as far as there is room, and how many there were."""

    def __init__(self, room: int = ROOM) -> None:
        self.answers: list[Answer] = []
        self.count = 0
        self._room = room

    def note(self, found: Sequence[Answer]) -> None:
        """Keep the answers to one request; after the first for which there is no room, none is kept."""
        self.count += len(found)
        for answer in found:
            self._room -= _weight(answer, self._room)
            if self._room <= 0:
                return
            self.answers.append(answer)

    def same_as(self, other: Transcript) -> bool:
        """Return whether all answers are the same."""
        return self.count == other.count and len(self.answers) == len(other.answers) and not any(self.unlike(other))

    def unlike(self, other: Transcript) -> Iterator[int]:
        """Yield the numbers of the answers that are not those of `other`, from 1 on."""
        pairs = zip(self.answers, other.answers, strict=False)
        return (number for number, (one, two) in enumerate(pairs, 1) if not _same(one, two))


def _weight(answer: Answer, room: int) -> int:
    """Return about how many bytes an answer takes; no more is counted than there is room."""
    total, pending = 0, [answer.value if isinstance(answer, Observation) else answer.message]
    while pending and total < room:
        part = pending.pop()
        total += _PART + (part.nbytes if isinstance(part, np.ndarray) else len(part) if isinstance(part, str) else 0)
        if isinstance(part, dict):
            pending += [*part.keys(), *part.values()]
        elif isinstance(part, (list, tuple)):
            pending += part
    return total


def _same(one: Answer, two: Answer) -> bool:
    if isinstance(one, Observation) and isinstance(two, Observation):
        same = one.warnings == two.warnings and _places(one) == _places(two)
        return same and _same_value(one.value, two.value)
    if isinstance(one, StudentError) and isinstance(two, StudentError):
        said = ((each.outcome, each.kinds, each.message) for each in (one, two))
        return one.outcome in (Outcome.RAISED, Outcome.BAD_RETURN) and next(said) == next(said)
    return False


def _places(answer: Observation) -> list[str]:
    """Return which arguments were changed, whatever the function calls them."""
    return [each.partition(" ")[0] for each in answer.changed]


def _same_value(one: Any, two: Any) -> bool:
    if isinstance(one, (list, tuple)):
        return type(one) is type(two) and len(one) == len(two) and all(map(_same_value, one, two))
    if isinstance(one, dict):
        return (
            isinstance(two, dict) and one.keys() == two.keys() and all(_same_value(one[key], two[key]) for key in one)
        )
    if _is_number(one) and _is_number(two):
        return _same_numbers(np.asarray(one), np.asarray(two))
    target = getattr(one, "_target", None)  # of an object that stayed with the student: the n-th that did
    if target is not None:
        return bool(target == getattr(two, "_target", None))
    return type(one) is type(two) and bool(one == two)


def _is_number(value: object) -> bool:
    return isinstance(value, (bool, int, float, np.ndarray))


def _same_numbers(one: Any, two: Any) -> bool:
    """Return whether arrays have the same shape, kind of numbers and, but for rounding, values."""
    if one.shape != two.shape or (one.dtype.kind == "b") != (two.dtype.kind == "b"):
        return False
    if one.dtype.kind == two.dtype.kind == "f" and one.dtype != two.dtype:
        return False
    if one.dtype.kind == "b" or one.dtype == object or two.dtype == object:
        return bool(np.array_equal(one, two))
    with np.errstate(all="ignore"):
        one, two = one.astype(np.float64), two.astype(np.float64)
        finite = np.isfinite(one) & np.isfinite(two)
        if not np.array_equal(one[~finite], two[~finite], equal_nan=True):
            return False
        one, two = one[finite], two[finite]
        largest = max(np.abs(one).max(initial=0.0), np.abs(two).max(initial=0.0))
        return bool(np.abs(one - two).max(initial=0.0) <= max(_FLOOR, TOLERANCE * largest)) and math.isfinite(largest)
