"""The command `explain`: a ready answer to a complaint, as plain text for a mail."""

from __future__ import annotations

import argparse
import difflib
import shlex
from collections.abc import Callable, Sequence
from dataclasses import asdict

from grader.cli import DONE, NEEDS_A_PERSON, terminal
from grader.cli.looking import document_of, recorded, replay_options
from grader.documents import Document, StudentDocument, read_student_document, student_document
from grader.errors import GraderError, UsageError
from grader.explain import Example, Item, drawn, explain
from grader.ledger import Folder, open_ledger
from grader.messages import say
from grader.pages.view import view
from grader.pages.words import plain


def explain_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe `grader explain`."""
    replay_options(parser)
    parser.add_argument("check", nargs="?", metavar="CHECK", help="a check or an exercise (default: all that fails)")
    parser.add_argument(
        "--for", dest="audience", choices=("student", "staff"), default="student", help="who will read it"
    )


def explain_command(options: argparse.Namespace) -> int:
    """Print the answer; ends with 1 where the score is withheld, because a person must act first."""
    document = document_of(options.dir, options.student)
    wanted = _wanted(document, options.check)
    form = document if options.audience == "staff" else _published(options, document)
    items = explain(form, wanted, _search(options))
    if options.json:
        commands = {"replay": _replay(options, "")} if options.audience == "staff" else {}
        terminal.print_json(
            {
                "student": form.submitter.id,
                "assignment": form.assignment.id,
                "audience": options.audience,
                "status": form.status,
                "score": form.score,
                "max_score": form.max_score,
                "items": [asdict(item) for item in items],
                **commands,
            }
        )
    else:
        terminal.say("\n".join(_text(options, form, items)))
    return NEEDS_A_PERSON if document.status in ("fault", "pending_manual") else DONE


def _wanted(document: Document, name: str | None) -> Callable[[str, str], bool]:
    """Return which promises are asked about: those of an exercise, the one of a check, or all."""
    if name is None:
        return lambda exercise, label: True
    if name in {exercise.id for exercise in document.exercises}:
        return lambda exercise, label: exercise == name
    places = {check.id: (part.id, check.promise.label) for part in document.exercises for check in part.checks}
    if name not in places:
        close = difflib.get_close_matches(name, [*places, *(part.id for part in document.exercises)], n=1)
        meant = f"; did you mean {close[0]}?" if close else ""
        raise UsageError(f"{document.assignment.id} has no check or exercise {name}{meant}")
    return lambda exercise, label: (exercise, label) == places[name]


def _published(options: argparse.Namespace, document: Document) -> StudentDocument:
    """Return what the student has; before anything is public, what they would have."""
    path = Folder(options.dir).student_document(options.student)
    if path.is_file():
        return read_student_document(path.read_bytes())
    terminal.warn(say("explain.unpublished"))
    return student_document(document)


def _search(options: argparse.Namespace) -> Callable[[Sequence[str]], tuple[dict[str, Example], int]]:
    """Return a search for public inputs; it is prepared when it is first needed, and does without what is gone."""
    made: list[Callable[[Sequence[str]], tuple[dict[str, Example], int]]] = []

    def search(names: Sequence[str]) -> tuple[dict[str, Example], int]:
        if not made:
            try:
                with open_ledger(options.dir, create=False, read_only=True) as ledger:
                    code, _, terms = recorded(options, ledger, None)
                made.append(drawn(code, terms))
            except GraderError as error:
                terminal.warn(say("explain.no_search", text=str(error)))
                made.append(lambda names: ({}, 0))
        return made[0](names)

    return search


def _text(options: argparse.Namespace, form: Document | StudentDocument, items: tuple[Item, ...]) -> list[str]:
    shown = view(form)
    scored = f"{shown.score} of {form.max_score} points" if shown.score else "no score"
    lines = [f"{form.assignment.title}, {form.submitter.id}: {scored}", *shown.sentences]
    lines += shown.problem.splitlines()
    if form.status != "ungradable" and not items:
        lines += ["", say("explain.nothing")]
    first: dict[Example, int] = {}
    for number, item in enumerate(items, 1):
        example = _example(item, first.get(item.example) if item.example else None)
        if item.example:
            first.setdefault(item.example, number)
        lines += ["", *_item(options, item, number, example)]
    return lines


def _item(options: argparse.Namespace, item: Item, number: int, example: list[str]) -> list[str]:
    title = f"{item.row} {item.exercise}".strip()
    earned = "?" if item.earned is None else plain(item.earned)
    lines = [
        f"{number}. {title}: {earned} of {item.possible} for this promise",
        *_block("explain.promise", item.promise),
    ]
    for found in item.found:
        lines += _block("explain.found", found)
    lines += example
    if item.place:
        lines += [f"   {item.place}", *_indented(item.code)]
    for facts in item.staff:
        seen = "hidden" if facts.hidden else "public"
        lines += [f"   [{seen}] {facts.check}: {facts.title}"]
        for name, text in facts.facts:
            lines += [f"     {name}:", *_indented(text, 7)]
        lines += ["     again:", f"       {_replay(options, facts.check)}"]
    return lines


def _example(item: Item, before: int | None) -> list[str]:
    if before is not None:
        return [f"   {say('explain.again', number=before)}"]
    if item.example is None:
        text = say("explain.no_example", count=item.searched) if item.searched else say("explain.fixed")
        return [f"   {line}" for line in text.splitlines()]
    if item.example.promise:
        lines = _block("explain.near", item.example.promise, check=item.example.check)
        lines += _indented(item.example.found)
    else:
        lines = [f"   {say('explain.example', check=item.example.check, name=item.exercise)}"]
        lines += [] if item.example.found in item.found else _indented(item.example.found)
    return lines + _indented(item.example.input)


def _block(key: str, text: str, **values: object) -> list[str]:
    first, *rest = text.splitlines() or [""]
    return [f"   {say(key, text=first, **values)}", *(f"     {line}" for line in rest)]


def _indented(text: str, by: int = 5) -> list[str]:
    return [" " * by + line for line in text.splitlines()]


def _replay(options: argparse.Namespace, check: str) -> str:
    words = ["grader", "replay", str(options.dir), options.student, *([check] if check else [])]
    for option in ("course", "data", "seed", "isolation"):
        value = getattr(options, option)
        words += [f"--{option}", str(value)] if value else []
    return shlex.join(words)
