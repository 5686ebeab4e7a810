"""Every layer of the statistics at one point: right code passes, faults do not, degenerate forwards earn nothing.

`python -m tests.statistics.gradient_checks` does the same at 40 points and prints the rates.
"""

import numpy as np
import pytest

from grader.assertions import CheckFailed, assert_backward
from tests.statistics.families import FAMILIES

FAULTS = [(family, fault) for family in FAMILIES for fault, _ in family.faulty()]


def assert_layer(family, forward, backward, reference):
    arguments = family.draw(np.random.default_rng(11))
    pair = (family.forward, family.backward) if reference else None
    assert_backward(forward, backward, *arguments, reference=pair, wrt=family.wrt)


@pytest.mark.parametrize("reference", [True, False], ids=["reference", "numbers"])
@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_a_right_layer_passes(family, reference):
    """Text-book code of every family is accepted."""
    assert_layer(family, family.forward, family.backward, reference)


@pytest.mark.parametrize("reference", [True, False], ids=["reference", "numbers"])
@pytest.mark.parametrize(("family", "fault"), FAULTS, ids=lambda each: getattr(each, "name", each))
def test_a_faulty_layer_fails(family, fault, reference):
    """Every fault of the table is found, by comparison and by numbers."""
    with pytest.raises(CheckFailed):
        assert_layer(family, family.forward, dict(family.faulty())[fault], reference)


def _zeros(family):
    def forward(*arguments):
        return 0 * family.forward(*arguments)[0], arguments

    def backward(dout, arguments):
        return tuple(0 * arguments[i] for i in family.wrt)

    return forward, backward


def _identity(family):
    """Return the first argument where the output has its shape, else its sum, with the right gradient."""

    def forward(*arguments):
        out = family.forward(*arguments)[0]
        first = arguments[family.wrt[0]]
        return (first if np.shape(out) == first.shape else 0 * out + first.sum()), arguments

    def backward(dout, arguments):
        first = arguments[family.wrt[0]]
        dfirst = dout if np.shape(dout) == first.shape else np.full(first.shape, dout.sum())
        return (dfirst, *(0 * arguments[i] for i in family.wrt[1:]))

    return forward, backward


def _linear(family):
    """Return something linear in every argument, with the right gradient."""

    def forward(*arguments):
        out = family.forward(*arguments)[0]
        return 0 * out + sum(arguments[i].sum() for i in family.wrt), arguments

    def backward(dout, arguments):
        return tuple(np.full(arguments[i].shape, dout.sum()) for i in family.wrt)

    return forward, backward


LINEAR_ITSELF = ("average pool", "dropout")  # of these a linear forward is no cheaper than the right one


CHEAP = [
    pytest.param(family, cheap, id=f"{family.name}-{cheap.__name__.strip('_')}")
    for family in FAMILIES
    for cheap in (_zeros, _identity, _linear)
    if cheap is _zeros or family.name not in LINEAR_ITSELF
]


@pytest.mark.parametrize(("family", "cheap"), CHEAP)
def test_a_degenerate_forward_earns_nothing(family, cheap):
    """A backward that fits a forward of zeros, the input or a sum is worth nothing where the layer is no such thing."""
    with pytest.raises(CheckFailed) as caught:
        assert_layer(family, *cheap(family), reference=True)

    assert caught.value.message.details["cause"].startswith("degenerate.")
