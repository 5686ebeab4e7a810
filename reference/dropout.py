"""Dropout, and what it averages over: all networks that are left when units are taken out."""

import numpy as np

from reference.activations import sigmoid
from reference.types import Array


class Dropout:
    r"""A layer that switches off some of the units before it, drawn anew for each example and each step.

    Parameters
    ----------
    p : float
        The probability with which a unit is dropped, from 0 up to but not including 1.
    rng : numpy.random.Generator
        Draws which ones.
    inverted : bool
        Where the missing units are made up for: True while training, by dividing what is left by the share that is
        left on average; False in testing, by multiplying with that share.

    Promises
    --------
    drops : in training every entry is dropped by itself, with probability p, and is 0 then; every call draws
        anew, from rng alone.
    scale : in the inverted form the other entries are scaled so that the mean over all drawings is x, whatever p is.
    test : in the inverted form forward(x, False) is x.
    plain : with inverted=False what is left while training is x itself, and forward(x, False) is x times 1 - p.
    zero : with p = 0 nothing changes, in training and in testing.
    gradient : backward gives the gradient of the forward in training that came just before, through the mask that was
        drawn there.
    accuracy : a network with 100 hidden units and this layer behind them names held-out digits, with the pixels in any
        fixed order, after 20 epochs with p = 0.5: 93.5 % right earns all three points, 91.5 % two, 88.5 % one. The
        better of two runs counts.
    pure : x and dout are left as they were.

    Notes
    -----
    The network whose accuracy is promised is ``train_with_dropout``, given above; the grader has a copy of its own.
    Where the grader was given MNIST, it trains on 10,000 of its images for 5 epochs: then 91.5, 89.5 and 86.5 % count.

    References
    ----------
    .. [1] Srivastava, N., Hinton, G., Krizhevsky, A., Sutskever, I., Salakhutdinov, R. Dropout: a simple way to prevent
       neural networks from overfitting. *JMLR* 15 (2014), 1929-1958. There, p is the probability to *keep* a unit.

    Examples
    --------
    >>> layer = Dropout(0.5, np.random.default_rng(0))
    >>> sorted(set(layer.forward(np.ones((4, 50)), True).ravel().tolist()))
    [0.0, 2.0]
    >>> layer.forward(np.array([[3.0, -1.0]]), False)
    array([[ 3., -1.]])
    """

    def __init__(self, p: float, rng: np.random.Generator, inverted: bool = True) -> None:
        """Keep what the layer is made with.

        Parameters
        ----------
        p : float
            The probability with which a unit is dropped.
        rng : numpy.random.Generator
            Draws which ones.
        inverted : bool
            Whether the missing units are made up for while training, or else in testing.
        """
        self.p, self.rng, self.inverted = p, rng, inverted

    def forward(self, x: Array, train: bool) -> Array:
        """Pass on what the units put out, some of it dropped.

        Parameters
        ----------
        x : ndarray of any shape
            Outputs of units.
        train : bool
            True while training, False in testing, when nothing is dropped.

        Returns
        -------
        out : ndarray of the shape of x
            A new array.
        """
        if not train:
            return x * (1.0 if self.inverted else 1.0 - self.p)
        kept = self.rng.random(x.shape) >= self.p
        self._mask = kept / (1.0 - self.p) if self.inverted else kept.astype(np.float64)
        return x * self._mask

    def backward(self, dout: Array) -> Array:
        """Pass the slope back through the latest forward in training.

        Parameters
        ----------
        dout : ndarray of the shape of x
            The gradient of a loss by out.

        Returns
        -------
        dx : ndarray of the shape of x
            The gradient of that loss by x.
        """
        return dout * self._mask


def mask_outputs(w: Array, b: float, x: Array) -> Array:
    r"""Return what a sigmoid unit puts out for every way of dropping some of its inputs.

    Parameters
    ----------
    w : ndarray, shape (n,)
        Weights.
    b : float
        Bias; it is never dropped.
    x : ndarray, shape (n,)
        Inputs.

    Returns
    -------
    probs : ndarray, shape (2**n,)
        One output for each of the 2^n sets of inputs that are kept, in any order.

    Promises
    --------
    masks : every set of kept inputs counts once, the empty one and that of all inputs included.
    many : ten inputs are no problem, and the bias is always there.

    References
    ----------
    .. [1] Baldi, P., Sadowski, P. The dropout learning algorithm. *Artificial Intelligence* 210 (2014), 78-122.

    Examples
    --------
    >>> mask_outputs(np.array([2.0]), 0.0, np.array([1.0])).round(3)
    array([0.5  , 0.881])
    """
    masks = np.arange(2 ** len(w))[:, None] >> np.arange(len(w)) & 1  # (2^n, n), the binary digits
    return sigmoid(masks @ (w * x) + b)


def ngm(probs: Array) -> float:
    r"""Return the normalized geometric mean of probabilities.

    .. math:: \frac{G}{G + G'}, \qquad G = \Big(\prod_k p_k\Big)^{1/n}, \quad G' = \Big(\prod_k (1 - p_k)\Big)^{1/n}

    Parameters
    ----------
    probs : ndarray, shape (n,)
        Probabilities, strictly between 0 and 1.

    Returns
    -------
    mean : float
        Between 0 and 1.

    Promises
    --------
    value : the value is G / (G + G').
    many : a thousand probabilities work like two: no product underflows.
    unit : of all 2^n outputs of a sigmoid unit it is sigmoid(w . x / 2 + b), to twelve digits.

    References
    ----------
    .. [1] Baldi, P., Sadowski, P. The dropout learning algorithm. *Artificial Intelligence* 210 (2014), 78-122.

    Examples
    --------
    >>> round(ngm(np.array([0.5, 0.9])), 12)
    0.75
    """
    # G' / G = exp of the mean of ln((1 - p) / p); the products themselves vanish for many p.
    return float(1 / (1 + np.exp(np.mean(np.log1p(-probs) - np.log(probs)))))
