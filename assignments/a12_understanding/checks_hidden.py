"""Hidden checks of assignment 12: other networks for the same promises. These never leave the instructor's machine.

Networks that we train for a check are the same for every student of a run, so they are trained once.
"""

from functools import lru_cache

import numpy as np

from grader import generator, held_out, seed
from grader.assertions import (
    assert_array,
    assert_close,
    assert_equal,
    assert_raises,
    assert_true,
    assert_unchanged,
    record_curve,
    record_images,
)
from reference import influence, loss_path, mlp_functions, saliency, symmetries, transfer
from reference.losses import cross_entropy

from .checks_public import (
    _answers,
    _drawn,
    _integers,
    _losses,
    _memorized,
    _params,
    _rows,
    _scattered,
    _sureness,
    _task,
    _three,
    _trainable,
    _tuned,
)
from .solution import numbers_of_12, right_letters

# 12.1


def no_layer_or_all_of_them(student):
    """Nothing frozen, everything frozen, one layer only."""
    params = _drawn(np.random.default_rng(seed()), 3, 4, 2)
    for layers, right in (([], ["W1", "W2", "b1", "b2"]), ([2, 1], [])):
        found = _trainable(student, params, layers)
        assert_equal(found, right, name=f"the sorted names of freeze(params, {layers})")
    found = _trainable(student, _drawn(np.random.default_rng(seed()), 3, 4), [])
    assert_equal(found, ["W1", "b1"], name="the sorted names of a network of one layer")


def layer_ten_is_not_layer_one(student):
    """Twelve layers; the first is frozen, then the tenth and the last."""
    params = _drawn(np.random.default_rng(seed()), *[2] * 13)
    for layers in ([1], [10, 12], [11, 2]):
        right = sorted(f"{letter}{k}" for letter in "Wb" for k in range(1, 13) if k not in layers)
        found = _trainable(student, params, layers)
        hint = "The number of a layer is all that comes after the letter: int(name[1:])."
        assert_equal(found, right, name=f"the sorted names of freeze(params, {layers})", hint=hint)


def stages_follow_each_other(student):
    """Nine examples in one batch: three stages of four epochs, and two networks."""
    rng = np.random.default_rng(seed())
    for sizes, stages in (((4, 6, 3), [[1], [2], []]), ((4, 5, 6, 3), [[1, 2], [2], [3]])):
        params, (X, y) = _drawn(rng, *sizes), _task(rng, 9)
        right, right_losses = transfer.finetune(params, X, y, stages, 0.03, 4, rng)
        found, losses = _tuned(student, params, X, y, stages, 0.03, 4)
        hint = "Each stage begins where the last one ended, with a new Adam and its own frozen layers."
        _assert_params(found, right, hint)
        hint = "One loss for each epoch of each stage, taken before the steps."
        assert_close(losses, right_losses, rtol=1e-6, name="losses", hint=hint)
    right, _ = transfer.finetune(params, X, y, [[1], []], 1.0, 3, rng)  # so large a step that the loss rises
    found, _ = _tuned(student, params, X, y, [[1], []], 1.0, 3)
    _assert_params(found, right, "Return the parameters after the last epoch, whether or not the loss fell.")


def _assert_params(found, right, hint):
    """Say that these are the parameters at the end."""
    for name, value in right.items():
        assert_close(found[name], value, rtol=1e-5, atol=1e-7, name=f"params[{name!r}] at the end", hint=hint)


def copies_of_one_example(student):
    """23 times the same example, in batches of 10, 10 and 3; then eleven, of which one is left for the second batch."""
    rng = np.random.default_rng(seed())
    params, X, y = _drawn(rng, 4, 6, 3), np.tile(rng.normal(size=4), (23, 1)), np.full(23, 2)
    right, _ = transfer.finetune(params, X, y, [[1]], 0.02, 2, rng)
    found, _ = _tuned(student, params, X, y, [[1]], 0.02, 2)

    hint = "Two epochs of 23 examples are six steps: batches of 10, 10 and 3."
    for name in ("W2", "b2"):
        assert_close(found[name], right[name], rtol=1e-5, name=f"params[{name!r}]", hint=hint)

    X, y = _task(rng, 11)
    # a right draw leaves the same example over in both epochs of all six runs once in two million times
    known = [transfer.finetune(params, X, y, [[1]], 0.1, 2, _Dealt(pair))[0]["W2"] for pair in PAIRS]
    alone = [_left_over(known, _tuned(student, params, X, y, [[1]], 0.1, 2, i)[0]["W2"]) for i in range(6)]
    assert_true(any(first != second for first, second in alone), "Each epoch must have an order of its own.")


