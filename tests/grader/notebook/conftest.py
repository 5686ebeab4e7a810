"""Folders that a student works in."""

import pytest

from grader import notebook
from grader.notebook import places
from tests.grader.notebook.tiny import CHECKS


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A folder of its own, and a kernel that has seen no marked cell."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    monkeypatch.setattr(places, "_remembered", [])
    monkeypatch.setattr(notebook, "check", notebook.SelfCheck())
    return tmp_path


@pytest.fixture
def with_checks(folder):
    """The checks lie beside the notebook."""
    (folder / "checks_public.py").write_text(CHECKS, encoding="utf-8")
    return folder
