"""The gate lets a fair assignment through, and names what is wrong with one that is not."""

from contextlib import nullcontext

import pytest

from grader.checks import CheckTerms
from grader.course import load_assignment, open_course
from grader.course.sources import solution_source
from grader.data.datasets import DataSource
from grader.data.seeds import PUBLISHED_KEY
from grader.errors import CourseError, StudentError
from grader.model import Limits, Outcome
from grader.student import local_session
from grader.verify import open_locally, verify_assignment
from tests.grader.batch.following import write_following

DATA = DataSource(PUBLISHED_KEY)


def gate(loaded, **options):
    """Take an assignment through the gate in this process, with little patience."""
    source = compile(solution_source(loaded), "<submission>", "exec")

    def reference():
        namespace = {}
        exec(source, namespace)
        return namespace

    terms = CheckTerms(
        key=PUBLISHED_KEY,
        data=DATA,
        limits=Limits(cpu_seconds=0.2),
        reference=local_session(reference, DATA.dataset),
        alone=nullcontext,
    )
    return verify_assignment(loaded, open_locally(DATA), terms, **options)


def test_a_fair_assignment_passes(tiny):
    """All of the reference, none of the stub, every mistake caught; the matrix says by what."""
    found = gate(tiny())

    assert () == found.problems
    assert found.passed
    assert [4, 2] == [result.earned for result in found.reference]
    assert [0, 0] == [result.earned for result in found.stub]
    assert {
        "mean_of_columns": ("two_rows", "another_shift"),
        "shift_ignored": ("another_shift",),
        "never_ends": ("two_rows", "another_shift"),
    } == {row.mistake: row.lost for row in found.mistakes}
    assert {"two_rows", "another_shift"} == set(found.seconds)


def test_a_mistake_that_never_ends_is_stopped(tiny):
    """In this process a timer does what the sandbox does elsewhere."""
    loaded = tiny()
    source = solution_source(loaded, replace=loaded.mistakes[2])

    with (
        open_locally(DATA)(source) as open_session,
        open_session(0, 0.05) as session,
        pytest.raises(StudentError) as caught,
    ):
        session.student.shift(1.0)

    assert Outcome.TIMED_OUT is caught.value.outcome


def test_a_reference_that_loses_points_is_reported(tiny):
    """What we cannot do we may not ask for."""
    found = gate(tiny(checks_public=("[3.0, 3.0]", "[3.0, 3.5]")))

    assert not found.passed
    assert any(problem.startswith("the reference loses 4 points by two_rows") for problem in found.problems)


def test_a_stub_that_earns_points_is_reported(tiny):
    """A check that asks for nothing gives points for nothing."""
    asked = "assert_close(student.shift(np.array([[1.0, 3.0], [0.0, 4.0]])), np.array([3.0, 3.0]))"
    found = gate(tiny(checks_public=(asked, "assert student")))

    assert any(
        problem.startswith("the untouched stub earns 4 points by two_rows; let it") for problem in found.problems
    )


def test_a_mistake_that_gets_through_is_reported(tiny):
    """The claim names the check, and the check has to keep it."""
    found = gate(tiny(mistakes=("X.mean(axis=0) + by", "X.mean(axis=1) + by")))

    (problem,) = found.problems
    assert problem.startswith("mean_of_columns is not caught by two_rows; let that check")


def test_too_few_mistakes_are_reported(tiny):
    """Three for each exercise."""
    line = '    Mistake(shift_ignored, replaces=shift, hint="use by", caught_by=hidden.another_shift),\n'
    found = gate(tiny(mistakes=(line, "")))

    assert ("shift has 2 mistakes; it needs 3: add to mistakes.py what students get wrong",) == found.problems


