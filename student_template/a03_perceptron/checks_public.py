"""Public checks of assignment 3: students receive this file.

A history is judged by itself: each update must be on an example that the rule gets wrong, and none may be skipped.
Three rules are right, as long as one of them explains the whole history; they differ only where a score is exactly 0.
All inputs are small multiples of 1/8, so every sum is exact and its order cannot matter.
"""

from dataclasses import dataclass

import numpy as np

from grader import dataset, generator, held_out, seed, source
from grader.assertions import (
    accuracy,
    assert_array,
    assert_close,
    assert_equal,
    assert_list,
    assert_one_of,
    assert_parts,
    assert_true,
    assert_unchanged,
    assert_whole,
)

CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
AND = np.array([-1, -1, -1, 1])
OR = np.array([-1, 1, 1, 1])
XOR = np.array([-1, 1, 1, -1])
OR_UPDATES = {  # from zero weights, in cyclic order
    "a score of 0 is wrong": [0, 1, 2, 0, 0, 1, 0, 2, 0],
    "a score of 0 fires (S2)": [0, 1, 0, 2, 0],
    "a score of 0 is silent (S1)": [1, 0, 2, 0],
}

RULES = {  # what each rule calls wrong, by score s and label y
    "a score of 0 is wrong": lambda s, y: y * s <= 0,
    "a score of 0 fires (S2)": lambda s, y: np.where(y > 0, s < 0, s >= 0),
    "a score of 0 is silent (S1)": lambda s, y: np.where(y > 0, s <= 0, s > 0),
}

NEVER_STARTS = (
    "With w = 0 every score is 0, so a rule that waits for w.x < 0 or w.x > 0 never starts. "
    "Count a score of 0 as a mistake: y * score <= 0."
)


@dataclass
class _Fit:
    """A result of perceptron_fit, after it has been said what it is."""

    w: np.ndarray
    updates: list[int]
    weights: list[np.ndarray]
    converged: bool

    @property
    def aliased(self):
        """Whether all entries of the history are the same weights: that is one mistake, and has a check of its own."""
        return len(self.weights) > 1 and all(np.array_equal(self.weights[0], w) for w in self.weights[1:])


def _signed(X, y):
    """Return the rows y x~, of which an update adds one."""
    return np.column_stack([y, X * y[:, None]])


def _mistakes(X, y, w):
    """Return how many examples the weights get wrong, by rule."""
    scores = w[0] + X @ w[1:]
    return {rule: int(wrong(scores, y).sum()) for rule, wrong in RULES.items()}


def _read(result, X):
    """Say that a result is (w, history, converged), and return it."""
    D = X.shape[1]
    w, history, converged = assert_parts(result, "w", "history", "converged")
    w = assert_array(w, (D + 1,), name="w")
    updates, weights = [], []
    for k, entry in enumerate(assert_list(history, name="history")):
        index, after = assert_parts(entry, "index", "weights after the update")
        number = int(assert_whole(index, (), name=f"the index in history[{k}]"))
        assert_true(
            0 <= number < len(X), f"history[{k}] must name an example, 0 .. {len(X) - 1}; yours names {number}."
        )
        updates.append(number)
        weights.append(assert_array(after, (D + 1,), name=f"the weights in history[{k}]").astype(float))
    answer = int(assert_whole(converged, (), name="converged"))
    assert_true(answer in (0, 1), f"converged must be True or False; yours is {answer}.")
    return _Fit(w.astype(float), updates, weights, bool(answer))


def _path(fit, X, y, w0=None):
    """Return the weights before the first recorded update and after each of them."""
    start = np.zeros(X.shape[1] + 1) if w0 is None else w0
    return np.cumsum([start, *_signed(X, y)[fit.updates]], axis=0)


