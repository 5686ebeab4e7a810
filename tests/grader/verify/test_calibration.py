"""Thresholds from many runs: how often a right solution misses, and which ladder is fair."""

import math

import numpy as np
import pytest
from scipy.stats import binomtest

from grader.errors import CourseError
from grader.model import Threshold
from grader.verify.calibration import calibrate, false_fail_bound, upper_bound


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


def test_the_better_of_two_runs_misses_rarely():
    """Two independent runs both miss with the square of the rate."""
    assert false_fail_bound(0, 1000) == pytest.approx(9e-6, rel=0.02)


def test_a_fair_threshold_is_called_fair():
    """Far below what right solutions reach: no miss, a wide margin."""
    metrics = np.linspace(0.955, 0.965, 500)

    found = calibrate(threshold(0.94), metrics)

    assert found.fair
    assert (0, 0.0, 0.955) == (found.missed, found.rate, pytest.approx(found.worst))
    assert found.bound == pytest.approx((1 - 0.05 ** (1 / 500)) ** 2)
    assert found.deviations == pytest.approx(0.02 / metrics.std(ddof=1))


def test_a_threshold_that_right_solutions_miss_is_not_fair():
    """Half of the runs below the rung: every fourth student would lose points for nothing."""
    found = calibrate(threshold(0.96), np.linspace(0.9501, 0.9699, 100))

    assert not found.fair
    assert (50, 0.25) == (found.missed, found.rate)


def test_the_recommended_ladder_stands_clear_of_the_worst_run():
    """On a round number, at least one point below the worst run and four deviations below the mean, in three rungs."""
    found = calibrate(threshold(0.95), [0.961, 0.962, 0.963, 0.962])

    assert ((0.95, 6), (0.93, 4), (0.9, 2)) == found.recommended


def test_a_ladder_of_one_point_has_one_rung():
    """Thirds are rounded down, and a rung without points is no rung."""
    found = calibrate(threshold(0.5, points=1), [0.6, 0.6])

    assert ((0.59, 1),) == found.recommended
    assert math.inf == found.deviations


def test_lower_may_be_better():
    """For a loss everything is mirrored."""
    found = calibrate(threshold(0.10, lower_is_better=True), [0.050, 0.052, 0.051, 0.049])

    assert found.fair
    assert found.worst == pytest.approx(0.052)
    assert ((0.065, 6), (0.085, 4), (0.115, 2)) == found.recommended


def test_one_run_is_no_measurement():
    """A spread needs at least two runs."""
    with pytest.raises(CourseError, match="one run"):
        calibrate(threshold(0.9), [0.95])
