"""The convergence theorem as a property, and the turn of one update."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from reference.convergence import angle_after_update, convergence_quantities
from reference.perceptron import augment, perceptron_fit
from tests.reference import oracles


def separable(seed, N=8, D=2, margin=0.05):
    rng = np.random.default_rng(seed)
    w_star = rng.normal(size=D + 1)
    X = rng.normal(size=(20 * N, D))
    scores = augment(X) @ w_star
    clear = np.abs(scores) >= margin * np.linalg.norm(w_star)
    return X[clear][:N], np.sign(scores[clear][:N]).astype(int), w_star


@given(st.integers(0, 10_000))
def test_quantities_agree_with_loops(seed):
    """Radius, margin and bound, for weights of any length."""
    X, y, w_star = separable(seed)

    assert pytest.approx(oracles.convergence(X, y, w_star)) == convergence_quantities(X, y, w_star)


@given(st.integers(0, 10_000), st.sampled_from(["cyclic", "random"]))
def test_no_run_makes_more_updates_than_the_bound(seed, order):
    """Novikoff's theorem, whatever the order of visits."""
    X, y, w_star = separable(seed)
    _, history, converged = perceptron_fit(X, y, 10_000, order, np.random.default_rng(seed))

    assert converged
    assert len(history) <= convergence_quantities(X, y, w_star)[2]


VECTORS = arrays(float, 3, elements=st.floats(-5, 5, width=32))


@given(VECTORS, VECTORS, st.sampled_from([-1, 1]))
def test_an_update_turns_the_weights_towards_the_example(w, x, y):
    """The cosine grows, unless weights and example lie on one line."""
    lengths = [np.linalg.norm(v) for v in (w, x, w + y * x)]
    assume(min(lengths) > 1e-3)
    assume(np.linalg.norm(np.cross(w, x)) > 1e-3 * lengths[0] * lengths[1])
    before, after = angle_after_update(w, x, y)

    assert pytest.approx(oracles.cosine(w, y * x), abs=1e-9) == before
    assert pytest.approx(oracles.cosine(w + y * x, y * x), abs=1e-9) == after
    assert before < after