def _assert_updates(fit, X, y, w0=None):
    """Say that each recorded update is on an example that some rule gets wrong, and adds y x~."""
    path, labels = _path(fit, X, y, w0), y[fit.updates]
    scores = (path[:-1] * _signed(X, y)[fit.updates]).sum(axis=1) * labels
    needless = {rule: np.flatnonzero(~wrong(scores, labels)) for rule, wrong in RULES.items()}
    late = max(RULES, key=lambda rule: needless[rule][0] if len(needless[rule]) else np.inf)
    if len(needless[late]):
        k = int(needless[late][0])
        assert_true(
            False,
            f"Update {k + 1} must be on an example that the weights get wrong; "
            f"yours is on example {fit.updates[k]} with label {labels[k]:+d} and score {scores[k]:g}, which is right.",
        )
    if not fit.aliased:
        hint = "An update adds y times (1, x) to the weights: the label decides the sign, the bias takes part."
        assert_close(np.array(fit.weights), path[1:], name="The weights in history", hint=hint)
    numbers = np.array(fit.updates)
    assert_one_of(numbers, {rule: numbers for rule in RULES if not len(needless[rule])}, name="The updates")


def _assert_run(fit, runs, hint=None):
    """Say that the updates are those of one rule: none too many, none skipped."""
    ours = max(runs.values(), key=lambda run: (run == fit.updates, _agree(run, fit.updates)))
    k = _agree(ours, fit.updates)
    what = f"After {k} right updates the next must be " + (f"on example {ours[k]}" if k < len(ours) else "none")
    yours = f"on example {fit.updates[k]}" if k < len(fit.updates) else "missing"
    assert_true(ours == fit.updates, f"{what}; yours is {yours}.", hint=hint)
    assert_one_of(np.array(fit.updates), {rule: np.array(run) for rule, run in runs.items()}, name="The updates")


def _agree(run, updates):
    """Return how many updates two runs share from the start."""
    return next((k for k, (a, b) in enumerate(zip(run, updates, strict=False)) if a != b), min(len(run), len(updates)))


# 3.1


def ones_are_the_first_column(student):
    """Two examples with three inputs."""
    X = np.array([[5.0, 6.0, 7.0], [8.0, 9.0, 10.0]])
    X_aug = student.augment(X)

    assert_close(X_aug, [[1, 5, 6, 7], [1, 8, 9, 10]], name="augment(X)", hint="The ones come first: x0 = 1.")


def three_forms_agree(student):
    """Sum above the threshold; sum above minus the bias; bias plus sum above 0."""
    X = np.array([[1.0, 1.0], [1.0, 2.0], [3.0, 1.0], [0.0, 0.0]])
    # 2 x1 - x2 = 1, 0, 5, 0 against the threshold 0.5, so the bias is -0.5
    out = student.decide(np.array([-0.5, 2.0, -1.0]), X)

    assert_equal(out, np.array([1, 0, 1, 0]), name="decide(w, X)", hint="w[0] is the bias, minus the threshold.")


def decide_leaves_its_arguments_alone(student):
    """Weights and inputs before and after."""
    assert_unchanged(student.decide, np.array([-0.5, 2.0, -1.0]), CORNERS)


# 3.2


def every_update_corrects_a_mistake(student):
    """AND from zero weights: the recorded updates."""
    fit = _read(student.perceptron_fit(CORNERS, AND, 100), CORNERS)

    assert_true(len(fit.updates) > 0, "Zero weights do not separate AND: history must not be empty.", hint=NEVER_STARTS)
    _assert_updates(fit, CORNERS, AND)


def no_mistake_is_skipped(student):
    """OR from zero weights: every visit, in order."""
    fit = _read(student.perceptron_fit(CORNERS, OR, 100), CORNERS)

    _assert_run(fit, OR_UPDATES, hint=None if fit.updates else NEVER_STARTS)


