"""Public checks of assignment 10: students receive this file.

Layers and caches are looked at from outside only: what goes in, what comes out, and how the two depend on each other.
"""

import numpy as np

from grader import dataset, generator, held_out, seed, source
from grader.assertions import (
    accuracy,
    assert_array,
    assert_backward,
    assert_close,
    assert_dict,
    assert_equal,
    assert_number,
    assert_one_of,
    assert_parts,
    assert_true,
    assert_unchanged,
    assert_whole,
)

# 10.1

OUT = source("def go(cls, args, x, train=True):\n    return cls(*args).forward(x, train=train)")
THERE_AND_BACK = source(
    "def go(cls, args, x, dout):\n"
    "    layer = cls(*args)\n"
    "    layer.forward(1 - x)\n"
    "    layer.backward(1 - dout)\n"
    "    out = layer.forward(x)\n"
    "    return out, layer.backward(dout)"
)
FORWARD = source(
    "def go(cls, args=()):\n"
    "    def forward(x, *parameters):\n"
    "        layer, other = cls(*parameters, *args), cls(*parameters, *args)\n"
    "        layer.forward(-x)\n"
    "        out = layer.forward(x)\n"
    "        other.forward(1 - x)\n"
    "        return out, layer\n"
    "    return forward"
)
BACKWARD = source(
    "def go(cls):\n    def backward(dout, layer):\n        return layer.backward(dout)\n    return backward"
)
SIDES = np.array([[-2.0, 3.0, -0.5], [4.0, -1.0, 0.25]])


def _off_kinks(rng, shape):
    """Draw numbers of both signs, none of them near 0."""
    return rng.choice([-1.0, 1.0], size=shape) * rng.uniform(0.2, 2.5, size=shape)


def _assert_bent(out_of_three, name):
    """Say that what comes out at -2, 0 and 2 does not lie on a line: else there is no activation to go back through."""
    below, middle, above = assert_array(out_of_three, (3, 1), name=name).astype(float).ravel()
    text = f"{name} at -2, 0 and 2 lies on a straight line; a rectifier has a bend at 0."
    assert_true(abs(below + above - 2 * middle) > 1e-6, text)


def _assert_rectifier(student, cls, *args):
    """Say that backward is the gradient of the student's own last forward, off kinks, whatever another layer does."""
    rng = np.random.default_rng(seed())
    name = f"{cls._label}.forward(x)"
    _assert_bent(student.run(OUT, cls, args, np.array([[-2.0], [0.0], [2.0]])), name)
    pair = student.run(FORWARD, cls, args), student.run(BACKWARD, cls)
    assert_backward(*pair, _off_kinks(rng, (4, 3)), names=("dx",), batch=(0,))


def positive_numbers_pass_a_relu(student):
    """Six entries; then one axis, and test mode."""
    out = student.run(OUT, student.ReLU, (), SIDES)
    assert_close(out, [[0, 3, 0], [4, 0, 0.25]], name="ReLU().forward(x)", hint="Negative entries become 0.")
    out = student.run(OUT, student.ReLU, (), 1000 * SIDES[1], False)
    assert_close(out, [4000, 0, 250], name="ReLU().forward(x, train=False)", hint="The mode makes no difference here.")


def slope_of_a_relu(student):
    """Twelve entries off the kink, against differences of your own forward."""
    _assert_rectifier(student, student.ReLU)


def negative_numbers_leak(student):
    """a = 1/4: a quarter of every negative entry, in both modes."""
    hint = "Positive entries stay, negative ones are multiplied by a."
    for train in (True, False):
        out = student.run(OUT, student.LeakyReLU, (0.25,), SIDES, train)
        name = f"LeakyReLU(0.25).forward(x, train={train})"
        assert_close(out, [[-0.5, 3, -0.125], [4, -0.25, 0.25]], name=name, hint=hint)


def slope_of_a_leak(student):
    """a = 0.1, against differences of your own forward."""
    _assert_rectifier(student, student.LeakyReLU, 0.1)


def tests_use_the_middle_slope(student):
    """lo = 1/4, hi = 3/4: half of every negative entry."""
    out = student.run(OUT, student.RReLU, (0.25, 0.75, generator(seed())), SIDES, False)
    hint = "Without training, negative entries are multiplied by (lo + hi) / 2."
    assert_close(
        out, [[-1, 3, -0.25], [4, -0.5, 0.25]], name="RReLU(0.25, 0.75, rng).forward(x, train=False)", hint=hint
    )


def _slopes(out, x, lo, hi):
    """Say that each entry was multiplied by a slope that is allowed, and return the slopes."""
    found = assert_array(out, x.shape, name="forward(x)").astype(float) / x
    assert_close(found[x > 0], np.ones(int((x > 0).sum())), name="forward(x) / x where x is positive")
    inside = bool(np.all((found[x < 0] >= lo - 1e-9) & (found[x < 0] <= hi + 1e-9)))
    text = f"Where x is negative, forward(x) / x must lie between lo = {lo:g} and hi = {hi:g} in training."
    assert_true(inside, text, hint="Multiply each negative entry by what you draw.")
    return found


BACK_FROM_TEST = source(
    "def go(cls, args, x, dout):\n"
    "    layer = cls(*args)\n"
    "    layer.forward(x)\n"
    "    layer.forward(x, train=False)\n"
    "    return layer.backward(dout)"
)


def slopes_are_kept_for_the_way_back(student):
    """Thirty entries in training: backward multiplies by what forward multiplied by."""
    rng = np.random.default_rng(seed())
    x, dout = _off_kinks(rng, (5, 6)), rng.normal(size=(5, 6))
    args = (0.1, 0.4, generator(seed()))
    out, dx = assert_parts(student.run(THERE_AND_BACK, student.RReLU, args, x, dout), "out", "dx")
    slopes = _slopes(out, x, 0.1, 0.4)

    hint = "Keep the slopes that forward drew; new ones in backward belong to another function."
    assert_close(dx, dout * slopes, name="backward(dout)", hint=hint)
    dx = student.run(BACK_FROM_TEST, student.RReLU, args, x, dout)
    hint = "backward belongs to the last forward, which had the slope (lo + hi) / 2 for negative entries here."
    assert_close(dx, np.where(x > 0, dout, dout / 4), name="backward(dout) after a forward in test mode", hint=hint)


LEFT = source(
    "def go(cls, args, x):\n"
    "    before = x.copy()\n"
    "    layer = cls(*args)\n"
    "    layer.forward(x)\n"
    "    layer.forward(x, train=False)\n"
    "    return bool((x == before).all())"
)


def rrelu_leaves_its_input_alone(student):
    """x before and after, in both modes."""
    left = student.run(LEFT, student.RReLU, (0.1, 0.4, generator(seed())), SIDES)
    hint = "x[x < 0] *= ... changes the caller's array: compute a new one."
    assert_equal(left, True, name="x is the same after RReLU's forward", hint=hint)


def exponentials_bend_below_zero(student):
    """a = 1 at -ln 2, -ln 4 and 3."""
    x = np.array([[-np.log(2.0), 3.0, -np.log(4.0)]])
    hint = "a (exp(x) - 1) for negative x only; positive x stay as they are."
    for train in (True, False):
        name = f"ELU(1).forward(x, train={train})"
        assert_close(student.run(OUT, student.ELU, (1.0,), x, train), [[-0.5, 3, -0.75]], name=name, hint=hint)


