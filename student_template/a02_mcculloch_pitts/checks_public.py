"""Public checks of assignment 2: students receive this file.

What you return are descriptions: dicts and lists of numbers. So a check reads a description, says what it lacks, and
then lets it compute by itself; it does not call your `mp_unit`, which has checks of its own.
"""

from dataclasses import dataclass

import numpy as np

from grader.assertions import (
    assert_array,
    assert_dict,
    assert_equal,
    assert_list,
    assert_number,
    assert_true,
    assert_unchanged,
    assert_whole,
)

KEYS = ("theta", "excitatory", "inhibitory")
XOR = np.array([0, 1, 1, 0])


@dataclass
class _Unit:
    """A unit, after it has been said what it is."""

    theta: float
    excitatory: list[int]
    inhibitory: list[int]

    def fires(self, X):
        """Return 0 or 1 for each row of X."""
        enough = np.sum(X[:, self.excitatory], axis=1) >= self.theta
        return np.where(np.any(X[:, self.inhibitory], axis=1), 0, enough)


def _rows(n):
    """Return all rows of n inputs, in the order of a truth table."""
    return np.array(list(np.ndindex((2,) * n)))


def _read_lines(found, inputs, name):
    """Say that this is a list of input numbers, and return it."""
    hint = "Write list(...) around a range or a set."
    entries = (
        found.tolist() if type(found) is np.ndarray and found.ndim == 1 else assert_list(found, name=name, hint=hint)
    )
    lines = []
    for k, entry in enumerate(entries):
        number = assert_array(entry, (), name=f"{name}[{k}]")
        text = f"{name} must list input numbers, such as [0, 2]; yours holds truth values."
        assert_true(number.dtype != bool, text, hint="np.flatnonzero(mask).tolist() makes numbers of them.")
        line = int(assert_whole(number, (), name=f"{name}[{k}]"))
        text = f"{name} must name inputs that are there: of {inputs}, counted from 0, yours names {line}."
        assert_true(0 <= line < inputs, text, hint="It lists which inputs are connected; there are no weights.")
        lines.append(line)
    return lines


def _read_unit(found, inputs, name):
    """Say that this is a unit, and return it."""
    if type(found) is dict and found.get("inhibitory") is None:
        found = {**found, "inhibitory": []}
    parts = assert_dict(found, KEYS, name=name)
    theta = assert_number(parts["theta"], name=f"{name}['theta']")
    excitatory, inhibitory = (_read_lines(parts[key], inputs, f"{name}[{key!r}]") for key in KEYS[1:])
    return _Unit(theta, excitatory, inhibitory)


def _read_layer(found, inputs, name):
    """Say that this is a list of units, and return it."""
    units = assert_list(found, name=name, hint="A layer is a list of units, each a dict.")
    return [_read_unit(unit, inputs, f"{name}[{k}]") for k, unit in enumerate(units)]


def _read_network(found, n, name):
    """Say that these are layers with one unit at the end, and return them."""
    layers = []
    for d, layer in enumerate(
        assert_list(found, name=name, hint="A network is a list of layers, each a list of units.")
    ):
        layers.append(_read_layer(layer, len(layers[-1]) if layers else n, f"{name}[{d}]"))
    last = len(layers[-1]) if layers else 0
    assert_true(last == 1, f"The last layer of {name} must be one unit, the output; yours has {last}.")
    return layers


def _output(layers, X):
    """Return what the last unit puts out for each row of X."""
    for layer in layers:
        X = np.array([unit.fires(X) for unit in layer], dtype=int).reshape(len(layer), len(X)).T
    return X[:, 0]


def _assert_rows(out, expected, what, hint=None):
    """Say that all 2^n outputs are right; `what` says of what."""
    wrong = np.flatnonzero(out != expected)
    if len(wrong):
        row = _rows(int(np.log2(len(expected))))[wrong[0]]
        text = f"{what} must give {int(expected[wrong[0]])} for the inputs {_spaced(row)}; yours gives {out[wrong[0]]}."
        assert_true(False, text, hint=hint, wrong=f"{len(wrong)} of {len(expected)}")


def _spaced(numbers):
    return " ".join(str(int(number)) for number in numbers)


# 2.1


def a_unit_fires_above_its_threshold(student):
    """Single rows, with sums above and below the threshold."""
    hint = "Add up the inputs, and compare the sum with theta."
    rows = {(1, 1, 1): (2, 1), (1, 0, 0): (2, 0), (0, 0, 0): (1, 0), (1, 1, 0, 1, 1): (3, 1), (0, 1, 1): (5, 0)}
    found = student.mp_unit.each([(np.array(x), theta) for x, (theta, _) in rows.items()])
    for (x, (theta, fires)), one in zip(rows.items(), found, strict=True):
        assert_equal(one, fires, name=f"mp_unit(np.array({list(x)}), {theta})", hint=hint)


