"""The network against difference quotients of its own loss, and against the claim that it stands a bad start."""

import numpy as np
import pytest

from grader.data.datasets import DataSource
from reference.batch_norm_network import BatchNormMLP
from reference.batch_normalization import batchnorm_forward
from reference.losses import cross_entropy
from tests.reference.layer_oracles import differences


@pytest.mark.parametrize("batchnorm", [True, False])
def test_one_step_follows_the_gradient_of_the_loss(batchnorm):
    """Two hidden layers: every array moves by -eta times the difference quotients of the mean cross-entropy."""
    rng = np.random.default_rng(0)
    X, y = rng.normal(size=(6, 4)), np.arange(6) % 3
    model = BatchNormMLP((4, 5, 4, 3), np.random.default_rng(1), batchnorm)
    model.params = {name: value + 0.1 * rng.normal(size=value.shape) for name, value in model.params.items()}
    start = dict(model.params)

    def loss(params):
        out = X
        for k in (1, 2, 3):
            out = out @ params[f"W{k}"]
            if f"gamma{k}" in params:
                known = {"running_mean": 0, "running_var": 1, "momentum": 0.9, "eps": 1e-5, "unbiased": False}
                out, _, _ = batchnorm_forward(out, params[f"gamma{k}"], params[f"beta{k}"], known, True)
            else:
                out = out + params[f"b{k}"]
            out = np.maximum(out, 0) if k < 3 else out
        return cross_entropy(out, y)[0]

    model.fit(X, y, 0.5, 1, 6, rng)
    for name, value in start.items():
        slope = differences(lambda at, name=name: loss(start | {name: at}), value)
        assert value - 0.5 * slope == pytest.approx(model.params[name], rel=1e-6, abs=1e-7)


def test_a_row_gets_the_same_answer_alone():
    """After training, in test mode."""
    rng = np.random.default_rng(2)
    X, y = rng.normal(size=(40, 3)), np.arange(40) % 2
    model = BatchNormMLP((3, 8, 2), np.random.default_rng(3))
    model.fit(X, y, 0.1, 5, 8, rng)

    assert model.predict(X).tolist() == [int(model.predict(row[None])[0]) for row in X]


def test_scale_is_the_deviation_of_all_weights():
    """The mean square of 5,000 weights within five standard errors."""
    model = BatchNormMLP((100, 50, 50), np.random.default_rng(4), scale=3.0)

    assert 9.0 == pytest.approx((model.params["W1"] ** 2).mean(), rel=5 * np.sqrt(2 / 5000))
    assert 9.0 == pytest.approx((model.params["W2"] ** 2).mean(), rel=5 * np.sqrt(2 / 2500))


def test_it_stands_a_start_that_ruins_a_plain_network():
    """Two hidden layers, N(0, 1) weights, eta 1, three epochs on the digits."""
    source = DataSource(b"claim")
    X, y = source.dataset("digits/train_inputs"), source.dataset("digits/train_labels")
    shares = []
    for batchnorm in (True, False):
        model = BatchNormMLP((64, 50, 50, 10), np.random.default_rng(5), batchnorm, 1.0)
        with np.errstate(all="ignore"):
            model.fit(X, y, 1.0, 3, 32, np.random.default_rng(6))
            shares.append((model.predict(X) == y).mean())

    assert shares[0] > 0.6
    assert shares[1] < 0.3
