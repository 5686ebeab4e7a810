"""Forward, backward and Adam of my own; only the training of 12.6 is the given one."""



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


def my_forward(params, X):
    depth = len(params) // 2
    outs = [X]
    for k in range(1, depth + 1):
        z = np.einsum("nd,dm->nm", outs[-1], params["W%d" % k]) + params["b%d" % k]
        outs.append(z if k == depth else z * (z > 0))
    return outs


def my_backward(params, outs, delta):
    grads = {}
    for k in reversed(range(1, len(params) // 2 + 1)):
        grads["W%d" % k] = np.tensordot(outs[k - 1], delta, axes=(0, 0))
        grads["b%d" % k] = delta.sum(0)
        delta = np.einsum("nm,dm->nd", delta, params["W%d" % k])
        if k > 1:
            delta = np.where(outs[k - 1] > 0, delta, 0)
    return grads, delta


def my_loss_and_grads(params, X, y):
    outs = my_forward(params, X)
    logits = outs[-1] - outs[-1].max(axis=1)[:, None]
    log_p = logits - np.log(np.exp(logits).sum(axis=1))[:, None]
    delta = np.exp(log_p)
    delta[np.arange(len(y)), y] -= 1
    grads, _ = my_backward(params, outs, delta / len(y))
    return -log_p[np.arange(len(y)), y].mean(), grads


# 12.1


def freeze(params, layers):
    return [name for name in params if int(name[1:]) not in layers]


def finetune(params, X, y, stages, eta, epochs, rng):
    params, losses = dict(params), []
    for layers in stages:
        names = list(freeze(params, layers))
        state = {name: [0.0, 0.0] for name in names}
        taken = 0
        for _ in range(epochs):
            order = np.arange(len(X))
            rng.shuffle(order)
            met = []
            for start in range(0, len(X), 10):
                batch = order[start : start + 10]
                loss, grads = my_loss_and_grads(params, X[batch], y[batch])
                met += [loss] * len(batch)
                taken += 1
                for name in names:
                    m, v = state[name]
                    state[name] = m, v = 0.9 * m + (1 - 0.9) * grads[name], 0.999 * v + (1 - 0.999) * grads[name] ** 2
                    params[name] = params[name] - eta * (m / (1 - 0.9**taken)) / (np.sqrt(v / (1 - 0.999**taken)) + 1e-8)
            losses.append(sum(met) / len(met))
    return params, losses


# 12.2


def fgsm(params, X, y, eps):
    outs = my_forward(params, X)
    e = np.exp(outs[-1] - outs[-1].max(axis=1, keepdims=True))
    delta = e / e.sum(axis=1, keepdims=True) - np.eye(outs[-1].shape[1])[y]
    _, slope = my_backward(params, outs, delta)
    return (X + eps * np.sign(slope)).clip(0, 1)


def fooling_image(params, target, rng):
    x = rng.random((1, params["W1"].shape[0]))
    for _ in range(3000):
        outs = my_forward(params, x)
        e = np.exp(outs[-1] - outs[-1].max())
        p = e / e.sum()
        if p[0, target] >= 0.99:
            break
        up = -p
        up[0, target] += 1
        x = np.clip(x + 0.02 * np.sign(my_backward(params, outs, up)[1]), 0, 1)
    return x.reshape(-1)


# 12.3


def memorize(X, y, hidden, rng):
    params = initial_params((X.shape[1], hidden, int(y.max()) + 1), rng)
    state, taken = {name: (0, 0) for name in params}, 0
    while taken < 3000 and (my_forward(params, X)[-1].argmax(axis=1) != y).any():
        taken += 1
        _, grads = my_loss_and_grads(params, X, y)
        for name, g in grads.items():
            m, v = state[name]
            state[name] = m, v = 0.9 * m + 0.1 * g, 0.99 * v + 0.01 * g * g
            params[name] = params[name] - 0.01 * m / (np.sqrt(v) + 1e-6)
    return params


# 12.4


def interpolate_loss(params0, params1, X, y, alphas):
    out = np.zeros(len(alphas))
    for i in range(len(alphas)):
        a = float(alphas[i])
        params = dict((k, np.add(params0[k] * (1 - a), params1[k] * a)) for k in params0)
        out[i] = my_loss_and_grads(params, X, y)[0]
    return out


# 12.5


def permute_hidden(params, perm):
    P = np.eye(len(perm))[:, perm]
    return {**params, "W1": params["W1"] @ P, "b1": params["b1"] @ P, "W2": P.T @ params["W2"]}


class NotPositive(ValueError):
    pass


def rescale_relu(params, k):
    k = np.atleast_1d(np.asarray(k, dtype=float))
    if (k <= 0).sum() > 0:
        raise NotPositive(k)
    return params | {"W1": k * params["W1"], "b1": k * params["b1"], "W2": (params["W2"].T / k).T}


# 12.6


def nearest_same_class(X, y, x_test, y_test, k):
    members, = np.nonzero(y == y_test)
    squared = (X[members] ** 2).sum(axis=1) - 2 * X[members] @ x_test
    if k == len(members) or k == 0:
        return members[:k]
    return members[np.argpartition(squared, k)[:k]]


def remove_and_retrain(X, y, x_test, y_test, k, rng):
    start = initial_params((X.shape[1], 30, int(y.max()) + 1), rng)
    found = {}
    gone = {"before": set(), "removed": set(nearest_same_class(X, y, x_test, y_test, k).tolist())}
    gone["random"] = set(rng.choice(len(y), size=k, replace=False).tolist())
    for name, rows in gone.items():
        keep = sorted(set(range(len(y))) - rows)
        adam, params = Adam(0.01), start
        for _ in range(100):
            params = adam.step(params, loss_and_grads(params, X[keep], y[keep])[1])
        found[name] = softmax(scores(params, x_test[None]))[0][y_test]
    return found["before"], found["removed"], found["random"]


# 12.7


def saliency(params, x):
    outs = my_forward(params, x[None])
    top = np.zeros(outs[-1].shape)
    top[0, np.argmax(outs[-1])] = 1
    return my_backward(params, outs, top)[1].ravel()


who = '0815'
q_12_8a = 'DE'
q_12_8b = 'ADE'
q_12_8c = 'ABE'