def slope_of_an_elu(student):
    """a = 1, against differences of your own forward."""
    _assert_rectifier(student, student.ELU, 1.0)


PIECES_W = np.array([[[1.0, 0.0], [2.0, 1.0]], [[-1.0, 1.0], [0.0, -1.0]]])  # two pieces of two inputs and two units
PIECES_B = np.array([[0.0, 0.5], [1.0, 0.0]])
PIECES_X = np.array([[1.0, 1.0], [-2.0, 0.5]])


def largest_of_two_pieces(student):
    """Two units of two pieces, two examples; then with a third piece that is always 2."""
    # pieces of the first example: (3, 1.5) and (0, 0); of the second: (-1, 1) and (3, -2.5)
    out = student.run(OUT, student.Maxout, (PIECES_W, PIECES_B), PIECES_X)
    hint = "Piece j computes x @ W[j] + b[j]; each unit takes the largest of its pieces."
    assert_close(out, [[3, 1.5], [3, 1]], name="Maxout(W, b).forward(x)", hint=hint)
    three = np.concatenate([PIECES_W, np.zeros((1, 2, 2))]), np.concatenate([PIECES_B, np.full((1, 2), 2.0)])
    out = student.run(OUT, student.Maxout, three, PIECES_X)
    assert_close(out, [[3, 2], [3, 2]], name="Maxout(W, b).forward(x) with three pieces", hint="W and b hold k pieces.")


def slopes_of_two_pieces(student):
    """Gradients by x, W and b, against differences of your own forward."""
    W, b = np.array([[[1.0]], [[-0.5]]]), np.zeros((2, 1))
    _assert_bent(student.run(OUT, student.Maxout, (W, b), np.array([[-2.0], [0.0], [2.0]])), "Maxout(W, b).forward(x)")
    pair = student.run(FORWARD, student.Maxout), student.run(BACKWARD, student.Maxout)
    rng = np.random.default_rng(seed())
    point = rng.normal(size=(5, 3)), rng.normal(size=(2, 3, 4)), rng.normal(size=(2, 4))
    assert_backward(*pair, *point, names=("dx", "dW", "db"), batch=(0,))


# 10.2


def two_units_of_five_are_dead(student):
    """Four examples; the first and the fourth unit are dead, and the third example silences all."""
    pres = np.array([[-1.0, -2.0, 1.0, -1.0, 2.0], [-0.5, 1.0, 2.0, -2.0, 1.0]])
    pres = np.concatenate([pres, [[-3.0, -1.0, -1.0, -0.5, -1.0], [-1.0, -1.0, 3.0, -1.0, 0.5]]])
    hint = "Look at each column: dead means that no entry of it is positive."
    found = assert_number(student.dead_fraction(pres), name="dead_fraction(pres)", hint=hint)
    assert_close(found, 0.4, name="dead_fraction(pres)", hint=hint)


def three_four_five(student):
    """Columns (0, 0), (3, 4) and (0, 1)."""
    found = student.symmetry_spread(np.array([[0.0, 3.0, 0.0], [0.0, 4.0, 1.0]]))
    hint = "Columns are units; the distance of (0, 0) and (3, 4) is 5."
    assert_close(found, 5.0, name="symmetry_spread(W)", hint=hint)


def twins_have_no_spread(student):
    """Three equal units, then a single one; then two that differ."""
    W = np.array([[0.1], [-2.0], [0.7]])
    assert_close(student.symmetry_spread(np.tile(W, 3)), 0.0, name="symmetry_spread of three equal units")
    hint = "A single unit has distance 0 to itself."
    assert_close(student.symmetry_spread(W), 0.0, name="symmetry_spread of one unit", hint=hint)
    spread = assert_number(student.symmetry_spread(np.hstack([W, -W])), name="symmetry_spread of two units")
    assert_true(spread > 0, "Units with different weights must have a spread above 0.")


# 10.3

SHARE = 0.05  # of 20,000 squares of normal numbers the mean has the relative standard error sqrt(2 / 20000) = 0.01


def _drawn(student, name, fan_in, fan_out, i=0):
    """Return weights of one of the four functions."""
    W = student.function(name)(fan_in, fan_out, generator(seed(i)))
    hint = "fan_in rows and fan_out columns: size=(fan_in, fan_out)."
    return assert_array(W, (fan_in, fan_out), name=f"{name}({fan_in}, {fan_out}, rng)", hint=hint).astype(float)


def _assert_variance(student, name, conventions):
    """Say that the mean squares of two layers of 20,000 weights fit one convention."""
    shapes = ((200, 100), (50, 400))
    found = np.array([np.mean(_drawn(student, name, *shape, i) ** 2) for i, shape in enumerate(shapes)])
    right = {each: np.array([variance(*shape) for shape in shapes]) for each, variance in conventions.items()}
    title = f"the variances of {name}(200, 100, rng) and {name}(50, 400, rng)"
    hint = "The variance is the square of the deviation; of the interval from -r to r it is r**2 / 3."
    assert_one_of(found, right, hint, rtol=SHARE, name=title)


XAVIER = {"2 / (fan_in + fan_out)": lambda fan_in, fan_out: 2 / (fan_in + fan_out)}
HE = {
    "2 / fan_in": lambda fan_in, fan_out: 2 / fan_in,
    "2 / fan_out": lambda fan_in, fan_out: 2 / fan_out,
    "2 by the mean of both": lambda fan_in, fan_out: 4 / (fan_in + fan_out),
}


def xavier_uniform_has_its_variance(student):
    """200 x 100 and 50 x 400."""
    _assert_variance(student, "xavier_uniform", XAVIER)


def xavier_normal_has_its_variance(student):
    """200 x 100 and 50 x 400."""
    _assert_variance(student, "xavier_normal", XAVIER)


def he_normal_has_its_variance(student):
    """200 x 100 and 50 x 400."""
    _assert_variance(student, "he_normal", HE)


def he_uniform_has_its_variance(student):
    """200 x 100 and 50 x 400."""
    _assert_variance(student, "he_uniform", HE)


def _fans(result):
    """Say that a result is two whole numbers."""
    fans = assert_parts(result, "fan_in", "fan_out")
    return np.array([assert_whole(each, (), name=name) for each, name in zip(fans, ("fan_in", "fan_out"), strict=True)])


def fans_of_six_filters(student):
    """Six filters of 5 x 5 on three channels."""
    hint = "An output reads a window of all input channels; an input is read by that many places of every filter."
    assert_equal(_fans(student.conv_fans(6, 3, 5, 5)), np.array([75, 150]), name="conv_fans(6, 3, 5, 5)", hint=hint)


# 10.4

HE_START = source("lambda fan_in, fan_out, rng: rng.standard_normal((fan_in, fan_out)) * (2 / fan_in) ** 0.5")
HALVES = source("lambda fan_in, fan_out, rng: np.eye(fan_in, fan_out) / 2")
RELU = source("lambda pre: np.where(pre > 0, pre, 0.0)")
SAME = source("lambda pre: pre")
SCALED = source("lambda fan_in, fan_out, rng: rng.uniform(1, 2) * np.eye(fan_in, fan_out)")
SEEN = source(
    "def go(propagate, width, init, rng):\n"
    "    seen = []\n"
    "    def activation(pre):\n"
    "        seen.append(np.ravel(pre))\n"
    "        return pre\n"
    "    rms = propagate(1, width, init, activation, rng)\n"
    "    return rms, np.unique(np.concatenate(seen)) if seen else np.zeros(0)"
)


