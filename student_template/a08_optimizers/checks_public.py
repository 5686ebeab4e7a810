"""Public checks of assignment 8: students receive this file.

An optimizer is judged by where it leads: each check hands it gradients that were decided before, and looks at the
parameters after every step. What it remembers, and under which names, is its own affair.
"""

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
)


def _walk(optimizer, start, slopes, first=1, hint=None):
    """Let an optimizer make a step for each dict of gradients, or for each gradient function; return where each led."""
    params, path = start, []
    for number, slope in enumerate(slopes, start=first):
        found = assert_dict(optimizer.step(params, slope), tuple(start), name=f"params after step {number}")
        params = {
            key: assert_array(found[key], value.shape, name=f"params[{key!r}] after step {number}", hint=hint)
            for key, value in start.items()
        }
        path.append(params)
    return path


def _follows(path, right, hint=None):
    """Say that a walk with one array w goes through the right points."""
    for number, (params, point) in enumerate(zip(path, right, strict=True), start=1):
        assert_close(params["w"], np.array(point, dtype=float), name=f"params['w'] after step {number}", hint=hint)


def _w(*numbers):
    return {"w": np.array(numbers, dtype=float)}


ALONE = source(
    "def go(optimizer, params, slope, slopes):\n"
    "    def copied(arrays):\n"
    "        return {name: np.array(value) for name, value in arrays.items()}\n"
    "    def same(one, other):\n"
    "        return all(np.array_equal(one[name], other[name], equal_nan=True) for name in other)\n"
    "    before, steep = copied(params), [copied(g) for g in slopes]\n"
    "    first = optimizer.step(params, slope(slopes[0]))\n"
    "    kept = copied(first)\n"
    "    second = optimizer.step(first, slope(slopes[1]))\n"
    "    optimizer.step(second, slope(slopes[0]))\n"
    "    untouched = same(params, before) and all(map(same, slopes, steep))\n"
    "    new = same(first, kept) and not any(np.shares_memory(first[name], params[name]) for name in params)\n"
    "    return untouched, new, str(np.asarray(first['w']).dtype)"
)
GIVEN = source("def go(grads):\n    return grads")
FUNCTION = source("def go(grads):\n    return lambda params: {name: g.copy() for name, g in grads.items()}")


def _leaves_everything_alone(optimizer, student, slope):
    """Three steps, with and without a slope; then look at what was passed in, and at what the first step returned."""
    slopes = [_w(1.1, -2.3, 4.7), _w(0.4, 1.3, -1.6)]
    start = {"w": np.array([3.3, 2.2, 1.1]), "b": np.array([1.0, -1.0, 2.0])}
    found = student.run(ALONE, optimizer, start, slope, [{**g, "b": np.zeros(3)} for g in slopes])
    untouched, kept, dtype = assert_parts(found, "untouched", "kept", "dtype")

    hint = "+=, -= and *= change an array in place, also one that somebody else holds: make a new one instead."
    assert_equal(untouched, True, name="whether params and grads are as they were", hint=hint)
    hint = "The result of a step must be new arrays, which later steps leave alone."
    assert_equal(kept, True, name="whether the first result is new, and the same after the next step", hint=hint)
    assert_equal(dtype, "float64", name="the dtype of the result", hint="A smaller float loses small steps.")


# 8.1


def three_steps_gather_speed(student):
    """Two coordinates, eta 1/2, mu 1/2; gradients (2, -4), (2, 8), (-4, 0); then a fourth step, without a slope."""
    slopes = [_w(2.0, -4.0), _w(2.0, 8.0), _w(-4.0, 0.0), _w(0.0, 0.0)]
    path = _walk(student.Momentum.keep(0.5, 0.5), _w(4.0, 0.0), slopes)

    # velocities (-1, 2), (-1.5, -3), (1.25, -1.5), (0.625, -0.75)
    hint = "Keep mu times the last step, and add the whole -eta times gradient; the velocity begins at 0."
    _follows(path, ([3.0, 2.0], [1.5, -1.0], [2.75, -2.5], [3.375, -3.25]), hint)


def a_steady_slope_has_a_limit(student):
    """Sixty steps along the same gradient, mu 3/4: four times as long as those of plain descent; then mu 0."""
    for mu, right, hint in (
        (0.75, [-2.0, 4.0], "1 + mu + mu^2 + ... = 1 / (1 - mu) = 4."),
        (0.0, [-0.5, 1.0], "With mu = 0 no velocity is kept: it is plain descent."),
    ):
        path = _walk(student.Momentum.keep(0.25, mu), _w(0.0, 1.0), [_w(2.0, -4.0)] * 60)
        step = path[-1]["w"].astype(float) - path[-2]["w"]
        assert_close(step, right, name=f"the last step with mu = {mu:g}", rtol=1e-4, hint=hint)


def momentum_leaves_everything_alone(student):
    """Arguments, and the result of the step before."""
    _leaves_everything_alone(student.Momentum.keep(0.5, 0.5), student, GIVEN)


def half_and_then_most(student):
    """Before, at and after the switch."""
    for t, right in ((0, 0.5), (49, 0.5), (50, 0.9), (51, 0.9), (1000, 0.9)):
        found = student.momentum_schedule(t, 50)
        assert_close(found, right, name=f"momentum_schedule({t}, 50)", hint="From switch on it is high.")


# 8.2


