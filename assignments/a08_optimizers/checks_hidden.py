"""Hidden checks of assignment 8: other inputs for the same promises. These never leave the instructor's machine."""

import math

import numpy as np

from grader import callback, dataset, generator, held_out, seed, source
from grader.assertions import (
    accuracy,
    assert_array,
    assert_close,
    assert_dict,
    assert_equal,
    assert_number,
    assert_one_of,
    assert_true,
    assert_whole,
)
from reference import adaptive, curvature, landscapes, momentum, rates
from reference.line_search import RATES

from .checks_public import (
    MADE,
    PLAIN,
    TRAIN,
    _best,
    _kind,
    _rates,
    _rates_of,
    _scores,
    _w,
    _walk,
)
from .solution import numbers_of_8

THREE = {"W": (2, 3), "V": (2, 3), "b": (3,)}  # two arrays of one shape, and one that would be broadcast to it


def _drawn(shapes, steps, scale=1.0):
    """Draw a start, and the gradients of some steps."""
    rng = np.random.default_rng(seed())
    start = {name: rng.normal(size=shape) for name, shape in shapes.items()}
    return start, [{name: scale * rng.normal(size=shape) for name, shape in shapes.items()} for _ in range(steps)]


def _turned(arrays):
    """Return a dict whose names come in the other order."""
    return dict(reversed(arrays.items()))


def _walk_in_any_order(optimizer, start, slopes):
    """Let an optimizer walk; from step to step the names of params, or those of grads, come in another order."""
    path, here = [], start
    for number, slope in enumerate(slopes):
        here, slope = _turned(here) if number % 2 else here, _turned(slope) if number // 2 % 2 else slope
        here = _walk(optimizer, here, [slope], first=number + 1, hint=ARRAYS)[0]
        path.append(here)
    return path


def _ours(optimizer, start, slopes):
    """Return where an optimizer of the reference leads, after each step."""
    path = []
    for slope in slopes:
        start = optimizer.step(start, slope)
        path.append(start)
    return path


def _same_walk(path, right, hint):
    """Say that a walk goes through the right points, array by array."""
    for number, (params, point) in enumerate(zip(path, right, strict=True), start=1):
        for name, value in point.items():
            assert_close(params[name], value, name=f"params[{name!r}] after step {number}", hint=hint)


# 8.1


def _remembers(make, hint):
    """Say that the second step depends on the first gradient: what remembers nothing keeps nothing apart."""
    start, slopes = _drawn({"w": (4,)}, 3)
    steps = []
    for first in slopes[:2]:
        path = _walk(make(), start, [first, slopes[2]])
        steps.append(path[1]["w"].astype(float) - path[0]["w"])
    text = "The second step must depend on the first gradient; yours does not."
    assert_true(bool((np.abs(steps[0] - steps[1]) > 1e-9).all()), text, hint=hint)


def _alone(make, path, start, slopes, hint):
    """Say that every array of a walk went where it goes when it is the only one, of an optimizer of its own."""
    for name, value in start.items():
        alone = _walk(make(), {name: value}, [{name: slope[name]} for slope in slopes])
        for number, (params, right) in enumerate(zip(path, alone, strict=True), start=1):
            what = f"params[{name!r}] after step {number}, by where your optimizer leads it alone"
            assert_close(params[name], right[name], name=what, hint=hint)


def _beside(make, start, slopes):
    """Return the walk of an optimizer while another one walks the other way round in between; names in any order."""
    mine, other, path, here, there = make(), make(), [], start, start
    for number, (slope, away) in enumerate(zip(slopes, slopes[::-1], strict=True)):
        here, slope = _turned(here) if number % 2 else here, _turned(slope) if number // 2 % 2 else slope
        here = _walk(mine, here, [slope], first=number + 1, hint=ARRAYS)[0]
        there = _walk(other, there, [away], first=number + 1)[0]
        path.append(here)
    return path


ARRAYS = (
    "Keep what you remember in a dict, and look everything up by the name of its array: names may come in any order. "
    "What counts steps counts no arrays."
)
OBJECTS = "What an optimizer remembers belongs to self, and is made anew in __init__."


def velocities_of_three_arrays(student):
    """Five drawn steps of two matrices and a vector: each array goes where it goes alone."""

    def make():
        return student.Momentum.keep(0.1, 0.8)

    _remembers(make, ARRAYS)
    start, slopes = _drawn(THREE, 5)
    _alone(make, _walk_in_any_order(make(), start, slopes), start, slopes, ARRAYS)


