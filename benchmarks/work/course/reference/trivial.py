"""Eight trivial functions."""

import numpy as np


def scale(X, factor):
    """Multiply every entry.

    Promises
    --------
    value : every entry is right.
    small : small entries are handled like all others.
    large : large entries are handled like small ones.
    """
    return X * factor


def shift(X, offset):
    """Add to every entry.

    Promises
    --------
    value : every entry is right.
    small : small entries are handled like all others.
    large : large entries are handled like small ones.
    """
    return X + offset


def row_sums(X):
    """Sum each row.

    Promises
    --------
    value : every entry is right.
    small : small entries are handled like all others.
    large : large entries are handled like small ones.
    """
    return X.sum(axis=1)


def column_means(X):
    """Average each column.

    Promises
    --------
    value : every entry is right.
    small : small entries are handled like all others.
    large : large entries are handled like small ones.
    """
    return X.mean(axis=0)


def product(X, W):
    """Multiply two matrices.

    Promises
    --------
    value : every entry is right.
    small : small entries are handled like all others.
    large : large entries are handled like small ones.
    """
    return X @ W


def relu(Z):
    """Zero what is negative.

    Promises
    --------
    value : every entry is right.
    small : small entries are handled like all others.
    large : large entries are handled like small ones.
    """
    return np.maximum(Z, 0.0)


def one_hot(y, K):
    """Write labels as rows.

    Promises
    --------
    value : every entry is right.
    small : small entries are handled like all others.
    large : large entries are handled like small ones.
    """
    return np.eye(K)[y]


def norm(w):
    """Measure a vector.

    Promises
    --------
    value : every entry is right.
    small : small entries are handled like all others.
    large : large entries are handled like small ones.
    """
    return float(np.sqrt(w @ w))
