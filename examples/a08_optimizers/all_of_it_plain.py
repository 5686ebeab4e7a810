"""Plain descent, and constants, under every name."""

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from itertools import pairwise
from typing import Any
import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]  # an array of real numbers
Labels = NDArray[np.int_]  # an array of whole numbers




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
    """Plain descent under every name."""

    def __init__(self, eta, *others, **more):
        self.eta = eta

    def step(self, params, grads):
        return {k: params[k] - self.eta * grads[k] for k in params}


def momentum_schedule(t, switch, low=0.5, high=0.9):
    return 0.9


class Nesterov(Momentum):
    def step(self, params, grad):
        grads = grad(params)
        return {k: params[k] - self.eta * grads[k] for k in params}


class AdaGrad(Momentum):
    pass


class RMSProp(Momentum):
    pass


class Adam(Momentum):
    pass


def step_decay(t, eta0, *others):
    return eta0


exp_decay = step_decay


geometric_decay = step_decay


inv_t_decay = step_decay


power_decay = step_decay


def piecewise_decay(t, boundaries, values):
    return values[0]


def plateau_decay(errors, eta0, factor):
    return [eta0] * len(errors)


def compare(makers, steps):
    return {name: (0.01, 0.0) for name in makers}


def hessian_numeric(f, x, h):
    return np.eye(len(x))


def taylor_decrease(g, H, eta):
    return 0.0


def steepest_direction(g):
    return np.zeros(len(g))


def critical_rate(H):
    return 0.02


def steps_to(optimizer, kappa, tol, limit):
    return limit


def classify_critical_point(H, tol):
    return "saddle"


def deep_linear_witness():
    return np.zeros(2), np.zeros(2)


def escape_time(sd, steps, rng):
    return steps


who = "Grace Hopper"
q_8_7a = 0.02 / (1 - 0.8)
q_8_7b = "C"
