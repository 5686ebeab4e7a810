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


def layer(inputs, W, b):
    """Return the sums of one layer for one example, unit by unit."""
    return [
        sum(float(x) * float(row[j]) for x, row in zip(inputs, W, strict=True)) + float(b[j]) for j in range(len(b))
    ]


def cascade(layers, x):
    """Return what a cascade of linear units puts out for one example."""
    for W, b in layers:
        x = layer(x, W, b)
    return x


def fired(layers, x):
    """Return what the threshold units of each layer put out for one example, the output unit's last."""
    outs = []
    for W, b in layers:
        x = [1 if z >= 0 else 0 for z in layer(x, W, b)]
        outs.append(x)
    return outs


def sigmoid(z):
    """Return the logistic function by the formula, in the half where it cannot overflow."""
    return 1 / (1 + math.exp(-z)) if z >= 0 else 1 - 1 / (1 + math.exp(z))


def curve(layers, x):
    """Return what hidden sigmoid units and a linear output unit make of one number."""
    hidden, output = layers
    return layer([sigmoid(z) for z in layer([x], *hidden)], *output)[0]
