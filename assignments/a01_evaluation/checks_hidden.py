"""Hidden checks of assignment 1: other inputs for the same promises. These never leave the instructor's machine."""

from itertools import combinations

import numpy as np

from grader import generator, seed, source
from grader.assertions import (
    assert_array,
    assert_close,
    assert_equal,
    assert_no_warning,
    assert_parts,
    assert_true,
    assert_whole,
)
from reference import baselines, curves, evaluation

from .checks_public import _assert_shares, _curve, _majority, _recorded, _rows, _stump, _who, _wrong
from .solution import numbers_of_1_9

# 1.1


def the_majority_may_stand_anywhere(student):
    """Labels that are no small numbers; the most frequent one stands in the middle, then scattered, at both ends."""
    rng = np.random.default_rng(seed())
    for majority, places in ((12, [5, 6, 7, 8, 9]), (5, [0, 4, 8, 12, 15])):
        y = np.full(16, majority)
        y[np.setdiff1d(np.arange(16), places)] = rng.permutation(np.repeat([-3, 17 - majority, 40], [4, 3, 4]))
        label, _ = _majority(student.majority_baseline(y))

        assert_equal(label, majority, name="label", hint="The label with the largest count, not the largest label.")


def the_share_of_the_majority(student):
    """Seven of 23 examples, then one of one."""
    y = np.random.default_rng(seed()).permutation(np.repeat([6, 2, 9, 4], [5, 7, 6, 5]))
    for labels, share in ((y, 7 / 23), (y[:1], 1.0)):
        _, accuracy = _majority(student.majority_baseline(labels))

        assert_close(accuracy, share, name="accuracy", rows=len(labels), hint="Divide by the number of examples.")


IN_AN_ARRAY = source("lambda majority_baseline, y: majority_baseline(np.array(y))")


def equal_counts_give_the_smallest_label(student):
    """Three labels of the same count, the smallest neither first nor last; then texts, the later one first."""
    hint = "Of several equally frequent labels, the smallest: of -7 and 2 it is -7, of 2 and 12 it is 2."
    for y, smallest in ((np.array([4, 12, 2, 4, 2, 12, 30]), 2), (np.array([9, 4, -7, 9, -7, 4, -1]), -7)):
        label, _ = _majority(student.majority_baseline(y))
        assert_equal(label, smallest, name="label", hint=hint)

    words = student.run(IN_AN_ARRAY, student.majority_baseline, ["pear", "Quince", "plum", "Quince", "pear"])
    label, _ = _majority(words)
    hint = "Of several equally frequent texts, the first in the order of their characters, as sorted and min have it."
    assert_equal(label, "Quince", name="label", hint=hint)


def guesses_in_proportion_to_several_shares(student):
    """Shares of 0.1, 0.2, 0.3 and 0.4; then the same in words."""
    y = np.random.default_rng(seed()).permutation(np.repeat([8, 3, 11, 20], [1, 2, 3, 4]))
    for labels in (y, [f"kind {label}" for label in y]):
        _, proportional = assert_parts(student.guess_accuracy(labels), "uniform", "proportional")

        hint = "Each label, a number or a text, counts: its share, times how often it is hit."
        assert_close(proportional, 0.3, name="proportional", hint=hint)


# 1.2


def unequal_strata_give_their_shares(student):
    """Classes of 2, 7, 23 and 60 examples in no order, three shares."""
    rng = np.random.default_rng(seed())
    y = rng.permutation(np.repeat([8, 4, 1, 9], [2, 7, 23, 60]))
    fractions = (0.25, 0.375, 0.625)
    calls = [(y, fraction, generator(seed(i))) for i, fraction in enumerate(fractions)]
    for fraction, result in zip(fractions, student.stratified_split.each(calls), strict=True):
        train, test = _rows(result, 92)

        _assert_shares(test, y.tolist(), fraction, hint="The share of each class, not that of all examples.")
        text = f"Each of 92 examples must be in one of the parts, once; with test_frac = {fraction} yours are not."
        assert_true(sorted(train + test) == list(range(92)), text, hint="What is not tested stays in training.")


def groups_stand_above_labels(student):
    """Groups of 12, 18 and 30 that have nothing to do with the labels; then all labels differ; five generators each."""
    rng = np.random.default_rng(seed())
    groups = rng.permutation(np.repeat([0, 1, 2], [12, 18, 30]))
    calls = [(y, 0.3, generator(seed(i)), groups) for y in (rng.integers(2, size=60), np.arange(60)) for i in range(5)]
    for result in student.stratified_split.each(calls):
        _, test = _rows(result, 60)

        _assert_shares(test, groups.tolist(), 0.3, hint="Where groups is given, its values alone are the strata.")


