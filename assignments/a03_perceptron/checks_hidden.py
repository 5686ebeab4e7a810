"""Hidden checks of assignment 3: other inputs for the same promises. These never leave the instructor's machine."""

from fractions import Fraction
from itertools import permutations, product

import numpy as np

from grader import dataset, generator, held_out, seed
from grader.assertions import (
    accuracy,
    assert_array,
    assert_close,
    assert_equal,
    assert_number,
    assert_one_of,
    assert_parts,
    assert_raises,
    assert_true,
    record_curve,
)
from reference import convergence, delta_rule, perceptron

from .checks_public import (
    CORNERS,
    PREDICT,
    RULES,
    XOR,
    _assert_run,
    _assert_updates,
    _path,
    _pockets,
    _read,
)


def _grid(rng, *shape):
    """Draw multiples of 1/8 in -2 .. 2: every sum of them is exact."""
    return rng.integers(-16, 17, size=shape) / 8


def _separable(rng, N, D, offset=0.0):
    """Draw N points around `offset`, half of each class, their labels, and weights that separate them with a margin."""
    while True:
        w_star = _grid(rng, D + 1) + 0.0625  # odd sixteenths: no weight is 0
        w_star[0] -= offset * w_star[1:].sum()  # the line passes near the cloud, wherever that is
        X = _grid(rng, 20 * N, D) + offset
        scores = perceptron.augment(X) @ w_star
        clear = np.abs(scores) >= 0.1 * np.linalg.norm(w_star)
        positive, negative = np.flatnonzero(clear & (scores > 0)), np.flatnonzero(clear & (scores < 0))
        if min(len(positive), len(negative)) >= N:
            rows = rng.permutation(np.concatenate([positive[: N // 2], negative[: N - N // 2]]))
            return X[rows], np.where(scores[rows] > 0, 1, -1), w_star


def _one_quadrant(rng, N):
    """Draw N points without negative inputs that a line separates: no rule learns them from zeros in one update.

    All products of augmented examples are positive, so after one update every score has the same sign.
    """
    X = np.abs(_grid(rng, 40 * N, 2))
    low, high = np.flatnonzero(X.sum(axis=1) <= 1.5), np.flatnonzero(X.sum(axis=1) >= 2.5)
    rows = rng.permutation(np.concatenate([low[: N // 2], high[: N - N // 2]]))
    return X[rows], np.where(X[rows].sum(axis=1) > 2, 1, -1)


def _assert_cyclic(fit, X, y, max_epochs, w0=None, hint=None):
    """Say that some rule explains the whole history of cyclic visits."""
    X_aug = perceptron.augment(X)
    w = np.zeros(X_aug.shape[1]) if w0 is None else w0
    runs = {rule: _cyclic_updates(wrong, X_aug, y, w, max_epochs) for rule, wrong in RULES.items()}
    _assert_run(fit, runs, hint)


def _cyclic_updates(wrong, X_aug, y, w, max_epochs):
    """Return the examples that cyclic learning by one rule updates on."""
    updates = []
    for i in list(range(len(y))) * max_epochs:
        if wrong(X_aug[i] @ w, y[i]):
            w = w + y[i] * X_aug[i]
            updates.append(i)
    return updates


def _column_runs(wrong, X, t, epochs, mean=None):
    """Return what one perceptron can learn from zero weights: one row for each order of its visits."""
    X_aug = perceptron.augment(X)
    visits = np.array([sum(orders, ()) for orders in product(permutations(range(len(X))), repeat=epochs)])
    w, total = np.zeros((2, len(visits), X_aug.shape[1]))
    for i in visits.T:  # the next visit of every order at once
        update = wrong((w * X_aug[i]).sum(axis=1), t[i])
        after = w + (update * t[i])[:, None] * X_aug[i]
        total += w if mean == "before" else after
        w = after
    return total / visits.shape[1] if mean else w


def _assert_columns(W, X, y, epochs, means=(None,), hint=None):
    """Say that each column of W is what a perceptron of its own learns, in some order, all by one rule."""
    K = int(y.max()) + 1
    W = assert_array(W, (X.shape[1] + 1, K), name="W", hint=hint)
    expected = {}
    for (rule, wrong), mean in product(RULES.items(), means):
        runs = (_column_runs(wrong, X, np.where(y == k, 1, -1), epochs, mean) for k in range(K))
        nearest = [run[np.abs(run - W[:, k]).sum(axis=1).argmin()] for k, run in enumerate(runs)]
        expected[rule + (f", mean of the weights {mean} each step" if mean else "")] = np.transpose(nearest)
    assert_one_of(W, expected, name="W", hint=hint)


# 3.1


def augment_takes_one_example_and_one_input(student):
    """One row of three, three rows of one, and one row of a one."""
    rng = np.random.default_rng(seed())
    row, column = rng.normal(size=(1, 3)), rng.normal(size=(3, 1))
    hint = "An input that is 1 already is an input like others: the leading 1 comes in front of it."

    assert_close(student.augment(row), np.hstack([[[1.0]], row]), name="augment(X)")
    assert_close(student.augment(column), np.hstack([np.ones((3, 1)), column]), name="augment(X)")
    assert_close(student.augment(np.ones((1, 1))), np.ones((1, 2)), name="augment(X)", hint=hint)


def decide_on_many_examples(student):
    """Eleven examples with four inputs, no score near 0."""
    rng = np.random.default_rng(seed())
    X, w = rng.normal(size=(11, 4)), rng.normal(size=5)
    scores = perceptron.augment(X) @ w
    X, scores = X[np.abs(scores) > 1e-6], scores[np.abs(scores) > 1e-6]

    assert_equal(student.decide(w, X), (scores > 0).astype(int), name="decide(w, X)")


def equality_is_decided_by_the_flag(student):
    """Scores of exactly 0, 1, 0, -1, and a millionth to either side, both ways."""
    w, tiny = np.array([-2.0, 1.0, 1.0]), 2.0**-20
    X = np.array([[1.0, 1.0], [2.0, 1.0], [0.0, 2.0], [1.0, 0.0], [1.0, 1.0 + tiny], [1.0, 1.0 - tiny]])
    hint = "Use >= where fire_at_equality is True and > where it is False."

    assert_equal(student.decide(w, X), np.array([1, 1, 1, 0, 1, 0]), name="decide(w, X)", hint=hint)
    strict = student.decide(w, X, fire_at_equality=False)
    assert_equal(strict, np.array([0, 1, 0, 0, 1, 0]), name="decide(w, X, fire_at_equality=False)", hint=hint)


# 3.2


def offset_data_need_the_bias(student):
    """Ten points around (3, 3, 3)."""
    rng = np.random.default_rng(seed())
    X, y, _ = _separable(rng, 10, 3, offset=3.0)
    fit = _read(student.perceptron_fit(X, y, 30), X)

    assert_true(len(fit.updates) > 0, "Zero weights separate nothing: history must not be empty.")
    _assert_updates(fit, X, y)


def xor_ends(student):
    """XOR, fifteen epochs."""
    fit = _read(student.perceptron_fit(CORNERS, XOR, 15), CORNERS)

    assert_true(not fit.converged, "No weights separate XOR: converged must be False.")
    _assert_cyclic(fit, CORNERS, XOR, 15, hint="Stop after max_epochs epochs, however many mistakes are left.")


def learning_starts_from_w0(student):
    """Six points, drawn weights to start from."""
    rng = np.random.default_rng(seed())
    X, y, _ = _separable(rng, 6, 2)
    w0 = _grid(rng, 3)
    fit = _read(student.perceptron_fit(X, y, 40, w0=w0), X)

    _assert_cyclic(fit, X, y, 40, w0=w0, hint="Start from w0 where it is given.")
    last = _path(fit, X, y, w0)[-1]
    assert_close(fit.w, last, name="w", hint="Start from w0 where it is given.")


def _far_start():
    """Return twelve examples and a start that gets all of them wrong for at least three epochs."""
    X = _grid(np.random.default_rng(seed()), 12, 2)
    y = np.where(X[:, 0] >= 0, 1, -1)
    X[:, 0] += y  # at least 1 away from 0
    # Scores start at y s <= -1000, and one update moves a score by at most 1 + 3 * 3 + 2 * 2 = 14: no 36 can mend one.
    return X, y, np.array([0.0, -1000.0, 0.0])


def random_order_visits_every_example(student):
    """A start so wrong that every visit is an update: the history shows all visits."""
    X, y, w0 = _far_start()
    fit = _read(student.perceptron_fit(X, y, 3, order="random", rng=generator(seed(1)), w0=w0), X)
    epochs = [fit.updates[:12], fit.updates[12:24], fit.updates[24:]]

    hint = "Visit rng.permutation(N) in each epoch: every example once. Picking with replacement misses some."
    every = all(sorted(epoch) == list(range(12)) for epoch in epochs)
    assert_true(every, "Each epoch in random order must visit every example exactly once.", hint=hint)
    orders = {tuple(epoch) for epoch in epochs} | {tuple(range(12))}
    assert_true(len(orders) == 4, "Random order must be drawn for each epoch, and differ from 0, 1, ..., N-1.")


def history_keeps_each_moment(student):
    """The weights in the history of ten points in one quadrant."""
    X, y = _one_quadrant(np.random.default_rng(seed()), 10)
    fit = _read(student.perceptron_fit(X, y, 20), X)

    assert_true(len(fit.updates) > 1, "One update cannot separate these points: history must hold several.")
    path = _path(fit, X, y)
    hint = "Append a copy, w.copy(): w += ... changes the array that the history already holds."
    assert_close(np.array(fit.weights), path[1:], name="The weights in history", hint=hint)


def other_labels_are_refused(student):
    """Labels 0 and 1, and one label of 2."""
    hint = "Raise ValueError: with a label of 0, y times x~ is zero and nothing is learned."

    assert_raises(ValueError, student.perceptron_fit, CORNERS, np.array([0, 0, 0, 1]), 10, hint=hint)
    assert_raises(ValueError, student.perceptron_fit, CORNERS, np.array([-1, 1, 2, 1]), 10, hint=hint)


def perceptron_fit_draws_from_its_generator(student):
    """The same generator twice, then others."""
    X, y = _one_quadrant(np.random.default_rng(seed()), 12)
    calls = [(X, y, 3, "random", generator(seed(i))) for i in (1, 1, 2, 3, 4)]
    first, again, *others = (_read(result, X).updates for result in student.perceptron_fit.each(calls))

    assert_true(first == again, "The same generator must give the same history.", hint="Draw from rng alone.")
    differ = any(first != other for other in others)
    assert_true(differ, "Another generator must give another order of visits.", hint="Draw the order from rng.")


# 3.3


TWO_EPOCHS = np.array([[-2.0, 0.0], [-0.5, -2.0], [3.0, 3.0]]), np.array([-1, 1, -1])
"""By every rule, whatever the orders are: no mistake after two epochs, and often one after the first."""


def pocket_keeps_the_best_epoch(student):
    """Three points that two epochs always learn, twenty generators; then forty noisy ones, for 1, 2, ..., 10 epochs."""
    calls = [(*TWO_EPOCHS, 2, generator(seed(i))) for i in range(20)]
    runs = [f"two epochs of generator {i}" for i in range(1, 21)]
    learned = _pockets(student.pocket_perceptron.each(calls), runs, *TWO_EPOCHS)
    hint = (
        "Go on with the weights of the epoch before, and count the mistakes after every epoch, the last one included."
    )
    assert_equal(learned, [0] * 20, name="errors", hint=hint)

    rng = np.random.default_rng(seed())
    X, y, _ = _separable(rng, 40, 2, offset=0.5)
    y[:6] *= -1  # labels that no line explains
    calls = [(X, y, epochs, generator(seed(i))) for i in (1, 2) for epochs in range(1, 11)]
    runs = [f"{epochs} epochs of generator {i}" for i in (1, 2) for epochs in range(1, 11)]
    errors = _pockets(student.pocket_perceptron.each(calls), runs, X, y)

    text = "More epochs with the same generator must never make it worse: the best weights are kept."
    for found in (errors[:10], errors[10:]):
        assert_true(found == sorted(found, reverse=True), text, observed=str(found))


def pocket_draws_from_its_generator(student):
    """The same generator twice, after one epoch; then others."""
    rng = np.random.default_rng(seed())
    X, y, _ = _separable(rng, 30, 3, offset=0.5)
    calls = [(X, y, 1, generator(i)) for i in (1, 1, 2, 3, 4, 5)]
    parts = [assert_parts(result, "w", "errors") for result in student.pocket_perceptron.each(calls)]
    first, again, *others = (assert_array(w, (4,), name="w") for w, _ in parts)

    assert_true(np.array_equal(first, again), "The same generator must give the same weights.", hint="Draw from rng.")
    differ = any(not np.array_equal(first, other) for other in others)
    assert_true(differ, "Another generator must give another order of visits.", hint="Draw the order from rng.")


# 3.4


def radius_of_small_inputs(student):
    """Inputs so small that the leading 1 decides."""
    rng = np.random.default_rng(seed())
    X = rng.normal(size=(7, 3)) / 8
    y, w_star = np.ones(7, dtype=int), np.array([1.0, 0.0, 0.0, 0.0])
    R, _, _ = assert_parts(student.convergence_quantities(X, y, w_star), "R", "gamma", "bound")

    assert_close(
        R, np.linalg.norm(perceptron.augment(X), axis=1).max(), name="R", hint="The leading 1 counts in every length."
    )


def quantities_ignore_the_length_of_w_star(student):
    """The same direction, three lengths."""
    rng = np.random.default_rng(seed())
    X, y, w_star = _separable(rng, 9, 3)
    _, gamma, bound = convergence.convergence_quantities(X, y, w_star)
    calls = [(X, y, scale * w_star) for scale in (1.0, 0.01, 250.0)]
    for result in student.convergence_quantities.each(calls):
        _, found, limit = assert_parts(result, "R", "gamma", "bound")

        assert_close(found, gamma, name="gamma", hint="Scale w_star to length 1 first.")
        assert_close(limit, bound, name="bound", hint="Scale w_star to length 1 first.")


def no_run_exceeds_the_bound(student):
    """A hundred sets of six points, learned by ours in cyclic order."""
    rng = np.random.default_rng(seed())
    sets = [_separable(rng, 6, 2) for _ in range(100)]
    results = student.convergence_quantities.each(sets)
    for (X, y, _), result in zip(sets, results, strict=True):
        _, history, _ = perceptron.perceptron_fit(X, y, 10_000)
        _, _, bound = assert_parts(result, "R", "gamma", "bound")

        enough = len(history) <= assert_number(bound, name="bound")
        assert_true(enough, "bound must be at least the number of updates of any run.", hint="It is (R / gamma) ** 2.")


def one_example_gives_finite_numbers(student):
    """One example of one input."""
    X, y, w_star = np.array([[-2.0]]), np.array([-1]), np.array([1.0, 3.0])
    expected = convergence.convergence_quantities(X, y, w_star)

    found = assert_parts(student.convergence_quantities(X, y, w_star), "R", "gamma", "bound")
    for one, value, name in zip(found, expected, ("R", "gamma", "bound"), strict=True):
        assert_close(one, value, name=name)


def negative_examples_are_turned_away_from(student):
    """Twenty pairs with label -1."""
    rng = np.random.default_rng(seed())
    pairs = [(rng.normal(size=5), rng.normal(size=5), -1) for _ in range(20)]
    for pair, result in zip(pairs, student.angle_after_update.each(pairs), strict=True):
        before, after = assert_parts(result, "cos_before", "cos_after")
        ours = convergence.angle_after_update(*pair)

        assert_close(before, ours[0], name="cos_before", hint="With y = -1 the angles are those to -x.")
        assert_close(after, ours[1], name="cos_after", hint="With y = -1 the update subtracts x.")


def cosine_grows(student):
    """Fifty pairs with drawn labels, none on one line."""
    rng = np.random.default_rng(seed())
    pairs = [(rng.normal(size=4), rng.normal(size=4), int(rng.choice([-1, 1]))) for _ in range(50)]
    for result in student.angle_after_update.each(pairs):
        parts = assert_parts(result, "cos_before", "cos_after")
        before, after = (assert_number(part, name=name) for part, name in zip(parts, ("before", "after"), strict=True))

        text = "An update must turn the weights towards y x: cos_after is larger than cos_before, and at most 1."
        assert_true(-1 - 1e-6 <= before < after <= 1 + 1e-6, text, observed=f"{before:g}, then {after:g}")


# 3.5


def loss_of_whole_numbers(student):
    """Seven examples with three inputs, against exact fractions."""
    rng = np.random.default_rng(seed())
    X, w, t = rng.integers(-9, 10, size=(7, 3)), rng.integers(-5, 6, size=3), rng.integers(-20, 21, size=7)
    errors = [
        int(target) - sum(int(a) * int(b) for a, b in zip(x, w, strict=True)) for x, target in zip(X, t, strict=True)
    ]
    exact = Fraction(sum(error * error for error in errors), 2 * len(X))

    found = student.average_squared_loss(w.astype(float), X.astype(float), t.astype(float))
    assert_close(found, float(exact), rows=7, name="average_squared_loss(w, X, t)", hint="The output has no threshold.")


def step_follows_the_mean_gradient(student):
    """Nine examples with four inputs."""
    rng = np.random.default_rng(seed())
    w, X, t = rng.normal(size=4), rng.normal(size=(9, 4)), rng.normal(size=9)
    expected = delta_rule.delta_rule_step(w, X, t, 0.3)

    hint = "The gradient is the mean over all rows of -(t - w.x) x, with the score itself as output."
    assert_close(student.delta_rule_step(w, X, t, 0.3), expected, name="delta_rule_step(w, X, t, eta)", hint=hint)


def loss_falls_with_a_small_step(student):
    """Twenty drawn problems."""
    rng = np.random.default_rng(seed())
    calls = [(rng.normal(size=3), rng.normal(size=(6, 3)), rng.normal(size=6), 0.01) for _ in range(20)]
    for (w, X, t, _), result in zip(calls, student.delta_rule_step.each(calls), strict=True):
        stepped = assert_array(result, (3,), name="delta_rule_step(w, X, t, eta)")

        before, after = (delta_rule.average_squared_loss(v, X, t) for v in (w, stepped))
        assert_true(after < before, "A small step must lower the loss.", observed=f"{before:g}, then {after:g}")


# 3.6


def columns_are_separate_runs(student):
    """Four sets of three examples, one of each class, the last weights: each column against every order of visits."""
    rng = np.random.default_rng(seed())
    for i in range(4):
        X, y = _grid(rng, 3, 3), rng.permutation(3)
        model = student.OneVsRestPerceptron.keep(3)
        model.fit(X, y, 4, generator(seed(i)), averaged=False)

        _assert_columns(model.W, X, y, 4, hint="One perceptron per class, with weights of its own.")


def weights_are_averaged_over_all_steps(student):
    """Two sets of four examples of three classes, then two that are soon learned, averaged."""
    rng = np.random.default_rng(seed())
    hint = "Add up the weights at every visit, whether it was an update or not, and divide by epochs * N."
    sets = [(_grid(rng, 4, 2), rng.permutation([0, 1, 2, 2]), 2) for _ in range(2)]
    for i, (X, y, epochs) in enumerate([*sets, (np.array([[1.0, 0.5], [-1.0, 0.25]]), np.array([0, 1]), 5)]):
        model = student.OneVsRestPerceptron.keep(int(y.max()) + 1)
        model.fit(X, y, epochs, generator(seed(i)), averaged=True)

        _assert_columns(model.W, X, y, epochs, means=("after", "before"), hint=hint)


def several_may_fire_but_one_wins(student):
    """Drawn scores, several above 0; then equal ones."""
    rng = np.random.default_rng(seed())
    W = np.abs(_grid(rng, 3, 4))
    W[:, 0], W[:, 3] = (1.0, 0.0, 1.0), (3.0, 4.0, 5.0)  # both fire, the last is larger
    tie = np.array([[1.0, 2.0, 2.0, 2.0], [0.0, 1.0, 1.0, -1.0], [0.5, 1.0, 1.0, 0.0]])
    X = np.array([[1.0, 1.0], [2.0, 0.5]])

    assert_equal(student.run(PREDICT, student.OneVsRestPerceptron, W, X), np.array([3, 3]), name="predict(X)")
    found = student.run(PREDICT, student.OneVsRestPerceptron, tie, X)
    assert_equal(found, np.array([1, 1]), name="predict(X)", hint="Of equal scores the smallest class wins.")


def _held_out_accuracy(student, data, inputs, labels, epochs):
    """Return the accuracy after the last of `epochs`, and record it after each.

    The pixels are in an order that nobody knows before: weights or answers that were brought along are worth nothing.
    """
    X, y = held_out(data)
    curve, predicted = [], None
    for number in epochs:
        model = student.OneVsRestPerceptron.keep(10)
        model.fit(dataset(inputs), dataset(labels), number, generator(seed()))
        predicted = assert_array(model.predict(X), y.shape, name="predict(X)")
        curve.append((number, float((predicted == y).mean())))
    record_curve("Held-out accuracy after each epoch", {"averaged weights": curve})
    return accuracy(predicted, y, name="predict(X)")


def accuracy_on_digits(student):
    """Share of held-out digits that ten perceptrons name after ten epochs."""
    return _held_out_accuracy(
        student, "digits/permuted", "digits/permuted_inputs", "digits/train_labels", (1, 2, 5, 10)
    )


def accuracy_on_mnist(student):
    """Share of held-out MNIST digits that ten perceptrons name after two epochs on 10,000 images."""
    return _held_out_accuracy(student, "mnist/permuted", "mnist/permuted_inputs_10k", "mnist/train_labels_10k", (1, 2))


def fit_draws_from_its_generator(student):
    """The same generator twice, and once more with a model that was fitted before; then others; five epochs.

    Three examples so close to each other that every visit corrects something: a right solution learned at least 39
    different W of 40 under each of 450 keys; one order for all epochs cannot give more than 6.
    """
    rng = np.random.default_rng(seed())
    X, y = 1.0 + 0.1 * rng.normal(size=(3, 2)), np.arange(3)
    models = [student.OneVsRestPerceptron.keep(3) for _ in range(41)]
    for model, i in zip(models, (1, *range(1, 41)), strict=True):
        model.fit(X, y, 5, generator(seed(i)))
    first, again, *others = (assert_array(model.W, (3, 3), name="W") for model in models)
    assert_true(np.array_equal(first, again), "The same generator must give the same W.", hint="Draw from rng alone.")

    models[0].fit(X, y, 5, generator(seed(1)))
    refit = assert_array(models[0].W, (3, 3), name="W after a second fit")
    text = "A second fit with the same generator must give the same W; yours goes on from the first."
    assert_true(np.array_equal(first, refit), text, hint="Begin each fit with zero weights, set in fit.")
    different = len({W.tobytes() for W in others})
    text = f"Each epoch must have an order of its own; of three examples, yours learns {different} different W."
    assert_true(different > 6, text, hint="Draw an order from rng at the beginning of every epoch.")
