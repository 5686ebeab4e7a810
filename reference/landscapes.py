"""Small landscapes that show what descent meets: a ravine, a saddle, two valleys."""

from typing import Any

import numpy as np

from reference.types import Array


def ravine(params: dict[str, Array], kappa: float = 100.0) -> tuple[float, dict[str, Array]]:
    """Return the height of the ravine (x^2 + kappa y^2) / 2 and its slope.

    Parameters
    ----------
    params : dict of str to ndarray
        The point: one array ``w``, which holds x and y.
    kappa : float
        How many times steeper its walls are than its floor.

    Returns
    -------
    loss : float
        The height.
    grads : dict of str to ndarray
        The gradient, under the key ``w``.

    Examples
    --------
    >>> ravine({"w": np.array([1.0, 1.0])}, 10)
    (5.5, {'w': array([ 1., 10.])})
    """
    x, y = params["w"]
    return float(x**2 + kappa * y**2) / 2, {"w": np.array([x, kappa * y])}


def steps_to(optimizer: Any, kappa: float, tol: float, limit: int) -> int:
    """Count the steps that an optimizer needs to come down the ravine.

    Parameters
    ----------
    optimizer : object
        It has a method ``step(params, grads)`` that returns new params, and was not used before.
    kappa : float
        How much steeper the walls are than the floor.
    tol : float
        A loss that is low enough.
    limit : int
        How many steps at most.

    Returns
    -------
    steps : int
        How many steps were made.

    Promises
    --------
    count : the walk on ravine starts at w = (1, 1) and ends as soon as the loss is at most tol; steps made are counted.
    limit : limit is the answer where that many steps do not lead there.
    claim : with eta = 0.01 and kappa = 100, momentum of 0.9 comes to 1e-5 in fewer steps than plain descent.

    Examples
    --------
    >>> class Plain:
    ...     def step(self, params, grads):
    ...         return {"w": params["w"] - 0.01 * grads["w"]}
    >>> steps_to(Plain(), 100, 1e-5, 1000)
    539
    """
    params = {"w": np.ones(2)}
    for steps in range(limit):
        loss, grads = ravine(params, kappa)
        if loss <= tol:
            return steps
        params = optimizer.step(params, grads)
    return limit


def deep_linear_witness() -> tuple[Array, Array]:
    """Name two points that show that the loss of a deep linear network is not convex.

    Returns
    -------
    a, b : ndarray, shape (2,)
        Two pairs (u, v).

    Promises
    --------
    minima : a and b are minima of (u v - 1)^2, the loss of two linear units in a row whose target is the input.
    midpoint : halfway between them the loss is at least 0.1, which no convex function allows.
    """
    return np.array([1.0, 1.0]), np.array([-1.0, -1.0])


def escape_time(sd: float, steps: int, rng: np.random.Generator) -> int:
    """Count how many steps noisy descent needs to leave a saddle.

    The saddle is that of (x^2 - y^2) / 2; the walk starts right on it, at (0, 0), where the slope is 0.

    Parameters
    ----------
    sd : float
        Standard deviation of the noise in each entry of the gradient.
    steps : int
        How many steps at most.
    rng : numpy.random.Generator
        Draws the noise.

    Returns
    -------
    taken : int
        The number of steps after which the absolute value of y exceeds 1 for the first time; steps, if it never does.

    Promises
    --------
    still : without noise it stays for ever, so that the answer is steps.
    time : each step is one of gradient descent with eta = 0.1, whose gradient has normal noise added to each entry,
        drawn afresh; the mean time over many walks is right within 5 standard errors.
    falls : the more noise, the sooner it is gone; the noise comes from rng, so equal generators give equal times.

    References
    ----------
    .. [1] Ge, R., Huang, F., Jin, C., Yuan, Y. Escaping from saddle points: online stochastic gradient for tensor
       decomposition. *COLT* 2015.

    Examples
    --------
    >>> escape_time(0.0, 50, np.random.default_rng(0))
    50
    """
    x = y = 0.0
    for taken in range(1, steps + 1):
        noise = sd * rng.normal(size=2)
        x, y = x - 0.1 * (x + noise[0]), y - 0.1 * (-y + noise[1])
        if abs(y) > 1:
            return taken
    return steps