def _rms(student, depth, width, init, activation, i=0):
    """Return the strengths of a signal, one for each layer."""
    found = student.signal_propagation(depth, width, init, activation, generator(seed(i)))
    return assert_array(found, (depth,), name="rms").astype(float)


def every_layer_halves(student):
    """Weights of half the identity, no activation: 200 x 50 inputs of mean square 1."""
    found = _rms(student, 4, 50, HALVES, SAME)

    hint = "out @ W, then the activation, then the root of the mean of out**2; the next layer goes on from there."
    assert_close(found[1:] / found[:-1], [0.5] * 3, name="rms[1:] / rms[:-1]", hint=hint)
    _assert_noise(student)
    # of 10,000 squares of normal numbers the mean has the standard error 0.014, its root half of that
    text = f"The input must be standard normal, so rms[0] is near 0.5 here; yours is {found[0]:.4g}."
    assert_true(abs(found[0] - 0.5) <= 0.02, text, hint="rng.normal(size=(200, width))")


def _assert_noise(student):
    """Say of what passes the activation of one layer of 10 units: 2,000 normal numbers, all of which count."""
    found = student.run(SEEN, student.signal_propagation, 10, HALVES, generator(seed(3)))
    rms, entries = assert_parts(found, "rms", "what the activation got")
    rms = assert_array(rms, (1,), name="rms")
    entries = assert_array(entries, name="what the activation got").astype(float)
    text = f"One layer of 10 units must hand its activation 2,000 different numbers; yours hands it {len(entries)}."
    assert_true(abs(len(entries) - 2000) < 10, text, hint="200 examples, and the activation behind every layer.")
    hint = "Over all examples and all units: one mean, then one root."
    assert_close(rms, [np.sqrt((entries**2).mean())], rtol=1e-3, name="rms of one layer", hint=hint)
    # of 2,000 normal numbers the share within one deviation, 68.3 %, has the standard error 1 %; uniform ones have 57.7
    within = float((np.abs(2 * entries) < 1).mean())
    text = f"68 % of the inputs must lie between -1 and 1; yours has {100 * within:.0f} % there."
    assert_true(abs(within - 0.6827) < 0.053, text, hint="The input is standard normal.")


def a_signal_survives_ten_layers(student):
    """He's weights and rectifiers, 500 units: between 0.5 and 2 throughout."""
    found = _rms(student, 10, 500, HE_START, RELU)

    text = f"With He's weights rms stays between 0.5 and 2; yours goes from {found.min():.3g} to {found.max():.3g}."
    assert_true(
        bool(np.all((found >= 0.5) & (found <= 2))), text, hint="Every layer has new weights, and the activation."
    )
    assert_true(float(np.ptp(found)) > 0, "Every layer must have an rms of its own; yours are all the same.")


def signals_draw_from_their_generator(student):
    """The same generator twice, then another."""
    first, again, other = (_rms(student, 3, 20, HE_START, RELU, i) for i in (1, 1, 2))

    assert_true(np.array_equal(first, again), "The same generator must give the same rms.", hint="Draw from rng alone.")
    assert_true(not np.array_equal(first, other), "Another generator must give another rms.", hint="Draw from rng.")
    one, two = (_rms(student, 1, 20, HALVES, SAME, i) for i in (1, 2))
    assert_true(not np.array_equal(one, two), "Another generator must give other inputs.", hint="Draw them from rng.")
    one, two = (_rms(student, 2, 20, SCALED, SAME, i) for i in (1, 2))
    text = "Another generator must give other weights."
    assert_true(not np.isclose(one[1] / one[0], two[1] / two[0]), text, hint="Hand rng itself to init.")


# 10.5


def _state(M, *, eps=0.0, momentum=0.9, unbiased=False, rng=None):
    """Return running values of M units, drawn or as at the start."""
    mean, var = (np.zeros(M), np.ones(M)) if rng is None else (rng.normal(size=M), rng.uniform(0.5, 2, size=M))
    return {"running_mean": mean, "running_var": var, "momentum": momentum, "eps": eps, "unbiased": unbiased}


KEYS = ("running_mean", "running_var", "momentum", "eps", "unbiased")
FIRST_AND_LAST = source(
    "def go(forward, *args):\n    result = forward(*args)\n    return result[0], result[2], len(result)"
)


def _normalized(student, x, gamma, beta, state, train):
    """Return out and new_state; the cache stays where it is."""
    found = student.run(FIRST_AND_LAST, student.batchnorm_forward, x, gamma, beta, state, train)
    out, new_state, count = assert_parts(found, "out", "new_state", "how many results")
    assert_equal(count, 3, name="the number of results of batchnorm_forward", hint="Return out, cache, new_state.")
    return out, new_state


def _assert_state(found, right, name="new_state", hint=None):
    """Say that a state has these running values, and the other entries as they were."""
    state = assert_dict(found, KEYS, name=name)
    for key in ("running_mean", "running_var"):
        assert_close(state[key], right[key], name=f"{name}[{key!r}]", hint=hint)
    for key in ("momentum", "eps"):
        assert_close(state[key], right[key], name=f"{name}[{key!r}]", hint="The other entries stay as they are.")
    assert_equal(state["unbiased"], right["unbiased"], name=f"{name}['unbiased']")


BATCH = np.array([[1.0, 0.0], [3.0, 0.0], [1.0, 8.0], [3.0, 8.0]])  # means 2 and 4, variances 1 and 16


def columns_are_normalized(student):
    """Two columns with means 2, 4 and deviations 1, 4; then eps = 9 under the root."""
    gamma, beta = np.array([10.0, 2.0]), np.array([1.0, 0.0])
    out, _ = _normalized(student, BATCH, gamma, beta, _state(2), True)
    hint = (
        "Column by column (axis 0): minus the mean, by the root of the variance plus eps; then times gamma, plus beta."
    )
    assert_close(out, [[-9, -2], [11, -2], [-9, 2], [11, 2]], name="out", rows=4, hint=hint)
    # the roots of 1 + 9 and of 16 + 9
    out, _ = _normalized(student, BATCH, np.ones(2), np.zeros(2), _state(2, eps=9.0), True)
    right = (BATCH - [2, 4]) / [np.sqrt(10), 5]
    assert_close(out, right, name="out with eps = 9", rows=4, hint="eps stands under the root, beside the variance.")


def tests_use_running_values(student):
    """Running mean 1, running variance 4; they stay as they are. Then eps = 12, and the flag."""
    state = _state(2) | {"running_mean": np.array([1.0, 1.0]), "running_var": np.array([4.0, 0.25])}
    out, new_state = _normalized(student, BATCH, np.array([2.0, 1.0]), np.array([0.0, 3.0]), state, False)
    hint = "With train=False neither the mean nor the variance of the batch is looked at."
    assert_close(out, [[0, 1], [2, 1], [0, 17], [2, 17]], name="out in test mode", hint=hint)
    _assert_state(new_state, state, "new_state in test mode", "A test teaches nothing: the running values stay.")
    # the roots of 4 + 12 and of 0.25 + 12; the flag speaks of updates
    other = {"eps": 12.0, "unbiased": True}
    out, _ = _normalized(student, BATCH, np.array([2.0, 1.0]), np.array([0.0, 3.0]), state | other, False)
    hint = "eps stands under the root, beside the running variance."
    assert_close(out, [[0, 19 / 7], [1, 19 / 7], [0, 5], [1, 5]], name="out in test mode with eps = 12", hint=hint)


