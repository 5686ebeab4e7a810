"""Right solutions of assignment 1 in other styles earn everything; wrong ones lose the points of what is wrong.

It is long because each of eleven functions is written in five ways.
"""

import pytest

from grader.course.sources import solution_source
from grader.verify.gate import run_solution
from tests import courses

PLACE = ("course", "a01_evaluation")

RIGHT = {
    "majority_baseline by a loop": """
def majority_baseline(y):
    best, most = None, 0
    for label in sorted(set(y)):
        count = 0
        for other in y:
            if other == label:
                count += 1
        if count > most:
            best, most = label, count
    return best, most / len(y)
""",
    "majority_baseline by a Counter": """
from collections import Counter

def majority_baseline(y):
    counts = Counter(y)
    label = min(counts, key=lambda one: (-counts[one], one))
    return [label, np.float64(counts[label] / len(y))]
""",
    "majority_baseline by sorting": """
def majority_baseline(y):
    ordered = np.sort(np.array(y))
    starts = np.flatnonzero(np.append(True, ordered[1:] != ordered[:-1]))
    lengths = np.diff(np.append(starts, len(ordered)))
    k = np.argmax(lengths)
    return ordered[starts[k]], lengths[k] / ordered.size
""",
    "majority_baseline by bincount": """
def majority_baseline(y):
    values, codes = np.unique(np.asarray(y), return_inverse=True)
    counts = np.bincount(codes)
    return values.tolist()[counts.argmax()], counts.max() / counts.sum()
""",
    "majority_baseline by comparing all pairs": """
def majority_baseline(y):
    y = np.asarray(y)
    counts = (y[:, None] == y).sum(axis=1)
    return min(y[counts == counts.max()].tolist()), np.mean(counts.max() / len(y))
""",
    "guess_accuracy by a dict": """
def guess_accuracy(y):
    counts = {}
    for label in y:
        counts[label] = counts.get(label, 0) + 1
    return 1.0 / len(counts), sum((c / len(y)) ** 2 for c in counts.values())
""",
    "guess_accuracy by a Counter": """
def guess_accuracy(y):
    from collections import Counter
    p = np.array(list(Counter(y).values())) / len(y)
    return np.float64(1 / p.size), p @ p
""",
    "guess_accuracy by all pairs": """
def guess_accuracy(y):
    y = np.array(y)
    return 1 / len(set(y.tolist())), np.mean(y[:, None] == y[None, :])
""",
    "guess_accuracy by bincount": """
def guess_accuracy(y):
    codes = np.unique(y, return_inverse=True)[1]
    shares = np.bincount(codes, minlength=1) / codes.size
    return (float(np.mean(np.full(len(shares), 1 / len(shares)))), float(np.dot(shares, shares)))
""",
    "guess_accuracy by sorting": """
def guess_accuracy(y):
    ordered, runs = sorted(y), []
    for k, label in enumerate(ordered):
        if k and label == ordered[k - 1]:
            runs[-1] += 1
        else:
            runs.append(1)
    return [1 / len(runs), sum(run * run for run in runs) / len(ordered) ** 2]
""",
    "stratified_split by lists": """
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
""",
    "stratified_split by choice": """
def stratified_split(y, test_frac, rng, groups=None):
    strata = np.asarray(y if groups is None else groups)
    test = np.concatenate([
        rng.choice(np.flatnonzero(strata == value), size=int(np.ceil(test_frac * n - 1e-9)) if n > 1 else 0, replace=False)
        for value, n in zip(*np.unique(strata, return_counts=True))
    ])
    return np.setdiff1d(np.arange(strata.size), test), test
""",
    "stratified_split by one shuffle": """
def stratified_split(y, test_frac, rng, groups=None):
    strata = np.asarray(y) if groups is None else np.asarray(groups)
    left = {}
    for value in strata.tolist():
        left[value] = left.get(value, 0) + 1
    left = {value: round(n * test_frac) if n > 1 else 0 for value, n in left.items()}
    train, test = (), ()
    for i in rng.permutation(len(strata)):
        value = strata.tolist()[i]
        if left[value]:
            left[value] -= 1
            test += (i,)
        else:
            train += (i,)
    return train, test
""",
    "stratified_split by random keys": """
def stratified_split(y, test_frac, rng, groups=None):
    codes = np.unique(y if groups is None else groups, return_inverse=True)[1]
    order = np.lexsort((rng.random(len(codes)), codes))
    sizes = np.bincount(codes)
    rank = np.empty(len(codes))
    rank[order] = np.concatenate([np.arange(size) for size in sizes])
    quota = np.where(sizes > 1, np.floor(test_frac * sizes + 0.5), 0)
    tested = rank < quota[codes]
    return np.nonzero(~tested)[0].astype(float), np.nonzero(tested)[0].astype(float)
""",
    "stratified_split by sets": """
def stratified_split(y, test_frac, rng, groups=None):
    by_value = {}
    for i, value in enumerate(y if groups is None else groups):
        by_value.setdefault(value, []).append(i)
    test = set()
    for rows in by_value.values():
        wanted = int(test_frac * len(rows) + 0.5) * (len(rows) >= 2)
        chosen = set()
        while len(chosen) < wanted:
            chosen.add(rows[int(rng.integers(len(rows)))])
        test |= chosen
    return sorted(set(range(len(y))) - test), sorted(test)
""",
    "confusion_matrix by a loop": """
def confusion_matrix(y_true, y_pred, labels):
    C = np.zeros((len(labels), len(labels)), int)
    for t, p in zip(y_true, y_pred):
        C[list(labels).index(t), list(labels).index(p)] += 1
    return C
""",
    "confusion_matrix by masks": """
def confusion_matrix(y_true, y_pred, labels):
    y_true, y_pred = np.array(y_true), np.array(y_pred)
    return np.array([[np.sum((y_true == a) & (y_pred == b)) for b in labels] for a in labels])
""",
    "confusion_matrix by bincount": """
def confusion_matrix(y_true, y_pred, labels):
    K, order = len(labels), np.argsort(labels)
    codes = [order[np.searchsorted(np.asarray(labels)[order], np.asarray(y))] for y in (y_true, y_pred)]
    return np.bincount(codes[0] * K + codes[1], minlength=K * K).reshape(K, K)
""",
    "confusion_matrix by a product": """
def confusion_matrix(y_true, y_pred, labels):
    actual, predicted = (np.asarray(y)[:, None] == np.asarray(labels) for y in (y_true, y_pred))
    return actual.T.astype(float) @ predicted
""",
    "confusion_matrix by a Counter of pairs": """
from collections import Counter

def confusion_matrix(y_true, y_pred, labels):
    pairs = Counter(zip(list(y_true), list(y_pred)))
    return np.array([[pairs[row, column] for column in labels] for row in labels])
""",
    "precision_recall by loops": """
def precision_recall(C, positive=1):
    tp = fp = fn = 0
    for i in range(len(C)):
        for j in range(len(C)):
            if i == positive and j == positive:
                tp += int(C[i, j])
            elif j == positive:
                fp += int(C[i, j])
            elif i == positive:
                fn += int(C[i, j])
    return (tp / (tp + fp) if tp + fp else 0.0), (tp / (tp + fn) if tp + fn else 0.0)
""",
    "precision_recall by exceptions": """
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
""",
    "precision_recall for all classes first": """
def precision_recall(C, positive=1):
    hits = np.diag(C).astype(float)
    precision = np.divide(hits, C.sum(axis=0), out=np.zeros(len(C)), where=C.sum(axis=0) > 0)
    recall = np.divide(hits, C.sum(axis=1), out=np.zeros(len(C)), where=C.sum(axis=1) > 0)
    return precision[positive], recall[positive]
""",
    "precision_recall without warnings": """
def precision_recall(C, positive=1):
    with np.errstate(all="ignore"):
        found = np.nan_to_num(C[positive, positive] / np.array([C[:, positive].sum(), C[positive, :].sum()]))
    return tuple(found)
""",
    "precision_recall by a helper": """
def share(part, whole):
    return 0 if whole == 0 else part / whole

def precision_recall(C, positive=1):
    unit = np.eye(len(C))[positive]
    return share(unit @ C @ unit, (C @ unit).sum()), share(unit @ C @ unit, (unit @ C).sum())
""",
    "f1_score from counts": """
def f1_score(C, positive=1):
    tp, both = C[positive, positive], C[positive].sum() + C[:, positive].sum()
    return 2 * tp / both if both else 0.0
""",
    "f1_score from reciprocals": """
def f1_score(C, positive=1):
    p, r = precision_recall(C, positive)
    return 0.0 if min(p, r) == 0 else 1 / (0.5 * (1 / p + 1 / r))
""",
    "f1_score by the library for means": """
import statistics

def f1_score(C, positive=1):
    return statistics.harmonic_mean(precision_recall(C, positive))
""",
    "f1_score by an exception": """
def f1_score(C, positive=1):
    p, r = map(float, precision_recall(C, positive=positive))
    try:
        return np.float64(2.0 * p * r / (p + r))
    except ZeroDivisionError:
        return 0
""",
    "f1_score by a product and a sum": """
def f1_score(C, positive=1):
    pair = np.array(precision_recall(C, positive))
    return 2 * pair.prod() / max(pair.sum(), 1e-300)
""",
    "macro_average by loops": """
def macro_average(C):
    ps, rs, fs = [], [], []
    for k in range(C.shape[0]):
        p, r = precision_recall(C, k)
        ps.append(p)
        rs.append(r)
        fs.append(f1_score(C, k))
    return sum(ps) / len(ps), sum(rs) / len(rs), sum(fs) / len(fs)
""",
    "macro_average by a table": """
def macro_average(C):
    table = np.array([[*precision_recall(C, k), f1_score(C, k)] for k in range(len(C))])
    return tuple(table.mean(axis=0))
""",
    "macro_average of columns": """
def macro_average(C):
    hits, columns, rows = np.diag(C), C.sum(axis=0), C.sum(axis=1)
    p, r = hits / np.maximum(columns, 1), hits / np.maximum(rows, 1)
    return p.mean(), r.mean(), (2 * hits / np.maximum(columns + rows, 1)).mean()
""",
    "macro_average by statistics": """
from statistics import mean

def macro_average(C):
    pairs = [precision_recall(C, k) for k in range(len(C))]
    return [mean(p for p, _ in pairs), mean(r for _, r in pairs), mean(f1_score(C, k) for k in range(len(C)))]
""",
    "macro_average by vectors": """
def macro_average(C):
    p, r = np.transpose([precision_recall(C, k) for k in range(len(C))])
    f = np.divide(2 * p * r, p + r, out=np.zeros(len(C)), where=p + r > 0)
    return float(np.sum(p) / len(C)), float(np.sum(r) / len(C)), float(np.sum(f) / len(C))
""",
    "pr_curve by loops": """
def pr_curve(scores, y):
    thresholds, precision, recall = [], [], []
    for threshold in sorted(set(scores.tolist()), reverse=True):
        flagged = [label for score, label in zip(scores, y) if score >= threshold]
        thresholds.append(threshold)
        precision.append(sum(flagged) / len(flagged))
        recall.append(sum(flagged) / sum(y))
    return thresholds, precision, recall
""",
    "pr_curve by cumulative sums": """
def pr_curve(scores, y):
    order = np.argsort(scores)[::-1]
    s, hits = scores[order], np.cumsum(y[order])
    last = np.append(np.flatnonzero(np.diff(s)), len(s) - 1)
    return s[last], hits[last] / (last + 1), hits[last] / hits[-1]
""",
    "pr_curve by counting": """
def pr_curve(scores, y):
    values, codes, counts = np.unique(scores, return_inverse=True, return_counts=True)
    positive = np.bincount(codes, weights=y)
    hits, flagged = positive[::-1].cumsum(), counts[::-1].cumsum()
    return values[::-1], hits / flagged, hits / positive.sum()
""",
    "pr_curve by searching": """
def pr_curve(scores, y):
    ascending, positive = np.sort(scores), np.sort(scores[y == 1])
    thresholds = np.flip(np.unique(ascending))
    flagged = len(scores) - np.searchsorted(ascending, thresholds)
    hits = len(positive) - np.searchsorted(positive, thresholds)
    return [thresholds, hits / flagged, hits / len(positive)]
""",
    "pr_curve by confusion matrices": """
def pr_curve(scores, y):
    thresholds = np.array(sorted(set(scores), key=lambda s: -s))
    pairs = [precision_recall(confusion_matrix(y, (scores >= t).astype(int), [0, 1])) for t in thresholds]
    return thresholds, np.array([p for p, _ in pairs]), np.array([r for _, r in pairs])
""",
    "learning_curve by choice": """
def learning_curve(fit_predict, X, y, X_test, y_test, sizes, rng):
    accuracies = np.zeros(len(sizes))
    for k, n in enumerate(sizes):
        rows = rng.choice(len(X), size=n, replace=False)
        accuracies[k] = (np.asarray(fit_predict(X[rows], y[rows], X_test)) == y_test).mean()
    return accuracies
""",
    "learning_curve of nested subsets": """
def learning_curve(fit_predict, X, y, X_test, y_test, sizes, rng):
    order = rng.permutation(len(X))
    return np.array([(fit_predict(X[order[:n]], y[order[:n]], X_test) == y_test).mean() for n in sizes])
""",
    "learning_curve by a list of rows": """
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
""",
    "learning_curve by random keys": """
def learning_curve(fit_predict, X, y, X_test, y_test, sizes, rng):
    def one(n):
        rows = np.sort(np.argsort(rng.random(len(y)))[:n])
        return 1 - np.mean(fit_predict(np.take(X, rows, axis=0), np.take(y, rows), X_test) != y_test)
    return np.fromiter(map(one, sizes), dtype=float)
""",
    "learning_curve by masks": """
def learning_curve(fit_predict, X, y, X_test, y_test, sizes, rng):
    accuracies = []
    for n in sizes:
        mask = rng.permutation(np.arange(len(X)) < n)
        accuracies.append(np.count_nonzero(fit_predict(X[mask].copy(), y[mask].copy(), X_test.copy()) == y_test))
    return np.array(accuracies) / len(y_test)
""",
    "top_k_error by loops": """
def top_k_error(scores, y, k):
    wrong = 0
    for row, label in zip(scores, y):
        if sum(1 for score in row if score > row[label]) >= k:
            wrong += 1
    return wrong / len(y)
""",
    "top_k_error by the k-th score": """
def top_k_error(scores, y, k):
    kth = -np.sort(-scores, axis=1)[:, min(k, scores.shape[1]) - 1]
    return np.mean(np.take_along_axis(scores, y[:, None], axis=1)[:, 0] < kth)
""",
    "top_k_error by partition": """
def top_k_error(scores, y, k):
    N, K = scores.shape
    if k >= K:
        return 0
    edge = np.partition(scores, K - k, axis=1)[:, K - k]
    return 1 - np.sum(scores[range(N), y] >= edge) / N
""",
    "top_k_error by ranks": """
def top_k_error(scores, y, k):
    ranks = [sorted(row, reverse=True).index(row[label]) for row, label in zip(scores.tolist(), y)]
    return float(np.mean(np.array(ranks) >= k))
""",
    "top_k_error by a raised score": """
def top_k_error(scores, y, k):
    order = np.lexsort((np.arange(scores.shape[1]) != y[:, None], -scores), axis=1)
    return 1.0 - float((order[:, :k] == y[:, None]).any(axis=1).mean())
""",
    "best_stump by loops": """
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
""",
    "best_stump at midpoints": """
def best_stump(X, y):
    best = (0, X[:, 0].max() + 1.0, 1 - np.bincount(y).max() / len(y))
    for j in range(X.shape[1]):
        values = np.unique(X[:, j])
        for t in (values[1:] + values[:-1]) / 2:
            low = X[:, j] <= t
            error = 1 - (np.bincount(y[low]).max() + np.bincount(y[~low]).max()) / len(y)
            if error < best[2] - 1e-12:
                best = (j, t, error)
    return best
""",
    "best_stump by cumulative counts": """
def best_stump(X, y):
    onehot = (y[:, None] == np.unique(y)).astype(int)
    found = []
    for j in range(X.shape[1]):
        order = np.argsort(X[:, j])
        low = np.cumsum(onehot[order], axis=0)
        right = low.max(axis=1) + (low[-1] - low).max(axis=1)
        splits = np.append(np.diff(X[order, j]) > 0, True)
        k = np.where(splits, right, -1).argmax()
        found.append((len(y) - right[k], j, X[order[k], j]))
    wrong, j, t = min(found)
    return j, t, wrong / len(y)
""",
    "best_stump by a Counter": """
from collections import Counter

def best_stump(X, y):
    rules = []
    for (i, j), t in np.ndenumerate(X):
        sides = Counter((bool(x <= t), int(label)) for x, label in zip(X[:, j], y))
        hits = sum(max((n for (s, _), n in sides.items() if s is side), default=0) for side in (True, False))
        rules.append((len(y) - hits, -j, -t))
    wrong, j, t = min(rules)
    return [-j, -t, np.float64(wrong) / len(y)]
""",
    "best_stump with thresholds from outside": """
def best_stump(X, y):
    N, D = X.shape
    best = (0, 0.0, np.inf)
    for j in reversed(range(D)):
        for t in np.concatenate([[X[:, j].min() - 1], X[:, j]]):
            answers = np.empty(N, dtype=y.dtype)
            for side in (X[:, j] <= t, X[:, j] > t):
                if side.any():
                    labels, counts = np.unique(y[side], return_counts=True)
                    answers[side] = labels[counts.argmax()]
            error = np.mean(answers != y)
            if error <= best[2]:
                best = (np.int64(j), np.float64(t), error)
    return best
""",
}

