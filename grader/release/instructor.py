"""What the instructor reads: the solution notebook of an assignment, and the same as a page with its outputs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from grader.course import Course, load_assignment
from grader.release.notebooks import solution_notebook
from grader.release.pages import html
from grader.release.rubric_table import data_files, public_checks


def write_solutions(course: Course, ids: Sequence[str], folder: Path) -> tuple[Path, ...]:
    """Write `aNN.ipynb` and, after running it, `aNN.html` for each assignment; return the paths."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for id in ids:
        loaded = load_assignment(course, id)
        notebook = solution_notebook(loaded)
        beside = data_files(loaded) | {"checks_public.py": public_checks(loaded).encode()}
        page = html(notebook, title=loaded.assignment.title, beside=beside)
        for path, data in ((folder / f"{id}.ipynb", notebook), (folder / f"{id}.html", page.encode())):
            path.write_bytes(data)
            written.append(path)
    return tuple(written)
