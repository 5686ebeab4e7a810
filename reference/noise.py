"""Noise as a teacher: on inputs, on labels, on gradients; and what it does to the loss of a linear unit."""

import numpy as np

from reference.types import Array, Labels


def input_noise(X: Array, sd: float, rng: np.random.Generator) -> Array:
    """Add normal noise to every input.

    Parameters
    ----------
    X : ndarray of any shape
        Inputs.
    sd : float
        Standard deviation of the noise, at least 0; its mean is 0.
    rng : numpy.random.Generator
        Draws the noise.

    Returns
    -------
    noisy : ndarray of the shape of X
        A new array.

    Promises
    --------
    spread : the noise has mean 0 and standard deviation sd; X is left as it was.
    fresh : every entry has noise of its own, and every call draws anew.

    References
    ----------
    .. [1] Bishop, C. M. Training with noise is equivalent to Tikhonov regularization. *Neural Computation* 7 (1995),
       108-116.

    Examples
    --------
    >>> input_noise(np.array([[1.0, 2.0]]), 0.0, np.random.default_rng(0))
    array([[1., 2.]])
    """
    return X + sd * rng.standard_normal(X.shape)


def disturb_label(y: Labels, alpha: float, K: int, rng: np.random.Generator) -> Labels:
    """Draw some of the labels anew, whatever they were.

    Parameters
    ----------
    y : ndarray of int, shape (N,)
        Classes, in ``0 .. K-1``.
    alpha : float
        The probability with which a label is drawn anew, each by itself.
    K : int
        Number of classes.
    rng : numpy.random.Generator
        Draws which labels, and the new ones.

    Returns
    -------
    disturbed : ndarray of int, shape (N,)
        A new array.

    Promises
    --------
    none : with alpha = 0 all labels stay, in a new array; y is left as it was.
    all : with alpha = 1 every label is drawn uniformly from all K classes, whatever it was.
    kept : a label is drawn anew with probability alpha, by itself, and may come out as it was: it stays the same with
        probability 1 - alpha + alpha / K, and each other class has alpha / K. All is drawn from rng alone.

    References
    ----------
    .. [1] Xie, L., Wang, J., Wei, Z., Wang, M., Tian, Q. DisturbLabel: regularizing CNN on the loss layer. *CVPR* 2016,
       4753-4762.

    Examples
    --------
    >>> disturb_label(np.array([2, 0, 1]), 0.0, 3, np.random.default_rng(0))
    array([2, 0, 1])
    """
    chosen = rng.random(len(y)) < alpha
    return np.where(chosen, rng.integers(K, size=len(y)), y)


def gradient_noise(g: Array, t: int, eta: float, gamma: float, rng: np.random.Generator) -> Array:
    r"""Add normal noise to a gradient, the less the longer training has gone on.

    The variance of the noise in step t is :math:`\eta / (1 + t)^\gamma`.

    Parameters
    ----------
    g : ndarray of any shape
        A gradient.
    t : int
        The number of the step, from 0.
    eta : float
        The variance in step 0.
    gamma : float
        How quickly it falls.
    rng : numpy.random.Generator
        Draws the noise.

    Returns
    -------
    noisy : ndarray of the shape of g
        A new array.

    Promises
    --------
    start : in step 0 the noise has mean 0 and variance eta; g is left as it was.
    annealed : in step t the variance is eta / (1 + t)^gamma.
    fresh : every entry has noise of its own, and every call draws anew.

    References
    ----------
    .. [1] Neelakantan, A. et al. Adding gradient noise improves learning for very deep networks. arXiv:1511.06807
       (2015).

    Examples
    --------
    >>> gradient_noise(np.array([1.0, 2.0]), 3, 0.0, 0.55, np.random.default_rng(0))
    array([1., 2.])
    """
    return g + np.sqrt(eta / (1 + t) ** gamma) * rng.standard_normal(g.shape)


def noisy_loss(w: Array, X: Array, y: Array, sd: float) -> float:
    r"""Return what noisy inputs cost a linear unit on average, without drawing any noise.

    The loss is half the mean squared error, :math:`\frac{1}{2N} \sum_i (x_i \cdot w - y_i)^2`, and every entry of every
    :math:`x_i` gets independent normal noise with mean 0 and standard deviation sd.

    Parameters
    ----------
    w : ndarray, shape (D,)
        Weights; there is no bias.
    X : ndarray, shape (N, D)
        Inputs without noise.
    y : ndarray, shape (N,)
        Targets.
    sd : float
        Standard deviation of the noise.

    Returns
    -------
    loss : float
        The expected value of the loss over all noise.

    Promises
    --------
    expected : the loss is the mean over all noise; without noise it is half the mean squared error.
    drawn : the mean over many draws of the noise comes close to it, whatever w, X, y and sd are.

    References
    ----------
    .. [1] Bishop, C. M. Training with noise is equivalent to Tikhonov regularization. *Neural Computation* 7 (1995),
       108-116.

    Examples
    --------
    >>> noisy_loss(np.array([2.0]), np.array([[1.0]]), np.array([3.0]), 0.0)
    0.5
    """
    # The noise in a score is w . noise: independent of its error, mean 0, variance sd^2 w . w.
    return float(np.mean((X @ w - y) ** 2) / 2 + sd**2 / 2 * (w @ w))
