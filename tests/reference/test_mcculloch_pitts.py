"""Units and gates against loops that spell out what a McCulloch-Pitts unit does."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from reference.mcculloch_pitts import MPNetwork, gate, mp_unit
from tests.reference.threshold_oracles import described, one_unit, rows, single


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


@pytest.mark.parametrize("n", [2, 3, 4])
def test_no_unit_computes_nand_or_xor(n):
    """What the handout argues, by going through all units."""
    found = single(n)

    assert tuple(int(not all(x)) for x in rows(n)) not in found
    assert tuple(sum(x) % 2 for x in rows(n)) not in found


def test_a_unit_may_leave_out_what_does_not_inhibit_it():
    """`inhibitory` may be None, or not there."""
    layers = [[{"theta": 1, "excitatory": [1]}, {"theta": 0, "excitatory": [], "inhibitory": None}]]

    assert [[0, 1], [1, 1]] == MPNetwork(layers, mp_unit).signals(np.array([[1, 0], [0, 1]]))[1].tolist()
