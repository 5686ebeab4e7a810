"""The table of scores: blanks for who is missing, numbers as numbers, and no formula."""

import csv
import io
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.course.config import LatePolicy
from grader.documents import Handing, scores_csv, staff_document
from tests.grader.documents.samples import RUN, STARTED, SUBMISSION, facts, perfect


def table(text):
    """The rows of a CSV file."""
    return list(csv.reader(io.StringIO(text)))


def of(student, **changes):
    """A document of another student."""
    return staff_document(facts(submission=replace(SUBMISSION, student=student, **changes.pop("file", {})), **changes))


def test_one_row_for_each_student():
    """Sorted by student, with a column for each exercise."""
    rows = table(scores_csv([of("zoe", results=perfect()), of("ann")]))

    assert rows == [
        ["student", "file", "status", "score", "max_score", "softmax", "train_sgd", "q_7_5"],
        ["ann", "ann.ipynb", "graded", "19", "31", "2", "17", "0"],
        ["zoe", "ann.ipynb", "graded", "31", "31", "9", "20", "2"],
    ]


def test_a_missing_student_is_blank_and_not_zero():
    """Who is in the roster and handed in nothing has a row without numbers; who is not in the roster has one too."""
    rows = table(scores_csv([of("ann")], roster=["bob", "ann"]))

    assert rows[1][0] == "ann"
    assert rows[2] == ["bob", "", "", "", "", "", "", ""]


def test_an_unreadable_file_has_no_score():
    """Ungradable is not zero."""
    document = of("ann", results=(), file={"slice": None, "problem": "not JSON"})

    assert table(scores_csv([document]))[1] == ["ann", "ann.ipynb", "ungradable", "", "31", "", "", ""]


def test_a_late_score_is_a_plain_number():
    """With a decimal point and no apostrophe."""
    run = replace(RUN, policy=LatePolicy("percent", 10.0))
    late = of("ann", run=run, handing=Handing(STARTED + timedelta(hours=1), STARTED))

    assert table(scores_csv([late]))[1][3] == "17.1"


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("=1+1.py", "'=1+1.py"),
        ("+1.py", "'+1.py"),
        ("-1.py", "'-1.py"),
        ("@SUM(A1).py", "'@SUM(A1).py"),
        ("\t=1.py", "' =1.py"),
        ("\r=1.py", "' =1.py"),
        ("\n=1.py", "' =1.py"),
        ("\uff1d1+1.py", "'\uff1d1+1.py"),
        (" =1.py", "' =1.py"),
        ("\u200b=1.py", "'\u200b=1.py"),
    ],
)
def test_no_cell_is_a_formula(name, cell):
    """A file name that a spreadsheet would run gets an apostrophe in front."""
    assert table(scores_csv([of("ann", file={"filename": name})]))[1][1] == cell


@given(st.text(max_size=20))
def test_no_name_breaks_out_of_its_cell(name):
    """Whatever the file is called, the table has its rows and columns, and no cell that begins as a formula does."""
    text = scores_csv([of("ann", file={"filename": name})])

    assert [len(row) for row in csv.reader(text.splitlines())] == [8, 8]
    assert not [cell for row in table(text) for cell in row if cell.startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize(
    ("name", "cell"),
    [('a,b".py', 'a,b".py'), ("two\nlines.py", "two lines.py"), ("a=b-2.py", "a=b-2.py"), ("Müller.py", "Müller.py")],
)
def test_harmless_names_stay_as_they_are(name, cell):
    """Quotes and commas are quoted, line breaks become blanks."""
    assert table(scores_csv([of("ann", file={"filename": name})]))[1][1] == cell


def test_without_documents_there_is_a_heading():
    """An empty folder gives an empty table."""
    assert scores_csv([]) == "student,file,status,score,max_score\n"
