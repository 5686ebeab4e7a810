"""Hidden checks of assignment 10: other inputs for the same promises. These never leave the instructor's machine."""

import numpy as np

from grader import dataset, generator, held_out, seed, source
from grader.assertions import (
    accuracy,
    assert_array,
    assert_backward,
    assert_close,
    assert_equal,
    assert_no_warning,
    assert_number,
    assert_one_of,
    assert_parts,
    assert_repeatable,
    assert_true,
    record_curve,
)
from reference import batch_normalization, initialization, propagation, rectifiers

from .checks_public import (
    BACKWARD,
    BATCH,
    FORWARD,
    HALVES,
    LEFT,
    OUT,
    SAME,
    SIDES,
    THERE_AND_BACK,
    _assert_bent,
    _assert_own_slopes,
    _assert_state,
    _fans,
    _fractions,
    _layer,
    _normalized,
    _off_kinks,
    _out_and_slopes,
    _params,
    _rms,
    _slopes,
    _state,
)
from .solution import meeting, negative_entries, true_statements

# 10.1

APPLY = source(
    "def go(cls, args):\n"
    "    def forward_and_backward(x):\n"
    "        layer = cls(*args)\n"
    "        return layer.forward(x), layer.backward(np.ones(x.shape))\n"
    "    return forward_and_backward"
)


def relu_leaves_its_input_alone(student):
    """x before and after, in both modes."""
    bend = student.run(OUT, student.ReLU, (), np.array([[-2.0], [0.0], [2.0]]))
    _assert_bent(bend, "ReLU().forward(x)")
    hint = "x[x < 0] = 0 changes the caller's array: compute a new one."
    assert_equal(student.run(LEFT, student.ReLU, (), SIDES), True, name="x is the same after forward", hint=hint)


BESIDE = source(
    "def go(cls, a, x, dout):\n"
    "    layer, other = cls(a), cls(a + 1)\n"
    "    layer.forward(1 - x)\n"
    "    out = layer.forward(x)\n"
    "    other.forward(1 - x)\n"
    "    return out, layer.backward(dout)"
)


def _assert_like(student, cls, ours, a, *, there, back):
    """Say that a rectifier with one number goes forward and back as ours does, beside another one."""
    rng = np.random.default_rng(seed())
    for shape in ((5, 4), (7,)):
        x, dout = _off_kinks(rng, shape), rng.normal(size=shape)
        layer = ours(a)
        out, dx = assert_parts(student.run(BESIDE, cls, a, x, dout), "out", "dx")
        assert_close(out, layer.forward(x), name=f"forward(x) with a = {a:g}", hint=there)
        assert_close(dx, layer.backward(dout), name=f"backward(dout) with a = {a:g}", hint=back)


def leaks_of_every_size(student):
    """a = 0.01, 0.5 and 2."""
    there = "max(a x, x) is right for a < 1 only: decide by the sign of x."
    back = "The slope is 1 where x is positive and a where it is negative, with the x and the a of this layer."
    for a in (0.01, 0.5, 2.0):
        _assert_like(student, student.LeakyReLU, rectifiers.LeakyReLU, a, there=there, back=back)


TWICE = source(
    "def go(cls, lo, hi, rng, x):\n    layer = cls(lo, hi, rng)\n    return layer.forward(x), layer.forward(x)"
)


def every_entry_has_a_slope_of_its_own(student):
    """3,000 negative entries, two forwards, three generators."""
    x = np.full((60, 50), -1.0)
    runs = [student.run(TWICE, student.RReLU, 0.2, 0.6, generator(seed(i)), x) for i in (1, 1, 2)]
    (one, two), (again, _), (other, _) = (
        [_slopes(each, x, 0.2, 0.6) for each in assert_parts(run, "the first out", "the second out")] for run in runs
    )

    text = "Every entry must have a slope of its own: draw with size=x.shape."
    assert_true(len(np.unique(one)) > 2900, text, hint="One number per layer, row or column is not enough.")
    # of 3,000 uniform numbers from 0 to 1 the mean has the standard error 0.0053, the mean square 0.0054
    unit = (one - 0.2) / 0.4
    uniform = abs(unit.mean() - 1 / 2) < 0.027 and abs((unit**2).mean() - 1 / 3) < 0.027
    assert_true(uniform, "The slopes must be uniform between lo and hi.", hint="rng.uniform(lo, hi, size=...)")
    assert_true(not np.array_equal(one, two), "Every forward in training must draw new slopes.")
    assert_true(
        np.array_equal(one, again), "The same generator must give the same slopes.", hint="Draw from rng alone."
    )
    assert_true(not np.array_equal(one, other), "Another generator must give other slopes.", hint="Draw from rng.")


