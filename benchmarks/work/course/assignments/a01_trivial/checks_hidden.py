"""Hidden checks of the measured work."""

import numpy as np

from grader import seed
from grader.assertions import assert_close


def scale_large(student):
    """Scale on five random rows."""
    rng = np.random.default_rng(seed())
    X = rng.normal(size=(5, 3)) * 1e6

    assert_close(student.scale(X, 2.0), X * 2.0)


def shift_large(student):
    """Shift on five random rows."""
    rng = np.random.default_rng(seed())
    X = rng.normal(size=(5, 3)) * 1e6

    assert_close(student.shift(X, 2.0), X + 2.0)


def row_sums_large(student):
    """row_sums on five random rows."""
    rng = np.random.default_rng(seed())
    X = rng.normal(size=(5, 3)) * 1e6

    assert_close(student.row_sums(X), X.sum(axis=1))


def column_means_large(student):
    """column_means on five random rows."""
    rng = np.random.default_rng(seed())
    X = rng.normal(size=(5, 3)) * 1e6

    assert_close(student.column_means(X), X.mean(axis=0))


def product_large(student):
    """Product on five random rows."""
    rng = np.random.default_rng(seed())
    X = rng.normal(size=(5, 3)) * 1e6

    assert_close(student.product(X, X.T), X @ X.T)


def relu_large(student):
    """Relu on five random rows."""
    rng = np.random.default_rng(seed())
    X = rng.normal(size=(5, 3)) * 1e6

    assert_close(student.relu(X), np.maximum(X, 0.0))


def one_hot_large(student):
    """one_hot on five random rows."""
    rng = np.random.default_rng(seed())
    y = rng.integers(0, 3, size=5)

    assert_close(student.one_hot(y, 3), np.eye(3)[y])


def norm_large(student):
    """Norm on five random rows."""
    rng = np.random.default_rng(seed())
    X = rng.normal(size=(5, 3)) * 1e6

    assert_close(student.norm(X[0]), float(np.sqrt(X[0] @ X[0])))