def two_steps_on_a_parabola(student):
    """w^2 from 4 and -8, eta 1/4, mu 1/2; and a third step."""
    slope = source("def go(params):\n    return {'w': 2 * params['w']}")
    path = _walk(student.Nesterov.keep(0.25, 0.5), _w(4.0, -8.0), [slope] * 3)

    # step 1: the gradient at 4 is 8, v = -2. Step 2: ahead is 2 - 1 = 1, its gradient 2, v = -1 - 0.5.
    # step 3: ahead is 0.5 - 0.75 = -0.25, its gradient -0.5, v = -0.75 + 0.125
    hint = (
        "First where mu v alone would lead; then the gradient there; then the step from where you are, not from there."
    )
    _follows(path, ([2.0, -4.0], [0.5, -1.0], [-0.125, 0.25]), hint)


def without_momentum_it_is_descent(student):
    """mu = 0 on w^2 with eta 1/4: every step halves w."""
    slope = source("def go(params):\n    return {'w': 2 * params['w']}")
    path = _walk(student.Nesterov.keep(0.25, 0.0), _w(4.0, -8.0), [slope] * 3)

    _follows(path, ([2.0, -4.0], [1.0, -2.0], [0.5, -1.0]), "Without momentum the point ahead is where you stand.")


def nesterov_leaves_everything_alone(student):
    """Arguments, and the result of the step before."""
    _leaves_everything_alone(student.Nesterov.keep(0.5, 0.5), student, FUNCTION)


# 8.3


def two_slopes_of_three_and_four(student):
    """Slopes 3 and 4, whose squares add up to 25; a second coordinate has them the other way up."""
    path = _walk(student.AdaGrad.keep(1.0, delta=1e-12), _w(0.0, 5.0), [_w(3.0, -3.0), _w(4.0, 4.0)])

    hint = "Add up squares, divide by the root of their sum, and go down."
    _follows(path, ([-1.0, 6.0], [-1.8, 5.2]), hint)


TABLE = (  # the lecture's examples: y, and three features; the first is in nearly all of them, the others are rare
    (1, (1.0, 0.0, 0.0)),
    (-1, (0.5, 0.0, 1.0)),
    (1, (-0.5, 1.0, 0.0)),
    (-1, (0.0, 0.0, 0.0)),
    (1, (0.5, 0.0, 0.0)),
    (-1, (1.0, 0.0, 0.0)),
    (1, (-1.0, 1.0, 0.0)),
    (-1, (-0.5, 0.0, 1.0)),
)


def rare_features_go_as_far(student):
    """The lecture's table of sparse features; the gradient of each example is -y times its features."""
    start = {"w": np.zeros(3), "b": np.zeros(1)}
    slopes = [{"w": -y * np.array(features), "b": np.array([-float(y)])} for y, features in TABLE]
    path = _walk(student.AdaGrad.keep(1.0, delta=1e-12), start, slopes)

    # feature 2: gradients -1 and -1, so 1 / 1 + 1 / sqrt(2). Feature 3: the same, upwards.
    # feature 1: sums 1, 1.25, 1.5, 1.5, 1.75, 2.75, 3.75, 4 under -1, .5, .5, 0, -.5, 1, 1, -.5; b: roots of 1 to 8
    first = [-1.0, 0.5, 0.5, 0.0, -0.5, 1.0, 1.0, -0.5] / np.sqrt([1, 1.25, 1.5, 1.5, 1.75, 2.75, 3.75, 4])
    hint = "Every coordinate has a sum of its own: a feature that was seen twice is divided by the root of 2 only."
    rare = 1 + np.sqrt(0.5)
    assert_close(path[-1]["w"], [-first.sum(), rare, -rare], name="params['w'] after step 8", hint=hint)
    turns = np.array([1, -1] * 4) / np.sqrt(np.arange(1, 9))
    assert_close(path[-1]["b"], [turns.sum()], name="params['b'] after step 8", hint=hint)


def adagrad_leaves_everything_alone(student):
    """Arguments, and the result of the step before."""
    _leaves_everything_alone(student.AdaGrad.keep(0.5), student, GIVEN)


# 8.4


def three_steps_that_forget(student):
    """rho 3/4, slopes 4, 2, 4: averages 4, 4, 7; and a coordinate with slopes 2, 4, -2."""
    optimizer = student.RMSProp.keep(0.5, rho=0.75, delta=1e-12)
    path = _walk(optimizer, _w(1.0, 0.0), [_w(4.0, 2.0), _w(2.0, 4.0), _w(4.0, -2.0)])

    # second coordinate: averages 1, 4.75, 4.5625
    right = np.array([1.0, 0.0]) - 0.5 * np.cumsum(
        [[4 / 2, 2 / 1], [2 / 2, 4 / np.sqrt(4.75)], [4 / np.sqrt(7), -2 / np.sqrt(4.5625)]], axis=0
    )
    hint = "The average begins at 0: after a slope of 4 it is 3/4 of 0 and 1/4 of 16. Divide by its root, and go down."
    _follows(path, right, hint)


def rmsprop_leaves_everything_alone(student):
    """Arguments, and the result of the step before."""
    _leaves_everything_alone(student.RMSProp.keep(0.5), student, GIVEN)


# 8.5


def the_first_step_is_eta(student):
    """Slopes from -1000 to 1000, and other betas."""
    for eta, betas in ((0.25, {}), (0.5, {"beta1": 0.5, "beta2": 0.25})):
        path = _walk(student.Adam.keep(eta, **betas), _w(0.0, 1.0, 2.0, 3.0), [_w(1000.0, -1.0, 5.0, -7.0)])

        hint = "In step 1 the corrections undo 1 - beta exactly: what is left is g / |g|."
        _follows(path, ([-eta, 1 + eta, 2 - eta, 3 + eta],), hint)


