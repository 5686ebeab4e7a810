"""What lateness takes from a score: a pure function, applied when a document is written and never when grading.

All of it in integers: points in millionths while computing, hundredths in the result, one rounding rule (half up).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from grader.course.config import LatePolicy
from grader.documents.schema import Late
from grader.documents.text import timestamp

DAY = 86_400
WHOLE = 1_000_000
"""A point, or a score as it was earned, in millionths."""


@dataclass(frozen=True, slots=True)
class Handing:
    """When one submission came and when it was due; without either, there is no penalty."""

    submitted_at: datetime | None = None
    due_at: datetime | None = None
    extension_s: int = 0


def with_lateness(policy: LatePolicy, handing: Handing, earned: int | None) -> tuple[float | None, Late]:
    """Return the score after the policy, rounded half up to a hundredth of a point, and how it came about.

    Grace is subtracted from the time after the due date, then every begun day counts. A percentage is one of the
    points earned. Without a time of handing in or a due date there is no penalty.
    """
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


def _hundredths(policy: LatePolicy, earned: int, days: int) -> int:
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
