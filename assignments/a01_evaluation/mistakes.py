"""Typical wrong solutions of assignment 1: what each check must catch, and what a student who made it should read."""

import numpy as np

from grader import Mistake
from reference.baselines import best_stump, guess_accuracy, majority_baseline
from reference.curves import learning_curve, pr_curve
from reference.evaluation import confusion_matrix, f1_score, macro_average, precision_recall, top_k_error
from reference.sampling import stratified_split

from . import checks_hidden as hidden
from . import checks_public as public

# 1.1


def count_in_the_place_of_the_share(y):
    """Returns how many examples have the label."""
    values, counts = np.unique(y, return_counts=True)
    return values[counts.argmax()].item(), float(counts.max())


def position_in_the_place_of_the_label(y):
    """Returns where in the sorted labels the most frequent one stands, as np.bincount would for 0 .. K-1."""
    _, counts = np.unique(y, return_counts=True)
    return int(counts.argmax()), float(counts.max() / counts.sum())


def largest_label_of_a_tie(y):
    """Lets the last of several equally frequent labels win, as <= in a loop does."""
    values, counts = np.unique(y, return_counts=True)
    last = np.flatnonzero(counts == counts.max())[-1]
    return values[last].item(), float(counts.max() / counts.sum())


def first_label_of_a_tie(y):
    """Lets the label win that comes first in y, as Counter.most_common does."""
    labels = np.asarray(y).tolist()
    label = max(dict.fromkeys(labels), key=labels.count)
    return label, labels.count(label) / len(labels)


def largest_label(y):
    """Takes max(y) for the most frequent label."""
    labels = np.asarray(y).tolist()
    return max(labels), labels.count(max(labels)) / len(labels)


def labels_sorted_in_place(y):
    """Sorts the caller's labels to count them."""
    y.sort()
    values, counts = np.unique(y, return_counts=True)
    return values[counts.argmax()].item(), float(counts.max() / counts.sum())


def list_compared_with_the_majority(y):
    """Compares a whole list with the label, which is just False."""
    values, counts = np.unique(y, return_counts=True)
    label = values[counts.argmax()].item()
    return label, float(np.mean(y == label))


def largest_share_for_a_proportional_guess(y):
    """Takes what the majority baseline earns for what guessing in proportion earns."""
    _, counts = np.unique(y, return_counts=True)
    return 1 / len(counts), float(counts.max() / counts.sum())


def uniform_guess_among_the_examples(y):
    """Divides by the number of examples in the place of the number of labels."""
    _, counts = np.unique(y, return_counts=True)
    return 1 / len(y), float(((counts / len(y)) ** 2).sum())


def chance_of_a_mismatch(y):
    """Returns the Gini impurity of decision trees: the chance of a wrong guess."""
    _, counts = np.unique(y, return_counts=True)
    return 1 / len(counts), 1 - float(((counts / len(y)) ** 2).sum())


def shares_averaged(y):
    """Divides the sum of squares by the number of labels: each label counts the same."""
    _, counts = np.unique(y, return_counts=True)
    return 1 / len(counts), float(((counts / len(y)) ** 2).mean())


# 1.2


def random_but_not_stratified(y, test_frac, rng, groups=None):
    """Sets aside a random sample of all examples."""
    rows = rng.permutation(len(y))
    count = round(test_frac * len(y))
    return np.sort(rows[count:]), np.sort(rows[:count])


def global_generator(y, test_frac, rng, groups=None):
    """Shuffles with numpy.random, which rng has nothing to do with."""
    strata = np.asarray(y if groups is None else groups)
    test = []
    for value in np.unique(strata):
        rows = np.flatnonzero(strata == value)
        np.random.shuffle(rows)
        test += rows[: round(test_frac * len(rows)) * (len(rows) > 1)].tolist()
    return np.setdiff1d(np.arange(len(strata)), test), np.array(sorted(test), dtype=int)


def always_by_label(y, test_frac, rng, groups=None):
    """Stratifies by the labels also where groups is given."""
    return stratified_split(y, test_frac, rng)


def strata_of_labels_and_groups(y, test_frac, rng, groups=None):
    """Stratifies by the labels within each group."""
    if groups is None:
        return stratified_split(y, test_frac, rng)
    return stratified_split([f"{group} {label}" for label, group in zip(y, groups, strict=True)], test_frac, rng)


def neighbours_of_each_stratum(y, test_frac, rng, groups=None):
    """Draws where to start, and takes the examples that follow there."""
    strata = np.asarray(y if groups is None else groups)
    test = []
    for value in np.unique(strata):
        rows = np.flatnonzero(strata == value)
        count = int(test_frac * len(rows))
        test += np.roll(rows, rng.integers(len(rows)))[:count].tolist()
    return np.setdiff1d(np.arange(len(strata)), test), np.array(sorted(test), dtype=int)


def first_rows_of_each_stratum(y, test_frac, rng, groups=None):
    """Takes the first examples of each stratum, drawn by nobody."""
    strata = np.asarray(y if groups is None else groups)
    test = []
    for value in np.unique(strata):
        rows = np.flatnonzero(strata == value)
        test += rows[: round(test_frac * len(rows)) * (len(rows) > 1)].tolist()
    return np.setdiff1d(np.arange(len(strata)), test), np.array(sorted(test), dtype=int)