WRONG = {
    "majority_baseline without a share": (
        "def majority_baseline(y):\n    label, share = sorted(y)[len(y) // 2], None\n"
        "    return max(sorted(set(y)), key=list(y).count), share",
        {"granting_every_loan_is_right_nine_times_of_fifteen", "the_share_of_the_majority"},
    ),
    "majority_baseline of arrays only": (
        "def majority_baseline(y):\n    labels = sorted(set(y.tolist()))\n"
        "    counts = [(y == label).sum() for label in labels]\n"
        "    return labels[int(np.argmax(counts))], max(counts) / len(y)",
        {"labels_may_be_words_in_a_list"},
    ),
    "guess_accuracy in percent": (
        "def guess_accuracy(y):\n    p = np.unique(y, return_counts=True)[1] / len(y)\n"
        "    return 1 / len(p), 100 * float(p @ p)",
        {"guessing_yes_nine_times_of_fifteen", "guesses_in_proportion_to_several_shares"},
    ),
    "stratified_split of masks": (
        "def stratified_split(y, test_frac, rng, groups=None):\n"
        "    mask = np.zeros(len(y), dtype=bool)\n"
        "    strata = np.asarray(y if groups is None else groups)\n"
        "    for value in np.unique(strata):\n"
        "        rows = rng.permutation(np.flatnonzero(strata == value))\n"
        "        mask[rows[: round(test_frac * len(rows)) * (len(rows) > 1)]] = True\n"
        "    return ~mask, mask",
        {
            "stratified_split_leaves_its_arguments_alone",
            "stratified_split_draws_from_its_generator",
            "every_iris_is_in_one_part",
            "every_species_gives_its_share",
            "every_age_gives_its_share",
            "unequal_strata_give_their_shares",
            "groups_stand_above_labels",
            "lonely_examples_stay_in_training",
            "everybody_can_be_drawn",
            "strata_may_be_words_in_a_list",
        },
    ),
    "stratified_split of arrays only": (
        "def stratified_split(y, test_frac, rng, groups=None):\n"
        "    strata, test = y if groups is None else groups, []\n"
        "    for value in np.unique(strata):\n"
        "        rows = rng.permutation(np.flatnonzero(strata == value))\n"
        "        test += rows[: round(test_frac * len(rows)) * (len(rows) > 1)].tolist()\n"
        "    return [i for i in range(len(strata)) if i not in test], test",
        {"strata_may_be_words_in_a_list"},
    ),
    "stratified_split by age without its generator": (
        "def stratified_split(y, test_frac, rng, groups=None):\n"
        "    rng, train, test = np.random.default_rng(), [], []\n"
        "    strata = np.asarray(y if groups is None else groups)\n"
        "    for value in np.unique(strata):\n"
        "        rows = rng.permutation(np.flatnonzero(strata == value)).tolist()\n"
        "        count = round(test_frac * len(rows)) * (len(rows) > 1)\n"
        "        train, test = train + rows[count:], test + rows[:count]\n"
        "    return train, test",
        {"stratified_split_draws_from_its_generator"},
    ),
    "confusion_matrix of numbers only": (
        "def confusion_matrix(y_true, y_pred, labels):\n"
        "    labels = np.asarray(labels, dtype=int)\n"
        "    return (labels[:, None] == y_true).astype(int) @ (labels[:, None] == y_pred).T.astype(int)",
        {"no_fraud_is_found_by_saying_no"},
    ),
    "precision_recall that prints": (
        "def precision_recall(C, positive=1):\n    print(C[positive, positive] / C[:, positive].sum())",
        None,
    ),
    "f1_score in percent": (
        "def f1_score(C, positive=1):\n    p, r = precision_recall(C, positive)\n"
        "    return 200 * p * r / (p + r) if p + r else 0.0",
        {"f1_of_the_aggressive_classifier", "f1_of_four_classes", "f1_of_nothing_is_zero"},
    ),
    "macro_average of three classes": (
        "def macro_average(C):\n    table = [[*precision_recall(C, k), f1_score(C, k)] for k in range(3)]\n"
        "    return tuple(np.mean(table, axis=0))",
        {"a_rare_class_counts_as_much_as_a_frequent_one", "absent_classes_count_as_zero"},
    ),
    "pr_curve with the point that libraries add": (
        "def pr_curve(scores, y):\n    t = np.unique(scores)[::-1]\n    flagged = scores >= t[:, None]\n"
        "    hits = (flagged & (y == 1)).sum(axis=1)\n"
        "    return t, np.append(1.0, hits / flagged.sum(axis=1)), np.append(0.0, hits / y.sum())",
        {
            "precision_from_cautious_to_aggressive",
            "recall_from_cautious_to_aggressive",
            "curves_of_drawn_scores",
            "equal_scores_make_one_point",
            "a_single_positive_example",
        },
    ),
    "learning_curve in percent": (
        "def learning_curve(fit_predict, X, y, X_test, y_test, sizes, rng):\n    found = []\n"
        "    for n in sizes:\n        rows = rng.permutation(len(X))[:n]\n"
        "        found.append(100 * float(np.mean(fit_predict(X[rows], y[rows], X_test) == y_test)))\n    return found",
        {"accuracy_is_that_on_the_test_set"},
    ),
    "top_k_error with partition out of range": (
        "def top_k_error(scores, y, k):\n    edge = -np.partition(-scores, k)[:, :k].max(axis=1)\n"
        "    return float((scores[np.arange(len(y)), y] < edge).mean())",
        {"naming_all_labels_cannot_fail"},
    ),
    "best_stump with strict inequality": (
        "def best_stump(X, y):\n    best = (0, 0.0, 2.0)\n    for j in range(X.shape[1]):\n"
        "        for t in np.unique(X[:, j]):\n            low = X[:, j] < t\n"
        "            hits = sum(max(np.bincount(side), default=0) for side in (y[low], y[~low]))\n"
        "            best = min(best, (j, float(t), 1 - hits / len(y)), key=lambda rule: rule[2])\n    return best",
        {"the_error_is_that_of_the_stump", "no_stump_is_better"},
    ),
}


