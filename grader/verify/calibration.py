"""Fair thresholds: how often would a right solution miss one, and which ladder to print."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from grader.checks.thresholds import finite
from grader.data.datasets import DataSource
from grader.data.seeds import Draws, derive, drawing
from grader.errors import CourseError
from grader.model import Threshold
from grader.student import OpenSession

GOAL = 1e-4  # rate at which a right solution may miss the top rung, the better of two runs counting
FEWEST_DEVIATIONS = 4.0
STEP = 0.005  # a printed threshold is a multiple of this
CLEARANCE = 0.01  # below the worst run that was seen
LOWER_RUNGS = ((0.02, 2), (0.05, 1))  # distance below the top rung, thirds of the points


Pair = tuple[float, float]
"""The metrics of a threshold's two runs under one course key."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """What a right solution reaches under many course keys.

    The better of two runs counts. Both see the same held-out rows, so they are not independent: `rate` counts the keys
    under which both missed the top rung, and `bound` is its exact upper bound. `deviations` is how many standard
    deviations the mean of all runs lies on the right side of the top rung.
    """

    check: str
    keys: int
    worst: float
    mean: float
    deviation: float
    missed_once: int  # runs that missed, of twice as many as there are keys
    missed: int  # keys under which both runs missed
    rate: float
    bound: float
    deviations: float
    recommended: tuple[tuple[float, int], ...]

    @property
    def fair(self) -> bool:
        """Whether the top rung is far enough from what a right solution reaches."""
        return self.rate <= GOAL and self.deviations >= FEWEST_DEVIATIONS


def measure(
    threshold: Threshold,
    assignment: str,
    open_for: Callable[[DataSource], OpenSession],
    data_for: Callable[[bytes], DataSource],
    keys: int,
    cpu_seconds: float = 600.0,
) -> list[Pair]:
    """Return the metrics of a solution under many course keys: other seeds, and other held-out rows.

    `open_for` opens sessions that see the data of one key, as `local_session(solution, data.dataset)` does.
    """
    pairs = []
    for number in range(keys):
        key = f"calibration {number}".encode()
        data = data_for(key)
        found = []
        for run in (0, 1):
            draws = Draws(key, assignment, threshold.name, run, data.held_out)
            seed = derive(key, assignment, threshold.name, run, "session")
            with open_for(data)(seed, cpu_seconds) as session, drawing(draws):
                metric = finite(threshold.function(session.student))
            if metric is None:
                raise CourseError(f"{threshold.name}: it returned no finite number under {key.decode()}")
            found.append(metric)
        pairs.append((found[0], found[1]))
    return pairs


def calibrate(threshold: Threshold, pairs: Sequence[Pair]) -> Calibration:
    """Judge a threshold by what a right solution reaches under many keys, and recommend a ladder."""
    if len(pairs) < 2:
        raise CourseError(f"{threshold.name}: one key says nothing about how much runs vary")
    sign = -1.0 if threshold.lower_is_better else 1.0
    values = sign * np.asarray(pairs, dtype=np.float64)  # (keys, 2); from here on, higher is better
    top = sign * max(threshold.ladder, key=lambda rung: rung[1])[0]
    missed = int((values < top).all(axis=1).sum())
    mean, deviation = float(values.mean()), float(values.std(ddof=1))
    return Calibration(
        check=threshold.name,
        keys=len(values),
        worst=sign * float(values.min()),
        mean=sign * mean,
        deviation=deviation,
        missed_once=int((values < top).sum()),
        missed=missed,
        rate=missed / len(values),
        bound=upper_bound(missed, len(values)),
        deviations=_in_deviations(mean - top, deviation),
        recommended=_ladder(values, threshold.points, sign),
    )


def upper_bound(failures: int, runs: int, confidence: float = 0.95) -> float:
    """Return the exact (Clopper-Pearson) one-sided upper bound of a rate; about 3 / runs where nothing failed."""
    if failures >= runs:
        return 1.0
    low, high = failures / runs, 1.0
    for _ in range(100):
        middle = (low + high) / 2
        if _at_most(failures, runs, middle) > 1 - confidence:
            low = middle
        else:
            high = middle
    return high


def _at_most(failures: int, runs: int, rate: float) -> float:
    """Return the probability of at most this many failures."""
    if rate in (0.0, 1.0):
        return 1.0 - rate
    terms = (
        math.lgamma(runs + 1)
        - math.lgamma(k + 1)
        - math.lgamma(runs - k + 1)
        + k * math.log(rate)
        + (runs - k) * math.log1p(-rate)
        for k in range(failures + 1)
    )
    return math.fsum(math.exp(term) for term in terms)


def _in_deviations(distance: float, deviation: float) -> float:
    if deviation == 0.0:
        return math.copysign(math.inf, distance) if distance else 0.0
    return distance / deviation


def _ladder(
    values: np.ndarray[tuple[int, ...], np.dtype[np.float64]], points: int, sign: float
) -> tuple[tuple[float, int], ...]:
    """Return rungs below the worst run by a margin, at least four deviations below the mean, on round numbers."""
    safe = min(float(values.min()) - CLEARANCE, float(values.mean() - FEWEST_DEVIATIONS * values.std(ddof=1)))
    top = math.floor(safe / STEP + 1e-9) * STEP
    rungs = [(top, points), *((top - below, points * thirds // 3) for below, thirds in LOWER_RUNGS)]
    return tuple((round(sign * rung, 6), worth) for rung, worth in rungs if worth > 0)
