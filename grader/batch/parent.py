"""The parent of a batch: hands out files, keeps the ledger, notices what dies. It runs no checks."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import tempfile
import time
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from pathlib import Path

from grader.batch.process import Done, Job, Known, Read, Verdict, keep_to, serve
from grader.checks.follow_through import in_order, swapped, verdict_name, with_used
from grader.ledger import Ledger
from grader.messages import say
from grader.model import CheckResult, Message, Outcome, Submission
from grader.pipeline import Hashes, Terms, check_hashes
from grader.submission import MAX_BYTES

SILENCE = 600.0
"""Seconds without a word from a grading process after which it counts as hanging.

Every call of student code has its own, much shorter deadline, so only a check that loops by itself gets here.
"""


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class File:
    """One file to grade and the id of its student."""

    path: Path
    student: str


@dataclass(frozen=True, slots=True)
class Judged:
    """One submission, with the result of each of its checks in the order of the rubric."""

    submission: Submission
    results: tuple[CheckResult, ...]
    workers: int  # sandboxes that were started for it
    cached: int  # verdicts that were known
    started_at: datetime
    finished_at: datetime


@dataclass(slots=True)
class _Seat:
    """One grading process and what it is at."""

    job: Job
    process: ForkProcess
    pipe: Connection
    heard: float  # when it last said something
    core: int  # the processor that it keeps to
    started_at: datetime = field(default_factory=_now)
    submission: Submission | None = None
    keys: dict[str, str] = field(default_factory=dict)  # these three by `verdict_name`
    recalled: dict[str, CheckResult] = field(default_factory=dict)  # from the ledger
    ran: dict[str, CheckResult] = field(default_factory=dict)  # in this batch, faults included
    deaths: int = 0


def judge_all(
    files: Sequence[File],
    terms: Terms,
    ledger: Ledger,
    versions: str,
    jobs: int,
    *,
    fresh: bool = False,
    silence: float = SILENCE,
) -> Iterator[Judged]:
    """Judge every file, `jobs` at a time, and yield each as it is decided.

    Each verdict is in the ledger before the next one is asked for: whatever dies, nothing decided is lost. A check at
    which the grading process dies or hangs is its author's fault; the other checks of the submission are run.
    """
    with tempfile.NamedTemporaryFile() as lock:
        batch = _Batch(terms, ledger, versions, fresh, Path(lock.name), silence)
        try:
            yield from batch.run(deque(files), jobs)
        finally:
            batch.stop()


class _Batch:
    """The queue, the grading processes, and the conversation with each."""

    def __init__(self, terms: Terms, ledger: Ledger, versions: str, fresh: bool, lock: Path, silence: float) -> None:
        self._terms, self._ledger, self._versions = terms, ledger, versions
        self._hashes = check_hashes(terms.loaded)  # here, so that no grading process has to find them out
        self._fresh, self._lock, self._silence = fresh, lock, silence
        self._seats: list[_Seat] = []
        self._context = multiprocessing.get_context("fork")

    def run(self, queue: deque[File], jobs: int) -> Iterator[Judged]:
        """Keep `jobs` processes busy until the queue is empty."""
        while queue or self._seats:
            while queue and len(self._seats) < jobs:
                self._seats.append(self._open(_job(queue.popleft())))
            for seat in self._ready():
                judged = self._hear(seat)
                if judged is None:
                    continue
                if queue:
                    self._give(seat, _job(queue.popleft()))
                else:
                    self._seats.remove(seat)
                    _close(seat)
                yield judged

    def stop(self) -> None:
        """End every process at once."""
        for seat in self._seats:
            seat.process.kill()
            _close(seat)
        self._seats.clear()

    def _open(self, job: Job) -> _Seat:
        taken = [seat.core for seat in self._seats]
        core = min(sorted(os.sched_getaffinity(0)), key=taken.count)
        process, pipe = self._start(core)
        pipe.send(job)
        return _Seat(job, process, pipe, time.monotonic(), core)

    def _start(self, core: int) -> tuple[ForkProcess, Connection]:
        here, there = self._context.Pipe()
        inherited = (here, *(seat.pipe for seat in self._seats))
        process = self._context.Process(
            target=_serve,
            args=(inherited, there, self._terms, self._hashes, self._versions, self._lock, os.getpid(), core),
        )
        process.start()
        there.close()
        return process, here

    def _give(self, seat: _Seat, job: Job) -> None:
        seat.job, seat.submission, seat.deaths = job, None, 0
        seat.keys, seat.recalled, seat.ran = {}, {}, {}
        seat.heard, seat.started_at = time.monotonic(), _now()
        seat.pipe.send(job)

    def _ready(self) -> list[_Seat]:
        """Wait for a word from any process, and kill those that have been silent for too long."""
        oldest = min(seat.heard for seat in self._seats)
        ready = wait([seat.pipe for seat in self._seats], max(0.0, oldest + self._silence - time.monotonic()))
        now = time.monotonic()
        for seat in self._seats:
            if seat.pipe not in ready and now - seat.heard >= self._silence:
                seat.process.kill()  # its pipe ends, and the next round hears that
                seat.heard = now
        return [seat for seat in self._seats if seat.pipe in ready]

    def _hear(self, seat: _Seat) -> Judged | None:
        try:
            said = seat.pipe.recv()
            seat.heard = time.monotonic()
            if isinstance(said, Read):
                self._note_reading(seat, said)
        except (EOFError, OSError):
            return self._replace(seat)
        if isinstance(said, Verdict):
            name = _name_of(said.result)
            self._ledger.put_verdict(seat.job.student, seat.keys[name], said.result)
            seat.ran[name] = said.result
        elif isinstance(said, Done) and seat.submission is not None:
            cached = sum(_name_of(result) in seat.recalled for result in said.results)
            return Judged(seat.submission, said.results, said.workers, cached, seat.started_at, _now())
        return None

    def _note_reading(self, seat: _Seat, said: Read) -> None:
        seat.submission, seat.keys = said.submission, dict(said.keys)
        self._ledger.put_submission(said.submission)
        if not self._fresh:
            found = self._ledger.known(tuple(seat.keys.values()))
            seat.recalled = {check: found[key] for check, key in seat.keys.items() if key in found}
        seat.pipe.send(Known({**seat.recalled, **seat.ran}))

    def _replace(self, seat: _Seat) -> Judged | None:
        """Put a new process in the place of one that died, and lay the check at which it died at its author's door."""
        _close(seat)
        seat.deaths += 1
        code = seat.process.exitcode
        seat.process, seat.pipe = self._start(seat.core)
        if seat.submission is None and seat.deaths > 1:
            problem = say("batch.reader_died", file=seat.job.filename)
            submission = Submission(
                student=seat.job.student,
                filename=seat.job.filename,
                sha256=hashlib.sha256(seat.job.data).hexdigest(),
                size=len(seat.job.data),
                slice=None,
                problem=problem,
            )
            self._ledger.put_submission(submission)
            return Judged(submission, (), 0, 0, seat.started_at, _now())
        if seat.submission is not None:
            seat.ran.update(self._fault(seat, code))
        seat.submission, seat.heard = None, time.monotonic()
        seat.pipe.send(seat.job)
        return None

    def _fault(self, seat: _Seat, code: int | None) -> dict[str, CheckResult]:
        """Return the check that was running, as its author's fault."""
        assignment = self._terms.loaded.assignment
        wanted = with_used(assignment, self._terms.only)
        decided: dict[str, CheckResult] = {}
        ran = {result.check: result for result in seat.ran.values()}
        for part in in_order(assignment):
            for row in part.rows:
                names = swapped(row, assignment, decided.values())
                name = verdict_name(row.name, names)
                found = ran.get(row.name) or seat.recalled.get(name)
                if found:
                    decided[row.name] = found
                elif wanted is None or row.name in wanted:
                    message = Message(say("batch.check_died", check=row.name, code=code))
                    fault = CheckResult(part.name, row.name, Outcome.CHECK_FAULT, 0, row.points, message, swapped=names)
                    return {name: fault}
        return {}


def _name_of(result: CheckResult) -> str:
    return verdict_name(result.check, result.swapped)


def _serve(
    inherited: Sequence[Connection],
    pipe: Connection,
    terms: Terms,
    hashes: Hashes,
    versions: str,
    lock: Path,
    parent: int,
    core: int,
) -> None:
    """Begin a grading process: let go of the parent's ends of all pipes, so that each ends with its owner."""
    for connection in inherited:
        connection.close()
    keep_to(core)
    serve(pipe, terms, hashes, versions, lock, parent)


def _close(seat: _Seat) -> None:
    seat.pipe.close()
    seat.process.join()


def _job(file: File) -> Job:
    """Read the file once: these bytes are hashed, and these bytes are graded."""
    with file.path.open("rb") as opened:
        data = opened.read(MAX_BYTES + 1)  # one more, so that the reader sees that it is too large
    return Job(file.student, file.path.name, data)
