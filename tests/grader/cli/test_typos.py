"""What an author mistypes is said in one paragraph: file, line, what must hold; never a traceback."""

import re
import shutil
import sys
from pathlib import Path

import pytest

import grader.course
from grader.cli import main

EXAMPLE = Path(grader.course.__file__).parent / "example"
HERE = "assignments/a01_example/"
RUBRIC, PUBLIC, HIDDEN, MISTAKES, HANDOUT = (
    f"{HERE}{name}.py" for name in ("assignment", "checks_public", "checks_hidden", "mistakes", "handout")
)
SCALING = "reference/scaling.py"
LADDER = 'Threshold(hidden.columns_have_deviation_one, ladder=((0.8, 3), (0.9, 2)), promise="deviation"),'

TYPOS = {  # file, what stands there, what is written instead, where the message points, what it says
    "a promise that is not in the docstring": (
        RUBRIC, 'promise="mean"', 'promise="maen"', "assignment.py, line 18", "'maen' is not among: mean, deviation",
    ),
    "a promise without a check": (
        SCALING, "    pure : X", "    fast : it ends.\n    pure : X", "assignment.py, line 13", "'fast' of standardize has none",
    ),
    "a promise without a label": (
        SCALING, "    mean : every", "    every", "assignment.py", "a promise is a line `label : sentence`",
    ),
    "a check that no row names": (
        PUBLIC, "\n\n\ndef standardize_l", "\n\n\ndef forgotten(student):\n    pass\n\n\ndef standardize_l",
        "checks_public.py, line 17", "no row of assignment.py names it; list it there",
    ),
    "a check that is not defined": (
        RUBRIC, "public.two_examples_by_hand", "public.two_example_by_hand", "assignment.py, line 18", "did you mean 'two_examples_by_hand'",
    ),
    "no docstring": (
        SCALING, 'Array:\n    """Shift', 'Array:\n    str() + """Shift', "assignment.py, line 13", "must have a docstring",
    ),
    "a mistake that gets through": (
        MISTAKES, "X.std(axis=0, ddof=1)", "X.std(axis=0)", "mistakes.py, line", "is not caught by columns_have_deviation_one; let that check ask for more",
    ),
    "two mistakes that are one": (
        MISTAKES, "(X - X.mean()) / X.std()", "(X - X.mean(axis=0)) / X.std(axis=0)", "mistakes.py, line", "answer everything alike",
    ),
    "points that are not whole": (
        RUBRIC, "points=4", "points=4.5", "assignment.py, line 18", "points must be a whole number above 0",
    ),
    "too few public points": (
        RUBRIC, "points=4", "points=2", "assignment.py", "at least half of the points",
    ),
    "a public check that imports the reference": (
        PUBLIC, "import numpy as np\n", "import numpy as np\nfrom reference.scaling import standardize\n",
        "checks_public.py, line 4", "it imports reference.scaling, which students do not have",
    ),
    "a public check with the solution": (
        PUBLIC, "    Z = student", "    safe = np.where(deviation > 0, deviation, 1.0)\n    Z = student",
        "checks_public.py", "a statement of the solution of standardize; write it differently",
    ),
    "a ladder out of order": (
        RUBRIC, 'Check(hidden.columns_have_deviation_one, points=3, promise="deviation"),', LADDER, "assignment.py, line 19", "must have its best rung first",
    ),
    "a hint that is missing": (
        MISTAKES, 'hint="The promised deviation divides by N: leave ddof alone."', 'hint=""', "mistakes.py, line", "must have a hint",
    ),
    "a claim by no check": (
        MISTAKES, "caught_by=public.two_examples_by_hand", "caught_by=np.mean", "mistakes.py, line", "must be a check of the rubric; found mean",
    ),
    "a mark for no exercise": (
        HANDOUT, "# exercise: standardize", "# exercise: standardise", "handout.py", "`# exercise: standardise` names no exercise",
    ),
    "a bracket too many": (
        HIDDEN, "np.zeros((4, 1))", "np.zeros((4, 1)))", "checks_hidden.py, line 23", "it must be Python",
    ),
    "a check that indexes what it was given": (
        HIDDEN, "    assert_close(Z, np.zeros", "    Z[0]\n    assert_close(Z, np.zeros",
        "a_constant_column_becomes_zero", "Ask an assertion what a result is before you use it",
    ),
    "a check that breaks": (
        HIDDEN, "    assert_close(Z, np.zeros", "    missing\n    assert_close(Z, np.zeros",
        "a_constant_column_becomes_zero", "name 'missing' is not defined",
    ),
    "a key that course.toml does not know": (
        "course.toml", "timezone =", "timezon =", "course.toml", "did you mean 'timezone'",
    ),
    "a due date of no assignment": (
        "course.toml", "# a01_example =", "a01_exampel =", "course.toml", "did you mean 'a01_example'",
    ),
}  # fmt: skip


@pytest.fixture(autouse=True)
def own_modules():
    """Leave the modules of this repository's course as they were."""
    path = list(sys.path)
    before = {
        name: module for name, module in sys.modules.items() if name.partition(".")[0] in ("assignments", "reference")
    }
    yield
    sys.path[:] = path
    for name in [name for name in sys.modules if name.partition(".")[0] in ("assignments", "reference")]:
        del sys.modules[name]
    sys.modules.update(before)


@pytest.mark.parametrize(("file", "old", "new", "place", "said"), TYPOS.values(), ids=TYPOS)
def test_a_typo_is_said(tmp_path, capsys, file, old, new, place, said):
    """`grader verify` ends with 1 and a paragraph that says where, and what to do."""
    course = tmp_path / "course"
    shutil.copytree(EXAMPLE, course, ignore=shutil.ignore_patterns("__pycache__"))
    text = (course / file).read_text()
    if file == RUBRIC:
        text = text.replace("import Assignment, Check, Exercise", "import Assignment, Check, Exercise, Threshold")

    assert old in text
    (course / file).write_text(text.replace(old, new, 1))
    code = main(["verify", "--course", str(course), "--isolation", "none", "--no-mutants"])
    printed = capsys.readouterr()
    told = [line for line in (printed.out + printed.err).splitlines() if place in line and said in line]

    assert (1, True) == (code, bool(told)), printed
    assert "Traceback" not in printed.out + printed.err
    assert not re.search(r"/site-packages/|grader/\w+/\w+\.py", " ".join(told))
