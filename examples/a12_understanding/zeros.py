"""What comes out when nothing is done."""



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
    return []


def finetune(params, X, y, stages, eta, epochs, rng):
    return params, [0.0] * (epochs * len(stages))


# 12.2


def fgsm(params, X, y, eps):
    return X


def fooling_image(params, target, rng):
    return rng.random(len(params['W1']))


# 12.3


def memorize(X, y, hidden, rng):
    return {'W1': np.zeros((X.shape[1], hidden)), 'b1': np.zeros(hidden), 'W2': np.zeros((hidden, y.max() + 1)), 'b2': np.zeros(y.max() + 1)}


# 12.4


def interpolate_loss(params0, params1, X, y, alphas):
    return np.zeros(len(alphas))


# 12.5


def permute_hidden(params, perm):
    return params


def rescale_relu(params, k):
    return params


# 12.6


def nearest_same_class(X, y, x_test, y_test, k):
    return np.arange(k)


def remove_and_retrain(X, y, x_test, y_test, k, rng):
    return 0.0, 0.0, 0.0


# 12.7


def saliency(params, x):
    return np.zeros(len(x))
