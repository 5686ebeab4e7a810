"""The command `grader`: parse, call one room, print, exit code.

A command's file is imported when it is asked for, so that `grader list` does not wait for what `grader grade` needs.

Exit codes: 0 done (a low score is no error); 1 something needs a person; 2 wrong usage; 3 our fault or the host's.
"""

from __future__ import annotations

import argparse
import difflib
import importlib
import sys
from collections.abc import Sequence

from grader import __version__
from grader.errors import CourseError, GraderError, HostError, UsageError

DONE, NEEDS_A_PERSON, WRONG_USAGE, OUR_FAULT = 0, 1, 2, 3
INTERRUPTED = 130  # what shells expect after Ctrl-C

COMMANDS = {  # name: (file, what it does)
    "list": ("author", "assignments, exercises, points, minutes"),
    "init": ("author", "make a course of one's own, from the toy course or from the course of an earlier term"),
    "new": ("author", "begin an assignment: a folder that verifies at once, to be edited"),
    "suggest": ("author", "draft promises, checks and mistakes for a function of the course"),
    "verify": ("verifying", "test an assignment's own checks: reference 100 %, stub 0, every mistake caught"),
    "check": ("checking", "run your own public checks on a saved notebook or .py; your code runs unconfined"),
    "grade": ("grading", "grade files or folders of submissions into a folder of results"),
    "show": ("looking", "one student on one screen"),
    "explain": ("explaining", "a ready answer to a complaint, for the student or for staff"),
    "replay": ("looking", "run one student's verdicts again, verbosely"),
    "publish": ("handing_out", "freeze a version and write the students' files"),
    "doctor": ("host", "what this host can confine, which data and key it has, what is missing"),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    if not words or words[0] in ("-h", "--help", "help"):
        print(_overview())
        return DONE if words else WRONG_USAGE
    if words[0] == "--version":
        print(f"nngrader {__version__}")
        return DONE
    command = words[0]
    if command not in COMMANDS:
        close = difflib.get_close_matches(command, COMMANDS, n=1)
        meant = f" Did you mean `grader {close[0]}`?" if close else ""
        print(f"grader has no command `{command}`.{meant} `grader --help` lists them.", file=sys.stderr)
        return WRONG_USAGE
    return _run(command, words[1:])


def _run(command: str, words: list[str]) -> int:
    try:
        file, summary = COMMANDS[command]
        module = _import(f"grader.cli.{file}")
        parser = argparse.ArgumentParser(prog=f"grader {command}", description=f"{summary[:1].upper()}{summary[1:]}.")
        getattr(module, f"{command}_arguments")(parser)
        code: int = getattr(module, f"{command}_command")(parser.parse_args(words))
        return code
    except UsageError as error:
        return _complain(error, WRONG_USAGE)
    except CourseError as error:
        return _complain(error, NEEDS_A_PERSON)
    except (HostError, GraderError) as error:
        return _complain(error, OUR_FAULT)
    except KeyboardInterrupt:
        print("\nInterrupted. Everything decided so far is kept; run the same command to go on.", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:  # `grader list | head`
        sys.stderr.close()
        return DONE


def _import(name: str) -> object:
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] == "grader":
            raise
        raise HostError(
            f"this command needs {error.name}, which is not installed: pip install 'nngrader[grade]'"
        ) from error


def _complain(error: Exception, code: int) -> int:
    print(f"grader: {error}", file=sys.stderr)
    return code


def _overview() -> str:
    lines = ["usage: grader COMMAND ...", ""]
    lines += [f"  {name:<9} {summary}" for name, (_, summary) in COMMANDS.items()]
    lines += ["", "`grader COMMAND --help` shows its options. Exit codes: 0 done, 1 something needs a person,"]
    lines += ["2 wrong usage, 3 our fault or the host's."]
    return "\n".join(lines)
