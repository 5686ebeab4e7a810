"""The command `verify`: an author's gate, once or on every change."""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.authoring import files_of, stamps
from grader.cli import DONE, INTERRUPTED, NEEDS_A_PERSON, terminal
from grader.cli.gate_report import print_gate, record_gate
from grader.cli.grading import find_assignment
from grader.cli.host import jobs_wanted
from grader.cli.side_by_side import side_by_side
from grader.cli.verifying_parts import Part, find_out, steps
from grader.course import Course, CourseAssignment, assignment_ids, open_course
from grader.errors import CourseError, UsageError
from grader.model import Level
from grader.verify import Calibration, GateReport, MutantReport

TICK = 0.5  # seconds between two looks at the files


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
    parser.add_argument("--jobs", type=int, metavar="N", help="parts at a time (default: one for each core)")
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
    passed, records = True, []
    for found in _verified(options, course, options.assignment or assignment_ids(course)):
        passed &= found.gate.passed
        if options.json:
            records.append(record_gate(found.loaded, found.gate, found.mutants, found.thresholds))
        else:
            print_gate(found.loaded, found.gate, found.mutants, found.thresholds)
    if options.json:
        terminal.print_json(records)
    return DONE if passed else NEEDS_A_PERSON


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
            for found in _verified(options, open_course(options.course), [name]):
                print_gate(found.loaded, found.gate, found.mutants, found.thresholds)
        except CourseError as error:
            terminal.warn(f"grader: {error}")


def _verified(options: argparse.Namespace, course: Course, names: Sequence[str]) -> Iterator[Verified]:
    """Yield what was found out about each assignment, in their order, as soon as all of it is there."""
    wanted = {
        "gate": True,
        "mutants": not options.no_mutants and (options.full or not options.watch),
        "thresholds": options.full,
    }
    kinds = [kind for kind in wanted if wanted[kind]]
    known = [find_assignment(course, name) for name in names]
    parts = [Part(kind, loaded.id, options) for loaded in known for kind in kinds]
    count = sum(steps(kind, loaded, options.runs) for loaded in known for kind in kinds)
    with terminal.Progress(count, "verified") as progress:
        found = side_by_side(find_out, parts, jobs_wanted(options.jobs), progress.advance)
        for loaded in known:
            made = [next(found) for _ in kinds]
            progress.clear()
            yield Verified(
                loaded,
                gate=next(each for each in made if isinstance(each, GateReport)),
                mutants=next((each for each in made if isinstance(each, MutantReport)), None),
                thresholds=next((each for each in made if isinstance(each, tuple)), ()),
            )
