"""The command `verify`: an author's gate, once or on every change."""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

from grader.authoring import files_of, stamps
from grader.checks import CheckTerms
from grader.cli import DONE, INTERRUPTED, NEEDS_A_PERSON, terminal
from grader.cli.gate_report import print_gate, record_gate
from grader.cli.grading import find_assignment
from grader.cli.host import data_folder
from grader.course import Course, CourseAssignment, assignment_ids, key, open_course
from grader.course.lines import located
from grader.data.datasets import DataSource
from grader.errors import CourseError, UsageError
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
    MutantReport,
    OpenSolution,
    broken_laws,
    calibrate,
    measure,
    open_locally,
    run_mutants,
    verify_assignment,
)

TICK = 0.5  # seconds between two looks at the files
LAWS = 4  # steps of `broken_laws` that are reported


@dataclass(frozen=True, slots=True)
class Verified:
    """All that was found out about one assignment."""

    loaded: CourseAssignment
    gate: GateReport
    mutants: MutantReport | None
    thresholds: tuple[Calibration, ...]


def verify_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe `grader verify`."""
    parser.add_argument("assignment", nargs="*", help="verify these alone (default: all)")
    parser.add_argument("--course", type=Path, default=Path(), metavar="DIR", help="course folder (default: this one)")
    parser.add_argument("--watch", action="store_true", help="verify again whenever a file changes, until Ctrl-C")
    parser.add_argument("--data", type=Path, metavar="DIR", help="folder of the MNIST files (default: $GRADER_DATA)")
    parser.add_argument("--seed", metavar="S", help="in the place of the course key")
    parser.add_argument("--isolation", choices=[level.value for level in Level], help="default: the best available")
    parser.add_argument("--runs", type=int, default=2, metavar="K", help="times the reference is run (default: 2)")
    parser.add_argument("--no-mutants", action="store_true", help="leave out the automatic mutants (--watch does)")
    parser.add_argument("--full", action="store_true", help="training checks on every mistake; thresholds on many keys")
    parser.add_argument("--keys", type=int, default=20, metavar="N", help="keys for thresholds in --full (default: 20)")
    parser.add_argument("--json", action="store_true", help="print for a program")


def verify_command(options: argparse.Namespace) -> int:
    """Take assignments through the gate; ends with 1 where an author must mend something."""
    if options.watch and options.json:
        raise UsageError("--watch prints for a person until it is stopped: leave --json out")
    if options.keys < 2:
        raise UsageError("--keys must be at least 2: one key says nothing about how much runs vary")
    if options.watch:
        return _watch(options)
    course = open_course(options.course)
    names = options.assignment or assignment_ids(course)
    found = [_verify(options, course, name) for name in names]
    if options.json:
        terminal.print_json([record_gate(*_parts(each)) for each in found])
    return DONE if all(each.gate.passed for each in found) else NEEDS_A_PERSON


def _watch(options: argparse.Namespace) -> int:
    """Verify what changed, over and over; an error in a file is said, and waits to be mended."""
    seen: dict[str, object] = {}
    try:
        while True:
            changed = _changed(options, seen)
            if changed:
                _verify_changed(options, changed)
                terminal.say("\nwatching; Ctrl-C ends")
                terminal.flush()
            time.sleep(TICK)
    except KeyboardInterrupt:
        terminal.say("")
        return INTERRUPTED


def _changed(options: argparse.Namespace, seen: dict[str, object]) -> list[str]:
    """Return the assignments of which a file is not as it was last seen, and remember how it is now."""
    try:
        course = open_course(options.course)
        names = options.assignment or assignment_ids(course)
        now: dict[str, object] = {name: stamps(files_of(course, name)) for name in names}
    except CourseError as error:
        if seen != {"": str(error)}:
            terminal.warn(f"grader: {error}")
            seen.clear()
            seen[""] = str(error)
        return []
    changed = [name for name in names if seen.get(name) != now[name]]
    seen.clear()
    seen.update(now)
    return changed


def _verify_changed(options: argparse.Namespace, names: Sequence[str]) -> None:
    for name in names:
        try:
            _verify(options, open_course(options.course), name)
        except CourseError as error:
            terminal.warn(f"grader: {error}")


def _verify(options: argparse.Namespace, course: Course, name: str) -> Verified:
    """Take one assignment through the gate, and print what was found unless a program asked."""
    loaded = find_assignment(course, name)
    secret, _ = key(course.config, options.seed)
    data = DataSource(secret, data_folder(options.data))
    terms = CheckTerms(secret, data, Limits(), local_reference(loaded, data), nullcontext)
    opened = _solutions(options.isolation, data)
    with terminal.Progress(2 + len(loaded.mistakes) + options.runs - 1 + LAWS, "verified") as progress:
        gate = verify_assignment(loaded, opened, terms, runs=options.runs, full=options.full, report=progress.advance)
        laws = broken_laws(loaded, open_locally(data), terms, progress.advance)
    gate = replace(gate, problems=tuple(located(loaded.folder, text) for text in (*gate.problems, *laws)))
    wanted = not options.no_mutants and (options.full or not options.watch)
    # Slips in the course's own code need no sandbox each, which would take five times as long.
    mutants = run_mutants(loaded, open_locally(data), terms) if wanted else None
    found = Verified(loaded, gate, mutants, tuple(_calibrated(options, loaded, data)) if options.full else ())
    if not options.json:
        print_gate(*_parts(found))
    return found


def _parts(found: Verified) -> tuple[CourseAssignment, GateReport, MutantReport | None, tuple[Calibration, ...]]:
    return found.loaded, found.gate, found.mutants, found.thresholds


def _calibrated(options: argparse.Namespace, loaded: CourseAssignment, data: DataSource) -> Iterator[Calibration]:
    """Yield what the reference reaches under many keys, for each threshold that is used with this data."""
    mnist = data_folder(options.data)
    thresholds = [active(row, data.available) for part in loaded.assignment.parts for row in part.rows]
    for threshold in thresholds:
        if isinstance(threshold, Threshold):
            pairs = measure(
                threshold,
                loaded.id,
                lambda drawn: local_reference(loaded, drawn),
                lambda drawn: DataSource(drawn, mnist),
                options.keys,
            )
            yield calibrate(threshold, pairs)


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
