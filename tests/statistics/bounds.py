"""Upper bounds of a rate from a count: what "0 of n" is worth."""

from __future__ import annotations

from math import comb


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
    for _ in range(60):
        rate = (low + high) / 2
        seen = sum(comb(trials, k) * rate**k * (1 - rate) ** (trials - k) for k in range(count + 1))
        low, high = (rate, high) if seen > 1 - level else (low, rate)
    return high
