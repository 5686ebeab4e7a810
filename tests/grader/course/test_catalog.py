"""Assignments are found, imported and validated; two courses in one process never mix."""

import importlib
import re
import sys

import pytest

from grader import Assignment, Check, Exercise
from grader.course import assignment_ids, load_assignment, open_course, promises
from grader.course.rules import broken_rules
from grader.errors import CourseError

RUBRIC = "assignments/a01_example/assignment.py"
PUBLIC = "assignments/a01_example/checks_public.py"
MISTAKES = "assignments/a01_example/mistakes.py"
REFERENCE = "reference/scaling.py"


def test_the_example_is_valid(toy):
    """It is what a new course starts from."""
    loaded = toy.load()

    assert ("a01_example",) == assignment_ids(open_course(toy.folder))
    assert ["standardize"] == [exercise.name for exercise in loaded.assignment.exercises]
    assert 10 == loaded.assignment.points
    assert 3 <= len(loaded.mistakes)
    assert toy.folder / "assignments" / "a01_example" == loaded.folder


def test_an_unknown_assignment_is_said(toy):
    """With the name that was probably meant."""
    with pytest.raises(CourseError, match=r"there is no assignment 'a01_exampel'.*did you mean 'a01_example'"):
        load_assignment(open_course(toy.folder), "a01_exampel")


def test_two_courses_in_one_process_do_not_mix(toy, another_toy):
    """The same module names mean each course's own files, in whatever order assignments are loaded."""
    another_toy.edit(REFERENCE, ("every column of Z has mean 0.", "every column of Z has mean zero."))

    first, second, third = toy.load(), another_toy.load(), toy.load()

    sentences = [promises(loaded.assignment.exercises[0].target)["mean"] for loaded in (first, second, third)]
    assert [
        "every column of Z has mean 0.",
        "every column of Z has mean zero.",
        "every column of Z has mean 0.",
    ] == sentences
    assert first.assignment is third.assignment
    assert str(toy.folder / REFERENCE) == sys.modules["reference.scaling"].__file__


def test_a_course_below_another_keeps_its_modules_to_itself(toy, another_toy):
    """Putting the outer course away takes nothing of the inner one along, whichever course comes third."""
    inner = type(toy)(toy.folder / "below" / "inner")
    inner.edit(REFERENCE, ("every column of Z has mean 0.", "every column of Z has mean zero."))
    outer_target = toy.load().assignment.exercises[0].target
    inner.load()
    another_toy.load()

    assert outer_target is toy.load().assignment.exercises[0].target
    assert str(toy.folder / REFERENCE) == sys.modules["reference.scaling"].__file__


def test_modules_that_were_imported_before_are_kept(toy, another_toy, monkeypatch):
    """What a test or a notebook imported from this course is what its assignments use; another course's is put away."""
    monkeypatch.syspath_prepend(str(toy.folder))
    for name in [name for name in sys.modules if name.partition(".")[0] in ("reference", "assignments")]:
        monkeypatch.delitem(sys.modules, name)
    imported = importlib.import_module("reference.scaling")

    assert imported.standardize is toy.load().assignment.exercises[0].target
    assert imported.standardize is not another_toy.load().assignment.exercises[0].target
    assert imported.standardize is toy.load().assignment.exercises[0].target


def test_what_changed_on_disk_is_imported_anew(toy):
    """An author edits, and verifies again, in one process; even when size and second are the same."""
    before = toy.load()
    toy.edit(RUBRIC, ("points=4", "points=5"))

    after = toy.load()

    assert (10, 11) == (before.assignment.points, after.assignment.points)
    assert before.sha256 != after.sha256


def test_the_content_hash_covers_every_file_of_the_assignment(toy):
    """Data, handout and reference count; what Python caches does not."""
    before = toy.load().sha256
    (toy.folder / "assignments" / "a01_example" / "__pycache__").mkdir(exist_ok=True)
    toy.write("assignments/a01_example/__pycache__/x.pyc", "x")
    assert before == toy.load().sha256

    toy.write("assignments/a01_example/notes.csv", "1,2")

    assert before != toy.load().sha256


