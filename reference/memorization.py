"""Learning by heart: a network that is large enough fits labels that mean nothing."""

import numpy as np

from reference.adaptive import Adam
from reference.mlp_functions import initial_params, loss_and_grads, scores
from reference.types import Array, Labels


def memorize(X: Array, y: Labels, hidden: int, rng: np.random.Generator) -> dict[str, Array]:
    """Train a network with one hidden layer until it gives every example its label, whatever the labels are.

    Parameters
    ----------
    X : ndarray, shape (N, D)
        Inputs, no two of them alike.
    y : ndarray of int, shape (N,)
        Labels in ``0 .. K-1``, drawn at random; the largest one is K-1, and others may be missing.
    hidden : int
        Number of hidden units.
    rng : numpy.random.Generator
        Draws the weights, and the order of the examples where you want one.

    Returns
    -------
    params : dict of str to ndarray
        ``W1`` (D, hidden), ``b1``, ``W2`` (hidden, K), ``b2``.

    Promises
    --------
    sizes : params has the four arrays of a network with one hidden layer of the given size and K classes.
    few : twelve points with three kinds of labels are all given their labels by 32 hidden units.
    seen : 200 digits with random labels and 128 hidden units: 99 % of the labels fitted earn both points, 97 % one (the
        better of two runs).
    more : 400 digits and 256 hidden units: 99 % earn three points, 97 % two, 94 % one.
    pure : X and y are left as they were.
    generator : the same generator gives the same parameters, another one others.

    References
    ----------
    .. [1] Zhang, C., Bengio, S., Hardt, M., Recht, B., Vinyals, O. Understanding deep learning requires rethinking
       generalization. *ICLR* 2017.

    Examples
    --------
    >>> X, y = np.array([[0.0], [1.0], [2.0], [3.0]]), np.array([1, 0, 0, 1])
    >>> scores(memorize(X, y, 16, np.random.default_rng(0)), X).argmax(axis=1)
    array([1, 0, 0, 1])
    """
    params, adam = initial_params((X.shape[1], hidden, int(y.max()) + 1), rng), Adam(0.01)
    for _ in range(2000):
        if (scores(params, X).argmax(axis=1) == y).all():
            break
        params = adam.step(params, loss_and_grads(params, X, y)[1])
    return params
