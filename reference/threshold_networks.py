"""Layers of units: without a threshold they collapse into one, with it they compute whatever a table can say."""

import numpy as np

from reference.types import Array, Labels


def collapse_linear(layers: list[tuple[Array, Array]]) -> tuple[Array, Array]:
    r"""Replace a cascade of linear units by one layer that does the same.

    A linear unit puts out its weighted sum plus bias, as it is: :math:`Z = X W + b`. The output of one layer is the
    input of the next.

    Parameters
    ----------
    layers : list of (ndarray, ndarray)
        One or more pairs (W, b) of shapes (D, M) and (M,), from the input to the output; the M of one is the D of the
        next.

    Returns
    -------
    W : ndarray, shape (D, K)
        Weights from the D inputs of the first layer to the K outputs of the last.
    b : ndarray, shape (K,)
        Biases.

    Promises
    --------
    same : for every X, X W + b is the output of the cascade.
    any : one layer, or many layers of any sizes, work like two.
    pure : the layers are left as they were.

    Examples
    --------
    >>> W, b = collapse_linear([(np.array([[2.0]]), np.array([1.0])), (np.array([[10.0]]), np.array([3.0]))])
    >>> W, b
    (array([[20.]]), array([13.]))
    """
    W, b = layers[0]  # (D, M), (M,)
    W, b = W.copy(), b.copy()
    for W_next, b_next in layers[1:]:
        # (X W + b) W' + b' = X (W W') + (b W' + b')
        W, b = W @ W_next, b @ W_next + b_next
    return W, b


class ThresholdMLP:
    r"""A network of layered threshold units, the last layer being one unit.

    A threshold unit fires, that is puts out 1, where its weighted sum plus bias is at least 0; else it puts out 0.

    Parameters
    ----------
    layers : list of (ndarray, ndarray)
        Pairs (W, b) of shapes (D, M) and (M,), from the input to the output; the M of one is the D of the next, and
        the last M is 1. All but the last pair are hidden layers; there may be none.

    Promises
    --------
    fires : each unit puts out 1 or 0, computed from the 1s and 0s of the layer before it.
    codes : codes has one array (N, M) for each hidden layer, in order, and y the shape (N,).
    equality : a sum of exactly 0 fires.
    depth : any number of hidden layers works, also none: then codes is empty.
    pure : forward leaves X and the layers as they were.

    Examples
    --------
    >>> both = ThresholdMLP([(np.ones((2, 1)), np.array([-1.5]))])
    >>> codes, y = both.forward(np.array([[0.0, 1.0], [1.0, 1.0]]))
    >>> y
    array([0, 1])
    """

    def __init__(self, layers: list[tuple[Array, Array]]) -> None:
        self.layers = layers

    def forward(self, X: Array) -> tuple[list[Labels], Labels]:
        """Send inputs through the network.

        Parameters
        ----------
        X : ndarray, shape (N, D)
            Inputs, one row per example.

        Returns
        -------
        codes : list of ndarray of int
            For each hidden layer an array (N, M) of 0 and 1: what its units put out.
        y : ndarray of int, shape (N,)
            What the output unit puts out.
        """
        codes: list[Labels] = []
        for W, b in self.layers:
            pre = (codes[-1] if codes else X) @ W + b  # (N, M)
            codes.append((pre >= 0).astype(int))
        return codes[:-1], codes[-1][:, 0]


def xor_net(n_hidden: int) -> list[tuple[Array, Array]]:
    r"""Give the weights of a threshold network that computes exclusive or.

    Parameters
    ----------
    n_hidden : int
        How many units the hidden layer has: 2, 3 or 4.

    Returns
    -------
    layers : list of (ndarray, ndarray)
        Two pairs: (W1, b1) of shapes (2, n_hidden) and (n_hidden,), and (W2, b2) of shapes (n_hidden, 1) and (1,).

    Promises
    --------
    table : on (0, 0), (0, 1), (1, 0), (1, 1) the network of threshold units puts out 0, 1, 1, 0.
    size : there is one hidden layer, of exactly n_hidden units, and one output unit.

    Notes
    -----
    There are many such networks: any weights, and any hidden code, will do. How you use units beyond the second is
    yours to choose.

    Examples
    --------
    >>> (W1, b1), (W2, b2) = xor_net(2)
    >>> W1.shape, b1.shape, W2.shape, b2.shape
    ((2, 2), (2,), (2, 1), (1,))
    """
    W1, b1 = np.zeros((2, n_hidden)), np.full(n_hidden, -1.0)  # units that never fire
    W1[:, :2] = 1.0
    b1[:2] = [-0.5, -1.5]  # OR, AND
    W2 = np.zeros((n_hidden, 1))
    W2[:2, 0] = [1.0, -1.0]  # OR, but not AND
    return [(W1, b1), (W2, np.array([-0.5]))]


