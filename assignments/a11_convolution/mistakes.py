"""Typical wrong solutions of assignment 11: what each check must catch, and what a student who made it should read."""

import numpy as np

from grader import Mistake
from reference.activations import relu
from reference.convolution import (
    conv_backward,
    conv_forward,
    convolve2d_true,
    correlate2d,
    edge_kernel,
    mean_kernel,
    shifted,
    windows,
)
from reference.initialization import he_normal
from reference.lenet import LeNet5
from reference.losses import cross_entropy, softmax
from reference.parameter_counts import count_parameters
from reference.pooling import (
    avgpool_backward,
    avgpool_forward,
    depthwise_maxpool,
    maxpool_backward,
    maxpool_forward,
)
from reference.residual import ResidualBlock, conv1x1
from reference.training import train_sgd

from . import checks_hidden as hidden
from . import checks_public as public

# 11.1


def kernel_flipped(image, kernel):
    """Convolves as mathematics does."""
    return correlate2d(image, kernel[::-1, ::-1])


def same_size(image, kernel):
    """Pads with zeros, so that out is as large as the image."""
    (kh, kw), (H, W) = kernel.shape, image.shape
    padded = np.zeros((H + kh - 1, W + kw - 1))
    padded[kh // 2 : kh // 2 + H, kw // 2 : kw // 2 + W] = image
    return correlate2d(padded, kernel)


def divided_by_the_kernels_sum(image, kernel):
    """Makes every filter a weighted mean."""
    total = kernel.sum()
    return correlate2d(image, kernel) / (total if abs(total) > 1e-12 else 1.0)


def last_place_forgotten(image, kernel):
    """Leaves out the + 1."""
    return correlate2d(image, kernel)[:-1, :-1]


def square_images_only(image, kernel):
    """Takes the height for both sides."""
    n, k = image.shape[0], kernel.shape[0]
    out = np.zeros((n - k + 1, n - k + 1))
    for p in range(n - k + 1):
        for q in range(n - k + 1):
            out[p, q] = (image[p : p + k, q : q + k] * kernel).sum()
    return out


def kernel_turned_on_its_side(image, kernel):
    """Swaps the rows and columns of the kernel."""
    return correlate2d(image, kernel.T)


def flipped_left_to_right(image, kernel):
    """Flips one axis."""
    return correlate2d(image, kernel[:, ::-1])


def flipped_upside_down(image, kernel):
    """Flips the other axis."""
    return correlate2d(image, kernel[::-1])


def not_flipped_at_all(image, kernel):
    """Correlates."""
    return correlate2d(image, kernel)


def image_flipped_too(image, kernel):
    """Flips the image and not the kernel, so that the result comes out turned around."""
    return correlate2d(image[::-1, ::-1], kernel)


def directions_mixed_up(direction):
    """Takes the direction for that in which the kernel changes."""
    return edge_kernel("horizontal" if direction == "vertical" else "vertical")


def dark_before_light(direction):
    """Has the opposite sign."""
    return -edge_kernel(direction)


def the_same_for_both(direction):
    """Never looks at the direction."""
    return edge_kernel("vertical")


def weighted_rows(direction):
    """Gives the middle row twice the weight, as Sobel's kernel does."""
    kernel = np.array([[1.0, 0.0, -1.0], [2.0, 0.0, -2.0], [1.0, 0.0, -1.0]])
    return kernel if direction == "vertical" else kernel.T


def sum_of_the_pixels(k):
    """Forgets to divide."""
    return np.ones((k, k))


def divided_by_the_side(k):
    """Divides by k, not by the number of pixels."""
    return np.ones((k, k)) / k


def middle_left_out(k):
    """Takes the mean of the neighbours alone, k * k - 1 of them."""
    kernel = np.full((k, k), 1.0 / max(k * k - 1, 1))
    kernel[k // 2, k // 2] = 0.0
    return kernel


# 11.2


def filters_flipped(x, w, b, stride=1, pad=0):
    """Convolves as mathematics does."""
    return conv_forward(x, w[:, :, ::-1, ::-1], b, stride, pad)


def frame_of_edge_values(x, w, b, stride=1, pad=0):
    """Repeats the pixels at the edge."""
    padded = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)), mode="edge")
    return conv_forward(padded, w, b, stride, 0)[0], (x, w, stride, pad)


def frame_on_two_sides(x, w, b, stride=1, pad=0):
    """Adds all zeros below and on the right."""
    padded = np.pad(x, ((0, 0), (0, 0), (0, 2 * pad), (0, 2 * pad)))
    return conv_forward(padded, w, b, stride, 0)[0], (x, w, stride, pad)


def frame_that_is_never_built(x, w, b, stride=1, pad=0):
    """Forgets the padding."""
    return conv_forward(x, w, b, stride, 0)[0], (x, w, stride, pad)


def output_rounded_up(x, w, b, stride=1, pad=0):
    """Completes windows that do not fit by zeros."""
    rest = [-(side + 2 * pad - k) % stride for side, k in zip(x.shape[2:], w.shape[2:], strict=True)]
    padded = np.pad(x, ((0, 0), (0, 0), (pad, pad + rest[0]), (pad, pad + rest[1])))
    return conv_forward(padded, w, b, stride, 0)[0], (x, w, stride, pad)


def strides_in_one_direction(x, w, b, stride=1, pad=0):
    """Forgets the stride along the rows."""
    return conv_forward(x, w, b, 1, pad)[0][:, :, ::stride], (x, w, stride, pad)


def stride_begins_in_the_middle(x, w, b, stride=1, pad=0):
    """Lets the first window begin at stride - 1."""
    out = conv_forward(x, w, b, 1, pad)[0][:, :, stride - 1 :: stride, stride - 1 :: stride]
    return out, (x, w, stride, pad)


def height_and_width_mixed_up(x, w, b, stride=1, pad=0):
    """Cuts windows of kw x kh, with the filter turned on its side."""
    out, _ = conv_forward(x, w.transpose(0, 1, 3, 2), b, stride, pad)
    return out, (x, w, stride, pad)


def square_output(x, w, b, stride=1, pad=0):
    """Computes Wo from the height."""
    side = windows(x.shape[2], w.shape[2], stride, pad)
    out, cache = conv_forward(x, w, b, stride, pad)
    found = np.zeros((*out.shape[:2], side, side))
    rows, columns = min(side, out.shape[2]), min(side, out.shape[3])
    found[:, :, :rows, :columns] = out[:, :, :rows, :columns]
    return found, cache


