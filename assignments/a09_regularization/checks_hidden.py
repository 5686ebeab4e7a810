"""Hidden checks of assignment 9: other inputs for the same promises. These never leave the instructor's machine."""

import inspect
import itertools
import math

import numpy as np

from grader import dataset, generator, held_out, seed, source
from grader.assertions import (
    accuracy,
    assert_array,
    assert_close,
    assert_dict,
    assert_equal,
    assert_list,
    assert_number,
    assert_parts,
    assert_true,
    assert_whole,
    record_curve,
)
from reference import activations, dropout, initialization, losses, noise, penalties, shrinkage

from .checks_public import (
    _assert_fresh,
    _assert_near,
    _assert_normal,
    _assert_share,
    _assert_stops,
    _criterion,
    _factor,
    _in_training,
    _net,
    _penalty,
    _positive,
    _watched,
    _who,
)
from .solution import false_copies, numbers_of_9_0, numbers_of_9_4, rules_that_fit, train_with_dropout


def _letters(answer, name):
    """Say that an answer is a text of letters, and return them in order."""
    text = f'{name} must be letters in one text, such as "ADG".'
    assert_true(isinstance(answer, str), text)
    return "".join(sorted({letter for letter in answer.upper() if letter.isalpha()}))


# 9.0


def rules_that_agree(student):
    """The letters of the rules that fit all four examples."""
    right = rules_that_fit(numbers_of_9_0(_who(student)))
    found = _letters(student.value("q_9_0a"), "q_9_0a")

    hint = "Hold each rule against each example: accepted where it was, refused where it was not."
    assert_true(found == right, "q_9_0a must name every rule that fits all four examples, and no other.", hint=hint)


# 9.1


def a_weight_of_zero_may_lean_either_way(student):
    """Zeros between other weights, of which one is small."""
    params = {"W1": np.array([[0.0, 0.005], [-3.0, 0.0]]), "b1": np.zeros(2)}
    _, grads = _penalty(student.l1_penalty(params, 0.5), params)
    slope = assert_array(grads["W1"], (2, 2), name="grads['W1']")

    found = slope[params["W1"] != 0]
    assert_close(found, [0.5, -0.5], rtol=1e-4, name="grads['W1'] where the weight is not 0")  # or w / (|w| + 1e-8)
    leans = np.abs(slope[params["W1"] == 0].astype(float))
    text = "Where a weight is 0, its slope must lie between -a and a."
    assert_true(bool((leans <= 0.5 + 1e-12).all()), text, hint="w / abs(w) is not defined at 0; np.sign(0) is 0.")


def _assert_biases_free(student, penalty, ours):
    """Hold value and gradients of a network with large biases against the same without."""
    params = _net(np.random.default_rng(seed()))
    free = params | {"b1": np.zeros(4), "b2": np.zeros(2)}
    plain, _ = _penalty(penalty(free, 0.5), params)
    value, grads = _penalty(penalty(params, 0.5), params)

    hint = "Arrays with one axis are biases: leave them out of the value, and give them a gradient of zeros."
    assert_true(ours(free, 0.5)[0] > 0 and plain != 0, "The weights themselves must cost something.")
    assert_close(value, plain, name="value with biases, held against that without", hint=hint)
    assert_close(grads["b1"], np.zeros(4), name="grads['b1']", hint=hint)
    assert_close(grads["b2"], np.zeros(2), name="grads['b2']", hint=hint)


def biases_are_free_of_l1(student):
    """A network with large biases, and the same without; then a weight and a bias with the names of each other."""
    _assert_biases_free(student, student.l1_penalty, penalties.l1_penalty)
    free = {"b": np.array([[[2.0, -1.0]]]), "W": np.zeros(1)}
    plain, _ = _penalty(student.l1_penalty(free, 0.5), free)
    value, grads = _penalty(student.l1_penalty(free | {"W": np.array([5.0])}, 0.5), free)

    hint = "Count the axes: an array with one axis is a bias, one with more a weight, whatever its name."
    assert_true(plain != 0, "An array with three axes must cost something, also where its name is b.", hint=hint)
    assert_close(value, plain, name="value with a large bias W, held against that without,", hint=hint)
    assert_close(grads["W"], [0.0], name="grads['W'], of an array with one axis,", hint=hint)


def biases_are_free_of_l2(student):
    """A network with large biases, and the same without."""
    _assert_biases_free(student, student.l2_penalty, penalties.l2_penalty)


