"""Find, import and validate assignments: the only place that imports the code of a course, and edits the path for it.

Course code says ``from reference.losses import softmax``. Two courses in one process must not share those modules, so
the modules of a course are put away when an assignment of another one is loaded, and put back when it is used again;
what changed on disk is imported anew.
"""

from __future__ import annotations

import importlib
import importlib.util
import re
import sys
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from types import ModuleType

from grader.course.config import CourseConfig, read_config
from grader.course.lines import located
from grader.course.rules import broken_rules
from grader.course.spans import suggestion
from grader.errors import CourseError
from grader.model import Assignment, Mistake

PACKAGES = ("assignments", "reference")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_LINES = 12


@dataclass(frozen=True, slots=True)
class Course:
    """An opened course folder; nothing of it is imported yet."""

    folder: Path  # absolute
    config: CourseConfig


@dataclass(frozen=True, slots=True)
class CourseAssignment:
    """One assignment, imported and valid."""

    id: str
    folder: Path
    assignment: Assignment
    mistakes: tuple[Mistake, ...]
    sha256: str  # of all files of the assignment and all modules of the reference


@dataclass(slots=True)
class _Shelf:
    """The imported modules of one course, and the state of the files that they were imported from."""

    modules: dict[str, ModuleType]
    files: dict[Path, str]


_shelves: dict[Path, _Shelf] = {}


def open_course(folder: Path) -> Course:
    """Return the course of a folder, or raise `CourseError`."""
    folder = folder.resolve()
    course = Course(folder, read_config(folder))
    ids = assignment_ids(course)
    for name in course.config.due:
        if name not in ids:
            raise CourseError(f"{folder / 'course.toml'}: [due] names no assignment: {name!r}; {suggestion(name, ids)}")
    return course


def assignment_ids(course: Course) -> tuple[str, ...]:
    """Return the names of the folders in assignments/ that hold an assignment.py, sorted."""
    found = (path.parent.name for path in (course.folder / "assignments").glob("*/assignment.py"))
    return tuple(sorted(name for name in found if _NAME.fullmatch(name)))


def load_assignment(course: Course, id: str) -> CourseAssignment:
    """Import one assignment, or raise `CourseError` that names the file, what must hold, and what was found."""
    ids = assignment_ids(course)
    if id not in ids:
        raise CourseError(f"there is no assignment {id!r} in {course.folder}; {suggestion(id, ids)}")
    folder = course.folder / "assignments" / id
    _activate(course.folder, folder)
    path = folder / "assignment.py"
    assignment = getattr(_import(f"assignments.{id}.assignment", course.folder), "ASSIGNMENT", None)
    if not isinstance(assignment, Assignment):
        raise CourseError(f"{path}: it must define ASSIGNMENT = Assignment(...); found {type(assignment).__name__}")
    mistakes = _mistakes(folder, id, course.folder)
    broken = broken_rules(assignment, mistakes)
    if broken:
        text = "\n".join(located(folder, line) for line in broken[:_LINES])
        more = f"\nand {len(broken) - _LINES + 1} more" if len(broken) > _LINES else ""
        raise CourseError("\n".join(text.split("\n")[: _LINES - bool(more)]) + more)
    return CourseAssignment(id, folder, assignment, mistakes, _content(course.folder, folder))


def import_module(course: Course, name: str) -> ModuleType:
    """Import one module of a course, such as ``reference.losses`` or ``assignments.a07_training.solution``."""
    parts = name.split(".")
    _activate(
        course.folder,
        course.folder / "assignments" / parts[1] if parts[0] == "assignments" else course.folder / "reference",
    )
    return _import(name, course.folder)


def _mistakes(folder: Path, id: str, root: Path) -> tuple[Mistake, ...]:
    path = folder / "mistakes.py"
    if not path.exists():
        return ()
    found = getattr(_import(f"assignments.{id}.mistakes", root), "MISTAKES", None)
    if not isinstance(found, tuple) or not all(isinstance(mistake, Mistake) for mistake in found):
        raise CourseError(f"{path}: it must define MISTAKES = (Mistake(...), ...), a tuple of Mistake")
    return found


def _import(name: str, root: Path) -> ModuleType:
    try:
        return importlib.import_module(name)
    except Exception as error:
        raise CourseError(_import_problem(name, root, error)) from error
    except SystemExit as error:
        raise CourseError(f"{name}: course code must not exit when it is imported") from error