def two_balls_roll_apart(student):
    """Two optimizers, one step each in turn, along other slopes."""

    def make():
        return student.Momentum.keep(0.1, 0.8)

    _remembers(make, OBJECTS)
    start, slopes = _drawn({"w": (4,)}, 5)
    _alone(make, _beside(make, start, slopes), start, slopes, OBJECTS)


SET = source("def go(optimizer, eta):\n    optimizer.eta = eta")


def a_new_rate_counts_from_the_next_step(student):
    """Two steps with eta 1/2, three with 1/8: two conventions are right, each as a whole."""
    start, slopes = _drawn({"w": (3,)}, 5)
    optimizer, path, params = student.Momentum.keep(0.5, 0.75), [], start
    for number, slope in enumerate(slopes):
        if number == 2:
            student.run(SET, optimizer, 0.125)
        params = _walk(optimizer, params, [slope], first=number + 1)[0]
        path.append(params)
    etas = [0.5, 0.5, 0.125, 0.125, 0.125]
    kept, theirs, here, there, inside, outside = 0.0, 0.0, start["w"], start["w"], [], []
    for eta, slope in zip(etas, slopes, strict=True):
        kept, theirs = 0.75 * kept - eta * slope["w"], 0.75 * theirs + slope["w"]
        here, there = here + kept, there - eta * theirs
        inside.append({"w": here})
        outside.append({"w": there})

    ways = {"rate inside the velocity (the handout)": inside, "rate outside the velocity (PyTorch)": outside}
    hint = "Read self.eta in every step; what was made of it in __init__ stays as it was."
    assert_one_of(path, ways, hint, name="the walk with a new rate after two steps")


def other_momenta(student):
    """Other values before and after, times that are not whole, a switch at 0."""
    for args, right in (
        ((3, 4, 0.2, 0.99), 0.2),
        ((4, 4, 0.2, 0.99), 0.99),
        ((2.5, 2.75, 0.1, 0.3), 0.1),
        ((2.9, 2.75, 0.1, 0.3), 0.3),
    ):
        found = student.momentum_schedule(*args)
        assert_close(found, right, name=f"momentum_schedule{args}")
    assert_close(student.momentum_schedule(0, 0, low=0.25, high=0.5), 0.5, name="momentum_schedule(0, 0, 0.25, 0.5)")


# 8.2


class _Slope:
    """A gradient in which every array depends on the others; writes down where it was asked for."""

    def __init__(self, shapes):
        rng = np.random.default_rng(seed(1))
        self.shapes = shapes
        self.scales = {name: rng.uniform(0.5, 2.0, size=shape) for name, shape in shapes.items()}
        self.asked = []

    def __call__(self, params):
        """Answer, once an assertion has said what the point is."""
        found = assert_dict(params, tuple(self.shapes), name="the params that grad is called with")
        point = {
            name: assert_array(found[name], shape, name=f"params[{name!r}] in a call of grad").astype(float)
            for name, shape in self.shapes.items()
        }
        self.asked.append(point)
        total = np.tanh(sum(float(value.sum()) for value in point.values()))
        return {name: self.scales[name] * value + total for name, value in point.items()}


def asked_once_and_ahead(student):
    """Three drawn steps: how often the gradient is asked for, and where; then two steps of three arrays."""
    start, _ = _drawn({"w": (3,)}, 0)
    optimizer, slope, params, before = student.Nesterov.keep(0.25, 0.8), _Slope({"w": (3,)}), start, start
    for number in range(1, 4):
        after = _walk(optimizer, params, [callback(slope)])[0]
        _asked_once(slope, number)
        ahead = params["w"] + 0.8 * (params["w"].astype(float) - before["w"])
        hint = "v is the last step, and the point ahead is params + mu v: in the direction in which you are moving."
        assert_close(slope.asked.pop()["w"], ahead, name=f"the point of the gradient in step {number}", hint=hint)
        before, params = params, after
    optimizer, slope, (params, _) = student.Nesterov.keep(0.25, 0.8), _Slope(THREE), _drawn(THREE, 0)
    for number in (1, 2):
        params = _walk(optimizer, params, [callback(slope)])[0]
        _asked_once(slope, number)
        slope.asked.clear()


def _asked_once(slope, number):
    count = len(slope.asked)
    text = f"Step {number} must ask for the gradients exactly once; yours asks {count} times."
    assert_true(count == 1, text, hint="Ask once, for all arrays, at the point ahead; nothing else is needed.")


EVEN = source("def go(params):\n    return {name: 0 * value + 1 for name, value in params.items()}")


