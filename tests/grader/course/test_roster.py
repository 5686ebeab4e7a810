"""The roster is read strictly, from whatever a spreadsheet writes."""

import pytest

from grader.course import RosterEntry, read_roster
from grader.errors import CourseError


def roster(tmp_path, text):
    """Return the students of a text as CSV."""
    path = tmp_path / "roster.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_roster(path).students


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_students_are_read(tmp_path, separator):
    """Separator, byte order mark, order of columns and blank lines do not matter."""
    rows = ("name", "id", "email", "extension"), ("Ann Bé", "ann", "a@x.org", "3 days"), ("Bob", "bob", "", "")
    text = "\ufeff" + "\r\n".join(separator.join(row) for row in rows) + "\r\n\r\n"

    assert (
        RosterEntry("ann", "Ann Bé", "a@x.org", 259_200),
        RosterEntry("bob", "Bob", "", 0),
    ) == roster(tmp_path, text)


def test_the_extension_may_be_left_out(tmp_path):
    """A name may hold a comma where it is quoted."""
    assert (RosterEntry("ann", "Bé, Ann", "a@x.org"),) == roster(tmp_path, 'id,name,email\nann,"Bé, Ann",a@x.org\n')


BROKEN = {
    "empty": ("", "it is empty"),
    "column missing": ("id,name\nann,Ann\n", "must name each of id, name, email once"),
    "column unknown": ("id,name,mail\n", "unknown column 'mail'; did you mean 'email'"),
    "column twice": ("id,name,email,id\n", "once; found"),
    "cells": ("id,name,email\nann,Ann\n", "line 2: it must have 3 cells, as the first line has; found 2"),
    "id": ("id,name,email\nann x,Ann,a@x\n", "line 2: an id is 1 to 64 letters"),
    "id twice": ("id,name,email\nann,A,a@x\nAnn,B,b@x\n", "line 3: the id 'Ann' stands in line 2 already"),
    "email": ("id,name,email\nann,Ann,nobody\n", "an e-mail address has one @; found 'nobody'"),
    "extension": ("id,name,email,extension\nann,Ann,,3\n", "such as 3 days or 36h; found '3'"),
    "quote": ('id,name,email\nann,"Ann,a@x\n', "line 2: it must be CSV"),
    "encoding": (b"id,name,email\nann,B\xe9,a@x\n", "Export it as CSV UTF-8"),
}


@pytest.mark.parametrize(("text", "sentence"), BROKEN.values(), ids=BROKEN)
def test_a_mistake_is_said(tmp_path, text, sentence):
    """The error names file, line and remedy."""
    with pytest.raises(CourseError, match=sentence):
        roster(tmp_path, text)


def test_a_missing_file_is_said(tmp_path):
    """No traceback for a typo."""
    with pytest.raises(CourseError, match="there is no such file"):
        read_roster(tmp_path / "none.csv")
