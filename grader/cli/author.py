"""Commands of the author: `list` and `verify`."""

from __future__ import annotations

import argparse
from pathlib import Path

from grader.cli import DONE, terminal
from grader.course import assignment_ids, load_assignment, open_course


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
        assignment = load_assignment(course, name).assignment
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
