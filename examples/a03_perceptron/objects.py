"""Assignment 3 in small objects: a unit, a trainer, a pocket, a bound that unpacks."""

from __future__ import annotations
from dataclasses import dataclass, field
from enum import Enum
from typing import Iterator

import numpy as np


class Order(str, Enum):
    CYCLIC = "cyclic"
    RANDOM = "random"


def augment(X):
    return np.insert(X, 0, 1.0, axis=1)


class ThresholdUnit:
    def __init__(self, w):
        self.w = np.array(w, dtype=float)

    @property
    def bias(self):
        return self.w[0]

    def score(self, X):
        return self.bias + np.dot(X, self.w[1:])

    def __call__(self, X, closed=True):
        s = self.score(X)
        return np.int64(s >= 0) if closed else np.int64(s > 0)


def decide(w, X, fire_at_equality=True):
    return ThresholdUnit(w)(X, fire_at_equality)


@dataclass
class Trainer:
    """Silent at zero (S1)."""

    w: np.ndarray
    log: list = field(default_factory=list)

    def wrong(self, x, t):
        s = float(np.dot(self.w, x))
        return s <= 0 if t > 0 else s > 0

    def visit(self, i, x, t):
        if self.wrong(x, t):
            self.w = self.w + t * x
            self.log.append((i, self.w))
            return True
        return False

    def count(self, X, y):
        return sum(self.wrong(x, t) for x, t in zip(X, y))


def epochs_of(n, how, rng, limit) -> Iterator[np.ndarray]:
    for _ in range(limit):
        yield np.arange(n) if Order(how) is Order.CYCLIC else rng.choice(n, n, replace=False)


def perceptron_fit(X, y, max_epochs, order="cyclic", rng=None, w0=None):
    if set(np.asarray(y).tolist()) - {-1, 1}:
        raise ValueError("labels are -1 and +1")
    A = augment(X)
    t = Trainer(np.zeros(A.shape[1]) if w0 is None else np.asarray(w0, dtype=float))
    for rows in epochs_of(len(A), order, rng, max_epochs):
        if not sum([t.visit(int(i), A[i], y[i]) for i in rows]):
            return t.w, t.log, True
    return t.w, t.log, t.count(A, y) == 0


class Pocket:
    def __init__(self):
        self.w, self.errors = None, float("inf")

    def offer(self, w, errors):
        if errors < self.errors:
            self.w, self.errors = w.copy(), errors


def pocket_perceptron(X, y, max_epochs, rng):
    A, p = augment(X), Pocket()
    t = Trainer(np.zeros(A.shape[1]))
    for rows in epochs_of(len(A), "random", rng, max_epochs):
        for i in rows:
            t.visit(i, A[i], y[i])
        p.offer(t.w, t.count(A, y))
    return p.w, p.errors


@dataclass(frozen=True)
class Bound:
    R: float
    gamma: float

    @property
    def bound(self):
        return (self.R / self.gamma) ** 2

    def __iter__(self):
        return iter((self.R, self.gamma, self.bound))


def convergence_quantities(X, y, w_star):
    A = augment(X)
    u = w_star / np.linalg.norm(w_star)
    return tuple(Bound(float(max(map(np.linalg.norm, A))), float(min(t * (u @ a) for a, t in zip(A, y)))))


class Vec:
    def __init__(self, v):
        self.v = np.asarray(v, float)

    def __add__(self, o):
        return Vec(self.v + o.v)

    def __matmul__(self, o):
        return float(self.v @ o.v)

    def __abs__(self):
        return float(np.sqrt(self @ self))

    def cos(self, o):
        return (self @ o) / (abs(self) * abs(o))


def angle_after_update(w, x, y):
    a, b = Vec(w), Vec(y * x)
    return a.cos(b), (a + b).cos(b)


class LinearUnit:
    def __init__(self, w):
        self.w = w

    def forward(self, X):
        return X @ self.w

    def loss(self, X, t):
        return float(np.sum(0.5 * (t - self.forward(X)) ** 2) / X.shape[0])

    def grad(self, X, t):
        return X.T.dot(self.forward(X) - t) / X.shape[0]


def average_squared_loss(w, X, t):
    return LinearUnit(w).loss(X, t)


def delta_rule_step(w, X, t, eta):
    return w - eta * LinearUnit(w).grad(X, t)


class OneVsRestPerceptron:
    def __init__(self, K):
        self.K = K
        self.units = []

    def fit(self, X, y, epochs, rng, averaged=True):
        A = augment(X)
        self.units = []
        orders = [rng.permutation(len(A)) for _ in range(epochs)]
        for k in range(self.K):
            t = Trainer(np.zeros(A.shape[1]))
            t.log = None
            total, n = np.zeros(A.shape[1]), 0
            w = t.w
            for rows in orders:
                for i in rows:
                    total = total + w  # weights before the step
                    n += 1
                    target = 1 if y[i] == k else -1
                    s = w @ A[i]
                    if (s <= 0) if target > 0 else (s > 0):
                        w = w + target * A[i]
            self.units.append(ThresholdUnit(total / n if averaged else w))
        self.W = np.column_stack([u.w for u in self.units])
        return self

    def scores(self, X):
        return self.W[0] + np.tensordot(X, self.W[1:], axes=1)

    def predict(self, X):
        return np.array([int(np.flatnonzero(r == r.max())[0]) for r in self.scores(X)])
