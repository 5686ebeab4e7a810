"""Verdicts -> the staff form of the document. Pure: times come from outside, and the same facts give the same bytes."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from grader.course.config import LatePolicy
from grader.documents.checks import Caps, check_form, combined
from grader.documents.codec import encode, seal
from grader.documents.definitions import definitions
from grader.documents.evidence import Band
from grader.documents.late import Handing, with_lateness
from grader.documents.rubric import Part, Rubric
from grader.documents.schema import (
    MAX_BYTES,
    AssignmentRef,
    Code,
    CourseRef,
    DataRef,
    Document,
    Environment,
    ExerciseForm,
    FileRef,
    Isolation,
    NoteRef,
    SeedPolicy,
    Seeds,
    StatusWord,
    SubmissionRef,
    Submitter,
    Version,
)
from grader.documents.text import capped, clean, timestamp
from grader.model import CheckResult, Confinement, Outcome, Party, Score, Submission

NAMESPACE = uuid.UUID("6f1c1f0e-6a0e-5d0b-9a55-2f1f0f3f8b11")
NOTES = 200

CAPS = (
    Caps(message=4096, detail=16_384, code=300, points=200, source=6000),
    Caps(message=2048, detail=2048, code=200, points=50, source=1500),
    Caps(message=500, detail=300, code=120, points=0, source=0),
)
"""Tried in turn until the document is small enough; the last one always is, for a rubric of a few hundred checks."""


@dataclass(frozen=True, slots=True)
class Versions:
    """What the grader and the student's code ran on; never a host name."""

    grader: str
    python: str
    packages: Mapping[str, str]
    os: str
    arch: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RunFacts:
    """What is the same for every submission of a run.

    `seed` is a fingerprint of the course key, or the seed that was given; never the key. `data` maps each data set to
    its fingerprint; `isolation_versions` each mechanism, such as bubblewrap, to its version.
    """

    course: str
    term: str | None
    rubric: Rubric
    versions: Versions
    confinement: Confinement
    data: Mapping[str, str]
    seed_policy: SeedPolicy
    seed: str
    policy: LatePolicy = field(default_factory=LatePolicy)
    isolation_versions: Mapping[str, str] = field(default_factory=dict)
    bands: Mapping[str, Mapping[str, Band]] = field(default_factory=dict)  # check -> title of a curve -> band


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultFacts:
    """Everything that is known of one graded submission; `results` in any order, one for each check that was run."""

    run: RunFacts
    submission: Submission
    results: Sequence[CheckResult]
    score: Score
    handing: Handing = field(default_factory=Handing)
    attempt: int = 1
    started_at: datetime | None = None
    finished_at: datetime | None = None
    supersedes: str | None = None


def staff_document(facts: ResultFacts) -> Document:
    """Return the staff form of one submission's result, sealed, and no larger than `MAX_BYTES`.

    Raises
    ------
    ValueError
        If `score` says something else than the results and the rubric: one of them is out of date.
    """
    for i, caps in enumerate(CAPS):
        document = seal(_document(facts, caps, truncated=i > 0))
        if len(encode(document)) <= MAX_BYTES:
            break
    return document


def result_id(facts: ResultFacts) -> str:
    """Return the name of this result: the same for the same submission, assignment, grader, data, seed and attempt."""
    run, submission = facts.run, facts.submission
    data = sorted(run.data.items())
    parts = (submission.student, submission.sha256, run.rubric.id, run.rubric.sha256, run.versions.grader, data)
    return str(uuid.uuid5(NAMESPACE, repr((*parts, run.seed_policy, run.seed, facts.attempt))))


