"""Public checks of assignment 9: students receive this file.

Much of regularization is chance, and every right program has another. What is drawn is held against what was promised
with five standard errors to spare: of ten million right answers to one such question, six are refused.
"""

import math

import numpy as np

from grader import generator, seed, source
from grader.assertions import (
    assert_array,
    assert_close,
    assert_dict,
    assert_equal,
    assert_gradient,
    assert_list,
    assert_number,
    assert_parts,
    assert_true,
    assert_unchanged,
    assert_whole,
)

SIGMAS = 5.0  # standard errors: a normal number is farther out once in 1.7 million times


def _who(student):
    """Say that a name was entered, and return it."""
    who = student.value("who")
    text = "who must be your name or your student number, as text: the numbers of the questions are drawn from it."
    assert_true(isinstance(who, str) and bool(who.strip()), text, hint='Write it in quotes, who = "Ada Lovelace".')
    return who


def _assert_near(found, expected, error, what, hint=None):
    """Say that a mean of draws is as far from its expected value as chance allows."""
    text = f"{what} must be {expected:.4g}, within {SIGMAS * error:.2g}; yours is {found:.4g}."
    assert_true(bool(abs(found - expected) <= SIGMAS * error), text, hint=hint)


def _assert_normal(noise, sd, hint=None):
    """Say that these are independent normal numbers with mean 0 and this standard deviation."""
    n = noise.size
    _assert_near(float(noise.mean()), 0.0, sd / math.sqrt(n), "The mean of the noise", hint)
    what = f"The variance, as a multiple of {sd**2:.4g},"
    _assert_near(float((noise**2).mean()) / sd**2, 1.0, math.sqrt(2 / n), what, hint)
    inside, share = float((np.abs(noise) <= sd).mean()), math.erf(math.sqrt(0.5))
    error = math.sqrt(share * (1 - share) / n)
    _assert_near(inside, share, error, "The share of the noise within one standard deviation", "Is it normal?")
    # numbers that were rounded may meet by chance, but never half of them
    assert_true(len(np.unique(noise)) > n / 2, "Every entry must have noise of its own.", hint="Draw a whole array.")


NOISY_TWICE = source("def go(f, X, *rest):\n    return [f(X.copy(), *rest), f(X.copy(), *rest)]")


def _assert_fresh(student, noisy, X, *settings):
    """Say that noise is drawn from the generator, anew at each call, and for each entry by itself."""
    pair = assert_parts(student.run(NOISY_TWICE, noisy, X, *settings, generator(seed(1))), "first", "second")
    first, second = (assert_array(each, X.shape, name="the noisy array") - X for each in pair)
    again, other = (assert_array(noisy(X, *settings, generator(seed(i))), X.shape) - X for i in (1, 2))

    text = "Every call must draw new noise from the same generator."
    assert_true(not np.allclose(first, second), text, hint="A generator made inside begins anew each time.")
    assert_true(not np.allclose(first, other), "Another generator must give other noise.", hint="Draw from rng.")
    assert_true(
        np.array_equal(first, again), "The same generator must give the same noise.", hint="Draw from rng alone."
    )
    assert_true(len(np.unique(first)) > first.size / 2, "Every entry must have noise of its own.",
                hint="Draw an array of the shape of what the noise is added to.")  # fmt: skip


# 9.0

FORMS = {  # how a rule begins, and what it says of a triple
    "three whole": lambda x, y, z: y - x == 1 and z - y == 1,
    "three numbers, each": lambda x, y, z: x < y < z,
    "the last": lambda x, y, z: z - x == 2,
}


def a_triple_that_decides(student):
    """Three whole numbers, held against both rules."""
    numbers = assert_dict(student.numbers_of_9_0(_who(student)), ("examples", "rules", "two"))
    triple = student.value("q_9_0b")
    found = assert_whole(np.array(triple) if _is_triple(triple) else triple, (3,), name="q_9_0b")
    rules, two = assert_dict(numbers["rules"], "ABCDEFGH"), assert_list(numbers["two"], 2)
    texts = [str(rules[letter]) for letter in rules if letter in two]
    obeyed = [rule(*found.tolist()) for text in texts for start, rule in FORMS.items() if text.startswith(start)]

    text = f"One of the rules {' and '.join(map(str, two))} must accept q_9_0b, the other must not."
    assert_true(sum(obeyed) == 1, text, hint="Both do the same with it; look for a triple on which they disagree.")


def _is_triple(value):
    """Say whether a value is a list or tuple of three plain numbers."""
    return type(value) in (tuple, list) and len(value) == 3 and all(type(each) in (int, float) for each in value)


# 9.1

NET = {"W1": np.array([[1.0, -2.0], [0.5, 4.0]]), "b1": np.zeros(2), "W2": np.array([[-3.0], [1.5]]), "b2": np.zeros(1)}


def _penalty(result, params):
    """Say that a result is (value, grads), and return both."""
    value, grads = assert_parts(result, "value", "grads")
    return assert_number(value, name="value"), assert_dict(grads, tuple(params), name="grads")


def _net(rng):
    """Draw a network whose parameters are all away from 0."""
    shapes = {"W1": (3, 4), "b1": (4,), "W2": (4, 2), "b2": (2,)}
    return {name: rng.choice([-1, 1], size=shape) * rng.uniform(0.2, 2, size=shape) for name, shape in shapes.items()}


def absolute_weights_of_a_small_net(student):
    """Weights 1, -2, 0.5, 4, -3, 1.5; biases 0."""
    value, _ = _penalty(student.l1_penalty(NET, 0.5), NET)

    # 1 + 2 + 0.5 + 4 + 3 + 1.5 = 12
    assert_close(value, 6.0, name="value", hint="Add up the absolute values of all weights of all layers; then a.")


def slope_of_the_absolute_weights(student):
    """Every entry of the gradient, against differences of your own value."""
    params = _net(np.random.default_rng(seed()))

    assert_gradient(student.l1_penalty, None, params, 0.75, names="grads")
    assert_unchanged(student.l1_penalty, params, 0.75, hint="grads has arrays of its own; params is the caller's.")


def squared_weights_of_a_small_net(student):
    """Weights 1, -2, 0.5, 4, -3, 1.5; biases 0."""
    value, _ = _penalty(student.l2_penalty(NET, 0.5), NET)

    # 1 + 4 + 0.25 + 16 + 9 + 2.25 = 32.5
    assert_close(value, 8.125, name="value", hint="Half of a, times the sum of the squares of all weights; no root.")


def slope_of_the_squared_weights(student):
    """Every entry of the gradient, against differences of your own value."""
    params = _net(np.random.default_rng(seed()))

    assert_gradient(student.l2_penalty, None, params, 0.75, names="grads")


def l2_penalty_leaves_its_arguments_alone(student):
    """Parameters before and after."""
    assert_unchanged(student.l2_penalty, _net(np.random.default_rng(seed())), 0.5)


def one_step_with_decay(student):
    """Two layers without biases, eta = 0.25 and a = 0.5."""
    params = {"W1": np.array([[4.0, -8.0]]), "W2": np.array([[2.0], [0.0]])}
    grads = {"W1": np.array([[1.0, 1.0]]), "W2": np.array([[-2.0], [4.0]])}
    after = assert_dict(student.l2_step(params, grads, 0.5, 0.25), tuple(params), name="params")

    # slopes of loss plus penalty: 1 + 2, 1 - 4 and -2 + 1, 4 + 0
    hint = "eta stands before the gradient of the sum of both: of the loss, and of the penalty."
    assert_close(after["W1"], [[3.25, -7.25]], name="params['W1']", hint=hint)
    assert_close(after["W2"], [[2.25], [-1.0]], name="params['W2']", hint=hint)


