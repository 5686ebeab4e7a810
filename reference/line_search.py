"""Which step size? Try them all."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from reference.landscapes import ravine

RATES = (0.001, 0.002, 0.005, 0.01, 0.015, 0.019, 0.03, 0.1, 0.3, 1.0)
"""The rates that are tried."""


def compare(makers: dict[str, Callable[[float], Any]], steps: int) -> dict[str, tuple[float, float]]:
    """Find the best rate for each optimizer, by trying all RATES on the ravine.

    Parameters
    ----------
    makers : dict of str to callable
        For each name a function that makes a new optimizer, ``maker(eta)``. An optimizer has a method
        ``step(params, grads)`` that returns new params.
    steps : int
        How many steps each of them makes.

    Returns
    -------
    best : dict of str to tuple
        For each name the best rate and the loss that it ends with, ``(eta, loss)``.

    Promises
    --------
    best : every rate of RATES is tried from w = (1, 1), on ravine with its kappa of 100; the lowest loss after the last
        step wins.
    tie : of rates that end equally low, the smaller one wins.
    fresh : every walk gets an optimizer of its own.
    diverged : a loss that is no number, or infinite, counts as infinite, and never wins against a finite one.

    Examples
    --------
    >>> class Plain:
    ...     def __init__(self, eta):
    ...         self.eta = eta
    ...
    ...     def step(self, params, grads):
    ...         return {"w": params["w"] - self.eta * grads["w"]}
    >>> best = compare({"plain": Plain}, 20)
    >>> best["plain"][0], round(best["plain"][1], 3)
    (0.015, 0.273)
    """
    best = {}
    for name, maker in makers.items():
        ends = [(_final_loss(maker(eta), steps), eta) for eta in RATES]
        loss, eta = min(ends)  # pairs: equal losses are decided by the rate
        best[name] = (eta, loss)
    return best


def _final_loss(optimizer: Any, steps: int) -> float:
    """Return the loss at the end of a walk; infinite where it diverged.

    Parameters
    ----------
    optimizer : object
        Fresh.
    steps : int
        How many steps it makes.

    Returns
    -------
    loss : float
        The loss after the last one.
    """
    params = {"w": np.ones(2)}
    with np.errstate(over="ignore", invalid="ignore"):
        for _ in range(steps):
            params = optimizer.step(params, ravine(params)[1])
        loss, _ = ravine(params)
    return math.inf if math.isnan(loss) else loss
