"""Statements -> the slice, which is executed, and the notes on what is not."""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Collection, Iterable, Iterator

from grader.model import Note, Slice
from grader.submission.choice import BUILTINS, choose, is_answer
from grader.submission.duplicates import settle, where
from grader.submission.items import (
    Item,
    called_root,
    imports_the_grader,
    is_definition,
    is_main_guard,
    is_star_import,
    make_item,
    replaces,
)
from grader.submission.order import binders_of
from grader.submission.statements import Statement, first_line
from grader.submission.wording import excerpt, note


def cut_slice(statements: Iterable[Statement], wanted: Collection[str] | None = None) -> tuple[Slice, list[Note]]:
    """Return what is executed, and notes on duplicates, on what is not needed, and on names that nothing defines."""
    all_items = [make_item(statement) for statement in statements]
    items, notes = settle(all_items, wanted)
    defined = {name for item in all_items if is_definition(item.node) for name in item.binds}
    chosen = choose(items, defined, wanted)
    notes += _not_needed(all_items, chosen)
    notes += _undefined(chosen, wanted)
    return _emit(chosen), notes


def _emit(chosen: list[Item]) -> Slice:
    lines: list[str] = []
    origins: list[tuple[int, int]] = []
    for item in chosen:
        own = item.statement.text.split("\n")
        lines += own
        origins += [(item.statement.cell, item.statement.line + offset) for offset in range(len(own))]
    source = "".join(f"{line}\n" for line in lines)
    return Slice(source, hashlib.sha256(source.encode()).hexdigest(), tuple(sorted(_bound(chosen))), tuple(origins))


def _bound(chosen: list[Item]) -> set[str]:
    return {name for item in chosen for name in item.statement.names.binds | item.binds}


def _not_needed(items: list[Item], chosen: list[Item]) -> Iterator[Note]:
    """Yield a note for each run of statements of one cell that are not executed."""
    kept = {item.statement for item in chosen}
    variables = {name for item in chosen if replaces(item.node) and not is_definition(item.node) for name in item.binds}
    own = {name for item in items if imports_the_grader(item.node) for name in item.binds}
    run: list[Item] = []
    for item in items:
        ends = run and (item.statement in kept or run[-1].statement.cell != item.statement.cell)
        special = item.statement not in kept and _special_note(item, variables)
        if ends or special:
            yield from _run_note(run)
            run = []
        if special:
            yield special
        elif item.statement not in kept and not _is_silent(item, own):
            run.append(item)
    yield from _run_note(run)


def _special_note(item: Item, variables: set[str]) -> Note | None:
    statement = item.statement
    root = called_root(item.node)
    if is_main_guard(item.node):
        return Note("not_needed", note("main_guard"), statement.cell, statement.line)
    if root in variables:
        text = note("call_skipped", text=excerpt(statement.text), name=root)
        return Note("not_needed", text, statement.cell, statement.line, root)
    return None


def _is_silent(item: Item, own: set[str]) -> bool:
    """Say whether nobody wants to read that it is left out: text, definitions that do not count, the self-check."""
    node = item.node
    text = isinstance(node, ast.Pass) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
    return text or is_definition(node) or imports_the_grader(node) or bool(item.reads & own)


def _run_note(run: list[Item]) -> Iterator[Note]:
    if not run:
        return
    first, last = run[0].statement, run[-1].statement
    text = excerpt(first.text)
    end = last.line + last.text.count("\n")
    key = "dropped" if len(run) == 1 else "dropped_lines"
    yield Note("not_needed", note(key, text=text, first=first.line, last=end), first.cell, first.line)


def _undefined(chosen: list[Item], wanted: Collection[str] | None) -> Iterator[Note]:
    """Yield a note for each name that is used but that nothing defines."""
    if any(is_star_import(item.node) for item in chosen):
        return  # it may define anything
    bound = _bound(chosen) | BUILTINS
    graded = _graded(chosen, wanted)
    setters = {name: item for item in chosen for name in item.statement.names.sets_later}
    seen: set[str] = set()
    for item in graded:
        for name in sorted(item.reads - bound - seen):
            seen.add(name)
            text = note("undefined", name=name)
            if name in setters:
                function = min(setters[name].binds, default=where(setters[name]))
                text = note("set_by_call", name=name, function=function)
            yield Note("undefined", text, item.statement.cell, _line_of(item, name), name)


def _graded(chosen: list[Item], wanted: Collection[str] | None) -> list[Item]:
    """Return the statements that something graded needs; the others are nobody's trouble."""
    if wanted is None:
        return chosen
    binders = binders_of(chosen)
    names = {name for name in binders if name in wanted or is_answer(name)}
    reached = set(names)
    pending = list(reached)
    while pending:
        more = {name for item in binders.get(pending.pop(), ()) for name in item.reads} - reached
        reached |= more
        pending += more
    return [item for item in chosen if item.binds & reached]


def _line_of(item: Item, name: str) -> int:
    """Return the line, within the cell, where a statement first names something."""
    uses = [node for node in ast.walk(item.node) if isinstance(node, ast.Name) and node.id == name]
    line = min((node.lineno for node in uses), default=item.node.lineno)
    return item.statement.line + line - first_line(item.node)