def results_of(exercise, source):
    """Run the checks of one exercise against the reference, in which it is replaced."""
    loaded = courses.loaded(*PLACE)
    part = next(each for each in loaded.assignment.parts if each.name == exercise)
    names = frozenset(row.name for row in part.rows)
    results = run_solution(loaded, f"{solution_source(loaded)}\n{source}", courses.LOCAL, courses.terms(*PLACE), names)
    return [result for result in results if result.check in names]


def lost(exercise, source):
    """Return the checks that lose points."""
    return {each.check for each in results_of(exercise, source) if each.earned != each.possible}


@pytest.mark.parametrize("name", RIGHT)
def test_a_right_solution_in_another_style_earns_everything(name):
    """Loops, counters, sorting, cumulative sums, lists and tuples: what keeps the promises is right."""
    results = results_of(name.split()[0], RIGHT[name])

    assert [] == [(each.check, each.message) for each in results if each.earned != each.possible]


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_solution_loses_what_is_wrong(name):
    """No more and no less; None stands for all."""
    source, expected = WRONG[name]
    results = results_of(name.split()[0], source)
    found = {each.check for each in results if each.earned != each.possible}

    assert (expected if expected is not None else {each.check for each in results}) == found


@pytest.mark.parametrize("name", WRONG)
def test_what_a_student_reads_says_what_to_change(name):
    """The first line of each message speaks of the result, and none of the grader's insides."""
    texts = [each.message.text for each in results_of(name.split()[0], WRONG[name][0]) if each.message]

    assert texts
    assert [] == [text for text in texts if "Traceback" in text or not text.strip()]


