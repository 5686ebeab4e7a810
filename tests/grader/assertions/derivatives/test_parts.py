"""The small parts of a gradient check, each with its own promise."""

import numpy as np
import pytest

from grader.assertions.derivatives.draws import draw
from grader.assertions.derivatives.leaves import leaves_of
from grader.assertions.derivatives.localize import locate
from grader.assertions.derivatives.projections import DRAWS, judge
from grader.assertions.derivatives.steps import Objective, Value
from grader.data.seeds import Draws, drawing, seed
from grader.messages import MESSAGES
from tests.statistics.truth import CLAIMS, IDS, recognize


class Counted:
    """F = sum of squares, and how often it was asked."""

    def __init__(self):
        self.points = 0

    def __call__(self, points):
        self.points += len(points)
        return [Value(float((w**2).sum()), float((w**2).sum())) for (w,) in points]


def objective(size):
    w = np.random.default_rng(5).normal(size=size)
    evaluate = Counted()
    return evaluate, Objective(evaluate, (w,)), list(leaves_of(w, (0,), "dw")), w


def test_accepting_costs_two_calls_for_each_direction():
    """Whatever the size of an array, right code is accepted after 2 K calls."""
    evaluate, goal, leaves, w = objective(10_000)
    found = judge(goal, leaves, [2 * w], draw())

    assert not found[0].open
    assert 2 * DRAWS == evaluate.points


def test_one_wrong_entry_among_thousands_is_located():
    """Halving finds it with some 20 calls for each halving, not with 20,000."""
    evaluate, goal, leaves, w = objective(10_000)
    wrong = 2 * w
    wrong[7777] += 0.5
    measured = locate(goal, leaves[0], wrong, draw())

    assert [7777] == np.flatnonzero(np.isfinite(measured.gradient)).tolist()
    assert 2 * w[7777] == pytest.approx(measured.gradient[7777], abs=1e-6)
    assert evaluate.points < 200


def test_a_small_gradient_is_measured_entry_by_entry():
    """Up to 200 entries all are measured, each with an error bar that holds."""
    _, goal, leaves, w = objective(200)
    measured = locate(goal, leaves[0], np.zeros(200), draw())

    assert (np.abs(measured.gradient - 2 * w) <= measured.error + 1e-9).all()


def test_a_leaf_is_replaced_without_changing_anything():
    """Arrays in dicts and lists are put in their place; the arguments stay as they were."""
    tree = {"a": [np.zeros(2), np.ones(3)], "b": np.array(2.0)}
    arguments = ("text", tree)
    leaves = list(leaves_of(tree, (1,), "g"))
    moved = leaves[1].put(arguments, np.full(3, 9.0))

    assert ["g['a'][0]", "g['a'][1]", "g['b']"] == [leaf.name for leaf in leaves]
    assert [9.0] * 3 == moved[1]["a"][1].tolist() == leaves[1].at(moved).value.tolist()
    assert [1.0] * 3 == tree["a"][1].tolist()


def test_upstream_gradients_are_not_the_numbers_of_the_check():
    """A check that draws from its seed meets other numbers than the assertion does, and both are the same in a replay."""
    with drawing(Draws(check="one")):
        first, again = draw().normal(size=9), draw().normal(size=9)
        own = np.random.default_rng(seed()).normal(size=9)
    with drawing(Draws(check="two")):
        other = draw().normal(size=9)

    assert first.tolist() == again.tolist()
    assert not np.isclose(first, own).any()
    assert not np.isclose(first, other).any()


@pytest.mark.parametrize("key", CLAIMS)
def test_the_statistics_know_every_cause_by_its_sentence(key):
    """What the diagnosis says is recognized, so that no wrong cause counts as silence."""
    assert key in IDS
    blanks = {"name": "d0", "of": "f", "rows": 5, "factor": 3, "share": "0.1", "more": "more", "row": "last"}
    blanks |= {"other": "d1", "count": 4, "actual": "0", "offset": "1", "term": "t", "coefficient": "0"}

    assert key == recognize(MESSAGES[key].format(**blanks))[0]
