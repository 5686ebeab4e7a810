"""K perceptrons are K perceptrons: each column is a separate run, each mean a mean over visits."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from reference.one_versus_rest import OneVsRestPerceptron
from tests.reference import oracles


def drawn(seed):
    rng = np.random.default_rng(seed)
    K, N, D = (int(n) for n in rng.integers((2, 3, 1), (5, 9, 4)))
    return K, rng.integers(-16, 17, size=(N, D)) / 8, rng.integers(K, size=N)


def paths(K, X, y, epochs, seed):
    """Return the weights after each visit, by loops, for each class: (visits, D + 1) each."""
    rng = np.random.default_rng(seed)
    visits = [int(i) for _ in range(epochs) for i in rng.permutation(len(X))]
    return [np.array(oracles.perceptron(X, np.where(y == k, 1, -1), visits)[0]) for k in range(K)]


@given(st.integers(0, 10_000))
def test_columns_are_the_last_weights_of_separate_runs(seed):
    """Without averaging, column k is the end of run k."""
    K, X, y = drawn(seed)
    model = OneVsRestPerceptron(K).fit(X, y, 3, np.random.default_rng(seed), averaged=False)

    np.testing.assert_array_equal(np.transpose([path[-1] for path in paths(K, X, y, 3, seed)]), model.W)


@given(st.integers(0, 10_000))
def test_columns_are_means_over_all_visits(seed):
    """With averaging, column k is the mean of run k."""
    K, X, y = drawn(seed)
    model = OneVsRestPerceptron(K).fit(X, y, 3, np.random.default_rng(seed))

    np.testing.assert_allclose(model.W, np.transpose([path.mean(axis=0) for path in paths(K, X, y, 3, seed)]))


def test_the_largest_score_wins_and_the_smallest_class_breaks_ties():
    """Several may fire; equal scores go to the smaller class."""
    model = OneVsRestPerceptron(3)
    model.W = np.array([[1.0, 2.0, 2.0], [1.0, 0.0, 0.0]])

    assert [[3.0, 2.0, 2.0], [0.0, 2.0, 2.0]] == model.scores(np.array([[2.0], [-1.0]])).tolist()
    assert [0, 1] == model.predict(np.array([[2.0], [-1.0]])).tolist()


def test_fit_returns_the_model():
    """So that calls can be chained."""
    model = OneVsRestPerceptron(2)

    assert model is model.fit(np.zeros((2, 1)), np.array([0, 1]), 1, np.random.default_rng(0))