def l2_step_leaves_its_arguments_alone(student):
    """Parameters and gradients before and after."""
    rng = np.random.default_rng(seed())

    hint = "params[name] -= ... changes the array of the caller: make a new one."
    assert_unchanged(student.l2_step, _net(rng), _net(rng), 0.5, 0.1, hint=hint)


# 9.2


def each_weight_shrinks_by_itself(student):
    """Eigenvalues 9, 1 and 1/4, with a = 1."""
    found = student.l2_solution(np.diag([9.0, 1.0, 0.25]), np.array([1.0, 2.0, -4.0]), 1.0)

    hint = "At the best weights the slope of the loss and the slope of the penalty add up to 0."
    assert_close(found, [0.9, 1.0, -0.8], name="w", hint=hint)


def l2_solution_leaves_its_arguments_alone(student):
    """H and w_star before and after."""
    assert_unchanged(student.l2_solution, np.diag([4.0, 1.0]), np.array([1.0, 2.0]), 0.5)


def shares_of_three_directions(student):
    """Eigenvalues 9, 1 and 1/4, with a = 1."""
    found = student.effective_parameters(np.diag([9.0, 1.0, 0.25]), 1.0)

    # 0.9 + 0.5 + 0.2
    hint = "A direction counts with the share of w_star that is left there, somewhere between 0 and 1."
    assert_close(found, 1.6, name="count", hint=hint)


# 9.3

WATCH = source("""
def go(cls, patience, options, losses):
    watch, found = cls(patience, **options), []
    for epoch, loss in enumerate(losses):
        stop = watch.update(loss, {"W1": np.full((1, 2), float(epoch)), "b1": np.full(2, -1.0)})
        found.append([bool(stop), watch.rate, watch.best_loss, watch.best_params])
    return found
""")


def _watched(student, patience, losses, **options):
    """Tell an EarlyStopping of these losses; return for each epoch whether it stopped, its rate, and its best."""
    found = assert_list(student.run(WATCH, student.EarlyStopping, patience, options, losses), len(losses))
    return [assert_parts(each, "stop", "rate", "best_loss", "best_params") for each in found]


def _assert_stops(found, expected, losses, hint):
    """Say in which epochs update returned True."""
    stops = [bool(each[0]) for each in found]
    shown = ", ".join(f"{loss:g}" for loss in losses)
    text = f"For the losses {shown}, update must return {', '.join(map(str, expected))}."
    assert_true(stops == expected, f"{text}\nYours: {', '.join(map(str, stops))}.", hint=hint)


def stops_after_a_wait(student):
    """A loss that rises; two gains, a wait that is interrupted, and one that is not; patience 3."""
    hint = "Count the epochs in a row without a gain: a gain sets the count back to 0, and the third one without stops."

    rising, losses = [4.0, 5.0, 6.0, 7.0], [5.0, 4.0, 4.5, 4.25, 3.0, 3.5, 3.25, 3.125]
    _assert_stops(_watched(student, 3, rising), [False] * 3 + [True], rising, hint)
    _assert_stops(_watched(student, 3, losses), [False] * 7 + [True], losses, hint)


def small_gains_are_none(student):
    """min_delta 0.5, and losses that fall by exactly that, by more, and by less; then one that stays as it is."""
    losses, best = [4.0, 3.5, 3.25, 3.0, 2.75], [4.0, 4.0, 3.25, 3.25, 3.25]
    for epoch, found in enumerate(_watched(student, 9, losses, min_delta=0.5)):
        hint = "Compare with best_loss, not with the loss before: 3.5 is no gain over 4, and 3.25 is."
        assert_close(found[2], best[epoch], name=f"best_loss after {epoch + 1} epochs", hint=hint)
    level, rising = (_watched(student, 2, [4.0] + [loss] * 5) for loss in (4.0, 5.0))
    text = "A loss that stays at 4 must stop training in the same epoch as one that rises from 4 to 5."
    alike = [bool(each[0]) for each in level] == [bool(each[0]) for each in rising]
    assert_true(alike, text, hint="What is no gain counts as an epoch without one, whether the loss rose or not.")


def the_best_is_kept(student):
    """Five epochs; gains in the first, whose loss is huge, the second and the fourth."""
    losses = [3e9, 1.0, 2.0, 0.5, 0.75]
    for epoch, (found, best) in enumerate(zip(_watched(student, 9, losses), [0, 1, 1, 3, 3], strict=True)):
        hint = "A gain, as the first loss always is, becomes best_loss, and its params best_params; nothing else does."
        assert_close(found[2], losses[best], name=f"best_loss after {epoch + 1} epochs", hint=hint)
        kept = assert_dict(found[3], ("W1", "b1"), name=f"best_params after {epoch + 1} epochs")
        assert_close(kept["W1"], np.full((1, 2), float(best)), name="best_params['W1']", hint=hint)
        assert_close(kept["b1"], np.full(2, -1.0), name="best_params['b1']", hint=hint)


def _criterion(student, patience):
    """Return the epoch, from 0, in which they stop where nothing is gained after the first and nothing follows."""
    found = _watched(student, patience, [4.0] + [5.0] * 9)
    epoch = next((i for i, each in enumerate(found) if each[0]), None)
    assert_true(epoch is not None, "Without a gain, update must return True at some time, not only None or False.")
    return epoch


def two_further_epochs(student):
    """Cooldown 2 and factor 0.25, after the epoch in which you stop without a cooldown."""
    met = _criterion(student, 3)
    losses = [4.0] + [5.0] * (met + 2)
    found = _watched(student, 3, losses, cooldown=2, factor=0.25)

    hint = "The epoch that meets the criterion is followed by two more, at the rate factor; the second of them stops."
    _assert_stops(found, [False] * (met + 2) + [True], losses, hint)
    for epoch, rate in enumerate([1.0] * met + [0.25, 0.25]):
        assert_close(found[epoch][1], rate, name=f"rate after {epoch + 1} epochs", hint=hint)


def one_restless_unit_is_enough(student):
    """Fifty units of three weights: all move a little, one moves a lot, all move in every weight."""
    old = np.random.default_rng(seed()).normal(size=(3, 50))
    little, lot = np.zeros((3, 50)), np.zeros((3, 50))
    little[0], lot[:2, 17] = 0.3, 0.6
    hint = "A length for each column; the largest of the lengths decides."

    name = "the answer for 1 where every unit moved by 0.17, 0.1 in each weight"
    assert_equal(student.weight_change_stop(old, old + 0.1, 1.0), True, name=name, hint=hint)
    name = "the answer for 0.5 where every unit moved by 0.3"
    assert_equal(student.weight_change_stop(old, old + little, 0.5), True, name=name, hint=hint)
    assert_equal(student.weight_change_stop(old, old + lot, 0.5), False, hint=hint,
                 name="the answer for 0.5 where one of 50 units moved by 0.85")  # fmt: skip
    assert_equal(student.weight_change_stop(old, old - 0.4, 0.5), False, hint=hint,
                 name="the answer for 0.5 where every unit moved by 0.69, 0.4 in each weight")  # fmt: skip
    assert_equal(student.weight_change_stop(old, -old, 0.5), False, hint=hint,
                 name="the answer for 0.5 where every unit turned around")  # fmt: skip


