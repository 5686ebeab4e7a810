"""Diagnosis: who answers as a known mistake does reads its hint, and nobody else."""

from contextlib import contextmanager

import numpy as np
import pytest

from grader import Assignment, Check, Exercise, Mistake, seed
from grader.assertions import assert_close, assert_equal
from grader.checks import CheckTerms, run_checks
from grader.checks.bank import Bank
from grader.model import Limits, Outcome
from grader.verify.sessions import open_locally
from tests.grader.checks.sample import DATA

RIGHT = "def double(X):\n    return 2 * X\n"
SOURCES = {
    None: RIGHT,
    "triples": "def double(X):\n    return 3 * X\n",
    "adds_two": "def double(X):\n    return X + 2\n",
    "squares": "def double(X):\n    return X ** 2\n",
    "asks_for_more": "def double(X):\n    return X[7]\n",
    "never_ends": "def double(X):\n    while True: pass\n",
}


def double(X):
    """Return twice X."""
    return 2 * X


def twice_one(student):
    """One number."""
    assert_close(student.double(np.array([1.0])), [2.0])


def twice_drawn(student):
    """Drawn numbers."""
    X = np.random.default_rng(seed()).normal(size=5)

    assert_close(student.double(X), 2 * X)


def twice_two(student):
    """Two, and then one more."""
    assert_equal(student.double(2), 4)
    assert_equal(student.double(3), 6)


CHECKS = (Check(twice_one, 1, "p"), Check(twice_drawn, 1, "p"), Check(twice_two, 1, "p"))
ASSIGNMENT = Assignment("Doubling", exercises=(Exercise(double, checks=CHECKS),))


def wrong(name, hint=None, caught_by=twice_drawn):
    """Return a known mistake, whose source is that of this name."""

    def function(X):
        """Stand for the source."""

    function.__name__ = name
    return Mistake(function, replaces=double, hint=hint or f"hint of {name}", caught_by=caught_by)


def bank_of(*mistakes, opened=None):
    @contextmanager
    def open_mistake(mistake):
        if opened is not None:
            opened.append(mistake and mistake.name)
        with open_locally(DATA)(SOURCES[mistake and mistake.name]) as open_session:
            yield open_session

    return Bank(mistakes, open_mistake)


ALL = tuple(wrong(name) for name in SOURCES if name)


def graded(source, bank, known=None):
    """Return the results by check."""
    terms = CheckTerms(
        key=b"key", data=DATA, limits=Limits(cpu_seconds=0.3), reference=None, alone=lambda: None, bank=bank
    )

    with open_locally(DATA)(source) as session:
        results = run_checks("a00", ASSIGNMENT, session, terms, known or {}, None, lambda _: None)
    return {result.check: result for result in results}


@pytest.mark.parametrize(
    ("name", "check"), [("triples", "twice_drawn"), ("adds_two", "twice_drawn"), ("asks_for_more", "twice_one")]
)
def test_a_known_mistake_gets_its_hint(name, check):
    """Whatever it looks like: the answers are what is compared."""
    other_text = SOURCES[name].replace("return ", "result = ") + "    return result\n"
    found = graded(other_text, bank_of(*ALL))[check]

    assert (name, f"hint of {name}") == (found.mistake, found.hint)
    assert f"Answers compared: 1, all equal to those of {name} to 1e-06" in found.message.details["known mistake"]
    assert name not in found.message.text


@pytest.mark.parametrize("source", [RIGHT, "double = lambda X: X + X\n"], ids=["right", "another way"])
def test_a_right_function_gets_none(source):
    """Not even one that a known mistake answers like."""
    results = graded(source, bank_of(*ALL))

    assert {(Outcome.PASSED, None, None)} == {(each.outcome, each.mistake, each.hint) for each in results.values()}


def test_an_unknown_mistake_gets_none():
    """Nothing is said rather than guessed."""
    assert {None} == {each.hint for each in graded("def double(X):\n    return 5 * X\n", bank_of(*ALL)).values()}


def test_what_reached_a_limit_gets_none():
    """That it does not end has many causes."""
    assert {None} == {each.hint for each in graded(SOURCES["never_ends"], bank_of(*ALL)).values()}


def test_mistakes_that_answer_alike_get_no_hint_unless_it_is_the_same():
    """Two to the square is two plus two: where hints differ, none is said, and on other inputs it is clear again."""
    two = graded(SOURCES["squares"].replace("** 2", "* X"), bank_of(wrong("squares"), wrong("triples")))
    bank = bank_of(wrong("squares"), wrong("squares", "another"))
    same = bank_of(wrong("squares", "one"), wrong("squares", "one"))

    assert "squares" == two["twice_drawn"].mistake
    assert {None} == {each.hint for each in graded(SOURCES["squares"], bank).values()}
    assert "one" == graded(SOURCES["squares"], same)["twice_drawn"].hint


def test_a_mistake_is_asked_once_and_only_where_somebody_is_wrong():
    """A cohort costs what one submission costs; a right one costs nothing."""
    opened = []
    bank = bank_of(wrong("triples"), opened=opened)
    graded(RIGHT, bank)
    before = list(opened)
    first = graded(SOURCES["triples"], bank)
    asked = list(opened)
    second = graded(SOURCES["adds_two"], bank)

    assert [] == before
    assert [None, "triples"] * 3 == asked == opened
    assert ("triples", None) == (first["twice_drawn"].mistake, second["twice_drawn"].mistake)


def test_what_is_known_keeps_its_hint():
    """A verdict that is not run again says what it said."""
    first = graded(SOURCES["triples"], bank_of(*ALL))
    again = graded(SOURCES["triples"], bank_of(), known=first)

    assert first == again
