"""The layout of DIR, the folder of one assignment's results, and the one way to write a file into it.

::

    DIR/ledger.sqlite        every verdict and slice
    DIR/results/ID.json      staff form of each document
    DIR/scores.csv           one row per student
    DIR/preview/ID.html      the staff's page
    DIR/students/ID.json     student form, made by `publish`
    DIR/feedback/ID.html     the student's page, made by `publish`
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

STUDENT_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


@dataclass(frozen=True, slots=True)
class Folder:
    """Where everything of DIR lies."""

    path: Path

    @property
    def ledger(self) -> Path:
        """The SQLite file."""
        return self.path / "ledger.sqlite"

    @property
    def lock(self) -> Path:
        """The file that the one writer holds a lock on."""
        return self.path / "ledger.lock"

    @property
    def results(self) -> Path:
        """The folder of the staff's documents."""
        return self.path / "results"

    @property
    def scores(self) -> Path:
        """The table of scores."""
        return self.path / "scores.csv"

    @property
    def students(self) -> Path:
        """The folder of the published student documents."""
        return self.path / "students"

    @property
    def feedback(self) -> Path:
        """The folder of the published student pages."""
        return self.path / "feedback"

    def result(self, student: str) -> Path:
        """Return where the staff's document of a student lies."""
        return self.results / f"{_safe(student)}.json"

    def preview(self, student: str) -> Path:
        """Return where the staff's page of a student lies."""
        return self.path / "preview" / f"{_safe(student)}.html"

    def student_document(self, student: str) -> Path:
        """Return where the published document of a student lies."""
        return self.students / f"{_safe(student)}.json"

    def feedback_page(self, student: str) -> Path:
        """Return where the published page of a student lies."""
        return self.feedback / f"{_safe(student)}.html"


def write_atomic(path: Path, data: bytes | str) -> bool:
    """Write a whole file or nothing, and return whether its bytes changed; folders are made as needed.

    A reader sees the old bytes or the new ones, whatever dies in between. A file that holds these bytes already is
    left alone, so that writing twice changes nothing.
    """
    content = data.encode() if isinstance(data, str) else data
    if _holds(path, content):
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    temporary.unlink(missing_ok=True)  # left by a process of that number that was killed
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o666)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    return True


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False


def _safe(student: str) -> str:
    """Return the id if it can be a file name and nothing else, such as a way out of the folder."""
    if not STUDENT_ID.fullmatch(student):
        raise ValueError(f"not a student id: {student!r}")
    return student
