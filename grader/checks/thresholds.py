"""Thresholds: the better of two seeds, the ladder, and a budget of CPU seconds against the reference's own time."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from grader.assertions.results import show
from grader.checks.attempt import Attempt, Place, attempt
from grader.checks.known_mistakes import with_diagnosis
from grader.checks.terms import CheckTerms
from grader.messages import say
from grader.model import CheckResult, Message, Outcome, Threshold
from grader.student import OpenSession

FLOOR = 10.0
"""CPU seconds that every threshold may use, so that a fast reference does not make a host's hiccup count."""

HOPELESS = (Outcome.MISSING, Outcome.TIMED_OUT, Outcome.KILLED, Outcome.CHECK_FAULT, Outcome.HOST_FAULT)
"""Outcomes that a second seed would not change."""

_reference_seconds: dict[tuple[OpenSession, bytes, str, str, str], float] = {}
"""What the reference needed, measured once per process."""


@dataclass(frozen=True, slots=True)
class _Verdict:
    """What one run is worth, with all that a result says of it."""

    outcome: Outcome
    earned: int
    metric: float | None
    message: Message | None
    made: Attempt


def run_threshold(place: Place, threshold: Threshold, open_session: OpenSession, terms: CheckTerms) -> CheckResult:
    """Run a threshold with its first seed, with its second where the first missed the top rung, and take the better."""
    first = _judge(place, threshold, open_session, terms, run=0)
    verdicts = [first]
    if first.outcome is not Outcome.PASSED and first.outcome not in HOPELESS:
        second = _judge(place, threshold, open_session, terms, run=1)
        verdicts.append(second)
    best = max(verdicts, key=lambda verdict: _rank(verdict, threshold))
    faults = [verdict for verdict in verdicts if verdict.outcome in (Outcome.CHECK_FAULT, Outcome.HOST_FAULT)]
    if faults and best.outcome is not Outcome.PASSED:
        best = faults[0]  # the run that might have been better was not judged
    finding = best.made.finding
    result = CheckResult(
        exercise=place.exercise,
        check=place.row.name,
        outcome=best.outcome,
        earned=best.earned,
        possible=threshold.points,
        message=best.message,
        convention=best.made.draws.convention,
        metric=best.metric,
        swapped=place.swapped,
        evidence=tuple(best.made.draws.evidence),
        frames=finding.frames if finding else (),
        kinds=finding.kinds if finding else (),
        final=finding.final if finding else best.outcome is not Outcome.CHECK_FAULT,
        cpu_seconds=sum(verdict.made.cpu_seconds for verdict in verdicts),
        seconds=sum(verdict.made.seconds for verdict in verdicts),
    )
    return with_diagnosis(result, place, best.made, terms)


def _rank(verdict: _Verdict, threshold: Threshold) -> tuple[int, float]:
    """Order verdicts: more points first, then the better metric; `max` keeps the first of equals."""
    if verdict.metric is None:
        return verdict.earned, -math.inf
    return verdict.earned, -verdict.metric if threshold.lower_is_better else verdict.metric


def _judge(place: Place, threshold: Threshold, open_session: OpenSession, terms: CheckTerms, run: int) -> _Verdict:
    """Run once within the budget, and say what it is worth."""

    def once(cpu_seconds: float) -> Attempt:
        return attempt(place, open_session, terms, cpu_seconds, run)

    try:
        made, late = _within_budget(once, lambda: _budget(place, threshold, terms), terms)
    except _ReferenceFailed as failure:
        message = Message(say("check.reference", text=failure.text), {"reference": failure.text})
        return _Verdict(Outcome.CHECK_FAULT, 0, None, message, failure.made)
    if late is not None:
        return _Verdict(Outcome.TIMED_OUT, 0, None, late, made)
    if made.finding is not None:
        return _Verdict(made.finding.outcome, 0, None, made.finding.message, made)
    metric = finite(made.returned)
    if metric is None:
        message = Message(say("check.bad_metric", found=show(made.returned)))
        return _Verdict(Outcome.CHECK_FAULT, 0, None, message, made)
    outcome, earned, reached = climb(threshold, metric)
    return _Verdict(outcome, earned, metric, reached, made)


