"""What a unit makes of its weighted sum, and how steeply: the sigmoid, the hyperbolic tangent, their derivatives."""

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


def dsigmoid(z: Array) -> Array:
    r"""Differentiate the sigmoid.

    Parameters
    ----------
    z : ndarray of any shape, or float
        Weighted sums: the argument of the sigmoid, not its result.

    Returns
    -------
    slope : ndarray, or float where z is one
        :math:`\sigma'(z)` at each entry, with the shape of z.

    Promises
    --------
    slope : each entry is the derivative of the sigmoid at the entry of z at its place.
    shapes : a single number, and arrays with 0 to 3 axes, keep their shape.
    tails : at -1000 and at 1000 the result is 0 to 7 digits, without a warning.

    References
    ----------
    .. [1] Rumelhart, Hinton, Williams, Learning representations by back-propagating errors, *Nature* 323 (1986).

    Examples
    --------
    >>> dsigmoid(np.array([-2.0, 0.0, 2.0])).round(3)
    array([0.105, 0.25 , 0.105])
    """
    out = sigmoid(z)
    return out * (1.0 - out)


def tanh(z: Array) -> Array:
    r"""Squash any number into the interval from -1 to 1: a sigmoid whose middle is at the origin.

    .. math:: \tanh z = \frac{e^z - e^{-z}}{e^z + e^{-z}}

    Parameters
    ----------
    z : ndarray of any shape, or float
        Weighted sums.

    Returns
    -------
    out : ndarray, or float where z is one
        The hyperbolic tangent of each entry, with the shape of z.

    Promises
    --------
    value : each entry is the hyperbolic tangent of the entry of z at its place.
    tails : at -1000 and at 1000 the result is -1 and 1 to 7 digits, without a warning.

    References
    ----------
    .. [1] LeCun, Bottou, Orr, Mueller, Efficient BackProp, in *Neural Networks: Tricks of the Trade*, Springer, 1998.

    Examples
    --------
    >>> tanh(np.array([-1.0, 0.0, 1.0])).round(3)
    array([-0.762,  0.   ,  0.762])
    """
    return np.tanh(z)


def dtanh(z: Array) -> Array:
    r"""Differentiate the hyperbolic tangent.

    Parameters
    ----------
    z : ndarray of any shape, or float
        Weighted sums: the argument of tanh, not its result.

    Returns
    -------
    slope : ndarray, or float where z is one
        :math:`\tanh'(z)` at each entry, with the shape of z.

    Promises
    --------
    slope : each entry is the derivative of tanh at the entry of z at its place.
    tails : at -1000 and at 1000 the result is 0 to 7 digits, without a warning.

    References
    ----------
    .. [1] LeCun, Bottou, Orr, Mueller, Efficient BackProp, in *Neural Networks: Tricks of the Trade*, Springer, 1998.

    Examples
    --------
    >>> dtanh(np.array([-1.0, 0.0, 1.0])).round(3)
    array([0.42, 1.  , 0.42])
    """
    return 1.0 - tanh(z) ** 2


def relu(z: Array) -> Array:
    """Keep what is positive and cut off the rest; its slope is 1 above 0 and 0 below.

    Parameters
    ----------
    z : ndarray of any shape, or float
        Weighted sums.

    Returns
    -------
    out : ndarray, or float where z is one
        The larger of 0 and each entry, with the shape of z.

    References
    ----------
    .. [1] Nair, V., Hinton, G. E. Rectified linear units improve restricted Boltzmann machines. *ICML* 2010, 807-814.

    Examples
    --------
    >>> relu(np.array([-1.5, 0.0, 2.0]))
    array([0., 0., 2.])
    """
    return np.maximum(z, 0.0)
