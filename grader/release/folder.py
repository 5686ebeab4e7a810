"""The student folder: what a student unpacks and works in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from grader.course import Course, CourseAssignment, assignment_ids, load_assignment
from grader.errors import UsageError
from grader.release.notebooks import student_notebook
from grader.release.rubric_table import data_files, public_checks

_FIRST_LINE = "# Assignments: "

_README = """\
{first}{title}

One folder per assignment. Each holds a notebook, the checks that you may run yourself (`checks_public.py`), and data
where it needs some.

{table}

## How to start

1. Once: {install}
2. Open the notebook of the assignment in JupyterLab, VS Code or Colab, and run its first cell. It works without the
   rest of this folder too: that cell says what to install.

## How to check yourself

Replace `raise NotImplementedError(...)` by your code and keep the name and the arguments. Below each exercise stands a
cell such as `check("{example}")`: it says what holds, what does not, and what to change. `check()` shows where you are
in the whole assignment; `check.all()` reads the saved notebook as the grader will.

The rest of the points is decided by checks that you do not have. They use other numbers but ask for nothing new: each
enforces one of the promises that are printed in the exercise.

## What to hand in

The notebook. Only your functions, classes and answers are read; their order, other cells and outputs do not matter.
"""


INSTALL = "`python -m pip install nngrader jupyterlab` (or the `.whl` file that came with this folder)."


def render_template(course: Course, ids: Sequence[str] = (), install: str = INSTALL) -> dict[str, bytes]:
    """Return every file of the student folder by its path; the same course gives the same bytes.

    Without `ids` it holds all assignments of the course. `install` is the first line of how to start.
    """
    assignments = [load_assignment(course, id) for id in ids or assignment_ids(course)]
    files = {"README.md": _readme(course, assignments, install).encode()}
    for loaded in assignments:
        files[f"{loaded.id}/{loaded.id}.ipynb"] = student_notebook(loaded)
        files[f"{loaded.id}/checks_public.py"] = public_checks(loaded).encode()
        files |= {f"{loaded.id}/{path}": data for path, data in data_files(loaded).items()}
    return dict(sorted(files.items()))


def stale_files(course: Course, folder: Path) -> tuple[str, ...]:
    """Return the paths in which `folder` differs from a fresh rendering: changed, lacking or left over."""
    return _differing(render_template(course), folder)


def write_template(course: Course, folder: Path) -> tuple[str, ...]:
    """Write the student folder and remove what is left over in it; return the paths that changed."""
    return write_folder(render_template(course), folder)


def write_folder(files: Mapping[str, bytes], folder: Path) -> tuple[str, ...]:
    """Make `folder` hold exactly these files; return the paths that changed."""
    _refuse_foreign_folder(folder)
    changed = _differing(files, folder)
    for path in changed:
        target = folder / path
        if path in files:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(files[path])
        else:
            target.unlink()
    return changed


def _differing(files: Mapping[str, bytes], folder: Path) -> tuple[str, ...]:
    found = _present(folder)
    changed = {path for path, data in files.items() if path not in found or found[path].read_bytes() != data}
    return tuple(sorted(changed | (set(found) - set(files))))


def _present(folder: Path) -> dict[str, Path]:
    """Return the files of a student folder by their path; what Jupyter and Python leave behind is not looked at."""
    found = {}
    for path in folder.rglob("*") if folder.is_dir() else ():
        parts = path.relative_to(folder).parts
        if path.is_file() and not any(part.startswith(".") or part == "__pycache__" for part in parts):
            found["/".join(parts)] = path
    return found


def _refuse_foreign_folder(folder: Path) -> None:
    """Raise for a folder that holds something else: what is left over there would be removed."""
    readme = folder / "README.md"
    ours = readme.is_file() and readme.read_text(encoding="utf-8").startswith(_FIRST_LINE)
    if _present(folder) and not ours:
        raise UsageError(f"{folder} holds other files: name an empty folder, or one that was made by this command")


def _readme(course: Course, assignments: list[CourseAssignment], install: str) -> str:
    lines = ["| assignment | exercises | points | minutes |", "|---|---|---|---|"]
    for loaded in assignments:
        parts = loaded.assignment.parts
        minutes = sum(part.minutes for part in parts)
        title = f"[{loaded.assignment.title}]({loaded.id}/{loaded.id}.ipynb)"
        lines.append(f"| {title} | {len(parts)} | {loaded.assignment.points} | {minutes} |")
    names = [exercise.name for loaded in assignments for exercise in loaded.assignment.exercises]
    return _README.format(
        first=_FIRST_LINE,
        title=course.config.title,
        table="\n".join(lines),
        install=install,
        example=names[0] if names else "NAME",
    )
