"""Public checks of assignment 1: students receive this file.

It is long because it covers eleven functions, each with a few examples by hand.
"""

import numpy as np

from grader import callback, dataset, generator, seed, source
from grader.assertions import (
    assert_array,
    assert_close,
    assert_equal,
    assert_list,
    assert_number,
    assert_parts,
    assert_true,
    assert_unchanged,
    assert_whole,
    record_curve,
)

# The loan table of the lecture, in words and in numbers: 9 of 15 applicants got the loan.
LOAN_LABELS = ["No", "No", "Yes", "Yes", "No", "No", "No"] + 7 * ["Yes"] + ["No"]
LOAN_AGES = 5 * ["young"] + 5 * ["middle"] + 5 * ["old"]
GRANTED = np.array([int(label == "Yes") for label in LOAN_LABELS])
AGE_GROUPS = np.repeat([20, 40, 60], 5)
IRIS_LABELS = np.repeat([0, 1, 2], 50)

# TP, FN, FP, TN of the three classifiers of the lecture
CAUTIOUS, MIDDLE, AGGRESSIVE = (1, 99, 0, 900), (40, 60, 100, 800), (99, 1, 500, 400)


def _vector(result, name):
    """Say that a result is an array or a list of numbers, and return an array."""
    if isinstance(result, (list, tuple)):
        return np.array([assert_number(entry, name=f"{name}[{k}]") for k, entry in enumerate(result)])
    return assert_array(result, (None,), name=name)


# 1.1


def _majority(result):
    return assert_parts(result, "label", "accuracy")


def most_flowers_are_of_one_kind(student):
    """Five flowers of kind 7, three of kind 9, two of kind 2."""
    label, _ = _majority(student.majority_baseline(np.array([9, 7, 2, 7, 9, 7, 2, 7, 9, 7])))

    assert_equal(label, 7, name="label", hint="Return the label itself, not its number of examples.")


def granting_every_loan_is_right_nine_times_of_fifteen(student):
    """The share that the lecture gives."""
    _, accuracy = _majority(student.majority_baseline(GRANTED))

    assert_close(accuracy, 9 / 15, name="accuracy", rows=15, hint="A share of the examples, in 0 .. 1.")


def labels_may_be_words_in_a_list(student):
    """The loans once more, as the table prints them; then the same in numbers: in a list all is as in an array."""
    hint = "A list compared with a label is just False: np.asarray(y) makes an array of a list."
    _, accuracy = _majority(student.majority_baseline(GRANTED))
    for y, majority in ((LOAN_LABELS, "Yes"), (GRANTED.tolist(), 1)):
        label, same = _majority(student.majority_baseline(y))

        assert_equal(label, majority, name="label", hint=hint)
        if isinstance(accuracy, (int, float, np.floating)):  # what it should be has checks of its own
            assert_close(same, accuracy, name="accuracy, where the same labels stand in a list,", hint=hint)


def majority_baseline_leaves_the_labels_alone(student):
    """An array before and after."""
    assert_unchanged(student.majority_baseline, GRANTED, hint="y.sort() changes y; sorted(y) and np.sort(y) do not.")


def a_coin_is_right_half_of_the_time(student):
    """Two labels, then three, whatever their shares, then one."""
    hint = "Of K different labels a guess hits the right one once in K times."
    for y, K in ((GRANTED, 2), (AGE_GROUPS[:12], 3), (AGE_GROUPS[:5], 1)):
        uniform, _ = assert_parts(student.guess_accuracy(y), "uniform", "proportional")

        assert_close(uniform, 1 / K, name="uniform", hint=hint)


def guessing_yes_nine_times_of_fifteen(student):
    """Shares of 9/15 and 6/15."""
    _, proportional = assert_parts(student.guess_accuracy(GRANTED), "uniform", "proportional")

    hint = "An applicant with Yes (9 of 15) is guessed right 9 times of 15; one with No (6 of 15) 6 times of 15."
    assert_close(proportional, 117 / 225, name="proportional", hint=hint)


# 1.2


def _rows(result, N):
    """Say that a result is (train_idx, test_idx), numbers of examples in arrays or lists, and return two lists."""
    parts = assert_parts(result, "train_idx", "test_idx")
    for part, name in zip(parts, ("train_idx", "test_idx"), strict=True):
        mask = isinstance(part, np.ndarray) and part.dtype == bool
        assert_true(not mask, f"{name} must hold numbers of examples, 0 .. {N - 1}; yours is a mask of True and False.")
    found = [_numbers(part, name) for part, name in zip(parts, ("train_idx", "test_idx"), strict=True)]
    for part, name in zip(found, ("train_idx", "test_idx"), strict=True):
        strange = [row for row in part if not 0 <= row < N]
        text = f"{name} must hold numbers of examples, 0 .. {N - 1}; yours holds {strange[:1]}."
        assert_true(not strange, text, hint="Return where the examples stand, not the examples or a mask.")
    return found


