"""The network against differences, obvious loops and scikit-learn's own network."""

import math

import numpy as np
import pytest
from sklearn.neural_network import MLPClassifier

from reference.network import MLP
from tests.reference.test_losses import differences

SIZES = [(3, 4), (3, 5, 2), (4, 3, 5, 3)]


def drawn(sizes, activation, loss, seed=0):
    """Return a network whose biases are drawn as well."""
    rng = np.random.default_rng(seed)
    model = MLP(sizes, activation, loss, rng)
    model.params = {name: rng.normal(size=value.shape) for name, value in model.params.items()}
    return model, rng.normal(size=(5, sizes[0])), rng.integers(sizes[-1], size=5)


def one_output(model, x, depth):
    """Return the scores of one example, unit by unit."""
    out = [float(value) for value in x]
    for k in range(1, depth + 1):
        W, b = model.params[f"W{k}"], model.params[f"b{k}"]
        sums = [sum(out[i] * W[i, j] for i in range(len(out))) + b[j] for j in range(len(b))]
        squash = model.loss == "quadratic" if k == depth else model.activation == "sigmoid"
        cut = k < depth and model.activation == "relu"
        out = [1 / (1 + math.exp(-s)) if squash else max(s, 0.0) if cut else s for s in sums]
    return out


@pytest.mark.parametrize("sizes", SIZES, ids=str)
@pytest.mark.parametrize("activation", ["sigmoid", "relu"])
@pytest.mark.parametrize("loss", ["cross_entropy", "quadratic"])
def test_scores_agree_with_loops(sizes, activation, loss):
    """Unit by unit, example by example."""
    model, X, _ = drawn(sizes, activation, loss)
    expected = [one_output(model, x, len(sizes) - 1) for x in X]

    assert np.array(expected) == pytest.approx(model.scores(X), rel=1e-12)
    assert np.argmax(expected, axis=1).tolist() == model.predict(X).tolist()


@pytest.mark.parametrize("sizes", SIZES, ids=str)
@pytest.mark.parametrize("activation", ["sigmoid", "relu"])
@pytest.mark.parametrize("loss", ["cross_entropy", "quadratic"])
def test_gradients_are_slopes(sizes, activation, loss):
    """Every entry of every array; no unit is near its kink here."""
    model, X, y = drawn(sizes, activation, loss, seed=1)
    _, grads = model.loss_and_grads(X, y)
    for name, value in model.params.items():

        def at(array, name=name):
            other = MLP(sizes, activation, loss, np.random.default_rng(0))
            other.params = model.params | {name: array}
            return other.loss_and_grads(X, y)[0]

        assert differences(at, value) == pytest.approx(grads[name], abs=1e-7)


def test_gradients_agree_with_scikit_learn():
    """One full-batch step of its plain SGD, from our weights, is a step along our gradients."""
    model, X, y = drawn((3, 4, 3), "relu", "cross_entropy", seed=2)
    y = np.array([0, 1, 2, 1, 0])
    theirs = MLPClassifier((4,), alpha=0.0, solver="sgd", momentum=0.0, batch_size=5, learning_rate_init=0.1)
    theirs.partial_fit(X, y, classes=[0, 1, 2])
    theirs.coefs_ = [model.params["W1"].copy(), model.params["W2"].copy()]
    theirs.intercepts_ = [model.params["b1"].copy(), model.params["b2"].copy()]
    theirs._optimizer.params = theirs.coefs_ + theirs.intercepts_
    theirs.partial_fit(X, y)
    model.fit(X, y, 0.1, 1, 5, np.random.default_rng(0))

    assert theirs.coefs_[0] == pytest.approx(model.params["W1"], rel=1e-10)
    assert theirs.coefs_[1] == pytest.approx(model.params["W2"], rel=1e-10)
    assert theirs.intercepts_[1] == pytest.approx(model.params["b2"], rel=1e-10)


def test_training_goes_on_where_it_stopped():
    """Two calls of fit are one, as long as the generator goes on as well."""
    once, X, y = drawn((3, 4, 2), "relu", "cross_entropy")
    twice, _, _ = drawn((3, 4, 2), "relu", "cross_entropy")
    rng = np.random.default_rng(4)
    losses = once.fit(X, y, 0.1, 4, 2, np.random.default_rng(4))

    assert losses == twice.fit(X, y, 0.1, 2, 2, rng) + twice.fit(X, y, 0.1, 2, 2, rng)
    assert once.params["W1"].tolist() == twice.params["W1"].tolist()


def test_equal_units_stay_equal():
    """What zero weights do to a hidden layer: its units never differ."""
    model, X, y = drawn((3, 4, 2), "sigmoid", "cross_entropy")
    model.params = {name: np.zeros_like(value) for name, value in model.params.items()}
    model.fit(X, y, 0.5, 20, 2, np.random.default_rng(0))

    assert np.ptp(model.params["W1"], axis=1).max() == 0.0
