"""Courses for tests of authoring: started as an author would, in a home folder of their own."""

import sys

import pytest

from grader.cli import main

PACKAGES = ("assignments", "reference")


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
def started(tmp_path, monkeypatch, capsys):
    """Return the folder of a course that `grader init` made."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert main(["init", str(tmp_path / "mine")]) == 0
    capsys.readouterr()
    return tmp_path / "mine"


@pytest.fixture
def verify(capsys):
    """Return a function that verifies assignments in this process; it returns the exit code and what was printed."""

    def run(course, *words):
        code = main(["verify", *words, "--course", str(course), "--isolation", "none", "--no-mutants"])
        printed = capsys.readouterr()
        return code, printed.out + printed.err

    return run
