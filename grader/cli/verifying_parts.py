"""What `grader verify` finds out about one assignment, in parts that do not wait for each other."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace

from grader.checks import CheckTerms
from grader.cli.grading import find_assignment
from grader.cli.host import data_folder
from grader.course import CourseAssignment, key, open_course
from grader.course.lines import located
from grader.data.datasets import DataSource
from grader.errors import CourseError
from grader.model import Level, Limits, Threshold
from grader.pipeline import local_reference, seal_data
from grader.sandbox import open_sandbox
from grader.sandbox.levels import best_confinement
from grader.scores import active
from grader.student import OpenSession
from grader.submission import read_submission
from grader.verify import (
    Calibration,
    GateReport,
    Mutant,
    MutantReport,
    OpenSolution,
    broken_laws,
    calibrate,
    measure,
    mutants_of,
    open_locally,
    run_mutants,
    verify_assignment,
)

Report = Callable[[str], None]
Found = GateReport | MutantReport | tuple[Calibration, ...]

LAWS = 4  # steps of `broken_laws` that are reported
SHARES = 20  # steps in which mutants are reported, however many there are


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the verification of one assignment, as the options of the command ask for it."""

    kind: str  # gate, mutants or thresholds
    assignment: str
    options: Namespace


def find_out(part: Part, report: Report) -> Found:
    """Return what one part finds; `report` hears of each of its `steps`."""
    options = part.options
    course = open_course(options.course)
    loaded = find_assignment(course, part.assignment)
    secret, _ = key(course.config, options.seed)
    data = DataSource(secret, data_folder(options.data))
    terms = CheckTerms(secret, data, Limits(), local_reference(loaded, data), nullcontext)
    if part.kind == "gate":
        return _gate(options, loaded, terms, report)
    if part.kind == "mutants":
        return _mutants(loaded, terms, report)
    return tuple(_calibrated(options, loaded, data, report))


def steps(kind: str, loaded: CourseAssignment, runs: int) -> int:
    """Return how often a part reports."""
    if kind == "gate":
        return 1 + runs + len(loaded.mistakes) + LAWS
    return SHARES if kind == "mutants" else len(_thresholds(loaded, ()))


def _gate(options: Namespace, loaded: CourseAssignment, terms: CheckTerms, report: Report) -> GateReport:
    """Take an assignment through gate and laws.

    The reference and the stub run as submissions do. Mistakes and slips in the course's own code need no sandbox each,
    which would take three to seven times as long; whoever names a level gets it for mistakes too.
    """
    here = open_locally(terms.data)
    opened = _solutions(options.isolation, terms.data)
    own = opened if options.isolation else here
    gate = verify_assignment(
        loaded, opened, terms, open_mistake=own, runs=options.runs, full=options.full, report=report
    )
    laws = broken_laws(loaded, here, terms, report)
    return replace(gate, problems=tuple(located(loaded.folder, text) for text in (*gate.problems, *laws)))


def _mutants(loaded: CourseAssignment, terms: CheckTerms, report: Report) -> MutantReport:
    made = mutants_of(loaded)
    done = 0

    def count(mutant: Mutant, _fate: str) -> None:
        nonlocal done
        done += 1
        for _ in range(done * SHARES // len(made) - (done - 1) * SHARES // len(made)):
            report(f"{mutant.exercise}: {mutant.slip}")

    return run_mutants(loaded, open_locally(terms.data), terms, mutants=made, report=count)


def _calibrated(
    options: Namespace, loaded: CourseAssignment, data: DataSource, report: Report
) -> Iterator[Calibration]:
    """Yield what the reference reaches under many keys, for each threshold that is used with this data."""
    mnist = data_folder(options.data)
    for threshold in _thresholds(loaded, data.available):
        pairs = measure(
            threshold,
            loaded.id,
            lambda drawn: local_reference(loaded, drawn),
            lambda drawn: DataSource(drawn, mnist),
            options.keys,
        )
        report(threshold.name)
        yield calibrate(threshold, pairs)


def _thresholds(loaded: CourseAssignment, available: Collection[str]) -> list[Threshold]:
    rows = [active(row, available) for part in loaded.assignment.parts for row in part.rows]
    return [row for row in rows if isinstance(row, Threshold)]


def _solutions(isolation: str | None, data: DataSource) -> OpenSolution:
    """Return what runs a solution as a submission is run."""
    if isolation == Level.NONE:
        return open_locally(data)
    confinement = best_confinement(wanted=Level(isolation) if isolation else None)
    sealed = seal_data(data)

    @contextmanager
    def open_solution(source: str) -> Iterator[OpenSession]:
        submission = read_submission("solution.py", source.encode())
        if submission.slice is None:
            raise CourseError(f"the reference cannot be read as a submission: {submission.problem}")
        with open_sandbox(submission.slice, Limits(), confinement, sealed) as sandbox:
            yield sandbox.session

    return open_solution
