"""Publish: what becomes public, what stays back, what changed, and that doing it twice changes nothing."""

import json
from dataclasses import replace
from datetime import timedelta

import msgspec
import pytest

from grader.documents import (
    Handing,
    encode,
    is_intact,
    read_document,
    read_student_document,
    staff_document,
    student_document,
)
from grader.errors import HostError, UsageError
from grader.ledger import Folder, open_ledger, write_atomic
from grader.model import Outcome
from grader.publish import Change, publish, published_documents
from tests.grader.documents.samples import RESULTS, RUBRIC, RUN, STARTED, SUBMISSION, facts, perfect, with_result

LATER = STARTED + timedelta(days=7)
WORSE = with_result("one_step", outcome=Outcome.FAILED, earned=0)
FAULT = with_result("one_step", outcome=Outcome.CHECK_FAULT, earned=0)


def graded(folder, **results):
    """DIR with the results of these students; None stands for a file that cannot be read."""
    open_ledger(folder).close()
    for student, found in results.items():
        submission = replace(SUBMISSION, student=student, filename=f"{student}.ipynb")
        if found is None:
            submission = replace(submission, slice=None, problem="not JSON", notes=())
        write_atomic(
            Folder(folder).result(student),
            encode(staff_document(facts(results=found or (), submission=submission))),
        )
    return folder


def contents(folder):
    """Every published file with its bytes."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for name in ("students", "feedback")
        for path in sorted((folder / name).glob("*"))
    }


def student_form(folder, student):
    """The published document of a student."""
    return read_student_document(Folder(folder).student_document(student).read_bytes())


def test_each_student_gets_a_document_and_a_page(tmp_path):
    """The first version publishes everybody who has a result, an unreadable file included."""
    made = publish(graded(tmp_path, ann=RESULTS, bob=None), at=STARTED)

    assert list(contents(tmp_path)) == [
        "students/ann.json",
        "students/bob.json",
        "feedback/ann.html",
        "feedback/bob.html",
    ]
    assert (made.version, made.is_new, made.published) == (1, True, ("ann", "bob"))
    assert made.published_at == "2026-11-20T14:00:00.000Z"
    assert made.changes == (Change("ann", None, 19.0, None, "graded"), Change("bob", None, None, None, "ungradable"))
    assert student_form(tmp_path, "ann").audience == "student"


def test_nothing_of_staff_gets_out(tmp_path):
    """The published files are the student's forms."""
    publish(graded(tmp_path, ann=RESULTS))

    for data in contents(tmp_path).values():
        for secret in (b"large_logits", b"Two logits 1000 apart", b"[[1000. 0.]]", b"ann.ipynb", b"650."):
            assert secret not in data


def test_publishing_twice_changes_nothing(tmp_path):
    """The same bytes, the same version, the same time."""
    first = publish(graded(tmp_path, ann=RESULTS, bob=None), at=STARTED)
    before = contents(tmp_path)
    ledger_version = published_documents(tmp_path)
    second = publish(tmp_path, at=LATER)

    assert contents(tmp_path) == before
    assert (second.version, second.published_at, second.is_new, second.changes) == (1, first.published_at, False, ())
    assert published_documents(tmp_path) == ledger_version


def test_grading_again_without_a_change_is_no_new_version(tmp_path):
    """Other times and durations of the same results are not news."""
    publish(graded(tmp_path, ann=RESULTS))
    before = contents(tmp_path)
    again = tuple(replace(result, seconds=result.seconds + 1) for result in RESULTS)
    document = staff_document(facts(results=again, submission=replace(SUBMISSION, student="ann"), finished_at=LATER))
    write_atomic(Folder(tmp_path).result("ann"), encode(document))
    made = publish(tmp_path)

    assert not made.is_new
    assert contents(tmp_path) == before


