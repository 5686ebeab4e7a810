"""The same functions and the same 24 calls in one bare process: what nothing can be faster than."""

import numpy as np


def scale(X, factor):
    return X * factor


def shift(X, offset):
    return X + offset


def row_sums(X):
    return X.sum(axis=1)


def column_means(X):
    return X.mean(axis=0)


def product(X, W):
    return X @ W


def relu(Z):
    return np.maximum(Z, 0.0)


def one_hot(y, K):
    return np.eye(K)[y]


def norm(w):
    return float(np.sqrt(w @ w))


rng = np.random.default_rng(0)
for _ in range(3):
    X, y = rng.normal(size=(5, 3)), rng.integers(0, 3, size=5)
    scale(X, 2.0)
    shift(X, 2.0)
    row_sums(X)
    column_means(X)
    product(X, X.T)
    relu(X)
    one_hot(y, 3)
    norm(X[0])