BROKEN_FILES = {
    "import": (
        RUBRIC,
        "import standardize\n",
        "import standardise\n",
        "assignment.py, line .: it must be importable: Imp",
    ),
    "syntax": (REFERENCE, "def standardize(", "def standardize((", "reference/scaling.py, line 8: it must be Python"),
    "error": (
        PUBLIC,
        "import numpy as np\n",
        "import numpy as np\n1 / 0\n",
        "checks_public.py, line 4.*ZeroDivisionError",
    ),
    "exit": (PUBLIC, "import numpy as np\n", "raise SystemExit\n", "must not exit when it is imported"),
    "no rubric": (RUBRIC, "ASSIGNMENT = ", "RUBRIC = ", "must define ASSIGNMENT"),
    "no mistakes": (MISTAKES, "MISTAKES = ", "WRONG = ", "must define MISTAKES"),
    "a list of mistakes": (MISTAKES, "MISTAKES = (", "MISTAKES = *(1,), *(", "must define MISTAKES"),
}


@pytest.mark.parametrize(("path", "old", "new", "sentence"), BROKEN_FILES.values(), ids=BROKEN_FILES)
def test_a_file_that_cannot_be_used_is_said(toy, path, old, new, sentence):
    """The error names the file of the course, and the line."""
    toy.edit(path, (old, new))

    with pytest.raises(CourseError, match=sentence):
        toy.load()


NO_LADDER = "Check(hidden.columns_have_deviation_one, points=3, promise="
LADDER = "Threshold(hidden.columns_have_deviation_one, ladder={}, promise="
BROKEN_RULES = {
    "points zero": ("points=4", "points=0", "points must be a whole number above 0; two_examples_by_hand has 0"),
    "points true": ("points=4", "points=True", "points must be a whole number above 0"),
    "points half": ("points=4", "points=4.0", "points must be a whole number above 0; two_examples_by_hand has 4.0"),
    "public share": ("points=4", "points=2", "public checks must carry at least half of the points.*found 3 of 8"),
    "manners share": ("points=1", "points=2", "manners must carry at most a fifth of an exercise; .* 4 of 13"),
    "promise unknown": (
        'promise="mean"',
        'promise="means"',
        "the promise of two_examples_by_hand must stand in the docst",
    ),
    "check twice": (
        "hidden.a_constant_column_becomes_zero",
        "public.two_examples_by_hand",
        "each check must stand in the rubric once; two_examples_by_hand stands there twice",
    ),
    "ladder empty": (NO_LADDER, LADDER.format("()"), "must have rungs"),
    "ladder points rise": (NO_LADDER, LADDER.format("((0.9, 3), (0.8, 3))"), "must have strictly falling points"),
    "ladder metrics rise": (NO_LADDER, LADDER.format("((0.8, 3), (0.9, 2))"), "must have its best rung first"),
    "ladder metrics not numbers": (NO_LADDER, LADDER.format("((0.8, 3), (float('nan'), 2))"), "its best rung first"),
    "larger": (
        NO_LADDER,
        LADDER.format(
            "((0.9, 3),), larger=Threshold(hidden.a_constant_column_becomes_zero, ladder=((0.9, 4),), "
            "promise='deviation', data='mnist')"
        ),
        "is worth 3 points on digits and 4 on mnist",
    ),
    "uses": ('promise="mean")', 'promise="mean", uses=(len,))', "uses= of two_examples_by_hand must name exercises"),
    "beside": (
        'promise="mean")',
        'promise="mean", beside=(len,))',
        "beside= of two_examples_by_hand must name exercises",
    ),
    "no check": ("checks=(", "checks=() and (", "every promise must have a check; 'mean' of standardize has none"),
    "question name": (
        "    exercises=(",
        "    questions=(QUESTION,),\n    exercises=(",
        "must be called q_ and its row",
    ),
    "given twice": ("    exercises=(", "    given=(standardize,),\n    exercises=(", "standardize stands twice"),
    "builtin": ("    exercises=(", "    given=(len,),\n    exercises=(", "called like a word of Python; found len"),
}


