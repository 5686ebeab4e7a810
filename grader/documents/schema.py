"""The canonical document: one tree of structs, in a form for staff and a form for the student; JSON Schema from both.

The student form is a struct of its own, so that what it does not name cannot get into it. Volatile fields, which
differ between two runs on the same input, are exactly: keys that end in ``_at``, ``duration_s``, ``integrity``,
``supersedes``. This file is long because it is a format: each field once, in the order in which it is written.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

SCHEMA_VERSION = "1.1"
MAX_BYTES = 900_000
"""Of one document: some systems take no more than a megabyte."""

Id = Annotated[str, Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]
Name = Annotated[str, Meta(pattern=r"^[^\W\d]\w{0,199}$")]
Sha256 = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]
Uuid = Annotated[str, Meta(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
Time = Annotated[str, Meta(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$")]
Count = Annotated[int, Meta(ge=0)]
Points = Annotated[int, Meta(ge=0)]
Ordinal = Annotated[int, Meta(ge=1)]
StatusWord = Literal["graded", "ungradable", "pending_manual", "fault"]
OutcomeWord = Literal[
    "passed",
    "partial",
    "failed",
    "missing",
    "raised",
    "timed_out",
    "killed",
    "bad_return",
    "skipped",
    "check_fault",
    "host_fault",
]
LevelWord = Literal["full", "restricted", "none"]
KindWord = Literal["check", "threshold", "manners", "question"]
LateMode = Literal["none", "percent", "points", "lms"]
SeedPolicy = Literal["course_key", "given", "published_default"]


class Closed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A JSON object with these fields and no others."""


# --- shared by both forms


class Text(Closed, frozen=True, kw_only=True):
    """Plain text for a person, with its length in characters where it was cut."""

    text: str
    truncated: bool = False
    original_length: Count | None = None


class CourseRef(Closed, frozen=True, kw_only=True):
    """Which course."""

    id: Id
    term: str | None = None


class Submitter(Closed, frozen=True, kw_only=True):
    """Who handed in; never a name or an e-mail."""

    id: Id
    kind: Literal["student"] = "student"


class Version(Closed, frozen=True, kw_only=True):
    """A program or package."""

    name: str
    version: str


class DataRef(Closed, frozen=True, kw_only=True):
    """A data set that the checks drew from."""

    name: str
    fingerprint: str


class Isolation(Closed, frozen=True, kw_only=True):
    """Under which confinement the student's code ran."""

    level: LevelWord
    mechanisms: tuple[str, ...]
    missing: tuple[str, ...]
    uid_separate: bool
    probe: str
    versions: tuple[Version, ...]


class Late(Closed, frozen=True, kw_only=True):
    """What lateness took; `amount` is in points."""

    mode: LateMode
    due_at: Time | None
    extension_s: Count
    grace_s: Count
    late_s: Count
    days: Count
    amount: float
    applied: bool


class Kept(Closed, frozen=True, kw_only=True):
    """A later result was lower, and the earlier score stands."""

    result_id: Uuid
    later_score: float | None


class NoteRef(Closed, frozen=True, kw_only=True):
    """Something about the file that a person should know."""

    kind: str
    text: Text
    cell: Ordinal | None
    line: Ordinal | None


class Place(Closed, frozen=True, kw_only=True):
    """A line of the student's own code."""

    cell: Ordinal
    line: Ordinal
    code: str


class Code(Closed, frozen=True, kw_only=True):
    """The student's own definition of an exercise, as it stands in one cell; `line` is that of its first line."""

    cell: Ordinal
    line: Ordinal
    text: Text


class Promise(Closed, frozen=True, kw_only=True):
    """What the stub says must hold."""

    label: str
    text: str


class Rung(Closed, frozen=True, kw_only=True):
    """One step of a ladder: this metric earns these points."""

    metric: float
    points: Points


class Ladder(Closed, frozen=True, kw_only=True):
    """What a threshold asks for, best rung first, and what was reached."""

    metric: float | None
    lower_is_better: bool
    rungs: tuple[Rung, ...]
    data: str  # the data set that it draws from


