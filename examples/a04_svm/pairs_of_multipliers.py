# Assignment 4 without the given solver: two multipliers at a time (SMO), and bias as a third kind of unknown.
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
    w = np.asarray(w, dtype=float)
    return np.min(np.multiply(y, np.dot(X, w) + b)) / np.sqrt(np.sum(w**2))


def canonicalize(w, b, X, y):
    s = 1 / min(y * (X.dot(w) + b))
    return s * w, s * b


def primal_qp(X, y):
    n, d = X.shape
    P = np.eye(d + 1)
    P[-1, -1] = 0
    G = np.empty((n, d + 1), order="F")
    G[:, :d] = -(X.T * y).T
    G[:, d] = -y
    return P, np.zeros((d + 1,)), 2 * G, np.full(n, -2.0)


def dual_qp(gram, y, C):
    signs = np.diag(y.astype(float))
    n = y.size
    upper = None if np.isinf(C) else C * np.ones(n)
    return signs @ gram @ signs, -np.ones(n), -y.reshape(1, n), np.zeros(1), 0.0, upper


class SVC:
    def __init__(self, kernel, C):
        self._k, self._C = kernel, C

    def fit(self, X, y):
        X, y = np.array(X, dtype=float), np.array(y, dtype=float)
        K, C, n = self._k(X, X), self._C, len(y)
        a, grad = np.zeros(n), -np.ones(n)
        for _ in range(200000):
            score = -y * grad
            up = ((y > 0) & (a < C)) | ((y < 0) & (a > 0))
            down = ((y > 0) & (a > 0)) | ((y < 0) & (a < C))
            i = int(np.argmax(np.where(up, score, -np.inf)))
            j = int(np.argmin(np.where(down, score, np.inf)))
            if score[i] - score[j] < 1e-10:
                break
            step = (score[i] - score[j]) / max(K[i, i] + K[j, j] - 2 * K[i, j], 1e-12)
            step = min(step, (C - a[i]) if y[i] > 0 else a[i], a[j] if y[j] > 0 else (C - a[j]))
            a[i] += y[i] * step
            a[j] -= y[j] * step
            grad += step * y * (K[:, i] - K[:, j])
        self.alpha = a
        self.support = np.nonzero(a > 0)[0]
        inner = (a > 0) & (a < C)
        score = -y * grad
        if inner.any():
            self.b = np.mean(score[inner])
        else:
            up = ((y > 0) & (a < C)) | ((y < 0) & (a > 0))
            self.b = (score[up].max() + score[~up | ~inner & (((y > 0) & (a > 0)) | ((y < 0) & (a < C)))].min()) / 2
        self._X, self._y = X, y
        return self

    def decision_function(self, X):
        return np.dot(self.alpha * self._y, self._k(self._X, X)) + self.b


def linear_kernel(X, Z):
    return np.inner(X, Z)


def poly_kernel(X, Z, degree, coef0=1.0):
    base = np.inner(X, Z) + coef0
    out = np.ones_like(base)
    for _ in range(degree):
        out = out * base
    return out


def rbf_kernel(X, Z, gamma):
    difference = X[:, np.newaxis, :] - Z[np.newaxis, :, :]
    return np.exp(-gamma * np.einsum("ijk,ijk->ij", difference, difference))


def hinge_loss(w, b, X, y, C):
    margins = y * (X @ w + b)
    active = margins < 1
    loss = 0.5 * np.linalg.norm(w) ** 2 + C * np.sum((1 - margins)[active])
    return loss, w - C * X[active].T @ y[active], -C * y[active].sum()


def pegasos_fit(X, y, lam, steps, rng):
    w, b, kept = np.zeros(X.shape[1]), 0.0, []
    order = []
    for t in range(1, steps + 1):
        if len(order) == 0:
            order = list(rng.permutation(len(y)))
        i = order.pop()
        g = y[i] if y[i] * (w @ X[i] + b) < 1 else 0
        w, b = w - (lam * w - g * X[i]) / (lam * t), b + g / (lam * t)
        if t > steps // 2:
            kept.append(np.append(w, b))
    mean = np.mean(kept, axis=0)
    return mean[:-1], mean[-1]


def one_vs_one_predict(X, y, X_test, kernel, C):
    from itertools import combinations

    labels = np.unique(y)
    votes = np.zeros((labels.size, len(X_test)))
    for i, j in combinations(range(labels.size), 2):
        chosen = np.isin(y, labels[[i, j]])
        model = SVC(kernel, C).fit(X[chosen], np.sign((y[chosen] == labels[j]) - 0.5).astype(int))
        wins = model.decision_function(X_test) > 0
        votes[j] += wins
        votes[i] += ~wins
    return labels[np.argmax(votes, axis=0)]