def _document(facts: ResultFacts, caps: Caps, truncated: bool) -> Document:
    run, submission = facts.run, facts.submission
    exercises = _exercises(facts, caps)
    status = _status(facts, exercises)
    raw = _raw_score(facts.score, exercises) if status == "graded" else None
    score, late = with_lateness(run.policy, facts.handing, raw)
    all_notes = [note for note in submission.notes if note.kind != "python"]
    notes = all_notes[:NOTES]
    return Document(
        result_id=result_id(facts),
        supersedes=facts.supersedes,
        course=CourseRef(id=run.course, term=None if run.term is None else clean(run.term, 200)),
        assignment=AssignmentRef(
            id=run.rubric.id, title=clean(run.rubric.title, 200), content_sha256=run.rubric.sha256
        ),
        submitter=Submitter(id=submission.student),
        attempt=facts.attempt,
        submission=_handed_in(facts),
        grader=Version(name="nngrader", version=run.versions.grader),
        environment=_environment(run.versions),
        data=tuple(
            DataRef(name=clean(name, 200), fingerprint=clean(mark, 200)) for name, mark in sorted(run.data.items())
        ),
        seeds=Seeds(policy=run.seed_policy, base=run.seed),
        isolation=_isolation(run),
        started_at=timestamp(facts.started_at),
        finished_at=timestamp(facts.finished_at),
        duration_s=round(sum(result.seconds for result in facts.results), 4),
        status=status,
        score_raw=raw,
        score=score,
        max_score=sum(exercise.points_possible for exercise in exercises),
        late=late,
        kept=None,
        exercises=exercises,
        problem=None if submission.problem is None else capped(submission.problem, caps.message),
        notes=tuple(
            NoteRef(
                kind=clean(note.kind, 40), text=capped(note.text, caps.message // 4), cell=note.cell, line=note.line
            )
            for note in notes
        ),
        notes_omitted=len(all_notes) - len(notes),
        truncated=truncated,
        integrity=None,
    )


def _exercises(facts: ResultFacts, caps: Caps) -> tuple[ExerciseForm, ...]:
    found = {result.check: result for result in facts.results}
    codes = _codes(facts, found, caps)
    return tuple(_exercise(part, found, facts, caps, codes.get(part.name)) for part in facts.run.rubric.parts)


def _codes(facts: ResultFacts, found: Mapping[str, CheckResult], caps: Caps) -> Mapping[str, Code]:
    """Return the student's definitions of the exercises that lack points."""
    code, passed = facts.submission.slice, Outcome.PASSED
    lacking = {
        part.name
        for part in facts.run.rubric.parts
        if any(row.name in found and found[row.name].outcome is not passed for row in part.rows)
    }
    return definitions(code, lacking, caps.source) if code is not None and lacking and caps.source else {}


def _exercise(
    part: Part, found: Mapping[str, CheckResult], facts: ResultFacts, caps: Caps, code: Code | None
) -> ExerciseForm:
    bands, slice_ = facts.run.bands, facts.submission.slice
    checks = tuple(check_form(row, found.get(row.name), slice_, caps, bands.get(row.name, {})) for row in part.rows)
    earned, possible, status = combined(checks)
    return ExerciseForm(
        id=part.name,
        kind=part.kind,
        row=part.row,
        text=clean(part.text, caps.message),
        points_earned=earned,
        points_possible=possible,
        status=status,
        checks=checks,
        code=code,
        explanation=None if part.explanation is None else clean(part.explanation, caps.message),
    )


def _status(facts: ResultFacts, exercises: tuple[ExerciseForm, ...]) -> StatusWord:
    if facts.submission.slice is None:
        return "ungradable"
    if any(Outcome(result.outcome).party is not Party.STUDENT for result in facts.results):
        return "fault"
    if any(check.status is None for exercise in exercises for check in exercise.checks):
        return "pending_manual"  # a person must have the rest run
    return "fault" if facts.score.earned is None else "graded"


def _raw_score(score: Score, exercises: tuple[ExerciseForm, ...]) -> int:
    total = sum(exercise.points_earned or 0 for exercise in exercises)
    possible = sum(exercise.points_possible for exercise in exercises)
    if (score.earned, score.possible) != (total, possible):
        raise ValueError(f"the score says {score.earned}/{score.possible}, the results {total}/{possible}")
    return total


def _handed_in(facts: ResultFacts) -> SubmissionRef:
    code = facts.submission
    return SubmissionRef(
        sha256=code.sha256,
        slice_sha256=None if code.slice is None else code.slice.sha256,
        files=(FileRef(path=clean(code.filename, 255), sha256=code.sha256, bytes=code.size),),
        python=next((clean(note.text, 20) for note in code.notes if note.kind == "python"), None),
        submitted_at=timestamp(facts.handing.submitted_at),
    )


def _environment(versions: Versions) -> Environment:
    return Environment(os=versions.os, arch=versions.arch, python=versions.python, packages=_listed(versions.packages))


def _isolation(run: RunFacts) -> Isolation:
    confinement = run.confinement
    return Isolation(
        level=confinement.level.value,
        mechanisms=confinement.mechanisms,
        missing=confinement.missing,
        uid_separate=confinement.uid_separate,
        probe=confinement.probe,
        versions=_listed(run.isolation_versions),
    )


def _listed(versions: Mapping[str, str]) -> tuple[Version, ...]:
    return tuple(Version(name=name, version=version) for name, version in sorted(versions.items()))
