"""Typical wrong solutions of assignment 3: what each check must catch, and what a student who made it should read."""

import numpy as np

from grader import Mistake
from reference.convergence import angle_after_update, convergence_quantities
from reference.delta_rule import average_squared_loss, delta_rule_step
from reference.one_versus_rest import OneVsRestPerceptron
from reference.perceptron import augment, decide, perceptron_fit, pocket_perceptron

from . import checks_hidden as hidden
from . import checks_public as public

# 3.1


def ones_last(X):
    """Appends the ones."""
    return np.hstack([X, np.ones((len(X), 1))])


def ones_as_a_row(X):
    """Puts a row of ones on top."""
    return np.vstack([np.ones((1, X.shape[1])), X])


def ones_only_where_none_are(X):
    """Takes a first input that is 1 everywhere for the ones that are to be put there."""
    return X if (X[:, 0] == 1).all() else np.column_stack([np.ones(len(X)), X])


def minus_one_first(X):
    """Follows the textbooks in which x0 = -1 and the weight is the threshold itself."""
    return np.hstack([-np.ones((len(X), 1)), X])


def bias_is_the_threshold(w, X, fire_at_equality=True):
    """Takes w[0] for the threshold instead of minus the threshold."""
    scores = X @ w[1:] - w[0]
    return (scores >= 0 if fire_at_equality else scores > 0).astype(int)


def bias_left_out(w, X, fire_at_equality=True):
    """Adds up the weighted inputs and asks for 0, whatever the threshold is."""
    s = X @ w[1:]
    return (s >= 0 if fire_at_equality else s > 0).astype(int)


def flag_ignored(w, X, fire_at_equality=True):
    """Fires at equality whatever the flag says."""
    return (w[0] + X @ w[1:] >= 0).astype(int)


def always_strict(w, X, fire_at_equality=True):
    """Never fires at equality, as the formulas of S1."""
    return (w[0] + X @ w[1:] > 0).astype(int)


def decides_plus_or_minus_one(w, X, fire_at_equality=True):
    """Gives the labels of learning, -1 and +1, instead of 0 and 1."""
    scores = w[0] + X @ w[1:]
    return np.where(scores >= 0 if fire_at_equality else scores > 0, 1, -1)


# 3.2


def strict_on_both_sides(X, y, max_epochs, order="cyclic", rng=None, w0=None):
    """Updates only where w.x < 0 or w.x > 0 strictly, as the slide prints: from w = 0 it never starts."""
    if not np.isin(y, (-1, 1)).all():
        raise ValueError("labels must be -1 or +1")
    X_aug = augment(X)
    w = np.zeros(X_aug.shape[1]) if w0 is None else np.array(w0, dtype=float)
    history = []
    for _ in range(max_epochs):
        changed = False
        for i in range(len(X)) if order == "cyclic" else rng.permutation(len(X)):
            score = X_aug[i] @ w
            if (y[i] == 1 and score < 0) or (y[i] == -1 and score > 0):
                w = w + y[i] * X_aug[i]
                history.append((int(i), w))
                changed = True
        if not changed:
            return w, history, True
    return w, history, False


def adds_x_without_y(X, y, max_epochs, order="cyclic", rng=None, w0=None):
    """Adds x~ where it should add y x~."""
    if not np.isin(y, (-1, 1)).all():
        raise ValueError("labels must be -1 or +1")
    X_aug = augment(X)
    w = np.zeros(X_aug.shape[1]) if w0 is None else np.array(w0, dtype=float)
    history = []
    for _ in range(max_epochs):
        changed = False
        for i in range(len(X)) if order == "cyclic" else rng.permutation(len(X)):
            if y[i] * (X_aug[i] @ w) <= 0:
                w = w + X_aug[i]
                history.append((int(i), w))
                changed = True
        if not changed:
            return w, history, True
    return w, history, False


def bias_never_learns(X, y, max_epochs, order="cyclic", rng=None, w0=None):
    """Updates the weights of the inputs only."""
    if not np.isin(y, (-1, 1)).all():
        raise ValueError("labels must be -1 or +1")
    X_aug = augment(X)
    w = np.zeros(X_aug.shape[1]) if w0 is None else np.array(w0, dtype=float)
    history = []
    for _ in range(max_epochs):
        changed = False
        for i in range(len(X)) if order == "cyclic" else rng.permutation(len(X)):
            if y[i] * (X_aug[i] @ w) <= 0:
                w = w.copy()
                w[1:] += y[i] * X[i]
                history.append((int(i), w))
                changed = True
        if not changed:
            return w, history, True
    return w, history, False