@pytest.mark.parametrize(("old", "new", "sentence"), BROKEN_RULES.values(), ids=BROKEN_RULES)
def test_a_broken_rule_of_the_rubric_is_said(toy, old, new, sentence):
    """The error names the file, what must hold, and what was found."""
    toy.edit(
        RUBRIC,
        ("import Assignment, Check, Exercise", "import Assignment, Check, Exercise, Question, Threshold"),
        ("ASSIGNMENT =", "QUESTION = Question('one', 'What?', (), 'So.')\n\nASSIGNMENT ="),
        (old, new),
    )

    with pytest.raises(CourseError, match=sentence) as caught:
        toy.load()

    assert re.match(r"assignments/a01_example/assignment\.py(, line \d+)?: ", str(caught.value))
    assert len(str(caught.value).split("\n")) <= 12


def test_lower_is_better_turns_the_ladder_around(toy):
    """A loss falls where it gets better."""
    toy.edit(
        RUBRIC,
        ("import Assignment, Check, Exercise", "import Assignment, Check, Exercise, Threshold"),
        (NO_LADDER, LADDER.format("((0.1, 3), (0.2, 1)), lower_is_better=True")),
    )

    assert 10 == toy.load().assignment.points


def test_hidden_manners_need_public_ones(toy):
    """At least half of the points for manners can be earned at home."""
    toy.edit(
        RUBRIC,
        (
            "            manners=(\n                Check(public.",
            "            manners=(\n                Check(hidden.",
        ),
    )
    toy.edit(RUBRIC, ("points=4", "points=9"))
    toy.edit(
        "assignments/a01_example/checks_hidden.py",
        ("\n\n\ndef columns", "\n\n\ndef standardize_leaves_its_argument_alone(student):\n    pass\n\n\ndef columns"),
    )
    toy.edit(MISTAKES, ("caught_by=public.standardize_leaves", "caught_by=hidden.standardize_leaves"))

    with pytest.raises(CourseError, match=r"manners must be public for at least half of their points; .* 0 of 2 are"):
        toy.load()


def test_a_promise_without_a_check_is_said(toy):
    """No demand is printed that nobody checks."""
    toy.edit(REFERENCE, ("    pure : X is", "    fast : it ends.\n    pure : X is"))

    with pytest.raises(CourseError, match="every promise must have a check; 'fast' of standardize has none"):
        toy.load()


def test_a_check_outside_of_the_two_files_is_said(toy):
    """Which file it stands in decides who sees it."""
    toy.edit(
        RUBRIC,
        ("ASSIGNMENT =", "def here(student):\n    pass\n\n\nASSIGNMENT ="),
        ("public.two_examples_by_hand", "here"),
    )
    toy.edit(MISTAKES, ("public.two_examples_by_hand", "public.standardize_leaves_its_argument_alone"))

    with pytest.raises(CourseError, match=r"must be defined in checks_public\.py or checks_hidden\.py; here is in ass"):
        toy.load()


CLASS = '''

class Scaler:
    """Remembers a scale.

    Promises
    --------
    mean : it has mean 0,
        in every column.
    deviation : one.
    constant : zero.
    """

    def fit(self, X):
        """Learn it.

        Promises
        --------
        pure : X is left alone.

        Notes
        -----
        More : or less.
        """

    def apply(self, X):{docstring}
        return X
'''


def test_a_class_promises_in_its_methods_too(toy):
    """Sentences may be continued, and other sections end the list."""
    toy.write(REFERENCE, (toy.folder / REFERENCE).read_text() + CLASS.format(docstring='\n        """Apply."""'))
    toy.edit(RUBRIC, ("import standardize", "import Scaler as standardize"))
    toy.edit(MISTAKES, ("import standardize", "import Scaler as standardize"))

    target = toy.load().assignment.exercises[0].target

    assert {
        "mean": "it has mean 0, in every column.",
        "deviation": "one.",
        "constant": "zero.",
        "pure": "X is left alone.",
    } == promises(target)


