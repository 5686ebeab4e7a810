"""A document as its page shows it: promises first, under each its checks. Both forms become one view."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from grader.documents.checks import combined
from grader.documents.schema import (
    Code,
    Document,
    ExerciseForm,
    HiddenResult,
    Late,
    NoteRef,
    Promise,
    StudentDocument,
    StudentExercise,
)
from grader.pages.line import CheckView, Line, check_view, shown_text, siblings_of
from grader.pages.words import (
    EXERCISES,
    LISTED,
    NOTES,
    OPENERS,
    OUTCOMES,
    ROUNDING,
    STATUS,
    VERBS,
    Word,
    amount,
    duration,
    fraction,
    plain,
    points,
    python_note,
)

STEPS = 3


@dataclass(frozen=True, slots=True)
class PromiseView:
    """One promise, and whether it holds."""

    text: str
    word: Word
    points: str
    holds: bool
    checks: tuple[CheckView, ...]


@dataclass(frozen=True, slots=True)
class CodeView:
    """The student's own definition: number, text and whether something stopped there, for each line."""

    title: str
    lines: tuple[tuple[int, str, bool], ...]
    rest: str
    open: bool


@dataclass(frozen=True, slots=True)
class ExerciseView:
    """One exercise or question."""

    anchor: str
    name: str
    row: str
    text: str
    word: Word
    points: str
    fraction: str
    share: int  # percent of the points
    promises: tuple[PromiseView, ...]
    code: CodeView | None
    explanation: str
    open: bool  # whether there is something to mend, or to look at


@dataclass(frozen=True, slots=True)
class NotesView:
    """All notes of one kind."""

    heading: str
    meaning: str
    items: tuple[tuple[str, str], ...]  # where, and what


@dataclass(frozen=True, slots=True)
class PageView:
    """Everything that a page says."""

    document: Document | StudentDocument
    staff: bool
    score: str
    share: int
    sentences: tuple[str, ...]
    problem: str
    exercises: tuple[ExerciseView, ...]
    steps: tuple[tuple[ExerciseView, str, str, str], ...]  # where, for how many points, what to mend first, a hint
    more: int  # exercises beyond those that lack points too
    done: bool
    notes: tuple[NotesView, ...]
    rounding: str
    python: str


def view(document: Document | StudentDocument) -> PageView:
    """Return what the page of a document says."""
    exercises = tuple(_exercise(exercise) for exercise in document.exercises)
    steps = tuple(_steps(document, exercises)) if document.status == "graded" else ()
    score = document.score
    return PageView(
        document=document,
        staff=isinstance(document, Document),
        score="" if score is None else plain(score),
        share=_share(score, document.max_score),
        sentences=tuple(_sentences(document)),
        problem=shown_text(document.problem),
        exercises=exercises,
        steps=steps[:STEPS],
        more=max(0, len(steps) - STEPS),
        done=document.status == "graded" and not steps,
        notes=tuple(_notes(document.notes, document.notes_omitted)),
        rounding=ROUNDING[document.rounding],
        python=python_note(document.environment.python, document.submission.python),
    )


def _sentences(document: Document | StudentDocument) -> Iterable[str]:
    if STATUS[document.status]:
        yield STATUS[document.status]
    if document.score_raw is not None:
        yield from _lateness(document.late, document.score_raw)
    if document.kept is not None:
        later = document.kept.later_score
        if later is None:
            yield "A later file could not be graded; your earlier score stands."
        else:
            yield f"A later grading came to {plain(later)}; your earlier, higher score stands."


def _lateness(late: Late, raw: int) -> Iterable[str]:
    if late.late_s == 0:
        return
    yield f"Handed in {duration(late.late_s)} after the due date."
    if late.mode == "lms":
        yield "Your course system applies its own rule for lateness to this score."
    elif late.applied:
        days = f"{late.days} begun day{'' if late.days == 1 else 's'}"
        grace = f" after {duration(late.grace_s)} of grace" if late.grace_s else ""
        yield f"For {days}{grace}, {plain(late.amount)} of the {raw} points earned are taken off."
    else:
        yield "That costs nothing."


