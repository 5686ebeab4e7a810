"""The reference, and the reference with a known mistake in it, confined and limited as a submission is.

A grading process has one worker of this kind. Nothing is started before it is needed; the reference's zygote then
serves the whole process, with a child for each check, so that nothing is kept from one check to the next; one that has
died is replaced. A mistake's zygote ends as soon as its answers are known.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from types import TracebackType

from grader.errors import HostError
from grader.model import Confinement, Limits, Mistake, Slice
from grader.sandbox import RemoteSession, Sandbox, launch, open_sandbox
from grader.sandbox.memory import SealedArray
from grader.student import NOTHING_SERVED, OpenSession, Served


class ReferenceWorker:
    """Opens sessions on our own solutions; `slice_of` gives that of the reference (None) or of a mistake."""

    def __init__(
        self,
        slice_of: Callable[[Mistake | None], Slice],
        limits: Limits,
        confinement: Confinement,
        datasets: Mapping[str, SealedArray],
    ) -> None:
        self._slice_of = slice_of
        self._limits = replace(limits, cpu_total=math.inf)  # many submissions share it; each check has its own limit
        self._confinement = confinement
        self._datasets = datasets
        self._reference: Sandbox | None = None
        self.started = 0  # zygotes, which are no submission's

    def __enter__(self) -> ReferenceWorker:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._reference is not None:
            self._reference.close()
            self._reference = None

    @contextmanager
    def session(self, seed: int, cpu_seconds: float, served: Served = NOTHING_SERVED) -> Iterator[RemoteSession]:
        """Open a session on the reference; where its sandbox has ended, in a new one."""
        if self._reference is None:
            self._reference = self._open(None)
        before = launch.started
        with ExitStack() as stack:
            try:
                opened = stack.enter_context(self._reference.session(seed, cpu_seconds, served))
            except HostError:  # the sandbox has let go of what ended, and starts anew
                opened = stack.enter_context(self._reference.session(seed, cpu_seconds, served))
            self.started += launch.started - before
            yield opened

    @contextmanager
    def open_mistake(self, mistake: Mistake | None) -> Iterator[OpenSession]:
        """Lend sessions on the reference with this mistake in it; without one, on the reference."""
        if mistake is None:
            yield self.session
            return
        before = launch.started
        with self._open(mistake) as sandbox:
            yield sandbox.session
        self.started += launch.started - before

    def _open(self, mistake: Mistake | None) -> Sandbox:
        return open_sandbox(self._slice_of(mistake), self._limits, self._confinement, self._datasets)