def lonely_examples_stay_in_training(student):
    """Four strata of one, one of two."""
    y = np.array([5, 8, 1, 8, 3, 2])
    for i in range(4):
        train, test = _rows(student.stratified_split(y, 0.8, generator(seed(i))), 6)

        lonely = [row for row in test if y[row] != 8]
        text = f"A class of one example must stay in training; yours puts example {lonely[:1]} into the test set."
        assert_true(not lonely, text, hint="A model cannot learn a class that it never sees.")
        lost = sorted({0, 2, 4, 5}.difference(train))
        text = f"A class of one example must stay in training; yours has example {lost[:1]} in neither part."
        assert_true(not lost, text, hint="What is not tested stays in training.")


def everybody_can_be_drawn(student):
    """Classes of 4, 4 and 16 examples, eighty generators; each pair of a class of 4 is a possible half of it."""
    y = np.array([0, 2, 1, 2, 0, 2, 1, 2] * 2 + [2] * 8)
    fours = np.flatnonzero(y == 0).tolist(), np.flatnonzero(y == 1).tolist()
    results = student.stratified_split.each([(y, 0.5, generator(seed(i))) for i in range(80)])
    tested = [frozenset(_rows(result, 24)[1]) for result in results]

    text = f"Different generators must give different splits; yours gives {len(set(tested))} in 80."
    hint = "Shuffle the examples of a stratum before you take some of them, and draw all that is random from rng."
    assert_true(len(set(tested)) > 10, text, hint=hint)
    never = sorted(set(range(24)) - frozenset().union(*tested))
    text = f"Each example must have a chance to be tested; yours never tests {never} in 80 splits."
    assert_true(not never, text, hint="Shuffle all examples of a stratum before you take some of them.")
    apart = [pair for four in fours for pair in combinations(four, 2) if not any(test >= {*pair} for test in tested)]
    text = f"Any examples of a stratum may be tested together; yours never tests both of {apart[:1]} in 80 splits."
    hint = "A random start, or an example that is always taken, makes no random sample: shuffle, take the first ones."
    assert_true(not apart, text, hint=hint)
    both = len({test.intersection(fours[0] + fours[1]) for test in tested})
    text = (
        f"Each stratum must be drawn by itself; of 36 ways to halve two strata of 4, yours finds {both} in 80 splits."
    )
    assert_true(both > 12, text, hint="Shuffle anew for each stratum, with the same rng, whose numbers go on.")


def stratified_split_draws_from_its_generator(student):
    """The same generator twice."""
    y = np.repeat([0, 1, 2], 20)
    once, again = (
        [sorted(part) for part in _rows(student.stratified_split(y, 0.5, generator(seed())), 60)] for _ in "ab"
    )

    assert_true(
        once == again, "The same generator must give the same split.", hint="All that is random comes from rng."
    )


# 1.3


def _drawn(rng, K, N):
    """Draw actual labels of unequal frequency, and predictions that err more one way than the other."""
    y_true = rng.choice(K, size=N, p=np.arange(1, K + 1) / (K * (K + 1) / 2))
    return y_true, np.where(rng.random(N) < 0.4, (y_true + 1) % K, y_true)


def who_is_taken_for_whom(student):
    """Four labels, 200 examples, confused in one direction; then a single example."""
    y_true, y_pred = _drawn(np.random.default_rng(seed()), 4, 200)
    hint = "The first index is what is, the second what was predicted."
    C = student.confusion_matrix(y_true, y_pred, [0, 1, 2, 3])
    assert_equal(C, evaluation.confusion_matrix(y_true, y_pred, [0, 1, 2, 3]), name="C", hint=hint)

    C = student.confusion_matrix(np.array([1]), np.array([0]), [0, 1])
    assert_equal(C, np.array([[0, 0], [1, 0]]), name="C", hint=hint)


def labels_come_in_any_order(student):
    """Four labels that are no small numbers, in an order that is neither up nor down."""
    names = np.array([30, -4, 7, 15])
    y_true, y_pred = _drawn(np.random.default_rng(seed()), 4, 100)
    C = student.confusion_matrix(names[y_true], names[y_pred], names.tolist())

    ours = evaluation.confusion_matrix(y_true, y_pred, [0, 1, 2, 3])
    assert_equal(C, ours, name="C", hint="Row k is for labels[k]: find the place of a label in the list.")