def arrays_look_ahead_by_themselves(student):
    """Five steps of three arrays, and a second optimizer in between: each array goes where it goes alone."""

    def make():
        return student.Nesterov.keep(0.1, 0.8)

    slope = source("def go(params):\n    return {name: 3 * params[name] + 1 for name in list(params)[::-1]}")
    start, other = _drawn(THREE, 1)
    mine, theirs, path, here, there = make(), make(), [], start, other[0]
    for number in range(5):
        here = _walk(mine, _turned(here) if number % 2 else here, [slope], first=number + 1, hint=ARRAYS)[0]
        there = _walk(theirs, there, [slope], first=number + 1)[0]
        path.append(here)
    even = _walk(make(), start, [EVEN] * 2)
    lengths = [(np.abs(even[0][name] - start[name]), np.abs(even[1][name] - even[0][name])) for name in start]
    gathers = [(second > 1.001 * first).all() for first, second in lengths]
    assert_true(
        bool(all(gathers)), "The second of two steps on an even slope must be longer; yours is not.", hint=ARRAYS
    )
    for name, value in start.items():
        for number, (params, right) in enumerate(
            zip(path, _walk(make(), {name: value}, [slope] * 5), strict=True), start=1
        ):
            what = f"params[{name!r}] after step {number}, by where your optimizer leads it alone"
            assert_close(params[name], right[name], name=what, hint=ARRAYS)


# 8.3 and 8.4


def _adaptive(average, divisors, eta, start, slopes):
    """Return for each convention where a walk leads whose steps are eta times slope by a function of an average."""
    paths = {}
    for name, divisor in divisors.items():
        here, r, path = start, {key: np.zeros(value.shape) for key, value in start.items()}, []
        for slope in slopes:
            r = {key: average(r[key], slope[key]) for key in start}
            here = {key: here[key] - eta * slope[key] / divisor(r[key]) for key in start}
            path.append(here)
        paths[name] = path
    return paths


def _placements(delta):
    return {
        "delta beside the root": lambda r: delta + np.sqrt(r),
        "delta inside the root": lambda r: np.sqrt(r + delta),
    }


def _fits(path, ways, hint, name):
    """Say that a walk fits one of several conventions as a whole."""
    assert_one_of(path, ways, hint, name=name)


SAFE = (
    "If larger slopes go right, it is delta: added to the root, or inside of it, in one place, and the one that the "
    "object was made with."
)


def no_slope_no_step(student):
    """A coordinate without a slope, for three steps; then it gets one."""
    slopes = [_w(1.0, 0.0, -2.0), _w(-1.0, 0.0, 0.0), _w(2.0, 0.0, 1.0), _w(0.0, 4.0, 0.0)]
    start = _w(1.0, 2.0, 3.0)
    path = _walk(student.AdaGrad.keep(0.5), start, slopes)

    hint = "0 / 0 is no number: delta keeps the division safe."
    for number, params in enumerate(path[:3], start=1):
        assert_close(float(params["w"][1]), 2.0, name=f"params['w'][1] after step {number}, without a slope", hint=hint)
    moved = [float(params["w"][i]) != 2.0 + (i - 1) for params, i in ((path[0], 0), (path[0], 2), (path[3], 1))]
    assert_true(all(moved), "A coordinate must move where it has a slope.")


def small_slopes_under_adagrad(student):
    """Slopes of 0.01 with the delta of 1e-7 that is set, and with 1e-3: either placement, as a whole."""
    start, slopes = _drawn({"w": (3,)}, 5, scale=0.01)
    for args, delta in (((0.1,), 1e-7), ((0.1, 1e-3), 1e-3)):
        ways = _adaptive(lambda r, g: r + g**2, _placements(delta), 0.1, start, slopes)
        _fits(_walk(student.AdaGrad.keep(*args), start, slopes), ways, SAFE, f"the walk with delta = {delta:g}")


def sums_of_three_arrays(student):
    """Five drawn steps of two matrices and a vector, a second optimizer in between."""

    def make():
        return student.AdaGrad.keep(0.3)

    _remembers(make, ARRAYS)
    start, slopes = _drawn(THREE, 5)
    _alone(make, _beside(make, start, slopes), start, slopes, ARRAYS)


def the_old_average_weighs_rho(student):
    """One large slope, then small ones and none: with rho 0.9, 0.5 and 0 the large one is forgotten at that pace."""
    slopes = [_w(100.0, -50.0), *[_w(1.0, -1.0)] * 2, _w(0.0, 0.0), _w(0.0, 2.0), *[_w(1.0, -1.0)] * 3]
    for args, rho in (((0.25,), 0.9), ((0.25, 0.5), 0.5), ((0.25, 0.0), 0.0)):
        right = _ours(adaptive.RMSProp(0.25, rho), _w(0.0, 0.0), slopes)
        hint = "rho weighs the old average, 1 - rho the new square, in every step, also where that is 0."
        _same_walk(_walk(student.RMSProp.keep(*args), _w(0.0, 0.0), slopes), right, hint)