def quadrant_detector(template: Array, share: float) -> list[tuple[Array, Array]]:
    r"""Give the weights of a threshold network that sees a shape where all four quadrants show their part of it.

    Four hidden units look at one quadrant of the image each: top left, top right, bottom left, bottom right. Such a
    unit adds up those pixels that are lit in the template and fires when at least `share` of them are lit in the
    image. The output unit fires when all four hidden units do.

    Parameters
    ----------
    template : ndarray, shape (H, W)
        An image of 0 and 1 of the shape to be seen, 1 where it is lit. H and W are even, and each quadrant has at
        least one lit pixel.
    share : float
        Between 0 and 1.

    Returns
    -------
    layers : list of (ndarray, ndarray)
        Two pairs: (W1, b1) of shapes (H * W, 4) and (4,), and (W2, b2) of shapes (4, 1) and (1,). Inputs are images of
        0 and 1, flattened row by row as by ``image.ravel()``.

    Promises
    --------
    sees : the network of threshold units fires on the template itself.
    quadrants : each hidden unit answers to one quadrant alone, in the order above.
    all : where one, two or three of the quadrants are dark, the output unit is silent.
    share : a hidden unit fires on more than `share` of the lit pixels of its quadrant, and not on fewer.
    ink : pixels that are dark in the template make no difference.
    pure : template is left as it was.

    Examples
    --------
    >>> layers = quadrant_detector(np.ones((2, 2)), 0.5)
    >>> [(W.shape, b.shape) for W, b in layers]
    [((4, 4), (4,)), ((4, 1), (1,))]
    """
    height, width = template.shape
    top, left = np.arange(height)[:, None] < height // 2, np.arange(width) < width // 2  # (height, 1), (width,)
    quadrants = (top & left, top & ~left, ~top & left, ~top & ~left)  # each (height, width)
    W1 = np.column_stack([(template * quadrant).ravel() for quadrant in quadrants])  # (height * width, 4)
    b1 = -share * W1.sum(axis=0)  # (4,)
    return [(W1, b1), (np.ones((4, 1)), np.array([-3.5]))]


def memorizing_net(table: Labels) -> list[tuple[Array, Array]]:
    r"""Give the weights of a threshold network that computes a table: one hidden unit for each row.

    Parameters
    ----------
    table : ndarray of int, shape (2**n,)
        The output, 0 or 1, for each of the :math:`2^n` inputs of n bits, n being at least 1. Row r is the input whose
        bits are r as a binary number, the first input being the highest bit: with n = 2 the rows are (0, 0), (0, 1),
        (1, 0), (1, 1).

    Returns
    -------
    layers : list of (ndarray, ndarray)
        Two pairs: (W1, b1) of shapes (n, 2**n) and (2**n,), and (W2, b2) of shapes (2**n, 1) and (1,).

    Promises
    --------
    table : the network of threshold units puts out what the table says, for every input.
    one : for every input exactly one hidden unit fires, and for every input another one.
    constants : tables of 0 only and of 1 only work like others.
    size : there are 2**n hidden units, whatever the table says, and one output unit.
    pure : table is left as it was.

    Examples
    --------
    >>> layers = memorizing_net(np.array([0, 1, 1, 0]))
    >>> [(W.shape, b.shape) for W, b in layers]
    [((2, 4), (4,)), ((4, 1), (1,))]
    """
    n = len(table).bit_length() - 1
    bits = np.arange(len(table)) >> np.arange(n)[::-1, None] & 1  # (n, 2**n), column r holds the bits of r
    # A unit with weights +1 where its row has a 1 and -1 where it has a 0 counts: on its own row it reaches the number
    # of ones, on every other at most that number minus 1.
    W1 = 2.0 * bits - 1.0  # (n, 2**n)
    b1 = 0.5 - bits.sum(axis=0)  # (2**n,)
    W2 = table.astype(float)[:, None]  # (2**n, 1)
    return [(W1, b1), (W2, np.array([-0.5]))]
