"""The command `grade`."""

from __future__ import annotations

import argparse
import csv
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from grader.batch import File, Writing, environment, judge_all, known_bands, run_facts, write_result, write_scores
from grader.cli import DONE, NEEDS_A_PERSON, OUR_FAULT, terminal
from grader.cli.host import data_folder, jobs_wanted
from grader.course import (
    Course,
    CourseAssignment,
    Roster,
    assignment_ids,
    key,
    load_assignment,
    open_course,
    read_roster,
)
from grader.data.datasets import DataSource
from grader.documents import Document
from grader.documents.schema import SeedPolicy
from grader.errors import UsageError
from grader.ledger import Folder, open_ledger
from grader.model import Level, Limits
from grader.pipeline import Terms, local_reference, seal_data
from grader.sandbox.levels import best_confinement
from grader.submission import student_ids

NOT_SUBMISSIONS = {"readme.md", "thumbs.db", "desktop.ini"}


def grade_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe `grader grade`."""
    parser.add_argument("assignment", help="such as a03_perceptron; `grader list` names them")
    parser.add_argument("path", nargs="+", type=Path, help="submitted files, or folders of them")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder of this assignment's results")
    parser.add_argument("--course", type=Path, default=Path(), metavar="DIR", help="course folder (default: this one)")
    parser.add_argument("--jobs", type=int, metavar="N", help="submissions at a time (default: one for each core)")
    parser.add_argument("--data", type=Path, metavar="DIR", help="folder of the MNIST files (default: $GRADER_DATA)")
    parser.add_argument("--seed", metavar="S", help="in the place of the course key")
    parser.add_argument("--roster", type=Path, metavar="CSV", help="who should have handed in: id,name,email")
    parser.add_argument("--submitted", type=Path, metavar="CSV", help="when each file came: student,submitted_at")
    parser.add_argument("--isolation", choices=[level.value for level in Level], help="default: the best available")
    parser.add_argument("--fresh", action="store_true", help="run everything, also what is already decided")
    parser.add_argument("--only", action="append", metavar="CHECK", help="run this check alone (may be repeated)")
    parser.add_argument("--json", action="store_true", help="print for a program")


def grade_command(options: argparse.Namespace) -> int:
    """Grade every file, print one row each, and say what needs a person."""
    course = open_course(options.course)
    loaded = find_assignment(course, options.assignment)
    files = submitted_files(options.path)
    terms, policy = _terms(options, course, loaded)
    roster = read_roster(options.roster) if options.roster else None
    folder = Folder(options.out)
    with open_ledger(options.out) as ledger:
        ledger.claim(loaded.id)
        ledger.set_meta(course=str(options.course.resolve()), seed=options.seed or "")
        writing = Writing(
            folder=folder,
            terms=terms,
            facts=run_facts(course, terms, policy, {}, known_bands(terms, ledger, _versions())),
            due_at=course.config.due.get(loaded.id),
            extensions={entry.id: entry.extension_s for entry in roster.students} if roster else {},
            submitted=_submitted(options.submitted),
        )
        mine, workers, cached = {}, 0, 0
        with terminal.Progress(len(files), "graded") as progress:
            batch = judge_all(files, terms, ledger, _versions(), jobs_wanted(options.jobs), fresh=options.fresh)
            for judged in batch:
                document = write_result(writing, judged)
                mine[judged.submission.student] = document
                workers, cached = workers + judged.workers, cached + judged.cached
                progress.advance(judged.submission.filename)
    write_scores(folder, roster)
    documents = [mine[file.student] for file in files]
    if options.json:
        terminal.print_json(_summary(documents, workers, cached))
    else:
        _print(documents, roster, folder, terms, workers, cached)
    return _exit_code(documents)


def find_assignment(course: Course, name: str) -> CourseAssignment:
    """Load the assignment that was asked for; a name that the course does not have is wrong usage."""
    known = assignment_ids(course)
    if name not in known:
        raise UsageError(f"the course {course.config.id} has no assignment {name}; it has {', '.join(known) or 'none'}")
    return load_assignment(course, name)


def submitted_files(paths: Sequence[Path]) -> list[File]:
    """Return every file that was named, or lies in a folder that was named, with the id of its student."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(entry for entry in path.iterdir() if entry.is_file() and not entry.is_symlink())
            found += [entry for entry in inside if not _is_other(entry)]
            nested = sorted(entry.name for entry in path.iterdir() if entry.is_dir() and not _is_other(entry))
            if nested:
                terminal.warn(f"Not looked into: {', '.join(nested[:5])} in {path}. Name such folders themselves.")
        elif path.is_file():
            found.append(path)
        else:
            raise UsageError(f"there is no file or folder {path}")
    if not found:
        raise UsageError(f"no files to grade in {', '.join(map(str, paths))}")
    names = [path.name for path in found]
    if len(set(names)) < len(names):
        twice = sorted({name for name in names if names.count(name) > 1})
        raise UsageError(f"{twice[0]} was given more than once: name each student's file once")
    ids = student_ids(names)
    return [File(path, ids[path.name]) for path in found]


