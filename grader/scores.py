"""(assignment, results) -> Score: integers only, so that there is nothing to round. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from grader.model import (
    Assignment,
    Check,
    CheckResult,
    Exercise,
    ExerciseScore,
    Party,
    Question,
    Score,
    Threshold,
)


def active(row: Check | Threshold, available: Collection[str]) -> Check | Threshold:
    """Return the row that is run in the place of `row`: a threshold's larger one where its data is there.

    Results and verdicts keep the name of `row`.
    """
    while isinstance(row, Threshold) and row.larger is not None and row.larger.data in available:
        row = row.larger
    return row


def score(assignment: Assignment, results: Iterable[CheckResult], available: Collection[str]) -> Score:
    """Return the points of one submission.

    `earned` of the whole is None where a fault of the author or the host withholds it, or where a check has no result:
    a score that may still change is none. The points of each exercise are those that were earned so far.
    """
    found = {result.check: result for result in results}
    exercises = tuple(_part_score(part, found, available) for part in assignment.parts)
    return Score(
        earned=sum(part.earned for part in exercises) if _final(assignment, found) else None,
        possible=sum(part.possible for part in exercises),
        exercises=exercises,
    )


def _part_score(
    part: Exercise | Question, found: Mapping[str, CheckResult], available: Collection[str]
) -> ExerciseScore:
    return ExerciseScore(
        name=part.name,
        earned=sum(found[row.name].earned for row in part.rows if row.name in found),
        possible=sum(active(row, available).points for row in part.rows),
    )


def _final(assignment: Assignment, found: Mapping[str, CheckResult]) -> bool:
    rows = [row.name for part in assignment.parts for row in part.rows]
    return all(name in found and found[name].outcome.party is Party.STUDENT for name in rows)
