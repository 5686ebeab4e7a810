"""A price on large weights: its slope, the step that pays it, and where that leads on a quadratic loss."""

import numpy as np

from reference.types import Array


def l1_penalty(params: dict[str, Array], a: float) -> tuple[float, dict[str, Array]]:
    r"""Charge a times the sum of the absolute values of all weights.

    Parameters
    ----------
    params : dict of str to ndarray
        The parameters of a network by name. Arrays with two or more axes are weights, those with one are biases.
    a : float
        The price, at least 0.

    Returns
    -------
    value : float
        The penalty.
    grads : dict of str to ndarray
        Its gradient: the names and shapes of params.

    Promises
    --------
    value : the value is a times the sum of the absolute values of all entries of all weights.
    gradient : grads is the gradient of the value, wherever no weight is 0; params is left as it was.
    zero : at a weight of exactly 0 any slope from -a to a counts as right.
    biases : biases are free: they add nothing to the value, and their entries of grads are 0.

    References
    ----------
    .. [1] Tibshirani, R. Regression shrinkage and selection via the lasso. *Journal of the Royal Statistical Society B*
       58 (1996), 267-288.

    Examples
    --------
    >>> value, grads = l1_penalty({"W1": np.array([[3.0, -1.0]]), "b1": np.array([7.0, 7.0])}, 0.5)
    >>> value
    2.0
    >>> grads["W1"]
    array([[ 0.5, -0.5]])
    """
    value = sum(float(np.abs(array).sum()) for array in params.values() if array.ndim > 1)
    grads = {name: a * np.sign(array) * (array.ndim > 1) for name, array in params.items()}
    return a * value, grads


def l2_penalty(params: dict[str, Array], a: float) -> tuple[float, dict[str, Array]]:
    r"""Charge a/2 times the sum of the squares of all weights.

    Parameters
    ----------
    params : dict of str to ndarray
        The parameters of a network by name. Arrays with two or more axes are weights, those with one are biases.
    a : float
        The price, at least 0.

    Returns
    -------
    value : float
        The penalty; it is not divided by a number of examples.
    grads : dict of str to ndarray
        Its gradient: the names and shapes of params.

    Promises
    --------
    value : the value is a/2 times the sum of the squares of all entries of all weights.
    gradient : grads is the gradient of the value.
    biases : biases are free: they add nothing to the value, and their entries of grads are 0.
    filters : arrays with three or four axes are weights as well, and a = 0 makes all of it 0.
    pure : params is left as it was.

    References
    ----------
    .. [1] Goodfellow, Bengio, Courville, *Deep Learning*, MIT Press, 2016, section 7.1.1.

    Examples
    --------
    >>> value, grads = l2_penalty({"W1": np.array([[3.0, -1.0]]), "b1": np.array([7.0, 7.0])}, 0.5)
    >>> value
    2.5
    >>> grads["b1"]
    array([0., 0.])
    """
    value = sum(float((array**2).sum()) for array in params.values() if array.ndim > 1)
    grads = {name: a * array * (array.ndim > 1) for name, array in params.items()}
    return a / 2 * value, grads


def l2_step(params: dict[str, Array], grads: dict[str, Array], a: float, eta: float) -> dict[str, Array]:
    r"""Take one step of gradient descent on the loss plus its l2 penalty.

    Parameters
    ----------
    params : dict of str to ndarray
        The parameters of a network by name. Arrays with two or more axes are weights, those with one are biases.
    grads : dict of str to ndarray
        The gradient of the loss alone, without the penalty.
    a : float
        The price of `l2_penalty`.
    eta : float
        The step size.

    Returns
    -------
    params : dict of str to ndarray
        The parameters after the step, in a new dict of new arrays.

    Promises
    --------
    step : a weight moves by -eta times the gradient of the loss plus penalty.
    biases : a bias moves by -eta times the gradient of the loss alone.
    descent : many such steps lead to the least loss plus penalty; with a = 0, to the least loss.
    pure : params and grads are left as they were.

    References
    ----------
    .. [1] Loshchilov, I., Hutter, F. Decoupled weight decay regularization. *ICLR* 2019. Only for plain gradient
       descent is this the same as letting the weights decay.

    Examples
    --------
    >>> l2_step({"W1": np.array([[2.0]])}, {"W1": np.array([[1.0]])}, 0.5, 0.1)
    {'W1': array([[1.8]])}
    """
    _, decay = l2_penalty(params, a)
    return {name: array - eta * (grads[name] + decay[name]) for name, array in params.items()}


def l2_solution(H: Array, w_star: Array, a: float) -> Array:
    r"""Return the weights that are best on a quadratic loss with an l2 penalty.

    The loss is :math:`L(w) = \frac12 (w - w^*)^T H (w - w^*)`, the penalty :math:`\frac{a}{2} w^T w`.

    Parameters
    ----------
    H : ndarray, shape (n, n)
        The second derivatives of the loss: symmetric, no eigenvalue below 0.
    w_star : ndarray, shape (n,)
        The weights that are best without the penalty.
    a : float
        The price, above 0.

    Returns
    -------
    w : ndarray, shape (n,)
        The weights that are best with it.

    Promises
    --------
    diagonal : where H is diagonal, each weight shrinks by itself.
    rotated : any other H is as good; there the shrinking goes along its eigenvectors.
    singular : H may have the eigenvalue 0, so that it has no inverse.
    limits : a may be as small as 1e-9 and as large as 1e9: the result is near w_star where H has no small eigenvalue,
        and near 0.
    pure : H and w_star are left as they were.

    References
    ----------
    .. [1] Goodfellow, Bengio, Courville, *Deep Learning*, MIT Press, 2016, section 7.1.1.

    Examples
    --------
    >>> l2_solution(np.diag([4.0, 1.0]), np.array([1.0, 1.0]), 1.0)
    array([0.8, 0.5])
    """
    w = np.linalg.solve(H + a * np.eye(len(H)), H @ w_star)
    return w.astype(np.float64)


def effective_parameters(H: Array, a: float) -> float:
    r"""Count the directions in which the penalty leaves the weights alone.

    Parameters
    ----------
    H : ndarray, shape (n, n)
        The second derivatives of the loss: symmetric, no eigenvalue below 0.
    a : float
        The price, above 0.

    Returns
    -------
    count : float
        Between 0 and n: the sum over the eigenvalues of H of the share that `l2_solution` leaves of w_star there.

    Promises
    --------
    diagonal : where H is diagonal, its entries are the eigenvalues, and each adds its share, which need not be 0 or 1.
    rotated : any other H is as good.
    limits : it is 0 for H = 0, nearly n for a tiny a, and nearly 0 for a huge one.

    References
    ----------
    .. [1] Moody, J. The effective number of parameters. *NeurIPS* 4 (1991), 847-854.

    Examples
    --------
    >>> effective_parameters(np.diag([9.0, 1.0]), 1.0)
    1.4
    """
    eigenvalues = np.linalg.eigvalsh(H)  # (n,)
    return float((eigenvalues / (eigenvalues + a)).sum())
