"""Assignment 11: every convolution is a matrix product of rows."""

import numpy as np

from collections.abc import Callable
from collections.abc import Iterator
from typing import Any
import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]  # an array of real numbers
Labels = NDArray[np.int_]  # an array of whole numbers


def relu(z: Array) -> Array:
    """Keep what is positive and cut off the rest; its slope is 1 above 0 and 0 below.

    Parameters
    ----------
    z : ndarray of any shape, or float
        Weighted sums.

    Returns
    -------
    out : ndarray, or float where z is one
        The larger of 0 and each entry, with the shape of z.

    References
    ----------
    .. [1] Nair, V., Hinton, G. E. Rectified linear units improve restricted Boltzmann machines. *ICML* 2010, 807-814.

    Examples
    --------
    >>> relu(np.array([-1.5, 0.0, 2.0]))
    array([0., 0., 2.])
    """
    return np.maximum(z, 0.0)


def he_normal(fan_in: int, fan_out: int, rng: np.random.Generator) -> Array:
    """Draw the weights of a layer from the normal distribution with mean 0 and variance 2 / fan_in.

    Parameters
    ----------
    fan_in : int
        Number of inputs of the layer.
    fan_out : int
        Number of its units.
    rng : numpy.random.Generator
        Draws the weights.

    Returns
    -------
    W : ndarray, shape (fan_in, fan_out)
        The weights, all different: equal units would stay equal for ever.

    References
    ----------
    .. [1] He, K., Zhang, X., Ren, S., Sun, J. Delving deep into rectifiers: surpassing human-level performance on
       ImageNet classification. *ICCV* 2015, 1026-1034.

    Examples
    --------
    >>> he_normal(64, 30, np.random.default_rng(0)).shape
    (64, 30)
    """
    return rng.normal(scale=np.sqrt(2.0 / fan_in), size=(fan_in, fan_out))


def variant(who: str, question: str) -> np.random.Generator:
    """Return the generator that draws the numbers of one question for one student.

    The same two texts give the same numbers everywhere; upper and lower case, and spaces around, make no difference.

    Parameters
    ----------
    who : str
        The name that the student enters in the notebook; any text that is theirs.
    question : str
        The name of the question, such as ``q_5_8a``.

    Returns
    -------
    rng : numpy.random.Generator
        Fresh, so that the first number drawn is always the same.

    Examples
    --------
    >>> variant("Ada", "q_1").integers(100) == variant(" ada ", "q_1").integers(100)
    np.True_
    """
    text = f"{question} {who.strip().casefold()}"
    return np.random.default_rng(list(text.encode()))


def numbers_of_11(who: str) -> dict[str, object]:
    """Draw the numbers of the five questions for one student.

    Parameters
    ----------
    who : str
        The name or student number.

    Returns
    -------
    numbers : dict
        The ``layers`` of q_11_8a, the ``channels`` of q_11_8b, the ``wide`` and ``squeezed`` of q_11_8c, the
        ``millions`` of q_11_8d, and the ``choices`` of q_11_8e.
    """
    rng = variant(who, "q_11_8")
    layers, channels = int(rng.integers(4, 12)), 32 * int(rng.integers(4, 9))
    wide, squeezed, millions = 32 * int(rng.integers(2, 6)), int(rng.integers(4, 13)), int(rng.integers(20, 99))
    choices = ["What a feature map deep inside a network stands for can only be guessed from what makes it large"]
    choices += ["A block with a skip connection must learn the whole of what it puts out, its input included"]
    choices += ["Pooling by 2x2 windows keeps half of the numbers"]
    choices += ["Filters of 1x1 pixel change nothing, because they see no neighbours"]
    order = variant(who, "q_11_8e").permutation(4)
    lettered = {"ABCD"[place]: choices[number] for place, number in enumerate(order)}
    drawn: dict[str, object] = {"layers": layers, "channels": channels, "wide": wide, "squeezed": squeezed}
    return drawn | {"millions": millions, "choices": lettered}