def _is_other(path: Path) -> bool:
    return path.name.startswith(".") or path.name.lower() in NOT_SUBMISSIONS


def _terms(options: argparse.Namespace, course: Course, loaded: CourseAssignment) -> tuple[Terms, SeedPolicy]:
    secret, published = key(course.config, options.seed)
    if published:
        terminal.warn(
            "This course has no key, so its inputs derive from a published default that students can know.\n"
            "Set key_file in course.toml, or pass --seed."
        )
    data = DataSource(secret, data_folder(options.data))
    wanted = Level(options.isolation) if options.isolation else None
    minimum = Level.NONE if wanted is Level.NONE else course.config.minimum_isolation  # by name: one's own code
    confinement = best_confinement(minimum, wanted)
    if confinement.level is not Level.FULL:
        terminal.warn(f"Isolation: {confinement.level}. `grader doctor` says what is missing for more.")
    known = {row.name for part in loaded.assignment.parts for row in part.rows}
    for name in options.only or ():
        if name not in known:
            raise UsageError(f"{loaded.id} has no check {name}; it has {', '.join(sorted(known))}")
    terms = Terms(
        loaded=loaded,
        key=secret,
        data=data,
        limits=Limits(),
        confinement=confinement,
        reference=local_reference(loaded, data),
        sealed=seal_data(data),
        only=frozenset(options.only) if options.only else None,
    )
    policy: SeedPolicy = "given" if options.seed else "published_default" if published else "course_key"
    return terms, policy


def _versions() -> str:
    versions = environment()
    return f"nngrader {versions.grader}, numpy {versions.packages['numpy']}, python {versions.python}"


def _submitted(path: Path | None) -> dict[str, datetime]:
    if path is None:
        return {}
    found = {}
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            for row in csv.DictReader(file):
                moment = datetime.fromisoformat(row["submitted_at"])
                if moment.tzinfo is None:
                    raise ValueError(f"{row['submitted_at']} has no time zone, such as Z or +01:00")
                found[row["student"]] = moment
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise UsageError(
            f"cannot read {path}: {error}. It must be CSV with the columns student and submitted_at (ISO 8601)"
        ) from error
    return found


def _print(
    documents: Sequence[Document], roster: Roster | None, folder: Folder, terms: Terms, workers: int, cached: int
) -> None:
    exercises = [part.name for part in terms.loaded.assignment.parts]
    rows, styles = [], []
    for document in sorted(documents, key=lambda document: document.submitter.id):
        points = {exercise.id: exercise.points_earned for exercise in document.exercises}
        scored = "" if document.score is None else f"{document.score:g}/{document.max_score}"
        rows.append((document.submitter.id, document.status, scored, *(points.get(name) for name in exercises)))
        styles.append("good" if document.score == document.max_score else "" if document.score is not None else "warn")
    terminal.table(("student", "status", "score", *_short(exercises)), rows, styles)
    needy = [document for document in documents if document.score is None]
    terminal.say(
        f"\n{len(documents)} submissions, {len(documents) - len(needy)} with a score; isolation "
        f"{terms.confinement.level}, data {', '.join(sorted(terms.data.available))}; {workers} sandboxes started, "
        f"{cached} verdicts known from before"
    )
    if roster:
        absent = sorted({entry.id for entry in roster.students} - {document.submitter.id for document in documents})
        if absent:
            terminal.say(f"nothing from: {', '.join(absent)}")
    for document in needy:
        problem = document.problem.text if document.problem else ""
        terminal.say(f"needs a person: {document.submitter.id} ({document.status}) {problem}".rstrip())
    terminal.say(f"scores: {folder.scores}   pages for staff: {folder.path / 'preview'}")


def _short(names: Sequence[str]) -> list[str]:
    """Cut the names of exercises for the head of a table, so that rows of ten exercises fit a terminal."""
    return [name if len(name) <= 10 else f"{name[:9]}…" for name in names]


def _summary(documents: Sequence[Document], workers: int, cached: int) -> dict[str, object]:
    return {
        "submissions": [
            {
                "student": document.submitter.id,
                "status": document.status,
                "score": document.score,
                "max_score": document.max_score,
                "exercises": {exercise.id: exercise.points_earned for exercise in document.exercises},
            }
            for document in documents
        ],
        "sandboxes_started": workers,
        "verdicts_known": cached,
    }


def _exit_code(documents: Sequence[Document]) -> int:
    statuses = {document.status for document in documents}
    if "fault" in statuses and any(
        check.status == "host_fault" for document in documents for part in document.exercises for check in part.checks
    ):
        return OUR_FAULT
    return DONE if statuses <= {"graded"} else NEEDS_A_PERSON
