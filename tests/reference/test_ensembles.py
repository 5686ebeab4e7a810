"""Samples against the occupancy law, the expected error against normal numbers, the common answer against a loop."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from reference.ensembles import bagging_mse, bootstrap, ensemble_predict


def test_bootstrap_meets_the_expected_share():
    """1 - (1 - 1/n)^n of the examples, within five standard errors; and uniformly."""
    rng, n = np.random.default_rng(0), 1000
    samples = [bootstrap(n, rng) for _ in range(50)]
    share = np.mean([len(set(sample.tolist())) / n for sample in samples])
    error = math.sqrt((math.exp(-1) - 2 * math.exp(-2)) / n / 50)

    assert abs(share - (1 - (1 - 1 / n) ** n)) <= 5 * error
    assert stats.chisquare(np.bincount(np.concatenate(samples), minlength=n)).pvalue > 1e-3


@given(st.integers(1, 20), st.floats(0.1, 3.0), st.floats(0.0, 1.0))
def test_bagging_mse_is_a_quadratic_form(k, V, share):
    """Of the covariance matrix of the errors."""
    covariances = np.full((k, k), share * V) + (1 - share) * V * np.eye(k)
    weights = np.full(k, 1 / k)

    assert weights @ covariances @ weights == pytest.approx(bagging_mse(V, share * V, k), rel=1e-10)


@given(st.integers(0, 10_000))
def test_the_common_answer_example_by_example(seed):
    """As loops; equal means do not occur among drawn probabilities."""
    probs = np.random.default_rng(seed).dirichlet(np.ones(3), size=(4, 6))
    means = [[sum(probs[m, n, k] for m in range(4)) for k in range(3)] for n in range(6)]

    assert [max(range(3), key=row.__getitem__) for row in means] == ensemble_predict(probs).tolist()