def gamma_and_beta_can_undo_it(student):
    """gamma = deviation, beta = mean, eps = 0: x comes out again."""
    rng = np.random.default_rng(seed())
    x = rng.normal(3, 2, size=(6, 4))
    out, _ = _normalized(student, x, x.std(axis=0), x.mean(axis=0), _state(4), True)
    assert_close(out, x, name="out with gamma = deviation and beta = mean", hint="First gamma, then beta.")
    out, _ = _normalized(student, x, 2 * x.std(axis=0), 0 * x[0], _state(4), True)
    right = 2 * (x - x.mean(axis=0))
    assert_close(out, right, name="out with gamma = twice the deviation and beta = 0", hint="First gamma, then beta.")


def batchnorm_forward_leaves_its_arguments_alone(student):
    """x, gamma, beta and the state before and after."""
    hint = "state['running_mean'] = ... changes the caller's dict: make a new one. x -= ... changes the caller's array."
    assert_unchanged(student.batchnorm_forward, BATCH.copy(), np.ones(2), np.zeros(2), _state(2), True, hint=hint)


# 10.6

PAIR = source(
    "def go(forward, state):\n"
    "    def pair(x, gamma, beta):\n"
    "        result = forward(x, gamma, beta, state, True)\n"
    "        return result[0], result[1]\n"
    "    return pair"
)
OUT_AND_SLOPES = source(
    "def go(forward, backward, x, gamma, beta, state, dout):\n"
    "    result = forward(x, gamma, beta, state, True)\n"
    "    return result[0], backward(dout, result[1])"
)


def _layer(student, state):
    """Return their forward in training, as a function of x, gamma and beta, and their backward."""
    return student.run(PAIR, student.batchnorm_forward, state), student.batchnorm_backward


def _out_and_slopes(student, x, gamma, beta, state, dout):
    """Return what went forward, and the three gradients; their backward gets their own cache."""
    functions = student.batchnorm_forward, student.batchnorm_backward
    out, slopes = assert_parts(
        student.run(OUT_AND_SLOPES, *functions, x, gamma, beta, state, dout), "out", "dx, dgamma, dbeta"
    )
    out = assert_array(out, x.shape, name="the output of batchnorm_forward").astype(float)
    dx, dgamma, dbeta = assert_parts(slopes, "dx", "dgamma", "dbeta")
    return out, *(
        assert_array(found, shape, name=name).astype(float)
        for found, shape, name in ((dx, x.shape, "dx"), (dgamma, gamma.shape, "dgamma"), (dbeta, beta.shape, "dbeta"))
    )


def _assert_own_slopes(student, N, M, eps=0.1):
    """Say that backward is the gradient of the student's own forward, which must be no straight line."""
    rng = np.random.default_rng(seed())
    x, gamma, beta = rng.normal(1, 2, size=(N, M)), rng.normal(1, 0.5, size=M), rng.normal(size=M)
    pair = _layer(student, _state(M, eps=eps))
    step = rng.normal(size=(N, M))
    outs = student.run(OUTS, student.batchnorm_forward, [x, x + step, x - step], gamma, beta, _state(M, eps=eps))
    middle, above, below = (assert_array(out, (N, M), name="out") for out in assert_parts(outs, "out", "out", "out"))
    bend = float(np.abs(above.astype(float) + below - 2.0 * middle).max())
    assert_true(bend > 1e-6, "batchnorm_forward must normalize: yours is a straight line in x.")
    assert_backward(*pair, x, gamma, beta, names=("dx", "dgamma", "dbeta"))


OUTS = source("def go(forward, xs, *args):\n    return [forward(x, *args, True)[0] for x in xs]")


def slopes_of_gamma_and_beta_by_hand(student):
    """The four rows of 10.5: normalized they are -1 and 1."""
    gamma, beta, dout = np.array([10.0, 2.0]), np.array([1.0, 0.0]), np.arange(1.0, 9.0).reshape(4, 2)
    out, _, dgamma, dbeta = _out_and_slopes(student, BATCH, gamma, beta, _state(2), dout)

    if not np.allclose(out, [[-9, -2], [11, -2], [-9, 2], [11, 2]]):  # then by the forward that they have
        _assert_own_slopes(student, 5, 2)
        return
    hint = "gamma is multiplied by the normalized column, beta is added; every row adds to both."
    # -1 + 3 - 5 + 7 and -2 - 4 + 6 + 8; the columns of dout add up to 16 and 20
    assert_close(dgamma, [4, 8], name="dgamma", rows=4, hint=hint)
    assert_close(dbeta, [16, 20], name="dbeta", rows=4, hint=hint)


def slopes_of_the_layer(student):
    """Seven rows of three columns, against differences of your own forward."""
    _assert_own_slopes(student, 7, 3)


def a_common_shift_changes_nothing(student):
    """Six rows of three columns: each column of dx adds up to 0."""
    rng = np.random.default_rng(seed())
    x, gamma, beta = rng.normal(size=(6, 3)), rng.uniform(0.5, 2, size=3), rng.normal(size=3)
    out, dx, *_ = _out_and_slopes(student, x, gamma, beta, _state(3, eps=0.1), rng.normal(size=(6, 3)))

    if not np.allclose(out.mean(axis=0), beta):  # then a shift does change something
        _assert_own_slopes(student, 6, 3)
        return
    assert_true(bool(np.any(dx != 0)), "dx must not be 0 everywhere.")
    hint = "The mean depends on every row of x: that is a path for the gradient of its own."
    assert_close(dx.sum(axis=0), np.zeros(3), name="dx.sum(axis=0)", hint=hint)


def batchnorm_backward_leaves_its_arguments_alone(student):
    """dout before and after."""
    cache = _kept(student)[1]
    assert_unchanged(student.batchnorm_backward, np.arange(8.0).reshape(4, 2), cache, hint="dout *= ... changes dout.")


def _kept(student):
    """Return out and cache of one forward, which stay with the student."""
    return student.run(PAIR, student.batchnorm_forward, _state(2)).keep(BATCH, np.array([2.0, 3.0]), np.zeros(2))


# 10.7


def one_update_by_hand(student):
    """momentum 3/4: three quarters of the old, one of the new."""
    running = {"running_mean": np.array([1.0, 1.0]), "running_var": np.array([4.0, 0.25])}
    right = {"running_mean": np.array([1.25, 1.75]), "running_var": np.array([3.25, 4.1875])}
    state = _state(2, momentum=0.75, eps=0.5)

    hint = "momentum weighs the old value, 1 - momentum that of the batch; some libraries have it the other way round."
    _assert_state(student.update_running(state | running, BATCH), state | right, hint=hint)


def update_running_leaves_its_arguments_alone(student):
    """State and batch before and after."""
    hint = "Return a new dict with new arrays; state[...] = ... and *= change the caller's."
    assert_unchanged(student.update_running, _state(2), BATCH.copy(), hint=hint)


def one_test_by_hand(student):
    """Running means 2 and 0, variances 7 and 0 with eps = 9."""
    state = _state(2, eps=9.0) | {"running_mean": np.array([2.0, 0.0]), "running_var": np.array([7.0, 0.0])}
    out = student.batchnorm_test(np.array([[6.0, 6.0], [2.0, -3.0]]), np.array([3.0, 1.0]), np.array([1.0, 0.0]), state)

    hint = "x minus running_mean, by the root of running_var + eps; then gamma and beta."
    assert_close(out, [[4, 2], [1, -1]], name="out", hint=hint)