def history_of_one_array(X, y, max_epochs, order="cyclic", rng=None, w0=None):
    """Appends the array that it goes on changing."""
    if not np.isin(y, (-1, 1)).all():
        raise ValueError("labels must be -1 or +1")
    X_aug = augment(X)
    w = np.zeros(X_aug.shape[1]) if w0 is None else np.array(w0, dtype=float)
    history = []
    for _ in range(max_epochs):
        changed = False
        for i in range(len(X)) if order == "cyclic" else rng.permutation(len(X)):
            if y[i] * (X_aug[i] @ w) <= 0:
                w += y[i] * X_aug[i]
                history.append((int(i), w))
                changed = True
        if not changed:
            return w, history, True
    return w, history, False


def labels_zero_and_one_accepted(X, y, max_epochs, order="cyclic", rng=None, w0=None):
    """Takes labels 0 and 1 without a word; y x~ is then zero for half of the examples."""
    X_aug = augment(X)
    w = np.zeros(X_aug.shape[1]) if w0 is None else np.array(w0, dtype=float)
    history = []
    for _ in range(max_epochs):
        changed = False
        for i in range(len(X)) if order == "cyclic" else rng.permutation(len(X)):
            if y[i] * (X_aug[i] @ w) <= 0:
                w = w + y[i] * X_aug[i]
                history.append((int(i), w))
                changed = True
        if not changed:
            return w, history, True
    return w, history, False


def epochs_without_end(X, y, max_epochs, order="cyclic", rng=None, w0=None):
    """Goes on until nothing is wrong; it ends here only so that those who test the checks need not wait."""
    if not np.isin(y, (-1, 1)).all():
        raise ValueError("labels must be -1 or +1")
    X_aug = augment(X)
    w = np.zeros(X_aug.shape[1]) if w0 is None else np.array(w0, dtype=float)
    history = []
    changed = True
    while changed and len(history) < 500:
        changed = False
        for i in range(len(X)) if order == "cyclic" else rng.permutation(len(X)):
            if y[i] * (X_aug[i] @ w) <= 0:
                w = w + y[i] * X_aug[i]
                history.append((int(i), w))
                changed = True
    return w, history, not changed


def picks_with_replacement(X, y, max_epochs, order="cyclic", rng=None, w0=None):
    """Picks a random example each time, as S2 does, so that an epoch misses some and meets others twice."""
    if not np.isin(y, (-1, 1)).all():
        raise ValueError("labels must be -1 or +1")
    X_aug = augment(X)
    w = np.zeros(X_aug.shape[1]) if w0 is None else np.array(w0, dtype=float)
    history = []
    for _ in range(max_epochs):
        changed = False
        for i in range(len(X)) if order == "cyclic" else rng.integers(len(X), size=len(X)):
            if y[i] * (X_aug[i] @ w) <= 0:
                w = w + y[i] * X_aug[i]
                history.append((int(i), w))
                changed = True
        if not changed:
            return w, history, bool((y * (X_aug @ w) > 0).all())
    return w, history, False


def start_ignored(X, y, max_epochs, order="cyclic", rng=None, w0=None):
    """Starts from zeros whatever w0 is."""
    if not np.isin(y, (-1, 1)).all():
        raise ValueError("labels must be -1 or +1")
    X_aug = augment(X)
    w = np.zeros(X_aug.shape[1])
    history = []
    for _ in range(max_epochs):
        changed = False
        for i in range(len(X)) if order == "cyclic" else rng.permutation(len(X)):
            if y[i] * (X_aug[i] @ w) <= 0:
                w = w + y[i] * X_aug[i]
                history.append((int(i), w))
                changed = True
        if not changed:
            return w, history, True
    return w, history, False


# 3.3


def pocket_with_the_last_weights(X, y, max_epochs, rng):
    """Has no pocket: returns the weights of the last epoch."""
    w, _, _ = perceptron_fit(X, y, max_epochs, "random", rng)
    return w, int((y * (augment(X) @ w) <= 0).sum())


def pocket_counts_updates(X, y, max_epochs, rng):
    """Counts the updates during an epoch instead of the mistakes of the weights at its end."""
    X_aug = augment(X)
    w = pocket = np.zeros(X_aug.shape[1])
    fewest = len(X)
    for _ in range(max_epochs):
        errors = 0
        for i in rng.permutation(len(X)):
            if y[i] * (X_aug[i] @ w) <= 0:
                w = w + y[i] * X_aug[i]
                errors += 1
        if errors < fewest:
            pocket, fewest = w, errors
    return pocket, fewest


def pocket_returns_a_share(X, y, max_epochs, rng):
    """Returns the error rate, as one reads it in papers, instead of the number of mistakes."""
    w, errors = np.zeros(X.shape[1] + 1), len(X)
    current = w
    for _ in range(max_epochs):
        current, _, _ = perceptron_fit(X, y, 1, "random", rng, current)
        now = int((y * (augment(X) @ current) <= 0).sum())
        if now < errors:
            w, errors = current, now
    return w, errors / len(X)


