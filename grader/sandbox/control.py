"""The control socket: a child per check, pidfds, CPU accounts, killing.

Everything about a child goes by its pidfd, which means that child for ever; a process id could come to mean another.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

from grader.errors import HostError
from grader.model import Level, Limits, Slice
from grader.sandbox import launch
from grader.sandbox.memory import SealedArray
from grader.worker.zygote import PACKET

ANSWER_SECONDS = 60.0  # for trusted code to answer on a busy machine
CPUCLOCK_SCHED = 2


class Child:
    """One child as the grader holds it: its end of the channel, its pidfd, its CPU clock."""

    def __init__(self, pid: int, pidfd: int, channel: socket.socket) -> None:
        self.pid = pid  # inside the sandbox: a name on the control socket, nothing else
        self.pidfd = pidfd
        self.channel = channel
        self._clock = cpu_clock(pidfd)
        self._last = 0.0

    def cpu_seconds(self) -> float:
        """Return the CPU time used so far; the last known once the child has ended."""
        with contextlib.suppress(OSError):  # it has been reaped
            self._last = time.clock_gettime(self._clock)
        return self._last

    def kill(self) -> None:
        """Kill it, if it still lives."""
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self.pidfd, signal.SIGKILL)

    def close(self) -> None:
        """Close what the grader holds of it."""
        self.channel.close()
        os.close(self.pidfd)


def cpu_clock(pidfd: int) -> int:
    """Return the id of a process's CPU clock, by its process id as this process sees it."""
    lines = Path(f"/proc/self/fdinfo/{pidfd}").read_text().splitlines()
    pid = int(next(line for line in lines if line.startswith("Pid:")).split()[1])
    return (~pid << 3) | CPUCLOCK_SCHED


class Zygote:
    """The running sandbox of one submission; trusted code answers at the other end of its socket."""

    def __init__(self, level: Level, code: Slice, limits: Limits, datasets: Mapping[str, SealedArray]) -> None:
        self._started = launch.launch(level, code, limits, datasets)
        self._ended: dict[int, tuple[int, float]] = {}  # children that ended: wait status, CPU seconds
        self.landlock = self._started.landlock
        self.uid = self._started.uid

    def fork(self, seed: int, cpu_seconds: int, served: Iterable[str] = ()) -> Child:
        """Start one child, functions served to it; the kernel kills it after so much CPU time, should we fail to."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        request = json.dumps({"seed": seed, "cpu_seconds": cpu_seconds, "served": [*served]}).encode()
        try:
            socket.send_fds(self._started.control, [request], [theirs.fileno()])
            while True:
                answer, received = self._receive()
                if "child" in answer:
                    return Child(answer["child"], received[0], ours)
        except OSError as error:
            ours.close()
            raise HostError("the sandbox has ended by itself") from error
        finally:
            theirs.close()

    def end(self, child: Child) -> tuple[int, float]:
        """Kill a child, wait until it is gone and return its wait status and CPU seconds."""
        child.kill()
        while child.pid not in self._ended:
            try:
                self._receive()
            except OSError as error:
                raise HostError("the sandbox has ended by itself") from error
        return self._ended.pop(child.pid)

    def wait(self, child: Child, seconds: float) -> tuple[int, float] | None:
        """Wait a moment for a child that is ending by itself; None where it still lives."""
        poll = select.poll()
        poll.register(child.pidfd, select.POLLIN)
        return self.end(child) if poll.poll(seconds * 1000) else None

    def _receive(self) -> tuple[dict[str, int], list[int]]:
        """Receive one packet and note a child's end; ConnectionError where the zygote is gone."""
        packet, received, _, _ = socket.recv_fds(self._started.control, PACKET, 1)
        if not packet:
            raise ConnectionError("the control socket is closed")
        answer = json.loads(packet)
        if "ended" in answer:
            self._ended[answer["ended"]] = (answer["status"], answer["cpu_seconds"])
        return answer, received

    def close(self) -> None:
        """Close the socket, at which the zygote ends with all its children, and wait until it is gone."""
        self._started.control.close()
        poll = select.poll()
        poll.register(self._started.pidfd, select.POLLIN)
        if not poll.poll(ANSWER_SECONDS * 1000):
            signal.pidfd_send_signal(self._started.pidfd, signal.SIGKILL)
            poll.poll()
        os.close(self._started.pidfd)
