"""A threshold unit that learns: the decision, the learning rule, and the pocket for data that no line separates."""

import numpy as np

from reference.types import Array, Labels


def augment(X: Array) -> Array:
    r"""Put a one in front of every example, so that the bias becomes a weight like the others.

    Parameters
    ----------
    X : ndarray, shape (N, D)
        Inputs, one row per example.

    Returns
    -------
    X_aug : ndarray, shape (N, D + 1)
        The rows :math:`\tilde x = (1, x_1, \dots, x_D)`.

    Promises
    --------
    ones : column 0 holds ones, and the columns of X follow in their order.
    sizes : one example, or one input, works like many.

    Examples
    --------
    >>> augment(np.array([[2.0, 3.0], [4.0, 5.0]]))
    array([[1., 2., 3.],
           [1., 4., 5.]])
    """
    return np.hstack([np.ones((len(X), 1)), X])


def decide(w: Array, X: Array, fire_at_equality: bool = True) -> Labels:
    r"""Say for each example whether the unit fires.

    Parameters
    ----------
    w : ndarray, shape (D + 1,)
        Weights; ``w[0]`` is the bias, which is minus the threshold.
    X : ndarray, shape (N, D)
        Inputs, without the leading ones.
    fire_at_equality : bool
        What a score of exactly 0 means: True fires (S2 of the lectures), False does not (S1).

    Returns
    -------
    out : ndarray of int, shape (N,)
        1 where the unit fires, 0 where it does not.

    Promises
    --------
    threshold : the unit fires where the weighted sum of the inputs exceeds the threshold -w[0].
    equality : a score of exactly 0 gives 1, and 0 if fire_at_equality is False.
    pure : w and X are left as they were.

    Examples
    --------
    >>> w = np.array([-1.5, 1.0, 1.0])
    >>> decide(w, np.array([[0.0, 1.0], [1.0, 1.0]]))
    array([0, 1])
    """
    scores = augment(X) @ w  # (N,)
    return (scores >= 0 if fire_at_equality else scores > 0).astype(int)


def _visits(N: int, order: str, rng: np.random.Generator | None) -> Labels:
    """Return the order in which one epoch visits the examples.

    Parameters
    ----------
    N : int
        Number of examples.
    order : str
        ``cyclic`` or ``random``.
    rng : numpy.random.Generator or None
        Draws a random order.

    Returns
    -------
    visits : ndarray of int, shape (N,)
        Each example once.
    """
    if order == "cyclic":
        return np.arange(N)
    if order != "random" or rng is None:
        raise ValueError("order must be 'cyclic', or 'random' together with a generator")
    return rng.permutation(N)


