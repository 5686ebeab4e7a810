"""Learning from how wrong, not only whether: squared loss without a threshold, and one step down its gradient."""

import numpy as np

from reference.types import Array


def average_squared_loss(w: Array, X: Array, t: Array) -> float:
    r"""Average the squared errors of a linear unit.

    Parameters
    ----------
    w : ndarray, shape (D,)
        Weights; where there is a bias, it is one of them.
    X : ndarray, shape (N, D)
        Inputs; already augmented where there is a bias.
    t : ndarray, shape (N,)
        Targets.

    Returns
    -------
    loss : float
        Mean over the examples of :math:`\frac12 (t - w \cdot x)^2`. The output is the score itself: there is no
        threshold.

    Promises
    --------
    mean : the loss is the mean over the examples of half the squared error.
    exact : the output is the score w . x, without a threshold, for any targets.
    pure : w, X and t are left as they were.

    Examples
    --------
    >>> X = np.array([[1.0, 0.0], [1.0, 2.0]])
    >>> average_squared_loss(np.array([0.0, 1.0]), X, np.array([1.0, 1.0]))
    0.5
    """
    errors = t - X @ w  # (N,)
    return float(np.mean(errors**2)) / 2


def delta_rule_step(w: Array, X: Array, t: Array, eta: float) -> Array:
    r"""Take one step of the delta rule of Widrow and Hoff on all examples together.

    Parameters
    ----------
    w : ndarray, shape (D,)
        Weights before the step.
    X : ndarray, shape (N, D)
        Inputs; already augmented where there is a bias.
    t : ndarray, shape (N,)
        Targets.
    eta : float
        Step size.

    Returns
    -------
    w : ndarray, shape (D,)
        Weights after one step, of size `eta`, against the gradient of `average_squared_loss`.

    Promises
    --------
    step : one call makes one step of size eta against the gradient.
    gradient : the gradient is that of the mean over all examples, of outputs without a threshold.
    falls : with a small eta the average squared loss falls, unless the gradient is zero.
    pure : w, X and t are left as they were; the new weights are a new array.

    References
    ----------
    .. [1] Widrow, B., Hoff, M. E. Adaptive switching circuits. *1960 IRE WESCON Convention Record*, part 4, 96-104.

    Examples
    --------
    >>> X = np.array([[1.0, 0.0], [1.0, 2.0]])
    >>> delta_rule_step(np.array([0.0, 1.0]), X, np.array([1.0, 1.0]), eta=0.5)
    array([0. , 0.5])
    """
    errors = t - X @ w  # (N,)
    return w + eta * X.T @ errors / len(X)
