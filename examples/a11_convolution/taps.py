"""Assignment 11: one weight at a time, on whole arrays; and the way back as another convolution."""


import numpy as np
from itertools import product
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
    kh, kw = kernel.shape
    H, W = image.shape
    return sum(
        kernel[i, j] * image[i : H - kh + 1 + i, j : W - kw + 1 + j] for i, j in product(range(kh), range(kw))
    )


def convolve2d_true(image, kernel):
    return correlate2d(image[::-1, ::-1], kernel)[::-1, ::-1]


def edge_kernel(direction):
    vertical = np.eye(3)[[0, 0, 0]] - np.eye(3)[[2, 2, 2]]
    return vertical if direction != "horizontal" else vertical.transpose()


def mean_kernel(k):
    return np.full((k, k), 1) / (k * k)


def _frame(x, pad):
    framed = np.zeros((len(x), len(x[0]), x.shape[2] + 2 * pad, x.shape[3] + 2 * pad))
    framed[:, :, pad : framed.shape[2] - pad, pad : framed.shape[3] - pad] = x
    return framed


def _steps(framed, kh, kw, stride):
    for i in range(kh):
        for j in range(kw):
            bottom, right = framed.shape[2] - kh + i + 1, framed.shape[3] - kw + j + 1
            yield i, j, (slice(None), slice(None), slice(i, bottom, stride), slice(j, right, stride))


def conv_forward(x, w, b, stride=1, pad=0):
    framed = _frame(x, pad)
    out = 0.0
    for i, j, place in _steps(framed, w.shape[2], w.shape[3], stride):
        out = out + np.tensordot(w[:, :, i, j], framed[place], axes=([1], [1]))  # (F, N, Ho, Wo)
    out = np.swapaxes(out, 0, 1) + b[:, np.newaxis, np.newaxis]
    return out, (framed, w.copy(), stride, pad)


def conv_backward(dout, cache):
    framed, w, stride, pad = cache
    dw = np.empty(w.shape)
    dframed = np.zeros(framed.shape)
    for i, j, place in _steps(framed, w.shape[2], w.shape[3], stride):
        dw[:, :, i, j] = np.tensordot(dout, framed[place], axes=([0, 2, 3], [0, 2, 3]))
        dframed[place] += np.swapaxes(np.tensordot(w[:, :, i, j], dout, axes=([0], [1])), 0, 1)
    H, W = framed.shape[2] - 2 * pad, framed.shape[3] - 2 * pad
    return dframed[:, :, pad:][:, :, :H][:, :, :, pad:][:, :, :, :W], dw, dout.sum((0, 2, 3))


def maxpool_forward(x, window, stride):
    out = np.maximum.reduce([x[place] for _, _, place in _steps(x, window, window, stride)])
    return out, (x.copy(), out, window, stride)


def maxpool_backward(dout, cache):
    x, out, window, stride = cache
    dx = np.zeros(x.shape)
    for _, _, place in _steps(x, window, window, stride):
        dx[place] += dout * (x[place] == out)  # all equals get it
    return dx


def avgpool_forward(x, window, stride):
    C = x.shape[1]
    w = np.zeros((C, C, window, window))
    w[range(C), range(C)] = 1 / window**2
    return conv_forward(x, w, np.zeros(C), stride, 0)


def avgpool_backward(dout, cache):
    return conv_backward(dout, cache)[0]


def depthwise_maxpool(x, groups):
    size = x.shape[1] // groups
    return np.concatenate([x[:, g * size : (g + 1) * size].max(1, keepdims=True) for g in range(groups)], axis=1)


def conv1x1(x, w, b):
    return (x.transpose(0, 2, 3, 1) @ w.T + b).transpose(0, 3, 1, 2)


class ResidualBlock:
    def __init__(self, w1, b1, w2, b2):
        self.params = {"w1": w1, "b1": b1, "w2": w2, "b2": b2}

    def forward(self, x):
        p = self.params
        self.u, self.cu = conv_forward(x, p["w1"], p["b1"], 1, 1)
        self.v, self.cv = conv_forward(relu(self.u), p["w2"], p["b2"], 1, 1)
        return x + self.v

    def backward(self, dout):
        dr, dw2, db2 = conv_backward(dout, self.cv)
        du = dr.copy()
        du[self.u <= 0] = 0
        dx, dw1, db1 = conv_backward(du, self.cu)
        dx += dout
        return [dx, dw1, db1, dw2, db2]


class LeNet5:
    def __init__(self, rng):
        draw = {"1": (6, 1, 5, 5), "2": (16, 6, 5, 5), "3": (120, 256), "4": (84, 120), "5": (10, 84)}
        self.params = {}
        for k, shape in draw.items():
            W = he_normal(int(np.prod(shape[1:])), shape[0], rng).T.reshape(shape)
            self.params["W" + k] = W if len(shape) == 4 else W.T
            self.params["b" + k] = 0 * W.reshape(shape[0], -1)[:, 0]

    def __call__(self, X):
        p, tape = self.params, []
        for k in "12":
            pre, conv = conv_forward(X, p["W" + k], p["b" + k])
            X, pool = maxpool_forward(relu(pre), window=2, stride=2)
            tape.append((k, conv, pre, pool))
        h = np.swapaxes(X, 1, 3).reshape(len(X), -1)  # columns, rows, channels
        for k in "345":
            z = np.dot(h, p["W" + k]) + p["b" + k]
            tape.append((k, h, z))
            h = relu(z)
        return z, tape

    def scores(self, X):
        return self(X)[0]

    def loss_and_grads(self, X, y):
        z, tape = self(X)
        loss, d = cross_entropy(z, y)
        grads = {}
        for k, h, z in reversed(tape[2:]):
            if k != "5":
                d = d * (z > 0)
            grads["W" + k], grads["b" + k] = np.dot(h.T, d), np.sum(d, axis=0)
            d = np.dot(d, self.params["W" + k].T)
        d = np.swapaxes(d.reshape(-1, 4, 4, 16), 1, 3)
        for k, conv, pre, pool in reversed(tape[:2]):
            d, grads["W" + k], grads["b" + k] = conv_backward(maxpool_backward(d, pool) * (pre > 0), conv)
        return loss, grads

    def fit(self, X, y, eta, epochs, batch_size, rng):
        losses = []
        for _ in range(epochs):
            order, seen = rng.permutation(len(X)), 0.0
            for start in range(0, len(X), batch_size):
                batch = order[start : start + batch_size]
                loss, grads = self.loss_and_grads(X[batch], y[batch])
                self.params = {name: value - eta * grads[name] for name, value in self.params.items()}
                seen += loss * len(batch)
            losses.append(float(seen / len(X)))
        return losses

    def predict(self, X):
        return self.scores(X).argmax(axis=1)


def count_parameters(layer):
    match layer:
        case ("dense", fan_in, fan_out):
            return (fan_in + 1) * fan_out
        case ("conv", channels, filters, kh, kw):
            return (channels * kh * kw + 1) * filters


who = "Matr. 471108"
n = numbers_of_11(who)
field = 1
for _ in range(n["layers"]):
    field += 2
q_11_8a = field
q_11_8b = round(800 * n["channels"] / (16 * n["channels"] + 12800), 3)
q_11_8c = n["wide"] * 3 * 3 + n["wide"] * n["wide"] + n["wide"] * n["squeezed"] * 2
q_11_8d = n["millions"] * 2
q_11_8e = {text: letter for letter, text in n["choices"].items()}[
    "What a feature map deep inside a network stands for can only be guessed from what makes it large"
]
