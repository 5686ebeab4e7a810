"""Solutions that a release would give away: exercises of another assignment that somebody may still hand in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from grader.course import Course, CourseAssignment, assignment_ids, load_assignment


@dataclass(frozen=True, slots=True)
class Clash:
    """One solution that is given in an assignment while the assignment that asks for it is open."""

    given_in: str
    exercise: str
    asked_in: str
    until: datetime | None  # None: it has no due date


def open_needs(course: Course, ids: Sequence[str], now: datetime, longest_extension_s: int = 0) -> list[Clash]:
    """Return what the assignments `ids` would give away at `now`; an assignment without a due date is always open."""
    found = []
    for id in ids:
        assignment = load_assignment(course, id).assignment
        for target in (*assignment.needs, *assignment.given):
            for asked in assignment_ids(course):
                due = course.config.due.get(asked)
                until = due + timedelta(seconds=longest_extension_s) if due else None
                if asked != id and _asks_for(load_assignment(course, asked), target) and not (until and until < now):
                    found.append(Clash(id, target.__name__, asked, until))
    return found


def _asks_for(loaded: CourseAssignment, target: Callable[..., Any]) -> bool:
    """Compare by name: loading one assignment anew may have imported another object for the same function."""
    wanted = (target.__module__, target.__qualname__)
    return any((each.target.__module__, each.target.__qualname__) == wanted for each in loaded.assignment.exercises)
