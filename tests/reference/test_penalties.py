"""The penalties against scikit-learn's ridge and plain loops, and where their steps lead."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import optimize
from sklearn.linear_model import Ridge

from reference.penalties import effective_parameters, l1_penalty, l2_penalty, l2_solution, l2_step

SEEDS = st.integers(0, 10_000)
SHAPES = {"W1": (3, 4), "b1": (4,), "W2": (4, 2), "b2": (2,), "filters": (2, 3, 2, 2)}


def drawn(seed):
    """Return parameters of a network."""
    rng = np.random.default_rng(seed)
    return {name: rng.normal(size=shape) for name, shape in SHAPES.items()}


def bowl(seed, n, flat=0):
    """Return a symmetric matrix without negative eigenvalues, some of them 0, and weights."""
    rng = np.random.default_rng(seed)
    A = rng.normal(size=(n + 2, n))
    A[:, :flat] = 0
    turn, _ = np.linalg.qr(rng.normal(size=(n, n)))
    return turn.T @ A.T @ A @ turn, rng.normal(size=n)


@pytest.mark.parametrize("power", [1, 2])
def test_penalties_are_sums_over_single_weights(power):
    """Entry by entry, biases left out."""
    params, value = drawn(0), 0.0
    for name in ("W1", "W2", "filters"):
        for w in params[name].ravel():
            value += 0.7 * abs(w) if power == 1 else 0.35 * w * w
    found, _ = (l1_penalty if power == 1 else l2_penalty)(params, 0.7)

    assert value == pytest.approx(found, rel=1e-12)


@pytest.mark.parametrize("penalty", [l1_penalty, l2_penalty], ids=["l1", "l2"])
def test_gradients_are_those_of_scipy(penalty):
    """Differences of the value, for every entry of every array."""
    params = drawn(1)
    flat = np.concatenate([array.ravel() for array in params.values()])

    def value(point):
        parts = np.split(point, np.cumsum([np.prod(shape) for shape in SHAPES.values()])[:-1])
        shaped = {name: part.reshape(SHAPES[name]) for name, part in zip(SHAPES, parts, strict=True)}
        return penalty(shaped, 0.7)[0]

    expected = optimize.approx_fprime(flat, value, 1e-7)
    found = np.concatenate([array.ravel() for array in penalty(params, 0.7)[1].values()])

    assert expected == pytest.approx(found, abs=1e-5)  # the error of a one-sided difference


def test_steps_end_at_the_ridge_of_scikit_learn():
    """Gradient descent on half the summed squares plus the penalty, with a bias that is free."""
    rng = np.random.default_rng(2)
    X, y = rng.normal(size=(40, 3)), rng.normal(size=40)
    params = {"W": np.zeros((3, 1)), "b": np.zeros(1)}
    for _ in range(2000):
        errors = X @ params["W"][:, 0] + params["b"] - y
        params = l2_step(params, {"W": (X.T @ errors)[:, None], "b": errors.sum()[None]}, 5.0, 0.01)
    model = Ridge(alpha=5.0, tol=1e-12).fit(X, y)

    assert model.coef_ == pytest.approx(params["W"][:, 0], rel=1e-8)
    assert model.intercept_ == pytest.approx(params["b"][0], rel=1e-8)


@given(SEEDS, st.integers(1, 6), st.floats(1e-3, 1e3))
def test_the_solution_balances_both_slopes(seed, n, a):
    """H (w - w*) + a w = 0, also where H is flat in some direction."""
    H, w_star = bowl(seed, n, flat=seed % n)
    w = l2_solution(H, w_star, a)

    assert np.zeros(n) == pytest.approx(H @ (w - w_star) + a * w, abs=1e-8)


@given(SEEDS, st.integers(1, 6), st.floats(1e-3, 1e3))
def test_effective_parameters_are_the_trace_of_the_solution(seed, n, a):
    """The share of w* that is left, added up over any axes: the trace of the map from w* to w."""
    H, _ = bowl(seed, n, flat=seed % n)
    columns = np.array([l2_solution(H, axis, a) for axis in np.eye(n)])

    assert np.trace(columns) == pytest.approx(effective_parameters(H, a), abs=1e-8)