PAIRS = [(i, j) for i in range(11) for j in range(11)]


class _Dealt:
    """Deals eleven examples so that a given one comes last, in each epoch another."""

    def __init__(self, last):
        self._last = iter(last)

    def permutation(self, n):
        last = next(self._last)
        return np.array([*range(last), *range(last + 1, n), last])


def _left_over(known, found):
    """Say that two epochs of eleven examples were batches of 10 and 1, and return who was left over in each."""
    at = int(np.abs(np.array(known) - found).max(axis=(1, 2)).argmin())
    hint = "Each epoch visits every example once: one batch of 10, then one of 1."
    assert_close(found, known[at], rtol=1e-5, atol=1e-7, name="params['W2'] after two epochs of 11 examples", hint=hint)
    return PAIRS[at]


def a_short_batch_counts_for_less(student):
    """23 examples and a tiny step size: each epoch has the loss of the start; then copies of one example."""
    rng = np.random.default_rng(seed())
    params, (X, y) = _drawn(rng, 4, 6, 3), _task(rng, 23)
    right, _ = mlp_functions.loss_and_grads(params, X, y)
    _, losses = _tuned(student, params, X, y, [[1], []], 1e-12, 2)
    hint = "Weigh the loss of each batch by its size, and divide by N."
    assert_close(losses, np.full(4, right), rtol=1e-7, name="losses with eta = 1e-12", hint=hint)

    X, y = np.tile(X[0], (23, 1)), np.full(23, 2)
    _, right = transfer.finetune(params, X, y, [[1]], 0.02, 3, rng)
    _, losses = _tuned(student, params, X, y, [[1]], 0.02, 3)
    hint = "The losses are those that loss_and_grads gave before each step."
    assert_close(losses, right, rtol=1e-5, name="losses", hint=hint)


def finetune_draws_from_its_generator(student):
    """The same generator twice, then another: thirty examples."""
    rng = np.random.default_rng(seed())
    params, (X, y) = _drawn(rng, 4, 6, 3), _task(rng, 30)
    first, again, other = (_tuned(student, params, X, y, [[1]], 0.05, 2, i)[0]["W2"] for i in (1, 1, 2))

    assert_true(np.array_equal(first, again), "The same generator must give the same params.", hint="Use rng alone.")
    assert_true(not np.array_equal(first, other), "Another generator must give other params.", hint="Shuffle by rng.")


@lru_cache(maxsize=32)
def _trained(number, rows, *sizes):
    """Return a network of ours that has learned some held-out digits; the seed says from which key they are."""
    X, y = (array[list(rows)] for array in held_out("digits/permuted"))
    start = mlp_functions.initial_params(sizes, np.random.default_rng(number))
    return mlp_functions.train(start, X[:, : sizes[0]], y)


def new_digits_from_fifty_labels(student):
    """Share of new digits 5 to 9 that are named; the network knew 0 to 4, and gets a new last layer."""
    X, y = held_out("digits/permuted")
    rng = np.random.default_rng(seed())
    known, new = np.flatnonzero(y < 5), rng.permutation(np.flatnonzero(y >= 5))
    shown = np.concatenate([new[y[new] == digit][:10] for digit in range(5, 10)])
    rest = np.setdiff1d(new, shown)
    fresh = mlp_functions.initial_params((64, 60, 5), rng)
    learned = _trained(seed(), tuple(known), 64, 60, 5) | {name: fresh[name] for name in ("W2", "b2")}
    found, losses = _tuned(student, learned, X[shown], y[shown] - 5, [[1], []], 0.01, 20)
    record_curve("Loss of each epoch", {"mean over 50 digits": enumerate(losses.tolist(), start=1)})
    return float((_answers(found, X[rest]).argmax(axis=1) == y[rest] - 5).mean())


# 12.2


def _slopes(params, X, y):
    """Return how the cross-entropy grows with every pixel."""
    return mlp_functions.input_gradient(params, X, cross_entropy(mlp_functions.scores(params, X), y)[1])


