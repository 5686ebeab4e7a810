"""Wrong solutions of assignment 3 lose the points of what is wrong, also where other exercises call them.

Right ones in other styles are files of the sample cohort, which the fast suite grades.
"""

from dataclasses import replace

import pytest

from grader.course.sources import solution_source
from grader.model import Threshold
from grader.verify.gate import run_solution
from tests import courses

PLACE = ("course", "a03_perceptron")

SLIPS = {  # what others may call; each loses points of its own exercise
    "augment with the ones last": "def augment(X):\n    return np.c_[X, np.ones(len(X))]",
    "augment without ones": "def augment(X):\n    return np.c_[np.zeros(len(X)), X]",
    "augment of whole numbers": "def augment(X):\n    return np.c_[np.ones(len(X)), X].astype(int)",
    "augment that forgets an axis": "def augment(X):\n    return np.c_[np.ones(len(X)), X].squeeze()",
    "decide with the bias subtracted": (
        "def decide(w, X, fire_at_equality=True):\n    return (X @ w[1:] >= w[0]).astype(int)"
    ),
}

WRONG = {
    "decide with a tolerance": (
        "def decide(w, X, fire_at_equality=True):\n"
        "    s = w[0] + X @ w[1:]\n"
        "    return ((s > 1e-5) | (fire_at_equality & (np.abs(s) <= 1e-5))).astype(int)",
        {"equality_is_decided_by_the_flag"},
    ),
    "angle_after_update that turns x in place": (
        "def angle_after_update(w, x, y):\n"
        "    x *= y\n"
        "    after = w + x\n"
        "    cosines = [v @ x / np.linalg.norm(v) / np.linalg.norm(x) for v in (w, after)]\n"
        "    return cosines[0], cosines[1]",
        {"angle_after_update_leaves_its_arguments_alone"},
    ),
    "convergence_quantities of absolute scores": (  # weights that separate make them the same
        "def convergence_quantities(X, y, w_star):\n"
        "    R = np.sqrt(1 + (X**2).sum(axis=1)).max()\n"
        "    gamma = np.abs(w_star[0] + X @ w_star[1:]).min() / np.linalg.norm(w_star)\n"
        "    return np.array([R, gamma, (R / gamma) ** 2])",
        set(),
    ),
}


def results_of(source, exercises):
    """Run the checks of some exercises, but for thresholds, against the reference with a source below it."""
    loaded, terms = courses.loaded(*PLACE), courses.terms(*PLACE)
    rows = [row for part in loaded.assignment.exercises if part.name in exercises for row in part.rows]
    names = frozenset(row.name for row in rows if not isinstance(row, Threshold))
    served = replace(terms, reference_worker=terms.reference)
    results = run_solution(loaded, f"{solution_source(loaded)}\n{source}", courses.LOCAL, served, names)
    return [result for result in results if result.check in names]


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_in_a_helper_is_paid_for_once(name):
    """Whoever calls their own `augment` or `decide` elsewhere gets ours there, where theirs is wrong."""
    exercises = ("augment", "decide", "perceptron_fit", "pocket_perceptron", "convergence_quantities")
    results = results_of(SLIPS[name], exercises)

    assert {name.split()[0]} == {each.exercise for each in results if each.earned != each.possible}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_solution_loses_what_is_wrong(name):
    """No more and no less."""
    source, expected = WRONG[name]
    results = results_of(source, [name.split()[0]])

    assert expected == {each.check for each in results if each.earned != each.possible}
