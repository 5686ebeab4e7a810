"""The page for lecturers names every picture of the handouts, and none that is not there."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "for_lecturers.md").read_text(encoding="utf-8")


def drawn():
    """Return the pictures of all handouts, as (assignment, name)."""
    return {
        (path.parent.name[:3], name)
        for path in (ROOT / "assignments").glob("*/handout.py")
        for name in re.findall(r'with picture\(\s*"(\w+)"', path.read_text(encoding="utf-8"))
    }


def named():
    """Return the pictures that the page tells to show, as (assignment, name)."""
    cells = re.findall(r"\| ((?:`\w+`(?:, )?)+) \((a\d\d)\) \|", PAGE)
    return {(assignment, name) for names, assignment in cells for name in re.findall(r"`(\w+)`", names)}


def test_every_picture_has_its_place_in_a_lecture():
    """A picture that nobody is told about is not shown, and one that is not there cannot be."""
    assert drawn() == named()


def test_every_row_says_where_what_and_what_to_ask():
    """Each row of a table has three cells, the last of which is a question."""
    rows = [line for line in PAGE.splitlines() if line.startswith("| ") and not line.startswith("| where in")]

    assert rows
    assert [] == [row for row in rows if row.count("|") != 4 or not row.endswith("? |")]
