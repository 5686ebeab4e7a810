"""Hidden checks of assignment 2: other inputs for the same promises. These never leave the instructor's machine."""

import numpy as np

from grader import seed
from grader.assertions import assert_equal, assert_raises

from .checks_public import (
    CONSTANTS,
    ORDER,
    _assert_accepts,
    _assert_gate,
    _assert_network,
    _assert_none,
    _assert_resets,
    _assert_size,
    _assert_steps,
    _mean_units,
    _rows,
    _tables,
)

# 2.1


def equality_fires(student):
    """Sums that are exactly theta, 1 to 6, also with an argument that says that none inhibits; and one below."""
    rng = np.random.default_rng(seed())
    for theta in range(1, 7):
        x = rng.permutation([1] * theta + [0] * 3)
        none = np.zeros(len(x), dtype=bool)

        assert_equal(student.mp_unit(x, theta), 1, name="mp_unit(x, theta)", hint="A sum of exactly theta is enough.")
        name = "mp_unit(x, theta, inhibitory) where none inhibits"
        assert_equal(student.mp_unit(x, theta, none), 1, name=name, hint="A sum of exactly theta is enough.")
        assert_equal(student.mp_unit(x, theta + 1), 0, name="mp_unit(x, theta) where the sum is theta - 1")


def an_inhibitor_that_is_off_does_nothing(student):
    """Two inhibitory inputs, both off, beside a sum of 3 that is above theta, then below."""
    order = np.random.default_rng(seed()).permutation(6)
    x, inhibitory = np.array([1, 1, 1, 0, 0, 0])[order], np.array([0, 0, 0, 0, 1, 1])[order] == 1
    hint = "An inhibitory input keeps the unit silent while it is on; that it exists is not enough."
    for theta, fires in ((2, 1), (5, 0)):
        assert_equal(student.mp_unit(x, theta, inhibitory), fires, name="mp_unit(x, theta, inhibitory)", hint=hint)


def thresholds_of_zero_and_below(student):
    """Everything off, below the sum of nothing; one input on, with a threshold of 0; and vetoes of a low theta."""
    nothing, one = np.zeros(3, dtype=int), np.array([0, 1, 0])
    hint = "A sum of 0 reaches a threshold of 0 or less."

    assert_equal(student.mp_unit(nothing, -1), 1, name="mp_unit(x, -1)", hint=hint)
    assert_equal(student.mp_unit(one, 0), 1, name="mp_unit(x, 0)", hint=hint)
    for theta in (-2, -(10**4)):
        name, hint = f"mp_unit(x, {theta}, inhibitory)", "A veto is no weight: no theta is low enough to outdo it."
        assert_equal(student.mp_unit(one, theta, one == 1), 0, name=name, hint=hint)


def every_row_has_its_own_answer(student):
    """Rows with drawn inputs, no sum equal to theta; then one row."""
    rng = np.random.default_rng(seed())
    sums = rng.permutation([0, 1, 2, 4, 5, 6, 6])
    X = np.array([rng.permuted(np.arange(6) < total) for total in sums]).astype(int)

    assert_equal(student.mp_unit(X, 3), (sums > 3).astype(int), name="mp_unit(X, 3)", hint="Sum along the last axis.")
    hint = "One row is a batch too: X of shape (1, n) gives one answer of shape (1,)."
    assert_equal(student.mp_unit(np.ones((1, 4), dtype=int), 2), np.array([1]), name="mp_unit(X, 2)", hint=hint)


def every_row_has_its_own_veto(student):
    """One inhibitory input, on in some of as many rows as there are inputs; no sum equal to theta."""
    rng = np.random.default_rng(seed())
    X = np.column_stack([np.ones((6, 5), dtype=int), rng.permutation([0, 0, 0, 1, 1, 1])])
    hint = "A row is vetoed by what is on in that row, not in another one."

    found = student.mp_unit(X, 2, np.arange(6) == 5)
    assert_equal(found, 1 - X[:, 5], name="mp_unit(X, 2, inhibitory)", hint=hint)


def other_inputs_are_refused(student):
    """2, -1 and 0.5; in a row, in a batch, at an inhibitory input."""
    hint = "Raise ValueError unless every input is 0 or 1."

    assert_raises(ValueError, student.mp_unit, np.array([1, 2, 0]), 1, hint=hint)
    assert_raises(ValueError, student.mp_unit, np.array([[1, 0], [0, -1]]), 0, hint=hint)
    assert_raises(ValueError, student.mp_unit, np.array([1.0, 0.5]), 1, hint=hint)
    assert_raises(ValueError, student.mp_unit, np.array([1, 3]), 1, np.array([False, True]), hint=hint)