def three_corrected_steps(student):
    """beta1 1/2 and then 0, beta2 3/4, slopes 4, 2, -4 and 4, 0, -4; by hand."""
    slopes = [_w(4.0, 4.0), _w(2.0, 0.0), _w(-4.0, -4.0)]
    # averages 2, 2, -1 and 2, 1, -1.5, corrected by 1/2, 3/4, 7/8; with beta1 = 0 the slopes themselves
    directions = {0.5: ([4, 4], [8 / 3, 4 / 3], [-8 / 7, -12 / 7]), 0.0: ([4, 4], [2, 0], [-4, -4])}
    # averages of squares 4, 4, 7 and 4, 3, 6.25, corrected by 1/4, 7/16, 37/64
    roots = np.sqrt([[16, 16], [64 / 7, 48 / 7], [448 / 37, 400 / 37]])
    hint = "Step t divides the averages by 1 - beta^t: powers that change with every step; a slope of 0 counts too."
    for beta1, averages in directions.items():
        path = _walk(student.Adam.keep(1.0, beta1=beta1, beta2=0.75, delta=1e-12), _w(1.0, 1.0), slopes)
        _follows(path, 1 - np.cumsum(np.array(averages) / roots, axis=0), hint)


# Our own loop and our own network, so that nothing but the optimizer is the student's.
TRAIN = source(
    "def go(optimizer, X, y, hidden, epochs, rng):\n"
    "    D, K = X.shape[1], int(y.max()) + 1\n"
    "    params = {'W1': rng.normal(scale=np.sqrt(2 / D), size=(D, hidden)), 'b1': np.zeros(hidden)}\n"
    "    params.update(W2=rng.normal(scale=np.sqrt(2 / hidden), size=(hidden, K)), b2=np.zeros(K))\n"
    "    for _ in range(epochs):\n"
    "        order = rng.permutation(len(X))\n"
    "        for start in range(0, len(X), 32):\n"
    "            rows = order[start : start + 32]\n"
    "            out = np.maximum(X[rows] @ params['W1'] + params['b1'], 0)\n"
    "            Z = out @ params['W2'] + params['b2']\n"
    "            P = np.exp(Z - Z.max(axis=1, keepdims=True))\n"
    "            P /= P.sum(axis=1, keepdims=True)\n"
    "            P[np.arange(len(rows)), y[rows]] -= 1\n"
    "            P /= len(rows)\n"
    "            back = (P @ params['W2'].T) * (out > 0)\n"
    "            grads = {'W1': X[rows].T @ back, 'b1': back.sum(axis=0), 'W2': out.T @ P, 'b2': P.sum(axis=0)}\n"
    "            params = optimizer.step(params, grads)\n"
    "    return params"
)


def _scores(params, X, hidden, classes):
    """Say what the parameters of a network are, and return its logits."""
    shapes = {"W1": (X.shape[1], hidden), "b1": (hidden,), "W2": (hidden, classes), "b2": (classes,)}
    found = assert_dict(params, tuple(shapes), name="params after training")
    found = {
        key: assert_array(found[key], shape, name=f"params[{key!r}] after training") for key, shape in shapes.items()
    }
    with np.errstate(all="ignore"):
        return np.maximum(X @ found["W1"] + found["b1"], 0) @ found["W2"] + found["b2"]


def digits_are_learned(student):
    """Three epochs of a network with 30 hidden units on the 8x8 digits."""
    X, y = held_out("digits")
    train = dataset("digits/train_inputs"), dataset("digits/train_labels")
    params = student.run(TRAIN, student.Adam.keep(0.01), *train, 30, 3, generator(seed()))

    found = accuracy(_scores(params, X, 30, 10).argmax(axis=1), y)
    text = f"After three epochs at least 85 % of new digits must be named; with your Adam {100 * found:.1f} % are."
    assert_true(found >= 0.85, text)


def adam_leaves_everything_alone(student):
    """Arguments, and the result of the step before."""
    _leaves_everything_alone(student.Adam.keep(0.5), student, GIVEN)


# 8.6


def _rates(function, name, cases, hint=None):
    """Compare one rate for each tuple of arguments."""
    for args, right in cases:
        assert_close(function(*args), right, name=f"{name}({', '.join(map(str, args))})", hint=hint)


def a_staircase(student):
    """0.8, halved after every ten; then two other stairs."""
    cases = [((t, 0.8, 0.5, 10), right) for t, right in ((0, 0.8), (3, 0.8), (11, 0.4), (19, 0.4), (25, 0.2))]
    cases += [((7, 1.0, 0.1, 3), 0.01), ((2, 2.0, 0.25, 5), 2.0)]
    _rates(student.step_decay, "step_decay", cases, "Count the full spans of length every, and multiply as often.")


def halved_in_equal_times(student):
    """k = ln 2: a half after 1, a quarter after 2; ln 3: a third; and at time 0 whatever k."""
    two, three = float(np.log(2)), float(np.log(3))
    cases = [((0, 0.8, two), 0.8), ((1, 0.8, two), 0.4), ((2, 0.8, two), 0.2), ((0.5, 0.8, 2 * two), 0.4)]
    cases += [((4, 0.9, three / 2), 0.1), ((0, 7.0, 0.3), 7.0)]
    hint = "eta0 stands in front, and the power is that of e: at time 0 the rate is eta0."
    _rates(student.exp_decay, "exp_decay", cases, hint)


def a_quarter_in_any_time_s(student):
    """0.8, a quarter every ten, a half in between; drawn times."""
    cases = [((t, 0.8, 0.25, 10), right) for t, right in ((0, 0.8), (5, 0.4), (10, 0.2), (15, 0.1), (20, 0.05))]
    t, s = np.random.default_rng(seed()).integers(1, 50, size=2)
    cases += [((float(t + s) / 2, 1.0, 4.0 ** (2 / float(t + s)), 1.0), 4.0)]
    hint = "r is raised to the power t / s, which need not be whole."
    _rates(student.geometric_decay, "geometric_decay", cases, hint)


