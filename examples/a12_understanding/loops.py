"""Understanding networks, in plain loops."""



import numpy as np
from collections.abc import Iterator
from itertools import pairwise
from numpy.typing import NDArray
Array = NDArray[np.float64]
Labels = NDArray[np.int_]

def relu(z: Array) -> Array:
    return np.maximum(z, 0.0)

def he_normal(fan_in: int, fan_out: int, rng: np.random.Generator) -> Array:
    return rng.normal(scale=np.sqrt(2.0 / fan_in), size=(fan_in, fan_out))

def softmax(Z: Array) -> Array:
    powers = np.exp(Z - Z.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)

def cross_entropy(Z: Array, Y: Array | Labels) -> tuple[float, Array]:
    N, K = Z.shape
    targets = np.eye(K)[Y] if Y.ndim == 1 else Y
    shifted = Z - Z.max(axis=1, keepdims=True)
    log_P = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return (float(-(targets * log_P).sum() / N), (softmax(Z) - targets) / N)

def initial_params(sizes: tuple[int, ...], rng: np.random.Generator) -> dict[str, Array]:
    params: dict[str, Array] = {}
    for k, (fan_in, fan_out) in enumerate(pairwise(sizes), start=1):
        params[f'W{k}'] = he_normal(fan_in, fan_out, rng)
        params[f'b{k}'] = np.zeros(fan_out)
    return params

