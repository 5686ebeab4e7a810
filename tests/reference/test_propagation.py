"""Signals, dead units and twins: against SciPy, loops, laws that can be derived, and the lecture's claims."""

import numpy as np
import pytest
from scipy.spatial.distance import pdist

from grader.data.datasets import DataSource
from reference.propagation import (
    dead_by_rate,
    dead_fraction,
    relu_network,
    signal_propagation,
    symmetry_spread,
    train_network,
)


@pytest.mark.parametrize(("N", "M"), [(1, 30), (3, 64), (5, 7)])
def test_a_unit_is_dead_if_no_example_moves_it(N, M):
    """Counted one by one."""
    pres = np.random.default_rng(N).normal(size=(N, M))
    dead = [all(row[m] <= 0 for row in pres) for m in range(M)]

    assert sum(dead) / M == dead_fraction(pres)


def test_the_spread_is_the_largest_distance():
    """SciPy's distances between all pairs; a single unit has none."""
    W = np.random.default_rng(0).normal(size=(6, 9))

    assert pdist(W.T).max() == pytest.approx(symmetry_spread(W), rel=1e-13)
    assert 0.0 == symmetry_spread(W[:, :1])


@pytest.mark.parametrize("value", [0.0, 0.05, -0.3])
def test_equal_units_stay_equal(value):
    """A network that starts with one number everywhere has twins for hidden units, whatever it learns."""
    rng = np.random.default_rng(1)
    X, y = rng.normal(size=(80, 6)), np.arange(80) % 3
    start = {name: np.full(each.shape, value) for name, each in relu_network(6, 3, rng).items()}
    after = train_network(start, X, y, 0.2, 40, 16, rng)

    assert symmetry_spread(after["W1"]) < 1e-9
    assert symmetry_spread(train_network(relu_network(6, 3, rng), X, y, 0.2, 40, 16, rng)["W1"]) > 0.5


def test_the_variance_goes_by_n_var_w_with_every_layer():
    """Without activation, 200 units of weights with variance 4 / 200: the strength doubles each time, within 5 %."""
    rms = signal_propagation(
        5, 200, lambda m, n, rng: rng.normal(0, np.sqrt(4 / m), (m, n)), lambda pre: pre, np.random.default_rng(2)
    )

    assert [2.0] * 5 == pytest.approx((rms / np.array([1, *rms[:-1]])).tolist(), rel=0.1)


def test_layers_follow_each_other():
    """In plain loops, with the same draws."""
    rng, found = np.random.default_rng(3), np.random.default_rng(3)
    out, strengths = rng.normal(size=(200, 5)), []
    for _ in range(3):
        W = rng.normal(size=(5, 5))
        out = np.tanh(np.array([[float(row @ W[:, m]) for m in range(5)] for row in out]))
        strengths.append(np.sqrt(sum(float(v) ** 2 for v in out.ravel()) / out.size))

    assert strengths == pytest.approx(
        signal_propagation(3, 5, lambda m, n, rng: rng.normal(size=(m, n)), np.tanh, found).tolist(), rel=1e-12
    )


def test_large_rates_kill():
    """The claim of 10.9, on the digits with one key."""
    source = DataSource(b"claim")
    X, y = source.dataset("digits/train_inputs"), source.dataset("digits/train_labels")
    low, high = dead_by_rate([0.1, 2.0], X, y, np.random.default_rng(4))

    assert low <= 0.15
    assert high >= 0.6


def test_every_rate_has_the_same_start():
    """The rate 0 leaves the start as it is: equal shares."""
    found = dead_by_rate([0.0] * 4, np.ones((3, 4)), np.array([0, 1, 0]), np.random.default_rng(5))

    assert [found[0]] * 4 == found.tolist()