def softmax(Z: Array) -> Array:
    r"""Turn the scores of each row into probabilities.

    .. math:: P_{ik} = \frac{e^{Z_{ik}}}{\sum_j e^{Z_{ij}}}

    Parameters
    ----------
    Z : ndarray, shape (N, K)
        Scores of any size and sign, one row for each example; they are called logits.

    Returns
    -------
    P : ndarray, shape (N, K)
        Probabilities.

    Promises
    --------
    value : each row holds the exponentials of its logits, divided by their sum; so it adds up to 1.
    shift : adding 1000, or any other number, to all logits of a row changes nothing.
    extreme : logits from -10,000 to 10,000 give finite numbers and no warning.
    pure : Z is left as it was.

    References
    ----------
    .. [1] Goodfellow, Bengio, Courville, *Deep Learning*, MIT Press, 2016, sections 4.1 and 6.2.2.3.

    Examples
    --------
    >>> softmax(np.log([[1.0, 3.0], [5.0, 5.0]])).round(3)
    array([[0.25, 0.75],
           [0.5 , 0.5 ]])
    """
    powers = np.exp(Z - Z.max(axis=1, keepdims=True))  # (N, K), the largest of each row is 1
    return powers / powers.sum(axis=1, keepdims=True)


# Given here: cross_entropy, an exercise of an earlier assignment. You may put your own solution in its place.
def cross_entropy(Z: Array, Y: Array | Labels) -> tuple[float, Array]:
    r"""Measure how surprised the softmax of the logits is by the labels, and in which direction that grows.

    .. math:: L = -\frac1N \sum_i \sum_k Y_{ik} \ln P_{ik}, \qquad P = \mathrm{softmax}(Z)

    Parameters
    ----------
    Z : ndarray, shape (N, K)
        Logits.
    Y : ndarray of int, shape (N,), or ndarray of float, shape (N, K)
        The class of each example; or its row of target probabilities, which adds up to 1.

    Returns
    -------
    loss : float
        The mean over the N examples.
    dZ : ndarray, shape (N, K)
        The gradient of the loss by Z.

    Promises
    --------
    value : the loss is the mean over the examples of minus the logarithm of the probability of the right class.
    gradient : dZ is the gradient of the loss.
    soft : a row of target probabilities weighs the logarithms of all classes.
    sizes : one example, and two classes, work like many.
    extreme : logits from -10,000 to 10,000 give finite numbers and no warning, also where the right class is the one
        with the smallest.
    pure : Z and Y are left as they were.

    References
    ----------
    .. [1] Goodfellow, Bengio, Courville, *Deep Learning*, MIT Press, 2016, sections 5.5 and 6.2.2.3.

    Examples
    --------
    >>> loss, dZ = cross_entropy(np.log([[1.0, 3.0]]), np.array([1]))
    >>> round(loss, 4)
    0.2877
    >>> loss, dZ = cross_entropy(np.log([[1.0, 3.0]]), np.array([[0.5, 0.5]]))
    >>> round(loss, 4)
    0.837
    """
    N, K = Z.shape
    targets = np.eye(K)[Y] if Y.ndim == 1 else Y  # (N, K)
    shifted = Z - Z.max(axis=1, keepdims=True)  # (N, K), at most 0
    log_P = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))  # (N, K), finite where P rounds to 0
    return float(-(targets * log_P).sum() / N), (softmax(Z) - targets) / N


# Given here: minibatches, an exercise of an earlier assignment. You may put your own solution in its place.
def minibatches(n: int, batch_size: int, rng: np.random.Generator, drop_last: bool = False) -> Iterator[Labels]:
    """Deal n examples into batches, in an order drawn afresh at each call.

    Parameters
    ----------
    n : int
        Number of examples.
    batch_size : int
        Size of a batch; at least 1.
    rng : numpy.random.Generator
        Draws the order.
    drop_last : bool
        Whether a last batch that is shorter is left out.

    Yields
    ------
    batch : ndarray of int, shape (batch_size,)
        The indices of the examples in one batch; the last one may be shorter.

    Promises
    --------
    once : the batches of one call hold each of 0, 1, ..., n-1 exactly once, and all but the last have
        batch_size of them.
    drop : with drop_last, a last batch that is shorter is left out.
    sizes : a batch_size of 1, and one larger than n, work like others.
    order : every call draws a new order.
    generator : the same generator gives the same batches; nothing else is random.

    Examples
    --------
    >>> [len(batch) for batch in minibatches(10, 4, np.random.default_rng(0))]
    [4, 4, 2]
    """
    order = rng.permutation(n)
    for start in range(0, n, batch_size):
        batch = order[start : start + batch_size]
        if len(batch) == batch_size or not drop_last:
            yield batch


