"""What a document says of an assignment, as plain values: its exercises, checks, promises and points."""

from __future__ import annotations

import inspect
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

from grader.course.promises import promises
from grader.model import Assignment, Check, Exercise, Question, Threshold
from grader.scores import active


@dataclass(frozen=True, slots=True)
class Row:
    """One check of the rubric; a threshold on a larger data set stands under the name of the one it replaces."""

    name: str
    title: str
    kind: Literal["check", "threshold", "manners", "question"]
    hidden: bool
    points: int
    promise: str
    sentence: str
    ladder: tuple[tuple[float, int], ...] = ()
    lower_is_better: bool = False
    data: str = ""  # that a threshold draws from


@dataclass(frozen=True, slots=True)
class Part:
    """One exercise or question of the rubric."""

    name: str
    kind: Literal["exercise", "question"]
    row: str
    text: str  # what a question asks
    rows: tuple[Row, ...]
    explanation: str | None = None


@dataclass(frozen=True, slots=True)
class Rubric:
    """One assignment; `sha256` is over its rubric and all checks."""

    id: str
    title: str
    sha256: str
    parts: tuple[Part, ...]


def rubric(id: str, assignment: Assignment, sha256: str, *, available: Collection[str] = ()) -> Rubric:
    """Read an assignment into plain values; the data sets of the run decide between a threshold and its larger form."""
    exercises = (_exercise(exercise, available) for exercise in assignment.exercises)
    questions = (_question(question) for question in assignment.questions)
    return Rubric(id, assignment.title, sha256, (*exercises, *questions))


def _exercise(exercise: Exercise, available: Collection[str]) -> Part:
    sentences = promises(exercise.target)
    rows = [_row(check, "check", sentences, available) for check in exercise.checks]
    manners = [_row(check, "manners", sentences, available) for check in exercise.manners]
    return Part(exercise.name, "exercise", exercise.row, "", (*rows, *manners))


def _question(question: Question) -> Part:
    sentences = {check.promise: question.text for check in question.checks}
    rows = tuple(_row(check, "question", sentences, ()) for check in question.checks)
    return Part(question.name, "question", question.row, question.text, rows, question.explanation)


def _row(
    check: Check | Threshold,
    kind: Literal["check", "manners", "question"],
    sentences: Mapping[str, str],
    available: Collection[str],
) -> Row:
    run = active(check, available)
    title = (inspect.getdoc(run.function) or run.name).partition("\n")[0]
    sentence = sentences.get(check.promise, check.promise)
    common = (check.hidden, run.points, check.promise, sentence)
    if isinstance(run, Threshold):
        return Row(check.name, title, "threshold", *common, tuple(run.ladder), run.lower_is_better, run.data)
    return Row(check.name, title, kind, *common)
