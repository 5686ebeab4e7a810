"""Public checks of assignment 11: students receive this file.

Images are small and mostly hold whole numbers, so that every expected number can be verified by hand. What a forward
keeps for its backward is never looked at: your backward gets what your own forward kept.
"""

import numpy as np

from grader import generator, seed, source
from grader.assertions import (
    assert_array,
    assert_backward,
    assert_close,
    assert_dict,
    assert_equal,
    assert_gradient,
    assert_list,
    assert_number,
    assert_parts,
    assert_true,
    assert_unchanged,
    assert_whole,
)

LIGHT_TO_DARK = np.repeat([[10.0, 0.0]], [3, 3], axis=1).repeat(6, axis=0)  # the lecture's image
RISING = np.tile([1.0, 0.0, -1.0], (3, 1))  # and its kernel

OUT = source(
    "def go(forward, *args):\n"
    "    result = forward(*args)\n"
    "    pair = isinstance(result, (tuple, list)) and len(result) == 2\n"
    "    return [result[0]] if pair else []"  # what was kept stays where it is
)
BACK = source(
    "def go(forward, backward, dout, *args):\n"
    "    result = forward(*args)\n"
    "    pair = isinstance(result, (tuple, list)) and len(result) == 2\n"
    "    return [backward(dout, result[1])] if pair else []"
)
PICK = source(
    "def go(backward, place):\n"
    "    def conv_backward(dout, cache):\n"
    "        found = backward(dout, cache)\n"
    "        three = isinstance(found, (tuple, list)) and len(found) == 3\n"
    "        return found[place] if three else found\n"
    "    return conv_backward"
)


def _out(student, forward, *args, shape=None):
    """Return the output of a forward, and say that something came with it."""
    found = assert_list(student.run(OUT, forward, *args), name="the result")
    assert_true(len(found) == 1, "A forward must return two things: return out, cache.")
    return assert_array(found[0], shape, name="out")


def _back(student, forward, backward, dout, *args):
    """Return what a backward makes of `dout`, with the cache of the student's own forward."""
    found = assert_list(student.run(BACK, forward, backward, dout, *args), name="the result")
    assert_true(len(found) == 1, "A forward must return two things: return out, cache.")
    return found[0]


def _picked(student, place):
    """Return the student's conv_backward, of which one gradient is looked at."""
    return student.run(PICK, student.conv_backward, place)


def _layer(rng, x, w):
    """Draw images, filters and biases."""
    return rng.normal(size=x), rng.normal(size=w), rng.normal(size=w[0])


def _plain_layer(rng, x, w):
    """Draw images, filters that are the same when turned around, and biases of 0: no other promise is asked for."""
    images, filters, biases = _layer(rng, x, w)
    return images, filters + filters[:, :, ::-1, ::-1], 0 * biases


