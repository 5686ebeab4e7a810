"""Which functions and classes a course defines that could be exercises; found without importing anything."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.course.catalog import Course, import_module
from grader.course.spans import suggestion
from grader.errors import CourseError, UsageError
from grader.scopes import DEFINITIONS


@dataclass(frozen=True, slots=True)
class CourseFunction:
    """One function or class at the top level of a module of solutions."""

    name: str
    module: str
    path: Path  # below the course folder
    line: int


def course_functions(course: Course) -> list[CourseFunction]:
    """Return what `reference/` and the `solution.py` of each assignment define, but for what begins with _."""
    paths = [
        *sorted((course.folder / "reference").rglob("*.py")),
        *sorted((course.folder / "assignments").glob("*/solution.py")),
    ]
    return [found for path in paths for found in _defined(path, path.relative_to(course.folder))]


def _defined(path: Path, below: Path) -> list[CourseFunction]:
    try:
        tree = ast.parse(path.read_text(encoding="utf-8"))
    except SyntaxError as error:
        raise CourseError(f"{below.as_posix()}, line {error.lineno}: it must be Python: {error.msg}") from None
    module = ".".join(below.with_suffix("").parts).removesuffix(".__init__")
    return [
        CourseFunction(node.name, module, below, node.lineno)
        for node in tree.body
        if isinstance(node, DEFINITIONS) and not node.name.startswith("_")
    ]


def find_function(course: Course, name: str) -> tuple[CourseFunction, Callable[..., Any]]:
    """Return the one function of this name, such as ``softmax`` or ``reference.losses.softmax``, imported."""
    known = course_functions(course)
    found = [each for each in known if name in (each.name, f"{each.module}.{each.name}")]
    if not found:
        names = sorted({each.name for each in known})
        raise UsageError(
            f"no module of reference/ and no solution.py defines {name}; "
            + (suggestion(name, names) if names else "write it first, with a docstring")
        )
    if len(found) > 1:
        places = ", ".join(f"{each.module}.{each.name}" for each in found)
        raise UsageError(f"{name} is defined more than once; name the one that you mean: {places}")
    return found[0], getattr(import_module(course, found[0].module), found[0].name)
