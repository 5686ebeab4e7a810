"""Right solutions of assignment 6 in other styles earn everything; wrong ones lose the points of what is wrong."""

from dataclasses import replace

import numpy as np
import pytest

from assignments.a06_backpropagation.checks_public import _network
from assignments.a06_backpropagation.solution import answers_of_6_7, numbers_of_6_7
from grader.course.sources import solution_source
from grader.verify.gate import run_solution
from tests import courses

PLACE = ("course", "a06_backpropagation")

RIGHT = {
    "dsigmoid by cosh, kept from overflowing": """
def dsigmoid(z):
    return 0.25 / np.cosh(np.clip(np.asarray(z, float) / 2, -300, 300)) ** 2
""",
    "dsigmoid entry by entry": """
import math

def dsigmoid(z):
    def one(v):
        e = math.exp(-abs(v))
        return e / (1 + e) ** 2
    return np.vectorize(one, otypes=[float])(z)
""",
    "tanh by the given sigmoid": "def tanh(z):\n    return 2 * sigmoid(2 * np.asarray(z)) - 1",
    "dtanh by symmetry": """
def dtanh(z):
    a = sigmoid(2 * z)
    return 4 * a * sigmoid(-2 * z)
""",
    "numeric_gradient with nditer on a copy": """
def numeric_gradient(f, x, h, scheme="centred"):
    x = np.array(x, dtype=float)
    g = np.empty(x.shape)
    start = None if scheme == "centred" else f(x)
    it = np.nditer(x, flags=["multi_index"], op_flags=["readwrite"])
    while not it.finished:
        i = it.multi_index
        old = x[i]
        x[i] = old + h; up = f(x)
        if start is None:
            x[i] = old - h; g[i] = (up - f(x)) / (2 * h)
        else:
            g[i] = (up - start) / h
        x[i] = old
        it.iternext()
    return g
""",
    "numeric_gradient in place, put back": """
def numeric_gradient(f, x, h, scheme="centred"):
    if not isinstance(x, np.ndarray) or x.dtype != float:
        x = np.array(x, dtype=np.float64)
    slopes = np.zeros(x.shape)
    base = f(x) if scheme == "one-sided" else 0.0
    for k in range(x.size):
        kept = x.flat[k]
        x.flat[k] = kept + h
        rise = f(x)
        if scheme == "one-sided":
            slopes.flat[k] = (rise - base) / h
        else:
            x.flat[k] = kept - h
            slopes.flat[k] = (rise - f(x)) / h / 2
        x.flat[k] = kept
    return slopes
""",
    "numeric_gradient by unit vectors": """
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
""",
    "Value with closures and a stack": """
class Value:
    def __init__(self, data, parents=()):
        self.data, self.grad, self.parents, self._back = data, 0.0, parents, None

    def lift(self, other):
        return other if isinstance(other, Value) else Value(other)

    def __add__(self, other):
        other = self.lift(other)
        out = Value(self.data + other.data, (self, other))
        def back():
            self.grad += out.grad
            other.grad += out.grad
        out._back = back
        return out

    def __mul__(self, other):
        other = self.lift(other)
        out = Value(self.data * other.data, (self, other))
        def back():
            self.grad += other.data * out.grad
            other.grad += self.data * out.grad
        out._back = back
        return out

    def unary(self, data, slope):
        out = Value(data, (self,))
        def back():
            self.grad += slope * out.grad
        out._back = back
        return out

    __radd__ = __add__
    __rmul__ = __mul__
    def __neg__(self): return self * -1
    def __sub__(self, other): return self + -self.lift(other)
    def __rsub__(self, other): return -self + other
    def __pow__(self, n): return self.unary(self.data ** n, n * self.data ** (n - 1))
    def __truediv__(self, other): return self * self.lift(other) ** -1.0
    def __rtruediv__(self, other): return self ** -1.0 * other
    def exp(self): return self.unary(np.exp(self.data), np.exp(self.data))
    def tanh(self): return self.unary(np.tanh(self.data), 1 / np.cosh(self.data) ** 2)
    def relu(self): return self.unary(max(0, self.data), 1 if self.data >= 0 else 0)
    def maximum(self, other):
        other = self.lift(other)
        return self + (other - self).relu()

    def backward(self):
        topo, visited, stack = [], set(), [self]
        while stack:
            node = stack[-1]
            todo = [p for p in node.parents if p not in visited]
            if todo and node not in visited:
                stack.extend(todo)
                continue
            stack.pop()
            if node not in visited:
                visited.add(node)
                topo.append(node)
        for node in topo:
            node.grad = 0.0
        self.grad = 1.0
        for node in topo[::-1]:
            if node._back:
                node._back()
""",
    "Value as a hierarchy of operations": """
class Value:
    sources = ()
    def __init__(self, data):
        self.data = np.float64(data)
        self.grad = np.float64(0)
    def __add__(self, other): return Sum(self, other)
    def __radd__(self, other): return Sum(other, self)
    def __mul__(self, other): return Product(self, other)
    def __rmul__(self, other): return Product(other, self)
    def __sub__(self, other): return Sum(self, Product(-1, other))
    def __rsub__(self, other): return Sum(other, Product(-1, self))
    def __truediv__(self, other): return Quotient(self, other)
    def __rtruediv__(self, other): return Quotient(other, self)
    def __neg__(self): return Product(-1, self)
    def __pow__(self, exponent): return Power(self, exponent)
    def exp(self): return Exp(self)
    def tanh(self): return Tanh(self)
    def relu(self): return Maximum(self, 0.0)
    def maximum(self, other): return Maximum(self, other)

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
    def compute(self, a, b): return a + b
    def slope(self, a, b): return 1, 1

class Product(Operation):
    def compute(self, a, b): return a * b
    def slope(self, a, b): return b, a

class Quotient(Operation):
    def compute(self, a, b): return a / b
    def slope(self, a, b): return 1 / b, -a / b ** 2

class Power(Operation):
    def __init__(self, base, exponent):
        self.exponent = exponent
        super().__init__(base)
    def compute(self, a): return a ** float(self.exponent)
    def slope(self, a): return (self.exponent * a ** (self.exponent - 1.0),)

class Exp(Operation):
    def compute(self, a): return np.exp(a)
    def slope(self, a): return (self.data,)

class Tanh(Operation):
    def compute(self, a): return np.tanh(a)
    def slope(self, a): return (1 - self.data ** 2,)

class Maximum(Operation):
    def compute(self, a, b): return max(a, b)
    def slope(self, a, b): return (1, 0) if a >= b else (0, 1)
""",
    "Value numbered by its birth": """
import heapq, itertools, math
clock = itertools.count()

class Value:
    def __init__(self, data):
        self.data, self.grad, self.born, self.edges = data, 0, next(clock), {}

    @classmethod
    def of(cls, data, *edges):
        node = cls(data)
        for source, slope in edges:
            old = node.edges.get(source.born, (source, 0))[1]
            node.edges[source.born] = (source, old + slope)
        return node

    def _two(f):
        def method(self, other):
            return f(self, other if isinstance(other, Value) else Value(other))
        return method

    @_two
    def __add__(a, b): return Value.of(a.data + b.data, (a, 1), (b, 1))
    @_two
    def __sub__(a, b): return Value.of(a.data - b.data, (a, 1), (b, -1))
    @_two
    def __rsub__(a, b): return Value.of(b.data - a.data, (a, -1), (b, 1))
    @_two
    def __mul__(a, b): return Value.of(a.data * b.data, (a, b.data), (b, a.data))
    @_two
    def __truediv__(a, b): return Value.of(a.data / b.data, (a, 1 / b.data), (b, -a.data / b.data ** 2))
    @_two
    def __rtruediv__(a, b): return b / a
    @_two
    def maximum(a, b):
        return Value.of(a.data, (a, 1), (b, 0)) if a.data > b.data else Value.of(b.data, (a, 0), (b, 1))
    __radd__, __rmul__ = __add__, __mul__
    def __neg__(a): return Value.of(-a.data, (a, -1))
    def __pow__(a, n): return Value.of(a.data ** n, (a, n * math.pow(a.data, n - 1)))
    def exp(a): return Value.of(math.exp(a.data), (a, math.exp(a.data)))
    def tanh(a): return Value.of(math.tanh(a.data), (a, 1 - math.tanh(a.data) ** 2))
    def relu(a): return a.maximum(0)

    def backward(self):
        graph, todo = {}, [self]
        while todo:
            node = todo.pop()
            if node.born not in graph:
                graph[node.born] = node
                node.grad = 0
                todo += [source for source, _ in node.edges.values()]
        self.grad = 1
        for born in sorted(graph, reverse=True):
            for source, slope in graph[born].edges.values():
                source.grad += slope * graph[born].grad
""",
    "node_forward with leading ones": """
def node_forward(weights, biases, X, activation):
    f = {"sigmoid": sigmoid, "tanh": np.tanh, "relu": lambda s: s * (s > 0), "identity": lambda s: 1.0 * s}[activation]
    pres, outs = (), (X,)
    for W, b in zip(weights, biases):
        Wb = np.vstack([b, W])
        pre = np.hstack([np.ones((len(X), 1)), outs[-1]]) @ Wb
        pres, outs = pres + (pre,), outs + (f(pre),)
    return pres, outs
""",
    "node_gradients by einsum": """
def node_gradients(outs, deltas):
    N = outs[0].shape[0]
    dWs = [np.einsum("nj,nk->jk", o, d) / N for o, d in zip(outs[:-1], deltas)]
    return dWs, [np.einsum("nk->k", d) / N for d in deltas]
""",
    "node_deltas from the last layer down, by outputs": """
def node_deltas(weights, pres, outs, Y, activation):
    slopes = {
        "sigmoid": lambda o: o * (1 - o),
        "tanh": lambda o: 1 - o * o,
        "relu": lambda o: np.sign(o),
        "identity": lambda o: np.ones(o.shape),
    }
    L = len(weights)
    deltas = [None] * L
    for l in range(L - 1, -1, -1):
        error = 2 * (outs[L] - Y) if l == L - 1 else np.einsum("nk,jk->nj", deltas[l + 1], weights[l + 1])
        deltas[l] = error * slopes[activation](outs[l + 1])
    return deltas
""",
    "node_deltas in place on copies": """
def node_deltas(weights, pres, outs, Y, activation):
    def slope(z):
        if activation == "sigmoid": return dsigmoid(z)
        if activation == "tanh": return dtanh(z)
        if activation == "relu": return np.heaviside(z, 1.0)
        return np.full_like(z, 1)
    delta = outs[-1].copy()
    delta -= Y
    delta *= 2
    delta *= slope(pres[-1])
    deltas = [delta]
    for l in reversed(range(len(weights) - 1)):
        delta = np.dot(weights[l + 1], deltas[-1].T).T
        delta *= slope(pres[l])
        deltas.append(delta)
    deltas.reverse()
    return deltas
""",
    "node_forward, node_deltas, node_gradients in loops over examples": """
import math

def _f(name, z):
    return {"sigmoid": lambda: float(sigmoid(z)), "tanh": lambda: math.tanh(z), "relu": lambda: max(z, 0.0),
            "identity": lambda: z}[name]()

def _df(name, z):
    return {"sigmoid": lambda: float(dsigmoid(z)), "tanh": lambda: 1 - math.tanh(z) ** 2,
            "relu": lambda: 1.0 * (z > 0), "identity": lambda: 1.0}[name]()

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
""",
    "node_forward, node_deltas with a cache of their own": """
class Cache:
    def __init__(self, slopes, names):
        self.slopes, self.names = slopes, names

def node_forward(weights, biases, X, activation):
    outs, slopes = [X], {}
    for l, (W, b) in enumerate(zip(weights, biases)):
        z = outs[-1] @ W + b
        if activation == "sigmoid":
            out = sigmoid(z); slopes[l] = out - out ** 2
        elif activation == "tanh":
            out = np.tanh(z); slopes[l] = (1 - out) * (1 + out)
        elif activation == "relu":
            slopes[l] = z > 0; out = np.where(z > 0, z, 0)
        else:
            out = z; slopes[l] = np.ones_like(z)
        outs.append(out)
    return Cache(slopes, len(weights)), outs

def node_deltas(weights, pres, outs, Y, activation):
    d = 2 * (outs[-1] - Y) * pres.slopes[pres.names - 1]
    found = [d]
    for l in range(pres.names - 1, 0, -1):
        d = (d @ weights[l].T) * pres.slopes[l - 1]
        found = [d] + found
    return found
""",
    "node_forward, node_deltas with pre-activations upright": """
def node_forward(weights, biases, X, activation):
    f = {"sigmoid": sigmoid, "tanh": tanh, "relu": lambda s: np.maximum(0, s), "identity": lambda s: s}[activation]
    pres, outs = [], [X]
    for W, b in zip(weights, biases):
        pres.append(W.T @ outs[-1].T + b.reshape(-1, 1))
        outs.append(f(pres[-1]).T)
    return {str(l): pre for l, pre in enumerate(pres)}, outs

def node_deltas(weights, pres, outs, Y, activation):
    df = {"sigmoid": dsigmoid, "tanh": dtanh, "relu": lambda s: 1.0 * (s > 0), "identity": lambda s: s ** 0}[activation]
    D = 2 * (outs[-1] - Y).T * df(pres[str(len(weights) - 1)])
    found = [D.T]
    for l in range(len(weights) - 1, 0, -1):
        D = weights[l] @ D * df(pres[str(l - 1)])
        found.insert(0, D.T)
    return found
""",
    "from_s2 with copies, as tuples": """
def from_s2(Ws, bs):
    return tuple(np.ascontiguousarray(np.swapaxes(W, 0, 1)) for W in Ws), tuple(np.array(b) for b in bs)
""",
    "gradients_s2 written out": """
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
""",
    "from_s4 by splitting": """
def from_s4(V, W):
    parts = [np.split(M.T, [1]) for M in (V, W)]
    return [w for _, w in parts], [b[0] for b, _ in parts]
""",
    "gradients_s4 written out": """
def gradients_s4(V, W, X, Y):
    x = np.insert(X, 0, 1.0, axis=1)
    h = np.insert(sigmoid(x @ V.T), 0, 1.0, axis=1)
    z = sigmoid(h @ W.T)
    d = (z - Y) * z * (1 - z)
    e = (d @ W * h * (1 - h))[:, 1:]
    return e.T @ x / len(X), d.T @ h / len(X)
""",
    "count_ops as a dict made by keys": """
def count_ops(n_params):
    return dict(backprop=1 + 1, centred=n_params + n_params, one_sided=1 + n_params)
""",
}

