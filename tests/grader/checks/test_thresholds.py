"""Thresholds: two seeds, a ladder, and a budget."""

from contextlib import contextmanager
from dataclasses import replace

import numpy as np
import pytest

from grader import Assignment, Exercise, Threshold, seed
from grader.checks.thresholds import FLOOR, climb
from grader.data.seeds import current_draws
from grader.errors import StudentError
from grader.model import Evidence, Outcome
from grader.student import LocalSession, Student
from tests.grader.checks.sample import LADDER, accuracy_on_digits, clocked, predict, run, sessions_of

TOP, MIDDLE, NOTHING = 0.95, 0.7, 0.2


def threshold(*metrics, **options):
    """Return a threshold that gives one metric, or raises one exception, for each of its seeds."""

    def metric(student):
        found = metrics[current_draws().run]
        current_draws().evidence.append(Evidence("curve", str(found), {}))
        if isinstance(found, BaseException):
            raise found
        return found

    return Threshold(metric, LADDER, "accuracy", **options)


def result_of(row, open_session=None, **options):
    assignment = Assignment("One", exercises=(Exercise(predict, checks=(row,)),))
    return run(open_session or sessions_of(), assignment, **options)[row.name]


@pytest.mark.parametrize(
    ("metrics", "outcome", "earned", "metric"),
    [
        ((TOP, AssertionError("never run")), Outcome.PASSED, 6, TOP),
        ((0.9, NOTHING), Outcome.PASSED, 6, 0.9),
        ((NOTHING, TOP), Outcome.PASSED, 6, TOP),
        ((MIDDLE, NOTHING), Outcome.PARTIAL, 2, MIDDLE),
        ((NOTHING, MIDDLE), Outcome.PARTIAL, 2, MIDDLE),
        ((0.6, MIDDLE), Outcome.PARTIAL, 2, MIDDLE),
        ((NOTHING, 0.3), Outcome.FAILED, 0, 0.3),
        ((AssertionError("no"), TOP), Outcome.PASSED, 6, TOP),
        ((AssertionError("no"), AssertionError("neither")), Outcome.FAILED, 0, None),
        ((MIDDLE, StudentError(Outcome.RAISED, "no")), Outcome.PARTIAL, 2, MIDDLE),
        ((StudentError(Outcome.RAISED, "no"), MIDDLE), Outcome.PARTIAL, 2, MIDDLE),
        ((StudentError(Outcome.KILLED, "no"), TOP), Outcome.KILLED, 0, None),
        ((StudentError(Outcome.TIMED_OUT, "no"), TOP), Outcome.TIMED_OUT, 0, None),
        ((MIDDLE, ZeroDivisionError()), Outcome.CHECK_FAULT, 0, None),
        ((np.float64(TOP), 0), Outcome.PASSED, 6, TOP),
        ((1, 0), Outcome.PASSED, 6, 1.0),
    ],
)
def test_the_better_of_two_seeds_counts(metrics, outcome, earned, metric):
    """A second seed is tried where the first missed the top, and the better run is the result."""
    result = result_of(threshold(*metrics))

    assert (outcome, earned, 6) == (result.outcome, result.earned, result.possible)
    assert metric == result.metric


def test_the_evidence_is_that_of_the_better_run():
    """Pictures show the run that counts."""
    assert (str(MIDDLE),) == tuple(evidence.title for evidence in result_of(threshold(NOTHING, MIDDLE)).evidence)


def test_the_two_seeds_differ():
    """The runs of a threshold draw different seeds, each fixed."""
    drawn = []

    def metric(student):
        drawn.append(seed())
        return 0.0

    for _ in range(2):
        result_of(Threshold(metric, LADDER, "accuracy"))

    assert drawn[:2] == drawn[2:]
    assert drawn[0] != drawn[1]


@pytest.mark.parametrize("metric", [None, float("nan"), float("inf"), "0.9", True, [0.9], 10**400, np.array([0.9])])
def test_a_metric_that_is_no_number_is_the_authors(metric):
    """A threshold that does not give a finite number withholds the score instead of taking points."""
    result = result_of(threshold(metric, TOP))

    assert Outcome.CHECK_FAULT is result.outcome
    assert "The author must mend this check" in result.message.text


@pytest.mark.parametrize(
    ("metric", "earned", "text"),
    [
        (0.9, 6, None),
        (0.8999, 2, "Reach 0.9 for 6 of 6 points: yours is 0.8999, which passes 0.5 and earns 2."),
        (0.9 - 1e-9, 2, "Reach 0.9 for 6 of 6 points: yours is 0.899999999"),
        (0.5, 2, "Reach 0.9 for 6 of 6 points"),
        (0.4, 0, "Reach 0.5 for 2 of 6 points: yours is 0.4."),
    ],
)
def test_a_ladder_is_climbed(metric, earned, text):
    """A rung is reached at its own number, and what misses one reads which comes next."""
    outcome, points, message = climb(threshold(), metric)

    assert earned == points
    assert {6: Outcome.PASSED, 2: Outcome.PARTIAL, 0: Outcome.FAILED}[earned] is outcome
    assert message is None if text is None else text in message.text


@pytest.mark.parametrize(
    ("metric", "earned", "text"),
    [
        (0.15, 6, None),
        (0.16, 3, "Get down to 0.15 for 6 of 6 points: yours is 0.16, which passes 0.2 and earns 3."),
        (0.3, 0, "Get down to 0.2 for 3 of 6 points: yours is 0.3."),
    ],
)
def test_a_ladder_can_lead_down(metric, earned, text):
    """Where lower is better, a rung is reached from above."""
    row = replace(threshold(), ladder=((0.15, 6), (0.2, 3)), lower_is_better=True)
    _, points, message = climb(row, metric)

    assert earned == points
    assert message is None if text is None else text in message.text