def first_channel_only(x, w, b, stride=1, pad=0):
    """Takes the first channel for the whole image."""
    return conv_forward(x[:, :1], w[:, :1], b, stride, pad)[0], (x, w, stride, pad)


def channels_averaged(x, w, b, stride=1, pad=0):
    """Takes the mean over the channels."""
    return conv_forward(x, w / x.shape[1], b, stride, pad)[0], (x, w, stride, pad)


def one_filter_for_all_channels(x, w, b, stride=1, pad=0):
    """Uses the weights of channel 0 for every channel."""
    return conv_forward(x, np.repeat(w[:, :1], x.shape[1], axis=1), b, stride, pad)[0], (x, w, stride, pad)


def bias_for_each_channel(x, w, b, stride=1, pad=0):
    """Adds the bias inside of the loop over channels."""
    return conv_forward(x, w, b * x.shape[1], stride, pad)[0], (x, w, stride, pad)


def bias_left_out(x, w, b, stride=1, pad=0):
    """Forgets the bias."""
    return conv_forward(x, w, 0 * b, stride, pad)[0], (x, w, stride, pad)


def single_axes_lost(x, w, b, stride=1, pad=0):
    """Squeezes axes of length 1 away, where there is one image with one pixel left."""
    out, cache = conv_forward(x, w, b, stride, pad)
    return (out if out.size > 1 else out.squeeze()), cache


def images_centred_in_place(x, w, b, stride=1, pad=0):
    """Multiplies the caller's filters by 1, and adds the bias to them for a moment that never ends."""
    out, cache = conv_forward(x, w, b, stride, pad)
    w += b[:, None, None, None]
    return out, cache


# 11.3


def _parts(cache):
    """Return what our cache holds, with the size of the output."""
    x, w, stride, pad = cache
    (N, C, H, W), (F, _, kh, kw) = x.shape, w.shape
    return (N, C, H, W, F, kh, kw), (windows(H, kh, stride, pad), windows(W, kw, stride, pad))


def overlap_overwritten(dout, cache):
    """Writes into dx where it must add."""
    _, w, stride, pad = cache
    (N, C, H, W, F, kh, kw), (height, width) = _parts(cache)
    back = (w.reshape(F, -1).T @ dout.reshape(N, F, -1)).reshape(N, C, kh, kw, height, width)
    padded = np.zeros((N, C, H + 2 * pad, W + 2 * pad))
    for p in range(height):
        for q in range(width):
            padded[:, :, p * stride : p * stride + kh, q * stride : q * stride + kw] = back[..., p, q]
    return padded[:, :, pad : pad + H, pad : pad + W], *conv_backward(dout, cache)[1:]


def filters_of_the_last_image(dout, cache):
    """Overwrites dw image by image."""
    dx, _, db = conv_backward(dout, cache)
    return dx, conv_backward(dout[-1:], (cache[0][-1:], *cache[1:]))[1], db


def filters_averaged_over_images(dout, cache):
    """Divides dw and db by the number of images, though dout has the mean in it already."""
    dx, dw, db = conv_backward(dout, cache)
    return dx, dw / len(dout), db / len(dout)


def filters_averaged_over_places(dout, cache):
    """Takes the mean over the places."""
    dx, dw, db = conv_backward(dout, cache)
    return dx, dw / dout[0, 0].size, db


def weights_reshaped_after_turning(dout, cache):
    """Turns the filters before it flattens them, so that dx is scrambled while dw is right."""
    x, w, stride, pad = cache
    scrambled = w.transpose(2, 3, 1, 0).reshape(w.shape)
    return conv_backward(dout, (x, scrambled, stride, pad))[0], *conv_backward(dout, cache)[1:]


def filters_flipped_on_the_way_back(dout, cache):
    """Flips the filters once too often."""
    x, w, stride, pad = cache
    return conv_backward(dout, (x, w[:, :, ::-1, ::-1], stride, pad))[0], *conv_backward(dout, cache)[1:]


def frame_cut_by_negative_index(dout, cache):
    """Cuts by pad : -pad, which leaves nothing where pad is 0."""
    dx, dw, db = conv_backward(dout, cache)
    return (dx if cache[3] else dx[:, :, 0:-0, 0:-0]), dw, db


def frame_left_on(dout, cache):
    """Forgets to cut the frame off."""
    x, w, stride, pad = cache
    padded = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    return conv_backward(dout, (padded, w, stride, 0))


def stride_forgotten_on_the_way_back(dout, cache):
    """Sends the slopes back as if windows lay side by side."""
    _, w, _, pad = cache
    (N, C, H, W, F, kh, kw), (height, width) = _parts(cache)
    back = (w.reshape(F, -1).T @ dout.reshape(N, F, -1)).reshape(N, C, kh, kw, height, width)
    padded = np.zeros((N, C, H + 2 * pad, W + 2 * pad))
    for i in range(kh):
        for j in range(kw):
            padded[shifted(i, j, 1, height, width)] += back[:, :, i, j]
    return padded[:, :, pad : pad + H, pad : pad + W], *conv_backward(dout, cache)[1:]


def image_as_large_as_the_windows(dout, cache):
    """Gives dx the size that the windows cover, without the pixels that are left over."""
    dx, dw, db = conv_backward(dout, cache)
    stride, pad, (kh, kw) = cache[2], cache[3], cache[1].shape[2:]
    height, width = (dout.shape[2] - 1) * stride + kh - pad, (dout.shape[3] - 1) * stride + kw - pad
    return dx[:, :, :height, :width], dw, db


def biases_of_one_image(dout, cache):
    """Adds up over the places of the first image."""
    dx, dw, _ = conv_backward(dout, cache)
    return dx, dw, dout[0].sum(axis=(1, 2))


def biases_averaged(dout, cache):
    """Takes the mean over images and places."""
    dx, dw, _ = conv_backward(dout, cache)
    return dx, dw, dout.mean(axis=(0, 2, 3))


def order_of_the_results(dout, cache):
    """Returns dw first."""
    dx, dw, db = conv_backward(dout, cache)
    return dw, dx, db


def slope_changed_in_place(dout, cache):
    """Writes into dout."""
    grads = conv_backward(dout, cache)
    dout *= 0.5
    return grads


# 11.4


def largest_over_channels(x, window, stride):
    """Takes the largest of all channels."""
    top = np.repeat(x.max(axis=1, keepdims=True), x.shape[1], axis=1)
    out, _ = maxpool_forward(top, window, stride)
    return out, maxpool_forward(x, window, stride)[1]


def largest_or_zero(x, window, stride):
    """Begins the comparison with 0."""
    out, cache = maxpool_forward(x, window, stride)
    return np.maximum(out, 0.0), cache