def test_a_change_makes_a_version_and_a_diff(tmp_path):
    """Who changed, by how much; who did not is not listed; the earlier version can still be read."""
    publish(graded(tmp_path, ann=RESULTS, zoe=RESULTS))
    made = publish(graded(tmp_path, zoe=perfect()), at=LATER)

    assert (made.version, made.is_new) == (2, True)
    assert made.changes == (Change("zoe", 19.0, 31.0, "graded", "graded"),)
    assert made.changes[0].points == 12.0
    assert student_form(tmp_path, "zoe").score == 31.0
    with open_ledger(tmp_path, read_only=True) as ledger:
        assert read_document(ledger.published(1).documents["zoe"]).score == 19.0


def test_a_lower_score_is_published_unless_told_otherwise(tmp_path):
    """A mended check may cost points."""
    publish(graded(tmp_path, ann=RESULTS))
    made = publish(graded(tmp_path, ann=WORSE))

    assert made.changes == (Change("ann", 19.0, 7.0, "graded", "graded"),)
    assert student_form(tmp_path, "ann").kept is None


def test_never_lower_keeps_the_higher_score_and_says_so(tmp_path):
    """The details are those of the later grading, the score is the earlier one, and the document names its origin."""
    publish(graded(tmp_path, ann=RESULTS))
    origin = student_form(tmp_path, "ann").result_id
    made = publish(graded(tmp_path, ann=WORSE), never_lower=True)
    form = student_form(tmp_path, "ann")

    assert (made.kept, made.changes) == (("ann",), ())
    assert (form.score, form.score_raw) == (19.0, 7)
    assert (form.kept.result_id, form.kept.later_score) == (origin, 7.0)
    assert b"your earlier, higher score stands" in contents(tmp_path)["feedback/ann.html"]
    assert is_intact(form)
    assert publish(tmp_path, never_lower=True).is_new is False


def test_never_lower_does_not_hold_a_rising_score_back(tmp_path):
    """A better result replaces what was kept."""
    publish(graded(tmp_path, ann=RESULTS))
    publish(graded(tmp_path, ann=WORSE), never_lower=True)
    made = publish(graded(tmp_path, ann=perfect()), never_lower=True)

    assert made.kept == ()
    assert student_form(tmp_path, "ann").score == 31.0
    assert student_form(tmp_path, "ann").kept is None


def test_never_lower_keeps_a_result_when_a_later_file_cannot_be_read(tmp_path):
    """A broken upload does not take a score away."""
    publish(graded(tmp_path, ann=RESULTS))
    made = publish(graded(tmp_path, ann=None), never_lower=True)
    form = student_form(tmp_path, "ann")

    assert (made.kept, form.status, form.score, form.kept.later_score) == (("ann",), "graded", 19.0, None)
    assert publish(tmp_path, never_lower=True).is_new is False


@pytest.mark.parametrize("results", [FAULT, RESULTS[:-1]], ids=["fault", "not run"])
def test_a_fault_is_withheld(tmp_path, results):
    """What is not the student's is not published; it is listed."""
    made = publish(graded(tmp_path, ann=results, bob=RESULTS))

    assert (made.withheld, made.published) == (("ann",), ("bob",))
    assert list(contents(tmp_path)) == ["students/bob.json", "feedback/bob.html"]


def test_a_fault_leaves_what_was_public(tmp_path):
    """A check that breaks later does not take back an earlier result."""
    publish(graded(tmp_path, ann=RESULTS))
    before = contents(tmp_path)
    made = publish(graded(tmp_path, ann=FAULT))

    assert contents(tmp_path) == before
    assert (made.is_new, made.withheld, made.published) == (False, ("ann",), ("ann",))


def test_a_result_that_is_gone_is_taken_back(tmp_path):
    """Without a result there is no public file."""
    publish(graded(tmp_path, ann=RESULTS, bob=RESULTS))
    Folder(tmp_path).result("bob").unlink()
    made = publish(tmp_path)

    assert (made.gone, made.published, made.is_new) == (("bob",), ("ann",), True)
    assert list(contents(tmp_path)) == ["students/ann.json", "feedback/ann.html"]


