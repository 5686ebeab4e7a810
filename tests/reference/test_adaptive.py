"""The adaptive optimizers against explicit sums over all past gradients, and against a library."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.neural_network._stochastic_optimizers import AdamOptimizer

from reference.adaptive import AdaGrad, Adam, RMSProp
from reference.losses import cross_entropy

STEPS = 12
POINTS = st.integers(0, 99).map(lambda number: np.random.default_rng(number).normal(size=(STEPS, 3)))


def walk(optimizer, slopes):
    """Return where an optimizer leads from 0, after each step."""
    params, path = {"w": np.zeros(slopes.shape[1])}, []
    for slope in slopes:
        params = optimizer.step(params, {"w": slope})
        path.append(params["w"])
    return np.array(path)


@given(POINTS)
def test_adagrad_divides_by_the_length_of_the_past(slopes):
    """Each step is the gradient by the Euclidean norm of all of that coordinate so far."""
    norms = [[float(np.linalg.norm(slopes[: t + 1, k])) for k in range(3)] for t in range(STEPS)]

    assert -0.5 * np.cumsum(slopes / (np.array(norms) + 1e-7), axis=0) == pytest.approx(walk(AdaGrad(0.5), slopes))


@given(POINTS, st.floats(0.0, 0.99))
def test_rmsprop_weighs_the_past_by_powers(slopes, rho):
    """After t steps the square of step i has the weight (1 - rho) rho^(t-i)."""
    average = [sum((1 - rho) * rho ** (t - i) * slopes[i] ** 2 for i in range(t + 1)) for t in range(STEPS)]
    expected = -0.1 * np.cumsum(slopes / (np.sqrt(average) + 1e-6), axis=0)

    assert expected == pytest.approx(walk(RMSProp(0.1, rho), slopes), rel=1e-8, abs=1e-10)


@given(POINTS, st.floats(0.0, 0.95), st.floats(0.0, 0.999))
def test_the_averages_of_adam_are_weighted_means(slopes, beta1, beta2):
    """With the correction the weights of all gradients add up to 1: a weighted mean, which starts nowhere."""
    expected, place = [], np.zeros(3)
    for t in range(STEPS):
        first, second = (np.array([beta ** (t - i) for i in range(t + 1)]) for beta in (beta1, beta2))
        mean = np.average(slopes[: t + 1], axis=0, weights=first)
        square = np.average(slopes[: t + 1] ** 2, axis=0, weights=second)
        place = place - 0.1 * mean / (np.sqrt(square) + 1e-8)
        expected.append(place)

    assert np.array(expected) == pytest.approx(walk(Adam(0.1, beta1, beta2), slopes), rel=1e-8, abs=1e-9)


def test_adam_walks_as_the_library_does():
    """scikit-learn's, which adds delta to the uncorrected root: with a tiny delta both agree to 1e-9 for 200 steps."""
    slopes = np.random.default_rng(1).normal(size=(200, 4))
    theirs, path = [np.zeros(4)], []
    library = AdamOptimizer(theirs, learning_rate_init=0.01, beta_1=0.9, beta_2=0.999, epsilon=1e-14)
    for slope in slopes:
        library.update_params(theirs, [slope])
        path.append(theirs[0].copy())

    assert np.array(path) == pytest.approx(walk(Adam(0.01, delta=1e-14), slopes), abs=1e-9)


def test_adam_moves_nothing_without_a_gradient():
    """What has no gradient is the same array afterwards, though it moved before."""
    params, adam = {"w": np.ones(2), "v": np.ones(2)}, Adam(0.1)
    moved = adam.step(params, {"w": np.ones(2), "v": np.ones(2)})
    again = adam.step(moved, {"w": np.ones(2)})

    assert again["v"] is moved["v"]
    assert (again["w"] < moved["w"]).all()
    np.testing.assert_array_equal(params["w"], np.ones(2))


@pytest.mark.parametrize("optimizer", [AdaGrad, RMSProp, Adam], ids=["AdaGrad", "RMSProp", "Adam"])
def test_the_scale_of_the_loss_does_not_matter(optimizer):
    """A thousand times the gradient gives the same walk: all three divide by the size of their gradients."""
    slopes = np.random.default_rng(2).normal(size=(STEPS, 3)) + 0.1
    small, large = (walk(optimizer(0.1, delta=1e-14), factor * slopes) for factor in (1.0, 1000.0))

    assert small == pytest.approx(large, rel=1e-9)


def test_the_printed_adam_runs_away():
    """Erratum E04: with the first moment taken from the second the walk on a bowl ends far from its minimum."""
    w, s, r = np.array([1.0, 1.0]), np.zeros(2), np.zeros(2)
    params, adam = {"w": w.copy()}, Adam(0.1)
    for t in range(1, 1001):
        slope = w * [1.0, 20.0]
        s, r = 0.9 * r + 0.1 * slope, 0.999 * r + 0.001 * slope**2
        w = w - 0.1 * (s / (1 - 0.9**t)) / (1e-8 + np.sqrt(r / (1 - 0.999**t)))
        params = adam.step(params, {"w": params["w"] * [1.0, 20.0]})

    assert np.abs(params["w"]).max() < 1e-3 < 10 < np.abs(w).max()


def test_adam_learns_a_softmax_regression():
    """Three classes around three points: the loss comes down to that of a converged plain descent."""
    rng = np.random.default_rng(3)
    X, y = np.vstack([rng.normal(c, 1.0, size=(40, 2)) for c in (-2, 0, 2)]), np.repeat([0, 1, 2], 40)
    params, plain, adam = {"W": np.zeros((2, 3)), "b": np.zeros(3)}, [np.zeros((2, 3)), np.zeros(3)], Adam(0.1)
    for _ in range(1500):
        loss, dZ = cross_entropy(X @ params["W"] + params["b"], y)
        params = adam.step(params, {"W": X.T @ dZ, "b": dZ.sum(axis=0)})
        other, dZ = cross_entropy(X @ plain[0] + plain[1], y)
        plain = [plain[0] - 0.5 * X.T @ dZ, plain[1] - 0.5 * dZ.sum(axis=0)]

    assert other == pytest.approx(loss, abs=1e-3)
