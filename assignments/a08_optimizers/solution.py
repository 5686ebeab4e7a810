"""The given network, the numbers of the questions, and the answers of the reference to them."""

from itertools import pairwise

import numpy as np

from reference.initialization import he_normal
from reference.losses import cross_entropy
from reference.types import Array, Labels
from reference.variants import variant


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


who = "Ada Lovelace"
q_8_7a = float(numbers_of_8(who)["eta"]) / (1 - float(numbers_of_8(who)["mu"]))
q_8_7b = next(letter for letter, text in numbers_of_8(who)["choices"].items() if text.startswith("Many cheap"))
