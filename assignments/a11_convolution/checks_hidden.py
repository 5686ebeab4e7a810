"""Hidden checks of assignment 11: other inputs for the same promises. These never leave the instructor's machine."""

import numpy as np

from grader import dataset, generator, held_out, seed, source
from grader.assertions import (
    accuracy,
    assert_array,
    assert_backward,
    assert_close,
    assert_equal,
    assert_list,
    assert_number,
    assert_one_of,
    assert_parts,
    assert_repeatable,
    assert_true,
    record_curve,
    record_images,
)
from reference import convolution, losses, pooling, residual
from reference.activations import relu

from .checks_public import (
    BLOCK,
    BLOCK_BACK,
    LEAVES,
    MADE,
    NAMES,
    _back,
    _block,
    _counts,
    _distinct,
    _drawn,
    _images,
    _inputs,
    _layer,
    _out,
    _params,
    _picked,
    _plain_layer,
    _shapes,
)
from .solution import answers_of_11, numbers_of_11

# 11.1


def drawn_kernels_slide(student):
    """Kernels of 2x2 and 3x3 without any symmetry on square images, and one as large as the image."""
    rng = np.random.default_rng(seed())
    for size, k in ((5, 2), (6, 3), (3, 3)):
        image, kernel = rng.normal(size=(size, size)), rng.normal(size=(k, k))
        right = convolution.correlate2d(image, kernel)
        hint = "Entry (i, j) of the kernel meets pixel (p + i, q + j): nothing is flipped, turned or divided."
        assert_close(student.correlate2d(image, kernel), right, name="correlate2d(image, kernel)", hint=hint)


def wide_and_high_images(student):
    """Images and kernels whose heights and widths all differ; the kernels are the same when turned around."""
    rng = np.random.default_rng(seed())
    for image, kernel in (((4, 7), (2, 3)), ((7, 3), (4, 1)), ((2, 5), (1, 5))):
        image, kernel = rng.normal(size=image), rng.normal(size=kernel)
        kernel = kernel + kernel[::-1, ::-1]
        right = convolution.correlate2d(image, kernel)
        hint = "H - kh + 1 rows and W - kw + 1 columns."
        assert_close(student.correlate2d(image, kernel), right, name="correlate2d(image, kernel)", hint=hint)


def drawn_kernels_are_turned_around(student):
    """A square kernel and a wide one, both without symmetry."""
    rng = np.random.default_rng(seed())
    for image, kernel in (((5, 5), (3, 3)), ((4, 6), (2, 3))):
        image, kernel = rng.normal(size=image), rng.normal(size=kernel)
        right = convolution.convolve2d_true(image, kernel)
        hint = "Both axes are flipped: upside down, and left to right."
        assert_close(student.convolve2d_true(image, kernel), right, name="convolve2d_true(image, kernel)", hint=hint)


def horizontal_edges(student):
    """The other kernel."""
    right = convolution.edge_kernel("horizontal")
    assert_close(student.edge_kernel("horizontal"), right, name='edge_kernel("horizontal")')


# 11.2


def _compare_out(student, x, w, b, stride, pad, hint):
    """Compare the output of a layer with ours."""
    right, _ = convolution.conv_forward(x, w, b, stride, pad)
    out = _out(student, student.conv_forward, x, w, b, stride, pad)
    assert_close(out, right, name=f"out with stride={stride} and pad={pad}", hint=hint)


def drawn_channels(student):
    """Two images, three channels, two and four filters."""
    rng = np.random.default_rng(seed())
    hint = "out[n, f] adds up over all channels c, image n's channel c with the weights w[f, c]; then b[f], once."
    for filters in (2, 4):
        x, w, b = _layer(rng, (2, 3, 4, 4), (filters, 3, 2, 2))
        _compare_out(student, x, w + w[:, :, ::-1, ::-1], b, 1, 0, hint)


