"""One check's result as it stands in the staff form, and what several of them come to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from grader.documents.evidence import Band, evidence_forms
from grader.documents.rubric import Row
from grader.documents.schema import CheckForm, Detail, Frame, Ladder, OutcomeWord, Promise, Rung
from grader.documents.text import capped, clean, number
from grader.model import CheckResult, Message, Outcome, Party, Slice

FAULTS = ("check_fault", "host_fault")
FRAMES = 20
DETAILS = 20


@dataclass(frozen=True, slots=True)
class Caps:
    """How much of each text is kept, in characters, and how many points of a curve."""

    message: int
    detail: int
    code: int
    points: int
    source: int


class Judged(Protocol):
    """Anything with points and an outcome word."""

    @property
    def points_earned(self) -> int | None:
        """None where it was not judged."""

    @property
    def points_possible(self) -> int:
        """What it is worth."""

    @property
    def status(self) -> OutcomeWord | None:
        """None where it was not judged."""


def check_form(
    row: Row, result: CheckResult | None, code: Slice | None, caps: Caps, bands: Mapping[str, Band]
) -> CheckForm:
    """Return one check of the staff form; without a result it stands there as not run."""
    found = result or CheckResult("", row.name, Outcome.SKIPPED, 0, row.points)
    judged = result is not None and found.outcome.party is Party.STUDENT
    return CheckForm(
        id=row.name,
        title=clean(row.title, caps.message),
        kind=row.kind,
        visibility="hidden" if row.hidden else "visible",
        promise=Promise(label=row.promise, text=clean(row.sentence, caps.message)),
        points_earned=found.earned if judged else None,
        points_possible=row.points,
        status=None if result is None else found.outcome.value,
        message=None if found.message is None else capped(found.message.text, caps.message),
        details=_details(found.message, caps.detail),
        convention=None if found.convention is None else clean(found.convention, 200),
        ladder=_ladder(row, found),
        swapped=tuple(clean(name, 200) for name in found.swapped),
        mistake=None if found.mistake is None else clean(found.mistake, 200),
        hint=None if found.hint is None else clean(found.hint, caps.message),
        exception=tuple(clean(name, 100) for name in found.kinds[:10]),
        frames=_frames(found, code, caps.code),
        evidence=evidence_forms(found.evidence, caps.points, bands),
        duration_s=round(found.seconds, 4),
    )


def combined(checks: Sequence[Judged]) -> tuple[int | None, int, OutcomeWord | None]:
    """Return points earned, points possible and the one word for several checks.

    A fault or a check that was not run withholds the points. Otherwise the word is passed or partial by the points,
    or what the first check that did not pass met.
    """
    possible = sum(check.points_possible for check in checks)
    words = [check.status for check in checks]
    faults = [word for word in words if word in FAULTS]
    if faults or not words or None in words:
        return None, possible, faults[0] if faults else None
    earned = sum(check.points_earned or 0 for check in checks)
    others = [word for word in words if word != "passed"]
    if not others:
        return earned, possible, "passed"
    return earned, possible, "partial" if earned else others[0]


def _details(message: Message | None, cap: int) -> tuple[Detail, ...]:
    if message is None:
        return ()
    some = list(message.details.items())[:DETAILS]
    return tuple(Detail(name=clean(name, 100), text=capped(text, cap)) for name, text in some)


def _ladder(row: Row, result: CheckResult) -> Ladder | None:
    if not row.ladder:
        return None
    rungs = tuple(Rung(metric=float(metric), points=points) for metric, points in row.ladder)
    metric = None if result.metric is None else number(result.metric)
    return Ladder(metric=metric, lower_is_better=row.lower_is_better, rungs=rungs, data=row.data)


def _frames(result: CheckResult, code: Slice | None, cap: int) -> tuple[Frame, ...]:
    """Return where in the student's own cells it happened, outermost first; a line outside of the slice is left out."""
    if code is None or not result.frames:
        return ()
    lines = code.source.split("\n")
    inside = [(line, name) for line, name in result.frames if 0 < line <= min(len(lines), len(code.lines))]
    return tuple(
        Frame(
            cell=code.lines[line - 1][0],
            line=code.lines[line - 1][1],
            function=clean(name, 200),
            code=clean(lines[line - 1], cap),
        )
        for line, name in inside[-FRAMES:]
    )
