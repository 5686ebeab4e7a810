"""The search against all ends of the closed form."""

import math

import numpy as np
import pytest

from reference.landscapes import ravine
from reference.line_search import RATES, compare
from reference.momentum import Momentum


@pytest.mark.parametrize("steps", [1, 20, 100, 400])
def test_plain_descent_has_its_best_rate(steps):
    """x is multiplied by 1 - eta and y by 1 - 100 eta in each step; what overflows does not win."""
    ends = {}
    for eta in RATES:
        size = 2 * steps * math.log10(max(abs(1 - 100 * eta), 1e-300)) if eta != 0.01 else -math.inf
        ends[eta] = math.inf if size > 300 else ((1 - eta) ** (2 * steps) + 100 * (1 - 100 * eta) ** (2 * steps)) / 2
    expected = min(ends, key=ends.get)
    eta, loss = compare({"plain": lambda eta: Momentum(eta, 0.0)}, steps)["plain"]

    assert expected == eta
    assert ends[expected] == pytest.approx(loss, rel=1e-9)


def test_every_name_has_its_own_search():
    """Optimizers do not meet, and every rate gets a new one."""
    made = []

    def maker(eta):
        made.append(eta)
        return Momentum(eta, 0.9)

    found = compare({"one": maker, "two": lambda eta: Momentum(eta, 0.5)}, 5)

    assert list(RATES) == made
    assert {"one", "two"} == set(found)


def test_nobody_wins_by_standing_still():
    """Equal losses go to the smaller rate; nan goes to nobody."""

    class Still:
        def __init__(self, eta):
            self.eta = eta

        def step(self, params, grads):
            return params if self.eta > 0.01 else {"w": np.full(2, np.nan)}

    assert {"still": (0.015, ravine({"w": np.ones(2)})[0])} == compare({"still": Still}, 3)