def perceptron_fit(
    X: Array,
    y: Labels,
    max_epochs: int,
    order: str = "cyclic",
    rng: np.random.Generator | None = None,
    w0: Array | None = None,
) -> tuple[Array, list[tuple[int, Array]], bool]:
    r"""Learn by correcting one mistake at a time.

    Visit the examples; wherever the rule gets one wrong, add :math:`y\,\tilde x` to the weights, where
    :math:`\tilde x` is x with a leading 1. Stop after an epoch without a mistake, or after `max_epochs`.

    Parameters
    ----------
    X : ndarray, shape (N, D)
        Inputs, without the leading ones.
    y : ndarray of int, shape (N,)
        Labels, each -1 or +1.
    max_epochs : int
        How often all examples are visited at most; at least 1.
    order : str
        ``cyclic`` visits 0, 1, ..., N-1 in every epoch; ``random`` visits all of them in an order drawn afresh for
        every epoch.
    rng : numpy.random.Generator, optional
        Draws the orders; needed for ``random`` only.
    w0 : ndarray, shape (D + 1,), optional
        Where to start; zeros if not given.

    Returns
    -------
    w : ndarray, shape (D + 1,)
        The last weights.
    history : list of (int, ndarray)
        For each update, in order: the number of the example, and the weights after it.
    converged : bool
        Whether the rule gets no example wrong any more.

    Raises
    ------
    ValueError
        If a label is neither -1 nor +1.

    Promises
    --------
    update : each recorded update is on an example that the rule gets wrong, and adds y times x~ to the weights;
        zero weights leave something to correct.
    order : cyclic order visits 0, 1, ..., N-1 in every epoch, and no example that the rule gets wrong at its turn is
        skipped.
    converged : converged is True after an epoch without an update, and only where the last weights get every example
        right; w is the last weights.
    limit : it ends after max_epochs epochs, with converged False where an example is still wrong.
    start : learning starts from w0 where it is given.
    random : random order visits every example exactly once per epoch, in an order drawn from rng for each epoch.
    copies : each entry of history keeps the weights of its moment.
    labels : a label other than -1 and +1 raises ValueError.
    pure : X, y and w0 are left as they were.
    generator : the same generator gives the same history; nothing else is random.

    Notes
    -----
    With the score :math:`s = w \cdot \tilde x`, three rules earn full marks, as long as you keep to one of them:

    ==========================  =====================  =====================
    rule                        +1 is wrong where      -1 is wrong where
    ==========================  =====================  =====================
    a score of 0 is wrong       s <= 0                 s >= 0
    a score of 0 fires (S2)     s < 0                  s >= 0
    a score of 0 is silent (S1) s <= 0                 s > 0
    ==========================  =====================  =====================

    References
    ----------
    .. [1] Rosenblatt, F. The perceptron: a probabilistic model for information storage and organization in the brain.
       *Psychological Review* 65 (1958), 386-408.

    Examples
    --------
    >>> w, history, converged = perceptron_fit(np.array([[1.0], [3.0]]), np.array([-1, 1]), max_epochs=20)
    >>> converged
    True
    >>> decide(w, np.array([[1.0], [3.0]]))
    array([0, 1])
    """
    if not np.isin(y, (-1, 1)).all():
        raise ValueError("every label must be -1 or +1")
    X_aug = augment(X)  # (N, D + 1)
    w = np.zeros(X_aug.shape[1]) if w0 is None else np.array(w0, dtype=float)  # (D + 1,)
    history: list[tuple[int, Array]] = []
    for _ in range(max_epochs):
        updates = len(history)
        for i in _visits(len(X), order, rng):
            if y[i] * (X_aug[i] @ w) <= 0:
                w = w + y[i] * X_aug[i]  # a new array: the history keeps the old one
                history.append((int(i), w))
        if len(history) == updates:
            return w, history, True
    return w, history, False


def pocket_perceptron(X: Array, y: Labels, max_epochs: int, rng: np.random.Generator) -> tuple[Array, int]:
    r"""Learn where no line separates: keep the best weights seen so far in your pocket.

    Run the perceptron rule in random order, every example once per epoch. At the end of each epoch count the
    mistakes of the current weights on all examples; keep the weights that make the fewest.

    Parameters
    ----------
    X : ndarray, shape (N, D)
        Inputs, without the leading ones.
    y : ndarray of int, shape (N,)
        Labels, each -1 or +1.
    max_epochs : int
        How often all examples are visited at most; at least 1.
    rng : numpy.random.Generator
        Draws the order of each epoch, one epoch after the other.

    Returns
    -------
    w : ndarray, shape (D + 1,)
        The weights in the pocket.
    errors : int
        How many of the N examples they get wrong, by the rule that you learn with.

    Promises
    --------
    count : errors is the number of examples that the returned w gets wrong; four points in the pattern of XOR, off the
        grid so that no score is 0, leave 1.
    best : errors is never more than the mistakes of any weights at the end of an epoch, so that more epochs with the
        same generator never make it worse.
    pure : X and y are left as they were.
    generator : the same generator gives the same weights; nothing else is random.

    Notes
    -----
    Any of the three rules of `perceptron_fit` will do.

    References
    ----------
    .. [1] Gallant, S. I. Perceptron-based learning algorithms. *IEEE Transactions on Neural Networks* 1 (1990),
       179-191.

    Examples
    --------
    >>> X = np.array([[0.25, 0.5], [0.0, 1.75], [1.5, 0.25], [1.25, 1.0]])
    >>> w, errors = pocket_perceptron(X, np.array([-1, 1, 1, -1]), 100, np.random.default_rng(0))
    >>> errors
    1
    """
    X_aug = augment(X)  # (N, D + 1)
    w = pocket = np.zeros(X_aug.shape[1])  # (D + 1,)
    fewest = len(X)  # what zero weights get wrong
    for _ in range(max_epochs):
        for i in rng.permutation(len(X)):
            if y[i] * (X_aug[i] @ w) <= 0:
                w = w + y[i] * X_aug[i]
        errors = int((y * (X_aug @ w) <= 0).sum())
        if errors < fewest:
            pocket, fewest = w, errors
    return pocket, fewest
