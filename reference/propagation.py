"""How signals travel through layers of random weights, and units that are silent for ever, or twins."""

from collections.abc import Callable, Sequence

import numpy as np

from reference.losses import cross_entropy
from reference.training import minibatches
from reference.types import Array, Labels


def dead_fraction(pres: Array) -> float:
    """Measure the share of rectifiers that are dead: silent for every example, so that nothing moves their weights.

    Parameters
    ----------
    pres : ndarray, shape (N, M)
        The pre-activations of M units for N examples: what goes into the rectifier.

    Returns
    -------
    fraction : float
        The share of dead units, from 0 to 1.

    Promises
    --------
    dead : a unit is dead if its pre-activation is 0 or less for all examples.
    alive : one example with a positive pre-activation keeps a unit alive, however many others there are.
    float : the result is a share of the M units, as a float from 0 to 1.

    References
    ----------
    .. [1] Lu, L., Shin, Y., Su, Y., Karniadakis, G. E. Dying ReLU and initialization: theory and numerical examples.
       *Communications in Computational Physics* 28 (2020), 1671-1706.

    Examples
    --------
    >>> dead_fraction(np.array([[-1.0, 2.0], [-3.0, -1.0]]))
    0.5
    """
    return float((pres <= 0).all(axis=0).mean())


def symmetry_spread(W: Array) -> float:
    """Measure how different the units of a layer are: the largest distance between the weights of two of them.

    Parameters
    ----------
    W : ndarray, shape (D, M)
        One column of weights for each unit.

    Returns
    -------
    spread : float
        The largest Euclidean distance between two columns.

    Promises
    --------
    largest : the result is the largest Euclidean distance between two columns.
    equal : for units with equal weights, and for a single unit, it is 0.
    claim : it stays 0 for units that start with equal weights, however long they are trained (below 1e-6 in floats).

    References
    ----------
    .. [1] Goodfellow, Bengio, Courville, *Deep Learning*, MIT Press, 2016, section 8.4: breaking symmetry.

    Examples
    --------
    >>> symmetry_spread(np.array([[0.0, 3.0, 0.0], [0.0, 4.0, 1.0]]))
    5.0
    """
    differences = W[:, :, np.newaxis] - W[:, np.newaxis, :]  # (D, M, M)
    return float(np.sqrt((differences**2).sum(axis=0)).max())


def signal_propagation(
    depth: int,
    width: int,
    init: Callable[[int, int, np.random.Generator], Array],
    activation: Callable[[Array], Array],
    rng: np.random.Generator,
) -> Array:
    """Send noise through layers of random weights, and measure how strong it is after each of them.

    Parameters
    ----------
    depth : int
        Number of layers, without biases.
    width : int
        Number of inputs, and of the units of every layer.
    init : callable
        ``init(fan_in, fan_out, rng)`` draws the weights of a layer, shape (fan_in, fan_out).
    activation : callable
        What each layer applies to its pre-activations, entry by entry.
    rng : numpy.random.Generator
        Draws the inputs, and is handed to init.

    Returns
    -------
    rms : ndarray, shape (depth,)
        After each layer the root of the mean square of its activations, over all examples and units.

    Promises
    --------
    input : the input is 200 examples of standard normal numbers, and every layer works on what the one before put out.
    layers : every layer has weights of its own, from one call of init.
    he : with He's weights and rectifiers of 500 units, rms stays between 0.5 and 2 for ten layers.
    rms : the root of the mean square is taken after the activation; so it tells that N(0, 1) weights drive a sigmoid to
        its ends, and that Xavier's leave it near its middle.
    variance : without an activation each layer multiplies the mean square by width times the variance of the weights,
        within a third: N(0, 1) weights explode, small ones vanish.
    generator : the same generator gives the same numbers; nothing else is random.

    References
    ----------
    .. [1] Glorot, X., Bengio, Y. Understanding the difficulty of training deep feedforward neural networks. *AISTATS*
       2010, 249-256.

    Examples
    --------
    >>> def halved(fan_in, fan_out, rng):
    ...     return 0.5 * np.eye(fan_in, fan_out)
    >>> signal_propagation(3, 100, halved, lambda pre: pre, np.random.default_rng(0)).round(2)
    array([0.5 , 0.25, 0.12])
    """
    out = rng.normal(size=(200, width))
    rms = np.zeros(depth)
    for k in range(depth):
        out = activation(out @ init(width, width, rng))  # (200, width)
        rms[k] = np.sqrt((out**2).mean())
    return rms


