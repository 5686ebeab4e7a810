"""The sigmoid and tanh: their formulas, their symmetry, their slopes, their tails."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.activations import dsigmoid, dtanh, relu, sigmoid, tanh
from tests.reference import oracles


@given(st.floats(-700, 700))
def test_sigmoid_agrees_with_the_formula(z):
    """In both halves, to the last digits of a float."""
    assert oracles.sigmoid(z) == pytest.approx(float(sigmoid(z)), rel=1e-13, abs=1e-15)


@given(st.floats(-30, 30))
def test_logarithm_of_the_odds_leads_back(z):
    """odds = exp(z), as far as a float can hold both sides of the odds."""
    out = float(sigmoid(z))

    assert math.log(out / float(sigmoid(-z))) == pytest.approx(z, abs=1e-9)


def test_small_values_keep_their_digits():
    """exp(-40) is far below the spacing of floats near 1, and is still there."""
    assert float(sigmoid(-40.0)) == pytest.approx(math.exp(-40), rel=1e-13)


@pytest.mark.parametrize("shape", [(), (3,), (2, 3), (2, 3, 4)], ids=str)
def test_shape_is_kept(shape):
    """Also that of a single number; numpy.errstate of these tests raises where anything overflows."""
    z = np.full(shape, -1000.0)

    assert np.shape(sigmoid(z)) == shape
    assert np.all(sigmoid(z) == 0)
    assert np.all(sigmoid(-z) == 1)


def test_arguments_stay_as_they_were():
    """The function works on copies."""
    z = np.array([-1.0, 2.0])
    sigmoid(z)

    assert [-1.0, 2.0] == z.tolist()


@given(st.floats(-20, 20))
def test_slopes_are_those_that_a_small_step_measures(z):
    """Centred differences of the standard library's functions, right to 9 digits or so."""
    h = 1e-5

    assert (oracles.sigmoid(z + h) - oracles.sigmoid(z - h)) / (2 * h) == pytest.approx(float(dsigmoid(z)), abs=1e-9)
    assert (math.tanh(z + h) - math.tanh(z - h)) / (2 * h) == pytest.approx(float(dtanh(z)), abs=1e-9)


@given(st.floats(-300, 300))
def test_tanh_is_a_stretched_sigmoid(z):
    """Twice as high, twice as fast, and one lower; slopes are even functions."""
    assert 2 * oracles.sigmoid(2 * z) - 1 == pytest.approx(float(tanh(z)), abs=1e-15)
    assert float(dtanh(z)) == float(dtanh(-z))
    assert float(dsigmoid(-z)) == pytest.approx(float(dsigmoid(z)), abs=1e-15)


@pytest.mark.parametrize("slope", [dsigmoid, dtanh], ids=["dsigmoid", "dtanh"])
def test_slopes_are_silent_in_the_tails(slope):
    """They are 0 there; numpy.errstate of these tests raises where anything overflows."""
    assert np.all(slope(np.array([-1000.0, 1000.0])) == 0)


@given(st.floats(-1e300, 1e300))
def test_relu_keeps_what_is_positive(z):
    """And nothing else."""
    assert (z if z > 0 else 0.0) == float(relu(z))
