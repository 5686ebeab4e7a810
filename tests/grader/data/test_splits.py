"""Held-out rows and permuted pixels."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from grader.data.splits import permute_pixels, stratified_split


@given(
    labels=st.lists(st.integers(0, 5), min_size=2, max_size=60),
    share=st.floats(0.05, 0.9),
    seed=st.integers(0, 2**63 - 1),
)
def test_a_split_takes_every_class_by_its_share(labels, share, seed):
    """The parts are disjoint, cover all, and hold out of each class within one of its exact share."""
    y = np.array(labels)
    count = int(share * y.size)

    train, held_out = stratified_split(y, count, seed)

    assert count == held_out.size
    assert list(range(y.size)) == sorted([*train, *held_out])
    for label in np.unique(y):
        exact = (y == label).sum() * count / y.size
        assert abs((y[held_out] == label).sum() - exact) < 1


def test_a_split_depends_on_its_seed():
    """The same seed gives the same rows, another seed other ones, each in ascending order."""
    y = np.arange(200) % 10
    first, again, other = (stratified_split(y, 50, seed)[1] for seed in (1, 1, 2))

    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)
    assert (np.diff(first) > 0).all()


def test_pixels_are_permuted_alike_whatever_the_rows():
    """Two sets of inputs of one width are permuted by the same permutation."""
    X = np.random.default_rng(0).normal(size=(7, 12))

    assert np.array_equal(permute_pixels(X, 5)[:3], permute_pixels(X[:3], 5))
    assert not np.array_equal(permute_pixels(X, 5), permute_pixels(X, 6))
    assert np.array_equal(np.sort(X, axis=1), np.sort(permute_pixels(X, 5), axis=1))