def largest_in_size(x, window, stride):
    """Compares absolute values."""
    return maxpool_forward(np.abs(x), window, stride)


def windows_side_by_side(x, window, stride):
    """Never looks at the stride."""
    return maxpool_forward(x, window, window)


def windows_beyond_the_edge(x, window, stride):
    """Completes windows that do not fit."""
    rest = [-(side - window) % stride for side in x.shape[2:]]
    filled = np.pad(x, ((0, 0), (0, 0), (0, rest[0]), (0, rest[1])), constant_values=-1e9)
    return maxpool_forward(filled, window, stride)[0], maxpool_forward(x, window, stride)[1]


def slope_for_all_pixels(dout, cache):
    """Sends the slope to every pixel of the window."""
    _, shape, window, stride = cache
    return avgpool_backward(dout, (shape, window, stride)) * window**2


def slope_shared_though_one_won(dout, cache):
    """Treats the maximum as a mean."""
    _, shape, window, stride = cache
    return avgpool_backward(dout, (shape, window, stride))


def last_window_wins(dout, cache):
    """Overwrites dx where a pixel wins twice."""
    winner, shape, window, stride = cache
    dx = np.zeros(shape)
    for n, c, p, q in np.ndindex(*dout.shape):
        i, j = divmod(int(winner[n, c, p, q]), window)
        dx[n, c, p * stride + i, q * stride + j] = dout[n, c, p, q]
    return dx


def ones_at_the_winners(dout, cache):
    """Sends back 1, whatever came from above."""
    return maxpool_backward(np.ones_like(dout), cache)


def sum_of_each_window(x, window, stride):
    """Forgets to divide."""
    out, cache = avgpool_forward(x, window, stride)
    return out * window**2, cache


def divided_by_the_stride(x, window, stride):
    """Divides by the square of the stride."""
    out, cache = avgpool_forward(x, window, stride)
    return out * window**2 / stride**2, cache


def means_side_by_side(x, window, stride):
    """Never looks at the stride."""
    return avgpool_forward(x, window, window)


def mean_over_the_channels(x, window, stride):
    """Averages over the channels as well."""
    mixed = np.repeat(x.mean(axis=1, keepdims=True), x.shape[1], axis=1)
    return avgpool_forward(mixed, window, stride)


def slope_in_full_for_all(dout, cache):
    """Forgets to divide on the way back."""
    return avgpool_backward(dout, cache) * cache[1] ** 2


def shares_overwritten(dout, cache):
    """Writes where windows overlap."""
    shape, window, stride = cache
    dx = np.zeros(shape)
    for p in range(dout.shape[2]):
        for q in range(dout.shape[3]):
            place = (..., slice(p * stride, p * stride + window), slice(q * stride, q * stride + window))
            dx[place] = (dout[:, :, p, q] / window**2)[:, :, None, None]
    return dx


def corner_gets_all(dout, cache):
    """Sends everything to the upper left pixel."""
    shape, _, stride = cache
    dx = np.zeros(shape)
    dx[shifted(0, 0, stride, *dout.shape[2:])] += dout
    return dx


