"""Hessians against SciPy and closed forms, kinds of points against the definition."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import rosen, rosen_der, rosen_hess

from reference.curvature import (
    classify_critical_point,
    critical_rate,
    hessian_numeric,
    steepest_direction,
    taylor_decrease,
)

SEEDS = st.integers(0, 99)


def turned(curvatures, seed):
    """Return a symmetric matrix with these eigenvalues along drawn axes."""
    axes, _ = np.linalg.qr(np.random.default_rng(seed).normal(size=(len(curvatures), len(curvatures))))
    H = axes @ np.diag(curvatures) @ axes.T
    return (H + H.T) / 2


@given(SEEDS, st.sampled_from([1e-3, 0.1, 1.0]))
def test_the_hessian_of_a_bowl_is_exact(seed, h):
    """To 1e-6, however long the steps."""
    rng = np.random.default_rng(seed)
    H, c = turned(rng.uniform(-3, 3, size=4), seed), rng.normal(size=4)
    found = hessian_numeric(lambda x: float(x @ H @ x / 2 + c @ x), rng.normal(size=4), h)

    assert pytest.approx(found, abs=1e-6) == H


def test_the_hessian_of_a_library_is_found():
    """SciPy's own test function with its own derivatives, to the h^2 that central differences leave."""
    x = np.array([0.3, -0.7, 1.1])

    assert rosen_hess(x) == pytest.approx(hessian_numeric(rosen, x, 1e-4), rel=1e-4, abs=1e-3)


def test_halving_the_step_quarters_the_error():
    """Central differences are of second order."""
    errors = [abs(hessian_numeric(lambda x: np.exp(x[0]), np.array([0.5]), h)[0, 0] - np.exp(0.5)) for h in (0.1, 0.05)]

    assert errors[0] / errors[1] == pytest.approx(4, rel=0.02)


@given(SEEDS)
def test_the_prediction_is_of_second_order(seed):
    """What is left shrinks by 8 when the step is halved: SciPy's test function."""
    x = np.random.default_rng(seed).uniform(0.5, 1.5, size=3)
    g, H = rosen_der(x), rosen_hess(x)
    etas = [1e-5, 5e-6]
    left = [rosen(x) - rosen(x - eta * g) - taylor_decrease(g, H, eta) for eta in etas]

    assert abs(left[1]) <= abs(left[0]) / 6 + 1e-9


@given(SEEDS, st.integers(1, 6))
def test_no_direction_falls_faster(seed, D):
    """Among a hundred drawn ones of length 1."""
    rng = np.random.default_rng(seed)
    g, others = rng.normal(size=D), rng.normal(size=(100, D))
    u = steepest_direction(g)

    assert np.linalg.norm(u) == pytest.approx(1)
    assert g @ u <= (others / np.linalg.norm(others, axis=1, keepdims=True) @ g).min() + 1e-12


@given(SEEDS)
def test_the_critical_rate_separates(seed):
    """A walk with 98 % of it ends at the minimum, one with 102 % does not."""
    rng = np.random.default_rng(seed)
    H = turned(rng.uniform(0.5, 5, size=3), seed)
    eta, ends = critical_rate(H), []
    for share in (0.98, 1.02):
        x = rng.normal(size=3)
        for _ in range(2000):
            x = x - share * eta * H @ x
        ends.append(np.abs(x).max())

    assert ends[0] < 1e-6
    assert ends[1] > 1e6


@given(st.lists(st.sampled_from([-2.0, -0.5, 0.0, 0.5, 2.0]), min_size=1, max_size=5), SEEDS)
def test_the_kind_is_that_of_the_axes(curvatures, seed):
    """Turning a landscape changes nothing."""
    signs = {np.sign(c) for c in curvatures}
    expected = "degenerate" if 0 in signs else {(1,): "min", (-1,): "max"}.get(tuple(signs), "saddle")

    assert expected == classify_critical_point(turned(curvatures, seed), 1e-6)
