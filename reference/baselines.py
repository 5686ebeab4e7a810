"""What a model must beat: answers that look at the labels alone, and a rule with a single question."""

import numpy as np

from reference.types import Array, Labels


def majority_baseline(y: Labels | list[int] | list[str]) -> tuple[int | str, float]:
    """Find the label that is right most often when it is always given, and how often it is.

    Parameters
    ----------
    y : array or list of int or str, length N
        Labels; at least one.

    Returns
    -------
    label : int or str
        The most frequent label.
    accuracy : float
        The share of the N examples that have it, in 0 .. 1.

    Promises
    --------
    label : label is the one that stands most often in y, wherever in y it stands.
    accuracy : accuracy is its share of the examples; where all labels are the same it is 1.0.
    tie : of several labels that are equally frequent, it is the smallest: of numbers the least, of texts the first in
        the order of their characters.
    kinds : y may be an array or a list, of int or of str.
    pure : y is left as it was.

    Examples
    --------
    >>> majority_baseline(["ham", "spam", "ham", "ham"])
    ('ham', 0.75)
    """
    values, counts = np.unique(y, return_counts=True)  # (K,) in ascending order, so that argmax finds the smallest
    most = counts.argmax()
    return values[most].item(), float(counts[most] / counts.sum())


def guess_accuracy(y: Labels | list[int] | list[str]) -> tuple[float, float]:
    """Say what share of right answers two ways of guessing earn on average.

    Parameters
    ----------
    y : array or list of int or str, length N
        Labels; at least one.

    Returns
    -------
    uniform : float
        Where each guess is one of the K different labels of y, all equally likely.
    proportional : float
        Where each guess is a label as likely as it is frequent in y.

    Promises
    --------
    uniform : uniform is what guessing among the K different labels of y, numbers or texts, earns on average.
    proportional : proportional is what guessing each label, a number or a text, with the probability of its share in y
        earns on average.

    Examples
    --------
    >>> guess_accuracy(["ham", "spam", "ham", "ham"])
    (0.5, 0.625)
    """
    _, counts = np.unique(y, return_counts=True)
    shares = counts / counts.sum()  # (K,)
    # A label with share p is the right answer with probability p, and guessed with probability p.
    return 1 / len(shares), float((shares**2).sum())


def best_stump(X: Array, y: Labels) -> tuple[int, float, float]:
    """Find the best rule that asks a single question: whether one input is at most a threshold.

    A stump answers with the majority label of the examples where ``X[:, feature] <= threshold``, and with that of the
    others where it is not. It is a decision tree with one question.

    Parameters
    ----------
    X : ndarray, shape (N, D)
        Inputs, one row per example; N is at least 1.
    y : ndarray of int, shape (N,)
        Labels; there may be more than two different ones.

    Returns
    -------
    feature : int
        The column that is asked about.
    threshold : float
        A finite number; everybody may lie on one side of it.
    error : float
        The share of the N examples that the stump gets wrong, in 0 .. 1.

    Promises
    --------
    error : error is the share of the examples that the stump with this feature and threshold gets wrong.
    best : no stump gets fewer examples wrong, whatever its feature and threshold; of several best ones any may be
        returned.
    sides : each side answers with the majority of its own examples, whichever label that is on which side.
    constant : a column that is the same for all examples is no obstacle; if all are, error is that of the majority.
    pure : X and y are left as they were.

    References
    ----------
    .. [1] Holte, R. C. Very simple classification rules perform well on most commonly used datasets. *Machine Learning*
       11 (1993), 63-90.

    Examples
    --------
    >>> X = np.array([[3.0, 1.0], [1.0, 2.0], [4.0, 8.0], [2.0, 9.0]])
    >>> feature, threshold, error = best_stump(X, np.array([1, 1, 0, 0]))
    >>> feature, 2 <= threshold < 8, error
    (1, True, 0.0)
    """
    # Any threshold between two values splits as the lower one does, so the values themselves are enough.
    rules = [(feature, float(threshold)) for feature in range(X.shape[1]) for threshold in np.unique(X[:, feature])]
    errors = []
    for feature, threshold in rules:
        low = X[:, feature] <= threshold  # (N,)
        errors.append((_minority(y[low]) + _minority(y[~low])) / len(y))
    best = int(np.argmin(errors))
    return (*rules[best], errors[best])


def _minority(y: Labels) -> int:
    """Return how many examples have another label than the most frequent one.

    Parameters
    ----------
    y : ndarray of int, shape (n,)
        Labels; there may be none.

    Returns
    -------
    count : int
        What answering with the majority label gets wrong.
    """
    return len(y) - int(np.unique(y, return_counts=True)[1].max(initial=0))
