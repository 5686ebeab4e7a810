"""Losses along a line, against loops."""

import math

import numpy as np
import pytest

from reference.loss_path import interpolate_loss
from tests.reference.test_mlp_functions import drawn, looped_scores


def test_losses_agree_with_loops():
    """Parameter by parameter, example by example."""
    first, X, y = drawn((3, 4, 2), seed=0)
    last, *_ = drawn((3, 4, 2), seed=1)
    alphas = np.array([-0.5, 0.0, 0.3, 1.0, 1.7])
    expected = []
    for alpha in alphas:
        mixed = {name: first[name] + alpha * (last[name] - first[name]) for name in first}
        rows = [looped_scores(mixed, x) for x in X]
        losses = [math.log(sum(math.exp(s) for s in row)) - row[k] for row, k in zip(rows, y, strict=True)]
        expected.append(sum(losses) / len(losses))

    assert interpolate_loss(first, last, X, y, alphas) == pytest.approx(expected, rel=1e-10)


def test_one_layer_has_no_hill():
    """Softmax regression is convex: on a line the loss lies below its chord."""
    first, X, y = drawn((4, 3), seed=2, N=20)
    last, *_ = drawn((4, 3), seed=3)
    alphas = np.linspace(0, 1, 11)
    losses = interpolate_loss(first, last, X, y, alphas)

    assert (losses <= (1 - alphas) * losses[0] + alphas * losses[-1] + 1e-12).all()