def pocket_counts_before_the_epoch(X, y, max_epochs, rng):
    """Counts at the beginning of an epoch, so that the weights of the last one are never looked at."""
    w, pocket, fewest = np.zeros(X.shape[1] + 1), None, len(X) + 1
    for _ in range(max_epochs):
        errors = int((y * (augment(X) @ w) <= 0).sum())
        if errors < fewest:
            pocket, fewest = w, errors
        w, _, _ = perceptron_fit(X, y, 1, "random", rng, w)
    return pocket, fewest


def pocket_begins_every_epoch_at_zero(X, y, max_epochs, rng):
    """Learns each epoch from zero weights, so that no epoch builds upon the one before."""
    runs = [perceptron_fit(X, y, 1, "random", rng)[0] for _ in range(max_epochs)]
    errors = [int((y * (augment(X) @ w) <= 0).sum()) for w in runs]
    best = int(np.argmin(errors))
    return runs[best], errors[best]


def pocket_holds_the_array_that_changes(X, y, max_epochs, rng):
    """Puts the array itself into the pocket and goes on changing it."""
    X_aug = augment(X)
    w = np.zeros(X_aug.shape[1])
    pocket, fewest = w, len(X)
    for _ in range(max_epochs):
        for i in rng.permutation(len(X)):
            if y[i] * (X_aug[i] @ w) <= 0:
                w += y[i] * X_aug[i]
        errors = int((y * (X_aug @ w) <= 0).sum())
        if errors < fewest:
            pocket, fewest = w, errors
    return pocket, fewest


# 3.4


def radius_without_the_bias(X, y, w_star):
    """Measures the inputs without their leading 1, as texts without a bias do."""
    R = float(np.linalg.norm(X, axis=1).max())
    gamma = float((y * (augment(X) @ w_star)).min() / np.linalg.norm(w_star))
    return R, gamma, (R / gamma) ** 2


def margin_of_unscaled_weights(X, y, w_star):
    """Takes the smallest score as it is, however long w_star is."""
    X_aug = augment(X)
    R = float(np.linalg.norm(X_aug, axis=1).max())
    gamma = float((y * (X_aug @ w_star)).min())
    return R, gamma, (R / gamma) ** 2


def bound_not_squared(X, y, w_star):
    """Forgets the square."""
    X_aug = augment(X)
    R = float(np.linalg.norm(X_aug, axis=1).max())
    gamma = float((y * (X_aug @ w_star)).min() / np.linalg.norm(w_star))
    return R, gamma, R / gamma


def margin_averaged(X, y, w_star):
    """Takes the mean of y times score instead of the smallest."""
    X_aug = augment(X)
    R = float(np.linalg.norm(X_aug, axis=1).max())
    gamma = float((y * (X_aug @ w_star)).mean() / np.linalg.norm(w_star))
    return R, gamma, (R / gamma) ** 2


def dot_products_without_norms(w, x, y):
    """Drops the lengths, as the slide does."""
    return float(w @ (y * x)), float((w + y * x) @ (y * x))


def angles_in_radians(w, x, y):
    """Returns the angles of the slide instead of their cosines."""
    direction = y * x
    angles = []
    for v in (w, w + direction):
        cosine = v @ direction / (np.linalg.norm(v) * np.linalg.norm(direction))
        angles.append(float(np.arccos(np.clip(cosine, -1, 1))))
    return angles[0], angles[1]


def angles_forget_the_label(w, x, y):
    """Measures the angle to x also where the label is -1."""
    cosines = [v @ x / (np.linalg.norm(v) * np.linalg.norm(x)) for v in (w, w + y * x)]
    return float(cosines[0]), float(cosines[1])


# 3.5


def loss_without_the_half(w, X, t):
    """Leaves out the 1/2."""
    return float(np.mean((t - X @ w) ** 2))


def loss_divided_by_the_inputs(w, X, t):
    """Divides by the number of inputs where the number of examples is meant."""
    return float(((t - X @ w) ** 2).sum() / 2 / X.shape[1])


def loss_summed(w, X, t):
    """Adds up instead of averaging."""
    return float(np.sum((t - X @ w) ** 2) / 2)


def loss_of_fired_outputs(w, X, t):
    """Puts the threshold of S1 between score and target."""
    return float(np.mean((t - (X @ w > 0)) ** 2) / 2)


def step_of_the_last_example(w, X, t, eta):
    """Takes the gradient of the last example only, as the box of S1 does."""
    return w + eta * (t[-1] - X[-1] @ w) * X[-1]


def step_with_a_threshold(w, X, t, eta):
    """Makes the step of the perceptron: target minus fired output."""
    return w + eta * X.T @ (t - (X @ w > 0)) / len(X)