def _import_problem(name: str, root: Path, error: Exception) -> str:
    """Say where in the course an import failed, and why."""
    if isinstance(error, SyntaxError) and error.filename:
        place = f"{_shown(Path(error.filename), root)}, line {error.lineno}"
        return f"{place}: it must be Python: {error.msg}"
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if root in Path(frame.filename).parents]
    own = [frame for frame in frames if Path(frame.filename).relative_to(root).parts[0] in PACKAGES]
    place = f"{_shown(Path(own[-1].filename), root)}, line {own[-1].lineno}" if own else name
    return f"{place}: it must be importable: {type(error).__name__}: {error}{_meant(error)}"


def _meant(error: Exception) -> str:
    """Return a clause with the name that was probably meant, where a module has no such name."""
    module, missing = getattr(error, "obj", None), getattr(error, "name", None)
    if isinstance(error, ImportError) and missing in sys.modules:
        module, quoted = sys.modules[missing], re.search(r"import name '(\w+)'", str(error))
        missing = quoted[1] if quoted else None
    if not isinstance(module, ModuleType) or not isinstance(missing, str):
        return ""
    names = [name for name in vars(module) if not name.startswith("__")]
    return f"; {suggestion(missing, names)}"


def _shown(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if root in path.parents else path.name


def _activate(root: Path, assignment: Path) -> None:
    """Make `reference` and `assignments` mean those of this course, as they are on disk now."""
    for other in [*_shelves]:
        if other != root:
            _put_away(other)
    for name in _loaded_names():
        if not _is_of(sys.modules[name], root):
            del sys.modules[name]  # somebody else's, imported without us
    files = _digests(root, assignment)
    shelf = _shelves.setdefault(root, _Shelf({}, {}))
    changed = [path for path, digest in files.items() if shelf.files.get(path, digest) != digest]
    if changed or any(path not in files for path in shelf.files if _concerns(path, root, assignment)):
        for name in _loaded_names():
            del sys.modules[name]
        shelf.modules.clear()
        shelf.files.clear()
        for path in changed:
            Path(importlib.util.cache_from_source(str(path))).unlink(missing_ok=True)
    shelf.files |= files
    sys.modules.update({name: module for name, module in shelf.modules.items() if name not in sys.modules})
    if str(root) in sys.path:
        sys.path.remove(str(root))
    sys.path.insert(0, str(root))
    importlib.invalidate_caches()


def _put_away(root: Path) -> None:
    """Take the modules of a course that is not used now out of the interpreter's table, and keep them."""
    mine = {name: sys.modules[name] for name in _loaded_names() if _is_of(sys.modules[name], root)}
    _shelves[root].modules.update(mine)
    for name in mine:
        del sys.modules[name]
    if str(root) in sys.path[:1]:
        sys.path.remove(str(root))


def _loaded_names() -> list[str]:
    return [name for name in sys.modules if name.partition(".")[0] in PACKAGES]


def _is_of(module: ModuleType, root: Path) -> bool:
    """Say whether a module was imported from this course folder; a package without a file has a path instead.

    Another course may lie somewhere below the folder, as the toy course does in this project: its modules are its own.
    """
    homes = {root / package for package in PACKAGES}
    places = [getattr(module, "__file__", None), *getattr(module, "__path__", [])]
    paths = [Path(place).resolve() for place in places if place]
    return any(homes & {path, *path.parents} for path in paths)


def _concerns(path: Path, root: Path, assignment: Path) -> bool:
    return root / "reference" in path.parents or assignment in path.parents


def _digests(root: Path, assignment: Path) -> dict[Path, str]:
    return {path: sha256(path.read_bytes()).hexdigest() for path in _modules(root, assignment)}


def _modules(root: Path, assignment: Path) -> Iterator[Path]:
    for folder in (root / "reference", assignment):
        yield from sorted(folder.rglob("*.py"))


def _content(root: Path, assignment: Path) -> str:
    """Return one hash over the files of the assignment and the modules of the reference, names included."""
    data = (path for path in sorted(assignment.rglob("*")) if path.is_file() and path.suffix not in (".py", ".pyc"))
    total = sha256()
    for path in [*_modules(root, assignment), *data]:
        total.update(f"{path.relative_to(root).as_posix()}\0{sha256(path.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()