def slopes_above_one(student):
    """lo = 1.5, hi = 3, in both modes."""
    x = _off_kinks(np.random.default_rng(seed()), (6, 5))
    out = student.run(OUT, student.RReLU, (1.5, 3.0, generator(seed())), x)
    _slopes(out, x, 1.5, 3.0)
    out = student.run(OUT, student.RReLU, (1.5, 3.0, generator(seed())), x, False)
    hint = "max(slope x, x) is right for slopes below 1 only: decide by the sign of x."
    assert_close(out, np.where(x > 0, x, 2.25 * x), name="forward(x, train=False)", hint=hint)


def exponentials_of_every_size(student):
    """a = 0.5, 2 and 3."""
    there, back = "a multiplies the whole bracket, exp(x) - 1.", "The slope for negative x is a exp(x), with the a."
    for a in (0.5, 2.0, 3.0):
        _assert_like(student, student.ELU, rectifiers.ELU, a, there=there, back=back)


def an_elu_far_out(student):
    """Inputs of 1000 and -1000, a = 1, there and back."""
    x = np.array([[1000.0, -1000.0, 0.5]])
    hint = "np.where computes both branches: exp(1000) overflows though nobody wants it."
    found = assert_no_warning(student.run(APPLY, student.ELU, (1.0,)), x, hint=hint)
    out, dx = assert_parts(found, "out", "dx")
    hint = "To the right out is x, however large; far to the left it is -a."
    assert_close(out, [[1000.0, -1.0, 0.5]], name="forward(x) with a = 1", hint=hint)
    hint = "To the right the slope is 1; far to the left nothing is left of it."
    assert_close(dx, [[1.0, 0.0, 1.0]], name="backward of ones with a = 1", hint=hint)


def slopes_of_three_pieces(student):
    """Three pieces, four inputs, two units, five examples."""
    rng = np.random.default_rng(seed())
    point = rng.normal(size=(5, 4)), rng.normal(size=(3, 4, 2)), rng.normal(size=(3, 2))
    pair = student.run(FORWARD, student.Maxout), student.run(BACKWARD, student.Maxout)
    hint = "Only the largest piece of each unit and example passes the gradient on."
    ours = (_maxout, _maxout_back)
    assert_backward(*pair, *point, reference=ours, names=("dx", "dW", "db"), batch=(0,), hint=hint)


def _maxout(x, W, b):
    layer = rectifiers.Maxout(W, b)
    return layer.forward(x), layer


def _maxout_back(dout, layer):
    return layer.backward(dout)


def the_first_of_equal_pieces(student):
    """Of three pieces the last two are equal and largest."""
    W, b = np.array([[[1.0]], [[2.0]], [[2.0]]]), np.zeros((3, 1))
    x, dout = np.array([[1.0], [3.0]]), np.array([[1.0], [10.0]])
    _, slopes = assert_parts(student.run(THERE_AND_BACK, student.Maxout, (W, b), x, dout), "out", "dx, dW, db")
    dx, dW, db = assert_parts(slopes, "dx", "dW", "db")

    hint = "Each example has one winner here, the second piece: of equal ones the first, as argmax finds it."
    assert_close(db, [[0], [11], [0]], name="db", hint=hint)
    assert_close(dW, [[[0]], [[31]], [[0]]], name="dW", hint=hint)
    assert_close(dx, [[2], [20]], name="dx", hint=hint)


# 10.2


