"""The same backpropagation in the notations of two lectures.

An adapter translates the weights, calls the one implementation, and translates its gradients back.
"""

import numpy as np

from reference.backpropagation import node_deltas, node_forward, node_gradients
from reference.types import Array


def from_s2(Ws: list[Array], bs: list[Array]) -> tuple[list[Array], list[Array]]:
    r"""Translate the weights of the review lecture (S2) into those of `node_forward`.

    Parameters
    ----------
    Ws : list of L ndarrays, entry l of shape (M_(l+1), M_l)
        Weights of :math:`z^{(l+1)} = W^{(l)} a^{(l)} + b^{(l)}`: entry [i, j] leads to unit i, from unit j. The lecture
        counts layers from 1, the inputs; entry 0 of the list is its :math:`W^{(1)}` and leads out of the inputs.
    bs : list of L ndarrays, entry l of shape (M_(l+1),)
        Its biases.

    Returns
    -------
    weights, biases : lists of L ndarrays
        The same network for `node_forward`.

    Promises
    --------
    same : node_forward with the result computes what the formulas of S2 compute.
    order : the lists keep their order and length.

    References
    ----------
    .. [1] Ng et al., *UFLDL Tutorial*, multi-layer neural networks. http://ufldl.stanford.edu/tutorial

    Examples
    --------
    >>> weights, biases = from_s2([np.array([[1.0, 2.0, 3.0]])], [np.array([4.0])])
    >>> weights[0].shape, biases[0].shape
    ((3, 1), (1,))
    """
    return [W.T for W in Ws], list(bs)


def gradients_s2(
    Ws: list[Array], bs: list[Array], X: Array, Y: Array, activation: str
) -> tuple[list[Array], list[Array]]:
    r"""Compute the gradients of the review lecture (S2), by the functions of 6.4.

    The loss is :math:`\frac{1}{2N} \sum_i \|y_i - a_i\|^2`, with the outputs :math:`a_i` of the last layer.

    Parameters
    ----------
    Ws, bs : lists of L ndarrays
        The network in the notation of S2, as in `from_s2`.
    X : ndarray, shape (N, D)
        Examples, in rows.
    Y : ndarray, shape (N, M_L)
        Targets.
    activation : {"sigmoid", "tanh", "relu", "identity"}
        As in `node_forward`.

    Returns
    -------
    gWs, gbs : lists of L ndarrays
        Gradients of the loss by each entry of Ws and bs, of their shapes.

    Promises
    --------
    gradient : the results are the gradients of the loss of S2 by the matrices and vectors of S2.
    agrees : up to the constant of the loss they agree with those of node_gradients to 12 digits, for 1 example and
        for 7.

    References
    ----------
    .. [1] Ng et al., *UFLDL Tutorial*, multi-layer neural networks. http://ufldl.stanford.edu/tutorial

    Examples
    --------
    >>> gWs, gbs = gradients_s2([np.array([[1.0, 2.0]])], [np.zeros(1)], np.ones((1, 2)), np.ones((1, 1)), "identity")
    >>> gWs[0].tolist(), gbs[0].tolist()
    ([[2.0, 2.0]], [2.0])
    """
    weights, biases = from_s2(Ws, bs)
    pres, outs = node_forward(weights, biases, X, activation)
    dWs, dbs = node_gradients(outs, node_deltas(weights, pres, outs, Y, activation))
    return [dW.T / 2 for dW in dWs], [db / 2 for db in dbs]  # ours is the gradient of twice the loss of S2


def from_s4(V: Array, W: Array) -> tuple[list[Array], list[Array]]:
    r"""Translate the weights of the lecture with V and W (S4) into those of `node_forward`.

    Parameters
    ----------
    V : ndarray, shape (M, D + 1)
        Weights into the hidden units: :math:`h = \sigma(V x)` with :math:`x_0 = 1`, so column 0 holds the biases.
    W : ndarray, shape (K, M + 1)
        Weights into the outputs: :math:`z = \sigma(W h)` with :math:`h_0 = 1`. S4 calls the *output* z.

    Returns
    -------
    weights, biases : lists of 2 ndarrays
        The same network for `node_forward`.

    Promises
    --------
    same : node_forward with the result and the sigmoid computes what the formulas of S4 compute.
    bias : column 0 of V and of W become the biases, the other columns the weights, in their order.

    References
    ----------
    .. [1] Bishop, *Pattern Recognition and Machine Learning*, Springer, 2006, section 5.1.

    Examples
    --------
    >>> weights, biases = from_s4(np.zeros((3, 5)), np.zeros((2, 4)))
    >>> [W.shape for W in weights], [b.shape for b in biases]
    ([(4, 3), (3, 2)], [(3,), (2,)])
    """
    return [V[:, 1:].T, W[:, 1:].T], [V[:, 0], W[:, 0]]


def gradients_s4(V: Array, W: Array, X: Array, Y: Array) -> tuple[Array, Array]:
    r"""Compute the gradients of the lecture with V and W (S4), by the functions of 6.4.

    The loss is :math:`J = \frac1N \sum_i \frac12 \|z_i - y_i\|^2`; all units are sigmoid units.

    Parameters
    ----------
    V : ndarray, shape (M, D + 1)
        As in `from_s4`.
    W : ndarray, shape (K, M + 1)
        As in `from_s4`.
    X : ndarray, shape (N, D)
        Examples in rows, without the leading 1.
    Y : ndarray, shape (N, K)
        Targets.

    Returns
    -------
    gV : ndarray, shape (M, D + 1)
        Gradient of the loss by V.
    gW : ndarray, shape (K, M + 1)
        Gradient of the loss by W.

    Promises
    --------
    gradient : the results are the gradients of the loss of S4 by V and W, their bias columns included.
    agrees : up to the constant of the loss they agree with those of node_gradients to 12 digits, for 1 example and
        for 7; nothing flows into h_0, which is a constant.

    References
    ----------
    .. [1] Bishop, *Pattern Recognition and Machine Learning*, Springer, 2006, section 5.3.

    Examples
    --------
    >>> gV, gW = gradients_s4(np.zeros((3, 5)), np.zeros((2, 4)), np.ones((6, 4)), np.ones((6, 2)))
    >>> gV.shape, gW[0].tolist()
    ((3, 5), [-0.125, -0.0625, -0.0625, -0.0625])
    """
    weights, biases = from_s4(V, W)
    pres, outs = node_forward(weights, biases, X, "sigmoid")
    (dV, dW), (db, dc) = node_gradients(outs, node_deltas(weights, pres, outs, Y, "sigmoid"))
    return np.column_stack([db, dV.T]) / 2, np.column_stack([dc, dW.T]) / 2
