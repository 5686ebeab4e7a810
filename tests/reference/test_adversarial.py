"""Small steps that are the worst ones, and noise that convinces."""

from itertools import product

import numpy as np
import pytest

from grader.data.datasets import DataSource
from grader.data.seeds import PUBLISHED_KEY
from reference.adversarial import fgsm, fooling_image
from reference.losses import softmax
from reference.mlp_functions import initial_params, loss_and_grads, scores, train
from tests.reference.test_mlp_functions import drawn


def test_no_corner_of_the_box_is_worse_for_one_layer_and_two_classes():
    """There the loss is a rising function of one linear function, so the step is the worst of all 64 corners."""
    params, _, _ = drawn((6, 2))
    x, eps = np.random.default_rng(1).random((1, 6)), 0.1
    corners = [np.clip(x + eps * np.array(signs), 0, 1) for signs in product((-1, 1), repeat=6)]
    worst = max(loss_and_grads(params, corner, np.array([1]))[0] for corner in corners)

    assert loss_and_grads(params, fgsm(params, x, np.array([1]), eps), np.array([1]))[0] == pytest.approx(worst)


def test_a_tiny_step_raises_the_loss_by_the_sum_of_its_slopes():
    """First order: eps times the sum of the absolute slopes, measured by differences."""
    params, _, _ = drawn((5, 7, 3), seed=2)
    x, y, h = 0.3 + 0.4 * np.random.default_rng(3).random((1, 5)), np.array([2]), 1e-6
    loss = [[loss_and_grads(params, x + s * h * np.eye(5)[i], y)[0] for s in (1, -1)] for i in range(5)]
    slopes = np.diff(loss, axis=1)[:, 0] / (-2 * h)
    rise = loss_and_grads(params, fgsm(params, x, y, 1e-5), y)[0] - loss_and_grads(params, x, y)[0]

    assert rise == pytest.approx(1e-5 * np.abs(slopes).sum(), rel=1e-3)


@pytest.mark.parametrize("sizes", [(64, 30, 10), (64, 40, 20, 10)], ids=str)
def test_noise_convinces_a_network_that_reads(sizes):
    """Ten targets: at least 0.99 each, within black and white, far from every digit of the training."""
    data = DataSource(PUBLISHED_KEY)
    X, y = data.dataset("digits/train_inputs")[:400], data.dataset("digits/train_labels")[:400]
    params = train(initial_params(sizes, np.random.default_rng(0)), X, y)
    images = np.array([fooling_image(params, target, np.random.default_rng(target)) for target in range(10)])

    assert softmax(scores(params, images)).diagonal().min() >= 0.99
    assert images.min() >= 0
    assert images.max() <= 1
    assert min(np.linalg.norm(X - image, axis=1).min() for image in images) > 1
