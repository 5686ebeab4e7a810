"""Who gives a solution away while somebody may still hand it in is told so."""

from datetime import UTC, datetime, timedelta

import pytest

from grader.course import open_course
from grader.release import open_needs

DUE = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("now", "extension", "said"),
    [
        (DUE - HOUR, 0, [DUE]),
        (DUE + HOUR, 0, []),
        (DUE + HOUR, 7200, [DUE + 2 * HOUR]),
        (DUE + 3 * HOUR, 7200, []),
    ],
    ids=["before", "after", "extended", "after the longest extension"],
)
def test_an_open_assignment_is_named_with_its_end(two, now, extension, said):
    """The due date counts, and the longest extension of the roster."""
    found = open_needs(open_course(two), ["a01_double", "a02_count"], now, extension)

    assert [("a02_count", "double", "a01_double", until) for until in said] == [
        (each.given_in, each.exercise, each.asked_in, each.until) for each in found
    ]


def test_what_is_given_counts_as_what_is_needed(two):
    """A body that stands in the notebook is a solution, whatever the rubric calls it."""
    rubric = two / "assignments" / "a02_count" / "assignment.py"
    text = rubric.read_text()
    rubric.write_text(text.replace("given=(half,", "given=(double, half,").replace("needs=(double,),", ""))

    assert ["double"] == [each.exercise for each in open_needs(open_course(two), ["a02_count"], DUE - HOUR)]


def test_without_a_due_date_an_assignment_is_open(two):
    """Who has not said when it ends is reminded."""
    (two / "course.toml").write_text('id = "two"\ntitle = "Two"\n')

    assert [None] == [each.until for each in open_needs(open_course(two), ["a02_count"], DUE)]


def test_what_is_not_released_is_not_said(two):
    """Only what is handed out now counts."""
    assert [] == open_needs(open_course(two), ["a01_double"], DUE - HOUR)
