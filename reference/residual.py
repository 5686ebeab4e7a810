"""1x1 filters mix channels; a residual block adds to its input what a small network makes of it."""

import numpy as np

from reference.activations import relu
from reference.convolution import conv_backward, conv_forward
from reference.types import Array


def conv1x1(x: Array, w: Array, b: Array) -> Array:
    """Mix the channels of each pixel, without a look at its neighbours.

    Parameters
    ----------
    x : ndarray, shape (N, C, H, W)
        Feature maps.
    w : ndarray, shape (F, C)
        The weights of F filters of one pixel.
    b : ndarray, shape (F,)
        One bias for each filter.

    Returns
    -------
    out : ndarray, shape (N, F, H, W)
        Feature maps of the same height and width.

    Promises
    --------
    mixes : each pixel of out is the weighted sum of the C numbers at that pixel, plus the bias of the filter.
    filters : there may be more or fewer filters than channels.

    References
    ----------
    .. [1] Lin, M., Chen, Q., Yan, S. Network in network. *ICLR* 2014.
    .. [2] Szegedy, C., et al. Going deeper with convolutions. *CVPR* 2015, 1-9.

    Examples
    --------
    >>> x = np.array([[[[1.0, 2.0]], [[10.0, 20.0]]]])
    >>> conv1x1(x, np.array([[1.0, 1.0]]), np.array([0.5]))
    array([[[[11.5, 22.5]]]])
    """
    mixed: Array = np.einsum("fc,nchw->nfhw", w, x) + b[:, None, None]
    return mixed


class ResidualBlock:
    r"""A block that learns what to add to its input.

    .. math:: \text{out} = x + \text{conv}_2(\text{relu}(\text{conv}_1(x)))

    Both convolutions have 3x3 filters, stride 1 and padding 1, so that all shapes agree; nothing comes after the sum.

    Parameters
    ----------
    w1 : ndarray, shape (M, C, 3, 3)
        Filters of the first convolution.
    b1 : ndarray, shape (M,)
        Its biases.
    w2 : ndarray, shape (C, M, 3, 3)
        Filters of the second convolution.
    b2 : ndarray, shape (C,)
        Its biases.

    Promises
    --------
    identity : with w2 and b2 of 0 the block returns its input, negative numbers too; and x is left as it was.
    forward : out is x plus what the two convolutions, with relu between them, make of it.
    gradient : backward gives the gradients by x and by all four parameters, at the latest forward of this block.
    skip : what comes back through the skip is added to dx; and dout is left as it was.

    Notes
    -----
    Use `conv_forward` and `conv_backward`, and pass their caches on as they are: whenever a block is graded, the grader
    puts its own in the place of yours, so that a mistake there costs nothing here.

    References
    ----------
    .. [1] He, K., Zhang, X., Ren, S., Sun, J. Deep residual learning for image recognition. *CVPR* 2016, 770-778.

    Examples
    --------
    >>> block = ResidualBlock(np.ones((2, 1, 3, 3)), np.zeros(2), np.zeros((1, 2, 3, 3)), np.array([0.25]))
    >>> block.forward(np.array([[[[1.0, -2.0]]]]))
    array([[[[ 1.25, -1.75]]]])
    """

    def __init__(self, w1: Array, b1: Array, w2: Array, b2: Array) -> None:
        """Keep the parameters.

        Parameters
        ----------
        w1 : ndarray, shape (M, C, 3, 3)
            Filters of the first convolution.
        b1 : ndarray, shape (M,)
            Its biases.
        w2 : ndarray, shape (C, M, 3, 3)
            Filters of the second convolution.
        b2 : ndarray, shape (C,)
            Its biases.
        """
        self.w1, self.b1, self.w2, self.b2 = w1, b1, w2, b2

    def forward(self, x: Array) -> Array:
        """Send feature maps through the block.

        Parameters
        ----------
        x : ndarray, shape (N, C, H, W)
            Feature maps.

        Returns
        -------
        out : ndarray, shape (N, C, H, W)
            The input, and what was added to it.
        """
        self.pre, self.first = conv_forward(x, self.w1, self.b1, 1, 1)
        added, self.second = conv_forward(relu(self.pre), self.w2, self.b2, 1, 1)
        return x + added

    def backward(self, dout: Array) -> tuple[Array, Array, Array, Array, Array]:
        """Send the slope back through the block, after a forward.

        Parameters
        ----------
        dout : ndarray, shape (N, C, H, W)
            The gradient of the loss by the block's output.

        Returns
        -------
        dx : ndarray, shape (N, C, H, W)
            The gradient by x.
        dw1, db1, dw2, db2 : ndarray
            The gradients by the parameters, in their shapes.
        """
        dhidden, dw2, db2 = conv_backward(dout, self.second)
        dx, dw1, db1 = conv_backward(dhidden * (self.pre > 0), self.first)
        return dout + dx, dw1, db1, dw2, db2
