"""The checks of an assignment against one submission: their order, and what stops an exercise."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from grader.checks.attempt import Attempt, Place, attempt
from grader.checks.follow_through import Part, Row, beside, in_order, swapped, verdict_name, with_used
from grader.checks.known_mistakes import DIAGNOSED, with_diagnosis
from grader.checks.terms import CheckTerms
from grader.checks.thresholds import climb, run_threshold
from grader.messages import lines, say
from grader.model import Assignment, CheckResult, Message, Outcome, Party, Question, Threshold
from grader.scores import active
from grader.student import OpenSession

UNJUDGEABLE = (Outcome.MISSING, Outcome.RAISED, Outcome.TIMED_OUT, Outcome.KILLED, Outcome.BAD_RETURN)
"""Outcomes that say that student code gave nothing that could be judged."""


def run_checks(
    loaded_id: str,
    assignment: Assignment,
    open_session: OpenSession,
    terms: CheckTerms,
    known: Mapping[str, CheckResult],
    only: frozenset[str] | None,
    report: Callable[[CheckResult], None],
) -> list[CheckResult]:
    """Return the result of every check, in the order of the rubric.

    Each check gets a session of its own. What is `known` (by `verdict_name`) is taken over at today's points; what is
    new or differs from what is known goes to `report` at once. With `only`, checks that are neither named there, nor
    needed to know what is served to those, nor known have no result. An exercise stops where it is missing, or where
    its first check met something that cannot be judged: its later checks are then skipped, and so are its manners where
    it earned nothing else. Also skipped is that of which an earlier run knew more, so that a fresh run and a regrade
    agree; for the same reason a known skip is decided anew.
    """
    wanted = with_used(assignment, only)
    results: dict[str, CheckResult] = {}
    for part in in_order(assignment):
        skip: Message | None = None
        for row in part.rows:
            lost = swapped(row, assignment, results.values())
            names = lost if terms.reference_worker else ()
            place = Place(loaded_id, part.name, row, active(row, terms.data.available), names)
            before = known.get(verdict_name(row.name, names))
            if wanted is not None and row.name not in wanted and before is None:
                continue
            skip = skip or _earns_nothing(part, row, results)
            result = _skipped(place, skip) if skip else _recalled(place, before)
            if result is None:
                result = _run(place, open_session, terms)
                result = result if names == lost else _at_home(result, row, lost, assignment)
            if result != before:
                report(result)
            results[row.name] = result
            if skip is None and _stops(part, row, result):
                skip = Message(say("check.skipped", name=part.name), {"cause": row.name})
    return [results[row.name] for part in assignment.parts for row in part.rows if row.name in results]


def _at_home(result: CheckResult, row: Row, lost: tuple[str, ...], assignment: Assignment) -> CheckResult:
    """Say what the grader would do: at home there is no reference to serve."""
    names = [exercise.name for exercise in assignment.exercises if exercise.name in lost]
    if result.message is None or not names:
        return result
    said = say("follow.always" if row.always else "follow.home", names=", ".join(names))
    text = lines(result.message.text, said)
    return replace(result, message=Message(text, result.message.details))


def _recalled(place: Place, before: CheckResult | None) -> CheckResult | None:
    """Return what is known, at today's points; None where it must be run."""
    if before is None or before.outcome is Outcome.SKIPPED:
        return None
    now = replace(before, exercise=place.exercise, possible=place.active.points)
    if not isinstance(place.active, Threshold):
        return replace(now, earned=now.possible if now.outcome is Outcome.PASSED else 0)
    if before.metric is None:
        return now
    outcome, earned, message = climb(place.active, before.metric)
    if before.outcome is Outcome.PASSED and outcome is not Outcome.PASSED:
        return None  # its second seed was never needed, and may be the better one
    if outcome is Outcome.PASSED:
        now = replace(now, mistake=None, hint=None)
    if message is not None and before.message is not None:
        message = Message(message.text, {**before.message.details, **message.details})
    return replace(now, outcome=outcome, earned=earned, message=message)


def _run(place: Place, open_session: OpenSession, terms: CheckTerms) -> CheckResult:
    if isinstance(place.active, Threshold):
        return run_threshold(place, place.active, open_session, terms)
    made = attempt(place, open_session, terms, terms.limits.cpu_seconds)
    result = _check_result(place, made)
    if result.outcome not in DIAGNOSED:
        return result
    return _beside(place, open_session, terms) or with_diagnosis(result, place, made, terms)


def _beside(place: Place, open_session: OpenSession, terms: CheckTerms) -> CheckResult | None:
    """Return the result beside the reference's forward if that is a pass: the backward alone is to be judged."""
    names = beside(place.row)
    if not names or terms.reference_worker is None:
        return None
    made = attempt(replace(place, beside=names), open_session, terms, terms.limits.cpu_seconds)
    result = _check_result(place, made)
    followed = [result.convention] if result.convention else []
    convention = ", ".join([*followed, say("follow.beside", names=", ".join(names))])
    return replace(result, convention=convention) if result.outcome is Outcome.PASSED else None


def _check_result(place: Place, made: Attempt) -> CheckResult:
    possible, finding = place.active.points, made.finding
    result = CheckResult(
        exercise=place.exercise,
        check=place.row.name,
        outcome=Outcome.PASSED,
        earned=possible,
        possible=possible,
        convention=made.draws.convention,
        swapped=place.swapped,
        evidence=tuple(made.draws.evidence),
        cpu_seconds=made.cpu_seconds,
        seconds=made.seconds,
    )
    if finding is None:
        return result
    return replace(
        result,
        outcome=finding.outcome,
        earned=0,
        message=finding.message,
        frames=finding.frames,
        kinds=finding.kinds,
        final=finding.final,
    )


def _stops(part: Part, row: Row, result: CheckResult) -> bool:
    details = result.message.details if result.message else {}
    if result.outcome is Outcome.MISSING and details.get("name") == part.name:
        return True
    return row is part.rows[0] and result.outcome in UNJUDGEABLE


def _earns_nothing(part: Part, row: Row, results: Mapping[str, CheckResult]) -> Message | None:
    """Return why manners are not judged: what does nothing leaves its arguments alone, too."""
    if isinstance(part, Question) or row not in part.manners:
        return None
    judged = [results.get(check.name) for check in part.checks]
    if any(each is None or each.earned or each.outcome.party is not Party.STUDENT for each in judged):
        return None
    return Message(say("check.manners", name=part.name), {})


def _skipped(place: Place, reason: Message) -> CheckResult:
    return CheckResult(place.exercise, place.row.name, Outcome.SKIPPED, 0, place.active.points, reason)
