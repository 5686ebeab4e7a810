"""The support vector machine without a quadratic program: its loss, and a walk down its slope."""

import numpy as np

from reference.types import Array, Labels


def hinge_loss(w: Array, b: float, X: Array, y: Labels, C: float) -> tuple[float, Array, float]:
    r"""Weigh a wide street against the rows that stand in it, and give the slope.

    Parameters
    ----------
    w : ndarray, shape (D,)
        Weights.
    b : float
        Bias.
    X : ndarray, shape (N, D)
        Inputs, one row per example.
    y : ndarray of int, shape (N,)
        Labels, each -1 or +1.
    C : float
        The penalty: what a row costs for each unit that its score falls short of the margin.

    Returns
    -------
    loss : float
        :math:`\tfrac12 w \cdot w + C \sum_i \max(0,\ 1 - y_i (w \cdot x_i + b))`.
    dw : ndarray, shape (D,)
        A subgradient by w.
    db : float
        A subgradient by b.

    Promises
    --------
    value : loss is half of w . w plus C times the sum over the rows of what each falls short of 1; b itself costs
        nothing.
    gradient : where no row has y (w . x + b) = 1, dw and db are the gradient of the loss.
    kink : a row with y (w . x + b) = 1 exactly may count for anything from 0 to C times its share, the same part in dw
        as in db.
    pure : w, X and y are left as they were.

    Examples
    --------
    >>> X, y = np.array([[2.0, 0.0], [0.0, 0.0]]), np.array([1, -1])
    >>> loss, dw, db = hinge_loss(np.array([1.0, 0.0]), -0.5, X, y, 10.0)
    >>> print(loss, dw, db)
    5.5 [1. 0.] 10.0
    """
    short = 1 - y * (X @ w + b)  # (N,), what each row lacks
    wrong = np.where(short > 0, y, 0)  # (N,)
    loss = 0.5 * w @ w + C * np.maximum(short, 0).sum()
    return float(loss), w - C * wrong @ X, -C * float(wrong.sum())


def pegasos_fit(X: Array, y: Labels, lam: float, steps: int, rng: np.random.Generator) -> tuple[Array, float]:
    r"""Fit a linear support vector machine by one drawn example at a time.

    The function to lower is
    :math:`\tfrac{\lambda}{2} w \cdot w + \tfrac1N \sum_i \max(0,\ 1 - y_i (w \cdot x_i + b))`,
    which is `hinge_loss` divided by C N, with :math:`\lambda = 1 / (C N)`.

    Parameters
    ----------
    X : ndarray, shape (N, D)
        Inputs, one row per example.
    y : ndarray of int, shape (N,)
        Labels, -1 and +1.
    lam : float
        :math:`\lambda`, above 0.
    steps : int
        How many examples are drawn, at least 1.
    rng : numpy.random.Generator
        Draws the examples.

    Returns
    -------
    w : ndarray, shape (D,)
        Weights.
    b : float
        Bias.

    Promises
    --------
    step : from w = 0 and b = 0, step t moves w and b against the slope of the drawn example with the rate of the notes,
        as a single row shows; what is returned are the last w and b, or their mean over the later half of the steps.
    falls : after 2,000 steps the function is below half of its value at w = 0, b = 0, where two clouds of inputs
        near 1 overlap little and lam is 0.1.
    value : after 10,000 steps the function is at most 3 % above its least value, for lam of 0.1 and inputs of a size
        near 1 with their middle near 0.
    generator : the same generator gives the same w and b; nothing else is random.

    Notes
    -----
    Step t = 1, 2, ... has the rate :math:`1 / (\lambda t)`. Return the last w and b, or their mean over the later half
    of the steps; a mean over all steps drags the wild beginning along.

    References
    ----------
    .. [1] Shalev-Shwartz, S., Singer, Y., Srebro, N., Cotter, A. Pegasos: primal estimated sub-gradient solver for SVM.
       *Mathematical Programming* 127 (2011), 3-30.

    Examples
    --------
    >>> X, y = np.array([[0.0], [2.0]]), np.array([-1, 1])
    >>> w, b = pegasos_fit(X, y, 0.1, 5000, np.random.default_rng(0))
    >>> print(w.round(1), round(b, 1))
    [1.] -1.0
    """
    w, b = np.zeros(X.shape[1]), 0.0
    for t in range(1, steps + 1):
        i = rng.integers(len(X))
        eta = 1 / (lam * t)
        inside = y[i] * (X[i] @ w + b) < 1
        w = (1 - eta * lam) * w
        if inside:
            w, b = w + eta * y[i] * X[i], b + eta * y[i]
    return w, float(b)
