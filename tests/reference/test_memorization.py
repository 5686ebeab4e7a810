"""What is learned by heart, and what that is worth."""

import numpy as np

from reference.memorization import memorize
from reference.mlp_functions import scores


def test_every_random_label_is_fitted_and_new_ones_are_a_matter_of_chance():
    """200 points in 20 dimensions with ten labels: all of them, and about a tenth of 2,000 new ones."""
    rng = np.random.default_rng(0)
    X, y = rng.normal(size=(200, 20)), rng.permutation(np.arange(200) % 10)
    params = memorize(X, y, 128, rng)
    new = (scores(params, rng.normal(size=(2000, 20))).argmax(axis=1) == rng.integers(10, size=2000)).mean()

    np.testing.assert_array_equal(y, scores(params, X).argmax(axis=1))
    assert abs(new - 0.1) < 5 * np.sqrt(0.09 / 2000)


def test_the_network_has_the_size_that_was_asked_for():
    """As many hidden units as wanted, as many classes as there are labels."""
    params = memorize(np.eye(6), np.array([0, 3, 1, 2, 3, 0]), 9, np.random.default_rng(1))

    assert {"W1": (6, 9), "b1": (9,), "W2": (9, 4), "b2": (4,)} == {k: v.shape for k, v in params.items()}


def test_training_ends_where_labels_contradict_each_other():
    """Two labels for one point cannot both be fitted; the walk ends all the same."""
    params = memorize(np.ones((2, 1)), np.array([0, 1]), 3, np.random.default_rng(0))

    assert np.isfinite(params["W1"]).all()
