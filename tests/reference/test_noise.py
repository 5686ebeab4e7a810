"""Noise against the distributions of SciPy, and the loss of a linear unit against an integral."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.polynomial.hermite_e import hermegauss
from scipy import stats

from reference.noise import disturb_label, gradient_noise, input_noise, noisy_loss


def test_input_noise_is_normal():
    """By the test of Kolmogorov and Smirnov, and anew at each call."""
    X, rng = np.arange(6000.0).reshape(60, 100), np.random.default_rng(0)
    first, second = input_noise(X, 0.3, rng) - X, input_noise(X, 0.3, rng) - X

    assert stats.kstest(first.ravel() / 0.3, "norm").pvalue > 1e-3
    assert abs(np.corrcoef(first.ravel(), second.ravel())[0, 1]) < 0.06


@pytest.mark.parametrize(("t", "eta", "gamma"), [(0, 0.5, 0.55), (3, 0.5, 1.0), (99, 1.0, 0.55)])
def test_gradient_noise_has_the_annealed_variance(t, eta, gamma):
    """By the test of Kolmogorov and Smirnov."""
    noise = gradient_noise(np.zeros((60, 100)), t, eta, gamma, np.random.default_rng(t))
    sd = (eta / (1 + t) ** gamma) ** 0.5

    assert stats.kstest(noise.ravel() / sd, "norm").pvalue > 1e-3


@pytest.mark.parametrize(("alpha", "K"), [(0.3, 4), (0.9, 10), (1.0, 2)])
def test_disturbed_labels_have_their_rates(alpha, K):
    """Kept with probability 1 - alpha + alpha / K, each other class with alpha / K, by the chi-squared test."""
    y = np.full(20_000, 1)
    counts = np.bincount(disturb_label(y, alpha, K, np.random.default_rng(K)), minlength=K)
    rates = np.full(K, alpha / K) + (1 - alpha) * (np.arange(K) == 1)

    assert stats.chisquare(counts, 20_000 * rates).pvalue > 1e-3
    assert [1] * 20_000 == y.tolist()


@given(st.integers(0, 10_000), st.integers(1, 4), st.floats(0.0, 3.0))
def test_noisy_loss_is_an_integral(seed, D, sd):
    """Gauss-Hermite quadrature, exact for squares: w . noise is normal with the standard deviation sd |w|."""
    rng = np.random.default_rng(seed)
    w, X, y = rng.normal(size=D), rng.normal(size=(5, D)), rng.normal(size=5)
    nodes, weights = hermegauss(5)
    scores = (X @ w)[:, None] + sd * np.linalg.norm(w) * nodes
    expected = (((scores - y[:, None]) ** 2 / 2) @ weights).mean() / weights.sum()

    assert expected == pytest.approx(noisy_loss(w, X, y, sd), rel=1e-10)
