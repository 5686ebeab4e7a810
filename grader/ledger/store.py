"""The ledger: SQLite with a write-ahead log, one transaction per verdict, one writer at a time."""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from grader.errors import HostError, UsageError
from grader.ledger.database import advice, check, connect
from grader.ledger.folder import Folder
from grader.ledger.lock import WriterLock
from grader.ledger.records import (
    NEVER_KNOWN,
    Published,
    Verdict,
    notes_from,
    pack_slice,
    result_from,
    to_text,
    unpack_slice,
)
from grader.model import CheckResult, Submission

CHUNK = 500  # keys asked for in one statement; SQLite allows 999 of old


def open_ledger(folder: Path, create: bool = True, *, read_only: bool = False) -> Ledger:
    """Open the ledger of DIR; only one process at a time may open it for writing.

    Parameters
    ----------
    folder : Path
        DIR, the folder of one assignment's results.
    create : bool
        Whether to begin a ledger where there is none.
    read_only : bool
        Look without the right to write: allowed while another command writes.

    Raises
    ------
    grader.errors.UsageError
        If there is no ledger and none may be begun, or another command is writing it.
    grader.errors.HostError
        If the file is damaged, newer than this grader, or cannot be opened.
    """
    place = Folder(folder)
    if not place.ledger.is_file():
        if read_only or not create:
            raise UsageError(f"nothing was graded into {folder}: there is no {place.ledger.name} in it")
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise HostError(f"cannot make {folder}: {error.strerror}. Choose another --out DIR") from error
    return Ledger(place, read_only)


