"""Which statements are needed for grading: the transitive closure from definitions and answers to what they read.

Kept: imports; functions and classes, also within if, for, while, with, try and match; names given to functions
(``softmax = my_softmax``, lambdas, partial, vectorize); and every statement that binds a name which a kept definition
or an answer reads, also by ``:=``, as a loop's variable, or by calling a function that declares it global. A statement
that sets or deletes an item or attribute of a kept name is kept, unless that is an import (``plt.rcParams[k] = v``).

Not kept: bare calls (``table.append(3)``; a note says so), deleting a name, ``if __name__ == "__main__"``, and imports
of the grader itself. Where `wanted` says which names are graded, a variable is made only if one of those needs it;
other definitions stay if they can be made without executing more.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Collection
from dataclasses import replace

from grader.submission.items import (
    Item,
    defines_inside,
    deletes_a_name,
    imports_the_grader,
    is_definition,
    is_import,
    is_main_guard,
    makes_function,
)
from grader.submission.order import binders_of, in_order, read_when_run, without_overwritten

BUILTINS = frozenset(dir(builtins)) | {"__file__", "__builtins__"}


def is_answer(name: str) -> bool:
    """Say whether a variable answers a question: ``q_...``, or ``who``, from which the numbers of a question derive."""
    return name.startswith("q_") or name == "who"


def choose(items: list[Item], defined: Collection[str], wanted: Collection[str] | None) -> list[Item]:
    """Return what is executed, in order; `defined` are the names of all functions and classes of the file."""
    names = set(defined if wanted is None else wanted)
    chosen = [item for item in items if _may_run(item.node)]
    while True:
        candidates = _with_effects_of_calls(chosen)
        ordered = in_order(_needed(candidates, names, wanted is None))
        remaining = without_overwritten(ordered)
        if len(remaining) == len(chosen):
            return remaining
        originals = {item.statement: item for item in chosen}
        kept = {item.statement for item in remaining}
        chosen = [item for item in originals.values() if item.statement in kept]


def _may_run(node: ast.stmt) -> bool:
    return not (imports_the_grader(node) or is_main_guard(node) or deletes_a_name(node))


def _with_effects_of_calls(items: list[Item]) -> list[Item]:
    """Add to what a statement binds the globals that are set by functions which it may call."""
    setters = {name for item in items if item.statement.names.sets_later for name in item.binds}
    if not setters:
        return items
    binders = binders_of(items)
    found = []
    for item in items:
        calls = not is_definition(item.node) and any(isinstance(inner, ast.Call) for inner in ast.walk(item.node))
        reached = read_when_run(item, binders) & setters if calls else set()
        set_by_calls = {
            name for setter in reached for binder in binders[setter] for name in binder.statement.names.sets_later
        }
        found.append(replace(item, binds=item.binds | set_by_calls))
    return found


def _needed(items: list[Item], names: set[str], every_definition: bool) -> list[Item]:
    imported = {name for item in items if is_import(item.node) for name in item.binds}
    functions = imported | {name for item in items if is_definition(item.node) for name in item.binds}
    definitions = [item for item in items if _is_like_definition(item, functions)]
    answers = {name for item in items for name in item.binds if is_answer(name)}
    imports = [item for item in items if is_import(item.node)]
    roots = definitions if every_definition else []
    needed = _closure(items, [*imports, *roots], names | answers, imported)
    if not every_definition:
        _add_harmless(definitions, needed)
    return [item for item in items if item in needed]


def _is_like_definition(item: Item, functions: set[str]) -> bool:
    return is_definition(item.node) or defines_inside(item.node) or makes_function(item.node, functions)


def _closure(items: list[Item], roots: list[Item], names: set[str], imported: set[str]) -> set[Item]:
    """Return the roots, what binds or changes the names, and what those read, transitively."""
    useful: dict[str, list[Item]] = {}
    own = {name for item in items if not is_import(item.node) for name in item.binds}
    for item in items:
        for name in item.binds | (item.mutates - (imported - own)):
            useful.setdefault(name, []).append(item)
    needed: set[Item] = set()
    seen: set[str] = set()
    pending = list(roots)
    fresh = names | {name for item in roots if not is_import(item.node) for name in item.binds}
    while pending or fresh:
        for item in pending:
            if item not in needed:
                needed.add(item)
                fresh |= item.reads
        fresh -= seen
        seen |= fresh
        pending = [item for name in fresh for item in useful.get(name, ())]
        fresh = set()
    return needed


def _add_harmless(definitions: list[Item], needed: set[Item]) -> None:
    """Add the definitions that nothing graded needs, as far as making them executes nothing more."""
    bound = {name for item in needed for name in item.binds} | BUILTINS
    added = True
    while added:
        added = False
        for item in definitions:
            if item not in needed and is_definition(item.node) and item.now <= bound:
                needed.add(item)
                bound |= item.binds
                added = True
