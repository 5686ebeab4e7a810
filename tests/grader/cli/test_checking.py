"""`grader check`: a student's own public checks on a saved file, as others script against it."""

import json

import pytest

from grader.cli import INTERRUPTED, main
from tests.grader.notebook.tiny import CHECKS, STUB, saved

RIGHT = "def double(x):\n    return 2 * x\n"
ALL = RIGHT + "class Counter:\n    def up(self):\n        return 1.0\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A released folder that is not the current one."""
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "checks_public.py").write_text(CHECKS, encoding="utf-8")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    return tmp_path / "work"


def check(path, source, *words):
    """Write a program and run the command on it."""
    path.write_text(source, encoding="utf-8")
    return main(["check", str(path), *words])


@pytest.mark.parametrize(
    ("source", "words", "code"),
    [
        (ALL, [], 0),
        (RIGHT, [], 1),
        (RIGHT, ["double"], 0),
        (STUB, ["double"], 1),
        ("def double(x): return x", ["double"], 1),
        ("x = 1", ["q_1_3"], 0),
        (RIGHT, ["duoble"], 2),
        ("def double(x", [], 1),
        ("def double(x", ["--json"], 1),
    ],
    ids=["all hold", "one is missing", "one holds", "stub", "wrong", "question", "no such", "damaged", "damaged json"],
)
def test_the_exit_code_says_how_it_went(folder, capsys, source, words, code):
    """0 where all public checks hold, 1 where one does not or the file cannot be graded, 2 for wrong usage."""
    assert code == check(folder / "mine.py", source, *words)
    assert "Traceback" not in "".join(capsys.readouterr())


def test_all_exercises_with_what_will_be_graded(folder, capsys):
    """The same two messages as `check.all()` prints."""
    check(folder / "mine.py", f"{RIGHT}\nprint(double(3))\n")
    content, table = capsys.readouterr().out.split("\n\n")

    assert content.startswith("This is what will be graded of mine.py, as it was last saved:\n  Content hash ")
    assert "not needed for grading: print(double(3))" in content
    assert table.splitlines()[2:] == [
        "  1.1 double    6 of  6 points  All public checks hold",
        "  1.2 Counter   0 of  3 points  Not defined",
        "  1.3 q_1_3    Not answered",
    ]


def test_one_exercise_with_the_place_in_the_file(folder, capsys):
    """An exception is shown with cell, line and text."""
    saved(folder, "import numpy as np", "def double(x):\n    return np.hstack(1, x)")

    assert 1 == main(["check", str(folder / "mine.ipynb"), "double"])
    first, where, *_ = capsys.readouterr().out.splitlines()

    assert first.startswith("1.1 double must not raise here, but it raised TypeError")
    assert "In cell 2, line 2: return np.hstack(1, x)" == where


def test_a_notebook_brings_its_own_checks(folder, capsys):
    """A lone file in a folder without checks."""
    (folder / "checks_public.py").unlink()
    saved(folder, RIGHT, f"from grader.notebook import embedded_checks\n\nembedded_checks(r'''\n{CHECKS}''')")

    assert 0 == main(["check", str(folder / "mine.ipynb"), "double"])


def test_without_checks_it_says_what_to_do(folder, capsys):
    """Wrong usage: there is nothing to run."""
    (folder / "checks_public.py").unlink()

    assert 2 == check(folder / "mine.py", RIGHT)
    assert "Put checks_public.py beside the file" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_wrong_usage(folder, capsys):
    """So is a mistyped name."""
    assert 2 == main(["check", str(folder / "nowhere.py")])
    assert "nowhere.py cannot be read" in capsys.readouterr().err


def test_a_program_reads_the_same(folder, capsys):
    """With `--json`: the hash, the notes, and the outcome of every public check with its promise."""
    check(folder / "mine.py", "def double(x):\n    return [][0]\n", "--json")
    record = json.loads(capsys.readouterr().out)
    double, *_ = record["exercises"]
    first, second = double["checks"]

    assert {"file", "assignment", "problem", "slice_sha256", "notes", "exercises"} == set(record)
    assert ("double", 10, 6, 0) == tuple(double[key] for key in ("name", "points", "public", "earned"))
    assert ("raised", "it returns twice its argument.", 0, 4) == tuple(
        first[key] for key in ("outcome", "promise", "earned", "possible")
    )
    assert "In cell 1, line 2: return [][0]" == first["place"]
    assert ("skipped", None) == (second["outcome"], second["place"])


def test_stopping_it_is_one_sentence(folder, capsys):
    """As shells expect, with the line that was running."""
    source = "import signal\ndef double(x):\n    signal.raise_signal(signal.SIGINT)\n"

    assert INTERRUPTED == check(folder / "mine.py", source)
    assert "In cell 1, line 3: signal.raise_signal(signal.SIGINT)" in capsys.readouterr().err


def test_its_help_says_that_nothing_confines(capsys):
    """Whoever runs a stranger's file with it has been told."""
    with pytest.raises(SystemExit):
        main(["check", "--help"])

    assert "without any confinement" in " ".join(capsys.readouterr().out.split())
