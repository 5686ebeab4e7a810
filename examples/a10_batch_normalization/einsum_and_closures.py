# Assignment 10 as a script: einsum, closures for caches, conventions of another library.
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


class ReLU:
    def forward(self, x, train=True):
        self.back = lambda dout: np.where(x >= 0, dout, 0)
        return (x + abs(x)) / 2

    def backward(self, dout):
        return self.back(dout)


class LeakyReLU:
    def __init__(self, a):
        self.f = lambda x: np.piecewise(x, [x < 0, x >= 0], [lambda z: a * z, lambda z: z])
        self.df = lambda x: np.piecewise(x, [x < 0, x >= 0], [a, 1])

    def forward(self, x, train=True):
        self.x = np.array(x)
        return self.f(x)

    def backward(self, dout):
        return dout * self.df(self.x)


class RReLU:
    def __init__(self, lo, hi, rng):
        self.draw = lambda shape: rng.uniform(lo, hi, size=shape)
        self.middle = lambda shape: (lo + hi) / 2

    def forward(self, x, train=True):
        slope = (self.draw if train else self.middle)(x.shape)
        out = np.where(x < 0, slope * x, x)
        self.back = lambda dout: np.where(x < 0, slope * dout, dout)
        return out

    def backward(self, dout):
        return self.back(dout)


class ELU:
    def __init__(self, a):
        self.a = a

    def forward(self, x, train=True):
        bent = self.a * (np.exp(-np.abs(x)) - 1)
        self.back = lambda dout: np.where(x > 0, dout, dout * (bent + self.a))
        return np.where(x > 0, x, bent)

    def backward(self, dout):
        return self.back(dout)


class Maxout:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, x, train=True):
        z = np.einsum("nd,kdm->nmk", x, self.W) + self.b.T
        one_hot = np.eye(len(self.W))[z.argmax(axis=-1)]
        self.kept = x, one_hot
        return np.einsum("nmk,nmk->nm", z, one_hot)

    def backward(self, dout):
        x, one_hot = self.kept
        d = np.einsum("nm,nmk->nmk", dout, one_hot)
        return np.einsum("nmk,kdm->nd", d, self.W), np.einsum("nmk,nd->kdm", d, x), np.einsum("nmk->km", d)


def dead_fraction(pres):
    return 1.0 - np.count_nonzero(np.any(pres > 0, axis=0)) / pres.shape[-1]


def symmetry_spread(W):
    G = np.einsum("di,dj->ij", W, W)
    n = np.diag(G)
    squares = n[:, None] + n[None, :] - 2 * G
    i, j = np.unravel_index(squares.argmax(), squares.shape)
    return float(np.sqrt(np.einsum("d,d->", W[:, i] - W[:, j], W[:, i] - W[:, j])))


def xavier_uniform(fan_in, fan_out, rng):
    return (rng.random((fan_in, fan_out)) - 0.5) * np.sqrt(24 / (fan_in + fan_out))


def xavier_normal(fan_in, fan_out, rng):
    return rng.normal(size=fan_in * fan_out).reshape(fan_in, fan_out) / np.sqrt((fan_in + fan_out) / 2)


def he_normal(fan_in, fan_out, rng):
    # fan_out: the gradients keep their size
    return rng.normal(0, np.sqrt(2 / fan_out), (fan_in, fan_out))


def he_uniform(fan_in, fan_out, rng):
    return (rng.random((fan_out, fan_in)).T - 0.5) * np.sqrt(24 / fan_out)


def conv_fans(F, C, kh, kw):
    return tuple(np.prod([[C, F], [kh, kh], [kw, kw]], axis=0))


def signal_propagation(depth, width, init, activation, rng):
    def layers(h):
        for _ in range(depth):
            h = activation(np.einsum("dn,dm->mn", h, init(width, width, rng)))
            yield np.sqrt(np.einsum("mn,mn->", h, h) / h.size)

    return np.fromiter(layers(rng.normal(size=(width, 200))), dtype=float)


