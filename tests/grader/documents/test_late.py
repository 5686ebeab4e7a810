"""Lateness: a pure function of times and policy, in integers, with one rounding rule."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.course.config import LatePolicy
from grader.documents import Handing, with_lateness

DUE = datetime(2026, 10, 19, 21, 59, tzinfo=UTC)


def after(**late):
    """Handed in so long after the due date."""
    return Handing(DUE + timedelta(**late), DUE)


@pytest.mark.parametrize(
    ("policy", "handing", "score", "days"),
    [
        (LatePolicy("none"), after(days=9), 20.0, 9),
        (LatePolicy("lms"), after(days=9), 20.0, 9),
        (LatePolicy("percent", 10.0), after(seconds=0), 20.0, 0),
        (LatePolicy("percent", 10.0), after(seconds=-5), 20.0, 0),
        (LatePolicy("percent", 10.0), after(milliseconds=1), 18.0, 1),
        (LatePolicy("percent", 10.0), after(days=1), 18.0, 1),
        (LatePolicy("percent", 10.0), after(days=1, seconds=1), 16.0, 2),
        (LatePolicy("percent", 10.0), after(days=99), 0.0, 99),
        (LatePolicy("percent", 10.0, cap=50.0), after(days=99), 10.0, 99),
        (LatePolicy("percent", 10.0, grace_s=900), after(minutes=15), 20.0, 0),
        (LatePolicy("percent", 10.0, grace_s=900), after(minutes=15, seconds=1), 18.0, 1),
        (LatePolicy("percent", 33.33), after(hours=1), 13.33, 1),
        (LatePolicy("points", 1.5), after(days=2), 17.0, 2),
        (LatePolicy("points", 1.5, cap=2.0), after(days=2), 18.0, 2),
        (LatePolicy("points", 15.0), after(days=2), 0.0, 2),
        (LatePolicy("percent", 10.0), Handing(None, DUE), 20.0, 0),
        (LatePolicy("percent", 10.0), Handing(DUE, None), 20.0, 0),
        (LatePolicy("percent", 10.0), Handing(DUE + timedelta(days=3), DUE, 3 * 86_400), 20.0, 0),
    ],
)
def test_what_lateness_takes(policy, handing, score, days):
    """Begun days count after grace and extension; who has no time has no penalty."""
    found, late = with_lateness(policy, handing, 20)

    assert (score, days) == (found, late.days)
    assert late.amount == pytest.approx(20 - score)
    assert late.applied == (score < 20)


def test_half_a_hundredth_is_rounded_up():
    """The rule that the feedback states."""
    score, late = with_lateness(LatePolicy("percent", 0.5), after(hours=1), 1)  # 0.995

    assert (score, late.amount) == (1.0, 0.0)


def test_without_a_score_there_is_no_penalty():
    """A withheld score stays withheld."""
    score, late = with_lateness(LatePolicy("percent", 10.0), after(days=2), None)

    assert (score, late.amount, late.applied, late.days) == (None, 0.0, False, 2)


@given(
    mode=st.sampled_from(["none", "percent", "points", "lms"]),
    per_day=st.integers(0, 10_000).map(lambda n: n / 100),
    cap=st.none() | st.integers(0, 10_000).map(lambda n: n / 100),
    grace_s=st.integers(0, 200_000),
    late_s=st.integers(-100_000, 10_000_000),
    earned=st.integers(0, 500),
)
def test_the_rule_in_exact_fractions(mode, per_day, cap, grace_s, late_s, earned):
    """For any policy the result is the exact one, rounded half up to a hundredth, and never above what was earned."""
    score, late = with_lateness(LatePolicy(mode, per_day, grace_s, cap), after(seconds=late_s), earned)
    days = -(-max(0, late_s - grace_s) // 86_400)
    taken = Fraction(round(per_day * 100), 100) * days
    if cap is not None:
        taken = min(taken, Fraction(round(cap * 100), 100))
    if mode == "percent":
        exact = earned * max(Fraction(0), 1 - taken / 100)
    else:
        exact = max(Fraction(0), earned - taken) if mode == "points" else Fraction(earned)

    assert float(Fraction((exact * 100 + Fraction(1, 2)).__floor__(), 100)) == score
    assert 0 <= score <= earned
    assert round(score + late.amount, 2) == earned
