"""`check.all()`: what of the saved file will be graded, under the hash that the feedback shows."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from grader.cli import main
from grader.model import Question
from grader.notebook.saved import OFFERED, read_saved
from grader.release.rubric_table import public_checks
from grader.submission import read_submission
from grader.worker.plotting import NULL_PACKAGES
from reference.perceptron import augment
from tests import courses
from tests.grader.batch.batches import SEVERAL, TOY, write_files
from tests.grader.notebook.tiny import CHECKS, STUB, cell, kernel, run, saved

EXAMPLES = sorted((courses.ROOT / "examples" / "a03_perceptron").iterdir())

RIGHT = "def double(x):\n    return 2 * x"


def test_all_reads_the_saved_file(with_checks, capsys):
    """What counts is what is saved: kernel state is not looked at, and the hash of the feedback is shown."""
    saved(with_checks, "factor = 2", "def double(x):\n    return factor * x", "double(3)")
    printed = run("", capsys, "check.all()")
    code = read_submission("mine.ipynb", (with_checks / "mine.ipynb").read_bytes(), {"double", "Counter", "q_1_3"})

    assert printed.startswith("This is what will be graded of mine.ipynb, as it was last saved:\n")
    assert f"Content hash {code.slice.sha256} (your feedback shows the same)" in printed
    assert "Cell 3, line 1: not needed for grading: double(3)" in printed
    assert "  1.1 double    6 of  6 points  All public checks hold" in printed


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_hash_is_that_of_grading(path, tmp_path):
    """For every file of the sample cohort, a student's folder and the grader agree on what is executed."""
    loaded = courses.loaded("course", "a03_perceptron")
    copy = tmp_path / path.name
    copy.write_bytes(path.read_bytes())
    (tmp_path / "checks_public.py").write_text(public_checks(loaded), encoding="utf-8")
    graded = read_submission(path.name, path.read_bytes(), loaded.assignment.wanted)
    own = read_saved(copy)

    assert loaded.assignment.wanted == own.checks.wanted
    assert graded.slice == own.submission.slice
    assert graded.notes == own.submission.notes


def test_the_hash_is_that_of_grading_where_functions_are_given(tmp_path):
    """A statement that only a given function, or a question's further variable, needs is executed and hashed, too."""
    loaded = courses.loaded("toy", "a01_example")
    question = Question("q_1", "How many?", (), "", reads=("who_is_it",))
    more = replace(loaded, assignment=replace(loaded.assignment, given=(augment,), questions=(question,)))
    source = b"import numpy as np\nones = np.ones(3)\naugment = ones.sum()\nwho_is_it = ones.size\nq_1 = 3\n"
    graded = read_submission("mine.py", source, more.assignment.wanted).slice
    (tmp_path / "mine.py").write_bytes(source)
    found = [slice_with(assignment, tmp_path) for assignment in (more, loaded)]

    assert {"augment", "who_is_it"} < set(graded.names)
    assert [True, False] == [graded.sha256 == one.sha256 for one in found]


def slice_with(loaded, folder):
    """Return what a student's folder makes of the file, with the checks of an assignment beside it."""
    (folder / "checks_public.py").write_text(public_checks(loaded), encoding="utf-8")
    return read_saved(folder / "mine.py").submission.slice


def test_the_hash_stands_in_the_document(tmp_path, capsys):
    """What a student reads at home is what stands in the result of a real run."""
    loaded = courses.loaded("toy", "a01_example")
    write_files(tmp_path / "in", {"anna.py": SEVERAL["loops.py"]})
    words = ["--out", str(tmp_path / "out"), "--course", str(TOY), "--seed", "s", "--jobs", "1"]
    assert main(["grade", "a01_example", str(tmp_path / "in"), *words]) == 0
    document = json.loads((tmp_path / "out" / "results" / "anna.json").read_text())
    (tmp_path / "in" / "checks_public.py").write_text(public_checks(loaded), encoding="utf-8")
    capsys.readouterr()
    main(["check", str(tmp_path / "in" / "anna.py"), "--json"])

    assert document["submission"]["slice_sha256"] == json.loads(capsys.readouterr().out)["slice_sha256"]


def test_names_that_nothing_defines_are_listed(with_checks, capsys):
    """The kernel may still know a name whose cell was deleted; the file does not."""
    saved(with_checks, "def double(x):\n    return factor * x")
    printed = run("", capsys, "check.all()")

    assert (
        "Mend before you hand in:\n  Cell 1, line 2: factor is used here, but nothing in the file defines it" in printed
    )


@pytest.mark.parametrize("line", ["import pandas", "from my_functions import table", "from . import x"])
def test_a_package_that_is_not_there_when_grading_is_named(with_checks, capsys, line):
    """It may work here: the grader offers NumPy and the standard library."""
    (with_checks / "my_functions.py").write_text("table = 2\n", encoding="utf-8")
    saved(with_checks, f"{line}\n{RIGHT}\nunused = 1")
    printed = run("", capsys, "check.all()")

    assert "In cell 1, line 1: " in printed
    assert "the grader offers NumPy and the standard library" in printed
    assert "All public checks hold" in printed