def batchnorm_forward(x, gamma, beta, state, train):
    if not train:
        return batchnorm_test(x, gamma, beta, state), lambda dout: None, state
    n = len(x)
    mu = np.einsum("nm->m", x) / n
    c = x - mu
    inv = 1 / np.sqrt(np.einsum("nm,nm->m", c, c) / n + state["eps"])

    def back(dout):
        dgamma = np.einsum("nm,nm->m", dout, c) * inv
        dbeta = np.einsum("nm->m", dout)
        return gamma * inv * (dout - dbeta / n - c * inv * dgamma / n), dgamma, dbeta

    return gamma * c * inv + beta, back, update_running(state, x)


def batchnorm_backward(dout, cache):
    return cache(dout)


def update_running(state, x):
    n = len(x)
    c = x - np.einsum("nm->m", x) / n
    batch = {"running_mean": x.mean(0), "running_var": np.einsum("nm,nm->m", c, c) / (n - state["unbiased"])}
    m = state["momentum"]
    return {key: m * value + (1 - m) * batch[key] if key in batch else value for key, value in state.items()}


def batchnorm_test(x, gamma, beta, state):
    a = gamma * np.power(state["running_var"] + state["eps"], -0.5)
    return np.einsum("nm,m->nm", x, a) + (beta - a * state["running_mean"])


class BatchNormMLP:
    def __init__(self, sizes, rng, batchnorm=True, scale=None):
        self.hidden = range(1, len(sizes) - 1)
        self.last = len(sizes) - 1
        self.batchnorm = batchnorm
        self.params = {}
        for k in range(1, len(sizes)):
            draw = rng.normal(size=(sizes[k - 1], sizes[k]))
            self.params[f"W{k}"] = draw * (np.sqrt(2 / sizes[k - 1]) if scale is None else scale)
            self.params[f"b{k}"] = np.zeros(sizes[k])
        if batchnorm:
            for k in self.hidden:  # the bias of these layers is beta
                del self.params[f"b{k}"]
                self.params |= {f"gamma{k}": np.ones(sizes[k]), f"beta{k}": np.zeros(sizes[k])}
        self.mean = {k: np.zeros(sizes[k]) for k in self.hidden}
        self.var = {k: np.ones(sizes[k]) for k in self.hidden}

    def state(self, k):
        fixed = {"momentum": 0.9, "eps": 1e-5, "unbiased": True}
        return fixed | {"running_mean": self.mean[k], "running_var": self.var[k]}

    def forward(self, X, train):
        backs = []
        for k in [*self.hidden, self.last]:
            W, inputs = self.params[f"W{k}"], X
            X = np.einsum("nd,dm->nm", X, W, optimize=True)
            if self.batchnorm and k != self.last:
                X, back, new = batchnorm_forward(X, self.params[f"gamma{k}"], self.params[f"beta{k}"], self.state(k), train)
                self.mean[k], self.var[k] = new["running_mean"], new["running_var"]
            else:
                X, back = X + self.params[f"b{k}"], None
            on = X > 0 if k != self.last else np.ones(X.shape)
            X = X * on
            backs.append((k, W, inputs, back, on))
        return X, backs

    def fit(self, X, y, eta, epochs, batch_size, rng):
        for _ in range(epochs):
            for rows in minibatches(len(X), batch_size, rng):
                scores, backs = self.forward(X[rows], True)
                _, d = cross_entropy(scores, y[rows])
                new = dict(self.params)
                for k, W, inputs, back, on in reversed(backs):
                    d = d * on
                    if back is None:
                        new[f"b{k}"] = new[f"b{k}"] - eta * d.sum(0)
                    else:
                        d, dgamma, dbeta = batchnorm_backward(d, back)
                        new[f"gamma{k}"] = new[f"gamma{k}"] - eta * dgamma
                        new[f"beta{k}"] = new[f"beta{k}"] - eta * dbeta
                    new[f"W{k}"] = W - eta * inputs.T @ d
                    d = d @ W.T
                self.params = new

    def predict(self, X):
        return self.forward(X, False)[0].argmax(1)


def dead_by_rate(rates, X, y, rng):
    start = relu_network(X.shape[1], int(max(y)) + 1, rng)
    trained = [train_network(start, X, y, rate, 3, 32, rng) for rate in rates]
    return np.array([dead_fraction(np.einsum("nd,dm->nm", X, p["W1"]) + p["b1"]) for p in trained])


who = "Emmy Noether"
q_10_10a = "AE"
q_10_10b = 3
q_10_10c = "AD"
