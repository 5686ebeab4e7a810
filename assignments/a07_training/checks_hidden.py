"""Hidden checks of assignment 7: other inputs for the same promises. These never leave the instructor's machine."""

import math

import numpy as np

from grader import callback, dataset, generator, held_out, seed, source
from grader.assertions import (
    accuracy,
    assert_array,
    assert_close,
    assert_dict,
    assert_equal,
    assert_no_warning,
    assert_number,
    assert_parts,
    assert_raises,
    assert_true,
    assert_unchanged,
    record_curve,
)
from reference import losses, network, preprocessing, training

from .checks_public import (
    DEAL,
    SCALE,
    _dealt,
    _drawn,
    _listed,
    _loss_and,
    _losses,
    _numbered,
    _shapes,
    _trained,
    _walked,
    _with,
)
from .solution import numbers_of_7

EXTREME = np.array([[0.0, -1e4, 3.0], [-1e4, -1e4, -1e4], [1e4, 0.0, -1e4], [5.0, 5.0, 1e4]])


def _who(student):
    """Say that a name was entered, and return it."""
    who = student.value("who")
    text = "who must be your name or your student number, as text: the numbers of the questions are drawn from it."
    assert_true(isinstance(who, str) and bool(who.strip()), text, hint='Write it in quotes, who = "Ada Lovelace".')
    return who


# 7.1


def every_size_of_logits(student):
    """Drawn logits of six shapes, one row and one class among them."""
    rng = np.random.default_rng(seed())
    for shape in ((1, 1), (1, 4), (3, 1), (2, 5), (5, 2), (4, 4)):
        Z = 3 * rng.normal(size=shape)
        assert_close(student.softmax(Z), losses.softmax(Z), name="softmax(Z)")


def extreme_logits_give_probabilities(student):
    """Logits of -10,000 and 10,000, alone and together."""
    P = assert_no_warning(student.softmax, EXTREME)

    hint = "Subtract the largest logit of each row: the largest power is then 1, and the others can only vanish."
    assert_close(P, losses.softmax(EXTREME), name="softmax(Z)", hint=hint)


def soft_rows_weigh_all_classes(student):
    """Five rows of drawn target probabilities, which stay as they are."""
    rng = np.random.default_rng(seed())
    Z, Y = rng.normal(size=(5, 3)), rng.dirichlet(np.ones(3), size=5)
    right, slope = losses.cross_entropy(Z, Y)
    loss, dZ = _loss_and(assert_unchanged(student.cross_entropy, Z, Y), "dZ", Z.shape)

    assert_close(loss, right, name="loss", rows=5, hint="Every class counts, weighted by its entry of Y.")
    assert_close(dZ, slope, name="dZ", rows=5)


def two_classes_and_one_example(student):
    """N = 7 with K = 2, N = 1 with K = 5, N = K = 3."""
    rng = np.random.default_rng(seed())
    for N, K in ((7, 2), (1, 5), (3, 3)):
        Z, y = 2 * rng.normal(size=(N, K)), rng.integers(K, size=N)
        right, slope = losses.cross_entropy(Z, y)
        loss, dZ = _loss_and(student.cross_entropy(Z, y), "dZ", Z.shape)

        assert_close(loss, right, name="loss", rows=N)
        assert_close(dZ, slope, name="dZ", rows=N)


def a_hopeless_label_has_a_finite_loss(student):
    """The right class has the logit -10,000; or -10,000 like all others; or 10,000."""
    y = np.array([1, 2, 0, 0])
    right, slope = losses.cross_entropy(EXTREME, y)
    loss, dZ = _loss_and(assert_no_warning(student.cross_entropy, EXTREME, y), "dZ", EXTREME.shape)

    hint = "The logarithm of a probability that was rounded to 0 is lost: simplify ln(exp(z) / sum) before you compute."
    assert_close(loss, right, name="loss", rows=4, hint=hint)
    assert_close(dZ, slope, name="dZ", rows=4)


# 7.2


def slopes_have_the_constants_too(student):
    """All four constants; two rows of five outputs."""
    rng = np.random.default_rng(seed())
    A, Y = rng.normal(size=(2, 5)), rng.normal(size=(2, 5))
    for half in (False, True):
        for reduction in ("mean", "sum"):
            _, slope = losses.mse_loss(A, Y, half, reduction)
            _, dA = _loss_and(student.mse_loss(A, Y, half=half, reduction=reduction), "dA", A.shape)
            hint = "A constant in front of the loss stands in front of its gradient as well."
            assert_close(dA, slope, name=f"dA with half={half} and reduction={reduction!r}", rows=2, hint=hint)