def at_least_one_of_each_stratum(y, test_frac, rng, groups=None):
    """Sends the only example of a stratum to the test set."""
    strata = np.asarray(y if groups is None else groups)
    test = []
    for value in np.unique(strata):
        rows = rng.permutation(np.flatnonzero(strata == value))
        test += rows[: max(1, round(test_frac * len(rows)))].tolist()
    return np.setdiff1d(np.arange(len(strata)), test), np.array(sorted(test), dtype=int)


def drawn_with_repeats(y, test_frac, rng, groups=None):
    """Draws each example of the test set from all of its stratum, so that some come twice and others not at all."""
    strata = np.asarray(y if groups is None else groups)
    test = []
    for value in np.unique(strata):
        rows = np.flatnonzero(strata == value)
        if len(rows) > 1:
            test += rng.choice(rows, size=round(test_frac * len(rows))).tolist()
    return np.setdiff1d(np.arange(len(strata)), test), np.array(sorted(test), dtype=int)


def parts_exchanged(y, test_frac, rng, groups=None):
    """Returns the test set first."""
    train, test = stratified_split(y, test_frac, rng, groups)
    return test, train


def same_number_from_each_stratum(y, test_frac, rng, groups=None):
    """Takes equally many of each stratum, however large it is."""
    strata = np.asarray(y if groups is None else groups)
    values = np.unique(strata)
    count = round(test_frac * len(strata) / len(values))
    test = []
    for value in values:
        rows = rng.permutation(np.flatnonzero(strata == value))
        test += rows[: count if len(rows) > 1 else 0].tolist()
    return np.setdiff1d(np.arange(len(strata)), test), np.array(sorted(test), dtype=int)


def lists_compared_with_a_label(y, test_frac, rng, groups=None):
    """Compares a whole list with a label, which is just False."""
    strata = y if groups is None else groups
    test = []
    for value in sorted(set(strata)):
        rows = np.flatnonzero(strata == value)
        if len(rows) > 1:
            test += rng.permutation(rows)[: round(test_frac * len(rows))].tolist()
    return np.setdiff1d(np.arange(len(strata)), test), np.array(sorted(test), dtype=int)


def lonely_examples_lost(y, test_frac, rng, groups=None):
    """Passes over a stratum of one, so that its example is in neither part."""
    strata = np.asarray(y if groups is None else groups)
    train, test = [], []
    for value in np.unique(strata):
        rows = rng.permutation(np.flatnonzero(strata == value)).tolist()
        if len(rows) > 1:
            count = round(test_frac * len(rows))
            test += rows[:count]
            train += rows[count:]
    return train, test


def same_places_of_each_stratum(y, test_frac, rng, groups=None):
    """Seeds a generator anew for each stratum, so that all are shuffled alike."""
    strata = np.asarray(y if groups is None else groups)
    seed, test = rng.integers(2**32), []
    for value in np.unique(strata):
        rows = np.random.default_rng(seed).permutation(np.flatnonzero(strata == value))
        test += rows[: round(test_frac * len(rows)) * (len(rows) > 1)].tolist()
    return np.setdiff1d(np.arange(len(strata)), test), np.array(sorted(test), dtype=int)


# 1.3


def columns_are_actual(y_true, y_pred, labels):
    """Puts what is into columns and what was predicted into rows."""
    return confusion_matrix(y_pred, y_true, labels)


def descending_whatever_labels_says(y_true, y_pred, labels):
    """Always puts the larger label first, as the positive one stands in the lecture's table."""
    return confusion_matrix(y_true, y_pred, sorted(labels, reverse=True))


def ascending_whatever_labels_says(y_true, y_pred, labels):
    """Sorts the labels, as libraries do that are given none."""
    return confusion_matrix(y_true, y_pred, sorted(labels))


def absent_labels_dropped(y_true, y_pred, labels):
    """Makes rows and columns only for labels that occur."""
    known = {*np.asarray(y_true).tolist(), *np.asarray(y_pred).tolist()}
    return confusion_matrix(y_true, y_pred, [label for label in labels if label in known])


def labels_are_positions(y_true, y_pred, labels):
    """Uses the labels themselves as indices."""
    C = np.zeros((len(labels), len(labels)), dtype=int)
    for actual, predicted in zip(y_true, y_pred, strict=True):
        C[actual, predicted] += 1
    return C


def shares_of_each_row(y_true, y_pred, labels):
    """Divides each row by its sum."""
    C = confusion_matrix(y_true, y_pred, labels)
    return C / np.maximum(C.sum(axis=1, keepdims=True), 1)


def repeated_cells_counted_once(y_true, y_pred, labels):
    """Adds 1 to an array of cells at once, which counts a cell that is named several times only once."""
    place = {label: k for k, label in enumerate(labels)}
    C = np.zeros((len(labels), len(labels)), dtype=int)
    rows, columns = ([place[label] for label in y] for y in (y_true, y_pred))
    C[rows, columns] += 1
    return C


# 1.4


def recall_before_precision(C, positive=1):
    """Divides by the row for precision and by the column for recall."""
    precision, recall = precision_recall(C, positive)
    return recall, precision


def nan_for_nothing(C, positive=1):
    """Divides by zero, with a warning and NaN."""
    hits = C[positive, positive]
    return hits / C[:, positive].sum(), hits / C[positive].sum()


