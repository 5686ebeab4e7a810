"""Transfer: what one task has taught serves another, layer by layer."""

from collections.abc import Sequence

import numpy as np

from reference.adaptive import Adam
from reference.mlp_functions import loss_and_grads
from reference.training import minibatches
from reference.types import Array, Labels


def freeze(params: dict[str, Array], layers: Sequence[int]) -> list[str]:
    """Name the parameters that may still change when some layers are frozen.

    Parameters
    ----------
    params : dict of str to ndarray
        ``W1``, ``b1``, ``W2``, ``b2``, ... of a network.
    layers : sequence of int
        Numbers of the frozen layers, counted from 1.

    Returns
    -------
    names : list of str
        The names of the parameters of all other layers, in any order.

    Promises
    --------
    names : names holds ``Wk`` and ``bk`` of every layer k that is not frozen, and no others; layers are counted from 1.
    ends : no layer may be frozen, or all of them.
    deep : a network may have ten layers or more.

    Examples
    --------
    >>> freeze({"W1": np.ones((2, 3)), "b1": np.ones(3), "W2": np.ones((3, 2)), "b2": np.ones(2)}, [1])
    ['W2', 'b2']
    """
    return [name for name in params if int(name[1:]) not in layers]


def finetune(
    params: dict[str, Array],
    X: Array,
    y: Labels,
    stages: Sequence[Sequence[int]],
    eta: float,
    epochs: int,
    rng: np.random.Generator,
) -> tuple[dict[str, Array], list[float]]:
    """Go on training a network on a new task, with other layers frozen in each stage.

    Parameters
    ----------
    params : dict of str to ndarray
        Where training starts: a network that has learned something already.
    X : ndarray, shape (N, D)
        Inputs of the new task.
    y : ndarray of int, shape (N,)
        Its classes.
    stages : sequence of sequences of int
        For each stage the numbers of the frozen layers, counted from 1; an empty one freezes nothing.
    eta : float
        Step size.
    epochs : int
        How often all examples are visited in each stage.
    rng : numpy.random.Generator
        Draws the order of each epoch.

    Returns
    -------
    params : dict of str to ndarray
        The parameters after the last stage.
    losses : list of float
        One number for each epoch of each stage, in the order of time.

    Promises
    --------
    frozen : in each stage the parameters of the frozen layers stay as they are, to the last bit, and all others move.
    step : each batch is one step of the given Adam, with the step size eta, for the parameters that are not frozen; the
        gradient passes through frozen layers to those below.
    stages : stages are trained in turn, each from where the last one ended, with a new Adam.
    batches : each epoch visits every example once, in an order of its own, in batches of 10; the last batch may be
        shorter.
    losses : an epoch's loss is the mean over the examples of the losses that the batches had before their steps.
    accuracy : a network that knows the digits 0 to 4 learns 5 to 9 from 50 labels, at first with its first layer
        frozen: 80 % of new ones right earn both points, 75 % one (the better of two runs; the pixels are in any fixed
        order).
    pure : params, X and y are left as they were.
    generator : the same generator gives the same parameters, another one others.

    References
    ----------
    .. [1] Yosinski, J., Clune, J., Bengio, Y., Lipson, H. How transferable are features in deep neural networks?
       *NIPS* 27 (2014), 3320-3328.

    Examples
    --------
    >>> start = {"W1": np.array([[1.0, -1.0]]), "b1": np.zeros(2)}
    >>> after, losses = finetune(start, np.ones((1, 1)), np.array([0]), [[1], []], 0.5, 1, np.random.default_rng(0))
    >>> after["W1"].round(3), np.round(losses, 3)
    (array([[ 1.5, -1.5]]), array([0.127, 0.127]))
    """
    losses = []
    for frozen in stages:
        trainable, adam = freeze(params, frozen), Adam(eta)
        for _ in range(epochs):
            total = 0.0
            for batch in minibatches(len(X), 10, rng):
                loss, grads = loss_and_grads(params, X[batch], y[batch])
                params = adam.step(params, {name: grads[name] for name in trainable})
                total += loss * len(batch)
            losses.append(total / len(X))
    return params, losses
