"""`grader check`: a student's own public checks on a saved file, by the same runner as in the notebook.

It needs NumPy alone, on every system, and imports nothing that confines: the code is the student's own.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from grader.cli import DONE, INTERRUPTED, NEEDS_A_PERSON, terminal
from grader.messages import say
from grader.model import CheckResult, Outcome, Slice
from grader.notebook.content import content
from grader.notebook.report import printable, report, table
from grader.notebook.running import InterruptedByPersonError, course_data, run_parts
from grader.notebook.saved import SavedFile, place_in, read_saved, saved_work
from grader.notebook.table import Part


def check_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe `grader check`."""
    parser.add_argument("file", type=Path, metavar="FILE", help="a notebook (.ipynb) or a program (.py), as saved")
    parser.add_argument("exercise", nargs="?", metavar="EXERCISE", help="this one alone, with what to change first")
    parser.add_argument("--json", action="store_true", help="print for a program")
    parser.epilog = (
        "FILE is run on this computer without any confinement, as in your notebook: do not use it on other people's "
        "files. The checks are those of checks_public.py beside FILE, or those that the notebook carries. "
        "Exit codes: 0 all public checks hold, 1 one does not (or FILE cannot be graded), 2 wrong usage."
    )


def check_command(options: argparse.Namespace) -> int:
    """Run the public checks of one exercise, or of all; ends with 1 where one does not hold."""
    saved = read_saved(options.file, options.exercise)
    code = saved.submission.slice
    if code is None:
        return _ungradable(saved, options.json)
    work = saved_work(code, course_data())
    parts = [part for name, part in saved.checks.parts.items() if options.exercise in (None, name)]
    try:
        results = run_parts(saved.checks, parts, work)
    except InterruptedByPersonError as stopped:
        terminal.warn(str(stopped))
        return INTERRUPTED
    if options.json:
        terminal.print_json(_record(saved, code, parts, results))
    elif options.exercise:
        _tell(report(parts[0], results, work))
    else:
        _tell(content(saved, code, work.load_errors))
        _tell("")
        _tell(table(saved.checks, results, work))
    return DONE if all(result.outcome is Outcome.PASSED for result in results) else NEEDS_A_PERSON


def _ungradable(saved: SavedFile, as_json: bool) -> int:
    problem = saved.submission.problem or ""
    if as_json:
        terminal.print_json({"file": saved.path.name, "assignment": saved.checks.id, "problem": problem})
    else:
        _tell(say("notebook.ungradable", path=saved.path.name, text=problem))
    return NEEDS_A_PERSON


def _tell(text: str) -> None:
    terminal.say(printable(text, sys.stdout.encoding))


def _record(saved: SavedFile, code: Slice, parts: list[Part], results: list[CheckResult]) -> dict[str, object]:
    notes = saved.submission.notes
    return {
        "file": saved.path.name,
        "assignment": saved.checks.id,
        "problem": None,
        "slice_sha256": code.sha256,
        "notes": [{"kind": note.kind, "cell": note.cell, "line": note.line, "text": note.text} for note in notes],
        "exercises": [
            {
                "name": part.name,
                "points": part.points,
                "public": part.public,
                "earned": sum(result.earned for result in results if result.exercise == part.name),
                "checks": [_check(part, result, code) for result in results if result.exercise == part.name],
            }
            for part in parts
        ],
    }


def _check(part: Part, result: CheckResult, code: Slice) -> dict[str, object]:
    label = next(row.promise for row in part.rows if row.name == result.check)
    return {
        "check": result.check,
        "promise": part.promises.get(label, ""),
        "outcome": result.outcome.value,
        "earned": result.earned,
        "possible": result.possible,
        "message": result.message.text if result.message else None,
        "place": place_in(code, result.frames[-1][0]) if result.frames else None,
    }
