"""Right solutions of assignment 4 in other styles earn everything; wrong ones lose the points of what is wrong.

The right ones are files of the sample cohort: loops, lists, einsum, another solver, properties, counters.
"""

import functools
from dataclasses import replace

import numpy as np
import pytest

from assignments.a04_svm import checks_hidden as hidden
from grader.course.sources import solution_source
from grader.model import Threshold
from grader.submission import read_submission
from grader.verify.gate import run_solution
from tests import courses

PLACE = ("course", "a04_svm")
FOLDER = courses.ROOT / "examples" / "a04_svm"
RIGHT = (
    "lists_and_counters.py",
    "loops.py",
    "objects_and_einsum.ipynb",
    "pairs_of_multipliers.py",
    "perfect.ipynb",
)
EXERCISES = [each.name for each in courses.loaded(*PLACE).assignment.exercises]

WRONG = {  # what each loses: the points of what is wrong, and no others; None stands for all that is no manners
    "geometric_margin of zero": ("def geometric_margin(w, b, X, y):\n    return 0.0", None),
    "geometric_margin for separable rows": (
        "def geometric_margin(w, b, X, y):\n    return np.maximum(0, np.min(y * (X @ w + b)) / np.linalg.norm(w))",
        {"rows_on_the_wrong_side"},
    ),
    "canonicalize that changes nothing": (
        "def canonicalize(w, b, X, y):\n    return w, b",
        {
            "the_smallest_score_becomes_one",
            "drawn_lines_become_canonical",
        },
    ),
    "canonicalize that turns round": (
        "def canonicalize(w, b, X, y):\n    s = -np.min(y * (X @ w + b))\n    return w / s, b / s",
        None,
    ),
    "primal_qp without objective": (
        "def primal_qp(X, y):\n    A = np.column_stack([X, np.ones(len(X))])\n"
        "    return np.zeros((A.shape[1],) * 2), np.zeros(A.shape[1]), -y[:, None] * A, -np.ones(len(X))",
        {
            "nothing_but_the_weights_is_weighed",
            "the_street_between_three_points",
            "the_bias_is_free",
            "drawn_points_get_the_widest_street",
        },
    ),
    "primal_qp that drops a row": (
        "def primal_qp(X, y):\n    A = y[1:, None] * np.column_stack([X, np.ones(len(X))])[1:]\n"
        "    return np.diag([*[1.0] * X.shape[1], 0]), np.zeros(X.shape[1] + 1), -A, -np.ones(len(A))",
        {
            "every_row_stays_outside_of_the_street",
            "the_street_between_three_points",
            "drawn_points_get_the_widest_street",
            "one_row_and_long_rows",
        },
    ),
    "dual_qp of zeros": (
        "def dual_qp(gram, y, C):\n    N = len(y)\n"
        "    return np.zeros((N, N)), np.zeros(N), np.zeros((1, N)), np.zeros(1), np.zeros(N), np.ones(N)",
        None,
    ),
    "dual_qp that caps the hard margin at 100": (
        "def dual_qp(gram, y, C):\n    N = len(y)\n"
        "    return gram * y * y[:, None], -np.ones(N), y[None] * 1.0, np.zeros(1), np.zeros(N), np.full(N, min(C, 100))",
        {"nothing_bounds_the_hard_margin"},
    ),
    "dual_qp of one sign of labels": (
        "def dual_qp(gram, y, C):\n    N = len(y)\n"
        "    return gram * y * y[:, None], -np.ones(N), np.abs(y)[None] * 1.0, np.zeros(1), np.zeros(N), np.full(N, 1.0 * C)",
        {"labels_balance", "multipliers_of_noisy_rows", "nothing_bounds_the_hard_margin"},
    ),
    "SVC that learns nothing": (
        """
class SVC:
    def __init__(self, kernel, C):
        pass

    def fit(self, X, y):
        self.alpha, self.b, self.support = np.zeros(len(y)), 0.0, np.arange(len(y))
        return self

    def decision_function(self, X):
        return np.zeros(len(X))
""",
        None,
    ),
    "linear_kernel that is transposed": (
        "def linear_kernel(X, Z):\n    return Z @ X.T",
        {"products_of_all_rows", "linear_kernel_of_every_shape"},
    ),
    "linear_kernel of zeros": ("def linear_kernel(X, Z):\n    return np.zeros((len(X), len(Z)))", None),
    "poly_kernel of integers only": (
        "def poly_kernel(X, Z, degree, coef0=1.0):\n    return (X @ Z.T + int(coef0)) ** degree",
        {"powers_and_constants"},
    ),
    "rbf_kernel of ones": ("def rbf_kernel(X, Z, gamma):\n    return np.ones((len(X), len(Z)))", None),
    "hinge_loss without slope": (
        "def hinge_loss(w, b, X, y, C):\n"
        "    return w @ w / 2 + C * np.maximum(0, 1 - y * (X @ w + b)).sum(), np.zeros(len(w)), 0.0",
        {"slope_of_the_hinge_loss", "slopes_of_drawn_rows", "a_row_at_the_kink"},
    ),
    "pegasos_fit of zeros": (
        "def pegasos_fit(X, y, lam, steps, rng):\n    return np.zeros(X.shape[1]), 0.0",
        None,
    ),
    "one_vs_one_predict of the first label": (
        "def one_vs_one_predict(X, y, X_test, kernel, C):\n    return np.full(len(X_test), y.min())",
        None,
    ),
    "one_vs_one_predict in scores": (
        "def one_vs_one_predict(X, y, X_test, kernel, C):\n    return np.full(len(X_test), 0.5)",
        None,
    ),
}


