"""Public checks of assignment 12: students receive this file.

What a network of ours answers can be worked out by hand, so these checks mostly know the right numbers. Where training
is random every right way counts: then the network that comes out is asked what it can do.
"""

import numpy as np

from grader import generator, held_out, seed, source
from grader.assertions import (
    assert_array,
    assert_close,
    assert_dict,
    assert_equal,
    assert_list,
    assert_number,
    assert_parts,
    assert_true,
    assert_unchanged,
    assert_whole,
)


def _drawn(rng, *sizes):
    """Draw a network of this many inputs, hidden units, ..., classes, biases included."""
    params = {}
    for k in range(1, len(sizes)):
        params[f"W{k}"] = rng.normal(size=sizes[k - 1 : k + 1]) / np.sqrt(sizes[k - 1])
        params[f"b{k}"] = 0.3 * rng.normal(size=sizes[k])
    return params


def _params(result, like, name="params"):
    """Say that a result holds the arrays of a network, in the shapes of another, and return it."""
    found = assert_dict(result, tuple(like), name=name)
    return {key: assert_array(found[key], np.shape(like[key]), name=f"{name}[{key!r}]") for key in like}


def _answers(params, X):
    """Return what a network puts out, by a computation of this file's own."""
    out, depth = X, len(params) // 2
    for k in range(1, depth + 1):
        pre = out @ params[f"W{k}"] + params[f"b{k}"]
        out = pre if k == depth else np.where(pre > 0, pre, 0)
    return out


def _sureness(params, x, label):
    """Return the probability that a network gives to a label."""
    powers = np.exp(_answers(params, x) - _answers(params, x).max())
    return float(powers[label] / powers.sum())


def _losses(losses, count, name="losses"):
    """Say that there are so many losses, in a list or an array, and return them."""
    if isinstance(losses, np.ndarray):
        return assert_array(losses, (count,), name=name)
    found = assert_list(losses, count, name=name)
    return np.array([assert_number(loss, name=f"{name}[{i}]") for i, loss in enumerate(found)])


# 12.1

NAMES = source("lambda freeze, params, layers: sorted(freeze(params, layers))")


def _trainable(student, params, layers):
    """Return the names that freeze gives, sorted; any collection of them is as good as a list."""
    return assert_list(student.run(NAMES, student.freeze, params, layers), name="freeze(params, layers)")


def what_is_not_frozen(student):
    """Three layers, with the first, the second, and the first two of them frozen."""
    params = _drawn(np.random.default_rng(seed()), 2, 4, 3, 2)
    for layers, right in (([1], ["W2", "W3", "b2", "b3"]), ([2], ["W1", "W3", "b1", "b3"]), ([1, 2], ["W3", "b3"])):
        found = _trainable(student, params, layers)
        hint = "Return the names that may change: weights and biases of all layers but the frozen ones."
        assert_equal(found, right, name=f"the sorted names of freeze(params, {layers})", hint=hint)


def _task(rng, N):
    """Draw N examples with four inputs in three classes."""
    return rng.normal(size=(N, 4)), np.arange(N) % 3


def _tuned(student, params, X, y, stages, eta, epochs, number=0):
    """Call finetune; return its parameters and losses."""
    result = student.finetune(params, X, y, stages, eta, epochs, generator(seed(number)))
    found, losses = assert_parts(result, "params", "losses")
    return _params(found, params), _losses(losses, epochs * len(stages))


def frozen_layers_keep_every_bit(student):
    """Three layers, one of them frozen at a time."""
    rng = np.random.default_rng(seed())
    params, (X, y) = _drawn(rng, 4, 6, 5, 3), _task(rng, 24)
    for layer in (1, 2, 3):
        found, _ = _tuned(student, params, X, y, [[layer]], 0.01, 2)
        for name, before in params.items():
            same = np.array_equal(found[name], before)
            if name.endswith(str(layer)):
                assert_true(same, f"{name} must stay exactly as it is while layer {layer} is frozen.")
            else:
                hint = "The gradient passes through a frozen layer to those below: only its own parameters stay."
                assert_true(not same, f"{name} must change while only layer {layer} is frozen.", hint=hint)