def one_active_inhibitor_is_enough(student):
    """Large sums, and at least one inhibitory input that is on; then none is inhibitory."""
    hint = "Inhibition is a veto: it is not subtracted from the sum."
    masks = {"the last": [False, False, False, True], "the first two": [True, True, False, False]}
    for which, mask in masks.items():
        found = student.mp_unit(np.array([0, 1, 1, 1]), 1, np.array(mask))

        assert_equal(found, 0, name=f"mp_unit(np.array([0, 1, 1, 1]), 1), {which} inhibitory,", hint=hint)
    found = student.mp_unit(np.array([0, 1, 1, 1]), 1)
    assert_equal(found, 1, name="mp_unit(np.array([0, 1, 1, 1]), 1), none inhibitory,")


def mp_unit_leaves_its_arguments_alone(student):
    """Inputs and inhibition before and after, without a veto and with one."""
    assert_unchanged(student.mp_unit, np.array([1, 0, 1]), 1, np.array([False, True, False]))
    assert_unchanged(student.mp_unit, np.array([1, 0, 1]), 1, np.array([False, False, True]))


# 2.2

GATES = {  # what each gate gives for each row
    "AND": lambda X: X.all(axis=1),
    "OR": lambda X: X.any(axis=1),
    "NOR": lambda X: ~X.any(axis=1),
    "NOT": lambda X: ~X.any(axis=1),
    "NAND": lambda X: ~X.all(axis=1),
    "AND_NOT": lambda X: X[:, :-1].all(axis=1) & (X[:, -1] == 0),
}
HINTS = {
    "AND": "All inputs must be on: how large is the sum then?",
    "OR": "One input is enough: how large is the sum then?",
    "NOR": "No input may be on: each of them inhibits. What must theta be, so that silence fires?",
    "NOT": "The input inhibits. What must theta be, so that silence fires?",
    "NAND": "Ask first what each of two inputs would have to be: excitatory, inhibitory or not connected?",
    "AND_NOT": "The last input inhibits; all others must be on.",
}


def _assert_gate(student, name, n):
    """Say that one gate is right on all its rows."""
    call = f"gate({name!r}, {n})"
    found = student.gate(name, n)
    assert_true(found is not None, f"{call} must be a unit, since one computes it; yours is None.", hint=HINTS[name])
    unit = _read_unit(found, n, call)
    _assert_rows(unit.fires(_rows(n)), GATES[name](_rows(n)), call, hint=HINTS[name])


def _assert_none(student, n):
    """Say that there is no unit for NAND of several inputs."""
    found = student.gate("NAND", n)
    text = f"gate('NAND', {n}) must be None: no single unit computes it."
    assert_true(found is None, text, hint=HINTS["NAND"])


def and_and_or_of_two_inputs(student):
    """Four rows each."""
    _assert_gate(student, "AND", 2)
    _assert_gate(student, "OR", 2)


def nor_of_two_inputs_and_not(student):
    """Four rows, and two."""
    _assert_gate(student, "NOR", 2)
    _assert_gate(student, "NOT", 1)


def and_not_of_two_inputs(student):
    """On for the row 1 0 alone."""
    _assert_gate(student, "AND_NOT", 2)


def nand_of_two_inputs(student):
    """There is no such unit."""
    _assert_none(student, 2)


# 2.3

ORDER = "Row number 1 is 0 ... 0 1: the first input is the highest bit of the row's number."


def _assert_network(found, table, name, hint=None):
    """Say that a network is right on every row of its table, and return it."""
    layers = _read_network(found, int(np.log2(len(table))), f"{name}(table)")
    what = f"For the table {_spaced(table)} the output"
    _assert_rows(_output(layers, _rows(int(np.log2(len(table))))), table, what, hint=hint)
    return layers


def _tables(n):
    """Return the truth tables of all functions of n inputs: first that of 0, last that of 1."""
    return _rows(2**n)


def _count(layers):
    return sum(len(layer) for layer in layers)


