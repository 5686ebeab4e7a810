"""Thresholds from many runs: how often a right solution misses, and which ladder is fair."""

import math

import numpy as np
import pytest
from scipy.stats import binomtest

from grader import dataset, held_out, seed
from grader.assertions import accuracy
from grader.data.datasets import DataSource
from grader.errors import CourseError
from grader.model import Threshold
from grader.student import local_session
from grader.verify.calibration import calibrate, measure, upper_bound


def accuracy_on_data(student):
    """Stand for a threshold."""


def threshold(top, points=6, lower_is_better=False):
    sign = 1 if lower_is_better else -1
    ladder = ((top, points), (top + sign * 0.02, points * 2 // 3))
    return Threshold(accuracy_on_data, ladder, "accuracy", lower_is_better=lower_is_better)


@pytest.mark.parametrize(("failures", "runs"), [(0, 20), (0, 1000), (1, 50), (7, 30), (30, 30)])
def test_the_bound_is_the_exact_one(failures, runs):
    """The upper bound is Clopper and Pearson's, one-sided."""
    expected = binomtest(failures, runs).proportion_ci(confidence_level=0.90, method="exact").high

    assert upper_bound(failures, runs) == pytest.approx(expected, abs=1e-9)


def test_nothing_of_many_is_about_three_of_them():
    """With no failure in n runs the bound is the rule of three."""
    assert upper_bound(0, 1000) == pytest.approx(3 / 1000, rel=0.01)


def twice(metrics):
    """Return pairs of runs that agree."""
    return [(metric, metric) for metric in metrics]


def test_the_better_of_two_runs_counts():
    """A key under which one run reached the rung is no miss; runs and keys are counted apart."""
    found = calibrate(threshold(0.9), [(0.89, 0.95), (0.95, 0.89), (0.89, 0.88), (0.95, 0.96)])

    assert (4, 1, 0.25) == (found.missed_once, found.missed, found.rate)


def test_a_fair_threshold_is_called_fair():
    """Far below what right solutions reach: no miss, a wide margin."""
    metrics = np.linspace(0.955, 0.965, 500)

    found = calibrate(threshold(0.94), twice(metrics))

    assert found.fair
    assert (0, 0.0, pytest.approx(0.955)) == (found.missed, found.rate, found.worst)
    assert found.bound == pytest.approx(1 - 0.05 ** (1 / 500))
    assert found.deviations == pytest.approx(0.02 / metrics.std(), rel=1e-3)


def test_a_threshold_that_right_solutions_miss_is_not_fair():
    """Half of the keys below the rung: every second term would cost points for nothing."""
    found = calibrate(threshold(0.96), twice(np.linspace(0.9501, 0.9699, 100)))

    assert not found.fair
    assert (50, 0.5) == (found.missed, found.rate)


def test_the_recommended_ladder_stands_clear_of_the_worst_run():
    """On a round number, at least one point below the worst run and four deviations below the mean, in three rungs."""
    found = calibrate(threshold(0.95), [(0.961, 0.962), (0.963, 0.962)])

    assert ((0.95, 6), (0.93, 4), (0.9, 2)) == found.recommended


def test_a_ladder_of_one_point_has_one_rung():
    """Thirds are rounded down, and a rung without points is no rung."""
    found = calibrate(threshold(0.5, points=1), [(0.6, 0.6), (0.6, 0.6)])

    assert ((0.59, 1),) == found.recommended
    assert math.inf == found.deviations


def test_lower_may_be_better():
    """For a loss everything is mirrored."""
    found = calibrate(threshold(0.10, lower_is_better=True), [(0.050, 0.052), (0.051, 0.049)])

    assert found.fair
    assert found.worst == pytest.approx(0.052)
    assert ((0.065, 6), (0.085, 4), (0.115, 2)) == found.recommended


def test_one_key_is_no_measurement():
    """A spread needs at least two."""
    with pytest.raises(CourseError, match="one key"):
        calibrate(threshold(0.9), [(0.95, 0.95)])


def nearest_mean(X, y, Z):
    """Name each row of Z after the nearest class mean."""
    means = np.array([X[y == k].mean(axis=0) for k in range(10)])
    return ((Z[:, None, :] - means) ** 2).sum(axis=2).argmin(axis=1)


def accuracy_of_means(student):
    """Stand for a training check."""
    X, y = held_out("digits")
    rows = np.random.default_rng(seed()).permutation(len(X))[:300]
    found = student.nearest_mean(dataset("digits/train_inputs"), dataset("digits/train_labels"), X[rows])
    return accuracy(found, y[rows])


def test_runs_are_measured_under_many_keys():
    """Each key brings other held-out rows and other seeds, and the solution trains on what that key leaves it."""
    pairs = measure(
        Threshold(accuracy_of_means, ((0.8, 2),), "accuracy"),
        "a01",
        lambda data: local_session({"nearest_mean": nearest_mean}, data.dataset),
        DataSource,
        keys=3,
    )

    metrics = [metric for pair in pairs for metric in pair]

    assert 3 == len(pairs)
    assert len(set(metrics)) > 1
    assert 0.8 < min(metrics) < max(metrics) < 1.0


def test_a_metric_that_is_no_number_stops_the_measurement():
    """There is nothing to learn from a check that returns nothing."""
    nothing = Threshold(accuracy_on_data, ((0.8, 2),), "accuracy")

    with pytest.raises(CourseError, match="no finite number"):
        measure(nothing, "a01", lambda data: local_session({}, data.dataset), DataSource, keys=1)
