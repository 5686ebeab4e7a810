"""Checks one at a time, each as if it were the only one: none is skipped or served because of another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from grader.checks import CheckTerms, run_checks
from grader.course import CourseAssignment
from grader.model import Assignment, Check, CheckResult, Exercise, Question, Threshold
from grader.student import OpenSession


def ordinary_checks(loaded: CourseAssignment, exercise: str) -> frozenset[str]:
    """Return the names of the checks of one exercise that train nothing."""
    exercises = (each for each in loaded.assignment.exercises if each.name == exercise)
    return frozenset(row.name for each in exercises for row in each.rows if not isinstance(row, Threshold))


def each_alone(
    loaded: CourseAssignment, open_session: OpenSession, terms: CheckTerms, only: frozenset[str] | None = None
) -> Iterator[CheckResult]:
    """Yield the result of each check, in the order of the rubric; the next one runs when it is asked for."""
    for part in loaded.assignment.parts:
        for row in part.rows:
            if only is None or row.name in only:
                assignment = _with_one(loaded.assignment, part, row)
                yield from run_checks(loaded.id, assignment, open_session, terms, {}, None, lambda _: None)


def _with_one(assignment: Assignment, part: Exercise | Question, row: Check | Threshold) -> Assignment:
    """Return the rubric with one check, which uses nothing of others."""
    alone = replace(row, uses=())
    if isinstance(part, Exercise):
        return replace(assignment, exercises=(replace(part, checks=(alone,), manners=()),), questions=())
    question = replace(part, checks=tuple(check for check in part.checks if check.name == row.name))
    return replace(assignment, exercises=(), questions=(question,))
