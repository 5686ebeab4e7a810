"""Initialization, dropout, batch normalization, convolution, pooling and LeNet-5 against torch's."""

import numpy as np
import pytest

from reference import augmentation, batch_normalization, convolution, initialization, pooling
from reference.dropout import Dropout
from reference.lenet import LeNet5
from reference.parameter_counts import count_parameters
from reference.residual import ResidualBlock, conv1x1
from tests.reference.torch_values.layers import CONVOLUTIONS, POOLS
from tests.reference.torch_values.recorded import Given, agree, recorded


@pytest.mark.parametrize("name", ["xavier_uniform", "xavier_normal", "he_uniform", "he_normal"])
def test_initial_weights(name):
    """The same draws become the same weights; torch's matrix is (fan_out, fan_in)."""
    at = recorded(name)

    agree(at["W"].T, getattr(initialization, name)(12, 7, Given(at["plain"].T)))


def test_fans():
    """Of four convolutions."""
    at = recorded("fans")

    assert at["fans"].tolist() == [list(initialization.conv_fans(*shape)) for shape in at["shapes"]]


def test_dropout():
    """There and back with the mask that torch drew, and in testing."""
    at = recorded("dropout")
    layer = Dropout(float(at["p"]), Given(at["kept"].astype(np.float64)))

    agree(at["out"], layer.forward(at["x"], True))
    agree(at["dx"], layer.backward(at["dout"]))
    agree(at["tested"], layer.forward(at["x"], False))


@pytest.mark.parametrize("case", ["batch_norm", "batch_norm_quick"])
def test_batch_normalization(case):
    """There, back, the running values and test mode.

    torch's momentum is the share of the new batch, ours that of the old value; and it always divides the running
    variance by N - 1, so that only unbiased=True has a counterpart.
    """
    at = recorded(case)
    state = {"running_mean": at["old_mean"], "running_var": at["old_var"], "unbiased": True}
    state |= {"momentum": float(at["momentum"]), "eps": float(at["eps"])}
    out, cache, after = batch_normalization.batchnorm_forward(at["x"], at["gamma"], at["beta"], state, True)
    dx, dgamma, dbeta = batch_normalization.batchnorm_backward(at["dout"], cache)

    agree(at["out"], out)
    agree(at["dx"], dx)
    agree(at["dgamma"], dgamma)
    agree(at["dbeta"], dbeta)
    agree(at["new_mean"], after["running_mean"])
    agree(at["new_var"], after["running_var"])
    agree(at["new_var"], batch_normalization.update_running(state, at["x"])["running_var"])
    agree(at["tested"], batch_normalization.batchnorm_test(at["other"], at["gamma"], at["beta"], after))


@pytest.mark.parametrize("name", CONVOLUTIONS)
def test_convolution(name):
    """Forward, and the slopes by images, filters and biases, for strides of 1 to 3 with and without padding."""
    at = recorded(f"convolution_{name}")
    out, cache = convolution.conv_forward(at["x"], at["w"], at["b"], int(at["stride"]), int(at["pad"]))
    dx, dw, db = convolution.conv_backward(at["dout"], cache)

    agree(at["out"], out)
    agree(at["dx"], dx)
    agree(at["dw"], dw)
    agree(at["db"], db)


def test_kernels():
    """The sliding sum of products is what torch calls a convolution; its transposed one turns the kernel around."""
    at = recorded("kernels")

    agree(at["slid"], convolution.correlate2d(at["image"], at["kernel"]))
    agree(at["turned"], convolution.convolve2d_true(at["image"], at["kernel"]))


@pytest.mark.parametrize("name", [*POOLS, "ties"])
def test_max_pooling(name):
    """There and back; of equal numbers the first one takes the slope, as in torch."""
    at = recorded(f"max_pool_{name}")
    out, cache = pooling.maxpool_forward(at["x"], int(at["window"]), int(at["stride"]))

    agree(at["out"], out)
    agree(at["dx"], pooling.maxpool_backward(at["dout"], cache))


@pytest.mark.parametrize("name", POOLS)
def test_mean_pooling(name):
    """There and back."""
    at = recorded(f"mean_pool_{name}")
    out, cache = pooling.avgpool_forward(at["x"], int(at["window"]), int(at["stride"]))

    agree(at["out"], out)
    agree(at["dx"], pooling.avgpool_backward(at["dout"], cache))


def test_channels():
    """Maxima along the channels, and filters of one pixel."""
    at = recorded("channels")

    agree(at["largest"], pooling.depthwise_maxpool(at["x"], 3))
    agree(at["mixed"], conv1x1(at["x"], at["w"], at["b"]))


def test_residual_block():
    """Forward, and the slopes by the input and all four parameters."""
    at = recorded("residual")
    block = ResidualBlock(at["w1"], at["b1"], at["w2"], at["b2"])

    agree(at["out"], block.forward(at["x"]))
    for name, slope in zip(("dx", "dw1", "db1", "dw2", "db2"), block.backward(at["dout"]), strict=True):
        agree(at[name], slope)


def test_lenet():
    """Scores, loss and all gradients; of those by W3 and W4 every seventh entry was kept, to keep the file small."""
    at = recorded("lenet")
    model = LeNet5(np.random.default_rng(0))
    model.params = {name: at[name] for name in model.params}
    loss, grads = model.loss_and_grads(at["X"], at["y"])
    grads |= {name: grads[name].ravel()[:: int(at["every"])] for name in ("W3", "W4")}

    agree(at["scores"], model.scores(at["X"]))
    agree(at["loss"], loss)
    for name, slope in grads.items():
        agree(at[f"d{name}"], slope)


def test_parameter_counts():
    """A dense layer and two convolutions."""
    layers = [("dense", 256, 120), ("conv", 6, 16, 5, 5), ("conv", 3, 8, 2, 4)]

    assert recorded("counts")["counts"].tolist() == [count_parameters(layer) for layer in layers]


def test_images():
    """Moved, turned, mirrored, and blurred over the pixels that exist."""
    at = recorded("images")
    image = at["image"]

    agree(at["moved"], augmentation.shift(image, 2, -1))
    agree(at["turned"], augmentation.rotate(image, 3))
    agree(at["mirrored"], augmentation.mirror(image))
    agree(at["blurred"], augmentation.blur3(image))