def heights_and_widths(student):
    """Images and filters whose heights and widths all differ, one channel and one filter."""
    rng = np.random.default_rng(seed())
    hint = "Ho comes from H and kh, Wo from W and kw."
    for x, w in (((2, 1, 5, 3), (1, 1, 2, 3)), ((2, 1, 3, 6), (1, 1, 3, 2)), ((2, 1, 4, 5), (1, 1, 1, 4))):
        _compare_out(student, *_plain_layer(rng, x, w), 1, 0, hint)


def strides_of_two_and_three(student):
    """Windows that fit exactly, and such that leave one or two pixels over."""
    rng = np.random.default_rng(seed())
    hint = "Window p begins at pixel p * stride; a window that would reach over the end is left out, not padded."
    for size, k, stride in ((6, 2, 2), (5, 3, 2), (7, 2, 3), (6, 3, 2)):
        _compare_out(student, *_plain_layer(rng, (1, 1, size, size), (1, 1, k, k)), stride, 0, hint)


def frames_of_zeros(student):
    """Padding of 0, 1 and 2."""
    rng = np.random.default_rng(seed())
    for pad in (0, 1, 2):
        x, w, b = _plain_layer(rng, (1, 1, 3, 3), (1, 1, 3, 3))
        _compare_out(student, x, w, b, 1, pad, "Zeros, not the pixels at the edge, and `pad` of them on every side.")


def one_of_everything(student):
    """One image, channel and filter; a window of one pixel, and one as large as the image."""
    rng = np.random.default_rng(seed())
    for x, w in (((1, 1, 1, 1), (1, 1, 1, 1)), ((1, 1, 3, 3), (1, 1, 3, 3)), ((1, 1, 3, 3), (1, 1, 1, 1))):
        _compare_out(student, *_plain_layer(rng, x, w), 1, 0, "Keep all four axes, also those of length 1.")


# 11.3


def _reference(place):
    """Return our pair, of which the backward gives one gradient."""

    def backward(dout, cache):
        return convolution.conv_backward(dout, cache)[place]

    return convolution.conv_forward, backward


def _compare_slope(student, place, x, w, b, stride, pad, hint):
    """Hold one gradient of a layer against ours, or against the student's own forward where that differs."""
    assert_backward(
        student.conv_forward,
        _picked(student, place),
        x,
        w,
        b,
        stride,
        pad,
        reference=_reference(place),
        wrt=(place,),
        names=(("dx", "dw", "db")[place],),
        hint=hint,
    )


def pixels_that_no_window_sees(student):
    """Strides of 2 and 3 that leave pixels over; windows that do not overlap, a frame of one zero."""
    rng = np.random.default_rng(seed())
    hint = "Window p began at pixel p * stride, so that is where its slope goes; pixels that no window saw keep 0."
    for size, k, stride in ((5, 2, 2), (7, 2, 3), (6, 3, 3)):
        _compare_slope(student, 0, *_plain_layer(rng, (2, 1, size, size), (1, 1, k, k)), stride, 1, hint)


def the_frame_is_cut_off(student):
    """Padding of 0, 1 and 2 under filters of one pixel; then the shape where the last row is not seen."""
    rng = np.random.default_rng(seed())
    hint = "Cut the frame off by pad : pad + H; a slice like pad : -pad is empty where pad is 0."
    for pad in (0, 1, 2):
        _compare_slope(student, 0, *_layer(rng, (2, 1, 3, 3), (2, 1, 1, 1)), 1, pad, hint)
    point = _layer(rng, (2, 1, 4, 4), (2, 1, 1, 1))
    grads = _back(student, student.conv_forward, student.conv_backward, np.ones((2, 2, 2, 2)), *point, 2, 0)
    assert_array(assert_parts(grads, "dx", "dw", "db")[0], (2, 1, 4, 4), name="dx with stride=2 and pad=0")