def small_slopes_under_rmsprop(student):
    """Slopes of 0.01 with the delta of 1e-6 that is set, and with 1e-3: either placement, as a whole."""
    start, slopes = _drawn({"w": (3,)}, 5, scale=0.01)
    for args, delta in (((0.1, 0.9), 1e-6), ((0.1, 0.8, 1e-3), 1e-3)):
        ways = _adaptive(lambda r, g, rho=args[1]: rho * r + (1 - rho) * g**2, _placements(delta), 0.1, start, slopes)
        _fits(_walk(student.RMSProp.keep(*args), start, slopes), ways, SAFE, f"the walk with delta = {delta:g}")


def averages_of_three_arrays(student):
    """Five drawn steps of two matrices and a vector, a second optimizer in between."""

    def make():
        return student.RMSProp.keep(0.1)

    _remembers(make, ARRAYS)
    start, slopes = _drawn(THREE, 5)
    _alone(make, _beside(make, start, slopes), start, slopes, ARRAYS)


# 8.5


def one_count_for_all_arrays(student):
    """Five drawn steps of two matrices and a vector: each array goes where it goes alone."""

    def make():
        return student.Adam.keep(0.1)

    _remembers(make, ARRAYS)
    start, slopes = _drawn(THREE, 5)
    _alone(make, _walk_in_any_order(make(), start, slopes), start, slopes, ARRAYS)


def moments_of_two_objects(student):
    """Five drawn steps, a second optimizer in between."""

    def make():
        return student.Adam.keep(0.1, 0.8, 0.95)

    _remembers(make, OBJECTS)
    start, slopes = _drawn({"w": (2, 2)}, 5)
    _alone(make, _beside(make, start, slopes), start, slopes, OBJECTS)


def _adam_paths(eta, beta1, beta2, delta, start, slopes):
    """Return where Adam leads with delta in each of the places that papers and libraries have for it."""
    divisors = {
        "delta beside the root (Kingma and Ba)": lambda r, c: delta + np.sqrt(r / c),
        "delta inside the root": lambda r, c: np.sqrt(r / c + delta),
        "delta beside the root of the uncorrected average (TensorFlow)": lambda r, c: (delta + np.sqrt(r)) / np.sqrt(c),
    }
    paths = {}
    for name, divisor in divisors.items():
        here, s, r, path = start["w"], 0.0, 0.0, []
        for t, slope in enumerate(slopes, start=1):
            g = slope["w"]
            s, r = beta1 * s + (1 - beta1) * g, beta2 * r + (1 - beta2) * g**2
            here = here - eta * (s / (1 - beta1**t)) / divisor(r, 1 - beta2**t)
            path.append({"w": here})
        paths[name] = path
    return paths


def small_slopes_under_adam(student):
    """Slopes of 1e-4 with the delta of 1e-8 that is set, and of 0.01 with 1e-3: three placements, each as a whole."""
    for scale, args in ((1e-4, (0.1, 0.9, 0.999)), (0.01, (0.1, 0.8, 0.9, 1e-3))):
        start, slopes = _drawn({"w": (3,)}, 5, scale=scale)
        ways = _adam_paths(*(args if len(args) == 4 else (*args, 1e-8)), start, slopes)
        _fits(_walk(student.Adam.keep(*args), start, slopes), ways, SAFE, f"the walk with slopes near {scale:g}")


LONG = source(
    "def go(optimizer, start, slopes):\n"
    "    params, path = {'w': start}, []\n"
    "    for g in slopes:\n"
    "        params = optimizer.step({'w': np.array(params['w'])}, {'w': g.copy()})\n"
    "        path.append(np.array(params['w']))\n"
    "    return np.array(path[-3:])"
)


def a_thousandth_step(student):
    """A thousand and three drawn slopes around 1 and -1, every seventh of them 0; the last three points."""
    rng = np.random.default_rng(seed())
    start, slopes = np.zeros(2), rng.normal([1.0, -1.0], 2.0, size=(1003, 2))
    slopes[::7] = 0.0
    path = _ours(adaptive.Adam(0.01), {"w": start}, [{"w": g} for g in slopes])
    found = student.run(LONG, student.Adam.keep(0.01), start, slopes)

    hint = "The corrections 1 - beta^t fade as t grows, and only t makes them do so; a slope of 0 counts as any other."
    assert_close(found, np.array([point["w"] for point in path[-3:]]), name="params['w'] after 1001 to 1003", hint=hint)


