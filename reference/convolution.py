"""Convolution: one small filter, moved over all places of an image.

The module is long because a layer is read beside the single kernel that it repeats; most of it is docstrings.
"""

from typing import Any

import numpy as np

from reference.types import Array


def correlate2d(image: Array, kernel: Array) -> Array:
    r"""Slide a kernel over an image and add up the products at each place where it fits.

    .. math:: \text{out}_{pq} = \sum_{ij} \text{kernel}_{ij} \, \text{image}_{p+i,\,q+j}

    Parameters
    ----------
    image : ndarray, shape (H, W)
        One grey image.
    kernel : ndarray, shape (kh, kw)
        The weights; no larger than the image.

    Returns
    -------
    out : ndarray, shape (H - kh + 1, W - kw + 1)
        One number for each place: the *valid* part, without padding.

    Promises
    --------
    slides : out is the sum of the products of the kernel, as it is, with the part of the image below it; the lecture's
        image of 6x6 pixels gives rows of 0, 30, 30, 0.
    shape : image and kernel may have any height and width, and out has one entry for each place where the kernel fits.

    References
    ----------
    .. [1] Dumoulin, V., Visin, F. A guide to convolution arithmetic for deep learning. arXiv:1603.07285, 2016.

    Examples
    --------
    >>> correlate2d(np.array([[1.0, 2.0, 4.0], [3.0, 5.0, 9.0]]), np.array([[-1.0, 1.0]]))
    array([[1., 2.],
           [2., 4.]])
    """
    kh, kw = kernel.shape
    height, width = image.shape[0] - kh + 1, image.shape[1] - kw + 1
    out = np.zeros((height, width))
    for i in range(kh):
        for j in range(kw):
            out += kernel[i, j] * image[i : i + height, j : j + width]  # one weight, at all places at once
    return out


def convolve2d_true(image: Array, kernel: Array) -> Array:
    r"""Convolve as mathematics defines it: the kernel is turned around before it slides.

    .. math:: \text{out}_{pq} = \sum_{ij} \text{kernel}_{ij} \, \text{image}_{p+kh-1-i,\,q+kw-1-j}

    Parameters
    ----------
    image : ndarray, shape (H, W)
        One grey image.
    kernel : ndarray, shape (kh, kw)
        The weights; no larger than the image.

    Returns
    -------
    out : ndarray, shape (H - kh + 1, W - kw + 1)
        The valid part.

    Promises
    --------
    flips : the kernel is flipped along both axes, so that a kernel that is the same upside down and left to right gives
        what `correlate2d` gives.

    References
    ----------
    .. [1] Goodfellow, Bengio, Courville, *Deep Learning*, MIT Press, 2016, section 9.1.

    Examples
    --------
    >>> convolve2d_true(np.array([[1.0, 2.0, 4.0], [3.0, 5.0, 9.0]]), np.array([[-1.0, 1.0]]))
    array([[-1., -2.],
           [-2., -4.]])
    """
    return correlate2d(image, kernel[::-1, ::-1])


def edge_kernel(direction: str) -> Array:
    """Return the lecture's 3x3 kernel that answers to edges of one direction.

    Parameters
    ----------
    direction : str
        ``vertical`` for edges that run from top to bottom, ``horizontal`` for those from left to right.

    Returns
    -------
    kernel : ndarray, shape (3, 3)
        Its weights are 1, 0 and -1; all rows of the vertical one are the same.

    Promises
    --------
    vertical : slid over an image that is light on the left and dark on the right, the vertical kernel is positive at
        the edge.
    horizontal : the horizontal one is positive where light is above dark; each is 0 on edges of the other direction.

    Examples
    --------
    >>> edge_kernel("vertical").sum(axis=0)
    array([ 3.,  0., -3.])
    """
    kernel = np.array([[1.0, 0.0, -1.0]] * 3)
    return kernel if direction == "vertical" else kernel.T


