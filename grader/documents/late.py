"""What lateness takes from a score: a pure function, applied when a document is written and never when grading.

All of it in integers: points in millionths while computing, hundredths in the result, one rounding rule (half up).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from grader.documents.schema import Late, LateMode
from grader.documents.text import timestamp

DAY = 86_400
WHOLE = 1_000_000
"""A point, or a score as it was earned, in millionths."""


class Policy(Protocol):
    """What a course says of lateness, such as `grader.course.config.LatePolicy`."""

    @property
    def mode(self) -> LateMode:
        """none, percent (of the points earned), points, or lms (the platform deducts)."""

    @property
    def per_day(self) -> float:
        """How much for each begun day."""

    @property
    def grace_s(self) -> int:
        """Seconds after the due date that count as on time; days are counted from their end."""

    @property
    def cap(self) -> float | None:
        """The most that lateness takes, in percent or points; None: all."""


@dataclass(frozen=True, slots=True)
class Handing:
    """When one submission came and when it was due; without either, there is no penalty."""

    submitted_at: datetime | None = None
    due_at: datetime | None = None
    extension_s: int = 0


@dataclass(frozen=True, slots=True)
class NoPenalty:
    """The policy of a course that has none."""

    mode: LateMode = "none"
    per_day: float = 0.0
    grace_s: int = 0
    cap: float | None = None


def with_lateness(policy: Policy, handing: Handing, earned: int | None) -> tuple[float | None, Late]:
    """Return the score after the policy, rounded half up to a hundredth of a point, and how it came about."""
    late_s = _late_seconds(handing)
    days = -(-max(0, late_s - policy.grace_s) // DAY)  # begun days
    hundredths = None if earned is None else _hundredths(policy, earned, days)
    score = None if hundredths is None else hundredths / 100
    amount = 0 if earned is None or hundredths is None else earned * 100 - hundredths
    late = Late(
        mode=policy.mode,
        due_at=timestamp(handing.due_at),
        extension_s=handing.extension_s,
        grace_s=policy.grace_s,
        late_s=late_s,
        days=days,
        amount=amount / 100,
        applied=amount > 0,
    )
    return score, late


def _late_seconds(handing: Handing) -> int:
    if handing.submitted_at is None or handing.due_at is None:
        return 0
    over = handing.submitted_at - handing.due_at - timedelta(seconds=handing.extension_s)
    return max(0, -(-over // timedelta(seconds=1)))  # a begun second counts


def _hundredths(policy: Policy, earned: int, days: int) -> int:
    taken = min(_millionths(policy.per_day) * days, _millionths(policy.cap)) if days else 0
    if policy.mode == "percent":
        left = earned * max(0, WHOLE - taken // 100)
    elif policy.mode == "points":
        left = max(0, earned * WHOLE - taken)
    else:
        left = earned * WHOLE
    return (left + WHOLE // 200) // (WHOLE // 100)


def _millionths(amount: float | None) -> int:
    return 10**12 if amount is None else round(amount * WHOLE)
