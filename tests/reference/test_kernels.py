"""Kernels against SciPy, scikit-learn and the features that they stand for."""

from itertools import combinations_with_replacement
from math import factorial

import numpy as np
import pytest
from scipy.spatial.distance import cdist
from sklearn.metrics import pairwise

from reference.kernels import linear_kernel, poly_kernel, rbf_kernel


@pytest.fixture
def rows():
    rng = np.random.default_rng(3)
    return rng.normal(size=(6, 3)), rng.normal(size=(4, 3))


def test_kernels_are_those_of_a_library(rows):
    """Linear, polynomial and rbf kernels agree with scikit-learn and SciPy to 1e-12."""
    X, Z = rows

    assert np.allclose(linear_kernel(X, Z), pairwise.linear_kernel(X, Z), atol=1e-12)
    assert np.allclose(poly_kernel(X, Z, 3, 0.5), pairwise.polynomial_kernel(X, Z, 3, 1, 0.5), atol=1e-12)
    assert np.allclose(rbf_kernel(X, Z, 0.7), np.exp(-0.7 * cdist(X, Z, "sqeuclidean")), atol=1e-12)


@pytest.mark.parametrize("degree", [1, 2, 3])
def test_a_power_counts_every_product_of_inputs(rows, degree):
    """The features are the monomials up to the degree, each with the root of its multinomial number."""

    def features(A):
        extended = np.column_stack([np.ones(len(A)), A])
        columns = []
        for chosen in combinations_with_replacement(range(extended.shape[1]), degree):
            repeats = np.bincount(chosen)
            number = factorial(degree) / np.prod([factorial(int(k)) for k in repeats])
            columns.append(np.sqrt(number) * extended[:, chosen].prod(axis=1))
        return np.column_stack(columns)

    X, Z = rows

    assert np.allclose(poly_kernel(X, Z, degree), features(X) @ features(Z).T)


def test_matrices_are_semidefinite(rows):
    """No eigenvalue of a matrix of kernel values is below 0, but for rounding."""
    X = np.vstack([*rows, rows[0]])

    assert np.linalg.eigvalsh(poly_kernel(X, X, 2)).min() >= -1e-12 * 1e3
    assert np.linalg.eigvalsh(rbf_kernel(X, X, 0.5)).min() >= -1e-12


def test_long_rows_are_never_nearer_than_themselves():
    """Where the expanded square cancels, no entry exceeds 1."""
    X = 1e6 * np.random.default_rng(0).normal(size=(50, 5))

    assert rbf_kernel(X, X, 0.5).max() <= 1
    assert np.allclose(rbf_kernel(X, X, 0.5), np.eye(50), atol=0.02)