# 9.4

ARROW = np.array([[0.0, 3.0, 0.0, 0.0, 1.0], [4.0, 5.0, 6.0, 0.0, 0.0], [0.0, 7.0, 0.0, 2.0, 0.0]])


def an_arrow_moves(student):
    """An image of 3 x 5 pixels, and the same in three colours: down, right, up and left, out of sight, not at all."""
    cases = (
        (1, 0, [[0, 0, 0, 0, 0], [0, 3, 0, 0, 1], [4, 5, 6, 0, 0]]),
        (0, 2, [[0, 0, 0, 3, 0], [0, 0, 4, 5, 6], [0, 0, 0, 7, 0]]),
        (-1, -1, [[5, 6, 0, 0, 0], [7, 0, 2, 0, 0], [0, 0, 0, 0, 0]]),
        (2, -4, [[0, 0, 0, 0, 0], [0, 0, 0, 0, 0], [1, 0, 0, 0, 0]]),
        (3, 0, np.zeros((3, 5))),
        (5, 1, np.zeros((3, 5))),
        (-4, 0, np.zeros((3, 5))),
        (0, 8, np.zeros((3, 5))),
        (0, -7, np.zeros((3, 5))),
        (0, 0, ARROW),
    )
    hint = "Down and right are positive; what leaves on one side does not come back on the other."
    for dy, dx, right in cases:
        assert_close(student.shift(ARROW, dy, dx), right, name=f"shift(image, {dy}, {dx})", hint=hint)
        colours = np.array([1.0, 2.0, 3.0])[:, None, None]
        found = student.shift(ARROW * colours, dy, dx)
        assert_close(found, np.array(right) * colours, name=f"shift(image, {dy}, {dx}) of three channels", hint=hint)
    assert_unchanged(student.shift, ARROW, 1, -1)


TURNED = (  # where the pixels of an image of 2 x 4, numbered 0 1 2 3 / 4 5 6 7, are after 0, 1, 2 and 3 quarter turns
    np.array([[0, 1, 2, 3], [4, 5, 6, 7]]),
    np.array([[3, 7], [2, 6], [1, 5], [0, 4]]),
    np.array([[7, 6, 5, 4], [3, 2, 1, 0]]),
    np.array([[4, 0], [5, 1], [6, 2], [7, 3]]),
)


def turns_of_every_number(student):
    """An image of 2 x 4 pixels and one of three channels, from -5 to 6 quarter turns."""
    pixels = np.random.default_rng(seed()).normal(size=(3, 8))
    hint = "Counter-clockwise; the last two axes are rows and columns, the first of three holds the channels."
    for turns in (2, 1, -1, 0, 3, 4, 5, 6, -2, -3, -4, -5):
        places = TURNED[turns % 4]
        found = student.rotate(pixels[0].reshape(2, 4), turns)
        assert_close(found, pixels[0][places], name=f"rotate(image, {turns})", hint=hint)
        found = student.rotate(pixels.reshape(3, 2, 4), turns)
        assert_close(found, pixels[:, places], name=f"rotate(image, {turns}) of three channels", hint=hint)
    assert_unchanged(student.rotate, pixels.reshape(3, 2, 4), 2)


def a_letter_in_the_mirror(student):
    """An L of 3 x 2 pixels, and two channels of 2 x 3."""
    hint = "The columns change places; the rows stay where they are."
    L = np.array([[1.0, 0.0], [2.0, 0.0], [3.0, 4.0]])
    assert_close(student.mirror(L), [[0, 1], [0, 2], [4, 3]], name="mirror(L)", hint=hint)
    two = np.arange(12.0).reshape(2, 2, 3)
    right = [[[2, 1, 0], [5, 4, 3]], [[8, 7, 6], [11, 10, 9]]]
    assert_close(student.mirror(two), right, name="mirror(image) of two channels", hint=hint)
    assert_unchanged(student.mirror, two)


def means_of_windows(student):
    """One bright pixel in a corner, one near an edge, both as two channels; a grey image, and whole numbers."""
    hint = "Divide by as many pixels as the window holds: six at an edge, four in a corner; all are read from image."
    corner, edge = np.zeros((3, 4)), np.zeros((3, 4))
    corner[0, 0] = edge[1, 2] = 36.0
    dim = np.array([[9.0, 6, 0, 0], [6, 4, 0, 0], [0, 0, 0, 0]])
    wide = np.array([[0.0, 6, 6, 9], [0, 4, 4, 6], [0, 6, 6, 9]])

    assert_close(student.blur3(corner), dim, name="blur3(image) of a bright corner", hint=hint)
    assert_close(student.blur3(edge), wide, name="blur3(image)", hint=hint)
    assert_close(student.blur3(np.full((5, 2), 0.5)), np.full((5, 2), 0.5), name="blur3 of a grey image", hint=hint)
    both = np.stack([corner, edge])
    found = assert_unchanged(student.blur3, both)
    hint = "Every channel by itself: the rows and columns of a window are the last two axes."
    assert_close(found, np.stack([dim, wide]), name="blur3(image) of two channels", hint=hint)
    hint = "image.copy() and np.zeros_like(image) hold whole numbers where image does: make an array of floats."
    found = student.blur3(np.array([[1, 2], [3, 5]]))
    assert_close(found, np.full((2, 2), 2.75), name="blur3(image) of whole numbers", hint=hint)


def every_channel_has_its_gain(student):
    """Three channels of 3 x 3 pixels, so that gains fit along every axis, and four of 1 x 2."""
    hint = "The channels are the first axis; without further axes NumPy would multiply along the last."
    red, green, blue = np.arange(1.0, 28.0).reshape(3, 3, 3)
    found = student.channel_gain(np.stack([red, green, blue]), np.array([2.0, 0.5, 10.0]))
    assert_close(found, [2 * red, green / 2, 10 * blue], name="channel_gain(image, gains)", hint=hint)

    four = np.array([[[1.0, 2.0]], [[3.0, 4.0]], [[5.0, 6.0]], [[7.0, 8.0]]])
    found = assert_unchanged(student.channel_gain, four, np.array([3.0, 0.0, 1.0, -0.5]))
    right = [[[3, 6]], [[0, 0]], [[5, 6]], [[-3.5, -4]]]
    assert_close(found, right, name="channel_gain(image, gains) of four channels", hint=hint)


MOVES = [(dy, dx) for dy in range(-2, 3) for dx in range(-2, 3)]