def filters_of_every_shape(student):
    """dw of wide and high filters, over several channels, with stride and padding."""
    rng = np.random.default_rng(seed())
    hint = "dw[f, c, i, j] adds up dout[n, f, p, q] times the pixel of channel c that w[f, c, i, j] met there."
    _compare_slope(student, 1, *_layer(rng, (3, 2, 5, 4), (2, 2, 2, 3)), 1, 0, hint)
    _compare_slope(student, 1, *_layer(rng, (2, 3, 5, 6), (4, 3, 3, 2)), 2, 1, hint)


def biases_of_many_images(student):
    """Four images, three filters, stride 2."""
    rng = np.random.default_rng(seed())
    hint = "One bias for each filter: dout is added up over images, rows and columns."
    _compare_slope(student, 2, *_layer(rng, (4, 1, 5, 4), (3, 1, 2, 2)), 2, 0, hint)


def images_of_every_shape(student):
    """dx for several channels and filters whose heights and widths all differ."""
    rng = np.random.default_rng(seed())
    hint = "dx[n, c] gets from each filter f its weights w[f, c] times dout[n, f], where that filter had looked."
    _compare_slope(student, 0, *_layer(rng, (2, 3, 4, 5), (2, 3, 2, 3)), 1, 1, hint)


def a_cache_is_kept(student):
    """The same cache twice, with another forward in between."""
    x, w, b = _layer(np.random.default_rng(seed()), (2, 2, 4, 4), (3, 2, 2, 2))

    hint = "All that backward needs belongs into the cache, and stays as it is."
    assert_repeatable(student.conv_forward, student.conv_backward, x, w, b, 1, 1, hint=hint)


# 11.4

WINDOWS = ((3, 2, (5, 7)), (3, 1, (4, 5)), (2, 3, (6, 5)), (1, 2, (4, 3)))  # overlapping, more so, with gaps, single


def windows_of_the_maximum(student):
    """Windows that overlap, leave gaps and leave pixels over."""
    rng = np.random.default_rng(seed())
    for window, stride, size in WINDOWS:
        x = rng.uniform(1, 2, size=(1, 1, *size))
        right, _ = pooling.maxpool_forward(x, window, stride)
        name = f"out with window={window} and stride={stride}"
        hint = "Window p begins at pixel p * stride, whatever its size is."
        assert_close(_out(student, student.maxpool_forward, x, window, stride), right, name=name, hint=hint)


def maxima_below_zero(student):
    """Two images, three channels, all numbers negative."""
    x = np.random.default_rng(seed()).normal(size=(2, 3, 4, 4)) - 9
    right, _ = pooling.maxpool_forward(x, 2, 2)

    hint = "The largest of the numbers in the window; channels and images do not mix."
    assert_close(_out(student, student.maxpool_forward, x, 2, 2), right, name="out", hint=hint)


def winners_of_several_windows(student):
    """Overlapping windows, and such with gaps; no ties."""
    rng = np.random.default_rng(seed())
    reference = pooling.maxpool_forward, pooling.maxpool_backward
    hint = "Add to dx, do not overwrite: a pixel may win in several windows."
    for window, stride, size in WINDOWS[:3]:
        x = _distinct(rng, (2, 2, *size))
        pair = student.maxpool_forward, student.maxpool_backward
        assert_backward(*pair, x, window, stride, reference=reference, names=("dx",), hint=hint)


def _first(tied, axes):
    """Keep of each window the first of those that tie, in the order of these axes; windows are the last two axes."""
    flat = tied.transpose(0, 1, *axes).reshape(2, 2, 4)
    kept = flat & (flat.cumsum(axis=2) == 1)
    return kept.reshape(2, 2, 2, 2).transpose(0, 1, *axes)


