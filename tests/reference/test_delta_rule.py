"""The delta rule is gradient descent on the averaged squared loss."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.delta_rule import average_squared_loss, delta_rule_step
from tests.reference import oracles


def drawn(seed):
    rng = np.random.default_rng(seed)
    N, D = rng.integers(1, 6, size=2)
    return rng.normal(size=D), rng.normal(size=(N, D)), rng.normal(size=N)


@given(st.integers(0, 10_000))
def test_loss_agrees_with_loops(seed):
    """Half the squared error, averaged."""
    w, X, t = drawn(seed)

    assert pytest.approx(oracles.average_squared_loss(w, X, t)) == average_squared_loss(w, X, t)


@given(st.integers(0, 10_000))
def test_step_goes_against_the_numeric_gradient(seed):
    """Its direction and length are those of the loss's slope."""
    w, X, t = drawn(seed)
    slope = oracles.numeric_gradient(lambda v: oracles.average_squared_loss(v, X, t), w.tolist())

    np.testing.assert_allclose(delta_rule_step(w, X, t, 0.25), w - 0.25 * np.array(slope), rtol=1e-6, atol=1e-8)


@given(st.integers(0, 10_000))
def test_a_small_step_lowers_the_loss(seed):
    """A step shorter than the curvature allows never raises the loss."""
    w, X, t = drawn(seed)
    eta = len(X) / np.linalg.norm(X, 2) ** 2
    after = average_squared_loss(delta_rule_step(w, X, t, eta), X, t)

    assert after <= average_squared_loss(w, X, t) + 1e-12