def _exercise(exercise: ExerciseForm | StudentExercise) -> ExerciseView:
    lines: list[Line] = list(exercise.checks)
    if isinstance(exercise, StudentExercise):
        lines += exercise.hidden
    labels = dict.fromkeys(line.promise.label for line in lines)
    groups = [[line for line in lines if line.promise.label == label] for label in labels]
    promises = tuple(_promise(exercise, group, f"{exercise.id}-{i}") for i, group in enumerate(groups))
    return ExerciseView(
        anchor=f"exercise-{exercise.id}",
        name=exercise.id,
        row=exercise.row,
        text=exercise.text,
        word=(OUTCOMES | EXERCISES)[exercise.status or "not_run"],
        points=points(exercise.points_earned, exercise.points_possible),
        fraction=fraction(exercise.points_earned, exercise.points_possible),
        share=_share(exercise.points_earned, exercise.points_possible),
        promises=promises,
        code=_code(exercise, lines),
        explanation=exercise.explanation or "",
        open=exercise.status != "passed" or any(line.evidence or line.swapped for line in lines),
    )


def _code(exercise: ExerciseForm | StudentExercise, lines: list[Line]) -> CodeView | None:
    code: Code | None = exercise.code
    if code is None or exercise.status in ("passed", "missing"):
        return None
    places = [frame for line in lines if not isinstance(line, HiddenResult) for frame in line.frames]
    hit = {place.line for place in places if place.cell == code.cell}
    hit |= {line.place.line for line in lines if isinstance(line, HiddenResult) and line.place is not None}
    texts = code.text.text.split("\n")
    numbers = range(code.line, code.line + len(texts))
    last = f" to {numbers[-1]}" if len(texts) > 1 else ""
    return CodeView(
        title=f"cell {code.cell}, line{'s' if last else ''} {code.line}{last}",
        lines=tuple((number, text, number in hit) for number, text in zip(numbers, texts, strict=True)),
        rest="The rest is not shown." if code.text.truncated else "",
        open=len(texts) <= LISTED,
    )


def _promise(exercise: ExerciseForm | StudentExercise, lines: list[Line], id: str) -> PromiseView:
    promise: Promise = lines[0].promise
    earned, possible, status = combined(lines)
    kind, siblings = exercise.kind, siblings_of(exercise, lines)
    checks = tuple(check_view(line, f"{id}-{i}", kind, siblings) for i, line in enumerate(lines))
    return PromiseView(
        text="Your answer" if kind == "question" else _sentence(promise.text),
        word=OUTCOMES[status or "not_run"],
        points=points(earned, possible),
        holds=status == "passed",
        checks=checks,
    )


def _steps(
    document: Document | StudentDocument, exercises: tuple[ExerciseView, ...]
) -> Iterable[tuple[ExerciseView, str, str, str]]:
    """Return, for each exercise that lacks points, how many they are, the first thing to mend, and a hint."""
    for form, exercise in zip(_forms(document), exercises, strict=True):
        lacking = form.points_possible - (form.points_earned or 0)
        broken = [promise for promise in exercise.promises if not promise.holds]
        if lacking and broken:
            checks = [check for promise in broken for check in promise.checks if check.open]
            said = next((check for check in checks if check.message[0]), None)
            hint = next((check.hint for check in checks if check.hint), "")
            step = said.message[0] if said else hint or exercise.text or broken[0].text
            yield exercise, amount(lacking), step, said.hint if said else ""  # that of another check may contradict it


def _forms(document: Document | StudentDocument) -> tuple[ExerciseForm | StudentExercise, ...]:
    return document.exercises


def _notes(notes: tuple[NoteRef, ...], omitted: int) -> Iterable[NotesView]:
    for kind in dict.fromkeys(note.kind for note in notes):
        heading, meaning = NOTES.get(kind, (kind.capitalize(), ""))
        items = tuple((_where(note), shown_text(note.text)) for note in notes if note.kind == kind)
        yield NotesView(heading, meaning, items)
    if omitted:
        yield NotesView("And more", f"{omitted} more notes are not shown.", ())


def _where(note: NoteRef) -> str:
    if note.cell is None:
        return "" if note.line is None else f"line {note.line}"
    return f"cell {note.cell}" + ("" if note.line is None else f", line {note.line}")


def _sentence(text: str) -> str:
    """Begin a promise with a capital where its first word cannot be a name of the code, as `fit` and `loss` can."""
    first, *others = text.split(" ")
    opens = first in OPENERS or (first == "a" and others[:1] and others[0] not in VERBS)
    return text[:1].upper() + text[1:] if opens else text


def _share(earned: float | None, possible: int) -> int:
    return 0 if not earned or not possible else max(1, min(100, int(100 * earned / possible)))
