"""Batch normalization: forward and backward through a batch, and the running values that stand in for it later."""

from typing import Any

import numpy as np

from reference.types import Array

State = dict[str, Any]
"""running_mean and running_var of shape (M,), momentum and eps as floats, unbiased as a bool."""


def batchnorm_forward(
    x: Array, gamma: Array, beta: Array, state: dict[str, Any], train: bool
) -> tuple[Array, Any, dict[str, Any]]:
    """Bring every column of a batch to mean 0 and variance 1, then scale and shift it.

    Parameters
    ----------
    x : ndarray, shape (N, M)
        Pre-activations: N examples, M units.
    gamma, beta : ndarray, shape (M,)
        Scale and shift of each unit.
    state : dict
        ``running_mean`` and ``running_var``, shape (M,); ``momentum`` and ``eps``, floats; ``unbiased``, a bool.
    train : bool
        True: use mean and variance of this batch. False: use the running values.

    Returns
    -------
    out : ndarray, shape (N, M)
        The normalized batch, scaled and shifted.
    cache : object
        What your `batchnorm_backward` needs after a forward in training; nobody else looks into it.
    new_state : dict
        With the keys of state.

    Promises
    --------
    normalize : in training each column has its mean subtracted and is divided by the root of (variance + eps), then
        multiplied by gamma and shifted by beta. The variance is the mean squared distance from the mean.
    test : in test mode the running mean and variance of state take the place of those of the batch, and new_state holds
        what state holds.
    running : in training new_state is what update_running gives for state and x.
    undo : with eps = 0, gamma = the deviation of each column and beta = its mean, out is x.
    constant : a column that is constant in the batch becomes beta, without a warning.
    shape : columns are shifted and scaled, no more: a skewed column stays as skewed as it was.
    pure : x, gamma, beta and state are left as they were.

    References
    ----------
    .. [1] Ioffe, S., Szegedy, C. Batch normalization: accelerating deep network training by reducing internal covariate
       shift. *ICML* 2015, 448-456, algorithm 1.

    Examples
    --------
    >>> state = {"running_mean": np.zeros(1), "running_var": np.ones(1), "momentum": 0.9, "eps": 0.0, "unbiased": False}
    >>> x, gamma, beta = np.array([[1.0], [3.0]]), np.array([10.0]), np.array([1.0])
    >>> out, cache, new_state = batchnorm_forward(x, gamma, beta, state, True)
    >>> out
    array([[-9.],
           [11.]])
    >>> out, cache, new_state = batchnorm_forward(x, gamma, beta, state, False)
    >>> out
    array([[11.],
           [31.]])
    """
    at_hand = (x.mean(axis=0), x.var(axis=0)) if train else (state["running_mean"], state["running_var"])
    mean, variance = at_hand  # (M,), (M,)
    deviation = np.sqrt(variance + state["eps"])  # (M,)
    x_hat = (x - mean) / deviation  # (N, M)
    return gamma * x_hat + beta, (x_hat, gamma, deviation), _moved(state, x) if train else state


def batchnorm_backward(dout: Array, cache: Any) -> tuple[Array, Array, Array]:
    """Go back through `batchnorm_forward` in training.

    Parameters
    ----------
    dout : ndarray, shape (N, M)
        Gradient of some loss by out.
    cache : object
        What your `batchnorm_forward` returned with that out.

    Returns
    -------
    dx : ndarray, shape (N, M)
        Gradient by x; mean and variance depend on x too.
    dgamma, dbeta : ndarray, shape (M,)
        Gradients by gamma and beta.

    Promises
    --------
    gradient : dx, dgamma and dbeta are the gradients of the forward that made the cache.
    sums : each column of dx adds up to 0 (a common shift of x changes nothing), and with a tiny eps so does its product
        with the normalized x (a common scale changes nothing).
    scale : x shifted by a number gives the same dx; x multiplied by a number gives dx divided by it, with a tiny eps.
    pure : dout is left as it was.
    again : the same cache serves a second call, also after a forward of another batch.

    References
    ----------
    .. [1] Ioffe, S., Szegedy, C. Batch normalization: accelerating deep network training by reducing internal covariate
       shift. *ICML* 2015, 448-456, section 3.

    Examples
    --------
    >>> state = {"running_mean": np.zeros(1), "running_var": np.ones(1), "momentum": 0.9, "eps": 0.0, "unbiased": False}
    >>> _, cache, _ = batchnorm_forward(np.array([[1.0], [3.0]]), np.array([10.0]), np.array([1.0]), state, True)
    >>> dx, dgamma, dbeta = batchnorm_backward(np.array([[5.0], [2.0]]), cache)
    >>> dgamma, dbeta
    (array([-3.]), array([7.]))
    """
    x_hat, gamma, deviation = cache
    dx_hat = dout * gamma  # (N, M)
    through_mean = dx_hat.mean(axis=0)  # (M,)
    through_variance = x_hat * (dx_hat * x_hat).mean(axis=0)  # (N, M)
    dx = (dx_hat - through_mean - through_variance) / deviation  # (N, M)
    return dx, (dout * x_hat).sum(axis=0), dout.sum(axis=0)


