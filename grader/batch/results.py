"""Verdicts -> the files of DIR: documents, previews, the table of scores."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from grader import __version__
from grader.batch.parent import Judged
from grader.checks.bands import Band
from grader.course import Course, Roster
from grader.documents import (
    Document,
    Handing,
    ResultFacts,
    Rubric,
    RunFacts,
    Versions,
    encode,
    read_document,
    rubric,
    scores_csv,
    staff_document,
)
from grader.documents.schema import SeedPolicy
from grader.ledger import Folder, write_atomic
from grader.pages import page
from grader.pipeline import Terms
from grader.scores import score


@dataclass(frozen=True, slots=True)
class Writing:
    """What every document of a run has in common, and where it goes."""

    folder: Folder
    terms: Terms
    facts: RunFacts
    due_at: datetime | None = None
    extensions: Mapping[str, int] = field(default_factory=dict)  # student -> seconds
    submitted: Mapping[str, datetime] = field(default_factory=dict)  # student -> when


def environment() -> Versions:
    """Say what this process runs on; no host name, no address."""
    import numpy as np

    return Versions(
        grader=__version__,
        python=platform.python_version(),
        packages={"numpy": str(np.__version__)},
        os=platform.system(),
        arch=platform.machine(),
    )


def run_facts(
    course: Course,
    terms: Terms,
    seed_policy: SeedPolicy,
    isolation_versions: Mapping[str, str],
    bands: Mapping[str, Mapping[str, Band]] | None = None,
) -> RunFacts:
    """Gather what is the same for every submission of a run; of the key only a fingerprint is kept."""
    config, loaded = course.config, terms.loaded
    return RunFacts(
        course=config.id,
        term=config.term,
        rubric=_rubric(terms),
        versions=environment(),
        confinement=terms.confinement,
        data=terms.data.fingerprint,
        seed_policy=seed_policy,
        seed=hashlib.sha256(b"seed\x1f" + loaded.id.encode() + terms.key).hexdigest()[:16],
        policy=config.late,
        isolation_versions=isolation_versions,
        bands=bands or {},
    )


def _rubric(terms: Terms) -> Rubric:
    loaded = terms.loaded
    return rubric(loaded.id, loaded.assignment, loaded.sha256, available=terms.data.available)


def write_result(writing: Writing, judged: Judged) -> Document:
    """Write the document and the preview of one submission, each as a whole or not at all."""
    submission, terms = judged.submission, writing.terms
    student = submission.student
    handing = Handing(writing.submitted.get(student), writing.due_at, writing.extensions.get(student, 0))
    document = staff_document(
        ResultFacts(
            run=writing.facts,
            submission=submission,
            results=judged.results,
            score=score(terms.loaded.assignment, judged.results, terms.data.available),
            handing=handing,
            started_at=judged.started_at,
            finished_at=judged.finished_at,
        )
    )
    write_atomic(writing.folder.result(student), encode(document))
    write_atomic(writing.folder.preview(student), page(document, "instructor"))
    return document


def write_scores(folder: Folder, roster: Roster | None) -> Sequence[Document]:
    """Write the table of all documents of DIR, those of earlier runs included, and return them."""
    documents = [read_document(path.read_bytes()) for path in sorted(folder.results.glob("*.json"))]
    expected: Iterable[str] = (entry.id for entry in roster.students) if roster else ()
    write_atomic(folder.scores, scores_csv(documents, expected))
    return documents
