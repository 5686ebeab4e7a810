# Assignment 6, as a script. Loops, so that I can see what happens.


from collections.abc import Callable
import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]  # an array of real numbers
Labels = NDArray[np.int_]  # an array of whole numbers


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


def numbers_of_6_2(who: str) -> dict[str, float]:
    """Draw the numbers of the questions of 6.2 for one student.

    Parameters
    ----------
    who : str
        The name or student number.

    Returns
    -------
    numbers : dict
        How many ``decimals`` of each loss are printed, and the step ``h``.
    """
    rng = variant(who, "q_6_2")
    return {"decimals": int(rng.integers(4, 8)), "h": float(rng.choice([2, 4, 5, 8])) / 10_000}


def numbers_of_6_7(who: str) -> dict[str, Array]:
    """Draw the network of the questions of 6.7 for one student.

    Parameters
    ----------
    who : str
        The name or student number.

    Returns
    -------
    numbers : dict
        Input ``x`` (2,) without its leading 1, target ``y`` (2,), weights ``V`` (3, 3) and ``W`` (2, 4), biases first.
    """
    rng = variant(who, "q_6_7")
    x = rng.integers(1, 3, size=2) * np.array([1.0, -1.0])
    V = rng.integers(1, 4, size=(3, 3)) * rng.choice([-1, 1], size=(3, 3)) / 10
    W = rng.integers(1, 6, size=(2, 4)) * rng.choice([-1, 1], size=(2, 4)) / 10
    W[:, 1] = rng.integers(8, 13, size=2) * np.array([1, -1]) / 10
    return {"x": x, "y": np.array([0.0, 1.0]), "V": V, "W": W}


import math


def dsigmoid(z):
    def one(v):
        e = math.exp(-abs(v))
        return e / (1 + e) ** 2

    return np.vectorize(one, otypes=[float])(z)


def tanh(z):
    return 2 * sigmoid(2 * np.asarray(z)) - 1


def dtanh(z):
    a = sigmoid(2 * z)
    return 4 * a * sigmoid(-2 * z)


def numeric_gradient(f, x, h, scheme="centred"):
    shape, n = np.shape(x), np.size(x)
    flat = np.array(x, dtype=np.float64).reshape(n)
    steps = [(h * row) for row in np.eye(n)]
    at = lambda v: float(f(v.reshape(shape)))
    if scheme == "one-sided":
        here = at(flat)
        out = [(at(flat + s) - here) / h for s in steps]
    else:
        out = [(at(flat + s) - at(flat - s)) / (2 * h) for s in steps]
    return np.array(out).reshape(shape)


class Value:
    sources = ()

    def __init__(self, data):
        self.data = np.float64(data)
        self.grad = np.float64(0)

    def __add__(self, other):
        return Sum(self, other)

    def __radd__(self, other):
        return Sum(other, self)

    def __mul__(self, other):
        return Product(self, other)

    def __rmul__(self, other):
        return Product(other, self)

    def __sub__(self, other):
        return Sum(self, Product(-1, other))

    def __rsub__(self, other):
        return Sum(other, Product(-1, self))

    def __truediv__(self, other):
        return Quotient(self, other)

    def __rtruediv__(self, other):
        return Quotient(other, self)

    def __neg__(self):
        return Product(-1, self)

    def __pow__(self, exponent):
        return Power(self, exponent)

    def exp(self):
        return Exp(self)

    def tanh(self):
        return Tanh(self)

    def relu(self):
        return Maximum(self, 0.0)

    def maximum(self, other):
        return Maximum(self, other)

    def generations(self):
        uses = {id(self): 0}
        todo = [self]
        while todo:
            for source in todo.pop().sources:
                if id(source) not in uses:
                    uses[id(source)] = 0
                    todo.append(source)
                uses[id(source)] += 1
        ready = [self]
        while ready:
            node = ready.pop()
            yield node
            for source in node.sources:
                uses[id(source)] -= 1
                if uses[id(source)] == 0:
                    ready.append(source)

    def backward(self):
        nodes = list(self.generations())
        for node in nodes:
            node.grad = np.float64(0)
        self.grad = np.float64(1)
        for node in nodes:
            for source, slope in zip(node.sources, node.slopes()):
                source.grad = source.grad + slope * node.grad

    def slopes(self):
        return ()


class Operation(Value):
    def __init__(self, *sources):
        self.sources = [s if isinstance(s, Value) else Value(s) for s in sources]
        super().__init__(self.compute(*[s.data for s in self.sources]))

    def slopes(self):
        return self.slope(*[s.data for s in self.sources])


class Sum(Operation):
    def compute(self, a, b):
        return a + b

    def slope(self, a, b):
        return 1, 1


class Product(Operation):
    def compute(self, a, b):
        return a * b

    def slope(self, a, b):
        return b, a


class Quotient(Operation):
    def compute(self, a, b):
        return a / b

    def slope(self, a, b):
        return 1 / b, -a / b**2


