"""The convolution against SciPy, against loops, and against central differences."""

import numpy as np
import pytest
from scipy import signal

from reference.convolution import (
    conv_backward,
    conv_forward,
    convolve2d_true,
    correlate2d,
    edge_kernel,
    mean_kernel,
    windows,
)
from tests.reference import convolution_oracles as oracles

SIZES = [
    ((2, 3, 5, 7), (4, 3, 3, 2), 1, 0),
    ((2, 3, 5, 7), (4, 3, 3, 2), 2, 1),
    ((1, 1, 1, 1), (1, 1, 1, 1), 1, 0),
    ((3, 2, 6, 6), (1, 2, 6, 6), 1, 0),
    ((2, 1, 7, 5), (3, 1, 2, 3), 3, 2),
    ((1, 4, 4, 4), (2, 4, 3, 3), 2, 0),
]
every_size = pytest.mark.parametrize(("x", "w", "stride", "pad"), SIZES, ids=lambda each: str(each).replace(" ", ""))


def drawn(x, w):
    rng = np.random.default_rng(11)
    return rng.normal(size=x), rng.normal(size=w), rng.normal(size=w[0])


@pytest.mark.parametrize(("image", "kernel"), [((6, 6), (3, 3)), ((5, 9), (2, 4)), ((3, 2), (3, 2))], ids=str)
def test_both_ways_to_slide_agree_with_scipy(image, kernel):
    """correlate2d and convolve2d of SciPy, with mode valid, are what the lecture and mathematics mean."""
    rng = np.random.default_rng(3)
    image, kernel = rng.normal(size=image), rng.normal(size=kernel)

    np.testing.assert_allclose(correlate2d(image, kernel), signal.correlate2d(image, kernel, mode="valid"), atol=1e-12)
    np.testing.assert_allclose(
        convolve2d_true(image, kernel), signal.convolve2d(image, kernel, mode="valid"), atol=1e-12
    )


def test_the_lectures_image_gives_the_lectures_numbers():
    """0 30 30 0 for light before dark, 0 -30 -30 0 for the mirror image; and for the other direction 0."""
    image = np.array([[10.0] * 3 + [0.0] * 3] * 6)

    np.testing.assert_array_equal([[0, 30, 30, 0]] * 4, correlate2d(image, edge_kernel("vertical")))
    np.testing.assert_array_equal([[0, -30, -30, 0]] * 4, correlate2d(image[:, ::-1], edge_kernel("vertical")))
    np.testing.assert_array_equal(np.zeros((4, 4)), correlate2d(image, edge_kernel("horizontal")))
    np.testing.assert_array_equal([[0, 30, 30, 0]] * 4, correlate2d(image.T, edge_kernel("horizontal")).T)


def test_the_mean_kernel_takes_means():
    """Of whatever lies below it."""
    image = np.random.default_rng(0).normal(size=(4, 4))

    np.testing.assert_allclose(correlate2d(image, mean_kernel(4)), [[image.mean()]])


@every_size
def test_forward_agrees_with_seven_loops(x, w, stride, pad):
    """Whatever the sizes, the stride and the padding."""
    x, w, b = drawn(x, w)
    out, _ = conv_forward(x, w, b, stride, pad)

    np.testing.assert_allclose(out, oracles.conv(x, w, b, stride, pad), atol=1e-12)
    assert out.shape[2:] == tuple(windows(*each, stride, pad) for each in zip(x.shape[2:], w.shape[2:], strict=True))


@every_size
def test_backward_agrees_with_loops(x, w, stride, pad):
    """All three gradients, each number of dout sent back alone."""
    x, w, b = drawn(x, w)
    out, cache = conv_forward(x, w, b, stride, pad)
    dout = np.random.default_rng(5).normal(size=out.shape)

    for found, right in zip(conv_backward(dout, cache), oracles.conv_back(dout, x, w, stride, pad), strict=True):
        np.testing.assert_allclose(found, right, atol=1e-12)


def test_backward_is_the_slope_of_forward():
    """By central differences, entry by entry, with stride and padding."""
    x, w, b = drawn((2, 2, 4, 5), (3, 2, 2, 3))
    out, cache = conv_forward(x, w, b, 2, 1)
    dout = np.random.default_rng(6).normal(size=out.shape)
    dx, dw, db = conv_backward(dout, cache)

    np.testing.assert_allclose(dx, oracles.slope(lambda v: conv_forward(v, w, b, 2, 1)[0], x, dout), atol=1e-8)
    np.testing.assert_allclose(dw, oracles.slope(lambda v: conv_forward(x, v, b, 2, 1)[0], w, dout), atol=1e-8)
    np.testing.assert_allclose(db, oracles.slope(lambda v: conv_forward(x, w, v, 2, 1)[0], b, dout), atol=1e-8)


def test_arguments_stay_as_they_were():
    """Read-only arrays in any memory order are as good."""
    x, w, b = (np.asfortranarray(each) for each in drawn((2, 2, 4, 5), (3, 2, 2, 3)))
    for each in (x, w, b):
        each.setflags(write=False)
    out, cache = conv_forward(x, w, b, 1, 1)
    dout = np.ones(out.shape)
    dout.setflags(write=False)
    dx, dw, db = conv_backward(dout, cache)

    assert (dx.shape, dw.shape, db.shape) == (x.shape, w.shape, b.shape)
