"""Counts against arrays of the shapes in question."""

import numpy as np
import pytest

from reference.parameter_counts import count_parameters


@pytest.mark.parametrize(("fan_in", "fan_out"), [(120_000, 1), (784, 10), (1, 1)])
def test_a_dense_layer_has_a_matrix_and_a_bias_for_each_unit(fan_in, fan_out):
    """As many as W and b have entries."""
    assert np.zeros((fan_in, fan_out)).size + fan_out == count_parameters(("dense", fan_in, fan_out))


@pytest.mark.parametrize("sizes", [(3, 8, 5, 5), (1, 6, 1, 1), (4, 2, 3, 7)], ids=str)
def test_a_filter_has_weights_for_all_channels_and_one_bias(sizes):
    """As many as w and b of `conv_forward` have entries."""
    C, F, kh, kw = sizes

    assert np.zeros((F, C, kh, kw)).size + F == count_parameters(("conv", *sizes))