def _distinct(rng, shape):
    """Draw numbers of both signs that differ by at least 0.1."""
    return (rng.permutation(np.prod(shape)).reshape(shape) - np.prod(shape) // 2) / 10.0


# 11.1


def edges_of_the_lecture(student):
    """6x6 pixels, light on the left; then dark on the left."""
    out = student.correlate2d(LIGHT_TO_DARK, RISING)
    hint = "Each row of the kernel sees 10, 10, 0 at the edge: 1 * 10 + 0 * 10 - 1 * 0, three times."
    assert_close(out, np.tile([0.0, 30.0, 30.0, 0.0], (4, 1)), name="correlate2d(image, kernel)", hint=hint)

    out = student.correlate2d(LIGHT_TO_DARK[:, ::-1].copy(), RISING)
    assert_close(out, np.tile([0.0, -30.0, -30.0, 0.0], (4, 1)), name="correlate2d(mirrored image, kernel)")


def the_kernel_is_turned_around(student):
    """The lecture's image again, then a single bright pixel."""
    out = student.convolve2d_true(LIGHT_TO_DARK, RISING)
    hint = "Flip the kernel along both axes, then slide it: the right column comes first."
    assert_close(out, np.tile([0.0, -30.0, -30.0, 0.0], (4, 1)), name="convolve2d_true(image, kernel)", hint=hint)

    pixel = np.zeros((3, 3))
    pixel[1, 1] = 1.0
    numbers = np.array([[1.0, 2.0], [3.0, 5.0]])
    hint = "Around a single bright pixel a true convolution prints the kernel as it is."
    assert_close(student.convolve2d_true(pixel, numbers), numbers, name="convolve2d_true(pixel, kernel)", hint=hint)


def vertical_edges(student):
    """The kernel of the lecture."""
    found = student.edge_kernel("vertical")

    assert_close(
        found, RISING, name='edge_kernel("vertical")', hint="A vertical edge: the columns differ, not the rows."
    )


def means_of_four_and_nine(student):
    """Windows of 2x2 and 3x3."""
    assert_close(
        student.mean_kernel(2), np.ones((2, 2)) / 4, name="mean_kernel(2)", hint="Four pixels, a quarter each."
    )
    assert_close(student.mean_kernel(3), np.ones((3, 3)) / 9, name="mean_kernel(3)")


# 11.2

COUNTING = np.arange(16.0).reshape(1, 1, 4, 4)
FILTER = np.array([[[[1.0, 2.0], [0.0, -1.0]]]])


def one_filter_over_two_images(student):
    """4x4 pixels that count from 0 to 15, and twice as bright; a filter of 2x2, bias 1/2."""
    images = np.concatenate([COUNTING, 2 * COUNTING])
    out = _out(student, student.conv_forward, images, FILTER, np.array([0.5]), 1, 0, shape=(2, 1, 3, 3))
    # upper left corner: 1 * 0 + 2 * 1 + 0 * 4 - 1 * 5 = -3; one step to the right, and one down, 2 and 8 more
    right = np.array([[-3.0, -1.0, 1.0], [5.0, 7.0, 9.0], [13.0, 15.0, 17.0]])

    hint = "Slide the filter as it is, without flipping, over each image; the bias is added once at each place."
    assert_close(out, np.stack([[right], [2 * right]]) + 0.5, name="out", hint=hint)


def channels_are_added_up(student):
    """Two channels, two filters of 1x2: the sum of two pixels, by other factors in each channel."""
    x = np.array([[[[1.0, 2.0, 3.0]], [[10.0, 20.0, 30.0]]]])
    w = np.array([[[[1.0, 1.0]], [[-1.0, -1.0]]], [[[0.0, 0.0]], [[2.0, 2.0]]]])
    out = _out(student, student.conv_forward, x, w, np.zeros(2), 1, 0, shape=(1, 2, 1, 2))

    # the first filter subtracts channel 1 from channel 0: 3 - 30 and 5 - 50
    right = np.array([[[[-27.0, -45.0]], [[60.0, 100.0]]]])
    assert_close(
        out, right, name="out", hint="A filter has weights for each channel; one map comes out of all of them."
    )


def zeros_all_around(student):
    """2x2 pixels in a frame of zeros; the filter adds up."""
    x = np.array([[[[1.0, 2.0], [4.0, 8.0]]]])
    out = _out(student, student.conv_forward, x, np.ones((1, 1, 2, 2)), np.zeros(1), 1, 1, shape=(1, 1, 3, 3))

    right = np.array([[[[1.0, 3.0, 2.0], [5.0, 15.0, 10.0], [4.0, 12.0, 8.0]]]])
    assert_close(out, right, name="out with pad=1", hint="One row of zeros above and below, one column left and right.")


def windows_that_fit(student):
    """5x5 pixels, windows of 2x2 with stride 2: the last row and column are left over."""
    # what a window adds up to is the sum of its rows' numbers times that of its columns'
    x = np.outer([1.0, 2, 3, 4, 5], [1.0, 3, 5, 7, 9]).reshape(1, 1, 5, 5)
    out = _out(student, student.conv_forward, x, np.ones((1, 1, 2, 2)), np.zeros(1), 2, 0, shape=(1, 1, 2, 2))

    hint = "The windows begin at rows and columns 0 and 2; one at 4 would not fit."
    assert_close(out, np.array([[[[12.0, 36.0], [28.0, 84.0]]]]), name="out with stride=2", hint=hint)


def conv_forward_leaves_its_arguments_alone(student):
    """Images, filters and biases before and after."""
    x, w, b = _layer(np.random.default_rng(seed()), (2, 1, 4, 4), (1, 1, 2, 2))

    assert_unchanged(student.conv_forward, x, w, b, 1, 1)


# 11.3


def slope_by_the_filters(student):
    """Two images, two channels, three filters, padding of 1: dw against differences of your own conv_forward."""
    x, w, b = _layer(np.random.default_rng(seed()), (2, 2, 4, 4), (3, 2, 3, 3))

    hint = "Each weight meets one pixel per place: products of pixel and dout, added up over places and images."
    assert_backward(
        student.conv_forward, _picked(student, 1), x, w, b, 1, 1, wrt=(1,), names=("dw",), batch=(0,), hint=hint
    )


def slope_by_the_images(student):
    """The same for dx."""
    x, w, b = _layer(np.random.default_rng(seed()), (2, 2, 4, 4), (3, 2, 3, 3))

    hint = "A pixel is seen by several windows and all filters: each sends back its weight times its dout; add them up."
    assert_backward(
        student.conv_forward, _picked(student, 0), x, w, b, 1, 1, wrt=(0,), names=("dx",), batch=(0,), hint=hint
    )


def slope_by_the_biases(student):
    """The same for db."""
    x, w, b = _layer(np.random.default_rng(seed()), (2, 2, 4, 4), (3, 2, 3, 3))

    hint = "One bias is added at all places of all images."
    assert_backward(
        student.conv_forward, _picked(student, 2), x, w, b, 1, 1, wrt=(2,), names=("db",), batch=(0,), hint=hint
    )


def tied_weights_by_hand(student):
    """Two images of ones and twos, one filter of 2x2 at four places."""
    x = np.ones((2, 1, 3, 3)) * np.array([1.0, 2.0]).reshape(2, 1, 1, 1)
    dout = np.array([1.0, 2.0, 3.0, 4.0] * 2).reshape(2, 1, 2, 2)
    grads = _back(
        student, student.conv_forward, student.conv_backward, dout, x, np.ones((1, 1, 2, 2)), np.zeros(1), 1, 0
    )
    _, dw, _ = assert_parts(grads, "dx", "dw", "db")

    # every weight meets ones in the first image and twos in the second: 10 + 2 * 10
    hint = "The four copies of a weight are one weight: what they would get apart, it gets together, from both images."
    assert_close(dw, np.full((1, 1, 2, 2), 30.0), name="dw", hint=hint)


LEAVES = source(
    "def go(forward, backward, dout, *args):\n"
    "    before = dout.copy()\n"
    "    backward(dout, forward(*args)[1])\n"
    "    return bool((dout == before).all())"
)


def conv_backward_leaves_its_argument_alone(student):
    """The slope that comes from above, before and after."""
    x, w, b = _layer(np.random.default_rng(seed()), (2, 1, 4, 4), (1, 1, 2, 2))
    same = student.run(LEAVES, student.conv_forward, student.conv_backward, np.ones((2, 1, 3, 3)), x, w, b, 1, 0)

    assert_equal(same, True, name="whether dout is as it was", hint="Make new arrays; do not write into dout.")


# 11.4


def largest_of_each_quarter(student):
    """Two channels of 4x6 pixels: each side is halved."""
    x = np.array([[1.0, 5, 2, 0, 6, -2], [3, 4, 9, 1, -3, -4], [0, 0, 7, 8, 6, 5], [1, 0, 6, 5, 3, 4]])
    out = _out(student, student.maxpool_forward, np.array([[x, 10 - x]]), 2, 2, shape=(1, 2, 2, 3))

    hint = "Each channel on its own: the largest of four pixels, and windows that do not overlap."
    assert_close(out, [[[[5, 9, 6], [1, 8, 6]], [[9, 10, 14], [10, 5, 7]]]], name="out", hint=hint)


def slope_goes_to_the_winner(student):
    """Two images, two channels, windows of 2x2, no ties: dx against differences of your own maxpool_forward."""
    x = _distinct(np.random.default_rng(seed()), (2, 2, 4, 6))

    hint = "Only the largest pixel of a window makes a difference; remember in the cache which it was."
    assert_backward(student.maxpool_forward, student.maxpool_backward, x, 2, 2, names=("dx",), batch=(0,), hint=hint)


def mean_of_each_quarter(student):
    """2x4 pixels in two channels."""
    x = np.array([[[[1.0, 2.0, 0.0, 4.0], [3.0, 6.0, -4.0, 8.0]], [[0.0] * 4, [4.0] * 4]]])
    out = _out(student, student.avgpool_forward, x, 2, 2, shape=(1, 2, 1, 2))

    assert_close(out, [[[[3.0, 2.0]], [[2.0, 2.0]]]], name="out", hint="Four pixels, divided by 4; each channel apart.")


def slope_is_shared_by_all(student):
    """Two images, two channels, windows of 2x2: dx against differences of your own avgpool_forward."""
    x = np.random.default_rng(seed()).normal(size=(2, 2, 4, 6))

    hint = "All pixels of a window make the same difference to its mean."
    assert_backward(student.avgpool_forward, student.avgpool_backward, x, 2, 2, names=("dx",), batch=(0,), hint=hint)


def the_best_of_neighbours(student):
    """Six channels of 1x2 pixels, in two groups and in three."""
    x = np.array([[1.0, -9.0], [5.0, -8.0], [2.0, -7.0], [-3.0, 4.0], [-7.0, 6.0], [-4.0, 5.0]]).reshape(1, 6, 1, 2)

    found = student.depthwise_maxpool(x, 2)
    hint = "Two groups of six channels: channels 0, 1, 2 and 3, 4, 5; the largest at each pixel."
    assert_close(found, np.array([[5.0, -7.0], [-3.0, 6.0]]).reshape(1, 2, 1, 2), name="two groups", hint=hint)
    found = student.depthwise_maxpool(x, 3)
    hint = "Three groups: channels 0, 1 and 2, 3 and 4, 5."
    assert_close(
        found, np.array([[5.0, -8.0], [2.0, 4.0], [-4.0, 6.0]]).reshape(1, 3, 1, 2), name="three groups", hint=hint
    )


# 11.5

BLOCK = source(
    "def go(cls):\n"
    "    def forward(x, w1, b1, w2, b2):\n"
    "        block = cls(w1, b1, w2, b2)\n"
    "        return block.forward(x), block\n"
    "    return forward"
)
BLOCK_BACK = source(
    "def go():\n    def backward(dout, block):\n        return block.backward(dout)\n    return backward"
)
BLOCK_LEAVES = source(
    "def go(cls, x, *params):\n    before = x.copy()\n    cls(*params).forward(x)\n    return bool((x == before).all())"
)
NAMES = ("dx", "dw1", "db1", "dw2", "db2")


def _block(rng, C, M, x=(2, 4, 3)):
    """Draw an input of a block and its parameters."""
    images = rng.normal(size=(x[0], C, *x[1:]))
    return images, rng.normal(size=(M, C, 3, 3)), rng.normal(size=M), rng.normal(size=(C, M, 3, 3)), rng.normal(size=C)


def two_channels_are_mixed(student):
    """Two pixels with two channels, three filters."""
    x = np.array([[[[1.0, 2.0]], [[10.0, 20.0]]]])
    out = student.conv1x1(x, np.array([[1.0, 1.0], [2.0, -1.0], [0.0, 0.5]]), np.array([0.5, 0.0, 0.0]))

    right = np.array([[[[11.5, 22.5]], [[-8.0, -16.0]], [[5.0, 10.0]]]])
    assert_close(out, right, name="conv1x1(x, w, b)", hint="Row f of w holds the weights of filter f, one per channel.")


def nothing_is_added(student):
    """The second filters and biases are 0, then they are not; the input has both signs."""
    x, w1, b1, w2, b2 = _block(np.random.default_rng(seed()), 2, 3)
    block = student.run(BLOCK, student.ResidualBlock)
    out = _out(student, block, x, w1, b1, 0 * w2, 0 * b2)

    hint = "x plus nothing is x, also where x is negative: no relu after the sum."
    assert_close(out, x, name="forward(x)", hint=hint)
    other = _out(student, block, x, w1, b1, w2, b2, shape=x.shape)
    assert_true(not np.allclose(other, x), "With w2 and b2 that are not 0, forward(x) must differ from x.")
    same = student.run(BLOCK_LEAVES, student.ResidualBlock, x, w1, b1, w2, b2)
    assert_equal(same, True, name="whether x is as it was", hint="Add into a new array: x += ... writes into x.")


def slope_of_a_block(student):
    """Two channels, three inside: all five gradients against differences of your own forward."""
    point = _block(np.random.default_rng(seed()), 2, 3)

    hint = "Two ways lead back to x: through both convolutions, and through the skip."
    forward, backward = student.run(BLOCK, student.ResidualBlock), student.run(BLOCK_BACK)
    assert_backward(forward, backward, *point, names=NAMES, batch=(0,), hint=hint)


# 11.6

MADE = source("def go(cls, rng, params):\n    model = cls(rng)\n    model.params = params\n    return model")
ALONG = source(
    "def go(model, params, directions, X, y):\n"
    "    names = list(directions)\n"
    "    def loss_and_slopes(steps):\n"
    "        model.params = {name: params[name] + steps[k] * directions[name] for k, name in enumerate(names)}\n"
    "        loss, grads = model.loss_and_grads(X, y)\n"
    "        return loss, np.array([(grads[name] * directions[name]).sum() for name in names])\n"
    "    return loss_and_slopes"
)
UNITS = {"1": (6, 1, 5, 5), "2": (16, 6, 5, 5), "3": (256, 120), "4": (120, 84), "5": (84, 10)}


def _shapes(inputs=256):
    """Return name -> shape of the parameters of LeNet-5; layer 3 has 256 inputs, or 400."""
    sizes = UNITS | {"3": (inputs, 120)}
    weights = {f"W{k}": shape for k, shape in sizes.items()}
    return weights | {f"b{k}": (shape[0 if len(shape) == 4 else 1],) for k, shape in sizes.items()}


PARAMS = source(
    "def go(model, names):\n    return {name: model.params[name] for name in names if name in model.params}"
)


def _params(student, model, shapes):
    """Return the parameters of a network; that there are no others is for one check alone to say."""
    found = assert_dict(student.run(PARAMS, model, list(shapes)), tuple(shapes), name="params")
    return {name: assert_array(found[name], shape, name=f"params[{name!r}]") for name, shape in shapes.items()}


def _inputs(student):
    """Return how many inputs layer 3 of the student's network has."""
    model = student.LeNet5.keep(generator(seed()))
    rows = len(_params(student, model, {"W3": (None, 120)})["W3"])
    assert_true(rows in (256, 400), f"params['W3'] must have 256 rows, or 400 with padding; yours has {rows}.")
    return rows


def _drawn(rng, shapes):
    """Draw parameters of a network of such a size that its scores are neither tiny nor huge."""
    fan_in = {name: np.prod(shape[1:] if len(shape) == 4 else shape[:1]) for name, shape in shapes.items()}
    spread = {name: 0.1 if name[0] == "b" else np.sqrt(2 / fan_in[name]) for name in shapes}
    return {name: rng.normal(scale=spread[name], size=shape) for name, shape in shapes.items()}


def _images(rng, N):
    """Draw images of 28x28 pixels, half of them black."""
    return np.maximum(rng.normal(size=(N, 1, 28, 28)), 0.0)


def _twins(weights):
    """Say whether two filters, or two dense units, have the same weights."""
    units = weights.reshape(len(weights), -1) if weights.ndim == 4 else weights.T
    return len(np.unique(units, axis=0)) < len(units)


def parameters_are_counted(student):
    """Five layers, without padding or with it."""
    shapes = _shapes(_inputs(student))
    model = student.LeNet5.keep(generator(seed()))
    hint = "Pooling has no parameters; each filter and each unit has one bias."
    found = assert_dict(model.params, tuple(shapes), name="params", hint=hint)
    arrays = [assert_array(found[name], shape, name=f"params[{name!r}]") for name, shape in shapes.items()]

    count = sum(array.size for array in arrays)
    assert_true(count in (44426, 61706), f"All together must be 44,426 or 61,706; yours are {count}.", hint=hint)
    alike = [name for name, array in zip(shapes, arrays, strict=True) if name[0] == "W" and _twins(array)]
    text = f"Weights must be drawn from rng, each on its own; in {', '.join(alike)} two units have the same."
    assert_true(not alike, text, hint="Units that start alike stay alike.")


def slope_of_lenet(student):
    """Two drawn images: the slope along a drawn direction of each array, against differences of your own loss."""
    rng = np.random.default_rng(seed())
    shapes = _shapes(_inputs(student))
    params, X, y = _drawn(rng, shapes), _images(rng, 2), np.array([3, 7])
    directions = {name: rng.normal(size=shape) / np.sqrt(np.prod(shape)) for name, shape in shapes.items()}
    model = student.LeNet5.keep(generator(seed()))

    hint = f"Entry k of slopes belongs to array k of {', '.join(shapes)}: grads of that array is what is wrong."
    along = student.run(ALONG, model, params, directions, X, y)
    _, slopes = assert_parts(along(np.zeros(10)), "loss", "slopes")
    flat = [name for name, slope in zip(shapes, assert_array(slopes, (10,), name="slopes"), strict=True) if not slope]
    assert_true(not flat, f"The loss must depend on every array of params; on {', '.join(flat)} yours does not.")
    assert_gradient(along, None, np.zeros(10), names="slopes", rows=2, hint=hint)


def lenet_picks_the_largest_score(student):
    """Five drawn images: predict against scores."""
    rng = np.random.default_rng(seed())
    params, X = _drawn(rng, _shapes(_inputs(student))), _images(rng, 5)
    params["b5"] = np.zeros(10)
    model = student.run(MADE, student.LeNet5, generator(seed()), params)
    scores = assert_array(model.scores(X), (5, 10), name="scores(X)")
    spread = float(np.ptp(scores, axis=1).min())

    assert_true(spread > 1e-6, "The ten scores of an image must differ; yours are all the same.")
    hint = "One class for each image: the largest score along axis 1."
    assert_equal(model.predict(X), scores.argmax(axis=1), name="predict(X)", hint=hint)


STEP = source(
    "def go(model, X, y, directions, *how):\n"
    "    along = lambda arrays: [float((arrays[name] * directions[name]).sum()) for name in directions]\n"
    "    loss, grads = model.loss_and_grads(X, y)\n"
    "    slopes = along(grads)\n"
    "    losses = model.fit(X, y, *how)\n"
    "    return loss, slopes, losses, along(model.params)"
)


FITS = source(
    "def go(model, params, X, y, directions, rng):\n"
    "    found = []\n"
    "    for calls, images, epochs in ((2, 2, 1), (1, 2, 2), (1, 4, 1)):\n"
    "        model.params = {name: array.copy() for name, array in params.items()}\n"
    "        curves = [model.fit(X[:images], y[:images], 0.01, epochs, 2, rng) for _ in range(calls)]\n"
    "        place = [(model.params[name] * directions[name]).sum() for name in directions]\n"
    "        found.append((np.array([loss for curve in curves for loss in curve]), np.array(place)))\n"
    "    return found"
)


def _fits_agree(student, model, params, X, directions):
    """Say that two calls, two epochs and two batches of the same images are the same two steps."""
    X, y = X[:1].repeat(4, axis=0), np.full(4, 6)
    found = student.run(FITS, model, params, X, y, directions, generator(seed(2)))
    (losses, end), *others = [assert_parts(each, "losses", "params") for each in assert_list(found, 3, name="fits")]
    losses = assert_array(losses, (2,), name="the losses of two calls")
    right = [(losses, "two epochs, one batch each"), (losses.mean(keepdims=True), "one epoch, two batches")]
    for (curve, place), (expected, how) in zip(others, right, strict=True):
        hint = "All images are alike: two epochs of one batch, or one epoch of two batches, do what two calls do."
        assert_close(place, end, name=f"params after {how}, along drawn directions,", hint=hint)
        assert_close(curve, expected, name=f"losses of {how},", hint=hint)


def one_batch_is_one_step(student):
    """Two images in one batch, one epoch, from given parameters: against your own gradients; then two such steps."""
    rng = np.random.default_rng(seed())
    shapes = _shapes(_inputs(student))
    params, X, y = _drawn(rng, shapes), _images(rng, 2), np.array([1, 8])
    directions = {name: rng.normal(size=shape) / np.sqrt(np.prod(shape)) for name, shape in shapes.items()}
    model = student.run(MADE, student.LeNet5, generator(seed()), params)
    result = student.run(STEP, model, X, y, directions, 0.5, 1, 2, generator(seed(1)))
    loss, slopes, losses, after = assert_parts(result, "loss", "slopes", "losses", "params")
    slopes = [assert_number(each, name="a slope") for each in assert_list(slopes, 10, name="slopes")]

    assert_true(any(slopes), "grads must not be 0 throughout: at drawn parameters the loss has a slope.")
    hint = "fit goes on from self.params by train_sgd, and keeps both things that train_sgd returns."
    for name, slope, found in zip(shapes, slopes, assert_list(after, 10, name="params"), strict=True):
        right = (params[name] * directions[name]).sum() - 0.5 * slope
        assert_close(found, right, name=f"params[{name!r}] after fit, along a drawn direction,", hint=hint)
    losses = losses.tolist() if isinstance(losses, np.ndarray) else losses
    found = [assert_number(each, name="losses[0]") for each in assert_list(losses, 1, name="losses")]
    assert_close(found[0], assert_number(loss, name="loss"), name="losses[0]", hint=hint)
    _fits_agree(student, model, params, X, directions)


def lenet_leaves_its_arguments_alone(student):
    """Images and classes before and after."""
    rng = np.random.default_rng(seed())
    model = student.LeNet5.keep(generator(seed()))

    assert_unchanged(model.fit, _images(rng, 2), np.array([4, 9]), 0.1, 1, 2, generator(seed(1)))


# 11.7


def _counts(student, cases):
    """Compare the counts of several layers."""
    found = student.count_parameters.each([(layer,) for layer in cases])
    for (layer, right), count in zip(cases.items(), found, strict=True):
        name = f"count_parameters({layer})"
        assert_equal(int(assert_whole(count, (), name=name)), right, name=name, hint="Weights, and one bias each.")


def a_unit_that_sees_everything(student):
    """A colour image of 200x200 pixels, one unit; then ten digits."""
    _counts(student, {("dense", 120_000, 1): 120_001, ("dense", 784, 10): 7850})


def filters_that_see_a_window(student):
    """Eight filters of 5x5 over three channels, wherever they are moved."""
    _counts(student, {("conv", 3, 8, 5, 5): 608})


# Below this line: made by `grader release` from the rubric; read by `grader.notebook`.

RUBRIC = {
    'assignment': 'a11_convolution',
    'title': 'Convolutional networks',
    'wanted': ['LeNet5', 'ResidualBlock', 'avgpool_backward', 'avgpool_forward', 'conv1x1', 'conv_backward', 'conv_forward', 'convolve2d_true', 'correlate2d', 'count_parameters', 'cross_entropy', 'depthwise_maxpool', 'edge_kernel', 'he_normal', 'maxpool_backward', 'maxpool_forward', 'mean_kernel', 'minibatches', 'numbers_of_11', 'q_11_8a', 'q_11_8b', 'q_11_8c', 'q_11_8d', 'q_11_8e', 'relu', 'train_sgd', 'variant', 'who'],
    'exercises': [
        {
            'name': 'correlate2d',
            'row': '11.1',
            'points': 4,
            'question': False,
            'promises': {
                'slides': "out is the sum of the products of the kernel, as it is, with the part of the image below it; the lecture's image of 6x6 pixels gives rows of 0, 30, 30, 0.",
                'shape': 'image and kernel may have any height and width, and out has one entry for each place where the kernel fits.',
            },
            'checks': [
                {'function': 'edges_of_the_lecture', 'points': 2, 'promise': 'slides'},
            ],
        },
        {
            'name': 'convolve2d_true',
            'row': '11.1',
            'points': 3,
            'question': False,
            'promises': {
                'flips': 'the kernel is flipped along both axes, so that a kernel that is the same upside down and left to right gives what `correlate2d` gives.',
            },
            'checks': [
                {
                    'function': 'the_kernel_is_turned_around',
                    'points': 2,
                    'promise': 'flips',
                    'uses': ['correlate2d'],
                },
            ],
        },
        {
            'name': 'edge_kernel',
            'row': '11.1',
            'points': 2,
            'question': False,
            'promises': {
                'vertical': 'slid over an image that is light on the left and dark on the right, the vertical kernel is positive at the edge.',
                'horizontal': 'the horizontal one is positive where light is above dark; each is 0 on edges of the other direction.',
            },
            'checks': [
                {'function': 'vertical_edges', 'points': 1, 'promise': 'vertical'},
            ],
        },
        {
            'name': 'mean_kernel',
            'row': '11.1',
            'points': 1,
            'question': False,
            'promises': {'mean': 'slid over an image, it gives the mean of the pixels below it.'},
            'checks': [
                {'function': 'means_of_four_and_nine', 'points': 1, 'promise': 'mean'},
            ],
        },
        {
            'name': 'conv_forward',
            'row': '11.2',
            'points': 20,
            'question': False,
            'promises': {
                'slides': 'each filter is slid as in `correlate2d`, its bias is added at each place, and each image is on its own.',
                'channels': 'a filter adds up over all channels, with weights of its own for each.',
                'pad': 'the image is surrounded by zeros on all four sides.',
                'stride': 'the first window lies in the upper left corner; one that does not fit as a whole is left out.',
                'shape': 'heights and widths of images and filters may all differ.',
                'single': 'one image, one channel, one filter and a window as large as the image work like others.',
                'pure': 'x, w and b are left as they were.',
            },
            'checks': [
                {'function': 'one_filter_over_two_images', 'points': 3, 'promise': 'slides'},
                {'function': 'channels_are_added_up', 'points': 3, 'promise': 'channels'},
                {'function': 'zeros_all_around', 'points': 2, 'promise': 'pad'},
                {'function': 'windows_that_fit', 'points': 2, 'promise': 'stride'},
                {'function': 'conv_forward_leaves_its_arguments_alone', 'points': 1, 'promise': 'pure'},
            ],
        },
        {
            'name': 'conv_backward',
            'row': '11.3',
            'points': 20,
            'question': False,
            'promises': {
                'images': 'dx is the gradient by x for your own conv_forward; where windows overlap, what they send back adds up.',
                'weights': 'dw is the gradient by w for your own conv_forward; a weight is shared by all places, so it sums over these and over the images.',
                'biases': 'db is the gradient by b, and sums like dw.',
                'pad': 'dx has the shape of x whether there was padding or not.',
                'stride': 'pixels that no window sees get 0.',
                'pure': 'dout is left as it was.',
                'cache': 'a cache can be used twice, and a later conv_forward does not change it.',
            },
            'checks': [
                {'function': 'slope_by_the_filters', 'points': 3, 'promise': 'weights'},
                {'function': 'slope_by_the_images', 'points': 3, 'promise': 'images'},
                {'function': 'slope_by_the_biases', 'points': 1, 'promise': 'biases'},
                {'function': 'tied_weights_by_hand', 'points': 2, 'promise': 'weights'},
                {'function': 'conv_backward_leaves_its_argument_alone', 'points': 1, 'promise': 'pure'},
            ],
        },
        {
            'name': 'maxpool_forward',
            'row': '11.4',
            'points': 4,
            'question': False,
            'promises': {
                'largest': 'out holds the largest number of each window, channel by channel; 2x2 windows with stride 2 halve each side.',
                'windows': 'windows may overlap or leave gaps, and one that does not fit as a whole is left out.',
            },
            'checks': [
                {'function': 'largest_of_each_quarter', 'points': 2, 'promise': 'largest'},
            ],
        },
        {
            'name': 'maxpool_backward',
            'row': '11.4',
            'points': 4,
            'question': False,
            'promises': {
                'gradient': 'dx is the gradient by x for your own maxpool_forward.',
                'overlap': 'a pixel that wins in several windows gets the sum of what they send back.',
                'ties': 'where several pixels of a window are the largest, the first or the last of them gets all, or each gets all, or they share it; the same in all windows.',
            },
            'checks': [
                {'function': 'slope_goes_to_the_winner', 'points': 2, 'promise': 'gradient'},
            ],
        },
        {
            'name': 'avgpool_forward',
            'row': '11.4',
            'points': 2,
            'question': False,
            'promises': {
                'mean': 'out holds the mean of each window, channel by channel.',
                'windows': 'windows may overlap or leave gaps, and one that does not fit as a whole is left out.',
            },
            'checks': [
                {'function': 'mean_of_each_quarter', 'points': 1, 'promise': 'mean'},
            ],
        },
        {
            'name': 'avgpool_backward',
            'row': '11.4',
            'points': 2,
            'question': False,
            'promises': {
                'gradient': 'dx is the gradient by x for your own avgpool_forward.',
                'overlap': 'a pixel in several windows gets the sum of what they send back.',
            },
            'checks': [
                {'function': 'slope_is_shared_by_all', 'points': 1, 'promise': 'gradient'},
            ],
        },
        {
            'name': 'depthwise_maxpool',
            'row': '11.4',
            'points': 3,
            'question': False,
            'promises': {
                'neighbours': 'group 0 holds the first C / groups channels, group 1 the next, and so on; out is the largest number of each group, pixel by pixel.',
            },
            'checks': [
                {'function': 'the_best_of_neighbours', 'points': 2, 'promise': 'neighbours'},
            ],
        },
        {
            'name': 'conv1x1',
            'row': '11.5',
            'points': 3,
            'question': False,
            'promises': {
                'mixes': 'each pixel of out is the weighted sum of the C numbers at that pixel, plus the bias of the filter.',
                'filters': 'there may be more or fewer filters than channels.',
            },
            'checks': [
                {
                    'function': 'two_channels_are_mixed',
                    'points': 2,
                    'promise': 'mixes',
                    'uses': ['conv_forward'],
                },
            ],
        },
        {
            'name': 'ResidualBlock',
            'row': '11.5',
            'points': 7,
            'question': False,
            'promises': {
                'identity': 'with w2 and b2 of 0 the block returns its input, negative numbers too; and x is left as it was.',
                'forward': 'out is x plus what the two convolutions, with relu between them, make of it.',
                'gradient': 'backward gives the gradients by x and by all four parameters, at the latest forward of this block.',
                'skip': 'what comes back through the skip is added to dx; and dout is left as it was.',
            },
            'checks': [
                {
                    'function': 'nothing_is_added',
                    'points': 1,
                    'promise': 'identity',
                    'uses': ['conv_forward', 'conv_backward'],
                    'always': True,
                },
                {
                    'function': 'slope_of_a_block',
                    'points': 2,
                    'promise': 'gradient',
                    'uses': ['conv_forward', 'conv_backward'],
                    'always': True,
                },
            ],
        },
        {
            'name': 'LeNet5',
            'row': '11.6',
            'points': 15,
            'question': False,
            'promises': {
                'params': 'params holds weights, drawn from rng, and biases of five layers in the shapes of the table, 44,426 numbers in all, or 61,706.',
                'scores': 'scores gives what the table says. What counts is the attribute params: it may be replaced from outside. In which order layer 3 takes its inputs is up to you.',
                'loss': 'the loss is the cross-entropy of the scores, averaged over the images.',
                'gradient': 'loss_and_grads gives the gradient of its loss by every entry of params.',
                'predict': 'the class with the largest score is predicted.',
                'fit': 'fit goes on from the present params with the steps of train_sgd, puts the result into params and returns the losses.',
                'accuracy': 'held-out digits are named, on the ladder below.',
                'pure': 'fit leaves X and y as they were.',
                'generator': 'the same generators give the same params, others give others; nothing else is random.',
            },
            'checks': [
                {'function': 'parameters_are_counted', 'points': 2, 'promise': 'params'},
                {
                    'function': 'slope_of_lenet',
                    'points': 3,
                    'promise': 'gradient',
                    'uses': ['conv_forward', 'conv_backward', 'maxpool_forward', 'maxpool_backward'],
                    'always': True,
                },
                {
                    'function': 'lenet_picks_the_largest_score',
                    'points': 1,
                    'promise': 'predict',
                    'uses': ['conv_forward', 'conv_backward', 'maxpool_forward', 'maxpool_backward'],
                    'always': True,
                },
                {
                    'function': 'one_batch_is_one_step',
                    'points': 1,
                    'promise': 'fit',
                    'uses': ['conv_forward', 'conv_backward', 'maxpool_forward', 'maxpool_backward'],
                    'always': True,
                },
                {
                    'function': 'lenet_leaves_its_arguments_alone',
                    'points': 1,
                    'promise': 'pure',
                    'uses': ['conv_forward', 'conv_backward', 'maxpool_forward', 'maxpool_backward'],
                    'always': True,
                },
            ],
        },
        {
            'name': 'count_parameters',
            'row': '11.7',
            'points': 5,
            'question': False,
            'promises': {
                'dense': 'each unit of a dense layer has one weight for each input, and a bias.',
                'conv': 'each filter has one weight for each of its pixels in each channel, and one bias, wherever it is moved.',
            },
            'checks': [
                {'function': 'a_unit_that_sees_everything', 'points': 2, 'promise': 'dense'},
                {'function': 'filters_that_see_a_window', 'points': 1, 'promise': 'conv'},
            ],
        },
        {
            'name': 'q_11_8a',
            'row': '11.8',
            'points': 1,
            'question': True,
            'promises': {
                'answer': 'AlexNet was the first to put several layers of filters between two poolings. Stack `layers` of them, 3x3 pixels each, stride 1, no pooling. How many pixels wide is the square of the image that one number at the top depends on? (A whole number.)',
            },
            'checks': [],
        },
        {
            'name': 'q_11_8b',
            'row': '11.8',
            'points': 1,
            'question': True,
            'promises': {
                'answer': 'GoogLeNet puts 1x1 filters before large ones. From `channels` feature maps 32 new ones are made by 5x5 filters: directly, or from 16 maps that 1x1 filters have made before. How many times more weights has the direct way? (Without biases; a number, to 1 %.)',
            },
            'checks': [],
        },
        {
            'name': 'q_11_8c',
            'row': '11.8',
            'points': 1,
            'question': True,
            'promises': {
                'answer': 'Xception parts a layer in two: first each of the `wide` maps gets one 3x3 filter of its own, then as many 1x1 filters mix the maps. SENet adds a dense layer from `wide` to `squeezed` units and one back, to weigh the maps. How many weights have all four together? (Without biases; a whole number.)',
            },
            'checks': [],
        },
        {
            'name': 'q_11_8d',
            'row': '11.8',
            'points': 1,
            'question': True,
            'promises': {
                'answer': 'A layer of filters in the middle of a network takes `millions` million multiplications forward. How many millions does its backward pass take, dw and dx together? (A number, to 1 %; multiplications alone, no padding.)',
            },
            'checks': [],
        },
        {
            'name': 'q_11_8e',
            'row': '11.8',
            'points': 1,
            'question': True,
            'promises': {
                'answer': 'Which one of the printed `choices` about feature maps is true? (Its letter, in quotes.)',
            },
            'checks': [],
        },
    ],
}
