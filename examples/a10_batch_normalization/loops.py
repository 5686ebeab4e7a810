# Assignment 10 as a script: loops over rows, units and entries.
from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]  # an array of real numbers
Labels = NDArray[np.int_]  # an array of whole numbers

# Given here: softmax, an exercise of an earlier assignment. You may put your own solution in its place.
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


def relu_network(D: int, K: int, rng: np.random.Generator) -> dict[str, Array]:
    """Draw the parameters of a network with 100 hidden rectifiers; its biases are 0.

    Parameters
    ----------
    D : int
        Number of inputs.
    K : int
        Number of classes.
    rng : numpy.random.Generator
        Draws the weights.

    Returns
    -------
    params : dict of str to ndarray
        ``W1`` (D, 100), ``b1`` (100,), ``W2`` (100, K), ``b2`` (K,).
    """
    W1 = rng.normal(size=(D, 100)) * np.sqrt(2 / D)
    W2 = rng.normal(size=(100, K)) * np.sqrt(2 / 100)
    return {"W1": W1, "b1": np.zeros(100), "W2": W2, "b2": np.zeros(K)}


def train_network(
    params: dict[str, Array],
    X: Array,
    y: Labels,
    eta: float,
    epochs: int,
    batch_size: int,
    rng: np.random.Generator,
) -> dict[str, Array]:
    """Train such a network by mini-batches on the cross-entropy.

    Parameters
    ----------
    params : dict of str to ndarray
        Where to start; they are left as they were.
    X : ndarray, shape (N, D)
        Inputs.
    y : ndarray of int, shape (N,)
        Classes, in ``0 .. K-1``.
    eta : float
        Step size.
    epochs : int
        How often all examples are visited.
    batch_size : int
        Size of a batch.
    rng : numpy.random.Generator
        Draws the order of each epoch.

    Returns
    -------
    params : dict of str to ndarray
        The parameters after the last step.
    """
    for _ in range(epochs):
        for batch in minibatches(len(X), batch_size, rng):
            hidden = np.maximum(X[batch] @ params["W1"] + params["b1"], 0.0)
            _, dZ = cross_entropy(hidden @ params["W2"] + params["b2"], y[batch])
            dhidden = (dZ @ params["W2"].T) * (hidden > 0)
            grads = {"W1": X[batch].T @ dhidden, "b1": dhidden.sum(axis=0)}
            grads |= {"W2": hidden.T @ dZ, "b2": dZ.sum(axis=0)}
            params = {name: value - eta * grads[name] for name, value in params.items()}
    return params


import math


class ReLU:
    def forward(self, x, train=True):
        self.slopes = np.zeros(x.shape)
        out = np.zeros(x.shape)
        for where, value in np.ndenumerate(x):
            if value > 0:
                out[where] = value
                self.slopes[where] = 1
        return out

    def backward(self, dout):
        return self.slopes * dout


class LeakyReLU:
    def __init__(self, a):
        self.leak = a

    def forward(self, x, train=True):
        self.slopes = np.zeros(x.shape)
        for where, value in np.ndenumerate(x):
            self.slopes[where] = 1.0 if value >= 0 else self.leak
        return self.slopes * x

    def backward(self, dout):
        return self.slopes * dout


class RReLU:
    def __init__(self, lo, hi, rng):
        self.lo = lo
        self.hi = hi
        self.rng = rng

    def forward(self, x, train=True):
        self.slopes = np.ones(x.shape)
        for where, value in np.ndenumerate(x):
            if value < 0:
                self.slopes[where] = self.rng.uniform(self.lo, self.hi) if train else (self.lo + self.hi) / 2
        return self.slopes * x

    def backward(self, dout):
        return self.slopes * dout


class ELU:
    def __init__(self, a):
        self.a = a

    def forward(self, x, train=True):
        out = np.zeros(x.shape)
        self.slopes = np.ones(x.shape)
        for where, value in np.ndenumerate(x):
            if value >= 0:
                out[where] = value
            else:
                out[where] = self.a * (math.exp(value) - 1)
                self.slopes[where] = self.a * math.exp(value)
        return out

    def backward(self, dout):
        return self.slopes * dout


