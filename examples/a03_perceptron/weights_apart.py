"""Assignment 3, with the weights and the bias apart and a unit that fires at 0, as books on machine learning do."""

import numpy as np


class Perceptron:
    def __init__(self, eta=1.0, n_iter=50):
        self.eta, self.n_iter = eta, n_iter

    def net_input(self, X):
        return np.dot(X, self.w_) + self.b_

    def predict(self, X):
        return np.where(self.net_input(X) >= 0.0, 1, -1)


def augment(X):
    n_samples, n_features = X.shape
    Xa = np.ones((n_samples, n_features + 1), dtype=np.float64)
    Xa[:, 1:] = X
    return Xa


def decide(w, X, fire_at_equality=True):
    net = X.dot(w[1:]) + w[0]
    out = np.heaviside(net, 1.0 if fire_at_equality else 0.0)
    return out


def perceptron_fit(X, y, max_epochs, order="cyclic", rng=None, w0=None):
    if not set(np.unique(y)) <= {-1, 1}:
        raise ValueError("y")
    p = Perceptron(n_iter=max_epochs)
    p.w_ = np.zeros(X.shape[1]) if w0 is None else np.array(w0[1:], float)
    p.b_ = 0.0 if w0 is None else float(w0[0])
    history = []
    idx = np.arange(X.shape[0])
    for _ in range(p.n_iter):
        errors = 0
        if order == "random":
            rng.shuffle(idx)
        for i in idx:
            # the unit fires at 0, so the update is (target - prediction) / 2
            update = p.eta * (y[i] - p.predict(X[i])) / 2
            if update != 0.0:
                p.w_ = p.w_ + update * X[i]
                p.b_ = p.b_ + update
                errors += 1
                history.append((i, np.append(p.b_, p.w_)))
        if errors == 0:
            break
    w = np.append(p.b_, p.w_)
    converged = np.all(p.predict(X) == y)
    return w, history, converged


def pocket_perceptron(X, y, max_epochs, rng):
    p = Perceptron(n_iter=max_epochs)
    p.w_, p.b_ = np.zeros(X.shape[1]), 0.0
    best = None
    for _ in range(max_epochs):
        for i in rng.permutation(X.shape[0]):
            update = (y[i] - p.predict(X[i])) / 2
            p.w_ = p.w_ + update * X[i]
            p.b_ += update
        n = (p.predict(X) != y).sum()
        if best is None or n < best[1]:
            best = (np.r_[p.b_, p.w_], n)
    return best


def convergence_quantities(X, y, w_star):
    Xa = augment(X)
    R = np.max(np.sqrt(np.sum(Xa**2, axis=1)))
    w_hat = w_star / np.sqrt(np.sum(w_star**2))
    gamma = np.min(y * Xa.dot(w_hat))
    return R, gamma, (R / gamma) ** 2


def angle_after_update(w, x, y):
    xi = y * x

    def cos(u):
        return np.clip(np.inner(u, xi) / np.linalg.norm(u) / np.linalg.norm(xi), -1, 1)

    return cos(w), cos(w + xi)


def average_squared_loss(w, X, t):
    errors = t - X.dot(w)
    return (errors**2).sum() / (2.0 * X.shape[0])


def delta_rule_step(w, X, t, eta):
    w_ = w.copy()
    errors = t - X.dot(w)
    w_ += eta * X.T.dot(errors) / X.shape[0]
    return w_


class OneVsRestPerceptron:
    def __init__(self, K):
        self.K = K
        self.classes_ = np.arange(K)

    def fit(self, X, y, epochs, rng, averaged=True):
        n, d = X.shape
        coef, intercept = np.zeros((self.K, d)), np.zeros(self.K)
        acoef, aint = np.zeros((self.K, d)), np.zeros(self.K)
        Y = np.full((n, self.K), -1)
        Y[np.arange(n), y] = 1
        order = np.arange(n)
        for _ in range(epochs):
            rng.shuffle(order)
            for i in order:
                p = np.where(coef @ X[i] + intercept >= 0, 1, -1)
                u = (Y[i] - p) / 2
                coef += u[:, None] * X[i]
                intercept += u
                acoef += coef
                aint += intercept
        T = epochs * n
        if averaged:
            coef, intercept = acoef / T, aint / T
        self.W = np.vstack([intercept, coef.T])
        return self

    def scores(self, X):
        return X @ self.W[1:, :] + self.W[0, :]

    def predict(self, X):
        return self.classes_[np.argmax(self.scores(X), axis=1)]
