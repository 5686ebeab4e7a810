"""Commands that hand something out: `publish`."""

from __future__ import annotations

import argparse
from pathlib import Path

from grader.cli import DONE, NEEDS_A_PERSON, terminal
from grader.ledger import Folder
from grader.publish import Change, Publication, publish


def publish_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe `grader publish`."""
    parser.add_argument("dir", type=Path, metavar="DIR", help="folder of results")
    parser.add_argument("--never-lower", action="store_true", help="keep the earlier score where the new one is lower")
    parser.add_argument("--json", action="store_true", help="print for a program")


def publish_command(options: argparse.Namespace) -> int:
    """Write the students' files and say whose score changed; ends with 1 where a score is withheld."""
    made = publish(options.dir, never_lower=options.never_lower)
    if options.json:
        terminal.print_json(_summary(made))
    else:
        _print(made, Folder(options.dir))
    return NEEDS_A_PERSON if made.withheld else DONE


def _print(made: Publication, folder: Folder) -> None:
    if not made.is_new:
        terminal.say(f"nothing changed since version {made.version}")
    elif made.version > 1:
        terminal.table(("student", "before", "after", "change"), [_row(change) for change in made.changes])
    terminal.say(
        f"version {made.version}: {len(made.published)} students; "
        f"open {folder.feedback / 'STUDENT.html'} in a browser, such as {folder.feedback_page(_first(made))}"
        if made.published
        else f"version {made.version}: nobody's result can be published yet"
    )
    for title, students in (("an earlier, higher score stands for", made.kept), ("taken back from", made.gone)):
        if students:
            terminal.say(f"{title}: {', '.join(students)}")
    if made.withheld:
        terminal.say(f"withheld until a fault of ours or of a check is mended: {', '.join(made.withheld)}")


def _first(made: Publication) -> str:
    return made.published[0]


def _row(change: Change) -> tuple[str, str, str, str]:
    before = change.status_before or "not public" if change.before is None else f"{change.before:g}"
    after = change.status_after if change.after is None else f"{change.after:g}"
    return change.student, before, after, f"{change.points:+g}" if change.points else ""


def _summary(made: Publication) -> dict[str, object]:
    return {
        "version": made.version,
        "published_at": made.published_at,
        "is_new": made.is_new,
        "published": made.published,
        "changes": [
            {
                "student": change.student,
                "before": change.before,
                "after": change.after,
                "status_before": change.status_before,
                "status_after": change.status_after,
            }
            for change in made.changes
        ],
        "kept": made.kept,
        "withheld": made.withheld,
        "gone": made.gone,
    }