def equals_are_treated_alike(student):
    """A window of four equals, others where two of four tie; 5 is the largest in one window and not in the next."""
    x = np.array([[[[5.0, 5, 5, 7], [5, 5, 7, 0], [8, 2, 9, 9], [8, 3, 4, 4]]]])
    dout = np.array([[[[4.0, 8.0], [2.0, 6.0]]]])
    dx = _back(student, student.maxpool_forward, student.maxpool_backward, dout, x, 2, 2)

    parts = x.reshape(2, 2, 2, 2).swapaxes(1, 2)  # window p, q and in it pixel i, j
    tied = parts == parts.max(axis=(2, 3), keepdims=True)
    rows, columns, back = (2, 3), (3, 2), np.s_[:, :, ::-1, ::-1]
    weights = {"the first gets it": _first(tied, rows), "the last gets it": _first(tied[back], rows)[back]}
    weights |= {"the first by columns gets it": _first(tied, columns)}
    weights |= {"the last by columns gets it": _first(tied[back], columns)[back]}
    weights |= {"all get it": tied, "they share it": tied / tied.sum(axis=(2, 3), keepdims=True)}
    above = dout.reshape(2, 2, 1, 1)
    conventions = {name: (above * weight).swapaxes(1, 2).reshape(x.shape) for name, weight in weights.items()}
    assert_one_of(
        dx, conventions, name="dx", hint="Of several largest pixels: the first, the last, all, or a share each."
    )


def windows_of_the_mean(student):
    """Windows that overlap, leave gaps and leave pixels over."""
    rng = np.random.default_rng(seed())
    for window, stride, size in WINDOWS:
        x = rng.normal(size=(2, 2, *size))
        right, _ = pooling.avgpool_forward(x, window, stride)
        name = f"out with window={window} and stride={stride}"
        hint = "Window p begins at pixel p * stride; divide by the number of pixels in a window."
        assert_close(_out(student, student.avgpool_forward, x, window, stride), right, name=name, hint=hint)


def shares_of_several_windows(student):
    """Overlapping windows, and such with gaps."""
    rng = np.random.default_rng(seed())
    reference = pooling.avgpool_forward, pooling.avgpool_backward
    hint = "Add to dx, do not overwrite: a pixel may lie in several windows."
    for window, stride, size in WINDOWS[:3]:
        pair = student.avgpool_forward, student.avgpool_backward
        x = rng.normal(size=(2, 2, *size))
        assert_backward(*pair, x, window, stride, reference=reference, names=("dx",), hint=hint)


def groups_of_drawn_channels(student):
    """Eight channels of 3x2 pixels in one, two, four and eight groups; two images, negative numbers."""
    x = np.random.default_rng(seed()).normal(size=(2, 8, 3, 2)) - 5
    for groups in (1, 2, 4, 8):
        right = pooling.depthwise_maxpool(x, groups)
        hint = "Cut the channels into `groups` pieces of neighbours; rows and columns stay."
        assert_close(student.depthwise_maxpool(x, groups), right, name=f"out with groups={groups}", hint=hint)


# 11.5


def more_and_fewer_filters(student):
    """Two filters over five channels, five over two, four over four, as many as columns."""
    rng = np.random.default_rng(seed())
    for C, F in ((5, 2), (2, 5), (4, 4)):
        x, w, b = rng.normal(size=(2, C, 3, 4)), rng.normal(size=(F, C)), rng.normal(size=F)
        right = residual.conv1x1(x, w, b)
        assert_close(student.conv1x1(x, w, b), right, name="conv1x1(x, w, b)", hint="w[f, c] weighs channel c.")


def sums_of_drawn_blocks(student):
    """More channels inside than outside, and fewer; biases of both signs."""
    rng = np.random.default_rng(seed())
    for C, M in ((2, 3), (3, 1)):
        x, w1, b1, w2, b2 = _block(rng, C, M, (2, 3, 5))
        hidden = relu(convolution.conv_forward(x, w1, b1, 1, 1)[0])
        right = x + convolution.conv_forward(hidden, w2, b2, 1, 1)[0]
        out = _out(student, student.run(BLOCK, student.ResidualBlock), x, w1, b1, w2, b2)
        assert_close(out, right, name="forward(x)", hint="x + conv(relu(conv(x))), both with their biases.")