def one_live_example_is_enough(student):
    """300 examples, of which one keeps three of six units alive; then pre-activations of exactly 0, two of three."""
    rng = np.random.default_rng(seed())
    pres = -rng.uniform(0.1, 2, size=(300, 6))
    pres[rng.integers(200, 300), :3] = 1e-6, 0.05, 900.0
    hint = "A unit is dead only if no example at all makes its pre-activation positive."
    found = assert_number(student.dead_fraction(pres), name="dead_fraction(pres)", hint=hint)
    assert_close(found, 0.5, name="dead_fraction(pres)", hint=hint)
    hint = "At 0 a rectifier is silent and its unit does not learn: that counts as dead."
    found = assert_number(student.dead_fraction(np.array([[0.0, 0.0, 0.0], [-1.0, 1.0, -2.0]])), hint=hint)
    assert_close(found, 2 / 3, name="dead_fraction of zeros", hint=hint)


def shares_of_units(student):
    """All dead, none dead, one unit, one example, many units."""
    rng = np.random.default_rng(seed())
    cases = [-np.ones((3, 2)), np.ones((2, 5)), -np.ones((4, 1)), rng.normal(size=(1, 40)), rng.normal(size=(3, 64))]
    for pres, found in zip(cases, student.dead_fraction.each([(each,) for each in cases]), strict=True):
        right = propagation.dead_fraction(pres)
        name = f"dead_fraction of an array of shape {pres.shape}"
        assert_close(assert_number(found, name=name), right, name=name, hint="Divide by the number of units.")


def the_largest_distance(student):
    """Seven drawn units of four inputs, of which two are far apart; two units of nine inputs."""
    rng = np.random.default_rng(seed())
    for shape, one, other in (((4, 7), 0, 6), ((4, 7), 2, 4), ((9, 2), 0, 1)):
        W = rng.normal(size=shape)
        W[:, one] += 3
        W[:, other] -= 3
        hint = "Compare every two columns; a distance is the root of the sum of squares."
        right = propagation.symmetry_spread(W)
        assert_close(student.symmetry_spread(W), right, name="symmetry_spread(W)", hint=hint)


def twins_stay_twins(student):
    """A network that starts with constant weights, and one that starts with He's, after thirty epochs."""
    rng = np.random.default_rng(seed())
    X, y = rng.normal(size=(60, 5)), np.arange(60) % 3
    drawn = propagation.relu_network(5, 3, rng)
    constant = {name: np.full(value.shape, 0.1) for name, value in drawn.items()}
    for start, name in ((constant, "constant"), (drawn, "drawn")):
        W = propagation.train_network(start, X, y, 0.1, 30, 20, np.random.default_rng(1))["W1"]
        found = assert_number(student.symmetry_spread(W), name=f"the spread after training from {name} weights")
        right, where = (found < 1e-6, "below 1e-6") if name == "constant" else (found > 0.1, "above 0.1")
        text = f"After training from {name} weights the spread is {where}; yours is {found:.3g}."
        assert_true(right, text, hint="Columns are units.")


# 10.3


def _units(student, name, i):
    """Return 8,000 weights in units of their own deviation: a wrong variance has a check of its own."""
    W = assert_array(student.function(name)(100, 80, generator(seed(i))), name=f"{name}(100, 80, rng)").astype(float)
    assert_true(W.size == 8000, f"{name}(100, 80, rng) must hold 8,000 weights; yours holds {W.size}.")
    deviation = float(np.sqrt((W**2).mean()))
    assert_true(deviation > 0, f"{name} must draw weights; yours are all 0.")
    return W.ravel() / deviation


def _assert_draws(student, name, share, largest):
    """Say that weights are draws of their own with mean 0, of which some share lies within one deviation."""
    first, again, other = (_units(student, name, i) for i in (1, 1, 2))
    text = f"All weights of {name} must be drawn one by one; yours repeat."
    assert_true(len(np.unique(first)) > 7980, text, hint="size=(fan_in, fan_out)")  # in float32 a few meet by chance
    # of 8,000 draws the mean has the standard error 0.0112 deviations, and a share at most 0.0056
    assert_true(abs(first.mean()) < 0.056, f"The mean of {name} must be 0.", hint="As much below 0 as above.")
    within = float((np.abs(first) < 1).mean())
    text = f"{100 * share:.1f} % of {name} must lie within one deviation; yours has {100 * within:.1f} % there."
    hint = "Of normal weights 68.3 % lie within one standard deviation, of uniform ones 57.7 %."
    assert_true(abs(within - share) < 0.028 and np.abs(first).max() < largest, text, hint=hint)
    hint = "Draw from rng alone."
    assert_true(np.array_equal(first, again), f"The same generator must give the same weights of {name}.", hint=hint)
    assert_true(not np.array_equal(first, other), f"Another generator must give other weights of {name}.", hint=hint)


