"""What a student sees in the notebook: one exercise, the whole assignment, the saved file, pictures, data."""

import json

import numpy as np
import pytest

from grader import notebook
from grader.messages import LINES
from grader.notebook import embedded_checks, load, picture, places

CHECKS = '''
"""Public checks of a tiny assignment."""

from dataclasses import dataclass

import numpy as np

from grader.assertions import assert_close


@dataclass
class Case:
    x: "float"


def doubles_numbers(student):
    """Three."""
    assert_close(student.double(Case(3.0).x), 6.0, name="double(3)")


def doubles_arrays(student):
    """Two rows."""
    assert_close(student.double(np.ones((2, 2))), np.full((2, 2), 2.0), hint="Use numpy.")


def counts(student):
    """A class."""
    assert_close(student.Counter().up(), 1.0)


RUBRIC = {
    "assignment": "a01_tiny",
    "title": "Tiny",
    "exercises": [
        {
            "name": "double",
            "row": "1.1",
            "points": 10,
            "question": False,
            "promises": {"twice": "it returns twice its argument."},
            "checks": [
                {"function": "doubles_numbers", "points": 4, "promise": "p"},
                {"function": "doubles_arrays", "points": 2, "promise": "p"},
            ],
        },
        {
            "name": "Counter",
            "row": "1.2",
            "points": 3,
            "question": False,
            "promises": {},
            "checks": [
                {"function": "counts", "points": 3, "promise": "up"},
            ],
        },
        {"name": "q_1_3", "row": "1.3", "points": 2, "question": True, "promises": {"answer": "How?"}, "checks": []},
    ],
}
'''

STUB = "def double(x):\n    raise NotImplementedError('write double here')\n"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A folder of its own, and a kernel that has seen no marked cell."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    monkeypatch.setattr(places, "_remembered", [])
    monkeypatch.setattr(notebook, "check", notebook.SelfCheck())
    return tmp_path


@pytest.fixture
def with_checks(folder):
    """The checks lie beside the notebook."""
    (folder / "checks_public.py").write_text(CHECKS, encoding="utf-8")
    return folder


def run(source, capsys, call="check('double')"):
    """Run cells of a notebook, and return what the last one printed."""
    namespace = {"check": notebook.check, "picture": picture, "np": np, "__name__": "__main__"}
    exec(source, namespace)
    capsys.readouterr()
    exec(call, namespace)
    printed = capsys.readouterr().out

    assert len(printed.splitlines()) <= LINES
    assert "Traceback" not in printed
    return printed


