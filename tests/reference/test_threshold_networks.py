"""Networks of threshold units against unit-by-unit loops and whole truth tables."""

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.threshold_networks import ThresholdMLP, collapse_linear, memorizing_net, quadrant_detector, xor_net
from tests.reference import oracles


@st.composite
def networks(draw, last=None):
    """Draw layers of whole numbers, so that sums are exact and often 0, and inputs for them."""
    sizes = draw(st.lists(st.integers(1, 5), min_size=2, max_size=5))
    sizes = [*sizes, last] if last else sizes
    rng = np.random.default_rng(draw(st.integers(0, 10_000)))
    layers = [
        (rng.integers(-3, 4, size=(D, M)).astype(float), rng.integers(-3, 4, size=M).astype(float))
        for D, M in pairwise(sizes)
    ]
    return layers, rng.integers(-3, 4, size=(4, sizes[0])).astype(float)


def truth_table(net, n):
    """Return what a network puts out for all inputs of n bits, by loops."""
    return [oracles.fired(net, bits)[-1][0] for bits in product((0, 1), repeat=n)]


@given(networks())
def test_collapsed_layer_agrees_with_the_cascade(drawn):
    """One product gives what all layers give, one after the other."""
    layers, X = drawn
    W, b = collapse_linear(layers)

    assert [oracles.cascade(layers, x) for x in X] == (X @ W + b).tolist()


def test_collapsing_returns_arrays_of_its_own():
    """Also where there is one layer only: changing the result changes no argument."""
    layers = [(np.ones((2, 3)), np.ones(3))]
    W, b = collapse_linear(layers)
    W += 1
    b += 1

    assert np.all(layers[0][0] == 1)
    assert np.all(layers[0][1] == 1)


@given(networks(last=1))
def test_threshold_network_agrees_with_loops(drawn):
    """All codes and the output, also where sums are exactly 0."""
    layers, X = drawn
    codes, y = ThresholdMLP(layers).forward(X)
    expected = [oracles.fired(layers, x) for x in X]

    assert [outs[-1][0] for outs in expected] == y.tolist()
    assert [[outs[k] for outs in expected] for k in range(len(layers) - 1)] == [code.tolist() for code in codes]


@pytest.mark.parametrize("n_hidden", [2, 3, 4])
def test_xor_net_computes_xor(n_hidden):
    """The whole truth table, with hidden units that are asked for."""
    net = xor_net(n_hidden)

    assert [0, 1, 1, 0] == truth_table(net, 2)
    assert [(2, n_hidden), (n_hidden, 1)] == [W.shape for W, _ in net]


@pytest.mark.parametrize("n", [1, 2, 3])
def test_memorizing_net_computes_every_table(n):
    """All 4, 16 and 256 tables of one, two and three inputs."""
    tables = list(product((0, 1), repeat=2**n))

    assert [list(table) for table in tables] == [truth_table(memorizing_net(np.array(table)), n) for table in tables]


@pytest.mark.parametrize("n", [1, 2, 5, 8])
def test_each_row_has_its_unit(n):
    """The codes of all inputs, one under the other, are an identity matrix."""
    hidden, _ = memorizing_net(np.zeros(2**n, dtype=int))

    assert np.eye(2**n).tolist() == [oracles.fired([hidden], bits)[0] for bits in product((0, 1), repeat=n)]


def brute_detector(image, template, share):
    """Say of each quadrant, pixel by pixel, whether enough of the template's pixels are lit."""
    H, W = template.shape
    answers = []
    for rows, columns in product((range(H // 2), range(H // 2, H)), (range(W // 2), range(W // 2, W))):
        wanted = [(r, c) for r in rows for c in columns if template[r, c]]
        answers.append(int(sum(image[r, c] for r, c in wanted) > share * len(wanted)))
    return answers, int(all(answers))


@pytest.mark.parametrize("seed", range(8))
def test_detector_agrees_with_counting(seed):
    """Forty drawn images, of which many keep most of the template; no share of a count is a whole number."""
    rng = np.random.default_rng(seed)
    template = np.ones((6, 4))
    template.reshape(-1)[rng.permutation(24)[:3]] = 0
    share = float(rng.choice([0.31, 0.53, 0.83]))
    net = quadrant_detector(template, share)
    images = rng.random((40, 6, 4)) < rng.choice([0.4, 0.8, 0.95], size=(40, 1, 1))
    codes, y = ThresholdMLP(net).forward(images.reshape(40, 24).astype(float))

    assert [brute_detector(image, template, share) for image in images] == list(
        zip(codes[0].tolist(), y.tolist(), strict=True)
    )


def test_arguments_stay_as_they_were():
    """Networks are built from copies, and inputs are only read."""
    template, table = np.ones((2, 2)), np.array([0, 1])
    layers, X = [(np.ones((2, 1)), np.zeros(1))], np.ones((3, 2))
    quadrant_detector(template, 0.5)
    memorizing_net(table)
    ThresholdMLP(layers).forward(X)
    collapse_linear([*layers, (np.ones((1, 1)), np.ones(1))])

    assert np.all(template == 1)
    assert [0, 1] == table.tolist()
    assert np.all(X == 1)
    assert np.all(layers[0][0] == 1)
    assert np.all(layers[0][1] == 0)