NORMAL = 0.6827, 7.0  # the share within one deviation; nothing is drawn beyond seven
UNIFORM = 0.5774, 1.8  # 1 / sqrt(3); nothing lies beyond sqrt(3) = 1.73


def xavier_uniform_draws_each_weight(student):
    """100 x 80 weights, three generators."""
    _assert_draws(student, "xavier_uniform", *UNIFORM)


def xavier_normal_draws_each_weight(student):
    """100 x 80 weights, three generators."""
    _assert_draws(student, "xavier_normal", *NORMAL)


def he_normal_draws_each_weight(student):
    """100 x 80 weights, three generators."""
    _assert_draws(student, "he_normal", *NORMAL)


def he_uniform_draws_each_weight(student):
    """100 x 80 weights, three generators."""
    _assert_draws(student, "he_uniform", *UNIFORM)


def fans_of_every_layer(student):
    """Windows that are no squares, one filter, one pixel."""
    for sizes in ((4, 7, 3, 2), (1, 9, 1, 5), (12, 1, 4, 1), (8, 5, 1, 1)):
        right = np.array(initialization.conv_fans(*sizes))
        hint = "C kh kw numbers go into an output; an input goes into F kh kw of them."
        assert_equal(_fans(student.conv_fans(*sizes)), right, name=f"conv_fans{sizes}", hint=hint)


# 10.4

COUNTS = source(
    "def init(fan_in, fan_out, rng, calls=[]):\n    calls.append(1)\n    return len(calls) * np.eye(fan_in, fan_out)"
)
SIGMOID = source("lambda pre: 1 / (1 + np.exp(-np.clip(pre, -500, 500)))")
ONE_UNIT = source("lambda fan_in, fan_out, rng: np.full((fan_in, 1), 0.01) * (np.arange(fan_out) == 0)")
NONZERO = source("lambda pre: np.where(pre == 0, 0.0, 1.0)")
THREES = source("lambda pre: np.where(pre > 0, 3.0, 4.0)")
GAUSS = source("lambda fan_in, fan_out, rng: rng.standard_normal((fan_in, fan_out))")
TINY = source("lambda fan_in, fan_out, rng: 0.01 * rng.standard_normal((fan_in, fan_out))")
XAVIER = source("lambda fan_in, fan_out, rng: (2 / (fan_in + fan_out)) ** 0.5 * rng.standard_normal((fan_in, fan_out))")


def every_layer_calls_init(student):
    """The k-th call gives k times the identity, so the k-th layer multiplies by k. Then weights of one unit only."""
    found = _rms(student, 5, 30, COUNTS, SAME)

    hint = "Draw new weights for every layer: one matrix for all of them is another network."
    assert_close(found[1:] / found[:-1], [2, 3, 4, 5], name="rms[1:] / rms[:-1]", hint=hint)
    found = _rms(student, 1, 25, ONE_UNIT, NONZERO)[0]
    text = f"Where 1 of 25 units has weights and puts out 1, the others 0, rms is 0.2; yours is {found:.3g}."
    assert_true(found < 0.6, text, hint="Rows of W belong to inputs, columns to units: (fan_in, fan_out).")


def strength_is_taken_after_the_activation(student):
    """An activation of 3 and 4; then a sigmoid behind N(0, 1) weights and behind Xavier's."""
    found = _rms(student, 3, 40, HALVES, THREES)
    # half of the first layer is 3, half is 4: sqrt(12.5) = 3.54; from then on all are positive, and 3
    hint = (
        "Measure what leaves the activation, not what goes in; and do not subtract the mean: the mean square is meant."
    )
    assert_close(found[1:], [3, 3], name="rms[1:]", hint=hint)
    assert_true(abs(found[0] - 3.54) < 0.05, f"rms[0] must be near 3.54 here; yours is {found[0]:.4g}.", hint=hint)
    wild, mild = (_rms(student, 3, 400, init, SIGMOID) for init in (GAUSS, XAVIER))
    text = "A sigmoid behind N(0, 1) weights ends near 0 or 1, rms 0.7; behind Xavier's near one half."
    assert_true(wild[0] > 0.65 and mild[0] < 0.6, text, hint=hint)