def _numbers(part, name):
    if isinstance(part, (list, tuple)):
        return [int(assert_whole(entry, (), name=f"{name}[{k}]")) for k, entry in enumerate(assert_list(part))]
    return assert_whole(part, (None,), name=name).tolist()


def _assert_shares(test, strata, test_frac, hint=None):
    """Say that of each stratum the test set has its share, give or take less than one example."""
    for value in dict.fromkeys(strata):
        members = {row for row, other in enumerate(strata) if other == value}
        count, exact = len(members.intersection(test)), test_frac * len(members)
        text = (
            f"Of the {len(members)} examples with {value!r}, {exact:.3g} must be in the test set (a share of "
            f"{test_frac:.3g}), give or take less than one; yours has {count}."
        )
        assert_true(abs(count - exact) < 1, text, hint=hint)


def every_iris_is_in_one_part(student):
    """150 flowers, 30 % of them for testing."""
    train, test = _rows(student.stratified_split(IRIS_LABELS, 0.3, generator(seed())), 150)

    both, counts = len(set(train) & set(test)), np.bincount(train + test, minlength=150)
    hint = "Return where the examples stand in y, 0 .. N - 1: not their labels, and not where they stand in a stratum."
    assert_true(both == 0, f"The two parts must share no example; yours share {both}.", hint=hint)
    text = f"Each of 150 examples must be in one of the parts, once; of yours {int((counts == 0).sum())} are in none"
    assert_true(bool((counts == 1).all()), f"{text}, {int((counts > 1).sum())} twice.", hint=hint)


def every_species_gives_its_share(student):
    """15 of the 50 flowers of each species, by three generators."""
    calls = [(IRIS_LABELS, 0.3, generator(seed(i))) for i in range(3)]
    for result in student.stratified_split.each(calls):
        _, test = _rows(result, 150)

        _assert_shares(test, IRIS_LABELS.tolist(), 0.3, hint="Draw from each class by itself.")


def every_age_gives_its_share(student):
    """The loans by age, two applicants of five, by eight generators."""
    calls = [(GRANTED, 0.4, generator(seed(i)), AGE_GROUPS) for i in range(8)]
    for result in student.stratified_split.each(calls):
        _, test = _rows(result, 15)

        _assert_shares(test, AGE_GROUPS.tolist(), 0.4, hint="The strata are the values of groups, not the labels.")


def strata_may_be_words_in_a_list(student):
    """The loans by their labels (a third: three of nine, two of six), then by age, as the table prints them."""
    hint = "Strata may be texts, in lists, in any order. A list compared with a text is just False: np.asarray helps."
    for test_frac, groups in ((1 / 3, None), (0.4, LOAN_AGES)):
        calls = [(LOAN_LABELS, test_frac, generator(seed(i)), groups) for i in range(5)]
        for result in student.stratified_split.each(calls):
            _, test = _rows(result, 15)

            _assert_shares(test, groups or LOAN_LABELS, test_frac, hint=hint)


def stratified_split_leaves_its_arguments_alone(student):
    """Labels and groups before and after."""
    assert_unchanged(student.stratified_split, GRANTED, 0.4, generator(seed()), AGE_GROUPS)


# 1.3


def _answers(tp, fn, fp, tn):
    """Return actual and predicted labels, 1 or 0, of which the lecture counted the four combinations."""
    return np.repeat([1, 1, 0, 0], [tp, fn, fp, tn]), np.repeat([1, 0, 1, 0], [tp, fn, fp, tn])


def the_cautious_classifier_of_the_lecture(student):
    """One hit, 99 misses, no false alarm; the positive label first."""
    C = student.confusion_matrix(*_answers(*CAUTIOUS), [1, 0])

    hint = "Row: what is. Column: what was predicted. labels=[1, 0] puts the true positives at the top left."
    assert_equal(C, np.array([[1, 99], [0, 900]]), name="C", hint=hint)


