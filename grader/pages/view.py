"""A document as its page shows it: promises first, under each its checks. Both forms become one view."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from grader.documents.checks import combined
from grader.documents.schema import (
    CheckForm,
    Document,
    ExerciseForm,
    HiddenResult,
    Ladder,
    Late,
    NoteRef,
    Promise,
    PublicCheck,
    StudentDocument,
    StudentExercise,
    Text,
)
from grader.messages import say
from grader.pages.pictures import Picture, picture
from grader.pages.words import (
    ANSWER,
    EXERCISES,
    NOTES,
    OUTCOMES,
    ROUNDING,
    STATUS,
    Word,
    amount,
    duration,
    plain,
    points,
)

Line = CheckForm | PublicCheck | HiddenResult
SEVERAL = "Some of the checks of this promise hold, others do not."


@dataclass(frozen=True, slots=True)
class CheckView:
    """One check, or what the hidden checks of one promise came to."""

    title: str
    name: str
    hidden: bool
    word: Word
    points: str
    meaning: str
    message: str
    remarks: tuple[str, ...]
    places: tuple[tuple[str, str], ...]  # where, and the line of code
    details: tuple[tuple[str, str], ...]
    pictures: tuple[Picture, ...]
    open: bool  # whether it says more than that it holds


@dataclass(frozen=True, slots=True)
class PromiseView:
    """One promise, and whether it holds."""

    text: str
    word: Word
    checks: tuple[CheckView, ...]


@dataclass(frozen=True, slots=True)
class ExerciseView:
    """One exercise or question."""

    anchor: str
    name: str
    row: str
    text: str
    word: Word
    points: str
    share: int  # percent of the points
    promises: tuple[PromiseView, ...]
    explanation: str


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
    steps: tuple[tuple[ExerciseView, str], ...]
    notes: tuple[NotesView, ...]
    rounding: str


def view(document: Document | StudentDocument) -> PageView:
    """Return what the page of a document says."""
    exercises = tuple(_exercise(exercise) for exercise in document.exercises)
    score = document.score
    return PageView(
        document=document,
        staff=isinstance(document, Document),
        score="" if score is None else plain(score),
        share=_share(score, document.max_score),
        sentences=tuple(_sentences(document)),
        problem=_text(document.problem),
        exercises=exercises,
        steps=tuple(_steps(exercises))[:3] if document.status == "graded" else (),
        notes=tuple(_notes(document.notes, document.notes_omitted)),
        rounding=ROUNDING[document.rounding],
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
    return ExerciseView(
        anchor=f"exercise-{exercise.id}",
        name=exercise.id,
        row=exercise.row,
        text=exercise.text,
        word=(OUTCOMES | EXERCISES)[exercise.status or "not_run"],
        points=points(exercise.points_earned, exercise.points_possible),
        share=_share(exercise.points_earned, exercise.points_possible),
        promises=tuple(_promise(group, f"{exercise.id}-{i}", exercise.kind) for i, group in enumerate(groups)),
        explanation=exercise.explanation or "",
    )


def _promise(lines: list[Line], id: str, kind: str) -> PromiseView:
    promise: Promise = lines[0].promise
    _, _, status = combined(lines)
    checks = tuple(_check(line, f"{id}-{i}", kind) for i, line in enumerate(lines))
    return PromiseView(
        text="Your answer" if kind == "question" else _sentence(promise.text),
        word=OUTCOMES[status or "not_run"],
        checks=checks,
    )


def _check(line: Line, id: str, kind: str) -> CheckView:
    hidden = isinstance(line, HiddenResult) or (isinstance(line, CheckForm) and line.visibility == "hidden")
    word = OUTCOMES[line.status or "not_run"]
    message = "" if isinstance(line, HiddenResult) else _text(line.message)
    pictures = tuple(picture(found, f"{id}-{i}") for i, found in enumerate(line.evidence))
    remarks = tuple(_remarks(line))
    return CheckView(
        title=_title(line, kind),
        name="" if isinstance(line, HiddenResult) else line.id,
        hidden=hidden,
        word=word,
        points=points(line.points_earned, line.points_possible),
        meaning=_meaning(line, word, kind, bool(message)),
        message=message,
        remarks=remarks,
        places=tuple(_places(line)),
        details=tuple(_details(line)) if isinstance(line, CheckForm) else (),
        pictures=pictures,
        open=line.status != "passed",
    )


def _title(line: Line, kind: str) -> str:
    if isinstance(line, HiddenResult):
        return "Compared with the answer" if kind == "question" else "Checked with inputs that are not shown"
    return line.title


def _meaning(line: Line, word: Word, kind: str, has_message: bool) -> str:
    """Explain the outcome, with advice where no message of a check gives a better one."""
    if line.status == "partial" and line.ladder is None:
        return SEVERAL
    if line.status == "failed" and kind == "question":
        return "" if has_message else ANSWER
    return word.meaning if has_message else f"{word.meaning} {word.advice}".strip()


def _remarks(line: Line) -> Iterable[str]:
    kind = line.exception if isinstance(line.exception, str) else next(iter(line.exception or ()), None)
    if kind:
        yield f"The exception was {kind}."
    if line.ladder is not None:
        yield from _rungs(line.ladder)
    if line.convention:
        yield f"Accepted convention: {line.convention}."
    if line.swapped:
        yield say("follow.graded", names=", ".join(line.swapped))
    if line.hint:
        yield say("mistake.hint", hint=line.hint)


def _rungs(ladder: Ladder) -> Iterable[str]:
    if ladder.metric is not None:
        yield f"Reached: {ladder.metric:.4g}."
    word = "at most" if ladder.lower_is_better else "at least"
    asked = (f"{word} {rung.metric:.4g} for {amount(rung.points)}" for rung in ladder.rungs)
    yield f"Asked for: {'; '.join(asked)}."


def _places(line: Line) -> Iterable[tuple[str, str]]:
    if isinstance(line, HiddenResult):
        if line.place is not None:
            yield f"cell {line.place.cell}, line {line.place.line}", line.place.code.strip()
        return
    for frame in line.frames:
        yield f"cell {frame.cell}, line {frame.line}, in {frame.function}", frame.code.strip()


def _details(check: CheckForm) -> Iterable[tuple[str, str]]:
    for detail in check.details:
        yield detail.name, _text(detail.text)


def _steps(exercises: tuple[ExerciseView, ...]) -> Iterable[tuple[ExerciseView, str]]:
    """Return, for each exercise that lacks points, the first thing to mend."""
    for exercise in exercises:
        broken = [promise for promise in exercise.promises if promise.word.tone in ("bad", "part")]
        if not broken:
            continue
        said = next((check.message for check in broken[0].checks if check.open and check.message), "")
        yield exercise, said.partition("\n")[0] or exercise.text or broken[0].text


def _notes(notes: tuple[NoteRef, ...], omitted: int) -> Iterable[NotesView]:
    for kind in dict.fromkeys(note.kind for note in notes):
        heading, meaning = NOTES.get(kind, (kind.capitalize(), ""))
        items = tuple((_where(note), _text(note.text)) for note in notes if note.kind == kind)
        yield NotesView(heading, meaning, items)
    if omitted:
        yield NotesView("And more", f"{omitted} more notes are not shown.", ())


def _where(note: NoteRef) -> str:
    if note.cell is None:
        return "" if note.line is None else f"line {note.line}"
    return f"cell {note.cell}" + ("" if note.line is None else f", line {note.line}")


def _text(text: Text | None) -> str:
    if text is None:
        return ""
    return f"{text.text} ... ({text.original_length} characters in all)" if text.truncated else text.text


def _sentence(text: str) -> str:
    """Begin a promise with a capital, unless it begins with a name as code writes it."""
    first = text.split(" ", 1)[0]
    return text[:1].upper() + text[1:] if first.isalpha() and first.islower() and len(first) > 1 else text


def _share(earned: float | None, possible: int) -> int:
    return 0 if not earned or not possible else max(1, min(100, int(100 * earned / possible)))