def step_uphill(w, X, t, eta):
    """Adds the gradient."""
    return w + eta * X.T @ (X @ w - t) / len(X)


def step_of_the_sum(w, X, t, eta):
    """Takes the gradient of the sum, as some of the boxes do."""
    return w + eta * X.T @ (t - X @ w)


# 3.6


class SmallestDistanceToZero:
    """Predicts the class whose score is nearest to 0."""

    def __init__(self, K):
        """Remember the number of classes."""
        self.K = K

    def fit(self, X, y, epochs, rng, averaged=True):
        """Learn as one should."""
        X_aug, T = augment(X), 2 * np.eye(self.K)[y] - 1
        W = np.zeros((X_aug.shape[1], self.K))
        total = np.zeros_like(W)
        for _ in range(epochs):
            for i in rng.permutation(len(X)):
                W += np.outer(X_aug[i], T[i] * (T[i] * (X_aug[i] @ W) <= 0))
                total += W
        self.W = total / (epochs * len(X)) if averaged else W
        return self

    def scores(self, X):
        """Return the scores."""
        return augment(X) @ self.W

    def predict(self, X):
        """Take the smallest absolute score."""
        return np.abs(self.scores(X)).argmin(axis=1)


class OneVectorForAllClasses:
    """Makes K columns of one and the same list."""

    def __init__(self, K):
        """Remember the number of classes."""
        self.K = K

    def fit(self, X, y, epochs, rng, averaged=True):
        """Let all classes change the same weights."""
        X_aug = augment(X)
        columns = [np.zeros(X_aug.shape[1])] * self.K
        total = np.zeros((X_aug.shape[1], self.K))
        for _ in range(epochs):
            for i in rng.permutation(len(X)):
                for k, w in enumerate(columns):
                    t = 1 if y[i] == k else -1
                    if t * (X_aug[i] @ w) <= 0:
                        w += t * X_aug[i]
                total += np.transpose(columns)
        self.W = total / (epochs * len(X)) if averaged else np.transpose(columns)
        return self

    def scores(self, X):
        """Return the scores."""
        return augment(X) @ self.W

    def predict(self, X):
        """Take the largest score."""
        return self.scores(X).argmax(axis=1)


class FirstThatFires:
    """Predicts the first class whose perceptron fires."""

    def __init__(self, K):
        """Remember the number of classes."""
        self.K = K

    def fit(self, X, y, epochs, rng, averaged=True):
        """Learn as one should."""
        X_aug, T = augment(X), 2 * np.eye(self.K)[y] - 1
        W = np.zeros((X_aug.shape[1], self.K))
        total = np.zeros_like(W)
        for _ in range(epochs):
            for i in rng.permutation(len(X)):
                W += np.outer(X_aug[i], T[i] * (T[i] * (X_aug[i] @ W) <= 0))
                total += W
        self.W = total / (epochs * len(X)) if averaged else W
        return self

    def scores(self, X):
        """Return the scores."""
        return augment(X) @ self.W

    def predict(self, X):
        """Take the first positive score, or the largest where none is positive."""
        scores = self.scores(X)
        return np.where((scores > 0).any(axis=1), (scores > 0).argmax(axis=1), scores.argmax(axis=1))


class MulticlassPerceptron:
    """Corrects the true and the predicted class only: the multiclass perceptron, another algorithm."""

    def __init__(self, K):
        """Remember the number of classes."""
        self.K = K

    def fit(self, X, y, epochs, rng, averaged=True):
        """Compare the classes with each other instead of with 0."""
        X_aug = augment(X)
        W = np.zeros((X_aug.shape[1], self.K))
        total = np.zeros_like(W)
        for _ in range(epochs):
            for i in rng.permutation(len(X)):
                predicted = (X_aug[i] @ W).argmax()
                if predicted != y[i]:
                    W[:, y[i]] += X_aug[i]
                    W[:, predicted] -= X_aug[i]
                total += W
        self.W = total / (epochs * len(X)) if averaged else W
        return self

    def scores(self, X):
        """Return the scores."""
        return augment(X) @ self.W

    def predict(self, X):
        """Take the largest score."""
        return self.scores(X).argmax(axis=1)


class GoesOnFromTheFirstFit(OneVsRestPerceptron):
    """Sets the weights to zero only where there are none yet."""

    def __init__(self, K):
        """Remember the number of classes."""
        super().__init__(K)
        self.last = None

    def fit(self, X, y, epochs, rng, averaged=True):
        """Learn on top of what was learned before."""
        X_aug, T = augment(X), 2 * np.eye(self.K)[y] - 1
        W = np.zeros((X_aug.shape[1], self.K)) if self.last is None else self.last
        total = np.zeros_like(W)
        for _ in range(epochs):
            for i in rng.permutation(len(X)):
                W = W + np.outer(X_aug[i], T[i] * (T[i] * (X_aug[i] @ W) <= 0))
                total += W
        self.last = W
        self.W = total / (epochs * len(X)) if averaged else W
        return self