def relu_network(D: int, K: int, rng: np.random.Generator) -> dict[str, Array]:
    """Draw the parameters of a network with 100 hidden rectifiers; its biases are 0.

    Parameters
    ----------
    D : int
        Number of inputs.
    K : int
        Number of classes.
    rng : numpy.random.Generator
        Draws the weights.

    Returns
    -------
    params : dict of str to ndarray
        ``W1`` (D, 100), ``b1`` (100,), ``W2`` (100, K), ``b2`` (K,).
    """
    W1 = rng.normal(size=(D, 100)) * np.sqrt(2 / D)
    W2 = rng.normal(size=(100, K)) * np.sqrt(2 / 100)
    return {"W1": W1, "b1": np.zeros(100), "W2": W2, "b2": np.zeros(K)}


def train_network(
    params: dict[str, Array],
    X: Array,
    y: Labels,
    eta: float,
    epochs: int,
    batch_size: int,
    rng: np.random.Generator,
) -> dict[str, Array]:
    """Train such a network by mini-batches on the cross-entropy.

    Parameters
    ----------
    params : dict of str to ndarray
        Where to start; they are left as they were.
    X : ndarray, shape (N, D)
        Inputs.
    y : ndarray of int, shape (N,)
        Classes, in ``0 .. K-1``.
    eta : float
        Step size.
    epochs : int
        How often all examples are visited.
    batch_size : int
        Size of a batch.
    rng : numpy.random.Generator
        Draws the order of each epoch.

    Returns
    -------
    params : dict of str to ndarray
        The parameters after the last step.
    """
    for _ in range(epochs):
        for batch in minibatches(len(X), batch_size, rng):
            hidden = np.maximum(X[batch] @ params["W1"] + params["b1"], 0.0)
            _, dZ = cross_entropy(hidden @ params["W2"] + params["b2"], y[batch])
            dhidden = (dZ @ params["W2"].T) * (hidden > 0)
            grads = {"W1": X[batch].T @ dhidden, "b1": dhidden.sum(axis=0)}
            grads |= {"W2": hidden.T @ dZ, "b2": dZ.sum(axis=0)}
            params = {name: value - eta * grads[name] for name, value in params.items()}
    return params


def dead_by_rate(rates: Sequence[float], X: Array, y: Labels, rng: np.random.Generator) -> Array:
    """Train the given network once for each learning rate, and measure how much of its hidden layer dies.

    Parameters
    ----------
    rates : sequence of float
        The learning rates.
    X : ndarray, shape (N, D)
        Inputs.
    y : ndarray of int, shape (N,)
        Classes, in ``0 .. K-1``, each of them present.
    rng : numpy.random.Generator
        Draws the start and the batches.

    Returns
    -------
    fractions : ndarray, shape (len(rates),)
        For each rate the share of hidden units that are dead after training.

    Promises
    --------
    start : every rate starts from the same parameters, drawn once by relu_network, before anything else, from rng.
    dead : dead is meant as in dead_fraction, and judged on all of X.
    order : one rate after the other has three epochs of train_network in batches of 32, with this same rng; so on the
        8x8 digits at most 15 % are dead at the rate 0.1, and at least 60 % at the rate 2.

    Examples
    --------
    >>> X = np.array([[1.0, 2.0], [-1.0, -2.0]])
    >>> dead_by_rate([0.0, 0.1], X, np.array([0, 1]), np.random.default_rng(0))
    array([0., 0.])
    """
    start = relu_network(X.shape[1], int(y.max()) + 1, rng)
    fractions = np.zeros(len(rates))
    for i, rate in enumerate(rates):
        params = train_network(start, X, y, rate, 3, 32, rng)
        fractions[i] = dead_fraction(X @ params["W1"] + params["b1"])
    return fractions
