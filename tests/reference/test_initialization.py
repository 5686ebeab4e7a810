"""The start of a network: as wide as it says, and of the distribution that it says."""

import numpy as np
import pytest
from scipy import stats

from reference.initialization import conv_fans, he_normal, he_uniform, xavier_normal, xavier_uniform

VARIANCES = {
    xavier_uniform: lambda fan_in, fan_out: 2 / (fan_in + fan_out),
    xavier_normal: lambda fan_in, fan_out: 2 / (fan_in + fan_out),
    he_normal: lambda fan_in, fan_out: 2 / fan_in,
    he_uniform: lambda fan_in, fan_out: 2 / fan_in,
}


@pytest.mark.parametrize("draw", VARIANCES, ids=lambda each: each.__name__)
@pytest.mark.parametrize(("fan_in", "fan_out"), [(200, 100), (50, 300), (784, 30)])
def test_variance_is_what_it_says(draw, fan_in, fan_out):
    """Of n drawn weights the mean square is off by sqrt(2 / n) at most; five times that is allowed."""
    W = draw(fan_in, fan_out, np.random.default_rng(0))
    variance = VARIANCES[draw](fan_in, fan_out)

    assert (fan_in, fan_out) == W.shape
    assert variance == pytest.approx((W**2).mean(), rel=5 * np.sqrt(2 / W.size))
    assert abs(W.mean()) < 5 * np.sqrt(variance / W.size)


@pytest.mark.parametrize("draw", VARIANCES, ids=lambda each: each.__name__)
def test_the_distribution_is_what_it_says(draw):
    """By the test of Kolmogorov and Smirnov, and not by that for the other distribution."""
    W = draw(100, 80, np.random.default_rng(1)).ravel()
    deviation = np.sqrt(VARIANCES[draw](100, 80))
    end = np.sqrt(3) * deviation
    normal = stats.kstest(W, stats.norm(0, deviation).cdf).pvalue
    uniform = stats.kstest(W, stats.uniform(-end, 2 * end).cdf).pvalue

    assert (normal > 1e-4, uniform > 1e-4) == ("normal" in draw.__name__, "uniform" in draw.__name__)


@pytest.mark.parametrize(("F", "C", "kh", "kw"), [(6, 1, 5, 5), (16, 6, 5, 3), (4, 7, 1, 1)])
def test_fans_are_counted_by_a_convolution(F, C, kh, kw):
    """Ones convolved: an output in the middle adds up fan_in of them, and a single one reaches fan_out outputs."""
    image, one = np.ones((C, 2 * kh, 2 * kw)), np.zeros((C, 3 * kh, 3 * kw))
    one[0, kh + kh // 2, kw + kw // 2] = 1
    reads = sum(image[c, i, j] for c in range(C) for i in range(kh) for j in range(kw))
    windows = np.lib.stride_tricks.sliding_window_view(one, (C, kh, kw))
    reached = F * int(windows.any(axis=(-3, -2, -1)).sum())

    assert (reads, reached) == conv_fans(F, C, kh, kw)
