"""The trusted side of the confinement: one sandbox per submission, one child per check."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from math import ceil
from types import TracebackType

from grader.errors import HostError
from grader.model import Confinement, Level, Limits, Slice
from grader.sandbox.control import Zygote
from grader.sandbox.memory import SealedArray as SealedArray
from grader.sandbox.memory import seal as seal
from grader.sandbox.remote import SPARE_CPU, RemoteTransport
from grader.student import NOTHING_SERVED, Callbacks, LoadError, Served, Student


class RemoteSession:
    """One child: a student that remembers nothing of other checks, and what it cost."""

    def __init__(self, transport: RemoteTransport, datasets: Mapping[str, SealedArray], served: Served) -> None:
        self._transport = transport
        self._callbacks = Callbacks(served=served)
        self.student = Student(transport, datasets, self._callbacks)

    @property
    def cpu_seconds(self) -> float:
        """CPU time of student code so far, without loading the file."""
        return self._transport.cpu_seconds

    @property
    def seconds(self) -> float:
        """Wall-clock time of student code so far, without loading the file."""
        return self._transport.seconds

    @property
    def load_errors(self) -> tuple[LoadError, ...]:
        """What raised while the student's file was loaded; empty where it did not finish."""
        self._transport.load(self._callbacks.functions)
        return self._transport.load_errors


class Sandbox:
    """The confinement of one submission; use it as a context manager.

    The zygote starts with the first session. Its ancestor, which serves all sandboxes of this process and level, starts
    with the first of them, from whatever thread asks for it: that thread must outlive them, because the kernel ends the
    ancestor with the thread and every sandbox with the ancestor.
    """

    def __init__(self, code: Slice, limits: Limits, level: Level, datasets: Mapping[str, SealedArray]) -> None:
        self._code = code
        self._limits = limits
        self._level = level
        self._datasets = datasets
        self._zygote: Zygote | None = None
        self._closed = False
        self.cpu_seconds = 0.0  # of all children that have ended

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def landlock(self) -> int:
        """The version of Landlock that holds in the zygote, 0 without one."""
        return self._running().landlock

    @property
    def uid(self) -> int | None:
        """The uid that this sandbox alone has; None where the grader is no root."""
        return self._running().uid

    @contextmanager
    def session(self, seed: int, cpu_seconds: float, served: Served = NOTHING_SERVED) -> Iterator[RemoteSession]:
        """Open one child with its global generators seeded, `cpu_seconds` for the check, and functions served to it."""
        left = max(0.0, self._limits.cpu_total - self.cpu_seconds)
        hard = ceil(min(left, self._limits.cpu_seconds + cpu_seconds) + SPARE_CPU)
        try:
            child = self._running().fork(seed, hard, served)
            transport = RemoteTransport(self._running(), child, self._limits, cpu_seconds, left)
        except HostError:
            self._stop()  # the next session starts anew
            raise
        try:
            yield RemoteSession(transport, self._datasets, served)
        finally:
            self.cpu_seconds += transport.end()

    def close(self) -> None:
        """End the zygote and every child, for good."""
        self._closed = True
        self._stop()

    def _stop(self) -> None:
        if self._zygote is not None:
            self._zygote.close()
            self._zygote = None

    def _running(self) -> Zygote:
        if self._closed:
            raise HostError("this sandbox has been closed")
        if self._zygote is None:
            self._zygote = Zygote(self._level, self._code, self._limits, self._datasets)
        return self._zygote


def open_sandbox(code: Slice, limits: Limits, confinement: Confinement, datasets: Mapping[str, SealedArray]) -> Sandbox:
    """Return the sandbox of one submission, under the confinement that `levels.best_confinement` has found."""
    return Sandbox(code, limits, confinement.level, datasets)