def the_negative_label_may_come_first(student):
    """The other two classifiers of the lecture, with labels=[0, 1]."""
    hint = "Rows and columns follow the order of labels: here the negative label comes first."
    for tp, fn, fp, tn in (MIDDLE, AGGRESSIVE):
        C = student.confusion_matrix(*_answers(tp, fn, fp, tn), [0, 1])

        assert_equal(C, np.array([[tn, fp], [fn, tp]]), name="C", hint=hint)


def confusion_matrix_leaves_its_arguments_alone(student):
    """Actual labels, predicted ones and their order before and after."""
    y_true, y_pred = _answers(3, 1, 2, 4)

    assert_unchanged(student.confusion_matrix, y_true, y_pred, [1, 0])


# 1.4


def _negative_first(tp, fn, fp, tn):
    """Return the confusion matrix in which the positive class is number 1."""
    return np.array([[tn, fp], [fn, tp]])


def precision_of_the_three_classifiers(student):
    """1, 0.29 and 0.165 in the lecture."""
    for (tp, fn, fp, tn), ours in ((CAUTIOUS, 1.0), (MIDDLE, 40 / 140), (AGGRESSIVE, 99 / 599)):
        precision, _ = assert_parts(student.precision_recall(_negative_first(tp, fn, fp, tn)), "precision", "recall")

        assert_close(precision, ours, name="precision", hint="Predicted positives are a column of C: add it up.")


def recall_of_the_three_classifiers(student):
    """0.01, 0.4 and 0.99 in the lecture."""
    for (tp, fn, fp, tn), ours in ((CAUTIOUS, 0.01), (MIDDLE, 0.4), (AGGRESSIVE, 0.99)):
        _, recall = assert_parts(student.precision_recall(_negative_first(tp, fn, fp, tn)), "precision", "recall")

        assert_close(recall, ours, name="recall", hint="Actual positives are a row of C: add it up.")


def the_positive_class_may_come_first(student):
    """The table as the lecture prints it: the positive class is number 0."""
    tp, fn, fp, tn = MIDDLE

    parts = assert_parts(student.precision_recall(np.array([[tp, fn], [fp, tn]]), positive=0), "precision", "recall")
    for part, ours, name in zip(parts, (40 / 140, 0.4), ("precision", "recall"), strict=True):
        assert_close(part, ours, name=name, hint="positive says which row and which column of C to look at.")


def precision_recall_leaves_the_matrix_alone(student):
    """The matrix before and after."""
    assert_unchanged(student.precision_recall, _negative_first(*MIDDLE))


def f1_of_the_aggressive_classifier(student):
    """Precision 99/599 and recall 99/100."""
    f1 = student.f1_score(_negative_first(*AGGRESSIVE))

    # 1 / f1 is the mean of 599/99 and 100/99
    assert_close(f1, 198 / 699, name="f1", hint="The harmonic mean lies nearer to the smaller of the two numbers.")


THREE_CLASSES = np.array([[6, 2, 0], [1, 9, 0], [1, 1, 10]])  # precision 3/4, 3/4, 1; recall 3/4, 9/10, 5/6


def three_classes_count_the_same(student):
    """Three classes with 8, 10 and 12 examples."""
    means = assert_parts(student.macro_average(THREE_CLASSES), "precision", "recall", "f1")

    assert_close(means[0], 10 / 12, name="precision", hint="The plain mean over the classes.")
    assert_close(means[1], 149 / 180, name="recall", hint="The plain mean over the classes.")


def f1_is_computed_before_it_is_averaged(student):
    """The f1 of the three classes are 3/4, 9/11 and 10/11."""
    _, _, f1 = assert_parts(student.macro_average(THREE_CLASSES), "precision", "recall", "f1")

    assert_close(f1, 109 / 132, name="f1", hint="Take the f1 of each class, then their mean; not the f1 of the means.")


# 1.5

SCORES = np.array([0.3, 0.9, 0.4, 0.8, 0.1, 0.7])
POSITIVE = np.array([0, 1, 1, 0, 0, 1])  # in the order of falling scores: 1 0 1 1 0 0


def _curve(student, scores=SCORES, y=POSITIVE):
    names = ("thresholds", "precision", "recall")
    return [
        _vector(part, name) for part, name in zip(assert_parts(student.pr_curve(scores, y), *names), names, strict=True)
    ]


def thresholds_fall_from_score_to_score(student):
    """Six different scores."""
    thresholds, _, _ = _curve(student)

    assert_close(thresholds, [0.9, 0.8, 0.7, 0.4, 0.3, 0.1], name="thresholds", hint="Each score once, highest first.")


