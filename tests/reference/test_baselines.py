"""Baselines against scikit-learn's dummy classifier, all pairs of guesses, and all stumps."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.dummy import DummyClassifier

from grader.data.datasets import DataSource
from reference.baselines import best_stump, guess_accuracy, majority_baseline
from tests.reference.evaluation_oracles import chance_of_a_hit, fewest_stump_mistakes, stump_mistakes

NUMBERS = st.lists(st.integers(-3, 3), min_size=1, max_size=30)
WORDS = st.lists(st.sampled_from(["ant", "bee", "cat"]), min_size=1, max_size=30)


@given(NUMBERS | WORDS)
def test_the_majority_agrees_with_the_dummy_classifier(y):
    """Also its ties: the smallest label."""
    dummy = DummyClassifier(strategy="most_frequent").fit(np.zeros((len(y), 1)), y)
    label, accuracy = majority_baseline(y)

    assert dummy.predict([[0.0]])[0] == label
    assert pytest.approx(dummy.score(np.zeros((len(y), 1)), y)) == accuracy


@given(NUMBERS | WORDS)
def test_guesses_agree_with_all_pairs(y):
    """Guesses among the different labels, and guesses drawn from the labels themselves."""
    assert pytest.approx((chance_of_a_hit(y, sorted(set(y))), chance_of_a_hit(y, y))) == guess_accuracy(y)


@given(NUMBERS)
def test_no_guess_beats_the_majority(y):
    """Uniform, proportional, majority: each earns at least what the one before earns."""
    uniform, proportional = guess_accuracy(y)

    assert uniform <= proportional + 1e-12
    assert proportional <= majority_baseline(y)[1] + 1e-12


def test_numbers_of_the_lecture():
    """Nine of fifteen loans were granted."""
    labels = DataSource(b"").dataset("loan/labels")

    assert ("Yes", 9 / 15) == majority_baseline(labels)


@given(st.integers(0, 10_000))
def test_no_stump_is_better(seed):
    """Drawn data with ties and constant columns: the error is that of the stump, and the lowest there is."""
    rng = np.random.default_rng(seed)
    N, D = rng.integers(1, 12), rng.integers(1, 4)
    X, y = rng.integers(-2, 3, size=(N, D)) / 2, rng.integers(3, size=N)
    feature, threshold, error = best_stump(X, y)

    assert pytest.approx(stump_mistakes(X, y, feature, threshold) / N) == error
    assert pytest.approx(fewest_stump_mistakes(X, y) / N) == error


def test_petals_tell_two_irises_apart():
    """One third is wrong with any threshold between the petals of the first and the last species, and no other."""
    data = DataSource(b"")
    X, y = data.dataset("iris/inputs"), data.dataset("iris/labels")
    tried = {(k, value): stump_mistakes(X, y, k, value) for k in range(4) for value in np.unique(X[:, k]).tolist()}
    best = {place for place, wrong in tried.items() if wrong == 50}

    assert (2, 1.9, 1 / 3) == best_stump(X, y)
    assert 50 == min(tried.values())
    assert best == {(k, value) for k, value in tried if k > 1 and (1.9, 0.6)[k - 2] <= value < (4.5, 1.4)[k - 2]}
