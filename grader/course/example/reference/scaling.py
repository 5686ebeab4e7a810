"""Bring inputs to a common scale."""

import numpy as np

from reference.types import Array


def standardize(X: Array) -> Array:
    """Shift and scale each column to mean 0 and standard deviation 1.

    Parameters
    ----------
    X : ndarray, shape (N, D)
        Inputs, one row per example.

    Returns
    -------
    Z : ndarray, shape (N, D)
        The same inputs on a common scale.

    Promises
    --------
    mean : every column of Z has mean 0.
    deviation : every column of Z has standard deviation 1; the deviation divides by N, not by N - 1.
    constant : a column whose values are all equal becomes 0, without a warning.
    pure : X is left as it was.

    Examples
    --------
    >>> standardize(np.array([[1.0], [3.0]]))
    array([[-1.],
           [ 1.]])
    """
    deviation = X.std(axis=0)  # (D,)
    safe = np.where(deviation > 0, deviation, 1.0)  # 0 / 0 is not a number
    return (X - X.mean(axis=0)) / safe  # (N, D)