def absent_labels_have_zeros(student):
    """Five labels, of which two are never actual and two never predicted."""
    y_true, y_pred = np.array([0, 2, 2, 4, 0]), np.array([0, 2, 1, 2, 1])
    C = student.confusion_matrix(y_true, y_pred, [0, 1, 2, 3, 4])

    ours = np.zeros((5, 5), dtype=int)
    ours[[0, 0, 2, 2, 4], [0, 1, 1, 2, 2]] = 1
    assert_equal(C, ours, name="C", hint="K is the length of labels, also where a label does not occur.")


def no_fraud_is_found_by_saying_no(student):
    """1000 transactions of which 8 are fraud; the answer is always No; in lists, then the same in numbers."""
    words = ["fraud" if i % 125 == 7 else "fraud-free" for i in range(1000)]
    numbers = [int(word == "fraud") for word in words]
    for y_true, y_pred, labels in (
        (words, ["fraud-free"] * 1000, ["fraud", "fraud-free"]),
        (numbers, np.zeros(1000, dtype=int), [1, 0]),
    ):
        C = assert_array(student.confusion_matrix(y_true, y_pred, labels), (2, 2), name="C")
        C = C[::-1, ::-1] if C[0, 0] == 992 else C  # the order of labels has checks of its own

        hint = "Labels may be numbers or texts, in a list or in an array."
        assert_equal(C, np.array([[0, 8], [0, 992]]), name="C", hint=hint)


# 1.4


def _matrix(rng, K):
    """Draw a confusion matrix without zeros, with classes of different size."""
    return rng.integers(1, 30, size=(K, K)) * np.arange(1, K + 1)[:, None]


def each_of_four_classes_may_be_positive(student):
    """A drawn matrix, each class in turn."""
    C = _matrix(np.random.default_rng(seed()), 4)
    for k in range(4):
        parts = assert_parts(student.precision_recall(C, k), "precision", "recall")
        for part, ours, name in zip(parts, evaluation.precision_recall(C, k), ("precision", "recall"), strict=True):
            assert_close(part, ours, name=name, hint="With K classes a row and a column have K entries.")


NOTHING_PREDICTED = np.array([[5, 0], [3, 0]])
NOTHING_ACTUAL = np.array([[5, 2], [0, 0]])
NEITHER = np.array([[5, 0], [0, 0]])


def nothing_found_counts_as_zero(student):
    """No prediction is positive, no example is, or neither; then one of each is, and was found."""
    hint = "Look at the sum before you divide by it."
    for C in (NOTHING_PREDICTED, NOTHING_ACTUAL, NEITHER):
        parts = assert_parts(assert_no_warning(student.precision_recall, C, hint=hint), "precision", "recall")
        for part, name in zip(parts, ("precision", "recall"), strict=True):
            assert_close(part, 0.0, name=name, hint=hint)
    for part in assert_parts(student.precision_recall(np.eye(2, dtype=int)), "precision", "recall"):
        assert_close(part, 1.0, name="precision and recall where all is found")


def f1_of_four_classes(student):
    """A drawn matrix, each class in turn."""
    C = _matrix(np.random.default_rng(seed()), 4)
    for k in range(4):
        assert_close(student.f1_score(C, k), evaluation.f1_score(C, k), name="f1", hint="positive says which class.")


def f1_of_nothing_is_zero(student):
    """Neither precision nor recall is above 0; then both are 1."""
    hint = "Look at the sum of precision and recall before you divide by it."
    for C in (NOTHING_PREDICTED, NOTHING_ACTUAL, NEITHER, np.array([[5, 2], [3, 0]])):
        assert_close(assert_no_warning(student.f1_score, C, hint=hint), 0.0, name="f1", hint=hint)
    assert_close(student.f1_score(np.eye(2, dtype=int)), 1.0, name="f1 where all is found")


def a_rare_class_counts_as_much_as_a_frequent_one(student):
    """Four classes, of which one has nearly all examples."""
    C = np.array([[900, 40, 30, 30], [4, 4, 1, 1], [3, 0, 6, 1], [1, 1, 0, 8]])
    precision, recall, _ = assert_parts(student.macro_average(C), "precision", "recall", "f1")

    ours = evaluation.macro_average(C)
    assert_close(precision, ours[0], name="precision", hint="Do not weight the classes by their size.")
    assert_close(recall, ours[1], name="recall", hint="Do not weight the classes by their size.")