ANSWERS = {
    "q_1_9a of another student": ("q_1_9a", 'who = "Grace"\nq_1_9a = 0.123', True),
    "q_1_9a as accuracy": ("q_1_9a", "q_1_9a = numbers_of_1_9(who)['right'] / numbers_of_1_9(who)['examples']", True),
    "q_1_9a rounded": ("q_1_9a", "q_1_9a = round(q_1_9a, 3)", False),
    "q_1_9a without a name": ("q_1_9a", "who = ...", True),
    "q_1_9b in lower case": ("q_1_9b", "q_1_9b = ' ' + q_1_9b.lower()", False),
    "q_1_9b another letter": ("q_1_9b", "q_1_9b = 'ABCD'[('ABCD'.index(q_1_9b) + 1) % 4]", True),
    "q_1_9b as a number": ("q_1_9b", "q_1_9b = 3", True),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_answers_to_the_questions(name):
    """A number to three digits and a letter in either case are right; what belongs to another name is not."""
    question, source, wrong = ANSWERS[name]

    assert wrong == bool(lost(question, source))


@pytest.mark.parametrize("name", ["Ada", "grace hopper", " 4711 ", "Émilie"])
def test_every_name_has_an_answer(name):
    """Numbers drawn from any name have a whole number of right answers, and one right choice."""
    namespace = {}
    exec(solution_source(courses.loaded(*PLACE)), namespace)
    drawn = namespace["numbers_of_1_9"](name)

    assert 0 < drawn["largest"] < drawn["right"] < drawn["examples"]
    assert ["A", "B", "C", "D"] == sorted(drawn["choices"])
    assert 1 == sum("set aside" in text for text in drawn["choices"].values())
