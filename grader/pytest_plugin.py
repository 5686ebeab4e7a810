"""`pytest assignments/a03_perceptron --submission FILE`: each row of the rubric is one item, for `-k` and `--pdb`.

Without `--submission` this plugin does nothing but leave handouts out, which `--doctest-modules` would import. With it,
nothing else is collected. A failed row shows the message that a student reads. `-vv` shows more; `--pdb` stops inside
of the check, where `student` still answers.
"""

from __future__ import annotations

import os
from collections.abc import Generator, Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from grader.student import OpenSession

RUBRIC = "assignment.py"
HANDOUT = "handout.py"
REFERENCE = "reference"
LEVELS = ("full", "restricted", "none")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options that make a rubric testable."""
    group = parser.getgroup("grader", "rows of a rubric as items (nngrader)")
    group.addoption("--submission", metavar="FILE", help="run checks of assignments/NAME on FILE, or on `reference`")
    group.addoption("--isolation", choices=LEVELS, help="confinement of FILE (default: the best available)")


def _is_on(config: pytest.Config) -> bool:
    return config.getoption("--submission", None) is not None


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Leave out the handout of an assignment: it is a notebook, and runs in one alone."""
    return True if collection_path.name == HANDOUT and (collection_path.parent / RUBRIC).is_file() else None


@pytest.hookimpl(hookwrapper=True)  # the older form: a plugin that is always loaded must load in older pytests too
def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> Generator[None, Any, None]:
    """Collect rubrics, and nothing else, where a submission is given."""
    outcome = yield
    if _is_on(parent.config):
        outcome.force_result([RubricFile.from_parent(parent, path=file_path)] if _is_rubric(file_path) else [])


