"""Which entries of a gradient are wrong, once it is known that one is: only then are the calls worth it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from grader.assertions.derivatives.leaves import Leaf
from grader.assertions.derivatives.projections import Ray, cast, measure
from grader.assertions.derivatives.steps import Objective
from grader.assertions.results import Floats

SMALL = 200
"""Up to this many entries each is measured; above, halving the set takes fewer calls: 4 log2 n for one entry."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What the gradient must be, as far as it was measured: NaN where it was not; and the error bar of each entry."""

    gradient: Floats
    error: Floats

    @property
    def whole(self) -> bool:
        """Whether every entry was measured."""
        return bool(np.isfinite(self.gradient).all())


def locate(objective: Objective, leaf: Leaf, claim: Floats, rng: np.random.Generator) -> Measured:
    """Measure every entry of a small gradient, and one wrong entry of a large one."""
    chosen = list(range(claim.size)) if claim.size <= SMALL else _wrong_entry(objective, leaf, claim, rng)
    gradient, error = np.full(claim.size, np.nan), np.zeros(claim.size)
    rays = [_axis(objective, leaf, claim, i) for i in chosen]
    measure(objective, rays)
    for i, ray in zip(chosen, rays, strict=True):
        if ray.measured is not None and not ray.kink:
            gradient[i] = ray.measured.slope
            error[i] = ray.measured.rounding
    return Measured(gradient.reshape(claim.shape), error.reshape(claim.shape))


def _axis(objective: Objective, leaf: Leaf, claim: Floats, index: int) -> Ray:
    direction = np.zeros(claim.size)
    direction[index] = 1.0
    return Ray(leaf, direction.reshape(claim.shape), objective.step(leaf), float(claim.flat[index]), 0.0)


def _wrong_entry(objective: Objective, leaf: Leaf, claim: Floats, rng: np.random.Generator) -> list[int]:
    """Halve the set of entries, keeping a half along which claim and measurement differ; empty where none shows it."""
    entries = np.arange(claim.size)
    while len(entries) > 1:
        halves = np.array_split(entries, 2)
        rays = [cast(objective, leaf, claim, rng, mask=_mask(half, claim)) for half in halves]
        measure(objective, rays)
        wrong = [half for half, ray in zip(halves, rays, strict=True) if not ray.fits(objective) and not ray.kink]
        if not wrong:
            return []
        entries = wrong[0]
    return [int(entries[0])]


def _mask(entries: NDArray[np.intp], like: Floats) -> Floats:
    mask = np.zeros(like.size)
    mask[entries] = 1.0
    return mask.reshape(like.shape)