def converged_weights_separate(student):
    """AND until it is learned."""
    fit = _read(student.perceptron_fit(CORNERS, AND, 100), CORNERS)

    assert_true(fit.converged, "AND can be separated: converged must be True after 100 epochs.", hint=NEVER_STARTS)
    fewest = min(_mistakes(CORNERS, AND, fit.w).values())
    text = f"Where converged is True, w must get every example right; yours gets {fewest} of 4 wrong."
    assert_true(fewest == 0, text, hint=None if fit.updates else NEVER_STARTS)
    last = _path(fit, CORNERS, AND)[-1]
    assert_close(fit.w, last, name="w", hint="w is the weights after the last update of history.")


def perceptron_fit_leaves_its_arguments_alone(student):
    """Inputs, labels and the start before and after."""
    w0 = np.array([0.5, -1.0, 0.25])

    assert_unchanged(student.perceptron_fit, CORNERS, AND, 20, w0=w0, hint="Start from a copy of w0.")


# 3.3

OFF_GRID = np.array([[0.25, 0.5], [0.0, 1.75], [1.5, 0.25], [1.25, 1.0]])


def _pockets(results, runs, X, y):
    """Say that each run gives (w, errors), with the mistakes of w by one rule for all; return the numbers of errors."""
    pockets = [assert_parts(result, "w", "errors") for result in results]
    found = [_mistakes(X, y, assert_array(w, (X.shape[1] + 1,), name="w")) for w, _ in pockets]
    counts = {rule: {run: one[rule] for run, one in zip(runs, found, strict=True)} for rule in RULES}
    errors = [int(assert_whole(errors, (), name="errors")) for _, errors in pockets]
    hint = "Count the mistakes of the returned w on all examples; the updates of an epoch are something else."
    assert_one_of(dict(zip(runs, errors, strict=True)), counts, name="errors", hint=hint)
    return errors


def pocket_leaves_one_mistake_on_xor(student):
    """Four points in the pattern of XOR, six generators."""
    calls = [(OFF_GRID, XOR, 100, generator(seed(i))) for i in range(6)]
    runs = [f"run {i} of six" for i in range(1, 7)]
    errors = _pockets(student.pocket_perceptron.each(calls), runs, OFF_GRID, XOR)

    for run, found in zip(runs, errors, strict=True):
        assert_equal(found, 1, name=f"errors, in {run},", hint="Keep the best weights seen, not the last.")


def pocket_leaves_its_arguments_alone(student):
    """Inputs and labels before and after."""
    assert_unchanged(student.pocket_perceptron, OFF_GRID, XOR, 5, generator(seed()))


# 3.4

UNIT = np.array([-3.0, 2.0, 2.0]) / np.sqrt(17.0)  # separates AND; y times score is 3, 1, 1, 1 over sqrt(17)


def _quantities(student):
    return assert_parts(student.convergence_quantities(CORNERS, AND, UNIT), "R", "gamma", "bound")


def radius_of_and(student):
    """AND: the longest augmented corner is (1, 1, 1)."""
    R, _, _ = _quantities(student)

    assert_close(R, np.sqrt(3.0), name="R", hint="The leading 1 counts: the longest row is (1, 1, 1).")


def margin_of_and(student):
    """AND: the smallest of 3, 1, 1, 1 over sqrt(17)."""
    _, gamma, _ = _quantities(student)

    assert_close(gamma, 1 / np.sqrt(17.0), name="gamma", hint="The smallest y times score, for weights of length 1.")


def bound_of_and(student):
    """R squared is 3, gamma squared is 1/17."""
    _, _, bound = _quantities(student)

    assert_close(bound, 51.0, name="bound", hint="The quotient R / gamma is squared.")


def convergence_quantities_leaves_its_arguments_alone(student):
    """Inputs, labels and weights before and after."""
    assert_unchanged(student.convergence_quantities, CORNERS, AND, 2 * UNIT)


