"""The split has the properties of scikit-learn's, draws every subset, and draws from its generator alone."""

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from sklearn.model_selection import StratifiedShuffleSplit

from reference.sampling import stratified_split

STRATA = st.lists(st.integers(0, 4) | st.just(9), min_size=1, max_size=40)
SHARES = st.floats(0.05, 0.95)


@given(STRATA, SHARES, st.integers(0, 1000))
def test_the_parts_cover_everything_by_shares(y, share, seed):
    """Each example once; each stratum within one example of its share; a lonely one in training."""
    train, test = stratified_split(y, share, np.random.default_rng(seed))
    tested = Counter(np.asarray(y)[test].tolist())

    assert list(range(len(y))) == sorted([*train.tolist(), *test.tolist()])
    for value, count in Counter(y).items():
        assert abs(tested[value] - share * count) < 1
        assert count > 1 or tested[value] == 0


def test_class_counts_agree_with_scikit_learn():
    """Where the shares are whole numbers there is only one answer."""
    y = np.repeat([0, 1, 2], [40, 20, 60])
    theirs = StratifiedShuffleSplit(n_splits=1, test_size=0.25, random_state=0)
    _, rows = next(theirs.split(np.zeros((120, 1)), y))
    _, test = stratified_split(y, 0.25, np.random.default_rng(0))

    assert np.bincount(y[rows]).tolist() == np.bincount(y[test]).tolist() == [10, 5, 15]


@given(STRATA, SHARES, st.integers(0, 1000))
def test_groups_are_split_as_labels_are(groups, share, seed):
    """Where groups is given the labels make no difference."""
    other = stratified_split(["a"] * len(groups), share, np.random.default_rng(seed), groups)

    assert [part.tolist() for part in stratified_split(groups, share, np.random.default_rng(seed))] == [
        part.tolist() for part in other
    ]


def test_all_splits_are_equally_likely():
    """Two of four and one of two: twelve splits, each about 100 times in 1200 (six standard deviations are 57)."""
    rng = np.random.default_rng(3)
    seen = Counter(tuple(stratified_split(list("aaaabb"), 0.5, rng)[1].tolist()) for _ in range(1200))

    assert len(seen) == 12
    assert [] == [split for split, count in seen.items() if abs(count - 100) > 57]


def test_nothing_else_is_random():
    """Two generators with the same seed, NumPy's global one moved in between."""
    y = [0, 1] * 20
    before = [part.tolist() for part in stratified_split(y, 0.3, np.random.default_rng(7))]
    np.random.random()

    assert before == [part.tolist() for part in stratified_split(y, 0.3, np.random.default_rng(7))]