NOTHING = {
    "node_forward of zeros": """
def node_forward(weights, biases, X, activation):
    return [np.zeros((len(X), len(b))) for b in biases], [X] + [np.zeros((len(X), len(b))) for b in biases]
""",
    "node_forward of inputs": """
def node_forward(weights, biases, X, activation):
    return [X for _ in weights], [X] + [X for _ in weights]
""",
    "node_forward of ones": """
def node_forward(weights, biases, X, activation):
    return [np.ones((len(X), len(b))) for b in biases], [X] + [np.ones((len(X), len(b))) for b in biases]
""",
    "node_deltas of zeros": """
def node_deltas(weights, pres, outs, Y, activation):
    return [np.zeros((len(Y), W.shape[1])) for W in weights]
""",
    "node_gradients of zeros": """
def node_gradients(outs, deltas):
    return [np.zeros((o.shape[1], d.shape[1])) for o, d in zip(outs, deltas)], [np.zeros(d.shape[1]) for d in deltas]
""",
    "gradients_s2 of zeros": """
def gradients_s2(Ws, bs, X, Y, activation):
    return [0 * W for W in Ws], [0 * b for b in bs]
""",
    "gradients_s4 of zeros": "def gradients_s4(V, W, X, Y):\n    return 0 * V, 0 * W",
    "numeric_gradient of zeros": "def numeric_gradient(f, x, h, scheme='centred'):\n    return np.zeros(np.shape(x))",
    "numeric_gradient of x": "def numeric_gradient(f, x, h, scheme='centred'):\n    return np.array(x, dtype=float)",
    "dsigmoid of zeros": "def dsigmoid(z):\n    return 0 * z",
}
"""What is no work; nothing is earned by it."""

