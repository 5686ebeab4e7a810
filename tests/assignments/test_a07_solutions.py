"""Right solutions of assignment 7 in other styles earn everything; wrong ones lose the points of what is wrong."""

import pytest

from grader.course.sources import solution_source
from grader.verify.gate import run_solution
from tests import courses

PLACE = ("course", "a07_training")

RIGHT = {
    "softmax in loops": """
import math

def softmax(Z):
    P = np.zeros(Z.shape)
    for i in range(Z.shape[0]):
        top = max(Z[i])
        powers = [math.exp(z - top) for z in Z[i]]
        for k in range(Z.shape[1]):
            P[i, k] = powers[k] / sum(powers)
    return P
""",
    "softmax by the logarithm of the sum": """
def softmax(Z):
    return np.exp(Z - np.logaddexp.reduce(Z, axis=1)[:, None])
""",
    "softmax in place on a copy": """
def softmax(Z):
    P = np.array(Z, dtype=float, order="F")
    P -= np.amax(P, 1, keepdims=True)
    np.exp(P, out=P)
    P /= np.einsum("ik->i", P)[:, np.newaxis]
    return P
""",
    "cross_entropy by integer labels": """
def cross_entropy(Z, Y):
    n = Z.shape[0]
    top = np.logaddexp.reduce(Z, axis=1)
    dZ = softmax(Z)
    if Y.ndim == 2:
        return np.mean(top - np.einsum("ik,ik->i", Y, Z)), (dZ - Y) / n
    loss = np.mean(top - Z[np.arange(n), Y])
    dZ[np.arange(n), Y] -= 1.0
    return loss, dZ / n
""",
    "cross_entropy in loops": """
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
""",
    "mse_loss in loops": """
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
""",
    "mse_loss by a norm": """
def mse_loss(A, Y, half=False, reduction="mean"):
    scale = {"mean": 1 / A.shape[0], "sum": 1.0}[reduction] * (1 if half else 2)
    return np.float64(scale / 2 * np.linalg.norm(A - Y) ** 2), scale * np.subtract(A, Y)
""",
    "bce_with_logits by logaddexp": """
def bce_with_logits(z, y):
    out = np.exp(-np.logaddexp(0.0, -z))
    return (y @ np.logaddexp(0, -z) + (1 - y) @ np.logaddexp(0, z)) / z.size, (out - y) / z.size
""",
    "bce_with_logits with cases": """
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
""",
    "gradient_descent in place on copies": """
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
""",
    "gradient_descent by recursion": """
def gradient_descent(grad, params, eta, steps, tol=0.0):
    if steps == 0:
        return dict(params), 0
    slope = grad(params)
    if np.max([np.max(np.abs(value)) for value in slope.values()]) <= tol:
        return dict(params), 0
    moved = dict((key, params[key] - np.multiply(eta, slope[key])) for key in slope)
    end, taken = gradient_descent(grad, moved, eta, steps - 1, tol)
    return end, taken + 1
""",
    "minibatches in a list": """
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
""",
    "minibatches by splitting": """
def minibatches(n, batch_size, rng, drop_last=False):
    order = np.argsort(rng.random(n))
    pieces = np.split(order, range(batch_size, n, batch_size))
    yield from (piece for piece in pieces if piece.size == batch_size or not drop_last)
""",
    "train_sgd without minibatches": """
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
""",
    "load_idx by struct": """
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
""",
    "load_idx by big-endian integers": """
def load_idx(data):
    header = np.frombuffer(data, dtype=np.uint8)
    if len(header) < 4 or header[0] or header[1] or header[2] != 8:
        raise ValueError(header[:4])
    end = 4 * int(header[3]) + 4
    return header[end:].reshape(np.frombuffer(data[4:end], ">i4"))
""",
    "Scaler with other attributes": """
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
""",
    "MLP by sums over indices": """
class MLP:
    def __init__(self, sizes, activation, loss, rng):
        self.L = len(sizes) - 1
        self.act, self.loss = activation, loss
        self.params = {}
        for l in reversed(range(self.L)):
            self.params["W%d" % (l + 1)] = rng.standard_normal((sizes[l], sizes[l + 1])) * (2 / sizes[l]) ** .5
            self.params["b%d" % (l + 1)] = np.zeros(sizes[l + 1])

    def _run(self, p, X):
        outs = [X]
        for l in range(1, self.L + 1):
            z = np.einsum("nd,dm->nm", outs[-1], p["W%d" % l], optimize=True) + p["b%d" % l]
            if l < self.L:
                z = np.where(z > 0, z, 0) if self.act == "relu" else np.exp(-np.logaddexp(0, -z))
            elif self.loss == "quadratic":
                z = np.exp(-np.logaddexp(0, -z))
            outs.append(z)
        return outs

    def _lg(self, p, X, y):
        o = self._run(p, X)
        n, K = o[-1].shape
        if self.loss == "cross_entropy":
            loss, d = cross_entropy(o[-1], y)
        else:
            e = o[-1].copy()
            e[np.arange(n), y] -= 1
            loss, d = .5 * (e ** 2).sum() / n, e * o[-1] * (1 - o[-1]) / n
        g = {}
        for l in range(self.L, 0, -1):
            g["W%d" % l] = np.tensordot(o[l - 1], d, axes=(0, 0))
            g["b%d" % l] = np.ones(n) @ d
            if l > 1:
                d = d @ p["W%d" % l].T
                d = np.where(o[l - 1] > 0, d, 0) if self.act == "relu" else d * o[l - 1] * (1 - o[l - 1])
        return loss, g

    def scores(self, X):
        return self._run(self.params, X)[-1]

    def loss_and_grads(self, X, y):
        return self._lg(self.params, X, y)

    def fit(self, X, y, eta, epochs, batch_size, rng):
        self.params, h = train_sgd(self._lg, self.params, X, y, eta, epochs, batch_size, rng)
        return h

    def predict(self, X):
        return np.array([int(np.argmax(s)) for s in self.scores(X)])
""",
    "MLP of layer objects": """
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
        return [Layer(self.params["W" + str(k)], self.params["b" + str(k)]) for k in range(1, len(self.params) // 2 + 1)]

    def forward(self, X):
        self.outs = [X]
        layers = self.layers()
        for layer in layers:
            z = self.outs[-1].dot(layer.W) + layer.b
            last = layer is layers[-1]
            if last and self.loss == "cross_entropy":
                a = z
            elif last or self.activation == "sigmoid":
                a = .5 * (1 + np.tanh(.5 * z))
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
                b = order[i:i + batch_size]
                loss, g = self.loss_and_grads(X[b], y[b])
                self.params = {k: self.params[k] - eta * g[k] for k in self.params}
                total += loss * len(b)
                i += batch_size
            losses.append(total / len(X))
        return losses

    def predict(self, X):
        return np.argmax(self.scores(X), axis=-1)
""",
    "MLP with a vector of all parameters": """
class MLP:
    def __init__(self, sizes, activation, loss, rng):
        self.kind, self.goal = activation, loss
        pairs = list(zip(sizes, sizes[1:]))
        self.params = dict(("W%d" % k, he_normal(i, o, rng)) for k, (i, o) in enumerate(pairs, 1))
        self.params.update(("b%d" % k, np.zeros(o)) for k, (i, o) in enumerate(pairs, 1))

    def pack(self, params):
        return np.concatenate([params[name].ravel() for name in sorted(params)])

    def unpack(self, vector, like):
        made, start = {}, 0
        for name in sorted(like):
            size = like[name].size
            made[name], start = vector[start : start + size].reshape(like[name].shape), start + size
        return made

    def step(self, vector, X, y, like):
        self.params = self.unpack(vector, like)
        loss, grads = self.loss_and_grads(X, y)
        return loss, self.pack(grads)

    def layers(self, X):
        depth = len(self.params) // 2
        outs = [X]
        for k in range(1, depth):
            outs.append((sigmoid if self.kind == "sigmoid" else relu)(outs[-1] @ self.params[f"W{k}"] + self.params[f"b{k}"]))
        Z = outs[-1] @ self.params[f"W{depth}"] + self.params[f"b{depth}"]
        return outs, Z if self.goal == "cross_entropy" else sigmoid(Z)

    def scores(self, X):
        return self.layers(X)[1]

    def loss_and_grads(self, X, y):
        outs, out = self.layers(X)
        if self.goal == "cross_entropy":
            loss, delta = cross_entropy(out, y)
        else:
            loss, slope = mse_loss(out, np.eye(out.shape[1])[y], True)
            delta = slope * out * (1 - out)
        grads = {}
        for k in range(len(outs), 0, -1):
            grads[f"W{k}"], grads[f"b{k}"] = outs[k - 1].T @ delta, delta.sum(0)
            if self.kind == "sigmoid":
                delta = delta @ self.params[f"W{k}"].T * outs[k - 1] * (1 - outs[k - 1])
            else:
                delta = delta @ self.params[f"W{k}"].T * (outs[k - 1] > 0)
        return loss, grads

    def fit(self, X, y, eta, epochs, batch_size, rng):
        vector, like, losses = self.pack(self.params), self.params, []
        for _ in range(epochs):
            total = 0
            for batch in minibatches(len(y), batch_size, rng):
                loss, slope = self.step(vector, X[batch], y[batch], like)
                vector = vector - eta * slope
                total += loss * len(batch)
            losses += [total / len(y)]
        self.params = self.unpack(vector, like)
        return losses

    def predict(self, X):
        return np.array([np.flatnonzero(row == max(row))[0] for row in self.scores(X)])
""",
    "gradient_variance all at once": """
def gradient_variance(per_sample, batch_size, draws, rng):
    counts = rng.multinomial(batch_size, np.full(len(per_sample), 1 / len(per_sample)), size=draws)
    means = counts @ per_sample / batch_size
    return np.trace(np.atleast_2d(np.cov(means, rowvar=False)))
""",
    "gradient_variance in loops": """
def gradient_variance(per_sample, batch_size, draws, rng):
    N, D = per_sample.shape
    total, squares = np.zeros(D), np.zeros(D)
    for _ in range(draws):
        mean = sum(per_sample[int(i)] for i in rng.integers(0, N, batch_size)) / batch_size
        total += mean
        squares += mean**2
    return float(sum(squares / draws - (total / draws) ** 2))
""",
}

