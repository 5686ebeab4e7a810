"""Through the whole path: a known mistake's hint reaches its student, also where the check is hidden."""

import pytest

from grader.documents import read_document, student_document
from grader.model import Level
from grader.pages import page
from tests.grader.batch.batches import RIGHT, SEVERAL, TOY, documents, run, terms_for, write_files

pytestmark = pytest.mark.sandbox
SAMPLE_DEVIATION = RIGHT.replace(b"X.std(axis=0)", b"X.std(axis=0, ddof=1)")
HINT = "The promised deviation divides by N: leave ddof alone."


@pytest.mark.parametrize("level", [Level.FULL, Level.RESTRICTED], ids=str)
def test_a_hidden_check_says_the_hint_and_nothing_else(tmp_path, level):
    """The student reads the author's hint; staff read which mistake it is and what shows it."""
    course, terms = terms_for(TOY, "a01_example", level)
    run(tmp_path / "out", write_files(tmp_path / "in", {"ada.py": SAMPLE_DEVIATION}), course, terms)
    staff = read_document((tmp_path / "out" / "results" / "ada.json").read_bytes())
    student = student_document(staff)
    check = next(each for each in staff.exercises[0].checks if each.id == "columns_have_deviation_one")
    hidden = next(each for each in student.exercises[0].hidden if each.promise.label == "deviation")

    assert ("division_by_n_minus_one", HINT) == (check.mistake, check.hint)
    assert ["known mistake"] == [detail.name for detail in check.details if "to 1e-06" in detail.text.text]
    assert HINT == hidden.hint
    assert HINT in page(student, "student")
    assert "division_by_n_minus_one" not in page(student, "student")


def test_right_files_have_no_hint(tmp_path):
    """However they are written."""
    course, terms = terms_for(TOY, "a01_example")
    files = write_files(tmp_path / "in", {name: SEVERAL[name] for name in ("right.py", "loops.py")})
    found = run(tmp_path / "out", files, course, terms)

    assert {None} == {result.hint for judged in found.values() for result in judged.results}


def test_what_is_known_keeps_its_hint(tmp_path):
    """A second run takes the verdicts with their hints from the ledger, and starts nothing."""
    course, terms = terms_for(TOY, "a01_example")
    files = write_files(tmp_path / "in", {"ada.py": SAMPLE_DEVIATION})
    run(tmp_path / "out", files, course, terms)
    before = documents(tmp_path / "out")
    again = run(tmp_path / "out", files, course, terms)["ada"]

    assert HINT in {result.hint for result in again.results}
    assert (0, before) == (again.workers, documents(tmp_path / "out"))
