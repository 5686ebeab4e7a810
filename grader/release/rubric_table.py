"""What a student's side knows of an assignment: its public checks, and a table of exercises, points and promises.

The student's side has no `assignment.py`, for that imports the reference. So this table takes its place: plain values,
written below the public checks, read by `grader.notebook`.
"""

from __future__ import annotations

import ast
import sys
from pathlib import Path

from grader.course import CourseAssignment, promises
from grader.errors import CourseError
from grader.model import Check, Exercise, Question, Threshold

MARK = "# Below this line: made by `grader release` from the rubric; read by `grader.notebook`."
"""Stands between the author's checks and the generated table."""

ALLOWED_IMPORTS = frozenset({"numpy", "grader", *sys.stdlib_module_names})

Entry = dict[str, object]


def public_checks(loaded: CourseAssignment) -> str:
    """Return the text of the student's `checks_public.py`: the author's, and the table below it."""
    path = loaded.folder / "checks_public.py"
    text = path.read_text(encoding="utf-8") if path.is_file() else '"""There are no public checks."""\n'
    _refuse_foreign_imports(loaded.id, text)
    return f"{text.rstrip()}\n\n\n{MARK}\n\nRUBRIC = {_literal(rubric_table(loaded))}\n"


def rubric_table(loaded: CourseAssignment) -> Entry:
    """Return the exercises with their points, promises and public checks, as plain values.

    ``wanted`` holds the names by which a submission is cut: with them a student computes the content hash that the
    feedback shows.
    """
    assignment = loaded.assignment
    return {
        "assignment": loaded.id,
        "title": assignment.title,
        "wanted": sorted(assignment.wanted),
        "exercises": [_part(part) for part in assignment.parts],
    }


def _part(part: Exercise | Question) -> Entry:
    if isinstance(part, Question):
        sentences = {check.promise: part.text for check in part.checks}
    else:
        sentences = promises(part.target)
    return {
        "name": part.name,
        "row": part.row,
        "points": part.points,
        "question": isinstance(part, Question),
        "promises": sentences,
        "checks": [_row(row) for row in part.rows if not row.hidden],
    }


def _row(row: Check | Threshold) -> Entry:
    entry: Entry = {"function": row.name, "points": row.points, "promise": row.promise}
    if row.uses:
        entry["uses"] = [function.__name__ for function in row.uses]
    if row.always:
        entry["always"] = True
    if isinstance(row, Threshold):
        entry |= {"ladder": [list(rung) for rung in row.ladder], "lower_is_better": row.lower_is_better}
    return entry


def _literal(value: object, indent: str = "") -> str:
    """Return a value as source, one entry per line where it holds containers: the same text in every Python."""
    inner = indent + "    "
    if isinstance(value, dict) and value:
        if not any(isinstance(item, (dict, list)) and item for item in value.values()) and len(repr(value)) < 100:
            return repr(value)
        lines = [f"{inner}{key!r}: {_literal(item, inner)},\n" for key, item in value.items()]
        return "{\n" + "".join(lines) + indent + "}"
    if isinstance(value, list) and any(isinstance(item, dict) for item in value):
        return "[\n" + "".join(f"{inner}{_literal(item, inner)},\n" for item in value) + indent + "]"
    return repr(value)


def _refuse_foreign_imports(id: str, text: str) -> None:
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, (ast.Import, ast.ImportFrom)):
            continue
        relative = isinstance(node, ast.ImportFrom) and ["." * node.level + (node.module or "")]
        for name in relative or [alias.name for alias in node.names]:
            if name.partition(".")[0] not in ALLOWED_IMPORTS:
                raise CourseError(
                    f"{id}/checks_public.py, line {node.lineno}: it imports {name}, which students do not have; "
                    "public checks import NumPy, grader, grader.assertions and the standard library alone"
                )


def data_files(loaded: CourseAssignment) -> dict[str, bytes]:
    """Return the assignment's own data files by their path below its folder."""
    folder = loaded.folder / "data"
    files = sorted(path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else []
    return {_below(path, loaded.folder): path.read_bytes() for path in files}


def _below(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()
