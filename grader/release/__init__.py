"""From an assignment to what students receive."""

from grader.release.folder import render_template, stale_files, write_template
from grader.release.notebooks import html, solution_notebook, student_notebook
from grader.release.solutions import stub_source
from grader.release.stubs import HEADER, cut_stub

__all__ = [
    "HEADER",
    "cut_stub",
    "html",
    "render_template",
    "solution_notebook",
    "stale_files",
    "stub_source",
    "student_notebook",
    "write_template",
]
