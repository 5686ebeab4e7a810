"""Names, e-mails and extensions: they live here, and nowhere else."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path

from grader.course.spans import parse_span, suggestion
from grader.errors import CourseError

_REQUIRED = ("id", "name", "email")
_COLUMNS = (*_REQUIRED, "extension")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


@dataclass(frozen=True, slots=True)
class RosterEntry:
    """One student of the course."""

    id: str
    name: str
    email: str
    extension_s: int = 0  # seconds that this student has beyond every due date


@dataclass(frozen=True, slots=True)
class Roster:
    """All students of the course, in the order of the file."""

    students: tuple[RosterEntry, ...]


def read_roster(path: Path) -> Roster:
    """Return the students of a CSV file with the columns id, name, email and, if wanted, extension (``3 days``).

    Commas, semicolons or tabs separate; a spreadsheet's byte order mark does no harm.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise CourseError(f"{path}: there is no such file") from None
    except UnicodeDecodeError as error:
        raise CourseError(f"{path}: it must be UTF-8; byte {error.start + 1} is not. Export it as CSV UTF-8") from None
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        rows = [(reader.line_num, [cell.strip() for cell in row]) for row in reader if any(map(str.strip, row))]
    except csv.Error as error:
        raise CourseError(f"{path}, line {reader.line_num}: it must be CSV: {error}") from None
    if not rows:
        raise CourseError(f"{path}: it is empty; the first line must name the columns {', '.join(_COLUMNS)}")
    columns = _columns(path, rows[0][1])
    entries = [_entry(f"{path}, line {line}", columns, row) for line, row in rows[1:]]
    _refuse_duplicates(path, rows[1:], entries)
    return Roster(tuple(entries))


def _columns(path: Path, header: list[str]) -> list[str]:
    columns = [cell.lower() for cell in header]
    for name in columns:
        if name not in _COLUMNS:
            raise CourseError(f"{path}: unknown column {name!r}; {suggestion(name, _COLUMNS)}")
    missing = [name for name in _REQUIRED if name not in columns]
    if missing or len(set(columns)) != len(columns):
        raise CourseError(f"{path}: the first line must name each of {', '.join(_REQUIRED)} once; found {header}")
    return columns


def _entry(place: str, columns: list[str], row: list[str]) -> RosterEntry:
    if len(row) != len(columns):
        raise CourseError(f"{place}: it must have {len(columns)} cells, as the first line has; found {len(row)}")
    cells = dict(zip(columns, row, strict=True))
    if not _ID.fullmatch(cells["id"]):
        raise CourseError(f"{place}: an id is 1 to 64 letters, digits and . _ - ; found {cells['id']!r}")
    if cells["email"] and not re.fullmatch(r"[^@\s]+@[^@\s]+", cells["email"]):
        raise CourseError(f"{place}: an e-mail address has one @; found {cells['email']!r}")
    extension = cells.get("extension", "")
    seconds = 0 if extension in ("", "0") else parse_span(extension)
    if seconds is None:
        raise CourseError(f"{place}: an extension is a length of time such as 3 days or 36h; found {extension!r}")
    return RosterEntry(cells["id"], cells["name"], cells["email"], seconds)


def _refuse_duplicates(path: Path, rows: list[tuple[int, list[str]]], entries: list[RosterEntry]) -> None:
    seen: dict[str, int] = {}
    for (line, _), entry in zip(rows, entries, strict=True):
        folded = entry.id.casefold()
        if folded in seen:
            raise CourseError(f"{path}, line {line}: the id {entry.id!r} stands in line {seen[folded]} already")
        seen[folded] = line