def absent_classes_count_as_zero(student):
    """Of five classes one is never predicted, one never actual, and one neither."""
    C = np.array([[6, 0, 2, 0, 0], [3, 0, 1, 0, 0], [0, 0, 4, 4, 0], [0, 0, 0, 0, 0], [0, 0, 0, 0, 0]])
    hint = "All K classes count, also those for which there is nothing to divide by."
    parts = assert_parts(assert_no_warning(student.macro_average, C, hint=hint), "precision", "recall", "f1")

    for part, ours, name in zip(parts, evaluation.macro_average(C), ("precision", "recall", "f1"), strict=True):
        assert_close(part, ours, name=name, hint=hint)


# 1.5


def _assert_curve(student, scores, y, hint=None):
    parts = _curve(student, scores, y)
    for part, ours, name in zip(parts, curves.pr_curve(scores, y), ("thresholds", "precision", "recall"), strict=True):
        assert_close(part, ours, name=name, hint=hint)


def curves_of_drawn_scores(student):
    """Forty different scores of both signs, positive ones higher on average; then the same ones close together."""
    rng = np.random.default_rng(seed())
    y = rng.permutation(np.repeat([0, 1], [25, 15]))
    scores = rng.permutation(40) / 8 - 2.5 + 1.0625 * y  # all different: odd sixteenths where y is 1

    _assert_curve(student, scores, y, hint="Predicted positive are the examples with score >= threshold.")
    _assert_curve(
        student, 1 + scores / 2**16, y, hint="Scores that differ a little are different scores: do not round."
    )


def equal_scores_make_one_point(student):
    """Thirty examples with seven different scores; then four with one."""
    rng = np.random.default_rng(seed())
    scores, y = np.append(np.arange(7), rng.integers(7, size=23)) / 4, np.append(1, rng.integers(2, size=29))

    for curve in ((scores, y), (np.full(4, 0.5), np.array([0, 1, 0, 0]))):
        _assert_curve(student, *curve, hint="Examples with the same score get the same prediction: one point for all.")


def a_single_positive_example(student):
    """Only the third of nine is positive; then a single example."""
    scores, y = np.array([2.0, 7.0, 6.0, -1.0, 0.0, 9.0, 3.0, -4.0, 5.0]), np.eye(9, dtype=int)[2]

    _assert_curve(student, scores, y, hint="Recall is a share of the positive examples: of one, here.")
    _assert_curve(student, np.array([-0.5]), np.array([1]), hint="One example makes one threshold.")


# 1.6


def _drawn_labels(student, sizes, seeds):
    """Return the labels of each subset, which say which examples are in it."""
    calls = _recorded(student, sizes, seeds)
    name = "The second argument of fit_predict"
    return [assert_whole(y_some, (None,), name=name).tolist() for _, y_some, _ in calls]


def no_example_is_taken_twice(student):
    """Subsets of 15 and of 20 out of 20 examples, by five generators."""
    for labels in _drawn_labels(student, [15, 20], [seed(i) for i in range(5)]):
        count, text = len(set(labels)), "A subset must not hold an example twice"
        yours = f"yours has {count} different ones of {len(labels)}"
        assert_true(count == len(labels), f"{text}; {yours}.", hint="Draw without replacement.")


def subsets_are_drawn_by_the_generator(student):
    """Sixty generators, of which the first comes twice; six of 20 examples."""
    seeds = [seed(i) for i in range(60)]
    drawn = _drawn_labels(student, [6], [*seeds, seeds[0]])

    hint = "All that is random comes from rng; take rng.permutation(len(X))[:size] or the like."
    assert_true(drawn[0] == drawn[-1], "The same generator must draw the same subset.", hint=hint)
    subsets = {tuple(sorted(labels)) for labels in drawn}
    runs = sum(_is_a_run([label - 100 for label in subset], 20) for subset in subsets)
    text = "Any examples may come together; each of your subsets is a run of neighbours."
    assert_true(
        len(subsets) == 1 or runs < len(subsets),
        text,
        hint="A random start is not a random subset: neighbours may be alike.",
    )
    text = f"Subsets must be drawn at random; of sixty generators yours makes {len(subsets)} different subsets."
    assert_true(len(subsets) > 30, text, hint=hint)
    never = sorted(set(range(100, 120)).difference(*subsets))
    text = f"Each example must have a chance; yours never takes {len(never)} of 20 in sixty subsets of six."
    assert_true(not never, text, hint="Draw from the whole training set, whatever the size is.")


def _is_a_run(rows, N):
    """Say whether rows are neighbours in a circle of N."""
    return sum((row + 1) % N not in rows for row in rows) == 1


# 1.7