class Series(Closed, frozen=True, kw_only=True):
    """One line of a curve."""

    label: str
    points: tuple[tuple[float, float], ...]


class Curve(Closed, frozen=True, kw_only=True, tag_field="kind", tag="curve"):
    """Numbers of a learning curve, and between which values the reference's own runs stay: (x, low, high)."""

    title: str
    series: tuple[Series, ...]
    band: tuple[tuple[float, float, float], ...] = ()


class Confusion(Closed, frozen=True, kw_only=True, tag_field="kind", tag="confusion"):
    """Counts: row is the true class, column the answer."""

    title: str
    matrix: tuple[tuple[Count, ...], ...]


class Images(Closed, frozen=True, kw_only=True, tag_field="kind", tag="images"):
    """Small pictures, row by row."""

    title: str
    height: Ordinal
    width: Ordinal
    images: tuple[tuple[float, ...], ...]


class Integrity(Closed, frozen=True, kw_only=True):
    """SHA-256 of the encoded document in which `integrity` is null."""

    doc_sha256: Sha256
    derived_from: Sha256 | None = None


# --- the staff form


class AssignmentRef(Closed, frozen=True, kw_only=True):
    """Which assignment; the hash is over its rubric and all checks."""

    id: Id
    title: str
    content_sha256: str


class FileRef(Closed, frozen=True, kw_only=True):
    """One file that was handed in, under its original name."""

    path: str
    sha256: Sha256
    bytes: Count


class SubmissionRef(Closed, frozen=True, kw_only=True):
    """What was handed in; `slice_sha256` is the content hash that `check.all()` shows."""

    sha256: Sha256
    slice_sha256: Sha256 | None
    files: tuple[FileRef, ...]
    python: str | None  # with which the notebook says that it was last run
    submitted_at: Time | None


class Environment(Closed, frozen=True, kw_only=True):
    """What the student's code ran on."""

    os: str
    arch: str
    python: str
    packages: tuple[Version, ...]
    device: Literal["cpu"] = "cpu"
    threads: Ordinal = 1


class Seeds(Closed, frozen=True, kw_only=True):
    """Where randomness came from; `base` is a fingerprint of the course key, or the seed that was given."""

    policy: SeedPolicy
    base: str


class Detail(Closed, frozen=True, kw_only=True):
    """One fact for staff: expected, observed, tolerance, traceback, hint."""

    name: str
    text: Text


class Frame(Closed, frozen=True, kw_only=True):
    """One frame of student code."""

    cell: Ordinal
    line: Ordinal
    function: str
    code: str


class CheckForm(Closed, frozen=True, kw_only=True):
    """What happened when one check met the submission; `status` is null where it has not been run.

    `mistake` names the known mistake whose answers the student's equal, and `hint` is what its author says to them.
    """

    id: Name
    title: str
    kind: KindWord
    visibility: Literal["visible", "hidden"]
    promise: Promise
    points_earned: Points | None
    points_possible: Points
    status: OutcomeWord | None
    message: Text | None
    details: tuple[Detail, ...]
    convention: str | None
    ladder: Ladder | None
    swapped: tuple[str, ...]
    mistake: str | None
    hint: str | None
    exception: tuple[str, ...]
    frames: tuple[Frame, ...]
    evidence: tuple[Curve | Confusion | Images, ...]
    duration_s: float


class ExerciseForm(Closed, frozen=True, kw_only=True):
    """One exercise or question."""

    id: Name
    kind: Literal["exercise", "question"]
    row: str
    text: str
    points_earned: Points | None
    points_possible: Points
    status: OutcomeWord | None
    checks: tuple[CheckForm, ...]
    code: Code | None  # where points are missing
    explanation: str | None


