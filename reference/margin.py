"""How wide a street a line leaves between two classes, and the one way to write the line that says so."""

import numpy as np

from reference.types import Array, Labels


def geometric_margin(w: Array, b: float, X: Array, y: Labels) -> float:
    r"""Measure the distance from the hyperplane w . x + b = 0 to the row that fares worst.

    The distance counts as positive on the right side and as negative on the wrong one.

    Parameters
    ----------
    w : ndarray, shape (D,)
        Weights; not all 0.
    b : float
        Bias.
    X : ndarray, shape (N, D)
        Inputs, one row per example.
    y : ndarray of int, shape (N,)
        Labels, each -1 or +1.

    Returns
    -------
    margin : float
        The smallest signed distance among the N rows.

    Promises
    --------
    distance : where every row is on the side of its label, the margin is the distance of the nearest one.
    sign : where some row is on the wrong side, the margin is minus the distance of the one that is farthest on it.
    scale : multiplying w and b by the same positive number leaves the margin as it is.
    pure : w, X and y are left as they were.

    References
    ----------
    .. [1] Cortes, C., Vapnik, V. Support-vector networks. *Machine Learning* 20 (1995), 273-297.

    Examples
    --------
    >>> X, y = np.array([[0.0, 0.0], [5.0, 0.0]]), np.array([-1, 1])
    >>> geometric_margin(np.array([3.0, 4.0]), -5.0, X, y)
    1.0
    """
    return float((y * (X @ w + b)).min() / np.linalg.norm(w))


def canonicalize(w: Array, b: float, X: Array, y: Labels) -> tuple[Array, float]:
    r"""Write a separating hyperplane so that the nearest rows have a score of -1 or +1.

    Parameters
    ----------
    w : ndarray, shape (D,)
        Weights.
    b : float
        Bias; together with w it separates: :math:`y_i\,(w \cdot x_i + b) > 0` for every row.
    X : ndarray, shape (N, D)
        Inputs, one row per example.
    y : ndarray of int, shape (N,)
        Labels, each -1 or +1.

    Returns
    -------
    w : ndarray, shape (D,)
        Weights of the same hyperplane.
    b : float
        Bias of the same hyperplane.

    Promises
    --------
    one : with the returned w and b, the smallest y (w . x + b) over the rows is 1.
    same : the returned w and b are the given ones, both multiplied by one positive number.
    pure : w, X and y are left as they were.

    Examples
    --------
    >>> w, b = canonicalize(np.array([3.0, 4.0]), -5.0, np.array([[0.0, 0.0], [5.0, 0.0]]), np.array([-1, 1]))
    >>> print(w, b)
    [0.6 0.8] -1.0
    """
    smallest = float((y * (X @ w + b)).min())
    return w / smallest, b / smallest
