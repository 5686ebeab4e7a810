"""Units that fire or do not: thresholds with a veto, gates, and networks for every function of truth values."""

from collections.abc import Callable
from itertools import combinations, product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reference.types import Labels


def mp_unit(x: Labels, theta: int, inhibitory: NDArray[np.bool_] | None = None) -> Labels:
    r"""Say whether a McCulloch-Pitts unit fires.

    Parameters
    ----------
    x : ndarray of int, shape (n,) or (N, n)
        Inputs, each 0 (off) or 1 (on); or N rows of them.
    theta : int
        Threshold.
    inhibitory : ndarray of bool, shape (n,), optional
        True where an input inhibits. All others excite; without this argument every input does.

    Returns
    -------
    fires : int, or ndarray of int, shape (N,)
        1 where the unit fires, 0 where it does not: one answer for one row, N answers for N rows.

    Promises
    --------
    threshold : the unit fires where the sum of the excitatory inputs is above theta, and not where it is below.
    equality : it also fires where that sum is exactly theta.
    veto : one inhibitory input that is on keeps the unit silent, however large the sum.
    off : an inhibitory input that is off does nothing.
    anytheta : theta may be any whole number; a unit with theta <= 0 fires unless it is vetoed.
    batch : for N rows there are N answers, each that of its own row, also for N = 1.
    inputs : an input other than 0 and 1 raises ValueError.
    pure : x and inhibitory are left as they were.

    References
    ----------
    .. [1] McCulloch, W. S., Pitts, W. A logical calculus of the ideas immanent in nervous activity. *Bulletin of
       Mathematical Biophysics* 5 (1943), 115-133.
    .. [2] Rojas, R. *Neural Networks: A Systematic Introduction*, Springer, 1996, chapter 2.

    Examples
    --------
    >>> rows = np.array([[1, 0, 0], [1, 1, 0], [1, 1, 1]])
    >>> mp_unit(rows, 2)
    array([0, 1, 1])
    >>> mp_unit(rows, 2, inhibitory=np.array([False, False, True]))
    array([0, 1, 0])
    """
    x = np.asarray(x)
    if ((x != 0) & (x != 1)).any():
        raise ValueError("the inputs of a McCulloch-Pitts unit are 0 or 1")
    veto = np.zeros(x.shape[-1], dtype=bool) if inhibitory is None else inhibitory  # (n,)
    excitation = x[..., ~veto].sum(axis=-1)  # () or (N,)
    vetoed = x[..., veto].any(axis=-1)  # () or (N,)
    return ((excitation >= theta) & ~vetoed).astype(int)


def gate(name: str, n: int) -> dict[str, Any] | None:
    r"""Describe the one unit that computes a logical function of n inputs.

    Parameters
    ----------
    name : str
        ``"AND"``, ``"OR"``, ``"NOR"``, ``"NAND"``: of all n inputs. ``"NOT"``: of the only input, n = 1.
        ``"AND_NOT"``: on where the first n - 1 inputs are all on and the last one is off.
    n : int
        Number of inputs, at least 1.

    Returns
    -------
    unit : dict or None
        ``"theta"``: the threshold, a number. ``"excitatory"``, ``"inhibitory"``: two lists of input numbers,
        counted from 0 (``"inhibitory"`` may be None or left out where it would be empty). An input in neither list is
        not connected. There are no weights and no other keys. None where no single unit computes the function.

    Promises
    --------
    sums : AND and OR are right on all 2^n rows.
    vetoes : NOR and NOT are right on all 2^n rows.
    andnot : AND_NOT is right on all 2^n rows; the last input is the one that must be off.
    nand : NAND is None exactly where no single unit computes it, and right on all rows where one does.

    Examples
    --------
    >>> unit = gate("AND_NOT", 2)
    >>> mp_unit(np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), unit["theta"], np.array([False, True]))
    array([0, 0, 1, 0])
    """
    every = list(range(n))
    if name == "AND":
        return {"theta": n, "excitatory": every, "inhibitory": []}
    if name == "OR":
        return {"theta": 1, "excitatory": every, "inhibitory": []}
    if name == "AND_NOT":
        return {"theta": n - 1, "excitatory": every[:-1], "inhibitory": every[-1:]}
    if name in ("NOR", "NOT") or (name == "NAND" and n == 1):
        return {"theta": 0, "excitatory": [], "inhibitory": every}  # a threshold of 0 is reached by nothing at all
    if name == "NAND":
        # Two inputs that are on must silence it, so one of them inhibits; but then it silences it alone as well.
        return None
    raise ValueError(f"there is no gate {name}")


def _lines(unit: dict[str, Any], kind: str) -> list[int]:
    """Return the numbers of the inputs of one kind that a unit is connected to.

    Parameters
    ----------
    unit : dict
        A unit, as `gate` describes it.
    kind : str
        ``excitatory`` or ``inhibitory``.

    Returns
    -------
    lines : list of int
        Empty where the unit names none.
    """
    found = unit.get(kind)
    return [] if found is None else [int(line) for line in found]


class MPNetwork:
    """Units in layers, each connected to the layer before it; the first layer is connected to the inputs.

    Parameters
    ----------
    layers : list of list of dict
        The units, as `gate` describes them; their lists count the outputs of the layer before.
    unit : callable
        Your `mp_unit`.
    """

    def __init__(self, layers: list[list[dict[str, Any]]], unit: Callable[..., Any]) -> None:
        """Remember the units, and what a unit does.

        Parameters
        ----------
        layers : list of list of dict
            The units.
        unit : callable
            Your `mp_unit`.
        """
        self.layers = layers
        self.unit = unit

    def signals(self, X: Labels) -> list[Labels]:
        """Return what every unit puts out.

        Parameters
        ----------
        X : ndarray of int, shape (N, n)
            Rows of inputs.

        Returns
        -------
        signals : list of ndarray of int
            The inputs, then the outputs of each layer, one column per unit.
        """
        signals = [np.asarray(X)]
        for layer in self.layers:
            out = np.zeros((len(X), len(layer)), dtype=int)
            for k, unit in enumerate(layer):
                excitatory, inhibitory = _lines(unit, "excitatory"), _lines(unit, "inhibitory")
                kinds = np.array([False] * len(excitatory) + [True] * len(inhibitory), dtype=bool)
                out[:, k] = self.unit(signals[-1][:, excitatory + inhibitory], unit["theta"], kinds)
            signals.append(out)
        return signals

    def fire(self, X: Labels) -> Labels:
        """Return what the network puts out: the first unit of its last layer.

        Parameters
        ----------
        X : ndarray of int, shape (N, n)
            Rows of inputs.

        Returns
        -------
        fires : ndarray of int, shape (N,)
            0 or 1 for each row.
        """
        return self.signals(X)[-1][:, 0]


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
    constants : so it is for the functions that are always 0 or always 1.
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
