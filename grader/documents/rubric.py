"""What a document says of an assignment, as plain values: its exercises, checks, promises and points."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any, Literal

from grader.model import Assignment, Check, CheckResult, Exercise, Outcome, Question, Threshold

_LABEL = re.compile(r"(\w+) *: +(\S.*)")


@dataclass(frozen=True, slots=True)
class Row:
    """One check of the rubric."""

    name: str
    title: str
    kind: Literal["check", "threshold", "manners", "question"]
    hidden: bool
    points: int
    promise: str
    sentence: str
    ladder: tuple[tuple[float, int], ...] = ()
    lower_is_better: bool = False

    def earned(self, result: CheckResult) -> int:
        """Return the points for a result by today's rubric: a remembered verdict may be older than its points."""
        if self.ladder and result.metric is not None and result.outcome in (Outcome.PASSED, Outcome.PARTIAL):
            sign = -1 if self.lower_is_better else 1
            return max((points for rung, points in self.ladder if sign * result.metric >= sign * rung), default=0)
        if result.outcome is Outcome.PARTIAL:
            return min(result.earned, self.points)
        return self.points if result.outcome is Outcome.PASSED else 0


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


def rubric(
    id: str, assignment: Assignment, sha256: str, *, available: Collection[str] = (), explain: bool = False
) -> Rubric:
    """Read an assignment into plain values.

    `available` are the data sets of the run, which decide between a threshold and its larger form; `explain` adds the
    explanations of the questions, once the due date has passed.
    """
    exercises = (_exercise(exercise, available) for exercise in assignment.exercises)
    questions = (_question(question, explain) for question in assignment.questions)
    return Rubric(id, assignment.title, sha256, (*exercises, *questions))


def promises(target: Callable[..., Any]) -> dict[str, str]:
    """Return the sentences of the `Promises` section of a docstring, by label; of a class, of its methods too."""
    documented = [target]
    if inspect.isclass(target):
        documented += [member for member in vars(target).values() if callable(member)]
    found: dict[str, str] = {}
    for member in documented:
        found |= _section(inspect.getdoc(member) or "")
    return found


def _section(doc: str) -> dict[str, str]:
    """Return the entries ``label : sentence`` of the section `Promises`; an indented line continues a sentence."""
    found: dict[str, str] = {}
    label = ""
    for line in _below_heading(doc.splitlines(), "Promises"):
        started = _LABEL.fullmatch(line)
        if started:
            label = started[1]
            found[label] = started[2].strip()
        elif label and line.startswith(" "):
            found[label] += " " + line.strip()
    return found


def _below_heading(lines: list[str], heading: str) -> list[str]:
    underlined = [i for i in range(len(lines) - 1) if lines[i] and lines[i + 1] and set(lines[i + 1]) == {"-"}]
    starts = [i for i in underlined if lines[i] == heading]
    if not starts:
        return []
    end = min((i for i in underlined if i > starts[0]), default=len(lines))
    return lines[starts[0] + 2 : end]


def _exercise(exercise: Exercise, available: Collection[str]) -> Part:
    sentences = promises(exercise.target)
    rows = [_row(check, "check", sentences, available) for check in exercise.checks]
    manners = [_row(check, "manners", sentences, available) for check in exercise.manners]
    return Part(exercise.name, "exercise", exercise.row, "", (*rows, *manners))


def _question(question: Question, explain: bool) -> Part:
    sentences = {check.promise: question.text for check in question.checks}
    rows = tuple(_row(check, "question", sentences, ()) for check in question.checks)
    explanation = question.explanation if explain else None
    return Part(question.name, "question", question.row, question.text, rows, explanation)


def _row(
    check: Check | Threshold,
    kind: Literal["check", "manners", "question"],
    sentences: dict[str, str],
    available: Collection[str],
) -> Row:
    if isinstance(check, Threshold) and check.larger is not None and check.larger.data in available:
        check = check.larger
    title = (inspect.getdoc(check.function) or check.name).partition("\n")[0]
    sentence = sentences.get(check.promise, check.promise)
    common = (check.hidden, check.points, check.promise, sentence)
    if isinstance(check, Threshold):
        return Row(check.name, title, "threshold", *common, tuple(check.ladder), check.lower_is_better)
    return Row(check.name, title, kind, *common)
