"""What a student runs in a notebook: `check("name")`, `check()`, `check.all()`, `picture(...)`, `load(...)`.

Everything here runs the student's own code, unconfined, in the student's own kernel, and needs NumPy alone. It never
dies of what the student wrote: "Run all" comes to its end, whatever is still a stub.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

from grader.checks import CheckTerms, run_checks
from grader.data.datasets import DataSource
from grader.data.seeds import PUBLISHED_KEY
from grader.errors import GraderError, UsageError
from grader.messages import lines, say
from grader.model import CheckResult, Limits
from grader.notebook.pictures import close_figures, open_figures, why_not
from grader.notebook.places import find_checks, namespace, remember, saved_notebook
from grader.notebook.report import report, table
from grader.notebook.table import PublicChecks
from grader.student import OpenSession, local_session
from grader.submission import read_submission

__all__ = ["check", "embedded_checks", "load", "picture"]


class SelfCheck:
    """`check("name")`: one exercise; `check()`: where you are in the assignment; `check.all()`: what will be graded."""

    def __init__(self) -> None:
        self._waiting = False  # somebody asked before the checks were there

    def __call__(self, name: str | Callable[..., Any] | None = None) -> None:
        """Run the public checks of one exercise, or of all, on the functions of this notebook."""
        wanted = name.__name__ if callable(name) else name
        try:
            checks = find_checks(wanted)
            print(_one(checks, wanted) if wanted else _table(checks, _live()))
        except GraderError as error:
            self._waiting = True
            print(error)

    def all(self, path: str | Path | None = None) -> None:
        """Read the saved notebook as the grader will, in a fresh namespace, and run all public checks on it."""
        try:
            print(_file(Path(path) if path else saved_notebook()))
        except GraderError as error:
            print(error)

    def arrived(self) -> None:
        """Answer those who asked before the checks were there."""
        if self._waiting:
            self._waiting = False
            self()


check = SelfCheck()


def embedded_checks(text: str) -> None:
    """Take the public checks out of the last cell of a notebook that stands alone."""
    remember(text)
    check.arrived()


@contextmanager
def picture(name: str, needs: tuple[str, ...] = ()) -> Iterator[None]:
    """Draw what the block draws once its exercises work; until then say what it waits for."""
    before = open_figures()
    try:
        yield
    except Exception as error:  # whatever the student's functions do, the next cell runs
        close_figures(before)
        print(why_not(name, error, needs))


def load(name: str) -> Any:
    """Return one array of the course's data by its name, such as ``digits/train_inputs``; it is read-only."""
    return _data().dataset(name)


def _one(checks: PublicChecks, name: str) -> str:
    part = checks.parts[name]
    if name not in namespace():
        return say("notebook.not_defined", title=part.title, name=name)
    mine = (each for each in checks.assignment.parts if each.name == name)
    rows = frozenset(row.name for each in mine for row in each.rows)
    return report(part, _run(checks, _live(), rows) if rows else [])


def _table(checks: PublicChecks, open_session: OpenSession) -> str:
    return table(checks, _run(checks, open_session, None))


def _file(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(say("notebook.unreadable", path=str(path), text=str(error))) from error
    checks = find_checks(None)
    submission = read_submission(path.name, data, list(checks.parts))
    if submission.slice is None:
        return say("notebook.ungradable", path=path.name, text=submission.problem or "")
    source = submission.slice.source
    head = say("notebook.file", path=path.name, sha256=submission.slice.sha256[:12])
    notes = [note.text for note in submission.notes if note.kind in ("undefined", "raised", "syntax")]
    checked = _table(checks, local_session(lambda: _fresh(source), _data().dataset))
    return lines(head, *notes[:3], checked)


def _live() -> OpenSession:
    return local_session(namespace(), _data().dataset)


def _run(checks: PublicChecks, open_session: OpenSession, only: frozenset[str] | None) -> list[CheckResult]:
    # There is no reference at home: where a check asks how long it takes, the student's own code is the measure.
    terms = CheckTerms(
        key=PUBLISHED_KEY, data=_data(), limits=Limits(), reference=open_session, alone=lambda: nullcontext()
    )
    return run_checks(checks.id, checks.assignment, open_session, terms, {}, only, lambda _: None)


def _fresh(source: str) -> dict[str, object]:
    """Run a slice as the grader does: statement by statement, and one that raises does not stop the rest."""
    import ast

    made: dict[str, object] = {"__name__": "submission"}
    for node in ast.parse(source).body:
        try:
            exec(compile(ast.Module([node], []), "<submission>", "exec"), made)
        except Exception:  # what it should have bound is then missing, and the checks say so
            continue
    return made


@functools.cache
def _data() -> DataSource:
    folder = os.environ.get("GRADER_DATA")
    return DataSource(PUBLISHED_KEY, Path(folder) if folder else None)
