"""Which inputs an answer hangs on, for one example."""

import numpy as np

from reference.mlp_functions import input_gradient, scores
from reference.types import Array


def saliency(params: dict[str, Array], x: Array) -> Array:
    """Say how the largest score of one example grows with each of its inputs.

    Parameters
    ----------
    params : dict of str to ndarray
        A network.
    x : ndarray, shape (D,)
        One example.

    Returns
    -------
    g : ndarray, shape (D,)
        The gradient of the largest score at x; its signs are kept.

    Promises
    --------
    gradient : g holds the derivative of the largest score by each input, at x.
    score : the score is that of the last layer, before any softmax, and no loss.
    largest : the class is the one with the largest score, whichever that is.
    deep : the network may have no hidden layer, one or several.
    pure : params and x are left as they were.

    References
    ----------
    .. [1] Simonyan, K., Vedaldi, A., Zisserman, A. Deep inside convolutional networks: visualising image classification
       models and saliency maps. *ICLR workshop* 2014.

    Examples
    --------
    >>> params = {"W1": np.array([[2.0, 0.0], [-5.0, 1.0]]), "b1": np.zeros(2)}
    >>> saliency(params, np.array([1.0, 0.0]))
    array([ 2., -5.])
    """
    logits = scores(params, x[np.newaxis])  # (1, K)
    dscores = np.zeros_like(logits)
    dscores[0, logits.argmax()] = 1.0
    return input_gradient(params, x[np.newaxis], dscores)[0]