def precision_from_cautious_to_aggressive(student):
    """One, two, ... six examples are predicted to be positive."""
    _, precision, _ = _curve(student)

    hint = "At the k-th threshold, k examples are predicted to be positive: those with at least that score."
    assert_close(precision, [1, 1 / 2, 2 / 3, 3 / 4, 3 / 5, 1 / 2], name="precision", hint=hint)


def recall_from_cautious_to_aggressive(student):
    """Three of the six examples are positive."""
    _, _, recall = _curve(student)

    assert_close(recall, [1 / 3, 1 / 3, 2 / 3, 1, 1, 1], name="recall", hint="Found so far, of all that are positive.")


def pr_curve_leaves_its_arguments_alone(student):
    """Scores and labels before and after."""
    assert_unchanged(student.pr_curve, SCORES, POSITIVE, hint="scores.sort() changes scores; np.sort(scores) does not.")


# 1.6

ALWAYS_ONE = source("lambda X_some, y_some, X_new: np.ones(len(X_new), dtype=int)")

# Right on four test examples of eight, on two, or on one
FEWER_ARE_BETTER = source("""
def learner(X_some, y_some, X_new):
    right = 4 if len(y_some) < 3 else 2 if len(y_some) < 5 else 1
    return (np.arange(len(X_new)) < right).astype(int)
""")

DIGITS = source("""
def go(learning_curve, X, y, sizes, rng):
    def nearest(X_some, y_some, X_new):
        distances = (X_some ** 2).sum(axis=1) - 2 * X_new @ X_some.T
        return y_some[distances.argmin(axis=1)]
    return learning_curve(nearest, X[300:], y[300:], X[:300], y[:300], sizes, rng)
""")


def accuracy_is_that_on_the_test_set(student):
    """A learner that is right on all training examples and two of eight new ones; then one that few examples help."""
    X, y = np.arange(12.0).reshape(6, 2), np.ones(6, dtype=int)
    X_test, y_test = np.arange(16.0).reshape(8, 2), np.array([1, 1, 0, 0, 0, 0, 0, 0])
    hint = "The share of the test examples for which the prediction for X_test is what y_test says, run by run."
    for learner, labels, sizes, shares in (
        (ALWAYS_ONE, y_test, [2, 3, 6], [0.25, 0.25, 0.25]),
        (FEWER_ARE_BETTER, np.ones(8, dtype=int), [6, 2, 4], [0.125, 0.5, 0.25]),
    ):
        result = student.learning_curve(learner, X, y, X_test, labels, sizes, generator(seed()))

        assert_close(_vector(result, "accuracies"), shares, name="accuracies", hint=hint)


def _recorded(student, sizes, seeds, N=20):
    """Return what the learner is called with, run by run; example i has the inputs (i, -i) and the label 100 + i."""
    calls = []

    def learner(X_some, y_some, X_new):
        calls.append((X_some, y_some, X_new))
        return np.zeros(5, dtype=int)

    X, y = np.arange(N)[:, None] * np.array([1.0, -1.0]), 100 + np.arange(N)
    X_test, y_test = np.full((5, 2), 0.5), np.zeros(5, dtype=int)
    for k, each in enumerate(seeds):
        student.learning_curve(callback(learner), X, y, X_test, y_test, sizes, generator(each))
        yours = len(calls) - k * len(sizes)
        text = f"The learner must be called once for each size: with sizes = {sizes}, yours is called {yours} times."
        assert_true(yours == len(sizes), text)
    return calls


def every_size_is_tried(student):
    """Three sizes, not the smallest first, 20 examples; every call of the learner is noted."""
    sizes = [8, 3, 20]
    for size, (X_some, y_some, X_new) in zip(sizes, _recorded(student, sizes, [seed()]), strict=True):
        hint = "Go through sizes in their order, and take that many rows."
        inputs = assert_array(X_some, (size, 2), name="The first argument of fit_predict", hint=hint)
        labels = assert_whole(y_some, (size,), name="The second argument of fit_predict")
        text = "The learner must get rows of X, the training set; yours gets others."
        hint = "X_test only measures: nothing is learned from it."
        assert_true(set(inputs[:, 0].tolist()) <= set(range(20)), text, hint=hint)

        hint = "Take the same rows of X and of y."
        assert_equal(labels, 100 + inputs[:, 0], name="The labels that fit_predict gets", hint=hint)
        assert_close(X_new, np.full((5, 2), 0.5), name="The third argument of fit_predict", hint="That is X_test.")