def variance_goes_by_a_factor(student):
    """Weights of deviation 1 and 0.01, 100 units: ten times as strong, or a tenth, with every layer."""
    for init, factor, what in ((GAUSS, 10.0, "N(0, 1)"), (TINY, 0.1, "N(0, 0.0001)")):
        found = _rms(student, 4, 100, init, SAME)
        ratios = found / np.concatenate([[1.0], found[:-1]])
        text = f"With {what} weights and 100 units each layer must multiply rms by about {factor:g}; yours by "
        # one ratio is off by 10 % at most: its square is a mean over 200 examples, of relative deviation sqrt(2 / 100)
        assert_true(bool(np.all(np.abs(ratios / factor - 1) < 0.3)), f"{text}{ratios.min():.3g} to {ratios.max():.3g}.")


# 10.5


def drawn_batches_are_normalized(student):
    """Two rows, many rows, one column, one row; gamma is not 1, and eps is large; the flag unbiased is set or not."""
    rng = np.random.default_rng(seed())
    for N, M in ((2, 3), (9, 4), (5, 1), (4, 4), (1, 3)):
        x, gamma, beta = rng.normal(2, 3, size=(N, M)), rng.normal(1, 1, size=M), rng.normal(size=M)
        state = _state(M, eps=0.5, unbiased=M == 4, rng=rng)
        right, _, _ = batch_normalization.batchnorm_forward(x, gamma, beta, state, True)
        out, _ = _normalized(student, x, gamma, beta, state, True)
        hint = "The variance is the mean of the squared distances, over N, whatever the flag; eps is below the root."
        assert_close(out, right, name="out", rows=N, hint=hint)


def a_constant_column_becomes_beta(student):
    """One column of three is constant."""
    x = np.array([[7.0, 1.0, -2.0], [7.0, 4.0, 0.0], [7.0, -2.0, 5.0]])
    forward, _ = _layer(student, _state(3, eps=1e-5))
    out = assert_no_warning(student.run(FIRST, forward), x, np.array([2.0, 1.0, 1.0]), np.array([0.5, 0.0, 0.0]))

    found = assert_array(out, (3, 3), name="out")
    assert_close(found[:, 0], [0.5] * 3, name="the constant column", hint="eps keeps the divisor from being 0.")
    assert_true(float(np.ptp(found[:, 1])) > 0, "A column that is not constant must not become constant.")


FIRST = source("def go(pair):\n    def first(*args):\n        return pair(*args)[0]\n    return first")


def training_moves_the_running_values(student):
    """new_state is the update for this batch: the right one, or that of the student's own update_running."""
    rng = np.random.default_rng(seed())
    x = rng.normal(3, 2, size=(5, 2))
    for unbiased in (False, True):
        state = _state(2, momentum=0.6, eps=1e-5, unbiased=unbiased, rng=rng)
        _, new_state = _normalized(student, x, np.ones(2), np.zeros(2), state, True)
        accepted = {"the update of this batch": batch_normalization.update_running(state, x)}
        own = student.update_running.each([(state, x)])[0]
        if _is_update(own, state):  # who moves wrongly has lost the points of update_running: it costs once
            accepted["your update_running"] = own
        hint = "In training return what update_running(state, x) gives, as the third result."
        assert_one_of(new_state, accepted, hint, name="new_state")


def _is_update(found, state):
    """Say whether a result is a state whose running values are not those of before."""
    if type(found) is not dict or set(found) != set(state):
        return False
    same = all(type(found[key]) is type(state[key]) and found[key] == state[key] for key in ("momentum", "eps"))
    arrays = [(found[key], state[key]) for key in ("running_mean", "running_var")]
    moved = all(
        isinstance(one, np.ndarray) and one.shape == old.shape and one.dtype.kind == "f" and np.isfinite(one).all()
        for one, old in arrays
    )
    return same and moved and not any(np.array_equal(one, old) for one, old in arrays)