def a_tie_at_the_edge_counts_as_in(student):
    """The right label is ahead in three rows, shares its score at the edge in two, and is behind two others in two."""
    scores = np.array(
        [[9.0, 1, 0, 1], [0, 4, 6, 5], [1, 8, 0, 9], [3, 5, 3, 1], [2, 2, 2, 2], [7, 7, 1, 1], [9, 8, 7, 1]]
    )
    edges = ([0, 3, 3], [2, 2, 2], [2, 0, 3])  # the labels of the rows with a tie
    for error in [student.top_k_error(scores, np.array([0, 2, 1, *edge, 2]), 2) for edge in edges]:
        assert_close(error, 2 / 7, name="error", hint="Count the scores that are higher than that of the right label.")


def naming_all_labels_cannot_fail(student):
    """Three labels, of which the right one has the smallest score: three guesses, seven and one."""
    scores = 1000 * np.random.default_rng(seed()).normal(size=(8, 3))
    hint = "With k = K all labels are named, and more there are not."
    for k, right in ((3, 0.0), (7, 0.0), (1, 1.0)):
        error = student.top_k_error(scores, scores.argmin(axis=1), k)

        assert_close(error, right, name="error", hint=hint if k > 1 else "Scores may be negative or large.")


# 1.8


def _unlike_pure():
    """Return two yes-or-no inputs, of which the first makes fewer mistakes and the second makes a purer side."""
    first = np.repeat([0.0, 1.0, 0.0, 1.0], [9, 3, 3, 9])  # 6 of 24 wrong
    second = np.repeat([0.0, 1.0, 0.0], [7, 5, 12])  # 7 wrong
    return np.column_stack([second, first]), np.repeat([0, 1], 12)


def _with_ties(rng, N, D, K):
    """Draw inputs with ties, of which the last tells one class from the others, though not without mistakes."""
    y = rng.integers(K, size=N)
    X = rng.integers(-6, 7, size=(N, D)) / 2
    X[:, -1] += 2 * (y == K - 1)
    return X, y


def no_stump_is_better(student):
    """A purer side is not fewer mistakes; then drawn data: two, three and four classes, one to four inputs."""
    rng = np.random.default_rng(seed())
    drawn = [_unlike_pure(), *(_with_ties(rng, *sizes) for sizes in ((20, 1, 2), (40, 4, 3), (30, 3, 4)))]
    found = [student.best_stump(X, y) for X, y in drawn]
    for (X, y), result in zip(drawn, found, strict=True):
        N, D = X.shape
        feature, threshold, _ = _stump(result, D)

        yours, ours = _wrong(X, y, feature, threshold), round(N * baselines.best_stump(X, y)[2])
        text = f"The stump must get as few examples wrong as any: {ours} of {N}; yours gets {yours} wrong."
        assert_true(yours == ours, text, hint="Try every column, and as thresholds every value that occurs in it.")


def either_label_may_be_on_either_side(student):
    """Higher means 0 here; a rare label at an end or within, where both sides answer alike; the middle one of three."""
    rare = ([1, 0, 0, 0, 0], 0.0), ([0, 0, 0, 0, 1], 0.0), ([0, 0, 1, 0, 0], 0.2)
    for labels, error in (([1, 1, 1, 0, 0], 0.0), *rare, ([0, 0, 1, 2, 2], 0.2), ([2, 2, 1, 0, 0], 0.2)):
        found = _stump(student.best_stump(np.arange(1.0, 6.0)[:, None], np.array(labels)), 1)

        assert_close(
            found[2], error, name="error", hint="Each side answers with its own majority, whichever label it is."
        )


def constant_columns_are_no_obstacle(student):
    """A constant column beside one that decides; nothing but constant columns; one example; three columns of two."""
    X, y = np.array([[2.0, 4.0], [2.0, 1.0], [2.0, 3.0], [2.0, 0.0], [2.0, 5.0]]), np.array([1, 0, 1, 0, 1])
    for inputs, labels, ours in ((X, y, 0.0), (0 * X, y, 0.4), (X[:1], y[:1], 0.0), (X[:2, [0, 0, 1]], y[:2], 0.0)):
        *_, error = _stump(student.best_stump(inputs, labels), inputs.shape[1])

        assert_close(
            error, ours, name="error", hint="All examples may lie on one side; the other then answers nothing."
        )


# 1.9


def fresh_examples_of_the_same_source_are_the_measure(student):
    """The letter of the right choice."""
    choices = numbers_of_1_9(_who(student))["choices"]
    answer = student.value("q_1_9b")
    letter = answer.strip().upper() if isinstance(answer, str) else ""

    assert_true(letter in choices, "q_1_9b must be one of the letters A, B, C, D, in quotes.")
    right = "set aside" in choices[letter]
    assert_true(right, "q_1_9b must name a measurement on new examples of the same source, made once.")
