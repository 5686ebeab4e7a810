# Assignment 1, submitted as a script: counters, lists and loops.
from collections import Counter
import statistics

import numpy as np


def majority_baseline(y):
    counts = Counter(y)
    label = min(counts, key=lambda one: (-counts[one], one))
    return [label, np.float64(counts[label] / len(y))]


def guess_accuracy(y):
    counts = {}
    for label in y:
        counts[label] = counts.get(label, 0) + 1
    return 1.0 / len(counts), sum((c / len(y)) ** 2 for c in counts.values())


def stratified_split(y, test_frac, rng, groups=None):
    strata = list(y) if groups is None else list(groups)
    train, test = [], []
    for value in sorted(set(strata)):
        rows = [i for i, other in enumerate(strata) if other == value]
        rng.shuffle(rows)
        count = 0 if len(rows) == 1 else int(test_frac * len(rows))
        test.extend(rows[:count])
        train.extend(rows[count:])
    return train, test


def confusion_matrix(y_true, y_pred, labels):
    pairs = Counter(zip(list(y_true), list(y_pred)))
    return np.array([[pairs[row, column] for column in labels] for row in labels])


def precision_recall(C, positive=1):
    C = C.tolist()
    try:
        p = C[positive][positive] / sum(row[positive] for row in C)
    except ZeroDivisionError:
        p = 0.0
    try:
        r = C[positive][positive] / sum(C[positive])
    except ZeroDivisionError:
        r = 0.0
    return [p, r]


def f1_score(C, positive=1):
    return statistics.harmonic_mean(precision_recall(C, positive))


def macro_average(C):
    ps, rs, fs = [], [], []
    for k in range(C.shape[0]):
        p, r = precision_recall(C, k)
        ps.append(p)
        rs.append(r)
        fs.append(f1_score(C, k))
    return sum(ps) / len(ps), sum(rs) / len(rs), sum(fs) / len(fs)


def pr_curve(scores, y):
    thresholds, precision, recall = [], [], []
    for threshold in sorted(set(scores.tolist()), reverse=True):
        flagged = [label for score, label in zip(scores, y) if score >= threshold]
        thresholds.append(threshold)
        precision.append(sum(flagged) / len(flagged))
        recall.append(sum(flagged) / sum(y))
    return thresholds, precision, recall


def learning_curve(fit_predict, X, y, X_test, y_test, sizes, rng):
    found = []
    for n in sizes:
        rows = list(range(len(X)))
        rng.shuffle(rows)
        answers = fit_predict(X[rows[:n]], y[rows[:n]], X_test)
        right = 0
        for answer, label in zip(answers, y_test):
            right += int(answer == label)
        found.append(right / len(y_test))
    return found


def top_k_error(scores, y, k):
    ranks = [sorted(row, reverse=True).index(row[label]) for row, label in zip(scores.tolist(), y)]
    return float(np.mean(np.array(ranks) >= k))


def best_stump(X, y):
    def wrong(side):
        return len(side) - max((side.count(label) for label in side), default=0)

    best = None
    for j in range(len(X[0])):
        for t in set(X[:, j].tolist()):
            low = [label for x, label in zip(X[:, j], y.tolist()) if x <= t]
            high = [label for x, label in zip(X[:, j], y.tolist()) if x > t]
            error = (wrong(low) + wrong(high)) / len(y)
            if best is None or error < best[2]:
                best = (j, t, error)
    return best


who = "4711"
q_1_9a = 26 / 52
q_1_9b = "c"

if __name__ == "__main__":
    print(majority_baseline(["ham", "spam", "ham"]))
