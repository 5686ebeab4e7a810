"""The student that answers from a child: requests over the channel, budgets by the child's own CPU clock."""

from __future__ import annotations

import os
import select
import signal
import time
from collections.abc import Callable, Sequence
from typing import Any

from grader.errors import HostError, StudentError
from grader.model import Limits, Outcome
from grader.sandbox.control import Child, Zygote
from grader.student import LoadError, answer_callback
from grader.worker.values import Array, WireError
from grader.worker.wire import Caps, Channel

SPARE_WALL = 5.0  # seconds beyond the multiple of the budget: a busy machine is nobody's fault
SPARE_CPU = 2.0  # seconds between the grader's kill and the kernel's
TICK = 0.002  # shortest wait between two looks at a CPU clock
DYING = 2.0  # seconds that an ending process may take after its socket has closed
CORES = os.cpu_count() or 1

Frame = tuple[dict[str, Any], list[Array]]

TOO_LONG = "Your code used more than the {budget:.3g} s of computing time that this check allows."
TOO_LONG_WAITING = "Your code did not answer in time: it waits, sleeps or computes without end."
LOAD_TOO_LONG = "Your file itself does not finish loading within {budget:.3g} s: look for a loop outside of a function."
TOTAL = "Your file used up the {budget:.3g} s of computing time that all checks together may take."
ENDED = "Your code ended the program while it was asked for an answer: remove exit(), os._exit() or quit()."
SIGNALED = "Your code was stopped by the system ({name}): it crashed, or asked for too much memory."
BROKEN = "Your code must answer through return values; it broke the connection to the grader."
TOO_MANY = "Your code was called {calls} times in one check, which is the limit."


