"""Pictures made against a network: a small step that changes its answer, and noise that it is sure of."""

import numpy as np

from reference.losses import cross_entropy, softmax
from reference.mlp_functions import input_gradient, scores
from reference.types import Array, Labels


def fgsm(params: dict[str, Array], X: Array, y: Labels, eps: float) -> Array:
    r"""Move every pixel by eps in the direction in which the loss grows: the fast gradient sign method.

    .. math:: X + \varepsilon \, \mathrm{sign}\left(\frac{\partial L}{\partial X}\right), \text{ cut off at 0 and 1}

    Parameters
    ----------
    params : dict of str to ndarray
        A network.
    X : ndarray, shape (N, D)
        Images, their pixels in 0 .. 1.
    y : ndarray of int, shape (N,)
        What they show.
    eps : float
        How far a pixel may move.

    Returns
    -------
    X_adv : ndarray, shape (N, D)
        The changed images.

    Promises
    --------
    step : every pixel goes by eps to where the cross-entropy of its image grows, and no further than 0 or 1.
    label : the loss is that of the true labels y, also where the network names another class.
    box : no pixel moves by more than eps, and all stay in 0 .. 1.
    flat : where the slope is exactly 0, a pixel may stay or move by up to eps.
    attack : with eps = 0.1, of new digits that a trained network reads, many are misread afterwards: 32 % earn both
        points, 29 % one (the better of two runs), if random signs do less by 20 % or more.
    pure : params, X and y are left as they were.

    References
    ----------
    .. [1] Goodfellow, I. J., Shlens, J., Szegedy, C. Explaining and harnessing adversarial examples. *ICLR* 2015.

    Examples
    --------
    >>> params = {"W1": np.array([[2.0, 0.0], [0.0, 1.0]]), "b1": np.zeros(2)}
    >>> fgsm(params, np.array([[0.5, 0.95]]), np.array([0]), 0.1)
    array([[0.4, 1. ]])
    """
    _, dscores = cross_entropy(scores(params, X), y)  # (N, K)
    return np.clip(X + eps * np.sign(input_gradient(params, X, dscores)), 0.0, 1.0)


def fooling_image(params: dict[str, Array], target: int, rng: np.random.Generator) -> Array:
    """Change noise until a network is sure that it sees the target.

    Parameters
    ----------
    params : dict of str to ndarray
        A network that has learned to read images whose pixels are in 0 .. 1.
    target : int
        The class that it is to see.
    rng : numpy.random.Generator
        Draws the noise.

    Returns
    -------
    x : ndarray, shape (D,)
        An image.

    Promises
    --------
    sure : the network gives the target a probability of 0.99 or more, whatever the target is; the networks of the
        checks have one or two hidden layers and have learned to read digits, or some of them by a part of their pixels.
    box : all pixels are in 0 .. 1.
    generator : it starts from noise: the same generator gives the same image, another one another.

    References
    ----------
    .. [1] Nguyen, A., Yosinski, J., Clune, J. Deep neural networks are easily fooled: high confidence predictions for
       unrecognizable images. *CVPR* 2015, 427-436.

    Examples
    --------
    >>> params = {"W1": np.array([[9.0, 0.0], [0.0, 9.0]]), "b1": np.zeros(2)}
    >>> image = fooling_image(params, 1, np.random.default_rng(0))
    >>> float(softmax(scores(params, image[None]))[0, 1]) >= 0.99
    True
    """
    x = rng.random((1, params["W1"].shape[0]))
    for _ in range(500):
        P = softmax(scores(params, x))  # (1, K)
        if P[0, target] >= 0.99:
            break
        P[0, target] -= 1  # the slope of -ln P[0, target] by the scores
        x = np.clip(x - 0.02 * np.sign(input_gradient(params, x, P)), 0.0, 1.0)
    return x[0]
