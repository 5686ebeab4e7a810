"""A student's layer beside the right one: exact, and without a further call of their forward."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.assertions.derivatives.answers import Gradients, read_tuple
from grader.assertions.derivatives.calling import Calls, Layer, authors, ours
from grader.assertions.derivatives.causes import Case
from grader.assertions.derivatives.point import LayerPoint, Terms
from grader.assertions.derivatives.report import Fault, fail_gradient
from grader.assertions.derivatives.structure import Backs
from grader.assertions.kinds import assert_array
from grader.assertions.results import Floats, Numbers
from grader.errors import CourseError

Pair = tuple[Callable[..., Any], Callable[..., Any]]

SAME_FORWARD = {False: 1e-9, True: 1e-5}
"""For float64 and for narrower floats: two right forwards differ by the order of their operations, by some 1e-13 of the
largest entry, and 1e-6 in float32."""

SAME_GRADIENT = {False: (1e-7, 1e-9), True: (1e-4, 1e-6)}
"""Relative to the largest entry, and absolute. Two right formulas of one gradient differ by some 1e-13 (1e-6 in
float32) of the largest entry, batch normalization by 1e-11; an epsilon that is forgotten there makes 1e-5."""


@dataclass(slots=True)
class Right:
    """The right layer at the same point, after its forward."""

    layer: Layer
    output: Floats

    @classmethod
    def at(cls, reference: Pair, point: LayerPoint) -> Right:
        """Run the reference; what goes wrong with it is the author's."""
        forward, backward = ours(*reference)
        layer = Layer(forward, backward, point.layer.arguments, point.layer.cached)
        with authors():
            layer.run()
        output = np.asarray(layer.output)
        if output.dtype.kind not in "biuf" or not np.isfinite(output).all():
            raise CourseError("the reference's forward must be finite at a point where a gradient is checked")
        return cls(layer, output.astype(np.float64))

    def agrees(self, point: LayerPoint, out: Numbers) -> bool:
        """Say whether the student's output is the right one; right as far as float32 goes is narrow."""
        if near(out, self.output, narrow=False):
            return True
        if near(out, self.output, narrow=True) and np.array_equal(out, out.astype(np.float32)):
            point.narrow = True  # also where float32 was used inside and float64 returned
            return True
        return False

    def gradients(self, point: LayerPoint, upstreams: Sequence[Floats]) -> list[Gradients]:
        """Return the right gradients for each upstream."""
        with authors():
            return [read_tuple(answer, point.leaves, None, None)[0] for answer in self.layer.back(upstreams)]

    def outputs(self) -> Callable[[Calls], list[Any]]:
        """Return what gives the right outputs of many calls."""
        with authors():
            ask = self.layer.outputs()

        def asked(calls: Calls) -> list[Any]:
            with authors():
                return [assert_array(each) for each in ask(calls)]

        return asked


def near(found: Numbers, right: Floats, narrow: bool) -> bool:
    """Say whether a forward's result is the right one."""
    error = float(np.abs(found.astype(np.float64) - right).max(initial=0.0))
    return error <= SAME_FORWARD[narrow] * max(1e-3, float(np.abs(right).max(initial=0.0)))


def differs(found: Gradients, right: Gradients, narrow: bool) -> int | None:
    """Return the first gradient that is not the right one."""
    rtol, atol = SAME_GRADIENT[narrow]
    for i, (yours, theirs) in enumerate(zip(found, right, strict=True)):
        if not np.abs(yours - theirs).max(initial=0.0) <= atol + rtol * np.abs(theirs).max(initial=0.0):
            return i
    return None


def is_right(point: LayerPoint, right: Right, upstreams: Sequence[Floats], backs: Backs) -> bool:
    """Say whether backward gives the right gradients."""
    answers = zip((backs.first, backs.second), right.gradients(point, upstreams), strict=True)
    return all(differs(found, expected, point.narrow) is None for found, expected in answers)


def compare(
    point: LayerPoint, right: Right, upstreams: Sequence[Floats], backs: Backs, fault: Fault | None, terms: Terms | None
) -> None:
    """Raise where backward does not give the right gradients."""
    answers = zip(upstreams, (backs.first, backs.second), right.gradients(point, upstreams), strict=True)
    for upstream, found, expected in answers:
        i = differs(found, expected, point.narrow)
        if i is None:
            continue
        named: Mapping[str, Mapping[str, Floats]] = terms(upstream, *point.layer.arguments) if terms else {}
        leaf = point.leaves[i]
        pairs = zip(point.leaves, expected, strict=True)
        case = Case(
            leaf.name,
            found[i],
            expected[i],
            leaf.value,
            *SAME_GRADIENT[point.narrow],
            rows=point.rows,
            others={each.name: value for each, value in pairs if each is not leaf},
            alone=[each[i] for each in _alone(point, right, upstream)],
            terms=named.get(leaf.name, {}),
            sizes=point.sizes,
        )
        fail_gradient(case, point.report(fault))


def _alone(point: LayerPoint, right: Right, upstream: Floats) -> list[Gradients]:
    """Return what the first and the last row of the upstream gradient alone would give."""
    if upstream.ndim == 0 or len(upstream) < 2:
        return []
    first, last = np.zeros_like(upstream), np.zeros_like(upstream)
    first[0], last[-1] = upstream[0], upstream[-1]
    return right.gradients(point, [first, last])
