"""From soft steps to any curve: steps make boxes, boxes make functions, and one hidden layer is enough.

Hidden units are sigmoid units. The output unit of `box` and `approximate` is linear: it adds up what the hidden units
put out, with its weights, plus its bias.
"""

from collections.abc import Callable

import numpy as np

from reference.types import Array


def xor_sigmoid(scale: float) -> list[tuple[Array, Array]]:
    r"""Give the weights of a network of sigmoid units that computes exclusive or, the better the larger `scale` is.

    Parameters
    ----------
    scale : float
        How steep the units are; above 0.

    Returns
    -------
    layers : list of (ndarray, ndarray)
        Two pairs (W, b) of shapes (D, M) and (M,), for a hidden layer of any size and one output unit. The output is a
        sigmoid unit too.

    Promises
    --------
    close : at scale 20 the outputs on (0, 0), (0, 1), (1, 0), (1, 1) are within 1e-3 of 0, 1, 1, 0.
    falls : the largest of the four errors falls to a tenth or less from scale 10 to 20, and again from 20 to 40.

    Examples
    --------
    >>> layers = xor_sigmoid(20.0)
    >>> len(layers)
    2
    """
    W1 = np.ones((2, 2))
    b1 = np.array([-0.5, -1.5])  # OR and AND, each half a unit away from every corner
    W2 = np.array([[1.0], [-1.0]])
    b2 = np.array([-0.5])
    return [(scale * W1, scale * b1), (scale * W2, scale * b2)]


def step_unit(s: float, w: float) -> tuple[float, float]:
    r"""Give weight and bias of a sigmoid unit of one input x that rises at x = s.

    Parameters
    ----------
    s : float
        Where the unit puts out one half.
    w : float
        Its weight, above 0: the larger, the steeper is the step.

    Returns
    -------
    w : float
        The weight, as it was given.
    b : float
        The bias.

    Promises
    --------
    place : the unit puts out 1/2 at x = s, less before it and more behind it.
    steep : the weight is w; weights up to 10,000 and any s, also below 0, work.

    Examples
    --------
    >>> w, b = step_unit(2.0, 10.0)
    >>> float(w)
    10.0
    """
    return w, -w * s


def box(a: float, b: float, h: float, w: float) -> list[tuple[Array, Array]]:
    r"""Give the weights of a network of one input whose output is a box: h between a and b, and 0 elsewhere.

    Parameters
    ----------
    a, b : float
        Where the box begins and ends; a is below b.
    h : float
        Its height, of either sign.
    w : float
        Steepness of its two sides, above 0: sigmoid units of weight w or -w.

    Returns
    -------
    layers : list of (ndarray, ndarray)
        Two pairs: (W1, b1) of shapes (1, 2) and (2,) for two hidden sigmoid units, and (W2, b2) of shapes (2, 1) and
        (1,) for a linear output unit, which puts out its weighted sum plus bias.

    Promises
    --------
    height : far inside, 20 / w from both sides or more, the output is h; h may be negative.
    outside : far outside, 20 / w from both sides or more, the output is 0.
    sides : at a and at b the output is h / 2, and at a distance d from there it is h times the sigmoid of w d, d
        counting from the side inwards, below 0 outside; this where the other side is far.
    size : there are two hidden units.

    Examples
    --------
    >>> (W1, b1), (W2, b2) = box(1.0, 2.0, 5.0, 100.0)
    >>> W1.shape, b1.shape, W2.shape, b2.shape
    ((1, 2), (2,), (2, 1), (1,))
    """
    (w_up, b_up), (w_down, b_down) = step_unit(a, w), step_unit(b, w)
    return [(np.array([[w_up, w_down]]), np.array([b_up, b_down])), (np.array([[h], [-h]]), np.zeros(1))]


def approximate(f: Callable[[float], float], n_boxes: int) -> list[tuple[Array, Array]]:
    r"""Give the weights of a network of one hidden layer that follows a function on [0, 1], box by box.

    The boxes stand side by side and have equal width: box k reaches from k / n_boxes to (k + 1) / n_boxes.

    Parameters
    ----------
    f : callable
        Takes a number between 0 and 1 and returns a number.
    n_boxes : int
        How many boxes; at least 1.

    Returns
    -------
    layers : list of (ndarray, ndarray)
        Two pairs: (W1, b1) of shapes (1, 2 * n_boxes) and (2 * n_boxes,) for hidden sigmoid units, and (W2, b2) of
        shapes (2 * n_boxes, 1) and (1,) for a linear output unit.

    Promises
    --------
    error : if f changes by at most L per unit of x, the output differs from f(x) by at most L / (2 * n_boxes) + 1e-3
        wherever x is a tenth of a box or more from all sides of boxes. Here abs(f) is at most 3, and n_boxes at most
        64.
    halves : with twice as many boxes the largest such difference is 0.6 times as large or less, but for 2e-3.
    size : there are two hidden units for each box.
    calls : f is called with single numbers between 0 and 1.

    References
    ----------
    .. [1] Cybenko, G. Approximation by superpositions of a sigmoidal function. *Mathematics of Control, Signals and
       Systems* 2 (1989), 303-314.
    .. [2] Nielsen, M. *Neural Networks and Deep Learning*, Determination Press, 2015, chapter 4.

    Examples
    --------
    >>> (W1, b1), (W2, b2) = approximate(lambda x: x * x, 5)
    >>> W1.shape, b1.shape, W2.shape, b2.shape
    ((1, 10), (10,), (10, 1), (1,))
    """
    width = 1.0 / n_boxes
    # The values in the middle: nothing in a box is further away than half its width. Sides so steep that a tenth of a
    # box is 100 times their own width.
    boxes = [box(k * width, (k + 1) * width, f((k + 0.5) * width), 1000.0 * n_boxes) for k in range(n_boxes)]
    W1 = np.hstack([hidden[0] for hidden, _ in boxes])  # (1, 2 n_boxes)
    b1 = np.concatenate([hidden[1] for hidden, _ in boxes])  # (2 n_boxes,)
    W2 = np.vstack([output[0] for _, output in boxes])  # (2 n_boxes, 1)
    return [(W1, b1), (W2, np.zeros(1))]