def filters_are_weights(student):
    """Arrays with three and four axes, and a price of 0."""
    rng = np.random.default_rng(seed())
    params = {"w": rng.normal(size=(4, 3, 2, 2)), "E": rng.normal(size=(2, 3, 2)), "b": np.zeros(4)}
    for a in (0.8, 0.0):
        right, slopes = penalties.l2_penalty(params, a)
        value, grads = _penalty(student.l2_penalty(params, a), params)

        hint = "Count the axes: an array with more than one is a weight, whatever it is called."
        assert_close(value, right, name=f"value with a = {a}", hint=hint)
        for name in ("w", "E"):
            assert_close(grads[name], slopes[name], name=f"grads[{name!r}] with a = {a}", hint=hint)


def biases_do_not_decay(student):
    """One step of a drawn network."""
    rng = np.random.default_rng(seed())
    params, grads = _net(rng), _net(rng)
    after = assert_dict(student.l2_step(params, grads, 0.7, 0.3), tuple(params), name="params")

    for name in ("b1", "b2"):
        hint = "The penalty does not see biases: they follow the loss alone."
        assert_close(after[name], params[name] - 0.3 * grads[name], name=f"params[{name!r}]", hint=hint)


DESCENT = source("""
def go(step, params, best, steep, a):
    for _ in range(200):
        params = step(params, {name: steep[name] * (params[name] - best[name]) for name in params}, a, 0.2)
    return params
""")


def steps_end_where_loss_and_penalty_balance(student):
    """Two hundred steps on a quadratic loss, with and without a penalty, of weights with two and with four axes."""
    rng = np.random.default_rng(seed())
    shapes = {"W1": (2, 3), "filters": (2, 1, 3, 2)}
    start = {name: np.zeros(shape) for name, shape in shapes.items()}
    best = {name: rng.normal(size=shape) for name, shape in shapes.items()}
    steep = {name: rng.uniform(0.5, 2, size=shape) for name, shape in shapes.items()}
    for a in (0.8, 0.0):
        found = student.run(DESCENT, student.l2_step, start, best, steep, a)
        after = assert_dict(found, tuple(shapes), name="params")

        hint = (
            "Where the slopes of loss and penalty cancel, a step leads nowhere. Arrays with four axes are weights too."
        )
        for name in shapes:
            right = steep[name] * best[name] / (steep[name] + a)
            assert_close(after[name], right, name=f"params[{name!r}] after 200 steps with a = {a}", hint=hint)


# 9.2


def _quadratic(rng, eigenvalues):
    """Return a symmetric matrix with these eigenvalues, along drawn axes."""
    axes, _ = np.linalg.qr(rng.normal(size=(len(eigenvalues), len(eigenvalues))))
    H = axes * np.array(eigenvalues) @ axes.T
    return (H + H.T) / 2


def slopes_balance_in_any_direction(student):
    """Four drawn axes, three prices."""
    rng = np.random.default_rng(seed())
    H, w_star = _quadratic(rng, [5.0, 2.0, 0.7, 0.1]), rng.normal(size=4)
    for a in (0.05, 1.0, 4.0):
        hint = "Along its eigenvectors H is diagonal; what shrinks there has to be turned back."
        assert_close(student.l2_solution(H, w_star, a), penalties.l2_solution(H, w_star, a), name="w", hint=hint)


def a_flat_direction_is_given_up(student):
    """Two of four eigenvalues are 0."""
    rng = np.random.default_rng(seed())
    H, w_star = _quadratic(rng, [3.0, 1.0, 0.0, 0.0]), rng.normal(size=4)

    hint = "H itself may have no inverse; H plus a times the identity has one."
    assert_close(student.l2_solution(H, w_star, 0.5), penalties.l2_solution(H, w_star, 0.5), name="w", hint=hint)
    zero = student.l2_solution(np.zeros((3, 3)), np.ones(3), 0.5)
    assert_close(zero, np.zeros(3), name="w where the loss is flat", hint=hint)


def tiny_and_huge_prices(student):
    """a = 1e-9 and a = 1e9."""
    rng = np.random.default_rng(seed())
    H, w_star = _quadratic(rng, [4.0, 2.0, 1.0]), rng.normal(size=3)

    assert_close(student.l2_solution(H, w_star, 1e-9), w_star, name="w for a tiny a")
    assert_close(1e9 * assert_array(student.l2_solution(H, w_star, 1e9), (3,)), H @ w_star, name="1e9 times w")


def shares_of_rotated_directions(student):
    """Five drawn axes; then two that are coupled."""
    rng = np.random.default_rng(seed())
    for H in (_quadratic(rng, [8.0, 3.0, 1.0, 0.5, 0.0]), np.array([[2.0, 1.0], [1.0, 2.0]])):
        hint = "The eigenvalues of H count, not its diagonal."
        assert_close(
            student.effective_parameters(H, 1.5), penalties.effective_parameters(H, 1.5), name="count", hint=hint
        )


