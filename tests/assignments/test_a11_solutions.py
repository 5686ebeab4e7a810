"""Right solutions of assignment 11 in other styles earn everything; wrong ones lose the points of what is wrong."""

import functools
import json
from dataclasses import replace

import pytest

from grader.checks import run_checks
from grader.course.sources import solution_source
from grader.student import local_session
from grader.verify.gate import run_solution
from tests import courses

PLACE = ("course", "a11_convolution")
FOLDER = courses.ROOT / "examples" / "a11_convolution"
RIGHT = ("perfect.ipynb", "loops.py", "einsum.py", "matrices.py", "taps.py")
EXERCISES = [each.name for each in courses.loaded(*PLACE).assignment.exercises]
TRAINED = "lenet_reads_digits"

WRONG = {
    "conv_forward that flips": (
        """
def conv_forward(x, w, b, stride=1, pad=0):
    w = w[:, :, ::-1, ::-1]
    N, F = len(x), len(w)
    x = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    rows, columns = ((x.shape[a] - w.shape[a]) // stride + 1 for a in (2, 3))
    out = np.zeros((N, F, rows, columns))
    for p in range(rows):
        for q in range(columns):
            part = x[:, :, p * stride : p * stride + w.shape[2], q * stride : q * stride + w.shape[3]]
            out[:, :, p, q] = np.tensordot(part, w, axes=([1, 2, 3], [1, 2, 3])) + b
    return out, None
""",
        {"one_filter_over_two_images"},
    ),
    "conv_forward with edge values": (
        """
def conv_forward(x, w, b, stride=1, pad=0):
    x = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)), mode="edge")
    rows, columns = ((x.shape[a] - w.shape[a]) // stride + 1 for a in (2, 3))
    out = np.zeros((len(x), len(w), rows, columns))
    for p in range(rows):
        for q in range(columns):
            part = x[:, :, p * stride : p * stride + w.shape[2], q * stride : q * stride + w.shape[3]]
            out[:, :, p, q] = np.tensordot(part, w, axes=([1, 2, 3], [1, 2, 3])) + b
    return out, None
""",
        {"zeros_all_around", "frames_of_zeros"},
    ),
    "conv_backward that cuts by -pad": (
        """
_right = conv_backward

def conv_backward(dout, cache):
    dx, dw, db = _right(dout, cache)
    pad = cache[3]
    return np.pad(dx, ((0, 0), (0, 0), (pad, pad), (pad, pad)))[:, :, pad:-pad, pad:-pad], dw, db
""",
        {"the_frame_is_cut_off"},
    ),
    "conv_backward of the last image": (
        """
_right = conv_backward

def conv_backward(dout, cache):
    x, w, stride, pad = cache
    dx, _, db = _right(dout, cache)
    return dx, _right(dout[-1:], (x[-1:], w, stride, pad))[1], db
""",
        {"slope_by_the_filters", "tied_weights_by_hand", "filters_of_every_shape"},
    ),
    "conv_backward that returns nothing": ("def conv_backward(dout, cache):\n    pass", None),
    "maxpool_backward to all": (
        """
def maxpool_backward(dout, cache):
    _, shape, window, stride = cache
    return window**2 * avgpool_backward(dout, (shape, window, stride))
""",
        {"slope_goes_to_the_winner", "winners_of_several_windows", "equals_are_treated_alike"},
    ),
    "maxpool_forward from zero": (
        """
_right = maxpool_forward

def maxpool_forward(x, window, stride):
    out, cache = _right(x, window, stride)
    return np.where(out > 0, out, 0.0), cache
""",
        {"maxima_below_zero"},
    ),
    "ResidualBlock that passes on": (
        """
class ResidualBlock:
    def __init__(self, *weights):
        self.weights = weights

    def forward(self, x):
        return x

    def backward(self, dout):
        return dout, *(0 * each for each in self.weights)
""",
        None,
    ),
    "LeNet5 of one sum": (
        """
class LeNet5:
    def __init__(self, rng):
        self.params = {"W1": np.ones((6, 1, 5, 5)), "W2": np.ones((16, 6, 5, 5)), "W3": np.ones((256, 120))}
        self.params |= {"W4": np.ones((120, 84)), "W5": np.ones((84, 10)), "b1": np.zeros(6), "b2": np.zeros(16)}
        self.params |= {"b3": np.zeros(120), "b4": np.zeros(84), "b5": np.zeros(10)}

    def scores(self, X):
        return np.tile(self.params["b5"], (len(X), 1))

    def loss_and_grads(self, X, y):
        loss, dZ = cross_entropy(self.scores(X), y)
        grads = {name: 0 * array for name, array in self.params.items()}
        return loss, grads | {"b5": dZ.sum(axis=0)}

    def fit(self, X, y, eta, epochs, batch_size, rng):
        def ask(params, X, y):
            self.params = params
            return self.loss_and_grads(X, y)

        self.params, losses = train_sgd(ask, self.params, X, y, eta, epochs, batch_size, rng)
        return losses

    def predict(self, X):
        return self.scores(X).argmax(axis=1)
""",
        {
            "parameters_are_counted",
            "slope_of_lenet",
            "lenet_picks_the_largest_score",
            "scores_of_drawn_parameters",
            "lenet_draws_from_its_generators",
            TRAINED,
        },
    ),
    "count_parameters without bias": (
        """
def count_parameters(layer):
    return int(np.prod(layer[1:]))
""",
        None,
    ),
}


