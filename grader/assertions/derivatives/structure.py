"""What must hold of every backward, whatever its layer: it is linear in the upstream gradient.

With the cache kept, B(u) is a matrix times u. So B(0) = 0, B(2u) = 2 B(u), B(u + v) = B(u) + B(v): three tests that
cost no call of forward, and that no error of the matrix itself can fail. They find an upstream gradient that is
ignored, a mask that was taken from it, a penalty that was added, and a state that changes from call to call.
Where rows are told to be independent, a row without upstream gradient gets none, and what the rows give adds up.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from grader.assertions.derivatives.answers import Gradients
from grader.assertions.derivatives.calling import Layer
from grader.assertions.derivatives.leaves import Leaf
from grader.assertions.derivatives.point import LayerPoint
from grader.assertions.derivatives.report import Fault
from grader.assertions.failures import fail
from grader.assertions.results import Floats
from grader.messages import say

EXACT = 1e-9
"""Two ways to the same number differ by some 1e-13 of the largest entry in float64."""

COARSE = 1e-4
"""The same in float32, where they differ by 1e-6."""

REPEATED = 1e-12
"""The same sums may be added in another order where an array lies elsewhere in memory; a changed cache shows more."""

Read = Callable[[object], Gradients]


@dataclass(frozen=True, slots=True)
class Backs:
    """What backward gives for two upstream gradients, for none, for the first doubled and for both together."""

    first: Gradients
    second: Gradients
    nothing: Gradients
    double: Gradients
    both: Gradients


def collect(layer: Layer, u: Floats, v: Floats, read: Read, name: str, hint: str | None) -> Backs:
    """Ask backward with one cache, all in one request; where it uses its cache up, with a new cache for each call.

    To change one's cache is bad manners, which `assert_repeatable` judges; here it must cost nothing.
    """
    upstreams = [u, v, np.zeros_like(u), 2 * u, u + v]
    answers = layer.back([u, u, *upstreams[1:]])
    first = read(answers[0])
    if same(first, read(answers[1])):
        return Backs(first, *map(read, answers[2:]))
    fresh: list[Gradients] = []
    for upstream in [u, *upstreams]:
        layer.run()
        fresh.append(read(layer.back([upstream])[0]))
    if not (same(fresh[0], fresh[1]) and same(first, fresh[0])):
        fail(say("gradient.random", name=name), hint=hint, cause="gradient.random")
    return Backs(*fresh[1:])


def same(one: Gradients, other: Gradients) -> bool:
    """Say whether two answers are equal but for rounding."""
    return all(_largest(a - b) <= REPEATED * _largest(a) for a, b in zip(one, other, strict=True))


def nonlinear(backs: Backs, leaves: Sequence[Leaf], coarse: bool, of: str) -> Fault | None:
    """Return how a gradient is not linear in the upstream gradient."""
    share = COARSE if coarse else EXACT
    for i, leaf in enumerate(leaves):
        u, v, nothing, double, both = (
            part[i] for part in (backs.first, backs.second, backs.nothing, backs.double, backs.both)
        )
        scale = max(_largest(u), _largest(v))
        if _largest(u) > 0 and np.array_equal(u, v):
            return Fault(leaf.name, "gradient.ignores", say("gradient.ignores", name=leaf.name, of=of))
        with np.errstate(all="ignore"):
            parts = {"zero": nothing, "double": double - 2 * u, "additive": both - u - v}
        for key, error in parts.items():
            if not _largest(error) <= share * scale:
                return Fault(leaf.name, f"gradient.{key}", say(f"gradient.{key}", name=leaf.name, of=of))
    return None


def mixed_rows(layer: Layer, u: Floats, read: Read, leaves: Sequence[Leaf], batch: Sequence[int]) -> int | None:
    """Return which gradient by rows has something in a row whose own upstream gradient is zero."""
    half = u.copy()
    half[: len(u) // 2] = 0
    layer.run()  # the cache may be used up
    for i, (leaf, gradient) in enumerate(zip(leaves, read(layer.back([half])[0]), strict=True)):
        if leaf.path[0] in batch and _largest(gradient[: len(u) // 2]) > EXACT * _largest(gradient):
            return i
    return None


def unadded_rows(point: LayerPoint, u: Floats, whole: Gradients) -> int | None:
    """Return which gradient by a parameter is not the sum of what the two halves of the batch give."""
    halves: list[Gradients] = []
    layer = point.layer
    for rows in (slice(None, len(u) // 2), slice(len(u) // 2, None)):
        arguments = tuple(each[rows] if i in point.batch else each for i, each in enumerate(layer.arguments))
        part = Layer(layer.forward, layer.backward, arguments, layer.cached, layer.hint)
        there = LayerPoint(part, [leaf.at(arguments) for leaf in point.leaves], hint=point.hint)
        there.run()
        halves.append(there.read(part.back([u[rows]])[0]))
    share = COARSE if point.narrow else EXACT
    for i, (leaf, one, other) in enumerate(zip(point.leaves, *halves, strict=True)):
        if leaf.path[0] not in point.batch:
            scale = max(map(_largest, (whole[i], one, other)))
            if not _largest(whole[i] - one - other) <= share * scale:
                return i
    return None


def _largest(array: Floats) -> float:
    return float(np.abs(array).max(initial=0.0))
