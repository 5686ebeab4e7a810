"""A step size for every parameter, found from the gradients that it has met."""

import numpy as np

from reference.types import Array


class AdaGrad:
    """Gradient descent that goes far along rare directions: each coordinate is scaled by all of its past slopes.

    Parameters
    ----------
    eta : float
        Step size.
    delta : float
        Keeps the division safe; small.

    Promises
    --------
    step : each coordinate adds up the squares of its gradients, this step's included, and moves against its gradient by
        eta times the gradient over the root of that sum.
    coordinates : every coordinate has a sum of its own, so that its own past alone scales it.
    zero : a coordinate whose gradients were all 0 stays where it is.
    delta : delta is added to the root, or to the sum inside of it; not to both.
    tensors : every array has sums of its own, known by its name; two optimizers know nothing of each other.
    pure : step returns a new dict of new float64 arrays; params, grads and what earlier steps returned are left alone.

    References
    ----------
    .. [1] Duchi, J., Hazan, E., Singer, Y. Adaptive subgradient methods for online learning and stochastic
       optimization. *Journal of Machine Learning Research* 12 (2011), 2121-2159.

    Examples
    --------
    >>> optimizer, params = AdaGrad(1.0), {"w": np.array([0.0, 0.0])}
    >>> for gradient in ([3.0, 0.5], [4.0, 0.0]):
    ...     params = optimizer.step(params, {"w": np.array(gradient)})
    ...     print(params["w"].round(3))
    [-1. -1.]
    [-1.8 -1. ]
    """

    def __init__(self, eta: float, delta: float = 1e-7) -> None:
        """Start without a past.

        Parameters
        ----------
        eta : float
            Step size.
        delta : float
            Keeps the division safe.
        """
        self.eta, self.delta = eta, delta
        self._r: dict[str, Array] = {}

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
        self._r = {name: self._r.get(name, 0.0) + grads[name] ** 2 for name in params}
        return {
            name: value - self.eta * grads[name] / (self.delta + np.sqrt(self._r[name]))
            for name, value in params.items()
        }


class RMSProp:
    """Gradient descent that scales each coordinate by its recent slopes, and forgets the old ones.

    Parameters
    ----------
    eta : float
        Step size.
    rho : float
        How much of the old average each step keeps, in ``0 <= rho < 1``.
    delta : float
        Keeps the division safe; small.

    Promises
    --------
    step : each coordinate keeps a moving average of the squares of its gradients, this step's included, and moves
        against its gradient by eta times the gradient over the root of that average.
    average : the average starts at 0; each step weighs the old average by rho and the new square by 1 - rho.
    delta : delta is added to the root, or to the average inside of it; not to both.
    tensors : every array has averages of its own, known by its name; two optimizers know nothing of each other.
    pure : step returns a new dict of new float64 arrays; params, grads and what earlier steps returned are left alone.

    References
    ----------
    .. [1] Tieleman, T., Hinton, G. Lecture 6.5: rmsprop. *Coursera: Neural Networks for Machine Learning*, 2012.

    Examples
    --------
    >>> optimizer, params = RMSProp(0.1, rho=0.75), {"w": np.array([0.0])}
    >>> for gradient in (4.0, 2.0):
    ...     params = optimizer.step(params, {"w": np.array([gradient])})
    ...     print(params["w"].round(3))
    [-0.2]
    [-0.3]
    """

    def __init__(self, eta: float, rho: float = 0.9, delta: float = 1e-6) -> None:
        """Start without a past.

        Parameters
        ----------
        eta : float
            Step size.
        rho : float
            How much of the old average each step keeps.
        delta : float
            Keeps the division safe.
        """
        self.eta, self.rho, self.delta = eta, rho, delta
        self._r: dict[str, Array] = {}

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
        self._r = {name: self.rho * self._r.get(name, 0.0) + (1 - self.rho) * grads[name] ** 2 for name in params}
        return {
            name: value - self.eta * grads[name] / (self.delta + np.sqrt(self._r[name]))
            for name, value in params.items()
        }


