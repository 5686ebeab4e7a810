"""From an assignment to what students receive, and to the solution that the instructor reads."""

from grader.release.delivery import Delivery, deliver
from grader.release.folder import render_template, stale_files, write_template
from grader.release.instructor import write_solutions
from grader.release.needs import Clash, open_needs
from grader.release.notebooks import solution_notebook, student_notebook
from grader.release.pages import html
from grader.release.solutions import stub_source
from grader.release.stubs import HEADER, cut_stub
from grader.release.wheel import student_wheel

__all__ = [
    "HEADER",
    "Clash",
    "Delivery",
    "cut_stub",
    "deliver",
    "html",
    "open_needs",
    "render_template",
    "solution_notebook",
    "stale_files",
    "stub_source",
    "student_notebook",
    "student_wheel",
    "write_solutions",
    "write_template",
]