def more_digits_teach_more(student):
    """The nearest neighbour among 50 to 1000 digits, ten generators."""
    sizes = [50, 100, 200, 500, 1000]
    X, y = dataset("digits/train_inputs"), dataset("digits/train_labels")
    runs = [student.run(DIGITS, student.learning_curve, X, y, sizes, generator(seed(i))) for i in range(10)]
    mean = np.mean([assert_array(_vector(run, "accuracies"), (5,), name="accuracies") for run in runs], axis=0)

    record_curve(
        "Accuracy on 300 digits by number of training examples", {"mean of ten": zip(sizes, mean, strict=True)}
    )
    text = f"With 1000 digits the accuracy must be higher than with 50; yours are {mean[-1]:.3f} and {mean[0]:.3f}."
    assert_true(mean[-1] > mean[0], text, hint="The k-th accuracy is that of the run with sizes[k] examples.")


def learning_curve_leaves_its_arguments_alone(student):
    """Both sets and the sizes before and after."""
    X, y = np.arange(12.0).reshape(6, 2), np.array([0, 1, 0, 1, 1, 0])

    hint = "rng.shuffle(X) changes X; rng.permutation(len(X)) makes an array of row numbers."
    assert_unchanged(student.learning_curve, ALWAYS_ONE, X, y, X + 1, y, [5, 2], generator(seed()), hint=hint)


# 1.7

FIVE_ROWS = np.array(
    [
        [0.7, 0.2, 0.1, 0.0],
        [0.1, 0.5, 0.3, 0.2],
        [0.3, 0.4, 0.2, 0.1],
        [0.4, 0.3, 0.2, 0.1],
        [0.0, 0.1, 0.4, 0.5],
    ]
)
RIGHT = np.array([0, 2, 0, 3, 3])  # in the first place, the second, the second, the last and the first


def with_one_guess_it_is_the_share_of_mistakes(student):
    """Five examples, of which the highest score names two right."""
    error = student.top_k_error(FIVE_ROWS, RIGHT, 1)

    assert_close(error, 3 / 5, name="error", rows=5, hint="With k = 1 the error is 1 minus the accuracy.")


def a_second_guess_helps(student):
    """The same examples: two more are named by the second highest score."""
    error = student.top_k_error(FIVE_ROWS, RIGHT, 2)

    assert_close(error, 1 / 5, name="error", rows=5, hint="An example is wrong if the right label is in neither place.")


# 1.8


def _stump(result, D):
    """Say that a result is (feature, threshold, error), and return it."""
    feature, threshold, error = assert_parts(result, "feature", "threshold", "error")
    number = int(assert_whole(feature, (), name="feature"))
    assert_true(0 <= number < D, f"feature must be a column of X, 0 .. {D - 1}; yours is {number}.")
    return number, assert_number(threshold, name="threshold"), assert_number(error, name="error")


def _wrong(X, y, feature, threshold):
    """Return how many examples the stump with this feature and threshold gets wrong."""
    sides = (y[X[:, feature] <= threshold], y[X[:, feature] > threshold])
    return sum(side.size - max(np.bincount(side), default=0) for side in sides)


def the_error_is_that_of_the_stump(student):
    """Six examples with two inputs, of which no stump gets all right."""
    X = np.array([[1.0, 5.0], [2.0, 1.0], [3.0, 6.0], [4.0, 4.0], [5.0, 2.0], [6.0, 3.0]])
    y = np.array([0, 0, 1, 0, 1, 1])
    feature, threshold, error = _stump(student.best_stump(X, y), 2)

    ours = _wrong(X, y, feature, threshold) / 6
    hint = "Each side answers with its majority label; the error is a share of all examples."
    name = f"error of the stump that you return, X[:, {feature}] <= {threshold:g},"
    assert_close(error, ours, name=name, rows=6, hint=hint)


def iris_is_asked_for_its_petals(student):
    """A stump names two of three species; the petals of the first and the last do not overlap, so no more is wrong."""
    feature, threshold, _ = _stump(student.best_stump(dataset("iris/inputs"), dataset("iris/labels")), 4)
    length, width = feature == 2 and 1.9 <= threshold < 4.5, feature == 3 and 0.6 <= threshold < 1.4

    text = "The best stump of the irises asks for the length (column 2) or width (column 3) of the petals"
    hint = "Try every column, and as thresholds every value that occurs in it."
    yours = f"column {feature} with threshold {threshold:g}"
    assert_true(length or width, f"{text}, and gets 50 wrong; yours asks for {yours}.", hint=hint)