def halves_thirds_and_quarters(student):
    """0.6 and k = 0.1: a half at 10, a third at 20; and one time in between."""
    cases = [((t, 0.6, 0.1), right) for t, right in ((0, 0.6), (10, 0.3), (20, 0.2), (30, 0.15), (5, 0.4))]
    cases += [((3, 2.0, 1.0), 0.5), ((4, 3.0, 0.5), 1.0), ((2.5, 0.6, 0.4), 0.3)]
    _rates(
        student.inv_t_decay, "inv_t_decay", cases, "1 stands in the denominator, and t beside k as it is, whole or not."
    )


def powers_of_two_and_three(student):
    """c = 1, 2 and 1/2; whole and other times."""
    cases = [((t, 0.6, 10, 2), 0.6 / n) for t, n in ((0, 1), (10, 4), (20, 9), (5, 2.25))]
    cases += [((20, 0.6, 10, 1), 0.2), ((30, 0.6, 10, 0.5), 0.3), ((0, 7.0, 3, 1.5), 7.0)]
    _rates(student.power_decay, "power_decay", cases, "Divide by a power of 1 + t / s.")


def a_table_of_rates(student):
    """Two boundaries, three rates; at, before and after them; then other lengths."""
    cases = ((0, 0.1), (9, 0.1), (10, 0.05), (29.5, 0.05), (30, 0.01), (1000, 0.01))
    hint = "Count the boundaries that are at most t: that is the place in values."
    _rates(
        student.piecewise_decay,
        "piecewise_decay",
        [((t, [10, 30], [0.1, 0.05, 0.01]), right) for t, right in cases]
        + [((5, [], [0.3]), 0.3), ((2, [2], [1.0, 3.0]), 3.0), ((1.5, [2], [1.0, 3.0]), 1.0)]
        + [((1.75, [1.5], [1.0, 3.0]), 3.0)]
        + [((t, [1, 2, 4], [8.0, 5.0, 7.0, 6.0]), right) for t, right in ((0, 8), (1, 5), (3, 7), (4, 6), (9, 6))],
        hint,
    )


def _rates_of(found, count, name="rates"):
    """Say that there is one rate for each epoch, as a list or an array."""
    if isinstance(found, np.ndarray):
        return assert_array(found, (count,), name=name)
    rates = assert_list(found, count, name=name)
    return np.array([assert_number(rate, name=f"{name}[{epoch}]") for epoch, rate in enumerate(rates)])


def lower_after_a_rise(student):
    """One rise, from 3 to 4: the epoch after it is the first with the lower rate."""
    hint = "Whether epoch 2 was bad is known only when it is over: rates[3] is the first that may be lower."
    rates = _rates_of(student.plateau_decay([5.0, 3.0, 4.0, 2.0, 1.0], 0.8, 0.5), 5)
    assert_close(rates, [0.8, 0.8, 0.8, 0.4, 0.4], name="rates", hint=hint)
    rates = _rates_of(student.plateau_decay([3.0, 2.0, 1.0], 0.8, 0.5), 3)
    assert_close(rates, [0.8] * 3, name="rates where all errors fall")


# 8.7

PLAIN = source(
    "class Plain:\n"
    "    def __init__(self, eta):\n"
    "        self.eta = eta\n"
    "    def step(self, params, grads):\n"
    "        with np.errstate(all='ignore'):\n"
    "            return {name: params[name] - self.eta * grads[name] for name in params}"
)
STILL = source(
    "class Still:\n"
    "    def __init__(self, eta):\n"
    "        pass\n"
    "    def step(self, params, grads):\n"
    "        return dict(params)"
)


def _best(found, *names, hint=None):
    """Say that a result is name -> (eta, loss), and return these."""
    best = assert_dict(found, names, name="compare(...)")
    pairs = {name: assert_parts(best[name], "eta", "loss") for name in names}
    return {
        name: (
            assert_number(eta, name=f"the rate of {name!r}", hint=hint),
            assert_number(loss, name=f"the loss of {name!r}", hint=hint),
        )
        for name, (eta, loss) in pairs.items()
    }


def the_best_rate_of_plain_descent(student):
    """Twenty steps, then a hundred."""
    hint = (
        "After twenty steps 0.015 has cleared the walls; 0.019 converges too, but is still jumping from side to side."
    )
    eta, loss = _best(student.compare({"plain": PLAIN}, 20), "plain")["plain"]
    assert_close(eta, 0.015, name="the best rate for 20 steps", hint=hint)
    # x has shrunk by 0.985 in each step, y by -1/2
    assert_close(loss, (0.985**40 + 100 * 0.5**40) / 2, name="the loss after 20 steps", hint=hint)
    eta, loss = _best(student.compare({"plain": PLAIN}, 100), "plain")["plain"]
    assert_close(eta, 0.019, name="the best rate for 100 steps", hint="Every rate of RATES is tried.")
    right = (0.981**200 + 100 * 0.9**200) / 2
    assert_close(loss / right, 1.0, name="the loss after 100 steps, by ours")


def the_smaller_of_equal_rates(student):
    """An optimizer that never moves: all rates end at 50.5."""
    found = _best(student.compare({"still": STILL, "plain": PLAIN}, 3), "still", "plain")

    assert_close(found["still"][1], 50.5, name="the loss of one that never moves")
    assert_close(found["still"][0], 0.001, name="the rate of one that never moves", hint="Of equal ones, the smaller.")