def finite(metric: object) -> float | None:
    """Return what a threshold returned as a float, or None where it is no finite number."""
    if isinstance(metric, (bool, np.bool_)) or not isinstance(metric, (int, float, np.integer, np.floating)):
        return None
    try:
        value = float(metric)
    except OverflowError:
        return None
    return value if math.isfinite(value) else None


def climb(threshold: Threshold, metric: float) -> tuple[Outcome, int, Message | None]:
    """Return the outcome, the points, and what to read, for a metric on the ladder of a threshold."""
    rungs = sorted(threshold.ladder, key=lambda rung: rung[1], reverse=True)
    reached = [points for rung, points in rungs if _reaches(threshold, metric, rung)]
    earned, possible = max(reached, default=0), threshold.points
    if earned == possible:
        return Outcome.PASSED, earned, None
    above, points = min((rung for rung in rungs if rung[1] > earned), key=lambda rung: rung[1])
    words: dict[str, object] = {
        "next": f"{above:g}",
        "points": points,
        "possible": possible,
        "metric": _show(metric, above),
    }
    suffix = "_low" if threshold.lower_is_better else ""
    if not earned:
        return Outcome.FAILED, 0, Message(say(f"ladder.below{suffix}", **words), {"observed": repr(metric)})
    rung = next(rung for rung, worth in rungs if worth == earned)
    text = say(f"ladder.partial{suffix}", rung=f"{rung:g}", earned=earned, **words)
    return Outcome.PARTIAL, earned, Message(text, {"observed": repr(metric)})


def _reaches(threshold: Threshold, metric: float, rung: float) -> bool:
    return metric <= rung if threshold.lower_is_better else metric >= rung


def _show(metric: float, rung: float) -> str:
    """Return the metric with as many digits as it takes to see that it misses the rung."""
    short = f"{metric:.4g}"
    return short if float(short) != rung else f"{metric:.17g}"


class _ReferenceFailed(Exception):  # noqa: N818 - it is a verdict on the course, caught in this module
    def __init__(self, made: Attempt, text: str) -> None:
        super().__init__(text)
        self.made, self.text = made, text


def _budget(place: Place, threshold: Threshold, terms: CheckTerms) -> float:
    """Return the CPU seconds allowed, measuring the reference's own time where that is not known yet."""
    assert terms.reference is not None
    key = (terms.reference, terms.key, place.assignment, place.row.name, place.active.name)
    if key not in _reference_seconds:
        made = attempt(replace(place, swapped=()), terms.reference, terms, terms.limits.cpu_total)
        if made.finding is not None:
            raise _ReferenceFailed(made, made.finding.message.text)
        _reference_seconds[key] = made.cpu_seconds
    return max(FLOOR, threshold.budget * _reference_seconds[key])


def _within_budget(
    once: Callable[[float], Attempt], budget: Callable[[], float], terms: CheckTerms
) -> tuple[Attempt, Message | None]:
    """Return a run, and what to say where it took too long even when it ran alone.

    Every budget is at least `FLOOR`, so the reference is measured only for a run that needed more than that. What timed
    out with less was not stopped for its computing, but waits, or does not finish loading: it says so itself.
    """
    made = once(2 * FLOOR)
    if made.cpu_seconds <= FLOOR or terms.reference is None:
        return made, None
    allowed = budget()
    if _timed_out(made) and allowed > FLOOR:
        made = once(2 * allowed)
    if made.cpu_seconds <= allowed:
        return made, None
    if _timed_out(made):
        return made, _too_slow(made, allowed)
    with terms.alone():
        again = once(2 * allowed)
    if not _timed_out(again) and again.cpu_seconds < made.cpu_seconds:
        made = again
    return made, _too_slow(made, allowed) if made.cpu_seconds > allowed else None


def _timed_out(made: Attempt) -> bool:
    return made.finding is not None and made.finding.outcome is Outcome.TIMED_OUT


def _too_slow(made: Attempt, allowed: float) -> Message:
    used = 2 * allowed if _timed_out(made) else made.cpu_seconds  # where it was stopped, not how late that was noticed
    text = say("check.too_slow", used=math.ceil(used), allowed=math.floor(allowed))
    reason = made.finding.message.text if made.finding else ""
    return Message(text, {"reason": reason} if reason else {})
