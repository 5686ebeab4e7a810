"""Assignment 9."""

import numpy as np


def sigmoid(z):
    shrinking = np.exp(-np.abs(z))
    return np.where(np.asarray(z) >= 0, 1.0, shrinking) / (1.0 + shrinking)


# 9.1


def l1_penalty(params, a):
    weights = {k: v for k, v in params.items() if v.ndim >= 2}
    value = a * sum(np.linalg.norm(w.ravel(), 1) for w in weights.values())
    grads = {k: a * np.sign(v) if k in weights else np.zeros(v.shape) for k, v in params.items()}
    return value, grads


def l2_penalty(params, a):
    value, grads = 0.0, {}
    for name, v in params.items():
        if v.ndim == 1:
            grads[name] = np.zeros_like(v)
            continue
        value += 0.5 * a * np.vdot(v, v)
        grads[name] = a * v
    return value, grads


def l2_step(params, grads, a, eta):
    shrink_by = {name: 1 - eta * a if v.ndim > 1 else 1.0 for name, v in params.items()}
    return {name: shrink_by[name] * v - eta * grads[name] for name, v in params.items()}


# 9.2


def l2_solution(H, w_star, a):
    lam, Q = np.linalg.eigh(H)
    return Q @ np.diag(lam / (lam + a)) @ Q.T @ w_star


def effective_parameters(H, a):
    return float(np.trace(np.linalg.solve(H + a * np.identity(len(H)), H)))


# 9.3


class EarlyStopping:
    def __init__(self, patience, min_delta=0.0, cooldown=0, factor=0.1):
        self.patience = patience
        self.min_delta = min_delta
        self.cooldown = cooldown
        self.factor = factor
        self.best_loss = np.inf
        self.best_params = None
        self.rate = 1.0
        self.bad_epochs = 0
        self.finishing = False
        self.remaining = cooldown

    def update(self, loss, params):
        if self.best_loss - loss > self.min_delta:
            self.best_loss = loss
            self.best_params = {k: np.array(v) for k, v in params.items()}
            self.bad_epochs = 0
        else:
            self.bad_epochs += 1
        if self.finishing:
            self.remaining -= 1
            return self.remaining <= 0
        if self.bad_epochs >= self.patience:
            self.finishing = True
            self.rate = self.factor
            return self.remaining == 0
        return False


def weight_change_stop(old, new, rho, relative=False):
    change = np.sqrt(np.sum((new - old) ** 2, axis=0))
    scale = np.sqrt(np.sum(old**2, axis=0)) if relative else 1
    return np.all(change / scale < rho)


# 9.4


def shift(image, dy, dx):
    h, w = image.shape[-2:]
    big = np.pad(image, [(0, 0)] * (image.ndim - 2) + [(abs(dy), abs(dy)), (abs(dx), abs(dx))])
    top, left = abs(dy) - dy, abs(dx) - dx
    return big[..., top : top + h, left : left + w]


def rotate(image, quarter_turns):
    return np.rot90(image, k=quarter_turns, axes=(image.ndim - 2, image.ndim - 1))


def mirror(image):
    return np.flip(image, -1)


def blur3(image):
    pad = [(0, 0)] * (image.ndim - 2) + [(1, 1), (1, 1)]
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(image.astype(float), pad, constant_values=np.nan), (3, 3), axis=(-2, -1))
    return np.nanmean(windows, axis=(-2, -1))


def channel_gain(image, gains):
    return np.einsum("c,cij->cij", gains, image)


def jitter(images, size, rng):
    dy, dx = rng.integers(-size, size + 1, size=2)
    return np.array([shift(im, dy, dx) for im in images])


def gaussian_noise(images, sd, rng):
    return images + rng.normal(0, sd, images.shape[1:])


# 9.5


def mixup(X, Y, alpha, rng):
    lam = rng.beta(alpha, alpha)
    other = rng.permutation(X.shape[0])
    return X[other] + lam * (X - X[other]), Y[other] + lam * (Y - Y[other])


def cutout(X, size, rng):
    out = X.copy()
    N, C, H, W = X.shape
    y, x = rng.integers(0, H), rng.integers(0, W)
    for n in range(N):
        y0, x0 = max(0, y - size // 2), max(0, x - size // 2)
        y1, x1 = min(H, y - size // 2 + size), min(W, x - size // 2 + size)
        out[n, :, y0:y1, x0:x1] = 0
    return out


# 9.6


def input_noise(X, sd, rng):
    return X + rng.normal(0, sd, X.shape[1])


def disturb_label(y, alpha, K, rng):
    if rng.random() < alpha:
        return rng.integers(0, K, len(y))
    return y.copy()


def gradient_noise(g, t, eta, gamma, rng):
    return g + rng.normal(0, np.sqrt(eta / (1 + t) ** gamma))


def noisy_loss(w, X, y, sd):
    r = X @ w - y
    return (r @ r / len(y) + sd**2 * np.dot(w, w)) / 2


# 9.7


class Dropout:
    def __init__(self, p, rng, inverted=True):
        self.p = p
        self.rng = rng
        self.inverted = inverted
        self.mask = None

    def forward(self, x, train):
        keep = 1 - self.p
        if train:
            self.mask = self.rng.binomial(1, keep, size=x.shape[1:])
            if self.inverted:
                self.mask = self.mask / keep
            return x * self.mask
        return x if self.inverted else x * keep

    def backward(self, dout):
        return dout * self.mask


# 9.8


def bootstrap(n, rng):
    return rng.choice(n, size=n, replace=True)


def bagging_mse(V, C, k):
    return (k * V + k * (k - 1) * C) / k**2


def ensemble_predict(probs):
    return np.argmax(np.mean(probs, axis=0), axis=-1)


# 9.9


def mask_outputs(w, b, x):
    s = np.array([b])
    for each in w * x:
        s = np.concatenate([s, s + each])
    return 1 / (1 + np.exp(-s))


def ngm(probs):
    logit = np.log(probs) - np.log1p(-probs)
    return sigmoid(logit.mean())


# 9.10


def shrink(c, a, p):
    size, sign = np.abs(c), np.sign(c)
    if p == 1:
        return sign * np.clip(size - a, 0, None)
    if p == 2:
        return c / (1 + 2 * a)
    if p == 1.5:
        root = (-1.5 * a + np.sqrt((1.5 * a) ** 2 + 4 * size)) / 2
        return sign * root**2
    w = size.copy()
    if p == 4:
        for _ in range(200):
            w = w - (w - size + 4 * a * w**3) / (1 + 12 * a * w**2)
        return sign * w
    # w = u^2: u^3 - |c| u + a/2 = 0, whose largest root Cardano gives by a cosine where it is real
    with np.errstate(invalid="ignore", divide="ignore"):
        angle = np.arccos(-(a / 4) * (size / 3) ** -1.5)
        w = (2 * np.sqrt(size / 3) * np.cos(angle / 3)) ** 2
    return sign * np.where(size > 1.5 * a ** (2 / 3), w, 0.0)


who = "Joan Clarke"
q_9_0a = "ABCFG"
q_9_0b = (2, 4, 5)
q_9_4 = "ABE"