# 8.8


def hessians_of_bowls(student):
    """Quadratic functions of one, two and four variables, small and large h."""
    rng = np.random.default_rng(seed())
    for D, h in ((1, 0.5), (2, 1e-3), (2, 1.0), (4, 0.01)):
        A = rng.integers(-4, 5, size=(D, D)) / 7
        H = A + A.T
        c = rng.normal(size=D)
        f = source(f"def go(x):\n    return float(x @ np.array({A.tolist()}) @ x + np.array({c.tolist()}) @ x + 3)")
        found = student.hessian_numeric(f, rng.normal(size=D), h)

        hint = "H[i, j] is a difference of differences, one along each axis; divide by the lengths of both."
        assert_close(found, H, name=f"hessian_numeric with D = {D} and h = {h}", atol=1e-6, rtol=0, hint=hint)


def short_and_long_steps(student):
    """Slope (1, 2), curvatures 1 and 4: rates 0.1 and 1."""
    g, H = np.array([1.0, 2.0]), np.diag([1.0, 4.0])

    # g.g = 5 and gHg = 17: 0.5 - 0.085, and 5 - 8.5
    hint = "The step is -eta g, so the curvature counts eta times eta. Positive means that the loss falls."
    assert_close(student.taylor_decrease(g, H, 0.1), 0.415, name="taylor_decrease(g, H, 0.1)", hint=hint)
    assert_close(student.taylor_decrease(g, H, 1.0), -3.5, name="taylor_decrease(g, H, 1.0)", hint=hint)


def three_four_five(student):
    """Gradients with whole lengths."""
    hint = "Downhill, and of length 1: divide by the root of the sum of squares."
    u = student.steepest_direction(np.array([3.0, -4.0]))
    assert_close(u, [-0.6, 0.8], name="steepest_direction(g)", hint=hint)
    u = student.steepest_direction(np.array([0.02, 0.01, -0.02]))
    assert_close(u, [-2 / 3, -1 / 3, 2 / 3], name="steepest_direction(g)", hint=hint)


def just_below_and_just_above(student):
    """The ravines with kappa 100 and 4: descend with 99 % of your rate, and with 101 % of it."""
    for kappa in (100.0, 4.0):
        eta = assert_number(student.critical_rate(np.diag([1.0, kappa])), name="critical_rate(H)")
        ends = [_digits(1 - share * eta, 1 - share * eta * kappa) for share in (0.99, 1.01)]

        text = f"With kappa = {kappa:g} and 99 % of your rate {eta:.4g}, two thousand steps must lead to the minimum."
        hint = "Along the steepest axis each step multiplies by 1 - eta kappa: when is that below 1 in size?"
        assert_true(ends[0] < -3, text, hint=hint)
        text = f"With kappa = {kappa:g} and 101 % of your rate {eta:.4g}, two thousand steps must lead away from it."
        assert_true(ends[1] > 3, text, hint=hint)


def _digits(*factors):
    """Return how far away two thousand steps lead that multiply each coordinate by its factor: the power of ten."""
    return max(2000 * float(np.log10(max(abs(factor), 1e-9))) for factor in factors)


MADE = source("def go(cls, eta):\n    return cls(eta)")


def steps_of_plain_descent(student):
    """Two rates and two ravines, counted by hand; and a start that is low enough."""
    # kappa 1 and eta 1/2: the point is halved, so the loss is 1, 1/4, 1/16, 1/64
    # kappa 100 and eta 0.01: y is 0 after one step, x is 0.99^n, so the loss is 0.5 * 0.9801^n
    for eta, kappa, tol, right in ((0.5, 1, 1 / 64, 3), (0.5, 1, 0.3, 1), (0.01, 100, 0.4, 12), (0.01, 100, 60.0, 0)):
        found = student.steps_to(student.run(MADE, PLAIN, eta), kappa, tol, 1000)
        count = assert_whole(found, (), name="steps_to(...)")
        hint = "Look at the loss before each step: where it is at most tol, you are there."
        assert_equal(int(count), right, name=f"steps with eta = {eta:g}, kappa = {kappa:g} to {tol:.4g}", hint=hint)


# 8.9


def _kind(student, H, tol, right, hint=None):
    """Compare what a point is called."""
    found = student.classify_critical_point(np.array(H, dtype=float), tol)
    assert_equal(found, right, name=f"the kind of {np.round(H, 3).tolist()}", hint=hint)


def four_kinds_of_points(student):
    """Two variables: both axes up, both down, one of each, one flat; with and without a mixed term."""
    hint = "The eigenvalues are the curvatures along the axes of the point; np.linalg.eigvalsh finds them."
    _kind(student, [[2, 0], [0, 1]], 1e-9, "min", hint)
    _kind(student, [[-2, 0], [0, -0.25]], 1e-9, "max", hint)
    _kind(student, [[2, 0], [0, -0.25]], 1e-9, "saddle", hint)
    _kind(student, [[2, 0], [0, 0]], 1e-9, "degenerate", hint)
    _kind(student, [[1, 2], [2, 1]], 1e-9, "saddle", hint)  # eigenvalues 3 and -1
    _kind(student, [[2, 1], [1, 2]], 1e-9, "min", hint)  # 3 and 1


def _two_points(student):
    """Say that the witness is two pairs of numbers, and return them."""
    found = student.deep_linear_witness()
    if isinstance(found, np.ndarray):
        return assert_array(found, (2, 2), name="the witness").astype(float).tolist()
    return [_pair(point, name) for point, name in zip(assert_parts(found, "a", "b"), "ab", strict=True)]


