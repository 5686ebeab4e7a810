"""Fine-tuning in stages, against a last layer trained alone and against what must not move."""

import numpy as np
import pytest
from sklearn.neural_network._stochastic_optimizers import AdamOptimizer

from reference.transfer import finetune, freeze
from tests.reference.test_mlp_functions import drawn


@pytest.mark.parametrize("layers", [[], [1], [2, 3], [1, 2, 3]], ids=str)
def test_what_is_frozen_and_what_is_not_are_all(layers):
    """Every parameter is named once or belongs to a frozen layer."""
    params, *_ = drawn((4, 3, 5, 3))
    names = freeze(params, layers)

    assert sorted(params) == sorted([*names, *(f"{letter}{k}" for letter in "Wb" for k in layers)])


def test_a_single_layer_is_trained_as_a_library_does():
    """Below frozen layers there is a softmax regression on features; its gradient is written out, Adam is another's."""
    params, X, y = drawn((4, 6, 3), N=10)
    features = np.maximum(X @ params["W1"] + params["b1"], 0)
    theirs = [params["W2"].copy(), params["b2"].copy()]
    library, targets = AdamOptimizer(theirs, learning_rate_init=0.02, epsilon=1e-12), np.eye(3)[y]
    expected = []
    for _ in range(15):
        powers = np.exp(features @ theirs[0] + theirs[1])
        P = powers / powers.sum(axis=1, keepdims=True)
        expected.append(-np.log(P[np.arange(10), y]).mean())
        library.update_params(theirs, [features.T @ (P - targets) / 10, (P - targets).mean(axis=0)])
    found, losses = finetune(params, X, y, [[1]], 0.02, 15, np.random.default_rng(0))

    assert losses == pytest.approx(expected, rel=1e-6)
    np.testing.assert_allclose(found["W2"], theirs[0], rtol=1e-5)
    np.testing.assert_array_equal(found["W1"], params["W1"])


def test_two_stages_are_two_calls():
    """Nothing but the parameters, and the generator, passes from one stage to the next."""
    params, X, y = drawn((4, 6, 5, 3), N=23)
    rng = np.random.default_rng(1)
    half, first = finetune(params, X, y, [[1, 3]], 0.01, 2, rng)
    end, second = finetune(half, X, y, [[2]], 0.01, 2, rng)
    found, losses = finetune(params, X, y, [[1, 3], [2]], 0.01, 2, np.random.default_rng(1))

    assert losses == first + second
    for name, value in end.items():
        np.testing.assert_array_equal(found[name], value)
