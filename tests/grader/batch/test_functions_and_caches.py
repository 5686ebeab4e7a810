"""One mistake costs once, also where a function is passed to what is served, and where a cache is handed on."""

import pytest

from grader.model import Outcome, Party
from tests.grader.batch.batches import run, terms_for, write_files
from tests.grader.batch.layers import RIGHT, write_layers

pytestmark = pytest.mark.sandbox
STEP = "        x = x - slope(x) + rng.normal()\n"
FIT = "        self.x = descend(self.quarter, self.x, steps, rng)\n"


@pytest.fixture
def graded(tmp_path):
    """Return a function that grades one file and returns its results by check."""
    course, terms = terms_for(write_layers(tmp_path / "course"), "a01_layers")

    def grade(source):
        judged = run(tmp_path / "out", write_files(tmp_path / "in", {"ada.py": source.encode()}), course, terms)["ada"]
        return {result.check: result for result in judged.results}

    return grade


def test_a_right_file_needs_nothing_of_ours(graded):
    """Nothing is served, and no convention is named."""
    results = graded(RIGHT).values()

    assert {(Outcome.PASSED, (), None)} == {(each.outcome, each.swapped, each.convention) for each in results}


@pytest.mark.parametrize("body", ["x + w, (x, w)", "(x * w)[::-1], (x, w)", "[0.0], (x, w)", "x[:2] * w[:2], (x, w)"])
def test_a_right_backward_does_not_pay_for_its_forward(graded, body):
    """It is held beside the output of ours, with what theirs keeps; the page says so."""
    results = graded(RIGHT.replace("x * w, (x, w)", body))

    assert (Outcome.PASSED, "Beside our scale_forward, not beside yours") == (
        results["slope"].outcome,
        results["slope"].convention,
    )
    assert 0 == results["six"].earned


def test_a_backward_that_fits_its_own_forward_passes_as_before(graded):
    """It needs nothing of ours."""
    results = graded(RIGHT.replace("x * w, (x, w)", "x * w * 2, (x, 2 * w)"))

    assert (Outcome.PASSED, None) == (results["slope"].outcome, results["slope"].convention)


@pytest.mark.parametrize(
    ("forward", "backward"),
    [("x * w, (x, w)", "dout"), ("x + w, (x, w)", "dout * cache[0]"), ("x + w, (x, w)", "0 * dout")],
)
def test_a_wrong_backward_fails_beside_any_forward(graded, forward, backward):
    """It fits neither the student's own forward nor ours."""
    results = graded(RIGHT.replace("x * w, (x, w)", forward).replace("dout * cache[1]", backward))

    assert (Outcome.FAILED, 0) == (results["slope"].outcome, results["slope"].earned)


@pytest.mark.parametrize(
    "step", ["        x = x + slope(x) + rng.normal()\n", "        pass\n", "        raise ValueError\n"]
)
def test_a_training_is_served_what_it_gives_a_function_to(graded, step):
    """Ours walks with theirs, a method of an object, and draws from their generator."""
    results = graded(RIGHT.replace(STEP, step))

    assert (Outcome.PASSED, ("descend",)) == (results["four_steps"].outcome, results["four_steps"].swapped)
    assert 0 == results["three_steps"].earned


@pytest.mark.parametrize("fit", [FIT.replace("steps", "steps + 1"), FIT.replace("self.quarter", "lambda x: x / 2")])
def test_a_wrong_training_is_wrong_with_ours_too(graded, fit):
    """What is served cannot earn what was not done."""
    results = graded(RIGHT.replace(STEP, "        pass\n").replace(FIT, fit))

    assert Outcome.FAILED == results["four_steps"].outcome


CHANNEL = "import gc\n        channel = next(x for x in gc.get_objects() if type(x).__name__ == 'Channel')\n        "
STEPS = "def say(*call):\n            channel.send({'callback': 0, 'value': ['l', ['t', *call], {}]}, [])\n"
STEPS += "            return channel.receive()[0]\n        "
BEGIN = "say(['t', None, 8.0, 1, None], {}, {}, ['l', '0'])"
ATTACKS = {
    "raises inside": ("descend(lambda x: 1 / 0, 1.0, 3, rng)", {"raised"}),
    "never comes back": ("descend(lambda x: exec('while True: pass'), 1.0, 3, rng)", {"timed_out"}),
    "gives an object": ("descend(lambda x: object(), 1.0, 3, rng)", {"raised"}),
    "gives text": ("descend(lambda x: 'steep', 1.0, 3, rng)", {"raised"}),
    "gives too much": ("import numpy\n        descend(lambda x: numpy.ones(9_000_000), 1.0, 3, rng)", {"raised"}),
    "walks for ever": ("descend(lambda x: 0.0, 1.0, 10**12, rng)", {"timed_out", "raised", "killed"}),
    "calls itself": ("f = lambda x: descend(f, x, 1, rng)\n        descend(f, 1.0, 1, rng)", {"raised"}),
    "begins and leaves": (f"{CHANNEL}{STEPS}for _ in range(3000): {BEGIN}", {"passed", "timed_out", "raised"}),
    "goes on with nothing": (f"{CHANNEL}{STEPS}assert 'error' in say(5, 1.0)", {"passed"}),
    "goes on twice": (
        f"{CHANNEL}{STEPS}{BEGIN}\n        say(0, 1.0)\n        assert 'error' in say(0, 1.0)",
        {"passed"},
    ),
    "a number that is a list": (f"{CHANNEL}{STEPS}assert 'error' in say(['l', 0], 1.0)", {"passed"}),
    "places that are none": (
        f"{CHANNEL}{STEPS}assert 'error' in say(['t', None, 8.0, 1, None], {{}}, {{}}, 7)",
        {"passed"},
    ),
}


SLOW = {"walks for ever"}


@pytest.mark.parametrize("attack", [pytest.param(name, marks=[pytest.mark.full] * (name in SLOW)) for name in ATTACKS])
def test_what_student_code_does_with_a_walk_of_ours_is_its_own_affair(graded, attack):
    """Whatever it does, the grader lives, nobody else is blamed, and the other checks are judged."""
    code, outcomes = ATTACKS[attack]
    results = graded(RIGHT.replace(STEP, "        pass\n").replace(FIT, f"        {code}\n{FIT}"))

    assert {Party.STUDENT} == {result.outcome.party for result in results.values()}
    assert results["four_steps"].outcome in outcomes
    assert [Outcome.PASSED] * 2 == [results[check].outcome for check in ("six", "slope")]