def _pair(point, name):
    if isinstance(point, np.ndarray):
        return assert_array(point, (2,), name=name).astype(float).tolist()
    return [assert_number(one, name=f"{name}[{i}]") for i, one in enumerate(assert_list(point, 2, name=name))]


def both_are_minima(student):
    """(u v - 1)^2 is 0 at both."""
    a, b = _two_points(student)
    for name, point in (("a", a), ("b", b)):
        error = abs(point[0] * point[1] - 1)
        text = f"{name} must be a minimum: there u v is 1; at your point u v is {point[0] * point[1]:.6g}."
        assert_true(error <= 1e-6, text, hint="The loss is a square, so it is least where u v - 1 is 0.")


def higher_in_the_middle(student):
    """The loss halfway between them, compared with the losses at both."""
    a, b = _two_points(student)
    middle = [a[i] / 2 + b[i] / 2 for i in (0, 1)]
    losses = [(u * v - 1) * (u * v - 1) for u, v in (a, b, middle)]

    text = (
        f"Halfway the loss must be at least 0.1 above that at a and at b; it is {losses[2]:.4g} halfway, "
        f"{losses[0]:.4g} at a and {losses[1]:.4g} at b."
    )
    hint = "A convex function lies below its chords. Take minima that are far apart."
    assert_true(losses[2] - max(losses[:2]) >= 0.1 * (1 - 1e-9), text, hint=hint)


def a_ball_on_a_saddle(student):
    """Without noise it never moves; with an enormous one it is gone at once."""
    for sd, steps, right in ((0.0, 400, 400), (0.0, 7, 7), (1e12, 30, 1)):
        found = assert_whole(student.escape_time(sd, steps, generator(seed())), (), name="escape_time(...)")
        hint = "Count the steps that were made when abs(y) exceeds 1 for the first time; steps, if it never does."
        assert_equal(int(found), right, name=f"escape_time({sd:g}, {steps}, rng)", hint=hint)


# Below this line: made by `grader release` from the rubric; read by `grader.notebook`.

