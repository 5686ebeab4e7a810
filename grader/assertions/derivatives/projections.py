r"""The decision where nothing but the function itself says what its gradient is.

For each array apart, K directions t are drawn, and the claim :math:`\langle g, t \rangle` is held against a central
difference along t. Two calls decide on all entries at once; three independent directions leave an error no way out.

- Directions are Gaussian, so that no error is orthogonal to them and none is diluted (entries that are all positive
  would let a few wrong ones vanish in a sum), and scaled to a largest entry of 1, so that h means the same everywhere.
- Each array has directions of its own: one direction for all would hide a small gradient behind a large one.
- A mismatch is looked at again (`kinks`); what a kink explains is drawn anew, and nothing is ever accepted because it
  could not be judged.

References
----------
.. [1] PyTorch, `torch.autograd.gradcheck`, whose fast mode projects too, by positive directions. https://docs.pytorch.org/
.. [2] JAX, `jax.test_util.check_grads`: one Gaussian direction for all arguments. https://docs.jax.dev/
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from grader.assertions.derivatives.kinks import is_kink, refined
from grader.assertions.derivatives.leaves import Leaf
from grader.assertions.derivatives.steps import Difference, Objective, Value, difference, tolerance
from grader.assertions.results import Floats

DRAWS = 3
"""K: an error of 1 % of the gradient passes one draw with probability 8e-5, three with 5e-13; two let one of 2,000
faults through when measured."""

MOST = 4 * DRAWS
"""Draws for one array before it is called unclear: with a kink in every second direction, fewer than 3 clean ones
among 12 happen in 2 % of the cases, and then finer steps follow."""

FINER = 0.1
"""Where kinks spoilt too many draws: a tenth of the step meets a tenth of them, at ten times the rounding."""


@dataclass(slots=True)
class Ray:
    """One direction for one array: what is claimed along it, and what was measured."""

    leaf: Leaf
    direction: Floats
    step: float
    claimed: float
    largest: float
    measured: Difference | None = None
    kink: bool = False

    def fits(self, objective: Objective) -> bool:
        """Say whether claim and measurement agree."""
        assert self.measured is not None  # measured before it is asked
        with np.errstate(all="ignore"):
            error = abs(self.claimed - self.measured.slope)
        return bool(error <= tolerance(self.measured, self.largest, objective.precision))


@dataclass(slots=True)
class Judgement:
    """What was found of the gradient by one array."""

    leaf: Leaf
    clean: int = 0
    tried: int = 0
    wrong: list[Ray] = field(default_factory=list)
    steepest: float = 0.0  # slope along any clean ray

    @property
    def open(self) -> bool:
        """Whether more draws are needed."""
        return self.clean < DRAWS and not self.wrong

    @property
    def unclear(self) -> bool:
        """Whether kinks left too few draws that could be judged."""
        return self.open


def judge(
    objective: Objective, leaves: Sequence[Leaf], claims: Sequence[Floats], rng: np.random.Generator
) -> list[Judgement]:
    """Return for each array whether the claimed gradient by it agrees with the function."""
    judgements = [Judgement(leaf) for leaf in leaves]
    for finer in (1.0, FINER):
        for each in judgements:
            each.tried = 0
        while any(each.open and each.tried < MOST for each in judgements):
            _round(objective, judgements, claims, rng, finer)
    return judgements


def _round(
    objective: Objective,
    judgements: Sequence[Judgement],
    claims: Sequence[Floats],
    rng: np.random.Generator,
    finer: float,
) -> None:
    """Draw what is missing for every array that is still open, and book what it shows."""
    drawn: list[tuple[Judgement, Ray]] = []
    for each, claim in zip(judgements, claims, strict=True):
        missing = min(DRAWS - each.clean, MOST - each.tried) if each.open else 0
        drawn += [(each, cast(objective, each.leaf, claim, rng, finer)) for _ in range(missing)]
    measure(objective, [ray for _, ray in drawn])
    for each, ray in drawn:
        each.tried += 1
        if ray.fits(objective):
            each.clean += 1
            each.steepest = max(each.steepest, abs(ray.measured.slope) if ray.measured else 0.0)
        elif not ray.kink:
            each.wrong.append(ray)


def cast(
    objective: Objective,
    leaf: Leaf,
    claim: Floats,
    rng: np.random.Generator,
    finer: float = 1.0,
    mask: Floats | None = None,
) -> Ray:
    """Draw one direction, if need be only among the entries where `mask` is 1."""
    direction = rng.normal(size=leaf.value.shape) * (1.0 if mask is None else mask)
    direction = np.asarray(direction / (np.abs(direction).max() if direction.size else 1.0))
    with np.errstate(all="ignore"):
        claimed = float((claim * direction).sum())
        largest = float(np.abs(claim).max()) if claim.size else 0.0
    return Ray(leaf, direction, finer * objective.step(leaf), claimed, largest)


def measure(objective: Objective, rays: Sequence[Ray]) -> None:
    """Measure along each ray with two calls; only where that contradicts the claim, look closer with two more."""
    unit = objective.precision.unit
    ends = _ends(objective, rays, 1.0)
    for ray, (plus, minus) in zip(rays, ends, strict=True):
        ray.measured = difference(plus, minus, ray.step, unit)
    doubted = [i for i, ray in enumerate(rays) if not ray.fits(objective)]
    if not doubted:
        return
    centre = objective.evaluate([objective.arguments])[0]
    halves = _ends(objective, [rays[i] for i in doubted], 0.5)
    for i, (plus, minus) in zip(doubted, halves, strict=True):
        ray = rays[i]
        full = difference(*ends[i], ray.step, unit, centre)
        half = difference(plus, minus, ray.step / 2, unit, centre)
        ray.kink = is_kink(abs(ray.claimed - full.slope), full, half)
        ray.measured = refined(full, half)


def _ends(objective: Objective, rays: Sequence[Ray], share: float) -> list[tuple[Value, Value]]:
    """Return the values at both ends of each ray, all from one request."""
    points = [point for ray in rays for point in objective.around(ray.leaf, ray.direction, share * ray.step)]
    values = objective.evaluate(points) if points else []
    return list(zip(values[::2], values[1::2], strict=True))
