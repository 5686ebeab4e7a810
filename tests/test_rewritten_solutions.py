"""A score depends on what a solution does, not on how it is written down."""

from dataclasses import replace

import pytest

from grader.course.sources import solution_source
from grader.model import Limits, Threshold
from grader.verify.gate import run_solution
from tests import courses
from tests.rewriting import REWRITINGS

pytestmark = pytest.mark.full
PLACES = courses.names()


def ordinary_checks(loaded):
    """Training takes its time, and loops in it more than anybody has."""
    rows = [row for part in loaded.assignment.parts for row in part.rows]
    return frozenset(row.name for row in rows if not isinstance(row, Threshold))


@pytest.mark.parametrize("rewriting", REWRITINGS)
@pytest.mark.parametrize("place", PLACES, ids="/".join)
def test_the_same_solution_in_other_words_gets_the_same_points(place, rewriting):
    """Renamed, reordered, split over cells, with loops or einsum: every check gives what it gave before."""
    loaded = courses.loaded(*place)
    source = REWRITINGS[rewriting](solution_source(loaded))
    terms = replace(courses.terms(*place), limits=Limits())  # those of a grading: loops take their time
    results = run_solution(loaded, source, courses.LOCAL, terms, ordinary_checks(loaded))

    assert source != solution_source(loaded)
    assert [] == [(each.check, each.outcome, each.message) for each in results if each.earned != each.possible]
