"""Backpropagation through a layered network, in the notation of the course.

Entry l of each list leads into the layer whose outputs are ``outs[l + 1]``, out of the one with ``outs[l]``.
"""

import numpy as np

from reference.activations import dsigmoid, dtanh, sigmoid, tanh
from reference.types import Array


def activate(pre: Array, activation: str) -> Array:
    """Return what units put out.

    Parameters
    ----------
    pre : ndarray of any shape
        Pre-activations.
    activation : {"sigmoid", "tanh", "relu", "identity"}
        By name.

    Returns
    -------
    out : ndarray of the same shape
        The activation of each entry.
    """
    if activation == "identity":
        return pre
    if activation == "relu":
        return np.maximum(pre, 0.0)
    return {"sigmoid": sigmoid, "tanh": tanh}[activation](pre)


def slope(pre: Array, activation: str) -> Array:
    """Return how steep an activation is.

    Parameters
    ----------
    pre : ndarray of any shape
        Pre-activations.
    activation : {"sigmoid", "tanh", "relu", "identity"}
        By name.

    Returns
    -------
    slope : ndarray of the same shape
        The derivative of the activation at each entry; that of the rectifier at 0 is 0.
    """
    if activation == "identity":
        return np.ones_like(pre)
    if activation == "relu":
        return (pre > 0).astype(np.float64)
    return {"sigmoid": dsigmoid, "tanh": dtanh}[activation](pre)


def node_forward(
    weights: list[Array], biases: list[Array], X: Array, activation: str
) -> tuple[list[Array], list[Array]]:
    r"""Send examples forward through a layered network.

    Parameters
    ----------
    weights : list of L ndarrays, entry l of shape (M_l, M_(l+1))
        Entry [j, k] of ``weights[l]`` leads from unit j to unit k of the next layer; M_0 = D.
    biases : list of L ndarrays, entry l of shape (M_(l+1),)
        One for each unit that is not an input.
    X : ndarray, shape (N, D)
        Examples.
    activation : {"sigmoid", "tanh", "relu", "identity"}
        What each unit makes of its pre-activation, in the hidden layers and in the output layer.

    Returns
    -------
    pres : list of L ndarrays, entry l of shape (N, M_(l+1))
        Pre-activations: weighted sums plus bias.
    outs : list of L + 1 ndarrays
        ``outs[0]`` is X, ``outs[l + 1]`` is what the layer with the pre-activations ``pres[l]`` puts out.

    Promises
    --------
    layers : each layer's pre-activations are the weighted sums of the outputs of the layer before, plus the biases;
        its outputs are the activation of these; the first outputs are X.
    depth : networks of 1, 2, 3 and 4 layers of any widths work.
    activation : the four names give the sigmoid, tanh, the rectifier max(0, pre) and the pre-activation itself.
    pure : weights, biases and X are left as they were.

    Notes
    -----
    Only your `node_deltas` reads `pres`. If another form of it serves you better, with whatever else you want to keep
    for the way back, that is as right; `outs` is as said here.

    References
    ----------
    .. [1] Nielsen, *Neural Networks and Deep Learning*, 2015, chapter 2. http://neuralnetworksanddeeplearning.com

    Examples
    --------
    >>> W, b = np.array([[1.0], [2.0]]), np.array([-1.0])
    >>> pres, outs = node_forward([W], [b], np.array([[3.0, 0.0], [0.0, 0.0]]), "relu")
    >>> pres[0].tolist(), outs[1].tolist()
    ([[2.0], [-1.0]], [[2.0], [0.0]])
    """
    pres: list[Array] = []
    outs = [X]
    for W, b in zip(weights, biases, strict=True):
        pres.append(outs[-1] @ W + b)  # (N, M_l) @ (M_l, M_(l+1))
        outs.append(activate(pres[-1], activation))
    return pres, outs


