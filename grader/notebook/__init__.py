"""What a student runs in a notebook: `check("name")`, `check()`, `check.all()`, `picture(...)`, `load(...)`.

Everything here runs the student's own code, unconfined, in the student's own kernel, and needs NumPy alone. It never
dies of what the student wrote: "Run all" comes to its end, whatever is still a stub.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from grader.errors import GraderError
from grader.messages import say
from grader.notebook.content import content
from grader.notebook.pictures import close_figures, open_figures, why_not
from grader.notebook.places import any_checks, find_checks, namespace, remember, saved_file
from grader.notebook.releases import two_releases
from grader.notebook.report import printable, report, table
from grader.notebook.running import DELAY, course_data, run_parts
from grader.notebook.saved import read_saved, saved_work
from grader.notebook.unsaved import unsaved
from grader.notebook.work import live_work

__all__ = ["check", "embedded_checks", "load", "picture"]


class SelfCheck:
    """`check("name")`: one exercise; `check()`: where you are in the assignment; `check.all()`: what will be graded.

    Parameters
    ----------
    delay : float
        Seconds after which a check that still runs says how to stop it.
    """

    def __init__(self, delay: float = DELAY) -> None:
        self._delay = delay
        self._waiting = False  # somebody asked before the checks were there

    def __call__(self, name: str | Callable[..., Any] | None = None) -> None:
        """Run the public checks of one exercise, or of all, on the functions of this notebook."""
        with _one_sentence():
            self._waiting = not any_checks()
            _tell(self._table() if name is None else self._one(_name_of(name)))

    def all(self, path: str | Path | None = None) -> None:
        """Read the saved notebook as the grader will, in a fresh namespace, and run all public checks on it."""
        with _one_sentence():
            _tell(self._file(Path(path) if path else saved_file()))

    def arrived(self) -> None:
        """Answer those who asked before the checks were there."""
        if self._waiting:
            self._waiting = False
            self()

    def _one(self, name: str) -> str:
        checks = find_checks(name)
        part, work = checks.parts[name], live_work(namespace(), course_data())
        if name not in namespace():
            return say("notebook.not_defined", title=part.title, name=name)
        return report(part, run_parts(checks, [part], work, self._delay), work)

    def _table(self) -> str:
        checks, work = find_checks(None), live_work(namespace(), course_data())
        return table(checks, run_parts(checks, checks.parts.values(), work, self._delay), work)

    def _file(self, path: Path) -> str:
        saved = read_saved(path)
        code = saved.submission.slice
        if code is None:
            return say("notebook.ungradable", path=path.name, text=saved.submission.problem or "")
        work = saved_work(code, course_data())
        results = run_parts(saved.checks, saved.checks.parts.values(), work, self._delay)
        differing = unsaved(namespace(), code.source, saved.checks.parts)
        return f"{content(saved, code, work.load_errors, differing)}\n\n{table(saved.checks, results, work)}"


check = SelfCheck()


def embedded_checks(text: str) -> None:
    """Take the public checks out of the last cell of a notebook that stands alone."""
    remember(text)
    if differing := two_releases(text, Path.cwd()):
        print(differing)
    check.arrived()


@contextmanager
def picture(name: str, needs: tuple[str, ...] = ()) -> Iterator[None]:
    """Draw what the block draws once its exercises work; until then say what it waits for."""
    before = open_figures()
    try:
        yield
    except Exception as error:  # whatever the student's functions do, the next cell runs
        close_figures(before)
        _tell(why_not(name, error, needs))


def load(name: str) -> Any:
    """Return one array of the course's data by its name, such as ``digits/train_inputs``; it is read-only."""
    return course_data().dataset(name)


def _name_of(exercise: object) -> str:
    """Return the name that somebody meant: of a function or class, or as text, with or without its brackets."""
    named = exercise if isinstance(exercise, str) else getattr(exercise, "__name__", type(exercise).__name__)
    return str(named).strip().removesuffix("()")


@contextmanager
def _one_sentence() -> Iterator[None]:
    """Say in one sentence what stops a self-check, so that the next cell runs."""
    try:
        yield
    except GraderError as error:
        _tell(str(error))
    except KeyboardInterrupt:  # between two checks
        _tell(say("notebook.stopped"))


def _tell(text: str) -> None:
    print(printable(text, getattr(sys.stdout, "encoding", None)))