def mean_kernel(k: int) -> Array:
    """Return the kernel that smooths: the mean over k x k pixels.

    Parameters
    ----------
    k : int
        Its height and width.

    Returns
    -------
    kernel : ndarray, shape (k, k)
        Equal weights.

    Promises
    --------
    mean : slid over an image, it gives the mean of the pixels below it.

    Examples
    --------
    >>> mean_kernel(2)
    array([[0.25, 0.25],
           [0.25, 0.25]])
    """
    return np.full((k, k), 1.0 / k**2)


def windows(size: int, window: int, stride: int, pad: int = 0) -> int:
    """Return how many windows fit along one side.

    Parameters
    ----------
    size : int
        Pixels of the image along that side.
    window : int
        Pixels of the window.
    stride : int
        Pixels from one window to the next.
    pad : int
        Pixels added at either end.

    Returns
    -------
    int
        A window that does not fit as a whole is not counted.
    """
    return 1 + (size + 2 * pad - window) // stride


def shifted(i: int, j: int, stride: int, height: int, width: int) -> tuple[Any, ...]:
    """Return the index of what pixel (i, j) of the window meets, at all places at once.

    Parameters
    ----------
    i, j : int
        A pixel of the window.
    stride : int
        Pixels from one window to the next.
    height, width : int
        How many windows there are along each side.

    Returns
    -------
    tuple
        For an array of shape (N, C, H, W); what it picks has the shape (N, C, height, width).
    """
    return ..., slice(i, i + stride * height, stride), slice(j, j + stride * width, stride)


def _columns(x: Array, w: Array, stride: int, pad: int) -> tuple[Array, int, int]:
    """Lay out what each window sees as one column.

    Parameters
    ----------
    x : ndarray, shape (N, C, H, W)
        Images.
    w : ndarray, shape (F, C, kh, kw)
        Filters.
    stride, pad : int
        As in `conv_forward`.

    Returns
    -------
    columns : ndarray, shape (N, C * kh * kw, Ho * Wo)
        One column for each place.
    height, width : int
        Ho and Wo.
    """
    (N, C, H, W), (_, _, kh, kw) = x.shape, w.shape
    height, width = windows(H, kh, stride, pad), windows(W, kw, stride, pad)
    padded = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    columns = np.empty((N, C, kh, kw, height, width))
    for i in range(kh):
        for j in range(kw):
            columns[:, :, i, j] = padded[shifted(i, j, stride, height, width)]
    return columns.reshape(N, C * kh * kw, height * width), height, width


def conv_forward(x: Array, w: Array, b: Array, stride: int = 1, pad: int = 0) -> tuple[Array, Any]:
    r"""Send images through a layer of filters.

    .. math:: \text{out}_{nfpq} = b_f + \sum_{cij} w_{fcij} \, \text{padded}_{n,\,c,\,p s+i,\,q s+j}

    Here s is the stride.

    Parameters
    ----------
    x : ndarray, shape (N, C, H, W)
        Images with C channels.
    w : ndarray, shape (F, C, kh, kw)
        F filters, each with weights for all channels.
    b : ndarray, shape (F,)
        One bias for each filter.
    stride : int
        Pixels from one window to the next, along both sides.
    pad : int
        Pixels of 0 around each image.

    Returns
    -------
    out : ndarray, shape (N, F, Ho, Wo)
        One feature map for each filter; ``Ho = 1 + (H + 2 * pad - kh) // stride``, and Wo alike.
    cache : object
        Whatever your `conv_backward` needs; nobody else looks at it.

    Promises
    --------
    slides : each filter is slid as in `correlate2d`, its bias is added at each place, and each image is on its own.
    channels : a filter adds up over all channels, with weights of its own for each.
    pad : the image is surrounded by zeros on all four sides.
    stride : the first window lies in the upper left corner; one that does not fit as a whole is left out.
    shape : heights and widths of images and filters may all differ.
    single : one image, one channel, one filter and a window as large as the image work like others.
    pure : x, w and b are left as they were.

    Notes
    -----
    Loops may be slow and lose no points: a check has at most 20 windows of a few images, and 10 seconds of processor
    time, which is at least a thousand times what our own takes. Where networks are trained, the grader uses its own.

    References
    ----------
    .. [1] LeCun, Y., Bottou, L., Bengio, Y., Haffner, P. Gradient-based learning applied to document recognition.
       *Proceedings of the IEEE* 86 (1998), 2278-2324.
    .. [2] Chellapilla, K., Puri, S., Simard, P. High performance convolutional neural networks for document
       processing. *IWFHR* 2006.

    Examples
    --------
    >>> x, w = np.arange(16.0).reshape(1, 1, 4, 4), np.ones((1, 1, 2, 2))
    >>> out, cache = conv_forward(x, w, np.array([0.5]), stride=2, pad=0)
    >>> out
    array([[[[10.5, 18.5],
             [42.5, 50.5]]]])
    """
    columns, height, width = _columns(x, w, stride, pad)
    out = w.reshape(len(w), -1) @ columns + b[:, None]  # (F, C kh kw) times (N, C kh kw, Ho Wo)
    return out.reshape(len(x), len(w), height, width), (x, w, stride, pad)