def _our_forward(x, w1, b1, w2, b2):
    """Send x through a new block of ours."""
    block = residual.ResidualBlock(w1, b1, w2, b2)
    return block.forward(x), block


def _our_backward(dout, block):
    """Send a slope back through a block of ours."""
    return block.backward(dout)


AMONG_OTHERS = source(
    "def go(cls):\n"
    "    def forward(x, w1, b1, w2, b2):\n"
    "        block, other = cls(w1, b1, w2, b2), cls(w1, b1, w2, b2)\n"
    "        block.forward(1 - x)\n"
    "        out = block.forward(x)\n"
    "        other.forward(2 - x)\n"
    "        return out, block\n"
    "    return forward"
)


def slopes_of_wide_and_narrow_blocks(student):
    """Four channels inside of two, and one inside of three; an earlier forward, and a later one of another block."""
    rng = np.random.default_rng(seed())
    forward, backward = student.run(AMONG_OTHERS, student.ResidualBlock), student.run(BLOCK_BACK)
    for C, M in ((2, 4), (3, 1)):
        point = _block(rng, C, M, (2, 3, 5))
        pair = _our_forward, _our_backward
        hint = "The opposite order; relu lets through what it let through at this block's latest forward."
        assert_backward(forward, backward, *point, reference=pair, names=NAMES, hint=hint)


def what_comes_through_the_skip(student):
    """With w2 of 0 nothing comes through the convolutions."""
    rng = np.random.default_rng(seed())
    x, w1, b1, w2, b2 = _block(rng, 2, 3)
    dout = rng.normal(size=x.shape)
    forward, backward = student.run(BLOCK, student.ResidualBlock), student.run(BLOCK_BACK)
    grads = _back(student, forward, backward, dout, x, w1, b1, 0 * w2, b2)

    dx, *others = assert_parts(grads, *NAMES)
    found = [assert_array(each, None, name=name) for each, name in zip(others, NAMES[1:], strict=True)]
    assert_true(any(each.any() for each in found), "dw2 must not be 0 where the hidden maps are not 0.")
    assert_close(
        dx, dout, name="dx with w2 = 0", hint="out is x plus something, so its slope by x is 1 plus something."
    )
    same = student.run(LEAVES, forward, backward, dout, x, w1, b1, w2, b2)
    assert_equal(same, True, name="whether dout is as it was", hint="Add into a new array: dout += ... writes into it.")


# 11.6


def _our_scores(params, X):
    """Return the scores of our network, with padding where layer 3 has inputs for it."""
    maps, pad = X, 2 if len(params["W3"]) == 400 else 0
    for k in ("1", "2"):
        pre, _ = convolution.conv_forward(maps, params["W" + k], params["b" + k], 1, pad if k == "1" else 0)
        maps, _ = pooling.maxpool_forward(relu(pre), 2, 2)
    out = maps.reshape(len(X), -1)
    for k in ("3", "4", "5"):
        out = out @ params["W" + k] + params["b" + k]
        out = relu(out) if k != "5" else out
    return out


def scores_of_drawn_parameters(student):
    """Three drawn images, then one; all rows of W3 are equal, so that the order of its inputs makes no difference."""
    rng = np.random.default_rng(seed())
    rows = _inputs(student)
    params, X = _drawn(rng, _shapes(rows)), _images(rng, 3)
    params["W3"] = np.repeat(params["W3"].mean(axis=0, keepdims=True), rows, axis=0)
    model = student.run(MADE, student.LeNet5, generator(seed()), params)

    hint = "Filters, bias, relu, pooling, twice; then three dense layers, relu after the first two; from self.params."
    for images in (X, X[:1]):
        assert_close(model.scores(images), _our_scores(params, images), name="scores(X)", hint=hint)


LOSS = source("def go(model, X, y):\n    loss, grads = model.loss_and_grads(X, y)\n    return loss")


