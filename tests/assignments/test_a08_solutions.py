"""Right solutions of assignment 8 in other styles earn everything; wrong ones lose the points of what is wrong.

The styles are the right files of the sample cohort: loops over lists, the signs of one lecture, the habits of two
libraries, one long vector, closures, dataclasses, coroutines, and arrays changed in place after they were copied.
"""

import ast

import numpy as np
import pytest

from assignments.a08_optimizers.solution import network_loss, network_params
from grader.course.sources import solution_source
from grader.model import Threshold
from grader.submission import read_submission
from grader.verify.gate import run_solution
from reference.network import MLP
from tests import courses

PLACE = ("course", "a08_optimizers")
EXAMPLES = courses.ROOT / "examples" / "a08_optimizers"
RIGHT = (
    "perfect.ipynb",
    "loops_and_lists.py",
    "signs_of_s2.ipynb",
    "habits_of_pytorch.py",
    "habits_of_keras.py",
    "one_long_vector.py",
    "closures.ipynb",
    "dataclasses_with_types.py",
    "generators.py",
    "in_place_on_copies.ipynb",
)


def submitted(name):
    """Return what is executed of a file of the cohort."""
    wanted = courses.loaded(*PLACE).assignment.wanted
    return read_submission(name, (EXAMPLES / name).read_bytes(), wanted).slice.source


def graded(source, only=None):
    """Run checks that train nothing, of all exercises or of one."""
    loaded = courses.loaded(*PLACE)
    parts = [part for part in loaded.assignment.parts if only in (None, part.name)]
    names = frozenset(row.name for part in parts for row in part.rows if not isinstance(row, Threshold))
    results = run_solution(loaded, source, courses.LOCAL, courses.terms(*PLACE), names)
    return [result for result in results if result.check in names]


def replaced(exercise, source):
    """Run the checks of one exercise against the reference, in which it is replaced."""
    return graded(f"{solution_source(courses.loaded(*PLACE))}\n\n{source}", exercise)


@pytest.mark.parametrize("name", RIGHT)
def test_a_right_solution_in_another_style_earns_everything(name):
    """What keeps the promises is right, however it is written."""
    assert [] == [(each.check, each.message) for each in graded(submitted(name)) if each.earned != each.possible]


def test_the_styles_differ():
    """No two of the right files have an optimizer in common, however it is laid out."""
    classes = {"Momentum", "Nesterov", "AdaGrad", "RMSProp", "Adam"}
    seen = [
        ast.unparse(node)
        for name in RIGHT
        for node in ast.parse(submitted(name)).body
        if isinstance(node, ast.ClassDef) and node.name in classes
    ]

    assert len(RIGHT) * len(classes) == len(set(seen))


IDENTITY = "class {0}:\n    def __init__(self, *args, **kwargs):\n        pass\n\n    def step(self, params, slope):\n        return params"
ZEROS = IDENTITY.replace("return params", "return {{name: np.zeros(value.shape) for name, value in params.items()}}")
OTHERS = {
    "momentum_schedule": "t, switch, low=0.5, high=0.9",
    "step_decay": "t, eta0, factor, every",
    "exp_decay": "t, eta0, k",
    "geometric_decay": "t, eta0, r, s",
    "inv_t_decay": "t, eta0, k",
    "power_decay": "t, eta0, s, c",
    "piecewise_decay": "t, boundaries, values",
    "plateau_decay": "errors, eta0, factor",
    "compare": "makers, steps",
    "hessian_numeric": "f, x, h",
    "taylor_decrease": "g, H, eta",
    "steepest_direction": "g",
    "critical_rate": "H",
    "steps_to": "optimizer, kappa, tol, limit",
    "classify_critical_point": "H, tol",
    "deep_linear_witness": "",
    "escape_time": "sd, steps, rng",
}
CONSTANTS = {
    "plateau_decay": ["[0.8] * len(errors)", "np.zeros(len(errors))"],
    "compare": ["{name: (0.015, 0.0) for name in makers}", "{name: (0.0, 0.0) for name in makers}"],
    "hessian_numeric": ["np.eye(len(x))", "np.zeros((len(x), len(x)))", "np.ones((len(x), len(x)))"],
    "steepest_direction": ["g", "np.zeros(len(g))"],
    "steps_to": ["limit", "0", "3"],
    "classify_critical_point": ["'saddle'", "'min'", "'degenerate'"],
    "deep_linear_witness": ["(np.zeros(2), np.zeros(2))"],
    "escape_time": ["steps", "1", "0"],
}
OPTIMIZERS = ("Momentum", "Nesterov", "AdaGrad", "RMSProp", "Adam")
DEGENERATE = {f"{name}, the identity": (name, IDENTITY.format(name)) for name in OPTIMIZERS}
DEGENERATE |= {f"{name}, zeros": (name, ZEROS.format(name)) for name in OPTIMIZERS}
DEGENERATE |= {
    f"{name} is {value}": (name, f"def {name}({arguments}):\n    return {value}")
    for name, arguments in OTHERS.items()
    for value in CONSTANTS.get(name, ["0.0", "0.5"])
}


@pytest.mark.parametrize("name", DEGENERATE)
def test_what_does_nothing_earns_nothing(name):
    """Zeros, the identity and constants earn no point; Adam's manners wait for its training, which is left out here."""
    assert set() == {each.check for each in replaced(*DEGENERATE[name]) if each.earned} - {
        "adam_leaves_everything_alone"
    }


