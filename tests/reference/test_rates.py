"""Schedules against what they promise in words, and a plain loop."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.rates import (
    exp_decay,
    geometric_decay,
    inv_t_decay,
    piecewise_decay,
    plateau_decay,
    power_decay,
    step_decay,
)

TIMES, RATES, SPEEDS = st.floats(0, 100), st.floats(0.001, 10), st.floats(0.01, 2)
SCHEDULES = {
    "step": lambda t: step_decay(t, 0.5, 0.5, 7),
    "exp": lambda t: exp_decay(t, 0.5, 0.1),
    "geometric": lambda t: geometric_decay(t, 0.5, 0.5, 7),
    "inv_t": lambda t: inv_t_decay(t, 0.5, 0.1),
    "power": lambda t: power_decay(t, 0.5, 7, 1.5),
    "piecewise": lambda t: piecewise_decay(t, [3, 10], [0.5, 0.25, 0.125]),
}


@pytest.mark.parametrize("name", SCHEDULES)
def test_a_schedule_begins_at_its_rate_and_never_rises(name):
    """At time 0 it is eta0; later it is never above what it was."""
    found = [SCHEDULES[name](t) for t in np.linspace(0, 60, 241)]

    assert 0.5 == found[0]
    assert sorted(found, reverse=True) == found
    assert found[-1] > 0


@given(TIMES, TIMES, RATES, SPEEDS)
def test_equal_times_take_equal_shares(t, span, eta0, k):
    """The exponential and the geometric schedule fall by the same share wherever a span begins."""
    for schedule in (lambda u: exp_decay(u, eta0, k / 10), lambda u: geometric_decay(u, eta0, 0.5, 10 / k)):
        assert schedule(span) / eta0 * schedule(t) == pytest.approx(schedule(t + span), rel=1e-9)


@given(TIMES, RATES, SPEEDS)
def test_the_kinds_agree_where_they_meet(t, eta0, k):
    """r = 1/e in the time 1/k is the exponential; c = 1 is 1/t."""
    assert exp_decay(t, eta0, k) == pytest.approx(geometric_decay(t, eta0, float(np.exp(-1)), 1 / k), rel=1e-9)
    assert inv_t_decay(t, eta0, k) == pytest.approx(power_decay(t, eta0, 1 / k, 1.0), rel=1e-9)


@given(st.integers(0, 200), st.integers(1, 20))
def test_stairs_are_counted(t, every):
    """A loop over time that lowers the rate whenever a span is full."""
    eta = 1.0
    for now in range(1, t + 1):
        eta = eta / 2 if now % every == 0 else eta

    assert eta == step_decay(t, 1.0, 0.5, every)


@given(st.lists(st.integers(0, 50), max_size=6, unique=True).map(sorted), st.floats(-5, 60))
def test_a_table_is_read_from_the_left(boundaries, t):
    """As many boundaries as are reached, that is the place."""
    values = [1.0 / (i + 1) for i in range(len(boundaries) + 1)]
    reached = sum(1 for boundary in boundaries if t >= boundary)

    assert values[reached] == piecewise_decay(t, boundaries, values)


@given(st.lists(st.floats(0, 10), min_size=1, max_size=30))
def test_rises_of_the_error_are_counted(errors):
    """The rate of epoch e has been lowered once for every rise before e."""
    rises = [sum(errors[k] > errors[k - 1] for k in range(1, e)) for e in range(len(errors))]

    assert [0.8 * 0.5**count for count in rises] == pytest.approx(plateau_decay(errors, 0.8, 0.5))
