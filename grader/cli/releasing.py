"""The command that makes what students receive: `release`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from grader.cli import DONE, terminal
from grader.course import Course, assignment_ids, open_course, read_roster
from grader.errors import UsageError
from grader.release import Clash, Delivery, deliver, open_needs, write_solutions

_MEGA = 1_000_000


def release_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe `grader release`."""
    parser.add_argument("assignments", nargs="*", metavar="ASSIGNMENT", help="such as a03_perceptron (default: all)")
    parser.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="the student folder; it is made to hold this"
    )
    parser.add_argument("--offline", action="store_true", help="add the wheels that an install without a network needs")
    parser.add_argument("--for", dest="target", metavar="TARGET", help="make what a platform asks for instead")
    parser.add_argument(
        "--solutions", type=Path, metavar="DIR", help="write the solutions too, for you: notebook and page"
    )
    parser.add_argument("--roster", type=Path, metavar="CSV", help="its extensions count when solutions are given away")
    parser.add_argument("--course", type=Path, default=Path(), metavar="DIR", help="course folder (default: this one)")


def release_command(options: argparse.Namespace) -> int:
    """Write the student folder and say what to do with it; nothing that is given away too early goes unsaid."""
    if options.target:
        raise UsageError(f"--for {options.target} cannot be made yet; leave --for out to make the student folder")
    course = open_course(options.course)
    ids = _chosen(course, options.assignments)
    _keep_apart(options.out, options.solutions)
    for clash in open_needs(course, ids, datetime.now(UTC), _longest_extension(options.roster)):
        terminal.warn(_warning(clash))
    _say(options.out, ids, deliver(course, ids, options.out, offline=options.offline))
    if options.solutions:
        written = write_solutions(course, ids, options.solutions)
        terminal.say(f"Solutions, not for students: {', '.join(map(str, written))}")
    return DONE


def _chosen(course: Course, named: Sequence[str]) -> list[str]:
    known = assignment_ids(course)
    for id in named:
        if id not in known:
            raise UsageError(f"there is no assignment {id}; it has {', '.join(known) or 'none'}")
    return [id for id in known if id in named or not named]


def _longest_extension(roster: Path | None) -> int:
    students = read_roster(roster).students if roster else ()
    return max((each.extension_s for each in students), default=0)


def _keep_apart(out: Path, solutions: Path | None) -> None:
    """Refuse to put solutions where students find them."""
    if solutions and out.resolve() in (solutions.resolve(), *solutions.resolve().parents):
        raise UsageError(f"--solutions {solutions} lies in the student folder {out}: name a folder outside of it")


def _say(out: Path, ids: Sequence[str], made: Delivery) -> None:
    terminal.say(f"{out}: {', '.join(ids)}; {made.files} files, {made.size / _MEGA:.1f} MB")
    if made.removed:
        terminal.say(f"Removed from it, as this release does not have them: {', '.join(made.removed)}")
    terminal.say("Hand out the whole folder; its README.md says how to install and to start.")


def _warning(clash: Clash) -> str:
    open_until = (
        f"open until {clash.until.isoformat(sep=' ')}" if clash.until else "open: course.toml has no due date for it"
    )
    return f"Warning: {clash.given_in} gives the solution of {clash.exercise}, but {clash.asked_in} is {open_until}"
