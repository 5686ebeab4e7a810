"""Commands that look at what was decided: `show` and `replay`."""

from __future__ import annotations

import argparse
import difflib
from pathlib import Path

from grader.cli import DONE, NEEDS_A_PERSON, terminal
from grader.cli.host import data_folder
from grader.course import key, load_assignment, open_course
from grader.data.datasets import DataSource
from grader.documents import Document, encode, read_document
from grader.errors import HostError, UsageError
from grader.ledger import Folder, Ledger, open_ledger
from grader.model import CheckResult, Level, Limits, Slice
from grader.pipeline import Terms, local_reference, replay, seal_data
from grader.sandbox.levels import best_confinement


def show_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe `grader show`."""
    parser.add_argument("dir", type=Path, metavar="DIR", help="folder of results")
    parser.add_argument("student", help="the student's id")
    parser.add_argument("--json", action="store_true", help="print the document itself")


def show_command(options: argparse.Namespace) -> int:
    """Print one student on one screen."""
    document = document_of(options.dir, options.student)
    if options.json:
        terminal.say(encode(document).decode().rstrip())
        return DONE
    scored = "no score" if document.score is None else f"{document.score:g} of {document.max_score}"
    terminal.say(f"{document.submitter.id}: {document.status}, {scored}  ({document.assignment.title})\n")
    rows, styles = [], []
    for part in document.exercises:
        for check in part.checks:
            seen = "hidden" if check.visibility == "hidden" else "public"
            points = f"{'?' if check.points_earned is None else check.points_earned}/{check.points_possible}"
            rows.append((part.row, part.id, check.id, seen, check.status or "not run", points))
            styles.append({"passed": "good", "partial": "warn"}.get(check.status or "", "bad"))
    terminal.table(("row", "exercise", "check", "", "outcome", "points"), rows, styles)
    for part in document.exercises:
        for check in part.checks:
            if check.message is not None and check.status != "passed":
                terminal.say(f"\n{part.id}, {check.id} ({check.promise.text})\n  " + _indented(check.message.text))
    if document.problem is not None:
        terminal.say(f"\n{document.problem.text}")
    for note in document.notes:
        place = f"cell {note.cell}, line {note.line}: " if note.cell is not None else ""
        terminal.say(f"note ({note.kind}): {place}{note.text.text}")
    terminal.say(f"\npage: {Folder(options.dir).preview(options.student)}")
    return DONE


def replay_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe `grader replay`."""
    replay_options(parser)
    parser.add_argument("check", nargs="?", help="run this check alone")


def replay_options(parser: argparse.ArgumentParser) -> None:
    """Describe what it takes to run something of a folder of results again."""
    parser.add_argument("dir", type=Path, metavar="DIR", help="folder of results")
    parser.add_argument("student", help="the student's id")
    parser.add_argument("--course", type=Path, metavar="DIR", help="course folder (default: the one graded with)")
    parser.add_argument("--data", type=Path, metavar="DIR", help="folder of the MNIST files (default: $GRADER_DATA)")
    parser.add_argument("--seed", metavar="S", help="the seed graded with, where it was not the course key")
    parser.add_argument("--isolation", choices=[level.value for level in Level], help="default: the best available")
    parser.add_argument("--json", action="store_true", help="print for a program")


def replay_command(options: argparse.Namespace) -> int:
    """Run verdicts again from the ledger's own copy of the slice, and say whether they come out the same."""
    with open_ledger(options.dir, create=False, read_only=True) as ledger:
        code, verdicts, terms = recorded(options, ledger, options.check)
    records = []
    for again, printed in replay(code, terms):
        before = verdicts.get(again.check)
        same = before is not None and (before.outcome, before.earned) == (again.outcome, again.earned)
        records.append({"check": again.check, "outcome": again.outcome.value, "earned": again.earned, "same": same})
        if not options.json:
            _print_verdict(again, before, printed, code)
    if options.json:
        terminal.print_json(records)
    return DONE if all(record["same"] for record in records) else NEEDS_A_PERSON


def recorded(
    options: argparse.Namespace, ledger: Ledger, check: str | None
) -> tuple[Slice, dict[str, CheckResult], Terms]:
    """Return the slice of a student, the verdicts on it, and the terms to run one check or all of it again."""
    meta = ledger.meta
    submission = ledger.submission(options.student)
    if submission is None:
        raise UsageError(_nobody(options.student, ledger.students()))
    if submission.slice is None:
        raise UsageError(f"{options.student} handed in what cannot be graded: {submission.problem}")
    course = open_course(options.course or Path(meta["course"]))
    loaded = load_assignment(course, meta["assignment"])
    names = {row.name for part in loaded.assignment.parts for row in part.rows}
    if check and check not in names:
        close = difflib.get_close_matches(check, names, n=1)
        raise UsageError(f"{loaded.id} has no check {check}" + (f"; did you mean {close[0]}?" if close else ""))
    secret, _ = key(course.config, options.seed or meta.get("seed") or None)
    data = DataSource(secret, data_folder(options.data))
    terms = Terms(
        loaded=loaded,
        key=secret,
        data=data,
        limits=Limits(),
        confinement=best_confinement(wanted=Level(options.isolation) if options.isolation else None),
        reference=local_reference(loaded, data),
        sealed=seal_data(data),
        only=frozenset({check}) if check else None,
    )
    verdicts = {verdict.result.check: verdict.result for verdict in ledger.verdicts(options.student)}
    return submission.slice, verdicts, terms


def _print_verdict(again: CheckResult, before: CheckResult | None, printed: str, code: Slice) -> None:
    was = "not recorded" if before is None else f"recorded: {before.outcome}, {before.earned}"
    terminal.say(f"\n{again.exercise}, {again.check}: {again.outcome}, {again.earned}/{again.possible}  ({was})")
    if again.metric is not None:
        terminal.say(f"  metric: {again.metric:.6g}")
    if again.convention:
        terminal.say(f"  convention: {again.convention}")
    if again.message is not None:
        terminal.say("  " + _indented(again.message.text))
        for name, text in again.message.details.items():
            terminal.say(f"  {name}:\n    " + _indented(text, 4))
    lines = code.source.splitlines()
    for line, function in again.frames:
        if 0 < line <= len(code.lines):
            cell, row = code.lines[line - 1]
            terminal.say(f"  cell {cell}, line {row}, in {function}: {lines[line - 1].strip()}")
    if printed:
        terminal.say("  printed:\n    " + _indented(printed, 4))
    terminal.say(f"  {again.cpu_seconds:.3f} s of CPU")


def _indented(text: str, by: int = 2) -> str:
    return text.rstrip().replace("\n", "\n" + " " * by)


def document_of(folder: Path, student: str) -> Document:
    """Return the staff form of a student's latest result."""
    place = Folder(folder)
    try:
        return read_document(place.result(student).read_bytes())
    except (FileNotFoundError, ValueError) as error:
        if not place.results.is_dir():
            raise UsageError(f"nothing was graded into {folder}") from error
        raise UsageError(_nobody(student, [path.stem for path in place.results.glob("*.json")])) from error
    except OSError as error:
        raise HostError(f"cannot read {place.result(student)}: {error.strerror}") from error


def _nobody(student: str, students: object) -> str:
    known = sorted(students) if isinstance(students, (list, tuple)) else []
    close = difflib.get_close_matches(student, known, n=3)
    return f"there is no submission of {student} here" + (f"; did you mean {', '.join(close)}?" if close else "")
