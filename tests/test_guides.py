"""The guides of docs/: every command in them is run, from top to bottom, and prints what is shown."""

import doctest
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
GUIDES = [
    pytest.param(DOCS / "student.md", id="student"),
    pytest.param(DOCS / "instructor.md", id="instructor", marks=pytest.mark.full),  # it grades a cohort several times
    pytest.param(DOCS / "for_lecturers.md", id="for_lecturers", marks=pytest.mark.full),  # it draws every picture
    pytest.param(DOCS / "author.md", id="author", marks=pytest.mark.full),  # it verifies a whole assignment
]
MARK = "@@ the next command @@"


def commands(path):
    """Return the commands of a guide, each with what it prints."""
    found = []
    for block in re.findall(r"```console\n(.*?)```", path.read_text(), re.DOTALL):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, shown = part.partition("\n")
            found.append((command, shown))
    return found


def workplace(folder, path):
    """Copy what the reader of a guide has in front of them: the course, or what students received of it."""
    if path.name == "student.md":
        shutil.copytree(ROOT / "student_template" / "a03_perceptron", folder)
        return
    folder.mkdir()
    for name in ("assignments", "reference", "examples"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "course.toml", folder)


def run(script, folder):
    """Run one shell for the whole guide, so that `cd` and `$?` mean what they mean to a reader."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    home = folder.parent / "home"  # outside of the course, as the key that may lie there must be
    home.mkdir()
    environment = {**os.environ, "PATH": path, "HOME": str(home), "COLUMNS": "200"}
    done = subprocess.run(
        ["bash", "-c", script], cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    return [part.partition("\n")[2] for part in done.stdout.split(MARK)[1:]]


@pytest.mark.sandbox
@pytest.mark.parametrize("path", GUIDES)
def test_a_guide_prints_what_it_shows(path, tmp_path):
    """A reader who follows the guide sees what the guide shows; `...` stands for what differs or is left out."""
    folder = tmp_path / "course"
    workplace(folder, path)
    wanted = commands(path)
    script = "".join(f"kept=$?; echo '{MARK}'; (exit $kept)\n{command}\n" for command, _ in wanted)

    printed = run(script, folder)

    checker = doctest.OutputChecker()
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    wrong = [
        f"$ {command}\n{found}"
        for (command, shown), found in zip(wanted, printed, strict=True)
        if not checker.check_output(shown, found, flags)
    ]
    assert wanted
    assert [] == wrong, "\n".join(wrong)


def test_what_a_student_types_answers_as_shown(tmp_path):
    """The Python of the student's guide, typed in the folder that students receive."""
    folder = tmp_path / "received"
    guide = DOCS / "student.md"
    workplace(folder, guide)
    flags = ["-o", "ELLIPSIS", "-o", "NORMALIZE_WHITESPACE"]

    done = subprocess.run(
        [sys.executable, "-m", "doctest", *flags, str(guide)], cwd=folder, capture_output=True, text=True
    )

    assert "" == done.stdout + done.stderr
    assert ">>> check(" in guide.read_text()