def pre_activations_of_a_thousand(student):
    """Right and wrong by 1000, and in between."""
    z, y = np.array([1000.0, 1000.0, -1000.0, -1000.0, 0.0]), np.array([1.0, 0.0, 0.0, 1.0, 0.25])
    right, slope = losses.bce_with_logits(z, y)
    loss, dz = _loss_and(assert_no_warning(student.bce_with_logits, z, y), "dz", z.shape)

    hint = "ln(sigmoid(-1000)) is -1000, but sigmoid(-1000) is rounded to 0: write the loss as a function of z."
    assert_close(loss, right, name="loss", rows=5, hint=hint)
    assert_close(dz, slope, name="dz", rows=5)


def loss_is_minus_the_log_likelihood(student):
    """Eight drawn targets, against the probability of all of them together."""
    rng = np.random.default_rng(seed())
    odds, y = rng.integers(1, 9, size=8) / 4, rng.integers(2, size=8).astype(float)
    together = math.prod(o / (1 + o) if target else 1 / (1 + o) for o, target in zip(odds, y, strict=True))
    loss, _ = _loss_and(student.bce_with_logits(np.log(odds), y), "dz", y.shape)

    hint = "The most likely weights are those with the smallest loss: N times the loss is minus that logarithm."
    assert_close(loss, -math.log(together) / 8, name="loss", rows=8, hint=hint)


def slopes_at_a_confident_mistake(student):
    """How many times steeper the cross-entropy is than half the squared error."""
    z = numbers_of_7(_who(student))["z"]
    answer = assert_number(student.value("q_7_2"), name="q_7_2")

    hint = "By z: out - target for the one loss; for the other the same, times the slope of the sigmoid at z."
    assert_close(answer, 2 + 2 * math.cosh(z), rtol=0.01, name="q_7_2", hint=hint)


# 7.3


def _coupled(params):
    """Return a gradient in which every entry depends on both arrays."""
    W, b = params["W"], params["b"]
    return {"W": W * np.arange(1, 7).reshape(3, 2) + b, "b": W.sum(axis=0) + 2 * b}


def two_arrays_walk_together(student):
    """A matrix and a vector that depend on each other, 0, 1 and 7 steps."""
    rng = np.random.default_rng(seed())
    start = {"W": rng.normal(size=(3, 2)), "b": rng.normal(size=2)}
    for steps in (0, 1, 7):
        right, _ = training.gradient_descent(_coupled, start, 0.1, steps)
        found, taken = _walked(student.gradient_descent(callback(_gated(_coupled)), start, 0.1, steps), ("W", "b"))

        hint = "Ask for all gradients once, then move every array: b becomes b - eta * gradient, like W."
        for name in right:
            assert_close(found[name], right[name], name=f"params[{name!r}] after {steps} steps", hint=hint)
        assert_equal(taken, steps, name="taken")


def _gated(function):
    """Return the function, but for what a student's call may get wrong."""

    def asked(params):
        found = assert_dict(params, ("W", "b"), name="the params that grad is called with")
        W = assert_array(found["W"], (3, 2), name="params['W'] in a call of grad")
        b = assert_array(found["b"], (2,), name="params['b'] in a call of grad")
        return function({"W": W.astype(float), "b": b.astype(float)})

    return asked


def _shrinking(params):
    """Return slopes of which one entry, of the second array, is large and negative for a long time."""
    return {"W": params["W"] * 2, "b": params["b"]}


def the_largest_entry_decides(student):
    """One entry of eight keeps the walk going, whatever the mean, the sign and the other array say; two are no more."""
    for other, tol in ((0.0, 0.5), (0.0, 8.0), (64.0, 8.0)):
        start = {"W": np.full((3, 2), 0.25), "b": np.array([other, -64.0])}
        right, steps = training.gradient_descent(_shrinking, start, 0.25, 100, tol)
        found, taken = _walked(
            student.gradient_descent(callback(_gated(_shrinking)), start, 0.25, 100, tol=tol), ("W", "b")
        )

        hint = "Every entry of every array must be flat: the largest absolute value decides, no mean and no length."
        assert_equal(taken, steps, name=f"taken with tol={tol}", hint=hint)
        assert_close(found["b"], right["b"], name="params['b']", hint=hint)


