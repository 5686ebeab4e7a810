"""Points of a submission."""

import pytest

from grader.model import Assignment, Check, CheckResult, Exercise, Outcome, Question, Threshold
from grader.scores import active, score


def softmax():
    """Stand for an exercise."""


def rows_sum_to_one(student):
    """Stand for a check."""


def leaves_arguments_alone(student):
    """Stand for a manner."""


def accuracy_on_digits(student):
    """Stand for a threshold."""


def accuracy_on_mnist(student):
    """Stand for the larger threshold."""


def answer_is_right(student):
    """Stand for the check of a question."""


LARGER = Threshold(accuracy_on_mnist, ladder=((0.98, 9), (0.9, 5)), promise="accuracy", data="mnist")
SMALLER = Threshold(accuracy_on_digits, ladder=((0.9, 6), (0.8, 2)), promise="accuracy", larger=LARGER)
ASSIGNMENT = Assignment(
    title="Sample",
    exercises=(
        Exercise(
            softmax,
            checks=(Check(rows_sum_to_one, 4, "rows"), SMALLER),
            manners=(Check(leaves_arguments_alone, 1, "pure"),),
        ),
    ),
    questions=(Question("q_1", "Why?", (Check(answer_is_right, 2, "answer"),), "Because."),),
)


def result(check, outcome=Outcome.PASSED, earned=0, exercise="softmax"):
    return CheckResult(exercise, check, outcome, earned, 0)


ALL = (
    result("rows_sum_to_one", earned=4),
    result("accuracy_on_digits", Outcome.PARTIAL, earned=2),
    result("leaves_arguments_alone", Outcome.FAILED),
    result("answer_is_right", earned=2, exercise="q_1"),
)


def test_points_add_up():
    """The score is the sum of what the checks earned, by exercise and in whole points."""
    total = score(ASSIGNMENT, ALL, {"digits"})

    assert (8, 13) == (total.earned, total.possible)
    assert [("softmax", 6, 11), ("q_1", 2, 2)] == [(part.name, part.earned, part.possible) for part in total.exercises]


def test_the_order_of_results_does_not_matter():
    """A score depends on what the results are, not on when they came."""
    assert score(ASSIGNMENT, ALL, {"digits"}) == score(ASSIGNMENT, reversed(ALL), {"digits"})


@pytest.mark.parametrize("fault", [Outcome.CHECK_FAULT, Outcome.HOST_FAULT])
def test_a_fault_withholds_the_score(fault):
    """A fault of the author or the host costs no point: there is no score until it is mended."""
    total = score(ASSIGNMENT, (*ALL[:2], result("leaves_arguments_alone", fault), ALL[3]), {"digits"})

    assert total.earned is None
    assert 13 == total.possible


def test_a_check_without_a_result_withholds_the_score():
    """A score that may still change is none."""
    assert score(ASSIGNMENT, ALL[:3], {"digits"}).earned is None


def test_a_larger_data_set_sets_the_points():
    """Where MNIST was given the larger threshold counts, under the name of the smaller one."""
    assert 16 == score(ASSIGNMENT, ALL, {"digits", "mnist"}).possible
    assert LARGER is active(SMALLER, {"digits", "mnist"})
    assert SMALLER is active(SMALLER, {"digits"})