def loss_of_the_own_scores(student):
    """Five drawn images: the loss against the cross-entropy of the student's scores."""
    rng = np.random.default_rng(seed())
    params, X, y = _drawn(rng, _shapes(_inputs(student))), _images(rng, 5), rng.integers(10, size=5)
    model = student.run(MADE, student.LeNet5, generator(seed()), params)
    scores = assert_array(model.scores(X), (5, 10), name="scores(X)").astype(float)
    loss = student.run(LOSS, model, X, y)

    assert_true(float(np.ptp(scores)) > 1e-6, "The scores of drawn images must differ; yours are all the same.")
    right, _ = losses.cross_entropy(scores, y)
    found = assert_number(loss, name="loss")
    assert_close(found, right, name="loss", rows=5, hint="cross_entropy(scores, y), a mean over the images.")


FIT = source(
    "def enlarged(inputs, side, factor, frame):\n"
    "    images = inputs.reshape(-1, side, side).repeat(factor, axis=1).repeat(factor, axis=2)\n"
    "    return np.pad(images, ((0, 0), (frame, frame), (frame, frame)))[:, None]\n"
    "def fit(model, inputs, labels, order, side, factor, frame, *how):\n"
    "    return model.fit(enlarged(inputs, side, factor, frame), order[labels], *how)\n"
    "def predict(model, inputs, side, factor, frame):\n"
    "    images = enlarged(inputs, side, factor, frame)\n"
    "    if len(images) <= 1000:\n"
    "        return model.predict(images)\n"  # what is sent to the layers that are ours has a limit
    "    return np.concatenate([model.predict(images[i : i + 1000]) for i in range(0, len(images), 1000)])\n"
    "def go(model, inputs, labels, order, shown, form, how):\n"
    "    found = fit(model, inputs, labels, order, *form, *how)\n"
    "    return found, predict(model, shown, *form), model.params['W1']"
)
_DATA = {
    "digits": ("digits/train_inputs", "digits/train_labels", (8, 3, 2)),
    "mnist": ("mnist/train_inputs_10k", "mnist/train_labels_10k", (28, 1, 0)),
}


def _named(student, data, eta, epochs, batch_size):
    """Return the share of held-out images that are named after training.

    The classes are numbered in an order that nobody knows before: weights or answers brought along are worth nothing.
    """
    inputs, labels, form = _DATA[data]
    order = np.random.default_rng(seed(2)).permutation(10)
    X, y = held_out(data)
    model = student.LeNet5.keep(generator(seed()))
    how = (eta, epochs, batch_size, generator(seed(1)))
    result = student.run(FIT, model, dataset(inputs), dataset(labels), order, X, form, how)
    found, classes, filters = assert_parts(result, "losses", "predict(X)", "params['W1']")
    found = found.tolist() if isinstance(found, np.ndarray) else found
    curve = [assert_number(each, name="a loss") for each in assert_list(found, epochs, name="losses")]
    record_curve("Loss of each epoch", {"mean over the training images": enumerate(curve, start=1)})
    record_images("The six filters of layer 1", assert_array(filters, (6, 1, 5, 5), name="params['W1']")[:, 0])
    return accuracy(classes, order[y], name="predict(X)")


def lenet_reads_digits(student):
    """Share of held-out digits, enlarged to 28x28, that LeNet-5 names."""
    return _named(student, "digits", 0.02, 4, 8)


def lenet_reads_mnist(student):
    """The same after two epochs on 10,000 images of MNIST."""
    return _named(student, "mnist", 0.05, 2, 16)