def a_skewed_column_stays_skewed(student):
    """Exponentially distributed columns: the third moment is that of x."""
    x = np.random.default_rng(seed()).exponential(size=(40, 2))
    out, _ = _normalized(student, x, np.array([1.0, 3.0]), np.array([0.0, -1.0]), _state(2), True)
    out = assert_array(out, x.shape, name="out").astype(float)
    moved = bool(np.all(out.std(axis=0) > 0)) and not np.allclose(out.mean(axis=0), x.mean(axis=0))
    assert_true(moved, "out must vary where x does, around beta.")
    hint = "Each column is shifted and scaled as a whole; that does not make it normally distributed."
    assert_close(_skewness(out), _skewness(x), name="the skewness of each column", hint=hint)


def _skewness(x):
    return ((x - x.mean(axis=0)) ** 3).mean(axis=0) / x.std(axis=0) ** 3


# 10.6


def slopes_with_a_drawn_gamma(student):
    """Three rows and eight, gamma far from 1, eps large."""
    rng = np.random.default_rng(seed())
    ours = batch_normalization
    for N, M in ((3, 2), (8, 5)):
        state = _state(M, eps=0.3)

        def forward(x, gamma, beta, state=state):
            return ours.batchnorm_forward(x, gamma, beta, state, True)[:2]

        point = rng.normal(1, 2, size=(N, M)), rng.uniform(2, 4, size=M), rng.normal(size=M)
        names = ("dx", "dgamma", "dbeta")
        pair = _layer(student, state)
        assert_backward(*pair, *point, reference=(forward, ours.batchnorm_backward), names=names, terms=_terms(state))


def _terms(state):
    """Return what says of which terms dx consists."""

    def terms(dout, x, gamma, beta):
        _, (x_hat, _, deviation), _ = batch_normalization.batchnorm_forward(x, gamma, beta, state, True)
        inner = dout * gamma
        mean = np.broadcast_to(inner.mean(axis=0), x.shape)
        return {
            "dx": {
                "the direct way": inner / deviation,
                "the way through the mean": -mean / deviation,
                "the way through the variance": -x_hat * (inner * x_hat).mean(axis=0) / deviation,
            }
        }

    return terms


def a_common_scale_changes_nothing(student):
    """With a tiny eps each column of dx is at right angles with the normalized x."""
    rng = np.random.default_rng(seed())
    x, gamma, beta, dout = (
        rng.normal(size=(6, 3)),
        np.array([2.0, 0.5, -3.0]),
        rng.normal(size=3),
        rng.normal(size=(6, 3)),
    )
    out, dx, *_ = _out_and_slopes(student, x, gamma, beta, _state(3, eps=1e-12), dout)
    if not _is_normalized(out, x, gamma, beta):
        _assert_own_slopes(student, 6, 3)
        return
    assert_true(bool(np.any(dx != 0)), "dx must not be 0 everywhere.")
    x_hat = (x - x.mean(axis=0)) / x.std(axis=0)
    hint = "The variance depends on every row of x: that is a path for the gradient of its own."
    assert_close((x_hat * dx).sum(axis=0), np.zeros(3), name="the sum of normalized x times dx", atol=1e-6, hint=hint)


def _is_normalized(out, x, gamma, beta):
    """Say whether the forward normalized over the rows: up to a constant, its columns are those of x."""
    x_hat = (out - beta) / gamma
    factor = x_hat[0] / (x[0] - x.mean(axis=0))
    return bool(np.allclose(x_hat, factor * (x - x.mean(axis=0)), atol=1e-6))


def shifted_and_stretched_inputs(student):
    """x + 5 has the same dx, 10 x a tenth of it."""
    rng = np.random.default_rng(seed())
    x, gamma, beta, dout = (
        rng.normal(size=(5, 3)),
        np.array([2.0, 0.5, -3.0]),
        rng.normal(size=3),
        rng.normal(size=(5, 3)),
    )
    state = _state(3, eps=1e-12)
    out, dx, *_ = _out_and_slopes(student, x, gamma, beta, state, dout)
    if not _is_normalized(out, x, gamma, beta):
        _assert_own_slopes(student, 5, 3)
        return
    assert_true(bool(np.any(dx != 0)), "dx must not be 0 everywhere.")
    _, shifted, *_ = _out_and_slopes(student, x + 5, gamma, beta, state, dout)
    hint = "After the mean is subtracted, a common shift of x is gone."
    assert_close(shifted, dx, name="dx of x + 5", hint=hint)
    _, stretched, *_ = _out_and_slopes(student, 10 * x, gamma, beta, state, dout)
    hint = "A stretched x changes nothing in out, so its entries matter less: dx is divided by the deviation."
    assert_close(stretched, dx / 10, name="dx of 10 x", hint=hint)


