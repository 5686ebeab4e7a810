"""One check as its page shows it, or what the hidden checks of one promise came to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from grader.documents.schema import CheckForm, ExerciseForm, HiddenResult, Ladder, PublicCheck, StudentExercise, Text
from grader.messages import say
from grader.pages.pictures import Picture, picture
from grader.pages.words import ABOVE, ALONE, ANSWER, BEYOND, FIRST, OUTCOMES, SEVERAL, Word, amount, points

Line = CheckForm | PublicCheck | HiddenResult


@dataclass(frozen=True, slots=True)
class Siblings:
    """How the checks that students have stand: those of the same promise, and whether any of the exercise fails."""

    public: tuple[bool, ...]  # of the same promise: whether each holds
    fails: bool

    @property
    def advice(self) -> str:
        """What to do about a hidden check that fails."""
        if self.public:
            return BEYOND if all(self.public) else ABOVE
        return FIRST if self.fails else ALONE


@dataclass(frozen=True, slots=True)
class CheckView:
    """One check, or what the hidden checks of one promise came to."""

    title: str
    name: str
    hidden: bool
    word: Word
    points: str
    meaning: str
    message: tuple[str, str]  # its first line, and the others
    hint: str  # of a known mistake, or else of the message
    input: str
    remarks: tuple[str, ...]
    places: tuple[tuple[str, str], ...]  # where, and the line of code
    details: tuple[tuple[str, str], ...]
    pictures: tuple[Picture, ...]
    open: bool  # whether it says more than that it holds


def siblings_of(exercise: ExerciseForm | StudentExercise, lines: Sequence[Line]) -> Siblings:
    """Return how the public checks of an exercise stand, and those among the `lines` of one promise."""
    own = tuple(line.status == "passed" for line in lines if not is_hidden(line))
    return Siblings(own, any(check.status != "passed" for check in exercise.checks if not is_hidden(check)))


def is_hidden(line: Line) -> bool:
    """Say whether students do not have the check."""
    return isinstance(line, HiddenResult) or (isinstance(line, CheckForm) and line.visibility == "hidden")


def check_view(line: Line, id: str, kind: str, siblings: Siblings) -> CheckView:
    """Return what the page says of a check; beside the `siblings` that students have."""
    word = OUTCOMES[line.status or "not_run"]
    message = ""
    if not isinstance(line, HiddenResult) and line.status != "skipped":  # what stopped the exercise says it
        message = shown_text(line.message)
    first, _, rest = message.partition("\n")
    return CheckView(
        title=_title(line, kind),
        name="" if isinstance(line, HiddenResult) else line.id,
        hidden=is_hidden(line),
        word=word,
        points=points(line.points_earned, line.points_possible),
        meaning=_meaning(line, word, kind, bool(message), siblings),
        message=(first, rest),
        hint=line.hint or next((text for text in rest.split("\n") if text.startswith("Hint:")), ""),
        input=_input(line),
        remarks=tuple(_remarks(line)),
        places=tuple(_places(line)),
        details=tuple(_details(line)) if isinstance(line, CheckForm) else (),
        pictures=tuple(picture(found, f"{id}-{i}") for i, found in enumerate(line.evidence)),
        open=line.status not in ("passed", "skipped") or bool(line.swapped),
    )


def _input(line: Line) -> str:
    if isinstance(line, PublicCheck):
        return shown_text(line.input)
    details = line.details if isinstance(line, CheckForm) else ()
    return next((shown_text(detail.text) for detail in details if detail.name == "input"), "")


def _title(line: Line, kind: str) -> str:
    if isinstance(line, HiddenResult):
        return "Compared with the answer" if kind == "question" else "Inputs that you do not have"
    return line.title


def _meaning(line: Line, word: Word, kind: str, has_message: bool, siblings: Siblings) -> str:
    """Explain the outcome, with advice where no message of a check gives a better one."""
    if has_message:
        return ""
    if line.status == "partial" and line.ladder is None:
        return SEVERAL
    if line.status == "failed" and kind == "question":
        return ANSWER
    if line.status == "failed" and isinstance(line, HiddenResult):
        return "" if line.hint or line.ladder else siblings.advice
    return f"{word.meaning} {word.advice}".strip()


def _remarks(line: Line) -> Iterable[str]:
    kind = line.exception if isinstance(line.exception, str) else next(iter(line.exception or ()), None)
    if kind and line.status != "missing":
        yield f"The exception was {kind}."
    if line.ladder is not None:
        yield from _rungs(line.ladder)
    if line.convention:
        yield f"Accepted convention: {line.convention}."
    if line.swapped:
        yield say("check.swapped", names=", ".join(line.swapped))
    if line.hint:
        yield say("check.hint", hint=line.hint)


def _rungs(ladder: Ladder) -> Iterable[str]:
    if ladder.metric is not None:
        yield f"Reached: {ladder.metric:.4g}."
    word = "at most" if ladder.lower_is_better else "at least"
    asked = (f"{word} {rung.metric:.4g} for {amount(rung.points)}" for rung in ladder.rungs)
    yield f"Asked for: {'; '.join(asked)}."
    if ladder.data:
        yield f"Data: {ladder.data}."


def _places(line: Line) -> Iterable[tuple[str, str]]:
    if isinstance(line, HiddenResult):
        if line.place is not None:
            yield f"cell {line.place.cell}, line {line.place.line}", line.place.code.strip()
        return
    for frame in line.frames:
        yield f"cell {frame.cell}, line {frame.line}, in {frame.function}", frame.code.strip()


def _details(check: CheckForm) -> Iterable[tuple[str, str]]:
    for detail in check.details:
        if detail.name != "input":  # shown above
            yield detail.name, shown_text(detail.text)


def shown_text(text: Text | None) -> str:
    """Return a text of a document, with its length where it was cut."""
    if text is None:
        return ""
    return f"{text.text} ... ({text.original_length} characters in all)" if text.truncated else text.text
