# Assignment 4 in plain loops and lists wherever that is possible.
import math

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def solve_qp(
    P: Array,
    q: Array,
    G: Array | None = None,
    h: Array | None = None,
    A: Array | None = None,
    b: Array | None = None,
    lb: Array | float | None = None,
    ub: Array | float | None = None,
) -> Array:
    r"""Minimize a convex quadratic function under linear constraints.

    Find the x that minimizes :math:`\tfrac12 x^T P x + q^T x` where :math:`G x \le h`, :math:`A x = b` and
    :math:`lb \le x \le ub`. Leave out what the problem does not have.

    The method walks through the inside of the inequalities. Each has a slack s > 0 and a multiplier z > 0, and at the
    solution the products s z are all zero. Newton's method is asked for products that are small but positive, a tenth
    of their present mean, and each step ends before any s or z would reach zero; so the mean shrinks to nothing in
    some 10 to 25 steps, whatever the size of the problem.

    Parameters
    ----------
    P : ndarray, shape (n, n)
        Symmetric and positive semidefinite.
    q : ndarray, shape (n,)
        The linear part.
    G, h : ndarray, shapes (m, n) and (m,), optional
        Inequalities.
    A, b : ndarray, shapes (p, n) and (p,), optional
        Equations; a single one may come as a row of shape (n,) and a number.
    lb, ub : float or ndarray, shape (n,), optional
        Bounds; infinite entries bound nothing. No entry of lb may equal that of ub.

    Returns
    -------
    x : ndarray, shape (n,)
        The solution: constraints hold to about 1e-9, relative to the size of the numbers given, and no allowed point
        is better by more than about 1e-9 of the value. What should be at a bound is just inside of it.

    Raises
    ------
    ValueError
        If no point meets all constraints, or the function falls without end.

    References
    ----------
    .. [1] Boyd, Vandenberghe, *Convex Optimization*, Cambridge University Press, 2004, section 11.7.
    .. [2] Nocedal, Wright, *Numerical Optimization*, 2nd edition, Springer, 2006, section 16.6.

    Examples
    --------
    The point of the half-plane x0 + x1 >= 2 that is nearest to the origin:

    >>> x = solve_qp(np.eye(2), np.zeros(2), G=np.array([[-1.0, -1.0]]), h=np.array([-2.0]))
    >>> print(x.round(6))
    [1. 1.]
    """
    n = len(q)
    G, h = (np.zeros((0, n)), np.zeros(0)) if G is None or h is None else (np.atleast_2d(G), np.atleast_1d(h))
    A, b = (np.zeros((0, n)), np.zeros(0)) if A is None or b is None else (np.atleast_2d(A), np.atleast_1d(b))
    low = np.broadcast_to(-np.inf if lb is None else lb, n)  # (n,)
    high = np.broadcast_to(np.inf if ub is None else ub, n)  # (n,)

    # All inequalities as C x <= d: the rows of G, then one row for each finite bound. Such a row holds a single -1 or
    # 1, so C is never written out: C x is [G x, sign x[where]], and C^T z adds sign z at the places `where`.
    has_low, has_high = np.flatnonzero(np.isfinite(low)), np.flatnonzero(np.isfinite(high))
    where = np.concatenate([has_low, has_high])
    sign = np.concatenate([-np.ones(len(has_low)), np.ones(len(has_high))])
    d = np.concatenate([h, -low[has_low], high[has_high]])
    m, p = len(h), len(b)

    # x is measured in a unit, and the function too, in which P and q are about 1: tolerances need no other scale.
    steepness, slope_size = (float(np.abs(part).max(initial=0)) for part in (P, q))
    unit = slope_size / steepness if slope_size > 0 and steepness > 0 else 1.0
    cost = max(steepness * unit**2, slope_size * unit) or 1.0
    P, q, b, d = P * (unit**2 / cost), q * (unit / cost), b / unit, d / unit
    b_size, d_size = (1.0 + float(np.abs(part).max(initial=0)) for part in (b, d))

    x, y = np.zeros(n), np.zeros(p)
    s = np.maximum(d, 1.0)
    z = np.ones(len(d))
    before = np.inf
    for _ in range(200):
        # What is still wrong: slope, equations, inequalities, products.
        slope = P @ x + q + A.T @ y + G.T @ z[:m] + np.bincount(where, sign * z[m:], n)
        equations = A @ x - b
        inequalities = np.concatenate([G @ x, sign * x[where]]) + s - d
        gap = float(s @ z)
        parts = (slope, equations / b_size, inequalities / d_size)
        wrong = max(float(np.abs(part).max(initial=0)) for part in parts)
        enough = max(1e-11 * abs(float(x @ (P @ x / 2 + q))), 1e-18)
        if wrong <= 1e-9 and (gap <= enough or before / 2 < gap <= 1e-7):  # or it gets no better
            return x * unit
        far = max(float(np.abs(part).max(initial=0)) for part in (x, z))
        if not np.isfinite(wrong) or far > 1e14 * d_size:
            break
        before = gap

        # Newton's step for s z = target. Slacks and multipliers are eliminated, so that n + p equations remain.
        target = 0.1 * gap / max(len(d), 1)
        weight = z / s
        pull = (target - s * z + z * inequalities) / s
        H = P + G.T @ (weight[:m, None] * G)
        H[np.diag_indices(n)] += np.bincount(where, weight[m:], n)
        H[np.diag_indices(n)] += 1e-13  # P alone may be singular; what is left wrong, the next step mends
        system = np.block([[H, A.T], [A, -1e-13 * np.eye(p)]])
        slope += G.T @ pull[:m] + np.bincount(where, sign * pull[m:], n)
        step = np.linalg.solve(system, -np.concatenate([slope, equations]))
        dx, dy = step[:n], step[n:]
        ds = -inequalities - np.concatenate([G @ dx, sign * dx[where]])
        dz = (target - s * z - z * ds) / s

        # Stop short of the border: 0.99 of the way to the first s or z that would become zero.
        both, change = np.concatenate([s, z]), np.concatenate([ds, dz])
        falling = change < 0
        length = min(1.0, 0.99 * float((-both[falling] / change[falling]).min(initial=np.inf)))
        x, y, s, z = x + length * dx, y + length * dy, s + length * ds, z + length * dz
    raise ValueError("no solution was found: the constraints contradict each other, or the function falls without end")


