"""Assignment 8 in plain loops."""

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from itertools import pairwise
from typing import Any
import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]  # an array of real numbers
Labels = NDArray[np.int_]  # an array of whole numbers

import math


def ravine(params: dict[str, Array], kappa: float = 100.0) -> tuple[float, dict[str, Array]]:
    """Return the height of the ravine (x^2 + kappa y^2) / 2 and its slope.

    Parameters
    ----------
    params : dict of str to ndarray
        The point: one array ``w``, which holds x and y.
    kappa : float
        How many times steeper its walls are than its floor.

    Returns
    -------
    loss : float
        The height.
    grads : dict of str to ndarray
        The gradient, under the key ``w``.

    Examples
    --------
    >>> ravine({"w": np.array([1.0, 1.0])}, 10)
    (5.5, {'w': array([ 1., 10.])})
    """
    x, y = params["w"]
    return float(x**2 + kappa * y**2) / 2, {"w": np.array([x, kappa * y])}


def he_normal(fan_in: int, fan_out: int, rng: np.random.Generator) -> Array:
    """Draw the weights of a layer from the normal distribution with mean 0 and variance 2 / fan_in.

    Parameters
    ----------
    fan_in : int
        Number of inputs of the layer.
    fan_out : int
        Number of its units.
    rng : numpy.random.Generator
        Draws the weights.

    Returns
    -------
    W : ndarray, shape (fan_in, fan_out)
        The weights, all different: equal units would stay equal for ever.

    References
    ----------
    .. [1] He, K., Zhang, X., Ren, S., Sun, J. Delving deep into rectifiers: surpassing human-level performance on
       ImageNet classification. *ICCV* 2015, 1026-1034.

    Examples
    --------
    >>> he_normal(64, 30, np.random.default_rng(0)).shape
    (64, 30)
    """
    return rng.normal(scale=np.sqrt(2.0 / fan_in), size=(fan_in, fan_out))


# Given here: softmax, an exercise of an earlier assignment. You may put your own solution in its place.
def softmax(Z: Array) -> Array:
    r"""Turn the scores of each row into probabilities.

    .. math:: P_{ik} = \frac{e^{Z_{ik}}}{\sum_j e^{Z_{ij}}}

    Parameters
    ----------
    Z : ndarray, shape (N, K)
        Scores of any size and sign, one row for each example; they are called logits.

    Returns
    -------
    P : ndarray, shape (N, K)
        Probabilities.

    Promises
    --------
    value : each row holds the exponentials of its logits, divided by their sum; so it adds up to 1.
    shift : adding 1000, or any other number, to all logits of a row changes nothing.
    extreme : logits from -10,000 to 10,000 give finite numbers and no warning.
    pure : Z is left as it was.

    References
    ----------
    .. [1] Goodfellow, Bengio, Courville, *Deep Learning*, MIT Press, 2016, sections 4.1 and 6.2.2.3.

    Examples
    --------
    >>> softmax(np.log([[1.0, 3.0], [5.0, 5.0]])).round(3)
    array([[0.25, 0.75],
           [0.5 , 0.5 ]])
    """
    powers = np.exp(Z - Z.max(axis=1, keepdims=True))  # (N, K), the largest of each row is 1
    return powers / powers.sum(axis=1, keepdims=True)


# Given here: cross_entropy, an exercise of an earlier assignment. You may put your own solution in its place.
def cross_entropy(Z: Array, Y: Array | Labels) -> tuple[float, Array]:
    r"""Measure how surprised the softmax of the logits is by the labels, and in which direction that grows.

    .. math:: L = -\frac1N \sum_i \sum_k Y_{ik} \ln P_{ik}, \qquad P = \mathrm{softmax}(Z)

    Parameters
    ----------
    Z : ndarray, shape (N, K)
        Logits.
    Y : ndarray of int, shape (N,), or ndarray of float, shape (N, K)
        The class of each example; or its row of target probabilities, which adds up to 1.

    Returns
    -------
    loss : float
        The mean over the N examples.
    dZ : ndarray, shape (N, K)
        The gradient of the loss by Z.

    Promises
    --------
    value : the loss is the mean over the examples of minus the logarithm of the probability of the right class.
    gradient : dZ is the gradient of the loss.
    soft : a row of target probabilities weighs the logarithms of all classes.
    sizes : one example, and two classes, work like many.
    extreme : logits from -10,000 to 10,000 give finite numbers and no warning, also where the right class is the one
        with the smallest.
    pure : Z and Y are left as they were.

    References
    ----------
    .. [1] Goodfellow, Bengio, Courville, *Deep Learning*, MIT Press, 2016, sections 5.5 and 6.2.2.3.

    Examples
    --------
    >>> loss, dZ = cross_entropy(np.log([[1.0, 3.0]]), np.array([1]))
    >>> round(loss, 4)
    0.2877
    >>> loss, dZ = cross_entropy(np.log([[1.0, 3.0]]), np.array([[0.5, 0.5]]))
    >>> round(loss, 4)
    0.837
    """
    N, K = Z.shape
    targets = np.eye(K)[Y] if Y.ndim == 1 else Y  # (N, K)
    shifted = Z - Z.max(axis=1, keepdims=True)  # (N, K), at most 0
    log_P = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))  # (N, K), finite where P rounds to 0
    return float(-(targets * log_P).sum() / N), (softmax(Z) - targets) / N


