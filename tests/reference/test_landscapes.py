"""The ravine by its closed form, the lecture's claim, and how long noise takes to leave a saddle."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.curvature import classify_critical_point, hessian_numeric
from reference.gradients import numeric_gradient
from reference.landscapes import deep_linear_witness, escape_time, ravine, steps_to
from reference.momentum import Momentum, Nesterov


@given(st.floats(-3, 3), st.floats(-3, 3), st.floats(1, 1000))
def test_the_slope_of_the_ravine_is_its_gradient(x, y, kappa):
    """Against central differences."""
    point = np.array([x, y])
    expected = numeric_gradient(lambda w: ravine({"w": w}, kappa)[0], point, 1e-4)

    assert expected == pytest.approx(ravine({"w": point}, kappa)[1]["w"], rel=1e-5, abs=1e-5)


@pytest.mark.parametrize("kappa", [3.0, 100.0])
@pytest.mark.parametrize("tol", [0.3, 1e-5])
def test_plain_descent_takes_as_many_steps_as_its_formula_says(kappa, tol):
    """With eta = 1/kappa y is 0 after one step, and x is (1 - 1/kappa)^n."""
    expected = next(n for n in range(10_000) if n and (1 - 1 / kappa) ** (2 * n) / 2 <= tol)

    assert expected == steps_to(Momentum(1 / kappa, 0.0), kappa, tol, 10_000)
    assert 1 == steps_to(Momentum(1 / kappa, 0.0), kappa, tol, 1)


def test_what_the_lectures_claim_of_200_steps():
    """kappa 100, rate 0.01: plain descent ends at 9e-3, momentum at 1.5e-8, Nesterov at 3e-11."""
    rolling, looking = Momentum(0.01, 0.9), Nesterov(0.01, 0.9)
    plain, momentum, nesterov = ({"w": np.ones(2)} for _ in range(3))
    for _ in range(200):
        plain = {"w": plain["w"] - 0.01 * ravine(plain)[1]["w"]}
        momentum = rolling.step(momentum, ravine(momentum)[1])
        nesterov = looking.step(nesterov, lambda params: ravine(params)[1])

    assert 9e-3 == pytest.approx(ravine(plain)[0], rel=0.02)
    assert 1.5e-8 == pytest.approx(ravine(momentum)[0], rel=0.1)
    assert 3e-11 == pytest.approx(ravine(nesterov)[0], rel=0.2)


def test_the_witness_is_one():
    """Two minima with a saddle between them."""

    def loss(w):
        return float((w[0] * w[1] - 1) ** 2)

    a, b = deep_linear_witness()

    assert 0 == loss(a) == loss(b)
    assert loss((a + b) / 2) >= 0.1
    assert "saddle" == classify_critical_point(hessian_numeric(loss, (a + b) / 2, 1e-3), 1e-6)


def test_noise_leaves_as_fast_as_a_plain_loop():
    """Two thousand walks of y alone, all at once; means within five standard errors."""
    rng, sd = np.random.default_rng(0), 0.5
    y, times = np.zeros(2000), np.full(2000, 200.0)
    for number in range(1, 201):
        y = 1.1 * y + 0.1 * sd * rng.normal(size=2000)
        times[(np.abs(y) > 1) & (times == 200)] = number
    ours = [escape_time(sd, 200, np.random.default_rng(k)) for k in range(500)]

    assert abs(np.mean(ours) - times.mean()) < 5 * times.std() * np.sqrt(1 / 500 + 1 / 2000)
    assert 200 == escape_time(0.0, 200, rng)
