"""Losses, activations, dense networks, graphs of scalars and slopes by inputs against torch's."""

import numpy as np
import pytest

from reference import (
    activations,
    autodiff,
    backpropagation,
    curvature,
    hinge,
    losses,
    mlp_functions,
    notations,
    rectifiers,
)
from reference.adversarial import fgsm
from reference.delta_rule import average_squared_loss, delta_rule_step
from reference.gradients import numeric_gradient
from reference.loss_path import interpolate_loss
from reference.network import MLP
from reference.saliency import saliency
from tests.reference.torch_values.dense import expressions
from tests.reference.torch_values.recorded import Given, agree, recorded


def layers(at, prefix=""):
    """Return the parameters of a recorded network, in the order W1, b1, W2, ..."""
    names = [f"{kind}{k}" for k in range(1, 9) for kind in "Wb"]
    return {name: at[prefix + name] for name in names if prefix + name in at}


def test_softmax():
    """Row by row."""
    at = recorded("softmax")

    agree(at["out"], losses.softmax(at["Z"]))


@pytest.mark.parametrize(
    ("case", "targets"), [("cross_entropy", "y"), ("cross_entropy_extreme", "y"), ("cross_entropy_soft", "Y")]
)
def test_cross_entropy(case, targets):
    """Loss and gradient for classes, for logits of 10,000, and for rows of probabilities."""
    at = recorded(case)
    loss, dZ = losses.cross_entropy(at["Z"], at[targets])

    agree(at["loss"], loss)
    agree(at["dZ"], dZ)


def test_squared_error():
    """The sum is the same; torch's mean is over all entries, ours over the examples: K times as much."""
    total, mean = recorded("squared_error_sum"), recorded("squared_error_mean")
    loss, dA = losses.mse_loss(total["input"], total["target"], reduction="sum")
    mean_loss, slope = losses.mse_loss(mean["input"], mean["target"])
    K = mean["input"].shape[1]

    agree(total["loss"], loss)
    agree(total["dinput"], dA)
    agree(K * mean["loss"], mean_loss)
    agree(K * mean["dinput"], slope)


def test_binary_cross_entropy():
    """Targets between 0 and 1, pre-activations as far out as 1000."""
    at = recorded("binary_cross_entropy")
    loss, dz = losses.bce_with_logits(at["z"], at["y"])

    agree(at["loss"], loss)
    agree(at["dz"], dz)


def test_hinge_loss():
    """Value and gradients of the soft street; no row stands at its kink."""
    at = recorded("hinge")
    loss, dw, db = hinge.hinge_loss(at["w"], float(at["b"]), at["X"], at["y"], float(at["C"]))

    agree(at["loss"], loss)
    agree(at["dw"], dw)
    agree(at["db"], db)


def test_linear_unit():
    """Half of the mean squared error, and one step of the delta rule."""
    at = recorded("linear_unit")

    agree(at["loss"], average_squared_loss(at["w"], at["X"], at["t"]))
    agree(at["after"], delta_rule_step(at["w"], at["X"], at["t"], float(at["eta"])))


@pytest.mark.parametrize("name", ["sigmoid", "tanh", "relu"])
def test_activations_and_slopes(name):
    """As functions, and as assignment 6 calls them by name."""
    at = recorded(name)
    function = getattr(activations, name)

    agree(at["out"], function(at["x"]))
    agree(at["out"], backpropagation.activate(at["x"], name))
    agree(at["dx"], at["dout"] * backpropagation.slope(at["x"], name))


@pytest.mark.parametrize("name", ["sigmoid", "tanh"])
def test_slopes_as_functions(name):
    """The derivatives of assignment 5."""
    at = recorded(name)

    agree(at["dx"], at["dout"] * getattr(activations, f"d{name}")(at["x"]))


@pytest.mark.parametrize(
    ("case", "layer"),
    [
        ("relu", rectifiers.ReLU()),
        ("leaky_0.25", rectifiers.LeakyReLU(0.25)),
        ("leaky_1.5", rectifiers.LeakyReLU(1.5)),
        ("elu_0.5", rectifiers.ELU(0.5)),
        ("elu_1.5", rectifiers.ELU(1.5)),
    ],
    ids=["relu", "leaky_0.25", "leaky_1.5", "elu_0.5", "elu_1.5"],
)
def test_rectifiers(case, layer):
    """There and back, also for slopes above 1."""
    at = recorded(case)

    agree(at["out"], layer.forward(at["x"]))
    agree(at["dx"], layer.backward(at["dout"]))


@pytest.mark.parametrize(("case", "train"), [("rrelu_test", False), ("rrelu_train", True)])
def test_randomized_rectifier(case, train):
    """In test mode, and in training with the slopes that torch drew: the two generators draw differently."""
    at = recorded(case)
    layer = rectifiers.RReLU(0.25, 0.75, Given(at.get("plain")))

    agree(at["out"], layer.forward(at["x"], train))
    agree(at["dx"], layer.backward(at["dout"]))


def test_maxout():
    """The largest of three affine pieces, and its slopes by inputs, weights and biases."""
    at = recorded("maxout")
    layer = rectifiers.Maxout(at["W"], at["b"])

    agree(at["out"], layer.forward(at["x"]))
    dx, dW, db = layer.backward(at["dout"])
    agree(at["dx"], dx)
    agree(at["dW"], dW)
    agree(at["db"], db)


