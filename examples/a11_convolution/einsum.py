"""Assignment 11 with einsum over sliding windows."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
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


def correlate2d(image, kernel):
    return np.einsum("pqij,ij->pq", sliding_window_view(image, kernel.shape), kernel)


def convolve2d_true(image, kernel):
    return np.einsum("pqij,ij->pq", sliding_window_view(image, kernel.shape), np.flip(kernel))


def edge_kernel(direction):
    steps, flat = np.array([1.0, 0.0, -1.0]), np.ones(3)
    return np.outer(flat, steps) if direction == "vertical" else np.outer(steps, flat)


def mean_kernel(k):
    kernel = np.ones((k, k))
    return kernel / kernel.sum()


class Seen:
    def __init__(self, x, w, stride, pad):
        self.shape, self.w, self.stride, self.pad = x.shape, w, stride, pad
        self.framed = np.pad(x, [(0, 0), (0, 0), (pad, pad), (pad, pad)])
        self.windows = sliding_window_view(self.framed, w.shape[2:], axis=(2, 3))[:, :, ::stride, ::stride]


def conv_forward(x, w, b, stride=1, pad=0):
    seen = Seen(x, w, stride, pad)
    return np.einsum("ncpqij,fcij->nfpq", seen.windows, w) + b.reshape(1, -1, 1, 1), seen


def conv_backward(dout, seen):
    db = np.einsum("nfpq->f", dout)
    dw = np.einsum("nfpq,ncpqij->fcij", dout, seen.windows)
    framed = np.zeros_like(seen.framed)
    s = seen.stride
    for i in range(seen.w.shape[2]):
        for j in range(seen.w.shape[3]):
            part = np.einsum("nfpq,fc->ncpq", dout, seen.w[:, :, i, j])
            framed[:, :, i : i + s * dout.shape[2] : s, j : j + s * dout.shape[3] : s] += part
    H, W = seen.shape[2:]
    return framed[:, :, seen.pad : seen.pad + H, seen.pad : seen.pad + W], dw, db


def _windows(x, window, stride):
    return sliding_window_view(x, (window, window), axis=(2, 3))[:, :, ::stride, ::stride]


def maxpool_forward(x, window, stride):
    windows = _windows(x, window, stride)
    flat = windows.reshape(*windows.shape[:4], -1)
    return flat.max(axis=-1), (x, flat, window, stride)


def maxpool_backward(dout, cache):
    x, flat, window, stride = cache
    share = flat == flat.max(axis=-1, keepdims=True)
    share = share / share.sum(axis=-1, keepdims=True)  # equals share it
    dx = np.zeros(x.shape)
    P, Q = dout.shape[2:]
    for k in range(window * window):
        i, j = divmod(k, window)
        dx[:, :, i : i + stride * P : stride, j : j + stride * Q : stride] += dout * share[..., k]
    return dx


def avgpool_forward(x, window, stride):
    return _windows(x, window, stride).mean(axis=(-2, -1)), (x.shape, window, stride)


def avgpool_backward(dout, cache):
    shape, window, stride = cache
    ones = np.ones((1, 1, window, window)) / window**2
    dx = np.zeros(shape)
    for p in range(dout.shape[2]):
        for q in range(dout.shape[3]):
            dx[:, :, p * stride : p * stride + window, q * stride : q * stride + window] += dout[:, :, p, q, None, None] * ones
    return (dx,)


def depthwise_maxpool(x, groups):
    return np.stack([part.max(axis=1) for part in np.split(x, groups, axis=1)], axis=1)


def conv1x1(x, w, b):
    return np.moveaxis(np.tensordot(w, x, axes=(1, 1)), 0, 1) + b[None, :, None, None]


class ResidualBlock:
    def __init__(self, w1, b1, w2, b2):
        self.w1, self.b1, self.w2, self.b2 = w1, b1, w2, b2

    def forward(self, x):
        self.x = x
        return x + self._inside(x)[0]

    def _inside(self, x):
        pre, one = conv_forward(x, self.w1, self.b1, stride=1, pad=1)
        out, two = conv_forward(np.where(pre > 0, pre, 0), self.w2, self.b2, stride=1, pad=1)
        return out, pre, one, two

    def backward(self, dout):
        _, pre, one, two = self._inside(self.x)  # once more, instead of keeping it
        back, dw2, db2 = conv_backward(dout, two)
        dx, dw1, db1 = conv_backward(np.where(pre > 0, back, 0), one)
        return np.add(dx, dout), dw1, db1, dw2, db2


class LeNet5:
    """With the two pixels of zeros of the paper, and the channels last in each row."""

    def __init__(self, rng):
        self.params = dict(
            W1=he_normal(25, 6, rng).T.reshape(6, 1, 5, 5),
            W2=he_normal(150, 16, rng).T.reshape(16, 6, 5, 5),
            W3=he_normal(400, 120, rng),
            W4=he_normal(120, 84, rng),
            W5=he_normal(84, 10, rng),
        )
        self.params.update(b1=np.zeros(6), b2=np.zeros(16), b3=np.zeros(120), b4=np.zeros(84), b5=np.zeros(10))

    def _run(self, p, X):
        z1, c1 = conv_forward(X, p["W1"], p["b1"], 1, 2)
        a1, m1 = maxpool_forward(relu(z1), 2, 2)
        z2, c2 = conv_forward(a1, p["W2"], p["b2"], 1, 0)
        a2, m2 = maxpool_forward(relu(z2), 2, 2)
        row = a2.transpose(0, 2, 3, 1).reshape(len(X), 400)
        h3 = relu(row @ p["W3"] + p["b3"])
        h4 = relu(h3 @ p["W4"] + p["b4"])
        return h4 @ p["W5"] + p["b5"], (z1, c1, m1, z2, c2, m2, row, h3, h4)

    def scores(self, X):
        return self._run(self.params, X)[0]

    def _lg(self, p, X, y):
        s, (z1, c1, m1, z2, c2, m2, row, h3, h4) = self._run(p, X)
        loss, d5 = cross_entropy(s, y)
        d4 = (d5 @ p["W5"].T) * (h4 > 0)
        d3 = (d4 @ p["W4"].T) * (h3 > 0)
        d = (d3 @ p["W3"].T).reshape(len(X), 5, 5, 16).transpose(0, 3, 1, 2)
        d, dW2, db2 = conv_backward(maxpool_backward(d, m2) * (z2 > 0), c2)
        _, dW1, db1 = conv_backward(maxpool_backward(d, m1) * (z1 > 0), c1)
        g = dict(W1=dW1, b1=db1, W2=dW2, b2=db2, W3=row.T @ d3, b3=d3.sum(0), W4=h3.T @ d4, b4=d4.sum(0))
        g.update(W5=h4.T @ d5, b5=d5.sum(0))
        return loss, g

    def loss_and_grads(self, X, y):
        return self._lg(self.params, X, y)

    def fit(self, X, y, eta, epochs, batch_size, rng):
        self.params, losses = train_sgd(self._lg, self.params, X, y, eta, epochs, batch_size, rng)
        return np.array(losses)

    def predict(self, X):
        return np.argmax(self.scores(X), axis=-1)


def count_parameters(layer):
    kind, fan_in, fan_out, *window = layer
    return int(fan_out * (fan_in * np.prod(window, dtype=int) + 1))


who = "grace hopper"
_n = numbers_of_11(who)
q_11_8a = 2 * _n["layers"] + 1
q_11_8b = (25 * 32 * _n["channels"]) / (16 * _n["channels"] + 12800)
q_11_8c = 9 * _n["wide"] + _n["wide"] ** 2 + 2 * _n["wide"] * _n["squeezed"]
q_11_8d = _n["millions"] * 2.0
q_11_8e = min(k for k, text in _n["choices"].items() if text.startswith("What a feature"))