def none_and_all_of_the_parameters(student):
    """A flat loss, a tiny price and a huge one."""
    H = _quadratic(np.random.default_rng(seed()), [4.0, 2.0, 1.0])

    assert_close(student.effective_parameters(np.zeros((3, 3)), 1.0), 0.0, name="count for H = 0")
    assert_close(student.effective_parameters(H, 1e-9), 3.0, name="count for a tiny a")
    assert_close(1e9 * assert_number(student.effective_parameters(H, 1e9)), 7.0, name="1e9 times the count for a = 1e9")


# 9.3


def nan_is_no_gain(student):
    """NaN at the start and in between; then nothing but NaN."""
    losses = [math.nan, 4.0, math.nan, 3.0, math.nan]
    found = _watched(student, 2, losses)

    hint = "Every comparison with NaN is false: ask whether a loss is a gain, not whether it is none."
    for epoch, best in ((1, 4.0), (2, 4.0), (3, 3.0), (4, 3.0)):
        assert_close(found[epoch][2], best, name=f"best_loss after {epoch + 1} epochs", hint=hint)
    # where the first epoch is a gain they stop in the epoch `met`; where it is none, one epoch earlier
    met, losses = _criterion(student, 2), [math.nan] * 10
    stops = [bool(each[0]) for each in _watched(student, 2, losses)]
    assert_true(
        True in stops and stops.index(True) == met - 1,
        "Epochs of NaN count as epochs without a gain.",
        hint="Do not leave update early, and do not reset the count: NaN is a loss that is no gain.",
    )


ALIASED = source("""
def go(cls):
    watch, params = cls(3), {"W1": np.array([[1.0, 2.0]]), "b1": np.array([3.0])}
    watch.update(1.0, params)
    params["W1"] += 10
    params["b1"][0] = 20
    return watch.best_params
""")


def the_best_is_a_copy(student):
    """Parameters that are changed in place after the best epoch."""
    kept = assert_dict(student.run(ALIASED, student.EarlyStopping), ("W1", "b1"), name="best_params")

    hint = "dict(params) is a new dict with the same arrays in it: copy the arrays."
    assert_close(kept["W1"], [[1.0, 2.0]], name="best_params['W1']", hint=hint)
    assert_close(kept["b1"], [3.0], name="best_params['b1']", hint=hint)


def a_late_gain_is_kept(student):
    """A gain in the second of three further epochs, after the epoch in which they stop without a cooldown."""
    met = _criterion(student, 2)
    losses = [4.0] + [5.0] * (met + 1) + [2.0, 6.0]
    found = _watched(student, 2, losses, cooldown=3, factor=0.5)

    hint = "Once the criterion is met only the further epochs are counted; the best is still looked for."
    _assert_stops(found, [False] * (met + 3) + [True], losses, hint)
    assert_close(found[-1][2], 2.0, name="best_loss at the end", hint=hint)


def exactly_rho_is_not_below(student):
    """A single unit with a single weight, which moves by exactly 1.25."""
    old, new = np.array([[4.0]]), np.array([[2.75]])

    for rho, right in ((1.25, False), (1.2500001, True), (1.0, False)):
        hint = "The change must be less than rho."
        assert_equal(student.weight_change_stop(old, new, rho), right, name=f"the answer for rho = {rho}", hint=hint)


def changes_relative_to_the_old_weights(student):
    """A long unit that moves far, a short one that moves little, and one that doubles."""
    old = np.array([[8.0, 0.06, 1.0], [6.0, 0.08, 0.0]])
    cases = (
        ([[1.0, 0.0, 0.0], [0.0, 0.005, 0.0]], 0.11, True),  # shares of 0.1, 0.05 and 0
        ([[1.0, 0.0, 0.0], [0.0, 0.005, 0.0]], 0.08, False),
        ([[0.1, 0.05, 0.0], [0.0, 0.0, 0.0]], 0.2, False),  # 0.01, 0.5 and 0
        ([[0.0, 0.0, 1.0], [0.0, 0.0, 0.0]], 0.75, False),  # the third doubles
    )
    for change, rho, right in cases:
        hint = "Divide the change of each unit by the length of its own old weights; then the largest share decides."
        found = student.weight_change_stop(old, old + np.array(change), rho, relative=True)
        assert_equal(found, right, name=f"the answer for rho = {rho} with relative=True", hint=hint)


# 9.4


def copies_with_false_labels(student):
    """The letters of the copies that no longer show their digit."""
    right = false_copies(numbers_of_9_4(_who(student)))
    found = _letters(student.value("q_9_4"), "q_9_4")

    hint = "Draw each of them on paper: would a reader still say the digit?"
    assert_true(found == right, "q_9_4 must name every copy that no longer shows its digit, and no other.", hint=hint)


# 9.5


