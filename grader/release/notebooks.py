"""From a handout to notebooks: what the student fills in, and what the instructor reads.

A handout is a notebook in Jupytext's percent format. Four marks, each alone in a code cell, are replaced::

    # bootstrap           the first cell: imports, and what to do when something is missing
    # given               functions that students receive with their bodies (default: below the bootstrap cell)
    # exercise: NAME      the stub (or the solution), and below it the cell that checks it
    # question: NAME      what is asked, and the variable for the answer (default: at the end)

Everything else is kept as it is. The same input gives the same bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from grader.course import CourseAssignment
from grader.errors import CourseError
from grader.release.extra import library
from grader.release.rubric_table import public_checks
from grader.release.solutions import Pieces, solution_pieces, student_pieces

BOOTSTRAP = """\
# Run this cell first. Where it asks for something: do that, restart the kernel, and run it again.
try:
    from grader.notebook import check, load, picture
except ImportError as error:
    from glob import glob

    class Missing(ImportError):
        def _render_traceback_(self):  # what Jupyter shows
            return str(self).split("\\n")

    wheel = [*glob("nngrader-*.whl"), *glob("../wheels/nngrader-*.whl"), "nngrader"][0]
    advice = f"Run this in a cell of its own:  %pip install --upgrade {wheel}"
    if error.name == "grader.notebook":
        other = "You have the other package called grader (%pip uninstall --yes grader) or a grader.py (rename it)."
        advice = f"{other}\\n{advice} --force-reinstall"
    raise Missing(advice) from None
"""

EMBEDDED_ID = "public-checks"

_MARK = re.compile(r"# (bootstrap|given|exercise|question)(?:: *(\w+))?")
_KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its kind (code or markdown), its text, its id and metadata."""

    kind: str
    text: str
    id: str = ""
    metadata: Mapping[str, Any] = field(default_factory=dict)


def student_notebook(loaded: CourseAssignment) -> bytes:
    """Return the notebook that a student fills in: stubs, checks, pictures, and the public checks in its last cell."""
    cells = _fill(loaded, student_pieces(loaded))
    return _notebook([*cells, _embedded(public_checks(loaded))])


def solution_notebook(loaded: CourseAssignment) -> bytes:
    """Return the same notebook with the reference's bodies; it runs from top to bottom."""
    cells = _fill(loaded, solution_pieces(loaded))
    return _notebook([*cells, _embedded(public_checks(loaded))])


def handout_cells(loaded: CourseAssignment) -> list[Cell]:
    """Return the cells of the handout, marks unreplaced; without a handout, the exercises one after the other."""
    path = loaded.folder / "handout.py"
    if not path.is_file():
        return _plain_handout(loaded)
    node = library("jupytext").reads(path.read_text(encoding="utf-8"), fmt="py:percent")
    return [Cell(cell.cell_type, cell.source) for cell in node.cells if cell.cell_type in ("code", "markdown")]


def _plain_handout(loaded: CourseAssignment) -> list[Cell]:
    """Return what lets an author look at the stubs before the handout is written."""
    cells = [Cell("code", "# bootstrap"), Cell("markdown", f"# {loaded.assignment.title}")]
    for exercise in loaded.assignment.exercises:
        title = f"## {exercise.row} {exercise.name}".replace("  ", " ")
        cells += [Cell("markdown", title), Cell("code", f"# exercise: {exercise.name}")]
    return cells


def _fill(loaded: CourseAssignment, pieces: Pieces) -> list[Cell]:
    """Replace the marks of the handout by what they stand for, and give every cell its id."""
    handout = handout_cells(loaded)
    marks = [match for cell in handout if (match := _mark(cell))]
    _refuse_wrong_marks(loaded, [(match[1], match[2] or "") for match in marks])
    kinds = {match[1] for match in marks}
    questions = {match[2] for match in marks if match[1] == "question"}

    filled: list[Cell] = []
    section, number = "start", 0
    for cell in handout:
        match = _mark(cell)
        if match is None:
            number += 1
            id = f"{section}-{'text' if cell.kind == 'markdown' else 'code'}-{number}"
            filled.append(replace(cell, text=pieces.answers.get(_read_by_questions(loaded, cell), cell.text), id=id))
            continue
        if match[1] == "bootstrap":
            filled.append(Cell("code", BOOTSTRAP, "bootstrap"))
            filled.append(Cell("code", pieces.header, "header"))
            if "given" not in kinds:
                filled += _given(pieces)
        elif match[1] == "given":
            filled += _given(pieces)
        elif match[1] == "exercise":
            section, number = match[2], 0
            filled.append(Cell("code", pieces.exercises[section], f"exercise-{section}"))
            filled.append(Cell("code", f'check("{section}")', f"check-{section}"))
        else:
            section, number = match[2], 0
            filled += _question(loaded, section, pieces)
    for question in loaded.assignment.questions:
        if question.name not in questions:
            filled += _question(loaded, question.name, pieces)
    return filled


