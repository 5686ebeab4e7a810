"""Right solutions of assignment 10 in other styles earn everything; wrong ones lose the points of what is wrong."""

import ast
import json

import pytest

from grader.course.sources import solution_source
from grader.verify.gate import run_solution
from tests import courses

PLACE = ("course", "a10_batch_normalization")
EXAMPLES = courses.ROOT / "examples" / PLACE[1]
RIGHT = (
    "perfect.ipynb",
    "loops.py",
    "objects.ipynb",
    "einsum_and_closures.py",
    "in_place_on_copies.ipynb",
)
TRAINING = {"BatchNormMLP", "dead_by_rate"}
QUICK = [each.name for each in courses.loaded(*PLACE).assignment.exercises if each.name not in TRAINING]
STYLES = [pytest.param(name, each, id=f"{each} of {name}") for name in RIGHT for each in QUICK]
LONG = [pytest.param(name, each, id=f"{each} of {name}") for name in RIGHT for each in sorted(TRAINING)]

ZEROS = "self.x = x\n        return 0 * x\n\n    def backward(self, dout):\n        return 0 * dout"
SAME = "return x\n\n    def backward(self, dout):\n        return dout"
NUMBER = "def __init__(self, *args):\n        pass\n"
DEGENERATE = {  # what it is -> source, and the checks that may pass: what holds of every linear layer
    "ReLU of zeros": (f"class ReLU:\n    def forward(self, x, train=True):\n        {ZEROS}", set()),
    "ReLU that does nothing": (f"class ReLU:\n    def forward(self, x, train=True):\n        {SAME}", set()),
    "LeakyReLU of zeros": (
        f"class LeakyReLU:\n    {NUMBER}\n    def forward(self, x, train=True):\n        {ZEROS}",
        set(),
    ),
    "LeakyReLU that does nothing": (
        f"class LeakyReLU:\n    {NUMBER}\n    def forward(self, x, train=True):\n        {SAME}",
        set(),
    ),
    "ELU that does nothing": (
        f"class ELU:\n    {NUMBER}\n    def forward(self, x, train=True):\n        {SAME}",
        set(),
    ),
    "RReLU that does nothing": (
        f"class RReLU:\n    {NUMBER}\n    def forward(self, x, train=True):\n        {SAME}",
        set(),
    ),
    "Maxout of its first piece": (
        "class Maxout:\n    def __init__(self, W, b):\n        self.W, self.b = W, b\n\n"
        "    def forward(self, x, train=True):\n        self.x = x\n        return x @ self.W[0] + self.b[0]\n\n"
        "    def backward(self, dout):\n        dW, db = 0 * self.W, 0 * self.b\n        dW[0] = self.x.T @ dout\n"
        "        db[0] = dout.sum(axis=0)\n        return dout @ self.W[0].T, dW, db",
        set(),
    ),
    "dead_fraction of 0": ("def dead_fraction(pres):\n    return 0.0", set()),
    "symmetry_spread of 0": (
        "def symmetry_spread(W):\n    return 0.0",
        set(),
    ),
    "he_normal of ones": ("def he_normal(fan_in, fan_out, rng):\n    return np.ones((fan_in, fan_out))", set()),
    "signal_propagation of ones": (
        "def signal_propagation(depth, width, init, activation, rng):\n    return np.ones(depth)",
        set(),
    ),
    "batchnorm_forward that does nothing": (
        "def batchnorm_forward(x, gamma, beta, state, train):\n    return x, None, state",
        set(),
    ),
    "batchnorm_forward of beta": (
        "def batchnorm_forward(x, gamma, beta, state, train):\n    return 0 * x + beta, None, state",
        set(),
    ),
    "batchnorm_backward of zeros": (
        "def batchnorm_backward(dout, cache):\n    return 0 * dout, 0 * dout[0], 0 * dout[0]",
        set(),
    ),
    "linear layers": (
        "def batchnorm_forward(x, gamma, beta, state, train):\n    return gamma * x + beta, (x, gamma), state\n\n\n"
        "def batchnorm_backward(dout, cache):\n"
        "    return dout * cache[1], (dout * cache[0]).sum(axis=0), dout.sum(axis=0)",
        {
            "a_skewed_column_stays_skewed",
            "batchnorm_forward_leaves_its_arguments_alone",
            "batchnorm_backward_leaves_its_arguments_alone",
            "caches_serve_twice",
        },
    ),
    "update_running that stands still": (
        "def update_running(state, x):\n    return state",
        set(),
    ),
    "batchnorm_test of beta": ("def batchnorm_test(x, gamma, beta, state):\n    return 0 * x + beta", set()),
    "dead_by_rate of zeros": ("def dead_by_rate(rates, X, y, rng):\n    return np.zeros(len(rates))", set()),
}


def statements_of(name):
    """Return the top-level statements of a sample submission that define something."""
    path = EXAMPLES / name
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".ipynb":
        cells = json.loads(text)["cells"]
        text = "\n\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    kinds = (ast.FunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)
    return [node for node in ast.parse(text).body if isinstance(node, kinds)]


def results_of(exercises, source):
    """Run the checks of some exercises against the reference, in which they are replaced."""
    loaded = courses.loaded(*PLACE)
    parts = [each for each in loaded.assignment.exercises if each.name in exercises]
    names = frozenset(row.name for part in parts for row in part.rows)
    results = run_solution(loaded, f"{solution_source(loaded)}\n{source}", courses.LOCAL, courses.terms(*PLACE), names)
    return [result for result in results if result.check in names]


def style_of(name, exercise):
    """Return the source of one exercise and of what its author made beside the exercises.

    backward and forward come together, because the one reads the cache of the other.
    """
    together = {"batchnorm_forward", "batchnorm_backward"}
    wanted = together if exercise in together else {exercise}
    others = {each.name for each in courses.loaded(*PLACE).assignment.exercises} - wanted
    return "\n\n".join(ast.unparse(node) for node in statements_of(name) if getattr(node, "name", "") not in others)


@pytest.mark.parametrize(("name", "exercise"), STYLES)
def test_a_right_solution_in_another_style_earns_everything(name, exercise):
    """Loops, objects, einsum or work in place: what keeps the promises is right, in eighty-five versions."""
    results = results_of([exercise], style_of(name, exercise))

    assert results
    assert [] == [(each.check, each.message) for each in results if each.earned != each.possible]


@pytest.mark.full
@pytest.mark.parametrize(("name", "exercise"), LONG)
def test_a_right_training_in_another_style_earns_everything(name, exercise):
    """The same for the exercises that train."""
    results = results_of([exercise], style_of(name, exercise))

    assert results
    assert [] == [(each.check, each.message) for each in results if each.earned != each.possible]


@pytest.mark.parametrize("name", DEGENERATE)
def test_what_is_no_work_earns_nothing_that_counts(name):
    """Zeros, constants and the input itself pass what holds of everything linear, but no more."""
    source, harmless = DEGENERATE[name]
    defined = {node.name for node in ast.parse(source).body}
    results = results_of(defined, source)

    assert results
    assert harmless >= {each.check for each in results if each.earned}