def every_image_moves_by_itself(student):
    """A thousand images of 6 x 7 pixels, moved by up to two; each is a multiple of the first."""
    image, factors = np.random.default_rng(seed()).uniform(1, 2, size=(6, 7)), np.arange(1.0, 1001.0)
    shifted = student.shift.each([(image, dy, dx) for dy, dx in MOVES])
    possible = np.stack([assert_array(each, (6, 7), name="shift(image, dy, dx)") for each in shifted])
    images = factors[:, None, None] * image
    found = assert_array(student.jitter(images, 2, generator(seed(1))), images.shape, name="jitter(images, 2, rng)")
    scaled = found / factors[:, None, None]
    which = np.array([int(np.abs(possible - one).max(axis=(1, 2)).argmin()) for one in scaled])

    text = "Every image must be its own by a shift of at most 2 in each direction, with zeros coming in."
    assert_true(bool(np.allclose(possible[which], scaled, rtol=1e-9)), text, hint="What does your shift do?")
    hint = "Draw dy and dx for each image: rng.integers(-size, size + 1) leaves out its upper end."
    chosen = np.array(MOVES)[which]
    for axis, name in enumerate(("dy", "dx")):
        for value in range(-2, 3):
            share = float((chosen[:, axis] == value).mean())
            _assert_near(share, 0.2, math.sqrt(0.16 / 1000), f"The share of images with {name} = {value}", hint)
    # all 25 pairs have the same chance: that five of them are missing from 1000 draws does not happen
    assert_true(len({*which.tolist()}) > 20, "dy and dx must be drawn independently of each other.", hint=hint)
    few, other = (assert_array(student.jitter(images[:50], 2, generator(seed(i))), (50, 6, 7)) for i in (1, 2))
    assert_true(not np.allclose(few, other), "Another generator must give other shifts.", hint="Draw from rng.")
    again = student.jitter(images[:50], 2, generator(seed(1)))
    assert_close(again, few, name="jitter(images, 2, rng) of the same generator", hint="Draw from rng alone.")
    assert_unchanged(student.jitter, images[:50], 2, generator(seed(1)))


def every_pixel_has_its_noise(student):
    """Eighty images of 10 x 5 pixels, with standard deviation 0.2."""
    images = np.random.default_rng(seed()).uniform(size=(80, 10, 5))
    found = student.gaussian_noise(images, 0.2, generator(seed(1)))

    hint = "sd is a standard deviation, and pixels are not cut off at 0 and 1."
    _assert_normal(assert_array(found, images.shape, name="gaussian_noise(images, sd, rng)") - images, 0.2, hint)
    _assert_fresh(student, student.gaussian_noise, images, 0.2)
    assert_unchanged(student.gaussian_noise, images, 0.2, generator(seed(1)))


# 9.5


def rows_lie_between_rows(student):
    """Twelve rows that each have a class of their own, so that the mixed labels tell the weights."""
    X, Y = np.random.default_rng(seed()).normal(size=(12, 5)), np.eye(12)
    mixed = assert_parts(student.mixup(X, Y, 1.0, generator(seed(1))), "X_mixed", "Y_mixed")
    X_mixed = assert_array(mixed[0], X.shape, name="X_mixed")
    weights = assert_array(mixed[1], Y.shape, name="Y_mixed").astype(float)

    hint = "One weight, and one partner, for a row and its label."
    assert_close(weights.sum(axis=1), np.ones(12), name="Y_mixed, each row added up", hint=hint)
    assert_true(
        bool((weights >= -1e-12).all()), "No entry of Y_mixed may be negative.", hint="The weight is in 0 .. 1."
    )
    parts = (weights > 1e-12).sum(axis=1)
    assert_true(bool((parts <= 2).all()), "Each row mixes two rows; one of yours mixes more.", hint=hint)
    own = weights.diagonal() > 1e-12
    assert_true(bool(own.all()), "Row i must mix row i and another one; one of yours lacks row i.", hint=hint)
    assert_true(bool((parts == 2).any()), "Nothing was mixed: every row is as it was.", hint=hint)
    assert_close(X_mixed, weights @ X, name="X_mixed, by the weights that Y_mixed tells,", hint=hint)


def mixup_leaves_its_arguments_alone(student):
    """Inputs and labels before and after."""
    X = np.random.default_rng(seed()).normal(size=(8, 3))

    assert_unchanged(student.mixup, X, np.eye(8), 1.0, generator(seed(1)))


def _holes(X, cut, side):
    """Say that each image lost one square, or what of it lies inside; return which pixels, shape (N, C, H, W)."""
    found = assert_array(cut, X.shape, name="cutout(X, size, rng)")
    gone = found == 0
    assert_close(found, np.where(gone, 0.0, X), name="what is left of X", hint="All other pixels stay as they are.")
    for n, image in enumerate(gone):
        for hole in image:
            rows, columns = np.flatnonzero(hole.any(axis=1)), np.flatnonzero(hole.any(axis=0))
            text = f"Image {n} must lose a square of {side} x {side} pixels, or the part of it that lies inside."
            whole = len(rows) > 0 and bool(hole[np.ix_(_span(rows), _span(columns))].all())
            fits = whole and all(
                _fits(each, side, size) for each, size in ((rows, len(hole)), (columns, hole.shape[1]))
            )
            assert_true(fits, text, hint="Rows and columns from a start to start + size, clipped at 0 and at the end.")
    return gone


def _span(places):
    return np.arange(places[0], places[-1] + 1)


def _fits(places, side, size):
    """Say whether these rows, or columns, are what of a square lies inside of an image."""
    clipped = places[0] == 0 or places[-1] == size - 1
    return len(places) == side or (len(places) < side and clipped)


def one_square_is_cut(student):
    """Forty images of 9 x 7 pixels, squares of 3 x 3 and of 4 x 4."""
    X = np.random.default_rng(seed()).uniform(1, 2, size=(40, 1, 9, 7))
    for side in (3, 4):
        _holes(X, student.cutout(X, side, generator(seed(side))), side)


def cutout_leaves_its_arguments_alone(student):
    """Images before and after."""
    hint = "X[...] = 0 changes the caller's images: work on a copy."
    assert_unchanged(student.cutout, np.ones((4, 2, 6, 5)), 2, generator(seed()), hint=hint)


# 9.6


def inputs_scatter_by_sd(student):
    """Four thousand inputs, with standard deviation 0.3."""
    X = np.random.default_rng(seed()).normal(size=(200, 20))
    noisy = assert_array(student.input_noise(X, 0.3, generator(seed(1))), X.shape, name="input_noise(X, sd, rng)")

    _assert_normal(noisy - X, 0.3, hint="sd is the standard deviation; its square is the variance.")
    assert_unchanged(student.input_noise, X, 0.3, generator(seed(1)))


SHARED = source("def go(f, y, *rest):\n    return bool(np.shares_memory(np.asarray(f(y, *rest)), y))")


def nothing_is_disturbed(student):
    """Ten labels with alpha = 0, in a new array; whether alpha = 0.9 leaves y alone, and changes some of a hundred."""
    y = np.array([0, 1, 2, 3, 3, 2, 1, 0, 2, 2])

    assert_equal(student.disturb_label(y, 0.0, 4, generator(seed())), y, name="the labels with alpha = 0")
    shared = student.run(SHARED, student.disturb_label, y, 0.0, 4, generator(seed()))
    assert_true(not shared, "With alpha = 0 the labels must come in a new array; yours is y itself.", hint="Copy y.")
    hint = "y[i] = ... changes the caller's labels: work on a copy."
    assert_unchanged(student.disturb_label, y, 0.9, 4, generator(seed()), hint=hint)
    many = np.tile(y, 10)
    found = assert_whole(student.disturb_label(many, 0.9, 4, generator(seed())), many.shape, name="the labels")
    assert_true(not np.array_equal(found, many), "With alpha = 0.9, some of a hundred labels must become others.")


def everything_is_disturbed(student):
    """Four thousand labels, all 2, with alpha = 1: all seven classes come out equally often."""
    found = student.disturb_label(np.full(4000, 2), 1.0, 7, generator(seed()))
    labels = assert_whole(found, (4000,), name="the labels with alpha = 1")

    hint = "Draw from all K classes, 0 .. K-1, whatever the label was."
    error = math.sqrt(1 / 7 * 6 / 7 / 4000)
    for label in range(7):
        _assert_near(float((labels == label).mean()), 1 / 7, error, f"The share of class {label}", hint)


