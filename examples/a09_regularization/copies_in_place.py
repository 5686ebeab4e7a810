"""Assignment 9: copy first, then change the copy in place."""

import copy
import math

import numpy as np


def sigmoid(z):
    shrinking = np.exp(-np.abs(z))
    return np.where(np.asarray(z) >= 0, 1.0, shrinking) / (1.0 + shrinking)


def _decay(params, a):
    return {name: np.multiply(a, array) if np.ndim(array) - 1 else 0 * array for name, array in params.items()}


# 9.1


def l1_penalty(params, a):
    grads = {name: np.empty_like(array) for name, array in params.items()}
    value = 0.0
    for name, grad in grads.items():
        if grad.ndim == 1:
            grad.fill(0)
        else:
            np.sign(params[name], out=grad)
            value += float((grad * params[name]).sum())
            grad *= a
    value *= a
    return value, grads


def l2_penalty(params, a):
    grads = _decay(params, a)
    value = sum(np.sum(grads[name] * params[name]) for name in params)
    return value / 2, grads


def l2_step(params, grads, a, eta):
    after = {name: array.copy() for name, array in params.items()}
    for name, array in after.items():
        slope = grads[name].astype(float)
        if array.ndim > 1:
            slope += a * array
        slope *= eta
        array -= slope
    return after


# 9.2


def l2_solution(H, w_star, a):
    system = H.copy()
    system.flat[:: len(H) + 1] += a
    return np.linalg.lstsq(system, H @ w_star, rcond=None)[0]


def effective_parameters(H, a):
    lam = np.linalg.svd(H, compute_uv=False, hermitian=True)
    kept = lam.copy()
    kept += a
    np.divide(lam, kept, out=kept)
    return kept.sum()


# 9.3


class EarlyStopping:
    def __init__(self, patience, min_delta=0.0, cooldown=0, factor=0.1):
        self.patience, self.min_delta, self.cooldown, self.factor = patience, min_delta, cooldown, factor
        self.history = []
        self.best_loss, self.best_params, self.rate = math.inf, None, 1
        self.last_gain = -1
        self.met_at = None

    def update(self, loss, params):
        epoch = len(self.history)
        self.history.append(loss)
        if self.best_loss - self.min_delta > loss:
            self.best_loss = self.history[-1]
            self.best_params = copy.deepcopy(params)
            self.last_gain = epoch
        if self.met_at is None and epoch - self.last_gain >= self.patience:
            self.met_at = epoch
            self.rate *= self.factor
        return self.met_at is not None and epoch >= self.met_at + self.cooldown


def weight_change_stop(old, new, rho, relative=False):
    moved = new.copy()
    moved -= old
    moved *= moved
    lengths = np.sqrt(moved.sum(0))
    if relative:
        lengths /= np.linalg.norm(old, axis=0)
    return not (lengths >= rho).any()


# 9.4


def shift(image, dy, dx):
    moved = np.roll(image, (dy, dx), axis=(-2, -1))
    height, width = image.shape[-2], image.shape[-1]
    if dy > 0:
        moved[..., :dy, :] = 0
    elif dy < 0:
        moved[..., max(height + dy, 0) :, :] = 0
    if dx > 0:
        moved[..., :, :dx] = 0
    elif dx < 0:
        moved[..., :, max(width + dx, 0) :] = 0
    return moved


def rotate(image, quarter_turns):
    k = quarter_turns % 4
    if k == 0:
        return image.copy()
    if k == 2:
        return image[..., ::-1, ::-1]
    turned = np.swapaxes(image, -1, -2)
    return turned[..., ::-1, :] if k == 1 else turned[..., ::-1]


def mirror(image):
    return image[..., list(range(image.shape[-1]))[::-1]]


def blur3(image):
    total, count = np.zeros(image.shape), np.zeros(image.shape)
    height, width = image.shape[-2:]
    for dy in (-1, 0, 1):
        for dx in (-1, 0, 1):
            here = (..., slice(max(dy, 0), height + min(dy, 0)), slice(max(dx, 0), width + min(dx, 0)))
            there = (..., slice(max(-dy, 0), height + min(-dy, 0)), slice(max(-dx, 0), width + min(-dx, 0)))
            total[here] += image[there]
            count[here] += 1
    total /= count
    return total


def channel_gain(image, gains):
    coloured = image.copy()
    for channel, gain in zip(coloured, gains):
        channel *= gain
    return coloured


