"""The hinge loss against loops and a library, its slope against differences, Pegasos against the quadratic program."""

import numpy as np
import pytest
from sklearn import svm

from reference.hinge import hinge_loss, pegasos_fit
from reference.kernels import linear_kernel
from reference.support_vectors import SVC


@pytest.fixture
def rows():
    rng = np.random.default_rng(4)
    y = np.where(np.arange(60) % 2, 1, -1)
    return rng.normal(size=(60, 2)) + y[:, None] * np.array([0.8, 0.6]), y


def price(w, b, X, y, C):
    """The loss, one row after the other."""
    return w @ w / 2 + C * sum(max(0.0, 1 - t * (w @ x + b)) for x, t in zip(X, y, strict=True))


def test_loss_is_that_of_a_loop(rows):
    """The value is half of w.w and C times what each row lacks."""
    w, b = np.array([0.7, -0.2]), 0.4

    assert hinge_loss(w, b, *rows, 2.5)[0] == pytest.approx(price(w, b, *rows, 2.5), rel=1e-13)


def test_slope_is_that_of_differences(rows):
    """Centred differences of the loss give dw and db."""
    w, b, h = np.array([0.7, -0.2]), 0.4, 1e-6
    _, dw, db = hinge_loss(w, b, *rows, 2.5)
    steps = np.eye(2) * h
    by_w = [(price(w + step, b, *rows, 2.5) - price(w - step, b, *rows, 2.5)) / (2 * h) for step in steps]

    assert np.allclose(dw, by_w, atol=1e-6)
    assert db == pytest.approx((price(w, b + h, *rows, 2.5) - price(w, b - h, *rows, 2.5)) / (2 * h), abs=1e-6)


def test_no_step_leads_below_the_program(rows):
    """At the solution of the quadratic program no drawn neighbour has a smaller loss."""
    X, y = rows
    model = SVC(linear_kernel, 0.3).fit(X, y)
    w = (model.alpha * y) @ X
    best = hinge_loss(w, model.b, X, y, 0.3)[0]
    rng = np.random.default_rng(0)
    near = [hinge_loss(w + rng.normal(size=2) * s, model.b + rng.normal() * s, X, y, 0.3)[0] for s in (1e-4, 0.1, 1)]

    assert min(near) >= best - 1e-9


@pytest.mark.parametrize("C", [0.1, 1.0, 10.0])
def test_least_loss_is_the_dual_value_of_a_library(rows, C):
    """scikit-learn's multipliers bound every loss from below, and our machine reaches that bound to 1e-8."""
    X, y = rows
    theirs, ours = svm.SVC(kernel="linear", C=C, tol=1e-10).fit(X, y), SVC(linear_kernel, C).fit(X, y)
    bound = np.abs(theirs.dual_coef_).sum() - (theirs.coef_**2).sum() / 2

    assert bound == pytest.approx(hinge_loss((ours.alpha * y) @ X, ours.b, X, y, C)[0], rel=1e-8)


@pytest.mark.parametrize("seed", range(5))
def test_pegasos_comes_within_a_few_percent(rows, seed):
    """10,000 steps reach the least value but for 3 %, from above."""
    X, y = rows
    lam = 0.1
    C = 1 / (lam * 60)
    model = SVC(linear_kernel, C).fit(X, y)
    best = price((model.alpha * y) @ X, model.b, X, y, C)
    found = price(*pegasos_fit(X, y, lam, 10_000, np.random.default_rng(seed)), X, y, C)

    assert best * (1 - 1e-9) <= found <= 1.03 * best