DELTAS = {"output_deltas_by_hand", "last_deltas_of_four_activations"}
FORWARD = {"two_layers_by_hand", "networks_of_all_depths"}

WRONG = {
    "a forward without bias": (
        """
def node_forward(weights, biases, X, activation):
    pres, outs = [], [X]
    for W in weights:
        pres.append(outs[-1] @ W)
        outs.append({"sigmoid": sigmoid, "tanh": tanh, "relu": lambda z: z * (z > 0), "identity": lambda z: z}
                    [activation](pres[-1]))
    return pres, outs
""",
        FORWARD,
    ),
    "deltas without the 2": (
        """
def node_deltas(weights, pres, outs, Y, activation):
    df = {"sigmoid": dsigmoid, "tanh": dtanh, "relu": lambda z: 1.0 * (z > 0), "identity": np.ones_like}[activation]
    deltas = [(outs[-1] - Y) * df(pres[-1])]
    for W, pre in zip(weights[:0:-1], pres[-2::-1]):
        deltas.insert(0, deltas[0] @ W.T * df(pre))
    return deltas
""",
        DELTAS,
    ),
    "gradients summed": (
        """
def node_gradients(outs, deltas):
    return [o.T @ d for o, d in zip(outs, deltas)], [d.sum(axis=0) for d in deltas]
""",
        {
            "gradients_by_hand",
            "gradients_of_all_depths",
            "one_example_and_its_double",
            "the_three_together",
            "node_gradients_leaves_its_arguments_alone",
        },
    ),
    "relu that multiplies": (
        """
class Value(Value):
    def relu(self):
        return self * max(self.data, 0.0)
""",
        {"functions_have_their_slopes", "functions_at_drawn_numbers"},
    ),
    "tanh written wrongly": (
        "def tanh(z):\n    return sigmoid(z)",
        {"tanh_of_known_numbers", "tanh_is_calm_in_its_tails"},
    ),
}


