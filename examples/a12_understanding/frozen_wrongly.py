"""freeze is wrong, and all that is built on it is right."""



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
    return [name for name in params if int(name[1:]) in layers]


def finetune(params, X, y, stages, eta, epochs, rng):
    losses = []
    for frozen in stages:
        names = freeze(params, frozen)
        adam = Adam(eta)
        for _ in range(epochs):
            losses.append(0.0)
            for batch in minibatches(len(y), 10, rng):
                loss, grads = loss_and_grads(params, X[batch], y[batch])
                params = adam.step(params, {k: g for k, g in grads.items() if k in names})
                losses[-1] += loss * len(batch) / len(y)
    return params, losses


# 12.2


def fgsm(params, X, y, eps):
    S = scores(params, X)
    dS = softmax(S)
    dS[np.arange(len(y)), y] -= 1
    dX = input_gradient(params, X, dS)
    return np.clip(X + eps * np.sign(dX), 0, 1)


def fooling_image(params, target, rng):
    x = rng.random((1, params["W1"].shape[0]))
    y = np.array([target])
    while softmax(scores(params, x))[0, target] < 0.99:
        x = np.clip(x - 0.01 * np.sign(input_gradient(params, x, cross_entropy(scores(params, x), y)[1])), 0, 1)
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
    def at(alpha):
        return {name: params0[name] + alpha * (params1[name] - params0[name]) for name in params0}
    return np.array([loss_and_grads(at(alpha), X, y)[0] for alpha in alphas])


# 12.5


def permute_hidden(params, perm):
    new = dict(params)
    new["W1"] = params["W1"][:, perm]
    new["b1"] = params["b1"][perm]
    new["W2"] = params["W2"][perm, :]
    return new


def rescale_relu(params, k):
    if np.any(np.asarray(k) <= 0):
        raise ValueError("k must be positive")
    k = np.ones(len(params["b1"])) * k
    new = dict(params)
    new["W1"] = params["W1"] * k
    new["b1"] = params["b1"] * k
    new["W2"] = params["W2"] / k[:, None]
    return new


# 12.6


def nearest_same_class(X, y, x_test, y_test, k):
    rows = np.flatnonzero(y == y_test)
    return rows[np.argsort(-np.linalg.norm(X[rows] - x_test, axis=1))[:k]]


def remove_and_retrain(X, y, x_test, y_test, k, rng):
    start = initial_params((X.shape[1], 30, y.max() + 1), rng)
    def probability(gone):
        keep = np.setdiff1d(np.arange(len(X)), gone)
        params = train(start, X[keep], y[keep])
        return softmax(scores(params, x_test[None, :]))[0, y_test]
    near = nearest_same_class(X, y, x_test, y_test, k)
    return probability([]), probability(near), probability(rng.choice(len(X), k, replace=False))


# 12.7


def saliency(params, x):
    S = scores(params, x[None])
    dS = (np.arange(S.shape[1]) == S.argmax()).astype(float)[None]
    return input_gradient(params, x[None], dS)[0]


who = 'Ada Lovelace'
q_12_8a = 'AE'
q_12_8b = 'AB'
q_12_8c = 'ADE'
