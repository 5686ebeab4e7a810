"""Documents -> the table of scores, one row per student, for a spreadsheet."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable

from grader.documents.schema import Document

HEADER = ("student", "file", "status", "score", "max_score")
FORMULA = ("=", "+", "-", "@")


def scores_csv(documents: Iterable[Document], roster: Iterable[str] = ()) -> str:
    """Return the table as CSV, sorted by student.

    Parameters
    ----------
    documents : iterable of Document
        One for each student.
    roster : iterable of str
        Ids of the students who should be in the table; one who handed in nothing gets a row of blanks, not of zeros.
    """
    rows: dict[str, tuple[object, ...]] = {}
    points: dict[str, dict[str, int | None]] = {}
    columns: dict[str, None] = {}
    for document in documents:
        student = document.submitter.id
        rows[student] = (_file(document), document.status, _plain(document.score), document.max_score)
        points[student] = {exercise.id: exercise.points_earned for exercise in document.exercises}
        columns.update(dict.fromkeys(points[student]))
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\n")
    table.writerow([*HEADER, *map(_cell, columns)])
    for student in sorted({*rows, *roster}):
        earned = points.get(student, {})
        row = (student, *rows.get(student, ("", "", None, None)), *(earned.get(name) for name in columns))
        table.writerow([_cell(value) for value in row])
    return written.getvalue()


def _file(document: Document) -> str:
    return "; ".join(file.path for file in document.submission.files)


def _plain(score: float | None) -> float | int | None:
    return int(score) if score is not None and score == int(score) else score


def _cell(value: object) -> object:
    """Return a number as it is, and text on one line such that no spreadsheet takes it for a formula."""
    if not isinstance(value, str):
        return value
    # Every reader splits lines in its own way, and what follows a split would stand at the start of a cell.
    text = "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in value)
    # A full-width sign counts as its ASCII form; blanks and invisible characters in front are skipped by some.
    shown = "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf").lstrip()
    return "'" + text if shown.startswith(FORMULA) else text
