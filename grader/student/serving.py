"""Follow-through: the reference's functions, as what student code may call in the place of its own.

The reference answers from a process of its own, under limits of its own, so that nothing that student code passes to it
can hang or bloat the grader: what goes wrong there is the fault of whoever made the call.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import count
from typing import Any

from grader.errors import CourseError, StudentError
from grader.messages import say
from grader.model import Outcome
from grader.student.proxy import Function, Handle, Student
from grader.student.reply import ServedError
from grader.student.session import Served
from grader.worker.serving import REFERENCE_PROGRAM, STEPS_PROGRAM
from grader.worker.values import Source, callback

_PROGRAM = Source(REFERENCE_PROGRAM)
_STEPS = Source(STEPS_PROGRAM)
_BESIDE = Source(
    "def go(own, right):\n"
    "    def forward(*args, **kwargs):\n"
    "        out = right(*args, **kwargs)\n"
    "        return (out, *own(*args, **kwargs)[1:])\n"
    "    return forward\n"
)


def serve(reference: Student, names: Iterable[str]) -> dict[str, Callable[..., Any]]:
    """Return the functions of these names, answered by the reference; `grader.worker.serving` is who calls them."""
    return {name: _Served(reference, name) for name in names}


class _Served:
    """One function of the reference: it answers at once, or in steps where functions are passed to it."""

    def __init__(self, reference: Student, name: str) -> None:
        self._reference = reference
        self._name = name
        self._function = reference.function(name)
        self._running: dict[int, Handle] = {}
        self._begins = count()

    def __call__(self, *call: Any) -> Any:
        """Answer `(args, kwargs, states)`; with places of functions, or a number and a value, take one step."""
        with self._explained():
            if len(call) == 2:
                return self._step(*call)
            if len(call) == 4:
                return self._begun(*call)
            return self._plain(self._reference.run(_PROGRAM, self._function, *call))

    def _begun(self, *call: Any) -> Any:
        """Run until the first of the functions that are passed is called, or to the end."""
        steps = self._reference.run(_STEPS, _PROGRAM, self._function, *call)
        number = next(self._begins)
        self._running[number] = steps
        return self._said(number, steps.first())

    def _step(self, number: int, value: Any) -> Any:
        """Go on with what the function gave that was called last."""
        if number not in self._running:
            raise ServedError("ValueError", f"our {self._name} waits for nothing")
        return self._said(number, self._running[number].next(value))

    def _said(self, number: int, said: Any) -> Any:
        kind, *rest = self._plain(said)
        if kind == "ask":
            return [kind, number, *rest]
        del self._running[number]
        if kind == "raised":
            raise ServedError(rest[0], f"our {self._name} was asked: {rest[1]}")
        return [kind, *rest]

    def _plain(self, found: Any) -> Any:
        if _holds_an_object(found):
            raise ServedError("TypeError", f"our {self._name} gives an object, which cannot be passed on")
        return found

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Say what went wrong with the reference in words for whoever called it."""
        try:
            yield
        except CourseError as error:  # it came over the wire once, but does not fit into a frame again
            raise ServedError("ValueError", f"our {self._name} cannot take these arguments: {error}") from None
        except StudentError as error:
            if error.outcome in (Outcome.TIMED_OUT, Outcome.KILLED):
                text = say("follow.limits", name=self._name)
                raise StudentError(error.outcome, text, name=self._name) from None
            kind = error.kinds[0] if error.kinds else "TypeError"
            raise ServedError(kind, f"our {self._name} was asked: {error.message}") from None


def stand_beside(student: Student, functions: Served) -> None:
    """Let a check see the output of our forwards, with what the student's own return after it: the cache."""
    for name, answer in functions.items():
        right = callback(partial(_first, answer))
        kept = student.run(_BESIDE, student.function(name), right)
        student._instead[name] = Function(student, kept._target, name)


def _first(answer: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Return the output of a served forward, whose cache stays here."""
    (out, *_), _, _ = answer(args, kwargs, {})
    return out


def _holds_an_object(value: object) -> bool:
    """Say whether something stayed with the reference: it would mean nothing to the student's process."""
    if isinstance(value, (list, tuple)):
        return any(map(_holds_an_object, value))
    return isinstance(value, Handle) or (isinstance(value, dict) and any(map(_holds_an_object, value.values())))
