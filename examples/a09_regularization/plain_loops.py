"""Assignment 9 in loops: every sum is written out."""

import math

import numpy as np


def sigmoid(z):
    shrinking = np.exp(-np.abs(z))
    return np.where(np.asarray(z) >= 0, 1.0, shrinking) / (1.0 + shrinking)


def is_weight(array):
    return len(array.shape) > 1


# 9.1


def l1_penalty(params, a):
    total = 0.0
    grads = {}
    for name in params:
        grads[name] = np.zeros(params[name].shape)
        if is_weight(params[name]):
            for index in np.ndindex(params[name].shape):
                w = params[name][index]
                total += abs(w)
                if w > 0:
                    grads[name][index] = a
                elif w < 0:
                    grads[name][index] = -a
    return a * total, grads


def l2_penalty(params, a):
    total = 0.0
    grads = {}
    for name in params:
        grads[name] = np.zeros(params[name].shape)
        if is_weight(params[name]):
            for index in np.ndindex(params[name].shape):
                total += params[name][index] ** 2
                grads[name][index] = a * params[name][index]
    return a / 2 * total, grads


def l2_step(params, grads, a, eta):
    new = {}
    for name in params:
        slope = grads[name].copy()
        if is_weight(params[name]):
            slope = slope + a * params[name]
        new[name] = params[name] - eta * slope
    return new


# 9.2


