"""The losses against SciPy and scikit-learn, obvious loops, and differences of their own values."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import special
from sklearn.metrics import log_loss, mean_squared_error

from reference.activations import sigmoid
from reference.losses import bce_with_logits, cross_entropy, mse_loss, softmax

SHAPES = st.tuples(st.integers(1, 6), st.integers(1, 6))
LOGITS = SHAPES.flatmap(lambda shape: arrays(float, shape, elements=st.floats(-30, 30)))


def differences(loss, point, h=1e-6):
    """Return the gradient of a loss by centred differences, one entry after the other."""
    slope = np.zeros_like(point)
    for index in np.ndindex(point.shape):
        up, down = point.copy(), point.copy()
        up[index], down[index] = up[index] + h, down[index] - h
        slope[index] = (loss(up) - loss(down)) / (2 * h)
    return slope


@given(LOGITS)
def test_softmax_agrees_with_scipy(Z):
    """And each row adds up to 1."""
    P = softmax(Z)

    assert special.softmax(Z, axis=1) == pytest.approx(P, rel=1e-12)
    assert np.ones(len(Z)) == pytest.approx(P.sum(axis=1), rel=1e-12)


@given(LOGITS, st.sampled_from([-1e4, -1000.0, 0.5, 1000.0, 1e4]))
def test_softmax_does_not_see_a_shift(Z, shift):
    """Whatever is added to a row, as far as the sum keeps its digits."""
    assert softmax(Z) == pytest.approx(softmax(Z + shift), abs=1e-9)


def test_softmax_of_extreme_logits():
    """No warning (the suite makes errors of them), and nothing but 0, 1/2 and 1."""
    P = softmax(np.array([[-1e4, 1e4], [1e4, 1e4], [0.0, -1e4]]))

    assert [[0.0, 1.0], [0.5, 0.5], [1.0, 0.0]] == P.tolist()


@given(LOGITS.filter(lambda Z: Z.shape[1] > 1), st.data())
def test_cross_entropy_agrees_with_scikit_learn(Z, data):
    """Classes, against the loss of a library that takes probabilities."""
    N, K = Z.shape
    y = data.draw(arrays(int, N, elements=st.integers(0, K - 1)))
    expected = -special.log_softmax(Z, axis=1)[np.arange(N), y].mean()
    loss, _ = cross_entropy(Z, y)

    assert expected == pytest.approx(loss, rel=1e-12, abs=1e-14)
    if special.softmax(Z, axis=1).min() > 1e-12:  # the library clips below its smallest number
        assert log_loss(y, special.softmax(Z, axis=1), labels=range(K)) == pytest.approx(loss, rel=1e-6, abs=1e-9)


def test_one_hot_rows_are_classes():
    """Both forms of the same labels give the same loss and gradient."""
    rng = np.random.default_rng(0)
    Z, y = rng.normal(size=(6, 4)), rng.integers(4, size=6)
    (loss, slope), (soft_loss, soft_slope) = cross_entropy(Z, y), cross_entropy(Z, np.eye(4)[y])

    assert loss == soft_loss
    assert slope.tolist() == soft_slope.tolist()


@pytest.mark.parametrize("seed", range(5))
def test_slope_of_the_cross_entropy_is_its_slope(seed):
    """Soft rows, entry by entry."""
    rng = np.random.default_rng(seed)
    Z, Y = rng.normal(size=(4, 3)), rng.dirichlet(np.ones(3), size=4)

    assert differences(lambda at: cross_entropy(at, Y)[0], Z) == pytest.approx(cross_entropy(Z, Y)[1], abs=1e-8)


def test_a_hopeless_label_costs_its_distance():
    """Its logit is 20,000 below the largest."""
    loss, slope = cross_entropy(np.array([[-1e4, 1e4]]), np.array([0]))

    assert loss == 20_000.0
    assert [[-1.0, 1.0]] == slope.tolist()


@pytest.mark.parametrize("half", [False, True])
@pytest.mark.parametrize("reduction", ["mean", "sum"])
def test_squared_error_agrees_with_loops(half, reduction):
    """All four constants, loss and slope."""
    rng = np.random.default_rng(1)
    A, Y = rng.normal(size=(5, 3)), rng.normal(size=(5, 3))
    expected = sum((A[i, k] - Y[i, k]) ** 2 for i in range(5) for k in range(3))
    expected = expected / (2 if half else 1) / (5 if reduction == "mean" else 1)
    loss, slope = mse_loss(A, Y, half, reduction)

    assert expected == pytest.approx(loss, rel=1e-12)
    assert differences(lambda at: mse_loss(at, Y, half, reduction)[0], A) == pytest.approx(slope, abs=1e-8)


def test_squared_error_agrees_with_scikit_learn():
    """Whose mean is over all entries: ours is as many times larger as there are outputs."""
    rng = np.random.default_rng(2)
    A, Y = rng.normal(size=(7, 4)), rng.normal(size=(7, 4))

    assert 4 * mean_squared_error(Y, A) == pytest.approx(mse_loss(A, Y)[0], rel=1e-12)


@given(arrays(float, 6, elements=st.floats(-30, 30)), arrays(float, 6, elements=st.sampled_from([0.0, 0.25, 1.0])))
def test_binary_loss_is_that_of_two_classes(z, y):
    """A sigmoid is a softmax whose other logit is 0."""
    loss, slope = bce_with_logits(z, y)
    two, slopes = cross_entropy(np.column_stack([np.zeros(6), z]), np.column_stack([1 - y, y]))

    assert two == pytest.approx(loss, rel=1e-12, abs=1e-13)
    assert slopes[:, 1] == pytest.approx(slope, abs=1e-12)


def test_binary_loss_is_minus_the_log_likelihood():
    """Of targets that come true one after the other."""
    rng = np.random.default_rng(3)
    z, y = rng.normal(size=9), rng.integers(2, size=9).astype(float)
    likelihood = math.prod(p if target else 1 - p for p, target in zip(sigmoid(z), y, strict=True))

    assert -math.log(likelihood) / 9 == pytest.approx(bce_with_logits(z, y)[0], rel=1e-12)


def test_binary_loss_far_away_from_zero():
    """A confident mistake costs as much as its pre-activation is large."""
    loss, slope = bce_with_logits(np.array([1000.0, -1000.0]), np.array([0.0, 0.0]))

    assert loss == 500.0
    assert [0.5, 0.0] == slope.tolist()
