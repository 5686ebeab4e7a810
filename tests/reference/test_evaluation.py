"""Confusion matrices and what follows from them against scikit-learn."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn import metrics

from reference.evaluation import confusion_matrix, f1_score, macro_average, precision_recall, top_k_error

SEEDS = st.integers(0, 10_000)
LECTURE = (((1, 99, 0, 900), (1.0, 0.01)), ((40, 60, 100, 800), (0.29, 0.4)), ((99, 1, 500, 400), (0.165, 0.99)))


def drawn(seed):
    """Draw actual and predicted labels of up to five classes, of which some may be absent."""
    rng = np.random.default_rng(seed)
    K, N = rng.integers(2, 6), rng.integers(1, 30)
    return int(K), rng.integers(K, size=N), rng.integers(K, size=N)


@given(SEEDS)
def test_cells_agree_with_scikit_learn(seed):
    """Any order of the labels, absent ones included; as arrays of numbers and as lists of texts."""
    K, y_true, y_pred = drawn(seed)
    labels = np.random.default_rng(seed).permutation(K).tolist()
    ours = confusion_matrix(y_true, y_pred, labels)
    words = confusion_matrix([f"w{k}" for k in y_true], [f"w{k}" for k in y_pred], [f"w{k}" for k in labels])

    if set(y_true) & set(labels):
        np.testing.assert_array_equal(ours, metrics.confusion_matrix(y_true, y_pred, labels=labels))
    np.testing.assert_array_equal(words, ours)


@given(SEEDS)
def test_each_class_agrees_with_scikit_learn(seed):
    """Precision, recall and F1, with 0 for 0/0."""
    K, y_true, y_pred = drawn(seed)
    C = confusion_matrix(y_true, y_pred, list(range(K)))
    theirs = metrics.precision_recall_fscore_support(y_true, y_pred, labels=range(K), zero_division=0.0)

    for k in range(K):
        assert pytest.approx((theirs[0][k], theirs[1][k], theirs[2][k])) == (*precision_recall(C, k), f1_score(C, k))


@given(SEEDS)
def test_means_agree_with_scikit_learn(seed):
    """Every class counts the same, and F1 is averaged last."""
    K, y_true, y_pred = drawn(seed)
    C = confusion_matrix(y_true, y_pred, list(range(K)))
    theirs = metrics.precision_recall_fscore_support(
        y_true, y_pred, labels=range(K), average="macro", zero_division=0.0
    )

    assert pytest.approx(theirs[:3]) == macro_average(C)


@pytest.mark.parametrize(("cells", "printed"), LECTURE, ids=("cautious", "between", "aggressive"))
def test_numbers_of_the_lecture(cells, printed):
    """The three tables, the positive class first, to the digits that the slides print."""
    precision, recall = precision_recall(np.array(cells).reshape(2, 2), positive=0)

    assert pytest.approx(printed, abs=0.005) == (precision, recall)


@given(SEEDS)
def test_the_error_agrees_with_scikit_learn(seed):
    """Distinct scores, every k below K."""
    rng = np.random.default_rng(seed)
    N, K = int(rng.integers(1, 20)), int(rng.integers(3, 7))
    scores, y = rng.permuted(np.tile(np.arange(K), (N, 1)), axis=1) / 4, rng.integers(K, size=N)

    for k in range(1, K):
        assert pytest.approx(1 - metrics.top_k_accuracy_score(y, scores, k=k, labels=range(K))) == top_k_error(
            scores, y, k
        )
    assert top_k_error(scores, y, K) == top_k_error(scores, y, K + 3) == 0.0


@given(SEEDS, st.integers(1, 6))
def test_a_tie_is_decided_in_favour(seed, k):
    """The right label is in where it is among the k highest after its own score is raised by a hair."""
    rng = np.random.default_rng(seed)
    scores, y = rng.integers(3, size=(10, 5)).astype(float), rng.integers(5, size=10)
    raised = scores + 0.5 * np.eye(5)[y]
    named = np.argsort(-raised, axis=1)[:, :k]

    assert pytest.approx(1 - (named == y[:, None]).any(axis=1).mean()) == top_k_error(scores, y, k)
