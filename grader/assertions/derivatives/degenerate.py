"""Which wrong forwards a backward can still be judged by: those that are as much of a function as the right one.

Where a student's forward is wrong, their backward is held against the numeric gradient of *their* forward, so that one
mistake costs once. A forward that returns zeros, its input, or something linear has a gradient that is no work at all;
so theirs must depend on every argument that the right one depends on, and bend where the right one bends.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from grader.assertions.derivatives.leaves import Arguments, Leaf
from grader.assertions.results import Floats
from grader.errors import CourseError, StudentError

SHARE = 1e-3
"""How much of the reference's slope or bend is enough: a slip changes either a few times, not a thousand times."""

AFFINE = 1e-9
"""A bend smaller than this share of the output is rounding."""

DIRECTIONS = 3  # for each argument: one alone could meet what a mask has cut off
STEP = 1e-4  # of the slope's difference: no precision is needed, but ReLU's neighbours should stay on their side

Outputs = Callable[[Sequence[Arguments]], list[Any]]


def degenerate(
    theirs: Outputs, ours: Outputs, arguments: Arguments, leaves: Sequence[Leaf], rng: np.random.Generator
) -> tuple[str, str] | None:
    """Return the id of the sentence that says why a forward is degenerate, and the name it is about."""
    points, groups = _points(arguments, leaves, rng)
    found = _arrays(theirs(points))
    right = _arrays(ours(points))
    if right is None:
        raise CourseError("the reference must be finite near a point where a gradient is checked")
    if found is None or found[0].shape != right[0].shape:
        return "degenerate.shape", ""
    if all(np.array_equal(found[0], each) for each in found):
        return "degenerate.constant", ""
    for leaf, slopes, _ in groups:
        if leaf is not None and not _depends(found, right, slopes):
            return "degenerate.independent", leaf.name.removeprefix("d")
    for leaf, _, bends in groups:
        if _is_affine(found, right, bends):
            return "degenerate.linear", leaf.name.removeprefix("d") if leaf else ""
    return None


Pairs = list[tuple[int, int]]


def _points(
    arguments: Arguments, leaves: Sequence[Leaf], rng: np.random.Generator
) -> tuple[list[Arguments], list[tuple[Leaf | None, Pairs, Pairs]]]:
    """Return all points to ask for, the given one first, and for each array which of them give a slope or a bend."""
    points = [arguments]
    groups: list[tuple[Leaf | None, Pairs, Pairs]] = []

    def pair(chosen: Sequence[Leaf], step: float) -> tuple[int, int]:
        plus = minus = arguments
        for leaf in chosen:
            direction = step * rng.normal(size=leaf.value.shape) * max(1.0, float(np.std(leaf.value)))
            plus, minus = leaf.put(plus, leaf.value + direction), leaf.put(minus, leaf.value - direction)
        points.extend([plus, minus])
        return len(points) - 2, len(points) - 1

    for leaf in leaves:
        slopes = [pair([leaf], STEP) for _ in range(DIRECTIONS)]
        groups.append((leaf, slopes, [pair([leaf], 1.0) for _ in range(DIRECTIONS)]))
    if len(leaves) > 1:  # also in all arguments at once: X @ W is linear in each, and not in both
        groups.append((None, [], [pair(leaves, 1.0) for _ in range(DIRECTIONS)]))
    return points, groups


def _arrays(outputs: Sequence[Any]) -> list[Floats] | None:
    """Return the outputs as arrays of one shape, or None where they are not, or not finite."""
    for each in outputs:
        if isinstance(each, StudentError):
            raise each
        if not isinstance(each, (float, int)) and not (isinstance(each, np.ndarray) and each.dtype.kind in "biuf"):
            return None
    arrays = [np.asarray(each, dtype=np.float64) for each in outputs]
    usable = all(each.shape == arrays[0].shape and np.isfinite(each).all() for each in arrays)
    return arrays if usable else None


def _norm(array: Floats) -> float:
    return float(np.linalg.norm(array.ravel()))


def _depends(found: list[Floats], right: list[Floats], slopes: Pairs) -> bool:
    """Say whether each pair shows a slope where the right forward has one."""
    differences = [(_norm(found[i] - found[j]), SHARE * _norm(right[i] - right[j])) for i, j in slopes]
    return all(slope > least or least == 0 for slope, least in differences)


def _is_affine(found: list[Floats], right: list[Floats], bends: Pairs) -> bool:
    """Say whether no pair shows a bend (midpoint against the middle of the ends) where the right forward has one."""

    def bend(outputs: list[Floats], plus: int, minus: int) -> float:
        return _norm(outputs[plus] + outputs[minus] - 2 * outputs[0])

    rounding = AFFINE * max(_norm(each) for each in right)
    bent = [(bend(found, *each), least) for each in bends if (least := bend(right, *each)) > rounding]
    return bool(bent) and all(theirs <= SHARE * least for theirs, least in bent)
