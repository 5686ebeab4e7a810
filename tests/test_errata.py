"""The page of what the slides print holds every place that was found, once for each assignment that it concerns."""

import re
from pathlib import Path

PAGE = (Path(__file__).resolve().parents[1] / "docs" / "errata.md").read_text(encoding="utf-8")
FOUND = 80  # places in the five decks, numbered from E01


def test_every_place_is_there():
    """Each number stands in at least one table, and no number is invented."""
    numbers = {int(number) for number in re.findall(r"^\| E(\d\d) \|", PAGE, flags=re.MULTILINE)}

    assert set(range(1, FOUND + 1)) == numbers


def test_every_row_says_what_is_printed_used_and_accepted():
    """Four cells, none of them empty; a bar that is part of a formula is escaped."""
    rows = [re.split(r"(?<!\\)\|", line)[1:-1] for line in PAGE.splitlines() if line.startswith("| E")]

    assert [] == [row for row in rows if len(row) != 4 or not all(cell.strip() for cell in row)]