def _assert_from_rng(draw, what):
    """Say that one generator always draws the same, and another something else."""
    first, again, other = (draw(generator(seed(i))) for i in (1, 1, 2))
    same = f"The same generator must give the same {what}."
    assert_true(np.array_equal(first, again), same, hint="Draw from rng alone.")
    assert_true(not np.array_equal(first, other), f"Another generator must give other {what}.", hint="Draw from rng.")


MIXED = source("""
def go(mixup, X, Y, alpha, rng, times):
    return np.array([mixup(X.copy(), Y.copy(), alpha, rng)[0][0] for _ in range(times)])
""")


def every_row_may_be_a_partner(student):
    """The partners of one of six rows, in sixty calls."""
    found = student.run(MIXED, student.mixup, np.eye(6), np.eye(6), 1.0, generator(seed(1)), 60)
    rows = assert_array(found, (60, 6), name="the first rows of X_mixed")
    met = {int(row.argmax()) for row in np.abs(rows[:, 1:]) if row.max() > 1e-12}

    # a partner that has a chance of 1/6 is missed by 60 draws once in 50,000; three of them never are
    text = f"In 60 calls a row must meet most of the five others; yours meets {len(met)}."
    assert_true(len(met) >= 3, text, hint="Draw the partners from rng at each call.")

    def draw(rng):
        mixed, _ = assert_parts(student.mixup(np.eye(12), np.eye(12), 1.0, rng), "X_mixed", "Y_mixed")
        return assert_array(mixed, (12, 12), name="X_mixed")

    others = draw(generator(seed(2))) * (1 - np.eye(12))
    text = "The rows of one call must have partners of their own: a permutation, or a draw for each row."
    assert_true(len({*others.argmax(axis=1).tolist()}) >= 3, text, hint="Draw as many partners as there are rows.")
    _assert_from_rng(draw, "mixtures")


def _moments(alpha):
    """Return the variance of Beta(alpha, alpha), and that of the squared distance from its mean."""
    variance = 1 / (4 * (2 * alpha + 1))
    fourth = 3 / (16 * (2 * alpha + 1) * (2 * alpha + 3))
    return variance, fourth - variance**2


def weights_follow_beta(student):
    """The weights of one row in 1500 calls, with alpha = 0.4 and with alpha = 2."""
    for i, alpha in enumerate((0.4, 2.0)):
        found = student.run(MIXED, student.mixup, np.eye(8), np.eye(8), alpha, generator(seed(i + 1)), 1500)
        rows = assert_array(found, (1500, 8), name="the first rows of X_mixed")
        weights = rows[(rows[:, 1:] > 0).any(axis=1), 0].astype(float)  # the others have themselves for a partner
        assert_true(len(weights) > 1000, "Most rows must be mixed with another one.")
        variance, of_squares = _moments(alpha)

        hint = "rng.beta(alpha, alpha); not its larger half, and not drawn uniformly."
        name = f"of the weights with alpha = {alpha}"
        _assert_near(float(weights.mean()), 0.5, math.sqrt(variance / len(weights)), f"The mean {name}", hint)
        found = float(((weights - 0.5) ** 2).mean())
        _assert_near(found, variance, math.sqrt(of_squares / len(weights)), f"The variance {name}", hint)


def _gone(X, cut):
    """Say that some pixels are 0 now and others not, and return which, by image, channel, row and column."""
    gone = assert_array(cut, X.shape, name="cutout(X, size, rng)") == 0
    assert_true(0 < gone.mean() < 1, "Some pixels must be 0 and others not.", hint="Cut a square out of each image.")
    return gone


def all_channels_lose_the_same(student):
    """Thirty images of four channels."""
    X = np.random.default_rng(seed()).uniform(1, 2, size=(30, 4, 8, 11))
    gone = _gone(X, student.cutout(X, 3, generator(seed(1))))

    hint = "One place for each image; the channels of an image share it."
    assert_true(bool((gone == gone[:, :1]).all()), "All channels of an image must lose the same pixels.", hint=hint)


def squares_lie_everywhere(student):
    """Two thousand images of 4 x 5 pixels, squares of 2 x 2."""
    X = np.ones((2000, 1, 4, 5))
    gone = _gone(X, student.cutout(X, 2, generator(seed())))[:, 0]

    # even with squares that lie inside altogether, a corner is hit once in 12 images
    text = "Every pixel must be hit in some of 2000 images; one of yours never is."
    assert_true(bool(gone.any(axis=0).all()), text, hint="rng.integers leaves out its upper end; count both ends.")
    places = {image.tobytes() for image in gone}
    assert_true(len(places) >= 8, f"Each image must have a place of its own; yours share {len(places)}.",
                hint="Draw a place for each of the N images.")  # fmt: skip
    _assert_from_rng(lambda rng: _gone(X[:50], student.cutout(X[:50], 2, rng)), "places")