def the_first_step_has_variance_eta(student):
    """Four thousand entries, step 0, eta = 0.09: the standard deviation is 0.3."""
    g = np.random.default_rng(seed()).normal(size=(50, 80))
    noisy = student.gradient_noise(g, 0, 0.09, 0.55, generator(seed(1)))
    noise = assert_array(noisy, g.shape, name="gradient_noise(g, 0, eta, gamma, rng)") - g

    _assert_normal(noise, 0.3, hint="eta is a variance; the generator asks for a standard deviation.")
    assert_unchanged(student.gradient_noise, g, 0, 0.09, 0.55, generator(seed(1)))


def noise_of_two_inputs(student):
    """Weights 3 and 4: errors 1 and -3 without noise; then sd = 0.2."""
    w, X, y = np.array([3.0, 4.0]), np.array([[1.0, 0.0], [0.0, 1.0]]), np.array([2.0, 7.0])

    hint = "Half the mean of the squared errors, and half the variance that the noise gives to the score x.w."
    assert_close(student.noisy_loss(w, X, y, 0.0), 2.5, name="the loss without noise", hint=hint)
    # the noise in the score has the variance 0.04 (9 + 16) = 1
    assert_close(student.noisy_loss(w, X, y, 0.2), 3.0, name="the loss with sd = 0.2", hint=hint)


# 9.7


def _in_training(layer, x):
    """Call forward in training; say that it dropped some entries and not all; return its result and what was kept."""
    out = assert_array(layer.forward(x, True), x.shape, name="forward(x, True)").astype(float)
    kept = out != 0
    text = "In training, some entries of forward(x, True) must be 0 and others not"
    assert_true(0.02 < kept.mean() < 0.98, f"{text}; yours leaves {kept.mean():.0%}.", hint="Draw a mask from rng.")
    return out, kept


def _positive(size=(50, 40), number=0):
    """Draw outputs of units, all above 0."""
    return np.random.default_rng(seed(number)).uniform(0.5, 2.0, size=size)


def _assert_share(kept, p):
    """Say that entries were dropped independently of each other, with probability p."""
    dropped = 1 - kept
    share = float(dropped.mean())
    text = "Every entry must be dropped by itself: draw a mask of the shape of x"
    for axis, which in enumerate(("rows", "columns")):
        # the mean of a row has the variance share (1 - share) / length; masks that rows share have far less, or more
        means, length = dropped.mean(axis=1 - axis), kept.shape[1 - axis]
        spread = float(((means - share) ** 2).mean()) * length / (share * (1 - share))
        most = 1 + SIGMAS * math.sqrt(2 / len(means)) * 1.5
        assert_true(0.2 < spread < most, f"{text}; in yours the {which} are alike.", hint="One number for each entry.")
    # only now: of masks that are shared, the share is off as well
    error = math.sqrt(p * (1 - p) / kept.size)
    _assert_near(share, p, error, "The share of dropped entries", f"p = {p} is the chance to be dropped.")


def half_of_the_units_are_dropped(student):
    """Two thousand entries with p = 0.5, twice."""
    x = _positive()
    layer = student.Dropout.keep(0.5, generator(seed(1)))
    _, kept = _in_training(layer, x)
    _, again = _in_training(layer, x)

    _assert_share(kept, 0.5)
    assert_true(not np.array_equal(kept, again), "Every call in training must draw anew.", hint="Draw within forward.")


def _factor(out, kept, x):
    """Say that all that is left was multiplied by one number, and return that."""
    ratios = out[kept] / x[kept]
    assert_close(ratios, np.full(ratios.shape, ratios[0]), name="what is left, divided by x,",
                 hint="All entries that are kept are scaled by the same number.")  # fmt: skip
    return float(ratios[0])


def what_is_left_counts_double(student):
    """Two thousand entries with p = 0.5."""
    x = _positive()
    out, kept = _in_training(student.Dropout.keep(0.5, generator(seed(1))), x)

    hint = "Half of the entries are missing; what is left makes up for them, so that the next layer gets as much."
    assert_close(_factor(out, kept, x), 2.0, name="forward(x, True) / x, where it is not dropped,", hint=hint)


def slopes_pass_through_the_mask(student):
    """Thirty rows with p = 0.5: your forward is linear in x, so its own factors are its slopes."""
    x, dout = _positive((30, 20)), np.random.default_rng(seed(2)).normal(size=(30, 20))
    layer = student.Dropout.keep(0.5, generator(seed(1)))
    out, _ = _in_training(layer, x)

    hint = "backward multiplies with what forward multiplied with: the same mask and the same scale."
    assert_close(layer.backward(dout), dout * (out / x), name="backward(dout)", hint=hint)


def testing_drops_nothing(student):
    """After a call in training, with p = 0.5."""
    x = _positive()
    layer = student.Dropout.keep(0.5, generator(seed(1)))
    _in_training(layer, x)

    hint = "The inverted form has made up for what is missing while training: in testing x is passed on as it is."
    assert_close(layer.forward(x, False), x, name="forward(x, False)", hint=hint)


def nothing_dropped_changes_nothing(student):
    """p = 0 in training, backwards, and in testing; and p = 0.5, which drops something."""
    x, dout = _positive((6, 5)), np.random.default_rng(seed(2)).normal(size=(6, 5))
    _in_training(student.Dropout.keep(0.5, generator(seed(1))), _positive())
    layer = student.Dropout.keep(0.0, generator(seed(1)))

    assert_close(layer.forward(x, True), x, name="forward(x, True) with p = 0")
    assert_close(layer.backward(dout), dout, name="backward(dout) with p = 0")
    assert_close(layer.forward(x, False), x, name="forward(x, False) with p = 0")


def dropout_leaves_its_arguments_alone(student):
    """x and dout before and after."""
    x, layer = _positive(), student.Dropout.keep(0.5, generator(seed(1)))

    hint = "x[...] = 0 and x *= mask change the caller's array: make a new one."
    assert_unchanged(layer.forward, x, True, hint=hint)
    assert_unchanged(layer.backward, x, hint=hint)
    assert_unchanged(layer.forward, x, False, hint=hint)


# 9.8


def as_many_as_there_are(student):
    """Fifty examples with two generators, and four examples in forty samples."""
    first, other = (assert_whole(student.bootstrap(50, generator(seed(i))), (50,), name="indices") for i in (0, 1))
    small = student.bootstrap.each([(4, generator(seed(i))) for i in range(40)])
    samples = [(50, first), (50, other), *((4, assert_whole(one, (4,), name="indices")) for one in small)]

    inside = all(bool((indices >= 0).all() and (indices < n).all()) for n, indices in samples)
    assert_true(inside, "Every index must lie in 0 .. n-1.", hint="Examples are numbered from 0; the last is n-1.")
    assert_true(not np.array_equal(first, other), "Another generator must draw other examples.", hint="Use rng.")


def same_errors_and_unrelated_errors(student):
    """V = 3: five models that agree in their errors, five that do not, and a single one."""
    hint = "Of the k times k products of two errors, k are squares; the others are covariances."

    assert_close(student.bagging_mse(3.0, 0.0, 5), 0.6, name="bagging_mse(3, 0, 5)", hint=hint)
    assert_close(student.bagging_mse(3.0, 3.0, 5), 3.0, name="bagging_mse(3, 3, 5)", hint=hint)
    assert_close(student.bagging_mse(3.0, 1.0, 1), 3.0, name="bagging_mse(3, 1, 1)", hint=hint)