class Adam:
    """Momentum and RMSProp together, with both averages corrected for their start at 0.

    Parameters
    ----------
    eta : float
        Step size.
    beta1 : float
        How much of the average gradient each step keeps, in ``0 <= beta1 < 1``.
    beta2 : float
        How much of the average square each step keeps, in ``0 <= beta2 < 1``.
    delta : float
        Keeps the division safe; small.

    Promises
    --------
    first : the first step is eta long in every coordinate, against the sign of its gradient, up to delta.
    step : each coordinate keeps moving averages of its gradients and of their squares, by beta1 and beta2; step t
        divides them by 1 - beta1^t and 1 - beta2^t, and moves by eta times the first over the root of the second.
    count : t is 1 in the first step and grows by 1 with each step, whatever the number of arrays.
    long : after a thousand steps this still holds.
    delta : delta is added to the root of the corrected average, inside of that root, or to the root of the average as
        it is; not to two of them.
    tensors : every array has averages of its own, known by its name; two optimizers know nothing of each other.
    digits : three epochs on the 8x8 digits, with the given network, name 85 % of new ones.
    accuracy : ten epochs name held-out digits on the ladder below, with the pixels in any fixed order.
    pure : step returns a new dict of new float64 arrays; params, grads and what earlier steps returned are left alone.

    Notes
    -----
    Held-out accuracy, the better of two runs, of the given network with 100 hidden units, in batches of 32. Where the
    grader was given MNIST, it trains on 10,000 of its images, and the second row counts.

    =====================  ====  ===========  ===========  ===========
    training               eta   full points  all but one  one point
    =====================  ====  ===========  ===========  ===========
    digits, 10 epochs      .01   94 %         92 %         89 %
    MNIST, 5 epochs        .002  92.5 %       90.5 %       87.5 %
    =====================  ====  ===========  ===========  ===========

    References
    ----------
    .. [1] Kingma, D. P., Ba, J. Adam: a method for stochastic optimization. *ICLR* 2015, algorithm 1.

    Examples
    --------
    >>> optimizer, params = Adam(0.1), {"w": np.array([1.0, 1.0])}
    >>> for gradient in ([3.0, -0.5], [1.0, -0.5]):
    ...     params = optimizer.step(params, {"w": np.array(gradient)})
    ...     print(params["w"].round(3))
    [0.9 1.1]
    [0.813 1.2  ]
    """

    def __init__(self, eta: float, beta1: float = 0.9, beta2: float = 0.999, delta: float = 1e-8) -> None:
        """Start without a past.

        Parameters
        ----------
        eta : float
            Step size.
        beta1 : float
            How much of the average gradient each step keeps.
        beta2 : float
            How much of the average square each step keeps.
        delta : float
            Keeps the division safe.
        """
        self.eta, self.beta1, self.beta2, self.delta = eta, beta1, beta2, delta
        self._t = 0
        self._s: dict[str, Array] = {}
        self._r: dict[str, Array] = {}

    def step(self, params: dict[str, Array], grads: dict[str, Array]) -> dict[str, Array]:
        """Make one step.

        Parameters
        ----------
        params : dict of str to ndarray
            Where we are.
        grads : dict of str to ndarray
            The gradients there, with names and shapes of params.

        Returns
        -------
        params : dict of str to ndarray
            Where the step leads.
        """
        self._t += 1
        after = dict(params)  # what has no gradient stays where it is: assignment 12 freezes layers so
        for name, g in grads.items():
            self._s[name] = self.beta1 * self._s.get(name, 0.0) + (1 - self.beta1) * g
            self._r[name] = self.beta2 * self._r.get(name, 0.0) + (1 - self.beta2) * g**2
            # Averages that started at 0 are too small at first: the weights of t gradients add up to 1 - beta^t.
            s, r = self._s[name] / (1 - self.beta1**self._t), self._r[name] / (1 - self.beta2**self._t)
            after[name] = params[name] - self.eta * s / (self.delta + np.sqrt(r))
        return after
