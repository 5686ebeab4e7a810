# Assignment 7 as a script: loops where loops are easy to read, objects for layers.
import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]  # an array of real numbers
Labels = NDArray[np.int_]  # an array of whole numbers

import math

from collections.abc import Callable

from collections.abc import Iterator

from collections.abc import Sequence

from itertools import pairwise


def sigmoid(z: Array) -> Array:
    r"""Squash any number into the interval from 0 to 1, as a step without its edge.

    .. math:: \sigma(z) = \frac{1}{1 + e^{-z}}

    Parameters
    ----------
    z : ndarray of any shape, or float
        Weighted sums.

    Returns
    -------
    out : ndarray, or float where z is one
        The sigmoid of each entry, with the shape of z.

    Promises
    --------
    value : each entry is the sigmoid of the entry of z at its place.
    shapes : a single number, and arrays with 0 to 3 axes, keep their shape.
    tails : at -1000 and at 1000 the result is 0 and 1 to 7 digits, without a warning.
    pure : z is left as it was.

    References
    ----------
    .. [1] Goodfellow, Bengio, Courville, *Deep Learning*, MIT Press, 2016, section 3.10.

    Examples
    --------
    >>> sigmoid(np.array([-1.0, 0.0, 1.0])).round(3)
    array([0.269, 0.5  , 0.731])
    """
    shrinking = np.exp(-np.abs(z))  # at most 1: np.exp(-z) itself overflows where z is below -709
    return np.where(np.asarray(z) >= 0, 1.0, shrinking) / (1.0 + shrinking)


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


def numbers_of_7(who: str) -> dict[str, object]:
    """Draw the numbers of the two questions for one student.

    Parameters
    ----------
    who : str
        The name or student number.

    Returns
    -------
    numbers : dict
        The pre-activation ``z`` and the ``target`` of the question of 7.2, and the ``choices`` of that of 7.6.
    """
    rng = variant(who, "q_7_2")
    z, target = int(rng.integers(30, 61)) / 10, int(rng.integers(2))
    choices = ["With enough hidden units a network comes close to any continuous function on a box"]
    choices += ["More hidden units always make a network more accurate on new examples"]
    choices += ["Gradient descent finds the best weights, wherever it starts"]
    choices += ["The weights of a trained network say in plain words how it decides"]
    order = variant(who, "q_7_6").permutation(4)
    lettered = {"ABCD"[place]: choices[number] for place, number in enumerate(order)}
    return {"z": z if target == 0 else -z, "target": target, "choices": lettered}


import math


def softmax(Z):
    P = np.zeros(Z.shape)
    for i in range(Z.shape[0]):
        top = max(Z[i])
        powers = [math.exp(z - top) for z in Z[i]]
        for k in range(Z.shape[1]):
            P[i, k] = powers[k] / sum(powers)
    return P


import math


def cross_entropy(Z, Y):
    N, K = Z.shape
    loss, dZ = 0.0, np.zeros((N, K))
    for i in range(N):
        row = [1.0 if k == Y[i] else 0.0 for k in range(K)] if len(Y.shape) == 1 else Y[i]
        top = max(Z[i])
        total = math.log(sum(math.exp(z - top) for z in Z[i])) + top
        for k in range(K):
            loss += row[k] * (total - Z[i, k]) / N
            dZ[i, k] = (math.exp(Z[i, k] - total) - row[k]) / N
    return loss, dZ


def mse_loss(A, Y, half=False, reduction="mean"):
    loss, dA = 0.0, np.zeros(A.shape)
    for i, (a, y) in enumerate(zip(A, Y)):
        for k in range(len(a)):
            loss += (a[k] - y[k]) ** 2
            dA[i, k] = 2 * (a[k] - y[k])
    if half:
        loss, dA = loss / 2, dA / 2
    if reduction == "mean":
        loss, dA = loss / len(A), dA / len(A)
    return loss, dA


def bce_with_logits(z, y):
    loss, dz = [], []
    for one, target in zip(z, y):
        if one > 0:
            e = np.exp(-one)
            loss.append(one * (1 - target) + np.log(1 + e))
            dz.append(1 / (1 + e) - target)
        else:
            e = np.exp(one)
            loss.append(-one * target + np.log(1 + e))
            dz.append(e / (1 + e) - target)
    return float(np.mean(loss)), np.array(dz) / len(dz)


import copy


def gradient_descent(grad, params, eta, steps, tol=0.0):
    here, taken = copy.deepcopy(params), 0
    while taken < steps:
        slope = grad(here)
        if all((abs(slope[k]) <= tol).all() for k in here):
            break
        for k in here:
            here[k] -= eta * slope[k]
        taken += 1
    return here, taken


def minibatches(n, batch_size, rng, drop_last=False):
    numbers = list(range(n))
    rng.shuffle(numbers)
    batches = []
    while numbers:
        batches.append(np.array(numbers[:batch_size]))
        numbers = numbers[batch_size:]
    if drop_last and batches and len(batches[-1]) != batch_size:
        del batches[-1]
    return batches


