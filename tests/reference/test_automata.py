"""Machines made of units against automata that are run by looking up one state after the other."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from reference.automata import RecurrentMP, dfa_to_mp
from reference.mcculloch_pitts import mp_unit

LONGEST = 8  # symbols of a word over two symbols


def states_of(delta, q0, word):
    """Return the states of an automaton before the first symbol and after each."""
    path = [q0]
    for symbol in word:
        path.append(int(delta[path[-1]][symbol]))
    return path


def words(symbols, longest):
    return [word for length in range(longest + 1) for word in product(range(symbols), repeat=length)]


def contains_100(word):
    return "100" in "".join(map(str, word))


def multiple_of_3(word):
    return int("0" + "".join(map(str, word)), 2) % 3 == 0


def odd_number_of_ones(word):
    return sum(word) % 2 == 1


KNOWN = {
    "contains 100": (contains_100, [[0, 1], [2, 1], [3, 1], [3, 3]], [False, False, False, True]),
    "multiple of 3": (multiple_of_3, [[0, 1], [2, 0], [1, 2]], [True, False, False]),
    "odd number of ones": (odd_number_of_ones, [[0, 1], [1, 0]], [False, True]),
}


@pytest.mark.parametrize("name", KNOWN)
def test_machines_accept_the_words_that_their_language_holds(name):
    """All words of up to eight symbols, decided without any automaton."""
    language, delta, accept = KNOWN[name]
    machine = RecurrentMP(dfa_to_mp(np.array(delta), 0, np.array(accept)), mp_unit)

    assert [] == [word for word in words(2, LONGEST) if machine.accepts(word) != language(word)]


@st.composite
def automata(draw):
    """Draw an automaton with any numbers of states and symbols."""
    states, symbols = draw(st.integers(1, 5)), draw(st.integers(1, 4))
    delta = draw(arrays(int, (states, symbols), elements=st.integers(0, states - 1)))
    return delta, draw(st.integers(0, states - 1)), draw(arrays(bool, states))


@given(automata(), st.data())
def test_exactly_the_line_of_the_state_is_on(automaton, data):
    """After a reset and after every symbol, in one word after the other."""
    delta, q0, accept = automaton
    machine = RecurrentMP(dfa_to_mp(delta, q0, accept), mp_unit)
    for _ in range(2):
        word = data.draw(st.lists(st.integers(0, delta.shape[1] - 1), max_size=8))
        seen = [set(machine.reset()), *(set(machine.step(symbol)) for symbol in word)]

        assert [{state} for state in states_of(delta, q0, word)] == seen
        assert bool(accept[states_of(delta, q0, word)[-1]]) == machine.accepts(word)


@given(automata())
def test_one_and_unit_fires_with_each_symbol(automaton):
    """The first of the two unit delays: the pair of state and symbol."""
    delta, q0, accept = automaton
    machine = RecurrentMP(dfa_to_mp(delta, q0, accept), mp_unit)
    machine.reset()
    machine.step(delta.shape[1] - 1)

    assert {q0 * delta.shape[1] + delta.shape[1] - 1} == machine.ands


@given(automata())
def test_accepting_states_may_be_truth_values(automaton):
    """A machine that says True or False for each state accepts the same words."""
    delta, q0, accept = automaton
    description = dfa_to_mp(delta, q0, accept)
    machines = [RecurrentMP(description | {"accept": marks}, mp_unit) for marks in (description["accept"], accept)]
    found = [[machine.accepts(word) for word in words(delta.shape[1], 2)] for machine in machines]

    assert found[0] == found[1]


def test_a_silent_machine_stays_silent_without_a_reset():
    """Nobody is in a state before the start pulse."""
    machine = RecurrentMP(dfa_to_mp(np.array([[0, 1], [1, 0]]), 0, np.array([False, True])), mp_unit)

    assert set() == machine.step(1)
