"""Where a difference cannot be trusted."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.assertions.derivatives.kinks import is_kink, refined
from grader.assertions.derivatives.steps import Value, difference

STEP = 6e-6


def looks(function, claimed, step=STEP):
    """Return the mismatch at 0 and whether it is called a kink."""

    def value(t):
        return Value(function(t), abs(function(t)))

    full = difference(value(step), value(-step), step, 2e-16, value(0.0))
    half = difference(value(step / 2), value(-step / 2), step / 2, 2e-16, value(0.0))
    mismatch = abs(claimed - full.slope)
    return mismatch, is_kink(mismatch, full, half)


@given(st.floats(-0.95, 0.95), st.floats(0.05, 5))
def test_one_kink_is_seen_wherever_it_lies(place, size):
    """A kink anywhere between the two points explains the mismatch that it makes."""

    def bent(t):
        return 0.3 * t + size * max(t - place * STEP, 0.0)

    claimed = 0.3 + size * (place < 0)  # the slope at 0
    mismatch, kink = looks(bent, claimed)

    assert kink or mismatch < 1e-3 * size


@given(st.floats(-2, 2), st.floats(-2, 2), st.floats(-2, 2), st.sampled_from([1e-3, 0.01, 1.0, -3.0]))
def test_a_wrong_claim_about_a_smooth_function_is_no_kink(slope, bend, third, error):
    """Where the function is smooth, a mismatch is an error."""
    mismatch, kink = looks(lambda t: slope * t + bend * t**2 + third * t**3, slope + error)

    assert not kink
    assert mismatch == pytest.approx(abs(error), rel=1e-3)


def test_both_steps_together_are_sharper():
    """Richardson's estimate of a smooth slope has a smaller error than either."""

    def value(t):
        return Value(float(np.exp(t)), float(np.exp(t)))

    step = 1e-2
    full = difference(value(step), value(-step), step, 2e-16)
    half = difference(value(step / 2), value(-step / 2), step / 2, 2e-16)

    assert abs(refined(full, half).slope - 1) < 1e-3 * abs(half.slope - 1)
