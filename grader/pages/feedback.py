"""One page for one submission: the student's feedback, or the staff's preview of it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal

from grader.documents import Document, StudentDocument, read_document, student_document
from grader.errors import UsageError
from grader.pages.pictures import DASHES
from grader.pages.view import view
from grader.pages.visible import visible
from grader.pages.words import ALL_DONE, DATA_POLICY, LEVELS

if TYPE_CHECKING:
    from jinja2 import Template


def page(document: Document | StudentDocument | bytes, audience: Literal["instructor", "student"]) -> str:
    """Return one self-contained HTML page: no script, nothing loaded, the same document gives the same bytes.

    Parameters
    ----------
    document : Document, StudentDocument or bytes
        Either form, or the JSON of a staff form.
    audience : str
        ``student``: only what the student form holds. ``instructor``: also details and hidden checks.
    """
    form = read_document(document) if isinstance(document, bytes) else document
    if audience == "student" and isinstance(form, Document):
        form = student_document(form)
    if audience == "instructor" and isinstance(form, StudentDocument):
        raise ValueError("the staff's page needs the staff form of the document")
    return _template().render(page=view(form), levels=LEVELS, draws=DATA_POLICY, dashes=DASHES, all_done=ALL_DONE)


@cache
def _template() -> Template:
    try:
        from jinja2 import Environment, PackageLoader, StrictUndefined
    except ImportError as error:  # an extra; imported late, because it costs as much as a submission
        raise UsageError("pages need jinja2: pip install 'nngrader[grade]'") from error
    environment = Environment(
        loader=PackageLoader("grader.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("feedback.html")


def _shown(value: object) -> object:
    """Make every text that enters a page harmless to look at; what is markup already was built from such text."""
    return visible(value) if isinstance(value, str) and not hasattr(value, "__html__") else value
