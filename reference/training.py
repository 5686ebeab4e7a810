"""Down the slope: all data at once, or in small batches."""

from collections.abc import Callable, Iterator

import numpy as np

from reference.types import Array, Labels


def gradient_descent(
    grad: Callable[[dict[str, Array]], dict[str, Array]],
    params: dict[str, Array],
    eta: float,
    steps: int,
    tol: float = 0.0,
) -> tuple[dict[str, Array], int]:
    r"""Walk downhill: move every parameter against its gradient, until it is flat or the steps are used up.

    Parameters
    ----------
    grad : callable
        ``grad(params)`` gives the gradients as a dict of arrays, with the keys and shapes of params.
    params : dict of str to ndarray
        Where to start.
    eta : float
        Step size.
    steps : int
        How many steps at most.
    tol : float
        How flat is flat enough.

    Returns
    -------
    params : dict of str to ndarray
        Where the walk ended.
    taken : int
        How many steps were made.

    Promises
    --------
    step : in each step every entry of every array moves by -eta times its gradient, all taken at the same point.
    tol : it stops before a step when the largest absolute entry of all gradients is at most tol; taken is the number of
        steps that were made.
    falls : a small step lowers the loss by eta times the sum of the squared gradients, to first order.
    pure : params and its arrays are left as they were.

    Examples
    --------
    >>> params, taken = gradient_descent(lambda params: {"x": 2 * params["x"]}, {"x": np.array([8.0])}, 0.25, 2)
    >>> params["x"], taken
    (array([2.]), 2)
    """
    for taken in range(steps):
        gradients = grad(params)
        if max(np.abs(gradient).max() for gradient in gradients.values()) <= tol:
            return params, taken
        params = {name: value - eta * gradients[name] for name, value in params.items()}
    return params, steps


def minibatches(n: int, batch_size: int, rng: np.random.Generator, drop_last: bool = False) -> Iterator[Labels]:
    """Deal n examples into batches, in an order drawn afresh at each call.

    Parameters
    ----------
    n : int
        Number of examples.
    batch_size : int
        Size of a batch; at least 1.
    rng : numpy.random.Generator
        Draws the order.
    drop_last : bool
        Whether a last batch that is shorter is left out.

    Yields
    ------
    batch : ndarray of int, shape (batch_size,)
        The indices of the examples in one batch; the last one may be shorter.

    Promises
    --------
    once : the batches of one call hold each of 0, 1, ..., n-1 exactly once, and all but the last have
        batch_size of them.
    drop : with drop_last, a last batch that is shorter is left out.
    sizes : a batch_size of 1, and one larger than n, work like others.
    order : every call draws a new order.
    generator : the same generator gives the same batches; nothing else is random.

    Examples
    --------
    >>> [len(batch) for batch in minibatches(10, 4, np.random.default_rng(0))]
    [4, 4, 2]
    """
    order = rng.permutation(n)
    for start in range(0, n, batch_size):
        batch = order[start : start + batch_size]
        if len(batch) == batch_size or not drop_last:
            yield batch


def train_sgd(
    loss_and_grads: Callable[[dict[str, Array], Array, Labels], tuple[float, dict[str, Array]]],
    params: dict[str, Array],
    X: Array,
    y: Labels,
    eta: float,
    epochs: int,
    batch_size: int,
    rng: np.random.Generator,
) -> tuple[dict[str, Array], list[float]]:
    """Train by mini-batches: one step down the gradient of each batch, every example once per epoch.

    Parameters
    ----------
    loss_and_grads : callable
        ``loss_and_grads(params, X, y)`` gives the mean loss over the examples that it is called with, and its gradients
        as a dict with the keys and shapes of params.
    params : dict of str to ndarray
        Where to start.
    X : ndarray, shape (N, D)
        Inputs.
    y : ndarray, shape (N,)
        Labels.
    eta : float
        Step size.
    epochs : int
        How often all examples are visited.
    batch_size : int
        Size of a batch; a last, shorter batch is kept.
    rng : numpy.random.Generator
        Draws the order of each epoch.

    Returns
    -------
    params : dict of str to ndarray
        The parameters after the last step.
    losses : list of float
        For each epoch the mean loss over its examples, each with the loss of its batch before the step.

    Promises
    --------
    step : loss_and_grads is called once for each batch, with the parameters of that moment; then every parameter moves
        by -eta times what it gave.
    epoch : each epoch visits every example exactly once, in batches of batch_size; a last, shorter batch is kept.
    aligned : every row of X keeps its label.
    order : every epoch has a new order; batch_size may exceed N.
    losses : losses[e] is the mean over the examples of epoch e, so that a shorter batch counts for less.
    pure : params, its arrays, X and y are left as they were.
    generator : the same generator gives the same result; nothing else is random.

    References
    ----------
    .. [1] Robbins, H., Monro, S. A stochastic approximation method. *Annals of Mathematical Statistics* 22 (1951),
       400-407.
    .. [2] Bottou, L., Curtis, F. E., Nocedal, J. Optimization methods for large-scale machine learning. *SIAM Review*
       60 (2018), 223-311.

    Examples
    --------
    >>> def mean_square(params, X, y):
    ...     errors = X @ params["w"] - y
    ...     return (errors**2).mean(), {"w": 2 * X.T @ errors / len(X)}
    >>> X, y = np.array([[1.0], [2.0], [3.0]]), np.array([2.0, 4.0, 6.0])
    >>> params, losses = train_sgd(mean_square, {"w": np.zeros(1)}, X, y, 0.05, 20, 2, np.random.default_rng(0))
    >>> params["w"].round(3), len(losses)
    (array([2.]), 20)
    """
    losses = []
    for _ in range(epochs):
        total = 0.0
        for batch in minibatches(len(X), batch_size, rng):
            loss, grads = loss_and_grads(params, X[batch], y[batch])
            params = {name: value - eta * grads[name] for name, value in params.items()}
            total += loss * len(batch)
        losses.append(float(total / len(X)))
    return params, losses


def gradient_variance(per_sample: Array, batch_size: int, draws: int, rng: np.random.Generator) -> float:
    r"""Measure how much the gradient of a mini-batch scatters, by drawing many of them.

    Parameters
    ----------
    per_sample : ndarray, shape (N, D)
        The gradient of each example.
    batch_size : int
        How many examples a batch holds; they are drawn with replacement.
    draws : int
        How many batches are drawn; at least 2.
    rng : numpy.random.Generator
        Draws the batches.

    Returns
    -------
    variance : float
        The variance of the batch's mean gradient over the draws, added up over the D entries.

    Promises
    --------
    single : for batches of one example it is V, the mean squared distance of the gradients from their mean, within 5
        standard errors of such an experiment.
    law : for batches of m examples it is V / m, within 5 standard errors; m may exceed N.
    generator : the same generator gives the same number; nothing else is random.

    Examples
    --------
    >>> gradients = np.array([[1.0, 0.0], [-1.0, 0.0], [0.0, 1.0], [0.0, -1.0]])
    >>> round(gradient_variance(gradients, 1, 5000, np.random.default_rng(0)), 1)
    1.0
    >>> round(gradient_variance(gradients, 2, 5000, np.random.default_rng(0)), 1)
    0.5
    """
    N = len(per_sample)
    means = [per_sample[rng.integers(N, size=batch_size)].mean(axis=0) for _ in range(draws)]  # draws times (D,)
    return float(np.var(means, axis=0).sum())