def test_lost_public_files_come_back(tmp_path):
    """Who deletes a page by mistake publishes again."""
    publish(graded(tmp_path, ann=RESULTS))
    before = contents(tmp_path)
    Folder(tmp_path).feedback_page("ann").unlink()
    publish(tmp_path)

    assert contents(tmp_path) == before


def test_a_regraded_file_supersedes_the_earlier_result(tmp_path):
    """Results form a chain."""
    publish(graded(tmp_path, ann=RESULTS))
    first = student_form(tmp_path, "ann")
    submission = replace(SUBMISSION, sha256="4" * 64)
    write_atomic(Folder(tmp_path).result("ann"), encode(staff_document(facts(submission=submission))))
    publish(tmp_path)
    second = student_form(tmp_path, "ann")

    assert first.supersedes is None
    assert second.supersedes == first.result_id


def test_what_may_leave_the_building_is_what_was_published(tmp_path):
    """Later gradings are not exported before they are published."""
    graded(tmp_path, ann=RESULTS)
    with pytest.raises(UsageError, match=r"nothing in .* is public yet"):
        published_documents(tmp_path)
    publish(tmp_path)
    graded(tmp_path, ann=perfect())
    public = published_documents(tmp_path)["ann"]

    assert public.score == 19.0
    assert student_document(public) == student_form(tmp_path, "ann")


def test_a_damaged_document_is_named(tmp_path):
    """Nothing is published from a folder in which a document was changed by hand into something else."""
    path = Folder(graded(tmp_path, ann=RESULTS)).result("ann")
    path.write_bytes(path.read_bytes()[:-40])

    with pytest.raises(HostError, match=r"ann\.json"):
        publish(tmp_path)
    assert contents(tmp_path) == {}


def test_a_document_under_another_name_is_refused(tmp_path):
    """One student's result must not become another's."""
    place = Folder(graded(tmp_path, ann=RESULTS))
    place.result("ann").rename(place.result("bob"))

    with pytest.raises(HostError, match="holds the result of ann"):
        publish(tmp_path)


def test_publishing_a_folder_without_a_ledger_is_wrong_usage(tmp_path):
    """A mistyped folder is said."""
    with pytest.raises(UsageError, match="nothing was graded"):
        publish(tmp_path / "typo")


def test_a_published_document_is_plain_json(tmp_path):
    """Any program can read it."""
    publish(graded(tmp_path, ann=RESULTS))
    form = json.loads(contents(tmp_path)["students/ann.json"])

    assert form["score"] == 19.0
    assert form == msgspec.json.decode(encode(student_form(tmp_path, "ann")))


EXPLAINED = replace(RUBRIC, parts=(*RUBRIC.parts[:-1], replace(RUBRIC.parts[-1], explanation="64 * 10 + 10 = 650.")))
DUE = STARTED + timedelta(days=1)


@pytest.mark.parametrize(
    ("due", "extension", "days", "explained"),
    [
        (DUE, 0, 0.9, False),
        (DUE, 0, 1.1, True),
        (DUE, 86_400, 1.9, False),
        (DUE, 86_400, 2.1, True),
        (None, 0, 99, False),
    ],
    ids=["before", "after", "within the extension", "after the extension", "no due date"],
)
def test_explanations_come_after_the_due_date(tmp_path, due, extension, days, explained):
    """Each student's own extension counts; where nothing is ever due, nothing is given away."""
    graded(tmp_path, ann=RESULTS)
    made = facts(run=replace(RUN, rubric=EXPLAINED), handing=Handing(None, due, extension))
    write_atomic(Folder(tmp_path).result("ann"), encode(staff_document(made)))
    publish(tmp_path, at=STARTED)
    before = contents(tmp_path)
    again = publish(tmp_path, at=STARTED + timedelta(days=days))
    after = contents(tmp_path)

    assert not any(b"64 * 10 + 10" in data for data in before.values())
    assert [b"64 * 10 + 10" in data for data in after.values()] == [explained, explained]
    assert not again.is_new
    assert (student_form(tmp_path, "ann").exercises[-1].explanation is not None) is explained