def one_for_nothing(C, positive=1):
    """Calls it perfect where nothing was predicted or nothing is there."""
    hits, predicted, actual = C[positive, positive], C[:, positive].sum(), C[positive].sum()
    return float(hits / predicted) if predicted else 1.0, float(hits / actual) if actual else 1.0


def always_class_one(C, positive=1):
    """Ignores the argument positive."""
    return precision_recall(C)


def only_the_first_other_class(C, positive=1):
    """Works with TP, FN, FP of two classes: adds one neighbour only."""
    other = 1 - positive if positive < 2 else 0
    hits, missed, false = C[positive, positive], C[positive, other], C[other, positive]
    precision = hits / (hits + false) if hits + false else 0.0
    recall = hits / (hits + missed) if hits + missed else 0.0
    return float(precision), float(recall)


def accuracy_for_precision(C, positive=1):
    """Takes the share of all right answers for precision."""
    return float(np.trace(C) / C.sum()), precision_recall(C, positive)[1]


def arithmetic_mean(C, positive=1):
    """Averages precision and recall as usual numbers."""
    return sum(precision_recall(C, positive)) / 2


def harmonic_mean_without_the_two(C, positive=1):
    """Forgets the factor 2."""
    return f1_score(C, positive) / 2


def f1_of_nothing_is_nan(C, positive=1):
    """Divides 0 by 0."""
    precision, recall = np.array(precision_recall(C, positive))
    return 2 * precision * recall / (precision + recall)


def f1_of_class_one(C, positive=1):
    """Ignores the argument positive."""
    return f1_score(C)


def weighted_by_support(C):
    """Weights each class by its number of examples."""
    weights = C.sum(axis=1) / C.sum()
    classes = [(*precision_recall(C, k), f1_score(C, k)) for k in range(len(C))]
    return tuple(float(number) for number in weights @ np.array(classes))


def f1_of_the_means(C):
    """Joins the mean precision and the mean recall."""
    precision, recall, _ = macro_average(C)
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def absent_classes_left_out(C):
    """Averages over the classes that occur and are predicted."""
    kept = [k for k in range(len(C)) if C[k].any() and C[:, k].any()]
    classes = [(*precision_recall(C, k), f1_score(C, k)) for k in kept]
    return tuple(float(number) for number in np.mean(classes, axis=0))


def micro_average(C):
    """Adds up the hits of all classes first: every number becomes the accuracy."""
    accuracy = float(np.trace(C) / C.sum())
    return accuracy, accuracy, accuracy


# 1.5


def from_aggressive_to_cautious(scores, y):
    """Goes from the lowest threshold up, so that recall falls."""
    return tuple(part[::-1] for part in pr_curve(scores, y))


def strictly_above_the_threshold(scores, y):
    """Asks for a score above the threshold."""
    thresholds = np.unique(scores)[::-1]
    flagged = scores > thresholds[:, None]
    hits = (flagged & (y == 1)).sum(axis=1)
    return thresholds, hits / np.maximum(flagged.sum(axis=1), 1), hits / (y == 1).sum()


def one_point_for_each_example(scores, y):
    """Does not join equal scores."""
    order = np.argsort(-scores, kind="stable")
    hits = np.cumsum(y[order])
    return scores[order], hits / np.arange(1, len(y) + 1), hits / y.sum()


def first_of_equal_scores(scores, y):
    """Joins equal scores, but counts only the first of them."""
    order = np.argsort(-scores, kind="stable")
    hits = np.cumsum(y[order])
    _, first = np.unique(-scores[order], return_index=True)
    return scores[order][first], hits[first] / (first + 1), hits[first] / y.sum()


def recall_of_the_predicted(scores, y):
    """Divides the hits by the number of all examples for recall."""
    thresholds, precision, recall = pr_curve(scores, y)
    return thresholds, precision, recall * y.mean()


def false_positive_rate_for_precision(scores, y):
    """Mixes up this curve with the ROC curve: the share of negative examples that are flagged."""
    thresholds, _, recall = pr_curve(scores, y)
    flagged = scores >= thresholds[:, None]
    return thresholds, (flagged & (y == 0)).sum(axis=1) / max(1, (y == 0).sum()), recall


def point_before_the_first(scores, y):
    """Begins above all scores, at infinity, as libraries do for the ROC curve."""
    thresholds, precision, recall = pr_curve(scores, y)
    return np.append(np.inf, thresholds), np.append(1.0, precision), np.append(0.0, recall)


def close_scores_joined(scores, y):
    """Joins scores that are nearly equal."""
    return pr_curve(np.round(scores, 3), y)


def scores_sorted_in_place(scores, y):
    """Sorts the caller's scores, and forgets the labels."""
    scores.sort()
    return pr_curve(scores, y)


# 1.6


def always_the_first_rows(fit_predict, X, y, X_test, y_test, sizes, rng):
    """Takes the first examples, drawn by nobody."""
    return np.array([np.mean(fit_predict(X[:size], y[:size], X_test) == y_test) for size in sizes])


def smallest_size_first(fit_predict, X, y, X_test, y_test, sizes, rng):
    """Goes through the sizes from the smallest to the largest, whatever their order is."""
    return learning_curve(fit_predict, X, y, X_test, y_test, sorted(sizes), rng)


