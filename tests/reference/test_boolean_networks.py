"""Networks for truth tables against loops that spell out what their units do."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from reference.boolean_networks import boolean_network, compact_network
from reference.mcculloch_pitts import MPNetwork, mp_unit
from tests.reference.threshold_oracles import described, outputs, rows, single


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