def lenet_draws_from_its_generators(student):
    """The same generators twice, then another for the weights, then another for the order of the batches."""
    rng = np.random.default_rng(seed())
    X, y = _images(rng, 4), np.array([2, 0, 1, 5])
    found = []
    for weights, order in ((1, 1), (1, 1), (2, 1), (1, 2), (1, 3), (1, 4)):
        model = student.LeNet5.keep(generator(seed(weights)))
        first = _params(student, model, {"W1": (6, 1, 5, 5)})
        model.fit(X, y, 0.5, 1, 1, generator(seed(10 + order)))
        found.append((first["W1"], _params(student, model, {"W5": (84, 10)})["W5"]))

    (start, end), again, other, *orders = found
    same = np.array_equal(start, again[0]) and np.array_equal(end, again[1])
    assert_true(same, "The same generators must give the same params.", hint="Draw from rng alone.")
    assert_true(not np.array_equal(start, other[0]), "Another generator must give other weights.", hint="Use rng.")
    differ = any(not np.array_equal(end, each[1]) for each in orders)
    assert_true(differ, "Another generator in fit must give other batches.", hint="Draw the batches from fit's rng.")
    model, _ = student.LeNet5.keep(generator(seed(1))), student.LeNet5.keep(generator(seed(2)))
    kept = np.array_equal(start, _params(student, model, {"W1": (6, 1, 5, 5)})["W1"])
    assert_true(kept, "A second network must not change the first one.", hint="Make self.params anew in __init__.")


# 11.7


def dense_layers_of_drawn_sizes(student):
    """Three dense layers."""
    sizes = np.random.default_rng(seed()).integers(2, 500, size=(3, 2)).tolist()
    _counts(student, {("dense", a, b): a * b + b for a, b in sizes})


def filters_of_drawn_sizes(student):
    """Filters of one pixel, of one channel, and wide ones."""
    C, F = np.random.default_rng(seed()).integers(2, 60, size=2).tolist()
    cases = {("conv", C, F, 1, 1): F * C + F, ("conv", 1, F, 3, 3): 10 * F, ("conv", C, 1, 3, 5): 15 * C + 1}
    _counts(student, cases | {("conv", C, F, 2, 7): F * (14 * C + 1)})


# 11.8


def _who(student):
    """Say that a name was entered, and return it."""
    who = student.value("who")
    text = "who must be your name or your student number, as text: the numbers of the questions are drawn from it."
    assert_true(isinstance(who, str) and bool(who.strip()), text, hint='Write it in quotes, who = "Ada Lovelace".')
    return who


def _answered(student, name, rtol, hint):
    """Compare a number with the answer for the student's own numbers."""
    right = answers_of_11(_who(student))[name]
    assert_close(assert_number(student.value(name), name=name), right, rtol=rtol, name=name, hint=hint)


def pixels_seen_through_layers(student):
    """The receptive field of several 3x3 layers."""
    _answered(student, "q_11_8a", 1e-9, "One layer sees 3 pixels in a row. How many more does each further layer add?")


def weights_saved_by_a_bottleneck(student):
    """A 1x1 layer before a 5x5 layer."""
    hint = (
        "Without: 25 weights for each pair of channel and filter. With: the 1x1 filters first, then 5x5 over 16 maps."
    )
    _answered(student, "q_11_8b", 0.01, hint)


def weights_of_a_separable_layer(student):
    """A depthwise and a 1x1 layer, and the two small dense layers that weigh the channels."""
    hint = "One 3x3 filter for each channel; then 1x1 filters over all channels; then two dense layers."
    _answered(student, "q_11_8c", 1e-9, hint)


def products_of_the_way_back(student):
    """The backward pass, in multiplications."""
    _answered(student, "q_11_8d", 0.01, "dw takes one product for each one of the forward pass. And dx?")


def a_picked_answer_about_features(student):
    """The letter of the right choice."""
    choices = numbers_of_11(_who(student))["choices"]
    answer = student.value("q_11_8e")
    letter = answer.strip().upper() if isinstance(answer, str) else ""

    assert_true(letter in choices, "q_11_8e must be one of the letters A, B, C, D, in quotes.")
    assert_true(letter == answers_of_11(_who(student))["q_11_8e"], "q_11_8e must name the one statement that is true.")