def _stepped(student, params, X, y, eps):
    """Call fgsm; say that it keeps to its box, and to the right sign wherever the slope is not 0."""
    found = assert_array(student.fgsm(params, X, y, eps), X.shape, name="fgsm(...)")
    assert_true(bool((np.abs(found - X) <= eps + 1e-9).all()), f"No pixel may move by more than eps = {eps}.")
    assert_true(found.min() >= 0 and found.max() <= 1, "All pixels must stay in 0 .. 1.")
    slopes = _slopes(params, X, y)
    steep = np.abs(slopes) > 1e-9 * np.abs(slopes).max()
    right = np.clip(X + np.where(slopes > 0, eps, -eps), 0, 1)
    hint = "Where the loss grows with a pixel it goes up by eps, elsewhere down."
    assert_close(
        np.where(steep, found, 0), np.where(steep, right, 0), name="fgsm(...) where the slope is not 0", hint=hint
    )


def networks_of_every_depth(student):
    """No, one and two hidden layers, five images each, one image alone."""
    rng = np.random.default_rng(seed())
    for sizes, N, eps in (((6, 4), 5, 0.03), ((6, 8, 3), 5, 0.3), ((5, 7, 6, 4), 5, 0.1), ((6, 8, 3), 1, 0.15)):
        X = rng.random((N, sizes[0]))
        _stepped(student, _drawn(rng, *sizes), X, rng.integers(sizes[-1], size=N), eps)


def a_pixel_that_nobody_looks_at(student):
    """Two pixels without weights, between others."""
    rng = np.random.default_rng(seed())
    params = _drawn(rng, 6, 5, 3)
    params["W1"][[1, 4]] = 0.0

    _stepped(student, params, rng.random((4, 6)), np.array([0, 2, 1, 0]), 0.1)


def digits_are_misread(student):
    """Share of digits, read before, that are misread after a step of 0.1; 0 where random signs do nearly as well."""
    X, y = held_out("digits/permuted")
    rng, params = np.random.default_rng(seed(1)), _trained(seed(), range(300), 64, 30, 10)
    read = 300 + np.flatnonzero(_answers(params, X[300:]).argmax(axis=1) == y[300:])
    X, y = X[read], y[read]
    found = assert_array(student.fgsm(params, X, y, 0.1), X.shape, name="fgsm(...)")
    inside = bool((np.abs(found - X) <= 0.1 + 1e-9).all()) and found.min() >= 0 and found.max() <= 1
    assert_true(inside, "No pixel may move by more than eps, or out of 0 .. 1.")
    shaken = np.clip(X + rng.choice([-0.1, 0.1], size=X.shape), 0, 1)
    misread, by_chance = (float((_answers(params, one).argmax(axis=1) != y).mean()) for one in (found, shaken))
    record_curve(
        "Share misread", {"after your step": [(0, 0.0), (0.1, misread)], "random": [(0, 0.0), (0.1, by_chance)]}
    )
    return misread if misread >= by_chance + 0.2 else 0.0


def every_target_is_reached(student):
    """Ten targets, one network with 100 hidden units."""
    params = _trained(seed(), range(445), 64, 100, 10)
    images = _fooled(student, params, range(10))
    record_images("What the network takes for 0 to 9, the pixels in its own order", images.reshape(10, 8, 8))


def _fooled(student, params, targets):
    """Call fooling_image for all targets, and say that the network is sure of each."""
    calls = [(params, int(target), generator(seed(target))) for target in targets]
    D = len(params["W1"])
    found = [assert_array(one, (D,), name="the image") for one in student.fooling_image.each(calls)]
    for (_, target, _), x in zip(calls, found, strict=True):
        sure = _sureness(params, x, target)
        assert_true(x.min() >= 0 and x.max() <= 1, "All pixels must be in 0 .. 1.", hint="Cut off after every step.")
        text = f"The network must be 99 % sure of every target; once it is {100 * sure:.2f} %."
        assert_true(sure >= 0.99, text, hint="Go on until the probability of the target itself is 0.99.")
    return np.array(found)


def deeper_networks_are_fooled(student):
    """Two hidden layers, one that is narrow, and one that knows 0 to 4 by 48 of their pixels; three targets each."""
    for sizes in ((64, 40, 20, 10), (64, 24, 10)):
        _fooled(student, _trained(seed(), range(445), *sizes), (0, 4, 9))
    known = tuple(np.flatnonzero(held_out("digits/permuted")[1] < 5).tolist())
    _fooled(student, _trained(seed(), known, 48, 30, 5), (0, 2, 4))