def one_batch_has_one_path(student):
    """Nine examples are one batch, so order makes no difference: five epochs, against the given Adam."""
    rng = np.random.default_rng(seed())
    params, (X, y) = _drawn(rng, 4, 6, 3), _task(rng, 9)
    found, _ = _tuned(student, params, X, y, [[1]], 0.02, 5)
    W, b, out = params["W2"], params["b2"], np.maximum(X @ params["W1"] + params["b1"], 0)
    moments = [np.zeros((4, *W.shape)), np.zeros((4, *b.shape))]
    for k in range(1, 6):
        logits = out @ W + b
        P = np.exp(logits - logits.max(axis=1, keepdims=True))
        error = (P / P.sum(axis=1, keepdims=True) - np.eye(3)[y]) / 9
        ways = []
        for each, slope in zip(moments, (out.T @ error, error.sum(axis=0)), strict=True):
            each[0], each[1] = 0.9 * each[0] + 0.1 * slope, 0.999 * each[1] + 0.001 * slope**2
            ways.append(0.02 * each[0] / (1 - 0.9**k) / (np.sqrt(each[1] / (1 - 0.999**k)) + 1e-8))
        W, b = W - ways[0], b - ways[1]

    hint = "One step of Adam(eta) for each batch; an epoch of nine examples is a single batch."
    for name, right in (("W2", W), ("b2", b)):
        assert_close(found[name], right, rtol=1e-6, atol=1e-8, name=f"params[{name!r}] after five steps", hint=hint)


def finetune_leaves_its_arguments_alone(student):
    """Parameters, inputs and labels before and after."""
    rng = np.random.default_rng(seed())
    params, (X, y) = _drawn(rng, 4, 6, 3), _task(rng, 12)

    hint = "params[name] = ... changes the dict of the caller: make a new one, or start from a copy."
    assert_unchanged(student.finetune, params, X, y, [[1], []], 0.01, 2, generator(seed()), hint=hint)


# 12.2

# one layer, three pixels, two classes: the loss of class 0 grows with the second pixel, and when the others darken
ONE_LAYER = {"W1": np.array([[1.0, -1.0], [-2.0, 2.0], [3.0, 0.0]]), "b1": np.array([0.1, -0.2])}


def every_pixel_takes_one_step(student):
    """Two images of three pixels, one of each class, far from the ends of the scale."""
    X, y = np.array([[0.5, 0.5, 0.5], [0.3, 0.6, 0.4]]), np.array([0, 1])
    right = np.array([[0.4, 0.6, 0.4], [0.4, 0.5, 0.5]])

    hint = "Every pixel moves by eps, whatever the size of its slope, to where the loss grows."
    assert_close(student.fgsm(ONE_LAYER, X, y, 0.1), right, name="fgsm(params, X, y, 0.1)", hint=hint)


def pixels_end_at_black_and_white(student):
    """Pixels close to 0 and 1, and at them; a step of 0.2."""
    X, y = np.array([[0.05, 0.9, 1.0], [0.0, 0.0, 0.95]]), np.array([0, 0])
    right = np.array([[0.0, 1.0, 0.8], [0.0, 0.2, 0.75]])

    hint = "A pixel stops at 0 and at 1 (np.clip), and one that is 0 already can still go up."
    assert_close(student.fgsm(ONE_LAYER, X, y, 0.2), right, name="fgsm(params, X, y, 0.2)", hint=hint)


def the_true_label_counts(student):
    """Two images that the network misreads."""
    X, y = np.array([[0.6, 0.2, 0.7], [0.2, 0.8, 0.1]]), np.array([1, 0])
    right = np.array([[0.65, 0.15, 0.75], [0.15, 0.85, 0.05]])

    hint = "The loss of the true label y grows, not that of the class which the network names."
    assert_close(student.fgsm(ONE_LAYER, X, y, 0.05), right, name="fgsm(params, X, y, 0.05)", hint=hint)


def fgsm_leaves_its_arguments_alone(student):
    """Network, images and labels before and after."""
    X, y = np.array([[0.5, 0.5, 0.5], [0.3, 0.6, 0.4]]), np.array([0, 1])

    assert_unchanged(student.fgsm, ONE_LAYER, X, y, 0.1, hint="X += ... changes X itself; X + ... makes a new array.")


def _reader(student, *sizes):
    """Return a network that the given functions trained on 345 digits, drawn by the seed of the check."""
    X, y = held_out("digits/permuted")
    start = assert_dict(student.initial_params(sizes, generator(seed(9))), _keys(sizes), name="initial_params(...)")
    found = assert_dict(student.train(start, X[:345], y[:345]), _keys(sizes), name="train(...)")
    pairs = [(f"W{k}", sizes[k - 1 : k + 1]) for k in range(1, len(sizes))]
    pairs += [(f"b{k}", sizes[k : k + 1]) for k in range(1, len(sizes))]
    return {name: assert_array(found[name], shape, name=name) for name, shape in pairs}


def _keys(sizes):
    return tuple(f"{letter}{k}" for k in range(1, len(sizes)) for letter in "Wb")


def a_network_is_sure_of_noise(student):
    """A network that has learned digits, and one target."""
    params, target = _reader(student, 64, 30, 10), 3
    x = assert_array(student.fooling_image(params, target, generator(seed())), (64,), name="the image")
    found = _sureness(params, x, target)

    hint = "Go on until softmax(scores(params, x)) gives the target 0.99; each step lowers the loss of the target."
    assert_true(found >= 0.99, f"The network must be 99 % sure of the target; it is {100 * found:.2f} %.", hint=hint)


