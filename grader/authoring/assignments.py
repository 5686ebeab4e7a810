"""Begin an assignment: the toy course's, under other names, in one folder that verifies at once."""

from __future__ import annotations

import builtins
import keyword
import re
from importlib import resources
from pathlib import Path

from grader.course import Course, assignment_ids
from grader.course.functions import course_functions
from grader.errors import UsageError

TOY = "assignments/a01_example"
EXERCISE = "standardize"
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_NUMBER = re.compile(r"a(\d+)_(.+)")


def new_assignment(course: Course, name: str) -> tuple[Path, str]:
    """Write a new assignment; return its folder, and the name of its exercise, which no other of the course has."""
    folder = refuse_name(course, name)
    number, stem = _parts(name)
    exercise = _free(stem, {function.name for function in course_functions(course)})
    toy = Path(str(resources.files("grader.course"))) / "example"
    files = {path.name: path.read_text(encoding="utf-8") for path in sorted((toy / TOY).glob("*.py"))}
    files["solution.py"] = (toy / "reference" / "scaling.py").read_text(encoding="utf-8")
    folder.mkdir(parents=True)
    for file, text in files.items():
        (folder / file).write_text(_renamed(file, text, exercise, number, name), encoding="utf-8")
    return folder, exercise


def refuse_name(course: Course, name: str) -> Path:
    """Return the folder of an assignment that does not exist yet, or raise for a name that it cannot have."""
    folder = course.folder / "assignments" / name
    if not _NAME.fullmatch(name):
        raise UsageError(
            f"an assignment is called in small letters, digits and _, such as a02_softmax; found {name!r}, "
            "which Python could not import"
        )
    if name in assignment_ids(course) or folder.exists():
        raise UsageError(f"{folder} exists: name a new assignment, or edit that one")
    return folder


def _parts(name: str) -> tuple[str, str]:
    found = _NUMBER.fullmatch(name)
    return (str(int(found[1])), found[2]) if found else ("1", name)


def _free(stem: str, taken: set[str]) -> str:
    """Return a name for the exercise that is no word of Python and no other function of the course."""
    stem = stem.lstrip("0123456789_") or "exercise"

    def is_free(word: str) -> bool:
        wordless = keyword.iskeyword(word) or keyword.issoftkeyword(word) or hasattr(builtins, word)
        return not wordless and word not in taken | {"np", "check", "picture", "load", "public", "hidden"}

    candidates = (stem, *(f"{stem}_{n}" for n in range(1, 1000)))
    return next(word for word in candidates if is_free(word))


def _renamed(file: str, text: str, exercise: str, number: str, name: str) -> str:
    """Return a file of the toy assignment as one of the new assignment."""
    text = re.sub(rf"\b{EXERCISE}(?=\b|_)", exercise, text)
    text = text.replace("## 1.1 ", f"## {number}.1 ").replace('row="1.1"', f'row="{number}.1"')
    if file in ("assignment.py", "handout.py"):
        text = text.replace("A common scale", _title(name), 1).replace("The example assignment", _title(name), 1)
    if file == "__init__.py":
        return f'"""{_title(name)}."""\n'
    if file == "solution.py":
        alias = "\nfrom numpy.typing import NDArray\n\nArray = NDArray[np.float64]"
        text = text.replace(
            '"""Bring inputs to a common scale."""', '"""Solutions that this assignment alone needs."""'
        )
        return text.replace("\n\nfrom reference.types import Array", alias)
    return _from_solution(text, exercise)


def _from_solution(text: str, exercise: str) -> str:
    """Return a module that imports the exercise from the assignment's own folder, below its other imports."""
    line = f"from reference.scaling import {exercise}"
    lines = text.split("\n")
    if line not in lines:
        return text
    lines.remove(line)
    last = max(i for i, each in enumerate(lines) if each.startswith(("import ", "from ")))
    gap = [] if lines[last].startswith("from .") else [""]
    text = "\n".join([*lines[: last + 1], *gap, f"from .solution import {exercise}", *lines[last + 1 :]])
    return re.sub(r"\n\n\n(?=from )", "\n\n", text)


def _title(name: str) -> str:
    stem = _parts(name)[1].replace("_", " ")
    return stem[:1].upper() + stem[1:]
