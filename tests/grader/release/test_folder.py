"""The student folder: complete, fresh, and never in the way of somebody's files."""

import ast
import shutil
import sys
from dataclasses import replace

import pytest

from grader.course import load_assignment, open_course
from grader.errors import CourseError, UsageError
from grader.release import render_template, stale_files, write_template
from grader.release.__main__ import main
from grader.release.rubric_table import MARK, public_checks, rubric_table
from tests.courses import FOLDERS


@pytest.fixture
def toy():
    return open_course(FOLDERS["toy"])


def test_the_folder_holds_what_a_student_needs(toy):
    """A guide, and for each assignment its notebook and checks; nothing that solves or grades."""
    files = render_template(toy)

    assert ["README.md", "a01_example/a01_example.ipynb", "a01_example/checks_public.py"] == list(files)
    assert b"checks_hidden" not in b"".join(files.values())
    assert b"reference" not in b"".join(files.values())


def test_the_same_course_gives_the_same_bytes(toy):
    """Rendering twice differs in nothing."""
    assert render_template(toy) == render_template(toy)


def test_the_checks_carry_the_table_of_promises(toy):
    """Below the author's checks stands what the student's side needs of the rubric, as plain values."""
    loaded = load_assignment(toy, "a01_example")
    text = public_checks(loaded)
    written = ast.parse(text).body[-1]
    table = rubric_table(loaded)

    assert text.startswith((loaded.folder / "checks_public.py").read_text().rstrip())
    assert MARK in text
    assert table == ast.literal_eval(written.value)
    assert ["two_examples_by_hand", "standardize_leaves_its_argument_alone"] == [
        row["function"] for row in table["exercises"][0]["checks"]
    ]
    assert "every column of Z has mean 0." == table["exercises"][0]["promises"]["mean"]


def test_writing_then_comparing_finds_nothing(toy, tmp_path):
    """A folder that was just written is fresh; writing again changes nothing."""
    folder = tmp_path / "student_template"

    assert "README.md" in write_template(toy, folder)
    assert () == stale_files(toy, folder)
    assert () == write_template(toy, folder)


def test_what_changed_lacks_or_is_left_over_is_stale(toy, tmp_path):
    """Every way to be stale is named by its path, and writing mends it."""
    write_template(toy, tmp_path)
    (tmp_path / "a01_example" / "checks_public.py").write_text("changed")
    (tmp_path / "a01_example" / "a01_example.ipynb").unlink()
    (tmp_path / "a00_old").mkdir()
    (tmp_path / "a00_old" / "a00_old.ipynb").write_text("left over")
    expected = ("a00_old/a00_old.ipynb", "a01_example/a01_example.ipynb", "a01_example/checks_public.py")

    assert expected == stale_files(toy, tmp_path)
    assert expected == write_template(toy, tmp_path)
    assert () == stale_files(toy, tmp_path)


def test_what_python_and_jupyter_leave_behind_does_not_matter(toy, tmp_path):
    """Caches and checkpoints are nobody's business."""
    write_template(toy, tmp_path)
    (tmp_path / "a01_example" / "__pycache__").mkdir()
    (tmp_path / "a01_example" / "__pycache__" / "checks_public.pyc").write_bytes(b"")
    (tmp_path / ".ipynb_checkpoints").mkdir()
    (tmp_path / ".ipynb_checkpoints" / "x.ipynb").write_bytes(b"")

    assert () == stale_files(toy, tmp_path)


def test_a_folder_of_somebody_else_is_left_alone(toy, tmp_path):
    """Nothing is removed from a folder that this command did not make."""
    (tmp_path / "thesis.txt").write_text("three years")

    with pytest.raises(UsageError, match="other files"):
        write_template(toy, tmp_path)
    assert ["thesis.txt"] == [path.name for path in tmp_path.iterdir()]


@pytest.mark.parametrize("line", ["import reference.scaling", "from . import checks_hidden", "import torch"])
def test_public_checks_that_students_cannot_run_are_refused(tmp_path, toy, line):
    """The author reads which import it is, before a student does."""
    loaded = load_assignment(toy, "a01_example")
    folder = tmp_path / "a01_example"
    shutil.copytree(loaded.folder, folder)
    (folder / "checks_public.py").write_text(f'"""Public."""\n\n{line}\n')

    with pytest.raises(CourseError, match="which students do not have"):
        public_checks(replace(loaded, folder=folder))


def test_the_command_writes_and_checks(tmp_path, monkeypatch):
    """`python -m grader.release` is what `make template` and `make lint` call: it says what to do, or nothing."""
    folder = str(tmp_path / "out")
    words = ["grader.release", "--course", str(FOLDERS["toy"]), folder]

    monkeypatch.setattr(sys, "argv", [*words, "--check"])
    assert "README.md, a01_example/a01_example.ipynb" in main()
    assert main().endswith("run make template")
    monkeypatch.setattr(sys, "argv", words)
    assert main() is None
    monkeypatch.setattr(sys, "argv", [*words, "--check"])
    assert main() is None
    monkeypatch.setattr(sys, "argv", ["grader.release", "--course", str(tmp_path / "nowhere"), folder])
    assert "course.toml" in main()