def neighbours_from_a_random_start(fit_predict, X, y, X_test, y_test, sizes, rng):
    """Draws where to start, and takes the examples that follow there."""
    accuracies = []
    for size in sizes:
        rows = (rng.integers(len(X)) + np.arange(size)) % len(X)
        accuracies.append(np.mean(fit_predict(X[rows], y[rows], X_test) == y_test))
    return np.array(accuracies)


def subset_with_repeats(fit_predict, X, y, X_test, y_test, sizes, rng):
    """Draws each example from all, as the bootstrap does."""
    found = []
    for size in sizes:
        rows = rng.integers(len(X), size=size)
        found.append(np.mean(fit_predict(X[rows], y[rows], X_test) == y_test))
    return np.array(found)


def accuracy_on_the_subset(fit_predict, X, y, X_test, y_test, sizes, rng):
    """Tests with what was learned from."""
    found = []
    for size in sizes:
        rows = rng.permutation(len(X))[:size]
        found.append(np.mean(fit_predict(X[rows], y[rows], X[rows]) == y[rows]))
    return np.array(found)


def labels_of_other_rows(fit_predict, X, y, X_test, y_test, sizes, rng):
    """Shuffles inputs and labels each for themselves."""
    found = []
    for size in sizes:
        inputs, labels = X[rng.permutation(len(X))[:size]], y[rng.permutation(len(X))[:size]]
        found.append(np.mean(fit_predict(inputs, labels, X_test) == y_test))
    return np.array(found)


def everything_every_time(fit_predict, X, y, X_test, y_test, sizes, rng):
    """Learns from the whole training set at every size."""
    return np.array([np.mean(fit_predict(X, y, X_test) == y_test) for _ in sizes])


def best_accuracy_so_far(fit_predict, X, y, X_test, y_test, sizes, rng):
    """Lets the curve never fall."""
    return np.maximum.accumulate(learning_curve(fit_predict, X, y, X_test, y_test, sizes, rng))


def sizes_sorted_in_place(fit_predict, X, y, X_test, y_test, sizes, rng):
    """Puts the caller's sizes into order."""
    order = list(sizes)
    sizes.sort()
    return learning_curve(fit_predict, X, y, X_test, y_test, order, rng)


def training_set_shuffled_in_place(fit_predict, X, y, X_test, y_test, sizes, rng):
    """Puts the caller's examples into another order."""
    order = rng.permutation(len(X))
    X[:], y[:] = X[order], y[order]
    return learning_curve(fit_predict, X, y, X_test, y_test, sizes, rng)


# 1.7


def top_k_accuracy(scores, y, k):
    """Returns the share that the slide calls an error."""
    return 1 - top_k_error(scores, y, k)


def tie_counts_as_out(scores, y, k):
    """Asks the right label to beat all but k - 1 others."""
    own = scores[np.arange(len(y)), y]
    return float(((scores >= own[:, None]).sum(axis=1) > k).mean())


def k_lowest(scores, y, k):
    """Takes the k lowest scores, because argsort ascends."""
    lowest = np.argsort(scores, axis=1)[:, :k]
    return float(1 - (lowest == y[:, None]).any(axis=1).mean())


def first_columns_of_a_tie(scores, y, k):
    """Sorts downwards and names the first k, so that of equal scores the one further left counts."""
    named = np.argsort(-scores, axis=1, kind="stable")[:, :k]
    return float(1 - (named == y[:, None]).any(axis=1).mean())


def last_columns_of_a_tie(scores, y, k):
    """Sorts upwards and names the last k, so that of equal scores the one further right counts."""
    named = np.argsort(scores, axis=1, kind="stable")[:, -k:]
    return float(1 - (named == y[:, None]).any(axis=1).mean())


def highest_different_scores(scores, y, k):
    """Names all labels that have one of the k highest different scores, which may be more than k."""
    named = [row[label] in np.unique(row)[-k:] for row, label in zip(scores, y, strict=True)]
    return float(1 - np.mean(named))


def only_place_k(scores, y, k):
    """Looks at the k-th place alone."""
    place = np.argsort(-scores, axis=1, kind="stable")[:, min(k, scores.shape[1]) - 1]
    return float((place != y).mean())


def one_too_many(scores, y, k):
    """Names k + 1 labels."""
    return top_k_error(scores, y, k + 1)


# 1.8


def high_side_is_one(X, y):
    """Always answers 1 above the threshold and 0 below."""
    best = (0, 0.0, 2.0)
    for feature in range(X.shape[1]):
        for threshold in np.unique(X[:, feature]):
            error = float(np.mean((X[:, feature] > threshold) != y))
            if error < best[2]:
                best = (feature, float(threshold), error)
    return best


def next_label_on_the_other_side(X, y):
    """Gives the right side the label after the one of the left side, which is right for two labels only."""
    labels, y = np.unique(y, return_inverse=True)
    best = (0, 0.0, 2.0)
    for feature in range(X.shape[1]):
        for threshold in np.unique(X[:, feature]):
            low = X[:, feature] <= threshold
            left = np.bincount(y[low]).argmax()
            error = float(np.mean(np.where(low, left, (left + 1) % len(labels)) != y))
            if error < best[2]:
                best = (feature, float(threshold), error)
    return best


def accuracy_for_the_error(X, y):
    """Returns the share of right answers."""
    feature, threshold, error = best_stump(X, y)
    return feature, threshold, 1 - error


def first_feature_only(X, y):
    """Looks at column 0 alone."""
    return best_stump(X[:, :1], y)