def a_small_step_lowers_the_loss_as_it_should(student):
    """The loss W^2 by weights plus b^4, a step of 1e-5."""
    rng = np.random.default_rng(seed())
    start, weights = {"W": rng.normal(size=(3, 2)), "b": rng.normal(size=2)}, rng.uniform(1, 3, size=(3, 2))

    def loss(params):
        return float((weights * params["W"] ** 2).sum() + (params["b"] ** 4).sum())

    def slope(params):
        return {"W": 2 * weights * params["W"], "b": 4 * params["b"] ** 3}

    found, _ = _walked(student.gradient_descent(callback(_gated(slope)), start, 1e-5, 1), ("W", "b"))
    end = {"W": assert_array(found["W"], (3, 2), name="params['W']"), "b": assert_array(found["b"], (2,))}
    expected = 1e-5 * sum(float((one**2).sum()) for one in slope(start).values())
    assert_close((loss(start) - loss(end)) / expected, 1.0, rtol=0.01, name="the drop of the loss by eta g.g")


# 7.4


AGAIN = source("def go(deal, rng):\n    return [[batch for batch in deal(40, 40, rng)] for _ in range(3)]")


def single_examples_and_one_large_batch(student):
    """Five by one, by eight and by five, with and without drop_last; five by four, which leaves a single example."""
    cases = (
        (1, False, (1,) * 5),
        (8, False, (5,)),
        (5, True, (5,)),
        (1, True, (1,) * 5),
        (8, True, ()),
        (4, False, (4, 1)),
    )
    for size, drop, sizes in cases:
        indices = _dealt(student.run(DEAL, student.minibatches, 5, size, generator(seed()), drop), sizes)
        assert_equal(np.sort(indices), np.arange(sum(sizes)), name="all indices, sorted")


def every_call_deals_anew(student):
    """Three calls with one generator, forty examples."""
    epochs = assert_parts(student.run(AGAIN, student.minibatches, generator(seed())), "first", "second", "third")
    orders = {tuple(_dealt(epoch, (40,))) for epoch in epochs} | {tuple(range(40))}

    hint = "Draw a permutation from rng at every call; a generator made inside gives the same order each time."
    assert_true(len(orders) == 4, "Every call must draw a new order, which is not 0, 1, ..., n-1.", hint=hint)


def rows_keep_their_labels(student):
    """Nine examples whose labels belong to them, three epochs."""
    _, y = _numbered(9)
    _, calls, _ = _trained(student, 9, 0.25, 3, 4)

    for i, met in enumerate(calls):
        hint = "Take X[batch] and y[batch] with the same indices."
        assert_equal(met.labels, y[met.rows], name=f"y in call {i + 1} of loss_and_grads", hint=hint)
    assert_true(len(calls) == 9, f"Three epochs of 4 + 4 + 1 need nine calls; yours made {len(calls)}.")


def epochs_differ_and_batches_may_be_large(student):
    """Thirty examples, three epochs; then one batch of size 50."""
    _, calls, _ = _trained(student, 30, 0.25, 3, 15)
    epochs = [tuple(row for met in calls[i : i + 2] for row in met.rows) for i in (0, 2, 4)]
    different = len({*epochs, tuple(range(30))}) == 4
    assert_true(different, "Every epoch must have an order of its own.", hint="Deal new batches in each epoch.")

    _, calls, _ = _trained(student, 5, 0.25, 2, 50)
    sizes = [len(met.rows) for met in calls]
    assert_equal(sizes, [5, 5], name="sizes of the batches")


def a_short_batch_counts_for_less(student):
    """Seven examples in batches of three, two epochs: losses weighted 3, 3, 1."""
    recorder, calls, (_, losses_found) = _trained(student, 7, 0.25, 2, 3)
    assert_equal([len(met.rows) for met in calls], [3, 3, 1] * 2, name="sizes of the batches")
    right = np.reshape([loss for loss, _ in recorder.answered], (2, 3)) @ np.array([3, 3, 1]) / 7

    hint = "Add up loss times the number of examples of the batch, and divide by N; not by the number of batches."
    assert_close(_losses(losses_found, 2), right, name="losses", hint=hint)