def _assert_size(student, tables):
    """Say that those networks that are right have at most 2^n + 1 units; one that is wrong has a check of its own."""
    limit, right = len(tables[0]) + 1, []
    n = int(np.log2(len(tables[0])))
    for table, found in zip(tables, student.boolean_network.each([(table,) for table in tables]), strict=True):
        layers = _read_network(found, n, "boolean_network(table)")
        if np.array_equal(_output(layers, _rows(n)), table):
            right.append((_count(layers), table))
    assert_true(
        4 * len(right) >= len(tables), "Few units are worth something where the output is right: mend that first."
    )
    most, table = max(right, key=lambda pair: pair[0])
    text = f"For the table {_spaced(table)} there must be at most {limit} units; yours has {most}."
    assert_true(most <= limit, text, hint="Inhibition says that an input must be off; it needs no unit for NOT.")


def xor_is_a_network(student):
    """What no single unit computes."""
    _assert_network(student.boolean_network(XOR), XOR, "boolean_network")


def every_function_of_two_inputs(student):
    """The fourteen that are not constant."""
    tables = _tables(2)[1:-1]
    for table, found in zip(tables, student.boolean_network.each([(table,) for table in tables]), strict=True):
        _assert_network(found, table, "boolean_network", hint=ORDER)


def constants_of_two_inputs(student):
    """Always 0, always 1."""
    for table in (np.zeros(4, dtype=int), np.ones(4, dtype=int)):
        _assert_network(student.boolean_network(table), table, "boolean_network", hint=CONSTANTS)


CONSTANTS = "Which theta is never reached, even if nothing is connected? Which one always?"


def networks_of_two_inputs_are_small(student):
    """At most five units for each of sixteen functions."""
    _assert_size(student, _tables(2))


def boolean_network_leaves_its_table_alone(student):
    """The table before and after."""
    assert_unchanged(student.boolean_network, XOR)


# 2.4

PARITY = (np.array([[0, 1], [1, 0]]), 0, np.array([False, True]))  # an odd number of ones
LAST = (np.array([[0, 1], [0, 1]]), 0, np.array([False, True]))  # the last symbol was number 1


@dataclass
class _Layers:
    """The two layers of a machine, after it has been said what they are."""

    and_layer: list[_Unit]
    or_layer: list[_Unit]
    symbols: int

    def after(self, states, symbol=None):
        """Return which lines of states are on two unit delays later."""
        lines = np.zeros((1, len(self.or_layer) + self.symbols), dtype=int)
        lines[0, [*states, *([] if symbol is None else [len(self.or_layer) + symbol])]] = 1
        ands = np.array([unit.fires(lines) for unit in self.and_layer], dtype=int).reshape(1, -1)
        return {q for q, unit in enumerate(self.or_layer) if unit.fires(ands)[0]}


def _read_parts(student, automaton, *keys):
    """Call dfa_to_mp, say that the result is a dict with these keys, and return it; others are not looked at."""
    found = student.dfa_to_mp(*automaton)
    if type(found) is dict:
        found = {key: value for key, value in found.items() if key in keys}
    return assert_dict(found, keys, name="dfa_to_mp(...)")


def _read_layers(parts, delta):
    """Say that these are the layers of a machine, and return them."""
    states, symbols = delta.shape
    and_layer = _read_layer(parts["and_layer"], states + symbols, "and_layer")
    assert_list(parts["or_layer"], states, name="or_layer", hint="It has one unit for each state.")
    return _Layers(and_layer, _read_layer(parts["or_layer"], len(and_layer), "or_layer"), symbols)


def _read_marks(found, states):
    """Say that these are the accepting states, as numbers or as one truth value for each, and return their numbers."""
    entries = found.tolist() if type(found) is np.ndarray and found.ndim == 1 else assert_list(found, name="accept")
    marks = [assert_array(entry, (), name=f"accept[{k}]") for k, entry in enumerate(entries)]
    if marks and all(mark.dtype == bool for mark in marks):
        assert_true(len(marks) == states, f"accept must have {states} truth values, one for each state.")
        return {q for q, mark in enumerate(marks) if mark}
    numbers = {int(assert_whole(mark, (), name=f"accept[{k}]")) for k, mark in enumerate(marks)}
    strange = sorted(numbers - set(range(states)))
    text = f"accept must list numbers of states, 0 .. {states - 1}; yours names {strange[:1]}."
    assert_true(not strange, text, hint="np.flatnonzero(accept).tolist() lists them.")
    return numbers


def _reachable(delta, q0):
    """Return the states that some word leads to."""
    found, waiting = {q0}, [q0]
    while waiting:
        new = {int(q) for q in delta[waiting.pop()]} - found
        found |= new
        waiting += new
    return sorted(found)


def _named(states):
    text = ", ".join(map(str, sorted(states)))
    return f"{'state' if len(states) == 1 else 'states'} {text}" if states else "none"


