"""Does another solution answer like this one? Calls that checks make, variations of them, and answers compared."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from grader.errors import StudentError
from grader.student import NOTHING_SERVED, OpenSession, Served, Session, Student, Transport
from grader.verify.sessions import WrappedSession, behind
from grader.worker.values import Generator, Source, Unpacker, WireError

MOST_CALLS = 40  # of one exercise that are varied

Answers = list[object]
Arguments = tuple[tuple[Any, ...], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a function of the student with plain arguments."""

    name: str
    args: tuple[Any, ...]
    kwargs: dict[str, Any]


@dataclass(slots=True)
class Recorder:
    """Listens to sessions: which plain calls were made, and what was answered."""

    calls: list[Call] = field(default_factory=list)
    answers: Answers = field(default_factory=list)

    def listen(self, open_session: OpenSession) -> OpenSession:
        """Return sessions whose every request is noted."""

        @contextmanager
        def open_recorded(seed: int, cpu_seconds: float, served: Served = NOTHING_SERVED) -> Iterator[Session]:
            with open_session(seed, cpu_seconds, served) as inner:
                yield WrappedSession(inner, behind(inner.student, _Listening(inner.student._transport, self)))

        return open_recorded


class _Listening:
    """A transport that notes what passes."""

    def __init__(self, inner: Transport, recorder: Recorder) -> None:
        self._inner, self._recorder = inner, recorder

    def exchange(self, header: dict[str, Any], arrays: Sequence[Any], callbacks: Sequence[Callable[..., Any]]) -> Any:
        """Pass one request on."""
        self._recorder.calls += _plain_calls(header, arrays)
        reply, made = self._inner.exchange(header, arrays, callbacks)
        results = [{k: v for k, v in each.items() if k != "frames"} for each in reply.get("results", [])]
        self._recorder.answers.append([results, [array.copy() for array in made]])
        return reply, made


def _plain_calls(header: dict[str, Any], arrays: Sequence[Any]) -> list[Call]:
    """Return the calls of a request by name whose arguments are values, generators or programs."""
    target = header.get("target", [])
    if header.get("op") != "call" or target[:1] != ["name"]:
        return []
    unpacker = Unpacker([array.copy() for array in arrays], _special)
    try:
        taken = [(unpacker.take(args), unpacker.take(kwargs)) for args, kwargs in header["calls"]]
    except WireError:
        return []  # handles, callbacks or data: they have no meaning in another session
    return [Call(target[1], args, kwargs) for args, kwargs in taken]


def _special(tree: list[Any], _unpacker: Unpacker) -> object:
    if tree[0] == "g":
        return Generator(tree[1])
    if tree[0] == "x":
        return Source(tree[1])
    raise WireError("no plain argument")


def variations(calls: Sequence[Call], name: str) -> list[Call]:
    """Return calls of one function and what is near them: whole numbers (which make ties), zeros, the first row."""
    mine = [call for call in calls if call.name == name][:MOST_CALLS]
    changes: tuple[Callable[[Any], Any], ...] = (lambda value: value, _whole, _zero, _first_row)
    return [
        Call(call.name, tuple(map(change, call.args)), {key: change(value) for key, value in call.kwargs.items()})
        for call in mine
        for change in changes
    ]


def _is_array_of_floats(value: object) -> bool:
    return isinstance(value, np.ndarray) and value.dtype.kind == "f"


def _whole(value: Any) -> Any:
    return np.round(value) if _is_array_of_floats(value) else value


def _zero(value: Any) -> Any:
    """Return zeros in the place of a vector, but of labels: each of theirs is 1 or -1."""
    vector = _is_array_of_floats(value) and value.ndim == 1 and not np.all(np.abs(value) == 1.0)
    return np.zeros_like(value) if vector else value


def _first_row(value: Any) -> Any:
    return value[:1] if isinstance(value, np.ndarray) and value.ndim >= 1 and len(value) > 1 else value


def answers_to(student: Student, calls: Sequence[Call]) -> Answers:
    """Return what a student answers to each call; how it failed is an answer too."""
    answers: Answers = []
    for call in calls:
        try:
            answers.append(getattr(student, call.name)(*call.args, **call.kwargs))
        except StudentError as error:
            answers.append([str(error.outcome), *error.kinds])
    return answers


def same_answers(one: object, two: object) -> bool:
    """Return whether two answers agree to the last digits that matter."""
    if isinstance(one, np.ndarray) and isinstance(two, np.ndarray):
        if one.shape != two.shape or one.dtype != two.dtype:
            return False
        if one.dtype.kind == "f":
            with np.errstate(all="ignore"):
                return bool(np.allclose(one, two, rtol=1e-9, atol=1e-12, equal_nan=True))
        return bool(np.array_equal(one, two))
    if isinstance(one, (list, tuple)) and isinstance(two, (list, tuple)):
        return len(one) == len(two) and all(map(same_answers, one, two))
    if isinstance(one, dict) and isinstance(two, dict):
        return one.keys() == two.keys() and all(same_answers(one[key], two[key]) for key in one)
    if isinstance(one, float) and isinstance(two, float):
        return one == two or abs(one - two) <= 1e-12 + 1e-9 * abs(two) or (one != one and two != two)
    return type(one) is type(two) and one == two
