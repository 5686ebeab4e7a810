"""How functions under judgement are asked: many calls in one request, and caches that never leave the worker.

A cache may be anything: a tuple, a closure, an object of a class, an array of objects. So of what `forward` returns
only the output crosses, and the cache goes back to `backward` as the handle of what lies in the worker.
Plain functions (the reference, an author's adapter around a class) are called the same way, on copies.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.assertions.kinds import assert_parts
from grader.errors import CourseError, StudentError
from grader.messages import say
from grader.model import Outcome
from grader.student import Handle, local_student
from grader.worker.values import source

Calls = Sequence[tuple[Any, ...]]

_OPENED = source(
    "def go(result):\n"
    "    two = isinstance(result, (tuple, list)) and len(result) == 2\n"
    "    return [result[0]] if two else []\n"  # the second stays where it is
)
_FIRST = source(
    "def go(function):\n"
    "    def first(*args):\n"
    "        return function(*args)[0]\n"  # of two, as the first call has shown
    "    return first\n"
)


def label(function: Any) -> str:
    """Return what a message calls a function."""
    name = function._label if isinstance(function, Handle) else getattr(function, "__name__", "")
    return name if isinstance(name, str) and name.isidentifier() else "your function"


def ours(*functions: Any) -> list[Any]:
    """Return plain functions as ones that answer like a student's, so that `generator(seed)` means the same to both."""
    student = local_student({f"reference {i}": function for i, function in enumerate(functions)})
    return [student.function(f"reference {i}") for i, _ in enumerate(functions)]


@contextmanager
def authors() -> Iterator[None]:
    """Blame the author for what goes wrong in a reference."""
    try:
        yield
    except StudentError as error:
        raise CourseError(f"the reference must answer every call that the student must answer: {error}") from error


def ask(function: Any, calls: Calls) -> list[Any]:
    """Return what each call gave; what failed in student code is an exception in the list."""
    if isinstance(function, Handle):
        return function.each(calls)
    return [function(*_copied(args)) for args in calls]


def firsts(function: Any) -> Callable[[Calls], list[Any]]:
    """Return what asks for the first of several results alone; the others stay where they are."""
    if not isinstance(function, Handle):
        return lambda calls: [result[0] for result in ask(function, calls)]
    found = function._student.run(_FIRST, function)
    return Handle(function._student, found._target, function._label).each


def split(function: Any, args: tuple[Any, ...], names: tuple[str, str], hint: str | None) -> tuple[Any, Any]:
    """Call a function that returns two things; return the first as a value, the second as it lies in the worker."""
    if not isinstance(function, Handle):
        first, second = assert_parts(ask(function, [args])[0], *names, hint=hint)
        return first, second
    kept = function.keep(*args)
    opened = function._student.run(_OPENED, kept)
    if type(opened) is not list or len(opened) != 1:
        assert_parts(kept.value(), *names, hint=hint)
        raise StudentError(Outcome.BAD_RETURN, say("gradient.pair", name=label(function)), name=label(function))
    return opened[0], kept[1]


@dataclass(slots=True)
class Layer:
    """A forward and its backward at one point; the cache is whatever `forward` gave."""

    forward: Any
    backward: Any
    arguments: tuple[Any, ...]
    cached: bool
    hint: str | None = None
    output: Any = None
    cache: Any = None

    def run(self) -> None:
        """Call forward once; its cache serves every call of backward until the next run."""
        if self.cached:
            self.output, self.cache = split(self.forward, self.arguments, ("out", "cache"), self.hint)
        else:
            self.output = ask(self.forward, [self.arguments])[0]

    def back(self, upstreams: Sequence[Any]) -> list[Any]:
        """Return what backward gives for each upstream gradient, all with the one cache."""
        after = (self.cache,) if self.cached else self.arguments
        return ask(self.backward, [(upstream, *after) for upstream in upstreams])

    def outputs(self) -> Callable[[Calls], list[Any]]:
        """Return what gives the outputs of many calls of forward."""
        return firsts(self.forward) if self.cached else lambda calls: ask(self.forward, calls)


def _copied(value: Any) -> Any:
    """Return a value with its arrays and containers copied, as a student gets it; what else is in it stays itself."""
    if isinstance(value, np.ndarray):
        return value.copy()
    if type(value) is dict:
        return {key: _copied(each) for key, each in value.items()}
    return type(value)(map(_copied, value)) if type(value) in (tuple, list) else value
