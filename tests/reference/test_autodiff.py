"""A Value's grads are the slopes of whatever was computed, however it was computed."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.autodiff import Value
from tests.reference import oracles

UNARY = {
    "exp": (lambda v: v.exp(), math.exp),
    "tanh": (lambda v: v.tanh(), math.tanh),
    "relu": (lambda v: v.relu(), lambda x: max(x, 0.0)),
    "maximum": (lambda v: v.maximum(0.25), lambda x: max(x, 0.25)),
    "negative": (lambda v: -v, lambda x: -x),
    "cube": (lambda v: v**3, lambda x: x**3),
    "from the left": (lambda v: 3 - 2 * v + 1 / (v * v + 2.0), lambda x: 3 - 2 * x + 1 / (x * x + 2)),
    "from the right": (lambda v: (v - 3) * 2 + (v + 1) / 4, lambda x: (x - 3) * 2 + (x + 1) / 4),
}


@pytest.mark.parametrize("name", UNARY)
@given(x=st.floats(-2, 2).filter(lambda x: min(abs(x), abs(x - 0.25)) > 1e-3))
def test_one_argument(name, x):
    """Data and slope of each operation, away from kinks."""
    make, plain = UNARY[name]
    leaf = Value(x)
    out = make(leaf)
    out.backward()

    assert plain(x) == pytest.approx(out.data)
    assert oracles.numeric_gradient(lambda v: plain(v[0]), [x])[0] == pytest.approx(leaf.grad, rel=1e-6, abs=1e-8)


def computed(seed, leaves):
    """Compute a random graph of twelve operations on Values or on floats."""
    rng, nodes = np.random.default_rng(seed), list(leaves)
    for _ in range(12):
        a, b = (nodes[i] for i in rng.integers(len(nodes), size=2))
        kind = rng.integers(4)
        nodes.append([lambda a, b: a + b, lambda a, b: a * b, lambda a, b: a - b, squashed][kind](a, b))
    return nodes[-1] + nodes[-2] * nodes[-3]


def squashed(a, b):
    """Keep numbers small, by tanh of whatever they are."""
    return (a * b).tanh() if isinstance(a, Value) else math.tanh(a * b)


@given(st.integers(0, 10_000))
def test_random_graphs_agree_with_measured_slopes(seed):
    """Each number may be used several times and reach the end along many paths."""
    x = np.random.default_rng(seed).uniform(-0.8, 0.8, size=3).tolist()
    leaves = [Value(number) for number in x]
    out = computed(seed, leaves)
    out.backward()
    slopes = oracles.numeric_gradient(lambda v: computed(seed, v), x)

    assert computed(seed, x) == pytest.approx(out.data)
    assert slopes == pytest.approx([leaf.grad for leaf in leaves], rel=1e-5, abs=1e-6)


def test_backward_twice_and_from_another_end():
    """What an earlier call left in grad is forgotten."""
    x, y = Value(2.0), Value(5.0)
    product = x * y
    first, second = product + x, product * product
    first.backward()
    second.backward()
    second.backward()

    assert (20.0, 100.0, 40.0) == (product.grad, x.grad, y.grad)


def test_a_chain_is_no_matter_of_depth():
    """Ten times as long as what Python's own stack would bear."""
    x = Value(1.0)
    out = x
    for _ in range(10_000):
        out = out + 0.25
    out.backward()

    assert (2501.0, 1.0) == (out.data, x.grad)


def test_zero_is_a_base_and_an_exponent():
    """x ** 0 is 1 with slope 0 also where x is 0, and x ** 1 has slope 1 there."""
    for exponent, slope in ((0, 0.0), (1, 1.0), (2, 0.0)):
        x = Value(0.0)
        (x**exponent).backward()

        assert slope == x.grad