def train_sgd(loss_and_grads, params, X, y, eta, epochs, batch_size, rng):
    weights = {key: 1.0 * params[key] for key in params}
    history = np.empty(epochs)
    for epoch in range(epochs):
        order = rng.permutation(X.shape[0])
        X_now, y_now, seen = X[order], y[order], 0.0
        for k in range(0, len(X), batch_size):
            chunk = slice(k, k + batch_size)
            loss, grads = loss_and_grads(weights, X_now[chunk], y_now[chunk])
            for key, grad in grads.items():
                weights[key] -= eta * grad
            seen += loss * len(y_now[chunk])
        history[epoch] = seen / len(X)
    return weights, history


import struct


def load_idx(data):
    try:
        zero, kind, axes = struct.unpack(">HBB", data[:4])
        shape = struct.unpack(">" + "I" * axes, data[4 : 4 + 4 * axes])
    except struct.error:
        raise ValueError("no header") from None
    if zero != 0 or kind != 8:
        raise ValueError("no IDX file")
    body = data[4 + 4 * axes :]
    size = 1
    for length in shape:
        size *= length
    if size != len(body):
        raise ValueError("wrong length")
    return np.array(list(body), dtype=np.uint8).reshape(shape)


class Scaler:
    def fit(self, X):
        X = np.asarray(X, dtype=float)
        self.numbers = []
        for column in X.T:
            m = sum(column) / len(column)
            self.numbers.append((m, (sum((column - m) ** 2) / len(column)) ** 0.5))
        return self

    def transform(self, X):
        out = np.zeros(X.shape)
        for j, (m, s) in enumerate(self.numbers):
            out[:, j] = (X[:, j] - m) / s if s else 0.0
        return out


class Layer:
    def __init__(self, W, b):
        self.W, self.b = W, b


class MLP:
    def __init__(self, sizes, activation, loss, rng):
        self.activation, self.loss = activation, loss
        self.params = {}
        for k in range(1, len(sizes)):
            W = np.empty((sizes[k - 1], sizes[k]))
            for i in range(sizes[k - 1]):
                W[i] = rng.normal(0, np.sqrt(2 / sizes[k - 1]), sizes[k])
            self.params["W" + str(k)], self.params["b" + str(k)] = W, np.zeros(sizes[k])

    def layers(self):
        return [
            Layer(self.params["W" + str(k)], self.params["b" + str(k)]) for k in range(1, len(self.params) // 2 + 1)
        ]

    def forward(self, X):
        self.outs = [X]
        layers = self.layers()
        for layer in layers:
            z = self.outs[-1].dot(layer.W) + layer.b
            last = layer is layers[-1]
            if last and self.loss == "cross_entropy":
                a = z
            elif last or self.activation == "sigmoid":
                a = 0.5 * (1 + np.tanh(0.5 * z))
            else:
                a = z * (z > 0)
            self.outs.append(a)
        return self.outs[-1]

    def scores(self, X):
        return self.forward(X)

    def loss_and_grads(self, X, y):
        out = self.forward(X)
        T = np.zeros_like(out)
        T[range(len(y)), y] = 1
        if self.loss == "cross_entropy":
            s = out - out.max(1)[:, None]
            e = np.exp(s)
            P = e / e.sum(1)[:, None]
            loss = -np.sum(T * (s - np.log(e.sum(1))[:, None])) / len(y)
            delta = P - T
        else:
            loss = np.sum((out - T) ** 2) / 2 / len(y)
            delta = (out - T) * out * (1 - out)
        grads = {}
        layers = self.layers()
        for k in reversed(range(len(layers))):
            grads["W" + str(k + 1)] = self.outs[k].T.dot(delta) / len(y)
            grads["b" + str(k + 1)] = delta.mean(0)
            if k:
                a = self.outs[k]
                delta = delta.dot(layers[k].W.T) * (a * (1 - a) if self.activation == "sigmoid" else np.sign(a))
        return float(loss), grads

    def fit(self, X, y, eta, epochs, batch_size, rng):
        losses = []
        for e in range(epochs):
            order = np.argsort(rng.random(len(X)))
            total = 0
            i = 0
            while i < len(X):
                b = order[i : i + batch_size]
                loss, g = self.loss_and_grads(X[b], y[b])
                self.params = {k: self.params[k] - eta * g[k] for k in self.params}
                total += loss * len(b)
                i += batch_size
            losses.append(total / len(X))
        return losses

    def predict(self, X):
        return np.argmax(self.scores(X), axis=-1)


def gradient_variance(per_sample, batch_size, draws, rng):
    N, D = per_sample.shape
    total, squares = np.zeros(D), np.zeros(D)
    for _ in range(draws):
        mean = sum(per_sample[int(i)] for i in rng.integers(0, N, batch_size)) / batch_size
        total += mean
        squares += mean**2
    return float(sum(squares / draws - (total / draws) ** 2))


who = "Grace Hopper"
drawn = numbers_of_7(who)
out = sigmoid(drawn["z"])
q_7_2 = float(1 / (out * (1 - out)))
q_7_6 = [letter for letter, text in drawn["choices"].items() if "any continuous function" in text][0]


if __name__ == "__main__":
    print(softmax(np.array([[0.0, 1.0]])))