def noise_stays_between_black_and_white(student):
    """The smallest and the largest pixel of an image that is taken for the target."""
    params = _reader(student, 64, 30, 10)
    x = assert_array(student.fooling_image(params, 8, generator(seed())), (64,), name="the image")
    assert_true(_sureness(params, x, 8) > 0.5, "The network must take the image for the target.")

    text = f"All pixels must be in 0 .. 1; yours are in {x.min():.3g} .. {x.max():.3g}."
    assert_true(x.min() >= 0 and x.max() <= 1, text, hint="Cut off after every step, not only at the end.")


def noise_comes_from_the_generator(student):
    """The same generator twice, then another."""
    params = _reader(student, 64, 30, 10)
    first, again, other = (
        assert_array(student.fooling_image(params, 5, generator(seed(i))), (64,), name="the image") for i in (1, 1, 2)
    )

    assert_true(np.array_equal(first, again), "The same generator must give the same image.", hint="Use rng alone.")
    assert_true(not np.array_equal(first, other), "Another generator must give another image.", hint="Start from rng.")


# 12.3


def twelve_points_by_heart(student):
    """Twelve drawn points, the labels 0, 2 and 3 in random order, 32 hidden units."""
    X, y = _random_labels(12, 3)
    y = np.array([0, 2, 3])[y]
    params = _memorized(student, X, y, 32)
    named = _answers(params, X).argmax(axis=1)

    text = f"All 12 labels must be fitted; yours fits {(named == y).sum()}."
    assert_true(bool((named == y).all()), text, hint="Train until every example has its label.")


def _random_labels(N, K):
    """Draw N points with five inputs, and labels that have nothing to do with them."""
    rng = np.random.default_rng(seed())
    return rng.normal(size=(N, 5)), rng.permutation(np.arange(N) % K)


def _memorized(student, X, y, hidden, number=0):
    """Call memorize; return a network of the promised sizes."""
    sizes = (X.shape[1], hidden, int(y.max()) + 1)
    found = student.memorize(X, y, hidden, generator(seed(number)))
    return _params(found, {"W1": np.zeros(sizes[:2]), "b1": np.zeros(hidden)} | _second_layer(sizes))


def _second_layer(sizes):
    return {"W2": np.zeros(sizes[1:]), "b2": np.zeros(sizes[2])}


def memory_has_the_size_that_was_asked_for(student):
    """Seven hidden units and four labels, then eleven and two."""
    for hidden, K in ((7, 4), (11, 2)):
        X, y = _random_labels(8, K)
        answers = _answers(_memorized(student, X, y, hidden), X)
        text = "What the network puts out must depend on X; yours is the same for all 8 points."
        assert_true(float(np.ptp(answers, axis=0).max()) > 0, text, hint="Are its weights all 0?")


def digits_with_random_labels(student):
    """Share of 200 labels, dealt at random, that 128 hidden units fit."""
    X, y = held_out("digits")[0][:200], np.random.default_rng(seed()).permutation(np.arange(200) % 10)
    return float((_answers(_memorized(student, X, y, 128), X).argmax(axis=1) == y).mean())


def memory_draws_from_its_generator(student):
    """The same generator twice, then another."""
    X, y = _random_labels(12, 3)
    first, again, other = (_memorized(student, X, y, 16, i)["W1"] for i in (1, 1, 2))

    assert_true(np.array_equal(first, again), "The same generator must give the same params.", hint="Use rng alone.")
    assert_true(not np.array_equal(first, other), "Another generator must give other params.", hint="Use rng alone.")


# 12.4

# one input, two classes; along the line the first weight goes from 0 to 4, the second bias from 0 to 2
NOTHING = {"W1": np.array([[0.0, 0.0]]), "b1": np.array([0.0, 0.0])}
LEARNED = {"W1": np.array([[4.0, 0.0]]), "b1": np.array([0.0, 2.0])}
ONE = (
    np.array([[1.0]]),
    np.array([0]),
)  # at alpha the logits are 4 alpha and 2 alpha, so the loss is ln(1 + e^(-2 alpha))


def the_line_ends_at_the_two_networks(student):
    """Alpha 0 and 1, and the other way round."""
    for alphas in ([0.0, 1.0], [1.0, 0.0], [0.0]):
        found = student.interpolate_loss(NOTHING, LEARNED, *ONE, np.array(alphas))
        right = [np.log1p(np.exp(-2 * alpha)) for alpha in alphas]
        hint = "Alpha 0 is params0, alpha 1 is params1, weights and biases."
        assert_close(_losses(found, len(alphas)), right, name=f"the losses at {alphas}", hint=hint)


def halfway_and_a_quarter(student):
    """Five places in between, in no order."""
    alphas = np.array([0.5, 0.25, 0.75, 0.1, 0.9])
    found = _losses(student.interpolate_loss(NOTHING, LEARNED, *ONE, alphas), 5)

    hint = "Every parameter, biases too, goes the share alpha of its way, in a straight line; then ask for the loss."
    assert_close(found, np.log1p(np.exp(-2 * alphas)), name="the losses", hint=hint)


