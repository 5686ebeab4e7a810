"""Which functions are served, in which order exercises run, and what is said where there is no reference."""

from dataclasses import replace

import pytest

from grader import Assignment, Check, Exercise, Question
from grader.assertions import assert_equal
from grader.checks import CheckTerms, run_checks
from grader.checks.follow_through import in_order, swapped, variants, verdict_name, with_used
from grader.model import CheckResult, Limits, Outcome
from grader.student import local_session
from tests.grader.checks.sample import DATA


def first():
    """Return one."""


def second():
    """Return two."""


def third():
    """Return three."""


def given():
    """Return ten."""


def checks_of(*names):
    """Return checks that do nothing, by name."""

    def make(name):
        def check(student):
            """Nothing."""

        check.__name__ = name
        return check

    return {name: make(name) for name in names}


F = checks_of("first_one", "first_manners", "second_one", "third_one", "third_two", "q_one")
ASSIGNMENT = Assignment(
    "Three",
    exercises=(
        Exercise(third, checks=(Check(F["third_one"], 1, "p"), Check(F["third_two"], 1, "p", uses=(given, second)))),
        Exercise(second, checks=(Check(F["second_one"], 1, "p", uses=(first,)),)),
        Exercise(first, checks=(Check(F["first_one"], 4, "p"),), manners=(Check(F["first_manners"], 1, "p"),)),
    ),
    questions=(Question("q_1", "?", (Check(F["q_one"], 1, "answer"),), "."),),
    given=(given,),
)
ROWS = {row.name: row for part in ASSIGNMENT.parts for row in part.rows}


def result(check, outcome):
    return CheckResult("x", check, outcome, 0, 1)


def test_an_exercise_runs_after_those_that_it_uses():
    """Also over two steps, whatever the order of the rubric; all else keeps its place."""
    assert ["first", "second", "third", "q_1"] == [part.name for part in in_order(ASSIGNMENT)]


@pytest.mark.parametrize(
    ("only", "expected"),
    [
        ({"first_manners"}, {"first_manners"}),
        ({"second_one"}, {"second_one", "first_one", "first_manners"}),
        ({"third_two"}, {"third_two", "second_one", "first_one", "first_manners"}),
        ({"third_one"}, {"third_one"}),
    ],
    ids=["nothing used", "one", "a chain", "another check"],
)
def test_a_check_alone_needs_those_that_decide_what_is_served(only, expected):
    """Manners decide it as well: a function that changes its arguments spoils what is called after it."""
    assert expected == with_used(ASSIGNMENT, frozenset(only))


LOST = (
    Outcome.PARTIAL, Outcome.FAILED, Outcome.MISSING, Outcome.RAISED, Outcome.TIMED_OUT, Outcome.KILLED,
    Outcome.BAD_RETURN, Outcome.SKIPPED,
)  # fmt: skip


@pytest.mark.parametrize("outcome", LOST)
def test_a_function_that_lost_a_check_is_served(outcome):
    """However it was lost."""
    assert ("first",) == swapped(ROWS["second_one"], ASSIGNMENT, [result("first_one", outcome)])


@pytest.mark.parametrize("outcome", [Outcome.PASSED, Outcome.CHECK_FAULT, Outcome.HOST_FAULT])
def test_a_function_that_lost_nothing_is_the_students(outcome):
    """A fault of ours is no evidence against it."""
    assert () == swapped(ROWS["second_one"], ASSIGNMENT, [result("first_one", outcome)])


def test_bad_manners_are_lost_checks_too():
    """What a function did to its arguments is not paid for by those that call it."""
    results = [result("first_one", Outcome.PASSED), result("first_manners", Outcome.FAILED)]

    assert ("first",) == swapped(ROWS["second_one"], ASSIGNMENT, results)


def test_a_given_function_is_always_served():
    """No check here could say whether a student's copy is still as it was handed out."""
    assert ("given",) == swapped(ROWS["third_two"], ASSIGNMENT, [result("second_one", Outcome.PASSED)])


