"""A toy course of one's own, to be edited by a test."""

import shutil
import sys
from pathlib import Path

import pytest

import grader.course

PACKAGES = ("assignments", "reference")
EXAMPLE = Path(grader.course.__file__).parent / "example"


class ToyCourse:
    """A copy of the example course in a folder of its own."""

    def __init__(self, folder):
        self.folder = folder
        shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("__pycache__"))

    def edit(self, path, *pairs):
        """Replace text in a file of the course; each text must stand in it."""
        file = self.folder / path
        text = file.read_text()
        for old, new in pairs:
            assert old in text
            text = text.replace(old, new)
        file.write_text(text)

    def write(self, path, text):
        """Write a file of the course."""
        (self.folder / path).write_text(text)

    def load(self):
        """Import its assignment."""
        return grader.course.load_assignment(grader.course.open_course(self.folder), "a01_example")


@pytest.fixture(autouse=True)
def own_modules():
    """Leave the modules of this repository's course as they were."""
    path = list(sys.path)
    before = {name: module for name, module in sys.modules.items() if name.partition(".")[0] in PACKAGES}
    yield
    sys.path[:] = path
    for name in [name for name in sys.modules if name.partition(".")[0] in PACKAGES]:
        del sys.modules[name]
    sys.modules.update(before)


@pytest.fixture
def toy(tmp_path):
    """Return a toy course."""
    return ToyCourse(tmp_path / "course")


@pytest.fixture
def another_toy(tmp_path):
    """Return a second toy course."""
    return ToyCourse(tmp_path / "another")