# 10.8

MADE = source(
    "def go(cls, sizes, rng, params):\n    model = cls(sizes, rng)\n    model.params.update(params)\n    return model"
)
ALONE = source("def go(model, X):\n    return [model.predict(X[i : i + 1]) for i in range(len(X))]")


def _params(model, shapes):
    """Return the arrays of params that are promised; others may stand beside them."""
    found = model.params
    assert_true(type(found) is dict, "params must be a dict from names to arrays.")
    missing = [name for name in shapes if name not in found]
    assert_true(not missing, f"params must hold {', '.join(shapes)}; yours lacks {', '.join(missing)}.")
    return {name: assert_array(found[name], shape, name=f"params[{name!r}]") for name, shape in shapes.items()}


def every_layer_has_its_own_gamma(student):
    """Two hidden layers of 6 and 5 units, three epochs."""
    shapes = {"W1": (4, 6), "gamma1": (6,), "beta1": (6,), "W2": (6, 5), "gamma2": (5,), "beta2": (5,)}
    shapes |= {"W3": (5, 3), "b3": (3,)}
    rng = np.random.default_rng(seed())
    model = student.BatchNormMLP.keep((4, 6, 5, 3), generator(seed()))
    before = _params(model, shapes)
    for k in (1, 2):
        assert_close(before[f"gamma{k}"], np.ones(7 - k), name=f"params['gamma{k}'] at the start")
        assert_close(before[f"beta{k}"], np.zeros(7 - k), name=f"params['beta{k}'] at the start")
    assert_close(before["b3"], np.zeros(3), name="params['b3'] at the start")
    X, y = rng.normal(size=(30, 4)), np.arange(30) % 3
    model.fit(X, y, 0.1, 3, 10, generator(seed(1)))
    after = _params(model, shapes)
    still = [name for name in shapes if np.array_equal(before[name], after[name])]
    assert_true(not still, f"fit must train all arrays of params; it left {', '.join(still)} as at the start.")
    other = student.BatchNormMLP.keep((4, 6, 5, 3), generator(seed()))
    other.fit(X, y, 0.1, 3, 10, generator(seed(2)))
    text = "Another generator must give fit other batches; yours trains alike."
    assert_true(not np.array_equal(_params(other, shapes)["W1"], after["W1"]), text, hint="Draw the order from rng.")
    _assert_start(student)
    _assert_step(student)


def _assert_start(student):
    """Say that the weights of 200 inputs and 100 units have He's variance, and come from the generator."""
    shapes = {"W1": (200, 100)}
    one, again = (_params(student.BatchNormMLP.keep((200, 100, 2), generator(seed())), shapes)["W1"] for _ in range(2))
    assert_true(np.array_equal(one, again), "The same generator must give the same weights.", hint="Draw from rng.")
    right = {each: variance(200, 100) for each, variance in HE.items()}
    found = float((one.astype(float) ** 2).mean())
    hint = "Without scale the weights are those of he_normal: its deviation is the root of the variance."
    assert_one_of(found, right, hint, rtol=SHARE, name="the variance of params['W1'] of 200 inputs and 100 units")


PLUS_MINUS = np.array([[-1.0], [1.0]])


def _assert_step(student):
    """One step by hand: inputs -1 and 1 of one hidden unit, both of class 0."""
    c = np.log(3.0) / 2
    params = {"W1": np.ones((1, 1)), "gamma1": np.ones(1), "beta1": np.zeros(1)}
    params |= {"W2": np.array([[c, -c]]), "b2": np.zeros(2)}
    model = student.run(MADE, student.BatchNormMLP, (1, 1, 2), generator(seed()), params)
    model.fit(PLUS_MINUS, np.array([0, 0]), 1.0, 1, 3, generator(seed()))  # a batch of three that has only two
    # the hidden unit puts out 0 and 1; class 0 has the probabilities 1/2 and 3/4; the errors are -1/4 and -1/8
    right = {
        "W2": [[c + 1 / 8, -c - 1 / 8]],
        "b2": [3 / 8, -3 / 8],
        "gamma1": [1 + c / 4],
        "beta1": [c / 4],
        "W1": [[1]],
    }
    found = _params(model, {name: np.shape(each) for name, each in right.items()})
    hint = "One step is -eta times the gradient of the mean cross-entropy over the batch, for every array."
    for name, each in right.items():
        assert_close(found[name], each, rtol=1e-4, atol=1e-4, name=f"params[{name!r}] after one step", hint=hint)
    twin = student.run(MADE, student.BatchNormMLP, (1, 1, 2), generator(seed()), found)
    for each in (model, twin):
        each.fit(PLUS_MINUS, np.array([0, 0]), 1.0, 1, 2, generator(seed()))
    shapes = {name: np.shape(each) for name, each in right.items()}
    second, other = _params(model, shapes), _params(twin, shapes)
    hint = "A step depends on the present parameters and the batch, not on the steps before it."
    for name in shapes:
        assert_close(second[name], other[name].astype(float), name=f"params[{name!r}] after two steps", hint=hint)


def normalized_before_it_is_rectified(student):
    """One hidden unit; the running values are those of the start."""
    X = np.array([[1.0], [0.7], [-1.0]])
    # 2 x - 1 is 1, 0.4 and -3; rectified 1, 0.4 and 0; against the 0.6 of class 1
    params = {"W1": np.ones((1, 1)), "gamma1": np.array([2.0]), "beta1": np.array([-1.0])}
    params |= {"W2": np.array([[1.0, 0.0]]), "b2": np.array([0.0, 0.6])}
    model = student.run(MADE, student.BatchNormMLP, (1, 1, 2), generator(seed()), params)
    hint = "x @ W1, normalized with running mean 0 and variance 1, times gamma1, plus beta1; then rectified."
    assert_equal(model.predict(X), np.array([0, 1, 1]), name="predict(X)", hint=hint)
    # 0.5, 0.2 and -1.5; rectified 0.5, 0.2 and 0; against the -0.25 of class 1
    other = params | {"gamma1": np.array([1.0]), "beta1": np.array([-0.5]), "b2": np.array([0.0, -0.25])}
    model = student.run(MADE, student.BatchNormMLP, (1, 1, 2), generator(seed()), other)
    hint = "What leaves a hidden layer is never negative: the rectifier comes last."
    assert_equal(model.predict(X), np.array([0, 0, 0]), name="predict(X)", hint=hint)
    # after one batch of mean 2 the running mean is 0.2: 1 - 0.2 is above 0.7, 0.85 - 0.2 is below
    moved = params | {"gamma1": np.array([1.0]), "beta1": np.array([0.0]), "b2": np.array([0.0, 0.7])}
    model = student.run(MADE, student.BatchNormMLP, (1, 1, 2), generator(seed()), moved)
    model.fit(np.array([[1.0], [3.0]]), np.array([0, 1]), 1e-12, 1, 2, generator(seed()))
    hint = "In training the running mean goes a tenth of the way to the batch's; predict uses it."
    assert_equal(model.predict(np.array([[1.0], [0.85]])), np.array([0, 1]), name="predict after one batch", hint=hint)
    _assert_running(student)


