"""Upper bounds of a rate from a count: what "0 of n" is worth."""

from __future__ import annotations

from math import exp, lgamma, log, log1p


def upper_bound(count: int, trials: int, level: float = 0.95) -> float:
    """Return the one-sided Clopper-Pearson bound: the largest rate at which so few would still be seen in 5 % of runs.

    Examples
    --------
    >>> round(upper_bound(0, 100), 4)  # the rule of three says 3 / 100
    0.0295
    >>> round(upper_bound(3, 100), 3)
    0.076
    """
    if count >= trials:
        return 1.0
    low, high = count / trials, 1.0
    for _ in range(50):
        rate = (low + high) / 2
        low, high = (rate, high) if _at_most(count, trials, rate) > 1 - level else (low, rate)
    return high


def _at_most(count: int, trials: int, rate: float) -> float:
    """Return the probability of at most so many."""
    return sum(
        exp(
            lgamma(trials + 1)
            - lgamma(k + 1)
            - lgamma(trials - k + 1)
            + (k * log(rate) if k else 0.0)
            + (trials - k) * log1p(-rate)
        )
        for k in range(count + 1)
    )
