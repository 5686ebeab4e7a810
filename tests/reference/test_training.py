"""Gradient descent against closed forms, batches against what shuffling means, the 1/m law against its derivation."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.training import gradient_descent, gradient_variance, minibatches, train_sgd


@given(st.floats(-8, 8), st.floats(0.01, 0.4), st.integers(0, 12))
def test_a_parabola_shrinks_geometrically(x, eta, steps):
    """After k steps on x^2 the distance is (1 - 2 eta)^k times what it was."""
    params, _ = gradient_descent(lambda p: {"x": 2 * p["x"]}, {"x": np.array([x])}, eta, steps)

    assert x * (1 - 2 * eta) ** steps == pytest.approx(params["x"][0], rel=1e-9, abs=1e-300)


def test_descent_finds_the_minimum_of_a_bowl():
    """Two arrays, the solution of linear equations, and a stop where every slope is small."""
    rng = np.random.default_rng(0)
    A, target = rng.normal(size=(6, 3)), rng.normal(size=6)

    def slope(params):
        errors = A @ params["w"] + params["b"] - target
        return {"w": A.T @ errors, "b": np.array([errors.sum()])}

    start = {"w": np.zeros(3), "b": np.zeros(1)}
    params, taken = gradient_descent(slope, start, 0.05, 100_000, tol=1e-9)
    best = np.linalg.lstsq(np.column_stack([A, np.ones(6)]), target, rcond=None)[0]

    assert best == pytest.approx(np.concatenate([params["w"], params["b"]]), abs=1e-6)
    assert taken < 100_000
    assert max(np.abs(each).max() for each in slope(params).values()) <= 1e-9
    assert [0.0] * 3 == start["w"].tolist()


@given(st.integers(0, 20), st.integers(1, 25), st.booleans(), st.integers(0, 99))
def test_batches_hold_everything_once(n, size, drop_last, seed):
    """All of 0 .. n-1, or all but what is left over."""
    batches = list(minibatches(n, size, np.random.default_rng(seed), drop_last))
    met = sorted(int(i) for batch in batches for i in batch)
    full, rest = divmod(n, size)

    assert [size] * full + [rest] * (rest > 0 and not drop_last) == [len(batch) for batch in batches]
    assert len(set(met)) == len(met) == (full * size if drop_last else n)
    assert set(met) <= set(range(n))


def test_every_example_may_come_first():
    """Among 2,000 shuffles of five, each begins about 400 times: 5 standard deviations are 90."""
    rng = np.random.default_rng(5)
    firsts = np.bincount([next(iter(minibatches(5, 2, rng)))[0] for _ in range(2000)], minlength=5)

    assert np.abs(firsts - 400).max() < 90


def test_training_follows_its_batches():
    """The same steps in plain loops, with the same shuffles."""
    rng = np.random.default_rng(1)
    X, y = rng.normal(size=(7, 2)), rng.normal(size=7)

    def mean_square(params, X, y):
        errors = X @ params["w"] - y
        return np.mean(errors**2), {"w": 2 * X.T @ errors / len(X)}

    found, losses = train_sgd(mean_square, {"w": np.ones(2)}, X, y, 0.1, 3, 3, np.random.default_rng(2))
    w, expected, orders = [1.0, 1.0], [], np.random.default_rng(2)
    for _ in range(3):
        order, total = orders.permutation(7), 0.0
        for rows in (order[:3], order[3:6], order[6:]):
            errors = [sum(w[j] * X[i, j] for j in (0, 1)) - y[i] for i in rows]
            total += sum(error**2 for error in errors)
            slopes = [2 * sum(e * X[i, j] for e, i in zip(errors, rows, strict=True)) / len(rows) for j in (0, 1)]
            w = [w[j] - 0.1 * slopes[j] for j in (0, 1)]
        expected.append(total / 7)

    assert w == pytest.approx(found["w"].tolist(), rel=1e-12)
    assert expected == pytest.approx(losses, rel=1e-12)


@pytest.mark.parametrize("m", [1, 2, 5, 40])
def test_scatter_falls_like_one_over_m(m):
    """Within 5 standard errors of V / m, which are 5 sqrt(2 / 3000) = 13 % for a single normal entry."""
    gradients = np.random.default_rng(3).normal(size=(20, 1))
    V = float(((gradients - gradients.mean()) ** 2).mean())

    assert V / m == pytest.approx(gradient_variance(gradients, m, 3000, np.random.default_rng(m)), rel=0.13)