def _assert_running(student):
    """Batches of equal rows, a tiny eta: what four and 120 of them leave of the running values, in two layers."""
    params = {f"W{k}": np.ones((1, 1)) for k in (1, 2)} | {f"gamma{k}": np.ones(1) for k in (1, 2)}
    params |= {"beta1": np.ones(1), "beta2": np.zeros(1), "W3": np.array([[1.0, 0.0]]), "b3": np.array([0.0, 1.0])}
    model = student.run(MADE, student.BatchNormMLP, (1, 1, 1, 2), generator(seed()), params)
    zeros, ones = np.zeros((6, 1)), np.ones(6, dtype=int)
    for _ in range(2):  # four rows and two, twice
        model.fit(zeros, ones, 1e-12, 1, 4, generator(seed()))
    student.run(MADE, student.BatchNormMLP, (1, 1, 1, 2), generator(seed()), params)  # another one shares nothing
    # the variances are 0.9**4 = 0.81**2, the second mean is 1 - 0.9**4: (x / 0.81 + 1 - 0.344) / 0.81 is 1 at x = 0.125
    hint = "Every batch of fit, also a short last one, moves the running values of every layer of this network once."
    for name in ("predict after four batches", "predict, once more"):
        assert_equal(model.predict(np.array([[0.118], [0.131]])), np.array([1, 0]), name=name, hint=hint)
    params = {name: params[name] for name in ("W1", "gamma1")} | {"beta1": np.zeros(1)}
    params |= {"W2": np.array([[1.0, 0.0]]), "b2": np.array([0.0, 1.0])}
    other = student.run(MADE, student.BatchNormMLP, (1, 1, 2), generator(seed()), params)
    other.fit(zeros, ones, 1e-12, 120, 6, generator(seed()))
    # the variance is 0.9**120 = 3.2e-6: with eps its root is 0.00364
    hint = "eps is 1e-5, and each batch leaves nine tenths of the running variance."
    found = other.predict(np.array([[0.0034], [0.0039]]))
    assert_equal(found, np.array([1, 0]), name="predict after 120 batches of equal rows", hint=hint)


def digits_are_named_one_by_one(student):
    """Five epochs on the 8x8 digits; every new digit alone, and all together."""
    X, y = held_out("digits")
    model = student.BatchNormMLP.keep((64, 50, 10), generator(seed()))
    model.fit(dataset("digits/train_inputs"), dataset("digits/train_labels"), 0.1, 5, 32, generator(seed(1)))
    together = assert_whole(model.predict(X), y.shape, name="predict(X)")
    singly = assert_parts(student.run(ALONE, model, X[:50]), *["predict(X[i:i+1])"] * 50)
    alone = np.concatenate([assert_whole(one, (1,), name="predict(X[i:i+1])") for one in singly])

    hint = "Use the running values in predict: a batch of one has no variance of its own."
    assert_equal(alone, together[:50], name="the answers for fifty single rows", hint=hint)
    found = accuracy(together, y)
    assert_true(found >= 0.85, f"After five epochs 85 % of new digits must be named; yours names {100 * found:.1f} %.")


# 10.9


def _fractions(student, rates, X, y, i=0):
    """Return the shares of dead units, one for each rate; a list is as good as an array."""
    found = student.dead_by_rate(list(rates), X, y, generator(seed(i)))
    if isinstance(found, (list, tuple)):
        found = np.array([assert_number(each, name="an entry of fractions") for each in found])
    return assert_array(found, (len(rates),), name="fractions").astype(float)


def all_rates_start_alike(student):
    """Five times the rate 0 on equal rows: about half of the units never fire, the same ones; then 20 in between."""
    found = _fractions(student, [0.0] * 5, np.ones((4, 3)), np.array([0, 1, 0, 1]))

    hint = "Draw the start once, before the loop over the rates."
    assert_close(found, np.full(5, found[0]), name="the fractions for five rates of 0", hint=hint)
    # of 100 units half are dead, with a standard deviation of 5 units
    assert_true(0.2 <= found[0] <= 0.8, f"On equal rows about half of the units are dead; yours says {found[0]:.3g}.")
    X = np.random.default_rng(seed()).uniform(size=(24, 3))
    found = _fractions(student, [0.0, 20.0, 0.0], X, np.arange(24) % 2)
    hint = "The next rate begins at the start again, not where the last training ended."
    assert_close(found[2], found[0], name="the fraction for the rate 0 after that for the rate 20", hint=hint)


