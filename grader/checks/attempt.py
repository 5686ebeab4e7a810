"""One run of one check in a session of its own."""

from __future__ import annotations

import warnings
from dataclasses import dataclass, replace

import numpy as np

from grader.checks.follow_through import serving
from grader.checks.outcomes import Finding, host_fault, judge_exception
from grader.checks.terms import CheckTerms
from grader.data.seeds import Draws, derive, drawing
from grader.errors import StudentError
from grader.model import Check, Message, Outcome, Threshold
from grader.student import OpenSession, Session, Transcript, latest_calls, stand_beside

WITHOUT_INPUT = (Outcome.MISSING, Outcome.CHECK_FAULT, Outcome.HOST_FAULT)
"""Outcomes that no input has brought about."""


@dataclass(frozen=True, slots=True)
class Place:
    """Which check is run, and for what."""

    assignment: str
    exercise: str
    row: Check | Threshold  # as the rubric names it
    active: Check | Threshold  # what is run in its place
    swapped: tuple[str, ...] = ()  # functions that the reference serves to it
    beside: tuple[str, ...] = ()  # forwards of which it sees the reference's output


@dataclass(frozen=True, slots=True)
class Attempt:
    """What came of one run: what the check returned, or what went wrong."""

    returned: object
    finding: Finding | None
    draws: Draws
    cpu_seconds: float
    seconds: float
    transcript: Transcript  # what the student answered; empty where no known mistake is looked for
    run: int


def attempt(place: Place, open_session: OpenSession, terms: CheckTerms, cpu_seconds: float, run: int = 0) -> Attempt:
    """Run a check once; whatever it raises becomes a finding, but for a person's Ctrl-C."""
    draws = Draws(terms.key, place.assignment, place.row.name, run, terms.data.held_out)
    seed = derive(terms.key, place.assignment, place.row.name, run, "session")
    session: Session | None = None
    returned: object = None
    finding: Finding | None = None
    transcript = Transcript()
    try:
        with (
            serving(terms, place.swapped, seed, cpu_seconds) as served,
            serving(terms, place.beside, seed, cpu_seconds) as beside,
            open_session(seed, cpu_seconds, *([served] if served else [])) as session,
        ):
            stand_beside(session.student, beside)
            if terms.bank:
                session.student._heard = transcript
            returned, finding = _run(place, session, draws)
            session.student._heard = None  # what is asked later is not the check's
    except Exception as error:  # outside of the check: ours, unless the child could not even start answering
        finding = finding or (
            judge_exception(error, place.exercise) if isinstance(error, StudentError) else host_fault(error)
        )
    used = (session.cpu_seconds, session.seconds) if session else (0.0, 0.0)
    return Attempt(returned, finding, draws, *used, transcript, run)


def _run(place: Place, session: Session, draws: Draws) -> tuple[object, Finding | None]:
    """Call the check; its own arithmetic on strange numbers neither warns nor raises, wherever it runs."""
    try:
        with drawing(draws), warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            return place.active.function(session.student), None
    except (Exception, SystemExit) as error:
        finding = judge_exception(error, place.exercise, session.load_errors)
        return None, finding if finding.outcome in WITHOUT_INPUT else _with_input(finding, session)


def _with_input(finding: Finding, session: Session) -> Finding:
    """Add the calls that led to a finding: for staff, and for students where they have the check."""
    calls = latest_calls(session.student)
    if not calls:
        return finding
    return replace(finding, message=Message(finding.message.text, {"input": calls, **finding.message.details}))
