"""The reference's band: what a student's learning curve is drawn beside."""

from contextlib import nullcontext

import numpy as np

from grader import generator, seed
from grader.assertions import record_curve
from grader.checks import CheckTerms, reference_bands
from grader.checks.attempt import Place
from grader.data.datasets import DataSource
from grader.model import Limits, Threshold
from grader.student import local_session


def train(rng):
    """A noisy curve that falls."""
    return [[i, 1 / (i + 1) + rng.random() / 10] for i in range(4)]


def falls(student):
    """Draws its randomness from the course key."""
    curve = student.train(generator(seed()))
    record_curve("Loss", {"training": curve})
    return 1.0


def silent(student):
    """Draws no curve."""
    return 1.0


def breaks(student):
    """Records a curve, then fails."""
    record_curve("Loss", {"training": student.train(generator(seed()))})
    raise ZeroDivisionError


def bands(function, key=b"k"):
    threshold = Threshold(function, ((0.5, 4),), "accuracy")
    data = DataSource(key, None)
    terms = CheckTerms(key, data, Limits(), local_session({"train": train}, data.dataset), nullcontext)
    return reference_bands(Place("a01", "train", threshold, threshold), terms)


def test_the_band_holds_every_run_of_the_reference():
    """For each x the lowest and the highest of several runs on other seeds."""
    band = np.array(bands(falls)["Loss"])

    assert band[:, 0].tolist() == [0, 1, 2, 3]
    assert (band[:, 1] < band[:, 2]).all()
    assert (band[:, 2] - band[:, 1] < 0.1).all()


def test_the_same_key_gives_the_same_band():
    """Another course draws another one."""
    assert bands(falls) == bands(falls)
    assert bands(falls) != bands(falls, b"other")


def test_without_a_curve_there_is_no_band():
    """Nor where the reference does not get through, which is the author's to mend elsewhere."""
    assert bands(silent) == {}
    assert bands(breaks) == {}
