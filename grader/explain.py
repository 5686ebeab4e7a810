"""A ready answer to a complaint: the promise, what was found, a public input that shows it, the line in their cell.

The student's answer is made of the student form of the document and of checks that the student has, so nothing hidden
can get into it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from types import CodeType, FunctionType
from typing import TypeGuard

from grader.data.seeds import derive
from grader.documents import Document, StudentDocument
from grader.documents.schema import CheckForm, ExerciseForm, HiddenResult, PublicCheck, StudentExercise
from grader.messages import say
from grader.model import Check, Outcome, Slice
from grader.pages.line import Line, check_view, siblings_of
from grader.pipeline import Terms, replay

FAULTS = (Outcome.FAILED, Outcome.RAISED, Outcome.TIMED_OUT, Outcome.KILLED, Outcome.BAD_RETURN)
DRAWS = 5
"""How often the public checks are drawn anew in search of an input that shows a hidden check's fault."""


@dataclass(frozen=True, slots=True)
class Example:
    """An input that the student may see and that fails; `promise` is set where it belongs to another promise."""

    check: str
    found: str
    input: str
    promise: str = ""


@dataclass(frozen=True, slots=True)
class StaffFacts:
    """What staff may know of one check beyond that."""

    check: str
    title: str
    hidden: bool
    facts: tuple[tuple[str, str], ...]  # input, expected, observed, tolerance and the like


@dataclass(frozen=True, slots=True)
class Item:
    """One promise that does not hold, and all that answers a question about it."""

    exercise: str
    row: str
    promise: str
    label: str
    earned: float | None
    possible: int
    found: tuple[str, ...]
    example: Example | None
    searched: int  # drawn inputs that were tried to find an example
    place: str
    code: str
    staff: tuple[StaffFacts, ...] = ()


Search = Callable[[Sequence[str]], tuple[dict[str, Example], int]]
"""From names of public checks to an example for each that fails on a new draw, and how many draws were tried."""


def explain(
    document: Document | StudentDocument, wanted: Callable[[str, str], bool], search: Search
) -> tuple[Item, ...]:
    """Return an item for each promise that does not hold and that `wanted(exercise, label)` asks about."""
    if document.status == "ungradable":
        return ()
    return tuple(
        _item(exercise, lines, search)
        for exercise in document.exercises
        for lines in _promises(exercise)
        if wanted(exercise.id, lines[0].promise.label) and any(line.status != "passed" for line in lines)
    )


def drawn(code: Slice, terms: Terms) -> Search:
    """Return a search that runs public checks of the assignment again, on inputs drawn from other keys."""
    rows = {row.name: row for part in terms.loaded.assignment.parts for row in part.rows}

    def search(names: Sequence[str]) -> tuple[dict[str, Example], int]:
        some = frozenset(name for name in names if _may_draw(rows.get(name)))
        found: dict[str, Example] = {}
        tried = 0
        while some and tried < DRAWS and not found:
            key = derive(terms.key, "explain", tried).to_bytes(8, "big")
            for result, _ in replay(code, replace(terms, key=key, only=some)):
                if result.message and result.outcome in FAULTS and result.check in some:
                    called = result.message.details.get("input", "")
                    found[result.check] = Example(result.check, result.message.text, called)
            tried += 1
        return found, tried

    return search


def _may_draw(row: object) -> bool:
    """Say whether a check is public and quick, and could meet another input with another key."""
    return isinstance(row, Check) and not row.hidden and _draws(row.function, set())


def _draws(function: object, seen: set[object]) -> bool:
    if not isinstance(function, FunctionType) or function in seen:
        return False
    seen.add(function)
    names = set(_names(function.__code__))
    return "seed" in names or any(_draws(function.__globals__.get(name), seen) for name in names)


def _names(code: CodeType) -> Iterable[str]:
    yield from code.co_names
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from _names(inner)


def _promises(exercise: ExerciseForm | StudentExercise) -> Iterable[list[Line]]:
    lines: list[Line] = list(exercise.checks)
    if isinstance(exercise, StudentExercise):
        lines += exercise.hidden
    for label in dict.fromkeys(line.promise.label for line in lines):
        yield [line for line in lines if line.promise.label == label]


def _item(exercise: ExerciseForm | StudentExercise, lines: list[Line], search: Search) -> Item:
    failing = [line for line in lines if line.status != "passed"]
    example, searched = _example(exercise, lines, search)
    place, code = _place(exercise, failing)
    judged = [line.points_earned for line in lines]
    return Item(
        exercise=exercise.id,
        row=exercise.row,
        promise=lines[0].promise.text,
        label=lines[0].promise.label,
        earned=None if None in judged else sum(points or 0 for points in judged),
        possible=sum(line.points_possible for line in lines),
        found=tuple(dict.fromkeys(filter(None, (_found(exercise, line, lines) for line in failing)))),
        example=example,
        searched=searched,
        place=place,
        code=code,
        staff=tuple(_facts(line) for line in failing if isinstance(line, CheckForm)),
    )


def _found(exercise: ExerciseForm | StudentExercise, line: Line, lines: list[Line]) -> str:
    """Return the message of a check, or what may be said of one that is hidden."""
    if not isinstance(line, HiddenResult) and line.message is not None:
        return line.message.text
    seen = check_view(line, "", exercise.kind, siblings_of(exercise, lines))
    return "\n".join(filter(None, (seen.word.meaning, *seen.remarks)))


def _example(exercise: ExerciseForm | StudentExercise, lines: list[Line], search: Search) -> tuple[Example | None, int]:
    """Return what fails in public already, else what a search finds: under this promise, else under another."""
    own = [line for line in lines if _is_public(line)]
    others = [line for line in exercise.checks if _is_public(line) and line not in own]
    if exercise.kind == "question":
        return None, 0
    searched = 0
    for some, is_own in ((own, True), (others, False)):
        example = next((found for found in map(_recorded, some) if found), None)
        if example is None and some:
            found, tried = search([line.id for line in some])
            searched += tried
            example = next((found[line.id] for line in some if line.id in found), None)
        if example is not None:
            promise = next(line.promise.text for line in some if line.id == example.check)
            return replace(example, promise="" if is_own else promise), searched
    return None, searched


def _is_public(line: Line) -> TypeGuard[CheckForm | PublicCheck]:
    return isinstance(line, PublicCheck) or (isinstance(line, CheckForm) and line.visibility == "visible")


def _recorded(line: CheckForm | PublicCheck) -> Example | None:
    if line.status in ("passed", "skipped", None) or line.message is None:
        return None
    if isinstance(line, PublicCheck):
        called = line.input.text if line.input else ""
    else:
        called = next((detail.text.text for detail in line.details if detail.name == "input"), "")
    return Example(line.id, line.message.text, called)


def _place(exercise: ExerciseForm | StudentExercise, failing: list[Line]) -> tuple[str, str]:
    """Return where in the student's cells it happened, or where the exercise is defined, and that line."""
    for line in failing:
        frame = line.place if isinstance(line, HiddenResult) else line.frames[-1] if line.frames else None
        if frame is not None:
            return say("explain.place", cell=frame.cell, line=frame.line), frame.code.strip()
    if exercise.code is None:
        return "", ""
    where = say("explain.place", cell=exercise.code.cell, line=exercise.code.line)
    return where, exercise.code.text.text.partition("\n")[0]


def _facts(check: CheckForm) -> StaffFacts:
    facts = tuple((detail.name, detail.text.text) for detail in check.details)
    return StaffFacts(check.id, check.title, check.visibility == "hidden", facts)