def train_sgd_draws_from_its_generator(student):
    """The same generator twice, then another: the examples in the order in which they are met."""
    met = [[row for one in _trained(student, 20, 0.25, 1, 5, number)[1] for row in one.rows] for number in (1, 1, 2)]

    assert_true(met[0] == met[1], "The same generator must give the same batches.", hint="Draw from rng alone.")
    assert_true(met[0] != met[2], "Another generator must give other batches.", hint="Draw from rng.")


# 7.5


def _idx(array):
    """Return the content of an IDX file."""
    lengths = b"".join(int(n).to_bytes(4, "big") for n in array.shape)
    return bytes([0, 0, 8, array.ndim]) + lengths + array.tobytes()


def images_and_labels_are_read(student):
    """Three images of 5 x 4 pixels, 300 labels, and no image at all."""
    rng = np.random.default_rng(seed())
    for shape in ((3, 5, 4), (300,), (0, 2, 2)):
        array = rng.integers(256, size=shape).astype(np.uint8)
        assert_equal(student.load_idx(_idx(array)), array, name=f"load_idx of an array of shape {shape}")


def damaged_files_are_refused(student):
    """Wrong first bytes, one byte too few, one too many, and a file that ends in its header."""
    good = _idx(np.arange(12, dtype=np.uint8).reshape(3, 4))
    hint = "Compare the beginning with 0, 0, 8, and the length of the data with the product of the lengths."
    for bad in (b"\x01" + good[1:], good[:2] + b"\x0d" + good[3:], good[:-1], good + b"\x00", good[:7], b""):
        assert_raises(ValueError, student.load_idx, bad, hint=hint)


def new_data_use_the_fitted_numbers(student):
    """Twenty training rows; five new rows of floats, and one of bytes."""
    rng = np.random.default_rng(seed())
    for X, new in (
        (rng.normal(5, 3, size=(20, 4)), rng.normal(size=(5, 4))),
        (rng.integers(256, size=(20, 3)).astype(np.uint8), rng.integers(256, size=(1, 3)).astype(np.uint8)),
    ):
        right = preprocessing.Scaler().fit(X).transform(new)
        _, scaled = assert_parts(student.run(SCALE, student.Scaler, X, new), "same", "transform(new)")
        hint = "Means and deviations are those of the X that was fitted; bytes must become floats before you subtract."
        assert_close(scaled, right, name="transform(new)", hint=hint)


def dark_corners_become_zero(student):
    """A column of zeros and one of 255 beside two others."""
    X = np.array([[0.0, 1.0, 255.0, 4.0], [0.0, 2.0, 255.0, 8.0], [0.0, 6.0, 255.0, 0.0]])
    _, scaled = assert_parts(student.run(SCALE, student.Scaler, X, X), "same", "transform(X)")

    hint = "The deviation of a constant column is 0: divide by 1 there."
    assert_close(scaled, preprocessing.Scaler().fit(X).transform(X), name="transform(X)", hint=hint)


# 7.6

SIZES = ((4, 3), (6, 5, 2), (3, 4, 4, 2))


def three_sizes_of_networks(student):
    """No, one and two hidden layers, either activation and either loss, drawn parameters."""
    rng = np.random.default_rng(seed())
    for sizes in SIZES:
        for activation, loss in (("sigmoid", "cross_entropy"), ("relu", "quadratic")):
            params, X = _drawn(rng, sizes), rng.normal(size=(7, sizes[0]))
            right = _ours(sizes, activation, loss, params).scores(X)
            name = f"scores(X) of a network {sizes} with {activation!r} and {loss!r}"
            assert_close(_with(student, sizes, activation, loss, params).scores(X), right, name=name)


def _ours(sizes, activation, loss, params):
    model = network.MLP(sizes, activation, loss, np.random.default_rng(0))
    model.params = params
    return model


