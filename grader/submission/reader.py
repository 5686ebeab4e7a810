"""One file -> `Submission`, whatever its bytes are."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection
from dataclasses import replace

from grader.errors import SubmissionError
from grader.model import Note, Slice, Submission
from grader.submission.cells import Cell, is_blank
from grader.submission.formats import text_of
from grader.submission.identity import student_ids
from grader.submission.ipynb import read_notebook
from grader.submission.magics import without_magics
from grader.submission.scripts import read_script
from grader.submission.slices import cut_slice
from grader.submission.statements import Statement, read_statements
from grader.submission.wording import note, problem

MAX_CODE = 1_000_000  # characters
MAX_STATEMENTS = 2_000
_MAX_NOTES = 40  # of one kind
_NOTEBOOK = re.compile(r'\s*\{\s*("|\}|$)')


def read_submission(name: str, data: bytes, wanted: Collection[str] | None = None) -> Submission:
    """Return what one student handed in, as far as it can be executed; never raise, for any bytes.

    Parameters
    ----------
    name : str
        Of the file, for people; its stem is the student's id unless the caller knows a better one.
    data : bytes
        All of it.
    wanted : collection of str, optional
        Names of the exercises, and of what is given. With them, top-level code is executed only where one of them needs
        it; without, wherever any function or class needs it.
    """
    slice_: Slice | None = None
    notes: list[Note] = []
    trouble: str | None = None
    try:
        slice_, notes = _read(name, data, None if wanted is None else frozenset(wanted))
        slice_ = replace(slice_, absent=_absent(slice_, notes))
    except SubmissionError as error:
        trouble = str(error)
    except Exception as error:  # a hostile file may find what we did not foresee, and must not end the batch
        trouble = problem("internal", kind=type(error).__name__)
    return Submission(
        student=student_ids([name])[name],
        filename=name,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        slice=slice_,
        notes=tuple(notes),
        problem=trouble,
    )


def _absent(code: Slice, notes: list[Note]) -> tuple[tuple[str, str], ...]:
    """Return, for each name that stands in the file but could not be read, where it stands and why."""
    found = {
        note.name: f"cell {note.cell}, line {note.line}: {note.text}"
        for note in notes
        if note.kind == "syntax" and note.name and note.name not in code.names
    }
    return tuple(sorted(found.items()))


def _read(name: str, data: bytes, wanted: frozenset[str] | None) -> tuple[Slice, list[Note]]:
    cells, notes = _cells(name, text_of(data))
    if sum(len(cell.text) for cell in cells) > MAX_CODE:
        raise SubmissionError(problem("code_long", limit=MAX_CODE))
    statements: list[Statement] = []
    for cell in cells:
        python, left_out = without_magics(cell)
        found, broken = read_statements(python)
        statements += found
        notes += left_out + broken
        if len(statements) > MAX_STATEMENTS:
            raise SubmissionError(problem("statements", limit=MAX_STATEMENTS))
    _refuse_nothing(cells, statements, notes)
    slice_, more = cut_slice(statements, wanted)
    return slice_, _in_order(notes + _without_broken(more, notes))


def _cells(name: str, text: str) -> tuple[tuple[Cell, ...], list[Note]]:
    """Return the code cells, by what the file is rather than by what its name says."""
    looks = _NOTEBOOK.match(text) is not None
    called = name.lower().endswith(".ipynb")
    if looks or (called and not _is_python(text)):
        notebook = read_notebook(text)
        notes = list(notebook.notes)
        if name.lower().endswith(".py"):
            notes.append(Note("converted", note("not_script")))
        if "checkpoint" in name.lower():
            notes.append(Note("converted", note("checkpoint")))
        cells = notebook.cells
        if all(not cell.text.strip() for cell in cells) and all(found.kind == "python" for found in notes):
            raise SubmissionError(problem("cells_empty", count=len(cells)))
        return cells, notes
    script = read_script(text)
    replaced = any(cell.text.count("\ufffd") > text.count("\ufffd") for cell in script)
    notes = [Note("converted", note("replaced"))] if replaced else []
    return script, notes + ([Note("converted", note("not_notebook"))] if called else [])


def _is_python(text: str) -> bool:
    """Say whether a file that is called a notebook is Python source after all."""
    cells = read_script(text) if len(text) <= MAX_CODE else ()
    statements = (found for cell in cells for found in read_statements(without_magics(cell)[0])[0])
    return any(found.names.binds for found in statements)


def _refuse_nothing(cells: tuple[Cell, ...], statements: list[Statement], notes: list[Note]) -> None:
    """Refuse a file of which nothing can be read: a silent zero helps nobody."""
    if statements:
        return
    first = next((found for found in notes if found.kind == "syntax"), None)
    if first:
        where = f"cell {first.cell}" + (f", line {first.line}" if first.line else "")
        raise SubmissionError(problem("no_python", where=where, cause=first.text))
    if all(is_blank(cell.text) for cell in cells):
        raise SubmissionError(problem("no_code"))
    raise SubmissionError(problem("no_statement"))


def _without_broken(more: list[Note], notes: list[Note]) -> list[Note]:
    """Drop what is said of a name whose own definition is already reported as broken."""
    broken = {found.name for found in notes if found.kind == "syntax" and found.name}
    return [found for found in more if found.kind != "undefined" or found.name not in broken]


def _in_order(notes: list[Note]) -> list[Note]:
    """Return the notes in the order of the file, with a cap on each kind."""
    ordered = sorted(notes, key=lambda found: (found.cell or 0, found.line or 0))
    kept: list[Note] = []
    for kind in dict.fromkeys(found.kind for found in ordered):
        same = [found for found in ordered if found.kind == kind]
        kept += same[:_MAX_NOTES]
        if len(same) > _MAX_NOTES:
            kept.append(Note(kind, note("many", count=len(same) - _MAX_NOTES)))
    return kept