_TRAIN = {
    "digits": ("digits/permuted_inputs", "digits/train_labels"),
    "mnist": ("mnist/permuted_inputs_10k", "mnist/train_labels_10k"),
}


def _held_out_accuracy(student, data, eta, epochs):
    """Return the accuracy of our network with 100 hidden units after training with the student's Adam.

    The pixels are in an order that nobody knows before.
    """
    inputs, labels = _TRAIN[data]
    X, y = held_out(f"{data}/permuted")
    params = student.run(
        TRAIN, student.Adam.keep(eta), dataset(inputs), dataset(labels), 100, epochs, generator(seed())
    )
    return accuracy(_scores(params, X, 100, 10).argmax(axis=1), y)


def adam_on_digits(student):
    """Share of held-out digits that are named after ten epochs."""
    return _held_out_accuracy(student, "digits", 0.01, 10)


def adam_on_mnist(student):
    """The same on 10,000 images of MNIST, five epochs."""
    return _held_out_accuracy(student, "mnist", 0.002, 5)


# 8.6


def the_edge_of_a_stair(student):
    """At every, just before it, and later edges; stairs of length 1."""
    cases = [((10, 0.8, 0.5, 10), 0.4), ((9.75, 0.8, 0.5, 10), 0.8), ((20, 0.8, 0.5, 10), 0.2)]
    cases += [((29, 0.8, 0.5, 10), 0.2), ((3, 1.0, 0.5, 1), 0.125), ((0, 3.0, 0.1, 1), 3.0)]
    cases += [
        ((2.75, 0.8, 0.5, 2.5), 0.4),
        ((4.5, 0.8, 0.5, 2.5), 0.4),
        ((5, 0.8, 0.5, 2.5), 0.2),
        ((67, 1.0, 0.5, 8), 2.0**-8),
    ]
    _rates(
        student.step_decay,
        "step_decay",
        cases,
        "At the time every the first span is full, and the rate lower; neither need be whole.",
    )


def the_last_error_counts(student):
    """Rises above the last error that stay below the first, errors that stay equal, drawn curves, one epoch."""
    rng = np.random.default_rng(seed())
    hint = "Compare with the error of the epoch before, whatever came before that; an equal error is no rise."
    curves = ([9.0, 3.0, 5.0, 4.0, 6.0, 6.0, 6.0], [1.0, 3.0, 2.0, 1.5, 1.25, 1.0], [2.0], list(rng.uniform(size=30)))
    for errors in curves:
        found = _rates_of(student.plateau_decay(errors, 0.5, 0.9), len(errors))
        assert_close(found, rates.plateau_decay(errors, 0.5, 0.9), name="rates", hint=hint)


# 8.7

HEAVY = source(
    "class Heavy:\n"
    "    def __init__(self, eta):\n"
    "        self.eta, self.v = eta, 0.0\n"
    "    def step(self, params, grads):\n"
    "        with np.errstate(all='ignore'):\n"
    "            self.v = 0.9 * self.v - self.eta * grads['w']\n"
    "            return {'w': params['w'] + self.v}"
)
SLOW = source(
    "class Slow:\n"
    "    def __init__(self, eta):\n"
    "        self.eta = eta / 100\n"
    "    def step(self, params, grads):\n"
    "        return {'w': params['w'] - self.eta * grads['w']}"
)
LOST = source(
    "class Lost:\n"
    "    def __init__(self, eta):\n"
    "        self.good, self.eta = eta == 0.005 or eta == 0.1, eta\n"
    "    def step(self, params, grads):\n"
    "        ends = {0.005: 3.0, 0.1: 4.0, 0.01: np.inf, 0.002: np.inf}\n"
    "        return {'w': np.array([ends.get(self.eta, np.nan), 0.0])}"
)
ABOVE = source(
    "class Above:\n"
    "    def __init__(self, eta):\n"
    "        self.eta = eta\n"
    "    def step(self, params, grads):\n"
    "        return {'w': (2 + abs(self.eta - 0.03)) * params['w']}"
)
NOWHERE = source(
    "class Nowhere:\n"
    "    def __init__(self, eta):\n"
    "        self.eta = eta\n"
    "    def step(self, params, grads):\n"
    "        return {'w': np.array([np.nan if self.eta < 0.01 else np.inf, 0.0])}"
)


