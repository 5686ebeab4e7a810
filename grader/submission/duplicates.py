"""A name defined more than once: which definition counts, and what to say about the others.

The last one counts, as in a notebook that was run from top to bottom, with two exceptions that notebooks make common:
an untouched stub never beats a version that was written, and a function that is graded is not lost because its name is
later used for a number (``accuracy = accuracy(X, y)``).
"""

from __future__ import annotations

from collections.abc import Collection

from grader.model import Note
from grader.submission.items import (
    Item,
    is_definition,
    is_import,
    is_stub,
    makes_function,
    replaces,
    single_target,
    wraps,
)
from grader.submission.wording import note


def settle(items: list[Item], wanted: Collection[str] | None) -> tuple[list[Item], list[Note]]:
    """Return the statements without those that do not count, and notes that say so."""
    notes: list[Note] = []
    functions = {name for item in items if is_definition(item.node) or is_import(item.node) for name in item.binds}
    for name in sorted({name for item in items if is_definition(item.node) for name in item.binds}):
        versions = [item for item in items if is_definition(item.node) and name in item.binds]
        written = [item for item in versions if not is_stub(item.node)]
        others = [item for item in items if name in item.binds and item not in versions]
        aliases = [item for item in others if _counts(name, item, functions, written)]
        if written or aliases:
            items = [item for item in items if item not in versions or item in written]
            notes += _stub_notes(name, versions, written)
        if written and (wanted is None or name in wanted):
            rebound = [item for item in others if item not in aliases and not is_import(item.node)]
            items = [item.without(name) if item in rebound else item for item in items]
            notes += [_rebound_note(name, item, written[-1]) for item in rebound if _is_below(item, written[-1])]
        notes += _early_notes(name, written)
    return items, notes


def where(item: Item) -> str:
    """Say where a statement stands."""
    return f"cell {item.statement.cell}, line {item.statement.line}"


def _counts(name: str, item: Item, functions: set[str], written: list[Item]) -> bool:
    """Say whether an assignment gives the name to a function; above a mere stub any value may be one."""
    if makes_function(item.node, functions) or wraps(item.node, name):
        return True
    return not written and bool(single_target(item.node)) and replaces(item.node)


def _stub_notes(name: str, versions: list[Item], written: list[Item]) -> list[Note]:
    if not written:
        return []
    stubs = [item for item in versions if item not in written and _is_below(item, written[-1])]
    text = note("stub_ignored", name=name, where=where(written[-1]))
    return [_note(text, item, name) for item in stubs]


def _early_notes(name: str, written: list[Item]) -> list[Note]:
    early = [item for item in written[:-1] if item.statement.text != written[-1].statement.text]
    text = note("early_name", name=name, where=where(written[-1])) if written else ""
    return [_note(text, item, name) for item in early]


def _rebound_note(name: str, item: Item, version: Item) -> Note:
    return _note(note("rebound", name=name, where=where(version)), item, name)


def _note(text: str, item: Item, name: str) -> Note:
    return Note("duplicate", text, item.statement.cell, item.statement.line, name)


def _is_below(item: Item, other: Item) -> bool:
    return (item.statement.cell, item.statement.line) > (other.statement.cell, other.statement.line)
