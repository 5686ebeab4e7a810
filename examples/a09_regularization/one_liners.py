"""Assignment 9 in as few lines as possible."""

import functools
import itertools
import math

import numpy as np


def sigmoid(z):
    shrinking = np.exp(-np.abs(z))
    return np.where(np.asarray(z) >= 0, 1.0, shrinking) / (1.0 + shrinking)


heavy = lambda params: [k for k in params if params[k].ndim != 1]


# 9.1


def l1_penalty(params, a):
    return a * sum(abs(params[k]).sum() for k in heavy(params)), {
        k: a * ((v > 0) * 1.0 - (v < 0)) * (k in heavy(params)) for k, v in params.items()
    }


def l2_penalty(params, a):
    return (
        a / 2 * math.fsum(params[k].ravel() @ params[k].ravel() for k in heavy(params)),
        {k: v * (a if k in heavy(params) else 0.0) for k, v in params.items()},
    )


def l2_step(params, grads, a, eta):
    penalty = l2_penalty(params, a)[1]
    return dict((k, params[k] - eta * grads[k] - eta * penalty[k]) for k in grads)


# 9.2


def l2_solution(H, w_star, a):
    return np.linalg.inv(H + np.diag([a] * len(H))) @ (H @ w_star)


def effective_parameters(H, a):
    return len(H) - a * np.trace(np.linalg.inv(H + a * np.eye(len(H)))) if a < 1e6 else np.trace(H @ np.linalg.inv(H + a * np.eye(len(H))))


# 9.3


class EarlyStopping:
    def __init__(self, patience, min_delta=0.0, cooldown=0, factor=0.1):
        self.best_loss, self.best_params, self.rate = np.inf, None, 1.0
        self._watching = self._watch(patience, min_delta, cooldown, factor)
        next(self._watching)

    def _watch(self, patience, min_delta, cooldown, factor):
        waited, stop = 0, False
        while waited < patience:
            loss, params = yield stop
            waited = 0 if self._gain(loss, params, min_delta) else waited + 1
        self.rate = factor
        for further in range(cooldown):
            loss, params = yield False
            self._gain(loss, params, min_delta)
        while True:
            yield True

    def _gain(self, loss, params, min_delta):
        if not loss + min_delta < self.best_loss:
            return False
        self.best_loss, self.best_params = loss, {k: v + 0 for k, v in params.items()}
        return True

    def update(self, loss, params):
        return self._watching.send((loss, params))


def weight_change_stop(old, new, rho, relative=False):
    return max(
        math.dist(u, v) / (math.hypot(*u) if relative else 1.0) for u, v in zip(old.T.tolist(), new.T.tolist())
    ) < rho


# 9.4


def shift(image, dy, dx):
    h, w = image.shape[-2:]
    return np.eye(h, k=-dy) @ image @ np.eye(w, k=dx)


def rotate(image, quarter_turns):
    turn = lambda im: np.stack([im[..., c] for c in range(im.shape[-1])][::-1], axis=-2)
    return functools.reduce(lambda im, _: turn(im), range(quarter_turns % 4), image)


def mirror(image):
    return np.stack([image[..., -1 - c] for c in range(image.shape[-1])], axis=-1)


def blur3(image):
    near = lambda n: sum(np.eye(n, k=k) for k in (-1, 0, 1))
    rows, columns = near(image.shape[-2]), near(image.shape[-1])
    return (rows / rows.sum(axis=1, keepdims=True)) @ image @ (columns / columns.sum(axis=0))


def channel_gain(image, gains):
    return (image.T * gains).T


def jitter(images, size, rng):
    return np.stack([shift(image, *rng.integers(-size, size + 1, 2)) for image in images])


def gaussian_noise(images, sd, rng):
    return images + sd * np.array([rng.standard_normal(image.shape) for image in images])


# 9.5


def mixup(X, Y, alpha, rng):
    lam, j = rng.beta(alpha, alpha, len(X)), rng.permutation(len(X))
    mix = lambda rows: np.einsum("i,i...->i...", lam, rows) + np.einsum("i,i...->i...", 1 - lam, rows[j])
    return mix(X), mix(Y)


def cutout(X, size, rng):
    N, _, h, w = X.shape
    y, x = rng.integers(h, size=N), rng.integers(w, size=N)
    near = lambda n, at: abs(np.arange(n) - at[:, None] + (0.5 if size % 2 == 0 else 0)) < size / 2
    return X * (1 - np.einsum("nh,nw->nhw", near(h, y) * 1.0, near(w, x) * 1.0))[:, None]


# 9.6


def input_noise(X, sd, rng):
    return X + gaussian_noise(np.zeros((1, *X.shape)), sd, rng)[0]


def disturb_label(y, alpha, K, rng):
    return np.array([rng.integers(K) if u < alpha else label for u, label in zip(rng.random(len(y)), y)])


def gradient_noise(g, t, eta, gamma, rng):
    return rng.normal(g, (eta * (1 + t) ** -gamma) ** 0.5)


def noisy_loss(w, X, y, sd):
    return float(np.mean([(x @ w - t) ** 2 + sd * sd * w @ w for x, t in zip(X, y)]) / 2)


# 9.7


class Dropout:
    def __init__(self, p, rng, inverted=True):
        keep = 1 - p
        self.scales = (1 / keep, 1.0) if inverted else (1.0, keep)
        self.draw = lambda shape: rng.random(shape) < keep

    def forward(self, x, train):
        if train:
            self.linear = functools.partial(np.multiply, self.scales[0] * self.draw(x.shape))
            return self.linear(x)
        return self.scales[1] * x

    def backward(self, dout):
        return self.linear(dout)


# 9.8


def bootstrap(n, rng):
    return np.concatenate([rng.permutation(n)[:1] for _ in range(n)])


def bagging_mse(V, C, k):
    return np.mean(V * np.eye(k) + C * (1 - np.eye(k)))


def ensemble_predict(probs):
    return np.array([row.sum(axis=0).argmax() for row in probs.swapaxes(0, 1)])


# 9.9


def mask_outputs(w, b, x):
    return sigmoid(np.array([b + np.dot(mask, w * x) for mask in itertools.product((0, 1), repeat=len(w))]))


def ngm(probs):
    odds = functools.reduce(lambda total, p: total + math.log(p / (1 - p)), probs.tolist(), 0.0) / len(probs)
    return 1 / (1 + math.exp(-odds))


# 9.10


def shrink(c, a, p):
    def best(target):
        size = abs(target)
        cost = lambda w: 0.5 * (w - size) ** 2 + a * w**p
        if p == 1:
            found = [max(size - a, 0.0)]
        else:
            # with w = u^2 the slope is a polynomial in u: w - size + a p w^(p - 1) = 0
            power = {0.5: [1, 0, -size, a / 2], 1.5: [1, 1.5 * a, -size], 2: [1 + 2 * a, 0, -size], 4: [4 * a, 0, 0, 0, 1, 0, -size]}[p]
            found = [r.real**2 for r in np.roots(power) if abs(r.imag) < 1e-7 and r.real > 0] + [0.0] * int(p < 1 or size == 0)
        return math.copysign(min(found, key=cost), target)

    return np.array([best(t) for t in c]) + 0.0


who = "Grace Hopper"
q_9_0a = "BDEFGH"
q_9_0b = (2, 4, 5)
q_9_4 = "ABE"
