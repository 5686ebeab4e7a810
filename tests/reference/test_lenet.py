"""LeNet-5 against loops, differences and digits."""

import numpy as np
import pytest
from sklearn.datasets import load_digits

from reference.lenet import LeNet5
from reference.losses import cross_entropy
from reference.parameter_counts import count_parameters
from tests.reference import convolution_oracles as oracles


def drawn(N):
    rng = np.random.default_rng(5)
    model = LeNet5(rng)
    for k in range(1, 6):
        model.params[f"b{k}"] = rng.normal(scale=0.1, size=model.params[f"b{k}"].shape)
    return model, np.maximum(rng.normal(size=(N, 1, 28, 28)), 0), rng.integers(10, size=N)


def test_parameters_are_those_of_the_table():
    """44,426 in all, layer by layer as `count_parameters` says."""
    layers = [("conv", 1, 6, 5, 5), ("conv", 6, 16, 5, 5), ("dense", 256, 120), ("dense", 120, 84), ("dense", 84, 10)]
    params = LeNet5(np.random.default_rng(0)).params

    assert [params[f"W{k}"].size + params[f"b{k}"].size for k in range(1, 6)] == list(map(count_parameters, layers))
    assert 44_426 == sum(map(count_parameters, layers))


def test_scores_agree_with_loops():
    """One image, number by number."""
    model, X, _ = drawn(1)
    p, maps = model.params, X
    for k in ("1", "2"):
        maps = oracles.pooled(np.maximum(oracles.conv(maps, p["W" + k], p["b" + k], 1, 0), 0), 2, 2, np.max)
    out = maps.reshape(1, 256)
    for k in ("3", "4"):
        out = np.maximum(out @ p["W" + k] + p["b" + k], 0)

    np.testing.assert_allclose(model.scores(X), out @ p["W5"] + p["b5"], atol=1e-10)


def test_gradients_are_the_slope_of_the_loss():
    """Along three drawn directions through all parameters, by central differences; the loss is that of the scores."""
    model, X, y = drawn(3)
    start = model.params
    loss, grads = model.loss_and_grads(X, y)
    rng, h = np.random.default_rng(6), 1e-6

    assert loss == pytest.approx(cross_entropy(model.scores(X), y)[0], rel=1e-12)
    for _ in range(3):
        along = {name: rng.normal(size=array.shape) / np.sqrt(array.size) for name, array in start.items()}
        sides = []
        for step in (h, -h):
            model.params = {name: start[name] + step * along[name] for name in start}
            sides.append(model.loss_and_grads(X, y)[0])
        expected = sum((grads[name] * along[name]).sum() for name in start)
        assert (sides[0] - sides[1]) / (2 * h) == pytest.approx(expected, rel=1e-6)


def test_digits_are_learned():
    """300 enlarged digits, three epochs: most of 200 others are named, and the loss falls."""
    data = load_digits()
    images = np.pad(data.images.repeat(3, axis=1).repeat(3, axis=2) / 16, ((0, 0), (2, 2), (2, 2)))[:, None]
    model = LeNet5(np.random.default_rng(0))
    losses = model.fit(images[:300], data.target[:300], 0.03, 3, 4, np.random.default_rng(1))

    assert losses[-1] < losses[0] / 2
    assert (model.predict(images[300:500]) == data.target[300:500]).mean() > 0.7