def test_a_verdict_is_known_by_what_was_served():
    """In whatever order the functions are named."""
    assert "c" == verdict_name("c", ())
    assert verdict_name("c", ("f", "g")) == verdict_name("c", ("g", "f")) != verdict_name("c", ("f",))
    assert [(), ("given",), ("second",), ("given", "second")] == variants(ROWS["third_two"])


def test_what_is_always_served_does_not_depend_on_its_own_checks():
    """Functions that share a cache are all ours; only to a check that is skipped nothing is served."""
    together = Check(F["third_two"], 1, "p", uses=(first, second), always=True)

    assert ("first", "second") == swapped(together, ASSIGNMENT, [result("first_one", Outcome.PASSED)])
    assert [(), ("first", "second")] == variants(together)
    assert {"third_two"} == with_used(
        replace(ASSIGNMENT, exercises=(Exercise(third, checks=(together,)), *ASSIGNMENT.exercises[1:])),
        frozenset({"third_two"}),
    )


def one_is_one(student):
    """One."""
    assert_equal(student.first(), 1)


def two_is_two(student):
    """Two."""
    assert_equal(student.second(), 2)


HOME = Assignment(
    "Home",
    exercises=(
        Exercise(second, checks=(Check(two_is_two, 1, "p", uses=(first, given)),)),
        Exercise(first, checks=(Check(one_is_one, 1, "p"),)),
    ),
    given=(given,),
)
ALWAYS = Check(two_is_two, 1, "p", uses=(first, given), always=True)
SECOND = "def second():\n    return 2 * first()\n"


def at_home(source, only=None, rubric=HOME):
    """Run the checks as a notebook does: without a reference."""

    def namespace():
        made = {}
        exec(source, made)
        return made

    terms = CheckTerms(key=b"key", data=DATA, limits=Limits(), reference=None, alone=lambda: None)
    results = run_checks("a00", rubric, local_session(namespace), terms, {}, only, lambda _: None)
    return {each.check: each for each in results}


def test_at_home_the_check_runs_as_is_and_says_what_the_grader_would_do():
    """A student is not left with the belief that one mistake costs twice."""
    found = at_home(f"def first():\n    return 7\n{SECOND}", only=frozenset({"two_is_two"}))["two_is_two"]

    assert ((), Outcome.FAILED) == (found.swapped, found.outcome)
    assert "The grader would run this with its own first, because yours" in found.message.text


def test_at_home_what_is_always_served_is_said():
    """Where the grader would use ours in any case, a right one of the student's is not called wrong."""
    rubric = replace(HOME, exercises=(replace(HOME.exercises[0], checks=(ALWAYS,)), HOME.exercises[1]))
    found = at_home("def first():\n    return 1\ndef second():\n    return 3\n", rubric=rubric)["two_is_two"]

    assert Outcome.FAILED == found.outcome
    assert "The grader would run this with its own first, whatever yours are." in found.message.text


def test_at_home_nothing_is_said_where_nothing_would_be_served():
    """A mistake of its own is its own, and of a given function there is nothing to say."""
    found = at_home("def first():\n    return 1\ndef second():\n    return 3\n")["two_is_two"]

    assert Outcome.FAILED == found.outcome
    assert "The grader would" not in found.message.text


@pytest.mark.parametrize("first_returns", ["return 7", "raise ValueError"])
def test_a_fresh_namespace_gets_what_is_served(first_returns):
    """In this process as in a sandbox: the name means ours once the file is loaded."""
    source = f"def first():\n    {first_returns}\n{SECOND}"

    def opened(text):
        def namespace():
            made = {}
            exec(text, made)
            return made

        return local_session(namespace)

    worker = opened("def first():\n    return 1\ndef given():\n    return 10\n")
    terms = CheckTerms(b"key", DATA, Limits(), None, lambda: None, reference_worker=worker)
    results = run_checks("a00", HOME, opened(source), terms, {}, None, lambda _: None)

    assert [("two_is_two", Outcome.PASSED, ("first", "given"))] == [
        (each.check, each.outcome, each.swapped) for each in results if each.check == "two_is_two"
    ]
