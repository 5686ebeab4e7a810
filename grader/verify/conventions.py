"""The right solutions that an author keeps beside the mistakes: what the promises allow, done in another way."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from grader.course import CourseAssignment
from grader.errors import CourseError
from grader.model import Mistake


def conventions(loaded: CourseAssignment) -> tuple[Mistake, ...]:
    """Return the right solutions in other conventions that `mistakes.py` keeps in its optional tuple CONVENTIONS.

    Each is a function or class whose name begins with that of its exercise: ``relu_slope_one_at_zero`` for ``relu``.
    """
    found: dict[str, Callable[..., Any]] = {}
    for mistake in loaded.mistakes:
        found |= {entry.__name__: entry for entry in _globals_of(mistake.function).get("CONVENTIONS", ())}
    return tuple(_convention(loaded, entry) for entry in found.values())


def _globals_of(target: Callable[..., Any]) -> dict[str, Any]:
    """Return the names of the module of a function or class, also when another course is in its place by now."""
    members = vars(target).values() if inspect.isclass(target) else (target,)
    return next((member.__globals__ for member in members if inspect.isfunction(member)), {})


def _convention(loaded: CourseAssignment, entry: Callable[..., Any]) -> Mistake:
    name = entry.__name__
    fitting = [each for each in loaded.assignment.exercises if name.startswith(each.name)]
    if not fitting:
        raise CourseError(f"{loaded.id}: the name of the convention {name} does not begin with that of an exercise")
    exercise = max(fitting, key=lambda each: len(each.name))
    return Mistake(entry, replaces=exercise.target, hint="", caught_by=())
