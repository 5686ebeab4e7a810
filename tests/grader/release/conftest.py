"""A course of two assignments whose second one gives functions, classes and a solution of the first."""

from pathlib import Path

import pytest

FILES = {
    "course.toml": 'id = "two"\ntitle = "Two"\n\n[due]\na01_double = 2026-03-01T12:00:00\n',
    "reference/__init__.py": '"""Lessons."""\n',
    "reference/doubling.py": '''"""Doubling."""


def half(x):
    """Halve it."""
    return x / 2


def double(x):
    """Double it.

    Promises
    --------
    value : it is twice the argument.
    """
    return 2 * x
''',
    "reference/units.py": '''"""Units, which are made of each other."""

from __future__ import annotations

import math
from dataclasses import dataclass

from reference.doubling import double

SCALE = 3


@dataclass(frozen=True)
class Unit:
    """A unit."""

    size: float = 1.0

    def grown(self) -> Unit:
        """Return a unit of twice the size."""
        return Unit(double(self.size))


class Box(Unit):
    """A unit with a diagonal."""

    def diagonal(self) -> float:
        """Return its length."""
        return math.sqrt(2) * _scaled(self.size)


def _scaled(x: float) -> float:
    return SCALE * x


def boxes(sizes: list[float]) -> list[Box]:
    """Make boxes."""
    return [Box(size) for size in sizes]
''',
    "reference/counting.py": '''"""Counting."""

from reference.units import Box


def count(boxes: list[Box]) -> int:
    """Count boxes.

    Promises
    --------
    value : it is the number of boxes.
    """
    return len(boxes)
''',
    "assignments/__init__.py": '"""Assignments."""\n',
}
ASSIGNMENT = '''"""{title}."""

from grader import Assignment, Check, Exercise
from reference.{module} import {name}
{more}
from . import checks_public as public

ASSIGNMENT = Assignment(
    title="{title}",
    exercises=(Exercise({name}, checks=(Check(public.counts, points=1, promise="value"),)),),
    {given}
)
'''
CHECKS = '''"""Public checks."""

from grader.assertions import assert_equal


def counts(student):
    """A number."""
    assert_equal(student.{name}({argument}), {value})
'''


def assignment(id, title, module, name, argument, value, more="", given=""):
    """Return the files of one assignment."""
    return {
        f"assignments/{id}/__init__.py": f'"""{title}."""\n',
        f"assignments/{id}/checks_hidden.py": '"""None."""\n',
        f"assignments/{id}/mistakes.py": '"""None."""\n\nMISTAKES = ()\n',
        f"assignments/{id}/checks_public.py": CHECKS.format(name=name, argument=argument, value=value),
        f"assignments/{id}/assignment.py": ASSIGNMENT.format(
            title=title, module=module, name=name, more=more, given=given
        ),
    }


@pytest.fixture
def two(tmp_path):
    """The folder of the course."""
    folder = tmp_path / "two"
    files = FILES | assignment("a01_double", "Doubling", "doubling", "double", "3", "6")
    files |= assignment(
        "a02_count", "Counting", "counting", "count", "[]", "0",
        "from reference.doubling import double, half\nfrom reference.units import Box, Unit, boxes\n",
        "given=(half, Unit, Box, boxes),\n    needs=(double,),",
    )  # fmt: skip
    for name, text in files.items():
        path = Path(folder, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder
