"""What a penalty on the p-th power of a weight does to it: it shrinks, or it becomes exactly 0."""

import numpy as np

from reference.types import Array


def shrink(c: Array, a: float, p: float) -> Array:
    r"""Return for each entry of c the weight w with the least :math:`\frac12 (w - c)^2 + a |w|^p`.

    Parameters
    ----------
    c : ndarray, shape (N,)
        Where the weights would be without the penalty.
    a : float
        The price, above 0.
    p : float
        The power: 0.5, 1, 1.5, 2 or 4.

    Returns
    -------
    w : ndarray, shape (N,)
        The best weights.

    Promises
    --------
    one : with p = 1 the result is right to 1e-6, and c is left as it was.
    two : with p = 2 the result is right to 1e-6.
    all : with p = 0.5, 1.5 and 4 the result is right to 1e-6; where two weights are equally good, either counts.
    zeros : where 0 is best the result is exactly 0, and elsewhere it is not.

    References
    ----------
    .. [1] Xu, Z., Chang, X., Xu, F., Zhang, H. L1/2 regularization: a thresholding representation theory and a fast
       solver. *IEEE Transactions on Neural Networks and Learning Systems* 23 (2012), 1013-1027.

    Examples
    --------
    >>> shrink(np.array([3.0, -0.5]), 1.0, 1)
    array([2., 0.])
    """
    size = np.abs(c)
    if p == 1:
        return np.sign(c) * np.maximum(size - a, 0.0) + 0.0  # the 0.0 makes 0 of -0
    # A weight that is not 0 has the slope w - |c| + a p w^(p-1) = 0. Above `turn` that slope rises with w; for p < 1 it
    # falls below, and w = 0 may be better than the weight that is found.
    turn = (a * p * (1 - p)) ** (1 / (2 - p)) if p < 1 else 0.0
    low, high = np.minimum(turn, size), size
    for _ in range(100):  # halve the interval until no float lies between its ends
        middle = (low + high) / 2
        with np.errstate(divide="ignore"):  # where c is 0, 0 to a power below 0
            rising = middle - size + a * p * middle ** (p - 1) > 0
        low, high = np.where(rising, low, middle), np.where(rising, middle, high)
    better = (high - size) ** 2 / 2 + a * high**p < size**2 / 2
    return np.sign(c) * np.where(better, high, 0.0) + 0.0
