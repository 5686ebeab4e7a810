"""Backpropagation agrees with loops over nodes, with measured slopes, with a graph of Values, and with itself."""

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference.autodiff import Value
from reference.backpropagation import node_deltas, node_forward, node_gradients
from reference.gradients import numeric_gradient
from reference.notations import from_s2, from_s4, gradients_s2, gradients_s4
from tests.reference import oracles

PLAIN = {
    "sigmoid": oracles.sigmoid,
    "tanh": math.tanh,
    "relu": lambda z: max(z, 0.0),
    "identity": lambda z: z,
}
SIZES = ((3, 2), (2, 4, 3), (4, 3, 5, 2), (3, 5, 2, 4, 3))
networks = pytest.mark.parametrize("sizes", SIZES, ids=str)
activations = pytest.mark.parametrize("activation", PLAIN)


def drawn(seed, sizes, N=3):
    rng = np.random.default_rng(seed)
    weights = [rng.normal(size=pair) for pair in pairwise(sizes)]
    biases = [rng.normal(size=size) for size in sizes[1:]]
    return weights, biases, rng.normal(size=(N, sizes[0])), rng.normal(size=(N, sizes[-1]))


def cost_of_loops(weights, biases, X, Y, activation):
    """Return the mean cost by loops over examples and units."""
    total = 0.0
    for x, y in zip(X, Y, strict=True):
        for W, b in zip(weights, biases, strict=True):
            x = [PLAIN[activation](z) for z in oracles.layer(x, W, b)]
        total += sum((out - target) ** 2 for out, target in zip(x, y, strict=True))
    return total / len(X)


def gradients(weights, biases, X, Y, activation):
    pres, outs = node_forward(weights, biases, X, activation)
    return node_gradients(outs, node_deltas(weights, pres, outs, Y, activation))


@networks
@activations
def test_gradients_are_the_slopes_of_loops(sizes, activation):
    """By every weight and every bias, one to four layers."""
    weights, biases, X, Y = drawn(len(sizes), sizes)
    dWs, dbs = gradients(weights, biases, X, Y, activation)
    for k in range(len(weights)):

        def of_weights(W, k=k):
            return cost_of_loops([*weights[:k], W, *weights[k + 1 :]], biases, X, Y, activation)

        def of_biases(b, k=k):
            return cost_of_loops(weights, [*biases[:k], b, *biases[k + 1 :]], X, Y, activation)

        np.testing.assert_allclose(dWs[k], numeric_gradient(of_weights, weights[k], 1e-5), rtol=1e-6, atol=1e-7)
        np.testing.assert_allclose(dbs[k], numeric_gradient(of_biases, biases[k], 1e-5), rtol=1e-6, atol=1e-7)


@networks
def test_gradients_are_those_of_a_graph_of_values(sizes):
    """Two independent ways to differentiate the same network of tanh units, to 12 digits."""
    weights, biases, X, Y = drawn(7, sizes, N=2)
    leaves = [[[Value(w) for w in row] for row in W] for W in weights]
    ends = [[Value(b) for b in each] for each in biases]
    cost = Value(0.0)
    for x, y in zip(X, Y, strict=True):
        outs = [Value(number) for number in x]
        for W, b in zip(leaves, ends, strict=True):
            outs = [sum((o * W[j][k] for j, o in enumerate(outs)), b[k]).tanh() for k in range(len(b))]
        cost = cost + sum(((o - t) ** 2 for o, t in zip(outs, y, strict=True)), Value(0.0)) * 0.5
    cost.backward()
    dWs, dbs = gradients(weights, biases, X, Y, "tanh")

    for W, dW in zip(leaves, dWs, strict=True):
        np.testing.assert_allclose([[w.grad for w in row] for row in W], dW, rtol=1e-11, atol=1e-13)
    for b, db in zip(ends, dbs, strict=True):
        np.testing.assert_allclose([each.grad for each in b], db, rtol=1e-11, atol=1e-13)


@networks
@activations
def test_deltas_are_slopes_by_single_pre_activations(sizes, activation):
    """A bias moves one pre-activation of one example: the slope of that example's own cost is its delta."""
    weights, biases, X, Y = drawn(11, sizes, N=4)
    pres, outs = node_forward(weights, biases, X, activation)
    deltas = node_deltas(weights, pres, outs, Y, activation)
    for i in range(len(X)):
        for k, delta in enumerate(deltas):

            def of_biases(b, k=k, i=i):
                moved = [*biases[:k], b, *biases[k + 1 :]]
                return cost_of_loops(weights, moved, X[i : i + 1], Y[i : i + 1], activation)

            np.testing.assert_allclose(delta[i], numeric_gradient(of_biases, biases[k], 1e-5), rtol=1e-6, atol=1e-7)