def interpolate_loss_leaves_its_arguments_alone(student):
    """Both networks before and after."""
    hint = "Build a new dict for each alpha."
    assert_unchanged(student.interpolate_loss, NOTHING, LEARNED, *ONE, np.array([1.0, 0.0, 0.5]), hint=hint)


# 12.5

# two inputs, three hidden units, two classes
THREE_UNITS = {
    "W1": np.array([[1.0, 2.0, -3.0], [0.5, -1.0, 4.0]]),
    "b1": np.array([0.25, -0.5, 1.0]),
    "W2": np.array([[1.0, 6.0], [2.0, 7.0], [3.0, 8.0]]),
    "b2": np.array([0.5, -2.0]),
}
SEEN = np.array([[1.0, 1.0], [-1.0, 2.0], [0.0, 0.0], [2.0, -3.0]])


def units_change_places(student):
    """Three units: new unit 0 is old unit 2, then comes old unit 0, then 1."""
    found = _params(student.permute_hidden(THREE_UNITS, np.array([2, 0, 1])), THREE_UNITS)

    hint = "New unit i is old unit perm[i]: columns of W1, entries of b1, rows of W2."
    assert_close(found["W1"], [[-3.0, 1.0, 2.0], [4.0, 0.5, -1.0]], name="W1", hint=hint)
    assert_close(found["b1"], [1.0, 0.25, -0.5], name="b1", hint=hint)
    assert_close(found["W2"], [[3.0, 8.0], [1.0, 6.0], [2.0, 7.0]], name="W2", hint=hint)
    assert_close(
        found["b2"], [0.5, -2.0], name="b2", hint="The next layer's own biases belong to its units: they stay."
    )


def the_order_of_units_means_nothing(student):
    """Scores before and after, for four inputs."""
    found = _params(student.permute_hidden(THREE_UNITS, np.array([1, 2, 0])), THREE_UNITS)
    moved = not np.array_equal(found["b1"], THREE_UNITS["b1"])
    assert_true(moved, "The units must be in another order.", hint="Return the new parameters.")

    hint = "What a unit sends on must go with it: its row of W2."
    right = _answers(THREE_UNITS, SEEN)
    assert_close(_answers(found, SEEN), right, rtol=1e-10, name="the scores of the new network", hint=hint)


def permute_hidden_leaves_its_arguments_alone(student):
    """Network and permutation before and after."""
    assert_unchanged(student.permute_hidden, THREE_UNITS, np.array([2, 0, 1]), hint="Make a new dict.")


def twice_as_loud(student):
    """All three units by 2."""
    found = _params(student.rescale_relu(THREE_UNITS, 2.0), THREE_UNITS)

    hint = "relu(k z) is k relu(z): all that goes into a unit is multiplied, its bias too; what leads on is divided."
    assert_close(found["W1"], [[2.0, 4.0, -6.0], [1.0, -2.0, 8.0]], name="W1", hint=hint)
    assert_close(found["b1"], [0.5, -1.0, 2.0], name="b1", hint=hint)
    assert_close(found["W2"], [[0.5, 3.0], [1.0, 3.5], [1.5, 4.0]], name="W2", hint=hint)
    assert_close(found["b2"], [0.5, -2.0], name="b2", hint="The next layer's own biases stay.")


def loudness_means_nothing(student):
    """Scores before and after, by 4 and by a quarter."""
    for k in (4.0, 0.25):
        found = _params(student.rescale_relu(THREE_UNITS, k), THREE_UNITS)
        moved = not np.array_equal(found["W1"], THREE_UNITS["W1"])
        assert_true(moved, f"The weights must change by the factor {k:g}.", hint="Return the new parameters.")
        right = _answers(THREE_UNITS, SEEN)
        assert_close(_answers(found, SEEN), right, rtol=1e-10, name="the scores of the new network")


def rescale_relu_leaves_its_arguments_alone(student):
    """Network and factors before and after."""
    hint = "W *= k changes the array of the caller; W * k makes a new one."
    assert_unchanged(student.rescale_relu, THREE_UNITS, np.array([2.0, 3.0, 4.0]), hint=hint)


# 12.6

FIELD = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 2.0], [3.0, 0.0], [0.5, 0.5], [4.0, 4.0]])
KINDS = np.array([0, 0, 0, 0, 1, 1])


def _assert_neighbours(student, x, kind, k, right, hint):
    """Say that these are the rows of FIELD that are wanted, in any order."""
    found = student.nearest_same_class(FIELD, KINDS, np.array(x), kind, k)
    rows = np.sort(_rows(found, k))
    assert_equal(rows, np.array(right), name=f"the sorted rows of the {k} nearest to {x} in class {kind}", hint=hint)


