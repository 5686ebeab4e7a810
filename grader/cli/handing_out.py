"""Commands that hand something out: `publish`."""

from __future__ import annotations

import argparse
from pathlib import Path

from grader.cli import DONE, NEEDS_A_PERSON, terminal
from grader.ledger import Folder
from grader.publish import publish


def publish_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe `grader publish`."""
    parser.add_argument("dir", type=Path, metavar="DIR", help="folder of results")
    parser.add_argument("--never-lower", action="store_true", help="keep the earlier score where the new one is lower")
    parser.add_argument("--json", action="store_true", help="print for a program")