# Given here: train_sgd, an exercise of an earlier assignment. You may put your own solution in its place.
def train_sgd(
    loss_and_grads: Callable[[dict[str, Array], Array, Labels], tuple[float, dict[str, Array]]],
    params: dict[str, Array],
    X: Array,
    y: Labels,
    eta: float,
    epochs: int,
    batch_size: int,
    rng: np.random.Generator,
) -> tuple[dict[str, Array], list[float]]:
    """Train by mini-batches: one step down the gradient of each batch, every example once per epoch.

    Parameters
    ----------
    loss_and_grads : callable
        ``loss_and_grads(params, X, y)`` gives the mean loss over the examples that it is called with, and its gradients
        as a dict with the keys and shapes of params.
    params : dict of str to ndarray
        Where to start.
    X : ndarray, shape (N, D)
        Inputs.
    y : ndarray, shape (N,)
        Labels.
    eta : float
        Step size.
    epochs : int
        How often all examples are visited.
    batch_size : int
        Size of a batch; a last, shorter batch is kept.
    rng : numpy.random.Generator
        Draws the order of each epoch.

    Returns
    -------
    params : dict of str to ndarray
        The parameters after the last step.
    losses : list of float
        For each epoch the mean loss over its examples, each with the loss of its batch before the step.

    Promises
    --------
    step : loss_and_grads is called once for each batch, with the parameters of that moment; then every parameter moves
        by -eta times what it gave.
    epoch : each epoch visits every example exactly once, in batches of batch_size; a last, shorter batch is kept.
    aligned : every row of X keeps its label.
    order : every epoch has a new order; batch_size may exceed N.
    losses : losses[e] is the mean over the examples of epoch e, so that a shorter batch counts for less.
    pure : params, its arrays, X and y are left as they were.
    generator : the same generator gives the same result; nothing else is random.

    References
    ----------
    .. [1] Robbins, H., Monro, S. A stochastic approximation method. *Annals of Mathematical Statistics* 22 (1951),
       400-407.
    .. [2] Bottou, L., Curtis, F. E., Nocedal, J. Optimization methods for large-scale machine learning. *SIAM Review*
       60 (2018), 223-311.

    Examples
    --------
    >>> def mean_square(params, X, y):
    ...     errors = X @ params["w"] - y
    ...     return (errors**2).mean(), {"w": 2 * X.T @ errors / len(X)}
    >>> X, y = np.array([[1.0], [2.0], [3.0]]), np.array([2.0, 4.0, 6.0])
    >>> params, losses = train_sgd(mean_square, {"w": np.zeros(1)}, X, y, 0.05, 20, 2, np.random.default_rng(0))
    >>> params["w"].round(3), len(losses)
    (array([2.]), 20)
    """
    losses = []
    for _ in range(epochs):
        total = 0.0
        for batch in minibatches(len(X), batch_size, rng):
            loss, grads = loss_and_grads(params, X[batch], y[batch])
            params = {name: value - eta * grads[name] for name, value in params.items()}
            total += loss * len(batch)
        losses.append(float(total / len(X)))
    return params, losses


def _patches(framed, kh, kw, stride):
    """Indices of the pixels of each window: one row for each image and place."""
    N, C, H, W = framed.shape
    Ho, Wo = (H - kh) // stride + 1, (W - kw) // stride + 1
    i = np.repeat(np.arange(kh), kw)[None, :] + stride * np.repeat(np.arange(Ho), Wo)[:, None]
    j = np.tile(np.arange(kw), kh)[None, :] + stride * np.tile(np.arange(Wo), Ho)[:, None]
    return i, j, Ho, Wo