class Document(Closed, frozen=True, kw_only=True):
    """The staff form: all that is known of one submission but names."""

    schema: Literal["nngrader.result"] = "nngrader.result"
    schema_version: Literal["1.1"] = "1.1"
    audience: Literal["instructor"] = "instructor"
    result_id: Uuid
    supersedes: Uuid | None
    course: CourseRef
    assignment: AssignmentRef
    submitter: Submitter
    attempt: Ordinal
    submission: SubmissionRef
    grader: Version
    environment: Environment
    data: tuple[DataRef, ...]
    seeds: Seeds
    isolation: Isolation
    started_at: Time | None
    finished_at: Time | None
    duration_s: float
    status: StatusWord
    score_raw: Points | None
    score: float | None
    max_score: Points
    rounding: Literal["half_up_0.01"] = "half_up_0.01"
    late: Late
    kept: Kept | None
    exercises: tuple[ExerciseForm, ...]
    problem: Text | None
    notes: tuple[NoteRef, ...]
    notes_omitted: Count
    truncated: bool
    integrity: Integrity | None


# --- the student form


class StudentAssignment(Closed, frozen=True, kw_only=True):
    """Which assignment; without the hash over hidden checks, from which a short seed could be guessed."""

    id: Id
    title: str


class StudentSubmission(Closed, frozen=True, kw_only=True):
    """What was handed in, without the file's name, which often holds the student's."""

    sha256: Sha256
    slice_sha256: Sha256 | None
    bytes: Count
    python: str | None
    submitted_at: Time | None


class StudentSeeds(Closed, frozen=True, kw_only=True):
    """Where randomness came from, without the seed."""

    policy: SeedPolicy


class PublicCheck(Closed, frozen=True, kw_only=True):
    """A check that the student has; `hint` is what the author says to those who made the same known mistake."""

    id: Name
    title: str
    kind: KindWord
    promise: Promise
    points_earned: Points | None
    points_possible: Points
    status: OutcomeWord | None
    message: Text | None
    input: Text | None  # the calls that led to it
    convention: str | None
    ladder: Ladder | None
    swapped: tuple[str, ...]
    hint: str | None
    exception: str | None
    frames: tuple[Frame, ...]
    evidence: tuple[Curve | Confusion | Images, ...]


class HiddenResult(Closed, frozen=True, kw_only=True):
    """What a hidden threshold, or a promise's other hidden checks, came to; no demand is secret, every input is."""

    promise: Promise
    points_earned: Points | None
    points_possible: Points
    status: OutcomeWord | None
    convention: str | None
    ladder: Ladder | None
    swapped: tuple[str, ...]
    hint: str | None
    exception: str | None
    place: Place | None
    evidence: tuple[Curve | Confusion, ...]


class StudentExercise(Closed, frozen=True, kw_only=True):
    """One exercise or question."""

    id: Name
    kind: Literal["exercise", "question"]
    row: str
    text: str
    points_earned: Points | None
    points_possible: Points
    status: OutcomeWord | None
    checks: tuple[PublicCheck, ...]
    hidden: tuple[HiddenResult, ...]
    code: Code | None
    explanation: str | None  # once the due date has passed


class StudentDocument(Closed, frozen=True, kw_only=True):
    """The student form."""

    schema: Literal["nngrader.result"] = "nngrader.result"
    schema_version: Literal["1.1"] = "1.1"
    audience: Literal["student"] = "student"
    result_id: Uuid
    supersedes: Uuid | None
    course: CourseRef
    assignment: StudentAssignment
    submitter: Submitter
    attempt: Ordinal
    submission: StudentSubmission
    grader: Version
    environment: Environment
    data: tuple[DataRef, ...]
    seeds: StudentSeeds
    isolation: Isolation
    finished_at: Time | None
    status: StatusWord
    score_raw: Points | None
    score: float | None
    max_score: Points
    rounding: Literal["half_up_0.01"] = "half_up_0.01"
    late: Late
    kept: Kept | None
    exercises: tuple[StudentExercise, ...]
    problem: Text | None
    notes: tuple[NoteRef, ...]
    notes_omitted: Count
    truncated: bool
    integrity: Integrity | None
