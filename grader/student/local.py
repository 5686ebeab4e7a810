"""The student that answers in this process: a live notebook, or the reference.

The same `Answerer`, `Packer` and `Unpacker` as in the sandbox, without a wire: what is copied there is copied here.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NoReturn

import numpy as np

from grader.errors import CourseError
from grader.student.proxy import Student
from grader.student.reply import Callbacks
from grader.student.session import NOTHING_SERVED, LoadError, OpenSession, Served
from grader.worker.answer import Answerer, seed_globals
from grader.worker.serving import asking, bind
from grader.worker.serving import served as stand_in
from grader.worker.values import Array, Tree

Datasets = Callable[[str], Array]


def no_datasets(name: str) -> NoReturn:
    """Say that this student was made without data."""
    raise CourseError(f"dataset({name!r}): this student was made without data")


class LocalTransport:
    """Answers from a namespace of this process, and counts the time that student code takes."""

    def __init__(self, namespace: Mapping[str, object], datasets: Datasets) -> None:
        passes = (KeyboardInterrupt, CourseError)
        self._answerer = Answerer(namespace, datasets, self._call_back, passes=passes, live=True)
        self._callbacks: Sequence[Callable[..., Any]] = ()
        self.cpu_seconds = 0.0
        self.seconds = 0.0

    def exchange(
        self, header: dict[str, Any], arrays: Sequence[Array], callbacks: Sequence[Callable[..., Any]]
    ) -> tuple[dict[str, Any], list[Array]]:
        """Answer one request with copies in both directions."""
        self._callbacks = callbacks
        self._count(-1)
        try:
            reply, made = self._answerer.answer(header, _copies(arrays))
        finally:
            self._count(1)
        return reply, _copies(made)

    def functions(self, served: Iterable[str]) -> dict[str, object]:
        """Return what stands under the served names: callbacks 0, 1, ... of whoever asks."""
        return {name: stand_in(name, asking(self._call_back, number)) for number, name in enumerate(served)}

    def _call_back(self, number: int, tree: Tree, arrays: list[Array]) -> tuple[Tree, list[Array]]:
        """Serve a callback; its time is not the student's."""
        self._count(1)
        try:
            reply, made = self._callbacks[number](tree, _copies(arrays))
        finally:
            self._count(-1)
        return reply, _copies(made)

    def _count(self, sign: int) -> None:
        """Start or stop both clocks."""
        self.cpu_seconds += sign * time.process_time()
        self.seconds += sign * time.perf_counter()


def _copies(arrays: Sequence[Array]) -> list[Array]:
    return [array.copy() for array in arrays]


def local_student(namespace: Mapping[str, object], datasets: Datasets = no_datasets) -> Student:
    """Return a student that answers from `namespace`, such as a notebook's globals."""
    return Student(LocalTransport(namespace, datasets))


@dataclass(frozen=True, slots=True)
class LocalSession:
    """A session in this process; it cannot stop code that hangs."""

    student: Student
    transport: LocalTransport
    load_errors: tuple[LoadError, ...] = ()

    @property
    def cpu_seconds(self) -> float:
        """CPU time of student code so far."""
        return self.transport.cpu_seconds

    @property
    def seconds(self) -> float:
        """Wall-clock time of student code so far."""
        return self.transport.seconds


def local_session(
    namespace: Mapping[str, object] | Callable[[], dict[str, object]], datasets: Datasets = no_datasets
) -> OpenSession:
    """Return what opens sessions on a namespace, or on a fresh one for each session where a function makes it.

    Functions can be served in a fresh one alone, and only once it is there: an alias made while it was loaded keeps
    what it was made of, other than in a sandbox.
    """

    @contextmanager
    def open_session(seed: int, cpu_seconds: float, served: Served = NOTHING_SERVED) -> Iterator[LocalSession]:
        fresh = namespace() if callable(namespace) else {}
        transport = LocalTransport(fresh if callable(namespace) else namespace, datasets)
        bind(fresh, transport.functions(served))
        with _seeded(seed):
            yield LocalSession(Student(transport, callbacks=Callbacks(served=served)), transport)

    return open_session


@contextmanager
def _seeded(seed: int) -> Iterator[None]:
    """Seed the global generators as a child does, and leave them as they were found."""
    states = random.getstate(), np.random.get_state()  # noqa: NPY002 - it is the global one that is meant
    seed_globals(seed)
    try:
        yield
    finally:
        random.setstate(states[0])
        np.random.set_state(states[1])  # noqa: NPY002