def cosines_by_hand(student):
    """From w = (3, 4) with x = (-5, 0) and label +1 to (-2, 4)."""
    before, after = assert_parts(
        student.angle_after_update(np.array([3.0, 4.0]), np.array([-5.0, 0.0]), 1), "cos_before", "cos_after"
    )

    # before: -15 / (5 * 5); after: 10 / (sqrt(20) * 5)
    assert_close(before, -0.6, name="cos_before", hint="Divide the dot product by both lengths.")
    assert_close(after, 2 / np.sqrt(20.0), name="cos_after", hint="The new weights are w + y x.")


def angle_after_update_leaves_its_arguments_alone(student):
    """Weights and example before and after, for both labels."""
    for y in (1, -1):
        assert_unchanged(student.angle_after_update, np.array([3.0, 4.0]), np.array([-5.0, 0.0]), y)


# 3.5


def average_loss_by_hand(student):
    """Four augmented examples."""
    X = np.array([[1.0, 0.0], [1.0, 1.0], [1.0, 2.0], [1.0, 4.0]])
    # scores -1, 1, 3, 7; errors 2, -1, -2, -3; squares 4, 1, 4, 9: half of their mean is 18 / 8
    loss = student.average_squared_loss(np.array([-1.0, 2.0]), X, np.array([1.0, 0.0, 1.0, 4.0]))

    assert_close(loss, 2.25, name="average_squared_loss(w, X, t)", hint="Half the squared error, averaged over rows.")


def average_squared_loss_leaves_its_arguments_alone(student):
    """Weights, inputs and targets before and after."""
    X = np.array([[1.0, 0.0], [1.0, 1.0]])

    assert_unchanged(student.average_squared_loss, np.array([-1.0, 2.0]), X, np.array([1.0, 0.0]))


def one_step_by_hand(student):
    """One example: the score is 3, the target 1, the step 0.25."""
    w = student.delta_rule_step(np.array([1.0, 1.0]), np.array([[1.0, 2.0]]), np.array([1.0]), 0.25)

    # error -2, so the step adds 0.25 * (-2) * (1, 2)
    assert_close(w, [0.5, 0.0], name="delta_rule_step(w, X, t, eta)", hint="Add eta times error times x.")


def delta_rule_step_leaves_its_arguments_alone(student):
    """Weights, inputs and targets before and after."""
    w, X, t = np.array([1.0, 1.0]), np.array([[1.0, 2.0]]), np.array([1.0])

    assert_unchanged(student.delta_rule_step, w, X, t, 0.25, hint="w = w + ... makes a new array; w += ... does not.")


# 3.6

SUMS = np.array([[0.5, 0.4, -1.2], [2.0, 0.0, -2.0], [2.0, 1.0, -2.0]])  # (1, 1, 2) gives 6.5, 2.4, -7.2

SCORES = source("def go(cls, W, X):\n    model = cls(W.shape[1])\n    model.W = W\n    return model.scores(X)")
PREDICT = source("def go(cls, W, X):\n    model = cls(W.shape[1])\n    model.W = W\n    return model.predict(X)")
CHAIN = source("""
def go(cls, X, y, rng):
    model = cls(3)
    return model.fit(X, y, 2, rng) is model, bool(np.any(model.W))
""")


def scores_are_the_sums_of_the_lecture(student):
    """6.5, 2.4 and -7.2."""
    X = np.array([[1.0, 2.0], [0.0, 0.0]])
    found = student.run(SCORES, student.OneVsRestPerceptron, SUMS, X)

    assert_close(found, [[6.5, 2.4, -7.2], [0.5, 0.4, -1.2]], name="scores(X)", hint="Weighted sum plus bias, W[0].")


def the_largest_score_wins(student):
    """Three examples, one for each class."""
    # scores (6.5, 2.4, -7.2), (-1.5, 1.4, 0.8), (-7.5, -0.6, 6.8)
    X = np.array([[1.0, 2.0], [-2.0, 1.0], [-3.0, -1.0]])
    found = student.run(PREDICT, student.OneVsRestPerceptron, SUMS, X)

    assert_equal(found, np.array([0, 1, 2]), name="predict(X)", hint="The largest score itself, not its distance to 0.")


