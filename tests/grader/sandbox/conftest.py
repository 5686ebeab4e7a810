"""Sandboxes of every level, shared by the tests of a module."""

import hashlib
import os
import re
import select
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from grader.errors import HostError, StudentError
from grader.model import Confinement, Level, Limits, Outcome, Slice
from grader.sandbox import launch, open_sandbox, remote

LIMITS = Limits(cpu_seconds=2.0, cpu_total=1000.0, wall_factor=2.0, memory=512 << 20)


def slice_of(source):
    """Return a slice of this source."""
    return Slice(source, hashlib.sha256(source.encode()).hexdigest(), (), ())


@contextmanager
def sandbox_of(source, level, limits=LIMITS, datasets=None):
    """Open a sandbox of a level, or skip where this host has no such level."""
    with open_sandbox(slice_of(source), limits, Confinement(level), datasets or {}) as sandbox:
        try:
            assert sandbox.landlock >= 0
        except HostError as error:
            pytest.skip(f"no sandbox of level {level} here: {error}")
        yield sandbox


def outcome_of(student, name, *args):
    """Return how a call ended, as a check would judge it that expects the float 42."""
    try:
        answer = student.function(name)(*args)
    except StudentError as error:
        return error.outcome
    return Outcome.PASSED if type(answer) is float and answer == 42.0 else Outcome.FAILED


def processes_of(uid):
    """Return the processes of one person, zombies included."""
    found = []
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            lines = status.read_text().splitlines()
        except OSError:
            continue
        if f"Uid:\t{uid}\t{uid}\t{uid}\t{uid}" in lines:
            found.append(status.parent.name)
    return found


def all_gone(uid, seconds=30.0):
    """Say whether one person comes to have no process: the kernel takes a namespace down after its first process."""
    deadline = time.monotonic() + seconds
    while processes_of(uid):
        if time.monotonic() > deadline:
            return False
        os.sched_yield()
    return True


def process_of(pidfd):
    """Return the process id behind a pidfd."""
    return int(re.search(r"Pid:\t(-?\d+)", Path(f"/proc/self/fdinfo/{pidfd}").read_text()).group(1))


def status_of(process):
    """Return what /proc says of a process."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return dict(line.split(":\t") for line in lines if ":\t" in line)


def zygote_of(sandbox):
    """Return the process id of a sandbox's zygote."""
    return process_of(sandbox._zygote._started.pidfd)


def ancestor_of(sandbox):
    """Return the process id of the ancestor that forked a sandbox's zygote."""
    return int(status_of(zygote_of(sandbox))["PPid"])


def wait_for_end(pidfd):
    """Say whether the process behind a pidfd ends."""
    poll = select.poll()
    poll.register(pidfd, select.POLLIN)
    return bool(poll.poll(20_000))


@pytest.fixture
def fresh_ancestors(monkeypatch):
    """A process as if it had no ancestor yet; those that the test starts end with it."""
    monkeypatch.setattr(launch, "_ancestors", {})
    yield
    launch.end_ancestors()


@pytest.fixture(params=[Level.FULL, Level.RESTRICTED], ids=str)
def level(request):
    """A level that confines."""
    return request.param


@pytest.fixture
def impatient(monkeypatch):
    """The grader's patience with a child that neither computes nor answers, shortened."""
    monkeypatch.setattr(remote, "SPARE_WALL", 0.3)
