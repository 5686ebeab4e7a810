"""A network of McCulloch-Pitts units for every truth table, and how few units are enough."""

from itertools import combinations, product
from typing import Any

import numpy as np

from reference.mcculloch_pitts import MPNetwork, mp_unit
from reference.types import Labels


def boolean_network(table: Labels) -> list[list[dict[str, Any]]]:
    r"""Build a network for a function of n inputs that is given by its truth table.

    Parameters
    ----------
    table : ndarray of int, shape (2^n,)
        The value, 0 or 1, for each row of inputs; n is at least 1. The number of a row is its inputs read as a binary
        number, the first input being the highest bit: for n = 2 the rows are 00, 01, 10, 11.

    Returns
    -------
    layers : list of list of dict
        One list per layer, first to last, of units as `gate` describes them. The lists of a unit count the inputs in
        the first layer, and the units of the layer before in all others. The last layer is one unit, the output.

    Promises
    --------
    rows : the output is right on every row, for every function that is not constant.
    constants : the output is right on every row also for the functions that are always 0 or always 1.
    size : there are at most 2^n + 1 units in all layers together.
    pure : table is left as it was.

    References
    ----------
    .. [1] McCulloch, W. S., Pitts, W. A logical calculus of the ideas immanent in nervous activity. *Bulletin of
       Mathematical Biophysics* 5 (1943), 115-133.

    Examples
    --------
    >>> network = MPNetwork(boolean_network(np.array([0, 1, 1, 0])), mp_unit)
    >>> network.fire(np.array([[0, 0], [0, 1], [1, 0], [1, 1]]))
    array([0, 1, 1, 0])
    """
    n = len(table).bit_length() - 1
    hidden = []
    for row in np.flatnonzero(table):
        on = [k for k in range(n) if row >> (n - 1 - k) & 1]
        off = [k for k in range(n) if k not in on]
        hidden.append({"theta": len(on), "excitatory": on, "inhibitory": off})  # fires on this row alone
    output = {"theta": 1, "excitatory": list(range(len(hidden))), "inhibitory": []}
    return [hidden, [output]]


def _single_units(n: int) -> dict[frozenset[int], dict[str, Any]]:
    """Return all that one unit with n inputs can compute.

    Parameters
    ----------
    n : int
        Number of inputs.

    Returns
    -------
    units : dict
        From the set of rows on which it fires to a unit that does.
    """
    rows = np.array(list(product((0, 1), repeat=n)))  # (2^n, n)
    units: dict[frozenset[int], dict[str, Any]] = {}
    for roles in product("+-.", repeat=n):  # each input excites, inhibits or is not connected
        excitatory = [k for k in range(n) if roles[k] == "+"]
        inhibitory = [k for k in range(n) if roles[k] == "-"]
        for theta in range(len(excitatory) + 2):
            unit = {"theta": theta, "excitatory": excitatory, "inhibitory": inhibitory}
            fires = MPNetwork([[unit]], mp_unit).fire(rows)  # (2^n,)
            units.setdefault(frozenset(np.flatnonzero(fires).tolist()), unit)
    return units


def compact_network(table: Labels) -> list[list[dict[str, Any]]]:
    r"""Build a network for a truth table with as few units as you can.

    Parameters
    ----------
    table : ndarray of int, shape (2^n,)
        As in `boolean_network`; n is 1, 2, 3 or 4.

    Returns
    -------
    layers : list of list of dict
        As in `boolean_network`.

    Promises
    --------
    rows : the output is right on every row, for every function, the constant ones included.
    units : few units are enough for the functions of three inputs, on the ladder below.

    Notes
    -----
    The mean number of units over all 256 functions of 3 inputs, if all 256 networks are right:

    ===========  ===================
    at most      points of this part
    ===========  ===================
    5.0          3
    4.0          5
    3.25         7
    ===========  ===================

    One unit for each row of ones, and one that joins them, makes 5.0.

    References
    ----------
    .. [1] Quine, W. V. The problem of simplifying truth functions. *American Mathematical Monthly* 59 (1952), 521-531.
    .. [2] McCluskey, E. J. Minimization of Boolean functions. *Bell System Technical Journal* 35 (1956), 1417-1444.

    Examples
    --------
    >>> layers = compact_network(np.array([0, 0, 0, 1, 0, 1, 1, 1]))  # at least two of three
    >>> MPNetwork(layers, mp_unit).fire(np.array([[0, 1, 0], [1, 1, 0]]))
    array([0, 1])
    """
    ones = frozenset(np.flatnonzero(table).tolist())
    units = {fires: unit for fires, unit in _single_units(len(table).bit_length() - 1).items() if fires <= ones}
    if ones in units:
        return [[units[ones]]]
    largest = [fires for fires in units if not any(fires < other for other in units)]
    cover = next(
        chosen
        for count in range(2, len(ones) + 1)
        for chosen in combinations(largest, count)
        if frozenset().union(*chosen) == ones
    )
    output = {"theta": 1, "excitatory": list(range(len(cover))), "inhibitory": []}
    return [[units[fires] for fires in cover], [output]]