def rows_of(exercise):
    """Return the checks of an exercise; what trains on digits is left to the sample cohort."""
    part = next(each for each in courses.loaded(*PLACE).assignment.exercises if each.name == exercise)
    return [row for row in part.rows if not isinstance(row, Threshold)]


def results_of(source, exercises, terms=None):
    """Run the checks of some exercises against the reference, below which a source stands."""
    loaded = courses.loaded(*PLACE)
    terms = terms or courses.terms(*PLACE)
    names = frozenset(row.name for exercise in exercises for row in rows_of(exercise))
    results = run_solution(loaded, f"{solution_source(loaded)}\n{source}", courses.LOCAL, terms, names)
    return [result for result in results if result.check in names]


@functools.cache
def results_of_file(name):
    """Run all checks against a file of the cohort."""
    submission = read_submission(name, (FOLDER / name).read_bytes(), courses.loaded(*PLACE).assignment.wanted)
    return results_of(submission.slice.source, EXERCISES)


@pytest.mark.parametrize("exercise", EXERCISES)
@pytest.mark.parametrize("name", RIGHT)
def test_a_right_solution_in_another_style_earns_everything(name, exercise):
    """What keeps the promises is right, however it is written."""
    results = [each for each in results_of_file(name) if each.exercise == exercise]

    assert len(rows_of(exercise)) == len(results)
    assert [] == [(each.check, each.message) for each in results if each.earned != each.possible]


def lost_by(name):
    results = results_of(WRONG[name][0], [name.split()[0]])
    return {each.check for each in results if each.earned != each.possible}, results


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_solution_loses_what_is_wrong(name):
    """No more and no less."""
    expected = WRONG[name][1]
    lost, results = lost_by(name)

    manners = {row.name for each in courses.loaded(*PLACE).assignment.exercises for row in each.manners}
    assert expected in (lost, None)
    assert expected is not None or {each.check for each in results} - manners <= lost


@pytest.mark.parametrize("name", WRONG)
def test_what_a_student_reads_says_what_to_change(name):
    """The first line of each message speaks of the result, and none of the grader's insides."""
    texts = [each.message.text for each in lost_by(name)[1] if each.message]

    assert texts
    assert [] == [text for text in texts if "Traceback" in text or not text.strip()]


BROKEN = """
class SVC:
    def __init__(self, kernel, C):
        self.kernel = kernel

    def fit(self, X, y):
        raise ValueError("half finished")
"""


def test_a_broken_machine_costs_its_own_points_alone():
    """4.7 is graded with machines of ours under the name SVC."""
    results = results_of(BROKEN, ["SVC", "one_vs_one_predict"])
    votes = [each for each in results if each.exercise == "one_vs_one_predict"]

    assert [] == [each.check for each in votes if each.earned != each.possible]
    assert 0 == sum(each.earned for each in results if each.exercise == "SVC")


def test_a_wrong_program_costs_its_own_points_alone():
    """Machines that are made of dual_qp get ours where the student's fails."""
    terms = courses.terms(*PLACE)
    served = replace(terms, reference_worker=terms.reference)
    results = results_of("def dual_qp(gram, y, C):\n    return None", ["dual_qp", "SVC"], served)

    assert 0 == sum(each.earned for each in results if each.exercise == "dual_qp")
    assert [] == [each.check for each in results if each.exercise == "SVC" and each.earned != each.possible]


def test_ties_do_occur_in_the_check_of_ties():
    """The pinwheel has a middle in which each label wins once, whatever the seed."""
    arm = np.array([[1.0, 0.0], [1.0, 4.0]])
    turns = (0.3, 0.3 + 2 * np.pi / 3, 0.3 - 2 * np.pi / 3)
    X = np.concatenate([arm @ np.array([[np.cos(t), np.sin(t)], [-np.sin(t), np.cos(t)]]) for t in turns])
    spots = np.random.default_rng(0).uniform(-1, 1, size=(400, 2))
    _, _, most = hidden._clear(X, np.repeat([0, 1, 2], 2), spots, hidden.kernels.linear_kernel, 100.0)

    assert (most == 1).sum() >= 20
