"""Descent with a memory: the ball keeps rolling, and may look where it is going."""

from collections.abc import Callable

import numpy as np

from reference.types import Array


class Momentum:
    """Gradient descent whose steps remember the steps before.

    Parameters
    ----------
    eta : float
        Step size.
    mu : float
        How much of the velocity each step keeps, in ``0 <= mu < 1``; friction takes the rest.

    Attributes
    ----------
    eta : float
        The step size; it may be changed between steps.

    Promises
    --------
    step : every array moves by its velocity, which is 0 before the first step; a step keeps mu times the velocity and
        adds the gradient in full, downhill. Any of the three forms of the handout.
    limit : where the gradient stays g, the steps tend to -eta g / (1 - mu).
    tensors : every array of params has a velocity of its own, known by its name, also where two have the same shape,
        or where the names come in another order.
    objects : two optimizers know nothing of each other.
    rate : a new value of eta counts from the next step on, for the new gradient alone or for the whole velocity.
    pure : step returns a new dict of new float64 arrays; params, grads and what earlier steps returned are left alone.

    References
    ----------
    .. [1] Polyak, B. T. Some methods of speeding up the convergence of iteration methods. *USSR Computational
       Mathematics and Mathematical Physics* 4 (1964), 1-17.
    .. [2] Goodfellow, Bengio, Courville, *Deep Learning*, MIT Press, 2016, section 8.3.2.

    Examples
    --------
    >>> optimizer, params = Momentum(0.5, 0.5), {"w": np.array([4.0])}
    >>> for _ in range(3):
    ...     params = optimizer.step(params, {"w": np.array([2.0])})
    ...     print(params["w"])
    [3.]
    [1.5]
    [-0.25]
    """

    def __init__(self, eta: float, mu: float) -> None:
        """Start at rest.

        Parameters
        ----------
        eta : float
            Step size.
        mu : float
            How much of the velocity each step keeps.
        """
        self.eta, self.mu = eta, mu
        self._v: dict[str, Array] = {}

    def step(self, params: dict[str, Array], grads: dict[str, Array]) -> dict[str, Array]:
        """Make one step.

        Parameters
        ----------
        params : dict of str to ndarray
            Where we are.
        grads : dict of str to ndarray
            The gradients there, with the keys and shapes of params.

        Returns
        -------
        params : dict of str to ndarray
            Where the step leads.
        """
        self._v = {name: self.mu * self._v.get(name, 0.0) - self.eta * grads[name] for name in params}
        return {name: value + self._v[name] for name, value in params.items()}


def momentum_schedule(t: float, switch: float, low: float = 0.5, high: float = 0.9) -> float:
    """Say how much momentum to use at time t: little at first, much once learning has settled.

    Parameters
    ----------
    t : float
        The step or epoch, from 0 on.
    switch : float
        When it changes.
    low, high : float
        Before and after.

    Returns
    -------
    mu : float
        The momentum.

    Promises
    --------
    values : it is low while t is below switch, and high from switch on.
    defaults : without low and high it goes from 0.5 to 0.9.

    Examples
    --------
    >>> [momentum_schedule(t, 100) for t in (0, 99, 100, 500)]
    [0.5, 0.5, 0.9, 0.9]
    """
    return low if t < switch else high


class Nesterov:
    """Momentum that looks before it leaps: the gradient is taken where the velocity alone would lead.

    Parameters
    ----------
    eta : float
        Step size.
    mu : float
        How much of the velocity each step keeps, in ``0 <= mu < 1``.

    Promises
    --------
    step : every array moves by its velocity, as under Momentum, but with the gradient of the point ahead.
    ahead : each step asks for the gradients exactly once, at params + mu v, where v is the last step of each array, and
        0 before the first.
    plain : with mu = 0 it is plain gradient descent.
    tensors : every array has a velocity of its own, known by its name; two optimizers know nothing of each other.
    pure : step returns a new dict of new float64 arrays; params and what earlier steps returned are left alone.

    References
    ----------
    .. [1] Nesterov, Y. A method of solving a convex programming problem with convergence rate O(1/k^2). *Soviet
       Mathematics Doklady* 27 (1983), 372-376.
    .. [2] Sutskever, I., Martens, J., Dahl, G., Hinton, G. On the importance of initialization and momentum in deep
       learning. *ICML* 2013, 1139-1147.

    Examples
    --------
    >>> optimizer, params = Nesterov(0.25, 0.5), {"w": np.array([4.0])}
    >>> for _ in range(2):
    ...     params = optimizer.step(params, lambda params: {"w": 2 * params["w"]})  # the slope of w^2
    ...     print(params["w"])
    [2.]
    [0.5]
    """

    def __init__(self, eta: float, mu: float) -> None:
        """Start at rest.

        Parameters
        ----------
        eta : float
            Step size.
        mu : float
            How much of the velocity each step keeps.
        """
        self.eta, self.mu = eta, mu
        self._v: dict[str, Array] = {}

    def step(self, params: dict[str, Array], grad: Callable[[dict[str, Array]], dict[str, Array]]) -> dict[str, Array]:
        """Make one step.

        Parameters
        ----------
        params : dict of str to ndarray
            Where we are.
        grad : callable
            ``grad(params)`` gives the gradients at any point, as a dict with the keys and shapes of params.

        Returns
        -------
        params : dict of str to ndarray
            Where the step leads.
        """
        kept = {name: self.mu * self._v.get(name, np.zeros_like(value)) for name, value in params.items()}
        grads = grad({name: value + kept[name] for name, value in params.items()})
        self._v = {name: kept[name] - self.eta * grads[name] for name in params}
        return {name: value + self._v[name] for name, value in params.items()}
