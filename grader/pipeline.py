"""One submission -> its verdicts; the only room that knows every step up to the score.

::

    file --submission--> Submission --sandbox--> student --checks--> [CheckResult]
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass

from grader.checks import CheckTerms, reference_bands, run_checks
from grader.checks.attempt import Place
from grader.checks.bands import Band
from grader.checks.bank import Bank
from grader.checks.follow_through import beside, variants, verdict_name
from grader.course import CourseAssignment
from grader.course.sources import bank_sha256, check_sha256, reference_sha256, solution_source
from grader.data.datasets import DataSource
from grader.errors import CourseError, StudentError
from grader.ledger import cache_key
from grader.model import CheckResult, Confinement, Limits, Mistake, Slice, Submission, Threshold
from grader.sandbox import SealedArray, open_sandbox, seal
from grader.sandbox.reference import ReferenceWorker
from grader.scores import active
from grader.student import NOTHING_SERVED, OpenSession, Served, Session, local_session
from grader.submission import read_submission


@dataclass(frozen=True, slots=True)
class Terms:
    """Under which conditions a batch is graded: the same for every submission of a run."""

    loaded: CourseAssignment
    key: bytes
    data: DataSource
    limits: Limits
    confinement: Confinement
    reference: OpenSession
    sealed: Mapping[str, SealedArray]
    only: frozenset[str] | None = None


def local_reference(loaded: CourseAssignment, data: DataSource) -> OpenSession:
    """Open sessions on the reference itself, in this process: trusted code, measured for the budgets of thresholds."""
    assignment = loaded.assignment
    functions = (*(exercise.target for exercise in assignment.exercises), *assignment.given, *assignment.needs)
    return local_session({function.__name__: function for function in functions}, data.dataset)


def seal_data(data: DataSource) -> dict[str, SealedArray]:
    """Copy every array that student code may see into sealed memory, once for all sandboxes of a run."""
    return {name: seal(data.dataset(name)) for name in data.names}


Hashes = Mapping[tuple[str, tuple[str, ...]], str]
"""By the name of a check and the functions that are served to it."""


def check_hashes(loaded: CourseAssignment) -> Hashes:
    """Return a hash of all source that each verdict depends on: the same for every submission of a run.

    It covers the check, the known mistakes that it may meet, and the reference where that serves something.
    """
    reference = reference_sha256(loaded)
    hashes = {}
    for part in loaded.assignment.parts:
        for row in part.rows:
            own = f"{check_sha256(loaded, row)}\n{bank_sha256(loaded, part.name, row)}\n"
            for swapped in variants(row):
                text = own + (reference if swapped or beside(row) else "")
                hashes[row.name, swapped] = hashlib.sha256(text.encode()).hexdigest()
    return hashes


def verdict_keys(submission: Submission, terms: Terms, hashes: Hashes, versions: str) -> dict[str, str]:
    """Return, by `verdict_name`, all that each verdict depends on as one key; `hashes` are those of `check_hashes`."""
    if submission.slice is None:
        return {}
    mark = _slice_mark(submission.slice)
    return {
        verdict_name(check, swapped): cache_key(
            slice_sha256=mark,
            check=check,
            check_sha256=check_hash,
            versions=versions,
            level=terms.confinement.level,
            limits=terms.limits,
            data=terms.data.fingerprint,
            key=terms.key,
            swapped=swapped,
        )
        for (check, swapped), check_hash in hashes.items()
    }


def _slice_mark(code: Slice) -> str:
    """Return what a verdict takes from the file: what is executed, and what is said of the names that could not be."""
    if not code.absent:
        return code.sha256
    return hashlib.sha256(repr((code.sha256, code.absent)).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Workshop:
    """What a grading process keeps for all its submissions: the reference worker, and what known mistakes answer."""

    worker: ReferenceWorker
    bank: Bank


@contextmanager
def open_workshop(terms: Terms) -> Iterator[Workshop]:
    """Lend a workshop; nothing is started before a submission needs it."""

    def slice_of(mistake: Mistake | None) -> Slice:
        read = read_submission("solution.py", solution_source(terms.loaded, replace=mistake).encode())
        if read.slice is None:
            raise CourseError(f"the reference cannot be read as a submission: {read.problem}")
        return read.slice

    with ReferenceWorker(slice_of, terms.limits, terms.confinement, terms.sealed) as worker:
        yield Workshop(worker, Bank(terms.loaded.mistakes, worker.open_mistake))


def judge(
    submission: Submission,
    terms: Terms,
    workshop: Workshop,
    known: Mapping[str, CheckResult],
    report: Callable[[CheckResult], None],
    alone: Callable[[], AbstractContextManager[None]] = nullcontext,
) -> list[CheckResult]:
    """Run every check that is not `known` against the submission, each in a child of its own."""
    if submission.slice is None:
        return []
    check_terms = _check_terms(terms, workshop, alone)
    with open_sandbox(submission.slice, terms.limits, terms.confinement, terms.sealed) as sandbox:
        return run_checks(
            terms.loaded.id, terms.loaded.assignment, sandbox.session, check_terms, known, terms.only, report
        )


def reference_curves(terms: Terms) -> dict[str, Mapping[str, Band]]:
    """Return, for each threshold that records curves, between which values those of the reference stay."""
    found = {}
    for part in terms.loaded.assignment.parts:
        for row in part.rows:
            place = Place(terms.loaded.id, part.name, row, active(row, terms.data.available))
            if isinstance(place.active, Threshold):
                found[row.name] = reference_bands(place, _check_terms(terms, None, nullcontext))
    return {check: bands for check, bands in found.items() if bands}


def replay(code: Slice, terms: Terms) -> list[tuple[CheckResult, str]]:
    """Run the checks of one slice again; each result comes with what student code printed meanwhile."""
    printed: list[str] = []
    found: list[tuple[CheckResult, str]] = []

    def report(result: CheckResult) -> None:
        found.append((result, "".join(printed)))
        printed.clear()

    with (
        open_workshop(terms) as workshop,
        open_sandbox(code, terms.limits, terms.confinement, terms.sealed) as sandbox,
    ):

        @contextmanager
        def session(seed: int, cpu_seconds: float, served: Served = NOTHING_SERVED) -> Iterator[Session]:
            with sandbox.session(seed, cpu_seconds, served) as opened:
                try:
                    yield opened
                finally:
                    with suppress(StudentError):  # a child that was killed has nothing to say
                        printed.append(opened.student.printed())

        check_terms = _check_terms(terms, workshop, nullcontext)
        run_checks(terms.loaded.id, terms.loaded.assignment, session, check_terms, {}, terms.only, report)
    return found


def _check_terms(
    terms: Terms, workshop: Workshop | None, alone: Callable[[], AbstractContextManager[None]]
) -> CheckTerms:
    return CheckTerms(
        key=terms.key,
        data=terms.data,
        limits=terms.limits,
        reference=terms.reference,
        alone=alone,
        reference_worker=workshop.worker.session if workshop else None,
        bank=workshop.bank if workshop else None,
    )