def best_stump_leaves_its_arguments_alone(student):
    """Inputs and labels before and after."""
    X = np.array([[3.0, 1.0], [1.0, 2.0], [4.0, 8.0], [2.0, 9.0]])

    assert_unchanged(student.best_stump, X, np.array([1, 1, 0, 0]))


# 1.9


def _who(student):
    """Say that a name was entered, and return it."""
    who = student.value("who")
    text = "who must be your name or your student number, as text: the numbers of the questions are drawn from it."
    assert_true(isinstance(who, str) and bool(who.strip()), text, hint='Write it in quotes, who = "Ada Lovelace".')
    return who


def what_is_avoided_leads_back_to_what_is_right(student):
    """The mistakes of the baseline, less the share that is avoided, are those of the classifier."""
    rng = np.random.default_rng([*f"q_1_9a {_who(student).strip().casefold()}".encode()])
    hundreds, percent, better = (int(rng.integers(low, high)) for low, high in ((2, 11), (60, 91), (2, 8)))
    answer = assert_number(student.value("q_1_9a"), name="q_1_9a")

    baseline = hundreds * (100 - percent)  # its mistakes; a share of them remains for the classifier
    remain = baseline - baseline * better // 10
    text = "q_1_9a must be the share of the baseline's mistakes that the classifier avoids, to 0.001, for this who."
    hint = "How many mistakes does each of the two make? The answer is a share of those of the baseline."
    assert_true(abs((1 - answer) * baseline - remain) <= 0.001 * baseline, text, hint=hint)


# Below this line: made by `grader release` from the rubric; read by `grader.notebook`.