WRONG = {  # what each loses: the points of what is wrong, and no others
    "softmax that overflows": (
        """
def softmax(Z):
    powers = np.exp(Z)
    return powers / powers.sum(axis=1, keepdims=True)
""",
        {"a_shifted_row_stays_the_same", "extreme_logits_give_probabilities"},
    ),
    "softmax that changes Z": (
        """
def softmax(Z):
    Z -= Z.max(axis=1, keepdims=True)
    return np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True)
""",
        {"softmax_leaves_its_argument_alone"},
    ),
    "cross_entropy that refuses rows": (
        """
def cross_entropy(Z, Y):
    shifted = Z - Z.max(axis=1, keepdims=True)
    log_P = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    dZ = np.exp(log_P)
    dZ[np.arange(len(Z)), Y] -= 1
    return -log_P[np.arange(len(Z)), Y].mean(), dZ / len(Z)
""",
        {"soft_rows_weigh_all_classes"},
    ),
    "cross_entropy with the slope of a sum": (
        """
def cross_entropy(Z, Y):
    shifted = Z - Z.max(axis=1, keepdims=True)
    log_P = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    T = np.eye(Z.shape[1])[Y] if Y.ndim == 1 else Y
    return -(T * log_P).sum() / len(Z), np.exp(log_P) - T
""",
        {
            "slope_of_the_cross_entropy",
            "soft_rows_weigh_all_classes",
            "two_classes_and_one_example",
            "a_hopeless_label_has_a_finite_loss",
        },
    ),
    "mse_loss without the half in its slope": (
        """
def mse_loss(A, Y, half=False, reduction="mean"):
    n = len(A) if reduction == "mean" else 1
    return float(((A - Y) ** 2).sum() / n / (2 if half else 1)), 2 * (A - Y) / n
""",
        {"slopes_have_the_constants_too"},
    ),
    "gradient_descent that ignores tol": (
        """
def gradient_descent(grad, params, eta, steps, tol=0.0):
    for _ in range(steps):
        slope = grad(params)
        params = {k: params[k] - eta * slope[k] for k in params}
    return params, steps
""",
        {"stops_where_it_is_flat", "the_largest_entry_decides"},
    ),
    "minibatches of one order": (
        """
def minibatches(n, batch_size, rng, drop_last=False):
    order = np.random.default_rng(1).permutation(n)
    for start in range(0, n, batch_size):
        if start + batch_size <= n or not drop_last:
            yield order[start : start + batch_size]
""",
        {"every_call_deals_anew", "minibatches_draw_from_their_generator"},
    ),
    "train_sgd with the mean of the batches": (
        """
def train_sgd(loss_and_grads, params, X, y, eta, epochs, batch_size, rng):
    losses = []
    for _ in range(epochs):
        seen = []
        for batch in minibatches(len(X), batch_size, rng):
            loss, grads = loss_and_grads(params, X[batch], y[batch])
            params = {k: params[k] - eta * grads[k] for k in params}
            seen.append(loss)
        losses.append(sum(seen) / len(seen))
    return params, losses
""",
        {"a_short_batch_counts_for_less"},
    ),
    "train_sgd that returns nothing": (
        "def train_sgd(loss_and_grads, params, X, y, eta, epochs, batch_size, rng):\n    pass",
        None,
    ),
    "load_idx that does not look": (
        """
def load_idx(data):
    end = 4 + 4 * data[3]
    shape = [int.from_bytes(data[i : i + 4], "big") for i in range(4, end, 4)]
    return np.frombuffer(data[end:], np.uint8)[: int(np.prod(shape))].reshape(shape)
""",
        {"damaged_files_are_refused"},
    ),
    "Scaler of a sample": (
        """
class Scaler:
    def fit(self, X):
        self.m, self.s = X.mean(axis=0), X.std(axis=0, ddof=1)
        self.s[self.s == 0] = 1
        return self

    def transform(self, X):
        return (X - self.m) / self.s
""",
        None,
    ),
    "MLP that is a stub": ("class MLP:\n    pass", None),
}


