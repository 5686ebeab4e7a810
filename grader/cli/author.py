"""Commands of the author: `init`, `new`, `suggest` and `list`."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from grader.authoring import Draft, adopt, draft_exercise, init_course, new_assignment
from grader.cli import DONE, terminal
from grader.cli.grading import find_assignment
from grader.course import assignment_ids, open_course
from grader.errors import UsageError


def init_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe `grader init`."""
    parser.add_argument("dir", type=Path, metavar="DIR", help="an empty folder, or one that does not exist yet")
    parser.add_argument("--from", dest="last", type=Path, metavar="LAST", help="carry on the course of an earlier term")
    parser.add_argument(
        "--starts", type=_date, metavar="DATE", help="first due date of the new term, such as 2027-02-15"
    )
    parser.add_argument("--term", metavar="TEXT", help='what the term is called, such as "2027 spring"')
    parser.add_argument(
        "--key-file", type=Path, metavar="PATH", help="where the new key goes (default: ~/.config/nngrader)"
    )
    parser.add_argument("--json", action="store_true", help="print for a program")


def init_command(options: argparse.Namespace) -> int:
    """Make a course folder and its key, and say what to do next."""
    if options.starts and not options.last:
        raise UsageError("--starts shifts the dates of an earlier course: pass --from LAST too")
    made = init_course(
        options.dir, last=options.last, starts=options.starts, term=options.term, key_file=options.key_file
    )
    course = open_course(made.folder)
    due = {name: moment.isoformat() for name, moment in course.config.due.items() if moment}
    if options.json:
        terminal.print_json(
            {"course": str(made.folder), "key_file": str(made.key_file), "weeks": made.weeks, "due": due}
        )
        return DONE
    terminal.say(f"{made.folder} is a course: {', '.join(assignment_ids(course))}")
    terminal.say(f"its key: {made.key_file} (keep a copy; never put it into the repository)")
    if options.last:
        terminal.say(f"dates moved by {made.weeks} weeks:" if due else "no due dates to move")
        terminal.table(("assignment", "due"), list(due.items()))
        if options.term is None:
            terminal.say(f"course.toml still says that the term is {course.config.term!r}: change it if that is over")
    terminal.say(f"\nnext:\n  cd {made.folder}\n  grader verify\n  grader new a02_NAME")
    return DONE


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"a date is written 2027-02-15; found {text!r}") from None


def new_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe `grader new`."""
    parser.add_argument("name", metavar="NAME", help="such as a02_softmax: small letters, digits and _")
    parser.add_argument("--course", type=Path, default=Path(), metavar="DIR", help="course folder (default: this one)")


def new_command(options: argparse.Namespace) -> int:
    """Write the folder of a new assignment, and say what to do next."""
    folder, exercise = new_assignment(open_course(options.course), options.name)
    terminal.say(f"{folder} is a complete assignment with one exercise, `{exercise}`. Make it yours, in this order:")
    terminal.table(
        ("file", "holds"),
        [
            (
                "solution.py",
                "the solution; its docstring is what students read, and its Promises are all that is graded",
            ),
            ("assignment.py", "exercises, checks, points"),
            ("checks_public.py", "checks that students receive"),
            ("checks_hidden.py", "the same promises with other inputs"),
            ("mistakes.py", "what students get wrong, with hints, and the check that must catch each"),
            ("handout.py", "the notebook"),
        ],
    )
    terminal.say(f"\nnext:\n  grader verify {options.name} --watch")
    return DONE


def suggest_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe `grader suggest`."""
    parser.add_argument(
        "exercise", metavar="EXERCISE", help="a function of reference/ or of an assignment's solution.py"
    )
    parser.add_argument("--course", type=Path, default=Path(), metavar="DIR", help="course folder (default: this one)")
    parser.add_argument(
        "--write", metavar="NAME", help="write the draft: a new assignment, and promises in the docstring"
    )
    parser.add_argument("--json", action="store_true", help="print for a program")


def suggest_command(options: argparse.Namespace) -> int:
    """Print a draft for one function, or write it into a new assignment."""
    course = open_course(options.course)
    draft = draft_exercise(course, options.exercise)
    if options.write:
        written = adopt(course, draft, options.write)
        terminal.say("written: " + ", ".join(str(path.relative_to(course.folder)) for path in written))
        _notes(draft)
        terminal.say(f"\nnext:\n  grader verify {options.write} --watch")
    elif options.json:
        place = {"name": draft.function.name, "module": draft.function.module}
        terminal.print_json({**place, "promises": draft.promises, "files": draft.files, "notes": draft.notes})
    else:
        terminal.say(f"# A draft for {draft.function.name} ({draft.function.path.as_posix()}): read every line of it.")
        terminal.say(f"\n# ===== docstring of {draft.function.name} =====\n{draft.promises}")
        for name, text in draft.files.items():
            terminal.say(f"# ===== {name} =====\n{text}")
        _notes(draft)
    return DONE


def _notes(draft: Draft) -> None:
    """Say what is guesswork."""
    for note in draft.notes:
        terminal.warn(f"guesswork: {note}")


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
