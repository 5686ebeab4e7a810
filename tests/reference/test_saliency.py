"""Slopes of the largest score, against differences and products of matrices."""

import numpy as np
import pytest

from reference.mlp_functions import scores
from reference.saliency import saliency
from tests.reference.test_mlp_functions import SIZES, drawn, looped_scores


@pytest.mark.parametrize("sizes", SIZES, ids=str)
def test_the_map_is_a_slope(sizes):
    """Central differences of the largest score; relu networks are linear near a point, so the step may be large."""
    params, X, _ = drawn(sizes, seed=5)
    for x in X:
        k, h = int(np.argmax(looped_scores(params, x))), 1e-5
        both = [[looped_scores(params, x + s * h * np.eye(len(x))[i])[k] for s in (1, -1)] for i in range(len(x))]
        slopes = np.diff(both, axis=1)[:, 0] / (-2 * h)

        assert saliency(params, x) == pytest.approx(slopes, rel=1e-6, abs=1e-8)


def test_the_map_rebuilds_the_score():
    """Without biases a relu network is homogeneous: slope times input is the score itself."""
    params, X, _ = drawn((4, 6, 5, 3), seed=6)
    params = {name: value * (name[0] == "W") for name, value in params.items()}

    assert [saliency(params, x) @ x for x in X] == pytest.approx(scores(params, X).max(axis=1), rel=1e-12)