def losses_of_every_kind(student):
    """Two hidden layers of one size, both losses: the loss, and the gradients of all layers."""
    rng = np.random.default_rng(seed())
    sizes = (3, 5, 5, 4)  # W2 is square: what is turned there keeps its shape
    for activation in ("sigmoid", "relu"):
        for loss in ("cross_entropy", "quadratic"):
            params, X, y = _drawn(rng, sizes), rng.normal(size=(5, 3)), rng.integers(4, size=5)
            right, slopes = _ours(sizes, activation, loss, params).loss_and_grads(X, y)
            found, grads = assert_parts(
                _with(student, sizes, activation, loss, params).loss_and_grads(X, y), "loss", "grads"
            )
            hint = (
                "quadratic is half the squared distance from the one-hot row, cross_entropy that of 7.1; means over N."
            )
            assert_close(found, right, name=f"the loss {loss!r}", rows=5, hint=hint)
            grads = assert_dict(grads, tuple(slopes), name="grads")
            for name, slope in slopes.items():
                assert_close(grads[name], slope, name=f"grads[{name!r}] with {activation!r} and {loss!r}", rows=5)


def weights_start_as_he_says(student):
    """A wide network: mean and variance of its weights, two generators."""
    sizes = (200, 100, 50)
    models = [student.MLP.keep(sizes, "relu", "cross_entropy", generator(seed(i))) for i in (1, 1, 2)]
    found = [assert_dict(model.params, tuple(_shapes(sizes)), name="params") for model in models]
    first, again, other = ([assert_array(one[k], name=f"params[{k!r}]") for k in ("W1", "W2")] for one in found)
    hint = "Use the given he_normal(fan_in, fan_out, rng) for each W, with the generator that the network was given."
    for W, fan_in, name in zip(first, sizes, ("W1", "W2"), strict=False):
        spread = float(np.mean(W.astype(float) ** 2)) * fan_in / 2
        # of n numbers the mean square has the relative standard error sqrt(2/n): at most 0.02 here
        text = f"params[{name!r}] must have variance 2 / {fan_in}; yours has {spread:.3g} times that."
        assert_true(abs(spread - 1) <= 0.1, text, hint=hint)
        assert_true(
            abs(float(W.mean())) * math.sqrt(fan_in / 2) <= 0.1, f"params[{name!r}] must have mean 0.", hint=hint
        )
    same = all(np.array_equal(a, b) for a, b in zip(first, again, strict=True))
    assert_true(same, "The same generator must give the same weights.", hint=hint)
    assert_true(not np.array_equal(first[0], other[0]), "Another generator must give other weights.", hint=hint)


def full_batches_have_one_path(student):
    """Three epochs in one batch each, from given parameters, and one more: there is nothing to shuffle."""
    rng = np.random.default_rng(seed())
    for sizes, activation, loss in (((3, 4, 4, 2), "sigmoid", "quadratic"), ((3, 3), "relu", "cross_entropy")):
        params, X, y = _drawn(rng, sizes), rng.normal(size=(40, 3)), np.arange(40) % sizes[-1]
        ours = _ours(sizes, activation, loss, params)
        right = ours.fit(X, y, 0.5, 3, 40, rng)
        model = _with(student, sizes, activation, loss, params)
        found = _losses(model.fit(X, y, 0.5, 3, 40, generator(seed())), 3)

        hint = "fit goes on from self.params, by train_sgd with your loss and gradients, and keeps what it returns."
        assert_close(found, right, name="fit(...)", hint=hint)
        found, right = _losses(model.fit(X, y, 0.5, 1, 40, generator(seed())), 1), ours.fit(X, y, 0.5, 1, 40, rng)
        assert_close(found, right, name="a second fit(...)", hint=hint)
        after = assert_dict(model.params, tuple(ours.params), name="params")
        for name, array in ours.params.items():
            assert_close(after[name], array, name=f"params[{name!r}] after fit", hint=hint)


def _held_out_accuracy(student, data, sizes, activation, loss, eta, epochs, batch_size):
    """Return the accuracy of a network after training, and record its losses.

    The pixels are in an order that nobody knows before: weights or answers that were brought along are worth nothing.
    """
    inputs, labels = _TRAIN[data]
    X, y = held_out(f"{data}/permuted")
    model = student.MLP.keep((X.shape[1], *sizes), activation, loss, generator(seed()))
    found = _losses(model.fit(dataset(inputs), dataset(labels), eta, epochs, batch_size, generator(seed(1))), epochs)
    record_curve("Loss of each epoch", {"mean over the training images": enumerate(found, start=1)})
    return accuracy(_listed(model.predict(X)), y, name="predict(X)")


