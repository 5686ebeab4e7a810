"""Steps, boxes and curves against the same networks computed one unit at a time."""

import math
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.universality import approximate, box, step_unit, xor_sigmoid
from tests.reference import oracles


def xor_errors(scale):
    """Return the errors of the soft network at the four corners, unit by unit."""
    errors = []
    for x in product((0, 1), repeat=2):
        for W, b in xor_sigmoid(scale):
            x = [oracles.sigmoid(z) for z in oracles.layer(x, W, b)]
        errors.append(abs(x[0] - [0, 1, 1, 0][len(errors)]))
    return errors


def test_soft_xor_is_close_and_gets_closer():
    """Within 1e-3 at scale 20, and a tenth or less with each doubling."""
    worst = [max(xor_errors(scale)) for scale in (10.0, 20.0, 40.0)]

    assert worst[1] <= 1e-3
    assert worst[1] <= worst[0] / 10
    assert worst[2] <= worst[1] / 10


@given(st.floats(-50, 50), st.floats(0.1, 1e4), st.floats(-4, 4))
def test_step_rises_at_its_place(s, w, d):
    """At a distance of d / w it is sigmoid(d), whatever s and w are."""
    weight, bias = step_unit(s, w)

    assert oracles.sigmoid(weight * (s + d / w) + bias) == pytest.approx(oracles.sigmoid(d), abs=1e-7)


@pytest.mark.parametrize("seed", range(10))
def test_box_is_the_difference_of_two_steps(seed):
    """At any x, also on its sides."""
    rng = np.random.default_rng(seed)
    a, width, h, w = rng.normal(), rng.uniform(0.01, 2), rng.normal(), 10 ** rng.uniform(1, 4)
    layers = box(a, a + width, h, w)
    for x in rng.uniform(a - 1, a + width + 1, size=20):
        expected = h * (oracles.sigmoid(w * (x - a)) - oracles.sigmoid(w * (x - a - width)))

        assert oracles.curve(layers, x) == pytest.approx(expected, abs=1e-9)


CURVES = {
    "line": (lambda x: 2 * x - 1, 2.0),
    "sine": (lambda x: math.sin(2 * math.pi * x), 2 * math.pi),
    "kink": (lambda x: 3 * abs(x - 0.37), 3.0),
    "constant": (lambda x: 2.5, 0.0),
}


@pytest.mark.parametrize("n", [1, 3, 10, 64])
@pytest.mark.parametrize("name", CURVES)
def test_error_keeps_below_its_bound(name, n):
    """L / (2 n) + 1e-3 at every point that is a tenth of a box or more away from all sides."""
    f, slope = CURVES[name]
    layers = approximate(f, n)
    worst = max(
        abs(oracles.curve(layers, (k + within) / n) - f((k + within) / n))
        for k in range(n)
        for within in (0.1001, 0.3, 0.5, 0.7, 0.8999)
    )

    assert worst <= slope / (2 * n) + 1e-3


def test_error_halves():
    """With twice as many boxes 0.6 of the error, and 2e-3."""
    f, _ = CURVES["sine"]
    worst = []
    for n in (8, 16, 32):
        layers = approximate(f, n)
        x = [(k + within) / n for k in range(n) for within in (0.1001, 0.5, 0.8999)]
        worst.append(max(abs(oracles.curve(layers, each) - f(each)) for each in x))

    assert all(after <= 0.6 * before + 2e-3 for before, after in pairwise(worst))


def test_function_is_called_once_for_each_box():
    """With plain floats between 0 and 1."""
    asked = []
    approximate(lambda x: asked.append(x) or 0.0, 5)

    assert [0.1, 0.3, 0.5, 0.7, 0.9] == pytest.approx(asked)
    assert {float} == set(map(type, asked))
