"""All source that one check depends on, as one hash: the part of a verdict's cache key that the course decides.

Only meaning counts: comments, layout, docstrings, points, titles and other checks of the rubric are not in it.
"""

from __future__ import annotations

import ast
import copy
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from grader.course.catalog import CourseAssignment
from grader.course.modules import CourseModules, modules_of
from grader.course.solution import given_source, solution_source
from grader.model import Check, Mistake, Threshold
from grader.scopes import DEFINITIONS

__all__ = ["bank_sha256", "check_sha256", "given_source", "reference_sha256", "solution_source"]


@dataclass(frozen=True, slots=True)
class _Part:
    """One statement of a module, as far as a verdict may depend on it."""

    definition: str  # the name of the function or class that it is, if it is one
    meaning: str
    identifiers: frozenset[str]
    imports: tuple[str, ...]  # modules of the course


def check_sha256(loaded: CourseAssignment, check: Check | Threshold) -> str:
    """Return a hash of the check, its module without the other checks, and all of the course that these import."""
    own = {check.function}
    if isinstance(check, Threshold) and check.larger:
        own.add(check.larger.function)
    wanted = {(function.__module__, function.__name__) for function in own}
    others = _rubric_functions(loaded) - wanted
    root = loaded.folder.parent.parent
    while True:  # until no check that was left out is used as a helper
        reached = _reach(root, loaded.sha256, {module for module, _ in wanted}, others)
        used = set().union(*(part.identifiers for parts in reached.values() for part in parts))
        helpers = {(module, name) for module, name in others if name in used and module in reached}
        if not helpers:
            break
        others -= helpers
    total = sha256(repr(sorted(wanted)).encode())
    for name, parts in sorted(reached.items()):
        total.update("\0".join([name, *(part.meaning for part in parts), ""]).encode())
    for path in _data(loaded.folder):
        total.update(f"{path.name}\0{sha256(path.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()


def reference_sha256(loaded: CourseAssignment) -> str:
    """Return a hash of what the reference worker is loaded with: what follow-through serves depends on it."""
    return _source_sha256(loaded, None)


def bank_sha256(loaded: CourseAssignment, exercise: str, check: Check | Threshold) -> str:
    """Return a hash of the known mistakes that a check may meet: what a student is told of them depends on it."""
    names = {exercise, *(function.__name__ for function in check.uses)}
    mine = [mistake for mistake in loaded.mistakes if mistake.replaces.__name__ in names]
    if not mine:
        return ""
    total = sha256()
    for mistake in mine:
        caught_by = mistake.caught_by if isinstance(mistake.caught_by, tuple) else (mistake.caught_by,)
        source = _source_sha256(loaded, mistake)
        claims = [function.__name__ for function in caught_by]
        total.update(repr((mistake.name, mistake.hint, claims, source)).encode())
    return total.hexdigest()


_sources: dict[tuple[Path, str, str], str] = {}


def _source_sha256(loaded: CourseAssignment, mistake: Mistake | None) -> str:
    """Return a hash of the reference, or of the reference with a mistake in it; each is written once."""
    key = (loaded.folder, loaded.sha256, mistake.name if mistake else "")
    if key not in _sources:
        _sources[key] = sha256(solution_source(loaded, replace=mistake).encode()).hexdigest()
    return _sources[key]


def _rubric_functions(loaded: CourseAssignment) -> set[tuple[str, str]]:
    rows = [check for part in loaded.assignment.parts for check in part.rows]
    rows += [check.larger for check in rows if isinstance(check, Threshold) and check.larger]
    return {(check.function.__module__, check.function.__name__) for check in rows}


def _reach(root: Path, content: str, roots: set[str], others: set[tuple[str, str]]) -> dict[str, list[_Part]]:
    """Return the modules that the roots import, transitively, without the functions that are left out."""
    reached: dict[str, list[_Part]] = {}
    pending = sorted(roots)
    while pending:
        name = pending.pop()
        if name not in reached:
            reached[name] = [part for part in _parts(root, content, name) if (name, part.definition) not in others]
            pending += [module for part in reached[name] for module in part.imports]
    return reached


@lru_cache(maxsize=512)
def _parts(root: Path, content: str, name: str) -> tuple[_Part, ...]:
    modules = modules_of(root, content)
    module = modules.find(name)
    return tuple(_part(modules, name, node) for node in module.body if not _is_text(node)) if module else ()


def _part(modules: CourseModules, module: str, node: ast.stmt) -> _Part:
    names = {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)}
    names |= {inner.attr for inner in ast.walk(node) if isinstance(inner, ast.Attribute)}
    imported = {symbol.module for inner in ast.walk(node) for symbol in modules.imported_by(inner, module)}
    return _Part(
        definition=node.name if isinstance(node, DEFINITIONS) else "",
        meaning=_meaning(node),
        identifiers=frozenset(names),
        imports=tuple(sorted(name for module in imported for name in _with_packages(module))),
    )


def _with_packages(module: str) -> list[str]:
    """Return a module and the packages above it, which are imported before it."""
    parts = module.split(".")
    return [".".join(parts[:length]) for length in range(1, len(parts) + 1)]


def _meaning(node: ast.stmt) -> str:
    """Return a text that changes with the meaning of a statement, and with nothing else."""
    tree = copy.deepcopy(node)
    for inner in ast.walk(tree):
        if isinstance(inner, DEFINITIONS):
            inner.body = [line for line in inner.body if not _is_text(line)]
    return ast.dump(tree)


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def _data(folder: Path) -> list[Path]:
    return sorted(path for path in (folder / "data").rglob("*") if path.is_file())