def _rows(found, k):
    """Say that these are so many row numbers, and return them."""
    hint = f"Return the numbers of {k} rows of X, in an array of shape ({k},)."
    return assert_whole(found, (k,), name="nearest_same_class(...)", hint=hint)


THREE_AROUND = np.array([[3.0, 3.0], [4.5, 0.0], [0.0, 4.0]])


def the_nearest_on_paper(student):
    """Six points; each time the nearest of all are of the right class. Then three, for which the measure matters."""
    hint = "Sort by the distance, the smallest first, and return row numbers of X."
    for x, kind, k, right in (((3.0, 1.0), 0, 2, [1, 3]), ((1.0, 0.2), 0, 1, [1]), ((4.0, 3.0), 1, 1, [5])):
        _assert_neighbours(student, x, kind, k, right, hint)
    # the distances are 4.24, 4.5 and 4; the sums of both differences are 6, 4.5 and 4, the larger ones 3, 4.5 and 4
    for k, right in ((1, [2]), (2, [0, 2])):
        found = student.nearest_same_class(THREE_AROUND, np.zeros(3, dtype=int), np.zeros(2), 0, k)
        rows = np.sort(_rows(found, k))
        name = f"the sorted rows of the {k} nearest to (0, 0) of (3, 3), (4.5, 0) and (0, 4)"
        assert_equal(rows, np.array(right), name=name, hint="Euclidean: square each difference, then add up.")


def the_class_comes_first(student):
    """The same points; each time one of the other class is nearer."""
    hint = "Examples of another class do not count, however near they are."
    for x, kind, k, right in (((0.0, 0.1), 0, 2, [0, 1]), ((0.0, 0.0), 1, 1, [4])):
        _assert_neighbours(student, x, kind, k, right, hint)
    _integers(student.nearest_same_class(FIELD, KINDS, np.array([0.0, 0.1]), 0, 2))


def _integers(found):
    """Say that row numbers are such that X[rows] takes them, and return them as they are."""
    real = isinstance(found, np.ndarray) and found.dtype.kind == "f"
    text = "Row numbers must be integers: X[rows] takes no others."
    assert_true(not real, text, hint="np.array(rows, dtype=int): without a dtype an empty list becomes float64.")
    return found


def nearest_same_class_leaves_its_arguments_alone(student):
    """Inputs, labels and the point before and after."""
    assert_unchanged(student.nearest_same_class, FIELD, KINDS, np.array([0.0, 0.1]), 0, 2)


def _scattered(N=12, number=None):
    """Draw points of two classes, and one more point of class 1."""
    rng = np.random.default_rng(seed() if number is None else number)
    y = np.arange(N) % 2
    return rng.normal(size=(N, 3)) + y[:, None], y, rng.normal(size=3) + 0.5


def _three(student, X, y, x, kind, k, number=0):
    """Call remove_and_retrain; return its three probabilities."""
    result = student.remove_and_retrain(X, y, x, kind, k, generator(seed(number)))
    return tuple(assert_number(one) for one in assert_parts(result, "before", "removed", "random"))


def _retrained(student, X, y, x, kind, number=0):
    """Return the probability after the training that the docstring describes, by the given functions."""
    sizes = (X.shape[1], 30, int(y.max()) + 1)
    start = assert_dict(
        student.initial_params(sizes, generator(seed(number))), _keys(sizes), name="initial_params(...)"
    )
    found = assert_dict(student.train(start, X, y), _keys(sizes), name="train(...)")
    return _sureness({name: assert_array(value, name=name) for name, value in found.items()}, x, kind)


def nothing_removed_changes_nothing(student):
    """k = 0: three trainings of the same examples from the same start."""
    X, y, x = _scattered()
    right = _retrained(student, X, y, x, 1)

    before, *others = _three(student, X, y, x, 1, 0)
    hint = "Draw the start once, before anything else: initial_params((D, 30, K), rng); then train(start, ...)."
    assert_close(before, right, rtol=1e-6, name="before with k = 0", hint=hint)
    hint = "Each training begins at the same start, and k = 0 removes nothing; mind that rows[-0:] are all rows."
    for found, name in zip(others, ("removed", "random"), strict=True):
        assert_close(found, right, rtol=1e-6, name=f"{name} with k = 0", hint=hint)


def the_nearest_are_gone(student):
    """Three of twelve points removed."""
    X, y, x = _scattered()
    distances = np.where(y == 1, ((X - x) ** 2).sum(axis=1), np.inf)
    rest = np.sort(distances.argsort()[3:])
    right = _retrained(student, X[rest], y[rest], x, 1)

    hint = "Train from the same start on X and y without the k nearest of its class; then the probability of y_test."
    assert_close(_three(student, X, y, x, 1, 3)[1], right, rtol=1e-6, name="removed with k = 3", hint=hint)