def _assert_steps(student, delta, q0, accept):
    """Say that every step from a state that can be reached is right: so all words are, whatever their length."""
    layers = _read_layers(_read_parts(student, (delta, q0, accept), "and_layer", "or_layer"), delta)
    for q in _reachable(delta, q0):
        for s in range(delta.shape[1]):
            found, right = layers.after({q}, s), {int(delta[q, s])}
            text = f"In state {q}, symbol {s} must turn on the line of state {delta[q, s]} alone; yours turns on "
            hint = "delta[q, s] is the state after q when s is read; several pairs may lead to one state."
            assert_true(found == right, f"{text}{_named(found)}.", hint=hint)


def _assert_resets(student, delta, q0, accept):
    """Say that a reset leads to q0 alone, from silence and from every state that can be reached."""
    parts = _read_parts(student, (delta, q0, accept), "and_layer", "or_layer", "start")
    layers, start = _read_layers(parts, delta), int(assert_whole(parts["start"], (), name="start"))
    assert_true(0 <= start < len(delta), f"start must be a state, 0 .. {len(delta) - 1}; yours is {start}.")
    for before in (set(), *({q} for q in _reachable(delta, q0))):
        found = layers.after(before) | {start}
        text = f"After a reset the line of state {q0} must be on alone; with {_named(before)} on before, yours has "
        hint = "The start pulse turns on q0."
        if before:
            hint = "Without a symbol no AND unit may fire: each needs its state and its symbol."
        assert_true(found == {q0}, f"{text}{_named(found)}.", hint=hint)


def _assert_accepts(student, delta, q0, accept):
    """Say that of the states that can be reached those accept that should."""
    found = _read_marks(_read_parts(student, (delta, q0, accept), "accept")["accept"], len(delta))
    reached = set(_reachable(delta, q0))
    right = {int(q) for q in np.flatnonzero(accept)} & reached
    text = f"Of the states that words lead to, {_named(right)} must accept; yours has {_named(found & reached)}."
    hint = (
        "Give the numbers of the states where accept is True, or True or False for each; 0 and 1 are taken as numbers."
    )
    assert_true(found & reached == right, text, hint=hint)


def two_states_take_the_right_steps(student):
    """Odd numbers of ones; words that end in 1."""
    _assert_steps(student, *PARITY)
    _assert_steps(student, *LAST)


def parity_starts_again(student):
    """From silence, from even, from odd."""
    _assert_resets(student, *PARITY)


def parity_accepts_odd_numbers_of_ones(student):
    """State 1 alone."""
    _assert_accepts(student, *PARITY)


def dfa_to_mp_leaves_its_arguments_alone(student):
    """Transitions and accepting states before and after."""
    assert_unchanged(student.dfa_to_mp, *PARITY)


# 2.5


def compact_networks_of_two_inputs_are_right(student):
    """All sixteen functions."""
    tables = _tables(2)
    for table, found in zip(tables, student.compact_network.each([(table,) for table in tables]), strict=True):
        _assert_network(found, table, "compact_network", hint=ORDER)


def _mean_units(student):
    """Return the mean number of units over all functions of three inputs, all of which must be right."""
    tables = _tables(3)
    found = student.compact_network.each([(table,) for table in tables])
    networks = [
        _assert_network(one, table, "compact_network", hint=ORDER) for one, table in zip(found, tables, strict=True)
    ]
    return sum(_count(layers) for layers in networks) / len(networks)


def units_for_three_inputs(student):
    """Mean over all 256 functions."""
    return _mean_units(student)


# Below this line: made by `grader release` from the rubric; read by `grader.notebook`.

