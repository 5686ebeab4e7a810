"""Step sizes that change over time: long steps first, short ones to settle."""

import bisect
import math
from collections.abc import Sequence


def step_decay(t: float, eta0: float, factor: float, every: float) -> float:
    """Lower the rate at regular times, and keep it in between.

    Parameters
    ----------
    t : float
        The time, in steps or epochs, from 0 on.
    eta0 : float
        The rate at time 0.
    factor : float
        By what it is multiplied at the times every, 2 every, 3 every, ...
    every : float
        How long it is kept.

    Returns
    -------
    eta : float
        The rate at time t.

    Promises
    --------
    value : the rate is eta0 at time 0, and is multiplied by factor once for each full span of length every.
    boundary : at the times every, 2 every, ... the lower rate counts already.

    Examples
    --------
    >>> [step_decay(t, 0.8, 0.5, 10) for t in (0, 9, 10, 25)]
    [0.8, 0.8, 0.4, 0.2]
    """
    return eta0 * factor ** (t // every)


def exp_decay(t: float, eta0: float, k: float) -> float:
    """Lower the rate all the time, by the same share in equal times.

    Parameters
    ----------
    t : float
        The time.
    eta0 : float
        The rate at time 0.
    k : float
        How fast it falls: at time 1/k it is eta0 / e.

    Returns
    -------
    eta : float
        The rate at time t.

    Promises
    --------
    value : the rate is eta0 at time 0 and falls exponentially, by a factor of e in any time 1/k.

    Examples
    --------
    >>> [round(exp_decay(t, 0.1, 0.01), 4) for t in (0, 100, 200)]
    [0.1, 0.0368, 0.0135]
    """
    return eta0 * math.exp(-k * t)


def geometric_decay(t: float, eta0: float, r: float, s: float) -> float:
    """Lower the rate all the time, so that it is multiplied by r in any time s.

    Parameters
    ----------
    t : float
        The time.
    eta0 : float
        The rate at time 0.
    r : float
        The factor of a time s.
    s : float
        How long it takes.

    Returns
    -------
    eta : float
        The rate at time t.

    Promises
    --------
    value : the rate is eta0 at time 0, eta0 r at time s, eta0 r^2 at time 2 s, and falls smoothly in between.

    Examples
    --------
    >>> [geometric_decay(t, 0.8, 0.25, 10) for t in (0, 5, 10, 20)]
    [0.8, 0.4, 0.2, 0.05]
    """
    return float(eta0 * r ** (t / s))


def inv_t_decay(t: float, eta0: float, k: float) -> float:
    """Lower the rate as 1/t: halved at time 1/k, a third at time 2/k, and so on.

    Parameters
    ----------
    t : float
        The time.
    eta0 : float
        The rate at time 0.
    k : float
        How fast it falls.

    Returns
    -------
    eta : float
        The rate at time t.

    Promises
    --------
    value : the rate is eta0 at time 0, and eta0 / n at time (n - 1) / k.

    Examples
    --------
    >>> [inv_t_decay(t, 0.6, 0.1) for t in (0, 10, 20)]
    [0.6, 0.3, 0.19999999999999998]
    """
    return eta0 / (1 + k * t)


def power_decay(t: float, eta0: float, s: float, c: float) -> float:
    """Lower the rate as a power: like 1/t for c = 1, more gently for smaller c.

    Parameters
    ----------
    t : float
        The time.
    eta0 : float
        The rate at time 0.
    s : float
        The unit of time.
    c : float
        The power.

    Returns
    -------
    eta : float
        The rate at time t.

    Promises
    --------
    value : the rate is eta0 at time 0; at time s it is eta0 / 2^c, at time 2 s eta0 / 3^c, smoothly in between.

    Examples
    --------
    >>> [power_decay(t, 0.6, 10, 2) for t in (0, 10, 20)]
    [0.6, 0.15, 0.06666666666666667]
    """
    return float(eta0 / (1 + t / s) ** c)


def piecewise_decay(t: float, boundaries: Sequence[float], values: Sequence[float]) -> float:
    """Read the rate from a table.

    Parameters
    ----------
    t : float
        The time.
    boundaries : sequence of float
        When the rate changes, ascending.
    values : sequence of float
        The rates: one before the first boundary, and one from each boundary on.

    Returns
    -------
    eta : float
        The rate at time t.

    Promises
    --------
    value : the rate is values[0] before the first boundary, values[i] between boundaries i - 1 and i (counted from 0),
        and the last value after the last one; a boundary belongs to the later piece. There may be no boundary.

    Examples
    --------
    >>> [piecewise_decay(t, [10, 30], [0.1, 0.05, 0.01]) for t in (0, 10, 29.5, 30)]
    [0.1, 0.05, 0.05, 0.01]
    """
    return values[bisect.bisect_right(boundaries, t)]


def plateau_decay(errors: Sequence[float], eta0: float, factor: float) -> list[float]:
    """Lower the rate when it has become too large: after each epoch whose error is above that of the epoch before.

    Parameters
    ----------
    errors : sequence of float
        The error at the end of each epoch.
    eta0 : float
        The rate of the first epoch.
    factor : float
        By what the rate is multiplied.

    Returns
    -------
    rates : list of float
        The rate of each epoch, so as many as there are errors; the last error comes too late to matter.

    Promises
    --------
    rises : the rate is multiplied by factor after each epoch whose error exceeds that of the epoch before; the epoch
        itself was still trained with the rate before.
    last : it is the last error that counts, not the lowest so far; an equal one changes nothing.

    Examples
    --------
    >>> plateau_decay([5.0, 3.0, 4.0, 2.0], 0.8, 0.5)
    [0.8, 0.8, 0.8, 0.4]
    """
    rates, last = [], math.inf
    for error in errors:
        rates.append(eta0)
        if error > last:
            eta0 *= factor
        last = error
    return rates
