"""The best weight under a power penalty, against SciPy's searches and closed forms."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import optimize
from sklearn.linear_model import Lasso

from reference.shrinkage import shrink

POWERS = st.sampled_from([0.5, 1, 1.5, 2, 4])


def cost(w, c, a, p):
    return 0.5 * (w - c) ** 2 + a * abs(w) ** p


@given(st.floats(-3, 3), st.floats(0.05, 2), POWERS)
def test_no_other_weight_costs_less(c, a, p):
    """Neither those of a fine grid nor what SciPy finds from its best point."""
    grid = np.linspace(min(c, 0), max(c, 0), 2001)
    start = grid[cost(grid, c, a, p).argmin()]
    width = abs(c) / 2000 + 1e-9
    polished = optimize.minimize_scalar(
        cost, bounds=(start - width, start + width), args=(c, a, p), method="bounded", options={"xatol": 1e-12}
    )
    least = min(polished.fun, cost(start, c, a, p))

    assert cost(shrink(np.array([c]), a, p)[0], c, a, p) <= least + 1e-9


@given(st.lists(st.floats(-3, 3), min_size=1, max_size=5), st.floats(0.05, 2))
def test_two_closed_forms(c, a):
    """p = 2 is a share; p = 3/2 is a quadratic equation in the root of the weight."""
    c = np.array(c)
    root = (np.sqrt(2.25 * a**2 + 4 * np.abs(c)) - 1.5 * a) / 2

    assert c / (1 + 2 * a) == pytest.approx(shrink(c, a, 2), abs=1e-9)
    assert np.sign(c) * root**2 == pytest.approx(shrink(c, a, 1.5), abs=1e-9)


def test_soft_threshold_is_the_lasso_of_scikit_learn():
    """One example and one weight for each column of the identity, without an intercept."""
    c = np.linspace(-2, 2, 21)
    model = Lasso(alpha=0.5 / len(c), fit_intercept=False, tol=1e-12).fit(np.eye(len(c)), c)

    assert model.coef_ == pytest.approx(shrink(c, 0.5, 1), abs=1e-8)


def test_half_threshold_has_its_jump():
    """For p = 1/2 weights appear at 3/2 a^(2/3), at a distance from 0 (Xu et al. 2012)."""
    tie = 1.5 * 0.5 ** (2 / 3)
    below, above = shrink(np.array([tie - 1e-6, tie + 1e-6]), 0.5, 0.5)

    assert below == 0
    assert tie * 2 / 3 == pytest.approx(above, rel=1e-4)


@pytest.mark.parametrize(("p", "share"), [(0.5, 0.66), (1, 0.38), (1.5, 0.0), (2, 0.0), (4, 0.0)])
def test_shares_of_zeros(p, share):
    """Of 20,000 normal targets with a = 1/2: only up to p = 1 weights become exactly 0."""
    zeros = float((shrink(np.random.default_rng(0).normal(size=20_000), 0.5, p) == 0).mean())

    assert share == pytest.approx(zeros, abs=0.01)


def test_zero_stays_zero():
    """Without a warning, which the suite makes an error."""
    assert [0.0] * 5 == [shrink(np.zeros(1), 0.3, p)[0] for p in (0.5, 1, 1.5, 2, 4)]
