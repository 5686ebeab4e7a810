"""Automatic mutants: killed, equivalent, or a hole in the checks."""

from contextlib import nullcontext

import pytest

from grader.checks import CheckTerms
from grader.course.sources import solution_source
from grader.data.datasets import DataSource
from grader.data.seeds import PUBLISHED_KEY
from grader.model import Limits
from grader.student import local_session
from grader.verify import make_mutants, open_locally, run_mutants
from grader.verify.probes import same_answers

DATA = DataSource(PUBLISHED_KEY)
TERMS = CheckTerms(PUBLISHED_KEY, DATA, Limits(cpu_seconds=0.3), local_session({}, DATA.dataset), nullcontext)


def mutants_of(loaded):
    return run_mutants(loaded, open_locally(DATA), TERMS)


def test_good_checks_kill_every_mutant(tiny):
    """No slip in the reference gets through two honest checks; the default is fixed by the public one."""
    found = mutants_of(tiny())

    assert ((), ()) == (found.survived, found.equivalent)
    assert {"Add becomes Sub", "mean becomes sum", "an axis is lost", "1 becomes 2", "1 becomes 0"} == {
        mutant.slip for mutant in found.killed
    }


def test_a_hole_in_the_checks_is_found(tiny):
    """A check that looks at the shape alone lets slips through, and each is named with its line."""
    loaded = tiny(
        checks_public=(
            "student.shift(np.array([[1.0, 3.0], [0.0, 4.0]])), np.array([3.0, 3.0])",
            "student.shift(np.eye(2)).size, 2",
        ),
        checks_hidden=("student.shift(X, by=2.0), shift(X, by=2.0)", "student.shift(X, by=2.0).size, 3"),
    )
    found = mutants_of(loaded)

    assert {"Add becomes Sub", "mean becomes sum"} <= {mutant.slip for mutant in found.survived}
    assert {"shift"} == {mutant.exercise for mutant in found.survived}


def test_the_same_function_in_other_words_is_equivalent(tiny):
    """What answers every probe like the reference is no hole."""
    loaded = tiny(shifting=("return X.mean(axis=1) + by", "factor = 1\n    return X.mean(axis=1) * factor + by"))
    found = mutants_of(loaded)

    assert ["Mult becomes Div"] == [mutant.slip for mutant in found.equivalent]
    assert () == found.survived


def test_helpers_are_mutated_with_the_exercise_that_uses_them():
    """A private helper is part of the solution."""
    source = "def _half(x):\n    return x / 2\n\n\ndef f(x):\n    return _half(x)\n\n\ndef g(x):\n    return f(x)\n"

    assert {("f", "Div becomes Mult"), ("f", "2 becomes 3"), ("f", "2 becomes 1")} == {
        (mutant.exercise, mutant.slip) for mutant in make_mutants(source, ["f", "g"])
    }


def test_what_is_given_is_not_mutated():
    """A slip in a function that students receive with its body would test nobody's checks."""
    source = "def given(x):\n    return x + 1\n\n\ndef f(x):\n    return given(x) * 2\n"

    assert {"f"} == {mutant.exercise for mutant in make_mutants(source, ["f"], ["given"])}
    assert [] == [mutant.slip for mutant in make_mutants(source, ["f"], ["given"]) if mutant.line < 5]


def test_no_two_mutants_are_alike(tiny):
    """Each source stands in the list once, and the original does not."""
    source = solution_source(tiny())
    sources = [mutant.source for mutant in make_mutants(source, ["shift"])]

    assert len(sources) == len(set(sources))
    assert source not in sources


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        (1.0, 1.0 + 1e-13, True),
        (1.0, 1.001, False),
        (float("nan"), float("nan"), True),
        ([1, "a"], [1, "a"], True),
        ([1], [1, 2], False),
        ({"a": 1}, {"a": 2}, False),
        (1, True, False),
        (None, 0, False),
    ],
)
def test_answers_are_compared_to_the_last_digits_that_matter(one, two, expected):
    """Rounding is no difference, everything else is."""
    assert expected is same_answers(one, two)