def update_running(state: dict[str, Any], x: Array) -> dict[str, Any]:
    """Let the running mean and variance move a little towards those of a batch.

    Parameters
    ----------
    state : dict
        As `batchnorm_forward` gets it.
    x : ndarray, shape (N, M)
        A batch of training; at least two rows where state["unbiased"] is true.

    Returns
    -------
    new_state : dict
        With the keys of state.

    Promises
    --------
    update : new = momentum * old + (1 - momentum) * that of the batch, for mean and variance; the other entries stay.
    unbiased : the variance of the batch is the mean squared distance from the mean; where state["unbiased"] is true,
        the sum is divided by N - 1 instead.
    converge : after many batches the running values are near the mean and variance of the data.
    pure : state, its arrays and x are left as they were.

    References
    ----------
    .. [1] Ioffe, S., Szegedy, C. Batch normalization: accelerating deep network training by reducing internal covariate
       shift. *ICML* 2015, 448-456, section 3.1.

    Examples
    --------
    >>> state = {"running_mean": np.zeros(1), "running_var": np.ones(1), "momentum": 0.75, "eps": 0.0}
    >>> new_state = update_running(state | {"unbiased": False}, np.array([[2.0], [6.0]]))
    >>> new_state["running_mean"], new_state["running_var"]
    (array([1.]), array([1.75]))
    """
    return _moved(state, x)


def batchnorm_test(x: Array, gamma: Array, beta: Array, state: dict[str, Any]) -> Array:
    """Normalize with the running values, as a network does once it is trained.

    Parameters
    ----------
    x : ndarray, shape (N, M)
        Pre-activations, of one example or of many.
    gamma, beta : ndarray, shape (M,)
        Scale and shift of each unit.
    state : dict
        As `batchnorm_forward` gets it.

    Returns
    -------
    out : ndarray, shape (N, M)
        Normalized with running_mean, running_var and eps, scaled and shifted.

    Promises
    --------
    value : running_mean is subtracted, then divided by the root of (running_var + eps), then scaled and shifted.
    row : what comes out for a row does not depend on the rows beside it; a single row is as good as many.

    References
    ----------
    .. [1] Ioffe, S., Szegedy, C. Batch normalization: accelerating deep network training by reducing internal covariate
       shift. *ICML* 2015, 448-456, algorithm 2.

    Examples
    --------
    >>> state = {"running_mean": np.array([2.0]), "running_var": np.array([4.0]), "momentum": 0.9, "eps": 0.0}
    >>> batchnorm_test(np.array([[6.0]]), np.array([3.0]), np.array([1.0]), state | {"unbiased": False})
    array([[7.]])
    """
    x_hat = (x - state["running_mean"]) / np.sqrt(state["running_var"] + state["eps"])  # (N, M)
    return gamma * x_hat + beta


def _moved(state: State, x: Array) -> State:
    """Return the state after this batch."""
    keep = state["momentum"]
    mean, variance = x.mean(axis=0), x.var(axis=0, ddof=1 if state["unbiased"] else 0)  # (M,), (M,)
    return state | {
        "running_mean": keep * state["running_mean"] + (1 - keep) * mean,
        "running_var": keep * state["running_var"] + (1 - keep) * variance,
    }