# 9.6


def input_noise_is_fresh(student):
    """Two calls with one generator, and two more, for inputs with three axes."""
    X = np.random.default_rng(seed()).normal(size=(6, 2, 5))

    _assert_fresh(student, student.input_noise, X, 0.5)


SINGLY = source("""
def go(disturb, alpha, K, rng, times):
    return [disturb(np.array([1]), alpha, K, rng)[0] for _ in range(times)]
""")


def some_labels_come_out_as_they_were(student):
    """Eight thousand labels of four classes with alpha = 0.3: what becomes of each class; and 600 labels one by one."""
    y = np.random.default_rng(seed()).permutation(np.repeat(np.arange(4), 2000))
    found = assert_whole(student.disturb_label(y, 0.3, 4, generator(seed(1))), y.shape, name="the disturbed labels")

    hint = "A label that is drawn anew may come out as it was: with 4 classes, one time in 4."
    _assert_near(float((found == y).mean()), 0.775, math.sqrt(0.775 * 0.225 / 8000), "The share that is kept", hint)
    hint = "Draw new labels uniformly from all K classes, not from the numbers that decide which labels are drawn anew."
    for old in range(4):
        for new in set(range(4)) - {old}:
            share = float((found[y == old] == new).mean())
            error = math.sqrt(0.075 * 0.925 / 2000)
            _assert_near(share, 0.075, error, f"The share of class {old} that becomes {new}", hint)
    singly = assert_list(student.run(SINGLY, student.disturb_label, 0.3, 4, generator(seed(2)), 600), 600)
    kept = np.mean([assert_number(label, name="a disturbed label") == 1 for label in singly])
    name, hint = "The share that is kept of labels that come one by one", "Decide for each label by itself."
    _assert_near(float(kept), 0.775, math.sqrt(0.775 * 0.225 / 600), name, hint)
    _assert_from_rng(lambda rng: assert_whole(student.disturb_label(y[:200], 0.9, 4, rng), (200,)), "labels")


def noise_is_annealed(student):
    """Steps 3, 8 and 99, three settings."""
    g = np.random.default_rng(seed()).normal(size=(40, 100))
    for t, eta, gamma in ((3, 0.5, 1.0), (8, 0.25, 0.55), (99, 1.0, 0.5)):
        found = student.gradient_noise(g, t, eta, gamma, generator(seed(t)))
        added = assert_array(found, g.shape, name=f"gradient_noise(g, {t}, eta, gamma, rng)") - g
        sd = math.sqrt(eta) * (1 + t) ** (-gamma / 2)
        _assert_normal(added, sd, hint="The variance is eta / (1 + t)^gamma; the standard deviation is its root.")


def gradient_noise_is_fresh(student):
    """Two calls with one generator, and two more, for the gradient of a bias."""
    g = np.random.default_rng(seed()).normal(size=60)

    _assert_fresh(student, student.gradient_noise, g, 4, 0.5, 0.55)


def mean_over_drawn_noise(student):
    """Twenty thousand drawings of the noise for three units."""
    rng = np.random.default_rng(seed())
    for N, D, sd in ((1, 1, 1.0), (6, 3, 0.7), (4, 5, 1.5)):
        w, X, y = rng.normal(size=D) + np.sign(rng.normal(size=D)), rng.normal(size=(N, D)), rng.normal(size=N)
        scatter = sd * rng.normal(size=(20_000, N, D))
        drawn = ((((X + scatter) @ w - y) ** 2) / 2).mean(axis=1)  # (20000,)
        found = assert_number(student.noisy_loss(w, X, y, sd), name="the loss")

        error = float(drawn.std()) / math.sqrt(len(drawn))
        hint = "The variance of a sum of independent numbers is the sum of their variances: one for each weight."
        _assert_near(found, float(drawn.mean()), error, f"The loss of {D} weights", hint)
        exact = noise.noisy_loss(w, X, y, sd)
        assert_close(found, exact, name=f"the loss of {D} weights", hint="No noise is drawn: it is a formula.")


# 9.7


COUNTED = source("""
def go(layer, x, times):
    return [float(np.count_nonzero(layer.forward(x.copy(), True))) for _ in range(times)]
""")


def a_fifth_and_four_fifths_are_dropped(student):
    """Four thousand entries with p = 0.2 and p = 0.8, each twice with the same draws; then 40 entries, twenty times."""
    for i, p in enumerate((0.2, 0.8)):
        x, layers = _positive((80, 50)), [student.Dropout.keep(p, generator(seed(i))) for _ in range(2)]
        kept, again = (_in_training(layer, x)[1] for layer in layers)
        _assert_share(kept, p)
        text = "The same generator must drop the same entries."
        assert_true(np.array_equal(kept, again), text, hint="Draw from rng, and from nothing else.")
        other = _in_training(student.Dropout.keep(p, generator(seed(i + 2))), x)[1]
        text = "Another generator must drop other entries."
        assert_true(not np.array_equal(kept, other), text, hint="Draw from the rng that the layer was made with.")
        counts = assert_list(student.run(COUNTED, layers[0], _positive((5, 8)), 20), 20)
        text = "How many entries are dropped must differ from call to call: each is dropped by itself."
        assert_true(len({assert_number(count) for count in counts}) > 1, text, hint="One draw for each entry.")


