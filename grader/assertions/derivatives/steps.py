r"""One central difference along one direction, and how far it can be trusted.

For :math:`F(p)`, a direction t and a step h the estimate is :math:`D_h = (F(p + ht) - F(p - ht)) / 2h`. Its error has
two parts: truncation, :math:`h^2 F''' / 6`, and rounding, about :math:`u |F| / h` with :math:`u = 10^{-16}`.
They balance near the cube root of u, which is the step here.

References
----------
.. [1] Nocedal, Wright, *Numerical Optimization*, 2nd ed., Springer, 2006, section 8.1.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from grader.assertions.derivatives.leaves import Arguments, Leaf
from grader.assertions.results import Floats

UNIT = float(np.finfo(np.float64).eps)


@dataclass(frozen=True, slots=True)
class Precision:
    """A step, and when an estimate agrees with a claim: ``|claim - D| <= atol + rtol * max(|D|, |g|)``."""

    step: float
    rtol: float
    atol: float
    unit: float  # relative spacing of the numbers that the function returns


DOUBLE = Precision(step=6e-6, rtol=1e-6, atol=1e-8, unit=UNIT)
"""6e-6 is the cube root of the unit. At it a smooth F of size 1 is off by 1e-11 to 1e-10, a hundredth of atol; a wrong
entry of relative size e survives one projection with probability about rtol / e, and three with its cube."""

SINGLE = Precision(step=1e-3, rtol=2e-2, atol=2e-3, unit=float(np.finfo(np.float32).eps))
"""For answers in float32, which rounding makes useless at any finer setting. No right code fails at it, but about 8 %
of faults pass: float64 is promised, and a check of manners asks for it."""

ROUNDING = 4.0
"""How many units of rounding in F, summed over its terms, are granted to an estimate."""

MOST_ROUNDING = 1e-4
"""A share of the gradient: where rounding alone could hide more, it is not granted, so that a forward which adds 1e12
to everything is not accepted for its noise."""


@dataclass(frozen=True, slots=True)
class Value:
    """F at one point, and the size of the terms that were summed for it, from which its rounding follows."""

    total: float
    size: float


Evaluate = Callable[[Sequence[Arguments]], list[Value]]
"""The function under judgement at many points, asked in one request."""


@dataclass(frozen=True, slots=True)
class Objective:
    """A scalar function of all arguments, and the point at which it is differentiated."""

    evaluate: Evaluate
    arguments: Arguments
    precision: Precision = DOUBLE

    def step(self, leaf: Leaf) -> float:
        """Return the step for one array: relative to its size where that is large, so that p + h differs from p."""
        rms = float(np.sqrt(np.mean(leaf.value**2))) if leaf.value.size else 0.0
        return self.precision.step * max(1.0, rms)

    def moved(self, leaf: Leaf, direction: Floats, step: float) -> Arguments:
        """Return the arguments with one array moved by a step along a direction."""
        return leaf.put(self.arguments, leaf.value + step * direction)

    def around(self, leaf: Leaf, direction: Floats, step: float) -> tuple[Arguments, Arguments]:
        """Return the two points of a central difference."""
        return self.moved(leaf, direction, step), self.moved(leaf, direction, -step)


@dataclass(frozen=True, slots=True)
class Difference:
    """An estimate of the derivative along one direction, the step it was made with, and its rounding."""

    slope: float
    bend: float  # (F+ - 2 F + F-) / h where the centre is known: falls with h where F is smooth, and not at a kink
    rounding: float


def difference(plus: Value, minus: Value, step: float, unit: float, centre: Value | None = None) -> Difference:
    """Return the central difference from the values at its two points."""
    slope = (plus.total - minus.total) / (2 * step)
    bend = (plus.total - 2 * centre.total + minus.total) / step if centre else 0.0
    return Difference(slope, bend, ROUNDING * unit * max(plus.size, minus.size) / step)


def tolerance(estimate: Difference, largest: float, precision: Precision) -> float:
    """Return how far a claim may be from an estimate; `largest` is the largest entry of the claimed gradient."""
    scale = max(abs(estimate.slope), largest)
    rounding = min(estimate.rounding, MOST_ROUNDING * scale)
    return precision.atol + precision.rtol * scale + rounding
