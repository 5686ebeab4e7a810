"""How often a known mistake is told by its own hint, and how often a slip that is not in the bank gets one."""

from collections import Counter

import pytest

from grader.checks.follow_through import used
from grader.course.sources import solution_source
from grader.model import Threshold
from grader.verify.gate import mistake_row, run_solution, with_bank
from grader.verify.mutants import make_mutants, ordinary_checks
from tests import courses

ASSIGNMENTS = courses.names()
FAST = [("toy", "a01_example"), ("course", "a03_perceptron")]  # the slow tests ask about all
MISTAKES = [
    pytest.param(*place, mistake.name, marks=() if place in FAST else pytest.mark.full)
    for place in ASSIGNMENTS
    for mistake in courses.loaded(*place).mistakes
]


def judged(place):
    """Return an assignment and the terms under which its known mistakes are named."""
    loaded = courses.loaded(*place)
    return loaded, with_bank(loaded, courses.LOCAL, courses.terms(*place))


@pytest.fixture(scope="module")
def rows():
    """Return a function that gives the row of one mistake; what others of its assignment answered is remembered."""
    made = {}

    def row_of(place, name):
        loaded, terms = made.setdefault(place, judged(place))
        mistake = next(each for each in loaded.mistakes if each.name == name)
        return mistake_row(loaded, mistake, courses.LOCAL, terms)

    return row_of


@pytest.mark.parametrize(("course", "id", "name"), MISTAKES)
def test_no_mistake_is_told_by_the_hint_of_another(rows, course, id, name):
    """Who made a known mistake reads its hint or none, at every check that it loses."""
    assert () == rows((course, id), name).misnamed


@pytest.mark.full
def test_nearly_every_known_mistake_is_told_by_its_own_hint(rows, capsys):
    """Of the mistakes that a check other than a training catches, 95 of 100 are named; the figures are printed."""
    found, silent = Counter(), []
    for course, id in ASSIGNMENTS:
        loaded = courses.loaded(course, id)
        thresholds = {row.name for part in loaded.assignment.parts for row in part.rows if isinstance(row, Threshold)}
        for mistake in loaded.mistakes:
            row = rows((course, id), mistake.name)
            own = {check for check, name in row.named if name == mistake.name}
            kind = "right" if own else "wrong" if row.misnamed else "silent"
            if kind == "silent" and set(row.lost) <= thresholds:
                kind = "silent, training alone"
            found[kind] += 1
            found["checks lost"] += len(row.lost)
            found["checks told"] += len(own)
            silent += [f"{id}: {mistake.name}"] if kind == "silent" else []
    with capsys.disabled():
        print(f"\nknown mistakes: {dict(found)}; silent: {', '.join(silent) or 'none'}")  # noqa: T201 - its figures are what it is for

    assert 0 == found["wrong"]
    assert found["right"] >= 0.95 * (found["right"] + found["silent"])


@pytest.mark.full
def test_slips_that_nobody_wrote_down_get_a_hint_only_where_they_are_a_known_mistake(capsys):
    """A slip made at random in the reference is mostly unknown; what is named is of its exercise or of what it uses."""
    place = ("course", "a03_perceptron")
    loaded, terms = judged(place)
    exercises = [exercise.name for exercise in loaded.assignment.exercises]
    hints, found = {mistake.name: mistake for mistake in loaded.mistakes}, Counter()
    rows = {row.name: row for part in loaded.assignment.parts for row in part.rows}
    for mutant in make_mutants(solution_source(loaded), exercises):
        checks = frozenset(ordinary_checks(loaded, mutant.exercise))
        results = run_solution(loaded, mutant.source, courses.LOCAL, terms, checks)
        lost = [result for result in results if result.earned < result.possible]
        named = [(result, hints[result.mistake].replaces.__name__) for result in lost if result.mistake]
        found["survived" if not lost else "named" if named else "silent"] += 1
        found["of another exercise"] += sum(
            name not in (mutant.exercise, *used(rows[result.check])) for result, name in named
        )
    with capsys.disabled():
        print(f"\nslips in a03_perceptron: {dict(found)}")  # noqa: T201 - its figures are what it is for

    assert 0 == found["of another exercise"]
    assert 0 < found["named"] < found["silent"]