def test_lower_is_better_takes_the_lower_run():
    """The better of two runs is the lower one where that is the aim."""
    row = replace(threshold(0.5, 0.4), ladder=((0.1, 6),), lower_is_better=True)

    assert 0.4 == result_of(row).metric


def test_the_larger_data_set_is_used_where_it_was_given():
    """A threshold gives way to its larger one, under its own name."""

    class More:
        available = frozenset({"digits", "mnist"})
        held_out = None

    larger = replace(threshold(0.99), ladder=((0.98, 9),), data="mnist")
    row = Threshold(threshold(NOTHING, NOTHING).function, LADDER, "accuracy", larger=larger)
    result = result_of(row, data=More())

    assert ("metric", 9, 9) == (result.check, result.earned, result.possible)
    assert Outcome.FAILED is result_of(row).outcome


@contextmanager
def no_one_alone():
    raise AssertionError("nothing was to be run alone")
    yield


def test_ten_seconds_are_always_allowed():
    """A run within the least budget is not held against the reference, which is not even measured."""
    asked = []
    reference = clocked(sessions_of(), 0.001, asked=asked)

    result = result_of(threshold(TOP), clocked(sessions_of(), FLOOR), reference=reference, alone=no_one_alone)

    assert Outcome.PASSED is result.outcome
    assert [] == asked
    assert FLOOR == result.cpu_seconds


def test_a_slow_reference_allows_more():
    """The budget is a multiple of what the reference needs; it is measured once."""
    asked = []
    reference = clocked(sessions_of(), 4.0, asked=asked)
    row = threshold(TOP, budget=5.0)

    for used in (15.0, 20.0):
        result = result_of(row, clocked(sessions_of(), used), reference=reference, alone=no_one_alone)

        assert Outcome.PASSED is result.outcome
    assert 1 == len(asked)


@pytest.mark.parametrize(
    ("again", "outcome"), [(9.0, Outcome.PASSED), (14.0, Outcome.TIMED_OUT), (30.0, Outcome.TIMED_OUT)]
)
def test_a_run_that_was_a_little_slow_is_repeated_alone(again, outcome):
    """Between the budget and twice the budget the run is repeated while nothing else runs; the better time counts."""
    entered = []

    @contextmanager
    def alone():
        entered.append("in")
        yield
        entered.append("out")

    reference = clocked(sessions_of(), 1.0)
    result = result_of(threshold(TOP), clocked(sessions_of(), 15.0, again), reference=reference, alone=alone)

    assert outcome is result.outcome
    assert ["in", "out"] == entered
    if outcome is Outcome.TIMED_OUT:
        used = 15 if again > 15 else 14
        assert f"it used {used} s of CPU time; allowed are 10 s." in result.message.text
        assert 0 == result.earned


class Stopped:
    """A transport whose child was stopped."""

    def exchange(self, header, arrays, callbacks):
        raise StudentError(Outcome.TIMED_OUT, "It must finish.")


def stopped(*times, asked=None):
    """Return sessions in which student code is stopped after so many seconds."""

    @contextmanager
    def open_stopped(session_seed, cpu_seconds):
        yield LocalSession(Student(Stopped()), None)

    return clocked(open_stopped, *times, asked=asked)


DIGITS = Threshold(accuracy_on_digits, LADDER, "accuracy")


def test_far_over_the_budget_is_timed_out():
    """What is stopped at twice the budget is not repeated, and reads how much was allowed."""
    asked = []
    reference = clocked(sessions_of(), 1.0)
    result = result_of(DIGITS, stopped(19.9, asked=asked), reference=reference, alone=no_one_alone)

    assert (Outcome.TIMED_OUT, 0) == (result.outcome, result.earned)
    assert "Make it faster: it used 20 s of CPU time; allowed are 10 s." in result.message.text
    assert [2 * FLOOR] == asked


def test_a_run_that_was_stopped_too_early_is_repeated():
    """Where the reference needs long, the run gets twice its real budget before it is timed out."""
    asked = []
    reference = clocked(sessions_of(), 6.0)
    result = result_of(DIGITS, stopped(20.0, 60.1, asked=asked), reference=reference, alone=no_one_alone)

    assert "it used 60 s of CPU time; allowed are 30 s." in result.message.text
    assert [20.0, 60.0] == asked


def test_a_reference_that_fails_is_the_authors():
    """Where the reference itself does not get through, nobody is held against its time."""
    row = threshold(StudentError(Outcome.RAISED, "no"), StudentError(Outcome.RAISED, "no"))
    result = result_of(row, clocked(sessions_of(), 15.0), reference=clocked(sessions_of(), 1.0))

    assert Outcome.CHECK_FAULT is result.outcome
    assert "the reference itself" in result.message.text


def test_waiting_is_not_computing():
    """What is stopped with little CPU time used says itself why, and the reference is not measured."""
    asked = []
    reference = clocked(sessions_of(), 1.0, asked=asked)
    result = result_of(DIGITS, stopped(0.5), reference=reference, alone=no_one_alone)

    assert (Outcome.TIMED_OUT, "It must finish.") == (result.outcome, result.message.text)
    assert [] == asked


def test_without_a_reference_there_is_no_budget():
    """On a student's own machine nothing is timed out for being slow."""
    assert Outcome.PASSED is result_of(threshold(TOP), clocked(sessions_of(), 1000.0)).outcome
