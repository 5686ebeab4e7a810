"""Public checks of the measured work."""

import numpy as np

from grader import seed
from grader.assertions import assert_close


def scale_value(student):
    """Scale on five random rows."""
    rng = np.random.default_rng(seed())
    X = rng.normal(size=(5, 3)) * 1.0

    assert_close(student.scale(X, 2.0), X * 2.0)


def shift_value(student):
    """Shift on five random rows."""
    rng = np.random.default_rng(seed())
    X = rng.normal(size=(5, 3)) * 1.0

    assert_close(student.shift(X, 2.0), X + 2.0)


def row_sums_value(student):
    """row_sums on five random rows."""
    rng = np.random.default_rng(seed())
    X = rng.normal(size=(5, 3)) * 1.0

    assert_close(student.row_sums(X), X.sum(axis=1))


def column_means_value(student):
    """column_means on five random rows."""
    rng = np.random.default_rng(seed())
    X = rng.normal(size=(5, 3)) * 1.0

    assert_close(student.column_means(X), X.mean(axis=0))


def product_value(student):
    """Product on five random rows."""
    rng = np.random.default_rng(seed())
    X = rng.normal(size=(5, 3)) * 1.0

    assert_close(student.product(X, X.T), X @ X.T)


def relu_value(student):
    """Relu on five random rows."""
    rng = np.random.default_rng(seed())
    X = rng.normal(size=(5, 3)) * 1.0

    assert_close(student.relu(X), np.maximum(X, 0.0))


def one_hot_value(student):
    """one_hot on five random rows."""
    rng = np.random.default_rng(seed())
    y = rng.integers(0, 3, size=5)

    assert_close(student.one_hot(y, 3), np.eye(3)[y])


def norm_value(student):
    """Norm on five random rows."""
    rng = np.random.default_rng(seed())
    X = rng.normal(size=(5, 3)) * 1.0

    assert_close(student.norm(X[0]), float(np.sqrt(X[0] @ X[0])))


def scale_small(student):
    """Scale on five random rows."""
    rng = np.random.default_rng(seed())
    X = rng.normal(size=(5, 3)) * 1e-3

    assert_close(student.scale(X, 2.0), X * 2.0)


def shift_small(student):
    """Shift on five random rows."""
    rng = np.random.default_rng(seed())
    X = rng.normal(size=(5, 3)) * 1e-3

    assert_close(student.shift(X, 2.0), X + 2.0)


def row_sums_small(student):
    """row_sums on five random rows."""
    rng = np.random.default_rng(seed())
    X = rng.normal(size=(5, 3)) * 1e-3

    assert_close(student.row_sums(X), X.sum(axis=1))


def column_means_small(student):
    """column_means on five random rows."""
    rng = np.random.default_rng(seed())
    X = rng.normal(size=(5, 3)) * 1e-3

    assert_close(student.column_means(X), X.mean(axis=0))


def product_small(student):
    """Product on five random rows."""
    rng = np.random.default_rng(seed())
    X = rng.normal(size=(5, 3)) * 1e-3

    assert_close(student.product(X, X.T), X @ X.T)


def relu_small(student):
    """Relu on five random rows."""
    rng = np.random.default_rng(seed())
    X = rng.normal(size=(5, 3)) * 1e-3

    assert_close(student.relu(X), np.maximum(X, 0.0))


def one_hot_small(student):
    """one_hot on five random rows."""
    rng = np.random.default_rng(seed())
    y = rng.integers(0, 3, size=5)

    assert_close(student.one_hot(y, 3), np.eye(3)[y])


def norm_small(student):
    """Norm on five random rows."""
    rng = np.random.default_rng(seed())
    X = rng.normal(size=(5, 3)) * 1e-3

    assert_close(student.norm(X[0]), float(np.sqrt(X[0] @ X[0])))