def text_of(name):
    """Return the code of an example."""
    text = (FOLDER / name).read_text(encoding="utf-8")
    if name.endswith(".py"):
        return text
    cells = [cell for cell in json.loads(text)["cells"] if cell["cell_type"] == "code"]
    return "\n".join("".join(cell["source"]) for cell in cells if "plt." not in "".join(cell["source"]))


@functools.cache
def results_of_example(name):
    """Run all checks but the training on an example, with what the grader would serve."""
    loaded, code = courses.loaded(*PLACE), compile(text_of(name), name, "exec")

    def namespace():
        made = {"__name__": "submission"}
        exec(code, made)
        return made

    worker = local_session(functools.partial(courses.namespace, *PLACE), courses.DATA.dataset)
    terms = replace(courses.terms(*PLACE), reference_worker=worker)
    names = {row.name for part in loaded.assignment.parts for row in part.rows} - {TRAINED}
    session = local_session(namespace, courses.DATA.dataset)
    return run_checks(PLACE[1], loaded.assignment, session, terms, {}, frozenset(names), lambda _: None)


def results_of(exercise, source):
    """Run the checks of one exercise against the reference, in which it is replaced."""
    loaded = courses.loaded(*PLACE)
    part = next(each for each in loaded.assignment.exercises if each.name == exercise)
    names = frozenset(row.name for row in part.rows)
    results = run_solution(loaded, f"{solution_source(loaded)}\n{source}", courses.LOCAL, courses.terms(*PLACE), names)
    return [result for result in results if result.check in names]


@pytest.mark.parametrize("exercise", EXERCISES)
@pytest.mark.parametrize("name", RIGHT)
def test_a_right_solution_in_another_style_earns_everything(name, exercise):
    """Loops, einsum, index arrays, one weight at a time; caches that are dicts, tuples, objects or functions."""
    results = [each for each in results_of_example(name) if each.exercise == exercise]

    assert results
    assert [] == [(each.check, each.message) for each in results if each.earned != each.possible]


@pytest.mark.parametrize("name", RIGHT)
def test_answers_earn_everything(name):
    """Whole numbers, floats, rounded ones and small letters."""
    results = [each for each in results_of_example(name) if each.exercise.startswith("q_")]

    assert [] == [(each.check, each.message) for each in results if each.earned != each.possible]


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_solution_loses_what_is_wrong(name):
    """No more and no less; None stands for all that is no manners."""
    source, lost = WRONG[name]
    results = results_of(name.split()[0], source)
    found = {each.check for each in results if each.earned != each.possible}

    assert (lost if lost is not None else {each.check for each in results}) == found


def test_zeros_earn_nothing():
    """Arrays of zeros of the right shapes, blocks that pass on, a network whose training is left out here."""
    assert {"lenet_leaves_its_arguments_alone"} >= {
        each.check for each in results_of_example("zeros.py") if each.earned
    }