# 12.3


def four_hundred_random_labels(student):
    """Share of 400 random labels that 256 hidden units fit; on new images they are no better than chance."""
    X, y = held_out("digits/permuted")[0], np.random.default_rng(seed()).permutation(np.arange(445) % 10)
    params = _memorized(student, X[:400], y[:400], 256)
    right = _answers(params, X).argmax(axis=1) == y
    shares = {"labels seen": [(400, right[:400].mean())], "new images": [(400, right[400:].mean())]}
    record_curve("Share of random labels named", shares)
    return float(right[:400].mean())


def memorize_leaves_its_arguments_alone(student):
    """Inputs and labels before and after; what is checked is what the call left behind."""
    rng = np.random.default_rng(seed())
    X, y = rng.normal(size=(10, 4)), rng.permutation(np.arange(10) % 2)

    assert_unchanged(student.memorize, X, y, 8, generator(seed()))


# 12.4


def drawn_networks_on_a_line(student):
    """No, one and two hidden layers, drawn networks, five places."""
    rng = np.random.default_rng(seed())
    for sizes in ((4, 3), (4, 6, 3), (3, 5, 4, 2)):
        ends = _drawn(rng, *sizes), _drawn(rng, *sizes)
        X, y, alphas = rng.normal(size=(29, sizes[0])), np.arange(29) % sizes[-1], rng.random(5)
        found = _losses(student.interpolate_loss(*ends, X, y, alphas), 5)
        hint = "The parameters are mixed, not the losses: at each alpha one network, and its loss."
        assert_close(found, loss_path.interpolate_loss(*ends, X, y, alphas), name="the losses", hint=hint)


def the_line_goes_on(student):
    """Places before the first network and behind the second, one of them twice."""
    rng = np.random.default_rng(seed())
    ends, alphas = (_drawn(rng, 4, 6, 3), _drawn(rng, 4, 6, 3)), np.array([-0.5, 1.25, 2.0, -1.0, 1.25])
    X, y = _task(rng, 8)
    found = _losses(student.interpolate_loss(*ends, X, y, alphas), 5)

    hint = "Any alpha may be asked for, also below 0 and above 1."
    assert_close(found, loss_path.interpolate_loss(*ends, X, y, alphas), name="the losses", hint=hint)


def no_hill_on_the_way(student):
    """Eleven places from a random start to the end of a training on digits."""
    X, y = (array[:120] for array in held_out("digits/permuted"))
    start = mlp_functions.initial_params((64, 30, 10), np.random.default_rng(seed()))
    end = _trained(seed(), range(120), 64, 30, 10)
    alphas = np.linspace(0, 1, 11)
    found = _losses(student.interpolate_loss(start, end, X, y, alphas), 11)
    record_curve("Loss on the straight line", {"from start to end": zip(alphas, found, strict=True)})

    fallen = found[0] - found[-1]
    text = f"From start to end the loss must fall, by about 2; yours falls by {fallen:.3g}."
    assert_true(fallen > 1, text, hint="Alpha 0 is params0, the start.")
    rise = float(np.diff(found).max())
    assert_true(rise <= 0.01 * fallen, f"Along a training the losses must fall; yours rise by {rise:.3g} once.")


# 12.5


def units_of_a_deep_network_change_places(student):
    """Two hidden layers after the first, one of its size; ten units that change places."""
    rng = np.random.default_rng(seed())
    params, X = _drawn(rng, 4, 10, 10, 6, 3), rng.normal(size=(6, 4))
    perm = np.roll(rng.permutation(10), 3)
    found = _params(student.permute_hidden(params, perm), params)
    for name, value in symmetries.permute_hidden(params, perm).items():
        assert_close(found[name], value, name=name, hint="Only W1, b1 and the rows of W2 are concerned.")
    assert_close(_answers(found, X), _answers(params, X), rtol=1e-10, atol=1e-10, name="the scores")


def each_unit_has_its_factor(student):
    """Two hidden layers of one size, five factors in an array, then one for all, small and large."""
    rng = np.random.default_rng(seed())
    params, X = _drawn(rng, 4, 5, 5, 3), rng.normal(size=(6, 4))
    for k in (np.exp(rng.normal(size=5)), 0.005, 1.3):
        found = _params(student.rescale_relu(params, k), params)
        hint = "Column i of W1 and entry i of b1 times factor i, row i of W2 divided by it: k[:, np.newaxis]."
        for name, value in symmetries.rescale_relu(params, k).items():
            assert_close(found[name], value, name=name, hint=hint)
        assert_close(_answers(found, X), _answers(params, X), rtol=1e-10, atol=1e-10, name="the scores")


