"""The student form: what a hidden check may say, and that nothing else of it gets out."""

import json
import string
from dataclasses import replace

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.documents import encode, staff_document, student_document
from grader.documents.schema import Document, StudentDocument
from grader.model import CheckResult, Evidence, Message, Outcome
from grader.pages import page
from tests.grader.documents.samples import CURVE, IMAGES, RESULTS, RUBRIC, RUN, facts, with_result

SECRET = st.text("αβγδεζηθικλμνξοπρστυφχψω", min_size=4, max_size=30)  # letters that nothing else here uses
STUDENTS = ("passed", "partial", "failed", "missing", "raised", "timed_out", "killed", "bad_return", "skipped")


@st.composite
def hidden_secrets(draw):
    """Facts in which all that must stay secret of hidden checks is written in Greek, and the list of those secrets."""
    secrets = []

    def secret():
        secrets.append(draw(SECRET))
        return secrets[-1]

    def hide(row):
        return replace(row, name=secret(), title=secret()) if row.hidden else row

    parts = tuple(replace(part, rows=tuple(map(hide, part.rows))) for part in RUBRIC.parts)
    hidden = [(part.name, row) for part in parts for row in part.rows if row.hidden]
    results = [result for result in RESULTS if result.check in {r.name for p in parts for r in p.rows if not r.hidden}]
    for part, row in hidden:
        outcome = Outcome(draw(st.sampled_from(STUDENTS)))
        images = replace(IMAGES, title=secret()) if draw(st.booleans()) else replace(CURVE, data={"series": {}})
        results.append(
            CheckResult(
                part,
                row.name,
                outcome,
                row.points if outcome is Outcome.PASSED else 0,
                row.points,
                Message(secret(), {secret(): secret(), "expected": secret()}),
                metric=0.5 if row.ladder else None,
                evidence=(images,),
                frames=((draw(st.integers(1, 7)), secret()),),
                kinds=(secret(), "ValueError"),
            )
        )
    run = replace(RUN, rubric=replace(RUBRIC, parts=parts, sha256=secret()), seed=secret())
    return facts(run=run, results=tuple(results)), secrets


def leaked(text, secrets):
    """Return the pieces of secrets, of four characters, that stand in the text."""
    pieces = {secret[i : i + 4] for secret in secrets for i in range(len(secret) - 3)}
    return {piece for piece in pieces if piece in text}


@given(hidden_secrets())
def test_nothing_of_a_hidden_check_gets_out(drawn):
    """No four characters of its name, title, message, details or of what student code could name stand in the form."""
    given_facts, secrets = drawn
    staff = staff_document(given_facts)
    student = student_document(staff)

    assert leaked(encode(staff).decode(), secrets)  # the secrets were there to be leaked
    assert leaked(encode(student).decode(), secrets) == set()
    assert leaked(page(staff, "student"), secrets) == set()


def test_a_failed_hidden_check_shows_its_promise():
    """No demand is secret: the promise, the outcome and the points are there."""
    student = student_document(staff_document(facts()))
    large = student.exercises[0].hidden[0]

    assert large.promise.text == "the result stays finite for logits as large as 1000."
    assert (large.status, large.points_earned, large.points_possible) == ("partial", 1, 4)


def test_a_hidden_exception_shows_where_it_was_raised():
    """The class is Python's own and the line is the student's, so neither says anything of the input."""
    large = student_document(staff_document(facts())).exercises[0].hidden[0]

    assert large.exception == "FloatingPointError"
    assert (large.place.cell, large.place.line, large.place.code) == (3, 2, "    E = np.exp(Z)")


@pytest.mark.parametrize("kind", ["Input_0_1_0_1", "print", "__name__", "", "LinAlgError"])
def test_an_exception_that_is_not_pythons_is_not_named(kind):
    """A student could name a class after an input, and so carry it out."""
    results = with_result("large_logits", kinds=(kind, "ValueError"))
    hidden = student_document(staff_document(facts(results=results))).exercises[0].hidden[0]

    assert hidden.exception is None


def test_hidden_checks_of_one_promise_are_one_line():
    """How many hidden checks there are is not said."""
    student = student_document(staff_document(facts()))

    assert [len(exercise.hidden) for exercise in student.exercises] == [1, 1, 1]
    assert [len(exercise.checks) for exercise in student.exercises] == [2, 1, 0]


