"""One grading process: trusted, runs checks, one submission at a time, under limits of its own.

It talks to the parent alone, over one pipe, and writes nothing to disk. For each `Job` it answers `Read`, waits for
`Known`, then sends a `Verdict` for each check that it ran, and `Done`.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import resource
import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path

from grader.model import CheckResult, Submission
from grader.pipeline import Hashes, Terms, Workshop, judge, open_workshop, verdict_keys
from grader.sandbox import launch
from grader.submission import read_submission

MEMORY = 8 << 30  # bytes of address space; a check that needs more is its author's fault
PR_SET_PDEATHSIG = 1


@dataclass(frozen=True, slots=True)
class Job:
    """Parent to process: read this file."""

    student: str
    filename: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Read:
    """Process to parent: this is what the file holds, and the key of each verdict that it needs."""

    submission: Submission
    keys: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Known:
    """Parent to process: these verdicts need no run."""

    results: Mapping[str, CheckResult]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Process to parent: one check has been run."""

    result: CheckResult


@dataclass(frozen=True, slots=True)
class Done:
    """Process to parent: every check of the submission is decided, in the order of the rubric."""

    results: tuple[CheckResult, ...]
    workers: int  # how many sandboxes were started for it


def serve(pipe: Connection, terms: Terms, hashes: Hashes, versions: str, lock: Path, parent: int) -> None:
    """Answer jobs until the parent closes the pipe."""
    _die_with(parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard), hard))
    with lock.open("rb") as turns, open_workshop(terms) as workshop:
        try:
            while True:
                try:
                    job = pipe.recv()
                except EOFError:
                    return
                _grade(pipe, job, terms, hashes, versions, workshop, turns.fileno())
        finally:
            launch.end_ancestors()


def keep_to(core: int) -> None:
    """Keep this process, and the sandboxes that it will start, to one processor.

    A check and the student's code take turns. On one processor the other's turn begins at once; on two, each turn
    begins by waking the other one up, which was seen to cost more than the call.
    """
    os.sched_setaffinity(0, {core})


def _grade(
    pipe: Connection, job: Job, terms: Terms, hashes: Hashes, versions: str, workshop: Workshop, turns: int
) -> None:
    submission = replace(read_submission(job.filename, job.data, terms.loaded.assignment.wanted), student=job.student)
    pipe.send(Read(submission, verdict_keys(submission, terms, hashes, versions)))
    known: Known = pipe.recv()
    before = launch.started - workshop.worker.started
    with _turn(turns, fcntl.LOCK_SH):
        results = judge(
            submission,
            terms,
            workshop,
            known.results,
            report=lambda result: pipe.send(Verdict(result)),
            alone=lambda: _alone(turns),
        )
    pipe.send(Done(tuple(results), launch.started - workshop.worker.started - before))


@contextmanager
def _turn(lock: int, kind: int) -> Iterator[None]:
    fcntl.flock(lock, kind)
    try:
        yield
    finally:
        fcntl.flock(lock, fcntl.LOCK_UN)


@contextmanager
def _alone(lock: int) -> Iterator[None]:
    """Wait until no other grading process runs student code: for a threshold that was close to its budget."""
    fcntl.flock(lock, fcntl.LOCK_UN)  # not upgraded in place: two that wait for each other would never go on
    fcntl.flock(lock, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(lock, fcntl.LOCK_SH)


def _die_with(parent: int) -> None:
    """Ask the kernel to end this process with its parent, so that a killed batch leaves nothing behind."""
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:  # it died before the request took effect
        os._exit(1)
