"""Commands of the author: `list` and `verify`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from grader.checks import CheckTerms
from grader.cli import DONE, NEEDS_A_PERSON, terminal
from grader.cli.grading import find_assignment
from grader.cli.host import data_folder
from grader.course import CourseAssignment, assignment_ids, key, open_course
from grader.data.datasets import DataSource
from grader.errors import CourseError
from grader.model import Level, Limits
from grader.pipeline import local_reference, seal_data
from grader.sandbox import open_sandbox
from grader.sandbox.levels import best_confinement
from grader.student import OpenSession
from grader.submission import read_submission
from grader.verify import (
    GateReport,
    MistakeRow,
    MutantReport,
    OpenSolution,
    open_locally,
    run_mutants,
    verify_assignment,
)


def list_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe `grader list`."""
    parser.add_argument("assignment", nargs="*", help="list these alone (default: all)")
    parser.add_argument("--course", type=Path, default=Path(), metavar="DIR", help="course folder (default: this one)")
    parser.add_argument("--json", action="store_true", help="print for a program")


def list_command(options: argparse.Namespace) -> int:
    """Print assignments, exercises, points and minutes."""
    course = open_course(options.course)
    records = []
    for name in options.assignment or assignment_ids(course):
        assignment = find_assignment(course, name).assignment
        for part in assignment.parts:
            public = sum(row.points for row in part.rows if not row.hidden)
            records.append(
                {
                    "assignment": name,
                    "row": part.row,
                    "exercise": part.name,
                    "points": part.points,
                    "public": public,
                    "checks": len(part.rows),
                    "tier": part.tier,
                    "minutes": part.minutes,
                }
            )
    if options.json:
        terminal.print_json(records)
        return DONE
    columns = ["assignment", "row", "exercise", "points", "public", "checks", "tier", "minutes"]
    terminal.table(columns, [[record[column] for column in columns] for record in records])
    points = sum(int(str(record["points"])) for record in records)
    hours = sum(int(str(record["minutes"])) for record in records) / 60
    terminal.say(f"\n{len(records)} exercises, {points} points, about {hours:.1f} hours for a student")
    return DONE


def verify_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe `grader verify`."""
    parser.add_argument("assignment", nargs="*", help="verify these alone (default: all)")
    parser.add_argument("--course", type=Path, default=Path(), metavar="DIR", help="course folder (default: this one)")
    parser.add_argument("--data", type=Path, metavar="DIR", help="folder of the MNIST files (default: $GRADER_DATA)")
    parser.add_argument("--seed", metavar="S", help="in the place of the course key")
    parser.add_argument("--isolation", choices=[level.value for level in Level], help="default: the best available")
    parser.add_argument("--runs", type=int, default=2, metavar="K", help="times the reference is run (default: 2)")
    parser.add_argument("--full", action="store_true", help="training checks on every mistake; automatic mutants too")
    parser.add_argument("--json", action="store_true", help="print for a program")


def verify_command(options: argparse.Namespace) -> int:
    """Take assignments through the gate; ends with 1 where an author must mend something."""
    course = open_course(options.course)
    records, passed = [], True
    for name in options.assignment or assignment_ids(course):
        loaded = find_assignment(course, name)
        secret, _ = key(course.config, options.seed)
        data = DataSource(secret, data_folder(options.data))
        terms = CheckTerms(secret, data, Limits(), local_reference(loaded, data), nullcontext)
        opened = _solutions(options.isolation, data)
        steps = 2 + len(loaded.mistakes) + options.runs - 1
        with terminal.Progress(steps, "verified") as progress:
            gate = verify_assignment(
                loaded, opened, terms, runs=options.runs, full=options.full, report=progress.advance
            )
        mutants = run_mutants(loaded, opened, terms) if options.full else None
        passed = passed and gate.passed
        records.append(_gate_record(gate, mutants))
        if not options.json:
            _print_gate(loaded, gate, mutants)
    if options.json:
        terminal.print_json(records)
    return DONE if passed else NEEDS_A_PERSON


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


def _print_gate(loaded: CourseAssignment, gate: GateReport, mutants: MutantReport | None) -> None:
    caught = sum(row.caught for row in gate.mistakes)
    earned = sum(result.earned for result in gate.reference)
    stub = sum(result.earned for result in gate.stub)
    terminal.say(f"\n{gate.assignment}: {'passed' if gate.passed else 'NOT PASSED'}")
    terminal.say(
        f"  reference {earned}/{loaded.assignment.points}, stub {stub}, mistakes caught {caught}/{len(gate.mistakes)}"
    )
    rows = [
        (
            row.catalog,
            row.mistake,
            row.exercise,
            "caught" if row.caught else "MISSED",
            _lost(row.claimed, row.lost),
            _named(row),
        )
        for row in gate.mistakes
    ]
    terminal.table(
        ("", "mistake", "exercise", "", "loses", "hint"), rows, ["" if row.caught else "bad" for row in gate.mistakes]
    )
    for row in gate.conventions:
        terminal.say(f"  convention {row.convention}: {row.earned}/{row.possible}")
    slowest = sorted(gate.seconds.items(), key=lambda item: -item[1])[:5]
    terminal.say("  slowest checks: " + ", ".join(f"{name} {seconds:.2f} s" for name, seconds in slowest))
    if mutants is not None:
        judged = len(mutants.killed) + len(mutants.survived)
        share = len(mutants.killed) / judged if judged else 1.0
        terminal.say(f"  mutants: {share:.1%} of {judged} killed; {len(mutants.equivalent)} equivalent")
        for mutant in mutants.survived:
            terminal.say(f"    survives: {mutant.exercise}, {mutant.slip}")
    for problem in gate.problems:
        terminal.say(f"  mend: {problem}")
    sys.stdout.flush()


def _lost(claimed: tuple[str, ...], lost: tuple[str, ...]) -> str:
    """Name the check that claims a mistake first, then how many others it loses."""
    others = len(set(lost) - set(claimed))
    return ", ".join(name for name in claimed if name in lost) + (f" and {others} more" if others else "")


def _named(row: MistakeRow) -> str:
    """Say at how many of the lost checks its student reads its own hint, and where that of another mistake."""
    own = len(row.named) - len(row.misnamed)
    others = f", another's at {', '.join(row.misnamed)}" if row.misnamed else ""
    return f"{own} of {len(row.lost)}{others}"


def _gate_record(gate: GateReport, mutants: MutantReport | None) -> dict[str, object]:
    return {
        "assignment": gate.assignment,
        "passed": gate.passed,
        "problems": gate.problems,
        "mistakes": [
            {
                "mistake": row.mistake,
                "exercise": row.exercise,
                "caught": row.caught,
                "lost": row.lost,
                "named": dict(row.named),
            }
            for row in gate.mistakes
        ],
        "flaky": gate.flaky,
        "seconds": {name: round(seconds, 4) for name, seconds in gate.seconds.items()},
        "mutants": None
        if mutants is None
        else {
            "killed": len(mutants.killed),
            "equivalent": len(mutants.equivalent),
            "survived": [f"{mutant.exercise}: {mutant.slip}" for mutant in mutants.survived],
        },
    }
