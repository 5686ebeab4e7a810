"""What travels from room to room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from grader.model.outcomes import Level, Outcome


@dataclass(frozen=True, slots=True)
class Note:
    """Something about a submission that a person should know and that costs nothing by itself.

    `kind` is one of: magic, syntax, not_needed, duplicate, undefined, raised, converted, empty, python (its text is the
    version with which a notebook says that it was last run).
    """

    kind: str
    text: str
    cell: int | None = None  # 1-based number of the code cell
    line: int | None = None  # 1-based line within the cell
    name: str = ""  # the name that it is about, if it is about one


@dataclass(frozen=True, slots=True)
class Slice:
    """What of a submission is executed: imports, definitions, and the statements that bind what they read.

    `lines[i]` says where line i + 1 of `source` stood: (cell, line within the cell), both 1-based.
    """

    source: str
    sha256: str  # of `source` in UTF-8
    names: tuple[str, ...]  # every top-level name that it binds
    lines: tuple[tuple[int, int], ...]
    absent: tuple[tuple[str, str], ...] = ()  # names that stand in the file but could not be read, and why


@dataclass(frozen=True, slots=True)
class Submission:
    """What one student handed in, as read; `slice` is None exactly if `problem` says why it cannot be graded."""

    student: str  # id, safe as a file name
    filename: str  # the original name, for people
    sha256: str  # of the bytes
    size: int
    slice: Slice | None
    notes: tuple[Note, ...] = ()
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """What one submission may use inside the sandbox."""

    cpu_seconds: float = 10.0  # of one check, unless a threshold allows more
    cpu_total: float = 300.0  # of all checks of one submission
    wall_factor: float = 4.0  # wall-clock backstop, as a multiple of the CPU seconds allowed
    memory: int = 2 << 30  # bytes of address space
    reply: int = 64 << 20  # bytes of one reply
    calls: int = 100_000  # requests of one check
    log: int = 64 << 10  # characters kept of what was printed


@dataclass(frozen=True, slots=True)
class Confinement:
    """Under which confinement a result was made."""

    level: Level
    mechanisms: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    uid_separate: bool = False
    probe: str = "not run"


@dataclass(frozen=True, slots=True)
class Message:
    """What a person reads about one check: at most 12 lines, the first says what to change.

    `text` may be shown to the student when the check is public. `details` is for staff: expected, observed,
    tolerance, traceback, hint.
    """

    text: str
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Numbers from which a picture is drawn.

    `kind` is ``curve`` (series: {label: [[x, y], ...]}), ``confusion`` (matrix: K rows of K ints) or
    ``images`` (images: list of rows of floats; shape: [height, width]). `data` holds plain JSON values only.
    """

    kind: str
    title: str
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What happened when one check met one submission."""

    exercise: str
    check: str
    outcome: Outcome
    earned: int
    possible: int
    message: Message | None = None
    convention: str | None = None  # which accepted convention the student follows
    metric: float | None = None  # of a threshold
    swapped: tuple[str, ...] = ()  # functions that the reference served (follow-through)
    mistake: str | None = None  # the known mistake whose answers the student's equal; its name is for staff
    hint: str | None = None  # what a student who made it reads, also where the check is hidden
    evidence: tuple[Evidence, ...] = ()
    frames: tuple[tuple[int, str], ...] = ()  # student frames: line of the slice, function name
    kinds: tuple[str, ...] = ()  # class names of the exception, most derived first
    cpu_seconds: float = 0.0
    seconds: float = 0.0
    final: bool = True  # whether the same run would surely say it again: not so for a fault or a wall-clock time-out


@dataclass(frozen=True, slots=True)
class ExerciseScore:
    """Points of one exercise or question."""

    name: str
    earned: int
    possible: int


@dataclass(frozen=True, slots=True)
class Score:
    """Points of one submission; `earned` is None where a fault of the author or the host withholds it."""

    earned: int | None
    possible: int
    exercises: tuple[ExerciseScore, ...]