def every_walk_starts_afresh(student):
    """Momentum, whose velocity would be left over from the walk before; beside plain and slow descent, two lengths."""
    for steps in (30, 150):
        ends = {eta: _end(momentum.Momentum(eta, 0.9), steps) for eta in RATES}
        right = min(ends, key=ends.get)
        makers = {"plain": PLAIN, "heavy": HEAVY, "slow": SLOW}
        best = _best(student.compare(makers, steps), *makers)
        found = best["heavy"]

        hint = "Call the maker once for each rate, and start each walk at (1, 1)."
        assert_close(found[0], right, name=f"the best rate of momentum for {steps} steps", hint=hint)
        assert_close(found[1] / ends[right], 1.0, name=f"its loss after {steps} steps, by ours", hint=hint)
        hint = "Go through all of RATES, to the last."
        assert_close(best["slow"][0], 1.0, name="the best rate of descent with a hundredth of its rate", hint=hint)


def _end(optimizer, steps):
    """Return the loss after some steps of ours; infinite where it diverges."""
    params = {"w": np.ones(2)}
    for _ in range(steps):
        params = optimizer.step(params, landscapes.ravine(params)[1])
        if np.abs(params["w"]).max() > 1e50:
            return math.inf
    return landscapes.ravine(params)[0]


def who_runs_away_does_not_win(student):
    """All rates but two end nowhere; all climb; none comes back; plain descent so long that large rates overflow."""
    hint = "min and argmin are led astray by nan: make it infinite first, and look for the lowest loss among the rest."
    found = _best(student.compare({"lost": LOST}, 2), "lost", hint=hint)["lost"]
    assert_close(found[0], 0.005, name="the best rate where all others but one end at infinity or nan", hint=hint)
    assert_close(found[1], 4.5, name="the loss there", hint=hint)
    found = _best(student.compare({"above": ABOVE}, 2), "above")["above"]
    hint = "The lowest of the last losses wins, also where it is above the loss at the start."
    assert_close(found[0], 0.03, name="the best rate where all walks climb", hint=hint)
    assert_close(found[1], 16 * 50.5, name="the loss there", hint=hint)
    hint = "Where no walk ends at a finite loss, all are infinite, hence equal: of equal ones, the smaller rate."
    found = assert_dict(student.compare({"nowhere": NOWHERE}, 1), ("nowhere",), name="compare(...)")["nowhere"]
    assert_equal(found, (0.001, math.inf), name="the result where every walk ends at nan or infinity", hint=hint)
    found = _best(student.compare({"plain": PLAIN}, 400), "plain")["plain"]
    assert_close(found[0], 0.019, name="the best rate for 400 steps", hint=hint)


def _who(student):
    """Say that a name was entered, and return it."""
    who = student.value("who")
    text = "who must be your name or your student number, as text: the numbers of the questions are drawn from it."
    assert_true(isinstance(who, str) and bool(who.strip()), text, hint='Write it in quotes, who = "Ada Lovelace".')
    return who


def rate_of_the_same_speed(student):
    """eta / (1 - mu)."""
    drawn = numbers_of_8(_who(student))
    answer = assert_number(student.value("q_8_7a"), name="q_8_7a")

    hint = "Add up what the past steps still contribute: 1 + mu + mu^2 + ..."
    assert_close(answer, drawn["eta"] / (1 - drawn["mu"]), rtol=0.01, name="q_8_7a", hint=hint)


def a_picked_answer_about_batches(student):
    """The letter of the right choice."""
    choices = numbers_of_8(_who(student))["choices"]
    answer = student.value("q_8_7b")
    letter = answer.strip().upper() if isinstance(answer, str) else ""

    assert_true(letter in choices, "q_8_7b must be one of the letters A, B, C, D, in quotes.")
    assert_true(choices[letter].startswith("Many cheap"), "q_8_7b must name the one choice that is right.")


# 8.8

WAVY = source(
    "def go(x):\n    return float(np.sin(x[0]) * np.exp(x[1]) + x[0] * x[1] * x[2] ** 2 + np.cos(x[2] - x[0]))"
)


def _wavy_hessian(x):
    """Return the Hessian of WAVY, differentiated by hand."""
    a, b, c = x
    sine, cosine, power, wave = np.sin(a), np.cos(a), np.exp(b), np.cos(c - a)
    return np.array(
        [
            [-sine * power - wave, cosine * power + c**2, 2 * b * c + wave],
            [cosine * power + c**2, sine * power, 2 * a * c],
            [2 * b * c + wave, 2 * a * c, 2 * a * b - wave],
        ]
    )


