"""Documents and pages, byte by byte: a change of what staff and students receive shows as a diff.

`pytest tests/grader/test_golden.py --rewrite-golden` writes the files anew. The style sheet is one of its own, so that a
page's diff shows its text.
"""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

import grader.pages
from grader.documents import encode, stable, staff_document, student_document
from grader.pages import page
from tests.grader.documents.samples import RESULTS, SUBMISSION, facts, perfect

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
STYLE = re.compile(r"<style>\n(.*?)</style>", re.DOTALL)
NUMBERS = re.compile(r"\[[-+.\de,\s]*\]")
CASES = {
    "perfect": {"results": perfect(), "submission": replace(SUBMISSION, notes=())},
    "partly": {"results": RESULTS},
    "ungradable": {"results": (), "submission": replace(SUBMISSION, slice=None, notes=(), problem="This is a PDF.")},
}


def as_json(form):
    """A document with one field to a line and each list of numbers on one."""
    text = json.dumps(form, indent=1, ensure_ascii=False)
    return NUMBERS.sub(lambda found: " ".join(found[0].split()), text).encode() + b"\n"


def written(case):
    """Every file that one submission leads to, by its name, without the volatile fields."""
    staff = staff_document(facts(**CASES[case]))
    student = student_document(staff)
    pages = {"staff": page(staff, "instructor"), "student": page(student, "student")}
    forms = {"staff": staff, "student": student}
    return {
        **{f"{case}.{name}.json": as_json(stable(form)) for name, form in forms.items()},
        **{f"{case}.{name}.html": STYLE.sub("<style></style>", text).encode() for name, text in pages.items()},
    }


@pytest.mark.parametrize("case", CASES)
def test_documents_and_pages_are_as_they_were(case, request):
    """The same facts give the same bytes, as reviewed."""
    files = written(case)
    if request.config.getoption("--rewrite-golden"):
        GOLDEN.mkdir(exist_ok=True)
        assert [(GOLDEN / name).write_bytes(data) for name, data in files.items()]

    assert {name: (GOLDEN / name).read_bytes() for name in files} == files


def test_every_page_holds_the_whole_style_sheet():
    """What the golden pages leave out is the file beside the template."""
    css = (Path(grader.pages.__file__).parent / "templates" / "feedback.css").read_text()
    text = page(staff_document(facts()), "student")

    assert STYLE.search(text)[1].strip() == css.strip()
    assert encode(staff_document(facts())) == encode(staff_document(facts()))