def results_of(source, exercises=None):
    """Run the checks of some exercises, or of all, against the reference with a part of it replaced."""
    loaded = courses.loaded(*PLACE)
    rows = {
        row.name for part in loaded.assignment.parts for row in part.rows if not exercises or part.name in exercises
    }
    solution = f"{solution_source(loaded)}\n{source}"
    terms = courses.terms(*PLACE)
    terms = replace(terms, reference_worker=terms.reference)
    results = run_solution(loaded, solution, courses.LOCAL, terms, frozenset(rows))
    return [result for result in results if result.check in rows]


@pytest.mark.parametrize("name", RIGHT)
def test_a_right_solution_in_another_style_earns_everything(name):
    """Loops, einsum, upright matrices, caches, closures, generators, a hierarchy of classes: all checks of all parts."""
    results = results_of(RIGHT[name])

    assert [] == [(each.check, each.message) for each in results if each.earned != each.possible]


@pytest.mark.parametrize("name", NOTHING)
def test_what_is_no_work_earns_nothing(name):
    """Zeros, ones and what came in, whatever is asked: good manners alone are worth nothing."""
    results = results_of(NOTHING[name], {name.split()[0]})

    assert set() == {each.check for each in results if each.earned}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_solution_loses_what_is_wrong(name):
    """No more and no less: what uses it is judged with the reference in its place."""
    source, lost = WRONG[name]

    assert lost == {each.check for each in results_of(source) if each.earned != each.possible}


@pytest.mark.parametrize("who", ["Ada Lovelace", "x", "学生 7", "0815"])
def test_both_sides_draw_the_same_network(who):
    """The public checks cannot import what draws the numbers, and draw the same."""
    numbers = numbers_of_6_7(who)
    x, V, W = _network(who)

    np.testing.assert_array_equal(x, [1.0, *numbers["x"]])
    np.testing.assert_array_equal(V, numbers["V"])
    np.testing.assert_array_equal(W, numbers["W"])


def test_every_answer_is_far_from_its_neighbours():
    """For a thousand names: no answer is 0 within its tolerance, nor is it right without its slope or with a 2."""
    for k in range(1000):
        numbers = numbers_of_6_7(f"student {k}")
        answers = answers_of_6_7(numbers)
        z = answers["b"]
        confused = {
            "c": [2 * answers["c"], z - numbers["y"][0], -answers["c"]],
            "d": [2 * answers["d"], answers["c"], -answers["d"]],
            "e": [2 * answers["e"], -answers["e"], 0.0],
        }

        assert [] == [
            (letter, wrong)
            for letter, each in confused.items()
            for wrong in each
            if abs(answers[letter] - wrong) <= 2e-3
        ]
