"""Optimizers, weight decay, schedules and whole trainings against torch's."""

from functools import partial

import numpy as np
import pytest

from reference import adaptive, momentum, rates, training
from reference.batch_norm_network import BatchNormMLP
from reference.losses import cross_entropy
from reference.mlp_functions import train
from reference.network import MLP
from reference.penalties import l1_penalty, l2_penalty, l2_step
from reference.transfer import finetune
from tests.reference.torch_values.recorded import agree, recorded


def start(at):
    """Return the parameters of a recorded case, without its inputs and what became of them."""
    return {name: array for name, array in at.items() if name[:-1] in ("W", "b", "gamma", "beta")}


def slopes(params, at):
    """Return the gradients of a softmax regression."""
    _, dZ = cross_entropy(at["X"] @ params["W1"] + params["b1"], at["y"])
    return {"W1": at["X"].T @ dZ, "b1": dZ.sum(axis=0)}


def path(step, at):
    """Return the parameters after each of the recorded steps."""
    params, found = start(at), {"W1": [], "b1": []}
    for _ in at["losses"]:
        params = step(params)
        for name, array in params.items():
            found[name].append(array)
    return found


@pytest.mark.parametrize(
    ("name", "optimizer"),
    [
        ("momentum", partial(momentum.Momentum, 0.25, 0.75)),
        ("adagrad", partial(adaptive.AdaGrad, 0.5)),
        ("rmsprop", partial(adaptive.RMSProp, 0.0625)),
        ("adam", partial(adaptive.Adam, 0.125)),
    ],
    ids=["momentum", "adagrad", "rmsprop", "adam"],
)
def test_walks(name, optimizer):
    """Forty steps, entry by entry, with a row of weights that never has a slope.

    torch keeps the velocity without the step size and multiplies later: the same walk as long as the step size stays.
    The small number stands beside the root, as ours does, with the same defaults as ours but in AdaGrad.
    """
    at, ours = recorded(f"walk_{name}"), optimizer()
    found = path(lambda params: ours.step(params, slopes(params, at)), at)

    agree(at["path_W1"], found["W1"])
    agree(at["path_b1"], found["b1"])


def test_plain_descent():
    """Forty steps of `gradient_descent`."""
    at = recorded("walk_sgd")
    found, _ = training.gradient_descent(lambda params: slopes(params, at), start(at), 0.5, 40)

    agree(at["path_W1"][-1], found["W1"])
    agree(at["path_b1"][-1], found["b1"])


def test_nesterov():
    """What torch calls the parameters are the points ahead, at which ours asks for its gradients."""
    at, ours, ahead = recorded("walk_nesterov"), momentum.Nesterov(0.25, 0.75), []

    def watched(params):
        ahead.append(params)
        return slopes(params, at)

    path(lambda params: ours.step(params, watched), at)

    agree(at["path_W1"][:-1], [params["W1"] for params in ahead[1:]])
    agree(at["path_b1"][:-1], [params["b1"] for params in ahead[1:]])


def test_weight_decay():
    """torch's weight decay is our l2 penalty, of weights alone."""
    at = recorded("weight_decay")
    found = path(lambda params: l2_step(params, slopes(params, at), 0.25, 0.5), at)

    agree(at["path_W1"], found["W1"])
    agree(at["path_b1"], found["b1"])


@pytest.mark.parametrize(("name", "penalty"), [("l1", l1_penalty), ("l2", l2_penalty)], ids=["l1", "l2"])
def test_penalties(name, penalty):
    """Values and slopes of dense weights and filters; torch too gives the slope 0 to |w| at 0."""
    at = recorded("penalties")
    value, grads = penalty(start(at), 0.75)

    agree(at[name], value)
    agree(at[f"{name}_W1"], grads["W1"])
    agree(at[f"{name}_W2"], grads["W2"])


@pytest.mark.parametrize(
    ("name", "rate"),
    [
        ("step", partial(rates.step_decay, eta0=0.75, factor=0.5, every=7)),
        ("exponential", partial(rates.exp_decay, eta0=0.75, k=-np.log(0.875))),
        ("exponential", partial(rates.geometric_decay, eta0=0.75, r=0.875**2, s=2)),
        ("pieces", partial(rates.piecewise_decay, boundaries=[5, 11, 20], values=[0.75 / 4**i for i in range(4)])),
    ],
    ids=["step_decay", "exp_decay", "geometric_decay", "piecewise_decay"],
)
def test_schedules(name, rate):
    """Thirty epochs."""
    at = recorded("schedules")

    agree(at[name], [rate(t) for t in range(30)])


def test_fit():
    """Twenty epochs of one batch: the order of the examples changes no mean."""
    at = recorded("fit")
    model = MLP((5, 8, 6, 3), "relu", "cross_entropy", np.random.default_rng(0))
    model.params = start(at)
    losses = model.fit(at["X"], at["y"], 0.25, 20, 10, np.random.default_rng(1))

    agree(at["losses"], losses)
    for name, array in model.params.items():
        agree(at[f"after_{name}"], array)


def test_train():
    """Twenty steps of Adam on all examples."""
    at = recorded("train")
    for name, array in train(start(at), at["X"], at["y"], 0.0625, 20).items():
        agree(at[f"after_{name}"], array)


def test_stages():
    """First the second layer alone, then both: a frozen layer has no slope in torch, and a new Adam begins each stage."""
    at = recorded("stages")
    found, losses = finetune(start(at), at["X"], at["y"], [[1], []], 0.0625, 6, np.random.default_rng(0))

    agree(at["losses"], losses)
    for name, array in found.items():
        agree(at[f"after_{name}"], array)


def test_normalized_network():
    """Five steps on one batch; predictions differ, because torch's running variance divides by N - 1."""
    at = recorded("normalized_network")
    model = BatchNormMLP((4, 6, 5, 3), np.random.default_rng(0))
    model.params = start(at)
    model.fit(at["X"], at["y"], 0.125, 5, 12, np.random.default_rng(1))

    assert set(model.params) == set(start(at))
    for name, array in model.params.items():
        agree(at[f"after_{name}"], array)
