"""Pooling: a feature map becomes smaller, and what it found matters more than where exactly."""

from typing import Any

import numpy as np

from reference.convolution import shifted, windows
from reference.types import Array


def maxpool_forward(x: Array, window: int, stride: int) -> tuple[Array, Any]:
    """Keep the largest number of each window, in each channel on its own.

    Parameters
    ----------
    x : ndarray, shape (N, C, H, W)
        Feature maps.
    window : int
        Height and width of the window.
    stride : int
        Pixels from one window to the next; usually the window, so that windows do not overlap.

    Returns
    -------
    out : ndarray, shape (N, C, Ho, Wo)
        The largest numbers; ``Ho = 1 + (H - window) // stride``, and Wo alike.
    cache : object
        Whatever your `maxpool_backward` needs; nobody else looks at it.

    Promises
    --------
    largest : out holds the largest number of each window, channel by channel; 2x2 windows with stride 2 halve each
        side.
    windows : windows may overlap or leave gaps, and one that does not fit as a whole is left out.

    References
    ----------
    .. [1] Scherer, D., Müller, A., Behnke, S. Evaluation of pooling operations in convolutional architectures for
       object recognition. *ICANN* 2010, 92-101.

    Examples
    --------
    >>> x = np.array([[[[1.0, 2.0, 0.0, -1.0], [4.0, 3.0, -5.0, -2.0]]]])
    >>> maxpool_forward(x, 2, 2)[0]
    array([[[[4., 0.]]]])
    """
    height, width = windows(x.shape[2], window, stride), windows(x.shape[3], window, stride)
    out = x[shifted(0, 0, stride, height, width)].copy()
    winner = np.zeros(out.shape, dtype=np.int8 if window**2 < 128 else np.int64)  # which pixel of the window it is
    for k in range(1, window**2):
        pixel = x[shifted(k // window, k % window, stride, height, width)]
        winner[pixel > out] = k  # of equals the first stays
        np.maximum(out, pixel, out=out)
    return out, (winner, x.shape, window, stride)


def maxpool_backward(dout: Array, cache: Any) -> Array:
    """Send the slope of each window back to its largest number.

    Parameters
    ----------
    dout : ndarray, shape (N, C, Ho, Wo)
        The gradient of the loss by the output of `maxpool_forward`.
    cache : object
        What your `maxpool_forward` returned beside that output.

    Returns
    -------
    dx : ndarray, shape (N, C, H, W)
        The gradient by x.

    Promises
    --------
    gradient : dx is the gradient by x for your own maxpool_forward.
    overlap : a pixel that wins in several windows gets the sum of what they send back.
    ties : where several pixels of a window are the largest, the first or the last of them gets all, or each gets all,
        or they share it; the same in all windows.

    Examples
    --------
    >>> x = np.array([[[[1.0, 2.0, 0.0, -1.0], [4.0, 3.0, -5.0, -2.0]]]])
    >>> out, cache = maxpool_forward(x, 2, 2)
    >>> maxpool_backward(np.array([[[[10.0, 20.0]]]]), cache)
    array([[[[ 0.,  0., 20.,  0.],
             [10.,  0.,  0.,  0.]]]])
    """
    winner, shape, window, stride = cache
    dx = np.zeros(shape)
    for k in range(window**2):
        dx[shifted(k // window, k % window, stride, *winner.shape[2:])] += dout * (winner == k)
    return dx


def avgpool_forward(x: Array, window: int, stride: int) -> tuple[Array, Any]:
    """Take the mean of each window, in each channel on its own.

    Parameters
    ----------
    x : ndarray, shape (N, C, H, W)
        Feature maps.
    window : int
        Height and width of the window.
    stride : int
        Pixels from one window to the next.

    Returns
    -------
    out : ndarray, shape (N, C, Ho, Wo)
        The means; ``Ho = 1 + (H - window) // stride``, and Wo alike.
    cache : object
        Whatever your `avgpool_backward` needs; nobody else looks at it.

    Promises
    --------
    mean : out holds the mean of each window, channel by channel.
    windows : windows may overlap or leave gaps, and one that does not fit as a whole is left out.

    Examples
    --------
    >>> x = np.array([[[[1.0, 2.0, 0.0, -1.0], [4.0, 3.0, -5.0, -2.0]]]])
    >>> avgpool_forward(x, 2, 2)[0]
    array([[[[ 2.5, -2. ]]]])
    """
    height, width = windows(x.shape[2], window, stride), windows(x.shape[3], window, stride)
    total = np.zeros((*x.shape[:2], height, width))
    for k in range(window**2):
        total += x[shifted(k // window, k % window, stride, height, width)]
    return total / window**2, (x.shape, window, stride)


def avgpool_backward(dout: Array, cache: Any) -> Array:
    """Send the slope of each window back to all of its numbers.

    Parameters
    ----------
    dout : ndarray, shape (N, C, Ho, Wo)
        The gradient of the loss by the output of `avgpool_forward`.
    cache : object
        What your `avgpool_forward` returned beside that output.

    Returns
    -------
    dx : ndarray, shape (N, C, H, W)
        The gradient by x.

    Promises
    --------
    gradient : dx is the gradient by x for your own avgpool_forward.
    overlap : a pixel in several windows gets the sum of what they send back.

    Examples
    --------
    >>> out, cache = avgpool_forward(np.zeros((1, 1, 2, 4)), 2, 2)
    >>> avgpool_backward(np.array([[[[4.0, 8.0]]]]), cache)
    array([[[[1., 1., 2., 2.],
             [1., 1., 2., 2.]]]])
    """
    shape, window, stride = cache
    dx = np.zeros(shape)
    for k in range(window**2):
        dx[shifted(k // window, k % window, stride, *dout.shape[2:])] += dout / window**2
    return dx


def depthwise_maxpool(x: Array, groups: int) -> Array:
    """Keep the largest of several channels at each pixel, so that it does not matter which of them answered.

    Parameters
    ----------
    x : ndarray, shape (N, C, H, W)
        Feature maps.
    groups : int
        How many groups of neighbouring channels there are; it divides C.

    Returns
    -------
    out : ndarray, shape (N, groups, H, W)
        One map for each group; height and width stay.

    Promises
    --------
    neighbours : group 0 holds the first C / groups channels, group 1 the next, and so on; out is the largest number of
        each group, pixel by pixel.

    References
    ----------
    .. [1] Goodfellow, I. J., Warde-Farley, D., Mirza, M., Courville, A., Bengio, Y. Maxout networks. *ICML* 2013,
       1319-1327.

    Examples
    --------
    >>> x = np.array([1.0, 5.0, 2.0, -3.0, -7.0, -4.0]).reshape(1, 6, 1, 1)
    >>> depthwise_maxpool(x, 2).ravel()
    array([ 5., -3.])
    """
    N, C, H, W = x.shape
    return x.reshape(N, groups, C // groups, H, W).max(axis=2)
