"""Many models instead of one: samples to train them on, the gain to expect, and their common answer."""

import numpy as np

from reference.types import Array, Labels


def bootstrap(n: int, rng: np.random.Generator) -> Labels:
    """Draw as many examples as there are, with replacement.

    Parameters
    ----------
    n : int
        Number of examples.
    rng : numpy.random.Generator
        Draws them.

    Returns
    -------
    indices : ndarray of int, shape (n,)
        Numbers in ``0 .. n-1``, in any order.

    Promises
    --------
    indices : there are n whole numbers in 0 .. n-1.
    replacement : each is drawn by itself, uniformly from all n, so that some come twice and others not at all; every
        call draws anew, from rng alone.

    References
    ----------
    .. [1] Breiman, L. Bagging predictors. *Machine Learning* 24 (1996), 123-140.

    Examples
    --------
    >>> len(set(bootstrap(1000, np.random.default_rng(0)).tolist())) < 700
    True
    """
    return rng.integers(n, size=n)


def bagging_mse(V: float, C: float, k: int) -> float:
    r"""Return the expected squared error of the mean of k models.

    Parameters
    ----------
    V : float
        The variance of the error of each model; errors have mean 0.
    C : float
        The covariance of the errors of any two models.
    k : int
        Number of models.

    Returns
    -------
    mse : float
        The expected square of the mean of the k errors.

    Promises
    --------
    limits : where all errors are the same, C = V, averaging gains nothing; where they have nothing to do with each
        other, C = 0, it divides by k; a single model has the error V.
    value : the value is right for everything in between, and for errors that compensate each other, C below 0.

    References
    ----------
    .. [1] Goodfellow, Bengio, Courville, *Deep Learning*, MIT Press, 2016, section 7.11.

    Examples
    --------
    >>> bagging_mse(1.0, 0.0, 4)
    0.25
    """
    return V / k + (k - 1) * C / k


def ensemble_predict(probs: Array) -> Labels:
    """Name the class that several models together find most probable.

    Parameters
    ----------
    probs : ndarray, shape (k, N, K)
        The probabilities of K classes that each of k models gives to each of N examples.

    Returns
    -------
    classes : ndarray of int, shape (N,)
        The class with the largest mean probability, in ``0 .. K-1``.

    Promises
    --------
    mean : the class with the largest mean over the models is chosen, for each example by itself.
    sure : so one model that is sure can win over two that are not.
    gains : nine networks, each trained on a bootstrap sample of 300 digits, are together right on more new digits than
        one of them is on average.

    References
    ----------
    .. [1] Breiman, L. Bagging predictors. *Machine Learning* 24 (1996), 123-140.

    Examples
    --------
    >>> ensemble_predict(np.array([[[0.9, 0.1]], [[0.4, 0.6]]]))
    array([0])
    """
    return probs.mean(axis=0).argmax(axis=1)
