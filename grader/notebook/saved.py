"""A saved notebook or script, read as the grader reads it: its slice, in a fresh namespace for every check."""

from __future__ import annotations
import __future__

import ast
import contextlib
import functools
import io
import sys
import types
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from grader.data.datasets import DataSource
from grader.errors import UsageError
from grader.messages import clean, say
from grader.model import Slice, Submission
from grader.notebook.places import find_checks
from grader.notebook.table import PublicChecks
from grader.notebook.work import Work
from grader.student import NOTHING_SERVED, LoadError, Served, local_session
from grader.student.local import LocalSession
from grader.submission import read_submission
from grader.worker.answer import SUBMISSION

OFFERED = frozenset({"numpy", "matplotlib", "mpl_toolkits", "seaborn", "IPython", "ipywidgets", "tqdm", "grader"})
"""Packages whose import succeeds when grading, beside the standard library."""


@dataclass(frozen=True, slots=True)
class SavedFile:
    """What a file holds, cut as the grader cuts it, and the checks that fit it."""

    path: Path
    checks: PublicChecks
    submission: Submission


def read_saved(path: Path, exercise: str | None = None) -> SavedFile:
    """Read a file and find its checks: beside it, in it, or where those of the notebook are."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(say("notebook.unreadable", path=str(path), text=error.strerror or str(error))) from error
    checks = find_checks(exercise, path)
    return SavedFile(path, checks, read_submission(path.name, data, checks.wanted))


def saved_work(code: Slice, data: DataSource) -> Work:
    """Return what a slice defines: loaded afresh for every check, as when grading."""
    statements = _statements(code.source)
    errors: list[LoadError] = []

    @contextmanager
    def open_session(seed: int, cpu_seconds: float, _: Served = NOTHING_SERVED) -> Iterator[LocalSession]:
        names, raised = _load(statements)
        errors.extend(error for error in raised if error not in errors)
        with local_session(names, data.dataset)(seed, cpu_seconds) as session:
            yield replace(cast(LocalSession, session), load_errors=raised)

    loaded = functools.cache(lambda: _load(statements)[0])
    return Work(
        open_session=open_session,
        owns=lambda frame: frame.f_code.co_filename == SUBMISSION,
        place=lambda line, function: place_in(code, line),
        value=lambda name: loaded().get(name, ...),
        load_errors=errors,
    )


def place_in(code: Slice, line: int) -> str:
    """Return where a line of the slice stands in the student's file."""
    if not 0 < line <= len(code.lines):
        return ""
    cell, row = code.lines[line - 1]
    return say("notebook.place_saved", cell=cell, line=row, text=code.source.split("\n")[line - 1].strip())


def foreign_imports(code: Slice) -> list[tuple[int, str]]:
    """Return line and name of every import of a package that is not there when grading."""
    nodes = ast.walk(ast.parse(code.source))
    return sorted({(node.lineno, name) for node in nodes if isinstance(node, ast.stmt) for name in _foreign(node)})


def _foreign(node: ast.stmt) -> list[str]:
    named = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
    if isinstance(node, ast.ImportFrom):
        named = ["." * node.level + (node.module or "")]
    packages = [name.partition(".")[0] or name for name in named]
    return [package for package in packages if package not in OFFERED and package not in sys.stdlib_module_names]


_Statement = tuple[int, types.CodeType | Exception]


def _statements(source: str) -> list[_Statement]:
    """Compile each statement by itself; what cannot be, or is not there when grading, is kept as its exception."""
    made: list[_Statement] = []
    flags = 0
    for node in ast.parse(source).body:
        if foreign := _foreign(node):
            made.append((node.lineno, ModuleNotFoundError(say("notebook.not_offered", name=foreign[0]))))
            continue
        try:
            code: types.CodeType = compile(ast.Module([node], []), SUBMISSION, "exec", flags, dont_inherit=True)
            flags |= code.co_flags & __future__.annotations.compiler_flag
            made.append((node.lineno, code))
        except (SyntaxError, ValueError) as error:
            made.append((node.lineno, error))
    return made


def _load(statements: list[_Statement]) -> tuple[dict[str, object], tuple[LoadError, ...]]:
    """Run statement by statement, in silence; one that raises does not stop the rest."""
    module = types.ModuleType("submission")
    sys.modules[module.__name__] = module  # a dataclass asks for its module
    errors = []
    for line, code in statements:
        try:
            if isinstance(code, Exception):
                raise code
            with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
                exec(code, module.__dict__)
        except (Exception, SystemExit) as error:
            kinds = tuple(kind.__name__ for kind in type(error).__mro__[:-1])
            errors.append(LoadError(line, kinds, clean(str(error))))
    return module.__dict__, tuple(errors)
