"""The given network against loops, differences and the network of assignment 7."""

import numpy as np
import pytest

from reference.mlp_functions import initial_params, input_gradient, layer_outputs, loss_and_grads, scores, train
from reference.network import MLP

SIZES = [(3, 4), (3, 5, 2), (4, 3, 5, 3)]


def drawn(sizes, seed=0, N=5):
    """Return parameters with drawn biases, inputs and classes."""
    rng = np.random.default_rng(seed)
    params = {name: rng.normal(size=value.shape) for name, value in initial_params(sizes, rng).items()}
    return params, rng.normal(size=(N, sizes[0])), rng.integers(sizes[-1], size=N)


def looped_scores(params, x):
    """Return the scores of one example, unit by unit."""
    out, depth = list(x), len(params) // 2
    for k in range(1, depth + 1):
        W, b = params[f"W{k}"], params[f"b{k}"]
        pre = [sum(out[i] * W[i, j] for i in range(len(out))) + b[j] for j in range(len(b))]
        out = pre if k == depth else [max(value, 0.0) for value in pre]
    return out


@pytest.mark.parametrize("sizes", SIZES, ids=str)
def test_scores_agree_with_loops(sizes):
    """Unit by unit, example by example."""
    params, X, _ = drawn(sizes)

    assert np.array([looped_scores(params, x) for x in X]) == pytest.approx(scores(params, X), rel=1e-12)


@pytest.mark.parametrize("sizes", SIZES, ids=str)
def test_losses_and_gradients_are_those_of_assignment_7(sizes):
    """Two implementations, one network."""
    params, X, y = drawn(sizes)
    model = MLP(sizes, "relu", "cross_entropy", np.random.default_rng(0))
    model.params = params
    expected, slopes = model.loss_and_grads(X, y)
    loss, grads = loss_and_grads(params, X, y)

    assert loss == pytest.approx(expected, rel=1e-12)
    assert set(slopes) == set(grads)
    for name, slope in slopes.items():
        np.testing.assert_allclose(grads[name], slope, rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize("sizes", SIZES, ids=str)
def test_input_gradients_are_slopes(sizes):
    """Central differences of a weighted sum of scores, pixel by pixel."""
    params, X, _ = drawn(sizes, seed=3)
    weights = np.random.default_rng(1).normal(size=(len(X), sizes[-1]))
    found = input_gradient(params, X, weights)
    h = 1e-6
    for i in range(X.shape[1]):
        step = h * np.eye(X.shape[1])[i]
        rise = ((scores(params, X + step) - scores(params, X - step)) * weights).sum(axis=1) / (2 * h)

        assert rise == pytest.approx(found[:, i], rel=1e-6, abs=1e-8)


def test_outputs_begin_with_the_inputs():
    """outs[0] is X, the last entry holds the scores."""
    params, X, _ = drawn((4, 3, 5, 3))
    outs = layer_outputs(params, X)

    np.testing.assert_array_equal(outs[0], X)
    np.testing.assert_array_equal(outs[-1], scores(params, X))
    assert [4, 3, 5, 3] == [out.shape[1] for out in outs]


def test_weights_have_the_variance_of_he():
    """Mean square 2 / fan_in within five standard errors; biases 0."""
    params = initial_params((200, 300, 10), np.random.default_rng(0))
    spread = (params["W1"] ** 2).mean() * 100

    assert spread == pytest.approx(1.0, abs=5 * np.sqrt(2 / 60_000))
    assert not params["b1"].any()


def test_the_same_start_leads_to_the_same_end():
    """Training on all examples at once draws nothing, lowers the loss and leaves its start alone."""
    params, X, y = drawn((4, 6, 3), N=30)
    before = {name: value.copy() for name, value in params.items()}
    first, again = train(params, X, y), train(params, X, y)

    assert loss_and_grads(first, X, y)[0] < loss_and_grads(params, X, y)[0] / 2
    for name, value in before.items():
        np.testing.assert_array_equal(params[name], value)
        np.testing.assert_array_equal(first[name], again[name])
