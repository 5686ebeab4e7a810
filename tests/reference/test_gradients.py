"""Numeric gradients have the error that their scheme promises, ask as often as it says, and leave x alone."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.gradients import count_ops, numeric_gradient
from tests.reference import oracles

SCHEMES = ("one-sided", "centred")


@given(st.integers(0, 10_000))
def test_centred_scheme_agrees_with_loops(seed):
    """The oracle moves one entry of a list at a time."""
    rng = np.random.default_rng(seed)
    x, a = rng.normal(size=4), rng.normal(size=4)

    def smooth(v):
        return float(np.sin(np.array(v) @ a) + v[0] * v[3])

    np.testing.assert_allclose(
        numeric_gradient(smooth, x, 1e-5), oracles.numeric_gradient(smooth, x.tolist()), rtol=1e-9, atol=1e-12
    )


@pytest.mark.parametrize(("scheme", "power"), [("one-sided", 1), ("centred", 2)])
def test_error_falls_with_the_power_of_the_scheme(scheme, power):
    """A tenth of h leaves a tenth, or a hundredth, of the error."""
    errors = [numeric_gradient(lambda x: float(np.exp(x[0])), np.zeros(1), h, scheme)[0] - 1 for h in (0.1, 0.01)]

    assert errors[0] / errors[1] == pytest.approx(10**power, rel=0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("size", [1, 2, 7])
def test_calls_are_what_count_ops_counts(scheme, size):
    """The cost of the method is the number of calls that it makes."""
    calls = []
    numeric_gradient(lambda x: float(len(calls.append(1) or calls)), np.zeros(size), 0.1, scheme)

    assert count_ops(size)[scheme.replace("-", "_")] == len(calls)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_x_may_be_whole_strided_or_without_axes(scheme):
    """A linear function has the same gradient whatever holds its argument."""
    table = np.arange(12).reshape(3, 4)
    views = (table, table[::2, 1:], table.T, np.asfortranarray(table * 0.5), np.array(3), np.array(-2.5))
    for x in views:
        before = x.copy()
        found = numeric_gradient(lambda v: float(2 * np.sum(v)), x, 0.25, scheme)

        np.testing.assert_array_equal(found, np.full(x.shape, 2.0), strict=True)
        np.testing.assert_array_equal(x, before, strict=True)


def test_what_f_keeps_does_not_change():
    """f may keep its argument: each call gets an array of its own."""
    kept = []
    numeric_gradient(lambda x: float(len(kept.append(x) or kept)), np.zeros(2), 0.5)

    assert [[0.5, 0.0], [-0.5, 0.0], [0.0, 0.5], [0.0, -0.5]] == [x.tolist() for x in kept]