def every_other_channel(x, groups):
    """Puts channels 0, groups, 2 * groups, ... together."""
    N, C, H, W = x.shape
    return x.reshape(N, C // groups, groups, H, W).max(axis=1)


def groups_taken_for_their_size(x, groups):
    """Puts `groups` channels into each group."""
    N, C, H, W = x.shape
    return x.reshape(N, C // groups, groups, H, W).max(axis=2)


def mean_of_each_group(x, groups):
    """Averages."""
    N, C, H, W = x.shape
    return x.reshape(N, groups, C // groups, H, W).mean(axis=2)


def groups_mixed_with_rows(x, groups):
    """Reshapes as if the channels came last."""
    N, C, H, W = x.shape
    return x.reshape(N, groups, H, W, C // groups).max(axis=-1)


# 11.5


def mixed_the_other_way(x, w, b):
    """Reads w as (C, F)."""
    turned = w.T if w.shape[0] == w.shape[1] else w.reshape(w.shape[1], w.shape[0]).T
    return conv1x1(x, turned, b)


def mixed_without_bias(x, w, b):
    """Forgets the bias."""
    return conv1x1(x, w, 0 * b)


def mixed_and_averaged(x, w, b):
    """Takes the mean over the channels."""
    return conv1x1(x, w / x.shape[1], b)


def mixed_with_a_relu(x, w, b):
    """Cuts off what is negative."""
    return relu(conv1x1(x, w, b))


class BlockWithReluAfterTheSum(ResidualBlock):
    """Ends with a relu, as the blocks of the paper do."""

    def forward(self, x):
        """Cut off what is negative."""
        self.total = super().forward(x)
        return relu(self.total)

    def backward(self, dout):
        """Send back what was not cut off."""
        return super().backward(dout * (self.total > 0))


class BlockWithoutItsSkip(ResidualBlock):
    """Forgets the skip on the way back."""

    def backward(self, dout):
        """Send back through the convolutions alone."""
        dx, *rest = super().backward(dout)
        return dx - dout, *rest


class BlockThatReplacesItsInput(ResidualBlock):
    """Forgets the skip altogether."""

    def forward(self, x):
        """Send through the convolutions alone."""
        return super().forward(x) - x

    def backward(self, dout):
        """Send back likewise."""
        dx, *rest = super().backward(dout)
        return dx - dout, *rest


class BlockWithoutRelu(ResidualBlock):
    """Lets the two convolutions follow each other directly."""

    def forward(self, x):
        """Send through both convolutions."""
        hidden, self.first = conv_forward(x, self.w1, self.b1, 1, 1)
        added, self.second = conv_forward(hidden, self.w2, self.b2, 1, 1)
        return x + added

    def backward(self, dout):
        """Send back through both."""
        dhidden, dw2, db2 = conv_backward(dout, self.second)
        dx, dw1, db1 = conv_backward(dhidden, self.first)
        return dout + dx, dw1, db1, dw2, db2


class BlockThatForgetsWhatReluCut(ResidualBlock):
    """Sends the slope through relu as if nothing had been cut off."""

    def backward(self, dout):
        """Send back through both convolutions."""
        dhidden, dw2, db2 = conv_backward(dout, self.second)
        dx, dw1, db1 = conv_backward(dhidden, self.first)
        return dout + dx, dw1, db1, dw2, db2


class BlockWithoutItsSecondBias(ResidualBlock):
    """Leaves b2 out."""

    def forward(self, x):
        """Add without the bias."""
        return super().forward(x) - self.b2[:, None, None]


class BlockThatKeepsItsFirstForward(ResidualBlock):
    """Keeps for the way back what the first forward needs, for ever."""

    def forward(self, x):
        """Keep, unless something is kept."""
        out = super().forward(x)
        self.kept = getattr(self, "kept", (self.pre, self.first, self.second))
        return out

    def backward(self, dout):
        """Send back through what is kept."""
        self.pre, self.first, self.second = self.kept
        return super().backward(dout)


class BlockThatSharesWhatItKeeps(ResidualBlock):
    """Keeps on the class what the way back needs, so that every forward of any block replaces it."""

    def forward(self, x):
        """Keep for all blocks."""
        out = super().forward(x)
        type(self).kept = self.pre, self.first, self.second
        return out

    def backward(self, dout):
        """Send back through what some block kept."""
        self.pre, self.first, self.second = self.kept
        return super().backward(dout)


class BlockThatWritesIntoItsInput(ResidualBlock):
    """Adds in place."""

    def forward(self, x):
        """Add to the caller's maps."""
        x += super().forward(x.copy()) - x
        return x


# 11.6


class LeNetThatUnflattensInAnotherOrder(LeNet5):
    """Flattens with the channels last, and unflattens with the channels first."""

    def _forward(self, params, X):
        """Reorder the rows of W3, which is the same as reordering its inputs."""
        order = np.arange(256).reshape(4, 4, 16).transpose(2, 0, 1).ravel()
        return super()._forward(params | {"W3": params["W3"][order]}, X)

    def _loss_and_grads(self, params, X, y):
        """Give dW3 in the order of the inputs, but not the slope of the maps."""
        loss, grads = super()._loss_and_grads(params, X, y)
        order = np.arange(256).reshape(16, 4, 4).transpose(1, 2, 0).ravel()
        wrong = super()._loss_and_grads(params | {"W3": np.roll(params["W3"], 16, axis=0)}, X, y)[1]
        return loss, grads | {"W3": grads["W3"][order], "W1": wrong["W1"], "W2": wrong["W2"]}


class LeNetWithoutTheSecondBias(LeNet5):
    """Never adds b2, and says that its slope is what it would be."""

    def _forward(self, params, X):
        """Leave b2 out."""
        return super()._forward(params | {"b2": 0 * params["b2"]}, X)


class LeNetWithParametersOfPooling(LeNet5):
    """Has a weight and a bias for each map that is pooled, as the paper of 1998 had."""

    def __init__(self, rng):
        """Draw the parameters, and those of the poolings."""
        super().__init__(rng)
        self.params |= {"s1": np.ones(6), "s2": np.ones(16)}


class LeNetWithoutBiases(LeNet5):
    """Has no biases in its filters."""

    def __init__(self, rng):
        """Draw the weights."""
        super().__init__(rng)
        self.params |= {"b1": np.zeros(0), "b2": np.zeros(0)}

    def _forward(self, params, X):
        """Use zeros in their place."""
        return super()._forward(params | {"b1": np.zeros(6), "b2": np.zeros(16)}, X)


class LeNetWithMeans(LeNet5):
    """Pools by means."""

    def _forward(self, params, X):
        """Use the means; the slopes are those of the maximum."""
        maps, caches = X, []
        for k in (1, 2):
            pre, conv = conv_forward(maps, params[f"W{k}"], params[f"b{k}"], 1, 0)
            maps, _ = avgpool_forward(relu(pre), 2, 2)
            caches.append((conv, pre > 0, maxpool_forward(relu(pre), 2, 2)[1]))
        outs = [maps.reshape(len(X), -1)]
        for k in (3, 4, 5):
            Z = outs[-1] @ params[f"W{k}"] + params[f"b{k}"]
            outs.append(relu(Z) if k < 5 else Z)
        return outs, caches


class LeNetWithoutItsLastRelu(LeNet5):
    """Forgets the relu of layer 4, forward and backward."""

    def _forward(self, params, X):
        """Leave the sums of layer 4 as they are."""
        outs, caches = super()._forward(params, X)
        outs[2] = outs[1] @ params["W4"] + params["b4"]
        outs[3] = outs[2] @ params["W5"] + params["b5"]
        return outs, caches


class LeNetThatGivesProbabilities(LeNet5):
    """Ends with softmax, which the loss applies once more."""

    def scores(self, X):
        """Return probabilities."""
        return softmax(super().scores(X))

    def loss_and_grads(self, X, y):
        """Give the loss of the logits."""
        return super().loss_and_grads(X, y)


class LeNetThatAddsUpTheLoss(LeNet5):
    """Adds up over the images."""

    def _loss_and_grads(self, params, X, y):
        """Multiply by the number of images."""
        loss, grads = super()._loss_and_grads(params, X, y)
        return loss * len(X), {name: grad * len(X) for name, grad in grads.items()}


class LeNetThatForgetsWhatReluCut(LeNet5):
    """Sends the slope through the relus of the filters as if nothing had been cut off."""

    def _forward(self, params, X):
        """Keep the caches, but say that all units are alive."""
        outs, caches = super()._forward(params, X)
        return outs, [(conv, np.ones_like(alive), pool) for conv, alive, pool in caches]


class LeNetThatPredictsOverImages(LeNet5):
    """Takes argmax along the wrong axis."""

    def predict(self, X):
        """Return one image for each class, cut or filled to the number of images."""
        found = self.scores(X).argmax(axis=0)
        return np.resize(found, len(X))


class LeNetThatStartsAgain(LeNet5):
    """Draws new parameters whenever it is trained."""

    def fit(self, X, y, eta, epochs, batch_size, rng):
        """Begin anew."""
        self.__init__(rng)
        return super().fit(X, y, eta, epochs, batch_size, rng)


class LeNetThatForgetsWhatItLearned(LeNet5):
    """Does not keep what train_sgd returns."""

    def fit(self, X, y, eta, epochs, batch_size, rng):
        """Train, and throw the result away."""
        _, losses = train_sgd(self._loss_and_grads, self.params, X, y, eta, epochs, batch_size, rng)
        return losses


class LeNetThatTrainsForOneEpoch(LeNet5):
    """Visits every image once, whatever epochs says."""

    def fit(self, X, y, eta, epochs, batch_size, rng):
        """Train for one epoch."""
        return super().fit(X, y, eta, 1, batch_size, rng)


class LeNetThatDropsSingleAxes(LeNet5):
    """Squeezes its scores."""

    def scores(self, X):
        """Lose the axis of the images where there is one image."""
        return super().scores(X).squeeze()


class LeNetOfEqualFilters(LeNet5):
    """Draws one filter for layer 1 and repeats it."""

    def __init__(self, rng):
        """Repeat the first filter."""
        super().__init__(rng)
        self.params["W1"] = self.params["W1"][:1].repeat(6, axis=0)


class LeNetThatDrawsAsItLikes(LeNet5):
    """Makes a generator of its own."""

    def __init__(self, rng):
        """Draw the same weights each time."""
        super().__init__(np.random.default_rng(0))


class LeNetThatScalesItsImages(LeNet5):
    """Divides the caller's images by their largest pixel."""

    def fit(self, X, y, eta, epochs, batch_size, rng):
        """Scale, then train."""
        X /= X.max()
        return super().fit(X, y, eta, epochs, batch_size, rng)


class LeNetOfZeros(LeNet5):
    """Starts with all weights at 0, so that nothing ever moves but the last biases."""

    def __init__(self, rng):
        """Draw and throw away."""
        super().__init__(rng)
        self.params = {name: np.zeros_like(array) for name, array in self.params.items()}


# 11.7


def bias_for_each_pixel(layer):
    """Counts one bias for each pixel of a filter."""
    if layer[0] == "dense":
        return count_parameters(layer)
    _, C, F, kh, kw = layer
    return F * (C + 1) * kh * kw


def channels_not_counted(layer):
    """Counts the pixels of a filter once."""
    return count_parameters(layer if layer[0] == "dense" else ("conv", 1, *layer[2:]))


def bias_not_counted(layer):
    """Counts weights alone."""
    return count_parameters(layer) - layer[2]


def one_bias_for_the_layer(layer):
    """Counts one bias for all units."""
    return count_parameters(layer) - layer[2] + 1


def biases_of_the_inputs(layer):
    """Counts one bias for each input."""
    return count_parameters(layer) - layer[2] + layer[1]


MISTAKES = (
    Mistake(
        kernel_flipped,
        replaces=correlate2d,
        hint="The kernel slides as it is: its upper left weight meets the upper left pixel of each window.",
        caught_by=public.edges_of_the_lecture,
        catalog="M174",
    ),
    Mistake(
        same_size,
        replaces=correlate2d,
        hint="Only places where the whole kernel fits: a 3x3 kernel on 6x6 pixels gives 4x4 numbers.",
        caught_by=public.edges_of_the_lecture,
        catalog="M431",
    ),
    Mistake(
        divided_by_the_kernels_sum,
        replaces=correlate2d,
        hint="Add up products of weights and pixels; nothing is divided.",
        caught_by=hidden.drawn_kernels_slide,
        catalog="M433",
    ),
    Mistake(
        last_place_forgotten,
        replaces=correlate2d,
        hint="A window of k pixels fits n - k + 1 times into n.",
        caught_by=public.edges_of_the_lecture,
    ),
    Mistake(
        square_images_only,
        replaces=correlate2d,
        hint="Heights and widths may differ: rows come from H and kh, columns from W and kw.",
        caught_by=hidden.wide_and_high_images,
    ),
    Mistake(
        kernel_turned_on_its_side,
        replaces=correlate2d,
        hint="Rows of the kernel meet rows of the image.",
        caught_by=public.edges_of_the_lecture,
    ),
    Mistake(
        not_flipped_at_all,
        replaces=convolve2d_true,
        hint="This slides the kernel as it is: turn it around first.",
        caught_by=public.the_kernel_is_turned_around,
    ),
    Mistake(
        flipped_left_to_right,
        replaces=convolve2d_true,
        hint="Flip both axes: upside down as well.",
        caught_by=public.the_kernel_is_turned_around,
    ),
    Mistake(
        flipped_upside_down,
        replaces=convolve2d_true,
        hint="Flip both axes: left to right as well.",
        caught_by=public.the_kernel_is_turned_around,
    ),
    Mistake(
        image_flipped_too,
        replaces=convolve2d_true,
        hint="Turn the kernel around, not the image: otherwise the result comes out turned around.",
        caught_by=hidden.drawn_kernels_are_turned_around,
    ),
    Mistake(
        directions_mixed_up,
        replaces=edge_kernel,
        hint="A vertical edge runs from top to bottom, so the columns of its kernel differ; a horizontal one has equal "
        "columns, and its rows differ.",
        caught_by=(public.vertical_edges, hidden.horizontal_edges),
        catalog="M432",
    ),
    Mistake(
        dark_before_light,
        replaces=edge_kernel,
        hint="Light on the left, or above, counts positive.",
        caught_by=public.vertical_edges,
    ),
    Mistake(
        the_same_for_both,
        replaces=edge_kernel,
        hint="A vertical edge runs from top to bottom, so the columns of its kernel differ; a horizontal one has equal "
        "columns, and its rows differ.",
        caught_by=hidden.horizontal_edges,
    ),
    Mistake(
        weighted_rows,
        replaces=edge_kernel,
        hint="These are Sobel's weights; the lecture's rows are all the same.",
        caught_by=public.vertical_edges,
    ),
    Mistake(
        sum_of_the_pixels,
        replaces=mean_kernel,
        hint="The weights of a mean add up to 1.",
        caught_by=public.means_of_four_and_nine,
    ),
    Mistake(
        divided_by_the_side,
        replaces=mean_kernel,
        hint="There are k * k pixels, not k.",
        caught_by=public.means_of_four_and_nine,
    ),
    Mistake(
        middle_left_out,
        replaces=mean_kernel,
        hint="The pixel in the middle counts like the others.",
        caught_by=public.means_of_four_and_nine,
    ),
    Mistake(
        filters_flipped,
        replaces=conv_forward,
        hint="The filters slide as they are, as in correlate2d.",
        caught_by=public.one_filter_over_two_images,
        catalog="M174",
    ),
    Mistake(
        frame_of_edge_values,
        replaces=conv_forward,
        hint="Pad with zeros: np.pad does so unless a mode is given.",
        caught_by=public.zeros_all_around,
        catalog="M176",
    ),
    Mistake(
        frame_on_two_sides,
        replaces=conv_forward,
        hint="Pad all four sides: pad rows above and pad rows below.",
        caught_by=public.zeros_all_around,
    ),
    Mistake(
        frame_that_is_never_built,
        replaces=conv_forward,
        hint="With pad=1 the image grows by two rows and two columns of zeros.",
        caught_by=(public.zeros_all_around, hidden.frames_of_zeros),
    ),
    Mistake(
        output_rounded_up,
        replaces=conv_forward,
        hint="A window that does not fit is left out: divide with //, which rounds down.",
        caught_by=hidden.strides_of_two_and_three,
        catalog="M434",
    ),
    Mistake(
        strides_in_one_direction,
        replaces=conv_forward,
        hint="The stride holds along both sides.",
        caught_by=public.windows_that_fit,
    ),
    Mistake(
        stride_begins_in_the_middle,
        replaces=conv_forward,
        hint="The first window begins at pixel 0.",
        caught_by=public.windows_that_fit,
    ),
    Mistake(
        height_and_width_mixed_up,
        replaces=conv_forward,
        hint="w[f, c, i, j]: i counts rows, j columns, as in the image.",
        caught_by=hidden.heights_and_widths,
        catalog="M183",
    ),
    Mistake(
        square_output,
        replaces=conv_forward,
        hint="Ho comes from H and kh, Wo from W and kw: they may differ.",
        caught_by=hidden.heights_and_widths,
    ),
    Mistake(
        first_channel_only,
        replaces=conv_forward,
        hint="A filter adds up over all channels.",
        caught_by=public.channels_are_added_up,
    ),
    Mistake(
        channels_averaged,
        replaces=conv_forward,
        hint="Channels are added up, not averaged.",
        caught_by=public.channels_are_added_up,
    ),
    Mistake(
        one_filter_for_all_channels,
        replaces=conv_forward,
        hint="A filter has weights of its own for each channel: w[f, c].",
        caught_by=public.channels_are_added_up,
    ),
    Mistake(
        bias_for_each_channel,
        replaces=conv_forward,
        hint="The bias is added once for each filter and place, not once for each channel.",
        caught_by=hidden.drawn_channels,
    ),
    Mistake(
        bias_left_out,
        replaces=conv_forward,
        hint="Each filter adds its bias at every place.",
        caught_by=public.one_filter_over_two_images,
    ),
    Mistake(
        single_axes_lost,
        replaces=conv_forward,
        hint="out has four axes, also where they have length 1: no squeeze.",
        caught_by=hidden.one_of_everything,
    ),
    Mistake(
        images_centred_in_place,
        replaces=conv_forward,
        hint="w += ... changes the caller's filters: make new arrays.",
        caught_by=public.conv_forward_leaves_its_arguments_alone,
    ),
    Mistake(
        overlap_overwritten,
        replaces=conv_backward,
        hint="Add to dx, +=: neighbouring windows share pixels.",
        caught_by=public.slope_by_the_images,
        catalog="M178",
    ),
    Mistake(
        filters_of_the_last_image,
        replaces=conv_backward,
        hint="dw adds up over all images, not the last one alone.",
        caught_by=public.tied_weights_by_hand,
        catalog="M179",
    ),
    Mistake(
        filters_averaged_over_images,
        replaces=conv_backward,
        hint="The mean over the images is in dout already; here only sums are left.",
        caught_by=public.slope_by_the_filters,
    ),
    Mistake(
        filters_averaged_over_places,
        replaces=conv_backward,
        hint="The copies of a weight add up what they get; nothing is averaged.",
        caught_by=public.tied_weights_by_hand,
    ),
    Mistake(
        weights_reshaped_after_turning,
        replaces=conv_backward,
        hint="dw is right and dx is not: look at how the filters were flattened for the way back. Flatten first, then "
        "transpose.",
        caught_by=(public.slope_by_the_images, hidden.images_of_every_shape),
        catalog="M181",
    ),
    Mistake(
        filters_flipped_on_the_way_back,
        replaces=conv_backward,
        hint="A pixel gets each weight times the dout of the window in which it met that weight. Flipped filters are "
        "right only if dout is slid over with a full frame of zeros.",
        caught_by=public.slope_by_the_images,
        catalog="M182",
    ),
    Mistake(
        frame_cut_by_negative_index,
        replaces=conv_backward,
        hint="With pad = 0 the slice 0:-0 is empty: cut by pad : pad + H.",
        caught_by=hidden.the_frame_is_cut_off,
        catalog="M177",
    ),
    Mistake(
        frame_left_on,
        replaces=conv_backward,
        hint="dx has the shape of x: cut the frame of zeros off.",
        caught_by=public.slope_by_the_images,
    ),
    Mistake(
        stride_forgotten_on_the_way_back,
        replaces=conv_backward,
        hint="Send the slopes to where the windows were: window p began at pixel p * stride.",
        caught_by=hidden.pixels_that_no_window_sees,
    ),
    Mistake(
        image_as_large_as_the_windows,
        replaces=conv_backward,
        hint="Begin with zeros of the shape of x: pixels that no window saw keep them.",
        caught_by=hidden.pixels_that_no_window_sees,
    ),
    Mistake(
        biases_of_one_image,
        replaces=conv_backward,
        hint="db adds up over all images too.",
        caught_by=(public.slope_by_the_biases, hidden.biases_of_many_images),
    ),
    Mistake(
        biases_averaged,
        replaces=conv_backward,
        hint="db is a sum over images, rows and columns, not a mean.",
        caught_by=public.slope_by_the_biases,
    ),
    Mistake(
        order_of_the_results,
        replaces=conv_backward,
        hint="Return dx, dw, db, in this order.",
        caught_by=public.slope_by_the_filters,
    ),
    Mistake(
        slope_changed_in_place,
        replaces=conv_backward,
        hint="dout belongs to the caller: do not write into it.",
        caught_by=public.conv_backward_leaves_its_argument_alone,
    ),
    Mistake(
        largest_over_channels,
        replaces=maxpool_forward,
        hint="Each channel is pooled on its own.",
        caught_by=public.largest_of_each_quarter,
        catalog="M186",
    ),
    Mistake(
        largest_or_zero,
        replaces=maxpool_forward,
        hint="Where all pixels are negative the largest is negative: begin with a pixel, not with 0.",
        caught_by=hidden.maxima_below_zero,
    ),
    Mistake(
        largest_in_size,
        replaces=maxpool_forward,
        hint="The largest number, not the largest absolute value.",
        caught_by=hidden.maxima_below_zero,
    ),
    Mistake(
        windows_side_by_side,
        replaces=maxpool_forward,
        hint="The stride says where windows begin; it need not be their size.",
        caught_by=hidden.windows_of_the_maximum,
    ),
    Mistake(
        windows_beyond_the_edge,
        replaces=maxpool_forward,
        hint="A window that does not fit as a whole is left out.",
        caught_by=hidden.windows_of_the_maximum,
    ),
    Mistake(
        slope_for_all_pixels,
        replaces=maxpool_backward,
        hint="Only the pixel that won gets the slope.",
        caught_by=public.slope_goes_to_the_winner,
        catalog="M184",
    ),
    Mistake(
        slope_shared_though_one_won,
        replaces=maxpool_backward,
        hint="This is the way back of a mean; of a maximum only the winner gets something.",
        caught_by=public.slope_goes_to_the_winner,
    ),
    Mistake(
        last_window_wins,
        replaces=maxpool_backward,
        hint="Add to dx, +=: a pixel may win in several windows.",
        caught_by=hidden.winners_of_several_windows,
        catalog="M187",
    ),
    Mistake(
        ones_at_the_winners,
        replaces=maxpool_backward,
        hint="The winner gets the dout of its window, not 1.",
        caught_by=public.slope_goes_to_the_winner,
    ),
    Mistake(
        sum_of_each_window,
        replaces=avgpool_forward,
        hint="A mean: divide by the number of pixels in a window.",
        caught_by=public.mean_of_each_quarter,
    ),
    Mistake(
        divided_by_the_stride,
        replaces=avgpool_forward,
        hint="Divide by the pixels of the window, whatever the stride.",
        caught_by=hidden.windows_of_the_mean,
    ),
    Mistake(
        means_side_by_side,
        replaces=avgpool_forward,
        hint="The stride says where windows begin; it need not be their size.",
        caught_by=hidden.windows_of_the_mean,
    ),
    Mistake(
        mean_over_the_channels,
        replaces=avgpool_forward,
        hint="Each channel is pooled on its own.",
        caught_by=public.mean_of_each_quarter,
    ),
    Mistake(
        slope_in_full_for_all,
        replaces=avgpool_backward,
        hint="Each pixel moves the mean by its share only.",
        caught_by=public.slope_is_shared_by_all,
    ),
    Mistake(
        shares_overwritten,
        replaces=avgpool_backward,
        hint="Add to dx, +=: a pixel may lie in several windows.",
        caught_by=hidden.shares_of_several_windows,
    ),
    Mistake(
        corner_gets_all,
        replaces=avgpool_backward,
        hint="All pixels of the window made the mean; all get a share.",
        caught_by=public.slope_is_shared_by_all,
    ),
    Mistake(
        every_other_channel,
        replaces=depthwise_maxpool,
        hint="Groups are of neighbours: with 6 channels and 2 groups, 0, 1, 2 and 3, 4, 5.",
        caught_by=public.the_best_of_neighbours,
    ),
    Mistake(
        groups_taken_for_their_size,
        replaces=depthwise_maxpool,
        hint="groups is how many there are, not how many channels each has.",
        caught_by=public.the_best_of_neighbours,
    ),
    Mistake(
        mean_of_each_group,
        replaces=depthwise_maxpool,
        hint="The largest of each group, not the mean.",
        caught_by=public.the_best_of_neighbours,
    ),
    Mistake(
        groups_mixed_with_rows,
        replaces=depthwise_maxpool,
        hint="Channels are axis 1: split that axis in two, and take the largest along the new one.",
        caught_by=hidden.groups_of_drawn_channels,
    ),
    Mistake(
        mixed_the_other_way,
        replaces=conv1x1,
        hint="w has shape (F, C): one row for each filter.",
        caught_by=hidden.more_and_fewer_filters,
        catalog="M435",
    ),
    Mistake(
        mixed_without_bias,
        replaces=conv1x1,
        hint="Each filter adds its bias at every pixel.",
        caught_by=public.two_channels_are_mixed,
    ),
    Mistake(
        mixed_and_averaged,
        replaces=conv1x1,
        hint="A weighted sum over the channels; nothing is divided.",
        caught_by=public.two_channels_are_mixed,
    ),
    Mistake(
        mixed_with_a_relu,
        replaces=conv1x1,
        hint="The layer alone, without an activation.",
        caught_by=public.two_channels_are_mixed,
    ),
    Mistake(
        BlockWithReluAfterTheSum,
        replaces=ResidualBlock,
        hint="Nothing comes after the sum here: with filters of 0 the block gives back negative inputs too.",
        caught_by=public.nothing_is_added,
        catalog="M436",
    ),
    Mistake(
        BlockWithoutItsSkip,
        replaces=ResidualBlock,
        hint="x also reaches the output directly: add dout to what comes back through the convolutions.",
        caught_by=(public.slope_of_a_block, hidden.what_comes_through_the_skip),
        catalog="M188",
    ),
    Mistake(
        BlockThatReplacesItsInput,
        replaces=ResidualBlock,
        hint="The block adds to its input: x + ...",
        caught_by=public.nothing_is_added,
    ),
    Mistake(
        BlockWithoutRelu,
        replaces=ResidualBlock,
        hint="A relu stands between the two convolutions; without it they are one.",
        caught_by=hidden.sums_of_drawn_blocks,
    ),
    Mistake(
        BlockThatForgetsWhatReluCut,
        replaces=ResidualBlock,
        hint="Where relu cut something off, nothing comes back.",
        caught_by=public.slope_of_a_block,
    ),
    Mistake(
        BlockWithoutItsSecondBias,
        replaces=ResidualBlock,
        hint="The second convolution has a bias too.",
        caught_by=(hidden.sums_of_drawn_blocks, public.slope_of_a_block),
    ),
    Mistake(
        BlockThatKeepsItsFirstForward,
        replaces=ResidualBlock,
        hint="Every forward replaces what the one before has kept.",
        caught_by=hidden.slopes_of_wide_and_narrow_blocks,
    ),
    Mistake(
        BlockThatSharesWhatItKeeps,
        replaces=ResidualBlock,
        hint="Keep it on self, not on the class or in a global: every block needs its own.",
        caught_by=hidden.slopes_of_wide_and_narrow_blocks,
    ),
    Mistake(
        BlockThatWritesIntoItsInput,
        replaces=ResidualBlock,
        hint="x += ... writes into the caller's maps: return a new array.",
        caught_by=public.nothing_is_added,
    ),
    Mistake(
        LeNetThatUnflattensInAnotherOrder,
        replaces=LeNet5,
        hint="Make maps of the slope in the same order in which the maps were made into rows.",
        caught_by=public.slope_of_lenet,
        catalog="M189",
    ),
    Mistake(
        LeNetWithoutTheSecondBias,
        replaces=LeNet5,
        hint="The second layer of filters has biases as well.",
        caught_by=(public.slope_of_lenet, hidden.scores_of_drawn_parameters),
        catalog="M437",
    ),
    Mistake(
        LeNetWithParametersOfPooling,
        replaces=LeNet5,
        hint="Pooling has nothing to learn here: five layers, ten arrays.",
        caught_by=public.parameters_are_counted,
        catalog="M438",
    ),
    Mistake(
        LeNetWithoutBiases,
        replaces=LeNet5,
        hint="Each filter has a bias: b1 has shape (6,), b2 (16,).",
        caught_by=public.parameters_are_counted,
        catalog="M438",
    ),
    Mistake(
        LeNetWithMeans,
        replaces=LeNet5,
        hint="Pool by the maximum here, not by means.",
        caught_by=hidden.scores_of_drawn_parameters,
    ),
    Mistake(
        LeNetWithoutItsLastRelu,
        replaces=LeNet5,
        hint="Layers 3 and 4 end with a relu, both of them.",
        caught_by=hidden.scores_of_drawn_parameters,
    ),
    Mistake(
        LeNetThatGivesProbabilities,
        replaces=LeNet5,
        hint="The scores are the sums of the last layer; softmax is part of the loss.",
        caught_by=hidden.scores_of_drawn_parameters,
    ),
    Mistake(
        LeNetThatAddsUpTheLoss,
        replaces=LeNet5,
        hint="The loss is a mean over the images, and so are its gradients.",
        caught_by=hidden.loss_of_the_own_scores,
    ),
    Mistake(
        LeNetThatForgetsWhatReluCut,
        replaces=LeNet5,
        hint="The slope passes relu only where its input was above 0, in the layers of filters too.",
        caught_by=public.slope_of_lenet,
    ),
    Mistake(
        LeNetThatPredictsOverImages,
        replaces=LeNet5,
        hint="One class for each image: argmax along axis 1.",
        caught_by=public.lenet_picks_the_largest_score,
    ),
    Mistake(
        LeNetThatStartsAgain,
        replaces=LeNet5,
        hint="fit goes on from the present params; weights are drawn once, in __init__.",
        caught_by=public.one_batch_is_one_step,
    ),
    Mistake(
        LeNetThatForgetsWhatItLearned,
        replaces=LeNet5,
        hint="Keep what training returns: self.params must hold it after fit.",
        caught_by=(public.one_batch_is_one_step, hidden.lenet_reads_digits),
    ),
    Mistake(
        LeNetThatTrainsForOneEpoch,
        replaces=LeNet5,
        hint="Train for as many epochs as fit is asked for, and return the loss of each.",
        caught_by=public.one_batch_is_one_step,
    ),
    Mistake(
        LeNetThatDropsSingleAxes,
        replaces=LeNet5,
        hint="One image has one row of ten scores, shape (1, 10): no squeeze.",
        caught_by=hidden.scores_of_drawn_parameters,
    ),
    Mistake(
        LeNetOfEqualFilters,
        replaces=LeNet5,
        hint="Draw each filter on its own: those that start alike stay alike.",
        caught_by=public.parameters_are_counted,
    ),
    Mistake(
        LeNetThatDrawsAsItLikes,
        replaces=LeNet5,
        hint="Draw the weights from the rng that the network is made with.",
        caught_by=hidden.lenet_draws_from_its_generators,
    ),
    Mistake(
        LeNetThatScalesItsImages,
        replaces=LeNet5,
        hint="X /= ... changes the caller's images: make a new array.",
        caught_by=public.lenet_leaves_its_arguments_alone,
    ),
    Mistake(
        LeNetOfZeros,
        replaces=LeNet5,
        hint="With all weights at 0 no slope reaches the layers below: draw them by he_normal.",
        caught_by=hidden.lenet_reads_digits,
    ),
    Mistake(
        bias_for_each_pixel,
        replaces=count_parameters,
        hint="A filter has one bias, however large it is.",
        caught_by=hidden.filters_of_drawn_sizes,
        catalog="M439",
    ),
    Mistake(
        channels_not_counted,
        replaces=count_parameters,
        hint="A filter has weights for each channel.",
        caught_by=public.filters_that_see_a_window,
        catalog="M440",
    ),
    Mistake(
        bias_not_counted,
        replaces=count_parameters,
        hint="Each unit and each filter has a bias, too.",
        caught_by=public.a_unit_that_sees_everything,
        catalog="M441",
    ),
    Mistake(
        one_bias_for_the_layer,
        replaces=count_parameters,
        hint="Every unit and every filter has a bias of its own.",
        caught_by=public.a_unit_that_sees_everything,
    ),
    Mistake(
        biases_of_the_inputs,
        replaces=count_parameters,
        hint="Biases belong to units and filters, not to inputs.",
        caught_by=public.a_unit_that_sees_everything,
    ),
)


# Right solutions in the other conventions that lectures and libraries use: each must earn full marks.


class LeNet5WithPadding(LeNet5):
    """Surrounds the images by two rows and columns of zeros, as the paper did: 61,706 parameters."""

    def __init__(self, rng):
        """Draw the parameters of the larger third layer."""
        super().__init__(rng)
        self.params["W3"] = he_normal(400, 120, rng)

    def _forward(self, params, X):
        """Send the images through."""
        maps, caches = X, []
        for k, pad in ((1, 2), (2, 0)):
            pre, conv = conv_forward(maps, params[f"W{k}"], params[f"b{k}"], 1, pad)
            maps, pool = maxpool_forward(relu(pre), 2, 2)
            caches.append((conv, pre > 0, pool))
        outs = [maps.transpose(0, 2, 3, 1).reshape(len(X), -1)]
        for k in (3, 4, 5):
            Z = outs[-1] @ params[f"W{k}"] + params[f"b{k}"]
            outs.append(relu(Z) if k < 5 else Z)
        return outs, caches

    def _loss_and_grads(self, params, X, y):
        """Return loss and gradients; rows hold the channels last."""
        outs, caches = self._forward(params, X)
        loss, delta = cross_entropy(outs[-1], y)
        grads = {}
        for k in (5, 4, 3):
            grads[f"W{k}"], grads[f"b{k}"] = outs[k - 3].T @ delta, delta.sum(axis=0)
            delta = (delta @ params[f"W{k}"].T) * (outs[k - 3] > 0)
        maps = delta.reshape(len(X), 5, 5, 16).transpose(0, 3, 1, 2)
        for k in (2, 1):
            conv, alive, pool = caches[k - 1]
            maps, grads[f"W{k}"], grads[f"b{k}"] = conv_backward(maxpool_backward(maps, pool) * alive, conv)
        return loss, grads


CONVENTIONS = (LeNet5WithPadding,)