RUBRIC = {
    'assignment': 'a01_evaluation',
    'title': 'Data and evaluation',
    'wanted': ['best_stump', 'confusion_matrix', 'f1_score', 'guess_accuracy', 'learning_curve', 'macro_average', 'majority_baseline', 'numbers_of_1_9', 'pr_curve', 'precision_recall', 'q_1_9a', 'q_1_9b', 'stratified_split', 'top_k_error', 'variant', 'who'],
    'exercises': [
        {
            'name': 'majority_baseline',
            'row': '1.1',
            'points': 8,
            'question': False,
            'promises': {
                'label': 'label is the one that stands most often in y, wherever in y it stands.',
                'accuracy': 'accuracy is its share of the examples; where all labels are the same it is 1.0.',
                'tie': 'of several labels that are equally frequent, it is the smallest: of numbers the least, of texts the first in the order of their characters.',
                'kinds': 'y may be an array or a list, of int or of str.',
                'pure': 'y is left as it was.',
            },
            'checks': [
                {'function': 'most_flowers_are_of_one_kind', 'points': 2, 'promise': 'label'},
                {
                    'function': 'granting_every_loan_is_right_nine_times_of_fifteen',
                    'points': 1,
                    'promise': 'accuracy',
                },
                {'function': 'labels_may_be_words_in_a_list', 'points': 1, 'promise': 'kinds'},
                {'function': 'majority_baseline_leaves_the_labels_alone', 'points': 1, 'promise': 'pure'},
            ],
        },
        {
            'name': 'guess_accuracy',
            'row': '1.1',
            'points': 4,
            'question': False,
            'promises': {
                'uniform': 'uniform is what guessing among the K different labels of y, numbers or texts, earns on average.',
                'proportional': 'proportional is what guessing each label, a number or a text, with the probability of its share in y earns on average.',
            },
            'checks': [
                {'function': 'a_coin_is_right_half_of_the_time', 'points': 1, 'promise': 'uniform'},
                {'function': 'guessing_yes_nine_times_of_fifteen', 'points': 2, 'promise': 'proportional'},
            ],
        },
        {
            'name': 'stratified_split',
            'row': '1.2',
            'points': 18,
            'question': False,
            'promises': {
                'parts': 'each of the numbers 0 .. N-1 stands in exactly one of the two parts, once.',
                'share': 'of a stratum of n examples, the number of those in the test set differs from test_frac * n by less than 1.',
                'groups': 'where groups is given, the strata are its values, whatever the labels are.',
                'single': 'a stratum of one example stays in the training set.',
                'random': 'which examples of a larger stratum are set aside is drawn by rng; each of them can be, and any together, whatever is drawn from the other strata.',
                'kinds': 'y and groups may be arrays or lists, of int or of str.',
                'pure': 'y and groups are left as they were.',
                'generator': 'the same generator gives the same split; nothing else is random.',
            },
            'checks': [
                {'function': 'every_iris_is_in_one_part', 'points': 3, 'promise': 'parts'},
                {'function': 'every_species_gives_its_share', 'points': 3, 'promise': 'share'},
                {'function': 'every_age_gives_its_share', 'points': 2, 'promise': 'groups'},
                {'function': 'strata_may_be_words_in_a_list', 'points': 1, 'promise': 'kinds'},
                {'function': 'stratified_split_leaves_its_arguments_alone', 'points': 1, 'promise': 'pure'},
            ],
        },
        {
            'name': 'confusion_matrix',
            'row': '1.3',
            'points': 18,
            'question': False,
            'promises': {
                'cells': 'C[i, j] counts the examples with actual label labels[i] and predicted label labels[j].',
                'order': 'rows and columns come in the order of labels, whatever that order is.',
                'absent': 'a label that is never actual has a row of zeros, one that is never predicted a column of zeros; the shape is always (K, K).',
                'kinds': 'y_true and y_pred may be arrays or lists, of int or of str.',
                'pure': 'y_true, y_pred and labels are left as they were.',
            },
            'checks': [
                {'function': 'the_cautious_classifier_of_the_lecture', 'points': 4, 'promise': 'cells'},
                {'function': 'the_negative_label_may_come_first', 'points': 4, 'promise': 'order'},
                {'function': 'confusion_matrix_leaves_its_arguments_alone', 'points': 2, 'promise': 'pure'},
            ],
        },
        {
            'name': 'precision_recall',
            'row': '1.4',
            'points': 10,
            'question': False,
            'promises': {
                'precision': 'precision is the share of actually positive examples among those predicted to be positive.',
                'recall': 'recall is the share of examples predicted to be positive among those that are.',
                'positive': 'positive is an index into C, counted from 0; the default is 1.',
                'zero': 'where nothing is predicted to be positive precision is 0.0, where nothing is positive recall is 0.0, both without a warning.',
                'pure': 'C is left as it was.',
            },
            'checks': [
                {'function': 'precision_of_the_three_classifiers', 'points': 2, 'promise': 'precision'},
                {'function': 'recall_of_the_three_classifiers', 'points': 2, 'promise': 'recall'},
                {'function': 'the_positive_class_may_come_first', 'points': 1, 'promise': 'positive'},
                {'function': 'precision_recall_leaves_the_matrix_alone', 'points': 1, 'promise': 'pure'},
            ],
        },
        {
            'name': 'f1_score',
            'row': '1.4',
            'points': 4,
            'question': False,
            'promises': {
                'mean': 'f1 is the harmonic mean of precision and recall of the class number positive.',
                'zero': 'where precision and recall are both 0, f1 is 0.0, without a warning.',
            },
            'checks': [
                {
                    'function': 'f1_of_the_aggressive_classifier',
                    'points': 2,
                    'promise': 'mean',
                    'uses': ['precision_recall'],
                },
            ],
        },
        {
            'name': 'macro_average',
            'row': '1.4',
            'points': 4,
            'question': False,
            'promises': {
                'mean': 'precision and recall are the plain means over all K classes, each class once, whatever its number of examples.',
                'f1': 'f1 is the mean of the f1 of the K classes.',
                'zero': 'a class that is absent, or never predicted, counts with 0.0 for what would be 0/0, without a warning.',
            },
            'checks': [
                {
                    'function': 'three_classes_count_the_same',
                    'points': 1,
                    'promise': 'mean',
                    'uses': ['precision_recall', 'f1_score'],
                },
                {
                    'function': 'f1_is_computed_before_it_is_averaged',
                    'points': 1,
                    'promise': 'f1',
                    'uses': ['precision_recall', 'f1_score'],
                },
            ],
        },
        {
            'name': 'pr_curve',
            'row': '1.5',
            'points': 14,
            'question': False,
            'promises': {
                'thresholds': 'thresholds holds each different score once, from the highest to the lowest.',
                'precision': 'precision[k] is the share of positive ones among the examples whose score is at least thresholds[k].',
                'recall': 'recall[k] is the share of the positive examples whose score is at least thresholds[k]; it never falls, and the last is 1.',
                'ties': 'examples with the same score are predicted alike, and make one threshold together.',
                'pure': 'scores and y are left as they were.',
            },
            'checks': [
                {
                    'function': 'thresholds_fall_from_score_to_score',
                    'points': 2,
                    'promise': 'thresholds',
                    'uses': ['confusion_matrix', 'precision_recall'],
                },
                {
                    'function': 'precision_from_cautious_to_aggressive',
                    'points': 2,
                    'promise': 'precision',
                    'uses': ['confusion_matrix', 'precision_recall'],
                },
                {
                    'function': 'recall_from_cautious_to_aggressive',
                    'points': 2,
                    'promise': 'recall',
                    'uses': ['confusion_matrix', 'precision_recall'],
                },
                {
                    'function': 'pr_curve_leaves_its_arguments_alone',
                    'points': 1,
                    'promise': 'pure',
                    'uses': ['confusion_matrix', 'precision_recall'],
                },
            ],
        },
        {
            'name': 'learning_curve',
            'row': '1.6',
            'points': 6,
            'question': False,
            'promises': {
                'accuracy': 'accuracies[k] is the share of right predictions of the run with sizes[k] on the whole test set.',
                'sizes': 'the learner is called once for each size, in their order, with that many examples of the training set, each with its own label, and with X_test.',
                'subset': 'the examples of each run are a random subset of the training set, drawn by rng, without repeats; the same generator draws the same subsets.',
                'rises': 'on the digits, with the nearest neighbour as the learner, the accuracy averaged over ten generators is higher with 1000 examples than with 50.',
                'pure': 'X, y, X_test, y_test and sizes are left as they were.',
            },
            'checks': [
                {'function': 'accuracy_is_that_on_the_test_set', 'points': 1, 'promise': 'accuracy'},
                {'function': 'every_size_is_tried', 'points': 1, 'promise': 'sizes'},
                {'function': 'more_digits_teach_more', 'points': 1, 'promise': 'rises'},
                {'function': 'learning_curve_leaves_its_arguments_alone', 'points': 1, 'promise': 'pure'},
            ],
        },
        {
            'name': 'top_k_error',
            'row': '1.7',
            'points': 4,
            'question': False,
            'promises': {
                'error': 'error is the share of the rows whose right label is not among the k highest scores.',
                'ties': 'a right label whose score equals the k-th highest counts as being among them.',
                'all': 'where k is K or more, error is 0.0.',
            },
            'checks': [
                {'function': 'with_one_guess_it_is_the_share_of_mistakes', 'points': 1, 'promise': 'error'},
                {'function': 'a_second_guess_helps', 'points': 1, 'promise': 'error'},
            ],
        },
        {
            'name': 'best_stump',
            'row': '1.8',
            'points': 8,
            'question': False,
            'promises': {
                'error': 'error is the share of the examples that the stump with this feature and threshold gets wrong.',
                'best': 'no stump gets fewer examples wrong, whatever its feature and threshold; of several best ones any may be returned.',
                'sides': 'each side answers with the majority of its own examples, whichever label that is on which side.',
                'constant': 'a column that is the same for all examples is no obstacle; if all are, error is that of the majority.',
                'pure': 'X and y are left as they were.',
            },
            'checks': [
                {
                    'function': 'the_error_is_that_of_the_stump',
                    'points': 1,
                    'promise': 'error',
                    'uses': ['majority_baseline'],
                },
                {
                    'function': 'iris_is_asked_for_its_petals',
                    'points': 2,
                    'promise': 'best',
                    'uses': ['majority_baseline'],
                },
                {
                    'function': 'best_stump_leaves_its_arguments_alone',
                    'points': 1,
                    'promise': 'pure',
                    'uses': ['majority_baseline'],
                },
            ],
        },
        {
            'name': 'q_1_9a',
            'row': '1.9',
            'points': 1,
            'question': True,
            'promises': {
                'answer': 'A test set has `examples` examples, of which `largest` have the most frequent label. A classifier is right on `right` of them. Which share of the mistakes of the majority baseline does it avoid? (A number in 0 .. 1, to 0.001.)',
            },
            'checks': [
                {
                    'function': 'what_is_avoided_leads_back_to_what_is_right',
                    'points': 1,
                    'promise': 'answer',
                    'uses': ['majority_baseline'],
                },
            ],
        },
        {
            'name': 'q_1_9b',
            'row': '1.9',
            'points': 1,
            'question': True,
            'promises': {
                'answer': 'A bank has labelled transactions of May. Those of June will be of the same kind: the same source, drawn independently of each other. Which accuracy says without flattery how often a classifier will be right in June? (The letter of one of the printed `choices`, in quotes.)',
            },
            'checks': [],
        },
    ],
}
