"""Assignment 11, in plain loops. Kim P."""

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


def correlate2d(image, kernel):
    H, W = image.shape
    kh, kw = kernel.shape
    out = np.zeros((H - kh + 1, W - kw + 1))
    for p in range(H - kh + 1):
        for q in range(W - kw + 1):
            total = 0.0
            for i in range(kh):
                for j in range(kw):
                    total += kernel[i, j] * image[p + i, q + j]
            out[p, q] = total
    return out


def convolve2d_true(image, kernel):
    H, W = image.shape
    kh, kw = kernel.shape
    out = np.zeros((H - kh + 1, W - kw + 1))
    for p in range(H - kh + 1):
        for q in range(W - kw + 1):
            for i in range(kh):
                for j in range(kw):
                    out[p, q] += kernel[kh - 1 - i, kw - 1 - j] * image[p + i, q + j]
    return out


def edge_kernel(direction):
    if direction == "vertical":
        return np.array([[1, 0, -1], [1, 0, -1], [1, 0, -1]])
    return np.array([[1, 1, 1], [0, 0, 0], [-1, -1, -1]])


def mean_kernel(k):
    kernel = np.zeros((k, k))
    for i in range(k):
        for j in range(k):
            kernel[i, j] = 1 / (k * k)
    return kernel


def conv_forward(x, w, b, stride=1, pad=0):
    N, C, H, W = x.shape
    F, _, kh, kw = w.shape
    big = np.zeros((N, C, H + 2 * pad, W + 2 * pad))
    for n in range(N):
        for c in range(C):
            for r in range(H):
                for s in range(W):
                    big[n, c, r + pad, s + pad] = x[n, c, r, s]
    rows, columns = (H + 2 * pad - kh) // stride + 1, (W + 2 * pad - kw) // stride + 1
    out = np.zeros((N, F, rows, columns))
    for n in range(N):
        for f in range(F):
            for p in range(rows):
                for q in range(columns):
                    total = b[f]
                    for c in range(C):
                        for i in range(kh):
                            for j in range(kw):
                                total += w[f, c, i, j] * big[n, c, p * stride + i, q * stride + j]
                    out[n, f, p, q] = total
    return out, {"big": big, "w": w, "stride": stride, "pad": pad, "size": (H, W)}


def conv_backward(dout, cache):
    big, w, stride, pad = cache["big"], cache["w"], cache["stride"], cache["pad"]
    dbig, dw, db = np.zeros(big.shape), np.zeros(w.shape), np.zeros(w.shape[0])
    for n, f, p, q in np.ndindex(*dout.shape):
        slope = dout[n, f, p, q]
        db[f] += slope
        for c, i, j in np.ndindex(*w.shape[1:]):
            dw[f, c, i, j] += slope * big[n, c, p * stride + i, q * stride + j]
            dbig[n, c, p * stride + i, q * stride + j] += slope * w[f, c, i, j]
    H, W = cache["size"]
    dx = np.zeros((big.shape[0], big.shape[1], H, W))
    for r in range(H):
        for s in range(W):
            dx[:, :, r, s] = dbig[:, :, r + pad, s + pad]
    return [dx, dw, db]


def maxpool_forward(x, window, stride):
    N, C, H, W = x.shape
    rows, columns = (H - window) // stride + 1, (W - window) // stride + 1
    out, winners = np.zeros((N, C, rows, columns)), {}
    for n, c, p, q in np.ndindex(N, C, rows, columns):
        best, where = -float("inf"), None
        for i in range(window):
            for j in range(window):
                value = x[n, c, p * stride + i, q * stride + j]
                if value > best:
                    best, where = value, (n, c, p * stride + i, q * stride + j)
        out[n, c, p, q] = best
        winners[n, c, p, q] = where
    return out, (winners, x.shape)


def maxpool_backward(dout, cache):
    winners, shape = cache
    dx = np.zeros(shape)
    for place, where in winners.items():
        dx[where] += dout[place]
    return dx


def avgpool_forward(x, window, stride):
    N, C, H, W = x.shape
    rows, columns = (H - window) // stride + 1, (W - window) // stride + 1
    out = np.zeros((N, C, rows, columns))
    for n, c, p, q in np.ndindex(N, C, rows, columns):
        total = 0.0
        for i in range(window):
            for j in range(window):
                total += x[n, c, p * stride + i, q * stride + j]
        out[n, c, p, q] = total / (window * window)
    return out, (x.shape, window, stride)


def avgpool_backward(dout, cache):
    shape, window, stride = cache
    dx = np.zeros(shape)
    for n, c, p, q in np.ndindex(*dout.shape):
        for i in range(window):
            for j in range(window):
                dx[n, c, p * stride + i, q * stride + j] += dout[n, c, p, q] / (window * window)
    return dx