def test_a_check_that_depends_on_chance_is_reported(tiny):
    """A second run has to say the same."""
    found = gate(
        tiny(
            checks_hidden=(
                "    assert_close(",
                "    another_shift.runs = getattr(another_shift, 'runs', 0) + 1\n"
                "    assert another_shift.runs < 6\n    assert_close(",
            )
        ),
        runs=6,
    )

    assert ("another_shift",) == found.flaky
    assert ("another_shift does not say the same twice; draw all of its numbers from seed()",) == found.problems


def test_an_accepted_convention_earns_full_marks(tiny):
    """CONVENTIONS holds right solutions by other definitions, named after their exercise."""
    body = "def shift_by_hand(X, by=1.0):\n    return X.sum(axis=1) / X.shape[1] + by\n\n\n"
    right = body + "CONVENTIONS = (shift_by_hand,)\n\n\nMISTAKES = ("
    wrong = right.replace("+ by", "- by")

    assert [("shift_by_hand", "shift", 6, 6)] == [
        (row.convention, row.exercise, row.earned, row.possible)
        for row in gate(tiny(mistakes=("MISTAKES = (", right))).conventions
    ]
    assert ("shift_by_hand earns 0 of 6 points, though its convention is accepted",) == gate(
        tiny(mistakes=("MISTAKES = (", wrong))
    ).problems


def test_a_convention_of_no_exercise_is_refused(tiny):
    """Its name says which exercise it solves."""
    strange = "def other(X):\n    return X\n\n\nCONVENTIONS = (other,)\nMISTAKES = ("

    with pytest.raises(CourseError, match="convention other"):
        gate(tiny(mistakes=("MISTAKES = (", strange)))


def test_progress_is_told(tiny):
    """Whoever waits hears of each step."""
    heard = []
    gate(tiny(), report=heard.append)

    assert ["reference", "stub", "mean_of_columns", "shift_ignored", "never_ends", "again (2 of 2)"] == heard


def test_the_matrix_says_which_hint_a_student_would_read(tiny):
    """At each lost check the mistake's own hint, or none where it never ends."""
    named = {row.mistake: dict(row.named) for row in gate(tiny()).mistakes}

    assert {"two_rows": "mean_of_columns", "another_shift": "mean_of_columns"} == named["mean_of_columns"]
    assert {"another_shift": "shift_ignored"} == named["shift_ignored"]
    assert {} == named["never_ends"]


TWIN = """
def mean_of_all(X, by=1.0):
    \"\"\"Take the wrong axis by another way.\"\"\"
    return X.T.mean(axis=1) + by


MISTAKES = (
    Mistake(mean_of_all, replaces=shift, hint="{hint}", caught_by=public.two_rows),
"""


@pytest.mark.parametrize(
    ("hint", "told"), [("axis=1", {"mean_of_all", "mean_of_columns"}), ("over rows", set())], ids=["shared", "own"]
)
def test_mistakes_that_answer_alike_tell_only_a_shared_hint(tiny, hint, told):
    """Whichever of two it is, the student reads the same sentence; where the sentences differ, none."""
    rows = gate(tiny(mistakes=("MISTAKES = (\n", TWIN.format(hint=hint)))).mistakes

    assert told == {name for row in rows[:2] for _, name in row.named}
    assert [(), ()] == [row.misnamed for row in rows[:2]]


@pytest.mark.parametrize("spoiled", [False, True], ids=["values", "a range"])
def test_what_cannot_be_served_is_the_authors_to_mend(tmp_path, spoiled):
    """With what a check uses served, the reference must still pass it: no object may go from one to the other."""
    steps = write_following(tmp_path) / "reference" / "steps.py"
    text = steps.read_text().replace("rounds=1", "rounds=range(1)").replace("range(rounds)", "rounds")
    steps.write_text(text.replace("widen(X[rows]))", "widen(X[rows]), range(1))") if spoiled else text)
    found = gate(load_assignment(open_course(tmp_path), "a01_steps"))
    problems = [text for text in found.problems if "uses= or" in text]

    assert ["one_epoch", "more_epochs"] * spoiled == [text.split("beside= of ")[1].split(":")[0] for text in problems]