class Maxout:
    def __init__(self, W, b):
        self.W = W
        self.b = b

    def forward(self, x, train=True):
        k, D, M = self.W.shape
        self.x = x
        self.winner = {}
        out = np.zeros((len(x), M))
        for i in range(len(x)):
            for m in range(M):
                values = [sum(x[i, d] * self.W[j, d, m] for d in range(D)) + self.b[j, m] for j in range(k)]
                self.winner[i, m] = values.index(max(values))
                out[i, m] = max(values)
        return out

    def backward(self, dout):
        dx, dW, db = np.zeros(self.x.shape), np.zeros(self.W.shape), np.zeros(self.b.shape)
        for (i, m), j in self.winner.items():
            db[j, m] += dout[i, m]
            for d in range(self.x.shape[1]):
                dx[i, d] += dout[i, m] * self.W[j, d, m]
                dW[j, d, m] += dout[i, m] * self.x[i, d]
        return dx, dW, db


def dead_fraction(pres):
    dead = 0
    for unit in pres.T:
        if not any(value > 0 for value in unit):
            dead += 1
    return dead / len(pres.T)


def symmetry_spread(W):
    largest = 0.0
    for one in W.T:
        for other in W.T:
            largest = max(largest, math.dist(one, other))
    return largest


def xavier_uniform(fan_in, fan_out, rng):
    W = np.zeros((fan_in, fan_out))
    limit = math.sqrt(6) / math.sqrt(fan_in + fan_out)
    for i in range(fan_in):
        for j in range(fan_out):
            W[i, j] = rng.uniform(-limit, limit)
    return W


def xavier_normal(fan_in, fan_out, rng):
    W = np.zeros((fan_in, fan_out))
    for i in range(fan_in):
        for j in range(fan_out):
            W[i, j] = rng.normal(0, math.sqrt(2 / (fan_in + fan_out)))
    return W


def he_normal(fan_in, fan_out, rng):
    rows = []
    for _ in range(fan_in):
        rows.append([rng.normal(0, math.sqrt(2 / fan_in)) for _ in range(fan_out)])
    return np.array(rows)


def he_uniform(fan_in, fan_out, rng):
    limit = math.sqrt(3) * math.sqrt(2 / fan_in)
    return np.array([[rng.uniform(-limit, limit) for _ in range(fan_out)] for _ in range(fan_in)])


def conv_fans(F, C, kh, kw):
    fan_in = 0
    for _ in range(C):
        for _ in range(kh):
            fan_in += kw
    return fan_in, fan_in // C * F


def signal_propagation(depth, width, init, activation, rng):
    X = rng.normal(0, 1, (200, width))
    rms = np.empty(depth)
    k = 0
    while k < depth:
        W = init(width, width, rng)
        X = activation(np.dot(X, W))
        rms[k] = math.sqrt(float((X * X).sum()) / X.size)
        k += 1
    return rms


def batchnorm_forward(x, gamma, beta, state, train):
    N, M = x.shape
    out = np.zeros((N, M))
    xhat = np.zeros((N, M))
    deviations = []
    for m in range(M):
        if train:
            mean = sum(x[:, m]) / N
            var = sum((value - mean) ** 2 for value in x[:, m]) / N
        else:
            mean, var = state["running_mean"][m], state["running_var"][m]
        deviations.append(math.sqrt(var + state["eps"]))
        for i in range(N):
            xhat[i, m] = (x[i, m] - mean) / deviations[m]
            out[i, m] = gamma[m] * xhat[i, m] + beta[m]
    new_state = update_running(state, x) if train else state.copy()
    return out, [xhat, deviations, gamma], new_state


def batchnorm_backward(dout, cache):
    xhat, deviations, gamma = cache
    N, M = dout.shape
    dx, dgamma, dbeta = np.zeros((N, M)), np.zeros(M), np.zeros(M)
    for m in range(M):
        for i in range(N):
            dgamma[m] += dout[i, m] * xhat[i, m]
            dbeta[m] += dout[i, m]
        for i in range(N):
            total = 0.0
            for j in range(N):
                total += dout[j, m] * ((i == j) - 1 / N - xhat[i, m] * xhat[j, m] / N)
            dx[i, m] = gamma[m] * total / deviations[m]
    return dx, dgamma, dbeta


def update_running(state, x):
    new_state = {}
    for key in state:
        new_state[key] = state[key]
    N, M = x.shape
    means, variances = np.zeros(M), np.zeros(M)
    for m in range(M):
        mean = sum(x[:, m]) / N
        squares = sum((value - mean) ** 2 for value in x[:, m])
        var = squares / (N - 1) if state["unbiased"] else squares / N
        means[m] = state["running_mean"][m] + (1 - state["momentum"]) * (mean - state["running_mean"][m])
        variances[m] = state["running_var"][m] + (1 - state["momentum"]) * (var - state["running_var"][m])
    new_state["running_mean"], new_state["running_var"] = means, variances
    return new_state


