"""A draft of an exercise: promises, checks and mistakes that already pass `grader verify`, to be edited by a person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from grader.authoring.calls import FLOATS, Inputs, shape_words
from grader.authoring.candidates import Candidate, Subject, large, manners, properties, shapes, values
from grader.authoring.examples import from_docstring, from_numbers
from grader.authoring.pages import Page, checks_page, mistakes_page, promises_page, rubric_page
from grader.authoring.signatures import read_signature
from grader.authoring.slipped import WANTED, choose_slips
from grader.authoring.trials import TRIALS, Trials
from grader.course import Course
from grader.course.functions import CourseFunction, find_function
from grader.errors import UsageError
from grader.release.stubs import definition


@dataclass(frozen=True, slots=True)
class Draft:
    """All parts of a draft as text, and what a person must know of it."""

    function: CourseFunction
    promises: str
    files: dict[str, str]
    notes: tuple[str, ...]


def draft_exercise(course: Course, name: str, module: str | None = None) -> Draft:
    """Return a draft for a function of the course; `module` is where its assignment will find it."""
    place, target = find_function(course, name)
    trials = Trials(target)
    inputs, notes = _inputs(target, trials)
    subject = _subject(target, inputs, trials)
    example, note = _example(target, inputs, trials)
    kept = [example, *_kept(subject, trials)]
    checks = {each.check: trials.compiled(each) for each in kept}
    slips = choose_slips(target, trials, checks)
    if len(slips) < WANTED:
        notes.append(f"only {len(slips)} slips were caught: add mistakes until there are {WANTED}.")
    page = Page(place, module or place.module, target, tuple(kept), tuple(slips))
    notes = [
        note,
        *notes,
        *_untested(kept),
        f"each promise held on the reference for {TRIALS} draws, which proves none.",
    ]
    files = {
        "assignment.py": rubric_page(page),
        "checks_public.py": checks_page(page, hidden=False),
        "checks_hidden.py": checks_page(page, hidden=True),
        "mistakes.py": mistakes_page(page),
    }
    return Draft(place, promises_page(page), files, tuple(notes))


def _inputs(target: Callable[..., Any], trials: Trials) -> tuple[Inputs, list[str]]:
    """Return how arguments are drawn: the first way that the function answers without a warning or an error."""
    signature = read_signature(target)
    problem: UsageError | None = None
    for floats, (words, _) in FLOATS.items():
        inputs = Inputs(signature, floats)
        try:
            lines = "\n".join(inputs.lines(signature.sizes(0)))
            found = trials.answer(signature, lines, f"{signature.name}({inputs.values()})")
        except UsageError as error:
            problem = problem or error
            continue
        if all(bool((abs(array.astype(float)) < float("inf")).all()) for array in found.arrays):
            return inputs, [f"inputs are {words}; guessed from the shapes in the docstring."]
    raise problem or UsageError(
        f"{signature.name} returns numbers that are not finite on every input that suggest tried"
    )


def _subject(target: Callable[..., Any], inputs: Inputs, trials: Trials) -> Subject:
    signature = inputs.signature
    call = f"{signature.name}({inputs.values()})"
    found = [trials.answer(signature, "\n".join(inputs.lines(signature.sizes(n))), call) for n in range(3)]
    declared = [shape for _, shape in signature.returned]
    declared = declared if len(declared) == len(found[0].arrays) else [None] * len(found[0].arrays)
    words = tuple(
        shape_words(signature, declared[i], [each.arrays[i].shape for each in found], signature.sizes)
        if all(len(each.arrays) > i for each in found)
        else None
        for i in range(len(found[0].arrays))
    )
    source, node = definition(target)
    body = "\n".join(source.splitlines()[node.body[0].end_lineno or 0 : node.end_lineno])
    return Subject(inputs, signature.sizes(0), signature.sizes(1), found[0], words, body)


def _example(target: Callable[..., Any], inputs: Inputs, trials: Trials) -> tuple[Candidate, str]:
    """Return the public check with a worked number: the docstring's, where it is one that can be used."""
    name = target.__name__
    title, sentence = "The example of the docstring.", "the result is what the first line of this docstring says."
    lines = from_docstring(target)
    if lines:
        example = Candidate("value", sentence, f"{name}_by_hand", title, tuple(lines), hidden=False)
        if trials.holds(example):
            return example, "the public example is that of the docstring."
    lines = from_numbers(inputs, lambda text, call: trials.answer(inputs.signature, text, call))
    example = Candidate("value", sentence, f"{name}_by_hand", "Round numbers.", tuple(lines), hidden=False)
    return example, "the expected number of the public example came out of the reference: work it by hand."


def _kept(subject: Subject, trials: Trials) -> list[Candidate]:
    """Return the candidates that hold; what another one implies is left out."""
    candidates = [*shapes(subject), *values(subject), *properties(subject), *large(subject), *manners(subject)]
    held = [each for each in candidates if trials.holds(each)]
    labels = {each.label for each in held}
    return [each for each in held if not (each.label == "order" and "rows" in labels)]


def _untested(kept: list[Candidate]) -> list[str]:
    drafted = ", ".join(dict.fromkeys(each.label for each in kept))
    return [
        f"promises that hold: {drafted}. Keep what you mean, and put `value` into your own words.",
        "mistakes are slips of the pen; replace them by what your students get wrong, and write hints of your own.",
    ]