WRONG = {  # what each loses: the points of what is wrong, and no others
    "Momentum that moves the caller's arrays": (
        "class Momentum:\n"
        "    def __init__(self, eta, mu):\n"
        "        self.eta, self.mu, self.v = eta, mu, {}\n\n"
        "    def step(self, params, grads):\n"
        "        for k in params:\n"
        "            self.v[k] = self.mu * self.v.get(k, 0) - self.eta * grads[k]\n"
        "            params[k] += self.v[k]\n"
        "        return params",
        {"momentum_leaves_everything_alone"},
    ),
    "Adam that counts arrays": (
        "class Adam:\n"
        "    def __init__(self, eta, beta1=0.9, beta2=0.999, delta=1e-8):\n"
        "        self.a, self.t, self.s, self.r = (eta, beta1, beta2, delta), 0, {}, {}\n\n"
        "    def step(self, params, grads):\n"
        "        eta, b, c, delta = self.a\n"
        "        new = {}\n"
        "        for k, g in grads.items():\n"
        "            self.t += 1\n"
        "            self.s[k] = b * self.s.get(k, 0) + (1 - b) * g\n"
        "            self.r[k] = c * self.r.get(k, 0) + (1 - c) * g * g\n"
        "            top, bottom = self.s[k] / (1 - b**self.t), self.r[k] / (1 - c**self.t)\n"
        "            new[k] = params[k] - eta * top / (np.sqrt(bottom) + delta)\n"
        "        return new",
        {"one_count_for_all_arrays"},
    ),
    "Nesterov that asks twice": (
        "class Nesterov:\n"
        "    def __init__(self, eta, mu):\n"
        "        self.eta, self.mu, self.v = eta, mu, {}\n\n"
        "    def step(self, params, grad):\n"
        "        grad(params)\n"
        "        kept = {k: self.mu * self.v.get(k, 0 * p) for k, p in params.items()}\n"
        "        g = grad({k: p + kept[k] for k, p in params.items()})\n"
        "        self.v = {k: kept[k] - self.eta * g[k] for k in params}\n"
        "        return {k: p + self.v[k] for k, p in params.items()}",
        {"asked_once_and_ahead"},
    ),
    "RMSProp with delta in both places": (
        "class RMSProp:\n"
        "    def __init__(self, eta, rho=0.9, delta=1e-6):\n"
        "        self.eta, self.rho, self.d, self.r = eta, rho, delta, {}\n\n"
        "    def step(self, params, grads):\n"
        "        self.r = {k: self.rho * self.r.get(k, 0) + (1 - self.rho) * g**2 for k, g in grads.items()}\n"
        "        return {k: p - self.eta * grads[k] / (self.d + np.sqrt(self.r[k] + self.d)) for k, p in params.items()}",
        {"small_slopes_under_rmsprop"},
    ),
    "AdaGrad whose step returns nothing": (
        "class AdaGrad:\n    def __init__(self, eta, delta=1e-7):\n        pass\n\n    def step(self, params, grads):\n        pass",
        None,
    ),
    "compare that takes nan for the least": (
        "def compare(makers, steps):\n"
        "    best = {}\n"
        "    for name, maker in makers.items():\n"
        "        ends = []\n"
        "        for eta in RATES:\n"
        "            optimizer, w = maker(eta), {'w': np.ones(2)}\n"
        "            for _ in range(steps):\n"
        "                w = optimizer.step(w, ravine(w)[1])\n"
        "            ends.append(ravine(w)[0])\n"
        "        best[name] = RATES[int(np.argmin(ends))], ends[int(np.argmin(ends))]\n"
        "    return best",
        {"who_runs_away_does_not_win"},
    ),
    "classify_critical_point without tol": (
        "def classify_critical_point(H, tol):\n"
        "    e = np.linalg.eigvalsh(H)\n"
        "    if (e == 0).any():\n"
        "        return 'degenerate'\n"
        "    return 'min' if e[0] > 0 else 'max' if e[-1] < 0 else 'saddle'",
        {"nearly_flat_is_flat"},
    ),
    "escape_time with noise of the place": (
        "def escape_time(sd, steps, rng):\n"
        "    y = 0.0\n"
        "    for n in range(1, steps + 1):\n"
        "        y = 1.1 * y + sd * rng.normal()\n"
        "        if abs(y) > 1:\n"
        "            return n\n"
        "    return steps",
        {"mean_time_on_the_saddle"},
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_solution_loses_what_is_wrong(name):
    """No more and no less; None stands for all."""
    source, lost = WRONG[name]
    results = replaced(name.split()[0], source)
    found = {each.check for each in results if each.earned != each.possible}

    assert (lost if lost is not None else {each.check for each in results}) == found
    assert [] == [each.check for each in results if each.message and "Traceback" in each.message.text]


@pytest.mark.parametrize("sizes", [(4, 3), (5, 6, 3), (3, 4, 5, 2)], ids=str)
def test_the_given_network_is_that_of_assignment_7(sizes):
    """The same loss and gradients as the network of that assignment with the same parameters."""
    rng = np.random.default_rng(0)
    params, X, y = network_params(sizes, rng), rng.normal(size=(7, sizes[0])), rng.integers(sizes[-1], size=7)
    params = {name: value + 0.1 * rng.normal(size=value.shape) for name, value in params.items()}
    model = MLP(sizes, "relu", "cross_entropy", rng)
    model.params = params
    loss, grads = model.loss_and_grads(X, y)
    found, slopes = network_loss(params, X, y)

    assert loss == pytest.approx(found, abs=1e-12)
    assert set(grads) == set(slopes)
    assert [] == [name for name in grads if not np.allclose(grads[name], slopes[name], atol=1e-12)]
