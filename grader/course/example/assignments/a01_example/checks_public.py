"""Public checks: students receive this file."""

import numpy as np

from grader.assertions import assert_close, assert_unchanged


def two_examples_by_hand(student):
    """Two examples and two inputs, worked by hand."""
    X = np.array([[1.0, 10.0], [3.0, 30.0]])  # means 2 and 20, deviations 1 and 10

    Z = student.standardize(X)

    assert_close(Z, np.array([[-1.0, -1.0], [1.0, 1.0]]), hint="Subtract each column's mean: X.mean(axis=0).")


def standardize_leaves_its_argument_alone(student):
    """Five rows, three columns."""
    X = np.arange(15.0).reshape(5, 3) ** 2

    assert_unchanged(student.standardize, X)