def remove_and_retrain_leaves_its_arguments_alone(student):
    """Inputs, labels and the point before and after."""
    X, y, x = _scattered()

    assert_unchanged(student.remove_and_retrain, X, y, x, 1, 2, generator(seed()))


# 12.7

# two inputs, two hidden units, two classes: at (3, 1) only the first unit is on, and class 1 leads by 2 to 1.5
TWO_UNITS = {
    "W1": np.array([[1.0, -1.0], [-2.0, 0.0]]),
    "b1": np.array([0.0, 0.5]),
    "W2": np.array([[1.0, 2.0], [3.0, -1.0]]),
    "b2": np.array([0.5, 0.0]),
}


def slope_of_a_small_network(student):
    """The largest score is twice what the first unit puts out, which is the first input less twice the second."""
    found = student.saliency(TWO_UNITS, np.array([3.0, 1.0]))

    hint = "How the largest score grows with each input: input_gradient with a 1 for that score. Keep the signs."
    assert_close(found, [2.0, -4.0], name="saliency(params, x)", hint=hint)


# scores at (1, 0): -1 -5 -2; at (0, 1): -4 -1 3; at (-1, 0.1): 0.6 4.9 2.3
THREE_CLASSES = {"W1": np.array([[-1.0, -5.0, -2.0], [-4.0, -1.0, 3.0]]), "b1": np.zeros(3)}


def the_leading_class_is_asked(student):
    """One layer and three classes; once all scores are below 0."""
    for x, k in (((1.0, 0.0), 0), ((0.0, 1.0), 2), ((-1.0, 0.1), 1)):
        found = student.saliency(THREE_CLASSES, np.array(x))
        hint = "The class with the largest score: -1 is larger than -5."
        assert_close(found, THREE_CLASSES["W1"][:, k], name=f"saliency at {x}", hint=hint)


def a_sure_network_has_a_slope_too(student):
    """Scores 40 and 0: the probability hardly moves, the score does."""
    params = {"W1": np.array([[40.0, 0.0], [8.0, 0.0]]), "b1": np.zeros(2)}

    hint = "Take the score itself, not its probability, nor a loss."
    assert_close(student.saliency(params, np.array([1.0, 0.0])), [40.0, 8.0], name="saliency(params, x)", hint=hint)


def saliency_leaves_its_arguments_alone(student):
    """Network and input before and after."""
    assert_unchanged(student.saliency, TWO_UNITS, np.array([3.0, 1.0]))


# Below this line: made by `grader release` from the rubric; read by `grader.notebook`.