class Ledger:
    """Everything that was decided about the submissions of one assignment; close it, or use it in `with`."""

    def __init__(self, place: Folder, read_only: bool) -> None:
        self._place = place
        self._lock = None if read_only else WriterLock(place.lock)
        try:
            with self._told():
                self._base = connect(place.ledger, read_only)
                check(self._base, place.ledger, read_only)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file and let the next writer in."""
        if hasattr(self, "_base"):
            self._base.close()
        if self._lock is not None:
            self._lock.release()

    # --- what the folder is about

    @property
    def meta(self) -> dict[str, str]:
        """What is known of the whole folder, such as its assignment."""
        with self._told():
            return dict(self._base.execute("SELECT key, value FROM meta ORDER BY key"))

    def set_meta(self, **values: str) -> None:
        """Remember facts of the whole folder."""
        with self._told(), self._transaction():
            self._base.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", sorted(values.items()))

    def claim(self, assignment: str) -> None:
        """Make the folder that of `assignment`; refuse if it is another's."""
        held = self.meta.setdefault("assignment", assignment)
        if held != assignment:
            raise UsageError(
                f"{self._place.path} holds the results of {held}, not of {assignment}.\n"
                f"One folder holds one assignment: choose another --out DIR for {assignment}."
            )
        self.set_meta(assignment=assignment)

    # --- submissions

    def put_submission(
        self,
        submission: Submission,
        *,
        attempt: int = 1,
        submitted_at: str | None = None,
        started_at: str | None = None,
    ) -> None:
        """Record a submission, its slice compressed; the same student and attempt again replaces it."""
        code = submission
        row = (code.student, attempt, code.filename, code.sha256, code.size, code.problem, to_text(code.notes))
        with self._told():
            self._base.execute(
                "INSERT OR REPLACE INTO submission (student, attempt, filename, sha256, size, problem, notes, slice,"
                " submitted_at, started_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (*row, pack_slice(code.slice), submitted_at, started_at),
            )

    def finish(self, student: str, finished_at: str, *, attempt: int = 1) -> None:
        """Record that every check of a submission is decided."""
        with self._told():
            self._base.execute(
                "UPDATE submission SET finished_at = ? WHERE student = ? AND attempt = ?",
                (finished_at, student, attempt),
            )

    def submission(self, student: str, attempt: int | None = None) -> Submission | None:
        """Return what a student handed in, as read: that attempt, or the latest."""
        with self._told():
            row = self._base.execute(
                "SELECT student, filename, sha256, size, slice, notes, problem FROM submission"
                " WHERE student = ?1 AND attempt = coalesce(?2, attempt) ORDER BY attempt DESC LIMIT 1",
                (student, attempt),
            ).fetchone()
        if row is None:
            return None
        name, filename, sha256, size, code, notes, problem = row
        return Submission(name, filename, sha256, size, unpack_slice(code), notes_from(notes), problem)

    def times(self, student: str, attempt: int = 1) -> dict[str, str | None]:
        """Return when a submission came, was started and was finished."""
        with self._told():
            row = self._base.execute(
                "SELECT submitted_at, started_at, finished_at FROM submission WHERE student = ? AND attempt = ?",
                (student, attempt),
            ).fetchone()
        return dict(zip(("submitted_at", "started_at", "finished_at"), row or (None, None, None), strict=True))

    def students(self) -> tuple[str, ...]:
        """Return the id of every student of whom there is a submission, in order."""
        with self._told():
            return tuple(row[0] for row in self._base.execute("SELECT DISTINCT student FROM submission ORDER BY 1"))

    # --- verdicts

    def put_verdict(self, student: str, cache_key: str, result: CheckResult, *, attempt: int = 1) -> None:
        """Record the result of one check in a transaction of its own: once this returns, a kill does not lose it."""
        row = (student, attempt, result.check, cache_key, result.outcome.value, to_text(result))
        with self._told():
            self._base.execute(
                "INSERT INTO verdict (student, attempt, check_name, cache_key, outcome, result)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                row,
            )

    def known(self, cache_keys: Iterable[str]) -> dict[str, CheckResult]:
        """Return the results that need no run, by key; never a fault, a skip, or what is not final."""
        keys = tuple(dict.fromkeys(cache_keys))
        never = ", ".join(f"'{outcome.value}'" for outcome in sorted(NEVER_KNOWN))
        found: dict[str, CheckResult] = {}
        with self._told():
            for start in range(0, len(keys), CHUNK):
                some = keys[start : start + CHUNK]
                rows = self._base.execute(
                    f"SELECT cache_key, result FROM verdict WHERE cache_key IN ({', '.join('?' * len(some))})"
                    f" AND outcome NOT IN ({never}) ORDER BY id",
                    some,
                )
                read = ((key, result_from(text)) for key, text in rows)
                found.update((key, result) for key, result in read if result.final)  # the latest stays
        return found

    def verdicts(self, student: str, attempt: int | None = None) -> tuple[Verdict, ...]:
        """Return the latest verdict of each check of a student's attempt, or of the latest one, in recorded order."""
        with self._told():
            rows = self._base.execute(
                "SELECT attempt, cache_key, result FROM verdict WHERE id IN (SELECT max(id) FROM verdict"
                " WHERE student = ?1 AND attempt = coalesce(?2, (SELECT max(attempt) FROM verdict WHERE student = ?1))"
                " GROUP BY check_name) ORDER BY id",
                (student, attempt),
            ).fetchall()
        return tuple(Verdict(student, number, key, result_from(text)) for number, key, text in rows)

    # --- what was published

    def publish(self, published_at: str, documents: Mapping[str, bytes]) -> int:
        """Freeze these documents as the next version, and return its number."""
        with self._told(), self._transaction():
            (version,) = self._base.execute("SELECT coalesce(max(version), 0) + 1 FROM publication").fetchone()
            self._base.execute("INSERT INTO publication VALUES (?, ?)", (version, published_at))
            for student, document in sorted(documents.items()):
                sha256 = hashlib.sha256(document).hexdigest()
                self._base.execute("INSERT OR IGNORE INTO frozen VALUES (?, ?)", (sha256, zlib.compress(document)))
                self._base.execute("INSERT INTO published VALUES (?, ?, ?)", (version, student, sha256))
        return int(version)

    def published(self, version: int | None = None) -> Published | None:
        """Return a frozen version, the latest unless told; None where nothing was published."""
        with self._told():
            row = self._base.execute(
                "SELECT version, published_at FROM publication WHERE version = coalesce(?, version)"
                " ORDER BY version DESC LIMIT 1",
                (version,),
            ).fetchone()
            if row is None:
                return None
            rows = self._base.execute(
                "SELECT student, document FROM published JOIN frozen USING (sha256) WHERE version = ? ORDER BY student",
                (row[0],),
            )
            return Published(row[0], row[1], {student: zlib.decompress(document) for student, document in rows})

    # --- how it is written

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._base.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._base.execute("ROLLBACK")
            raise
        self._base.execute("COMMIT")

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn what SQLite says into what a person can do about it."""
        try:
            yield
        except (sqlite3.Error, zlib.error) as error:
            raise HostError(advice(self._place.ledger, error)) from error