def dot(u, v):
    total = 0.0
    for a, c in zip(u, v):
        total += float(a) * float(c)
    return total


def geometric_margin(w, b, X, y):
    smallest = math.inf
    for row, label in zip(X, y):
        distance = label * (dot(w, row) + b) / math.sqrt(dot(w, w))
        if distance < smallest:
            smallest = distance
    return smallest


def canonicalize(w, b, X, y):
    scores = sorted(label * (dot(w, row) + b) for row, label in zip(X, y))
    return np.array([value / scores[0] for value in w]), b / scores[0]


def primal_qp(X, y):
    N, D = X.shape
    P = np.zeros((D + 1, D + 1))
    for j in range(D):
        P[j, j] = 1
    G, h = [], []
    for i in reversed(range(N)):
        G.append([-y[i] * value for value in X[i]] + [-y[i]])
        h.append(-1.0)
    return P, np.zeros(D + 1), np.array(G), np.array(h)


def dual_qp(gram, y, C):
    N = len(y)
    P = np.empty((N, N))
    for i in range(N):
        for j in range(N):
            P[i, j] = gram[i, j] if y[i] == y[j] else -gram[i, j]
    A = np.zeros((1, N))
    A[0, :] = y
    return P, np.array([-1.0] * N), A, np.array([0.0]), np.zeros(N), np.array([C] * N, dtype=float)


class SVC:
    def __init__(self, kernel, C):
        self.kernel = kernel
        self.C = C

    def fit(self, X, y):
        gram = self.kernel(X, X)
        P, q, A, b, lb, ub = dual_qp(gram, y, self.C)
        self.alpha = solve_qp(P, q, None, None, A, b, lb, ub)
        self.rows, self.labels = X.copy(), y.copy()
        tiny = 1e-7 * min(self.C, max(self.alpha))
        self.support = []
        free, lower, upper = [], [-math.inf], [math.inf]
        for i in range(len(y)):
            g = sum(self.alpha[j] * y[j] * gram[i, j] for j in range(len(y)))
            if self.alpha[i] > tiny:
                self.support.append(i)
            if tiny < self.alpha[i] < self.C - tiny:
                free.append(y[i] - g)
            elif (self.alpha[i] <= tiny) == (y[i] > 0):
                lower.append(y[i] - g)
            else:
                upper.append(y[i] - g)
        self.b = sum(free) / len(free) if free else (max(lower) + min(upper)) / 2
        return self

    def decision_function(self, X):
        scores = []
        for row in X:
            values = self.kernel(row.reshape(1, -1), self.rows)[0]
            score = self.b
            for i in self.support:
                score += self.alpha[i] * self.labels[i] * values[i]
            scores.append(score)
        return np.array(scores)


def linear_kernel(X, Z):
    return np.array([[dot(x, z) for z in Z] for x in X])


def poly_kernel(X, Z, degree, coef0=1.0):
    return np.array([[(dot(x, z) + coef0) ** degree for z in Z] for x in X])


def rbf_kernel(X, Z, gamma):
    K = np.zeros((len(X), len(Z)))
    for i, x in enumerate(X):
        for j, z in enumerate(Z):
            K[i, j] = math.exp(-gamma * sum((a - c) ** 2 for a, c in zip(x, z)))
    return K


def hinge_loss(w, b, X, y, C):
    loss, dw, db = dot(w, w) / 2, [float(value) for value in w], 0.0
    for row, label in zip(X, y):
        lacks = 1 - label * (dot(w, row) + b)
        if lacks >= 0:
            loss += C * lacks
            dw = [slope - C * label * value for slope, value in zip(dw, row)]
            db -= C * label
    return loss, np.array(dw), db


def pegasos_fit(X, y, lam, steps, rng):
    w, b = [0.0] * X.shape[1], 0.0
    for t in range(steps):
        i = int(rng.random() * len(X))
        rate = 1 / (lam * (t + 1))
        short = y[i] * (dot(w, X[i]) + b) < 1
        w = [value * (1 - rate * lam) for value in w]
        if short:
            w = [value + rate * y[i] * x for value, x in zip(w, X[i])]
            b += rate * y[i]
    return np.array(w), b


def one_vs_one_predict(X, y, X_test, kernel, C):
    labels = sorted(set(int(label) for label in y))
    votes = [{label: 0 for label in labels} for _ in X_test]
    for i in range(len(labels)):
        for j in range(i + 1, len(labels)):
            rows = [k for k in range(len(y)) if y[k] in (labels[i], labels[j])]
            signs = np.array([1 if y[k] == labels[i] else -1 for k in rows])
            machine = SVC(kernel, C)
            machine.fit(X[rows], signs)
            for vote, score in zip(votes, machine.decision_function(X_test)):
                vote[labels[i] if score > 0 else labels[j]] += 1
    return np.array([max(labels, key=lambda label: (vote[label], -label)) for vote in votes])


if __name__ == "__main__":
    print(geometric_margin([3, 4], -5.0, [[0, 0], [5, 0]], [-1, 1]))