def three_models_and_two_examples(student):
    """Three models, three classes; two examples, and one of them alone."""
    probs = np.array(
        [
            [[0.6, 0.3, 0.1], [0.1, 0.2, 0.7]],
            [[0.5, 0.2, 0.3], [0.3, 0.1, 0.6]],
            [[0.2, 0.7, 0.1], [0.5, 0.3, 0.2]],
        ]
    )

    # means 1.3/3, 1.2/3, 0.5/3 and 0.9/3, 0.6/3, 1.5/3
    hint = "First the mean over the models, the first axis; then the largest of each row."
    assert_equal(student.ensemble_predict(probs), np.array([0, 2]), name="classes", hint=hint)
    hint = "One example gives an array of one class, of shape (1,)."
    assert_equal(student.ensemble_predict(probs[:, 1:]), np.array([2]), name="classes of one example", hint=hint)


# 9.9


def four_networks_of_two_inputs(student):
    """Weights ln 3 and ln 2, inputs 1 and -1, bias ln 2: odds of 2, 6, 1 and 3."""
    found = student.mask_outputs(np.log([3.0, 2.0]), math.log(2), np.array([1.0, -1.0]))
    probs = np.sort(assert_array(found, (4,), name="probs"))

    hint = "A dropped input adds nothing; the bias stays whole. Four sets: none, the first, the second, both."
    assert_close(probs, [1 / 2, 2 / 3, 3 / 4, 6 / 7], name="probs, sorted,", hint=hint)


def mean_of_odds(student):
    """Odds of 1 and 9, whose geometric mean is 3; then 2, 2 and 1/4."""
    hint = "Both geometric means, that of p and that of 1 - p; then the share of the first in their sum."

    assert_close(student.ngm(np.array([0.5, 0.9])), 0.75, name="ngm of 1/2 and 9/10", hint=hint)
    assert_close(student.ngm(np.array([2 / 3, 2 / 3, 0.2])), 0.5, name="ngm of 2/3, 2/3 and 1/5", hint=hint)


# 9.10


def shrunk_by_a_constant(student):
    """p = 1 with a = 1, and with a = 0.25."""
    hint = "Try w > 0, w < 0 and w = 0 one after the other: where is the slope 0, and where does it change its sign?"
    c = np.array([3.0, 1.5, 0.75, 0.0, -0.5, -2.0])

    assert_close(student.shrink(c, 1.0, 1), [2, 0.5, 0, 0, 0, -1], rtol=0, atol=1e-6, name="w for a = 1", hint=hint)
    right = [2.75, 1.25, 0.5, 0, -0.25, -1.75]
    assert_close(
        assert_unchanged(student.shrink, c, 0.25, 1), right, rtol=0, atol=1e-6, name="w for a = 1/4", hint=hint
    )


def shrunk_by_a_share(student):
    """p = 2 with a = 0.5, and with a = 2."""
    hint = "The slope of a w^2 is 2 a w: set the sum of both slopes to 0."
    c = np.array([3.0, 1.0, -0.5, 0.0])

    assert_close(student.shrink(c, 0.5, 2), c / 2, rtol=0, atol=1e-6, name="w for a = 1/2", hint=hint)
    assert_close(student.shrink(c, 2.0, 2), c / 5, rtol=0, atol=1e-6, name="w for a = 2", hint=hint)


# Below this line: made by `grader release` from the rubric; read by `grader.notebook`.

