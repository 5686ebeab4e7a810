"""Pooling against loops and central differences."""

import numpy as np
import pytest

from reference.pooling import (
    avgpool_backward,
    avgpool_forward,
    depthwise_maxpool,
    maxpool_backward,
    maxpool_forward,
)
from tests.reference import convolution_oracles as oracles

WINDOWS = [(2, 2, (4, 6)), (3, 2, (5, 7)), (3, 1, (4, 5)), (2, 3, (6, 5)), (1, 2, (4, 3)), (12, 1, (12, 12))]
every_window = pytest.mark.parametrize(
    ("window", "stride", "size"), WINDOWS, ids=lambda each: str(each).replace(" ", "")
)


def distinct(*shape):
    """Draw numbers of both signs without ties."""
    return (np.random.default_rng(2).permutation(int(np.prod(shape))) / 7.0 - 5).reshape(shape)


@every_window
def test_maxima_and_means_agree_with_loops(window, stride, size):
    """Overlapping windows, and such with gaps."""
    x = distinct(2, 3, *size)

    np.testing.assert_array_equal(maxpool_forward(x, window, stride)[0], oracles.pooled(x, window, stride, np.max))
    np.testing.assert_allclose(avgpool_forward(x, window, stride)[0], oracles.pooled(x, window, stride, np.mean))


@pytest.mark.parametrize(
    ("forward", "backward"),
    [(maxpool_forward, maxpool_backward), (avgpool_forward, avgpool_backward)],
    ids=["largest", "mean"],
)
@pytest.mark.parametrize(("window", "stride"), [(2, 2), (3, 1), (2, 3)], ids=["beside", "overlapping", "gaps"])
def test_backward_is_the_slope_of_forward(forward, backward, window, stride):
    """By central differences, entry by entry."""
    x = distinct(1, 2, 5, 6)
    out, cache = forward(x, window, stride)
    dout = np.random.default_rng(4).normal(size=out.shape)
    right = oracles.slope(lambda v: forward(v, window, stride)[0], x, dout)

    np.testing.assert_allclose(backward(dout, cache), right, atol=1e-8)


def test_of_equals_the_first_gets_it():
    """Row by row, from the upper left."""
    x = np.zeros((1, 1, 2, 4))
    x[0, 0, 1, 2:] = 3.0
    _, cache = maxpool_forward(x, 2, 2)

    assert [[1, 0, 0, 0], [0, 0, 2, 0]] == maxpool_backward(np.array([[[[1.0, 2.0]]]]), cache)[0, 0].tolist()


def test_depthwise_pooling_goes_by_neighbours():
    """Group g holds the channels from g C / groups on."""
    x = distinct(2, 6, 3, 2)
    right = np.stack([x[:, :2].max(axis=1), x[:, 2:4].max(axis=1), x[:, 4:].max(axis=1)], axis=1)

    np.testing.assert_array_equal(right, depthwise_maxpool(x, 3))
    np.testing.assert_array_equal(x, depthwise_maxpool(x, 6))
