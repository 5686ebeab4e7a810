"""Copies first, then in place."""



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
    frozen = [f"W{k}" for k in layers]
    frozen += [f"b{k}" for k in layers]
    return sorted(params.keys() - frozen)


class Trainer:
    def __init__(self, params, eta, rng):
        self.params = {name: np.array(value) for name, value in params.items()}
        self.eta, self.rng, self.losses = eta, rng, []

    def stage(self, X, y, frozen, epochs):
        self.adam = Adam(self.eta)
        self.names = freeze(self.params, frozen)
        for _ in range(epochs):
            self.epoch(X, y)

    def epoch(self, X, y):
        total = 0
        for batch in minibatches(len(X), 10, self.rng):
            loss, grads = loss_and_grads(self.params, X[batch], y[batch])
            moved = self.adam.step(self.params, dict((name, grads[name]) for name in self.names))
            for name in self.names:
                self.params[name][...] = moved[name]
            total += loss * len(batch)
        self.losses.append(total / len(X))


def finetune(params, X, y, stages, eta, epochs, rng):
    trainer = Trainer(params, eta, rng)
    for frozen in stages:
        trainer.stage(X, y, frozen, epochs)
    return trainer.params, trainer.losses


# 12.2


def fgsm(params, X, y, eps):
    X_adv = np.array(X, dtype=float, order="F")
    _, dS = cross_entropy(scores(params, X), y)
    X_adv += eps * np.sign(input_gradient(params, X, dS))
    X_adv[X_adv < 0] = 0
    X_adv[X_adv > 1] = 1
    return X_adv


def fooling_image(params, target, rng):
    x = rng.uniform(size=(1, params["W1"].shape[0]))
    velocity = np.zeros_like(x)
    onehot = np.eye(params["b%d" % (len(params) // 2)].size)[[target]]
    for _ in range(3000):
        P = softmax(scores(params, x))
        if P[0, target] >= 0.992:
            return x.ravel()
        velocity = 0.8 * velocity + 0.05 * input_gradient(params, x, onehot - P)
        x = np.minimum(np.maximum(x + velocity, 0), 1)
    return x.ravel()


# 12.3


def memorize(X, y, hidden, rng):
    K = int(np.max(y)) + 1
    params = {
        "W1": rng.normal(0, np.sqrt(2 / X.shape[1]), (X.shape[1], hidden)),
        "b1": np.zeros(hidden),
        "W2": rng.normal(0, np.sqrt(2 / hidden), (hidden, K)),
        "b2": np.zeros(K),
    }
    velocity = {name: np.zeros_like(value) for name, value in params.items()}
    for _ in range(6000):
        _, grads = loss_and_grads(params, X, y)
        for name in params:
            velocity[name] = 0.95 * velocity[name] - 0.05 * grads[name]
            params[name] = params[name] + velocity[name]
        if (scores(params, X).argmax(axis=1) == y).all():
            break
    return params


# 12.4


def interpolate_loss(params0, params1, X, y, alphas):
    def losses():
        for alpha in alphas:
            mixed = params0.copy()
            for name, value in params1.items():
                mixed[name] = mixed[name] * (1 - alpha)
                mixed[name] += alpha * value
            P = softmax(scores(mixed, X))
            yield -np.log(P[np.arange(len(y)), y]).mean()
    return np.fromiter(losses(), dtype=float)


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
    left, found = set(np.flatnonzero(y == y_test).tolist()), []
    for _ in range(k):
        nearest = min(left, key=lambda i: ((X[i] - x_test) ** 2).sum())
        left.remove(nearest)
        found.append(nearest)
    return np.array(found[::-1], dtype=int)


import copy

def remove_and_retrain(X, y, x_test, y_test, k, rng):
    start = initial_params((X.shape[1], 30, len(set(range(int(y.max()) + 1)))), rng)
    def without(rows):
        Xs, ys = np.delete(X.copy(), rows, axis=0), np.delete(y.copy(), rows)
        network = train(copy.deepcopy(start), Xs, ys, eta=0.01, steps=100)
        s = scores(network, x_test.reshape(1, -1))[0]
        return np.exp(s[y_test] - s.max()) / np.exp(s - s.max()).sum()
    order = np.arange(len(X))
    removed = without(nearest_same_class(X, y, x_test, y_test, k))
    before = without(np.array([], dtype=int))
    rng.shuffle(order)
    return before, removed, without(order[:k])


# 12.7


def saliency(params, x):
    depth = len(params) // 2
    slope, out = np.eye(len(x)), x
    for k in range(1, depth + 1):
        out = out @ params["W%d" % k] + params["b%d" % k]
        slope = slope @ params["W%d" % k]
        if k < depth:
            slope, out = slope * (out > 0), np.maximum(out, 0)
    return slope[:, out.argmax()]


who = 'x'
q_12_8a = 'BD'
q_12_8b = 'AC'
q_12_8c = 'ADE'
