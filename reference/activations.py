"""What a unit makes of its weighted sum."""

import numpy as np

from reference.types import Array


def sigmoid(z: Array) -> Array:
    r"""Squash any number into the interval from 0 to 1, as a step without its edge.

    .. math:: \sigma(z) = \frac{1}{1 + e^{-z}}

    Parameters
    ----------
    z : ndarray of any shape, or float
        Weighted sums.

    Returns
    -------
    out : ndarray, or float where z is one
        The sigmoid of each entry, with the shape of z.

    Promises
    --------
    value : each entry is the sigmoid of the entry of z at its place.
    shapes : a single number, and arrays with 0 to 3 axes, keep their shape.
    tails : at -1000 and at 1000 the result is 0 and 1 to 7 digits, without a warning.
    pure : z is left as it was.

    References
    ----------
    .. [1] Goodfellow, Bengio, Courville, *Deep Learning*, MIT Press, 2016, section 3.10.

    Examples
    --------
    >>> sigmoid(np.array([-1.0, 0.0, 1.0])).round(3)
    array([0.269, 0.5  , 0.731])
    """
    shrinking = np.exp(-np.abs(z))  # at most 1: np.exp(-z) itself overflows where z is below -709
    return np.where(np.asarray(z) >= 0, 1.0, shrinking) / (1.0 + shrinking)