class OneOrderForAllEpochs(OneVsRestPerceptron):
    """Draws an order once and visits the examples in it in every epoch."""

    def fit(self, X, y, epochs, rng, averaged=True):
        """Learn in the same order again and again."""
        X_aug, T = augment(X), 2 * np.eye(self.K)[y] - 1
        W = np.zeros((X_aug.shape[1], self.K))
        total = np.zeros_like(W)
        for i in np.tile(rng.permutation(len(X)), epochs):
            W = W + np.outer(X_aug[i], T[i] * (T[i] * (X_aug[i] @ W) <= 0))
            total += W
        self.W = total / (epochs * len(X)) if averaged else W
        return self


class StopsWhenNothingIsWrong(OneVsRestPerceptron):
    """Ends after an epoch without a mistake, so that the steps that are left out are missing from the mean."""

    def fit(self, X, y, epochs, rng, averaged=True):
        """Learn until there is nothing to correct."""
        X_aug, T = augment(X), 2 * np.eye(self.K)[y] - 1
        W = np.zeros((X_aug.shape[1], self.K))
        total, steps = np.zeros_like(W), 0
        for _ in range(epochs):
            before = W
            for i in rng.permutation(len(X)):
                W = W + np.outer(X_aug[i], T[i] * (T[i] * (X_aug[i] @ W) <= 0))
                total, steps = total + W, steps + 1
            if np.array_equal(W, before):
                break
        self.W = total / steps if averaged else W
        return self


class AveragedOverEpochs:
    """Averages the weights at the ends of the epochs only."""

    def __init__(self, K):
        """Remember the number of classes."""
        self.K = K

    def fit(self, X, y, epochs, rng, averaged=True):
        """Add up once per epoch instead of at every step."""
        X_aug, T = augment(X), 2 * np.eye(self.K)[y] - 1
        W = np.zeros((X_aug.shape[1], self.K))
        total = np.zeros_like(W)
        for _ in range(epochs):
            for i in rng.permutation(len(X)):
                W += np.outer(X_aug[i], T[i] * (T[i] * (X_aug[i] @ W) <= 0))
            total += W
        self.W = total / epochs if averaged else W
        return self

    def scores(self, X):
        """Return the scores."""
        return augment(X) @ self.W

    def predict(self, X):
        """Take the largest score."""
        return self.scores(X).argmax(axis=1)


