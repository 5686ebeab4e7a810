"""What a student sees in the notebook: one exercise, the whole assignment, pictures, data."""

import numpy as np
import pytest

from grader.notebook import embedded_checks, load, picture
from tests.grader.notebook.tiny import CHECKS, STUB, run, saved


def test_a_right_function_is_told_so(with_checks, capsys):
    """All public checks hold, and the points that others decide are named."""
    printed = run("def double(x): return 2 * x", capsys)

    assert (
        "1.1 double: all public checks hold (2): 6 of 10 points.\n"
        "Checks that you do not have decide 4 of its 10 points: reread the promises.\n"
    ) == printed


def test_a_stub_is_not_started(with_checks, capsys):
    """A stub is no error."""
    assert "1.1 double: not started. It is worth 10 points; 6 of them you can check here.\n" == run(STUB, capsys)


def test_what_waits_for_another_stub_is_not_called_a_stub(with_checks, capsys):
    """A written function that calls an unwritten one is told which."""
    source = "def half(x):\n    raise NotImplementedError('write half here')\n\ndef double(x):\n    return 4 * half(x)"

    assert run(source, capsys).startswith("1.1 double: half is still the stub (it was needed by double)")
    assert "0 of 2 public checks hold" in run(source, capsys, "check()")


def test_a_cell_that_was_not_run_is_named(with_checks, capsys):
    """A name that the kernel does not know is a cell to run."""
    assert "1.1 double: run the cell that defines double first.\n" == run("", capsys)


def test_the_first_line_says_what_to_change(with_checks, capsys):
    """What is wrong comes first, then the hint and the promise that it breaks, then how much holds."""
    printed = run("def double(x): return 2 * x if np.ndim(x) == 0 else x", capsys).splitlines()

    assert printed[0].startswith("1.1 double: ")
    assert printed[0].endswith("4 of 4 entries are wrong.")
    assert [
        "Hint: Use numpy.",
        "Promise: it returns twice its argument.",
        "1 of 2 public checks hold: 4 of 10 points.",
        "Checks that you do not have decide 4 of its 10 points: reread the promises.",
    ] == printed[-4:]


def test_an_exception_is_shown_with_its_line(with_checks, capsys):
    """The innermost line of the student's own code, as it stands in the cell."""
    printed = run("def half(x):\n    y = 1\n    return x / 0\n\ndef double(x):\n    return half(x)", capsys)

    assert "raised ZeroDivisionError" in printed.splitlines()[0]
    assert "In half, at line 3: return x / 0" in printed


def test_an_exception_in_a_method_is_shown_with_its_line(with_checks, capsys):
    """A class is code of the student's like any function."""
    source = "class Counter:\n    def up(self):\n        return [][0]\n"

    assert "In up, at line 3: return [][0]" in run(source, capsys, "check('Counter')")


USING = CHECKS.replace(
    "def counts(student):",
    'def quadruples(student):\n    """Twice twice."""\n    assert_close(student.quadruple(3.0), 12.0)\n\n\n'
    "def counts(student):",
).replace(
    '"exercises": [',
    """"exercises": [
        {
            "name": "quadruple",
            "row": "1.4",
            "points": 2,
            "question": False,
            "promises": {"four": "it returns four times its argument."},
            "checks": [{"function": "quadruples", "points": 2, "promise": "four", "uses": ["double"]}],
        },""",
)


def test_a_mistake_elsewhere_is_told_to_cost_nothing_here(folder, capsys):
    """At home nothing can be served; the message says that the grader would use its own."""
    (folder / "checks_public.py").write_text(USING, encoding="utf-8")
    calling = "def quadruple(x): return double(double(x))"
    tripled = run(f"def double(x): return 3 * x\n{calling}", capsys, "check('quadruple')")
    doubled = run(f"def double(x): return 2 * x\n{calling}", capsys, "check('quadruple')")

    assert "The grader would run this with its own double, because yours does not pass its own checks.\n" in tripled
    assert "its own double" not in doubled


@pytest.mark.parametrize(("factor", "asked"), [(4, False), (5, True)])
def test_checks_of_what_it_uses_run_only_where_something_is_lost(folder, capsys, factor, asked):
    """A student waits for one exercise, unless another one may be why it fails."""
    (folder / "checks_public.py").write_text(USING, encoding="utf-8")
    marking = "import pathlib\ndef double(x):\n    pathlib.Path('asked').touch()\n    return 2 * x\n"
    run(f"{marking}def quadruple(x): return {factor} * x", capsys, "check('quadruple')")

    assert (folder / "asked").exists() == asked


