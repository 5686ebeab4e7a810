"""Neighbours as scikit-learn finds them, and trainings with and without some examples."""

import numpy as np
import pytest
from sklearn.neighbors import NearestNeighbors

from reference.influence import nearest_same_class, remove_and_retrain
from reference.losses import softmax
from reference.mlp_functions import initial_params, scores, train


@pytest.mark.parametrize("k", [1, 4, 10])
def test_neighbours_are_those_of_scikit_learn(k):
    """Among the members of one class, nearest first."""
    rng = np.random.default_rng(0)
    X, y, x = rng.normal(size=(40, 5)), np.arange(40) % 3, rng.normal(size=5)
    members = np.flatnonzero(y == 2)
    _, found = NearestNeighbors(n_neighbors=k).fit(X[members]).kneighbors(x[None])

    np.testing.assert_array_equal(members[found[0]], nearest_same_class(X, y, x, 2, k))


def test_nothing_removed_changes_nothing():
    """With k = 0 the three trainings are one."""
    rng = np.random.default_rng(1)
    X, y = rng.normal(size=(12, 3)), np.arange(12) % 2
    found = remove_and_retrain(X, y, rng.normal(size=3), 1, 0, np.random.default_rng(2))

    assert len(set(found)) == 1


def test_three_trainings_from_one_start():
    """Start first, then the random rows: replayed step by step."""
    rng = np.random.default_rng(3)
    X, y, x = rng.normal(size=(14, 3)), np.arange(14) % 2, rng.normal(size=3)
    replay = np.random.default_rng(4)
    start = initial_params((3, 30, 2), replay)
    order = np.argsort(
        [np.inf if label == 0 else float(((row - x) ** 2).sum()) for row, label in zip(X, y, strict=True)]
    )
    any_rows = replay.choice(14, size=4, replace=False)
    expected = []
    for gone in ([], order[:4].tolist(), any_rows.tolist()):
        keep = [i for i in range(14) if i not in gone]
        expected.append(softmax(scores(train(start, X[keep], y[keep]), x[None]))[0, 1])

    assert list(remove_and_retrain(X, y, x, 1, 4, np.random.default_rng(4))) == pytest.approx(expected, rel=1e-9)
