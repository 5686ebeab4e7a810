"""`pytest assignments/aNN --submission FILE`: rows of a rubric as items, and no trace of it otherwise."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import grader.course

EXAMPLE = Path(grader.course.__file__).parent / "example"
ROWS = [
    "standardize/two_examples_by_hand",
    "standardize/columns_have_deviation_one",
    "standardize/a_constant_column_becomes_zero",
    "standardize/standardize_leaves_its_argument_alone",
    "standardize/a_constant_column_causes_no_warning",
]
WRONG = "import numpy as np\n\ndef standardize(X):\n    return (X - X.mean(axis=0)) / X.std(axis=0, ddof=1)\n"


@pytest.fixture
def course(tmp_path):
    """Return a copy of the toy course, with a wrong submission beside it."""
    folder = tmp_path / "course"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "wrong.py").write_text(WRONG)
    return folder


def run(folder, *words, typed=""):
    """Run pytest as a person would, in the course folder; return exit code and output."""
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-p", "no:randomly", *words]
    done = subprocess.run(command, cwd=folder, input=typed, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def outcomes(text):
    """Return row -> outcome, as `-v` prints it."""
    return dict(re.findall(r"assignment\.py::(\S+) (PASSED|FAILED)", text))


@pytest.mark.sandbox
def test_each_row_is_an_item(course):
    """A submission is judged in the sandbox, row by row; what fails shows the student's message and nothing else."""
    code, text = run(course, "assignments/a01_example", "--submission", "wrong.py", "-v")

    assert code == 1
    assert ROWS == list(outcomes(text))
    assert ["FAILED"] * 3 + ["PASSED", "FAILED"] == list(outcomes(text).values())
    assert "Multiply by 1.414" in text or "standardize" in text
    assert "np.std divides by N; with ddof=1 it divides by N - 1." in text
    assert not re.search(r"Traceback|grader/|site-packages/", text.split("= FAILURES =")[1])


@pytest.mark.sandbox
def test_the_reference_passes_every_row(course):
    """`--submission reference` runs the author's own solution."""
    code, text = run(course, "assignments/a01_example", "--submission", "reference", "-v")

    assert (0, {row: "PASSED" for row in ROWS}) == (code, outcomes(text))


def test_rows_are_chosen_by_name(course):
    """`-k` looks at exercises and checks; the name of the folder does not match everything."""
    chosen = {
        words: list(
            outcomes(run(course, *arguments, "--submission", "reference", "--isolation", "none", "-v", "-k", words)[1])
        )
        for words in ("constant", "standardize", "example")
        for arguments in [("assignments/a01_example",)]
    }

    assert [ROWS[2], ROWS[4]] == chosen["constant"]
    assert ROWS == chosen["standardize"]
    assert [ROWS[0]] == chosen["example"]


@pytest.mark.sandbox
def test_the_debugger_stops_in_the_check(course):
    """With `--pdb` the last frame is the check's, and its student still answers from the sandbox."""
    typed = "p student.standardize(X + 1.0).shape\nlist\nquit\n"
    code, text = run(
        course, "assignments/a01_example", "--submission", "wrong.py", "--pdb", "-k", "by_hand", typed=typed
    )

    assert code != 0
    assert re.search(r"> .*checks_public\.py\(\d+\)two_examples_by_hand\(\)", text)
    assert "(2, 2)" in text


def test_a_file_that_is_not_there_is_said(course):
    """In one sentence, at each row."""
    code, text = run(course, "assignments/a01_example", "--submission", "nobody.ipynb")

    assert code == 1
    assert "there is no file" in text
    assert "Traceback" not in text


def test_a_broken_rubric_is_said(course):
    """A mistake of the author stops the collection with the author's message."""
    rubric = course / "assignments" / "a01_example" / "assignment.py"
    rubric.write_text(rubric.read_text().replace("points=4", "points=0"))
    code, text = run(course, "assignments/a01_example", "--submission", "reference")

    assert code == 2
    assert "points must be a whole number above 0; two_examples_by_hand has 0" in text


def test_without_a_submission_nothing_changes(course):
    """An ordinary run collects what it always did: tests, doctests, no rubric; and no handout, which is a notebook."""
    (course / "test_mine.py").write_text("def test_it():\n    assert True\n")
    code, text = run(course, ".", "--doctest-modules", "--collect-only", "-q")

    assert (0, True) == (code, "test_mine.py::test_it" in text)
    assert not any(row in text for row in ROWS)
    assert "reference.scaling.standardize" in text


def test_with_a_submission_nothing_else_is_collected(course):
    """Not the tests that lie about, nor doctests."""
    (course / "test_mine.py").write_text("def test_it():\n    assert True\n")
    words = (".", "--doctest-modules", "--submission", "reference", "--isolation", "none", "--collect-only", "-q")
    _, text = run(course, *words)

    assert ROWS == re.findall(r"assignment\.py::(\S+)", text)
    assert "test_mine" not in text
