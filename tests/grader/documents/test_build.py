"""The staff form: built from facts alone, complete, strict, and the same bytes for the same facts."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import jsonschema
import msgspec
import pytest

from grader.course.config import LatePolicy
from grader.documents import (
    Document,
    Handing,
    StudentDocument,
    encode,
    is_intact,
    json_schema,
    read_document,
    read_student_document,
    stable,
    staff_document,
    student_document,
)
from grader.documents.schema import MAX_BYTES
from grader.errors import HostError
from grader.model import CheckResult, Evidence, Message, Note, Outcome, Slice
from tests.grader.documents.samples import (
    CODE,
    RESULTS,
    RUBRIC,
    RUN,
    STARTED,
    SUBMISSION,
    facts,
    perfect,
    with_result,
)

TIMES_AND_PLACES = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")


def variants():
    """One set of facts for each way in which a submission can end."""
    yield "ann", facts()
    yield "perfect", facts(results=perfect())
    yield "unreadable", facts(results=(), submission=replace(SUBMISSION, slice=None, problem="not JSON"))
    yield "check fault", facts(results=with_result("one_step", outcome=Outcome.CHECK_FAULT, earned=0))
    yield "not run", facts(results=RESULTS[:-1])
    yield (
        "late",
        facts(
            run=replace(RUN, policy=LatePolicy("percent", 10.0)),
            handing=Handing(STARTED, STARTED - timedelta(hours=30)),
        ),
    )


VARIANTS = dict(variants())


@pytest.mark.parametrize("name", VARIANTS)
@pytest.mark.parametrize("form", [Document, StudentDocument])
def test_both_forms_fit_their_schema(name, form):
    """What is written validates against the exported schema, reads back as it was, and is whole."""
    document = staff_document(VARIANTS[name])
    if form is StudentDocument:
        document = student_document(document)
    data = encode(document)
    schema = json_schema(form)
    jsonschema.Draft202012Validator.check_schema(schema)

    jsonschema.validate(json.loads(data), schema, cls=jsonschema.Draft202012Validator)
    assert {Document: read_document, StudentDocument: read_student_document}[form](data) == document
    assert is_intact(document)


@pytest.mark.parametrize("form", [Document, StudentDocument])
def test_every_object_of_the_schema_is_closed(form):
    """No object takes a field that the format does not name."""
    objects = [part for part in json_schema(form)["$defs"].values() if part.get("type") == "object"]

    assert objects
    assert all(part["additionalProperties"] is False for part in objects)


def test_the_schema_refuses_what_is_wrong():
    """A field too many, an id that is a path, and a time without its zone are refused by schema and reader."""
    good = json.loads(encode(staff_document(facts())))
    for spoil in (
        lambda d: d.update(name="Ann Smith"),
        lambda d: d["submitter"].update(id="../ann"),
        lambda d: d.update(finished_at="2026-11-20 14:00"),
        lambda d: d.update(attempt=0),
        lambda d: d["exercises"][0]["checks"][0].update(status="pass"),
    ):
        bad = json.loads(json.dumps(good))
        spoil(bad)

        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(bad, json_schema(), cls=jsonschema.Draft202012Validator)
        with pytest.raises(HostError, match="not a document of this grader"):
            read_document(json.dumps(bad).encode())


def test_another_major_version_is_refused():
    """A reader does not guess at a format that it does not know, and takes a minor one that it can read."""
    data = encode(staff_document(facts()))

    with pytest.raises(HostError, match=r"format 2\.0"):
        read_document(data.replace(b'"schema_version": "1.1"', b'"schema_version": "2.0"'))


def test_the_same_facts_give_the_same_bytes():
    """Nothing but the facts enters a document."""
    assert encode(staff_document(facts())) == encode(staff_document(facts()))


def test_only_volatile_fields_differ_between_two_runs():
    """Another day and other durations change the fields that are named volatile, and no others."""
    later = tuple(replace(result, seconds=result.seconds + 1, cpu_seconds=3.0) for result in RESULTS)
    day = STARTED + timedelta(days=1)
    first = staff_document(facts())
    second = staff_document(facts(results=later, started_at=day, finished_at=day, supersedes=first.result_id))

    assert encode(first) != encode(second)
    assert stable(first) == stable(second)
    assert stable(student_document(first)) == stable(student_document(second))


def test_no_text_holds_a_time():
    """Outside of fields that end in _at, no time of the run is found."""
    document = stable(staff_document(facts()))

    assert not TIMES_AND_PLACES.search(json.dumps(document))


def test_memory_addresses_are_masked():
    """The default repr of an object would make each run differ."""
    message = Message("got <object at 0x7f3a12bc9d10>", {"observed": "<f at 0x55d0c0ffee>"})
    document = staff_document(facts(results=with_result("rows_sum_to_one", message=message)))

    assert b"0x7f3a" not in encode(document)
    assert document.exercises[0].checks[0].message.text == "got <object at 0x...>"
    assert document.exercises[0].checks[0].details[0].text.text == "<f at 0x...>"


@pytest.mark.parametrize(
    "change",
    [
        {"submission": replace(SUBMISSION, student="bob")},
        {"submission": replace(SUBMISSION, sha256="2" * 64)},
        {"run": replace(RUN, rubric=replace(RUBRIC, sha256="3" * 64))},
        {"run": replace(RUN, versions=replace(RUN.versions, grader="0.2.0"))},
        {"run": replace(RUN, data={"digits": "other"})},
        {"run": replace(RUN, seed="other")},
        {"attempt": 2},
    ],
)
def test_the_result_id_names_its_origin(change):
    """Another student, file, assignment, grader, data set, seed or attempt is another result."""
    assert staff_document(facts()).result_id != staff_document(facts(**change)).result_id


def test_points_add_up():
    """Exercises are sums of their checks, the score is the sum of the exercises."""
    document = staff_document(facts())

    for exercise in document.exercises:
        assert sum(check.points_earned for check in exercise.checks) == exercise.points_earned
        assert sum(check.points_possible for check in exercise.checks) == exercise.points_possible
    assert (document.score_raw, document.score, document.max_score) == (19, 19.0, 31)
    assert [exercise.status for exercise in document.exercises] == ["partial", "partial", "failed"]


def test_a_score_that_contradicts_the_results_is_refused():
    """A stale score is a bug of ours and does not get out."""
    with pytest.raises(ValueError, match="the score says"):
        staff_document(facts(score=replace(facts().score, earned=30)))


@pytest.mark.parametrize(
    ("name", "status"), [("unreadable", "ungradable"), ("check fault", "fault"), ("not run", "pending_manual")]
)
def test_no_score_where_none_is_due(name, status):
    """A damaged file, a fault and a check that was not run give null, never zero."""
    document = staff_document(VARIANTS[name])

    assert (document.status, document.score_raw, document.score) == (status, None, None)
    assert document.max_score == 31


def test_a_fault_withholds_its_exercise_and_spares_the_others():
    """Staff see which exercise is at fault, and the points of the others."""
    document = staff_document(VARIANTS["check fault"])

    assert [exercise.points_earned for exercise in document.exercises] == [2, None, 0]
    assert document.exercises[1].status == "check_fault"


def test_frames_point_into_the_students_cells():
    """Lines of the slice become cell and line, with the code; a line that is not the student's is left out."""
    frames = ((99, "nowhere"), (0, "nowhere"), (5, "softmax"))
    document = staff_document(facts(results=with_result("large_logits", frames=frames)))
    (frame,) = document.exercises[0].checks[1].frames

    assert (frame.cell, frame.line, frame.function, frame.code) == (3, 2, "softmax", "    E = np.exp(Z)")