MISTAKES = (
    Mistake(
        ones_last,
        replaces=augment,
        hint="The column of ones comes first, so that w[0] is the bias.",
        caught_by=public.ones_are_the_first_column,
        catalog="M360",
    ),
    Mistake(
        ones_as_a_row,
        replaces=augment,
        hint="Every example gets a 1 of its own: a column in front (np.hstack), not a row on top.",
        caught_by=public.ones_are_the_first_column,
    ),
    Mistake(
        ones_only_where_none_are,
        replaces=augment,
        hint="Put the ones in front of any X, whatever its own columns hold.",
        caught_by=hidden.augment_takes_one_example_and_one_input,
    ),
    Mistake(
        minus_one_first,
        replaces=augment,
        hint="This is the convention with x0 = -1, in which w0 is the threshold; here x0 = 1 and w0 is minus it.",
        caught_by=public.ones_are_the_first_column,
    ),
    Mistake(
        bias_is_the_threshold,
        replaces=decide,
        hint="w[0] is the bias, minus the threshold: add it to the sum instead of subtracting it.",
        caught_by=public.three_forms_agree,
        catalog="M361",
    ),
    Mistake(
        bias_left_out,
        replaces=decide,
        hint="w[0] is the bias: add it to the weighted sum of the inputs before you compare with 0.",
        caught_by=(public.three_forms_agree, hidden.decide_on_many_examples),
    ),
    Mistake(
        flag_ignored,
        replaces=decide,
        hint="fire_at_equality=False means that a score of exactly 0 does not fire.",
        caught_by=hidden.equality_is_decided_by_the_flag,
        catalog="M320",
    ),
    Mistake(
        always_strict,
        replaces=decide,
        hint="By default a score of exactly 0 fires (>=); only fire_at_equality=False makes it strict.",
        caught_by=hidden.equality_is_decided_by_the_flag,
    ),
    Mistake(
        decides_plus_or_minus_one,
        replaces=decide,
        hint="The unit gives 0 or 1; -1 and +1 are the labels that it learns from.",
        caught_by=public.three_forms_agree,
    ),
    Mistake(
        strict_on_both_sides,
        replaces=perceptron_fit,
        hint=public.NEVER_STARTS,
        caught_by=(public.every_update_corrects_a_mistake, public.no_mistake_is_skipped),
        catalog="M021",
    ),
    Mistake(
        adds_x_without_y,
        replaces=perceptron_fit,
        hint="Add y times x~: an example with label -1 is subtracted.",
        caught_by=public.every_update_corrects_a_mistake,
        catalog="M022",
    ),
    Mistake(
        bias_never_learns,
        replaces=perceptron_fit,
        hint="Update all of w, with x~ = (1, x): the bias learns too.",
        caught_by=hidden.offset_data_need_the_bias,
        catalog="M023",
    ),
    Mistake(
        history_of_one_array,
        replaces=perceptron_fit,
        hint="All entries of history are one array, which w += ... changes: append w.copy(), or write w = w + ...",
        caught_by=hidden.history_keeps_each_moment,
        catalog="M024",
    ),
    Mistake(
        labels_zero_and_one_accepted,
        replaces=perceptron_fit,
        hint="Raise ValueError unless every label is -1 or +1: with a label of 0, y times x~ is zero.",
        caught_by=hidden.other_labels_are_refused,
        catalog="M026",
    ),
    Mistake(
        epochs_without_end,
        replaces=perceptron_fit,
        hint="Where no line separates, learning never ends by itself: stop after max_epochs epochs.",
        caught_by=hidden.xor_ends,
        catalog="M027",
    ),
    Mistake(
        picks_with_replacement,
        replaces=perceptron_fit,
        hint="Random order visits every example once per epoch: go through rng.permutation(N).",
        caught_by=hidden.random_order_visits_every_example,
    ),
    Mistake(
        start_ignored,
        replaces=perceptron_fit,
        hint="Where w0 is given, learning starts from it.",
        caught_by=hidden.learning_starts_from_w0,
    ),
    Mistake(
        pocket_with_the_last_weights,
        replaces=pocket_perceptron,
        hint="Keep the best weights that you have seen, together with their number of mistakes; not the last ones.",
        caught_by=(public.pocket_leaves_one_mistake_on_xor, hidden.pocket_keeps_the_best_epoch),
        catalog="M362",
    ),
    Mistake(
        pocket_counts_updates,
        replaces=pocket_perceptron,
        hint="At the end of an epoch, count what the current weights get wrong on all examples.",
        caught_by=hidden.pocket_keeps_the_best_epoch,
        catalog="M363",
    ),
    Mistake(
        pocket_returns_a_share,
        replaces=pocket_perceptron,
        hint="errors is the number of mistakes, not their share of the examples.",
        caught_by=public.pocket_leaves_one_mistake_on_xor,
    ),
    Mistake(
        pocket_counts_before_the_epoch,
        replaces=pocket_perceptron,
        hint="Count at the end of each epoch; counted at its beginning, the weights of the last epoch are left out.",
        caught_by=hidden.pocket_keeps_the_best_epoch,
    ),
    Mistake(
        pocket_begins_every_epoch_at_zero,
        replaces=pocket_perceptron,
        hint="Set the weights to zero once, before the first epoch; each epoch goes on with those of the one before.",
        caught_by=hidden.pocket_keeps_the_best_epoch,
    ),
    Mistake(
        pocket_holds_the_array_that_changes,
        replaces=pocket_perceptron,
        hint="The pocket must hold a copy: w += ... changes the array that lies in it.",
        caught_by=public.pocket_leaves_one_mistake_on_xor,
    ),
    Mistake(
        radius_without_the_bias,
        replaces=convergence_quantities,
        hint="R measures the augmented examples: the leading 1 counts.",
        caught_by=(public.radius_of_and, hidden.radius_of_small_inputs),
        catalog="M028",
    ),
    Mistake(
        margin_of_unscaled_weights,
        replaces=convergence_quantities,
        hint="Divide w_star by its length first: the margin must not grow with it.",
        caught_by=hidden.quantities_ignore_the_length_of_w_star,
        catalog="M029",
    ),
    Mistake(
        bound_not_squared,
        replaces=convergence_quantities,
        hint="The bound is (R / gamma) squared.",
        caught_by=public.bound_of_and,
        catalog="M364",
    ),
    Mistake(
        margin_averaged,
        replaces=convergence_quantities,
        hint="The margin is that of the worst example: the smallest y times score, not their mean.",
        caught_by=public.margin_of_and,
    ),
    Mistake(
        dot_products_without_norms,
        replaces=angle_after_update,
        hint="A cosine is the dot product divided by both lengths; the slide drops them.",
        caught_by=public.cosines_by_hand,
    ),
    Mistake(
        angles_in_radians,
        replaces=angle_after_update,
        hint="Return the cosines themselves, not the angles: leave out np.arccos.",
        caught_by=public.cosines_by_hand,
    ),
    Mistake(
        angles_forget_the_label,
        replaces=angle_after_update,
        hint="The angles are those to y x: for label -1 that is -x.",
        caught_by=hidden.negative_examples_are_turned_away_from,
    ),
    Mistake(
        loss_without_the_half,
        replaces=average_squared_loss,
        hint="Here the loss has S1's 1/2 inside.",
        caught_by=public.average_loss_by_hand,
        catalog="M365",
    ),
    Mistake(
        loss_divided_by_the_inputs,
        replaces=average_squared_loss,
        hint="Divide by the number of examples, the rows of X, not by that of the inputs.",
        caught_by=hidden.loss_of_whole_numbers,
    ),
    Mistake(
        loss_summed,
        replaces=average_squared_loss,
        hint="Average over the examples: divide by N.",
        caught_by=public.average_loss_by_hand,
    ),
    Mistake(
        loss_of_fired_outputs,
        replaces=average_squared_loss,
        hint="The output is the score itself; the threshold that S1 puts in between is left out here.",
        caught_by=(public.average_loss_by_hand, hidden.loss_of_whole_numbers),
    ),
    Mistake(
        step_of_the_last_example,
        replaces=delta_rule_step,
        hint="The gradient is the mean over all examples, not that of the last one.",
        caught_by=hidden.step_follows_the_mean_gradient,
        catalog="M301",
    ),
    Mistake(
        step_with_a_threshold,
        replaces=delta_rule_step,
        hint="Compare the target with the score itself: target minus fired output is the perceptron's step.",
        caught_by=hidden.step_follows_the_mean_gradient,
        catalog="M366",
    ),
    Mistake(
        step_uphill,
        replaces=delta_rule_step,
        hint="Go against the gradient: w - eta * gradient.",
        caught_by=(public.one_step_by_hand, hidden.loss_falls_with_a_small_step),
    ),
    Mistake(
        step_of_the_sum,
        replaces=delta_rule_step,
        hint="Divide by N: the gradient is that of the mean loss.",
        caught_by=hidden.step_follows_the_mean_gradient,
    ),
    Mistake(
        SmallestDistanceToZero,
        replaces=OneVsRestPerceptron,
        hint="Take the largest score itself, not its distance to 0.",
        caught_by=public.the_largest_score_wins,
        catalog="M031",
    ),
    Mistake(
        OneVectorForAllClasses,
        replaces=OneVsRestPerceptron,
        hint="[w] * K is K times the same array: give every class weights of its own.",
        caught_by=hidden.columns_are_separate_runs,
        catalog="M032",
    ),
    Mistake(
        FirstThatFires,
        replaces=OneVsRestPerceptron,
        hint="Several perceptrons may fire: the largest score wins, not the first that is above 0.",
        caught_by=hidden.several_may_fire_but_one_wins,
        catalog="M367",
    ),
    Mistake(
        MulticlassPerceptron,
        replaces=OneVsRestPerceptron,
        hint="Every perceptron learns on its own, against 0; the multiclass perceptron compares the classes instead.",
        caught_by=public.target_is_one_for_the_own_class_only,
    ),
    Mistake(
        GoesOnFromTheFirstFit,
        replaces=OneVsRestPerceptron,
        hint="A fit begins with zero weights, whatever was learned before: set them in fit.",
        caught_by=hidden.fit_draws_from_its_generator,
    ),
    Mistake(
        OneOrderForAllEpochs,
        replaces=OneVsRestPerceptron,
        hint="Draw a new order from rng at the beginning of every epoch.",
        caught_by=hidden.fit_draws_from_its_generator,
    ),
    Mistake(
        StopsWhenNothingIsWrong,
        replaces=OneVsRestPerceptron,
        hint="There is no early stop: the steps after the last update belong to the mean as well.",
        caught_by=hidden.weights_are_averaged_over_all_steps,
    ),
    Mistake(
        AveragedOverEpochs,
        replaces=OneVsRestPerceptron,
        hint="Add up the weights at every visit, not once per epoch, and divide by epochs * N.",
        caught_by=hidden.weights_are_averaged_over_all_steps,
    ),
)


