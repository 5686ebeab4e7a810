"""How the slope changes: the Hessian, what it says about a step, and about a point where the slope is zero."""

from collections.abc import Callable

import numpy as np

from reference.types import Array


def hessian_numeric(f: Callable[[Array], float], x: Array, h: float) -> Array:
    """Measure all second derivatives of a function by trying.

    Parameters
    ----------
    f : callable
        ``f(x)`` gives a number for a point of shape (D,).
    x : ndarray, shape (D,)
        The point.
    h : float
        Length of a small step.

    Returns
    -------
    H : ndarray, shape (D, D)
        ``H[i, j]`` is the derivative by entries i and j.

    Promises
    --------
    quadratic : of a quadratic function the Hessian is right to 1e-6, for h from 1e-3 to 1.
    symmetric : H is symmetric to rounding, whatever the function.
    close : of any smooth function it comes as close as h is small.

    Examples
    --------
    >>> hessian_numeric(lambda x: x[0] ** 2 + 3 * x[0] * x[1], np.array([1.0, 2.0]), 0.5).round(6)
    array([[2., 3.],
           [3., 0.]])
    """
    D = len(x)
    steps = h * np.eye(D)  # row i is a step along axis i
    H = np.zeros((D, D))
    for i in range(D):
        for j in range(i, D):
            up, down = f(x + steps[i] + steps[j]), f(x - steps[i] - steps[j])
            cross = f(x + steps[i] - steps[j]) + f(x - steps[i] + steps[j])
            H[i, j] = H[j, i] = (up - cross + down) / (4 * h**2)
    return H


def taylor_decrease(g: Array, H: Array, eta: float) -> float:
    """Predict how far a step of gradient descent goes down, from slope and curvature.

    Parameters
    ----------
    g : ndarray, shape (D,)
        The gradient.
    H : ndarray, shape (D, D)
        The Hessian.
    eta : float
        The step size.

    Returns
    -------
    decrease : float
        The loss before the step minus the loss after it: positive where it falls, negative where the step is too long.

    Promises
    --------
    value : it is the decrease by the Taylor expansion to second order, for the step -eta g.
    exact : of a quadratic loss it is the true decrease, whatever eta.

    Examples
    --------
    >>> g, H = np.array([1.0, 2.0]), np.diag([1.0, 4.0])
    >>> taylor_decrease(g, H, 0.1), taylor_decrease(g, H, 1.0)
    (0.415, -3.5)
    """
    return float(eta * (g @ g) - eta**2 * (g @ H @ g) / 2)


def steepest_direction(g: Array) -> Array:
    """Return the direction in which the loss falls fastest.

    Parameters
    ----------
    g : ndarray, shape (D,)
        The gradient; not zero.

    Returns
    -------
    u : ndarray, shape (D,)
        The direction.

    Promises
    --------
    unit : u has length 1.
    steepest : no other vector of length 1 has a smaller product with g.

    Examples
    --------
    >>> steepest_direction(np.array([3.0, -4.0]))
    array([-0.6,  0.8])
    """
    return -g / np.linalg.norm(g)


def critical_rate(H: Array) -> float:
    """Return the step size at which gradient descent begins to diverge.

    Parameters
    ----------
    H : ndarray, shape (D, D)
        The Hessian of a quadratic loss; symmetric, all eigenvalues above 0.

    Returns
    -------
    eta : float
        The rate.

    Promises
    --------
    value : with a rate just below it gradient descent comes to the minimum from everywhere, with one just above it runs
        away from almost everywhere.
    rotated : this holds whatever the axes of the ravine.

    Examples
    --------
    >>> critical_rate(np.diag([1.0, 100.0]))
    0.02
    """
    return float(2 / np.linalg.eigvalsh(H)[-1])


def classify_critical_point(H: Array, tol: float) -> str:
    """Say what kind of a point it is at which the gradient is zero.

    Parameters
    ----------
    H : ndarray, shape (D, D)
        The Hessian there; symmetric.
    tol : float
        How close to 0 an eigenvalue cannot be told from 0.

    Returns
    -------
    kind : str
        ``min``, ``max``, ``saddle`` or ``degenerate``.

    Promises
    --------
    kind : "min" where all eigenvalues are positive, "max" where all are negative, "saddle" where there are both.
    rotated : this holds in any number of dimensions, whatever the axes.
    degenerate : "degenerate" where any eigenvalue is within tol of 0, whatever the others are.

    References
    ----------
    .. [1] Dauphin, Y. N., et al. Identifying and attacking the saddle point problem in high-dimensional non-convex
       optimization. *NeurIPS* 2014.

    Examples
    --------
    >>> classify_critical_point(np.diag([1.0, -1.0]), 1e-9)
    'saddle'
    """
    eigenvalues = np.linalg.eigvalsh(H)
    if np.abs(eigenvalues).min() <= tol:
        return "degenerate"
    if (eigenvalues > 0).all():
        return "min"
    return "max" if (eigenvalues < 0).all() else "saddle"
