"""The sigmoid: its formula, its symmetry, its tails."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.activations import sigmoid
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
