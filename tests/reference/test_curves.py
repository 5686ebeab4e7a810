"""The precision-recall curve against scikit-learn's, and what a learner is asked in a learning curve."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import precision_recall_curve
from sklearn.neighbors import KNeighborsClassifier

from grader.data.datasets import DataSource
from reference.curves import learning_curve, pr_curve


@given(st.integers(0, 10_000))
def test_every_point_agrees_with_scikit_learn(seed):
    """Scores with ties; theirs ascend, and end in a point that no threshold makes."""
    rng = np.random.default_rng(seed)
    N = int(rng.integers(1, 25))
    scores, y = rng.integers(-6, 7, size=N) / 4, np.append(1, rng.integers(2, size=N - 1))
    precision, recall, thresholds = precision_recall_curve(y, scores)
    ours = pr_curve(scores, y)

    np.testing.assert_array_equal(thresholds[::-1], ours[0])
    np.testing.assert_allclose(precision[-2::-1], ours[1])
    np.testing.assert_allclose(recall[-2::-1], ours[2])


@given(st.integers(0, 10_000), st.lists(st.integers(1, 9), min_size=1, max_size=5))
def test_a_learner_gets_subsets_of_the_sizes_asked_for(seed, sizes):
    """Different rows with their own labels, the whole test set, the same for the same generator."""
    calls = []

    def learner(X_some, y_some, X_new):
        calls.append((y_some.tolist(), X_new))
        assert (X_some[:, 0] == y_some).all()
        return np.ones(4, dtype=int)

    X, y, X_test, y_test = np.arange(9.0)[:, None], np.arange(9), np.full((4, 1), 0.5), np.array([1, 1, 0, 1])
    found = [learning_curve(learner, X, y, X_test, y_test, sizes, np.random.default_rng(seed)) for _ in range(2)]
    drawn = [labels for labels, _ in calls]

    assert sizes * 2 == [len(set(labels)) for labels in drawn] == [len(labels) for labels in drawn]
    assert drawn[: len(sizes)] == drawn[len(sizes) :]
    assert all(X_new is X_test for _, X_new in calls)
    assert [[0.75] * len(sizes)] * 2 == [one.tolist() for one in found]


def test_more_digits_teach_more():
    """The nearest neighbour of scikit-learn on 50, 200 and 1000 digits, five generators."""

    def nearest(X_some, y_some, X_new):
        return KNeighborsClassifier(1).fit(X_some, y_some).predict(X_new)

    data = DataSource(b"curves")
    X, y = data.dataset("digits/train_inputs"), data.dataset("digits/train_labels")
    runs = [
        learning_curve(nearest, X[300:], y[300:], X[:300], y[:300], [50, 200, 1000], np.random.default_rng(k))
        for k in range(5)
    ]
    low, middle, high = np.mean(runs, axis=0)

    assert low < middle < high
    assert (low > 0.75, high > 0.94) == (True, True)
