"""Units that fire or do not: a threshold, a veto, what one unit computes, and units in layers."""

from collections.abc import Callable
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
    equality : a sum of exactly theta is enough for it to fire.
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
        ``"theta"``: the threshold, a finite number. ``"excitatory"``, ``"inhibitory"``: two lists of input numbers,
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
