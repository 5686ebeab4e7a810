"""Dropout against differences of its own output and binomial rates; the mean over masks against plain products."""

import itertools
import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import optimize, stats

from reference.dropout import Dropout, mask_outputs, ngm


@pytest.mark.parametrize("p", [0.2, 0.5, 0.8])
def test_units_are_dropped_at_their_rate(p):
    """By an exact binomial test."""
    out = Dropout(p, np.random.default_rng(0)).forward(np.ones((100, 100)), True)

    assert stats.binomtest(int((out == 0).sum()), out.size, p).pvalue > 1e-3
    assert {0.0, 1 / (1 - p)} == set(out.ravel().tolist())


@pytest.mark.parametrize("inverted", [True, False])
def test_both_forms_have_the_same_mean_in_training_and_testing(inverted):
    """The mean over 4000 masks is what testing gives, within five standard errors."""
    x, p = np.array([1.0, -2.0, 3.0]), 0.3
    layer = Dropout(p, np.random.default_rng(1), inverted)
    drawings = layer.forward(np.broadcast_to(x, (4000, 3)), True)
    error = drawings.std(axis=0) / math.sqrt(4000)

    assert (np.abs(drawings.mean(axis=0) - layer.forward(x, False)) <= 5 * error).all()


@pytest.mark.parametrize("inverted", [True, False])
def test_backward_is_the_slope_with_the_mask_held(inverted):
    """SciPy's differences of a loss of the output, the generator set back before each call."""
    rng = np.random.default_rng(2)
    x, dout = rng.normal(size=12), rng.normal(size=12)
    layer = Dropout(0.4, np.random.default_rng(3), inverted)
    layer.forward(x, True)
    expected = optimize.approx_fprime(
        x, lambda point: dout @ Dropout(0.4, np.random.default_rng(3), inverted).forward(point, True), 1e-6
    )

    assert expected == pytest.approx(layer.backward(dout), abs=1e-8)


def test_nothing_dropped_is_the_identity():
    """p = 0, in all three."""
    x, layer = np.array([[1.0, -2.0]]), Dropout(0.0, np.random.default_rng(0))

    assert x.tolist() == layer.forward(x, True).tolist() == layer.backward(x).tolist()
    assert x.tolist() == layer.forward(x, False).tolist()


def test_masks_one_after_the_other():
    """All subsets of four inputs, by itertools."""
    w, b, x = np.array([1.0, -2.0, 0.5, 3.0]), 0.7, np.array([0.3, 1.0, -1.0, 0.2])
    subsets = itertools.chain.from_iterable(itertools.combinations(range(4), m) for m in range(5))
    expected = sorted(1 / (1 + math.exp(-b - sum(w[i] * x[i] for i in kept))) for kept in subsets)

    assert expected == pytest.approx(np.sort(mask_outputs(w, b, x)), rel=1e-12)


@given(st.lists(st.integers(1, 9), min_size=1, max_size=8))
def test_ngm_of_fractions(tenths):
    """Products as exact fractions, their roots at the end."""
    good = math.prod(Fraction(k, 10) for k in tenths)
    bad = math.prod(Fraction(10 - k, 10) for k in tenths)
    top, other = float(good) ** (1 / len(tenths)), float(bad) ** (1 / len(tenths))

    assert top / (top + other) == pytest.approx(ngm(np.array(tenths) / 10), rel=1e-12)


@given(st.integers(0, 10_000), st.integers(1, 10))
def test_ngm_over_all_masks_is_the_unit_with_halved_weights(seed, n):
    """To twelve digits, as Baldi and Sadowski say."""
    rng = np.random.default_rng(seed)
    w, b, x = rng.normal(size=n), rng.normal(), rng.normal(size=n)

    assert 1 / (1 + math.exp(-w @ x / 2 - b)) == pytest.approx(ngm(mask_outputs(w, b, x)), abs=1e-12)
