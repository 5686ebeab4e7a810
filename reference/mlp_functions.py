"""A multi-layer perceptron as functions of its parameters.

What is asked about a network here does not depend on how it is built.
"""

from itertools import pairwise

import numpy as np

from reference.activations import relu
from reference.adaptive import Adam
from reference.initialization import he_normal
from reference.losses import cross_entropy
from reference.types import Array, Labels


def initial_params(sizes: tuple[int, ...], rng: np.random.Generator) -> dict[str, Array]:
    """Draw the parameters of a network: weights by `he_normal`, layer after layer, and biases of 0.

    Parameters
    ----------
    sizes : tuple of int
        Number of inputs, of the units of each hidden layer, and of classes.
    rng : numpy.random.Generator
        Draws the weights.

    Returns
    -------
    params : dict of str to ndarray
        ``W1`` (inputs, units), ``b1`` (units,), ``W2``, ``b2``, ...: layers are counted from 1.

    Examples
    --------
    >>> {name: value.shape for name, value in initial_params((64, 30, 10), np.random.default_rng(0)).items()}
    {'W1': (64, 30), 'b1': (30,), 'W2': (30, 10), 'b2': (10,)}
    """
    params: dict[str, Array] = {}
    for k, (fan_in, fan_out) in enumerate(pairwise(sizes), start=1):
        params[f"W{k}"] = he_normal(fan_in, fan_out, rng)
        params[f"b{k}"] = np.zeros(fan_out)
    return params


def layer_outputs(params: dict[str, Array], X: Array) -> list[Array]:
    """Return the inputs and what each layer makes of them: relu in hidden layers, nothing in the last.

    Parameters
    ----------
    params : dict of str to ndarray
        Weights and biases.
    X : ndarray, shape (N, D)
        Inputs.

    Returns
    -------
    outs : list of ndarray
        ``outs[0]`` is X, ``outs[k]`` what layer k puts out; the last entry holds the scores.
    """
    outs, depth = [X], len(params) // 2
    for k in range(1, depth + 1):
        Z = outs[-1] @ params[f"W{k}"] + params[f"b{k}"]  # (N, units)
        outs.append(relu(Z) if k < depth else Z)
    return outs


def scores(params: dict[str, Array], X: Array) -> Array:
    """Return the score of every class, before the softmax.

    Parameters
    ----------
    params : dict of str to ndarray
        Weights and biases.
    X : ndarray, shape (N, D)
        Inputs.

    Returns
    -------
    S : ndarray, shape (N, K)
        One row for each example; ``S.argmax(axis=1)`` are the predictions, ``softmax(S)`` the probabilities.
    """
    return layer_outputs(params, X)[-1]


def loss_and_grads(params: dict[str, Array], X: Array, y: Labels) -> tuple[float, dict[str, Array]]:
    """Return the mean cross-entropy over these examples, and its gradient by every parameter.

    Parameters
    ----------
    params : dict of str to ndarray
        Weights and biases.
    X : ndarray, shape (N, D)
        Inputs.
    y : ndarray of int, shape (N,)
        Classes, in ``0 .. K-1``.

    Returns
    -------
    loss : float
        The mean loss.
    grads : dict of str to ndarray
        Its gradients, with the keys and shapes of params.
    """
    outs = layer_outputs(params, X)
    loss, delta = cross_entropy(outs[-1], y)  # delta (N, K)
    grads: dict[str, Array] = {}
    for k in range(len(params) // 2, 0, -1):
        grads[f"W{k}"], grads[f"b{k}"] = outs[k - 1].T @ delta, delta.sum(axis=0)
        if k > 1:
            delta = (delta @ params[f"W{k}"].T) * (outs[k - 1] > 0)  # (N, units of layer k - 1)
    return loss, grads


def input_gradient(params: dict[str, Array], X: Array, dscores: Array) -> Array:
    """Carry a gradient by the scores back to the inputs.

    Parameters
    ----------
    params : dict of str to ndarray
        Weights and biases.
    X : ndarray, shape (N, D)
        Inputs.
    dscores : ndarray, shape (N, K)
        How some number grows with each score.

    Returns
    -------
    dX : ndarray, shape (N, D)
        How the same number grows with each input.

    Examples
    --------
    >>> params = {"W1": np.array([[2.0, 0.0], [5.0, 1.0]]), "b1": np.zeros(2)}
    >>> input_gradient(params, np.ones((1, 2)), np.array([[1.0, 0.0]]))  # of the first score
    array([[2., 5.]])
    """
    outs, delta = layer_outputs(params, X), dscores
    for k in range(len(params) // 2, 0, -1):
        delta = delta @ params[f"W{k}"].T  # (N, inputs of layer k)
        if k > 1:
            delta = delta * (outs[k - 1] > 0)
    return delta


def train(params: dict[str, Array], X: Array, y: Labels, eta: float = 0.01, steps: int = 100) -> dict[str, Array]:
    """Train with Adam on all examples at once: the same start and the same data lead to the same end.

    Parameters
    ----------
    params : dict of str to ndarray
        Where training starts; left as it was.
    X : ndarray, shape (N, D)
        Inputs.
    y : ndarray of int, shape (N,)
        Classes.
    eta : float
        Step size.
    steps : int
        How many steps.

    Returns
    -------
    params : dict of str to ndarray
        The parameters after the last step.
    """
    adam = Adam(eta)
    for _ in range(steps):
        _, grads = loss_and_grads(params, X, y)
        params = adam.step(params, grads)
    return params