def jitter(images, size, rng):
    moved = np.zeros_like(images)
    padded = np.pad(images, ((0, 0), (size, size), (size, size)))
    height, width = images.shape[1:]
    for n in range(len(images)):
        top, left = rng.integers(2 * size + 1, size=2)
        moved[n] = padded[n, top : top + height, left : left + width]
    return moved


def gaussian_noise(images, sd, rng):
    noise = rng.standard_normal(images.shape)
    noise *= sd
    noise += images
    return noise


# 9.5


def mixup(X, Y, alpha, rng):
    order = np.arange(len(X))
    rng.shuffle(order)
    lam = rng.beta(alpha, alpha, len(X))[:, None]
    X_mixed, Y_mixed = X * lam, Y * lam
    X_mixed += (1 - lam) * X[order]
    Y_mixed += (1 - lam) * Y[order]
    return X_mixed, Y_mixed


def cutout(X, size, rng):
    cut = X.copy(order="F")
    height, width = X.shape[2:]
    for image in cut:
        y, x = rng.integers(height), rng.integers(width)
        image[:, y : y + size, x : x + size] = 0  # the place of its upper left pixel; NumPy clips at the far border
    return cut


# 9.6


def input_noise(X, sd, rng):
    noisy = X.astype(float, copy=True)
    noisy += rng.normal(loc=0.0, scale=sd, size=X.shape)
    return noisy


def disturb_label(y, alpha, K, rng):
    new = y.copy()
    rows = np.flatnonzero(rng.binomial(1, alpha, len(y)))
    new[rows] = rng.choice(K, len(rows))
    return new


def gradient_noise(g, t, eta, gamma, rng):
    noisy = rng.standard_normal(g.shape)
    noisy *= math.sqrt(eta) * (1.0 + t) ** (-0.5 * gamma)
    noisy += g
    return noisy


def noisy_loss(w, X, y, sd):
    errors = X.dot(w)
    errors -= y
    errors *= errors
    return 0.5 * (errors.mean() + (sd * np.linalg.norm(w)) ** 2)


# 9.7


class Dropout:
    def __init__(self, p, rng, inverted=True):
        self.p, self.rng, self.inverted = p, rng, inverted
        self.dropped = None

    def forward(self, x, train):
        out = np.array(x, dtype=float)
        if train:
            self.dropped = self.rng.uniform(size=x.shape) < self.p
            out[self.dropped] = 0.0
            if self.inverted:
                out /= 1 - self.p
        elif not self.inverted:
            out *= 1 - self.p
        return out

    def backward(self, dout):
        dx = dout.copy()
        dx[self.dropped] = 0
        if self.inverted:
            dx /= 1 - self.p
        return dx


# 9.8


def bootstrap(n, rng):
    return np.floor(n * rng.random(n)).astype(int)


def bagging_mse(V, C, k):
    return C + (V - C) / k


def ensemble_predict(probs):
    total = probs[0].copy()
    for more in probs[1:]:
        total += more
    return total.argmax(1)


# 9.9


def mask_outputs(w, b, x):
    grid = np.array(np.meshgrid(*[[0, 1]] * len(w), indexing="ij")).reshape(len(w), -1)
    scores = (w * x) @ grid
    scores += b
    return sigmoid(scores)


def ngm(probs):
    top, bottom = np.log(probs).mean(), np.log(1 - probs).mean()
    return np.exp(top - np.logaddexp(top, bottom))


# 9.10


def shrink(c, a, p):
    w = np.abs(c).astype(float)
    if p == 1:
        w -= a
        w[w < 0] = 0
    elif p == 2:
        w /= 1 + 2 * a
    else:
        size = w.copy()
        for _ in range(400):  # from above, w = |c| - a p w^(p-1) by Newton's method in the logarithm of w
            old = w.copy()
            alive = w > 0
            u = w[alive]
            slope = u - size[alive] + a * p * u ** (p - 1)
            steep = u + a * p * (p - 1) * u ** (p - 1)
            step = np.where(steep > 1e-12, slope / np.maximum(steep, 1e-12), 30.0)
            w[alive] = u * np.exp(-np.clip(step, -30.0, 30.0))
            w[w < 1e-100] = 0
            if np.abs(w - old).max(initial=0) < 1e-15:
                break
        w[0.5 * (w - size) ** 2 + a * w**p >= 0.5 * size**2] = 0
    return np.copysign(w, c) + 0.0


who = "Sofja Kowalewskaja"
q_9_0a = "ACEFGH"
q_9_0b = (2, 4, 5)
q_9_4 = "DE"