def test_hostile_text_is_made_fit_for_json():
    """Lone surrogates are replaced, long text is cut with its length on record."""
    message = Message("\ud800" + "x" * 10_000, {"\udfff": "y" * 100_000})
    notes = tuple(Note("not_needed", f"note {i} \udc80", 1, i + 1) for i in range(300))
    submission = replace(SUBMISSION, filename="\udcff.ipynb", notes=notes)
    document = staff_document(facts(results=with_result("rows_sum_to_one", message=message), submission=submission))
    check = document.exercises[0].checks[0]

    assert read_document(encode(document)) == document
    assert (check.message.text[:2], len(check.message.text)) == ("\ufffdx", 4096)
    assert (check.message.truncated, check.message.original_length) == (True, 10_001)
    assert (check.details[0].name, len(check.details[0].text.text)) == ("\ufffd", 16_384)
    assert (len(document.notes), document.notes_omitted) == (200, 100)
    assert document.submission.files[0].path == "\ufffd.ipynb"


def test_a_document_stays_below_the_cap():
    """Where every text and picture is as large as it may be, details and pictures go first, and that is on record."""
    message = Message("\x01" * 100_000, {f"key {i}": "\x02" * 100_000 for i in range(40)})
    curve = Evidence("curve", "c", {"series": {str(k): [[i, i / 7] for i in range(5000)] for k in range(6)}})
    code = Slice("\x03" * 5000 + "\n", "0" * 64, (), ((1, 1),))
    results = tuple(
        replace(result, message=message, evidence=(curve,) * 5, frames=((1, "f" * 1000),) * 50) for result in RESULTS
    )
    notes = tuple(Note("not_needed", "\x04" * 100_000) for _ in range(1000))
    document = staff_document(facts(results=results, submission=replace(SUBMISSION, slice=code, notes=notes)))

    assert len(encode(document)) <= MAX_BYTES
    assert document.truncated
    assert not staff_document(facts()).truncated