def target_is_one_for_the_own_class_only(student):
    """One example of class 1, one visit, the last weights."""
    X, y = np.array([[2.0, -1.0]]), np.array([1])
    model = student.OneVsRestPerceptron.keep(3)
    model.fit(X, y, 1, generator(seed()), averaged=False)
    x = np.array([1.0, 2.0, -1.0])

    # class 1 has target +1, the others -1; zero weights give a score of 0, on which the rules differ
    columns = {"a score of 0 is wrong": (-1, 1, -1), "a score of 0 fires (S2)": (-1, 0, -1)}
    columns |= {"a score of 0 is silent (S1)": (0, 1, 0)}
    hint = "Column k has the target 1 for the examples of class k and -1 for all others, and learns by itself."
    assert_one_of(model.W, {rule: np.outer(x, signs) for rule, signs in columns.items()}, hint, name="W")


def fit_returns_the_model(student):
    """So that calls can be chained."""
    X, y = OFF_GRID, np.array([0, 1, 2, 1])
    answer = student.run(CHAIN, student.OneVsRestPerceptron, X, y, generator(seed()))
    same, learned = assert_parts(answer, "whether it is the model", "whether W changed")

    assert_equal(same, True, name="fit(X, y, epochs, rng) is the model", hint="End fit with `return self`.")
    assert_true(learned is True, "fit must learn: W is still zero.")


def digits_are_told_apart(student):
    """Two epochs on the 8x8 digits."""
    X, y = held_out("digits")
    model = student.OneVsRestPerceptron.keep(10)
    model.fit(dataset("digits/train_inputs"), dataset("digits/train_labels"), 2, generator(seed()))
    found = accuracy(model.predict(X), y)

    text = f"After two epochs at least 85 % of new digits must be named; yours names {100 * found:.1f} %."
    assert_true(found >= 0.85, text)


def fit_leaves_its_arguments_alone(student):
    """Inputs and classes before and after."""
    model = student.OneVsRestPerceptron.keep(3)

    assert_unchanged(model.fit, OFF_GRID, np.array([0, 1, 2, 1]), 2, generator(seed()))


# Below this line: made by `grader release` from the rubric; read by `grader.notebook`.

