"""The staff form -> the student form, by naming what the student may see; what is not named here stays with staff.

Of a hidden check a student sees its promise, outcome and points, all hidden checks of one promise taken together; the
hint of a known mistake that answers as their code does, which is the author's text; where it ended in an exception, the
class of the exception if it is one of Python's own, and the line of the student's own code. Never its name, title,
message, details, nor a text or name that student code could have made of a hidden input: that is how hidden inputs
would be carried out. The metric, ladder, learning curves and confusion matrix of a threshold are feedback, and each
threshold stands by itself.
"""

from __future__ import annotations

import builtins
from collections.abc import Sequence

from grader.documents.checks import combined
from grader.documents.codec import seal
from grader.documents.schema import (
    CheckForm,
    Confusion,
    Curve,
    Document,
    ExerciseForm,
    HiddenResult,
    Place,
    PublicCheck,
    StudentAssignment,
    StudentDocument,
    StudentExercise,
    StudentSeeds,
    StudentSubmission,
)


def student_document(document: Document, *, explain: bool = False) -> StudentDocument:
    """Return what the student may see of a document, sealed, and bound to the staff form by its hash.

    `explain` adds the explanations of the questions, which hold the answers: after this student's due date only.
    """
    source = document.integrity.doc_sha256 if document.integrity else None
    form = StudentDocument(
        result_id=document.result_id,
        supersedes=document.supersedes,
        course=document.course,
        assignment=StudentAssignment(id=document.assignment.id, title=document.assignment.title),
        submitter=document.submitter,
        attempt=document.attempt,
        submission=_submission(document),
        grader=document.grader,
        environment=document.environment,
        data=document.data,
        seeds=StudentSeeds(policy=document.seeds.policy),
        isolation=document.isolation,
        finished_at=document.finished_at,
        status=document.status,
        score_raw=document.score_raw,
        score=document.score,
        max_score=document.max_score,
        rounding=document.rounding,
        late=document.late,
        kept=document.kept,
        exercises=tuple(_exercise(exercise, explain) for exercise in document.exercises),
        problem=document.problem,
        notes=document.notes,
        notes_omitted=document.notes_omitted,
        truncated=document.truncated,
        integrity=None,
    )
    return seal(form, derived_from=source)


def _submission(document: Document) -> StudentSubmission:
    handed_in = document.submission
    return StudentSubmission(
        sha256=handed_in.sha256,
        slice_sha256=handed_in.slice_sha256,
        bytes=sum(file.bytes for file in handed_in.files),
        python=handed_in.python,
        submitted_at=handed_in.submitted_at,
    )


def _exercise(exercise: ExerciseForm, explain: bool) -> StudentExercise:
    hidden = [check for check in exercise.checks if check.visibility != "visible"]
    groups = dict.fromkeys(map(_group, hidden))
    return StudentExercise(
        id=exercise.id,
        kind=exercise.kind,
        row=exercise.row,
        text=exercise.text,
        points_earned=exercise.points_earned,
        points_possible=exercise.points_possible,
        status=exercise.status,
        checks=tuple(_public(check) for check in exercise.checks if check.visibility == "visible"),
        hidden=tuple(_hidden([check for check in hidden if _group(check) == group]) for group in groups),
        code=exercise.code,
        explanation=exercise.explanation if explain else None,
    )


def _group(check: CheckForm) -> tuple[str, str]:
    """Return what a line is about: a promise; a threshold has a ladder of its own to show, and stands alone."""
    return check.promise.label, "" if check.ladder is None else check.id


def _public(check: CheckForm) -> PublicCheck:
    """Return all of a check that the student has: its input is theirs to see."""
    return PublicCheck(
        id=check.id,
        title=check.title,
        kind=check.kind,
        promise=check.promise,
        points_earned=check.points_earned,
        points_possible=check.points_possible,
        status=check.status,
        message=check.message,
        input=next((detail.text for detail in check.details if detail.name == "input"), None),
        convention=check.convention,
        ladder=check.ladder,
        swapped=check.swapped,
        hint=check.hint,
        exception=check.exception[0] if check.exception else None,
        frames=check.frames,
        evidence=check.evidence,
    )


def _hidden(checks: Sequence[CheckForm]) -> HiddenResult:
    """Return what the hidden checks of one promise came to."""
    earned, possible, status = combined(checks)
    stopped = next((check for check in checks if check.exception or check.frames), None)
    threshold = next((check for check in checks if check.ladder is not None), None)
    return HiddenResult(
        promise=checks[0].promise,
        points_earned=earned,
        points_possible=possible,
        status=status,
        convention=next((check.convention for check in checks if check.convention), None),
        ladder=None if threshold is None else threshold.ladder,
        swapped=tuple(dict.fromkeys(name for check in checks for name in check.swapped)),
        hint=next((check.hint for check in checks if check.hint), None),
        exception=None if stopped is None else _builtin_exception(stopped),
        place=None if stopped is None else _place(stopped),
        evidence=() if threshold is None else _feedback(threshold),
    )


def _builtin_exception(check: CheckForm) -> str | None:
    name = check.exception[0] if check.exception else ""
    kind = getattr(builtins, name, None)
    return name if isinstance(kind, type) and issubclass(kind, BaseException) else None


def _place(check: CheckForm) -> Place | None:
    if not check.frames:
        return None
    innermost = check.frames[-1]
    return Place(cell=innermost.cell, line=innermost.line, code=innermost.code)


def _feedback(threshold: CheckForm) -> tuple[Curve | Confusion, ...]:
    """Return what may be shown of a threshold's evidence: never images, which may be inputs."""
    return tuple(found for found in threshold.evidence if isinstance(found, (Curve, Confusion)))
