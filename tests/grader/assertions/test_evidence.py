"""Metrics, and the numbers for pictures."""

import json

import numpy as np
import pytest

from grader.assertions import CheckFailed, accuracy, record_curve, record_images, unless_memorized
from grader.data.seeds import Draws, drawing
from grader.model import Outcome


@pytest.fixture
def draws():
    with drawing(Draws()) as current:
        yield current


def test_accuracy_is_the_share_of_right_labels(draws):
    """The share is a quotient of whole numbers, so that 19 of 20 reaches a rung of 0.95."""
    labels = np.arange(20) % 10
    predicted = labels.copy()
    predicted[3] = 9

    assert 0.95 == accuracy(predicted, labels)
    matrix = draws.evidence[0].data["matrix"]
    assert "confusion" == draws.evidence[0].kind
    assert (1, 1, 20) == (matrix[3][9], matrix[3][3], sum(map(sum, matrix)))


def test_predictions_outside_of_the_classes_are_wrong(draws):
    """Labels that do not exist count as mistakes, and stand in no column."""
    assert 0.5 == accuracy(np.array([1.0, 77.0]), np.array([1, -1]))
    assert {"matrix": [[0, 0], [0, 1]], "labels": [-1, 1]} == draws.evidence[0].data


def test_many_classes_have_no_matrix(draws):
    """A picture that nobody could read is not recorded."""
    assert 1.0 == accuracy(np.arange(40), np.arange(40))
    assert [] == draws.evidence


@pytest.mark.parametrize(
    ("predicted", "outcome"),
    [
        (None, Outcome.BAD_RETURN),
        ([0, 1], Outcome.BAD_RETURN),
        (np.array(["0", "1"]), Outcome.BAD_RETURN),
        (np.array([0, 1, 2]), Outcome.FAILED),
        (np.array([[0], [1]]), Outcome.FAILED),
        (np.array([0, np.nan]), Outcome.FAILED),
        (0, Outcome.FAILED),
    ],
)
def test_predictions_that_are_no_labels_fail(draws, predicted, outcome):
    """What cannot be compared is the student's, before anything is counted."""
    with pytest.raises(CheckFailed) as caught:
        accuracy(predicted, np.array([0, 1]))

    assert outcome is caught.value.outcome
    assert [] == draws.evidence


def test_curves_keep_what_can_be_drawn(draws):
    """Whatever a history holds, the evidence is plain JSON."""
    strange = [(0, 1.0), (1, np.float64(0.5)), (2, float("nan")), (3, None), "x", 4, (5, 10**400), (6, 1, 2)]
    record_curve("Loss", {"yours": strange, "long": [(i, i) for i in range(5000)], "none": []})

    series = draws.evidence[0].data["series"]
    assert [[0.0, 1.0], [1.0, 0.5]] == series["yours"]
    assert 500 == len(series["long"])
    assert [] == series["none"]
    json.dumps(draws.evidence[0].data, allow_nan=False)


def test_images_are_kept_with_their_shape(draws):
    """Pictures travel as rows of numbers."""
    record_images("Weights", np.arange(12.0).reshape(2, 2, 3))

    assert {"images": [[0, 1, 2, 3, 4, 5], [6, 7, 8, 9, 10, 11]], "shape": [2, 3]} == draws.evidence[0].data
    with pytest.raises(ValueError, match="shape"):
        record_images("Weights", np.ones(4))


def test_remembered_answers_count_as_much_as_on_permuted_pixels():
    """Only a gap that the reference never shows lowers the metric."""
    assert 0.95 == unless_memorized(0.95, 0.94, gap=0.03)
    assert 0.95 == unless_memorized(0.95, 0.97, gap=0.03)
    assert 0.1 == unless_memorized(1.0, 0.1, gap=0.03)
