"""Units, gates and networks against loops that spell out what a McCulloch-Pitts unit does."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from reference.mcculloch_pitts import MPNetwork, boolean_network, compact_network, gate, mp_unit


def one_unit(x, theta, inhibitory):
    """Say whether a unit fires, one input after the other."""
    total = 0
    for value, inhibits in zip(x, inhibitory, strict=True):
        if inhibits and value:
            return 0
        total += 0 if inhibits else int(value)
    return 1 if total >= theta else 0


def described(unit, x):
    """Say whether a unit that is described fires on a row."""
    lines = [*unit["excitatory"], *unit["inhibitory"]]
    kinds = [False] * len(unit["excitatory"]) + [True] * len(unit["inhibitory"])
    return one_unit([x[line] for line in lines], unit["theta"], kinds)


def network_output(layers, x):
    """Return what the last unit of a network puts out on a row."""
    for layer in layers:
        x = [described(unit, x) for unit in layer]
    (out,) = x
    return out


def rows(n):
    return list(product((0, 1), repeat=n))


def outputs(layers, n):
    return [network_output(layers, x) for x in rows(n)]


@st.composite
def units(draw):
    """Draw rows of inputs, a threshold and a mask of inhibition."""
    N, n = draw(st.integers(1, 4)), draw(st.integers(0, 5))
    x = draw(arrays(int, (N, n), elements=st.integers(0, 1)))
    return x, draw(st.integers(-2, 7)), draw(arrays(bool, n))


@given(units())
def test_a_unit_agrees_with_loops(unit):
    """Row by row and as a batch, for every threshold and every mask."""
    X, theta, inhibitory = unit
    expected = [one_unit(x, theta, inhibitory) for x in X]

    assert expected == mp_unit(X, theta, inhibitory).tolist()
    assert expected == [int(mp_unit(x, theta, inhibitory)) for x in X]


@given(units())
def test_without_a_mask_every_input_excites(unit):
    """The default is a mask of nothing."""
    X, theta, inhibitory = unit

    assert mp_unit(X, theta, np.zeros_like(inhibitory)).tolist() == mp_unit(X, theta).tolist()


@pytest.mark.parametrize("bad", [2, -1, 0.5, float("nan")])
def test_other_inputs_are_refused(bad):
    """Also where the input inhibits, and in one row of a batch."""
    with pytest.raises(ValueError, match="0 or 1"):
        mp_unit(np.array([[1, 0], [0, bad]]), 1, np.array([False, True]))


TRUTH = {
    "AND": all,
    "OR": any,
    "NOR": lambda x: not any(x),
    "NAND": lambda x: not all(x),
    "AND_NOT": lambda x: all(x[:-1]) and not x[-1],
}


@pytest.mark.parametrize("name", TRUTH)
@pytest.mark.parametrize("n", range(1, 7))
def test_gates_follow_their_truth_tables(name, n):
    """On all rows, unless there is no such unit."""
    unit = gate(name, n)

    assert (unit is None) == (name == "NAND" and n > 1)
    assert unit is None or [int(TRUTH[name](x)) for x in rows(n)] == [described(unit, x) for x in rows(n)]


def test_not_is_on_where_its_input_is_off():
    """NOT has one input."""
    assert [1, 0] == [described(gate("NOT", 1), x) for x in rows(1)]


def test_an_unknown_gate_is_refused():
    """A typo is no gate without a unit."""
    with pytest.raises(ValueError, match="XAND"):
        gate("XAND", 2)


def single(n):
    """Return the tables of all functions that one unit with n inputs computes, by going through all units."""
    found = set()
    for kinds in product((None, False, True), repeat=n):
        lines = [k for k in range(n) if kinds[k] is not None]
        for theta in range(-1, n + 2):
            table = [one_unit([x[k] for k in lines], theta, [kinds[k] for k in lines]) for x in rows(n)]
            found.add(tuple(table))
    return found


@pytest.mark.parametrize("n", [2, 3, 4])
def test_no_unit_computes_nand_or_xor(n):
    """What the handout argues, by going through all units."""
    found = single(n)

    assert tuple(int(not all(x)) for x in rows(n)) not in found
    assert tuple(sum(x) % 2 for x in rows(n)) not in found


@pytest.mark.parametrize("n", [1, 2, 3])
def test_every_function_has_a_network(n):
    """All tables of up to three inputs, within 2^n + 1 units."""
    for table in product((0, 1), repeat=2**n):
        layers = boolean_network(np.array(table))

        assert list(table) == outputs(layers, n)
        assert sum(map(len, layers)) <= 2**n + 1


@given(arrays(int, 64, elements=st.integers(0, 1)))
def test_functions_of_six_inputs_have_networks(table):
    """Drawn tables."""
    assert table.tolist() == outputs(boolean_network(table), 6)


@given(arrays(int, 16, elements=st.integers(0, 1)))
def test_a_network_at_work_agrees_with_loops(table):
    """`MPNetwork` gives each unit what the layer before puts out."""
    layers = compact_network(table)
    network = MPNetwork(layers, mp_unit)

    assert outputs(layers, 4) == network.fire(np.array(rows(4))).tolist()
    assert [[described(unit, x) for unit in layers[0]] for x in rows(4)] == network.signals(np.array(rows(4)))[
        1
    ].tolist()


def test_a_unit_may_leave_out_what_does_not_inhibit_it():
    """`inhibitory` may be None, or not there."""
    layers = [[{"theta": 1, "excitatory": [1]}, {"theta": 0, "excitatory": [], "inhibitory": None}]]

    assert [[0, 1], [1, 1]] == MPNetwork(layers, mp_unit).signals(np.array([[1, 0], [0, 1]]))[1].tolist()


def test_compact_networks_are_right_and_small():
    """All functions of three inputs: one unit wherever one does, 3.05 units on average, never more than in 2.3."""
    alone, total = single(3), 0
    for table in product((0, 1), repeat=8):
        layers = compact_network(np.array(table))
        count = sum(map(len, layers))
        total += count

        assert list(table) == outputs(layers, 3)
        assert (count == 1) == (table in alone)
        assert count <= max(1, sum(map(len, boolean_network(np.array(table)))))
    assert total == 782


@given(arrays(int, 16, elements=st.integers(0, 1)))
def test_compact_networks_of_four_inputs_are_right(table):
    """Drawn tables."""
    assert table.tolist() == outputs(compact_network(table), 4)