def the_mean_is_kept(student):
    """Four thousand entries with p = 0.2 and p = 0.8: the scale must fit the share that is left on average."""
    x = _positive((80, 50))
    for i, p in enumerate((0.2, 0.8)):
        out, kept = _in_training(student.Dropout.keep(p, generator(seed(i + 1))), x)
        left = 0.2 if kept.mean() < 0.5 else 0.8  # theirs: that p is the share to drop is another check's

        hint = "What is left is divided by the share that is left on average: that is not p."
        found = _factor(out, kept, x) * left
        assert_close(found, 1.0, name=f"the mean of forward(x, True), as a multiple of x, with p = {p},", hint=hint)


def the_plain_form_scales_in_testing(student):
    """inverted=False with p = 0.2 and p = 0.8, in training and in testing."""
    x = _positive()
    for i, p in enumerate((0.2, 0.8)):
        layer = student.Dropout.keep(p, generator(seed(i + 1)), inverted=False)
        out, kept = _in_training(layer, x)

        hint = "The plain form leaves alone what is kept, and makes up for what was missing in testing."
        assert_close(_factor(out, kept, x), 1.0, name=f"forward(x, True) / x with p = {p}", hint=hint)
        assert_close(layer.forward(x, False), (1 - p) * x, name=f"forward(x, False) with p = {p}", hint=hint)


def slopes_of_both_forms(student):
    """p = 0.3, inverted and plain, three axes, twice; the second time with another layer in between; then zeros."""
    rng = np.random.default_rng(seed())
    x, dout = rng.uniform(0.5, 2, size=(2, 6, 5, 4)), rng.normal(size=(2, 6, 5, 4))
    for inverted in (True, False):
        layer = student.Dropout.keep(0.3, generator(seed(1)), inverted=inverted)
        for again, (one, slope) in enumerate(zip(x, dout, strict=True)):
            out, _ = _in_training(layer, one)
            if again:
                student.Dropout.keep(0.3, generator(seed(2)), inverted=inverted).forward(one, True)

            hint = "The slope of each entry is what the forward of this layer multiplied it with, this time."
            assert_close(layer.backward(slope), slope * (out / one), name="backward(dout)", hint=hint)
        layer.forward(np.zeros(2000), True)
        passed = assert_array(layer.backward(np.ones(2000)), (2000,), name="backward(dout)") != 0
        text = "Where x is 0, some slopes must pass and others not: an output of 0 need not have been dropped."
        assert_true(0.02 < passed.mean() < 0.98, text, hint="Keep the mask itself, and not the output.")


def _training_program():
    """Return our own text of the network that the notebook gives, with all that it needs."""
    functions = (activations.relu, initialization.he_normal, losses.softmax, losses.cross_entropy, train_with_dropout)
    texts = ["Any = Array = Labels = object", *(inspect.getsource(function) for function in functions), TRAINED]
    return source("\n\n".join(texts))


TRAINED = """
def go(cls, p, mask_rng, X, y, X_new, epochs, rng):
    layer = cls(p, mask_rng)
    dropped = np.mean(np.asarray(layer.forward(np.ones((20, 100)), True)) == 0)
    return [float(dropped), *train_with_dropout(layer, X, y, X_new, epochs, rng)]
"""


def _accuracy_with_dropout(student, inputs, labels, held, epochs):
    """Return the accuracy on held-out images, and record the losses."""
    X, y = held_out(held)
    settings = (dataset(inputs), dataset(labels), X, epochs, generator(seed(1)))
    found = student.run(_training_program(), student.Dropout, 0.5, generator(seed()), *settings)
    dropped, classes, falling = assert_parts(found, "the share that is dropped", "classes", "losses")

    text = "In training, some of the units must be dropped and others not."
    assert_true(0.02 < assert_number(dropped) < 0.98, text)
    points = assert_array(falling, (epochs,), name="the losses")
    record_curve("Loss of each epoch", {"mean over the training images": enumerate(points, start=1)})
    return accuracy(classes, y, name="what the network says")


def dropout_on_digits(student):
    """Share of held-out digits that a network with half of its hidden units dropped names after 20 epochs."""
    return _accuracy_with_dropout(student, "digits/permuted_inputs", "digits/train_labels", "digits/permuted", 20)