def variant(who: str, question: str) -> np.random.Generator:
    """Return the generator that draws the numbers of one question for one student.

    The same two texts give the same numbers everywhere; upper and lower case, and spaces around, make no difference.

    Parameters
    ----------
    who : str
        The name that the student enters in the notebook; any text that is theirs.
    question : str
        The name of the question, such as ``q_5_8a``.

    Returns
    -------
    rng : numpy.random.Generator
        Fresh, so that the first number drawn is always the same.

    Examples
    --------
    >>> variant("Ada", "q_1").integers(100) == variant(" ada ", "q_1").integers(100)
    np.True_
    """
    text = f"{question} {who.strip().casefold()}"
    return np.random.default_rng(list(text.encode()))


def network_params(sizes: tuple[int, ...], rng: np.random.Generator) -> dict[str, Array]:
    """Draw the parameters of a network: `he_normal` weights W1, W2, ..., and biases b1, b2, ... of 0.

    Parameters
    ----------
    sizes : tuple of int
        Number of inputs, of the units of each hidden layer, and of classes.
    rng : numpy.random.Generator
        Draws the weights.

    Returns
    -------
    params : dict of str to ndarray
        Weights and biases.
    """
    layers = enumerate(pairwise(sizes), start=1)
    drawn = [(f"W{k}", he_normal(*pair, rng), f"b{k}", np.zeros(pair[1])) for k, pair in layers]
    return {name: array for W, weights, b, biases in drawn for name, array in ((W, weights), (b, biases))}


def network_outs(params: dict[str, Array], X: Array) -> list[Array]:
    """Return the inputs and what each layer makes of them: relu units, and at last the logits of the classes.

    Parameters
    ----------
    params : dict of str to ndarray
        Weights and biases.
    X : ndarray, shape (N, D)
        Inputs.

    Returns
    -------
    outs : list of ndarray
        One array for the inputs and one for each layer.
    """
    outs, depth = [X], len(params) // 2
    for k in range(1, depth + 1):
        Z = outs[-1] @ params[f"W{k}"] + params[f"b{k}"]  # (N, units)
        outs.append(np.maximum(Z, 0.0) if k < depth else Z)
    return outs


def network_loss(params: dict[str, Array], X: Array, y: Labels) -> tuple[float, dict[str, Array]]:
    """Return the mean cross-entropy of the network on these examples, and its gradients.

    Parameters
    ----------
    params : dict of str to ndarray
        Weights and biases.
    X : ndarray, shape (N, D)
        Inputs.
    y : ndarray of int, shape (N,)
        Classes.

    Returns
    -------
    loss : float
        The mean loss.
    grads : dict of str to ndarray
        Its gradients, with the keys and shapes of params.
    """
    outs = network_outs(params, X)
    loss, delta = cross_entropy(outs[-1], y)
    grads = {}
    for k in range(len(outs) - 1, 0, -1):
        grads[f"W{k}"], grads[f"b{k}"] = outs[k - 1].T @ delta, delta.sum(axis=0)
        delta = (delta @ params[f"W{k}"].T) * (outs[k - 1] > 0)  # what the layer below is to blame for
    return loss, grads


def numbers_of_8(who: str) -> dict[str, object]:
    """Draw the numbers of the two questions for one student.

    Parameters
    ----------
    who : str
        The name or student number.

    Returns
    -------
    numbers : dict
        ``eta`` and ``mu`` of the first question, and the ``choices`` of the second one.
    """
    rng = variant(who, "q_8_7a")
    eta, mu = int(rng.integers(1, 9)) / 100, float(rng.choice([0.5, 0.75, 0.8, 0.9, 0.95]))
    choices = ["Many cheap, inexact steps can lead off a saddle, but with a fixed rate they never quite settle"]
    choices += ["The exact gradient of all examples points from anywhere straight at the minimum"]
    choices += [
        "At a cliff of the loss the gradient is large, so that a fixed rate makes a short and careful step there"
    ]
    choices += ["With many similar examples a pass over all of them makes more progress than its mini-batches would"]
    order = variant(who, "q_8_7b").permutation(4)
    lettered = {"ABCD"[place]: choices[number] for place, number in enumerate(order)}
    return {"eta": eta, "mu": mu, "choices": lettered}