def correlate2d(image, kernel):
    i, j, Ho, Wo = _patches(image[None, None], *kernel.shape, 1)
    return (image[i, j] @ kernel.ravel()).reshape(Ho, Wo)


def convolve2d_true(image, kernel):
    i, j, Ho, Wo = _patches(image[None, None], *kernel.shape, 1)
    return (image[i, j] @ kernel.ravel()[::-1]).reshape(Ho, Wo)


def edge_kernel(direction):
    kernel = np.zeros((3, 3))
    kernel[:, 0], kernel[:, 2] = 1, -1
    return {"vertical": kernel, "horizontal": np.rot90(kernel, -1)}[direction]


mean_kernel = lambda k: np.ones((k, k)) * k**-2.0  # noqa: E731


def conv_forward(x, w, b, stride, pad):
    x = np.asarray(x)
    framed = np.zeros(x.shape[:2] + (x.shape[2] + 2 * pad, x.shape[3] + 2 * pad), order="F")
    framed[:, :, pad : pad + x.shape[2], pad : pad + x.shape[3]] = x
    i, j, Ho, Wo = _patches(framed, w.shape[2], w.shape[3], stride)
    rows = framed[:, :, i, j].transpose(0, 2, 1, 3).reshape(-1, w[0].size)
    flat = rows @ w.reshape(len(w), -1).T + b
    out = flat.reshape(len(x), Ho, Wo, len(w)).transpose(0, 3, 1, 2)

    def back(dout):
        d = dout.transpose(0, 2, 3, 1).reshape(-1, len(w))
        dw = (d.T @ rows).reshape(w.shape)
        drows = (d @ w.reshape(len(w), -1)).reshape(len(x), Ho * Wo, w.shape[1], -1).transpose(0, 2, 1, 3)
        dframed = np.zeros(framed.shape)
        np.add.at(dframed, (slice(None), slice(None), i, j), drows)
        end = (-pad or None) if pad else None
        return dframed[:, :, pad:end, pad:end], dw, d.sum(axis=0)

    return out, back


def conv_backward(dout, cache):
    return cache(dout)


def _pool(x, window, stride):
    i, j, Ho, Wo = _patches(x, window, window, stride)
    return x[:, :, i, j], i, j, (Ho, Wo)


def maxpool_forward(x, window, stride):
    cells, i, j, size = _pool(x, window, stride)
    last = cells.shape[-1] - 1 - cells[..., ::-1].argmax(-1)
    return cells.max(-1).reshape(x.shape[:2] + size), (x.shape, last, i, j)


def maxpool_backward(dout, cache):
    shape, last, i, j = cache
    dx = np.zeros(shape)
    n, c, p = np.indices(last.shape)
    np.add.at(dx, (n, c, i[p, last], j[p, last]), dout.reshape(last.shape))
    return dx


def avgpool_forward(x, window, stride):
    cells, i, j, size = _pool(x, window, stride)
    return cells.sum(-1).reshape(x.shape[:2] + size) / cells.shape[-1], [x.shape, i, j]


def avgpool_backward(dout, cache):
    shape, i, j = cache
    dx = np.zeros(shape)
    share = dout.reshape(dout.shape[:2] + (-1, 1)) / i.shape[1]
    np.add.at(dx, (slice(None), slice(None), i, j), np.broadcast_to(share, share.shape[:3] + (i.shape[1],)))
    return dx