def one_row_keeps_a_unit_alive(student):
    """The rate 0 on 96 equal rows and an opposite one: every unit fires for one or the other. Then biases decide."""
    X, y = np.ones((97, 3)), np.arange(97) % 2
    equal = _fractions(student, [0.0], X, y)[0]
    X[50] = -200
    both = [_fractions(student, [0.0], X, y, i) for i in range(2)]

    assert_true(0.2 <= equal <= 0.8, f"On equal rows about half of the units are dead; yours says {equal:.3g}.")
    hint = "Dead means silent for all rows of X: not the share of zeros, and not one batch alone."
    for found in both:
        assert_close(found, [0.0], name="fractions", hint=hint)
    # on inputs next to 0 only biases move, and those that go down silence their units
    before, after = _fractions(student, [0.0, 1.0], np.full((8, 3), 1e-6), np.arange(8) // 7)
    text = (
        f"On tiny inputs training silences more units, by their biases: from {before:.3g}, yours goes to {after:.3g}."
    )
    assert_true(after >= before + 0.05, text, hint="A pre-activation is X @ W1 + b1, with the parameters of the end.")


# Below this line: made by `grader release` from the rubric; read by `grader.notebook`.

RUBRIC = {
    'assignment': 'a10_batch_normalization',
    'title': 'Activations, initialization, batch normalization',
    'wanted': ['BatchNormMLP', 'ELU', 'LeakyReLU', 'Maxout', 'RReLU', 'ReLU', 'batchnorm_backward', 'batchnorm_forward', 'batchnorm_test', 'conv_fans', 'cross_entropy', 'dead_by_rate', 'dead_fraction', 'he_normal', 'he_uniform', 'minibatches', 'numbers_of_10', 'q_10_10a', 'q_10_10b', 'q_10_10c', 'relu', 'relu_network', 'sigmoid', 'signal_propagation', 'softmax', 'symmetry_spread', 'tanh', 'train_network', 'update_running', 'variant', 'who', 'xavier_normal', 'xavier_uniform'],
    'exercises': [
        {
            'name': 'ReLU',
            'row': '10.1',
            'points': 3,
            'question': False,
            'promises': {
                'value': 'forward gives the larger of 0 and each entry, in training and in test mode, for arrays of any shape.',
                'gradient': "backward gives the gradient by the x of this layer's last forward. At exactly 0 every slope from 0 to 1 is right.",
                'pure': 'x is left as it was: another layer may read the same array.',
            },
            'checks': [
                {'function': 'positive_numbers_pass_a_relu', 'points': 1, 'promise': 'value'},
                {'function': 'slope_of_a_relu', 'points': 1, 'promise': 'gradient'},
            ],
        },
        {
            'name': 'LeakyReLU',
            'row': '10.1',
            'points': 3,
            'question': False,
            'promises': {
                'value': 'forward gives x where x is positive and a times x where it is negative, in training and in test mode.',
                'gradient': "backward gives the gradient by the x of this layer's last forward. At exactly 0 every slope from 0 to 1 is right.",
                'slopes': 'both hold for every a > 0.',
            },
            'checks': [
                {'function': 'negative_numbers_leak', 'points': 1, 'promise': 'value'},
                {'function': 'slope_of_a_leak', 'points': 1, 'promise': 'gradient'},
            ],
        },
        {
            'name': 'RReLU',
            'row': '10.1',
            'points': 5,
            'question': False,
            'promises': {
                'test': 'with train=False a negative x is multiplied by (lo + hi) / 2; a positive one is kept in both modes.',
                'gradient': 'with train=True each negative entry of x is multiplied by a slope between lo and hi, and backward multiplies by the slopes of the last forward, whatever its mode.',
                'draws': 'every entry has a slope of its own, uniform between lo and hi, drawn from rng at every forward in training; nothing else is random.',
                'slopes': 'all this holds for slopes above 1 as well.',
                'pure': 'x is left as it was.',
            },
            'checks': [
                {'function': 'tests_use_the_middle_slope', 'points': 1, 'promise': 'test'},
                {'function': 'slopes_are_kept_for_the_way_back', 'points': 1, 'promise': 'gradient'},
                {'function': 'rrelu_leaves_its_input_alone', 'points': 1, 'promise': 'pure'},
            ],
        },
        {
            'name': 'ELU',
            'row': '10.1',
            'points': 4,
            'question': False,
            'promises': {
                'value': 'forward gives f of each entry, in training and in test mode.',
                'gradient': "backward gives the gradient by the x of this layer's last forward. At exactly 0 every slope from 0 to 1 is right.",
                'slopes': 'both hold for every a > 0, below 1 and above.',
                'large': 'inputs as far out as 1000 give finite results, there and back, without a warning.',
            },
            'checks': [
                {'function': 'exponentials_bend_below_zero', 'points': 1, 'promise': 'value'},
                {'function': 'slope_of_an_elu', 'points': 1, 'promise': 'gradient'},
            ],
        },
        {
            'name': 'Maxout',
            'row': '10.1',
            'points': 5,
            'question': False,
            'promises': {
                'value': 'each unit puts out the largest of its k pieces, for every example.',
                'gradient': 'backward gives the gradients of the last forward by x, W and b, in this order, each of the shape of what it belongs to.',
                'ties': 'where the largest pieces are equal, the first of them takes the slope.',
            },
            'checks': [
                {'function': 'largest_of_two_pieces', 'points': 1, 'promise': 'value'},
                {'function': 'slopes_of_two_pieces', 'points': 1, 'promise': 'gradient'},
            ],
        },
        {
            'name': 'dead_fraction',
            'row': '10.2',
            'points': 4,
            'question': False,
            'promises': {
                'dead': 'a unit is dead if its pre-activation is 0 or less for all examples.',
                'alive': 'one example with a positive pre-activation keeps a unit alive, however many others there are.',
                'float': 'the result is a share of the M units, as a float from 0 to 1.',
            },
            'checks': [
                {'function': 'two_units_of_five_are_dead', 'points': 2, 'promise': 'dead'},
            ],
        },
        {
            'name': 'symmetry_spread',
            'row': '10.2',
            'points': 4,
            'question': False,
            'promises': {
                'largest': 'the result is the largest Euclidean distance between two columns.',
                'equal': 'for units with equal weights, and for a single unit, it is 0.',
                'claim': 'it stays 0 for units that start with equal weights, however long they are trained (below 1e-6 in floats).',
            },
            'checks': [
                {'function': 'three_four_five', 'points': 1, 'promise': 'largest'},
                {'function': 'twins_have_no_spread', 'points': 1, 'promise': 'equal'},
            ],
        },
        {
            'name': 'xavier_uniform',
            'row': '10.3',
            'points': 3,
            'question': False,
            'promises': {
                'variance': 'the variance of the weights is 2 / (fan_in + fan_out), within five standard errors.',
                'draws': 'each weight is a draw of its own from rng, uniform over an interval whose middle is 0; nothing else is random.',
            },
            'checks': [
                {'function': 'xavier_uniform_has_its_variance', 'points': 2, 'promise': 'variance'},
            ],
        },
        {
            'name': 'xavier_normal',
            'row': '10.3',
            'points': 3,
            'question': False,
            'promises': {
                'variance': 'the variance of the weights is 2 / (fan_in + fan_out), within five standard errors.',
                'draws': 'each weight is a draw of its own from rng, normally distributed with mean 0; nothing else is random.',
            },
            'checks': [
                {'function': 'xavier_normal_has_its_variance', 'points': 2, 'promise': 'variance'},
            ],
        },
        {
            'name': 'he_normal',
            'row': '10.3',
            'points': 3,
            'question': False,
            'promises': {
                'variance': 'the variance of the weights is 2 / fan_in, within five standard errors; fan_out, or the mean of the two, may stand in the place of fan_in, if it does so throughout.',
                'draws': 'each weight is a draw of its own from rng, normally distributed with mean 0; nothing else is random.',
            },
            'checks': [
                {'function': 'he_normal_has_its_variance', 'points': 1, 'promise': 'variance'},
            ],
        },
        {
            'name': 'he_uniform',
            'row': '10.3',
            'points': 3,
            'question': False,
            'promises': {
                'variance': 'the variance of the weights is 2 / fan_in, within five standard errors; fan_out, or the mean of the two, may stand in the place of fan_in, if it does so throughout.',
                'draws': 'each weight is a draw of its own from rng, uniform over an interval whose middle is 0; nothing else is random.',
            },
            'checks': [
                {'function': 'he_uniform_has_its_variance', 'points': 2, 'promise': 'variance'},
            ],
        },
        {
            'name': 'conv_fans',
            'row': '10.3',
            'points': 2,
            'question': False,
            'promises': {
                'count': 'fan_in and fan_out are these two numbers.',
                'sizes': 'F and C, and kh and kw, may differ; all of them may be 1, which is a layer of F units on C inputs.',
            },
            'checks': [
                {'function': 'fans_of_six_filters', 'points': 1, 'promise': 'count'},
            ],
        },
        {
            'name': 'signal_propagation',
            'row': '10.4',
            'points': 6,
            'question': False,
            'promises': {
                'input': 'the input is 200 examples of standard normal numbers, and every layer works on what the one before put out.',
                'layers': 'every layer has weights of its own, from one call of init.',
                'he': "with He's weights and rectifiers of 500 units, rms stays between 0.5 and 2 for ten layers.",
                'rms': "the root of the mean square is taken after the activation; so it tells that N(0, 1) weights drive a sigmoid to its ends, and that Xavier's leave it near its middle.",
                'variance': 'without an activation each layer multiplies the mean square by width times the variance of the weights, within a third: N(0, 1) weights explode, small ones vanish.',
                'generator': 'the same generator gives the same numbers; nothing else is random.',
            },
            'checks': [
                {'function': 'every_layer_halves', 'points': 1, 'promise': 'input'},
                {'function': 'a_signal_survives_ten_layers', 'points': 1, 'promise': 'he'},
                {'function': 'signals_draw_from_their_generator', 'points': 1, 'promise': 'generator'},
            ],
        },
        {
            'name': 'update_running',
            'row': '10.7',
            'points': 5,
            'question': False,
            'promises': {
                'update': 'new = momentum * old + (1 - momentum) * that of the batch, for mean and variance; the other entries stay.',
                'unbiased': 'the variance of the batch is the mean squared distance from the mean; where state["unbiased"] is true, the sum is divided by N - 1 instead.',
                'converge': 'after many batches the running values are near the mean and variance of the data.',
                'pure': 'state, its arrays and x are left as they were.',
            },
            'checks': [
                {'function': 'one_update_by_hand', 'points': 2, 'promise': 'update'},
                {'function': 'update_running_leaves_its_arguments_alone', 'points': 1, 'promise': 'pure'},
            ],
        },
        {
            'name': 'batchnorm_test',
            'row': '10.7',
            'points': 3,
            'question': False,
            'promises': {
                'value': 'running_mean is subtracted, then divided by the root of (running_var + eps), then scaled and shifted.',
                'row': 'what comes out for a row does not depend on the rows beside it; a single row is as good as many.',
            },
            'checks': [
                {'function': 'one_test_by_hand', 'points': 1, 'promise': 'value'},
            ],
        },
        {
            'name': 'batchnorm_forward',
            'row': '10.5',
            'points': 14,
            'question': False,
            'promises': {
                'normalize': 'in training each column has its mean subtracted and is divided by the root of (variance + eps), then multiplied by gamma and shifted by beta. The variance is the mean squared distance from the mean.',
                'test': 'in test mode the running mean and variance of state take the place of those of the batch, and new_state holds what state holds.',
                'running': 'in training new_state is what update_running gives for state and x.',
                'undo': 'with eps = 0, gamma = the deviation of each column and beta = its mean, out is x.',
                'constant': 'a column that is constant in the batch becomes beta, without a warning.',
                'shape': 'columns are shifted and scaled, no more: a skewed column stays as skewed as it was.',
                'pure': 'x, gamma, beta and state are left as they were.',
            },
            'checks': [
                {
                    'function': 'columns_are_normalized',
                    'points': 3,
                    'promise': 'normalize',
                    'uses': ['update_running', 'batchnorm_test'],
                },
                {
                    'function': 'tests_use_running_values',
                    'points': 2,
                    'promise': 'test',
                    'uses': ['update_running', 'batchnorm_test'],
                },
                {
                    'function': 'gamma_and_beta_can_undo_it',
                    'points': 1,
                    'promise': 'undo',
                    'uses': ['update_running', 'batchnorm_test'],
                },
                {
                    'function': 'batchnorm_forward_leaves_its_arguments_alone',
                    'points': 1,
                    'promise': 'pure',
                    'uses': ['update_running', 'batchnorm_test'],
                },
            ],
        },
        {
            'name': 'batchnorm_backward',
            'row': '10.6',
            'points': 18,
            'question': False,
            'promises': {
                'gradient': 'dx, dgamma and dbeta are the gradients of the forward that made the cache.',
                'sums': 'each column of dx adds up to 0 (a common shift of x changes nothing), and with a tiny eps so does its product with the normalized x (a common scale changes nothing).',
                'scale': 'x shifted by a number gives the same dx; x multiplied by a number gives dx divided by it, with a tiny eps.',
                'pure': 'dout is left as it was.',
                'again': 'the same cache serves a second call, also after a forward of another batch.',
            },
            'checks': [
                {
                    'function': 'slopes_of_gamma_and_beta_by_hand',
                    'points': 3,
                    'promise': 'gradient',
                    'uses': ['update_running', 'batchnorm_test'],
                },
                {
                    'function': 'slopes_of_the_layer',
                    'points': 3,
                    'promise': 'gradient',
                    'uses': ['update_running', 'batchnorm_test'],
                },
                {
                    'function': 'a_common_shift_changes_nothing',
                    'points': 2,
                    'promise': 'sums',
                    'uses': ['update_running', 'batchnorm_test'],
                },
                {
                    'function': 'batchnorm_backward_leaves_its_arguments_alone',
                    'points': 1,
                    'promise': 'pure',
                    'uses': ['update_running', 'batchnorm_test'],
                },
            ],
        },
        {
            'name': 'BatchNormMLP',
            'row': '10.8',
            'points': 5,
            'question': False,
            'promises': {
                'trained': 'each hidden layer has a gamma and a beta of its own, shape (units,), and fit moves all arrays of params, with every mini-batch by -eta times the gradient of its mean cross-entropy; rng draws their order, and a last one may be shorter.',
                'before': 'a hidden layer normalizes first and rectifies then. Running means start at 0 and running variances at 1, their momentum is 0.9, and eps is 1e-5; fit moves them, predict does not. Arrays of params may be replaced from outside.',
                'digits': 'five epochs with eta 0.1 in batches of 32 are enough to name 85 % of new 8x8 digits; a row alone gets the same answer as among others.',
                'ordering': 'with eta 1 and scale 1, after three epochs in batches of 32, the network 64-50-50-10 with batch normalization names more new digits than the one without, by at least 40 points of percentage on the mean of five starts.',
                'accuracy': 'after 20 epochs with eta 0.1 in batches of 32 the network 64-100-10 names 94 % of held-out digits, the better of two runs, with the pixels in any fixed order.',
            },
            'checks': [
                {
                    'function': 'every_layer_has_its_own_gamma',
                    'points': 1,
                    'promise': 'trained',
                    'uses': ['he_normal', 'batchnorm_forward', 'batchnorm_backward', 'update_running', 'batchnorm_test'],
                    'always': True,
                },
                {
                    'function': 'normalized_before_it_is_rectified',
                    'points': 1,
                    'promise': 'before',
                    'uses': ['he_normal', 'batchnorm_forward', 'batchnorm_backward', 'update_running', 'batchnorm_test'],
                    'always': True,
                },
                {
                    'function': 'digits_are_named_one_by_one',
                    'points': 1,
                    'promise': 'digits',
                    'uses': ['he_normal', 'batchnorm_forward', 'batchnorm_backward', 'update_running', 'batchnorm_test'],
                    'always': True,
                },
            ],
        },
        {
            'name': 'dead_by_rate',
            'row': '10.9',
            'points': 4,
            'question': False,
            'promises': {
                'start': 'every rate starts from the same parameters, drawn once by relu_network, before anything else, from rng.',
                'dead': 'dead is meant as in dead_fraction, and judged on all of X.',
                'order': 'one rate after the other has three epochs of train_network in batches of 32, with this same rng; so on the 8x8 digits at most 15 % are dead at the rate 0.1, and at least 60 % at the rate 2.',
            },
            'checks': [
                {
                    'function': 'all_rates_start_alike',
                    'points': 1,
                    'promise': 'start',
                    'uses': ['dead_fraction'],
                },
                {
                    'function': 'one_row_keeps_a_unit_alive',
                    'points': 2,
                    'promise': 'dead',
                    'uses': ['dead_fraction'],
                },
            ],
        },
        {
            'name': 'q_10_10a',
            'row': '10.10',
            'points': 1,
            'question': True,
            'promises': {
                'answer': 'Which of the printed `activations` meet the printed `wish`? (All their letters, in quotes, such as "AC".)',
            },
            'checks': [],
        },
        {
            'name': 'q_10_10b',
            'row': '10.10',
            'points': 1,
            'question': True,
            'promises': {
                'answer': 'A neuron with four weights gets two examples, the rows of the printed `inputs`, all positive as after a sigmoid. The printed `deltas` are the derivatives of the two losses by its pre-activation. How many of its four weights have a negative gradient of the two losses together? (A whole number.)',
            },
            'checks': [],
        },
        {
            'name': 'q_10_10c',
            'row': '10.10',
            'points': 1,
            'question': True,
            'promises': {'answer': 'Which of the printed `statements` hold? (All their letters, in quotes, such as "AC".)'},
            'checks': [],
        },
    ],
}
