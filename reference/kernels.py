"""Kernels: scalar products in a space of features that nobody has to compute."""

import numpy as np

from reference.types import Array


def linear_kernel(X: Array, Z: Array) -> Array:
    r"""Compare every row of X with every row of Z by their scalar product.

    Parameters
    ----------
    X : ndarray, shape (N, D)
        Rows.
    Z : ndarray, shape (M, D)
        Rows, as long as those of X.

    Returns
    -------
    K : ndarray, shape (N, M)
        :math:`K_{ij} = x_i \cdot z_j`.

    Promises
    --------
    product : K[i, j] is the scalar product of row i of X and row j of Z.
    shape : X and Z may have different numbers of rows, one among them.

    Examples
    --------
    >>> print(linear_kernel(np.array([[1.0, 2.0]]), np.array([[3.0, 4.0], [0.0, 1.0]])))
    [[11.  2.]]
    """
    return X @ Z.T  # (N, M)


def poly_kernel(X: Array, Z: Array, degree: int, coef0: float = 1.0) -> Array:
    r"""Compare rows by a power of their scalar product: all products of up to `degree` inputs are features.

    Parameters
    ----------
    X : ndarray, shape (N, D)
        Rows.
    Z : ndarray, shape (M, D)
        Rows, as long as those of X.
    degree : int
        The power, at least 1.
    coef0 : float
        What is added before the power is taken.

    Returns
    -------
    K : ndarray, shape (N, M)
        :math:`K_{ij} = (x_i \cdot z_j + \text{coef0})^{\text{degree}}`.

    Promises
    --------
    map : with degree 2 and coef0 1, K[i, j] is the scalar product of the two rows of features that the handout
        writes out.
    power : K[i, j] is the scalar product plus coef0, to the power of degree, for every degree and coef0.
    shape : X and Z may have different numbers of rows, one among them.

    Examples
    --------
    >>> print(poly_kernel(np.array([[1.0, 2.0]]), np.array([[3.0, 4.0], [0.0, -1.0]]), 2))
    [[144.   1.]]
    """
    return (X @ Z.T + coef0) ** degree  # (N, M)


def rbf_kernel(X: Array, Z: Array, gamma: float) -> Array:
    r"""Compare rows by how near they are: 1 for equal ones, nearly 0 for distant ones.

    Parameters
    ----------
    X : ndarray, shape (N, D)
        Rows.
    Z : ndarray, shape (M, D)
        Rows, as long as those of X.
    gamma : float
        How fast nearness is lost, above 0; :math:`1 / (2 \sigma^2)` of a bell of width :math:`\sigma`.

    Returns
    -------
    K : ndarray, shape (N, M)
        :math:`K_{ij} = e^{-\gamma \|x_i - z_j\|^2}`.

    Promises
    --------
    value : K[i, j] is the exponential of minus gamma times the squared distance of row i of X and row j of Z.
    shape : X and Z may have different numbers of rows, one among them.
    range : no entry is above 1, also for rows that are long and close together: a squared distance is never negative.
    pure : X and Z are left as they were.

    References
    ----------
    .. [1] Schoelkopf, B., Smola, A. J. *Learning with Kernels*, MIT Press, 2002, section 2.3.

    Examples
    --------
    >>> print(rbf_kernel(np.array([[1.0, 2.0]]), np.array([[1.0, 2.0], [1.0, 3.0]]), np.log(4.0)))
    [[1.   0.25]]
    """
    # |x - z|^2 = |x|^2 + |z|^2 - 2 x.z needs no array of shape (N, M, D), but its rounding can go below 0.
    squared = (X**2).sum(axis=1)[:, None] + (Z**2).sum(axis=1) - 2 * X @ Z.T  # (N, M)
    return np.exp(-gamma * np.maximum(squared, 0))