def mistakes_not_their_share(X, y):
    """Returns how many examples are wrong."""
    feature, threshold, error = best_stump(X, y)
    return feature, threshold, error * len(y)


def threshold_at_the_mean(X, y):
    """Tries the mean of each column, and no other threshold."""
    best = (0, 0.0, 2.0)
    for feature in range(X.shape[1]):
        threshold = float(X[:, feature].mean())
        low = X[:, feature] <= threshold
        wrong = sum(len(side) - max(np.bincount(side), default=0) for side in (y[low], y[~low]))
        if wrong / len(y) < best[2]:
            best = (feature, threshold, wrong / len(y))
    return best


def impurity_in_the_place_of_mistakes(X, y):
    """Chooses by the Gini impurity, as trees grow, and returns the error of that stump: not always the lowest."""
    best = None
    for feature in range(X.shape[1]):
        for threshold in np.unique(X[:, feature]):
            low = X[:, feature] <= threshold
            counts = [np.bincount(side) for side in (y[low], y[~low]) if len(side)]
            impurity = sum(count.sum() - (count**2).sum() / count.sum() for count in counts)
            wrong = sum(count.sum() - count.max() for count in counts)
            if best is None or impurity < best[0]:
                best = (impurity, feature, float(threshold), float(wrong / len(y)))
    return best[1:]


def midpoints_only(X, y):
    """Needs two different values in a column, and fails where there are none."""
    best = (0, 0.0, 2.0)
    for feature in range(X.shape[1]):
        values = np.unique(X[:, feature])
        for threshold in (values[:-1] + values[1:]) / 2:
            low = X[:, feature] <= threshold
            wrong = sum(len(side) - np.bincount(side).max() for side in (y[low], y[~low]))
            if wrong / len(y) < best[2]:
                best = (feature, float(threshold), float(wrong / len(y)))
    return best


