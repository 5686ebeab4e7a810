# Assignment 4: lists where they are allowed, Counter for votes, bounds as numbers, recursion for powers.
from collections import Counter

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


def geometric_margin(w, b, X, y):
    distances = [label * (np.vdot(w, row) + b) / np.vdot(w, w) ** 0.5 for row, label in zip(X, y)]
    return min(distances)


def canonicalize(w, b, X, y):
    smallest = min(label * (np.vdot(w, row) + b) for row, label in zip(X, y))
    return [np.asarray(w) / smallest, b / smallest]


def primal_qp(X, y):
    plus = [np.append(row, 1.0) for row in X[y == 1]]
    minus = [-np.append(row, 1.0) for row in X[y == -1]]
    G = -np.array(plus + minus)
    P = np.identity(X.shape[1] + 1)
    P[-1] = 0.0
    return [P, np.zeros(len(P)), G, -np.ones(len(G))]


def dual_qp(gram, y, C):
    sign = np.where(y[:, None] == y, 1.0, -1.0)
    return [sign * gram, -1.0 * np.ones(len(y)), np.array([y], dtype=float), [0.0][0], [0.0] * len(y), C]


class SVC:
    def __init__(self, kernel, C):
        self.settings = {"kernel": kernel, "C": C}

    def fit(self, X, y):
        kernel, C = self.settings["kernel"], self.settings["C"]
        K = kernel(X, X)
        P, q, A, b, lb, ub = dual_qp(K, y, C)
        x = solve_qp(P, q, A=A, b=np.array([b]) if np.ndim(b) == 0 else b, lb=np.array(lb), ub=ub)
        x = np.clip(x, 0, C)
        top = min(C, x.max())
        x[x < 1e-6 * top] = 0.0
        if C < np.inf:
            x[x > C * (1 - 1e-6)] = C
        self.alpha = x
        self.support = [i for i in range(len(x)) if x[i] > 0]
        self.machine = [(X[i : i + 1].copy(), x[i] * y[i]) for i in self.support]
        wanted = y - sum(x[i] * y[i] * K[:, i] for i in self.support)
        on_border = [wanted[i] for i in self.support if x[i] < C]
        if on_border:
            self.b = float(np.mean(on_border))
            return self
        at_least = [v for v, a, s in zip(wanted, x, y) if (a == 0) == (s == 1)]
        at_most = [v for v, a, s in zip(wanted, x, y) if (a == 0) != (s == 1)]
        self.b = (max(at_least) + min(at_most)) / 2
        return self

    def decision_function(self, X):
        total = np.full(len(X), self.b)
        for row, weight in self.machine:
            total += weight * self.settings["kernel"](X, row)[:, 0]
        return total


def linear_kernel(X, Z):
    return np.stack([Z @ x for x in X])


def power(A, n):
    if n == 1:
        return A
    half = power(A, n // 2)
    return half * half * (A if n % 2 else 1.0)


def poly_kernel(X, Z, degree, coef0=1.0):
    return power(linear_kernel(X, Z) + coef0, degree)


def rbf_kernel(X, Z, gamma):
    return np.stack([np.exp(-gamma * ((Z - x) ** 2).sum(axis=1)) for x in X])


def hinge_loss(w, b, X, y, C):
    m = y * (X @ w + b)
    inside = np.flatnonzero(m <= 1)
    loss = float(w @ w) / 2 + C * float((1 - m[inside]).sum())
    return [loss, w - C * (y[inside, None] * X[inside]).sum(axis=0), -C * float(y[inside].sum())]


def pegasos_fit(X, y, lam, steps, rng):
    w, b = np.zeros(X.shape[1]), 0.0
    for t in range(1, steps + 1):
        i = rng.integers(0, X.shape[0])
        eta = 1.0 / lam / t
        _, dw, db = hinge_loss(w, b, X[i : i + 1], y[i : i + 1], 1.0)
        w, b = w - eta * (dw - w + lam * w), b - eta * db
    return w, b


def one_vs_one_predict(X, y, X_test, kernel, C):
    labels = sorted({int(label) for label in y})
    ballots = [Counter() for _ in X_test]
    while labels:
        one = labels.pop()
        for other in labels:
            rows = [i for i, label in enumerate(y) if label in (one, other)]
            machine = SVC(kernel, C).fit(X[rows], np.array([1 if y[i] == one else -1 for i in rows]))
            for ballot, score in zip(ballots, machine.decision_function(X_test)):
                ballot[one if score > 0 else other] += 1
    return np.array([min(ballot, key=lambda label: (-ballot[label], label)) for ballot in ballots])
