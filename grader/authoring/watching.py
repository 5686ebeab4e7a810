"""Which files an assignment is made of, and whether they changed."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from pathlib import Path

from grader.course import Course
from grader.course.modules import CourseModules
from grader.errors import CourseError

Stamps = dict[Path, tuple[int, int]]
"""Time of the last change, in nanoseconds, and size of each file."""


def files_of(course: Course, id: str) -> list[Path]:
    """Return the files of an assignment, the modules of the course that they import, and `course.toml`.

    Where a module cannot be read as it stands, all of `reference/` is watched.
    """
    folder = course.folder / "assignments" / id
    own = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc")
    try:
        imported = _imported(course.folder, [f"assignments.{id}.{path.stem}" for path in own if path.suffix == ".py"])
    except (CourseError, SyntaxError):
        imported = sorted((course.folder / "reference").rglob("*.py"))
    return sorted({course.folder / "course.toml", *own, *imported})


def stamps(paths: Iterable[Path]) -> Stamps:
    """Return what tells that a file changed; a file that is gone has none."""
    found: Stamps = {}
    for path in paths:
        try:
            state = path.stat()
        except OSError:
            continue
        found[path] = (state.st_mtime_ns, state.st_size)
    return found


def _imported(root: Path, names: list[str]) -> list[Path]:
    """Return the files of the modules that these import, transitively, themselves included."""
    modules, pending = CourseModules(root), list(names)
    reached: dict[str, Path] = {}
    while pending:
        name = pending.pop()
        module = modules.find(name)
        if module is None or name in reached:
            continue
        reached[name] = module.path
        for node in (inner for statement in module.body for inner in ast.walk(statement)):
            pending += [symbol.module for symbol in modules.imported_by(node, name)]
    return sorted(reached.values())
