"""Follow-through: the reference's functions, as what student code may call in the place of its own.

The reference answers from a process of its own, under limits of its own, so that nothing that student code passes to it
can hang or bloat the grader: what goes wrong there is the fault of whoever made the call.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from grader.errors import CourseError, StudentError
from grader.messages import say
from grader.model import Outcome
from grader.student.proxy import Function, Handle, Student
from grader.student.reply import ServedError
from grader.student.session import Served
from grader.worker.kinds import callback
from grader.worker.serving import REFERENCE_PROGRAM
from grader.worker.values import Source

_PROGRAM = Source(REFERENCE_PROGRAM)
_BESIDE = Source(
    "def go(own, right):\n"
    "    def forward(*args, **kwargs):\n"
    "        out = right(*args, **kwargs)\n"
    "        return (out, *own(*args, **kwargs)[1:])\n"
    "    return forward\n"
)


def serve(reference: Student, names: Iterable[str]) -> dict[str, Callable[..., Any]]:
    """Return the functions of these names, answered by the reference; `grader.worker.serving` is who calls them."""
    return {name: _served(reference, reference.function(name), name) for name in names}


def _served(reference: Student, function: Function, name: str) -> Callable[..., Any]:
    def answer(*call: Any) -> Any:
        try:
            found = reference.run(_PROGRAM, function, *call)
        except CourseError as error:  # it came over the wire once, but does not fit into a frame again
            raise ServedError("ValueError", f"our {name} cannot take these arguments: {error}") from None
        except StudentError as error:
            if error.outcome in (Outcome.TIMED_OUT, Outcome.KILLED):
                raise StudentError(error.outcome, say("follow.limits", name=name), name=name) from None
            kind = error.kinds[0] if error.kinds else "TypeError"
            raise ServedError(kind, f"our {name} was asked: {error.message}") from None
        if _holds_an_object(found):
            raise ServedError("TypeError", f"our {name} gives an object, which cannot be passed on")
        return found

    return answer


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