def test_the_packages_that_can_be_imported_are_those_of_the_sandbox():
    """What a student is told is what happens when grading."""
    assert {"numpy", *NULL_PACKAGES} == OFFERED


def test_a_statement_that_raises_is_named_and_does_not_stop_the_rest(with_checks, capsys):
    """A file that is only there on the student's computer is the usual case."""
    saved(
        with_checks, "table = open('nowhere.csv').read()", "def double(x):\n    return 2 * x if x is not table else 0"
    )
    printed = run("", capsys, "check.all()")

    assert "In cell 1, line 1: table = open('nowhere.csv').read(): FileNotFoundError" in printed


def test_loading_the_file_prints_nothing(with_checks, capsys):
    """Each check loads it afresh; what it prints meanwhile helps nobody."""
    saved(with_checks, "def make():\n    print('noise')\n    return 2\n\nfactor = make()", f"{RIGHT} * factor / 2")

    assert "noise" not in run("", capsys, "check.all()")


def test_a_dataclass_with_annotations_as_text_can_be_loaded(with_checks, capsys):
    """The fresh namespace is a module that Python knows, and `from __future__` holds for what follows."""
    source = (
        "from __future__ import annotations\nfrom dataclasses import dataclass\n\n"
        "@dataclass\nclass Counter:\n    n: int = 0\n    other: Unknown = None\n    def up(self): return 1.0\n"
    )
    saved(with_checks, source)

    assert "1.2 Counter   3 of  3 points" in run("", capsys, "check.all()")


@pytest.mark.parametrize("damage", ["", "{", '{"cells": 3}'])
def test_all_says_when_a_file_cannot_be_graded(with_checks, capsys, damage):
    """Better before handing in than after."""
    (with_checks / "mine.ipynb").write_text(damage, encoding="utf-8")

    assert run("", capsys, "check.all()").startswith("Mend mine.ipynb before you hand it in")


def test_all_asks_for_the_file_where_there_are_many_or_none(with_checks, capsys):
    """It does not guess."""
    assert run("", capsys, "check.all()").startswith("Save the notebook here")
    saved(with_checks, STUB, name="one.ipynb")
    saved(with_checks, STUB, name="two.ipynb")

    assert "here are: one.ipynb, two.ipynb." in run("", capsys, "check.all()")
    assert "one.ipynb" in run("", capsys, "check.all('one.ipynb')")
    assert run("", capsys, "check.all('three.ipynb')").startswith("Save the notebook, or give its name")


def test_a_program_is_its_own_saved_file(with_checks, capsys):
    """In plain Python the running file is what will be handed in."""
    program = with_checks / "mine.py"
    program.write_text(RIGHT, encoding="utf-8")
    namespace = kernel() | {"__file__": str(program)}
    cell("check.all()", namespace)

    assert capsys.readouterr().out.startswith("This is what will be graded of mine.py")


def differing(folder, capsys, live, stored):
    """Return the first line that `check.all()` prints when the kernel holds `live` and the file `stored`."""
    saved(folder, stored)
    return run(live, capsys, "check.all()").splitlines()[0]


CLASS = "class Counter:\n    def up(self):\n        return 1.0\n"


@pytest.mark.parametrize(
    ("live", "stored", "names"),
    [
        (RIGHT, STUB, "double"),
        (RIGHT, "x = 1", "double"),
        (CLASS + RIGHT, CLASS.replace("1.0", "2.0") + STUB, "Counter, double"),
    ],
    ids=["still the stub", "not there", "class and function"],
)
def test_a_file_that_is_not_what_the_kernel_holds_is_not_saved(with_checks, capsys, live, stored, names):
    """Whether a browser has saved cannot be known; that the two differ can."""
    expected = (
        f"Run all cells and save, then run check.all() again: the kernel holds another {names} than the saved file."
    )

    assert expected == differing(with_checks, capsys, live, stored)


@pytest.mark.parametrize(
    ("live", "stored"),
    [
        (RIGHT, f"# A comment\n\n{RIGHT}  # and another"),
        ("", RIGHT),
        ("double = np.negative", RIGHT),
        (f"{STUB}\n{RIGHT}", f"{RIGHT}\n"),
    ],
    ids=["comments", "not run yet", "no function of a cell", "the last definition counts"],
)
def test_what_makes_no_difference_raises_no_alarm(with_checks, capsys, live, stored):
    """A warning that cries wolf is not read."""
    assert differing(with_checks, capsys, live, stored).startswith("This is what will be graded of mine.ipynb")


def test_checks_of_another_assignment_in_the_same_folder_are_passed_over(folder, capsys):
    """In a folder of downloads the checks that the notebook carries fit it; a file beside it may not."""
    (folder / "checks_public.py").write_text(CHECKS.replace('"name": "double"', '"name": "triple"'), encoding="utf-8")
    carried = f"from grader.notebook import embedded_checks\n\nembedded_checks(r'''\n{CHECKS}''')"
    saved(folder, RIGHT, carried)

    assert "1.1 double    6 of  6 points" in run("", capsys, "check.all()")
    assert Path("checks_public.py").is_file()