def both_orders_are_equal(student):
    """Three variables, steps so long that one-sided differences of slopes would differ."""
    x = np.random.default_rng(seed()).uniform(0.5, 1.5, size=3)
    for h in (0.3, 0.05):
        H = assert_array(student.hessian_numeric(WAVY, x, h), (3, 3), name="hessian_numeric(f, x, h)").astype(float)
        gap, mixed = float(np.abs(H - H.T).max()), H[[0, 0, 1], [1, 2, 2]]
        text = (
            "The three mixed derivatives of this function are not 0, and differ; in yours one is 0, or two are equal."
        )
        assert_true(bool(np.abs(mixed).min() > 1e-6) and len(np.unique(mixed.round(9))) == 3, text)

        text = f"H must be symmetric; with h = {h:g} yours differs from its transpose by {gap:.2g}."
        hint = "Treat both axes alike: H[i, j] and H[j, i] are the same difference of the same values."
        assert_true(gap <= 1e-6 * max(1.0, float(np.abs(H).max())), text, hint=hint)


def hessian_of_a_wavy_function(student):
    """Sine, exponential and a product of three variables; then waves so short that a long h passes over them."""
    x = np.random.default_rng(seed()).uniform(0.5, 1.5, size=3)
    found = student.hessian_numeric(WAVY, x, 1e-3)

    # one-sided differences are off by about h times a third derivative, central ones by much less
    assert_close(found, _wavy_hessian(x), rtol=0, atol=0.03, name="hessian_numeric(f, x, 0.001)")
    f = source("def go(x):\n    return float(np.sin(20 * x[0]) * np.cos(20 * x[1]))")
    found = student.hessian_numeric(f, x[:2], 1e-3)
    (sine_a, sine_b), (cosine_a, cosine_b) = np.sin(20 * x[:2]), np.cos(20 * x[:2])
    even, mixed = -400 * sine_a * cosine_b, -400 * cosine_a * sine_b
    hint = "The steps must be as short as h says."
    right = [[even, mixed], [mixed, even]]
    assert_close(found, right, rtol=0, atol=40, name="hessian_numeric of short waves, h = 0.001", hint=hint)


def true_decrease_of_a_bowl(student):
    """Quadratic losses of three variables, four rates: the loss before minus the loss after."""
    rng = np.random.default_rng(seed())
    for eta in (0.01, 0.5, 1.0, 3.0):
        A, x, c = rng.normal(size=(3, 3)), rng.normal(size=3), rng.normal(size=3)
        H, g = A @ A.T, A @ A.T @ x + c

        def loss(point, H=H, c=c):
            return point @ H @ point / 2 + c @ point

        hint = "eta stands once with the slope, and squared with the curvature, which has 1/2 in front."
        found = student.taylor_decrease(g, H, eta)
        assert_close(found, loss(x) - loss(x - eta * g), name=f"taylor_decrease(g, H, {eta})", hint=hint)


def no_direction_is_steeper(student):
    """Drawn gradients of one, two and seven entries, long and short."""
    rng = np.random.default_rng(seed())
    for D, scale in ((1, 1.0), (2, 1e-5), (7, 1e5)):
        g = scale * rng.normal(size=D)
        right = curvature.steepest_direction(g)
        assert_close(student.steepest_direction(g), right, name=f"steepest_direction(g) with {D} entries")


def critical_rates_of_turned_bowls(student):
    """Ravines of one to five dimensions in drawn directions."""
    rng = np.random.default_rng(seed())
    for D in (1, 2, 5):
        axes, _ = np.linalg.qr(rng.normal(size=(D, D)))
        curvatures = rng.uniform(0.1, 20.0, size=D)
        H = (axes * curvatures) @ axes.T
        found = student.critical_rate((H + H.T) / 2)
        hint = "The steepest axis of a ravine need not be a coordinate axis: its curvature is the largest eigenvalue."
        assert_close(found, 2 / curvatures.max(), name=f"critical_rate(H) in {D} dimensions", hint=hint)


def momentum_comes_first(student):
    """To 1e-5 on three ravines, with plain descent and with momentum."""
    for kappa, eta in ((100.0, 0.01), (20.0, 0.05), (300.0, 0.003)):
        counts = []
        for kind, ours in ((PLAIN, momentum.Momentum(eta, 0.0)), (HEAVY, momentum.Momentum(eta, 0.9))):
            found = student.steps_to(student.run(MADE, kind, eta), kappa, 1e-5, 5000)
            counts.append(int(assert_whole(found, (), name="steps_to(...)")))
            right = landscapes.steps_to(ours, kappa, 1e-5, 5000)
            assert_equal(counts[-1], right, name=f"steps to 1e-5 with kappa = {kappa:g}, eta = {eta:g}")
        assert_true(counts[1] < counts[0], "Momentum must come to 1e-5 in fewer steps than plain descent.")