RUBRIC = {
    'assignment': 'a08_optimizers',
    'title': 'Optimization',
    'wanted': ['AdaGrad', 'Adam', 'Momentum', 'Nesterov', 'RMSProp', 'classify_critical_point', 'compare', 'critical_rate', 'cross_entropy', 'deep_linear_witness', 'escape_time', 'exp_decay', 'geometric_decay', 'he_normal', 'hessian_numeric', 'inv_t_decay', 'minibatches', 'momentum_schedule', 'network_loss', 'network_outs', 'network_params', 'numbers_of_8', 'piecewise_decay', 'plateau_decay', 'power_decay', 'q_8_7a', 'q_8_7b', 'ravine', 'softmax', 'steepest_direction', 'step_decay', 'steps_to', 'taylor_decrease', 'variant', 'who'],
    'exercises': [
        {
            'name': 'Momentum',
            'row': '8.1',
            'points': 9,
            'question': False,
            'promises': {
                'step': 'every array moves by its velocity, which is 0 before the first step; a step keeps mu times the velocity and adds the gradient in full, downhill. Any of the three forms of the handout.',
                'limit': 'where the gradient stays g, the steps tend to -eta g / (1 - mu).',
                'tensors': 'every array of params has a velocity of its own, known by its name, also where two have the same shape, or where the names come in another order.',
                'objects': 'two optimizers know nothing of each other.',
                'rate': 'a new value of eta counts from the next step on, for the new gradient alone or for the whole velocity.',
                'pure': 'step returns a new dict of new float64 arrays; params, grads and what earlier steps returned are left alone.',
            },
            'checks': [
                {'function': 'three_steps_gather_speed', 'points': 3, 'promise': 'step'},
                {'function': 'a_steady_slope_has_a_limit', 'points': 1, 'promise': 'limit'},
                {'function': 'momentum_leaves_everything_alone', 'points': 1, 'promise': 'pure'},
            ],
        },
        {
            'name': 'momentum_schedule',
            'row': '8.1',
            'points': 3,
            'question': False,
            'promises': {
                'values': 'it is low while t is below switch, and high from switch on.',
                'defaults': 'without low and high it goes from 0.5 to 0.9.',
            },
            'checks': [
                {'function': 'half_and_then_most', 'points': 2, 'promise': 'defaults'},
            ],
        },
        {
            'name': 'Nesterov',
            'row': '8.2',
            'points': 10,
            'question': False,
            'promises': {
                'step': 'every array moves by its velocity, as under Momentum, but with the gradient of the point ahead.',
                'ahead': 'each step asks for the gradients exactly once, at params + mu v, where v is the last step of each array, and 0 before the first.',
                'plain': 'with mu = 0 it is plain gradient descent.',
                'tensors': 'every array has a velocity of its own, known by its name; two optimizers know nothing of each other.',
                'pure': 'step returns a new dict of new float64 arrays; params and what earlier steps returned are left alone.',
            },
            'checks': [
                {'function': 'two_steps_on_a_parabola', 'points': 3, 'promise': 'step'},
                {'function': 'without_momentum_it_is_descent', 'points': 1, 'promise': 'plain'},
                {'function': 'nesterov_leaves_everything_alone', 'points': 1, 'promise': 'pure'},
            ],
        },
        {
            'name': 'AdaGrad',
            'row': '8.3',
            'points': 10,
            'question': False,
            'promises': {
                'step': "each coordinate adds up the squares of its gradients, this step's included, and moves against its gradient by eta times the gradient over the root of that sum.",
                'coordinates': 'every coordinate has a sum of its own, so that its own past alone scales it.',
                'zero': 'a coordinate whose gradients were all 0 stays where it is.',
                'delta': 'delta is added to the root, or to the sum inside of it; not to both.',
                'tensors': 'every array has sums of its own, known by its name; two optimizers know nothing of each other.',
                'pure': 'step returns a new dict of new float64 arrays; params, grads and what earlier steps returned are left alone.',
            },
            'checks': [
                {'function': 'two_slopes_of_three_and_four', 'points': 2, 'promise': 'step'},
                {'function': 'rare_features_go_as_far', 'points': 3, 'promise': 'coordinates'},
                {'function': 'adagrad_leaves_everything_alone', 'points': 1, 'promise': 'pure'},
            ],
        },
        {
            'name': 'RMSProp',
            'row': '8.4',
            'points': 8,
            'question': False,
            'promises': {
                'step': "each coordinate keeps a moving average of the squares of its gradients, this step's included, and moves against its gradient by eta times the gradient over the root of that average.",
                'average': 'the average starts at 0; each step weighs the old average by rho and the new square by 1 - rho.',
                'delta': 'delta is added to the root, or to the average inside of it; not to both.',
                'tensors': 'every array has averages of its own, known by its name; two optimizers know nothing of each other.',
                'pure': 'step returns a new dict of new float64 arrays; params, grads and what earlier steps returned are left alone.',
            },
            'checks': [
                {'function': 'three_steps_that_forget', 'points': 3, 'promise': 'step'},
                {'function': 'rmsprop_leaves_everything_alone', 'points': 1, 'promise': 'pure'},
            ],
        },
        {
            'name': 'Adam',
            'row': '8.5',
            'points': 18,
            'question': False,
            'promises': {
                'first': 'the first step is eta long in every coordinate, against the sign of its gradient, up to delta.',
                'step': 'each coordinate keeps moving averages of its gradients and of their squares, by beta1 and beta2; step t divides them by 1 - beta1^t and 1 - beta2^t, and moves by eta times the first over the root of the second.',
                'count': 't is 1 in the first step and grows by 1 with each step, whatever the number of arrays.',
                'long': 'after a thousand steps this still holds.',
                'delta': 'delta is added to the root of the corrected average, inside of that root, or to the root of the average as it is; not to two of them.',
                'tensors': 'every array has averages of its own, known by its name; two optimizers know nothing of each other.',
                'digits': 'three epochs on the 8x8 digits, with the given network, name 85 % of new ones.',
                'accuracy': 'ten epochs name held-out digits on the ladder below, with the pixels in any fixed order.',
                'pure': 'step returns a new dict of new float64 arrays; params, grads and what earlier steps returned are left alone.',
            },
            'checks': [
                {'function': 'the_first_step_is_eta', 'points': 3, 'promise': 'first'},
                {'function': 'three_corrected_steps', 'points': 4, 'promise': 'step'},
                {'function': 'digits_are_learned', 'points': 2, 'promise': 'digits'},
                {'function': 'adam_leaves_everything_alone', 'points': 1, 'promise': 'pure'},
            ],
        },
        {
            'name': 'step_decay',
            'row': '8.6',
            'points': 2,
            'question': False,
            'promises': {
                'value': 'the rate is eta0 at time 0, and is multiplied by factor once for each full span of length every.',
                'boundary': 'at the times every, 2 every, ... the lower rate counts already.',
            },
            'checks': [
                {'function': 'a_staircase', 'points': 1, 'promise': 'value'},
            ],
        },
        {
            'name': 'exp_decay',
            'row': '8.6',
            'points': 1,
            'question': False,
            'promises': {'value': 'the rate is eta0 at time 0 and falls exponentially, by a factor of e in any time 1/k.'},
            'checks': [
                {'function': 'halved_in_equal_times', 'points': 1, 'promise': 'value'},
            ],
        },
        {
            'name': 'geometric_decay',
            'row': '8.6',
            'points': 1,
            'question': False,
            'promises': {
                'value': 'the rate is eta0 at time 0, eta0 r at time s, eta0 r^2 at time 2 s, and falls smoothly in between.',
            },
            'checks': [
                {'function': 'a_quarter_in_any_time_s', 'points': 1, 'promise': 'value'},
            ],
        },
        {
            'name': 'inv_t_decay',
            'row': '8.6',
            'points': 1,
            'question': False,
            'promises': {'value': 'the rate is eta0 at time 0, and eta0 / n at time (n - 1) / k.'},
            'checks': [
                {'function': 'halves_thirds_and_quarters', 'points': 1, 'promise': 'value'},
            ],
        },
        {
            'name': 'power_decay',
            'row': '8.6',
            'points': 1,
            'question': False,
            'promises': {
                'value': 'the rate is eta0 at time 0; at time s it is eta0 / 2^c, at time 2 s eta0 / 3^c, smoothly in between.',
            },
            'checks': [
                {'function': 'powers_of_two_and_three', 'points': 1, 'promise': 'value'},
            ],
        },
        {
            'name': 'piecewise_decay',
            'row': '8.6',
            'points': 1,
            'question': False,
            'promises': {
                'value': 'the rate is values[0] before the first boundary, values[i] between boundaries i - 1 and i (counted from 0), and the last value after the last one; a boundary belongs to the later piece. There may be no boundary.',
            },
            'checks': [
                {'function': 'a_table_of_rates', 'points': 1, 'promise': 'value'},
            ],
        },
        {
            'name': 'plateau_decay',
            'row': '8.6',
            'points': 3,
            'question': False,
            'promises': {
                'rises': 'the rate is multiplied by factor after each epoch whose error exceeds that of the epoch before; the epoch itself was still trained with the rate before.',
                'last': 'it is the last error that counts, not the lowest so far; an equal one changes nothing.',
            },
            'checks': [
                {'function': 'lower_after_a_rise', 'points': 1, 'promise': 'rises'},
            ],
        },
        {
            'name': 'compare',
            'row': '8.7',
            'points': 4,
            'question': False,
            'promises': {
                'best': 'every rate of RATES is tried from w = (1, 1), on ravine with its kappa of 100; the lowest loss after the last step wins.',
                'tie': 'of rates that end equally low, the smaller one wins.',
                'fresh': 'every walk gets an optimizer of its own.',
                'diverged': 'a loss that is no number, or infinite, counts as infinite, and never wins against a finite one.',
            },
            'checks': [
                {'function': 'the_best_rate_of_plain_descent', 'points': 1, 'promise': 'best'},
                {'function': 'the_smaller_of_equal_rates', 'points': 1, 'promise': 'tie'},
            ],
        },
        {
            'name': 'hessian_numeric',
            'row': '8.8',
            'points': 4,
            'question': False,
            'promises': {
                'quadratic': 'of a quadratic function the Hessian is right to 1e-6, for h from 1e-3 to 1.',
                'symmetric': 'H is symmetric to rounding, whatever the function.',
                'close': 'of any smooth function it comes as close as h is small.',
            },
            'checks': [
                {'function': 'hessians_of_bowls', 'points': 2, 'promise': 'quadratic'},
            ],
        },
        {
            'name': 'taylor_decrease',
            'row': '8.8',
            'points': 3,
            'question': False,
            'promises': {
                'value': 'it is the decrease by the Taylor expansion to second order, for the step -eta g.',
                'exact': 'of a quadratic loss it is the true decrease, whatever eta.',
            },
            'checks': [
                {'function': 'short_and_long_steps', 'points': 1, 'promise': 'value'},
            ],
        },
        {
            'name': 'steepest_direction',
            'row': '8.8',
            'points': 2,
            'question': False,
            'promises': {
                'unit': 'u has length 1.',
                'steepest': 'no other vector of length 1 has a smaller product with g.',
            },
            'checks': [
                {'function': 'three_four_five', 'points': 1, 'promise': 'unit'},
            ],
        },
        {
            'name': 'critical_rate',
            'row': '8.8',
            'points': 3,
            'question': False,
            'promises': {
                'value': 'with a rate just below it gradient descent comes to the minimum from everywhere, with one just above it runs away from almost everywhere.',
                'rotated': 'this holds whatever the axes of the ravine.',
            },
            'checks': [
                {'function': 'just_below_and_just_above', 'points': 2, 'promise': 'value'},
            ],
        },
        {
            'name': 'steps_to',
            'row': '8.8',
            'points': 4,
            'question': False,
            'promises': {
                'count': 'the walk on ravine starts at w = (1, 1) and ends as soon as the loss is at most tol; steps made are counted.',
                'limit': 'limit is the answer where that many steps do not lead there.',
                'claim': 'with eta = 0.01 and kappa = 100, momentum of 0.9 comes to 1e-5 in fewer steps than plain descent.',
            },
            'checks': [
                {'function': 'steps_of_plain_descent', 'points': 2, 'promise': 'count'},
            ],
        },
        {
            'name': 'classify_critical_point',
            'row': '8.9',
            'points': 5,
            'question': False,
            'promises': {
                'kind': '"min" where all eigenvalues are positive, "max" where all are negative, "saddle" where there are both.',
                'rotated': 'this holds in any number of dimensions, whatever the axes.',
                'degenerate': '"degenerate" where any eigenvalue is within tol of 0, whatever the others are.',
            },
            'checks': [
                {'function': 'four_kinds_of_points', 'points': 2, 'promise': 'kind'},
            ],
        },
        {
            'name': 'deep_linear_witness',
            'row': '8.9',
            'points': 2,
            'question': False,
            'promises': {
                'minima': 'a and b are minima of (u v - 1)^2, the loss of two linear units in a row whose target is the input.',
                'midpoint': 'halfway between them the loss is at least 0.1, which no convex function allows.',
            },
            'checks': [
                {'function': 'both_are_minima', 'points': 1, 'promise': 'minima'},
                {'function': 'higher_in_the_middle', 'points': 1, 'promise': 'midpoint'},
            ],
        },
        {
            'name': 'escape_time',
            'row': '8.9',
            'points': 3,
            'question': False,
            'promises': {
                'still': 'without noise it stays for ever, so that the answer is steps.',
                'time': 'each step is one of gradient descent with eta = 0.1, whose gradient has normal noise added to each entry, drawn afresh; the mean time over many walks is right within 5 standard errors.',
                'falls': 'the more noise, the sooner it is gone; the noise comes from rng, so equal generators give equal times.',
            },
            'checks': [
                {'function': 'a_ball_on_a_saddle', 'points': 1, 'promise': 'still'},
            ],
        },
        {
            'name': 'q_8_7a',
            'row': '8.7',
            'points': 1,
            'question': True,
            'promises': {
                'answer': 'On a long, even slope momentum with the printed `eta` and `mu` has come up to speed. Which step size would plain gradient descent need, to make steps of the same length? (A number, to 1 %.)',
            },
            'checks': [],
        },
        {
            'name': 'q_8_7b',
            'row': '8.7',
            'points': 1,
            'question': True,
            'promises': {
                'answer': 'Batch or mini-batches, and what makes training hard: one of the printed `choices` is right, the others turn something around. Which one? (Its letter, in quotes.)',
            },
            'checks': [],
        },
    ],
}
