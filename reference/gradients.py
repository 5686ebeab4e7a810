"""Slopes without calculus: difference quotients, and what they cost."""

from collections.abc import Callable

import numpy as np

from reference.types import Array


def numeric_gradient(f: Callable[[Array], float], x: Array, h: float, scheme: str = "centred") -> Array:
    r"""Measure the gradient of a function by changing one entry of its argument at a time.

    Parameters
    ----------
    f : callable
        ``f(x)`` gives one number.
    x : ndarray of any shape
        The point.
    h : float
        How far an entry is moved; above 0.
    scheme : {"centred", "one-sided"}
        "one-sided" compares each :math:`f(x + h e_i)` with :math:`f(x)`, as the lecture does; "centred" compares it
        with :math:`f(x - h e_i)`. Here :math:`e_i` is 1 at entry i and 0 elsewhere.

    Returns
    -------
    gradient : ndarray of float64, same shape as x
        Entry i is the slope of f along :math:`e_i`: rise over run.

    Promises
    --------
    one_sided : the scheme "one-sided" gives the rise from x to x + h e_i, per unit of run.
    centred : the scheme "centred", the default, gives the rise from x - h e_i to x + h e_i, per unit of run.
    order : a tenth of h leaves a tenth of the error of the one-sided scheme, a hundredth of that of the centred one.
    calls : for n entries f is called at most n + 1 times by "one-sided", at most 2 n times by "centred".
    whole : an x of whole numbers gives what the same x of float64 gives.
    views : x may be a single number in an array without axes, or a view whose entries do not lie side by side.
    restored : x has its very bits back when the function returns.

    References
    ----------
    .. [1] Nocedal, Wright, *Numerical Optimization*, 2nd ed., Springer, 2006, section 8.1.
    .. [2] Stanford CS231n, *Optimization*. https://cs231n.github.io/optimization-1/

    Examples
    --------
    >>> numeric_gradient(lambda x: float(x[0] * x[1]), np.array([3.0, 5.0]), 0.5)
    array([5., 3.])
    """
    point = np.array(x, dtype=np.float64)  # a copy of our own: x stays what it is
    gradient = np.zeros_like(point)
    if scheme == "one-sided":
        here = f(point.copy())
    for i in np.ndindex(point.shape):
        middle = point[i]
        point[i] = middle + h
        above = f(point.copy())
        if scheme == "one-sided":
            gradient[i] = (above - here) / h
        else:
            point[i] = middle - h
            gradient[i] = (above - f(point.copy())) / (2 * h)
        point[i] = middle  # put back, not moved back: (a + h) - h need not be a
    return gradient


def count_ops(n_params: int) -> dict[str, int]:
    """Count what one full gradient costs, by three methods.

    A *pass* goes through the network once, from its inputs to the loss or from the loss to its inputs. To evaluate the
    loss for given parameters takes one pass.

    Parameters
    ----------
    n_params : int
        Weights and biases of the network, all together.

    Returns
    -------
    passes : dict of int
        Keys "one_sided", "centred" (the numeric gradient of 6.2, by these schemes) and "backprop".

    Promises
    --------
    counts : each entry is the number of passes that the method makes for the gradient by all parameters.
    large : the counts hold for every n_params, from a single one to the 79,510 of a network for MNIST.

    Notes
    -----
    Two matters of taste are left to you: whether the centred scheme also evaluates the loss itself, and whether
    backpropagation counts its forward pass alone or both of its passes.

    References
    ----------
    .. [1] Bishop, *Pattern Recognition and Machine Learning*, Springer, 2006, sections 5.3.2 and 5.3.3.

    Examples
    --------
    >>> sorted(count_ops(10))
    ['backprop', 'centred', 'one_sided']
    """
    return {"one_sided": n_params + 1, "centred": 2 * n_params, "backprop": 2}