@pytest.mark.parametrize(
    "body", ["1 / 0", "exit()", "{}[3]", "open('/nonexistent')", "object()", "None", "'text'", "double(x)"]
)
def test_whatever_it_does_the_notebook_goes_on(with_checks, capsys, body):
    """An exception, an exit, endless recursion or nonsense is a message of at most 12 lines."""
    printed = run(f"def double(x): return {body}", capsys)

    assert printed.startswith("1.1 double")
    assert "0 of 2 public checks hold: 0 of 10 points." in printed


def test_the_students_arguments_are_copies(with_checks, capsys):
    """A check leaves nothing behind in the notebook."""
    printed = run(
        "seen = []\ndef double(x):\n    seen.append(x)\n    return 2 * x", capsys, "check(double); print(len(seen))"
    )

    assert printed.endswith("\n2\n")


def test_the_whole_assignment_on_one_screen(with_checks, capsys):
    """One line for each exercise, the points so far, and those that others decide."""
    expected = (
        "You have 6 of the 9 points that can be checked here.\n"
        "Checks that you do not have decide 6 more.\n"
        "  1.1 double    6 of  6 points  All public checks hold\n"
        "  1.2 Counter   0 of  3 points  Not defined\n"
        "  1.3 q_1_3    Not answered\n"
    )

    assert expected == run("def double(x): return 2 * x", capsys, "check()")


@pytest.mark.parametrize(
    ("answer", "one", "line"),
    [
        ("q_1_3 = ...", "1.3 q_1_3: not answered yet. It is worth 2 points", "  1.3 q_1_3    Not answered"),
        ("q_1_3 = [1, 2]", "1.3 q_1_3: your answer is [1, 2].", "  1.3 q_1_3    Your answer: [1, 2]"),
    ],
    ids=["open", "given"],
)
def test_a_question_shows_the_answer_that_stands_there(with_checks, capsys, answer, one, line):
    """Whether it is right is decided elsewhere; that it will be read is seen here."""
    assert run(answer, capsys, "check('q_1_3')").startswith(one)
    assert line in run(answer, capsys, "check()").splitlines()


@pytest.mark.parametrize("call", ["check('duoble')", "check('Double')", "check('double()')", "check(' double')"])
def test_a_slip_in_a_name_is_understood_or_answered_with_the_name(with_checks, capsys, call):
    """Brackets and spaces do not matter; what is close is proposed."""
    assert "double" in run("def double(x): return 2 * x", capsys, call).splitlines()[0]


@pytest.mark.parametrize(
    "call",
    [
        "check(3)",
        "check(lambda x: x)",
        "check(functools.partial(print))",
        "check(['double'])",
        "check('')",
        "check(np)",
    ],
)
def test_nonsense_in_the_place_of_a_name_is_answered_with_those_that_exist(with_checks, capsys, call):
    """Whatever is passed, the notebook goes on."""
    printed = run("import functools", capsys, call)

    assert printed.startswith("Use a name that exists: there is no exercise ")
    assert "There are: double, Counter, q_1_3." in printed


@pytest.mark.parametrize(
    "source",
    [
        "double = functools.partial(np.multiply, 2)",
        "double = np.vectorize(lambda x: 2 * x)",
        "def double(x): return 2 * x",
    ],
    ids=["partial", "vectorize", "function"],
)
def test_what_can_be_called_counts_however_it_was_made(with_checks, capsys, source):
    """A function need not come from a `def` in a cell."""
    assert "1.1 double: all public checks hold" in run(f"import functools\n{source}", capsys)


def test_a_function_of_a_file_written_by_a_magic_is_checked(with_checks, capsys, monkeypatch):
    """What `%%writefile` left in the folder and the kernel imported is the student's own."""
    (with_checks / "my_functions.py").write_text("def double(x):\n    return 1 / 0\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(with_checks))
    printed = run("from my_functions import double", capsys)

    assert printed.startswith("1.1 double must not raise here, but it raised ZeroDivisionError")


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
    assert after.startswith("You have 6 of the 9 points that can be checked here.")
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
