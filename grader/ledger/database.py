"""Open the SQLite file of the ledger: refuse what is damaged, foreign or newer, bring an older one up to date."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from grader.errors import HostError
from grader.ledger.migrations import APPLICATION_ID, MIGRATIONS

VERSION = len(MIGRATIONS)


def connect(path: Path, read_only: bool) -> sqlite3.Connection:
    """Return a connection in which every statement outside of `BEGIN` is a transaction of its own."""
    address = f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rwc'}"
    base = sqlite3.connect(address, uri=True, isolation_level=None, timeout=30)  # no transaction that we did not begin
    try:
        if not read_only:
            base.execute("PRAGMA journal_mode = WAL")
        base.execute("PRAGMA synchronous = NORMAL")  # a killed process loses nothing; a power cut, the last moments
        base.execute("PRAGMA secure_delete = ON")  # who is forgotten is gone from the file
        base.execute("PRAGMA foreign_keys = ON")
    except BaseException:
        base.close()
        raise
    return base


def check(base: sqlite3.Connection, path: Path, read_only: bool) -> None:
    """Refuse a damaged, foreign or newer file; bring an older one up to date."""
    (found,) = base.execute("PRAGMA user_version").fetchone()
    (program,) = base.execute("PRAGMA application_id").fetchone()
    (tables,) = base.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if program != APPLICATION_ID and tables:
        raise HostError(f"{path} is not a ledger of this grader. Choose another --out DIR")
    if found > VERSION:
        raise HostError(f"{path} was written by a newer grader (format {found}, this one knows {VERSION}): update it")
    (verdict,) = base.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        raise sqlite3.DatabaseError(verdict)
    if found < VERSION and read_only:
        raise HostError(f"{path} was written by an older grader (format {found}): run `grader regrade` on it once")
    for step in range(found, VERSION):
        script = f"BEGIN IMMEDIATE; {MIGRATIONS[step]} PRAGMA application_id = {APPLICATION_ID};"
        base.executescript(f"{script} PRAGMA user_version = {step + 1}; COMMIT;")


def advice(path: Path, error: Exception) -> str:
    """Say what a person can do about an error of SQLite."""
    reason = str(error)
    if isinstance(error, sqlite3.OperationalError) and "malformed" not in reason:
        return f"cannot use {path}: {reason}. Is the disk full, or the folder read-only?"
    return (
        f"{path} is damaged: {reason}.\n"
        f"Put back a copy of it, or move {path.name}, {path.name}-wal and {path.name}-shm out of the folder and grade\n"
        "again into it: every submission is then judged afresh. Documents and pages beside it are untouched."
    )
