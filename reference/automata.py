"""Units with feedback remember: a recurrent network of McCulloch-Pitts units for every finite automaton."""

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reference.mcculloch_pitts import _lines
from reference.types import Labels


def dfa_to_mp(delta: Labels, q0: int, accept: NDArray[np.bool_]) -> dict[str, Any]:
    r"""Turn a finite automaton into a recurrent network of threshold units.

    Parameters
    ----------
    delta : ndarray of int, shape (Q, S)
        Transitions: ``delta[q, s]`` is the state that follows state q when symbol s is read.
    q0 : int
        The state before the first symbol.
    accept : ndarray of bool, shape (Q,)
        Whether a word that ends in this state is accepted.

    Returns
    -------
    machine : dict
        ``"and_layer"``: a list of units as `gate` describes them. They read the lines of the states, numbered
        0 .. Q - 1, and the lines of the symbols, numbered Q .. Q + S - 1.
        ``"or_layer"``: a list of Q units, in the order of the states. They read the units of the AND layer, numbered
        from 0 in the order of its list, and their outputs are the lines of the states at the next symbol.
        ``"start"``: the number of the state that the start pulse turns on.
        ``"accept"``: the list of the numbers of the accepting states, or one truth value for each state.

    Promises
    --------
    step : where the line of the automaton's state is on and no other, reading a symbol turns on the line of the next
        state and no other. One symbol takes two unit delays: the AND layer, then the OR layer.
    reset : a reset turns on the line of q0 and no other, whatever was read before. During a reset no symbol's line is
        on, both layers work as always, and the start pulse turns on its state beside what the OR layer turns on.
    accept : a word is accepted exactly where the automaton accepts it, the empty word included.
    pure : delta and accept are left as they were.

    References
    ----------
    .. [1] Kleene, S. C. Representation of events in nerve nets and finite automata. *Automata Studies*, Princeton
       University Press, 1956, 3-41.
    .. [2] Minsky, M. *Computation: Finite and Infinite Machines*, Prentice-Hall, 1967, chapter 3.

    Examples
    --------
    >>> delta = np.array([[0, 1], [1, 0]])  # the number of ones read so far: even, odd
    >>> machine = dfa_to_mp(delta, 0, np.array([False, True]))
    >>> len(machine["or_layer"]), machine["start"]
    (2, 0)
    """
    states, symbols = delta.shape
    and_layer = [
        {"theta": 2, "excitatory": [q, states + s], "inhibitory": []}  # fires where s is read in state q
        for q in range(states)
        for s in range(symbols)
    ]
    leads_to = delta.ravel()  # (Q * S,), in the order of the AND units
    or_layer = [
        {"theta": 1, "excitatory": np.flatnonzero(leads_to == q).tolist(), "inhibitory": []} for q in range(states)
    ]
    accepting = np.flatnonzero(accept).tolist()
    return {"and_layer": and_layer, "or_layer": or_layer, "start": int(q0), "accept": accepting}


class RecurrentMP:
    """A machine as `dfa_to_mp` describes it, at work.

    Parameters
    ----------
    machine : dict
        What `dfa_to_mp` returns.
    unit : callable
        Your `mp_unit`.
    """

    def __init__(self, machine: dict[str, Any], unit: Callable[..., Any]) -> None:
        """Remember the machine, and what a unit does; every unit is silent.

        Parameters
        ----------
        machine : dict
            What `dfa_to_mp` returns.
        unit : callable
            Your `mp_unit`.
        """
        self.machine = machine
        self.unit = unit
        self.ands: set[int] = set()
        self.states: set[int] = set()

    def reset(self) -> set[int]:
        """Send a start pulse while no symbol is on.

        Returns
        -------
        states : set of int
            The numbers of the state lines that are on afterwards.
        """
        self._two_delays(set())
        self.states |= {int(self.machine["start"])}
        return self.states

    def step(self, symbol: int) -> set[int]:
        """Read one symbol.

        Parameters
        ----------
        symbol : int
            Its number.

        Returns
        -------
        states : set of int
            The numbers of the state lines that are on afterwards.
        """
        self._two_delays({len(self.machine["or_layer"]) + symbol})
        return self.states

    def accepts(self, word: Iterable[int]) -> bool:
        """Read a word from the start, and say whether it is accepted.

        Parameters
        ----------
        word : iterable of int
            The numbers of its symbols.

        Returns
        -------
        accepted : bool
            Whether the line of an accepting state is on at the end.
        """
        self.reset()
        for symbol in word:
            self.step(symbol)
        marks = np.asarray(self.machine["accept"])
        accepting = np.flatnonzero(marks) if marks.dtype == bool else marks
        return bool(self.states & {int(state) for state in accepting})

    def _two_delays(self, symbols: set[int]) -> None:
        """Let the AND layer work, then the OR layer.

        Parameters
        ----------
        symbols : set of int
            The lines of symbols that are on.
        """
        self.ands = self._firing(self.machine["and_layer"], self.states | symbols)
        self.states = self._firing(self.machine["or_layer"], self.ands)

    def _firing(self, layer: list[dict[str, Any]], on: set[int]) -> set[int]:
        """Return the numbers of the units of one layer that fire.

        Parameters
        ----------
        layer : list of dict
            The units.
        on : set of int
            The numbers of the lines that are on.

        Returns
        -------
        firing : set of int
            Counted from 0.
        """
        firing = set()
        for number, unit in enumerate(layer):
            excitatory, inhibitory = _lines(unit, "excitatory"), _lines(unit, "inhibitory")
            kinds = np.array([False] * len(excitatory) + [True] * len(inhibitory), dtype=bool)
            x = np.array([int(line in on) for line in excitatory + inhibitory], dtype=int)
            if self.unit(x, unit["theta"], kinds):
                firing.add(number)
        return firing