class RemoteTransport:
    """Carries requests to one child; after the first failure every request fails the same way.

    The load has a limit of its own, so that a slow import does not eat the budget of the check.
    """

    def __init__(self, zygote: Zygote, child: Child, limits: Limits, budget: float, left: float) -> None:
        self._zygote = zygote
        self._child = child
        self._limits = limits
        self._budget = min(budget, left)  # CPU seconds of the check, without the load
        self._short = TOTAL.format(budget=limits.cpu_total) if left < budget else TOO_LONG.format(budget=budget)
        self._load_budget = min(limits.cpu_seconds, left)
        self._channel = Channel(child.channel, Caps(body=limits.reply))
        self._readable = select.poll()
        self._readable.register(child.channel, select.POLLIN)
        self._started = time.monotonic()
        self._calls = 0
        self._load_cpu: float | None = None  # None until the first frame has come
        self._waited = 0.0  # wall-clock seconds spent waiting for student code
        self._ended: tuple[int, float] | None = None
        self.failure: StudentError | None = None
        self.load_errors: tuple[LoadError, ...] = ()

    @property
    def seconds(self) -> float:
        """Wall-clock time of student code so far, without callbacks."""
        return self._waited

    @property
    def cpu_seconds(self) -> float:
        """CPU time of student code so far, without the load."""
        used = self._ended[1] if self._ended else self._child.cpu_seconds()
        return max(0.0, used - (self._load_cpu or 0.0))

    def exchange(
        self, header: dict[str, Any], arrays: Sequence[Array], callbacks: Sequence[Callable[..., Any]]
    ) -> Frame:
        """Return the reply to one request; serve its callbacks meanwhile."""
        self.load(callbacks)
        if self.failure:
            raise self.failure
        self._calls += 1
        if self._calls > self._limits.calls:
            self._fail(Outcome.KILLED, TOO_MANY.format(calls=self._limits.calls))
        deadline = time.monotonic() + self._wall(self._budget)
        self._send(header, arrays, deadline)
        return self._answer(deadline, self._budget + (self._load_cpu or 0.0), self._short, callbacks)

    def load(self, callbacks: Sequence[Callable[..., Any]] = ()) -> None:
        """Wait for the first frame, once; a load that fails is kept as this session's failure."""
        if self._load_cpu is not None or self.failure:
            return
        message = LOAD_TOO_LONG.format(budget=self._load_budget)
        deadline = self._started + self._wall(self._load_budget)
        try:
            header, _ = self._answer(deadline, self._load_budget, message, callbacks)
        except StudentError:
            return
        self._load_cpu = self._child.cpu_seconds()
        if "fault" in header:
            raise HostError(f"a child could not be confined: {str(header['fault'])[:500]}")
        try:
            self.load_errors = tuple(read_load_error(item) for item in header["loaded"][:100])
        except (KeyError, TypeError, ValueError):
            self._fail(Outcome.KILLED, BROKEN, quiet=True)

    def _answer(
        self, deadline: float, cpu_limit: float, message: str, callbacks: Sequence[Callable[..., Any]]
    ) -> Frame:
        """Return the next frame that asks nothing; serve what is asked before it."""
        while True:
            reply, made = self._receive(deadline, cpu_limit, message)
            if "callback" not in reply:
                return reply, made
            before = time.monotonic()
            answer, sent = self._serve(reply, made, callbacks)
            deadline += time.monotonic() - before  # the grader's own time is not the student's
            self._send(answer, sent, deadline)

    def end(self) -> float:
        """End the child and return all the CPU seconds that it used."""
        if self._ended is None:
            self._ended = self._zygote.end(self._child)
        self._child.close()
        return self._ended[1]

    def _wall(self, budget: float) -> float:
        return self._limits.wall_factor * budget + SPARE_WALL

    def _serve(self, reply: dict[str, Any], arrays: list[Array], callbacks: Sequence[Callable[..., Any]]) -> Frame:
        """Answer one callback; nonsense ends the child."""
        try:
            return answer_callback(reply, arrays, callbacks)
        except WireError as error:
            self._fail(Outcome.KILLED, BROKEN, cause=error)
            raise AssertionError from error  # not reached: the line above raises

    def _send(self, header: dict[str, Any], arrays: Sequence[Array], deadline: float) -> None:
        self._guarded(lambda: self._channel.send(header, arrays, deadline), self._short)

    def _receive(self, deadline: float, cpu_limit: float, message: str) -> Frame:
        """Return the next frame; end a child that is over its CPU seconds or the wall-clock deadline."""
        before = time.monotonic()
        try:
            while True:
                left = cpu_limit - self._child.cpu_seconds()
                if left <= 0:
                    self._fail(Outcome.TIMED_OUT, message)
                wait = min(max(left / CORES, TICK), max(deadline - time.monotonic(), TICK))
                if self._readable.poll(wait * 1000 + 1):
                    break
                if time.monotonic() > deadline:
                    self._fail(Outcome.TIMED_OUT, TOO_LONG_WAITING if message == self._short else message)
            frame: Frame = self._guarded(lambda: self._channel.receive(deadline), message)
            return frame
        finally:
            self._waited += time.monotonic() - before

    def _guarded(self, step: Callable[[], Any], message: str) -> Any:
        """Do one thing on the channel; what goes wrong there ends the child and is the student's."""
        try:
            return step()
        except WireError as error:
            self._fail(Outcome.KILLED, BROKEN, cause=error)
        except TimeoutError as error:
            self._fail(Outcome.TIMED_OUT, TOO_LONG_WAITING, cause=error)
        except EOFError as error:
            self._ended = self._zygote.wait(self._child, DYING) or self._zygote.end(self._child)
            outcome, text = self._explain(*self._ended, message)
            self._fail(outcome, text, cause=error)

    def _explain(self, status: int, cpu_seconds: float, message: str) -> tuple[Outcome, str]:
        """Say why a child ended by itself."""
        limit = self._load_budget if self._load_cpu is None else self._budget + self._load_cpu
        if cpu_seconds >= limit:
            return Outcome.TIMED_OUT, message
        if not os.WIFSIGNALED(status):
            return Outcome.KILLED, ENDED
        if os.WTERMSIG(status) == signal.SIGXCPU:
            return Outcome.TIMED_OUT, message
        return Outcome.KILLED, SIGNALED.format(name=signal.strsignal(os.WTERMSIG(status)))

    def _fail(self, outcome: Outcome, message: str, *, cause: Exception | None = None, quiet: bool = False) -> None:
        """End the child and keep the failure for every later request."""
        self.failure = self.failure or StudentError(outcome, message)
        if self._ended is None:
            self._ended = self._zygote.end(self._child)
        if not quiet:
            raise self.failure from cause


def read_load_error(item: Any) -> LoadError:
    """Return one entry of the first frame; ValueError or TypeError where it is none."""
    line, kinds, message = item
    if type(line) is not int or type(message) is not str or not all(type(kind) is str for kind in kinds):
        raise TypeError("no load error")
    clean = "".join(c if c.isprintable() or c == "\n" else "\N{REPLACEMENT CHARACTER}" for c in message[:500])
    return LoadError(line, tuple(kind[:200] for kind in kinds[:20]), clean)