def layer_outputs(params: dict[str, Array], X: Array) -> list[Array]:
    outs, depth = ([X], len(params) // 2)
    for k in range(1, depth + 1):
        Z = outs[-1] @ params[f'W{k}'] + params[f'b{k}']
        outs.append(relu(Z) if k < depth else Z)
    return outs

def scores(params: dict[str, Array], X: Array) -> Array:
    return layer_outputs(params, X)[-1]

def loss_and_grads(params: dict[str, Array], X: Array, y: Labels) -> tuple[float, dict[str, Array]]:
    outs = layer_outputs(params, X)
    loss, delta = cross_entropy(outs[-1], y)
    grads: dict[str, Array] = {}
    for k in range(len(params) // 2, 0, -1):
        grads[f'W{k}'], grads[f'b{k}'] = (outs[k - 1].T @ delta, delta.sum(axis=0))
        if k > 1:
            delta = delta @ params[f'W{k}'].T * (outs[k - 1] > 0)
    return (loss, grads)

def input_gradient(params: dict[str, Array], X: Array, dscores: Array) -> Array:
    outs, delta = (layer_outputs(params, X), dscores)
    for k in range(len(params) // 2, 0, -1):
        delta = delta @ params[f'W{k}'].T
        if k > 1:
            delta = delta * (outs[k - 1] > 0)
    return delta

class Adam:

    def __init__(self, eta: float, beta1: float=0.9, beta2: float=0.999, delta: float=1e-08) -> None:
        self.eta, self.beta1, self.beta2, self.delta = (eta, beta1, beta2, delta)
        self.taken = 0
        self.first: dict[str, Array] = {}
        self.second: dict[str, Array] = {}

    def step(self, params: dict[str, Array], grads: dict[str, Array]) -> dict[str, Array]:
        self.taken += 1
        moved = dict(params)
        for name, gradient in grads.items():
            first = self.beta1 * self.first.get(name, 0.0) + (1 - self.beta1) * gradient
            second = self.beta2 * self.second.get(name, 0.0) + (1 - self.beta2) * gradient ** 2
            self.first[name], self.second[name] = (first, second)
            mean, square = (first / (1 - self.beta1 ** self.taken), second / (1 - self.beta2 ** self.taken))
            moved[name] = params[name] - self.eta * mean / (np.sqrt(square) + self.delta)
        return moved

def train(params: dict[str, Array], X: Array, y: Labels, eta: float=0.01, steps: int=100) -> dict[str, Array]:
    adam = Adam(eta)
    for _ in range(steps):
        _, grads = loss_and_grads(params, X, y)
        params = adam.step(params, grads)
    return params

def variant(who: str, question: str) -> np.random.Generator:
    text = f'{question} {who.strip().casefold()}'
    return np.random.default_rng(list(text.encode()))

def numbers_of_12(who: str) -> dict[str, dict[str, str]]:
    pools = {'q_12_8a': ('a decision tree that asks three questions', 'a sum of five measurements, each with its printed weight', 'a checklist that adds up points, with a limit', 'the rule: ill if at least two of these three signs are there', 'a deep network, and a saliency map for each of its answers', 'a large network, and a small tree that imitates its answers', 'a network, and the training images that are most like the input', 'a network, and the smallest change of the input that would change its answer'), 'q_12_8b': ('the hidden units can change places, with their weights, and every answer stays the same', "a relu unit's incoming weights can be doubled without changing any answer", 'another training may spread what one unit has learned over several', 'one unit may respond to several patterns that have nothing in common', 'unit 7 of one training and unit 7 of the next look for the same pattern', 'every hidden unit stands for one thing that people have a word for', 'of two units the one with larger incoming weights matters more', 'a network that names ten digits has one hidden unit for each of them'), 'q_12_8c': ('the same network may fit random labels, and name new digits after training on true ones', 'training accuracy alone cannot tell a rule from learning by heart', 'the number of weights alone does not say how well a network does on new examples', 'that a network could learn by heart does not mean that it does so where there is a rule to find', 'a network that is able to fit random labels must fail on new examples of any task', 'with random labels a network that is large enough is better than chance on new examples', 'a training accuracy of 100 % proves that the network has found a rule', 'a network can fit random labels only where it has fewer weights than examples')}
    drawn = {}
    for name, pool in pools.items():
        rng = variant(who, name)
        right = int(rng.integers(2, 4))
        chosen = [*rng.permutation(4)[:right], *4 + rng.permutation(4)[:5 - right]]
        drawn[name] = {'ABCDE'[place]: pool[chosen[number]] for place, number in enumerate(rng.permutation(5))}
    return drawn

def minibatches(n: int, batch_size: int, rng: np.random.Generator, drop_last: bool=False) -> Iterator[Labels]:
    order = rng.permutation(n)
    for start in range(0, n, batch_size):
        batch = order[start:start + batch_size]
        if len(batch) == batch_size or not drop_last:
            yield batch


# 12.1


def freeze(params, layers):
    names = []
    for k in range(1, len(params) // 2 + 1):
        frozen = False
        for layer in layers:
            if layer == k:
                frozen = True
        if not frozen:
            names.append("W" + str(k))
            names.append("b" + str(k))
    return names


def finetune(params, X, y, stages, eta, epochs, rng):
    new = {}
    for name in params:
        new[name] = params[name].copy()
    history = []
    for stage in stages:
        names = freeze(new, stage)
        m, v, t = {}, {}, 0
        for name in names:
            m[name] = np.zeros(new[name].shape)
            v[name] = np.zeros(new[name].shape)
        for epoch in range(epochs):
            order = rng.permutation(len(X))
            total = 0.0
            i = 0
            while i < len(X):
                rows = order[i:i + 10]
                loss, grads = loss_and_grads(new, X[rows], y[rows])
                t = t + 1
                for name in names:
                    m[name] = 0.9 * m[name] + 0.1 * grads[name]
                    v[name] = 0.999 * v[name] + 0.001 * grads[name] ** 2
                    mhat = m[name] / (1 - 0.9 ** t)
                    vhat = v[name] / (1 - 0.999 ** t)
                    new[name] = new[name] - eta * mhat / (np.sqrt(vhat) + 1e-8)
                total = total + loss * len(rows)
                i = i + 10
            history.append(total / len(X))
    return new, history


# 12.2


def fgsm(params, X, y, eps):
    X_adv = np.zeros(X.shape)
    for n in range(len(X)):
        loss, dscores = cross_entropy(scores(params, X[n:n + 1]), y[n:n + 1])
        slope = input_gradient(params, X[n:n + 1], dscores)[0]
        for i in range(X.shape[1]):
            pixel = X[n, i]
            if slope[i] > 0:
                pixel = pixel + eps
            if slope[i] < 0:
                pixel = pixel - eps
            X_adv[n, i] = min(max(pixel, 0.0), 1.0)
    return X_adv


def fooling_image(params, target, rng):
    D = len(params["W1"])
    x = np.zeros((1, D))
    for i in range(D):
        x[0, i] = rng.uniform(0, 1)
    for step in range(2000):
        p = softmax(scores(params, x))[0]
        if p[target] > 0.995:
            break
        dscores = np.zeros((1, len(p)))
        for k in range(len(p)):
            dscores[0, k] = -p[k]
        dscores[0, target] = 1 - p[target]
        g = input_gradient(params, x, dscores)[0]
        for i in range(D):
            x[0, i] = x[0, i] + 0.05 * g[i]
            if x[0, i] < 0:
                x[0, i] = 0
            if x[0, i] > 1:
                x[0, i] = 1
    return x[0]


# 12.3


def memorize(X, y, hidden, rng):
    params = initial_params((X.shape[1], hidden, y.max() + 1), rng)
    adam = Adam(0.005)
    while np.any(scores(params, X).argmax(axis=1) != y):
        params = adam.step(params, loss_and_grads(params, X, y)[1])
    return params


# 12.4


def interpolate_loss(params0, params1, X, y, alphas):
    losses = []
    for alpha in alphas:
        params = {}
        for name in params0:
            params[name] = (1 - alpha) * params0[name] + alpha * params1[name]
        loss, grads = loss_and_grads(params, X, y)
        losses.append(loss)
    return losses


# 12.5


def permute_hidden(params, perm):
    new = {}
    for name in params:
        new[name] = params[name].copy()
    for i in range(len(perm)):
        for d in range(params["W1"].shape[0]):
            new["W1"][d, i] = params["W1"][d, perm[i]]
        new["b1"][i] = params["b1"][perm[i]]
        for j in range(params["W2"].shape[1]):
            new["W2"][i, j] = params["W2"][perm[i], j]
    return new


def rescale_relu(params, k):
    M = len(params["b1"])
    if np.ndim(k) == 0:
        factors = [float(k)] * M
    else:
        factors = [float(one) for one in k]
    for factor in factors:
        if factor <= 0:
            raise ValueError("a factor is not above 0")
    new = {name: value.copy() for name, value in params.items()}
    for i in range(M):
        new["W1"][:, i] *= factors[i]
        new["b1"][i] *= factors[i]
        new["W2"][i, :] /= factors[i]
    return new


# 12.6


def nearest_same_class(X, y, x_test, y_test, k):
    pairs = []
    for i in range(len(X)):
        if y[i] == y_test:
            d = 0.0
            for j in range(X.shape[1]):
                d = d + (X[i, j] - x_test[j]) ** 2
            pairs.append((d ** 0.5, i))
    pairs.sort()
    return np.array([i for d, i in pairs[:k]], dtype=int)


def remove_and_retrain(X, y, x_test, y_test, k, rng):
    sizes = (X.shape[1], 30, int(max(y)) + 1)
    start = initial_params(sizes, rng)
    near = list(nearest_same_class(X, y, x_test, y_test, k))
    any_ones = list(rng.permutation(len(X))[:k])
    results = []
    for gone in ([], near, any_ones):
        rows = []
        for i in range(len(X)):
            if i not in gone:
                rows.append(i)
        params = train(start, X[rows], y[rows])
        p = softmax(scores(params, np.array([x_test])))
        results.append(float(p[0][y_test]))
    return tuple(results)


# 12.7


def saliency(params, x):
    S = scores(params, np.array([x]))
    best = 0
    for k in range(S.shape[1]):
        if S[0, k] > S[0, best]:
            best = k
    dscores = [[0.0] * S.shape[1]]
    dscores[0][best] = 1.0
    return input_gradient(params, np.array([x]), np.array(dscores)).flatten()


who = 'Grete Hermann'
q_12_8a = 'ADE'
q_12_8b = 'AD'
q_12_8c = 'BCE'
