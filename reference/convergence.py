"""Why the perceptron stops: its convergence theorem in numbers, and the turn that one update makes."""

import numpy as np

from reference.perceptron import augment
from reference.types import Array, Labels


def convergence_quantities(X: Array, y: Labels, w_star: Array) -> tuple[float, float, float]:
    r"""Bound the number of updates that the perceptron can make, whatever the order of its visits.

    Parameters
    ----------
    X : ndarray, shape (N, D)
        Inputs, without the leading ones.
    y : ndarray of int, shape (N,)
        Labels, each -1 or +1.
    w_star : ndarray, shape (D + 1,)
        Weights, of any length, that separate: :math:`y_i\,(w^\star \cdot \tilde x_i) > 0` for every i.

    Returns
    -------
    R : float
        Radius: the largest length of an augmented example :math:`\tilde x_i`.
    gamma : float
        Margin: the smallest :math:`y_i\,(u \cdot \tilde x_i)`, where u is `w_star` scaled to length 1.
    bound : float
        :math:`(R / \gamma)^2`.

    Promises
    --------
    radius : R is the largest length among the augmented examples, the leading 1 included.
    margin : gamma is the smallest y times score for w_star scaled to length 1.
    length : gamma and bound do not change when w_star is multiplied by a positive number.
    bound : bound is (R / gamma) squared.
    theorem : no run of the perceptron from zero weights makes more updates than bound.
    pure : X, y and w_star are left as they were.
    single : one example works like many, and the three numbers are finite.

    References
    ----------
    .. [1] Novikoff, A. B. J. On convergence proofs on perceptrons. *Symposium on the Mathematical Theory of Automata*
       12 (1962), 615-622.

    Examples
    --------
    >>> R, gamma, bound = convergence_quantities(np.array([[0.0], [2.0]]), np.array([-1, 1]), np.array([-3.0, 4.0]))
    >>> round(R**2, 9), round(gamma, 9), round(bound, 9)
    (5.0, 0.6, 13.888888889)
    """
    X_aug = augment(X)  # (N, D + 1)
    R = float(np.linalg.norm(X_aug, axis=1).max())
    u = w_star / np.linalg.norm(w_star)  # (D + 1,)
    gamma = float((y * (X_aug @ u)).min())
    return R, gamma, (R / gamma) ** 2


def _cosine(a: Array, b: Array) -> float:
    """Return the cosine of the angle between two vectors.

    Parameters
    ----------
    a, b : ndarray, shape (D,)
        Neither is zero.

    Returns
    -------
    cosine : float
        In -1 .. 1.
    """
    return float(a @ b / (np.linalg.norm(a) * np.linalg.norm(b)))


def angle_after_update(w: Array, x: Array, y: int) -> tuple[float, float]:
    r"""Measure how one update turns the weights towards the example that it corrects.

    Parameters
    ----------
    w : ndarray, shape (D,)
        Weights before the update; not zero.
    x : ndarray, shape (D,)
        The example, of the same length as w (its leading 1, if any, is part of it).
    y : int
        Its label, -1 or +1; :math:`w + y x` is not zero.

    Returns
    -------
    cos_before : float
        Cosine of the angle between w and :math:`y x`.
    cos_after : float
        Cosine of the angle between the updated weights :math:`w + y x` and :math:`y x`.

    Promises
    --------
    cosine : both numbers are cosines, between -1 and 1, of angles between weights and y times x.
    label : an example with label -1 is turned away from: the angles are those to -x, and the update adds -x.
    turn : the cosine grows with the update, unless w and x lie on one line.
    pure : w and x are left as they were.

    Examples
    --------
    >>> angle_after_update(np.array([3.0, 0.0]), np.array([0.0, 4.0]), 1)
    (0.0, 0.8)
    """
    direction = y * x  # (D,)
    return _cosine(w, direction), _cosine(w + direction, direction)