@pytest.hookimpl(optionalhook=True)
def pytest_collect_directory(path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Hide the name of an assignment from `-k`: `-k perceptron` means exercises and checks, not a03_perceptron."""
    if not _is_on(parent.config) or not (path / RUBRIC).is_file():
        return None
    folder: pytest.Collector = AssignmentFolder.from_parent(parent, path=path, name="assignment")
    return folder


def _is_rubric(path: Path) -> bool:
    return path.name == RUBRIC and path.parent.parent.name == "assignments"


class AssignmentFolder(getattr(pytest, "Directory", pytest.Collector)):  # type: ignore[misc] # since pytest 8
    """A folder that holds a rubric."""

    def collect(self) -> Iterable[pytest.Item | pytest.Collector]:
        """Yield the rubric."""
        yield from self.ihook.pytest_collect_file(file_path=self.path / RUBRIC, parent=self) or []


class RubricFile(pytest.File):
    """The rubric of one assignment, and the submission that is judged by it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._open = ExitStack()
        self._sessions: OpenSession | None = None

    def collect(self) -> Iterable[pytest.Item]:
        """Yield each row of the rubric."""
        from grader.course import key, load_assignment, open_course
        from grader.data.datasets import DataSource
        from grader.errors import GraderError

        try:
            course = open_course(self.path.parents[2])
            self.loaded = load_assignment(course, self.path.parent.name)
            self.key, _ = key(course.config, None)
            self.data = DataSource(self.key, _data_folder())
        except GraderError as error:
            raise self.CollectError(str(error)) from error
        for part in self.loaded.assignment.parts:
            for row in part.rows:
                yield RowItem.from_parent(self, name=f"{part.name}/{row.name}", part=part, row=row)

    @property
    def sessions(self) -> OpenSession:
        """Sessions on the submission; its sandbox is opened once."""
        if self._sessions is None:
            self._sessions = self._open.enter_context(self._opened())
        return self._sessions

    def _opened(self) -> Any:
        """Open the sandbox of the submission, or for the reference one session after the other in this process."""
        from contextlib import nullcontext

        from grader.course.sources import solution_source
        from grader.errors import UsageError
        from grader.model import Level, Limits
        from grader.pipeline import seal_data
        from grader.sandbox import open_sandbox
        from grader.sandbox.levels import best_confinement
        from grader.submission import read_submission
        from grader.verify import open_locally

        name = str(self.config.getoption("--submission"))
        path = Path(self.config.invocation_params.dir, name)
        if name == REFERENCE and not path.is_file():
            data, file = solution_source(self.loaded).encode(), "reference.py"
        elif path.is_file():
            data, file = path.read_bytes(), path.name
        else:
            raise UsageError(f"--submission: there is no file {path}; give a notebook, a .py file, or `reference`")
        submission = read_submission(file, data, self.loaded.assignment.wanted)
        if submission.slice is None:
            raise UsageError(f"{file} cannot be graded: {submission.problem}")
        level = self.config.getoption("--isolation")
        if level == Level.NONE:
            return open_locally(self.data)(submission.slice.source)
        confinement = best_confinement(wanted=Level(level) if level else None)
        sandbox = open_sandbox(submission.slice, Limits(), confinement, seal_data(self.data))
        self._open.enter_context(sandbox)
        return nullcontext(sandbox.session)

    def teardown(self) -> None:
        """End the sandbox."""
        self._sessions = None
        self._open.close()


class RowFailed(Exception):  # noqa: N818 - it is the student's failure, not an error of ours
    """A row that did not earn all of its points."""


class RowItem(pytest.Item):
    """One row of the rubric."""

    parent: RubricFile

    def __init__(self, *, part: Any, row: Any, **options: Any) -> None:
        super().__init__(**options)
        self._part, self._row = part, row
        self._open = ExitStack()

    def reportinfo(self) -> tuple[Path, int, str]:
        """Say where the check is written."""
        code = self._row.function.__code__
        return Path(code.co_filename), code.co_firstlineno - 1, self.name

    def runtest(self) -> None:
        """Run the check as the grader does; where a person wants to look into it, without a net."""
        from grader.errors import GraderError

        try:
            (self._look if self.config.getoption("usepdb") else self._judge)()
        except GraderError as error:
            raise RowFailed(str(error)) from error

    def _judge(self) -> None:
        from contextlib import nullcontext

        from grader.checks import CheckTerms, run_checks
        from grader.model import Limits
        from grader.pipeline import local_reference

        file = self.parent
        reference = local_reference(file.loaded, file.data)
        terms = CheckTerms(file.key, file.data, Limits(), reference, nullcontext)
        only = frozenset({self._row.name})
        rubric = file.loaded.assignment
        results = run_checks(file.loaded.id, rubric, file.sessions, terms, {}, only, lambda _: None)
        result = next(each for each in results if each.check == self._row.name)
        if result.earned == result.possible:
            return
        details = dict(result.message.details) if result.message else {}
        lines = [f"{self.name}: {result.outcome}, {result.earned} of {result.possible} points"]
        lines += [result.message.text] if result.message else []
        lines += [f"{key}: {text}" for key, text in details.items() if self.config.getoption("verbose") > 1]
        raise RowFailed("\n".join(lines))

    def _look(self) -> None:
        """Call the check in a session that stays open until the debugger is left."""
        from grader.data.seeds import Draws, derive, drawing
        from grader.model import Limits
        from grader.scores import active

        file, row = self.parent, active(self._row, self.parent.data.available)
        draws = Draws(file.key, file.loaded.id, self._row.name, 0, file.data.held_out)
        seed = derive(file.key, file.loaded.id, self._row.name, 0, "session")
        session = self._open.enter_context(file.sessions(seed, Limits().cpu_seconds))
        self._open.enter_context(drawing(draws))
        try:
            row.function(session.student)
        except Exception as error:
            _end_at(error, file.path.parents[2])
            raise

    def teardown(self) -> None:
        """End the session."""
        self._open.close()

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Show what the student reads; the traceback is for those who ask for it."""
        if isinstance(excinfo.value, RowFailed) or not self.config.getoption("usepdb"):
            return str(excinfo.value) or type(excinfo.value).__name__
        return super().repr_failure(excinfo, style)


def _end_at(error: Exception, course: Path) -> None:
    """Cut the traceback below the last line of the course, so that the debugger stops in the check."""
    folders = {course / "assignments", course / "reference"}
    last, entry = None, error.__traceback__
    while entry is not None:
        if folders & set(Path(entry.tb_frame.f_code.co_filename).parents):
            last = entry
        entry = entry.tb_next
    if last is not None:
        last.tb_next = None


def _data_folder() -> Path | None:
    folder = os.environ.get("GRADER_DATA")
    return Path(folder) if folder else None