def l2_solution(H, w_star, a):
    # Gaussian elimination with pivots
    n = len(w_star)
    rows = []
    for i in range(n):
        right = sum(H[i, j] * w_star[j] for j in range(n))
        rows.append([H[i, j] + (a if i == j else 0.0) for j in range(n)] + [right])
    for i in range(n):
        pivot = max(range(i, n), key=lambda r: abs(rows[r][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for r in range(i + 1, n):
            factor = rows[r][i] / rows[i][i]
            for j in range(i, n + 1):
                rows[r][j] -= factor * rows[i][j]
    w = [0.0] * n
    for i in reversed(range(n)):
        w[i] = (rows[i][n] - sum(rows[i][j] * w[j] for j in range(i + 1, n))) / rows[i][i]
    return np.array(w)


def effective_parameters(H, a):
    count = 0.0
    for lam in np.linalg.eigvals(H):
        lam = max(lam.real, 0.0)
        count += lam / (lam + a)
    return count


# 9.3


class EarlyStopping:
    def __init__(self, patience, min_delta=0.0, cooldown=0, factor=0.1):
        self.options = (patience, min_delta, cooldown, factor)
        self.best_loss = float("inf")
        self.best_params = None
        self.rate = 1.0
        self.count = 0
        self.further = -1

    def update(self, loss, params):
        patience, min_delta, cooldown, factor = self.options
        gain = False
        if loss == loss:
            if loss < self.best_loss - min_delta:
                gain = True
        if gain:
            self.best_loss = loss
            self.best_params = {}
            for name in params:
                self.best_params[name] = params[name].copy()
            self.count = 0
        else:
            self.count = self.count + 1
        if self.further >= 0:
            self.further = self.further + 1
            if self.further >= cooldown:
                return True
            return False
        if self.count == patience:
            self.rate = factor
            self.further = 0
            if cooldown == 0:
                return True
        return False


def weight_change_stop(old, new, rho, relative=False):
    rows, units = old.shape
    for k in range(units):
        change = 0.0
        length = 0.0
        for i in range(rows):
            change += (new[i, k] - old[i, k]) ** 2
            length += old[i, k] ** 2
        change = change**0.5
        if relative:
            change = change / length**0.5
        if change >= rho:
            return False
    return True


# 9.4


def shift(image, dy, dx):
    if image.ndim == 3:
        return np.array([shift(channel, dy, dx) for channel in image])
    height, width = image.shape
    out = np.zeros((height, width))
    for r in range(height):
        for c in range(width):
            if 0 <= r - dy < height and 0 <= c - dx < width:
                out[r, c] = image[r - dy, c - dx]
    return out


def rotate(image, quarter_turns):
    if image.ndim == 3:
        return np.array([rotate(channel, quarter_turns) for channel in image])
    for _ in range(quarter_turns % 4):
        height, width = image.shape
        out = np.zeros((width, height))
        for r in range(height):
            for c in range(width):
                out[width - 1 - c, r] = image[r, c]
        image = out
    return image.copy()


def mirror(image):
    out = np.zeros(image.shape)
    width = image.shape[-1]
    for c in range(width):
        out[..., width - 1 - c] = image[..., c]
    return out


def blur3(image):
    if image.ndim == 3:
        return np.stack([blur3(channel) for channel in image])
    height, width = image.shape
    out = np.zeros((height, width))
    for r in range(height):
        for c in range(width):
            values = []
            for i in (r - 1, r, r + 1):
                for j in (c - 1, c, c + 1):
                    if 0 <= i < height and 0 <= j < width:
                        values.append(image[i, j])
            out[r, c] = sum(values) / len(values)
    return out


def channel_gain(image, gains):
    out = []
    for channel, gain in zip(image, gains):
        out.append(channel * gain)
    return np.array(out)


def jitter(images, size, rng):
    out = np.zeros(images.shape)
    for n in range(len(images)):
        dy = int(rng.integers(-size, size + 1))
        dx = int(rng.integers(-size, size + 1))
        out[n] = shift(images[n], dy, dx)
    return out


def gaussian_noise(images, sd, rng):
    out = np.zeros(images.shape)
    for n in range(len(images)):
        out[n] = images[n] + sd * rng.standard_normal(images[n].shape)
    return out


# 9.5


def mixup(X, Y, alpha, rng):
    X_new, Y_new = np.zeros(X.shape), np.zeros(Y.shape)
    for i in range(len(X)):
        j = rng.integers(len(X))
        lam = rng.beta(alpha, alpha)
        X_new[i] = lam * X[i] + (1 - lam) * X[j]
        Y_new[i] = lam * Y[i] + (1 - lam) * Y[j]
    return X_new, Y_new


def cutout(X, size, rng):
    N, C, height, width = X.shape
    out = X.copy()
    for n in range(N):
        top = rng.integers(-size + 1, height)
        left = rng.integers(-size + 1, width)
        for r in range(top, top + size):
            for c in range(left, left + size):
                if 0 <= r < height and 0 <= c < width:
                    for k in range(C):
                        out[n, k, r, c] = 0.0
    return out


# 9.6


def input_noise(X, sd, rng):
    out = X.copy()
    for index in np.ndindex(X.shape):
        out[index] += rng.normal(0.0, sd)
    return out


def disturb_label(y, alpha, K, rng):
    out = []
    for label in y:
        if rng.random() < alpha:
            label = rng.integers(K)
        out.append(int(label))
    return np.array(out)


def gradient_noise(g, t, eta, gamma, rng):
    sd = (eta / (1 + t) ** gamma) ** 0.5
    out = g.copy()
    for index in np.ndindex(g.shape):
        out[index] += sd * rng.standard_normal()
    return out


def noisy_loss(w, X, y, sd):
    total = 0.0
    for x, target in zip(X, y):
        score = sum(w[i] * x[i] for i in range(len(w)))
        total += (score - target) ** 2
    total /= len(X)
    for weight in w:
        total += sd**2 * weight**2
    return total / 2


# 9.7


class Dropout:
    def __init__(self, p, rng, inverted=True):
        self.drop = p
        self.generator = rng
        self.kind = "inverted" if inverted else "plain"

    def forward(self, x, train):
        if not train:
            if self.kind == "plain":
                return (1 - self.drop) * x
            return x.copy()
        self.factors = np.zeros(x.shape)
        draws = self.generator.random(x.shape)
        for index in np.ndindex(x.shape):
            if draws[index] >= self.drop:
                self.factors[index] = 1.0 / (1.0 - self.drop) if self.kind == "inverted" else 1.0
        return x * self.factors

    def backward(self, dout):
        dx = np.zeros(dout.shape)
        for index in np.ndindex(dout.shape):
            dx[index] = dout[index] * self.factors[index]
        return dx


# 9.8


def bootstrap(n, rng):
    indices = []
    for _ in range(n):
        indices.append(int(rng.integers(n)))
    return np.array(indices)


def bagging_mse(V, C, k):
    total = 0.0
    for i in range(k):
        for j in range(k):
            total += V if i == j else C
    return total / k**2


def ensemble_predict(probs):
    k, N, K = probs.shape
    classes = []
    for n in range(N):
        totals = [0.0] * K
        for m in range(k):
            for j in range(K):
                totals[j] += probs[m, n, j]
        classes.append(totals.index(max(totals)))
    return np.array(classes)


# 9.9


def mask_outputs(w, b, x):
    n = len(w)
    outputs = []
    for number in range(2**n):
        score = b
        for i in range(n):
            if number // 2**i % 2 == 1:
                score += w[i] * x[i]
        outputs.append(1 / (1 + math.exp(-score)))
    return np.array(outputs)


def ngm(probs):
    total = 0.0
    for p in probs:
        total += math.log((1 - p) / p)
    return 1 / (1 + math.exp(total / len(probs)))


# 9.10


def shrink(c, a, p):
    out = []
    for target in c:
        size = abs(target)
        low, high = 0.0, size
        if p < 1:
            low = min((a * p * (1 - p)) ** (1 / (2 - p)), size)
        for _ in range(200):
            middle = (low + high) / 2
            if middle == 0.0 or middle - size + a * p * middle ** (p - 1) <= 0:
                low = middle
            else:
                high = middle
        w = high
        if p <= 1 and (size - a <= 0 if p == 1 else 0.5 * size**2 <= 0.5 * (w - size) ** 2 + a * w**p):
            w = 0.0
        out.append(math.copysign(w, target) if w else 0.0)
    return np.array(out)


who = "Emmy Noether"
q_9_0a = "ABCDEH"
q_9_0b = (2, 4, 5)
q_9_4 = "BE"
