# Assignment 5 as a script: lists instead of arrays, loops instead of products.
import itertools
import math

import numpy as np

Array = np.ndarray
who = "s1234567"


def collapse_linear(layers):
    def through(x):
        for W, b in layers:
            x = [b[j] + sum(x[i] * W[i][j] for i in range(len(x))) for j in range(len(b))]
        return x

    n = len(layers[0][0])
    bias = through([0.0] * n)
    weights = []
    for i in range(n):
        unit = [0.0] * n
        unit[i] = 1.0
        weights.append([p - q for p, q in zip(through(unit), bias)])
    return weights, bias


def verify_certificate(X, y, cert):
    kind, numbers = cert
    if kind == "w":
        for x, label in zip(X, y):
            if label * (numbers[0] + sum(n * v for n, v in zip(numbers[1:], x))) <= 0:
                return False
        return True
    if min(numbers) < 0 or max(numbers) == 0:
        return False
    terms = [[lam * label * v for v in [1.0, *x]] for lam, label, x in zip(numbers, y, X)]
    limit = 1e-9 * max(abs(v) for row in terms for v in row)
    return all(abs(math.fsum(column)) <= limit for column in zip(*terms))


def xor_certificate():
    return "farkas", [2, 2, 2, 2]


class ThresholdMLP:
    def __init__(self, layers):
        self.layers = layers

    def forward(self, X):
        history = [[] for _ in self.layers]
        for x in X:
            signal = [float(v) for v in x]
            for k, (W, b) in enumerate(self.layers):
                sums = [b[j] + sum(signal[i] * W[i][j] for i in range(len(signal))) for j in range(len(b))]
                signal = [1 if z >= 0 else 0 for z in sums]
                history[k].append(signal)
        return [np.array(codes) for codes in history[:-1]], np.array([out[0] for out in history[-1]])


def xor_net(n_hidden):
    # "only the first" and "only the second", then units that are never on
    extra = n_hidden - 2
    W1 = [[1, -1] + [0] * extra, [-1, 1] + [0] * extra]
    return [(W1, [-1, -1] + [-1] * extra), ([[1], [1]] + [[0]] * extra, [-1])]


def quadrant_detector(template, share):
    rows, columns = len(template), len(template[0])
    weights = [[0, 0, 0, 0] for _ in range(rows * columns)]
    lit = [0, 0, 0, 0]
    for r in range(rows):
        for c in range(columns):
            q = 2 * (2 * r >= rows) + (2 * c >= columns)
            if template[r][c] == 1:
                weights[r * columns + c][q] = 1
                lit[q] += 1
    return [(weights, [-share * n for n in lit]), ([[1]] * 4, [-4])]


def memorizing_net(table):
    n = len(table).bit_length() - 1
    W1 = [[] for _ in range(n)]
    b1 = []
    for bits in itertools.product([0, 1], repeat=n):
        for i in range(n):
            W1[i].append(1 if bits[i] else -1)
        b1.append(-sum(bits))
    return [(W1, b1), ([[2 * int(t) - 1] for t in table], [0])]


def sigmoid(z):
    z = np.asarray(z, dtype=float)
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + small), small / (1 + small))


def xor_sigmoid(scale):
    hidden = [[scale, -scale], [-scale, scale]], [-scale / 2, -scale / 2]
    return [hidden, ([[scale], [scale]], [-scale / 2])]


def step_unit(s, w):
    return (w, -(w * s))


def box(a, b, h, w):
    # rises at a, falls at b; the bias takes one h away
    return [([[w, -w]], [-w * a, w * b]), ([[h], [h]], [-h])]


def approximate(f, n_boxes):
    steep = 500 * n_boxes
    W1, b1, W2 = [[]], [], []
    for k in range(n_boxes):
        height = f((2 * k + 1) / (2 * n_boxes))
        W1[0] += [steep, steep]
        b1 += [-steep * k / n_boxes, -steep * (k + 1) / n_boxes]
        W2 += [height, -height]
    return [(W1, b1), (W2, 0)]


# read off the notebook
q_5_8a = 0.7616
q_5_8b = 6
q_5_8c = "D"


def find_certificate(X, y):
    # the perceptron finds a line where there is one; then the smallest numbers that cancel
    from_rows = np.column_stack([np.ones(len(X)), X]) * y[:, None]
    w = np.zeros(from_rows.shape[1])
    for _ in range(5000):
        wrong = np.flatnonzero(from_rows @ w <= 0)
        if len(wrong) == 0:
            return "w", w
        w = w + from_rows[wrong[0]]
    equations = np.vstack([from_rows.T, np.ones(len(X))])
    lam = solve_qp(np.eye(len(X)), np.zeros(len(X)), A=equations, b=np.append(np.zeros(len(w)), 1.0), lb=0.0)
    return "farkas", list(lam)


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
        Equations.
    lb, ub : float or ndarray, shape (n,), optional
        Bounds; infinite entries bound nothing. No entry of lb may equal that of ub.

    Returns
    -------
    x : ndarray, shape (n,)
        The solution: constraints and optimality hold to about 1e-8, relative to the size of the numbers given.

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
    G, h = (np.zeros((0, n)), np.zeros(0)) if G is None or h is None else (G, h)
    A, b = (np.zeros((0, n)), np.zeros(0)) if A is None or b is None else (A, b)
    low = np.broadcast_to(-np.inf if lb is None else lb, n)  # (n,)
    high = np.broadcast_to(np.inf if ub is None else ub, n)  # (n,)

    # All inequalities as C x <= d: the rows of G, then one row for each finite bound. Such a row holds a single -1 or
    # 1, so C is never written out: C x is [G x, sign x[where]], and C^T z adds sign z at the places `where`.
    has_low, has_high = np.flatnonzero(np.isfinite(low)), np.flatnonzero(np.isfinite(high))
    where = np.concatenate([has_low, has_high])
    sign = np.concatenate([-np.ones(len(has_low)), np.ones(len(has_high))])
    d = np.concatenate([h, -low[has_low], high[has_high]])
    m, p = len(h), len(b)

    size = 1.0 + max(float(np.abs(part).max(initial=0)) for part in (P, q, d, b))
    x, y = np.zeros(n), np.zeros(p)
    s = np.maximum(d, 1.0)
    z = np.ones(len(d))
    for _ in range(200):
        # What is still wrong: slope, equations, inequalities, products.
        slope = P @ x + q + A.T @ y + G.T @ z[:m] + np.bincount(where, sign * z[m:], n)
        equations = A @ x - b
        inequalities = np.concatenate([G @ x, sign * x[where]]) + s - d
        gap = float(s @ z) / max(len(d), 1)
        wrong = max(float(np.abs(part).max(initial=0)) for part in (slope, equations, inequalities))
        if wrong <= 1e-9 * size and gap <= 1e-13 * size:
            return x
        if not np.isfinite(wrong) or max(float(np.abs(z).max(initial=0)), float(np.abs(x).max())) > 1e14 * size:
            break

        # Newton's step for s z = target. Slacks and multipliers are eliminated, so that n + p equations remain.
        target = 0.1 * gap
        weight = z / s
        pull = (target - s * z + z * inequalities) / s
        H = P + G.T @ (weight[:m, None] * G)
        H[np.diag_indices(n)] += np.bincount(where, weight[m:], n)
        H[np.diag_indices(n)] += 1e-13 * size  # P alone may be singular; what is left wrong, the next step mends
        system = np.block([[H, A.T], [A, -1e-13 * size * np.eye(p)]])
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


if __name__ == "__main__":
    print(xor_net(2), approximate(math.sin, 3))