def conv_backward(dout: Array, cache: Any) -> tuple[Array, Array, Array]:
    """Send the slope of a layer of filters back to its images, weights and biases.

    Parameters
    ----------
    dout : ndarray, shape (N, F, Ho, Wo)
        The gradient of the loss by the layer's output.
    cache : object
        What your `conv_forward` returned beside that output.

    Returns
    -------
    dx : ndarray, shape (N, C, H, W)
        The gradient by the images, without the padding.
    dw : ndarray, shape (F, C, kh, kw)
        The gradient by the filters.
    db : ndarray, shape (F,)
        The gradient by the biases.

    Promises
    --------
    images : dx is the gradient by x for your own conv_forward; where windows overlap, what they send back adds up.
    weights : dw is the gradient by w for your own conv_forward; a weight is shared by all places, so it sums over these
        and over the images.
    biases : db is the gradient by b, and sums like dw.
    pad : dx has the shape of x whether there was padding or not.
    stride : pixels that no window sees get 0.
    pure : dout is left as it was.
    cache : a cache can be used twice, and a later conv_forward does not change it.

    References
    ----------
    .. [1] Dumoulin, V., Visin, F. A guide to convolution arithmetic for deep learning. arXiv:1603.07285, 2016.

    Examples
    --------
    >>> x, w = np.arange(16.0).reshape(1, 1, 4, 4), np.ones((1, 1, 3, 3))
    >>> out, cache = conv_forward(x, w, np.array([0.5]), stride=1, pad=0)
    >>> dx, dw, db = conv_backward(np.ones((1, 1, 2, 2)), cache)
    >>> dx[0, 0]
    array([[1., 2., 2., 1.],
           [2., 4., 4., 2.],
           [2., 4., 4., 2.],
           [1., 2., 2., 1.]])
    """
    x, w, stride, pad = cache
    (N, C, H, W), (F, _, kh, kw) = x.shape, w.shape
    columns, height, width = _columns(x, w, stride, pad)
    flat = dout.reshape(N, F, height * width)
    dw = (flat @ columns.transpose(0, 2, 1)).sum(axis=0)  # (F, C kh kw)
    back = (w.reshape(F, -1).T @ flat).reshape(N, C, kh, kw, height, width)
    padded = np.zeros((N, C, H + 2 * pad, W + 2 * pad))
    for i in range(kh):
        for j in range(kw):
            padded[shifted(i, j, stride, height, width)] += back[:, :, i, j]
    return padded[:, :, pad : pad + H, pad : pad + W], dw.reshape(w.shape), flat.sum(axis=(0, 2))
