"""The public checks that a student has, and the generated table below them that takes the rubric's place."""

from __future__ import annotations

import functools
import hashlib
import sys
import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.errors import CourseError
from grader.messages import say
from grader.model import Assignment, Check, Exercise, Question, Threshold

FILE = "checks_public.py"


@dataclass(frozen=True, slots=True)
class Part:
    """One exercise or question, as the generated table says."""

    name: str
    title: str  # its number and name
    points: int
    public: int  # of these points, what the public checks are worth
    is_question: bool
    promises: Mapping[str, str]
    rubric: Assignment  # of this part alone, so that it can be run alone

    @property
    def rows(self) -> tuple[Check | Threshold, ...]:
        """Its public checks, in the order in which they run."""
        return self.rubric.parts[0].rows


@dataclass(frozen=True, slots=True)
class PublicChecks:
    """The public checks of one assignment."""

    id: str
    title: str
    wanted: frozenset[str]  # names by which the grader cuts a submission
    parts: Mapping[str, Part]


@functools.lru_cache(maxsize=8)
def read_checks(text: str) -> PublicChecks:
    """Run the text of public checks, and read the table at its end."""
    # A name of its own, known to Python while the text runs: a dataclass in it asks for its module.
    module = types.ModuleType(f"{Path(FILE).stem}_{hashlib.sha256(text.encode()).hexdigest()[:8]}")
    sys.modules[module.__name__] = module
    try:
        exec(compile(text, FILE, "exec"), module.__dict__)
        table: Mapping[str, Any] = module.__dict__["RUBRIC"]
        parts = {entry["name"]: _part(entry, module.__dict__) for entry in table["exercises"]}
        return PublicChecks(table["assignment"], table["title"], frozenset(table["wanted"]), parts)
    except Exception as error:  # the file is not as it was handed out, or the installed grader is older than it
        raise CourseError(say("notebook.no_table", file=FILE, kind=type(error).__name__, text=str(error))) from error


def _part(entry: Mapping[str, Any], functions: Mapping[str, Any]) -> Part:
    rows = tuple(_row(row, functions[row["function"]]) for row in entry["checks"])
    return Part(
        name=entry["name"],
        title=f"{entry['row']} {entry['name']}".strip(),
        points=entry["points"],
        public=sum(row.points for row in rows),
        is_question=entry["question"],
        promises=entry["promises"],
        rubric=_rubric(entry, rows),
    )


def _rubric(entry: Mapping[str, Any], rows: tuple[Check | Threshold, ...]) -> Assignment:
    if not entry["question"]:
        return Assignment("", (Exercise(_stand_in(entry["name"]), rows),))
    plain = tuple(row for row in rows if isinstance(row, Check))
    return Assignment("", (), (Question(entry["name"], "", plain, ""),))


def _row(entry: Mapping[str, Any], function: Callable[[Any], Any]) -> Check | Threshold:
    uses, always = tuple(map(_stand_in, entry.get("uses", ()))), entry.get("always", False)
    if "ladder" in entry:
        ladder = tuple((metric, points) for metric, points in entry["ladder"])
        return Threshold(function, ladder, entry["promise"], uses, always, lower_is_better=entry["lower_is_better"])
    return Check(function, entry["points"], entry["promise"], uses, always)


def _stand_in(name: str) -> Callable[..., Any]:
    """Return what has the name of an exercise: the reference is not here."""

    def stand_in() -> None:
        raise NotImplementedError

    stand_in.__name__ = stand_in.__qualname__ = name
    return stand_in