def depthwise_maxpool(x, groups):
    N, C, H, W = x.shape
    size = C // groups
    out = np.zeros((N, groups, H, W))
    for n, g, r, s in np.ndindex(N, groups, H, W):
        out[n, g, r, s] = max(x[n, c, r, s] for c in range(g * size, (g + 1) * size))
    return out


def conv1x1(x, w, b):
    N, C, H, W = x.shape
    out = np.zeros((N, w.shape[0], H, W))
    for n, f, r, s in np.ndindex(*out.shape):
        out[n, f, r, s] = b[f]
        for c in range(C):
            out[n, f, r, s] += w[f, c] * x[n, c, r, s]
    return out


class ResidualBlock:
    def __init__(self, w1, b1, w2, b2):
        self.weights = [w1, b1, w2, b2]

    def forward(self, x):
        w1, b1, w2, b2 = self.weights
        a, self.cache1 = conv_forward(x, w1, b1, 1, 1)
        self.alive = a > 0
        h = a * self.alive
        c, self.cache2 = conv_forward(h, w2, b2, 1, 1)
        return x + c

    def backward(self, dout):
        dh, dw2, db2 = conv_backward(dout, self.cache2)
        dx, dw1, db1 = conv_backward(dh * self.alive, self.cache1)
        return dx + dout, dw1, db1, dw2, db2


class LeNet5:
    def __init__(self, rng):
        self.params = {}
        sizes = {1: (25, 6), 2: (150, 16), 3: (256, 120), 4: (120, 84), 5: (84, 10)}
        for k in sizes:
            W = he_normal(sizes[k][0], sizes[k][1], rng)
            if k <= 2:
                side = 1 if k == 1 else 6
                W = np.stack([W[:, f].reshape(side, 5, 5) for f in range(sizes[k][1])])
            self.params["W" + str(k)] = W
            self.params["b" + str(k)] = np.zeros(sizes[k][1])

    def scores(self, X):
        self.kept = {}
        p = self.params
        h = X
        for k in ("1", "2"):
            h, self.kept["conv" + k] = conv_forward(h, p["W" + k], p["b" + k], 1, 0)
            self.kept["alive" + k] = (h > 0).astype(float)
            h, self.kept["pool" + k] = maxpool_forward(h * (h > 0), 2, 2)
        self.kept["shape"] = h.shape
        h = np.array([image.flatten() for image in h])
        for k in ("3", "4", "5"):
            self.kept["in" + k] = h
            h = h @ p["W" + k] + p["b" + k]
            if k != "5":
                self.kept["alive" + k] = h > 0
                h = h * (h > 0)
        return h

    def loss_and_grads(self, X, y):
        loss, d = cross_entropy(self.scores(X), y)
        grads = {}
        for k in ("5", "4", "3"):
            if k != "5":
                d = d * self.kept["alive" + k]
            grads["W" + k] = self.kept["in" + k].T @ d
            grads["b" + k] = d.sum(axis=0)
            d = d @ self.params["W" + k].T
        d = d.reshape(self.kept["shape"])
        for k in ("2", "1"):
            d = maxpool_backward(d, self.kept["pool" + k]) * self.kept["alive" + k]
            d, grads["W" + k], grads["b" + k] = conv_backward(d, self.kept["conv" + k])
        return loss, grads

    def fit(self, X, y, eta, epochs, batch_size, rng):
        losses = []
        for _ in range(epochs):
            total = 0
            for batch in minibatches(len(X), batch_size, rng):
                loss, grads = self.loss_and_grads(X[batch], y[batch])
                for name in self.params:
                    self.params[name] = self.params[name] - eta * grads[name]
                total += loss * len(batch)
            losses.append(total / len(X))
        return losses

    def predict(self, X):
        return np.array([row.argmax() for row in self.scores(X)])


def count_parameters(layer):
    if layer[0] == "dense":
        return layer[1] * layer[2] + layer[2]
    _, C, F, kh, kw = layer
    return F * (C * kh * kw) + F


who = "Kim P."
numbers = numbers_of_11(who)
q_11_8a = 3 + 2 * (numbers["layers"] - 1)
q_11_8b = 25 * numbers["channels"] * 32 / (numbers["channels"] * 16 + 25 * 16 * 32)
q_11_8c = numbers["wide"] * (9 + numbers["wide"] + 2 * numbers["squeezed"])
q_11_8d = 2 * numbers["millions"]
q_11_8e = [letter for letter in "ABCD" if "guessed" in numbers["choices"][letter]][0]

if __name__ == "__main__":
    print(LeNet5(np.random.default_rng(0)).scores(np.zeros((1, 1, 28, 28))))