def factors_must_be_above_zero(student):
    """0, a negative number, and arrays that hold one of them."""
    params = _drawn(np.random.default_rng(seed()), 2, 3, 2)
    hint = "Raise ValueError if any factor is 0 or below: relu(k z) is k relu(z) for k > 0 only."
    for k in (0.0, -2.0, np.array([1.0, 0.0, 2.0]), np.array([1.0, 3.0, -1.0]), np.array([-2.0, 3.0, -1.0])):
        assert_raises(ValueError, student.rescale_relu, params, k, hint=hint)


# 12.6


def another_class_is_nearer(student):
    """Forty points of four classes around the point, on axes of several scales; several k, 0 among them."""
    rng = np.random.default_rng(seed())
    scales = np.array([1.0, 3.0, 0.3])
    X, y, x = rng.normal(size=(40, 3)) * scales, rng.permutation(np.arange(40) % 4), rng.normal(size=3) * scales
    for kind, k in ((0, 3), (2, 1), (3, 10), (1, 0)):
        found = _rows(_integers(student.nearest_same_class(X, y, x, kind, k)), k)
        right = influence.nearest_same_class(X, y, x, kind, k)
        hint = "By the Euclidean distance, among the examples of class y_test alone; return their rows in X."
        assert_equal(np.sort(found), np.sort(right), name=f"the sorted indices with k = {k}", hint=hint)


def equal_distances_are_taken_either_way(student):
    """Points on a grid: of four at the same distance any two, and the one in the middle."""
    X = np.array([[2.0, 2.0], [1.0, 0.0], [0.0, 1.0], [0.0, 0.0], [-1.0, 0.0], [0.0, -1.0], [3.0, 3.0]])
    y = np.array([0, 0, 0, 0, 0, 0, 1])
    found = _rows(student.nearest_same_class(X, y, np.zeros(2), 0, 3), 3)
    known = np.isin(found, [1, 2, 3, 4, 5])

    text = "Three different examples of the class must be named, the nearest one among them."
    hint = "The nearest one lies where x_test is, and counts like the others."
    assert_true(len(set(found.tolist())) == 3 and bool(known.all()) and 3 in found, text, hint=hint)


def the_start_is_drawn_first(student):
    """Classes 0, 2 and 4, k = 2: the probability before anything is removed."""
    rng = np.random.default_rng(seed())
    X, y, x = rng.normal(size=(15, 4)), 2 * (np.arange(15) % 3), rng.normal(size=4)
    for number in (0, 1):
        start = mlp_functions.initial_params((4, 30, 5), np.random.default_rng(seed(number)))
        right = _sureness(mlp_functions.train(start, X, y), x, 2)
        found = _three(student, X, y, x, 2, 2, number)[0]
        hint = (
            "The start is the first that is drawn from rng: initial_params((D, 30, K), rng); the largest class is K-1."
        )
        assert_close(found, right, rtol=1e-6, name="before", hint=hint)


@lru_cache(maxsize=32)
def _trained_on(points, number, labels, choices):
    """Return the probability that is left after a training on each choice among the points drawn by a seed."""
    X, _, x = _scattered(len(labels), points)
    y, start = np.array(labels), mlp_functions.initial_params((3, 30, 2), np.random.default_rng(number))
    networks = [mlp_functions.train(start, X[list(rows)], y[list(rows)]) for rows in choices]
    return np.array([_sureness(params, x, 1) for params in networks])


def _drawn_ones(student, labels, k, choices, draws):
    """Remove k examples of class 1 several times; say each time which of the choices was trained on at last."""
    X, _, x = _scattered(len(labels), seed())
    met = []
    for number in range(draws):
        known = _trained_on(seed(), seed(number), labels, choices)
        found = _three(student, X, np.array(labels), x, 1, k, number)[2]
        met.append(int(np.abs(known - found).argmin()))
        hint = "Draw k different rows of X from rng, train(start, ...) without them; then the probability of y_test."
        assert_close(found, known[met[-1]], rtol=1e-5, name=f"random with k = {k}", hint=hint)
    return met