def test_a_public_method_without_docstring_is_said(toy):
    """The stub would say nothing about it."""
    toy.write(REFERENCE, (toy.folder / REFERENCE).read_text() + CLASS.format(docstring=""))
    toy.edit(RUBRIC, ("import standardize", "import Scaler as standardize"))

    with pytest.raises(
        CourseError, match=r"a public method of an exercise must have a docstring; Scaler\.apply has none"
    ):
        toy.load()


MISTAKE_RULES = {
    "replaces": ("replaces=standardize", "replaces=len", "must replace an exercise of this assignment; found len"),
    "caught by": ("caught_by=public.two_examples_by_hand", "caught_by=len", "must be a check of the rubric; found len"),
    "caught by nothing": ("caught_by=public.two_examples_by_hand", "caught_by=()", "must be caught by a check"),
    "hint": ('hint="The promised deviation divides by N: leave ddof alone."', 'hint=" "', "must have a hint"),
    "twice": ("works_in_place,", "one_mean_for_everything,", "the names of mistakes must differ"),
}


@pytest.mark.parametrize(("old", "new", "sentence"), MISTAKE_RULES.values(), ids=MISTAKE_RULES)
def test_a_broken_rule_of_mistakes_is_said(toy, old, new, sentence):
    """The error names the file of the mistakes."""
    toy.edit(MISTAKES, (old, new))

    with pytest.raises(CourseError, match=f"mistakes.py, line .*{sentence}"):
        toy.load()


PROMISES = {
    "twice": ("mean : a.\n    mean : b.", "the promise 'mean' stands twice"),
    "no label": ("the mean is 0.", "a promise is a line `label : sentence`; found 'the mean is 0.'"),
    "two sections": ("mean : a.\n\n    Promises\n    --------\n    b : c.", "two sections called Promises"),
}


@pytest.mark.parametrize(("lines", "sentence"), PROMISES.values(), ids=PROMISES)
def test_a_section_of_promises_that_cannot_be_read_is_said(lines, sentence):
    """The rubric names promises by label, so labels must be plain."""

    def target():
        pass

    target.__doc__ = f"Do it.\n\n    Promises\n    --------\n    {lines}\n    "

    with pytest.raises(CourseError, match=sentence):
        promises(target)


def test_no_promises_is_an_empty_table():
    """A given function promises nothing that is checked."""
    assert {} == promises(len) == promises(lambda: 0)


USES = (
    'Check(public.two_examples_by_hand, points=4, promise="mean")',
    'Check(public.two_examples_by_hand, points=4, promise="mean", uses=({},))',
)
WRONG_USES = {
    "a class": ("Scaler", "must name functions; Scaler is a class, whose objects cannot be served"),
    "a stranger": ("len", "must name exercises or given functions of this assignment; found len"),
    "itself": ("standardize", "must name other exercises than its own; found standardize"),
    "too many": ("*[len] * 7", "must name at most 6 functions; found 7"),
}


@pytest.mark.parametrize(("name", "sentence"), WRONG_USES.values(), ids=WRONG_USES)
def test_follow_through_serves_functions_of_other_exercises(toy, name, sentence):
    """What cannot be served is the author's error, said when the assignment is loaded."""
    toy.write(REFERENCE, (toy.folder / REFERENCE).read_text() + CLASS.format(docstring='\n        """Apply."""'))
    toy.edit(RUBRIC, ("import standardize", "import Scaler, standardize"))
    toy.edit(RUBRIC, (USES[0], USES[1].format(name)))

    with pytest.raises(CourseError, match=re.escape(sentence)):
        toy.load()


def test_exercises_that_wait_for_each_other_are_said():
    """Neither could run first."""

    def one():
        """One."""

    def two():
        """Two."""

    def check(student):
        """Nothing."""

    exercises = tuple(
        Exercise(target, checks=(Check(check, 1, "p", uses=(other,)),)) for target, other in ((one, two), (two, one))
    )
    found = [text for text in broken_rules(Assignment("Circle", exercises), ()) if "lead back" in text]

    assert ["one", "two"] == [text.split("the checks of ")[1].split()[0] for text in found]