RUBRIC = {
    'assignment': 'a12_understanding',
    'title': 'Understanding networks',
    'wanted': ['Adam', 'cross_entropy', 'fgsm', 'finetune', 'fooling_image', 'freeze', 'he_normal', 'initial_params', 'input_gradient', 'interpolate_loss', 'layer_outputs', 'loss_and_grads', 'memorize', 'minibatches', 'nearest_same_class', 'numbers_of_12', 'permute_hidden', 'q_12_8a', 'q_12_8b', 'q_12_8c', 'relu', 'remove_and_retrain', 'rescale_relu', 'saliency', 'scores', 'softmax', 'train', 'variant', 'who'],
    'exercises': [
        {
            'name': 'freeze',
            'row': '12.1',
            'points': 4,
            'question': False,
            'promises': {
                'names': 'names holds ``Wk`` and ``bk`` of every layer k that is not frozen, and no others; layers are counted from 1.',
                'ends': 'no layer may be frozen, or all of them.',
                'deep': 'a network may have ten layers or more.',
            },
            'checks': [
                {'function': 'what_is_not_frozen', 'points': 2, 'promise': 'names'},
            ],
        },
        {
            'name': 'finetune',
            'row': '12.1',
            'points': 14,
            'question': False,
            'promises': {
                'frozen': 'in each stage the parameters of the frozen layers stay as they are, to the last bit, and all others move.',
                'step': 'each batch is one step of the given Adam, with the step size eta, for the parameters that are not frozen; the gradient passes through frozen layers to those below.',
                'stages': 'stages are trained in turn, each from where the last one ended, with a new Adam.',
                'batches': 'each epoch visits every example once, in an order of its own, in batches of 10; the last batch may be shorter.',
                'losses': "an epoch's loss is the mean over the examples of the losses that the batches had before their steps.",
                'accuracy': 'a network that knows the digits 0 to 4 learns 5 to 9 from 50 labels, at first with its first layer frozen: 80 % of new ones right earn both points, 75 % one (the better of two runs; the pixels are in any fixed order).',
                'pure': 'params, X and y are left as they were.',
                'generator': 'the same generator gives the same parameters, another one others.',
            },
            'checks': [
                {
                    'function': 'frozen_layers_keep_every_bit',
                    'points': 3,
                    'promise': 'frozen',
                    'uses': ['freeze'],
                },
                {
                    'function': 'one_batch_has_one_path',
                    'points': 3,
                    'promise': 'step',
                    'uses': ['freeze'],
                },
                {
                    'function': 'finetune_leaves_its_arguments_alone',
                    'points': 1,
                    'promise': 'pure',
                    'uses': ['freeze'],
                },
            ],
        },
        {
            'name': 'fgsm',
            'row': '12.2',
            'points': 10,
            'question': False,
            'promises': {
                'step': 'every pixel goes by eps to where the cross-entropy of its image grows, and no further than 0 or 1.',
                'label': 'the loss is that of the true labels y, also where the network names another class.',
                'box': 'no pixel moves by more than eps, and all stay in 0 .. 1.',
                'flat': 'where the slope is exactly 0, a pixel may stay or move by up to eps.',
                'attack': 'with eps = 0.1, of new digits that a trained network reads, many are misread afterwards: 32 % earn both points, 29 % one (the better of two runs), if random signs do less by 20 % or more.',
                'pure': 'params, X and y are left as they were.',
            },
            'checks': [
                {'function': 'every_pixel_takes_one_step', 'points': 3, 'promise': 'step'},
                {'function': 'pixels_end_at_black_and_white', 'points': 1, 'promise': 'box'},
                {'function': 'the_true_label_counts', 'points': 1, 'promise': 'label'},
                {'function': 'fgsm_leaves_its_arguments_alone', 'points': 1, 'promise': 'pure'},
            ],
        },
        {
            'name': 'fooling_image',
            'row': '12.2',
            'points': 8,
            'question': False,
            'promises': {
                'sure': 'the network gives the target a probability of 0.99 or more, whatever the target is; the networks of the checks have one or two hidden layers and have learned to read digits, or some of them by a part of their pixels.',
                'box': 'all pixels are in 0 .. 1.',
                'generator': 'it starts from noise: the same generator gives the same image, another one another.',
            },
            'checks': [
                {
                    'function': 'a_network_is_sure_of_noise',
                    'points': 3,
                    'promise': 'sure',
                    'uses': ['initial_params', 'train'],
                },
                {
                    'function': 'noise_stays_between_black_and_white',
                    'points': 1,
                    'promise': 'box',
                    'uses': ['initial_params', 'train'],
                },
                {
                    'function': 'noise_comes_from_the_generator',
                    'points': 1,
                    'promise': 'generator',
                    'uses': ['initial_params', 'train'],
                },
            ],
        },
        {
            'name': 'memorize',
            'row': '12.3',
            'points': 10,
            'question': False,
            'promises': {
                'sizes': 'params has the four arrays of a network with one hidden layer of the given size and K classes.',
                'few': 'twelve points with three kinds of labels are all given their labels by 32 hidden units.',
                'seen': '200 digits with random labels and 128 hidden units: 99 % of the labels fitted earn both points, 97 % one (the better of two runs).',
                'more': '400 digits and 256 hidden units: 99 % earn three points, 97 % two, 94 % one.',
                'pure': 'X and y are left as they were.',
                'generator': 'the same generator gives the same parameters, another one others.',
            },
            'checks': [
                {'function': 'memory_has_the_size_that_was_asked_for', 'points': 1, 'promise': 'sizes'},
                {'function': 'twelve_points_by_heart', 'points': 2, 'promise': 'few'},
                {
                    'function': 'digits_with_random_labels',
                    'points': 2,
                    'promise': 'seen',
                    'ladder': [[0.99, 2], [0.97, 1]],
                    'lower_is_better': False,
                },
                {'function': 'memory_draws_from_its_generator', 'points': 1, 'promise': 'generator'},
            ],
        },
        {
            'name': 'interpolate_loss',
            'row': '12.4',
            'points': 12,
            'question': False,
            'promises': {
                'ends': 'at 0 the loss is that of params0, at 1 that of params1.',
                'line': 'in between every parameter, biases too, has gone the share alpha of its way.',
                'outside': 'below 0 and above 1 the line goes on.',
                'falls': 'along a training of ours, from its random start to its end, the losses rise nowhere by more than 1 % of what they fall.',
                'pure': 'both networks, X and y are left as they were.',
            },
            'checks': [
                {'function': 'the_line_ends_at_the_two_networks', 'points': 4, 'promise': 'ends'},
                {'function': 'halfway_and_a_quarter', 'points': 2, 'promise': 'line'},
                {'function': 'interpolate_loss_leaves_its_arguments_alone', 'points': 1, 'promise': 'pure'},
            ],
        },
        {
            'name': 'permute_hidden',
            'row': '12.5',
            'points': 6,
            'question': False,
            'promises': {
                'order': 'new unit i of the first hidden layer has the weights and the bias of the old unit perm[i].',
                'function': 'the scores are the same for every input, to 10 digits.',
                'deep': 'further layers stay as they are.',
                'pure': 'params and perm are left as they were.',
            },
            'checks': [
                {'function': 'units_change_places', 'points': 2, 'promise': 'order'},
                {'function': 'the_order_of_units_means_nothing', 'points': 2, 'promise': 'function'},
                {'function': 'permute_hidden_leaves_its_arguments_alone', 'points': 1, 'promise': 'pure'},
            ],
        },
        {
            'name': 'rescale_relu',
            'row': '12.5',
            'points': 6,
            'question': False,
            'promises': {
                'scale': 'every unit of the first hidden layer puts out k times what it did, whatever the input is.',
                'function': 'the scores are the same for every input, to 10 digits.',
                'units': 'k may hold a factor for each unit; further layers stay as they are.',
                'positive': 'a factor of 0 or below raises ValueError, also where it is one of many.',
                'pure': 'params and k are left as they were.',
            },
            'checks': [
                {'function': 'twice_as_loud', 'points': 2, 'promise': 'scale'},
                {'function': 'loudness_means_nothing', 'points': 1, 'promise': 'function'},
                {'function': 'rescale_relu_leaves_its_arguments_alone', 'points': 1, 'promise': 'pure'},
            ],
        },
        {
            'name': 'nearest_same_class',
            'row': '12.6',
            'points': 6,
            'question': False,
            'promises': {
                'nearest': 'they are the k examples of class y_test with the smallest Euclidean distance to x_test.',
                'class': 'examples of other classes do not count, however near they are.',
                'ties': 'of equally distant examples any may be taken; none is named twice.',
                'pure': 'X, y and x_test are left as they were.',
            },
            'checks': [
                {'function': 'the_nearest_on_paper', 'points': 2, 'promise': 'nearest'},
                {'function': 'the_class_comes_first', 'points': 1, 'promise': 'class'},
                {'function': 'nearest_same_class_leaves_its_arguments_alone', 'points': 1, 'promise': 'pure'},
            ],
        },
        {
            'name': 'remove_and_retrain',
            'row': '12.6',
            'points': 8,
            'question': False,
            'promises': {
                'start': 'all three trainings start from the same weights, which are the first numbers drawn from rng: ``initial_params((D, 30, K), rng)``. Each is the given ``train(start, ...)`` with its own eta and steps.',
                'removed': 'the second training does without the k nearest examples of the class of x_test.',
                'random': 'the third does without k different examples, drawn from rng among all N.',
                'brittle': 'with 300 digits and k = 20, on average over ten others, removed is below random by 0.02 or more, in the better of two runs.',
                'pure': 'X, y and x_test are left as they were.',
            },
            'checks': [
                {
                    'function': 'nothing_removed_changes_nothing',
                    'points': 1,
                    'promise': 'start',
                    'uses': ['nearest_same_class', 'initial_params', 'train'],
                },
                {
                    'function': 'the_nearest_are_gone',
                    'points': 2,
                    'promise': 'removed',
                    'uses': ['nearest_same_class', 'initial_params', 'train'],
                },
                {
                    'function': 'remove_and_retrain_leaves_its_arguments_alone',
                    'points': 1,
                    'promise': 'pure',
                    'uses': ['nearest_same_class'],
                },
            ],
        },
        {
            'name': 'saliency',
            'row': '12.7',
            'points': 10,
            'question': False,
            'promises': {
                'gradient': 'g holds the derivative of the largest score by each input, at x.',
                'score': 'the score is that of the last layer, before any softmax, and no loss.',
                'largest': 'the class is the one with the largest score, whichever that is.',
                'deep': 'the network may have no hidden layer, one or several.',
                'pure': 'params and x are left as they were.',
            },
            'checks': [
                {'function': 'slope_of_a_small_network', 'points': 2, 'promise': 'gradient'},
                {'function': 'the_leading_class_is_asked', 'points': 2, 'promise': 'largest'},
                {'function': 'a_sure_network_has_a_slope_too', 'points': 1, 'promise': 'score'},
                {'function': 'saliency_leaves_its_arguments_alone', 'points': 1, 'promise': 'pure'},
            ],
        },
        {
            'name': 'q_12_8a',
            'row': '12.8',
            'points': 2,
            'question': True,
            'promises': {
                'answer': "Which of your five printed models are **interpretable**: a person can follow the decision itself, and needs no second method that explains it afterwards? (All letters that fit, in quotes, such as 'BD'.)",
            },
            'checks': [],
        },
        {
            'name': 'q_12_8b',
            'row': '12.8',
            'points': 2,
            'question': True,
            'promises': {
                'answer': 'What do hidden units mean? Which of your five printed statements are true? (All letters that fit, in quotes.)',
            },
            'checks': [],
        },
        {
            'name': 'q_12_8c',
            'row': '12.8',
            'points': 2,
            'question': True,
            'promises': {
                'answer': 'A network fits random labels perfectly, and the same network generalizes well when its labels are true. Which of your five printed statements are true? (All letters that fit, in quotes.)',
            },
            'checks': [],
        },
    ],
}
