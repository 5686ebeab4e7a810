"""The text of a draft: one page for each file of an assignment, and the promises for the docstring."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from grader import assertions
from grader.authoring.candidates import Candidate
from grader.authoring.slipped import Slip, imports_for
from grader.course.functions import CourseFunction

RUBRIC = """\
ASSIGNMENT = Assignment(
    title="{title}",
    exercises=(
        Exercise(
            {name},
            row="1.1",
            minutes=20,
            checks=(
{checks}            ),
{manners}        ),
    ),
)
"""
MOST_MANNERS = 5  # manners carry at most a fifth


@dataclass(frozen=True, slots=True)
class Page:
    """What all pages are written from."""

    function: CourseFunction
    module: str  # from which the assignment imports the function
    target: Callable[..., Any]
    checks: tuple[Candidate, ...]
    slips: tuple[Slip, ...]

    @property
    def name(self) -> str:
        """The name of the function."""
        return self.function.name


def promises_page(page: Page) -> str:
    """Return the section for the docstring, not indented."""
    sentences = {each.label: each.sentence for each in page.checks}
    return "Promises\n--------\n" + "".join(f"{label} : {text}\n" for label, text in sentences.items())


def checks_page(page: Page, *, hidden: bool) -> str:
    """Return `checks_hidden.py` or `checks_public.py`."""
    mine = [each for each in page.checks if each.hidden is hidden]
    code = "\n\n".join(each.source for each in mine)
    words = sorted(word for word in assertions.__all__ if re.search(rf"\b{word}\(", code))
    draws = sorted(word for word in ("generator", "seed") if re.search(rf"\b{word}\(", code))
    imports = ["import numpy as np", ""] if "np." in code else []
    imports += [f"from grader import {', '.join(draws)}"] if draws else []
    imports += [f"from grader.assertions import {', '.join(words)}"] if words else []
    if hidden and re.search(rf"(?<![.\w]){page.name}\((?!\.\.\.)", code):
        imports.append(f"from {page.module} import {page.name}")
    title = (
        "Hidden checks: this file never leaves your machine."
        if hidden
        else "Public checks: students receive this file."
    )
    return _joined(title, imports, code)


def rubric_page(page: Page) -> str:
    """Return `assignment.py`."""
    points = _points(page.checks)
    rows = {
        manners: "".join(
            f"                Check({'hidden' if each.hidden else 'public'}.{each.check}, "
            f'points={points[each.check]}, promise="{each.label}"),\n'
            for each in page.checks
            if each.manners is manners
        )
        for manners in (False, True)
    }
    manners = f"            manners=(\n{rows[True]}            ),\n" if rows[True] else ""
    imports = ["from grader import Assignment, Check, Exercise", f"from {page.module} import {page.name}", ""]
    imports += ["from . import checks_hidden as hidden"] if any(each.hidden for each in page.checks) else []
    imports += ["from . import checks_public as public"]
    title = page.name.replace("_", " ").capitalize()
    code = RUBRIC.format(title=title, name=page.name, checks=rows[False], manners=manners)
    return _joined(f"{title}: one exercise.", imports, code, gap="\n\n")


def _points(checks: Sequence[Candidate]) -> dict[str, int]:
    """Return points for every check: one each, and for the first one what makes half public and manners a fifth."""
    points = {each.check: 1 for each in checks}
    first, *rest = checks
    hidden = sum(each.hidden for each in rest)
    public = len(rest) - hidden
    manners = sum(each.manners for each in rest)
    points[first.check] = max(2, hidden - public, MOST_MANNERS * manners - len(rest))
    return points


def mistakes_page(page: Page) -> str:
    """Return `mistakes.py`."""
    public = {each.check for each in page.checks if not each.hidden}
    code = "\n\n".join(slip.source for slip in page.slips)
    entries = ""
    for slip in page.slips:
        first = next((name for name in slip.caught if name in public), slip.caught[0])
        room = "public" if first in public else "hidden"
        entries += (
            f"    Mistake(\n        {slip.name},\n        replaces={page.name},\n"
            f'        hint="{slip.hint}",\n        caught_by={room}.{first},\n    ),\n'
        )
    rooms = [room for room in ("hidden", "public") if f"caught_by={room}." in entries]
    imports = ["import numpy as np", ""] if "np." in code else []
    imports += ["from grader import Mistake", f"from {page.module} import {page.name}"]
    imports += imports_for(list(page.slips), page.target, page.module)
    imports += ["", *(f"from . import checks_{room} as {room}" for room in rooms)] if rooms else []
    body = f"{code}\n\nMISTAKES = (\n{entries})\n"
    return _joined("Typical wrong solutions, and the check that must catch each.", imports, body)


def _joined(title: str, imports: Sequence[str], code: str, gap: str = "\n\n\n") -> str:
    head = "\n".join(imports)
    return f'"""{title}"""\n\n{head}{gap}{code}' if imports else f'"""{title}"""\n'
