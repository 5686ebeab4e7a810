"""The family of the rectifier against definitions in plain Python, and their slopes against differences."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.rectifiers import ELU, LeakyReLU, Maxout, ReLU, RReLU
from tests.reference.layer_oracles import differences

LAYERS = {
    "ReLU": (ReLU(), lambda x: max(x, 0.0)),
    "LeakyReLU": (LeakyReLU(0.1), lambda x: x if x > 0 else 0.1 * x),
    "steep LeakyReLU": (LeakyReLU(3.0), lambda x: x if x > 0 else 3.0 * x),
    "RReLU in tests": (RReLU(0.2, 0.6, np.random.default_rng(0)), lambda x: x if x > 0 else 0.4 * x),
    "ELU": (ELU(1.0), lambda x: x if x > 0 else math.exp(x) - 1),
    "high ELU": (ELU(2.5), lambda x: x if x > 0 else 2.5 * (math.exp(x) - 1)),
}


@pytest.mark.parametrize("name", LAYERS)
@given(st.lists(st.floats(-30, 30), min_size=1, max_size=6))
def test_each_layer_is_its_definition(name, numbers):
    """Entry by entry, in test mode, whatever the shape."""
    layer, definition = LAYERS[name]
    out = layer.forward(np.array([numbers]), train=False)

    assert [definition(x) for x in numbers] == pytest.approx(out[0].tolist(), rel=1e-12, abs=1e-15)


@pytest.mark.parametrize("name", LAYERS)
def test_each_slope_is_a_difference_quotient(name):
    """Off the kink, with a drawn gradient from above."""
    layer, _ = LAYERS[name]
    rng = np.random.default_rng(1)
    x, dout = rng.uniform(0.2, 3, size=(4, 5)) * rng.choice([-1, 1], size=(4, 5)), rng.normal(size=(4, 5))
    right = differences(lambda at: float((layer.forward(at, train=False) * dout).sum()), x)
    layer.forward(x, train=False)

    assert right == pytest.approx(layer.backward(dout), rel=1e-7, abs=1e-8)


def test_random_slopes_are_uniform_and_kept():
    """10,000 slopes: mean and variance of a uniform distribution within five standard errors; backward has the same."""
    layer = RReLU(0.2, 0.6, np.random.default_rng(2))
    slopes = -layer.forward(np.full((100, 100), -1.0))

    assert 0.4 == pytest.approx(slopes.mean(), abs=5 * 0.4 / math.sqrt(12 * 10_000))
    assert 0.4**2 / 12 == pytest.approx(slopes.var(), rel=5 * math.sqrt(0.8 / 10_000))
    assert 0.2 <= slopes.min() < slopes.max() <= 0.6
    assert slopes.tolist() == layer.backward(np.ones((100, 100))).tolist()
    assert slopes.tolist() != (-layer.forward(np.full((100, 100), -1.0))).tolist()


def test_nothing_overflows():
    """An ELU and a ReLU far out; warnings are errors here."""
    x = np.array([[-1e6, -800.0, 800.0, 1e6]])

    assert [[-1.0, -1.0, 800.0, 1e6]] == ELU(1.0).forward(x).tolist()
    assert [[0.0, 0.0, 800.0, 1e6]] == ReLU().forward(x).tolist()


def maxout_in_loops(x, W, b):
    """The largest piece of each unit and example, one after the other."""
    pieces = range(len(W))
    return [[max(float(row @ W[j][:, m] + b[j][m]) for j in pieces) for m in range(W.shape[2])] for row in x]


def test_maxout_is_the_largest_piece():
    """Three pieces, four inputs, two units."""
    rng = np.random.default_rng(3)
    x, W, b = rng.normal(size=(5, 4)), rng.normal(size=(3, 4, 2)), rng.normal(size=(3, 2))

    assert np.array(maxout_in_loops(x, W, b)) == pytest.approx(Maxout(W, b).forward(x), rel=1e-12)


def test_the_gradients_of_maxout_are_difference_quotients():
    """By inputs, weights and biases."""
    rng = np.random.default_rng(4)
    point = [rng.normal(size=(5, 4)), rng.normal(size=(3, 4, 2)), rng.normal(size=(3, 2))]
    dout = rng.normal(size=(5, 2))
    layer = Maxout(*point[1:])
    layer.forward(point[0])
    found = layer.backward(dout)

    for i, gradient in enumerate(found):

        def value(at, i=i):
            x, W, b = [*point[:i], at, *point[i + 1 :]]
            return float((Maxout(W, b).forward(x) * dout).sum())

        assert differences(value, point[i]) == pytest.approx(gradient, rel=1e-6, abs=1e-8)


def test_the_first_of_equal_pieces_takes_the_slope():
    """Two equal pieces: the second gets nothing."""
    layer = Maxout(np.ones((2, 1, 1)), np.zeros((2, 1)))
    layer.forward(np.array([[2.0]]))
    _, dW, db = layer.backward(np.array([[1.0]]))

    assert [2.0, 0.0] == dW.ravel().tolist()
    assert [1.0, 0.0] == db.ravel().tolist()