RUBRIC = {
    'assignment': 'a03_perceptron',
    'title': 'The perceptron',
    'wanted': ['OneVsRestPerceptron', 'angle_after_update', 'augment', 'average_squared_loss', 'convergence_quantities', 'decide', 'delta_rule_step', 'perceptron_fit', 'pocket_perceptron'],
    'exercises': [
        {
            'name': 'augment',
            'row': '3.1',
            'points': 4,
            'question': False,
            'promises': {
                'ones': 'column 0 holds ones, and the columns of X follow in their order.',
                'sizes': 'one example, or one input, works like many.',
            },
            'checks': [
                {'function': 'ones_are_the_first_column', 'points': 3, 'promise': 'ones'},
            ],
        },
        {
            'name': 'decide',
            'row': '3.1',
            'points': 6,
            'question': False,
            'promises': {
                'threshold': 'the unit fires where the weighted sum of the inputs exceeds the threshold -w[0].',
                'equality': 'a score of exactly 0 gives 1, and 0 if fire_at_equality is False.',
                'pure': 'w and X are left as they were.',
            },
            'checks': [
                {
                    'function': 'three_forms_agree',
                    'points': 2,
                    'promise': 'threshold',
                    'uses': ['augment'],
                },
                {
                    'function': 'decide_leaves_its_arguments_alone',
                    'points': 1,
                    'promise': 'pure',
                    'uses': ['augment'],
                },
            ],
        },
        {
            'name': 'perceptron_fit',
            'row': '3.2',
            'points': 25,
            'question': False,
            'promises': {
                'update': 'each recorded update is on an example that the rule gets wrong, and adds y times x~ to the weights; zero weights leave something to correct.',
                'order': 'cyclic order visits 0, 1, ..., N-1 in every epoch, and no example that the rule gets wrong at its turn is skipped.',
                'converged': 'converged is True after an epoch without an update, and only where the last weights get every example right; w is the last weights.',
                'limit': 'it ends after max_epochs epochs, with converged False where an example is still wrong.',
                'start': 'learning starts from w0 where it is given.',
                'random': 'random order visits every example exactly once per epoch, in an order drawn from rng for each epoch.',
                'copies': 'each entry of history keeps the weights of its moment.',
                'labels': 'a label other than -1 and +1 raises ValueError.',
                'pure': 'X, y and w0 are left as they were.',
                'generator': 'the same generator gives the same history; nothing else is random.',
            },
            'checks': [
                {
                    'function': 'every_update_corrects_a_mistake',
                    'points': 4,
                    'promise': 'update',
                    'uses': ['augment', 'decide'],
                },
                {
                    'function': 'no_mistake_is_skipped',
                    'points': 4,
                    'promise': 'order',
                    'uses': ['augment', 'decide'],
                },
                {
                    'function': 'converged_weights_separate',
                    'points': 3,
                    'promise': 'converged',
                    'uses': ['augment', 'decide'],
                },
                {
                    'function': 'perceptron_fit_leaves_its_arguments_alone',
                    'points': 2,
                    'promise': 'pure',
                    'uses': ['augment', 'decide'],
                },
            ],
        },
        {
            'name': 'pocket_perceptron',
            'row': '3.3',
            'points': 10,
            'question': False,
            'promises': {
                'count': 'errors is the number of examples that the returned w gets wrong; four points in the pattern of XOR, off the grid so that no score is 0, leave 1.',
                'best': 'errors is never more than the mistakes of any weights at the end of an epoch, so that more epochs with the same generator never make it worse.',
                'pure': 'X and y are left as they were.',
                'generator': 'the same generator gives the same weights; nothing else is random.',
            },
            'checks': [
                {
                    'function': 'pocket_leaves_one_mistake_on_xor',
                    'points': 4,
                    'promise': 'count',
                    'uses': ['augment', 'decide', 'perceptron_fit'],
                },
                {
                    'function': 'pocket_leaves_its_arguments_alone',
                    'points': 1,
                    'promise': 'pure',
                    'uses': ['augment', 'decide', 'perceptron_fit'],
                },
            ],
        },
        {
            'name': 'convergence_quantities',
            'row': '3.4',
            'points': 12,
            'question': False,
            'promises': {
                'radius': 'R is the largest length among the augmented examples, the leading 1 included.',
                'margin': 'gamma is the smallest y times score for w_star scaled to length 1.',
                'length': 'gamma and bound do not change when w_star is multiplied by a positive number.',
                'bound': 'bound is (R / gamma) squared.',
                'theorem': 'no run of the perceptron from zero weights makes more updates than bound.',
                'pure': 'X, y and w_star are left as they were.',
                'single': 'one example works like many, and the three numbers are finite.',
            },
            'checks': [
                {
                    'function': 'radius_of_and',
                    'points': 2,
                    'promise': 'radius',
                    'uses': ['augment', 'decide'],
                },
                {
                    'function': 'margin_of_and',
                    'points': 2,
                    'promise': 'margin',
                    'uses': ['augment', 'decide'],
                },
                {
                    'function': 'bound_of_and',
                    'points': 1,
                    'promise': 'bound',
                    'uses': ['augment', 'decide'],
                },
                {
                    'function': 'convergence_quantities_leaves_its_arguments_alone',
                    'points': 1,
                    'promise': 'pure',
                    'uses': ['augment', 'decide'],
                },
            ],
        },
        {
            'name': 'angle_after_update',
            'row': '3.4',
            'points': 8,
            'question': False,
            'promises': {
                'cosine': 'both numbers are cosines, between -1 and 1, of angles between weights and y times x.',
                'label': 'an example with label -1 is turned away from: the angles are those to -x, and the update adds -x.',
                'turn': 'the cosine grows with the update, unless w and x lie on one line.',
                'pure': 'w and x are left as they were.',
            },
            'checks': [
                {'function': 'cosines_by_hand', 'points': 3, 'promise': 'cosine'},
                {'function': 'angle_after_update_leaves_its_arguments_alone', 'points': 1, 'promise': 'pure'},
            ],
        },
        {
            'name': 'average_squared_loss',
            'row': '3.5',
            'points': 5,
            'question': False,
            'promises': {
                'mean': 'the loss is the mean over the examples of half the squared error.',
                'exact': 'the output is the score w . x, without a threshold, for any targets.',
                'pure': 'w, X and t are left as they were.',
            },
            'checks': [
                {'function': 'average_loss_by_hand', 'points': 2, 'promise': 'mean'},
                {'function': 'average_squared_loss_leaves_its_arguments_alone', 'points': 1, 'promise': 'pure'},
            ],
        },
        {
            'name': 'delta_rule_step',
            'row': '3.5',
            'points': 5,
            'question': False,
            'promises': {
                'step': 'one call makes one step of size eta against the gradient.',
                'gradient': 'the gradient is that of the mean over all examples, of outputs without a threshold.',
                'falls': 'with a small eta the average squared loss falls, unless the gradient is zero.',
                'pure': 'w, X and t are left as they were; the new weights are a new array.',
            },
            'checks': [
                {'function': 'one_step_by_hand', 'points': 1, 'promise': 'step'},
                {'function': 'delta_rule_step_leaves_its_arguments_alone', 'points': 1, 'promise': 'pure'},
            ],
        },
        {
            'name': 'OneVsRestPerceptron',
            'row': '3.6',
            'points': 25,
            'question': False,
            'promises': {
                'scores': 'scores are the weighted sums plus bias, one column per class, computed from the attribute W.',
                'predict': 'the class with the largest score is predicted, however many perceptrons fire; of equal scores the smallest class wins.',
                'targets': 'perceptron k learns with target +1 for class k and -1 for every other class, from zero weights.',
                'independent': 'each column of W is what a two-class perceptron of its own would learn; with averaged=False it is the last weights.',
                'averaged': 'with averaged=True, W is the mean of the weights over all steps, a step being one visit of one example.',
                'chain': 'fit returns the model itself.',
                'digits': 'two epochs on the 8x8 digits are enough to name 85 % of new ones.',
                'accuracy': 'averaged weights name held-out digits, on the ladder below, with the pixels in any fixed order.',
                'pure': 'fit leaves X and y as they were.',
                'generator': 'rng draws an order for each epoch; the same generator gives the same W, also in a second fit of the same model; nothing else is random.',
            },
            'checks': [
                {
                    'function': 'scores_are_the_sums_of_the_lecture',
                    'points': 3,
                    'promise': 'scores',
                    'uses': ['augment', 'decide'],
                },
                {
                    'function': 'the_largest_score_wins',
                    'points': 3,
                    'promise': 'predict',
                    'uses': ['augment', 'decide'],
                },
                {
                    'function': 'target_is_one_for_the_own_class_only',
                    'points': 2,
                    'promise': 'targets',
                    'uses': ['augment', 'decide'],
                },
                {
                    'function': 'fit_returns_the_model',
                    'points': 1,
                    'promise': 'chain',
                    'uses': ['augment', 'decide'],
                },
                {
                    'function': 'digits_are_told_apart',
                    'points': 2,
                    'promise': 'digits',
                    'uses': ['augment', 'decide'],
                },
                {
                    'function': 'fit_leaves_its_arguments_alone',
                    'points': 2,
                    'promise': 'pure',
                    'uses': ['augment', 'decide'],
                },
            ],
        },
    ],
}