def caches_serve_twice(student):
    """backward twice with one cache, with another forward in between."""
    pair = _layer(student, _state(2, eps=0.1))
    hint = "Keep what backward needs in the cache, and change nothing of it: np.multiply(..., out=...) and *= do."
    assert_repeatable(*pair, BATCH, np.array([2.0, 3.0]), np.zeros(2), hint=hint)


# 10.7


def the_flag_chooses_the_divisor(student):
    """Three rows and four with both values of unbiased; one row without."""
    rng = np.random.default_rng(seed())
    for N, unbiased in ((3, False), (3, True), (4, False), (4, True), (1, False)):
        x = rng.normal(size=(N, 4))
        state = _state(4, momentum=0.3, unbiased=unbiased, rng=rng)
        hint = "Divide the squared distances by N; by N - 1 where state['unbiased'] is true, and only there."
        right = batch_normalization.update_running(state, x)
        _assert_state(student.update_running(state, x), right, f"new_state with unbiased = {unbiased}", hint)


MANY = source(
    "def go(update, state, batches):\n    for x in batches:\n        state = update(state, x)\n    return state"
)


def many_batches_converge(student):
    """Forty batches of eight rows, from running values that are far off."""
    rng = np.random.default_rng(seed())
    batches = rng.normal([5.0, -2.0], [2.0, 0.5], size=(40, 8, 2))
    state = _state(2, momentum=0.9)
    found = student.run(MANY, student.update_running, state, list(batches))
    right = state
    for x in batches:
        right = batch_normalization.update_running(right, x)
    _assert_state(
        found, right, "the state after forty batches", "What you return must be what the next call can start from."
    )


def a_row_is_not_touched_by_others(student):
    """One row alone, the same row among five."""
    rng = np.random.default_rng(seed())
    x, gamma, beta, state = (
        rng.normal(size=(5, 3)),
        rng.normal(size=3),
        rng.normal(size=3),
        _state(3, eps=1e-5, rng=rng),
    )
    whole = assert_array(student.batchnorm_test(x, gamma, beta, state), (5, 3), name="out")
    spread = float(np.ptp(whole, axis=0).min())
    assert_true(spread > 0, "Rows of out must differ where rows of x do.")
    assert_true(not np.allclose(whole, x), "Rows must be normalized, scaled and shifted; yours are those of x.")
    single = assert_array(student.batchnorm_test(x[2:3], gamma, beta, state), (1, 3), name="out of one row")
    hint = "Mean and variance of the batch must not be looked at in test mode."
    assert_close(single[0], whole[2], name="out of one row", hint=hint)


def drawn_rows_are_tested(student):
    """Six wide rows, drawn running values, a large eps; the flag makes no difference."""
    rng = np.random.default_rng(seed())
    x, gamma, beta = 30 * rng.normal(size=(6, 4)), rng.normal(size=4), rng.normal(size=4)
    state = _state(4, eps=0.7, unbiased=True, rng=rng)
    right = batch_normalization.batchnorm_test(x, gamma, beta, state)
    hint = "running_var is a variance: add eps and take the root."
    assert_close(student.batchnorm_test(x, gamma, beta, state), right, name="out", hint=hint)


# 10.8

PERMUTED = "digits/permuted_inputs", "digits/train_labels"