def batchnorm_test(x, gamma, beta, state):
    out = []
    for row in x:
        centred = row - state["running_mean"]
        out.append(gamma * centred / (state["running_var"] + state["eps"]) ** 0.5 + beta)
    return np.array(out)


class BatchNormMLP:
    def __init__(self, sizes, rng, batchnorm=True, scale=None):
        self.sizes = sizes
        self.batchnorm = batchnorm
        self.params = {}
        self.states = {}
        for k in range(1, len(sizes)):
            W = np.zeros((sizes[k - 1], sizes[k]))
            for i in range(sizes[k - 1]):
                W[i] = rng.normal(0, math.sqrt(2 / sizes[k - 1]) if scale is None else scale, sizes[k])
            self.params["W" + str(k)] = W
            self.params["b" + str(k)] = np.zeros(sizes[k])
            if batchnorm and k < len(sizes) - 1:
                del self.params["b" + str(k)]
                self.params["gamma" + str(k)] = np.ones(sizes[k])
                self.params["beta" + str(k)] = np.zeros(sizes[k])
                self.states[k] = {"running_mean": np.zeros(sizes[k]), "running_var": np.ones(sizes[k])}
                self.states[k]["momentum"], self.states[k]["eps"], self.states[k]["unbiased"] = 0.9, 1e-5, False

    def normalize(self, x, k, train):
        # in NumPy: with the loops of 10.5 the digits would take minutes
        state = self.states[k]
        if train:
            mean, var = x.mean(axis=0), x.var(axis=0)
            for key, new in (("running_mean", mean), ("running_var", var)):
                state[key] = 0.9 * state[key] + 0.1 * new
        else:
            mean, var = state["running_mean"], state["running_var"]
        deviation = np.sqrt(var + 1e-5)
        xhat = (x - mean) / deviation
        return self.params["gamma" + str(k)] * xhat + self.params["beta" + str(k)], xhat, deviation

    def predict(self, X):
        last = len(self.sizes) - 1
        for k in range(1, last + 1):
            X = X @ self.params["W" + str(k)]
            if k in self.states:
                X = self.normalize(X, k, False)[0]
            else:
                X = X + self.params["b" + str(k)]
            if k < last:
                X = X * (X > 0)
        return np.array([list(row).index(max(row)) if np.isfinite(row).all() else 0 for row in X])

    def step(self, X, y, eta):
        last = len(self.sizes) - 1
        inputs, kept = [], {}
        for k in range(1, last + 1):
            inputs.append(X)
            X = X @ self.params["W" + str(k)]
            if k in self.states:
                X, xhat, deviation = self.normalize(X, k, True)
                kept[k] = xhat, deviation
            else:
                X = X + self.params["b" + str(k)]
            if k < last:
                X = X * (X > 0)
        _, d = cross_entropy(X, y)
        changes = {}
        for k in range(last, 0, -1):
            if k in kept:
                xhat, deviation = kept[k]
                changes["gamma" + str(k)] = (d * xhat).sum(axis=0)
                changes["beta" + str(k)] = d.sum(axis=0)
                d = d * self.params["gamma" + str(k)]
                d = (d - d.mean(axis=0) - xhat * (d * xhat).mean(axis=0)) / deviation
            else:
                changes["b" + str(k)] = d.sum(axis=0)
            changes["W" + str(k)] = inputs[k - 1].T @ d
            d = (d @ self.params["W" + str(k)].T) * (inputs[k - 1] > 0)
        for name in changes:
            self.params[name] = self.params[name] - eta * changes[name]

    def fit(self, X, y, eta, epochs, batch_size, rng):
        for epoch in range(epochs):
            order = list(range(len(X)))
            rng.shuffle(order)
            for i in range(0, len(X), batch_size):
                self.step(X[order[i : i + batch_size]], y[order[i : i + batch_size]], eta)


def dead_by_rate(rates, X, y, rng):
    start = relu_network(len(X[0]), max(y) + 1, rng)
    fractions = []
    for rate in rates:
        copies = {}
        for name in start:
            copies[name] = start[name].copy()
        trained = train_network(copies, X, y, rate, 3, 32, rng)
        fractions.append(float(dead_fraction(X.dot(trained["W1"]) + trained["b1"])))
    return fractions


who = "Charles Babbage"
q_10_10a = "DE"
q_10_10b = 3
q_10_10c = "BE"


if __name__ == "__main__":
    print(dead_fraction(np.array([[-1.0, 2.0], [-3.0, -1.0]])))
