"""How good the answers of a classifier are: who is taken for whom, and the numbers that follow from it."""

import numpy as np

from reference.types import Array, Labels


def confusion_matrix(
    y_true: Labels | list[int] | list[str], y_pred: Labels | list[int] | list[str], labels: list[int] | list[str]
) -> Labels:
    """Count how often each label is taken for each.

    Rows are what is, columns are what was predicted, both in the order of `labels`. With ``labels=[1, 0]``, the
    positive one first, this is the table of the lecture::

                            predicted positive    predicted negative
        actual positive     true positive  TP     false negative FN
        actual negative     false positive FP     true negative  TN

    Parameters
    ----------
    y_true : array or list of int or str, length N
        The actual labels.
    y_pred : array or list of int or str, length N
        The predicted ones.
    labels : list of int or str, length K
        All labels that can occur, each once; their order is that of the rows and of the columns.

    Returns
    -------
    C : ndarray of int, shape (K, K)
        ``C[i, j]`` examples are ``labels[i]`` and were predicted to be ``labels[j]``.

    Promises
    --------
    cells : C[i, j] counts the examples with actual label labels[i] and predicted label labels[j].
    order : rows and columns come in the order of labels, whatever that order is.
    absent : a label that is never actual has a row of zeros, one that is never predicted a column of zeros; the shape
        is always (K, K).
    kinds : y_true and y_pred may be arrays or lists, of int or of str.
    pure : y_true, y_pred and labels are left as they were.

    Examples
    --------
    >>> confusion_matrix(["cat", "dog", "dog", "dog"], ["cat", "cat", "dog", "cat"], labels=["cat", "dog"])
    array([[1, 0],
           [2, 1]])
    """
    place = {label: k for k, label in enumerate(labels)}
    C = np.zeros((len(labels), len(labels)), dtype=int)
    rows, columns = [place[label] for label in y_true], [place[label] for label in y_pred]
    np.add.at(C, (rows, columns), 1)  # not C[rows, columns] += 1, which counts a repeated cell once
    return C


def precision_recall(C: Labels, positive: int = 1) -> tuple[float, float]:
    """Say how far a "yes" can be trusted, and how many of those that it should find a classifier finds.

    Parameters
    ----------
    C : ndarray of int, shape (K, K)
        A confusion matrix: rows are what is, columns are what was predicted.
    positive : int
        The number of the row and column of the class that is looked for; all others count as negative.

    Returns
    -------
    precision : float
        The share of right ones among the examples that were predicted to be positive.
    recall : float
        The share of those that were found among the examples that are positive.

    Promises
    --------
    precision : precision is the share of actually positive examples among those predicted to be positive.
    recall : recall is the share of examples predicted to be positive among those that are.
    positive : positive is an index into C, counted from 0; the default is 1.
    zero : where nothing is predicted to be positive precision is 0.0, where nothing is positive recall is 0.0, both
        without a warning.
    pure : C is left as it was.

    Examples
    --------
    >>> precision_recall(np.array([[80, 0], [15, 5]]))
    (1.0, 0.25)
    """
    hits = C[positive, positive]
    predicted, actual = C[:, positive].sum(), C[positive].sum()
    precision = float(hits / predicted) if predicted else 0.0
    recall = float(hits / actual) if actual else 0.0
    return precision, recall


def f1_score(C: Labels, positive: int = 1) -> float:
    r"""Join precision and recall in one number that is low when either is low: their harmonic mean.

    Parameters
    ----------
    C : ndarray of int, shape (K, K)
        A confusion matrix: rows are what is, columns are what was predicted.
    positive : int
        The number of the row and column of the class that is looked for.

    Returns
    -------
    f1 : float
        The harmonic mean of precision and recall: 1 over the mean of 1 / precision and 1 / recall.

    Promises
    --------
    mean : f1 is the harmonic mean of precision and recall of the class number positive.
    zero : where precision and recall are both 0, f1 is 0.0, without a warning.

    Examples
    --------
    >>> f1_score(np.array([[80, 0], [15, 5]]))
    0.4
    """
    precision, recall = precision_recall(C, positive)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def macro_average(C: Labels) -> tuple[float, float, float]:
    """Average precision, recall and F1 over the classes, each class counting the same however rare it is.

    Parameters
    ----------
    C : ndarray of int, shape (K, K)
        A confusion matrix: rows are what is, columns are what was predicted.

    Returns
    -------
    precision, recall, f1 : float
        The mean over the K classes of what `precision_recall` and `f1_score` give with each of them as the positive
        one; f1 is the mean of the K values, not computed from the other two means.

    Promises
    --------
    mean : precision and recall are the plain means over all K classes, each class once, whatever its number of
        examples.
    f1 : f1 is the mean of the f1 of the K classes.
    zero : a class that is absent, or never predicted, counts with 0.0 for what would be 0/0, without a warning.

    References
    ----------
    .. [1] Opitz, J. and Burst, S. Macro F1 and macro F1. arXiv:1911.03347 (2019): the mean of the f1, and the f1 of the
       means.

    Examples
    --------
    >>> macro_average(np.array([[6, 2], [0, 8]]))[:2]
    (0.9, 0.875)
    """
    K = len(C)
    pairs = np.array([precision_recall(C, k) for k in range(K)])  # (K, 2)
    precision, recall = pairs.mean(axis=0)
    return float(precision), float(recall), float(np.mean([f1_score(C, k) for k in range(K)]))


def top_k_error(scores: Array, y: Labels, k: int) -> float:
    """Say how often the right label is not even among the k labels with the highest scores.

    Parameters
    ----------
    scores : ndarray, shape (N, K)
        The scores of the labels 0 .. K-1, one row per example.
    y : ndarray of int, shape (N,)
        The right labels.
    k : int
        How many labels may be named; at least 1.

    Returns
    -------
    error : float
        In 0 .. 1.

    Promises
    --------
    error : error is the share of the rows whose right label is not among the k highest scores.
    ties : a right label whose score equals the k-th highest counts as being among them.
    all : where k is K or more, error is 0.0.

    References
    ----------
    .. [1] Russakovsky, O. et al. ImageNet large scale visual recognition challenge. *International Journal of Computer
       Vision* 115 (2015), 211-252.

    Examples
    --------
    >>> scores = np.array([[0.1, 0.6, 0.3], [0.5, 0.3, 0.2]])
    >>> top_k_error(scores, np.array([2, 2]), k=2)
    0.5
    """
    own = scores[np.arange(len(y)), y]  # (N,) the score of the right label
    higher = (scores > own[:, None]).sum(axis=1)  # (N,) how many labels beat it
    return float((higher >= k).mean())
