"""Sessions on the source of a solution: in this process for a quick answer, or wherever a caller opens them."""

from __future__ import annotations

import gc
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from types import FrameType, ModuleType
from typing import Any

from grader.data.datasets import DataSource
from grader.errors import StudentError
from grader.model import Outcome
from grader.student import NOTHING_SERVED, LoadError, OpenSession, Served, Session, Student, Transport, local_session

OpenSolution = Callable[[str], AbstractContextManager[OpenSession]]
"""From the source of a solution to sessions on it; the sandbox's equivalent is given by whoever may start one."""


def open_locally(data: DataSource) -> OpenSolution:
    """Return what opens sessions in this process: fast and unconfined, for the course's own code alone."""

    @contextmanager
    def open_solution(source: str) -> Iterator[OpenSession]:
        code = compile(source, "<submission>", "exec", dont_inherit=True)  # not the future imports of this file

        def namespace() -> dict[str, object]:
            made = ModuleType("submission")
            sys.modules[made.__name__] = made  # a dataclass asks for its module
            exec(code, made.__dict__)
            return made.__dict__

        yield limited(local_session(namespace, data.dataset))

    return open_solution


class TimeIsUp(KeyboardInterrupt):
    """Raised by the timer inside of student code; no ordinary `except` of a mistake swallows it."""


@dataclass(frozen=True, slots=True)
class WrappedSession:
    """A session whose student goes through another transport, which limits or listens."""

    inner: Session
    student: Student

    @property
    def cpu_seconds(self) -> float:
        """CPU time of student code so far."""
        return self.inner.cpu_seconds

    @property
    def seconds(self) -> float:
        """Wall-clock time of student code so far."""
        return self.inner.seconds

    @property
    def load_errors(self) -> tuple[LoadError, ...]:
        """What raised while the source was loaded."""
        return self.inner.load_errors


class _LimitedTransport:
    """Stops a request at the session's limit, so that a mistake that never ends can be verified too."""

    def __init__(self, inner: Transport, left: Callable[[], float]) -> None:
        self._inner = inner
        self._left = left

    def exchange(self, header: dict[str, Any], arrays: Sequence[Any], callbacks: Sequence[Callable[..., Any]]) -> Any:
        """Answer one request within what is left of the limit."""
        try:
            with _own_garbage(), _timer(max(self._left(), 0.001)):
                return self._inner.exchange(header, arrays, callbacks)
        except TimeIsUp as error:
            raise StudentError(Outcome.TIMED_OUT, "It did not come to an end within its limit.") from error


def behind(student: Student, transport: Transport) -> Student:
    """Return a student behind another transport; what the grader serves to it stays what it is."""
    return Student(transport, student._datasets, student._callbacks)


def limited(open_session: OpenSession) -> OpenSession:
    """Return sessions of this process whose every request is stopped at the session's limit."""

    @contextmanager
    def open_limited(seed: int, cpu_seconds: float, served: Served = NOTHING_SERVED) -> Iterator[Session]:
        with open_session(seed, cpu_seconds, served) as inner:
            transport = _LimitedTransport(inner.student._transport, lambda: cpu_seconds - inner.cpu_seconds)
            yield WrappedSession(inner, behind(inner.student, transport))

    return open_limited


_under_way: list[None] = []  # requests, one inside of the other


@contextmanager
def _own_garbage() -> Iterator[None]:
    """Keep the collector to what a request makes: to look through all else in this process costs a second at times."""
    if not _under_way:
        gc.freeze()
    _under_way.append(None)
    try:
        yield
    finally:
        _under_way.pop()
        if not _under_way:
            gc.unfreeze()


@contextmanager
def _timer(cpu_seconds: float) -> Iterator[None]:
    """Raise `TimeIsUp` after this much CPU time, where the platform and the thread allow it."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_number: int, frame: FrameType | None) -> None:
        if _is_collecting(frame):  # an exception out of the garbage collector would be lost: a moment later
            signal.setitimer(signal.ITIMER_VIRTUAL, 0.01)
            return
        raise TimeIsUp

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, cpu_seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _is_collecting(frame: FrameType | None) -> bool:
    """Return whether this frame, or one that called it, is told of by the garbage collector."""
    callbacks = {getattr(callback, "__code__", None) for callback in gc.callbacks}
    while frame is not None:
        if frame.f_code in callbacks:
            return True
        frame = frame.f_back
    return False