@pytest.mark.parametrize(
    "evidence",
    [
        Evidence("curve", "c", {}),
        Evidence("curve", "c", {"series": {"a": [[1], "xy", [float("nan"), 1], [1, float("inf")], None]}}),
        Evidence("confusion", "c", {"matrix": [[1, 2], [3]]}),
        Evidence("confusion", "c", {"matrix": [[-1]]}),
        Evidence("confusion", "c", {"matrix": [[0.5]]}),
        Evidence("confusion", "c", {"matrix": "no"}),
        Evidence("images", "c", {"images": [[1.0, 2.0]], "shape": [2, 2]}),
        Evidence("images", "c", {"images": [[1.0]], "shape": [0.5, 2]}),
        Evidence("images", "c", {"images": [], "shape": [1, 1]}),
        Evidence("sound", "c", {"wave": [1, 2]}),
    ],
)
def test_evidence_that_is_no_evidence_is_left_out(evidence):
    """What cannot be drawn costs nobody the document."""
    document = staff_document(facts(results=with_result("one_step", evidence=(evidence,))))

    assert document.exercises[1].checks[0].evidence == ()


def test_a_metric_that_is_not_finite_is_null():
    """JSON knows no NaN, and a metric that is none earns no rung."""
    results = with_result("accuracy_on_digits", metric=float("nan"), outcome=Outcome.FAILED, earned=0)
    document = staff_document(facts(results=results))

    assert document.exercises[1].checks[1].ladder.metric is None


def test_long_curves_are_thinned_to_their_ends():
    """Of five thousand points two hundred stay, first and last among them."""
    curve = Evidence("curve", "c", {"series": {"a": [[i, i] for i in range(5000)]}})
    document = staff_document(facts(results=with_result("one_step", evidence=(curve,))))
    points = document.exercises[1].checks[0].evidence[0].series[0].points

    assert (len(points), points[0], points[-1]) == (200, (0.0, 0.0), (4999.0, 4999.0))


def test_a_tampered_document_is_not_intact():
    """The seal is over the whole content."""
    document = staff_document(facts())

    assert not is_intact(msgspec.structs.replace(document, score=31.0))
    assert not is_intact(msgspec.structs.replace(document, integrity=None))


def test_times_need_a_zone():
    """A time of unknown zone would be wrong by hours; all others are written in UTC."""
    with pytest.raises(ValueError, match="without a time zone"):
        staff_document(facts(started_at=datetime(2026, 1, 1)))
    document = staff_document(facts(started_at=datetime(2026, 1, 1, 12, tzinfo=UTC)))

    assert document.started_at == "2026-01-01T12:00:00.000Z"


def test_unknown_results_do_not_enter():
    """A result of a check that the rubric no longer holds earns nothing and is not shown."""
    stray = CheckResult("softmax", "was_removed", Outcome.PASSED, 50, 50)
    document = staff_document(facts(results=(*RESULTS, stray), score=facts().score))

    assert document.score_raw == 19
    assert b"was_removed" not in encode(document)


def test_a_slice_without_lines_breaks_nothing():
    """An empty file is a submission in which everything is missing."""
    empty = replace(SUBMISSION, slice=replace(CODE, source="", lines=()), notes=())
    document = staff_document(facts(submission=empty))

    assert document.status == "graded"
    assert document.exercises[0].checks[1].frames == ()