@settings(max_examples=20)
@given(st.integers(0, 10_000), st.sampled_from([1, 7]))
def test_three_notations_agree(seed, N):
    """The forms of S2 and S4 are ours, turned and halved, to 12 digits."""
    weights, biases, X, Y = drawn(seed, (4, 3, 2), N)
    dWs, dbs = gradients(weights, biases, X, Y, "sigmoid")
    for_ws, for_bs = gradients_s2([W.T for W in weights], biases, X, Y, "sigmoid")
    V, W = (np.column_stack([b, M.T]) for b, M in zip(biases, weights, strict=True))
    for_vs = gradients_s4(V, W, X, Y)

    for k in (0, 1):
        np.testing.assert_allclose(2 * for_ws[k].T, dWs[k], rtol=1e-12, atol=1e-14)
        np.testing.assert_allclose(2 * for_bs[k], dbs[k], rtol=1e-12, atol=1e-14)
        np.testing.assert_allclose(2 * for_vs[k], np.column_stack([dbs[k], dWs[k].T]), rtol=1e-12, atol=1e-14)


def test_adapters_compute_the_formulas_of_their_lectures():
    """Upright vectors for S2, leading ones for S4."""
    weights, biases, X, _ = drawn(5, (3, 4, 2))
    a = X.T
    for W, b in zip(weights, biases, strict=True):
        a = np.tanh(W.T @ a + b[:, None])
    V, W = (np.column_stack([b, M.T]) for b, M in zip(biases, weights, strict=True))
    ones = np.ones((1, len(X)))
    h = np.vstack([ones, np.tanh(V @ np.vstack([ones, X.T]))])

    turned = from_s2([M.T for M in weights], biases)
    np.testing.assert_allclose(node_forward(*turned, X, "tanh")[1][-1], a.T, rtol=1e-14)
    np.testing.assert_allclose(node_forward(*from_s4(V, W), X, "tanh")[1][-1], np.tanh(W @ h).T, rtol=1e-14)


def test_padding_gives_the_weights_behind_it_a_gradient():
    """E66: half of the delta, since a padded sigmoid unit puts out 1/2; real parameters notice nothing."""
    (first, second), biases, X, Y = drawn(3, (2, 3, 1))
    padded = [np.pad(first, ((0, 0), (0, 1))), np.pad(second, ((0, 1), (0, 0)))]
    more = [np.pad(biases[0], (0, 1)), biases[1]]
    dWs, dbs = gradients([first, second], biases, X, Y, "sigmoid")
    wide, ends = gradients(padded, more, X, Y, "sigmoid")

    np.testing.assert_allclose(wide[0], np.pad(dWs[0], ((0, 0), (0, 1))), rtol=1e-13)
    np.testing.assert_allclose(wide[1][:3], dWs[1], rtol=1e-13)
    np.testing.assert_allclose(wide[1][3], 0.5 * dbs[1], rtol=1e-13)
    np.testing.assert_allclose(ends[0], np.pad(dbs[0], (0, 1)), rtol=1e-13)


ON_PAPER = (
    np.array([[0.1, -0.2, 0.3], [0.4, 0.5, -0.6]]),
    np.array([0.05, -0.15, 0.25]),
    np.array([[0.7], [-0.8], [0.9]]),
    np.array([-0.35]),
)
"""Weights and biases of a 2-3-1 network of tanh units, for a value that anybody can work out on paper."""


def test_a_network_on_paper():
    """One example through a 2-3-1 network of tanh units, each factor of each delta written out."""
    first, b, second, c = ON_PAPER
    x, y = (1.0, -2.0), 0.5
    sums = [x[0] * first[0][k] + x[1] * first[1][k] + b[k] for k in range(3)]
    h = [math.tanh(z) for z in sums]
    out = math.tanh(sum(h[k] * second[k][0] for k in range(3)) + c[0])
    last = 2 * (out - y) * (1 - out**2)
    hidden = [last * second[k][0] * (1 - h[k] ** 2) for k in range(3)]
    dWs, dbs = gradients([first, second], [b, c], np.array([x]), np.array([[y]]), "tanh")

    assert [[last * each] for each in h] == [pytest.approx(row.tolist()) for row in dWs[1]]
    assert [[number * each for each in hidden] for number in x] == [pytest.approx(row.tolist()) for row in dWs[0]]
    assert ([last], hidden) == (pytest.approx(dbs[1].tolist()), pytest.approx(dbs[0].tolist()))
