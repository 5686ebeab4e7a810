"""Commands about this machine, and what it offers to others: processors, MNIST."""

from __future__ import annotations

import argparse
import dataclasses
import os
from pathlib import Path

from grader.cli import DONE, NEEDS_A_PERSON, terminal
from grader.doctor import examine
from grader.errors import UsageError


def data_folder(given: Path | None) -> Path | None:
    """Return the folder of MNIST: the one given, else that of the environment."""
    from_environment = os.environ.get("GRADER_DATA")
    return given or (Path(from_environment) if from_environment else None)


def jobs_wanted(given: int | None) -> int:
    """Return how many pieces of work may run at a time: as many as were asked for, else one for each core."""
    jobs = len(os.sched_getaffinity(0)) if given is None else given
    if jobs < 1:
        raise UsageError("--jobs takes a number from 1")
    return jobs


def doctor_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe `grader doctor`."""
    parser.add_argument("--course", type=Path, default=Path(), metavar="DIR", help="course folder (default: this one)")
    parser.add_argument("--data", type=Path, metavar="DIR", help="folder of the MNIST files")
    parser.add_argument("--json", action="store_true", help="print for a program")


def doctor_command(options: argparse.Namespace) -> int:
    """Print what was found; ends with 1 where nothing can be graded here."""
    findings = examine(options.course, data_folder(options.data))
    if options.json:
        terminal.print_json([dataclasses.asdict(finding) for finding in findings])
    else:
        rows = [(finding.subject, "ok" if finding.good else "look", finding.text) for finding in findings]
        terminal.table(("subject", "", "found"), rows, ["good" if finding.good else "warn" for finding in findings])
    confined = any(finding.good for finding in findings if finding.subject.startswith("level"))
    return DONE if confined else NEEDS_A_PERSON