def results_of(exercise, source):
    """Run the checks of one exercise against the reference, in which it is replaced."""
    loaded = courses.loaded(*PLACE)
    part = next(each for each in loaded.assignment.exercises if each.name == exercise)
    names = frozenset(row.name for row in part.rows)
    results = run_solution(loaded, f"{solution_source(loaded)}\n{source}", courses.LOCAL, courses.terms(*PLACE), names)
    return [result for result in results if result.check in names]


@pytest.mark.parametrize("name", RIGHT)
def test_a_right_solution_in_another_style_earns_everything(name):
    """Loops, recursion, one-hot rows or classes, objects or vectors: what keeps the promises is right."""
    results = results_of(name.split()[0], RIGHT[name])

    assert [] == [(each.check, each.message) for each in results if each.earned != each.possible]


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_solution_loses_what_is_wrong(name):
    """No more and no less; None stands for all."""
    source, lost = WRONG[name]
    results = results_of(name.split()[0], source)
    found = {each.check for each in results if each.earned != each.possible}

    assert (lost if lost is not None else {each.check for each in results}) == found


@pytest.mark.parametrize("name", WRONG)
def test_what_a_student_reads_says_what_to_change(name):
    """The first line of each message speaks of the result, and none of the grader's insides."""
    texts = [each.message.text for each in results_of(name.split()[0], WRONG[name][0]) if each.message]

    assert texts
    assert [] == [text for text in texts if "_Recorder" in text or "Traceback" in text or not text.strip()]