_TRAIN = {
    "digits": ("digits/permuted_inputs", "digits/train_labels"),
    "mnist": ("mnist/permuted_inputs_10k", "mnist/train_labels_10k"),
}


def softmax_regression_on_digits(student):
    """Share of held-out digits that are named without a hidden layer."""
    return _held_out_accuracy(student, "digits", (10,), "sigmoid", "cross_entropy", 0.05, 50, 10)


def softmax_regression_on_mnist(student):
    """The same on 10,000 images of MNIST."""
    return _held_out_accuracy(student, "mnist", (10,), "sigmoid", "cross_entropy", 0.05, 5, 10)


def quadratic_network_on_digits(student):
    """Share of held-out digits that 15 sigmoid units and the quadratic loss name."""
    return _held_out_accuracy(student, "digits", (15, 10), "sigmoid", "quadratic", 1.0, 50, 10)


def quadratic_network_on_mnist(student):
    """The same on 10,000 images of MNIST: the lecture's 784-15-10."""
    return _held_out_accuracy(student, "mnist", (15, 10), "sigmoid", "quadratic", 2.0, 15, 10)


def relu_network_on_digits(student):
    """Share of held-out digits that 30 relu units and the cross-entropy name."""
    return _held_out_accuracy(student, "digits", (30, 10), "relu", "cross_entropy", 0.02, 50, 10)


def relu_network_on_mnist(student):
    """The same on 10,000 images of MNIST."""
    return _held_out_accuracy(student, "mnist", (30, 10), "relu", "cross_entropy", 0.05, 10, 10)


def fit_draws_from_its_generator(student):
    """The same generators twice, then another for the order of the batches."""
    rng = np.random.default_rng(seed())
    X, y = rng.normal(size=(12, 3)), np.arange(12) % 2
    found = []
    for i in (1, 1, 2):
        model = student.MLP.keep((3, 2), "sigmoid", "cross_entropy", generator(seed()))
        model.fit(X, y, 0.5, 1, 2, generator(seed(i)))
        found.append(assert_array(assert_dict(model.params, ("W1", "b1"), name="params")["W1"], (3, 2), name="W1"))

    same = np.array_equal(found[0], found[1])
    assert_true(same, "The same generators must give the same params.", hint="Draw from rng alone.")
    differ = not np.array_equal(found[0], found[2])
    assert_true(differ, "Another generator in fit must give other batches.", hint="Draw the batches from fit's rng.")


def a_picked_answer_about_networks(student):
    """The letter of the right choice."""
    choices = numbers_of_7(_who(student))["choices"]
    answer = student.value("q_7_6")
    letter = answer.strip().upper() if isinstance(answer, str) else ""

    assert_true(letter in choices, "q_7_6 must be one of the letters A, B, C, D, in quotes.")
    assert_true(choices[letter].startswith("With enough"), "q_7_6 must name the one statement that theory proves.")


# 7.7


def _standard_error(per_sample, m, draws, rng):
    """Return the standard error of the variance of the means of m draws, from 20,000 means of our own."""
    N = len(per_sample)
    means = np.stack([per_sample[rng.integers(N, size=m)].mean(axis=0) for _ in range(20_000)])
    squares = ((means - per_sample.mean(axis=0)) ** 2).sum(axis=1)
    return float(squares.std()) / math.sqrt(draws)


def batches_scatter_by_one_over_m(student):
    """Twelve drawn gradients, batches of 1, 2, 4 and 32, 3,000 draws each."""
    rng = np.random.default_rng(seed())
    per_sample = rng.normal(1, 2, size=(12, 3))
    V = float(((per_sample - per_sample.mean(axis=0)) ** 2).sum(axis=1).mean())
    calls = [(per_sample, m, 3000, generator(seed(m))) for m in (1, 2, 4, 32)]
    for (_, m, draws, _), one in zip(calls, student.gradient_variance.each(calls), strict=True):
        found, error = assert_number(one, name="the variance"), _standard_error(per_sample, m, draws, rng)

        text = f"Batches of {m} must give V / {m} = {V / m:.4g} within {5 * error:.2g}; yours gives {found:.4g}."
        hint = "Draw a new batch each time, with replacement; then the variance of the batch means."
        assert_true(abs(found - V / m) <= 5 * error, text, hint=hint)
