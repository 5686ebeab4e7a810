"""How the quality of a classifier changes: with its threshold, and with the number of examples that it learns from."""

from collections.abc import Callable

import numpy as np

from reference.types import Array, Labels


def pr_curve(scores: Array, y: Labels) -> tuple[Array, Array, Array]:
    """Give precision and recall for every threshold that makes a difference, from cautious to aggressive.

    Parameters
    ----------
    scores : ndarray, shape (N,)
        How much each example looks like a positive one.
    y : ndarray of int, shape (N,)
        1 where the example is positive, 0 where it is not; at least one is.

    Returns
    -------
    thresholds : array or list of float, length T
        Where the line is drawn: an example is predicted to be positive where its score is at least the threshold.
    precision, recall : array or list of float, length T
        What each threshold gives.

    Promises
    --------
    thresholds : thresholds holds each different score once, from the highest to the lowest.
    precision : precision[k] is the share of positive ones among the examples whose score is at least thresholds[k].
    recall : recall[k] is the share of the positive examples whose score is at least thresholds[k]; it never falls, and
        the last is 1.
    ties : examples with the same score are predicted alike, and make one threshold together.
    pure : scores and y are left as they were.

    References
    ----------
    .. [1] Davis, J. and Goadrich, M. The relationship between precision-recall and ROC curves. *ICML* (2006), 233-240.

    Examples
    --------
    >>> thresholds, precision, recall = pr_curve(np.array([0.2, 0.9, 0.6, 0.4]), np.array([0, 1, 0, 1]))
    >>> thresholds
    array([0.9, 0.6, 0.4, 0.2])
    >>> recall
    array([0.5, 0.5, 1. , 1. ])
    """
    thresholds = np.unique(scores)[::-1]  # (T,)
    flagged = scores >= thresholds[:, None]  # (T, N)
    hits = (flagged & (y == 1)).sum(axis=1)  # (T,)
    return thresholds, hits / flagged.sum(axis=1), hits / (y == 1).sum()


def learning_curve(
    fit_predict: Callable[[Array, Labels, Array], Labels],
    X: Array,
    y: Labels,
    X_test: Array,
    y_test: Labels,
    sizes: list[int],
    rng: np.random.Generator,
) -> Array:
    """Measure how good a learner becomes with more and more examples.

    Parameters
    ----------
    fit_predict : callable
        The learner: ``fit_predict(X_some, y_some, X_new)`` learns from the first two and returns the labels that it
        predicts for the rows of the third.
    X : ndarray, shape (N, D)
        Inputs of the training set.
    y : ndarray of int, shape (N,)
        Its labels.
    X_test : ndarray, shape (M, D)
        Inputs of the test set.
    y_test : ndarray of int, shape (M,)
        Its labels.
    sizes : list of int
        How many training examples the learner gets, one run for each; at most N.
    rng : numpy.random.Generator
        Draws the examples of each run.

    Returns
    -------
    accuracies : array or list of float, as long as sizes
        For each size the share of the M test examples that are predicted right.

    Promises
    --------
    accuracy : accuracies[k] is the share of right predictions of the run with sizes[k] on the whole test set.
    sizes : the learner is called once for each size, in their order, with that many examples of the training set, each
        with its own label, and with X_test.
    subset : the examples of each run are a random subset of the training set, drawn by rng, without repeats; the same
        generator draws the same subsets.
    rises : on the digits, with the nearest neighbour as the learner, the accuracy averaged over ten generators is
        higher with 1000 examples than with 50.
    pure : X, y, X_test, y_test and sizes are left as they were.

    Examples
    --------
    >>> X, y = np.zeros((6, 1)), np.array([0, 0, 0, 0, 1, 1])
    >>> def always_zero(X_some, y_some, X_new):
    ...     return np.zeros(len(X_new), dtype=int)
    >>> learning_curve(always_zero, X, y, np.zeros((4, 1)), np.array([0, 1, 1, 1]), [2, 5], np.random.default_rng(0))
    array([0.25, 0.25])
    """
    accuracies = []
    for size in sizes:
        rows = rng.permutation(len(X))[:size]
        predicted = fit_predict(X[rows], y[rows], X_test)
        accuracies.append(np.mean(predicted == y_test))
    return np.array(accuracies)
