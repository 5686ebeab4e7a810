"""Every row of the lectures is covered, by an exercise that exists, at the level that is claimed."""

from pathlib import Path

import pytest

from assignments import coverage
from grader.model import Question
from tests import courses

ROOT = Path(__file__).parents[1]
ROWS = coverage.rows()


def parts_named(row):
    parts = courses.loaded("course", row.assignment).assignment.parts
    return [part for part in parts if part.row in row.exercises]


def test_every_row_of_the_lectures_is_covered():
    """Nothing that a deck teaches is left without an exercise, and no row is invented."""
    assert coverage.expected() == sorted({row.id for row in ROWS})


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.id}-{row.assignment[:3]}")
def test_a_row_names_exercises_that_do_what_its_level_says(row):
    """Rows name exercises that exist: claims need code that is checked, rows that are asked a question."""
    parts = parts_named(row)

    assert set(row.exercises) == {part.row for part in parts}
    assert row.level in coverage.LEVELS
    assert row.level != "claim" or any(not isinstance(part, Question) for part in parts)
    assert row.level != "asked" or any(isinstance(part, Question) for part in parts)


def test_the_committed_page_is_fresh():
    """docs/coverage.md says what the assignments say."""
    assert (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8") == coverage.page(ROWS)
