"""Follow-through: one mistake costs once.

A check names in `uses` the functions that its exercise calls. Where one of them lost any check of its own, the check is
run with the reference's results served in its place. Manners count as well: an exercise must not pay for an array that
a function which it calls has changed. That takes an order: the exercise of a check runs after those that the check
uses, wherever they stand in the rubric.

Functions that hand a cache to each other must be of one hand, and some are right and too slow to train with: a check
says `always` where all that it uses is to be served, whatever their checks said.

A backward gets what its own forward has kept, in a form that nobody else knows, so its forward cannot be served. It is
asked `beside` ours: the check sees the output of our forward, and the backward gets what the student's has kept.

A function of `given` or `needs` has no check here that could say whether a student's copy is still as it was handed
out, so where a check names one, the reference's is always served.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import combinations

from grader.checks.terms import CheckTerms
from grader.model import Assignment, Check, CheckResult, Exercise, Outcome, Party, Question, Threshold
from grader.student import NOTHING_SERVED, Served, serve

Part = Exercise | Question
Row = Check | Threshold


def used(row: Row) -> tuple[str, ...]:
    """Return the names of the functions that a check may have served, in the order of the rubric row."""
    return tuple(function.__name__ for function in row.uses)


def beside(row: Row) -> tuple[str, ...]:
    """Return the names of the forwards beside which a check is run once more where it fails."""
    return tuple(function.__name__ for function in row.beside) if isinstance(row, Check) else ()


def in_order(assignment: Assignment) -> list[Part]:
    """Return exercises and questions in the order in which they run: each after those that its checks use."""
    parts = {part.name: part for part in assignment.parts}
    ordered: dict[str, Part] = {}

    def add(part: Part, above: frozenset[str]) -> None:
        for name in (name for row in part.rows for name in used(row)):
            if name in parts and name not in above:
                add(parts[name], above | {name})
        ordered.setdefault(part.name, part)

    for part in assignment.parts:
        add(part, frozenset({part.name}))
    return list(ordered.values())


def with_used(assignment: Assignment, only: frozenset[str] | None) -> frozenset[str] | None:
    """Return the checks that are to be run, and those that say what must be served to them."""
    if only is None:
        return None
    wanted = set(only)
    for part in reversed(in_order(assignment)):
        names = {name for row in part.rows if row.name in wanted and not row.always for name in used(row)}
        wanted |= {row.name for other in assignment.exercises if other.name in names for row in other.rows}
    return frozenset(wanted)


def swapped(row: Row, assignment: Assignment, results: Iterable[CheckResult]) -> tuple[str, ...]:
    """Return which of the functions that a check uses must be the reference's, by the results so far."""
    if not row.uses:
        return ()
    if row.always:
        return used(row)
    lost = {result.check for result in results if _is_lost(result)}
    exercises = {exercise.name: exercise for exercise in assignment.exercises}
    return tuple(
        name for name in used(row) if name not in exercises or any(check.name in lost for check in exercises[name].rows)
    )


def _is_lost(result: CheckResult) -> bool:
    """Say whether a check did not pass by the student's fault; a fault of ours says nothing about their function."""
    return result.outcome is not Outcome.PASSED and result.outcome.party is Party.STUDENT


def verdict_name(check: str, names: Iterable[str]) -> str:
    """Return what a verdict is known by: its check, and which functions were the reference's."""
    served = ", ".join(sorted(names))
    return f"{check} with {served}" if served else check


def variants(row: Row) -> list[tuple[str, ...]]:
    """Return every set of functions that may be served to a check."""
    names = used(row)
    if row.always:
        return [(), names]  # nothing is served to a check that is skipped
    return [chosen for count in range(len(names) + 1) for chosen in combinations(names, count)]


@contextmanager
def serving(terms: CheckTerms, names: tuple[str, ...], seed: int, cpu_seconds: float) -> Iterator[Served]:
    """Lend the reference's functions, answered by a child of its own that ends with the check."""
    if not names or terms.reference_worker is None:
        yield NOTHING_SERVED
        return
    with terms.reference_worker(seed, cpu_seconds) as session:
        yield serve(session.student, names)
