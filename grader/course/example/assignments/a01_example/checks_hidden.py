"""Hidden checks: this file never leaves the instructor's machine."""

import numpy as np
from reference.scaling import standardize

from grader import seed
from grader.assertions import assert_close, assert_no_warning


def columns_have_deviation_one(student):
    """Twenty random rows, compared with the reference."""
    X = np.random.default_rng(seed()).normal(loc=3.0, scale=5.0, size=(20, 4))

    Z = student.standardize(X)

    assert_close(Z, standardize(X), hint="np.std divides by N; with ddof=1 it divides by N - 1.")


def a_constant_column_becomes_zero(student):
    """One column of sevens."""
    Z = student.standardize(np.full((4, 1), 7.0))

    assert_close(Z, np.zeros((4, 1)), hint="Where the deviation is 0, divide by 1.")


def a_constant_column_causes_no_warning(student):
    """One column of sevens beside an ordinary one."""
    X = np.array([[7.0, 1.0], [7.0, 2.0]])

    assert_no_warning(student.standardize, X)