def dropout_on_mnist(student):
    """The same on 10,000 images of MNIST, after 5 epochs."""
    train = ("mnist/permuted_inputs_10k", "mnist/train_labels_10k")
    return _accuracy_with_dropout(student, *train, "mnist/permuted", 5)


# 9.8

TWICE = source("def go(f, *arguments):\n    return [f(*arguments), f(*arguments)]")


TRIPLES = source("def go(bootstrap, rng):\n    return [bootstrap(3, rng) for _ in range(300)]")


def two_thirds_are_met(student):
    """Four thousand examples: the share that is drawn at least once, and where the indices lie; then n = 3."""
    pair = student.run(TWICE, student.bootstrap, 4000, generator(seed()))
    drawn = [assert_whole(each, (4000,), name="indices") for each in assert_parts(pair, "first", "second")]

    for indices in drawn:
        assert_true(bool((indices >= 0).all() and (indices < 4000).all()), "Every index must lie in 0 .. n-1.")
        # of n cells about n (1/e - 2/e^2) is the variance of the number that n balls leave empty
        share, error = 1 - math.exp(-1), math.sqrt((math.exp(-1) - 2 * math.exp(-2)) / 4000)
        hint = "With replacement: an example that was drawn can be drawn again, so 1/e of them are never met."
        _assert_near(len(np.unique(indices)) / 4000, share, error, "The share of examples that is drawn", hint)
        mean = float((indices / 4000).mean())
        _assert_near(mean, 0.5 - 1 / 8000, math.sqrt(1 / 12 / 4000), "The mean of indices / n", "All alike likely.")
    assert_true(not np.array_equal(*drawn), "Every call must draw anew.", hint="Draw from rng.")
    _assert_from_rng(lambda rng: assert_whole(student.bootstrap(50, rng), (50,), name="indices"), "indices")
    few = assert_list(student.run(TRIPLES, student.bootstrap, generator(seed(1))), 300)
    few = np.concatenate([assert_whole(each, (3,), name="indices") for each in few])
    for i in range(3):
        name, hint = f"The share of example {i} of 3", "All examples, 0 to n-1, have the same chance."
        _assert_near(float((few == i).mean()), 1 / 3, math.sqrt(2 / 9 / 900), name, hint)


def variance_of_a_mean_of_errors(student):
    """Several numbers of models, and covariances of both signs, against the covariance matrix."""
    for V, C, k in ((2.0, 0.5, 5), (1.0, -0.25, 4), (3.0, 2.0, 100), (1.5, 0.75, 2)):
        covariances = np.full((k, k), C)
        np.fill_diagonal(covariances, V)
        weights = np.full(k, 1 / k)
        found = student.bagging_mse(V, C, k)
        assert_close(found, weights @ covariances @ weights, name=f"bagging_mse({V}, {C}, {k})",
                     hint="k squares, and k (k - 1) products of two different errors, over k squared.")  # fmt: skip


def one_that_is_sure_wins(student):
    """Five models, forty examples, four classes; two of five models are sure."""
    rng = np.random.default_rng(seed())
    probs = rng.dirichlet(np.full(4, 0.4), size=(5, 40))
    probs[:, 0] = [[0.98, 0.02, 0, 0]] * 2 + [[0.4, 0.6, 0, 0]] * 3
    hint = "Add up how sure the models are, not how many they are; the mean is taken before the largest is looked for."

    assert_equal(student.ensemble_predict(probs), probs.mean(axis=0).argmax(axis=1), name="classes", hint=hint)


BAGGED = """
def network(X, y, X_new, rng):
    W1, W2 = rng.normal(size=(64, 20)) / 6, rng.normal(size=(20, 10)) / 3
    for _ in range(150):
        hidden = np.maximum(X @ W1, 0)
        powers = np.exp(hidden @ W2)
        delta = (powers / powers.sum(axis=1, keepdims=True) - np.eye(10)[y]) / len(y)
        W1, W2 = W1 - 0.5 * X.T @ (delta @ W2.T * (hidden > 0)), W2 - 0.5 * hidden.T @ delta
    powers = np.exp(np.maximum(X_new @ W1, 0) @ W2)
    return powers / powers.sum(axis=1, keepdims=True)


def go(bootstrap, X, y, X_new, rng):
    X, y, found = X[:300], y[:300], []
    for _ in range(9):
        sample = np.asarray(bootstrap(300, rng)).astype(int)
        found.append(network(X[sample], y[sample], X_new, rng))
    return np.array(found)
"""


