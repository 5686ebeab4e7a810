"""1x1 filters are a convolution, and a residual block is the sum that it says."""

import numpy as np

from reference.convolution import conv_forward
from reference.residual import ResidualBlock, conv1x1
from tests.reference import convolution_oracles as oracles


def drawn_block():
    rng = np.random.default_rng(8)
    x, w1, w2 = rng.normal(size=(2, 2, 4, 3)), rng.normal(size=(3, 2, 3, 3)), rng.normal(size=(2, 3, 3, 3))
    return [x, w1, rng.normal(size=3), w2, rng.normal(size=2)]


def forward(x, w1, b1, w2, b2):
    return ResidualBlock(w1, b1, w2, b2).forward(x)


def test_a_1x1_filter_is_a_filter():
    """The same as `conv_forward` with windows of one pixel."""
    rng = np.random.default_rng(7)
    x, w, b = rng.normal(size=(2, 5, 3, 4)), rng.normal(size=(3, 5)), rng.normal(size=3)

    np.testing.assert_allclose(conv1x1(x, w, b), conv_forward(x, w[:, :, None, None], b)[0], atol=1e-12)


def test_a_block_adds_to_its_input():
    """What the loops make of its formula; the input alone where the second filters are 0."""
    x, w1, b1, w2, b2 = drawn_block()
    hidden = np.maximum(oracles.conv(x, w1, b1, 1, 1), 0)

    np.testing.assert_allclose(forward(x, w1, b1, w2, b2), x + oracles.conv(hidden, w2, b2, 1, 1), atol=1e-12)
    np.testing.assert_array_equal(x, forward(x, w1, b1, 0 * w2, 0 * b2))


def test_backward_gives_all_five_slopes():
    """By central differences."""
    point = drawn_block()
    block = ResidualBlock(*point[1:])
    dout = np.random.default_rng(9).normal(size=block.forward(point[0]).shape)

    for k, found in enumerate(block.backward(dout)):
        right = oracles.slope(lambda v, k=k: forward(*point[:k], v, *point[k + 1 :]), point[k], dout)
        np.testing.assert_allclose(found, right, atol=1e-7)
