"""Other parameters, the same function."""

import numpy as np
import pytest

from reference.mlp_functions import layer_outputs, scores
from reference.symmetries import permute_hidden, rescale_relu
from tests.reference.test_mlp_functions import drawn

SIZES = [(3, 5, 2), (4, 5, 6, 3)]


@pytest.mark.parametrize("sizes", SIZES, ids=str)
def test_units_change_places_and_nothing_else(sizes):
    """What the hidden layer puts out is permuted, the scores are the same; the inverse permutation leads back."""
    params, X, _ = drawn(sizes)
    perm = np.array([3, 0, 4, 2, 1])
    found = permute_hidden(params, perm)
    back = permute_hidden(found, np.argsort(perm))

    np.testing.assert_array_equal(layer_outputs(found, X)[1], layer_outputs(params, X)[1][:, perm])
    np.testing.assert_allclose(scores(found, X), scores(params, X), rtol=1e-12)
    for name, value in params.items():
        np.testing.assert_array_equal(back[name], value)


@pytest.mark.parametrize("sizes", SIZES, ids=str)
@pytest.mark.parametrize("k", [0.25, np.array([0.5, 2.0, 1.0, 8.0, 0.125])], ids=["one", "each"])
def test_units_speak_louder_and_are_listened_to_less(sizes, k):
    """What the hidden layer puts out is k times as large, the scores are the same."""
    params, X, _ = drawn(sizes)
    found = rescale_relu(params, k)

    np.testing.assert_allclose(layer_outputs(found, X)[1], k * layer_outputs(params, X)[1], rtol=1e-12)
    np.testing.assert_allclose(scores(found, X), scores(params, X), rtol=1e-12)


@pytest.mark.parametrize("k", [0.0, -1.0, np.array([1.0, 1.0, 0.0, 1.0, 1.0]), np.nan], ids=["0", "-1", "one 0", "nan"])
def test_factors_that_are_not_above_zero_are_refused(k):
    """For them relu(k z) is not k relu(z)."""
    with pytest.raises(ValueError, match="above 0"):
        rescale_relu(drawn((3, 5, 2))[0], k)


def test_a_negative_factor_would_change_the_function():
    """Why it is refused: the other side is cut off."""
    params, X, _ = drawn((3, 5, 2))
    turned = params | {"W1": -params["W1"], "b1": -params["b1"], "W2": -params["W2"]}

    assert np.abs(scores(turned, X) - scores(params, X)).max() > 0.1