def _mark(cell: Cell) -> re.Match[str] | None:
    return _MARK.fullmatch(cell.text.strip()) if cell.kind == "code" else None


def _read_by_questions(loaded: CourseAssignment, cell: Cell) -> str:
    """Return the variable that questions read and that a cell binds, such as the name that numbers are drawn from."""
    read = {name for question in loaded.assignment.questions for name in question.reads}
    found = re.match(r"(\w+) = ", cell.text) if cell.kind == "code" else None
    return found[1] if found and found[1] in read else ""


def _given(pieces: Pieces) -> list[Cell]:
    plain = [text for name, text in pieces.given if not name]
    names = [name or str(plain.index(text) + 1) for name, text in pieces.given]
    ids = ["given" if name == "1" else f"given-{name}" for name in names]
    return [Cell("code", text, id) for id, (_, text) in zip(ids, pieces.given, strict=True)]


def _question(loaded: CourseAssignment, name: str, pieces: Pieces) -> list[Cell]:
    question = next(question for question in loaded.assignment.questions if question.name == name)
    title = f"**{question.row or question.name}** {question.text}"
    answer = pieces.answers.get(name, f"{name} = ...  # your answer")
    return [Cell("markdown", title, f"question-{name}"), Cell("code", answer, f"answer-{name}")]


def _embedded(checks: str) -> Cell:
    """Return the marked last cell, from which a notebook without a folder gets its checks."""
    literal = f"r'''\n{checks}'''" if "'''" not in checks and not checks.endswith("'") else repr(checks)
    text = (
        "# The public checks, for a notebook that stands alone. Nothing to read or change here.\n"
        "from grader.notebook import embedded_checks\n\n"
        f"embedded_checks({literal})"
    )
    return Cell("code", text, EMBEDDED_ID, {"jupyter": {"source_hidden": True}, "tags": [EMBEDDED_ID]})


def _refuse_wrong_marks(loaded: CourseAssignment, marks: list[tuple[str, str]]) -> None:
    """Raise for an exercise without its one mark, a mark without its exercise, or a missing bootstrap cell."""
    where = f"{loaded.id}/handout.py"
    for kind, parts in (("exercise", loaded.assignment.exercises), ("question", loaded.assignment.questions)):
        found = [name for mark, name in marks if mark == kind]
        wanted = [part.name for part in parts]
        if strange := [name for name in found if name not in wanted]:
            raise CourseError(f"{where}: the mark `# {kind}: {strange[0]}` names no {kind} of assignment.py")
        if repeated := [name for name in wanted if found.count(name) > 1]:
            raise CourseError(f"{where}: {repeated[0]} is marked more than once")
        if kind == "exercise" and (missing := [name for name in wanted if name not in found]):
            raise CourseError(f"{where}: {missing[0]} has no cell `# exercise: {missing[0]}`")
    if [mark for mark, _ in marks].count("bootstrap") != 1:
        raise CourseError(f"{where}: it needs one code cell that holds `# bootstrap` and nothing else")


def _notebook(cells: list[Cell]) -> bytes:
    """Return the bytes of a notebook: no date, no machine, keys sorted."""
    node = {
        "cells": [_cell(cell) for cell in cells],
        "metadata": {"kernelspec": _KERNEL, "language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return (json.dumps(node, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()


def _cell(cell: Cell) -> dict[str, Any]:
    lines = cell.text.rstrip("\n").splitlines(keepends=True)
    entry: dict[str, Any] = {
        "cell_type": cell.kind,
        "id": cell.id[:64],
        "metadata": dict(cell.metadata),
        "source": lines,
    }
    return entry | ({"execution_count": None, "outputs": []} if cell.kind == "code" else {})