def saved(folder, *cells, name="mine.ipynb", last_id="public-checks"):
    """Save a notebook of code cells."""
    entries = [
        {"cell_type": "code", "id": f"c{i}", "metadata": {}, "outputs": [], "execution_count": None, "source": cell}
        for i, cell in enumerate(cells)
    ]
    entries[-1]["id"] = last_id
    document = {"cells": entries, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (folder / name).write_text(json.dumps(document), encoding="utf-8")


def test_a_right_function_is_told_so(with_checks, capsys):
    """All public checks hold, and the points that others decide are named."""
    printed = run("def double(x): return 2 * x", capsys)

    assert (
        "1.1 double: all public checks hold (2), 6 of 10 points.\n"
        "Checks that you do not have decide the other 4: reread the promises.\n"
    ) == printed


def test_a_stub_is_not_started(with_checks, capsys):
    """A stub is no error."""
    assert "1.1 double: not started. It is worth 10 points; 6 of them you can check here.\n" == run(STUB, capsys)


def test_a_cell_that_was_not_run_is_named(with_checks, capsys):
    """A name that the kernel does not know is a cell to run."""
    assert "1.1 double: run the cell that defines double first.\n" == run("", capsys)


def test_the_first_thing_to_mend_is_shown(with_checks, capsys):
    """What is wrong, the hint, and how much else is waiting."""
    printed = run("def double(x): return 2 * x if np.ndim(x) == 0 else x", capsys)

    assert printed.startswith("1.1 double: 1 of 2 public checks hold, 4 of 10 points. Mend this first:\n")
    assert "Use numpy." in printed


@pytest.mark.parametrize(
    "body", ["1 / 0", "exit()", "{}[3]", "open('/nonexistent')", "object()", "None", "'text'", "double(x)"]
)
def test_whatever_it_does_the_notebook_goes_on(with_checks, capsys, body):
    """An exception, an exit, endless recursion or nonsense is a message of at most 12 lines."""
    printed = run(f"def double(x): return {body}", capsys)

    assert printed.startswith("1.1 double: 0 of 2 public checks hold")


def test_the_students_arguments_are_copies(with_checks, capsys):
    """A check leaves nothing behind in the notebook."""
    printed = run(
        "seen = []\ndef double(x):\n    seen.append(x)\n    return 2 * x", capsys, "check(double); print(len(seen))"
    )

    assert printed.endswith("\n2\n")


def test_the_whole_assignment_on_one_screen(with_checks, capsys):
    """One line for each exercise, and the points so far."""
    expected = (
        "You have 6 of the 9 points that can be checked here, of 15 in all.\n"
        "  1.1 double: 2 of 2 checks hold, 6 of 6 points.\n"
        "  1.2 Counter: not started.\n"
        "  1.3 q_1_3: it has no check that you could run.\n"
    )

    assert expected == run("def double(x): return 2 * x", capsys, "check()")


def test_a_name_that_does_not_exist_is_answered_with_those_that_do(with_checks, capsys):
    """A slip of the pen is no mystery."""
    printed = run("", capsys, "check('duoble')")

    assert "duoble" in printed
    assert "double, Counter, q_1_3" in printed


def test_a_notebook_that_stands_alone_uses_its_marked_cell(folder, capsys):
    """Before the cell has run it says so; when it has, it answers who asked."""
    before = run("def double(x): return 2 * x", capsys)
    namespace = {
        "double": lambda x: 2 * x,
        "embedded_checks": embedded_checks,
        "CHECKS": CHECKS,
        "__name__": "__main__",
    }
    exec("embedded_checks(CHECKS)", namespace)
    after = capsys.readouterr().out

    assert "Run the last cell" in before
    assert after.startswith("You have 6 of the 9 points")
    assert run("def double(x): return 2 * x", capsys).startswith("1.1 double: all public checks hold")


def test_a_saved_notebook_carries_its_checks(folder, capsys):
    """In a folder with nothing but the notebook, the saved file is where the checks come from."""
    saved(folder, STUB, f"from grader.notebook import embedded_checks\n\nembedded_checks(r'''\n{CHECKS}''')")

    assert run("def double(x): return 2 * x", capsys).startswith("1.1 double: all public checks hold")


def test_the_checks_of_another_assignment_do_not_hide_the_right_ones(folder, capsys):
    """Beside a foreign `checks_public.py` the marked cell still counts."""
    (folder / "checks_public.py").write_text(CHECKS.replace('"name": "double"', '"name": "triple"'), encoding="utf-8")
    embedded_checks(CHECKS)

    assert run("def double(x): return 2 * x", capsys).startswith("1.1 double: all public checks hold")


def test_a_damaged_file_of_checks_says_what_to_do(folder, capsys):
    """Half a download is no traceback."""
    (folder / "checks_public.py").write_text(CHECKS[:-40], encoding="utf-8")

    assert run("def double(x): return 2 * x", capsys).startswith("Get checks_public.py again")


def test_all_reads_the_saved_file(with_checks, capsys):
    """What counts is what is saved: kernel state is not looked at, and the hash of the feedback is shown."""
    saved(with_checks, "factor = 2", "def double(x):\n    return factor * x", "double(3)")
    printed = run("def double(x): return 0", capsys, "check.all()")

    assert printed.startswith("This is what will be graded of mine.ipynb (content hash ")
    assert "1.1 double: 2 of 2 checks hold" in printed


@pytest.mark.parametrize("damage", ["", "{", '{"cells": 3}'])
def test_all_says_when_a_file_cannot_be_graded(with_checks, capsys, damage):
    """Better before handing in than after."""
    (with_checks / "mine.ipynb").write_text(damage, encoding="utf-8")

    assert run("", capsys, "check.all()").startswith("Mend mine.ipynb before you hand it in")


def test_all_asks_for_the_file_where_there_are_many(with_checks, capsys):
    """It does not guess."""
    saved(with_checks, STUB, name="one.ipynb")
    saved(with_checks, STUB, name="two.ipynb")

    assert run("", capsys, "check.all()").startswith("Give the name of the saved notebook")
    assert "one.ipynb" in run("", capsys, "check.all('one.ipynb')")
    assert run("", capsys, "check.all('three.ipynb')").startswith("Save the notebook, or give its name")


def test_a_picture_waits_for_its_exercise(with_checks, capsys):
    """It names the exercise by its number."""
    printed = run(STUB, capsys, "with picture('line', needs=('double',)):\n    double(3)")

    assert "The picture line waits for 1.1 double.\n" == printed


def test_a_picture_waits_for_a_cell_that_was_not_run(with_checks, capsys):
    """A name that is not there yet is an exercise to write."""
    printed = run("", capsys, "with picture('line', needs=('double',)):\n    double(3)")

    assert "The picture line waits for 1.1 double.\n" == printed


def test_a_picture_that_cannot_be_drawn_says_which_check_helps(with_checks, capsys):
    """A wrong function does not end "Run all"."""
    printed = run("double = 3", capsys, "with picture('line', needs=('double',)):\n    double(3)")

    assert "The picture line cannot be drawn: TypeError" in printed
    assert 'Run check("double")' in printed


def test_a_picture_that_can_be_drawn_says_nothing(with_checks, capsys):
    """The block is run as it stands."""
    assert "6\n" == run("def double(x): return 2 * x", capsys, "with picture('line'):\n    print(double(3))")


def test_no_half_of_a_picture_is_left(folder, capsys, monkeypatch):
    """Figures that a failed picture began are closed; those that stood before stay."""
    pyplot = pytest.importorskip("matplotlib.pyplot")
    pyplot.switch_backend("agg")
    kept = pyplot.figure()
    run("import matplotlib.pyplot as plt", capsys, "with picture('line'):\n    plt.figure(); 1 / 0")

    assert [kept.number] == pyplot.get_fignums()
    pyplot.close(kept)


def test_a_person_can_stop_a_picture(folder):
    """Ctrl-C is not swallowed."""
    with pytest.raises(KeyboardInterrupt), picture("line"):
        raise KeyboardInterrupt


def test_data_is_loaded_by_name():
    """The same arrays as in grading, read-only."""
    X, y = load("digits/train_inputs"), load("digits/train_labels")

    assert (X.shape, X.dtype, len(y)) == ((1352, 64), np.float64, 1352)
    assert not X.flags.writeable
