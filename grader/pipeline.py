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
from grader.course import CourseAssignment
from grader.course.sources import check_sha256
from grader.data.datasets import DataSource
from grader.errors import StudentError
from grader.ledger import cache_key
from grader.model import CheckResult, Confinement, Limits, Slice, Submission, Threshold
from grader.sandbox import SealedArray, open_sandbox, seal
from grader.scores import active
from grader.student import OpenSession, Session, local_session


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


def check_hashes(loaded: CourseAssignment) -> dict[str, str]:
    """Return a hash of all source that each check depends on: the same for every submission of a run."""
    return {check.name: check_sha256(loaded, check) for part in loaded.assignment.parts for check in part.rows}


def verdict_keys(submission: Submission, terms: Terms, hashes: Mapping[str, str], versions: str) -> dict[str, str]:
    """Return, for each check, all that its verdict depends on as one key; `hashes` are those of `check_hashes`."""
    if submission.slice is None:
        return {}
    return {
        check: cache_key(
            slice_sha256=_slice_mark(submission.slice),
            check=check,
            check_sha256=check_hash,
            versions=versions,
            level=terms.confinement.level,
            limits=terms.limits,
            data=terms.data.fingerprint,
            key=terms.key,
        )
        for check, check_hash in hashes.items()
    }


def _slice_mark(code: Slice) -> str:
    """Return what a verdict takes from the file: what is executed, and what is said of the names that could not be."""
    if not code.absent:
        return code.sha256
    return hashlib.sha256(repr((code.sha256, code.absent)).encode()).hexdigest()


def judge(
    submission: Submission,
    terms: Terms,
    known: Mapping[str, CheckResult],
    report: Callable[[CheckResult], None],
    alone: Callable[[], AbstractContextManager[None]] = nullcontext,
) -> list[CheckResult]:
    """Run every check that is not `known` against the submission, each in a child of its own."""
    if submission.slice is None:
        return []
    check_terms = _check_terms(terms, alone)
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
                found[row.name] = reference_bands(place, _check_terms(terms, nullcontext))
    return {check: bands for check, bands in found.items() if bands}


def replay(code: Slice, terms: Terms) -> list[tuple[CheckResult, str]]:
    """Run the checks of one slice again; each result comes with what student code printed meanwhile."""
    printed: list[str] = []
    found: list[tuple[CheckResult, str]] = []

    def report(result: CheckResult) -> None:
        found.append((result, "".join(printed)))
        printed.clear()

    with open_sandbox(code, terms.limits, terms.confinement, terms.sealed) as sandbox:

        @contextmanager
        def session(seed: int, cpu_seconds: float) -> Iterator[Session]:
            with sandbox.session(seed, cpu_seconds) as opened:
                try:
                    yield opened
                finally:
                    with suppress(StudentError):  # a child that was killed has nothing to say
                        printed.append(opened.student.printed())

        run_checks(
            terms.loaded.id, terms.loaded.assignment, session, _check_terms(terms, nullcontext), {}, terms.only, report
        )
    return found


def _check_terms(terms: Terms, alone: Callable[[], AbstractContextManager[None]]) -> CheckTerms:
    return CheckTerms(key=terms.key, data=terms.data, limits=terms.limits, reference=terms.reference, alone=alone)
