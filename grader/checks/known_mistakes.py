"""Diagnosis: a wrong answer that equals a known mistake's on the same inputs gets that mistake's hint.

The same check, with the same randomness, is put to each known mistake of the exercise and of the functions that the
check uses. A mistake is named where all its answers and its outcome are the student's, and not the reference's. Where
mistakes with different hints answer alike, nothing is said rather than guessed: to prefer the one that this check must
catch named the wrong one now and then, since few answers of a small check are possible.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from grader.checks.attempt import Attempt, Place, attempt
from grader.checks.bank import Bank
from grader.checks.follow_through import used
from grader.checks.terms import CheckTerms
from grader.messages import say
from grader.model import CheckResult, Message, Mistake, Outcome, Threshold
from grader.student.transcript import TOLERANCE

DIAGNOSED = (Outcome.FAILED, Outcome.PARTIAL, Outcome.RAISED, Outcome.BAD_RETURN)
"""Outcomes that say what was answered; a limit that was reached says nothing about why."""

SECONDS, TRAINING_SECONDS = 2.0, 20.0
"""CPU seconds that a known mistake may use; one that never ends is no evidence of anything."""


@dataclass(frozen=True, slots=True)
class _Match:
    """The mistake whose answers a student's are, and what shows it."""

    mistake: Mistake
    evidence: str


def with_diagnosis(result: CheckResult, place: Place, made: Attempt, terms: CheckTerms) -> CheckResult:
    """Return the result with the known mistake that explains it, if exactly one hint does."""
    if terms.bank is None or result.outcome not in DIAGNOSED or not made.transcript.answers:
        return result
    match = _match(place, made, terms, terms.bank)
    if match is None:
        return result
    before = result.message or Message("")
    message = Message(before.text, {**before.details, "known mistake": match.evidence})
    return replace(result, mistake=match.mistake.name, hint=match.mistake.hint, message=message)


def _match(place: Place, made: Attempt, terms: CheckTerms, bank: Bank) -> _Match | None:
    candidates = _candidates(place, bank)
    if not candidates:
        return None
    first = next(made.transcript.unlike(_replayed(None, place, made.run, terms, bank).transcript), None)
    if first is None:
        return None  # it answers as the reference does, as far as answers are kept
    alike = [mistake for mistake in candidates if _is_alike(made, _replayed(mistake, place, made.run, terms, bank))]
    if len({mistake.hint for mistake in alike}) != 1:
        return None
    words = {"count": made.transcript.count, "mistake": alike[0].name, "tolerance": TOLERANCE, "first": first}
    return _Match(alike[0], say("mistake.evidence", **words))


def _candidates(place: Place, bank: Bank) -> list[Mistake]:
    """Return the mistakes that a check may meet; a training check is put to those alone that it must catch."""
    names = {place.exercise, *used(place.row)} - set(place.swapped)
    mine = [mistake for mistake in bank.mistakes if mistake.replaces.__name__ in names]
    return [mistake for mistake in mine if not isinstance(place.active, Threshold) or _claims(mistake, place)]


def _claims(mistake: Mistake, place: Place) -> bool:
    caught_by = mistake.caught_by if isinstance(mistake.caught_by, tuple) else (mistake.caught_by,)
    return any(function in (place.row.function, place.active.function) for function in caught_by)


def _replayed(mistake: Mistake | None, place: Place, run: int, terms: CheckTerms, bank: Bank) -> Attempt:
    """Return what a mistake, or the reference, makes of the same check with the same randomness."""
    seconds = TRAINING_SECONDS if isinstance(place.active, Threshold) else min(SECONDS, terms.limits.cpu_seconds)
    question = (place.assignment, place.row.name, place.active.name, run, terms.key)
    alone = replace(place, swapped=())
    return bank.answers(mistake, question, lambda session: attempt(alone, session, terms, seconds, run))


def _is_alike(made: Attempt, theirs: Attempt) -> bool:
    outcomes = [each.finding.outcome if each.finding else None for each in (made, theirs)]
    return outcomes[0] == outcomes[1] and made.transcript.same_as(theirs.transcript)
