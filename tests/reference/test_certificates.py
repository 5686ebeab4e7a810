"""Certificates against exact fractions, and their existence against linear programming."""

from fractions import Fraction

import numpy as np
import pytest
import scipy.optimize

from reference.certificates import find_certificate, verify_certificate, xor_certificate

CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
AND, XOR = np.array([-1, -1, -1, 1]), np.array([-1, 1, 1, -1])


def separable(X, y):
    """Say by a linear program whether some w has y (w . x~) >= 1 everywhere."""
    rows = -y[:, None] * np.column_stack([np.ones(len(X)), X])
    found = scipy.optimize.linprog(
        np.zeros(X.shape[1] + 1), A_ub=rows, b_ub=-np.ones(len(X)), bounds=(None, None), method="highs"
    )
    return found.status == 0


def exactly_valid(X, y, cert):
    """Verify a certificate of whole numbers in fractions, without any tolerance."""
    kind, numbers = cert
    rows = [[Fraction(int(t)), *(Fraction(int(t)) * Fraction(float(v)) for v in x)] for x, t in zip(X, y, strict=True)]
    numbers = [Fraction(float(v)) for v in numbers]
    if kind == "w":
        return all(sum(a * b for a, b in zip(numbers, row, strict=True)) > 0 for row in rows)
    sums = [sum(lam * row[j] for lam, row in zip(numbers, rows, strict=True)) for j in range(len(rows[0]))]
    return min(numbers) >= 0 and any(numbers) and not any(sums)


@pytest.mark.parametrize("seed", range(20))
def test_verdict_is_that_of_exact_arithmetic(seed):
    """Whole numbers, drawn so that both verdicts are frequent for both kinds."""
    rng = np.random.default_rng(seed)
    for _ in range(50):
        N, D = int(rng.integers(2, 5)), int(rng.integers(1, 3))
        X, y = rng.integers(-1, 2, size=(N, D)).astype(float), rng.choice([-1, 1], size=N)
        for cert in (("w", rng.integers(-2, 3, size=D + 1)), ("farkas", rng.integers(-1, 3, size=N))):
            assert exactly_valid(X, y, cert) == verify_certificate(X, y, cert)


def test_both_verdicts_occur():
    """The test above would notice a verifier that always says no."""
    rng = np.random.default_rng(0)
    found = {"w": set(), "farkas": set()}
    for _ in range(500):
        X, y = rng.integers(-1, 2, size=(3, 1)).astype(float), rng.choice([-1, 1], size=3)
        for kind, numbers in (("w", rng.integers(-2, 3, size=2)), ("farkas", rng.integers(-1, 3, size=3))):
            found[kind].add(verify_certificate(X, y, (kind, numbers)))

    assert {"w": {True, False}, "farkas": {True, False}} == found


@pytest.mark.parametrize("scale", [1e-12, 1.0, 1e12])
def test_size_of_the_multipliers_makes_no_difference(scale):
    """What counts as 0 grows and shrinks with lam."""
    assert verify_certificate(CORNERS, XOR, ("farkas", scale * np.ones(4)))
    assert not verify_certificate(CORNERS, XOR, ("farkas", scale * np.array([1.0, 1.0, 1.0, 1.0 + 1e-6])))


def test_xor_certificate_is_exact():
    """By hand, so without any rounding."""
    assert exactly_valid(CORNERS, XOR, xor_certificate())
    assert not separable(CORNERS, XOR)


@pytest.mark.parametrize("seed", range(60))
def test_found_certificate_agrees_with_linear_programming(seed):
    """Sets of both kinds: the certificate is valid, and of the kind that another solver says."""
    rng = np.random.default_rng(seed)
    N, D = int(rng.integers(4, 25)), int(rng.integers(1, 5))
    X = rng.normal(size=(N, D)) + 2 * rng.normal(size=D)
    y = np.where((X - X.mean(axis=0)) @ rng.normal(size=D) > 0, 1, -1)
    y = rng.permutation(y) if seed % 2 else y
    cert = find_certificate(X, y)

    assert ("w" if separable(X, y) else "farkas") == cert[0]
    assert verify_certificate(X, y, cert)


def test_arguments_stay_as_they_were():
    """Inputs, labels and certificates are only read."""
    X, y, numbers = CORNERS.copy(), AND.copy(), np.array([-3.0, 2.0, 2.0])
    find_certificate(X, y)
    verify_certificate(X, y, ("w", numbers))
    verify_certificate(X, y, ("farkas", np.ones(4)))

    assert np.array_equal(CORNERS, X)
    assert np.array_equal(AND, y)
    assert [-3.0, 2.0, 2.0] == numbers.tolist()
