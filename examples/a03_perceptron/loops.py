# Assignment 3, submitted as a script. I do not like numpy very much.
import math
import numpy as np


def augment(X):
    rows = []
    for x in X:
        rows.append([1.0] + [float(v) for v in x])
    return np.array(rows)


def dot(a, b):
    total = 0.0
    for i in range(len(a)):
        total += a[i] * b[i]
    return total


def decide(w, X, fire_at_equality=True):
    out = []
    for x in augment(X).tolist():
        s = dot(w, x)
        if s > 0 or (s == 0 and fire_at_equality):
            out.append(1)
        else:
            out.append(0)
    return np.array(out)


def perceptron_fit(X, y, max_epochs, order="cyclic", rng=None, w0=None):
    for label in y:
        if label != 1 and label != -1:
            raise ValueError("wrong label")
    rows = augment(X).tolist()
    n = len(rows)
    if w0 is None:
        w = [0.0] * len(rows[0])
    else:
        w = [float(v) for v in w0]
    history = []
    converged = False
    for epoch in range(max_epochs):
        if order == "cyclic":
            sequence = list(range(n))
        else:
            sequence = [int(i) for i in rng.permutation(n)]
        clean = True
        for i in sequence:
            if y[i] * dot(w, rows[i]) <= 0:
                w = [w[j] + y[i] * rows[i][j] for j in range(len(w))]
                history.append((i, np.array(w, dtype=float)))
                clean = False
        if clean:
            converged = True
            break
    return np.array(w, dtype=float), history, converged


def count_mistakes(w, rows, y):
    wrong = 0
    for x, label in zip(rows, y):
        if label * dot(w, x) <= 0:
            wrong += 1
    return wrong


def pocket_perceptron(X, y, max_epochs, rng):
    rows = augment(X).tolist()
    w = np.zeros(len(rows[0]))
    pocket = w
    errors = len(rows)
    for epoch in range(max_epochs):
        w, _, _ = perceptron_fit(X, y, 1, "random", rng, w)
        now = count_mistakes(w, rows, y)
        if now < errors:
            pocket = w
            errors = now
    return pocket, errors


def length(v):
    return math.sqrt(dot(v, v))


def convergence_quantities(X, y, w_star):
    rows = augment(X).tolist()
    R = 0.0
    gamma = math.inf
    for x, label in zip(rows, y):
        R = max(R, length(x))
        gamma = min(gamma, label * dot(w_star, x) / length(w_star))
    return R, gamma, (R / gamma) ** 2


def angle_after_update(w, x, y):
    direction = [y * v for v in x]
    new = [a + b for a, b in zip(w, direction)]
    before = dot(w, direction) / (length(w) * length(direction))
    after = dot(new, direction) / (length(new) * length(direction))
    return before, after


def average_squared_loss(w, X, t):
    total = 0.0
    for x, target in zip(X, t):
        total += (target - dot(w, x)) ** 2 / 2
    return total / len(X)


def delta_rule_step(w, X, t, eta):
    step = [0.0] * len(w)
    for x, target in zip(X, t):
        error = target - dot(w, x)
        for j in range(len(w)):
            step[j] += eta * error * x[j] / len(X)
    return np.array([w[j] + step[j] for j in range(len(w))])


class OneVsRestPerceptron:
    def __init__(self, K):
        self.K = K

    def fit(self, X, y, epochs, rng, averaged=True):
        rows = augment(X)
        n = len(rows)
        columns = []
        for k in range(self.K):
            w = np.zeros(rows.shape[1])
            total = np.zeros(rows.shape[1])
            for epoch in range(epochs):
                for i in rng.permutation(n):
                    t = 1 if y[i] == k else -1
                    if t * np.dot(w, rows[i]) <= 0:
                        w = w + t * rows[i]
                    total = total + w
            if averaged:
                columns.append(total / (epochs * n))
            else:
                columns.append(w)
        self.W = np.array(columns).T
        return self

    def scores(self, X):
        return np.dot(augment(X), self.W)

    def predict(self, X):
        best = []
        for row in self.scores(X):
            k = 0
            for j in range(1, len(row)):
                if row[j] > row[k]:
                    k = j
            best.append(k)
        return np.array(best)


if __name__ == "__main__":
    X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    print(perceptron_fit(X, np.array([-1, -1, -1, 1]), 50))
