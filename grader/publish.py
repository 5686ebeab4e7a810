"""Make results public: freeze a version of the staff documents, write the students' files, and say what changed.

Nothing is public before. What was frozen stays in the ledger, so that each later version can be compared with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from grader.documents import Document, encode, read_document, seal, stable, student_document
from grader.documents.schema import Kept
from grader.documents.text import timestamp
from grader.errors import HostError, UsageError
from grader.ledger import Folder, Published, open_ledger, write_atomic
from grader.pages import page


@dataclass(frozen=True, slots=True)
class Change:
    """What a student had in public before, and has now; a score of None is none."""

    student: str
    before: float | None
    after: float | None
    status_before: str | None  # None: nothing was public
    status_after: str

    @property
    def points(self) -> float:
        """By how much the score moved; no score counts as zero points."""
        return round((self.after or 0.0) - (self.before or 0.0), 2)


@dataclass(frozen=True, slots=True)
class Publication:
    """What one `publish` did."""

    version: int
    published_at: str
    is_new: bool  # whether anything differed from the version before
    published: tuple[str, ...]
    changes: tuple[Change, ...]
    kept: tuple[str, ...]  # whose earlier, higher score stands
    withheld: tuple[str, ...]  # a fault, or not judged yet: what was public before stays public
    gone: tuple[str, ...]  # public before, and without a result now: their files are removed


def publish(folder: Path, *, never_lower: bool = False, at: datetime | None = None) -> Publication:
    """Freeze the results of DIR as the next version and write `students/ID.json` and `feedback/ID.html`.

    Where nothing changed but times, no version is made and no byte is written; only the explanations of the questions
    come into a student's files once the due date, with the student's extension, has passed.

    Parameters
    ----------
    folder : Path
        DIR, with the staff's documents in `results/`.
    never_lower : bool
        Keep an earlier public score that is higher, and say so in the document.
    at : datetime
        When it is published; now, unless told.

    Raises
    ------
    grader.errors.UsageError
        If nothing was graded, or another command is writing into the folder.
    grader.errors.HostError
        If a document or the ledger is damaged.
    """
    place, now = Folder(folder), at or datetime.now(UTC)
    results = _results(place)
    with open_ledger(folder, create=False) as ledger:
        before = ledger.published() or Published(0, "", {})
        earlier = {student: read_document(data) for student, data in before.documents.items()}
        public = _public(results, earlier, never_lower)
        frozen = {student: encode(document) for student, document in public.items()}
        version, published_at = before.version, before.published_at
        if frozen != before.documents or not version:
            published_at = timestamp(now) or ""
            version = ledger.publish(published_at, frozen)
        gone = tuple(sorted(earlier.keys() - public.keys()))
        _write(place, public, gone, now)
    return Publication(
        version=version,
        published_at=published_at,
        is_new=version != before.version,
        published=tuple(public),
        changes=_changes(public, earlier),
        kept=tuple(student for student, document in public.items() if document.kept is not None),
        withheld=tuple(student for student, document in results.items() if _is_withheld(document)),
        gone=gone,
    )


def published_documents(folder: Path) -> dict[str, Document]:
    """Return the staff form of each document as it was last published: what may leave the building."""
    with open_ledger(folder, read_only=True) as ledger:
        latest = ledger.published()
    if latest is None:
        raise UsageError(f"nothing in {folder} is public yet: run `grader publish {folder}` first")
    return {student: read_document(data) for student, data in latest.documents.items()}


def _results(place: Folder) -> dict[str, Document]:
    results = {}
    for path in sorted(place.results.glob("*.json")):
        try:
            document = read_document(path.read_bytes())
        except HostError as error:
            raise HostError(f"{path}: {error}") from error
        if document.submitter.id != path.stem:
            raise HostError(
                f"{path} holds the result of {document.submitter.id}: put each file back under its own name"
            )
        results[path.stem] = document
    return results


def _is_withheld(document: Document) -> bool:
    return document.status in ("fault", "pending_manual")


def _public(results: Mapping[str, Document], earlier: Mapping[str, Document], never_lower: bool) -> dict[str, Document]:
    """Return the document of each student that is to be public, in order."""
    public = {}
    for student, document in results.items():
        old = earlier.get(student)
        if _is_withheld(document):
            if old is not None:
                public[student] = old
        elif old is None:
            public[student] = document
        else:
            public[student] = _next(document, old, never_lower)
    return public


def _next(document: Document, old: Document, never_lower: bool) -> Document:
    """Return what follows an earlier public document; that one itself, if nothing but times would differ."""
    chained = old.supersedes if document.result_id == old.result_id else old.result_id
    new = msgspec.structs.replace(document, supersedes=chained)
    if never_lower and old.score is not None and (new.score is None or new.score < old.score):
        origin = old.kept.result_id if old.kept is not None else old.result_id
        kept = Kept(result_id=origin, later_score=new.score)
        if new.score is None:  # the later file cannot be read: there is nothing of it to show but that
            new = msgspec.structs.replace(old, kept=kept)
        else:
            new = msgspec.structs.replace(new, kept=kept, score=old.score)
    return old if stable(new) == stable(old) else seal(new)


def _changes(public: Mapping[str, Document], earlier: Mapping[str, Document]) -> tuple[Change, ...]:
    changes = []
    for student, document in public.items():
        old = earlier.get(student)
        if old is None:
            changes.append(Change(student, None, document.score, None, document.status))
        elif (old.score, old.status) != (document.score, document.status):
            changes.append(Change(student, old.score, document.score, old.status, document.status))
    return tuple(changes)


def is_over(document: Document, at: datetime) -> bool:
    """Say whether this student can no longer hand in on time; never so where no due date is known."""
    if document.late.due_at is None:
        return False
    return at > datetime.fromisoformat(document.late.due_at) + timedelta(seconds=document.late.extension_s)


def _write(place: Folder, public: Mapping[str, Document], gone: tuple[str, ...], at: datetime) -> None:
    for student, document in public.items():
        form = student_document(document, explain=is_over(document, at))
        write_atomic(place.student_document(student), encode(form))
        write_atomic(place.feedback_page(student), page(form, "student"))
    for student in gone:
        place.student_document(student).unlink(missing_ok=True)
        place.feedback_page(student).unlink(missing_ok=True)