RUBRIC = {
    'assignment': 'a02_mcculloch_pitts',
    'title': 'McCulloch-Pitts units',
    'wanted': ['MPNetwork', 'RecurrentMP', 'boolean_network', 'compact_network', 'dfa_to_mp', 'gate', 'mp_unit'],
    'exercises': [
        {
            'name': 'mp_unit',
            'row': '2.1',
            'points': 20,
            'question': False,
            'promises': {
                'threshold': 'the unit fires where the sum of the excitatory inputs is above theta, and not where it is below.',
                'equality': 'a sum of exactly theta is enough for it to fire.',
                'veto': 'one inhibitory input that is on keeps the unit silent, however large the sum.',
                'off': 'an inhibitory input that is off does nothing.',
                'anytheta': 'theta may be any whole number; a unit with theta <= 0 fires unless it is vetoed.',
                'batch': 'for N rows there are N answers, each that of its own row, also for N = 1.',
                'inputs': 'an input other than 0 and 1 raises ValueError.',
                'pure': 'x and inhibitory are left as they were.',
            },
            'checks': [
                {'function': 'a_unit_fires_above_its_threshold', 'points': 5, 'promise': 'threshold'},
                {'function': 'one_active_inhibitor_is_enough', 'points': 5, 'promise': 'veto'},
                {'function': 'mp_unit_leaves_its_arguments_alone', 'points': 2, 'promise': 'pure'},
            ],
        },
        {
            'name': 'gate',
            'row': '2.2',
            'points': 20,
            'question': False,
            'promises': {
                'sums': 'AND and OR are right on all 2^n rows.',
                'vetoes': 'NOR and NOT are right on all 2^n rows.',
                'andnot': 'AND_NOT is right on all 2^n rows; the last input is the one that must be off.',
                'nand': 'NAND is None exactly where no single unit computes it, and right on all rows where one does.',
            },
            'checks': [
                {'function': 'and_and_or_of_two_inputs', 'points': 4, 'promise': 'sums'},
                {'function': 'nor_of_two_inputs_and_not', 'points': 3, 'promise': 'vetoes'},
                {'function': 'and_not_of_two_inputs', 'points': 3, 'promise': 'andnot'},
                {'function': 'nand_of_two_inputs', 'points': 2, 'promise': 'nand'},
            ],
        },
        {
            'name': 'boolean_network',
            'row': '2.3',
            'points': 30,
            'question': False,
            'promises': {
                'rows': 'the output is right on every row, for every function that is not constant.',
                'constants': 'the output is right on every row also for the functions that are always 0 or always 1.',
                'size': 'there are at most 2^n + 1 units in all layers together.',
                'pure': 'table is left as it was.',
            },
            'checks': [
                {
                    'function': 'xor_is_a_network',
                    'points': 4,
                    'promise': 'rows',
                    'uses': ['gate'],
                },
                {
                    'function': 'every_function_of_two_inputs',
                    'points': 6,
                    'promise': 'rows',
                    'uses': ['gate'],
                },
                {
                    'function': 'constants_of_two_inputs',
                    'points': 3,
                    'promise': 'constants',
                    'uses': ['gate'],
                },
                {
                    'function': 'networks_of_two_inputs_are_small',
                    'points': 2,
                    'promise': 'size',
                    'uses': ['gate'],
                },
                {
                    'function': 'boolean_network_leaves_its_table_alone',
                    'points': 1,
                    'promise': 'pure',
                    'uses': ['gate'],
                },
            ],
        },
        {
            'name': 'dfa_to_mp',
            'row': '2.4',
            'points': 20,
            'question': False,
            'promises': {
                'step': "where the line of the automaton's state is on and no other, reading a symbol turns on the line of the next state and no other. One symbol takes two unit delays: the AND layer, then the OR layer.",
                'reset': "a reset turns on the line of q0 and no other, whatever was read before. During a reset no symbol's line is on, both layers work as always, and the start pulse turns on its state beside what the OR layer turns on.",
                'accept': 'a word is accepted exactly where the automaton accepts it, the empty word included.',
                'pure': 'delta and accept are left as they were.',
            },
            'checks': [
                {
                    'function': 'two_states_take_the_right_steps',
                    'points': 5,
                    'promise': 'step',
                    'uses': ['gate'],
                },
                {
                    'function': 'parity_starts_again',
                    'points': 2,
                    'promise': 'reset',
                    'uses': ['gate'],
                },
                {
                    'function': 'parity_accepts_odd_numbers_of_ones',
                    'points': 2,
                    'promise': 'accept',
                    'uses': ['gate'],
                },
                {
                    'function': 'dfa_to_mp_leaves_its_arguments_alone',
                    'points': 1,
                    'promise': 'pure',
                    'uses': ['gate'],
                },
            ],
        },
        {
            'name': 'compact_network',
            'row': '2.5',
            'points': 10,
            'question': False,
            'promises': {
                'rows': 'the output is right on every row, for every function, the constant ones included.',
                'units': 'few units are enough for the functions of three inputs, on the ladder below.',
            },
            'checks': [
                {
                    'function': 'compact_networks_of_two_inputs_are_right',
                    'points': 2,
                    'promise': 'rows',
                    'uses': ['mp_unit', 'gate', 'boolean_network'],
                },
                {
                    'function': 'units_for_three_inputs',
                    'points': 3,
                    'promise': 'units',
                    'uses': ['mp_unit', 'gate', 'boolean_network'],
                    'ladder': [[5.0, 3]],
                    'lower_is_better': True,
                },
            ],
        },
    ],
}
