"""What answers for a student, and one run of one check."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Protocol

from grader.worker.values import Array

if TYPE_CHECKING:
    from grader.student.proxy import Student


class Transport(Protocol):
    """What answers: a namespace in this process, or a child behind a wire."""

    def exchange(
        self, header: dict[str, Any], arrays: Sequence[Array], callbacks: Sequence[Callable[..., Any]]
    ) -> tuple[Mapping[str, Any], Sequence[Array]]:
        """Return the reply to one request; meanwhile serve its calls of `callbacks` (see `answer_callback`).

        Raises StudentError where the child ended (timed_out, killed), WireError where it sent nonsense.
        """


@dataclass(frozen=True, slots=True)
class LoadError:
    """A statement of the slice that raised while it was loaded."""

    line: int
    kinds: tuple[str, ...]
    message: str


class Session(Protocol):
    """One run of one check: a student that remembers nothing of other checks, and what it cost."""

    @property
    def student(self) -> Student:
        """The object that the check talks to."""

    @property
    def cpu_seconds(self) -> float:
        """CPU time of student code so far."""

    @property
    def seconds(self) -> float:
        """Wall-clock time of student code so far."""

    @property
    def load_errors(self) -> tuple[LoadError, ...]:
        """What raised while the student's file was loaded."""


Served = Mapping[str, Callable[..., Any]]
"""Functions that the grader serves to student code in the place of its own (see `serving`), by name."""

NOTHING_SERVED: Served = MappingProxyType({})


class OpenSession(Protocol):
    """What opens sessions."""

    def __call__(self, seed: int, cpu_seconds: float, served: Served = ..., /) -> AbstractContextManager[Session]:
        """Open one session: its global generators seeded, so many CPU seconds allowed, functions served to it."""