MISTAKES = (
    Mistake(
        count_in_the_place_of_the_share,
        replaces=majority_baseline,
        hint="accuracy is a share: divide the count by the number of examples.",
        caught_by=(public.granting_every_loan_is_right_nine_times_of_fifteen, hidden.the_share_of_the_majority),
        catalog="M336",
    ),
    Mistake(
        position_in_the_place_of_the_label,
        replaces=majority_baseline,
        hint="Return the label that stands in y; argmax gives the place of its count.",
        caught_by=(public.most_flowers_are_of_one_kind, hidden.the_majority_may_stand_anywhere),
        catalog="M332",
    ),
    Mistake(
        largest_label_of_a_tie,
        replaces=majority_baseline,
        hint="Of several equally frequent labels the smallest wins: go up, replace the best only by a larger count.",
        caught_by=hidden.equal_counts_give_the_smallest_label,
    ),
    Mistake(
        first_label_of_a_tie,
        replaces=majority_baseline,
        hint="Counter.most_common lets the label win that comes first; count in the order of the labels.",
        caught_by=hidden.equal_counts_give_the_smallest_label,
    ),
    Mistake(
        largest_label,
        replaces=majority_baseline,
        hint="max(y) is the largest label; the most frequent one has the largest count.",
        caught_by=hidden.the_majority_may_stand_anywhere,
    ),
    Mistake(
        labels_sorted_in_place,
        replaces=majority_baseline,
        hint="y.sort() changes the caller's labels; sorted(y) and np.sort(y) make new ones.",
        caught_by=public.majority_baseline_leaves_the_labels_alone,
    ),
    Mistake(
        list_compared_with_the_majority,
        replaces=majority_baseline,
        hint="A list compared with a label is just False: make an array first, np.asarray(y).",
        caught_by=public.labels_may_be_words_in_a_list,
    ),
    Mistake(
        largest_share_for_a_proportional_guess,
        replaces=guess_accuracy,
        hint="Guessing in proportion guesses each label now and then: add up share times share over all labels.",
        caught_by=(public.guessing_yes_nine_times_of_fifteen, hidden.guesses_in_proportion_to_several_shares),
        catalog="M337",
    ),
    Mistake(
        uniform_guess_among_the_examples,
        replaces=guess_accuracy,
        hint="Divide by the number of different labels, not by the number of examples.",
        caught_by=public.a_coin_is_right_half_of_the_time,
    ),
    Mistake(
        chance_of_a_mismatch,
        replaces=guess_accuracy,
        hint="That is the chance of a wrong guess (the Gini impurity of trees); asked for is that of a right one.",
        caught_by=public.guessing_yes_nine_times_of_fifteen,
    ),
    Mistake(
        shares_averaged,
        replaces=guess_accuracy,
        hint="Add up the squared shares; they already carry the weight of each label.",
        caught_by=public.guessing_yes_nine_times_of_fifteen,
    ),
    Mistake(
        random_but_not_stratified,
        replaces=stratified_split,
        hint="Draw from each stratum by itself; a sample of everybody has the right shares only on average.",
        caught_by=(public.every_species_gives_its_share, hidden.unequal_strata_give_their_shares),
        catalog="M004",
    ),
    Mistake(
        global_generator,
        replaces=stratified_split,
        hint="Draw with rng, the argument: np.random has a state of its own.",
        caught_by=hidden.stratified_split_draws_from_its_generator,
        catalog="M006",
    ),
    Mistake(
        always_by_label,
        replaces=stratified_split,
        hint="Where groups is given, its values are the strata, not the labels.",
        caught_by=(public.every_age_gives_its_share, hidden.groups_stand_above_labels),
        catalog="M338",
    ),
    Mistake(
        strata_of_labels_and_groups,
        replaces=stratified_split,
        hint="Where groups is given, its values alone are the strata: do not divide a group by its labels.",
        caught_by=hidden.groups_stand_above_labels,
    ),
    Mistake(
        neighbours_of_each_stratum,
        replaces=stratified_split,
        hint="A random start is not a random sample: shuffle the examples of a stratum with rng.permutation.",
        caught_by=hidden.everybody_can_be_drawn,
    ),
    Mistake(
        first_rows_of_each_stratum,
        replaces=stratified_split,
        hint="Shuffle the examples of a stratum with rng before you take some.",
        caught_by=hidden.everybody_can_be_drawn,
    ),
    Mistake(
        at_least_one_of_each_stratum,
        replaces=stratified_split,
        hint="A stratum of one stays in training: a model cannot learn what it never sees.",
        caught_by=hidden.lonely_examples_stay_in_training,
    ),
    Mistake(
        drawn_with_repeats,
        replaces=stratified_split,
        hint="Draw without replacement: rng.permutation(rows)[:count], or rng.choice with replace=False.",
        caught_by=public.every_iris_is_in_one_part,
    ),
    Mistake(
        parts_exchanged,
        replaces=stratified_split,
        hint="Return the training set first; test_frac is the share of the test set.",
        caught_by=public.every_species_gives_its_share,
    ),
    Mistake(
        same_number_from_each_stratum,
        replaces=stratified_split,
        hint="A stratum gives its share: test_frac times its own size, not the same number as the others.",
        caught_by=hidden.unequal_strata_give_their_shares,
    ),
    Mistake(
        lists_compared_with_a_label,
        replaces=stratified_split,
        hint="A list compared with a label is just False: make an array first, np.asarray(y).",
        caught_by=public.strata_may_be_words_in_a_list,
    ),
    Mistake(
        lonely_examples_lost,
        replaces=stratified_split,
        hint="A stratum of one stays in training: its example belongs into train_idx.",
        caught_by=hidden.lonely_examples_stay_in_training,
    ),
    Mistake(
        same_places_of_each_stratum,
        replaces=stratified_split,
        hint="Draw all strata with rng itself: a generator that is seeded anew shuffles them all alike.",
        caught_by=hidden.everybody_can_be_drawn,
    ),
    Mistake(
        columns_are_actual,
        replaces=confusion_matrix,
        hint="Rows are what is, columns what was predicted; yours is transposed.",
        caught_by=(public.the_cautious_classifier_of_the_lecture, hidden.who_is_taken_for_whom),
        catalog="M001",
    ),
    Mistake(
        descending_whatever_labels_says,
        replaces=confusion_matrix,
        hint="The lecture puts the positive label first because it says labels=[1, 0]; follow the list.",
        caught_by=(public.the_negative_label_may_come_first, hidden.labels_come_in_any_order),
        catalog="M339",
    ),
    Mistake(
        ascending_whatever_labels_says,
        replaces=confusion_matrix,
        hint="Follow the order of the argument labels; it need not be sorted.",
        caught_by=(public.the_cautious_classifier_of_the_lecture, hidden.labels_come_in_any_order),
    ),
    Mistake(
        absent_labels_dropped,
        replaces=confusion_matrix,
        hint="Every label of the list has a row and a column, be they zeros.",
        caught_by=hidden.absent_labels_have_zeros,
        catalog="M340",
    ),
    Mistake(
        labels_are_positions,
        replaces=confusion_matrix,
        hint="Find the place of a label in the list: it may be a text, or any number.",
        caught_by=(hidden.labels_come_in_any_order, hidden.no_fraud_is_found_by_saying_no),
    ),
    Mistake(
        shares_of_each_row,
        replaces=confusion_matrix,
        hint="Count examples; do not divide.",
        caught_by=public.the_cautious_classifier_of_the_lecture,
    ),
    Mistake(
        repeated_cells_counted_once,
        replaces=confusion_matrix,
        hint="C[rows, columns] += 1 counts a repeated cell once: use np.add.at, or a loop.",
        caught_by=public.the_cautious_classifier_of_the_lecture,
    ),
    Mistake(
        recall_before_precision,
        replaces=precision_recall,
        hint="Precision divides by what was predicted (a column), recall by what is (a row).",
        caught_by=(public.precision_of_the_three_classifiers, public.recall_of_the_three_classifiers),
        catalog="M002",
    ),
    Mistake(
        nan_for_nothing,
        replaces=precision_recall,
        hint="0/0 counts as 0.0: ask whether the sum is 0 before you divide.",
        caught_by=hidden.nothing_found_counts_as_zero,
        catalog="M003",
    ),
    Mistake(
        one_for_nothing,
        replaces=precision_recall,
        hint="0/0 counts as 0.0 here; some libraries can be told to take 1.",
        caught_by=hidden.nothing_found_counts_as_zero,
    ),
    Mistake(
        always_class_one,
        replaces=precision_recall,
        hint="positive says which row and column to look at.",
        caught_by=(public.the_positive_class_may_come_first, hidden.each_of_four_classes_may_be_positive),
    ),
    Mistake(
        only_the_first_other_class,
        replaces=precision_recall,
        hint="With more than two classes all others are negative: add up the whole row and the whole column.",
        caught_by=hidden.each_of_four_classes_may_be_positive,
    ),
    Mistake(
        accuracy_for_precision,
        replaces=precision_recall,
        hint="The share of all right answers is the accuracy; precision looks at the predicted positives only.",
        caught_by=public.precision_of_the_three_classifiers,
    ),
    Mistake(
        arithmetic_mean,
        replaces=f1_score,
        hint="That is the usual mean; the harmonic one lies nearer to the smaller of the two numbers.",
        caught_by=public.f1_of_the_aggressive_classifier,
    ),
    Mistake(
        harmonic_mean_without_the_two,
        replaces=f1_score,
        hint="The harmonic mean of two equal numbers is that number: the factor 2 is missing.",
        caught_by=public.f1_of_the_aggressive_classifier,
    ),
    Mistake(
        f1_of_nothing_is_nan,
        replaces=f1_score,
        hint="Where precision and recall are both 0, return 0.0 before you divide by their sum.",
        caught_by=hidden.f1_of_nothing_is_zero,
    ),
    Mistake(
        f1_of_class_one,
        replaces=f1_score,
        hint="Pass positive on to precision_recall.",
        caught_by=hidden.f1_of_four_classes,
    ),
    Mistake(
        weighted_by_support,
        replaces=macro_average,
        hint="Each class counts the same: do not weight by the number of its examples.",
        caught_by=(public.three_classes_count_the_same, hidden.a_rare_class_counts_as_much_as_a_frequent_one),
        catalog="M008",
    ),
    Mistake(
        f1_of_the_means,
        replaces=macro_average,
        hint="f1 is the mean of the f1 of the classes; the f1 of the means is another number.",
        caught_by=public.f1_is_computed_before_it_is_averaged,
    ),
    Mistake(
        absent_classes_left_out,
        replaces=macro_average,
        hint="All K classes count; 0/0 is 0.0.",
        caught_by=hidden.absent_classes_count_as_zero,
    ),
    Mistake(
        micro_average,
        replaces=macro_average,
        hint="Hits added up over all classes give the accuracy; take each class by itself, then the mean.",
        caught_by=public.three_classes_count_the_same,
    ),
    Mistake(
        from_aggressive_to_cautious,
        replaces=pr_curve,
        hint="The highest threshold comes first, so that recall never falls.",
        caught_by=(public.thresholds_fall_from_score_to_score, public.recall_from_cautious_to_aggressive),
        catalog="M007",
    ),
    Mistake(
        strictly_above_the_threshold,
        replaces=pr_curve,
        hint="score >= threshold: the example that the threshold was taken from is predicted to be positive.",
        caught_by=(public.precision_from_cautious_to_aggressive, hidden.curves_of_drawn_scores),
        catalog="M341",
    ),
    Mistake(
        one_point_for_each_example,
        replaces=pr_curve,
        hint="Equal scores make one threshold together: no threshold lies between them.",
        caught_by=hidden.equal_scores_make_one_point,
        catalog="M342",
    ),
    Mistake(
        first_of_equal_scores,
        replaces=pr_curve,
        hint="All examples with the same score are predicted alike: count up to the last of them.",
        caught_by=hidden.equal_scores_make_one_point,
    ),
    Mistake(
        recall_of_the_predicted,
        replaces=pr_curve,
        hint="Recall divides by the number of positive examples; the last recall is 1.",
        caught_by=public.recall_from_cautious_to_aggressive,
    ),
    Mistake(
        false_positive_rate_for_precision,
        replaces=pr_curve,
        hint="Precision is a share of the examples that are predicted to be positive (this is no ROC curve).",
        caught_by=public.precision_from_cautious_to_aggressive,
    ),
    Mistake(
        point_before_the_first,
        replaces=pr_curve,
        hint="The scores themselves are the thresholds: no point lies above the highest one.",
        caught_by=public.thresholds_fall_from_score_to_score,
    ),
    Mistake(
        close_scores_joined,
        replaces=pr_curve,
        hint="Only equal scores make one point: do not round, and do not ask np.isclose.",
        caught_by=hidden.curves_of_drawn_scores,
    ),
    Mistake(
        scores_sorted_in_place,
        replaces=pr_curve,
        hint="scores.sort() changes the caller's scores, which no longer belong to y then: take np.argsort(scores).",
        caught_by=(public.precision_from_cautious_to_aggressive, public.pr_curve_leaves_its_arguments_alone),
    ),
    Mistake(
        always_the_first_rows,
        replaces=learning_curve,
        hint="Draw the rows with rng: the first ones may all be of one kind.",
        caught_by=hidden.subsets_are_drawn_by_the_generator,
        catalog="M343",
    ),
    Mistake(
        smallest_size_first,
        replaces=learning_curve,
        hint="Take the sizes in their order: accuracies[k] belongs to sizes[k].",
        caught_by=public.every_size_is_tried,
    ),
    Mistake(
        neighbours_from_a_random_start,
        replaces=learning_curve,
        hint="A random start is not a random subset: neighbours may be alike. Shuffle the rows with rng.permutation.",
        caught_by=hidden.subsets_are_drawn_by_the_generator,
    ),
    Mistake(
        subset_with_repeats,
        replaces=learning_curve,
        hint="Draw without replacement: rng.permutation(len(X))[:size], or rng.choice with replace=False.",
        caught_by=hidden.no_example_is_taken_twice,
        catalog="M344",
    ),
    Mistake(
        accuracy_on_the_subset,
        replaces=learning_curve,
        hint="Compare with y_test what is predicted for X_test: learners look good on what they have seen.",
        caught_by=(public.accuracy_is_that_on_the_test_set, public.every_size_is_tried),
        catalog="M345",
    ),
    Mistake(
        labels_of_other_rows,
        replaces=learning_curve,
        hint="Draw the rows once, then take the same ones of X and of y.",
        caught_by=public.every_size_is_tried,
    ),
    Mistake(
        everything_every_time,
        replaces=learning_curve,
        hint="The k-th run learns from sizes[k] examples, not from all.",
        caught_by=(public.every_size_is_tried, public.more_digits_teach_more),
    ),
    Mistake(
        best_accuracy_so_far,
        replaces=learning_curve,
        hint="Return the accuracy of each run as it is, also where it falls.",
        caught_by=public.accuracy_is_that_on_the_test_set,
    ),
    Mistake(
        sizes_sorted_in_place,
        replaces=learning_curve,
        hint="sizes.sort() changes the caller's list; go through the sizes as they are.",
        caught_by=public.learning_curve_leaves_its_arguments_alone,
    ),
    Mistake(
        training_set_shuffled_in_place,
        replaces=learning_curve,
        hint="X[:] = ... and rng.shuffle(X) change the caller's array; X[rows] is a new one.",
        caught_by=public.learning_curve_leaves_its_arguments_alone,
    ),
    Mistake(
        top_k_accuracy,
        replaces=top_k_error,
        hint="An error is a share of mistakes; the slide describes the accuracy.",
        caught_by=(public.with_one_guess_it_is_the_share_of_mistakes, public.a_second_guess_helps),
        catalog="M325",
    ),
    Mistake(
        tie_counts_as_out,
        replaces=top_k_error,
        hint="Count the scores that are higher than that of the right label; equal ones do not push it out.",
        caught_by=hidden.a_tie_at_the_edge_counts_as_in,
        catalog="M346",
    ),
    Mistake(
        k_lowest,
        replaces=top_k_error,
        hint="np.argsort ascends: its first k columns are the lowest scores.",
        caught_by=public.with_one_guess_it_is_the_share_of_mistakes,
        catalog="M347",
    ),
    Mistake(
        first_columns_of_a_tie,
        replaces=top_k_error,
        hint="Sorting decides a tie by the column; count the scores that are higher than that of the right label.",
        caught_by=hidden.a_tie_at_the_edge_counts_as_in,
    ),
    Mistake(
        last_columns_of_a_tie,
        replaces=top_k_error,
        hint="Sorting decides a tie by the column; count the scores that are higher than that of the right label.",
        caught_by=hidden.a_tie_at_the_edge_counts_as_in,
    ),
    Mistake(
        highest_different_scores,
        replaces=top_k_error,
        hint="Two labels with the same high score take two of the k places: count labels, not different scores.",
        caught_by=hidden.a_tie_at_the_edge_counts_as_in,
    ),
    Mistake(
        only_place_k,
        replaces=top_k_error,
        hint="Any of the k highest places will do, not only the k-th.",
        caught_by=public.a_second_guess_helps,
    ),
    Mistake(
        one_too_many,
        replaces=top_k_error,
        hint="k labels may be named: with k = 1 only the highest.",
        caught_by=public.with_one_guess_it_is_the_share_of_mistakes,
    ),
    Mistake(
        high_side_is_one,
        replaces=best_stump,
        hint="Take the majority label of each side, whichever it is: above the threshold need not be 1.",
        caught_by=hidden.either_label_may_be_on_either_side,
        catalog="M348",
    ),
    Mistake(
        next_label_on_the_other_side,
        replaces=best_stump,
        hint="Take the majority of the examples on the right side, too; with three labels it need not be the next one.",
        caught_by=hidden.either_label_may_be_on_either_side,
    ),
    Mistake(
        accuracy_for_the_error,
        replaces=best_stump,
        hint="error is the share that is wrong.",
        caught_by=public.the_error_is_that_of_the_stump,
        catalog="M349",
    ),
    Mistake(
        first_feature_only,
        replaces=best_stump,
        hint="Try every column.",
        caught_by=public.iris_is_asked_for_its_petals,
        catalog="M350",
    ),
    Mistake(
        mistakes_not_their_share,
        replaces=best_stump,
        hint="error is a share: divide by the number of examples.",
        caught_by=public.the_error_is_that_of_the_stump,
    ),
    Mistake(
        threshold_at_the_mean,
        replaces=best_stump,
        hint="The best threshold can be any value that occurs in the column: try them all.",
        caught_by=hidden.no_stump_is_better,
    ),
    Mistake(
        impurity_in_the_place_of_mistakes,
        replaces=best_stump,
        hint="Compare stumps by what they get wrong; the Gini impurity sometimes prefers another one.",
        caught_by=hidden.no_stump_is_better,
    ),
    Mistake(
        midpoints_only,
        replaces=best_stump,
        hint="Where all values of a column are the same there is no midpoint, and yet a stump: all on one side.",
        caught_by=hidden.constant_columns_are_no_obstacle,
    ),
)
