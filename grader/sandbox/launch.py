"""Starts an ancestor per process and level, with an environment that is wholly ours, and has it fork the zygotes."""

from __future__ import annotations

import atexit
import json
import os
import socket
import subprocess
import threading
from collections.abc import Mapping
from dataclasses import dataclass

from grader.errors import HostError
from grader.model import Level, Limits, Slice
from grader.sandbox.bubblewrap import PACKAGES, bubblewrap_command
from grader.sandbox.layout import compile_worker, layout
from grader.sandbox.memory import SealedArray, reopened, sealed_file
from grader.sandbox.settings import private_uid, zygote_settings
from grader.worker import zygote

started = 0  # zygotes started by this process

ENVIRONMENT = {
    "LANG": "C.UTF-8",
    "HOME": "/",
    "PATH": "/usr/bin",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONHASHSEED": "0",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "MPLBACKEND": "Agg",
}
# `random` and `threading` ask to be set up anew in every forked process, which costs a child a sixth of its time.
# Nobody hears them: zygotes and children begin with one thread, as the ancestor did, and we seed their generators.
BOOTSTRAP = (
    "import gc, os, sys; gc.disable(); sys.path += sys.argv[2:]; "
    "register, os.register_at_fork = os.register_at_fork, lambda **hooks: None; "
    "from worker.ancestor import main; os.register_at_fork = register; main(int(sys.argv[1]), sys.argv[2:])"
)
START_SECONDS = 60.0
STOP_SECONDS = 10.0
DYING_SECONDS = 2.0  # that a launcher may take to notice that its ancestor was killed


@dataclass(slots=True)
class Started:
    """A running zygote, as the grader holds it."""

    control: socket.socket
    pidfd: int
    landlock: int
    uid: int | None  # the person of its own that it runs as, where it does


@dataclass(frozen=True, slots=True)
class Ancestor:
    """A running ancestor; it is told nothing but to fork."""

    process: subprocess.Popen[bytes]  # bubblewrap, where that stands before it
    requests: socket.socket
    errors: int  # a memory file with its complaints


class EndedError(HostError):
    """The ancestor has ended: it was killed, or the thread that started it has ended."""


_ancestors: dict[tuple[int, Level], Ancestor] = {}  # by the process that started it, which alone may use it
_inherited: list[Ancestor] = []  # of the process that this one was forked from; kept, since they are not to be reaped
_starting = threading.Lock()


def launch(level: Level, code: Slice, limits: Limits, datasets: Mapping[str, SealedArray]) -> Started:
    """Have a zygote forked and wait until it is confined; an ancestor that has ended is replaced once."""
    global started
    uid = private_uid() if level is not Level.NONE else None
    settings = sealed_file(json.dumps(zygote_settings(level, uid, code, limits, datasets)).encode())
    nothing = os.open(os.devnull, os.O_WRONLY)
    descriptors = [settings, nothing, *map(reopened, datasets.values())]
    try:
        try:
            control, pidfd, landlock = fork_zygote(level, descriptors)
        except EndedError:
            control, pidfd, landlock = fork_zygote(level, descriptors)
    finally:
        for descriptor in descriptors:
            os.close(descriptor)
    started += 1
    return Started(control, pidfd, landlock, uid)


def fork_zygote(level: Level, descriptors: list[int]) -> tuple[socket.socket, int, int]:
    """Return the control socket, the pidfd and the version of Landlock of a zygote that is confined.

    The ancestor is given the other end of the socket only; what the zygote must know travels through it.
    """
    ancestor = running_ancestor(level)
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    ours.settimeout(START_SECONDS)
    try:
        with theirs:
            socket.send_fds(ancestor.requests, [b"{}"], [theirs.fileno()])
        socket.send_fds(ours, [b"{}"], descriptors)
        packet, received, _, _ = socket.recv_fds(ours, zygote.PACKET, 1)
    except OSError:
        packet, received = b"", []
    answer = json.loads(packet or b"{}")
    if received:
        return ours, received[0], answer["landlock"]
    ours.close()  # at which the zygote ends by itself, if it has not yet
    if "failed" in answer:
        raise HostError(f"the sandbox could not be started: {answer['failed']}")
    try:
        ancestor.process.wait(DYING_SECONDS)
    except subprocess.TimeoutExpired:
        raise HostError("the sandbox could not be started: it ended, or does not answer") from None
    said = os.pread(ancestor.errors, 1 << 16, 0).decode(errors="replace").strip().splitlines()
    reason = said[-1] if said else f"status {ancestor.process.returncode}"
    raise EndedError(f"the sandbox could not be started: {reason}")


def running_ancestor(level: Level) -> Ancestor:
    """Return this process's ancestor of a level; start one where there is none or it has ended."""
    key = os.getpid(), level
    with _starting:
        found = _ancestors.get(key)
        if found and found.process.poll() is None:
            return found
        if found:
            end_ancestor(_ancestors.pop(key))
        _ancestors[key] = start_ancestor(level)
        return _ancestors[key]


def start_ancestor(level: Level) -> Ancestor:
    """Start one ancestor; it ends with the thread that called this."""
    compile_worker()
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    errors = os.memfd_create("errors")
    full = level is Level.FULL
    try:
        with theirs:
            process = subprocess.Popen(
                [*bubblewrap_command(), "--", *ancestor_command(0, PACKAGES)]
                if full
                else ancestor_command(os.getpid()),
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=errors,
                env=ENVIRONMENT,
                cwd="/",
            )
    except (OSError, HostError) as error:
        ours.close()
        os.close(errors)
        raise HostError(f"the sandbox could not be started: {error}") from error
    return Ancestor(process, ours, errors)


def ancestor_command(parent: int, packages: str | None = None) -> list[str]:
    """Return the command of an ancestor; `packages` is where NumPy and the worker were mounted, if they were."""
    places = layout()
    folders = [packages] if packages else [str(places.packages[0].parent), str(places.worker.parent)]
    return [str(places.python), "-S", "-s", "-P", "-c", BOOTSTRAP, str(parent), *folders]


def end_ancestor(ancestor: Ancestor) -> None:
    """Close the socket, at which the ancestor ends with all its zygotes, and wait until it is gone."""
    ancestor.requests.close()
    os.close(ancestor.errors)
    try:
        ancestor.process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        ancestor.process.kill()
        ancestor.process.wait()


@atexit.register
def end_ancestors() -> None:
    """End every ancestor of this process; the next sandbox starts a new one."""
    for key in [key for key in _ancestors if key[0] == os.getpid()]:
        end_ancestor(_ancestors.pop(key))


def forget_ancestors() -> None:
    """Let go of what a forked process has inherited: an ancestor belongs to the process that started it."""
    global _starting
    _starting = threading.Lock()  # another thread may have held it
    for ancestor in _ancestors.values():
        ancestor.requests.close()
        os.close(ancestor.errors)
    _inherited.extend(_ancestors.values())
    _ancestors.clear()


os.register_at_fork(after_in_child=forget_ancestors)
