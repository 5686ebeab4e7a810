"""The mathematics of the lessons as slow, obvious loops: an independent second opinion."""

import math


def dot(a, b):
    return sum(float(p) * float(q) for p, q in zip(a, b, strict=True))


def augment(X):
    return [[1.0, *map(float, x)] for x in X]


def decide(w, X, fire_at_equality=True):
    scores = [dot(w, x) for x in augment(X)]
    return [1 if s > 0 or (s == 0 and fire_at_equality) else 0 for s in scores]


def perceptron(X, y, visits, w0=None):
    """Return the weights after each of the given visits, and which of them were updates."""
    rows = augment(X)
    w = [0.0] * len(rows[0]) if w0 is None else [float(v) for v in w0]
    path, updates = [], []
    for i in visits:
        if y[i] * dot(w, rows[i]) <= 0:
            w = [v + y[i] * x for v, x in zip(w, rows[i], strict=True)]
            updates.append(i)
        path.append(w)
    return path, updates


def cyclic_updates(X, y, max_epochs, w0=None):
    """Return the updates of cyclic learning, one visit after the other, without any early stop."""
    return perceptron(X, y, [*range(len(X))] * max_epochs, w0)[1]


def mistakes(w, X, y):
    return sum(label * dot(w, x) <= 0 for x, label in zip(augment(X), y, strict=True))


def convergence(X, y, w_star):
    rows = augment(X)
    length = math.sqrt(dot(w_star, w_star))
    R = max(math.sqrt(dot(x, x)) for x in rows)
    gamma = min(label * dot(w_star, x) / length for x, label in zip(rows, y, strict=True))
    return R, gamma, R * R / (gamma * gamma)


def cosine(a, b):
    return dot(a, b) / math.sqrt(dot(a, a) * dot(b, b))


def average_squared_loss(w, X, t):
    return sum((target - dot(w, x)) ** 2 / 2 for x, target in zip(X, t, strict=True)) / len(X)


def numeric_gradient(function, w, h=1e-5):
    """Return the centred difference quotient in every direction."""
    gradient = []
    for j in range(len(w)):
        up, down = ([v + sign * h * (i == j) for i, v in enumerate(w)] for sign in (1, -1))
        gradient.append((function(up) - function(down)) / (2 * h))
    return gradient