@pytest.mark.parametrize(("activation", "loss"), [("relu", "cross_entropy"), ("sigmoid", "quadratic")])
def test_perceptron(activation, loss):
    """Scores, loss and gradients of both networks of assignment 7, with two hidden layers."""
    at = recorded(f"perceptron_{loss}")
    model = MLP((5, 7, 4, 3), activation, loss, np.random.default_rng(0))
    model.params = layers(at)
    value, grads = model.loss_and_grads(at["X"], at["y"])

    agree(at["scores"], model.scores(at["X"]))
    agree(at["loss"], value)
    for name, slope in grads.items():
        agree(at[f"d{name}"], slope)


def test_perceptron_as_functions():
    """The given network of assignment 12."""
    at = recorded("perceptron_cross_entropy")
    loss, grads = mlp_functions.loss_and_grads(layers(at), at["X"], at["y"])

    agree(at["scores"], mlp_functions.scores(layers(at), at["X"]))
    agree(at["loss"], loss)
    for name, slope in grads.items():
        agree(at[f"d{name}"], slope)


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu", "identity"])
def test_backpropagation(activation):
    """All that assignment 6 computes on the way: pre-activations, outputs, deltas, gradients."""
    at = recorded(f"nodes_{activation}")
    weights, biases = [at[f"W{k}"] for k in (1, 2, 3)], [at[f"b{k}"] for k in (1, 2, 3)]
    pres, outs = backpropagation.node_forward(weights, biases, at["X"], activation)
    deltas = backpropagation.node_deltas(weights, pres, outs, at["Y"], activation)
    dWs, dbs = backpropagation.node_gradients(outs, deltas)

    for name, found, first in (
        ("pre", pres, 0),
        ("out", outs, 0),
        ("delta", deltas, 0),
        ("dW", dWs, 1),
        ("db", dbs, 1),
    ):
        for k, array in enumerate(found, start=first):
            agree(at[f"{name}{k}"], array)


def test_notation_of_the_review():
    """The matrices of S2 (outputs, inputs) are laid out as those of torch."""
    at = recorded("review_notation")
    dWs, dbs = notations.gradients_s2([at["W1"], at["W2"]], [at["b1"], at["b2"]], at["X"], at["Y"], "tanh")

    for k in (0, 1):
        agree(at[f"dW{k + 1}"], dWs[k])
        agree(at[f"db{k + 1}"], dbs[k])


def test_notation_with_biases_in_column_0():
    """V and W of S4."""
    at = recorded("bias_notation")
    dV, dW = notations.gradients_s4(at["V"], at["W"], at["X"], at["Y"])

    agree(at["dV"], dV)
    agree(at["dW"], dW)


def test_graph_of_scalars():
    """Five expressions at six places: the same text, once on torch's scalars and once on ours."""
    at = recorded("graph")
    for place, data, grads in zip(at["places"], at["data"], at["grads"], strict=True):
        for number in range(len(data)):
            scalars = [autodiff.Value(value) for value in place]
            out = expressions(*scalars)[number]
            out.backward()

            agree(data[number], out.data)
            agree(grads[number], [scalar.grad for scalar in scalars])


def test_slopes_by_inputs():
    """Of a weighted sum of scores, of the loss, and of the largest score."""
    at = recorded("inputs")
    params, X = layers(at), at["X"]
    _, dscores = losses.cross_entropy(at["scores"], at["y"])

    agree(at["scores"], mlp_functions.scores(params, X))
    agree(at["dX"], mlp_functions.input_gradient(params, X, at["dscores"]))
    agree(at["dloss"] / len(X), mlp_functions.input_gradient(params, X, dscores))  # torch's is that of the sum
    agree(at["dlargest"], np.array([saliency(params, x) for x in X]))


def test_fast_gradient_sign():
    """The same pixels move the same way, and stop at 0 and 1."""
    at = recorded("inputs")

    agree(at["attacked"], fgsm(layers(at), at["X"], at["y"], 0.125))


def test_loss_on_a_path():
    """Between two networks and beyond them."""
    at = recorded("loss_path")
    start, end = layers(at, "start_"), layers(at, "end_")

    agree(at["losses"], interpolate_loss(start, end, at["X"], at["y"], at["alphas"]))


def test_hessian():
    """The reference tries out differences: exact for a quadratic function, for a bent one right to 1e-6 only."""
    at = recorded("curvature")
    bowl = curvature.hessian_numeric(lambda x: float(((at["A"] @ x) ** 2).sum() / 2), at["x"], 0.1)
    bent = curvature.hessian_numeric(lambda x: float((np.tanh(at["A"] @ x) ** 2).sum() / 2), at["x"], 2e-4)

    agree(at["bowl"], bowl)
    np.testing.assert_allclose(bent, at["bent"], atol=1e-6)


def test_what_follows_from_the_hessian():
    """The decrease by a step, the critical rate, the kind of a point."""
    at = recorded("curvature")
    half = at["A"] @ (at["x"] - 0.1 * at["gradient"])
    decrease = ((at["A"] @ at["x"]) ** 2).sum() / 2 - (half**2).sum() / 2

    agree(decrease, curvature.taylor_decrease(at["gradient"], at["bowl"], 0.1))
    agree(2 / np.linalg.svd(at["A"])[1][0] ** 2, curvature.critical_rate(at["bowl"]))
    assert curvature.classify_critical_point(at["bowl"], 1e-9) == "min"


def test_numeric_gradient():
    """Of a quadratic a centred difference is exact but for rounding."""
    at = recorded("curvature")
    found = numeric_gradient(lambda x: float(((at["A"] @ x) ** 2).sum() / 2), at["x"], 0.25)

    agree(at["gradient"], found)
