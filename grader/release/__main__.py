"""`python -m grader.release FOLDER`: write the student folder; `--check` says instead whether it is fresh."""

from __future__ import annotations

import argparse
from pathlib import Path

from grader.course import open_course
from grader.errors import GraderError
from grader.release.folder import stale_files, write_template


def main() -> str | None:
    """Return nothing when all is well, else what a person must do."""
    parser = argparse.ArgumentParser(prog="python -m grader.release", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--course", type=Path, default=Path(), metavar="DIR", help="course folder (default: this one)")
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 where the folder is not fresh")
    options = parser.parse_args()
    try:
        course = open_course(options.course)
        if not options.check:
            write_template(course, options.folder)
            return None
        stale = stale_files(course, options.folder)
    except GraderError as error:
        return str(error)
    return f"{options.folder} is stale ({', '.join(stale)}): run make template" if stale else None


if __name__ == "__main__":
    raise SystemExit(main())