def together_they_know_more(student):
    """Nine networks on bootstrap samples of 300 digits: together, and each by itself."""
    X, y = held_out("digits")
    train = dataset("digits/train_inputs"), dataset("digits/train_labels")
    probs = student.run(source(BAGGED), student.bootstrap, *train, X, generator(seed()))
    probs = assert_array(probs, (9, len(X), 10), name="the probabilities of nine networks")
    single = float((probs.argmax(axis=2) == y).mean())
    together = accuracy(student.ensemble_predict(probs), y, name="ensemble_predict(probs)")

    text = (
        f"Together nine networks must name more than one of them on average, {single:.1%}; yours name {together:.1%}."
    )
    assert_true(together > single, text)


# 9.9


def networks_of_ten_inputs(student):
    """All 1024 sets of ten inputs, a bias that matters, and a single input."""
    rng = np.random.default_rng(seed())
    for n in (10, 1, 3):
        w, b, x = rng.normal(size=n), 1.0 + float(rng.uniform()), rng.normal(size=n)
        w[-1], x[-1] = w[0], x[0]  # two inputs that are alike: different sets may have the same output
        scores = [
            b + sum(w[i] * x[i] for i in kept) for m in range(n + 1) for kept in itertools.combinations(range(n), m)
        ]
        probs = np.sort(assert_array(student.mask_outputs(w, b, x), (2**n,), name="probs"))

        right = np.sort(1 / (1 + np.exp(-np.array(scores))))
        assert_close(probs, right, name="probs, sorted,", hint="Every input is in or out; the bias is always in.")


def a_thousand_probabilities(student):
    """A thousand small ones, a thousand large ones, and both together."""
    rng = np.random.default_rng(seed())
    small, large = rng.uniform(0.001, 0.2, size=1000), rng.uniform(0.8, 0.999, size=1000)
    for probs in (np.concatenate([small, large, large]), small, large):
        hint = "A product of a thousand small numbers is rounded to 0: add up logarithms instead."
        assert_close(student.ngm(probs), dropout.ngm(probs), name="ngm(probs)", hint=hint)


def all_masks_are_one_sigmoid(student):
    """All 2^n outputs of units with 2, 5 and 10 inputs and biases, to twelve digits."""
    rng = np.random.default_rng(seed())
    for n in (2, 5, 10):
        w, b, x = rng.normal(size=n), 1.0 + float(rng.uniform()), rng.normal(size=n)
        right = 1 / (1 + math.exp(-(w @ x) / 2 - b))
        hint = "Divide G by G + G', and take the roots before you divide."
        found = student.ngm(dropout.mask_outputs(w, b, x))
        assert_close(found, right, rtol=0, atol=1e-12, name=f"ngm of the outputs of {n} inputs", hint=hint)


# 9.10


def _drawn_targets(rng, a):
    """Draw 300 targets, none where two weights are nearly as good, or where the best is nearly 0 without being it."""
    c = rng.normal(size=300)
    tie = 1.5 * a ** (2 / 3)  # for p = 1/2 a weight appears here, with a jump
    c[np.abs(np.abs(c) - tie) < 1e-3] += 0.01
    c[np.abs(np.abs(c) - a) < 1e-3] += 0.01
    c[np.abs(c) < 0.02] = 0.02
    return c


def least_of_every_power(student):
    """Three hundred targets with p = 1/2, 3/2 and 4, two prices; held against the reference, or what is as good."""
    rng = np.random.default_rng(seed())
    calls = [(_drawn_targets(rng, a), a, p) for a in (0.5, 0.1) for p in (0.5, 1.5, 4)]
    for (c, a, p), found in zip(calls, student.shrink.each(calls), strict=True):
        hint = "The best w has the slope 0: w - |c| + a p w^(p-1) for positive c. Does yours?"
        if p < 1:
            hint = "For p < 1 the slope is 0 at two weights, or at none: compare the best of them with w = 0."
        right = shrinkage.shrink(c, a, p)
        assert_close(found, right, rtol=0, atol=1e-6, name=f"w for a = {a} and p = {p}", hint=hint)


def shares_of_zeros(student):
    """Three hundred targets and all five powers, a = 1/2: which weights are exactly 0."""
    c = _drawn_targets(np.random.default_rng(seed()), 0.5)
    c[:2] = 5e-4, -5e-4  # for p = 3/2 the best weights are 4e-7 and -4e-7
    calls = [(c, 0.5, p) for p in (0.5, 1, 1.5, 2, 4)]
    for (_, a, p), found in zip(calls, student.shrink.each(calls), strict=True):
        zero = assert_array(found, c.shape, name=f"w for p = {p}") == 0
        right = shrinkage.shrink(c, a, p) == 0
        text = f"With p = {p}, {right.sum()} of 300 weights must be exactly 0; of yours {zero.sum()} are."
        hint = "Up to p = 1 small targets give exactly 0; above, weights become small but not 0."
        assert_true(bool((zero == right).all()), text, hint=hint)
