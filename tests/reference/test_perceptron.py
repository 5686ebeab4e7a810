"""Promises of the perceptron that hold for any data, and agreement with obvious loops."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from reference.perceptron import augment, decide, perceptron_fit, pocket_perceptron
from tests.reference import oracles

CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
AND, OR, XOR = np.array([-1, -1, -1, 1]), np.array([-1, 1, 1, 1]), np.array([-1, 1, 1, -1])


@st.composite
def problems(draw):
    """Draw inputs on a grid, where sums are exact, with any labels."""
    N, D = draw(st.integers(1, 7)), draw(st.integers(1, 3))
    eighths = st.integers(-16, 16).map(lambda n: n / 8)
    X = draw(arrays(float, (N, D), elements=eighths))
    return X, draw(arrays(int, N, elements=st.sampled_from([-1, 1])))


@given(problems())
def test_augment_puts_a_one_in_front_of_every_row(problem):
    """Row by row it is the example with a leading one."""
    X, _ = problem

    assert oracles.augment(X) == augment(X).tolist()


@given(problems(), st.booleans(), st.data())
def test_decide_agrees_with_loops(problem, fire_at_equality, data):
    """Also where scores are exactly 0, of which a grid has many."""
    X, _ = problem
    w = data.draw(arrays(float, X.shape[1] + 1, elements=st.integers(-2, 2).map(float)))

    assert oracles.decide(w, X, fire_at_equality) == decide(w, X, fire_at_equality).tolist()


@given(problems())
def test_cyclic_learning_agrees_with_loops(problem):
    """The loops know no early stop: what comes after convergence changes nothing."""
    X, y = problem
    _, history, _ = perceptron_fit(X, y, 12)

    assert oracles.cyclic_updates(X, y, 12) == [i for i, _ in history]


@given(problems())
def test_converged_says_that_the_last_weights_separate(problem):
    """True only without a mistake; after enough epochs, False only with one."""
    X, y = problem
    w, history, converged = perceptron_fit(X, y, 30)
    updated_in_the_last_epoch = len(oracles.cyclic_updates(X, y, 29)) < len(history)

    assert not converged or oracles.mistakes(w, X, y) == 0
    assert converged or updated_in_the_last_epoch


@given(problems(), st.integers(0, 2**32 - 1))
def test_random_order_makes_right_updates(problem, seed):
    """Each update is on a mistake, adds y x~, and no example is updated on twice in the only epoch."""
    X, y = problem
    _, history, _ = perceptron_fit(X, y, 1, "random", np.random.default_rng(seed))
    w = np.zeros(X.shape[1] + 1)
    for i, after in history:
        assert y[i] * (augment(X)[i] @ w) <= 0
        np.testing.assert_array_equal(w + y[i] * augment(X)[i], after, strict=True)
        w = after

    assert len({i for i, _ in history}) == len(history)


@pytest.mark.parametrize(("labels", "updates"), [(AND, 18), (OR, 9)])
def test_gates_take_the_known_number_of_updates(labels, updates):
    """From zero weights in cyclic order: 18 for AND, 9 for OR."""
    _, history, converged = perceptron_fit(CORNERS, labels, 100)

    assert (updates, True) == (len(history), converged)


def test_xor_never_converges():
    """No line separates XOR, so the last epoch has updates like all before."""
    _, history, converged = perceptron_fit(CORNERS, XOR, 50)

    assert not converged
    assert len(history) >= 50


def test_learning_starts_from_w0_and_leaves_it_alone():
    """A start that separates is returned as a copy, without an update."""
    w0 = np.array([-1.5, 1.0, 1.0])
    w, history, converged = perceptron_fit(CORNERS, AND, 10, w0=w0)
    w[0] = 7.0

    assert ([], True, -1.5) == (history, converged, w0[0])


def test_an_update_does_not_change_earlier_entries_of_the_history():
    """Every entry is an array of its own."""
    _, history, _ = perceptron_fit(CORNERS, AND, 100)

    assert len(history) == len({id(w) for _, w in history})


@pytest.mark.parametrize("labels", [[0, 0, 0, 1], [-1, 1, 2, 1]])
def test_other_labels_are_refused(labels):
    """Only -1 and +1 are labels."""
    with pytest.raises(ValueError, match="-1 or"):
        perceptron_fit(CORNERS, np.array(labels), 5)


@pytest.mark.parametrize("order", ["random", "backwards"])
def test_an_order_that_cannot_be_drawn_is_refused(order):
    """Random order needs a generator, and there is no third order."""
    with pytest.raises(ValueError, match="order"):
        perceptron_fit(CORNERS, AND, 5, order)


@given(problems(), st.integers(0, 2**32 - 1))
def test_the_pocket_is_as_good_as_the_best_epoch(problem, seed):
    """Replayed with loops in the same order, no end of an epoch has fewer mistakes."""
    X, y = problem
    w, errors = pocket_perceptron(X, y, 6, np.random.default_rng(seed))
    rng = np.random.default_rng(seed)
    visits = [int(i) for _ in range(6) for i in rng.permutation(len(X))]
    path, _ = oracles.perceptron(X, y, visits)
    ends = [oracles.mistakes(v, X, y) for v in path[len(X) - 1 :: len(X)]]

    assert oracles.mistakes(w, X, y) == errors
    assert min(ends) == errors