def too_few_steps(student):
    """A limit that is too low, one that is just enough, none at all; and a walk that runs away."""
    cases = [(0.01, 100.0, 1e-5, 20, 20), (0.1, 100.0, 1.0, 50, 50)]
    cases += [(0.5, 1.0, 1 / 64, 9, 3), (0.5, 1.0, 1 / 64, 4, 3), (0.5, 1.0, 1 / 64, 3, 3), (0.5, 1.0, 1 / 64, 2, 2)]
    for eta, kappa, tol, limit, right in cases:
        found = student.steps_to(student.run(MADE, PLAIN, eta), kappa, tol, limit)
        count = assert_whole(found, (), name="steps_to(...)")
        assert_equal(int(count), right, name=f"steps with eta = {eta:g} and limit = {limit}", hint="Stop at limit.")


# 8.9


def turned_landscapes(student):
    """Signs of two to five curvatures along drawn axes."""
    rng = np.random.default_rng(seed())
    for signs, right in (
        ((1, 1, 1), "min"),
        ((-1, -1, -1, -1), "max"),
        ((-1, -1, 1, 1), "saddle"),
        ((1, 1, 1, 1, -1), "saddle"),
        ((-1, -1, -1, 1), "saddle"),
        ((-1,), "max"),
    ):
        axes, _ = np.linalg.qr(rng.normal(size=(len(signs), len(signs))))
        H = (axes * (np.array(signs) * rng.uniform(0.5, 3.0, size=len(signs)))) @ axes.T
        _kind(student, (H + H.T) / 2, 1e-6, right, "The sign of a determinant is not enough: look at every eigenvalue.")


def nearly_flat_is_flat(student):
    """Curvatures of 0.001 under a tol of 0.01 and of 0.0001, along drawn axes; beside both signs, large and small."""
    rng = np.random.default_rng(seed())
    for curvatures, tol, right in (
        ((2.0, 0.001, 1.0), 0.01, "degenerate"),
        ((2.0, 0.001, 1.0), 0.0001, "min"),
        ((-2.0, -0.001), 0.01, "degenerate"),
        ((-2.0, 0.001), 0.0001, "saddle"),
        ((2.0, 1e-9, -1.0), 1e-6, "degenerate"),
        ((300.0, 0.001, 5.0), 0.01, "degenerate"),
        ((50.0, 0.1), 0.01, "min"),
        ((0.1, 0.08, 0.05), 0.01, "min"),
    ):
        axes, _ = np.linalg.qr(rng.normal(size=(len(curvatures), len(curvatures))))
        H = (axes * np.array(curvatures)) @ axes.T
        _kind(student, (H + H.T) / 2, tol, right, "An eigenvalue counts as 0 where its size is at most tol.")


def _times(student, sd, walks, steps, first):
    """Return how long each of some walks of the student takes."""
    calls = [(sd, steps, generator(seed(first + i))) for i in range(walks)]
    found = [assert_whole(one, (), name="escape_time(...)") for one in student.escape_time.each(calls)]
    return np.array(found, dtype=float)


def _our_times(sd, walks, steps):
    """Return how long walks of ours take, all of them at once; y alone matters."""
    rng = np.random.default_rng(seed(9999))
    y, times = np.zeros(walks), np.full(walks, float(steps))
    for number in range(1, steps + 1):
        y = y + 0.1 * (y + sd * rng.normal(size=walks))
        times[(np.abs(y) > 1) & (times == steps)] = number
    return times


def mean_time_on_the_saddle(student):
    """Weak noise and 60 walks, strong noise and 300, against 5,000 of our own."""
    for sd, walks in ((0.05, 60), (5.0, 300)):
        times, ours = _times(student, sd, walks, 300, 0), _our_times(sd, 5000, 300)
        error = 5 * float(ours.std()) * math.sqrt(1 / walks + 1 / 5000)
        gap, right = abs(float(times.mean() - ours.mean())), float(ours.mean())

        text = f"With sd = {sd:g} the mean time must be {right:.2f} within {error:.2f}; yours is {times.mean():.2f}."
        hint = "In each step the gradient is the true one plus fresh noise in each entry; then -0.1 times all of that."
        assert_true(gap <= error, text, hint=hint)


def noise_shortens_the_stay(student):
    """A hundred times as much noise, thirty walks each; then the first ones once more."""
    times, strong = _times(student, 0.02, 30, 300, 0), _times(student, 2.0, 30, 300, 1000)
    slow, fast = float(times.mean()), float(strong.mean())

    text = f"More noise must end the stay sooner; yours takes {slow:.1f} steps with sd = 0.02, {fast:.1f} with sd = 2."
    assert_true(slow > fast + 5, text, hint="sd is the deviation of the noise: multiply the drawn numbers by it.")
    text = "Equal generators must give equal times; yours differ."
    again = _times(student, 0.02, 30, 300, 0)
    assert_true(bool((times == again).all()), text, hint="All noise comes from rng, and from nothing else.")
