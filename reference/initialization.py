"""Where learning starts: weights neither too large nor too small for the number of inputs."""

import numpy as np

from reference.types import Array


def xavier_uniform(fan_in: int, fan_out: int, rng: np.random.Generator) -> Array:
    """Draw the weights of a layer from an interval around 0, with variance 2 / (fan_in + fan_out).

    Parameters
    ----------
    fan_in : int
        Number of inputs of the layer.
    fan_out : int
        Number of its units.
    rng : numpy.random.Generator
        Draws the weights.

    Returns
    -------
    W : ndarray, shape (fan_in, fan_out)
        The weights.

    Promises
    --------
    variance : the variance of the weights is 2 / (fan_in + fan_out), within five standard errors.
    draws : each weight is a draw of its own from rng, uniform over an interval whose middle is 0; nothing else is
        random.

    References
    ----------
    .. [1] Glorot, X., Bengio, Y. Understanding the difficulty of training deep feedforward neural networks. *AISTATS*
       2010, 249-256, equation 16.

    Examples
    --------
    >>> W = xavier_uniform(300, 100, np.random.default_rng(0))
    >>> W.shape, round(W.var() * 400 / 2, 1)
    ((300, 100), np.float64(1.0))
    """
    limit = np.sqrt(6.0 / (fan_in + fan_out))  # of an interval from -a to a the variance is a^2 / 3
    return rng.uniform(-limit, limit, size=(fan_in, fan_out))


def xavier_normal(fan_in: int, fan_out: int, rng: np.random.Generator) -> Array:
    """Draw the weights of a layer from the normal distribution with mean 0 and variance 2 / (fan_in + fan_out).

    Parameters
    ----------
    fan_in : int
        Number of inputs of the layer.
    fan_out : int
        Number of its units.
    rng : numpy.random.Generator
        Draws the weights.

    Returns
    -------
    W : ndarray, shape (fan_in, fan_out)
        The weights.

    Promises
    --------
    variance : the variance of the weights is 2 / (fan_in + fan_out), within five standard errors.
    draws : each weight is a draw of its own from rng, normally distributed with mean 0; nothing else is random.

    References
    ----------
    .. [1] Glorot, X., Bengio, Y. Understanding the difficulty of training deep feedforward neural networks. *AISTATS*
       2010, 249-256, equation 12.

    Examples
    --------
    >>> W = xavier_normal(300, 100, np.random.default_rng(0))
    >>> W.shape, round(W.var() * 400 / 2, 1)
    ((300, 100), np.float64(1.0))
    """
    return rng.normal(scale=np.sqrt(2.0 / (fan_in + fan_out)), size=(fan_in, fan_out))


def he_normal(fan_in: int, fan_out: int, rng: np.random.Generator) -> Array:
    """Draw the weights of a layer from the normal distribution with mean 0 and variance 2 / fan_in.

    Parameters
    ----------
    fan_in : int
        Number of inputs of the layer.
    fan_out : int
        Number of its units.
    rng : numpy.random.Generator
        Draws the weights.

    Returns
    -------
    W : ndarray, shape (fan_in, fan_out)
        The weights, all different: equal units would stay equal for ever.

    Promises
    --------
    variance : the variance of the weights is 2 / fan_in, within five standard errors; fan_out, or the mean of the two,
        may stand in the place of fan_in, if it does so throughout.
    draws : each weight is a draw of its own from rng, normally distributed with mean 0; nothing else is random.

    References
    ----------
    .. [1] He, K., Zhang, X., Ren, S., Sun, J. Delving deep into rectifiers: surpassing human-level performance on
       ImageNet classification. *ICCV* 2015, 1026-1034.

    Examples
    --------
    >>> he_normal(64, 30, np.random.default_rng(0)).shape
    (64, 30)
    """
    return rng.normal(scale=np.sqrt(2.0 / fan_in), size=(fan_in, fan_out))


def he_uniform(fan_in: int, fan_out: int, rng: np.random.Generator) -> Array:
    """Draw the weights of a layer from an interval around 0, with variance 2 / fan_in.

    Parameters
    ----------
    fan_in : int
        Number of inputs of the layer.
    fan_out : int
        Number of its units.
    rng : numpy.random.Generator
        Draws the weights.

    Returns
    -------
    W : ndarray, shape (fan_in, fan_out)
        The weights.

    Promises
    --------
    variance : the variance of the weights is 2 / fan_in, within five standard errors; fan_out, or the mean of the two,
        may stand in the place of fan_in, if it does so throughout.
    draws : each weight is a draw of its own from rng, uniform over an interval whose middle is 0; nothing else is
        random.

    References
    ----------
    .. [1] He, K., Zhang, X., Ren, S., Sun, J. Delving deep into rectifiers: surpassing human-level performance on
       ImageNet classification. *ICCV* 2015, 1026-1034.

    Examples
    --------
    >>> W = he_uniform(400, 100, np.random.default_rng(0))
    >>> W.shape, round(W.var() * 400 / 2, 1)
    ((400, 100), np.float64(1.0))
    """
    limit = np.sqrt(6.0 / fan_in)  # of an interval from -a to a the variance is a^2 / 3
    return rng.uniform(-limit, limit, size=(fan_in, fan_out))


def conv_fans(F: int, C: int, kh: int, kw: int) -> tuple[int, int]:
    """Count the fans of a convolution: how many numbers one output reads, and how many outputs one input reaches.

    Parameters
    ----------
    F : int
        Number of filters, and so of output channels.
    C : int
        Number of input channels.
    kh, kw : int
        Height and width of a filter; it moves by one pixel at a time.

    Returns
    -------
    fan_in : int
        How many inputs one output is the weighted sum of.
    fan_out : int
        How many outputs one input, away from the border, goes into.

    Promises
    --------
    count : fan_in and fan_out are these two numbers.
    sizes : F and C, and kh and kw, may differ; all of them may be 1, which is a layer of F units on C inputs.

    References
    ----------
    .. [1] He, K., Zhang, X., Ren, S., Sun, J. Delving deep into rectifiers: surpassing human-level performance on
       ImageNet classification. *ICCV* 2015, 1026-1034, section 2.2.

    Examples
    --------
    >>> conv_fans(20, 10, 1, 1)
    (10, 20)
    """
    return C * kh * kw, F * kh * kw