def test_each_hidden_threshold_is_a_line_of_its_own():
    """Two thresholds of one promise show two ladders, and what was reached on each."""
    part = RUBRIC.parts[1]
    again = replace(next(row for row in part.rows if row.name == "accuracy_on_digits"), name="accuracy_again")
    rubric = replace(RUBRIC, parts=(RUBRIC.parts[0], replace(part, rows=(*part.rows, again)), *RUBRIC.parts[2:]))
    first = next(result for result in RESULTS if result.check == "accuracy_on_digits")
    results = (*RESULTS, replace(first, check="accuracy_again", metric=0.5, earned=0, outcome=Outcome.FAILED))
    document = staff_document(facts(results=results, run=replace(RUN, rubric=rubric)))

    assert [line.ladder.metric for line in student_document(document).exercises[1].hidden] == [first.metric, 0.5]


def test_points_of_both_forms_agree():
    """Visible and hidden points add up to those of the exercise."""
    student = student_document(staff_document(facts()))

    for exercise in student.exercises:
        lines = (*exercise.checks, *exercise.hidden)
        assert sum(line.points_earned for line in lines) == exercise.points_earned
        assert sum(line.points_possible for line in lines) == exercise.points_possible


def test_a_hidden_threshold_shows_curves_and_matrices_but_no_images():
    """Learning curves and confusion matrices are feedback; an image may be an input."""
    confusion = Evidence("confusion", "Digits", {"matrix": [[1, 2], [3, 4]]})
    results = with_result("accuracy_on_digits", evidence=(CURVE, IMAGES, confusion))
    hidden = student_document(staff_document(facts(results=results))).exercises[1].hidden[0]

    assert [type(found).__name__ for found in hidden.evidence] == ["Curve", "Confusion"]
    assert (hidden.ladder.metric, hidden.swapped) == (0.9167, ("softmax",))


def test_the_hint_of_a_known_mistake_reaches_its_student_and_its_name_does_not():
    """The hint is the author's text for students; the name of a mistake may say the solution."""
    document = staff_document(facts(results=with_result("large_logits", mistake="no_shift", hint="Shift each row.")))
    softmax = student_document(document).exercises[0]

    assert "no_shift" == next(check.mistake for check in document.exercises[0].checks if check.id == "large_logits")
    assert ["Each row has a sum of its own.", "Shift each row."] == [softmax.checks[0].hint, softmax.hidden[0].hint]
    assert b"no_shift" not in encode(student_document(document))


def test_evidence_of_a_hidden_check_that_is_no_threshold_stays_with_staff():
    """Its numbers may be made of its inputs."""
    results = with_result("large_logits", evidence=(CURVE,))
    hidden = student_document(staff_document(facts(results=results))).exercises[0].hidden[0]

    assert hidden.evidence == ()


def test_a_public_check_shows_its_message_but_not_the_details_for_staff():
    """The student has the check; expected and observed values in raw form are for staff."""
    staff = staff_document(facts())
    public = student_document(staff).exercises[0].checks[0]

    assert public.message == staff.exercises[0].checks[0].message
    assert not hasattr(public, "details")


def test_the_form_is_bound_to_the_staff_form():
    """Each student form says of which staff form it is the projection."""
    staff = staff_document(facts())

    assert student_document(staff).integrity.derived_from == staff.integrity.doc_sha256


def test_fields_that_only_staff_may_see_are_not_in_the_student_struct():
    """A field that is added to the staff form does not reach students by itself."""
    staff, student = (set(form.__struct_fields__) for form in (Document, StudentDocument))

    assert staff - student == {"started_at", "duration_s"}
    assert student - staff == set()


def test_notes_reach_the_student():
    """What was dropped, doubled or undefined in the file stands in both forms."""
    staff = staff_document(facts())

    assert student_document(staff).notes == staff.notes
    assert [note.kind for note in staff.notes] == ["not_needed", "not_needed", "magic", "duplicate", "undefined"]


def test_the_file_name_stays_with_staff():
    """It often holds the student's name, and the student's page may be shown around."""
    name = "Ann Émile Smith (1).ipynb"
    staff = staff_document(facts(submission=replace(facts().submission, filename=name)))

    assert name in encode(staff).decode()
    assert "Smith" not in encode(student_document(staff)).decode()


def test_isolation_and_data_are_in_both_forms():
    """Both say under which confinement and from which data the result was made."""
    staff = staff_document(facts())
    student = student_document(staff)

    assert student.isolation == staff.isolation
    assert student.data == staff.data
    assert json.loads(msgspec.json.encode(staff.isolation)) == {
        "level": "full",
        "mechanisms": ["bubblewrap", "seccomp"],
        "missing": [],
        "uid_separate": True,
        "probe": "passed",
        "versions": [{"name": "bubblewrap", "version": "0.8.0"}],
    }


def test_secrets_are_written_in_letters_of_their_own():
    """The alphabet of the property above must not be used by anything that may be shown."""
    assert not set(encode(student_document(staff_document(facts()))).decode()) - set(string.printable)
