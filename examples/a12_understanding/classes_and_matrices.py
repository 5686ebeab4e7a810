"""A trainer class, permutation matrices, slopes by products of matrices."""



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


import re

def freeze(params, layers):
    found = []
    for name in reversed(sorted(params)):
        if int(re.search(r"[0-9]+", name).group()) in layers:
            continue
        found.append(name)
    return found


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
    dX = input_gradient(params, X, cross_entropy(scores(params, X), y)[1])
    up, down = np.minimum(X + eps, 1.0), np.maximum(X - eps, 0.0)
    return np.where(dX > 0, up, down)


def fooling_image(params, target, rng):
    x = np.clip(0.5 + 0.2 * rng.standard_normal(params["W1"].shape[0]), 0, 1)
    step = 0.1
    for _ in range(5000):
        S = scores(params, x[None])
        if softmax(S)[0, target] >= 0.999:
            break
        up = -softmax(S)
        up[0, target] += 1
        g = input_gradient(params, x[None], up)[0]
        x = np.clip(x + step * g / np.linalg.norm(g), 0, 1)
    return x


# 12.3


def memorize(X, y, hidden, rng):
    mean, spread = X.mean(axis=0), X.std(axis=0) + 0.1
    Z = (X - mean) / spread
    params = train(initial_params((X.shape[1], hidden, int(y.max()) + 1), rng), Z, y, 0.01, 400)
    W1 = params["W1"] / spread[:, None]
    return {**params, "W1": W1, "b1": params["b1"] - mean @ W1}


# 12.4


def interpolate_loss(params0, params1, X, y, alphas):
    names = sorted(params0)
    first, last = (np.concatenate([p[name].ravel() for name in names]) for p in (params0, params1))
    cuts = np.cumsum([params0[name].size for name in names])[:-1]
    losses = np.empty(alphas.shape)
    for i, point in enumerate(np.outer(1 - alphas, first) + np.outer(alphas, last)):
        pieces = np.split(point, cuts)
        params = {name: piece.reshape(params0[name].shape) for name, piece in zip(names, pieces)}
        losses[i] = cross_entropy(scores(params, X), y)[0]
    return losses


# 12.5


def permute_hidden(params, perm):
    P = np.eye(len(perm))[:, perm]
    return {**params, "W1": params["W1"] @ P, "b1": params["b1"] @ P, "W2": P.T @ params["W2"]}


def rescale_relu(params, k):
    if not np.min(k) > 0:
        raise ValueError(f"k must be above 0, got {k}")
    louder = np.diag(np.broadcast_to(k, params["b1"].shape))
    softer = np.linalg.inv(louder)
    return {**params, "W1": params["W1"] @ louder, "b1": louder @ params["b1"], "W2": softer @ params["W2"]}


# 12.6


def nearest_same_class(X, y, x_test, y_test, k):
    members, = np.nonzero(y == y_test)
    squared = (X[members] ** 2).sum(axis=1) - 2 * X[members] @ x_test
    if k == len(members) or k == 0:
        return members[:k]
    return members[np.argpartition(squared, k)[:k]]


def remove_and_retrain(X, y, x_test, y_test, k, rng):
    N = len(X)
    start = initial_params((X.shape[1], 30, int(y.max()) + 1), rng)
    masks = np.ones((3, N), dtype=bool)
    masks[1, nearest_same_class(X, y, x_test, y_test, k)] = False
    masks[2, rng.choice(np.arange(N), size=k, replace=False)] = False
    answers = []
    for mask in masks:
        P = softmax(scores(train(start, X[mask], y[mask]), x_test[np.newaxis]))
        answers.append(P[0, y_test])
    return answers


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


who = 'B. Riemann'
q_12_8a = 'c, d'
q_12_8b = 'a, d'
q_12_8c = 'a, e'