def node_deltas(weights: list[Array], pres: list[Array], outs: list[Array], Y: Array, activation: str) -> list[Array]:
    r"""Send the errors backward: how the cost of each example depends on each pre-activation.

    The cost of example i is :math:`C_i = \sum_j (\text{out}_{ij} - Y_{ij})^2`, summed over the output units.

    Parameters
    ----------
    weights : list of L ndarrays, entry l of shape (M_l, M_(l+1))
        As in `node_forward`.
    pres, outs : lists of ndarrays
        What your `node_forward` returned for these weights.
    Y : ndarray, shape (N, M_L)
        Targets.
    activation : {"sigmoid", "tanh", "relu", "identity"}
        As in `node_forward`.

    Returns
    -------
    deltas : list of L ndarrays, entry l of shape (N, M_(l+1)), that of ``pres[l]``
        Row i holds the derivatives of :math:`C_i` by row i of ``pres[l]``.

    Promises
    --------
    output : the last deltas are the derivatives of each example's own cost by its last pre-activations: with the
        factor 2 of the square, without a 1/N.
    back : the deltas of a layer follow from those of the layer after it, through the weights between the two.
    depth : networks of 1, 2, 3 and 4 layers of any widths work, for each of the four activations; at 0 the rectifier
        may have any slope from 0 to 1.
    padding : units whose weights and biases are all 0, added so that all layers have equally many, change nothing for
        the others.
    pure : weights, pres, outs and Y are left as they were.

    References
    ----------
    .. [1] Rumelhart, Hinton, Williams, Learning representations by back-propagating errors, *Nature* 323 (1986).
    .. [2] Nielsen, *Neural Networks and Deep Learning*, 2015, chapter 2. http://neuralnetworksanddeeplearning.com

    Examples
    --------
    >>> weights, X, Y = [np.array([[2.0]]), np.array([[3.0]])], np.array([[1.0]]), np.array([[5.0]])
    >>> pres, outs = node_forward(weights, [np.zeros(1), np.zeros(1)], X, "identity")
    >>> [delta.tolist() for delta in node_deltas(weights, pres, outs, Y, "identity")]
    [[[6.0]], [[2.0]]]
    """
    deltas = [2.0 * (outs[-1] - Y) * slope(pres[-1], activation)]  # (N, M_L)
    for W, pre in zip(reversed(weights[1:]), reversed(pres[:-1]), strict=True):
        deltas.insert(0, deltas[0] @ W.T * slope(pre, activation))  # (N, M_(l+1)) @ (M_(l+1), M_l)
    return deltas


def node_gradients(outs: list[Array], deltas: list[Array]) -> tuple[list[Array], list[Array]]:
    r"""Turn outputs and deltas into the gradient of the mean cost.

    Parameters
    ----------
    outs : list of L + 1 ndarrays
        What your `node_forward` returned.
    deltas : list of L ndarrays
        What your `node_deltas` returned.

    Returns
    -------
    dWs : list of L ndarrays, shapes as ``weights``
        Derivatives of :math:`\frac1N \sum_i C_i` by each weight.
    dbs : list of L ndarrays, shapes as ``biases``
        The same by each bias.

    Promises
    --------
    product : the gradient by a weight joins the output where the connection begins and the delta where it ends; both
        gradients are means over the examples.
    together : with what node_forward and node_deltas gave, the result is the gradient of the mean cost.
    depth : networks of 1, 2, 3 and 4 layers of any widths work.
    single : one example works like many, and two equal examples give what one of them gives.
    pure : outs and deltas are left as they were.

    References
    ----------
    .. [1] Nielsen, *Neural Networks and Deep Learning*, 2015, chapter 2. http://neuralnetworksanddeeplearning.com

    Examples
    --------
    >>> dWs, dbs = node_gradients([np.array([[3.0]]), np.array([[7.0]])], [np.array([[2.0]])])
    >>> dWs[0].tolist(), dbs[0].tolist()
    ([[6.0]], [2.0])
    """
    N = len(outs[0])
    dWs = [out.T @ delta / N for out, delta in zip(outs, deltas, strict=False)]  # (M_l, N) @ (N, M_(l+1))
    dbs = [delta.mean(axis=0) for delta in deltas]
    return dWs, dbs