def random_ones_are_drawn_from_all(student):
    """One of eight points removed, eight times; one alone is of the class. Then four of five, ten times."""
    choices = tuple(tuple({*range(8)} - {i}) for i in range(8))
    gone = _drawn_ones(student, (0, 0, 0, 1, 0, 0, 0, 0), 1, choices, 8)
    hint = "rng.choice(N, size=k, replace=False), with N examples of all classes."
    # a right draw gives eight times the same one in one run of two million
    assert_true(len(set(gone)) > 1, "Eight draws of one example in eight must not all be the same one.", hint=hint)
    again = _drawn_ones(student, (0, 0, 0, 1, 0, 0, 0, 0), 1, choices, 4)
    assert_true(gone[:4] == again, "The same generator must choose the same examples.", hint="Draw them by rng.")
    # a right draw leaves ten times the same one in one run of two million
    left = _drawn_ones(student, (0, 1, 1, 1, 1), 4, tuple((i,) for i in range(5)), 10)
    assert_true(len(set(left)) > 1, "Four of five are drawn, and each may be the one that is left.", hint=hint)


def neighbours_matter_more_than_others(student):
    """How far removed is below random: 300 digits, 20 removed, the mean over ten others."""
    X, y = held_out("digits/permuted")
    asked = 300 + np.random.default_rng(seed()).permutation(145)[:10]
    found = np.array([_three(student, X[:300], y[:300], X[i], int(y[i]), 20, i) for i in asked])
    before, removed, random = found.mean(axis=0)
    record_curve("Mean probability: before, removed, random", {"ten digits": enumerate((before, removed, random))})
    return float(random - removed)


# 12.7


def slopes_of_drawn_networks(student):
    """Networks with one hidden layer, whose largest score leads clearly."""
    rng = np.random.default_rng(seed())
    for _ in range(4):
        params, x = _clear(rng, 6, 8, 4)
        assert_close(student.saliency(params, x), saliency.saliency(params, x), name="saliency(params, x)")


def _clear(rng, *sizes):
    """Draw a network and an input at which no unit is near its kink, and no two scores are alike."""
    while True:
        params, x = _drawn(rng, *sizes), rng.normal(size=sizes[0])
        outs = mlp_functions.layer_outputs(params, x[None])
        pres = [out @ params[f"W{k}"] + params[f"b{k}"] for k, out in enumerate(outs[:-1], start=1)]
        leads = np.diff(np.sort(outs[-1][0]))[-1]
        if leads > 0.05 and min(np.abs(pre).min() for pre in pres) > 1e-3:
            return params, x


def slopes_through_several_layers(student):
    """No hidden layer, then two and three of them."""
    rng = np.random.default_rng(seed())
    for sizes in ((5, 3), (5, 7, 6, 3), (4, 6, 5, 6, 2)):
        params, x = _clear(rng, *sizes)
        hint = "Pass the gradient of the largest score back through all layers: input_gradient does."
        assert_close(student.saliency(params, x), saliency.saliency(params, x), name="saliency(params, x)", hint=hint)


# 12.8


def _who(student):
    """Return the name from which the statements were drawn."""
    who = student.value("who")
    assert_true(isinstance(who, str) and bool(who.strip()), "Put your name, in quotes, into `who`.")
    return who


def _chosen(student, name):
    """Say that an answer names the right statements; order, case and what stands between the letters do not matter."""
    who, answer = _who(student), student.value(name)
    written = (
        answer if isinstance(answer, str) else " ".join(each for each in _entries(answer) if isinstance(each, str))
    )
    letters = sorted({letter for letter in written.upper() if letter.isalpha()})
    known = bool(letters) and set(letters) <= set(numbers_of_12(who)[name])

    assert_true(known, f"{name} must be letters from A to E, in quotes, such as 'BD'.")
    text = f"{name} must name all statements that fit, and no others."
    assert_true("".join(letters) == right_letters(who, name), text)


def _entries(answer):
    return answer if isinstance(answer, (list, tuple)) else ()


def what_can_be_read_as_it_stands(student):
    """The letters of the models that are interpretable."""
    _chosen(student, "q_12_8a")


def what_hidden_units_mean(student):
    """The letters of the true statements about hidden units."""
    _chosen(student, "q_12_8b")


def what_learning_by_heart_proves(student):
    """The letters of the true statements about random labels."""
    _chosen(student, "q_12_8c")