# 2.2


def and_and_or_of_up_to_six_inputs(student):
    """All rows, n = 1 .. 6."""
    for n in range(1, 7):
        _assert_gate(student, "AND", n)
        _assert_gate(student, "OR", n)


def nor_of_up_to_six_inputs(student):
    """All rows, n = 1 .. 6."""
    for n in range(1, 7):
        _assert_gate(student, "NOR", n)


def and_not_of_up_to_six_inputs(student):
    """All rows, n = 1 .. 6."""
    for n in range(1, 7):
        _assert_gate(student, "AND_NOT", n)


def nand_of_up_to_six_inputs(student):
    """A unit for one input, none for more."""
    _assert_gate(student, "NAND", 1)
    for n in range(3, 7):
        _assert_none(student, n)


# 2.3


def every_function_of_three_inputs(student):
    """The 254 that are not constant."""
    tables = _tables(3)[1:-1]
    for table, found in zip(tables, student.boolean_network.each([(table,) for table in tables]), strict=True):
        _assert_network(found, table, "boolean_network", hint=ORDER)


def fifty_functions_of_six_inputs(student):
    """Drawn tables, from sparse to dense."""
    rng = np.random.default_rng(seed())
    for share in np.linspace(0.05, 0.95, 50):
        table = (rng.random(64) < share).astype(int)
        table[:2] = rng.permutation(2)  # never constant

        _assert_network(student.boolean_network(table), table, "boolean_network", hint=ORDER)


def constants_of_other_sizes(student):
    """Always 0 and always 1, for n = 1, 3, 5."""
    for n in (1, 3, 5):
        for value in (0, 1):
            table = np.full(2**n, value)
            _assert_network(student.boolean_network(table), table, "boolean_network", hint=CONSTANTS)


def networks_of_five_inputs_are_small(student):
    """At least k of five inputs on, for every k; and an odd number of them: at most 33 units."""
    on = _rows(5).sum(axis=1)
    _assert_size(student, [*((on >= k).astype(int) for k in range(6)), on % 2])


# 2.4

CONTAINS_100 = (np.array([[0, 1], [2, 1], [3, 1], [3, 3]]), 0, np.array([False, False, False, True]))
MULTIPLES_OF_3 = (np.array([[0, 1], [2, 0], [1, 2]]), 0, np.array([True, False, False]))  # read as a binary number


def _automata(rng, count):
    """Draw automata with more states than symbols, or fewer, that do not start in state 0."""
    for _ in range(count):
        states, symbols = [int(n) for n in rng.choice([2, 3, 4, 5, 6], size=2, replace=False)]
        delta = rng.integers(states, size=(states, symbols))
        yield delta, int(rng.integers(1, states)), rng.permutation(np.arange(states) < states / 2)


def known_automata_take_the_right_steps(student):
    """Words that contain 100; binary multiples of 3."""
    _assert_steps(student, *CONTAINS_100)
    _assert_steps(student, *MULTIPLES_OF_3)


def thirty_automata_take_the_right_steps(student):
    """Drawn ones, in which the numbers of states and symbols differ."""
    for automaton in _automata(np.random.default_rng(seed()), 30):
        _assert_steps(student, *automaton)


def thirty_automata_start_again(student):
    """From silence and from every state, to a state that is not the first."""
    for automaton in _automata(np.random.default_rng(seed()), 30):
        _assert_resets(student, *automaton)


def thirty_automata_accept(student):
    """Known ones, then drawn ones."""
    for automaton in (CONTAINS_100, MULTIPLES_OF_3, *_automata(np.random.default_rng(seed()), 30)):
        _assert_accepts(student, *automaton)


# 2.5


def compact_networks_of_other_sizes_are_right(student):
    """All functions of one input; constants and twelve drawn functions of four."""
    rng = np.random.default_rng(seed())
    tables = [*_tables(1), np.zeros(16, dtype=int), np.ones(16, dtype=int), *rng.integers(2, size=(12, 16))]
    for table, found in zip(tables, student.compact_network.each([(table,) for table in tables]), strict=True):
        _assert_network(found, table, "compact_network", hint=ORDER)


def fewer_units_for_three_inputs(student):
    """Mean over all 256 functions, on the higher rungs."""
    return _mean_units(student)