# Right solutions in the other conventions that lectures use: each must earn full marks.


def perceptron_fit_where_zero_fires(X, y, max_epochs, order="cyclic", rng=None, w0=None):
    """The review lecture: a unit fires at a score of exactly 0."""
    if not np.isin(y, (-1, 1)).all():
        raise ValueError("labels must be -1 or +1")
    X_aug = augment(X)
    w = np.zeros(X_aug.shape[1]) if w0 is None else np.array(w0, dtype=float)
    history = []
    for _ in range(max_epochs):
        changed = False
        for i in rng.permutation(len(X)) if order == "random" else range(len(X)):
            score = X_aug[i] @ w
            if score < 0 if y[i] == 1 else score >= 0:
                w = w + y[i] * X_aug[i]
                history.append((int(i), w))
                changed = True
        if not changed:
            return w, history, True
    return w, history, False


def perceptron_fit_where_zero_is_silent(X, y, max_epochs, order="cyclic", rng=None, w0=None):
    """The digits lecture: a unit is silent at a score of exactly 0."""
    if not np.isin(y, (-1, 1)).all():
        raise ValueError("labels must be -1 or +1")
    X_aug = augment(X)
    w = np.zeros(X_aug.shape[1]) if w0 is None else np.array(w0, dtype=float)
    history = []
    for _ in range(max_epochs):
        changed = False
        for i in rng.permutation(len(X)) if order == "random" else range(len(X)):
            score = X_aug[i] @ w
            if score <= 0 if y[i] == 1 else score > 0:
                w = w + y[i] * X_aug[i]
                history.append((int(i), w))
                changed = True
        if not changed:
            return w, history, True
    return w, history, False


