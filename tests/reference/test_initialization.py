"""The start of a network: as wide as it says."""

import numpy as np
import pytest

from reference.initialization import he_normal


@pytest.mark.parametrize(("fan_in", "fan_out"), [(200, 100), (50, 300), (784, 30)])
def test_variance_is_two_by_the_number_of_inputs(fan_in, fan_out):
    """Of n drawn weights the mean square is off by sqrt(2 / n); five times that is allowed."""
    W = he_normal(fan_in, fan_out, np.random.default_rng(0))

    assert (fan_in, fan_out) == W.shape
    assert 2 / fan_in == pytest.approx((W**2).mean(), rel=5 * np.sqrt(2 / W.size))
    assert abs(W.mean()) < 5 * np.sqrt(2 / fan_in / W.size)