class Power(Operation):
    def __init__(self, base, exponent):
        self.exponent = exponent
        super().__init__(base)

    def compute(self, a):
        return a ** float(self.exponent)

    def slope(self, a):
        return (self.exponent * a ** (self.exponent - 1.0),)


class Exp(Operation):
    def compute(self, a):
        return np.exp(a)

    def slope(self, a):
        return (self.data,)


class Tanh(Operation):
    def compute(self, a):
        return np.tanh(a)

    def slope(self, a):
        return (1 - self.data**2,)


class Maximum(Operation):
    def compute(self, a, b):
        return max(a, b)

    def slope(self, a, b):
        return (1, 0) if a >= b else (0, 1)


import math


def _f(name, z):
    return {
        "sigmoid": lambda: float(sigmoid(z)),
        "tanh": lambda: math.tanh(z),
        "relu": lambda: max(z, 0.0),
        "identity": lambda: z,
    }[name]()


def _df(name, z):
    return {
        "sigmoid": lambda: float(dsigmoid(z)),
        "tanh": lambda: 1 - math.tanh(z) ** 2,
        "relu": lambda: 1.0 * (z > 0),
        "identity": lambda: 1.0,
    }[name]()


def node_forward(weights, biases, X, activation):
    pres = [np.zeros((len(X), len(b))) for b in biases]
    outs = [X.astype(float)] + [np.zeros((len(X), len(b))) for b in biases]
    for n in range(len(X)):
        for l, W in enumerate(weights):
            for k in range(W.shape[1]):
                s = biases[l][k]
                for j in range(W.shape[0]):
                    s += outs[l][n, j] * W[j, k]
                pres[l][n, k] = s
                outs[l + 1][n, k] = _f(activation, s)
    return pres, outs


def node_deltas(weights, pres, outs, Y, activation):
    deltas = [np.zeros(p.shape) for p in pres]
    for n in range(len(Y)):
        for k in range(Y.shape[1]):
            deltas[-1][n, k] = 2 * (outs[-1][n, k] - Y[n, k]) * _df(activation, pres[-1][n, k])
        for l in range(len(weights) - 2, -1, -1):
            for j in range(pres[l].shape[1]):
                s = 0.0
                for k in range(pres[l + 1].shape[1]):
                    s += weights[l + 1][j, k] * deltas[l + 1][n, k]
                deltas[l][n, j] = s * _df(activation, pres[l][n, j])
    return deltas


def node_gradients(outs, deltas):
    dWs, dbs = [], []
    for o, d in zip(outs, deltas):
        dWs.append(sum(np.outer(o[n], d[n]) for n in range(len(d))) / len(d))
        dbs.append(sum(d[n] for n in range(len(d))) / len(d))
    return dWs, dbs


def from_s2(Ws, bs):
    return tuple(np.ascontiguousarray(np.swapaxes(W, 0, 1)) for W in Ws), tuple(np.array(b) for b in bs)


def gradients_s2(Ws, bs, X, Y, activation):
    f = {"sigmoid": sigmoid, "tanh": tanh, "relu": lambda z: np.maximum(z, 0), "identity": lambda z: z}[activation]
    df = {"sigmoid": dsigmoid, "tanh": dtanh, "relu": lambda z: 1.0 * (z > 0), "identity": np.ones_like}[activation]
    gWs, gbs = [np.zeros_like(W) for W in Ws], [np.zeros_like(b) for b in bs]
    for x, y in zip(X, Y):
        a, z = [x], []
        for W, b in zip(Ws, bs):
            z.append(W @ a[-1] + b)
            a.append(f(z[-1]))
        delta = -(y - a[-1]) * df(z[-1])
        for l in range(len(Ws) - 1, -1, -1):
            gWs[l] += np.outer(delta, a[l])
            gbs[l] += delta
            if l:
                delta = Ws[l].T @ delta * df(z[l - 1])
    return [g / len(X) for g in gWs], [g / len(X) for g in gbs]


def from_s4(V, W):
    parts = [np.split(M.T, [1]) for M in (V, W)]
    return [w for _, w in parts], [b[0] for b, _ in parts]


def gradients_s4(V, W, X, Y):
    x = np.insert(X, 0, 1.0, axis=1)
    h = np.insert(sigmoid(x @ V.T), 0, 1.0, axis=1)
    z = sigmoid(h @ W.T)
    d = (z - Y) * z * (1 - z)
    e = (d @ W * h * (1 - h))[:, 1:]
    return e.T @ x / len(X), d.T @ h / len(X)


def count_ops(n_params):
    # with the loss itself, and forward passes alone
    return {"one_sided": 1 + n_params, "centred": 1 + 2 * n_params, "backprop": 1}


who = "Emmy Noether"
q_6_2a = 0.0125
q_6_2b = 0.00625
q_6_7a = 0.6682
q_6_7b = 0.7080
q_6_7c = 0.1464
q_6_7d = 0.0768
q_6_7e = 0.1393


if __name__ == "__main__":
    print(numeric_gradient(lambda x: float((x**2).sum()), np.arange(3), 0.1))
