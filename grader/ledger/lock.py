"""One writer at a time: a lock on a file beside the ledger, which the kernel lets go when its process ends."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from grader.errors import HostError, UsageError

_held: set[Path] = set()
"""Locks of this process: a POSIX lock does not keep its own process out."""


class WriterLock:
    """The right to write one ledger, from construction to `release`.

    A POSIX lock and not `flock`: grading processes are forked from the writer, and an inherited `flock` would live on
    in them after the writer was killed.
    """

    def __init__(self, path: Path) -> None:
        self._path = path.resolve()
        if self._path in _held:
            raise UsageError(_taken(path, os.getpid()))
        try:
            self._descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o666)
        except OSError as error:
            raise HostError(f"cannot write in {path.parent}: {error.strerror}. Choose another --out DIR") from error
        self._claim(path)
        os.ftruncate(self._descriptor, 0)
        os.pwrite(self._descriptor, f"{os.getpid()}\n".encode(), 0)  # for the message of whoever comes second
        _held.add(self._path)

    def _claim(self, path: Path) -> None:
        try:
            fcntl.lockf(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError) as error:
            writer = os.pread(self._descriptor, 20, 0).decode("ascii", "replace").strip()
            os.close(self._descriptor)
            raise UsageError(_taken(path, writer)) from error

    def release(self) -> None:
        """Let the next writer in."""
        if self._path in _held:
            _held.discard(self._path)
            os.ftruncate(self._descriptor, 0)
            os.close(self._descriptor)


def _taken(path: Path, writer: object) -> str:
    return (
        f"another command is writing into {path.parent} (process {writer}).\n"
        "Wait until it has finished, or stop it: nothing that it has decided is lost."
    )