RUBRIC = {
    'assignment': 'a09_regularization',
    'title': 'Regularization',
    'wanted': ['Dropout', 'EarlyStopping', 'bagging_mse', 'blur3', 'bootstrap', 'channel_gain', 'cross_entropy', 'cutout', 'disturb_label', 'effective_parameters', 'ensemble_predict', 'gaussian_noise', 'gradient_noise', 'he_normal', 'input_noise', 'jitter', 'l1_penalty', 'l2_penalty', 'l2_solution', 'l2_step', 'mask_outputs', 'mirror', 'mixup', 'ngm', 'noisy_loss', 'numbers_of_9_0', 'numbers_of_9_4', 'q_9_0a', 'q_9_0b', 'q_9_4', 'relu', 'rotate', 'shift', 'shrink', 'sigmoid', 'softmax', 'train_with_dropout', 'variant', 'weight_change_stop', 'who'],
    'exercises': [
        {
            'name': 'l1_penalty',
            'row': '9.1',
            'points': 4,
            'question': False,
            'promises': {
                'value': 'the value is a times the sum of the absolute values of all entries of all weights.',
                'gradient': 'grads is the gradient of the value, wherever no weight is 0; params is left as it was.',
                'zero': 'at a weight of exactly 0 any slope from -a to a counts as right.',
                'biases': 'biases are free: they add nothing to the value, and their entries of grads are 0.',
            },
            'checks': [
                {'function': 'absolute_weights_of_a_small_net', 'points': 1, 'promise': 'value'},
                {'function': 'slope_of_the_absolute_weights', 'points': 1, 'promise': 'gradient'},
            ],
        },
        {
            'name': 'l2_penalty',
            'row': '9.1',
            'points': 5,
            'question': False,
            'promises': {
                'value': 'the value is a/2 times the sum of the squares of all entries of all weights.',
                'gradient': 'grads is the gradient of the value.',
                'biases': 'biases are free: they add nothing to the value, and their entries of grads are 0.',
                'filters': 'arrays with three or four axes are weights as well, and a = 0 makes all of it 0.',
                'pure': 'params is left as it was.',
            },
            'checks': [
                {'function': 'squared_weights_of_a_small_net', 'points': 1, 'promise': 'value'},
                {'function': 'slope_of_the_squared_weights', 'points': 1, 'promise': 'gradient'},
                {'function': 'l2_penalty_leaves_its_arguments_alone', 'points': 1, 'promise': 'pure'},
            ],
        },
        {
            'name': 'l2_step',
            'row': '9.1',
            'points': 5,
            'question': False,
            'promises': {
                'step': 'a weight moves by -eta times the gradient of the loss plus penalty.',
                'biases': 'a bias moves by -eta times the gradient of the loss alone.',
                'descent': 'many such steps lead to the least loss plus penalty; with a = 0, to the least loss.',
                'pure': 'params and grads are left as they were.',
            },
            'checks': [
                {
                    'function': 'one_step_with_decay',
                    'points': 2,
                    'promise': 'step',
                    'uses': ['l2_penalty'],
                },
                {
                    'function': 'l2_step_leaves_its_arguments_alone',
                    'points': 1,
                    'promise': 'pure',
                    'uses': ['l2_penalty'],
                },
            ],
        },
        {
            'name': 'l2_solution',
            'row': '9.2',
            'points': 6,
            'question': False,
            'promises': {
                'diagonal': 'where H is diagonal, each weight shrinks by itself.',
                'rotated': 'any other H is as good; there the shrinking goes along its eigenvectors.',
                'singular': 'H may have the eigenvalue 0, so that it has no inverse.',
                'limits': 'a may be as small as 1e-9 and as large as 1e9: the result is near w_star where H has no small eigenvalue, and near 0.',
                'pure': 'H and w_star are left as they were.',
            },
            'checks': [
                {'function': 'each_weight_shrinks_by_itself', 'points': 2, 'promise': 'diagonal'},
                {'function': 'l2_solution_leaves_its_arguments_alone', 'points': 1, 'promise': 'pure'},
            ],
        },
        {
            'name': 'effective_parameters',
            'row': '9.2',
            'points': 4,
            'question': False,
            'promises': {
                'diagonal': 'where H is diagonal, its entries are the eigenvalues, and each adds its share, which need not be 0 or 1.',
                'rotated': 'any other H is as good.',
                'limits': 'it is 0 for H = 0, nearly n for a tiny a, and nearly 0 for a huge one.',
            },
            'checks': [
                {'function': 'shares_of_three_directions', 'points': 2, 'promise': 'diagonal'},
            ],
        },
        {
            'name': 'EarlyStopping',
            'row': '9.3',
            'points': 8,
            'question': False,
            'promises': {
                'patience': 'with cooldown 0, update returns True in the epoch that is the patience-th in a row without a gain, and False before.',
                'gain': 'a loss that lies more than min_delta below best_loss is a gain, and the count of epochs starts again at 0. A loss that lies exactly min_delta below it, or less, is none.',
                'best': 'best_loss and best_params belong to the latest gain; other losses leave them as they are. The first loss is a gain, however large it is.',
                'nan': 'a loss of NaN is no gain.',
                'copy': 'best_params is a copy: arrays that are changed after update was called do not change it.',
                'cooldown': 'rate is 1 up to the criterion and factor from the update that meets it. That update returns False if cooldown is above 0, and so do those that follow, but for the cooldown-th, which returns True.',
                'late': 'a gain in these further epochs is kept in best_loss and best_params, but does not call the stop off.',
            },
            'checks': [
                {'function': 'stops_after_a_wait', 'points': 2, 'promise': 'patience'},
                {'function': 'small_gains_are_none', 'points': 1, 'promise': 'gain'},
                {'function': 'the_best_is_kept', 'points': 1, 'promise': 'best'},
                {'function': 'two_further_epochs', 'points': 1, 'promise': 'cooldown'},
            ],
        },
        {
            'name': 'weight_change_stop',
            'row': '9.3',
            'points': 4,
            'question': False,
            'promises': {
                'units': 'the change of a unit is the length of the difference of its two columns; all of them must be below rho, so that a single restless unit is enough to go on, however many others are at rest.',
                'below': 'a change of exactly rho is not below rho.',
                'relative': 'with relative=True each change is first divided by the length of the old column of this unit.',
            },
            'checks': [
                {'function': 'one_restless_unit_is_enough', 'points': 2, 'promise': 'units'},
            ],
        },
        {
            'name': 'shift',
            'row': '9.4',
            'points': 1,
            'question': False,
            'promises': {
                'moved': 'the image moves by any dy and dx; what leaves it is lost, zeros come in, and image is left as it was.',
            },
            'checks': [
                {'function': 'an_arrow_moves', 'points': 1, 'promise': 'moved'},
            ],
        },
        {
            'name': 'rotate',
            'row': '9.4',
            'points': 1,
            'question': False,
            'promises': {
                'turned': 'any whole number of quarter turns, counter-clockwise; the array given is left as it was.',
            },
            'checks': [
                {'function': 'turns_of_every_number', 'points': 1, 'promise': 'turned'},
            ],
        },
        {
            'name': 'mirror',
            'row': '9.4',
            'points': 1,
            'question': False,
            'promises': {
                'mirrored': 'left and right are swapped, as in a mirror beside the image; the array given is left as it was.',
            },
            'checks': [
                {'function': 'a_letter_in_the_mirror', 'points': 1, 'promise': 'mirrored'},
            ],
        },
        {
            'name': 'blur3',
            'row': '9.4',
            'points': 1,
            'question': False,
            'promises': {
                'mean': 'each pixel becomes the mean of the pixels of the window of 3 x 3 around it, of those that lie in the image: nine in the middle, six at an edge, four in a corner; of whole numbers too. The array given is left as it was.',
            },
            'checks': [
                {
                    'function': 'means_of_windows',
                    'points': 1,
                    'promise': 'mean',
                    'uses': ['shift'],
                },
            ],
        },
        {
            'name': 'channel_gain',
            'row': '9.4',
            'points': 1,
            'question': False,
            'promises': {'gains': 'each channel is multiplied by its own gain; the array given is left as it was.'},
            'checks': [
                {'function': 'every_channel_has_its_gain', 'points': 1, 'promise': 'gains'},
            ],
        },
        {
            'name': 'jitter',
            'row': '9.4',
            'points': 1,
            'question': False,
            'promises': {
                'each': 'every image is shifted, as by `shift`, by whole numbers dy and dx of its own, each drawn uniformly from -size to size, both included; every call draws anew, from rng alone, and leaves images as they were.',
            },
            'checks': [
                {
                    'function': 'every_image_moves_by_itself',
                    'points': 1,
                    'promise': 'each',
                    'uses': ['shift'],
                },
            ],
        },
        {
            'name': 'gaussian_noise',
            'row': '9.4',
            'points': 1,
            'question': False,
            'promises': {
                'each': 'every pixel of every image has noise of its own, with mean 0 and standard deviation sd, drawn anew at each call; nothing is cut off, and images are left as they were.',
            },
            'checks': [
                {'function': 'every_pixel_has_its_noise', 'points': 1, 'promise': 'each'},
            ],
        },
        {
            'name': 'mixup',
            'row': '9.5',
            'points': 5,
            'question': False,
            'promises': {
                'segments': 'row i of X_mixed lies between row i of X and a row j, and row i of Y_mixed at the same share of the way from row i of Y to row j.',
                'partners': 'the partners are drawn at random, from rng alone: a permutation of the rows, or a row for each by itself.',
                'beta': 'the weight is drawn from Beta(alpha, alpha), anew at each call: one for the batch, or one for each row.',
                'pure': 'X and Y are left as they were.',
            },
            'checks': [
                {'function': 'rows_lie_between_rows', 'points': 2, 'promise': 'segments'},
                {'function': 'mixup_leaves_its_arguments_alone', 'points': 1, 'promise': 'pure'},
            ],
        },
        {
            'name': 'cutout',
            'row': '9.5',
            'points': 5,
            'question': False,
            'promises': {
                'square': 'in each image the pixels of one square of size x size are 0, and all others are as they were. The square may reach over the border; then it is the part of it inside.',
                'channels': 'it lies at the same place in all channels of an image.',
                'position': 'the place of each image is drawn by itself, from rng alone, and every pixel can be hit.',
                'pure': 'X is left as it was.',
            },
            'checks': [
                {'function': 'one_square_is_cut', 'points': 2, 'promise': 'square'},
                {'function': 'cutout_leaves_its_arguments_alone', 'points': 1, 'promise': 'pure'},
            ],
        },
        {
            'name': 'input_noise',
            'row': '9.6',
            'points': 2,
            'question': False,
            'promises': {
                'spread': 'the noise has mean 0 and standard deviation sd; X is left as it was.',
                'fresh': 'every entry has noise of its own, and every call draws anew.',
            },
            'checks': [
                {
                    'function': 'inputs_scatter_by_sd',
                    'points': 1,
                    'promise': 'spread',
                    'uses': ['gaussian_noise'],
                },
            ],
        },
        {
            'name': 'disturb_label',
            'row': '9.6',
            'points': 3,
            'question': False,
            'promises': {
                'none': 'with alpha = 0 all labels stay, in a new array; y is left as it was.',
                'all': 'with alpha = 1 every label is drawn uniformly from all K classes, whatever it was.',
                'kept': 'a label is drawn anew with probability alpha, by itself, and may come out as it was: it stays the same with probability 1 - alpha + alpha / K, and each other class has alpha / K. All is drawn from rng alone.',
            },
            'checks': [
                {'function': 'nothing_is_disturbed', 'points': 1, 'promise': 'none'},
                {'function': 'everything_is_disturbed', 'points': 1, 'promise': 'all'},
            ],
        },
        {
            'name': 'gradient_noise',
            'row': '9.6',
            'points': 3,
            'question': False,
            'promises': {
                'start': 'in step 0 the noise has mean 0 and variance eta; g is left as it was.',
                'annealed': 'in step t the variance is eta / (1 + t)^gamma.',
                'fresh': 'every entry has noise of its own, and every call draws anew.',
            },
            'checks': [
                {'function': 'the_first_step_has_variance_eta', 'points': 1, 'promise': 'start'},
            ],
        },
        {
            'name': 'noisy_loss',
            'row': '9.6',
            'points': 2,
            'question': False,
            'promises': {
                'expected': 'the loss is the mean over all noise; without noise it is half the mean squared error.',
                'drawn': 'the mean over many draws of the noise comes close to it, whatever w, X, y and sd are.',
            },
            'checks': [
                {'function': 'noise_of_two_inputs', 'points': 1, 'promise': 'expected'},
            ],
        },
        {
            'name': 'Dropout',
            'row': '9.7',
            'points': 16,
            'question': False,
            'promises': {
                'drops': 'in training every entry is dropped by itself, with probability p, and is 0 then; every call draws anew, from rng alone.',
                'scale': 'in the inverted form the other entries are scaled so that the mean over all drawings is x, whatever p is.',
                'test': 'in the inverted form forward(x, False) is x.',
                'plain': 'with inverted=False what is left while training is x itself, and forward(x, False) is x times 1 - p.',
                'zero': 'with p = 0 nothing changes, in training and in testing.',
                'gradient': 'backward gives the gradient of the forward in training that came just before, through the mask that was drawn there.',
                'accuracy': 'a network with 100 hidden units and this layer behind them names held-out digits, with the pixels in any fixed order, after 20 epochs with p = 0.5: 93.5 % right earns all three points, 91.5 % two, 88.5 % one. The better of two runs counts.',
                'pure': 'x and dout are left as they were.',
            },
            'checks': [
                {'function': 'half_of_the_units_are_dropped', 'points': 1, 'promise': 'drops'},
                {'function': 'what_is_left_counts_double', 'points': 1, 'promise': 'scale'},
                {'function': 'slopes_pass_through_the_mask', 'points': 3, 'promise': 'gradient'},
                {'function': 'testing_drops_nothing', 'points': 2, 'promise': 'test'},
                {'function': 'nothing_dropped_changes_nothing', 'points': 1, 'promise': 'zero'},
                {'function': 'dropout_leaves_its_arguments_alone', 'points': 1, 'promise': 'pure'},
            ],
        },
        {
            'name': 'bootstrap',
            'row': '9.8',
            'points': 2,
            'question': False,
            'promises': {
                'indices': 'there are n whole numbers in 0 .. n-1.',
                'replacement': 'each is drawn by itself, uniformly from all n, so that some come twice and others not at all; every call draws anew, from rng alone.',
            },
            'checks': [
                {'function': 'as_many_as_there_are', 'points': 1, 'promise': 'indices'},
            ],
        },
        {
            'name': 'bagging_mse',
            'row': '9.8',
            'points': 3,
            'question': False,
            'promises': {
                'limits': 'where all errors are the same, C = V, averaging gains nothing; where they have nothing to do with each other, C = 0, it divides by k; a single model has the error V.',
                'value': 'the value is right for everything in between, and for errors that compensate each other, C below 0.',
            },
            'checks': [
                {'function': 'same_errors_and_unrelated_errors', 'points': 2, 'promise': 'limits'},
            ],
        },
        {
            'name': 'ensemble_predict',
            'row': '9.8',
            'points': 3,
            'question': False,
            'promises': {
                'mean': 'the class with the largest mean over the models is chosen, for each example by itself.',
                'sure': 'so one model that is sure can win over two that are not.',
                'gains': 'nine networks, each trained on a bootstrap sample of 300 digits, are together right on more new digits than one of them is on average.',
            },
            'checks': [
                {'function': 'three_models_and_two_examples', 'points': 1, 'promise': 'mean'},
            ],
        },
        {
            'name': 'mask_outputs',
            'row': '9.9',
            'points': 3,
            'question': False,
            'promises': {
                'masks': 'every set of kept inputs counts once, the empty one and that of all inputs included.',
                'many': 'ten inputs are no problem, and the bias is always there.',
            },
            'checks': [
                {'function': 'four_networks_of_two_inputs', 'points': 2, 'promise': 'masks'},
            ],
        },
        {
            'name': 'ngm',
            'row': '9.9',
            'points': 3,
            'question': False,
            'promises': {
                'value': "the value is G / (G + G').",
                'many': 'a thousand probabilities work like two: no product underflows.',
                'unit': 'of all 2^n outputs of a sigmoid unit it is sigmoid(w . x / 2 + b), to twelve digits.',
            },
            'checks': [
                {'function': 'mean_of_odds', 'points': 1, 'promise': 'value'},
            ],
        },
        {
            'name': 'shrink',
            'row': '9.10',
            'points': 4,
            'question': False,
            'promises': {
                'one': 'with p = 1 the result is right to 1e-6, and c is left as it was.',
                'two': 'with p = 2 the result is right to 1e-6.',
                'all': 'with p = 0.5, 1.5 and 4 the result is right to 1e-6; where two weights are equally good, either counts.',
                'zeros': 'where 0 is best the result is exactly 0, and elsewhere it is not.',
            },
            'checks': [
                {'function': 'shrunk_by_a_constant', 'points': 1, 'promise': 'one'},
                {'function': 'shrunk_by_a_share', 'points': 1, 'promise': 'two'},
            ],
        },
        {
            'name': 'q_9_0a',
            'row': '9.0',
            'points': 1,
            'question': True,
            'promises': {
                'answer': 'Which of the printed `rules` agree with all four examples? (Their letters in alphabetical order, as one text, such as "ADG".)',
            },
            'checks': [],
        },
        {
            'name': 'q_9_0b',
            'row': '9.0',
            'points': 1,
            'question': True,
            'promises': {
                'answer': 'Give three whole numbers that would tell the printed `two` rules apart: one of the two rules accepts them, the other does not. (A tuple, such as (7, 7, 7).)',
            },
            'checks': [
                {
                    'function': 'a_triple_that_decides',
                    'points': 1,
                    'promise': 'answer',
                    'uses': ['numbers_of_9_0'],
                },
            ],
        },
        {
            'name': 'q_9_4',
            'row': '9.4',
            'points': 1,
            'question': True,
            'promises': {
                'answer': 'Which of the printed `copies` would teach the network something false, because a reader would no longer say that they show that digit? (Their letters in alphabetical order, as one text in quotes.)',
            },
            'checks': [],
        },
    ],
}
