"""`grader verify --watch`: what changed is verified again, and nothing else; Ctrl-C ends it."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import grader.course
from grader.authoring import files_of, new_assignment, stamps
from grader.course import open_course

EXAMPLE = Path(grader.course.__file__).parent / "example"


@pytest.fixture
def course(tmp_path):
    """Return a course of two assignments, of which the first alone uses the reference."""
    shutil.copytree(EXAMPLE, tmp_path / "mine", ignore=shutil.ignore_patterns("__pycache__"))
    new_assignment(open_course(tmp_path / "mine"), "a02_other")
    return open_course(tmp_path / "mine")


def names(course, id):
    """Return the watched files of an assignment, below the course folder."""
    return {path.relative_to(course.folder).as_posix() for path in files_of(course, id)}


def test_an_assignment_watches_what_it_imports(course):
    """A change of the reference concerns the assignments that use that module, not the others."""
    first, second = names(course, "a01_example"), names(course, "a02_other")

    assert {"reference/scaling.py", "reference/types.py", "course.toml"} <= first
    assert not any(name.startswith("reference/") for name in second)
    assert {f"assignments/a02_other/{file}.py" for file in ("solution", "mistakes", "handout")} <= second


def test_a_module_that_cannot_be_read_is_watched_too(course):
    """The author is in the middle of a line; the next save must be seen."""
    path = course.folder / "assignments" / "a01_example" / "checks_public.py"
    path.write_text(path.read_text() + "\n(")

    assert {"assignments/a01_example/checks_public.py", "reference/scaling.py"} <= names(course, "a01_example")


def test_every_kind_of_change_is_seen(course):
    """Another content, another file, a file that is gone."""
    folder = course.folder / "assignments" / "a02_other"
    seen = [stamps(files_of(course, "a02_other"))]
    os.utime(folder / "handout.py", ns=(1, 1))
    seen.append(stamps(files_of(course, "a02_other")))
    (folder / "points.csv").write_text("1")
    seen.append(stamps(files_of(course, "a02_other")))
    (folder / "points.csv").unlink()
    seen.append(stamps(files_of(course, "a02_other")))

    assert seen[0] != seen[1] != seen[2] != seen[3] == seen[1]


def said_until(process, words):
    """Return what a process prints up to a line with these words."""
    lines = []
    for line in process.stdout:
        lines.append(line)
        if words in line:
            return "".join(lines)
    raise AssertionError("".join(lines))


def test_watching_verifies_what_changed_until_it_is_interrupted(course):
    """First all, then only what was saved, a broken file included; Ctrl-C ends with 130."""
    command = [
        sys.executable,
        "-m",
        "grader",
        "verify",
        "--watch",
        "--isolation",
        "none",
        "--course",
        str(course.folder),
    ]
    checks = course.folder / "assignments" / "a02_other" / "checks_hidden.py"
    right = checks.read_text()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        first = said_until(process, "watching; Ctrl-C ends")
        checks.write_text(right + "\n(\n")
        broken = said_until(process, "watching; Ctrl-C ends")
        checks.write_text(right + "\n")
        mended = said_until(process, "watching; Ctrl-C ends")
    finally:
        process.send_signal(signal.SIGINT)
        process.stdout.read()
        process.stdout.close()
        code = process.wait()

    assert all(f"{id}: passed" in first for id in ("a01_example", "a02_other"))
    assert "a02_other/checks_hidden.py, line" in broken
    assert "a02_other: passed" in mended
    assert "a01_example" not in broken + mended
    assert 130 == code
