"""How wrong a network is, as one number, and the slope of that number."""

import numpy as np

from reference.activations import sigmoid
from reference.types import Array, Labels


def softmax(Z: Array) -> Array:
    r"""Turn the scores of each row into probabilities.

    .. math:: P_{ik} = \frac{e^{Z_{ik}}}{\sum_j e^{Z_{ij}}}

    Parameters
    ----------
    Z : ndarray, shape (N, K)
        Scores of any size and sign, one row for each example; they are called logits.

    Returns
    -------
    P : ndarray, shape (N, K)
        Probabilities.

    Promises
    --------
    value : each row holds the exponentials of its logits, divided by their sum; so it adds up to 1.
    shift : adding 1000, or any other number, to all logits of a row changes nothing.
    extreme : logits from -10,000 to 10,000 give finite numbers and no warning.
    pure : Z is left as it was.

    References
    ----------
    .. [1] Goodfellow, Bengio, Courville, *Deep Learning*, MIT Press, 2016, sections 4.1 and 6.2.2.3.

    Examples
    --------
    >>> softmax(np.log([[1.0, 3.0], [5.0, 5.0]])).round(3)
    array([[0.25, 0.75],
           [0.5 , 0.5 ]])
    """
    powers = np.exp(Z - Z.max(axis=1, keepdims=True))  # (N, K), the largest of each row is 1
    return powers / powers.sum(axis=1, keepdims=True)


def cross_entropy(Z: Array, Y: Array | Labels) -> tuple[float, Array]:
    r"""Measure how surprised the softmax of the logits is by the labels, and in which direction that grows.

    .. math:: L = -\frac1N \sum_i \sum_k Y_{ik} \ln P_{ik}, \qquad P = \mathrm{softmax}(Z)

    Parameters
    ----------
    Z : ndarray, shape (N, K)
        Logits.
    Y : ndarray of int, shape (N,), or ndarray of float, shape (N, K)
        The class of each example; or its row of target probabilities, which adds up to 1.

    Returns
    -------
    loss : float
        The mean over the N examples.
    dZ : ndarray, shape (N, K)
        The gradient of the loss by Z.

    Promises
    --------
    value : the loss is the mean over the examples of minus the logarithm of the probability of the right class.
    gradient : dZ is the gradient of the loss.
    soft : a row of target probabilities weighs the logarithms of all classes.
    sizes : one example, and two classes, work like many.
    extreme : logits from -10,000 to 10,000 give finite numbers and no warning, also where the right class is the one
        with the smallest.
    pure : Z and Y are left as they were.

    References
    ----------
    .. [1] Goodfellow, Bengio, Courville, *Deep Learning*, MIT Press, 2016, sections 5.5 and 6.2.2.3.

    Examples
    --------
    >>> loss, dZ = cross_entropy(np.log([[1.0, 3.0]]), np.array([1]))
    >>> round(loss, 4)
    0.2877
    >>> loss, dZ = cross_entropy(np.log([[1.0, 3.0]]), np.array([[0.5, 0.5]]))
    >>> round(loss, 4)
    0.837
    """
    N, K = Z.shape
    targets = np.eye(K)[Y] if Y.ndim == 1 else Y  # (N, K)
    shifted = Z - Z.max(axis=1, keepdims=True)  # (N, K), at most 0
    log_P = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))  # (N, K), finite where P rounds to 0
    return float(-(targets * log_P).sum() / N), (softmax(Z) - targets) / N


def mse_loss(A: Array, Y: Array, half: bool = False, reduction: str = "mean") -> tuple[float, Array]:
    """Measure the squared distance between outputs and targets, in any of the constants that lectures use.

    Parameters
    ----------
    A : ndarray, shape (N, K)
        Outputs.
    Y : ndarray, shape (N, K)
        Targets.
    half : bool
        Whether 1/2 stands in front.
    reduction : str
        ``mean`` divides by the number of examples N, ``sum`` does not.

    Returns
    -------
    loss : float
        The loss.
    dA : ndarray, shape (N, K)
        The gradient of the loss by A.

    Promises
    --------
    value : the squared errors are added up over the outputs of an example, then averaged over the examples; "sum" adds
        up over the examples as well, and half puts 1/2 in front of either.
    gradient : dA is the gradient of the loss, with the same constants.

    Examples
    --------
    >>> loss, dA = mse_loss(np.array([[3.0, 1.0], [0.0, 2.0]]), np.array([[1.0, 1.0], [1.0, 1.0]]))
    >>> loss
    3.0
    """
    errors = A - Y  # (N, K)
    constant = (0.5 if half else 1.0) / (len(A) if reduction == "mean" else 1)
    return float(constant * (errors**2).sum()), 2 * constant * errors


def bce_with_logits(z: Array, y: Array) -> tuple[float, Array]:
    r"""Measure the cross-entropy of a single sigmoid output, from its pre-activation.

    .. math:: L = -\frac1N \sum_i \big(y_i \ln \sigma(z_i) + (1 - y_i) \ln(1 - \sigma(z_i))\big)

    Parameters
    ----------
    z : ndarray, shape (N,)
        Pre-activations, before the sigmoid.
    y : ndarray, shape (N,)
        Targets, 0 or 1, or probabilities in between.

    Returns
    -------
    loss : float
        The mean over the N examples.
    dz : ndarray, shape (N,)
        The gradient of the loss by z.

    Promises
    --------
    value : the loss is the mean of minus the logarithm of the probability of the target.
    gradient : dz is the gradient of the loss.
    extreme : at -1000 and at 1000 the loss and its gradient are right, without a warning.
    likelihood : N times the loss is minus the logarithm of the probability of all N targets together, if they are drawn
        independently.

    Examples
    --------
    >>> loss, dz = bce_with_logits(np.array([0.0, -1000.0]), np.array([1.0, 1.0]))
    >>> round(loss, 4)
    500.3466
    """
    # With -ln(sigmoid(z)) = ln(1 + exp(-z)), and no exponential of a positive number:
    losses = np.maximum(z, 0.0) - z * y + np.log1p(np.exp(-np.abs(z)))  # (N,)
    return float(losses.mean()), (sigmoid(z) - y) / len(z)
