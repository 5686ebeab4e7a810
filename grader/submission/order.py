"""In which order the chosen statements run, and which of them are overwritten before anybody reads what they made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from grader.submission.items import Item, is_future, replaces

Binders = Mapping[str, list[Item]]


def binders_of(items: Iterable[Item]) -> dict[str, list[Item]]:
    """Return name -> the statements that bind it, in order."""
    found: dict[str, list[Item]] = {}
    for item in items:
        for name in item.statement.names.binds | item.binds:
            found.setdefault(name, []).append(item)
    return found


def read_when_run(item: Item, binders: Binders) -> set[str]:
    """Return the names that running a statement may read, those of the functions that it may call included."""
    seen = set(item.now)
    pending = list(seen)
    while pending:
        for binder in binders.get(pending.pop(), ()):
            more = binder.reads - seen
            seen |= more
            pending.extend(more)
    return seen


def in_order(items: list[Item]) -> list[Item]:
    """Return the statements in the order of the file, but each after what it needs when it runs.

    So a cell that stands above the cell that it depends on costs nothing: in a notebook both were run, in some order.
    """
    binders = binders_of(items)
    bound: set[str] = set()
    started: set[Item] = set()
    done: list[Item] = []

    def prerequisites(item: Item) -> Iterator[Item]:
        for name in sorted(read_when_run(item, binders)):
            if name not in bound:
                yield from binders.get(name, ())

    waiting: Counter[str] = Counter()  # names that the statements on the stack will bind

    def can_run_first(item: Item) -> bool:
        """Say whether it needs nothing of what waits for it; a class derived from a waiting one follows in its turn."""
        return not any(waiting[name] for name in item.now if name not in bound)

    for first in sorted(items, key=lambda item: not is_future(item.node)):
        stack = [] if first in started else [(first, prerequisites(first))]
        started.add(first)
        waiting.update(first.binds if stack else ())
        while stack:
            item, before = stack[-1]
            following = next((other for other in before if other not in started and can_run_first(other)), None)
            if following is None:
                stack.pop()
                done.append(item)
                waiting.subtract(item.binds)
                bound |= item.statement.names.binds | item.binds
            else:
                started.add(following)
                waiting.update(following.binds)
                stack.append((following, prerequisites(following)))
    return done


def without_overwritten(ordered: list[Item]) -> list[Item]:
    """Return the statements without those whose names are bound anew before anything can read them."""
    binders = binders_of(ordered)
    live = set(binders)
    kept: list[Item] = []
    for item in reversed(ordered):
        if replaces(item.node) and not item.statement.names.binds & live:
            continue
        kept.append(item)
        if replaces(item.node):
            live -= item.statement.names.binds
        live |= read_when_run(item, binders) | item.mutates
    return kept[::-1]
