"""The loss along the straight line between two networks."""

import numpy as np

from reference.mlp_functions import loss_and_grads
from reference.types import Array, Labels


def interpolate_loss(params0: dict[str, Array], params1: dict[str, Array], X: Array, y: Labels, alphas: Array) -> Array:
    r"""Walk straight from one network to another, and say what the loss is on the way.

    .. math:: \theta(\alpha) = (1 - \alpha) \, \theta_0 + \alpha \, \theta_1

    Parameters
    ----------
    params0, params1 : dict of str to ndarray
        Two networks of the same sizes, such as the start and the end of a training.
    X : ndarray, shape (N, D)
        Inputs.
    y : ndarray of int, shape (N,)
        Classes.
    alphas : ndarray, shape (n,)
        Where to look: 0 is params0, 1 is params1. Any number may occur, in any order.

    Returns
    -------
    losses : ndarray, shape (n,)
        The mean cross-entropy at each of them.

    Promises
    --------
    ends : at 0 the loss is that of params0, at 1 that of params1.
    line : in between every parameter, biases too, has gone the share alpha of its way.
    outside : below 0 and above 1 the line goes on.
    falls : along a training of ours, from its random start to its end, the losses rise nowhere by more than 1 % of what
        they fall.
    pure : both networks, X and y are left as they were.

    References
    ----------
    .. [1] Goodfellow, I. J., Vinyals, O., Saxe, A. M. Qualitatively characterizing neural network optimization
       problems. *ICLR* 2015.

    Examples
    --------
    >>> zero = {"W1": np.zeros((1, 2)), "b1": np.zeros(2)}
    >>> one = {"W1": np.array([[0.0, 4.0]]), "b1": np.zeros(2)}
    >>> interpolate_loss(zero, one, np.ones((1, 1)), np.array([1]), np.array([0.0, 0.5, 1.0])).round(3)
    array([0.693, 0.127, 0.018])
    """
    losses = []
    for alpha in alphas:
        between = {name: (1 - alpha) * params0[name] + alpha * params1[name] for name in params0}
        losses.append(loss_and_grads(between, X, y)[0])
    return np.array(losses)