def pocket_perceptron_where_zero_fires(X, y, max_epochs, rng):
    """The review lecture: a score of exactly 0 is right for +1."""
    X_aug = augment(X)
    w = np.zeros(X_aug.shape[1])
    pocket, fewest = w, len(X) + 1
    for _ in range(max_epochs):
        for i in rng.permutation(len(X)):
            score = X_aug[i] @ w
            if score < 0 if y[i] == 1 else score >= 0:
                w = w + y[i] * X_aug[i]
        scores = X_aug @ w
        errors = int(np.sum(np.where(y == 1, scores < 0, scores >= 0)))
        if errors < fewest:
            pocket, fewest = w, errors
    return pocket, fewest


def pocket_perceptron_where_zero_is_silent(X, y, max_epochs, rng):
    """The digits lecture: a score of exactly 0 is right for -1."""
    X_aug = augment(X)
    w = np.zeros(X_aug.shape[1])
    pocket, fewest = w, len(X) + 1
    for _ in range(max_epochs):
        for i in rng.permutation(len(X)):
            score = X_aug[i] @ w
            if score <= 0 if y[i] == 1 else score > 0:
                w = w + y[i] * X_aug[i]
        scores = X_aug @ w
        errors = int(np.sum(np.where(y == 1, scores <= 0, scores > 0)))
        if errors < fewest:
            pocket, fewest = w, errors
    return pocket, fewest


class OneVsRestPerceptronWhereZeroFires:
    """The review lecture: a unit fires at a score of exactly 0."""

    def __init__(self, K):
        """Remember the number of classes."""
        self.K = K

    def fit(self, X, y, epochs, rng, averaged=True):
        """Train all columns at once."""
        X_aug, T = augment(X), 2 * np.eye(self.K)[y] - 1
        W = np.zeros((X_aug.shape[1], self.K))
        total = np.zeros_like(W)
        for _ in range(epochs):
            for i in rng.permutation(len(X)):
                scores = X_aug[i] @ W
                wrong = np.where(T[i] == 1, scores < 0, scores >= 0)
                W += np.outer(X_aug[i], T[i] * wrong)
                total += W
        self.W = total / (epochs * len(X)) if averaged else W
        return self

    def scores(self, X):
        """Return the scores."""
        return augment(X) @ self.W

    def predict(self, X):
        """Take the largest score."""
        return self.scores(X).argmax(axis=1)


class OneVsRestPerceptronWhereZeroIsSilent:
    """The digits lecture: a unit is silent at a score of exactly 0."""

    def __init__(self, K):
        """Remember the number of classes."""
        self.K = K

    def fit(self, X, y, epochs, rng, averaged=True):
        """Train all columns at once."""
        X_aug, T = augment(X), 2 * np.eye(self.K)[y] - 1
        W = np.zeros((X_aug.shape[1], self.K))
        total = np.zeros_like(W)
        for _ in range(epochs):
            for i in rng.permutation(len(X)):
                scores = X_aug[i] @ W
                wrong = np.where(T[i] == 1, scores <= 0, scores > 0)
                W += np.outer(X_aug[i], T[i] * wrong)
                total += W
        self.W = total / (epochs * len(X)) if averaged else W
        return self

    def scores(self, X):
        """Return the scores."""
        return augment(X) @ self.W

    def predict(self, X):
        """Take the largest score."""
        return self.scores(X).argmax(axis=1)


CONVENTIONS = (
    perceptron_fit_where_zero_fires,
    perceptron_fit_where_zero_is_silent,
    pocket_perceptron_where_zero_fires,
    pocket_perceptron_where_zero_is_silent,
    OneVsRestPerceptronWhereZeroFires,
    OneVsRestPerceptronWhereZeroIsSilent,
)