def depthwise_maxpool(x, groups):
    starts = np.arange(groups) * (x.shape[1] // groups)
    return np.maximum.reduceat(x, starts, axis=1)


def conv1x1(x, w, b):
    return conv_forward(x, w[:, :, None, None], b, 1, 0)[0]


class ResidualBlock:
    def __init__(self, *weights):
        self.weights = weights

    def forward(self, x):
        w1, b1, w2, b2 = self.weights
        self.tape = []
        hidden, back1 = conv_forward(x, w1, b1, 1, 1)
        self.tape += [back1, hidden > 0]
        added, back2 = conv_forward(np.maximum(hidden, 0), w2, b2, 1, 1)
        self.tape.append(back2)
        return added + x

    def backward(self, dout):
        back1, mask, back2 = self.tape
        d, dw2, db2 = conv_backward(dout, back2)
        d, dw1, db1 = conv_backward(d * mask, back1)
        return d + dout, dw1, db1, dw2, db2


class Filters:
    def __init__(self, k):
        self.k = k

    def forward(self, params, x):
        pre, self.conv = conv_forward(x, params[f"W{self.k}"], params[f"b{self.k}"], 1, 0)
        self.mask = pre > 0
        out, self.pool = maxpool_forward(np.maximum(pre, 0), 2, 2)
        return out

    def backward(self, params, dout, grads):
        dx, grads[f"W{self.k}"], grads[f"b{self.k}"] = conv_backward(
            maxpool_backward(dout, self.pool) * self.mask, self.conv
        )
        return dx


class Row:
    def forward(self, params, x):
        self.shape = x.shape
        return x.reshape(len(x), -1, order="C")

    def backward(self, params, dout, grads):
        return dout.reshape(self.shape)


class Dense:
    def __init__(self, k, activate):
        self.k, self.activate = k, activate

    def forward(self, params, x):
        self.x = x
        out = x @ params[f"W{self.k}"] + params[f"b{self.k}"]
        self.mask = out > 0 if self.activate else np.ones(out.shape)
        return out * self.mask

    def backward(self, params, dout, grads):
        d = dout * self.mask
        grads[f"W{self.k}"], grads[f"b{self.k}"] = self.x.T.dot(d), d.sum(0)
        return d.dot(params[f"W{self.k}"].T)


class LeNet5:
    def __init__(self, rng):
        self.layers = [Filters(1), Filters(2), Row(), Dense(3, True), Dense(4, True), Dense(5, False)]
        self.params = {}
        for k, shape in enumerate([(6, 1, 5, 5), (16, 6, 5, 5), (256, 120), (120, 84), (84, 10)], 1):
            fan_in, out = (int(np.prod(shape[1:])), shape[0]) if len(shape) == 4 else shape
            self.params[f"b{k}"] = np.zeros(out)
            W = he_normal(fan_in, out, rng)
            self.params[f"W{k}"] = W.T.reshape(shape) if len(shape) == 4 else W

    def scores(self, X):
        for layer in self.layers:
            X = layer.forward(self.params, X)
        return X

    def loss_and_grads(self, X, y):
        grads = {}
        loss, d = cross_entropy(self.scores(X), y)
        for layer in self.layers[::-1]:
            d = layer.backward(self.params, d, grads)
        return loss, grads

    def fit(self, X, y, eta, epochs, batch_size, rng):
        def ask(params, X, y):
            self.params = params
            return self.loss_and_grads(X, y)

        self.params, losses = train_sgd(ask, self.params, X, y, eta, epochs, batch_size, rng)
        return losses

    def predict(self, X):
        return self.scores(X).argmax(1)


def count_parameters(layer):
    if layer[0] == "conv":
        return np.zeros((layer[2], layer[1], layer[3], layer[4])).size + layer[2]
    return np.zeros(layer[1:]).size + np.zeros(layer[2]).size


who = "  Emmy Noether"
mine = numbers_of_11(who)
q_11_8a = sum([2] * mine["layers"], start=1)
q_11_8b = 800 * mine["channels"] / (16 * mine["channels"] + 12_800)
q_11_8c = mine["wide"] * 9 + mine["wide"] * mine["wide"] + mine["wide"] * mine["squeezed"] + mine["squeezed"] * mine["wide"]
q_11_8d = mine["millions"] + mine["millions"]
q_11_8e = next(k for k in mine["choices"] if "feature map deep" in mine["choices"][k]).lower()