# Given here: minibatches, an exercise of an earlier assignment. You may put your own solution in its place.
def minibatches(n: int, batch_size: int, rng: np.random.Generator, drop_last: bool = False) -> Iterator[Labels]:
    """Deal n examples into batches, in an order drawn afresh at each call.

    Parameters
    ----------
    n : int
        Number of examples.
    batch_size : int
        Size of a batch; at least 1.
    rng : numpy.random.Generator
        Draws the order.
    drop_last : bool
        Whether a last batch that is shorter is left out.

    Yields
    ------
    batch : ndarray of int, shape (batch_size,)
        The indices of the examples in one batch; the last one may be shorter.

    Promises
    --------
    once : the batches of one call hold each of 0, 1, ..., n-1 exactly once, and all but the last have
        batch_size of them.
    drop : with drop_last, a last batch that is shorter is left out.
    sizes : a batch_size of 1, and one larger than n, work like others.
    order : every call draws a new order.
    generator : the same generator gives the same batches; nothing else is random.

    Examples
    --------
    >>> [len(batch) for batch in minibatches(10, 4, np.random.default_rng(0))]
    [4, 4, 2]
    """
    order = rng.permutation(n)
    for start in range(0, n, batch_size):
        batch = order[start : start + batch_size]
        if len(batch) == batch_size or not drop_last:
            yield batch


RATES = (0.001, 0.002, 0.005, 0.01, 0.015, 0.019, 0.03, 0.1, 0.3, 1.0)


class Momentum:
    def __init__(self, eta, mu):
        self.eta = eta
        self.mu = mu
        self.speeds = {}

    def step(self, params, grads):
        result = {}
        for name in params:
            old = params[name].flatten().tolist()
            g = grads[name].flatten().tolist()
            if name not in self.speeds:
                self.speeds[name] = [0.0] * len(old)
            new = []
            for i in range(len(old)):
                self.speeds[name][i] = self.mu * self.speeds[name][i] - self.eta * g[i]
                new.append(old[i] + self.speeds[name][i])
            result[name] = np.array(new).reshape(params[name].shape)
        return result


def momentum_schedule(t, switch, low=0.5, high=0.9):
    if t >= switch:
        return high
    return low


class Nesterov:
    def __init__(self, eta, mu):
        self.eta = eta
        self.mu = mu
        self.speeds = {}

    def step(self, params, grad):
        ahead = {}
        for name in params:
            if name not in self.speeds:
                self.speeds[name] = [0.0] * params[name].size
            place = params[name].flatten().tolist()
            for i in range(len(place)):
                place[i] = place[i] + self.mu * self.speeds[name][i]
            ahead[name] = np.array(place).reshape(params[name].shape)
        slopes = grad(ahead)
        result = {}
        for name in params:
            place = params[name].flatten().tolist()
            slope = slopes[name].flatten().tolist()
            for i in range(len(place)):
                self.speeds[name][i] = self.mu * self.speeds[name][i] - self.eta * slope[i]
                place[i] = place[i] + self.speeds[name][i]
            result[name] = np.array(place).reshape(params[name].shape)
        return result


class AdaGrad:
    def __init__(self, eta, delta=1e-7):
        self.eta = eta
        self.delta = delta
        self.past = {}

    def step(self, params, grads):
        result = {}
        for name in params:
            self.past.setdefault(name, []).append(grads[name].copy())
            moved = np.zeros(params[name].shape)
            for index in np.ndindex(*params[name].shape):
                total = 0.0
                for g in self.past[name]:
                    total += g[index] ** 2
                moved[index] = params[name][index] - self.eta * grads[name][index] / (self.delta + math.sqrt(total))
            result[name] = moved
        return result


class RMSProp:
    def __init__(self, eta, rho=0.9, delta=1e-6):
        self.eta = eta
        self.rho = rho
        self.delta = delta
        self.average = {}

    def step(self, params, grads):
        result = {}
        for name in params:
            average = self.average.get(name)
            if average is None:
                average = np.zeros(params[name].shape)
            moved = params[name].copy()
            for index in np.ndindex(*params[name].shape):
                g = grads[name][index]
                average[index] = self.rho * average[index] + (1 - self.rho) * g * g
                moved[index] -= self.eta * g / (self.delta + math.sqrt(average[index]))
            self.average[name] = average
            result[name] = moved
        return result