def normalized_networks_stand_bad_starts(student):
    """eta 1, weights of deviation 1, two hidden layers of 50: with and without, the mean of five starts."""
    X, y = held_out("digits/permuted")
    means = {}
    for batchnorm in (True, False):
        found = []
        for i in range(5):
            model = student.BatchNormMLP.keep((64, 50, 50, 10), generator(seed(i)), batchnorm=batchnorm, scale=1.0)
            for W in _params(model, {"W1": (64, 50), "W3": (50, 10)}).values():
                # the mean of n squares of normal numbers has the relative standard error sqrt(2 / n)
                right = abs(float((W.astype(float) ** 2).mean()) - 1) < 6 * np.sqrt(2 / W.size)
                assert_true(right, "With scale=1.0 all initial weights must have the standard deviation 1.")
            model.fit(*map(dataset, PERMUTED), 1.0, 3, 32, generator(seed(5 + i)))
            found.append(accuracy(model.predict(X), y, name="predict(X)"))
        means[batchnorm] = float(np.mean(found))
    text = (
        f"With batch normalization it names {100 * means[True]:.0f} % after such a start, "
        f"without {100 * means[False]:.0f} %; the difference must be 40 points at least."
    )
    assert_true(means[True] - means[False] >= 0.4, text, hint="batchnorm and scale decide what is built.")


def normalized_network_on_digits(student):
    """Share of held-out digits that 100 normalized units name."""
    X, y = held_out("digits/permuted")
    model = student.BatchNormMLP.keep((64, 100, 10), generator(seed()))
    shares = []
    for _ in range(4):
        model.fit(*map(dataset, PERMUTED), 0.1, 5, 32, generator(seed(1 + len(shares))))
        shares.append(accuracy(model.predict(X), y, name="predict(X)"))
    record_curve("Share of new digits that are named", {"held out": enumerate(shares, start=1)})
    return shares[-1]


# 10.9


def high_rates_kill(student):
    """The digits at the rates 0.1 and 2; then 33 drawn rows at a rate that kills, six times, one unit to spare."""
    low, high = _fractions(student, (0.1, 2.0), *map(dataset, PERMUTED))
    hint = "Three epochs in batches of 32 from the same start; then look at X @ W1 + b1."
    assert_true(low <= 0.15, f"At the rate 0.1 at most 15 % may be dead; yours says {100 * low:.0f} %.", hint=hint)
    assert_true(high >= 0.6, f"At the rate 2 at least 60 % must be dead; yours says {100 * high:.0f} %.", hint=hint)
    rng, y = np.random.default_rng(seed(2)), np.arange(33) % 3
    for i in range(6):
        X = 1 + rng.normal(size=(33, 6))
        right = propagation.dead_by_rate([10.0], X, y, np.random.default_rng(seed(i)))
        assert_close(_fractions(student, [10.0], X, y, i), right, rtol=0, atol=0.011, name="fractions", hint=hint)


# 10.10


def _who(student):
    """Say that a name was entered, and return it."""
    who = student.value("who")
    text = "who must be your name or your student number, as text: the numbers of the questions are drawn from it."
    assert_true(isinstance(who, str) and bool(who.strip()), text, hint='Write it in quotes, who = "Ada Lovelace".')
    return who


def _assert_letters(student, name, right, hint):
    """Say that an answer names these letters, in any order and with anything between them."""
    answer = student.value(name)
    found = "".join(sorted({each for each in answer.upper() if each.isalpha()})) if isinstance(answer, str) else ""
    assert_true(found != "" and set(found) <= set("ABCDE"), f"{name} must be text with letters from A to E.")
    assert_true(found == right, f"{name} does not name the right letters: some are missing, or too many.", hint=hint)


def activations_that_meet_a_wish(student):
    """The letters of all that do, and of no other."""
    hint = "Draw each of the five functions and its slope, far to the left and far to the right."
    _assert_letters(student, "q_10_10a", meeting(_who(student)), hint)


def signs_of_a_gradient(student):
    """How many of four sums are negative."""
    answer = assert_number(student.value("q_10_10b"), name="q_10_10b")
    hint = "The gradient by a weight adds up, over the two examples, delta times the input of that weight."
    assert_true(answer == negative_entries(_who(student)), "q_10_10b must count the negative entries.", hint=hint)


def statements_that_hold(student):
    """The letters of all that hold, and of no other."""
    hint = "Shifting and scaling a column changes neither its shape nor how it hangs together with another one."
    _assert_letters(student, "q_10_10c", true_statements(_who(student)), hint)