class Adam:
    def __init__(self, eta, beta1=0.9, beta2=0.999, delta=1e-8):
        self.eta = eta
        self.beta1 = beta1
        self.beta2 = beta2
        self.delta = delta
        self.time = 0
        self.first = {}
        self.second = {}

    def step(self, params, grads):
        self.time = self.time + 1
        power1 = 1.0
        power2 = 1.0
        for _ in range(self.time):
            power1 = power1 * self.beta1
            power2 = power2 * self.beta2
        result = {}
        for name in params:
            if name not in self.first:
                self.first[name] = np.zeros(params[name].shape)
                self.second[name] = np.zeros(params[name].shape)
            self.first[name] = self.beta1 * self.first[name] + (1 - self.beta1) * grads[name]
            self.second[name] = self.beta2 * self.second[name] + (1 - self.beta2) * grads[name] * grads[name]
            mean = self.first[name] / (1 - power1)
            square = self.second[name] / (1 - power2)
            result[name] = params[name] - self.eta * mean / (self.delta + square**0.5)
        return result


def step_decay(t, eta0, factor, every):
    eta = eta0
    while t >= every:
        eta = eta * factor
        t = t - every
    return eta


def exp_decay(t, eta0, k):
    return eta0 / math.exp(k * t)


def geometric_decay(t, eta0, r, s):
    return eta0 * math.pow(r, t / s)


def inv_t_decay(t, eta0, k):
    return 1 / (1 / eta0 + k * t / eta0)


def power_decay(t, eta0, s, c):
    return eta0 * math.pow((s + t) / s, -c)


def piecewise_decay(t, boundaries, values):
    place = 0
    for boundary in boundaries:
        if t >= boundary:
            place = place + 1
    return values[place]


def plateau_decay(errors, eta0, factor):
    rates = [eta0]
    for e in range(1, len(errors)):
        if e >= 2 and errors[e - 1] > errors[e - 2]:
            rates.append(rates[-1] * factor)
        else:
            rates.append(rates[-1])
    return rates


def compare(makers, steps):
    answer = {}
    for name in makers:
        best_rate = None
        best_loss = None
        for eta in RATES:
            optimizer = makers[name](eta)
            params = {"w": np.array([1.0, 1.0])}
            for _ in range(steps):
                loss, grads = ravine(params)
                params = optimizer.step(params, grads)
            loss, grads = ravine(params)
            if loss != loss:
                loss = float("inf")
            if best_loss is None or loss < best_loss:
                best_rate = eta
                best_loss = loss
        answer[name] = (best_rate, best_loss)
    return answer


def hessian_numeric(f, x, h):
    D = len(x)
    H = [[0.0] * D for _ in range(D)]
    for i in range(D):
        for j in range(D):
            total = 0.0
            for a in (-1, 1):
                for b in (-1, 1):
                    point = x.copy()
                    point[i] = point[i] + a * h
                    point[j] = point[j] + b * h
                    total += a * b * f(point)
            H[i][j] = total / (4 * h * h)
    return np.array(H)


def taylor_decrease(g, H, eta):
    first = 0.0
    second = 0.0
    for i in range(len(g)):
        first += g[i] * g[i]
        for j in range(len(g)):
            second += g[i] * H[i, j] * g[j]
    return eta * first - 0.5 * eta * eta * second


def steepest_direction(g):
    length = 0.0
    for entry in g:
        length += entry * entry
    length = math.sqrt(length)
    return np.array([-entry / length for entry in g])


def critical_rate(H):
    largest = None
    for value in np.linalg.eigvals(H):
        if largest is None or value.real > largest:
            largest = value.real
    return 2 / largest


def steps_to(optimizer, kappa, tol, limit):
    params = {"w": np.array([1.0, 1.0])}
    count = 0
    while count < limit:
        loss, grads = ravine(params, kappa)
        if loss <= tol:
            break
        params = optimizer.step(params, grads)
        count = count + 1
    return count


def classify_critical_point(H, tol):
    up = down = flat = 0
    for value in np.linalg.eigh(H)[0]:
        if abs(value) <= tol:
            flat += 1
        elif value > 0:
            up += 1
        else:
            down += 1
    if flat:
        return "degenerate"
    if up and down:
        return "saddle"
    if up:
        return "min"
    return "max"


def deep_linear_witness():
    return [2.0, 0.5], [-0.5, -2.0]


def escape_time(sd, steps, rng):
    x = 0.0
    y = 0.0
    for count in range(steps):
        gx = x + sd * rng.standard_normal()
        gy = -y + sd * rng.standard_normal()
        x = x - 0.1 * gx
        y = y - 0.1 * gy
        if y > 1 or y < -1:
            return count + 1
    return steps


who = "Grace Hopper"
q_8_7a = 0.02 / (1 - 0.8)
q_8_7b = "C"
