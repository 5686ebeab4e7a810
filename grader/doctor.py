"""What this host can confine, which data and key it has, what is missing and how to get it."""

from __future__ import annotations

import importlib.util
import platform
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from grader.course import assignment_ids, key, open_course
from grader.data.datasets import DataSource
from grader.errors import GraderError
from grader.model import Level
from grader.sandbox.levels import best_confinement


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    subject: str
    good: bool
    text: str  # what was found, and what to do where it is not good


def examine(course_folder: Path, mnist: Path | None) -> tuple[Finding, ...]:
    """Look at everything that a grading run needs."""
    return (
        *_python(),
        *(_level(level) for level in (Level.FULL, Level.RESTRICTED)),
        *_course(course_folder),
        _mnist(mnist),
        *_extras(),
    )


def _python() -> tuple[Finding, ...]:
    import numpy as np

    version = platform.python_version()
    return (
        Finding("system", sys.platform == "linux", f"{platform.system()} {platform.machine()}; grading needs Linux"),
        Finding("python", sys.version_info >= (3, 11), f"{version}; 3.11 or newer is needed"),
        Finding("numpy", True, str(np.__version__)),
    )


def _level(level: Level) -> Finding:
    try:
        found = best_confinement(wanted=level)
    except GraderError as error:
        return Finding(f"level {level}", False, str(error))
    text = f"works: {', '.join(found.mechanisms)}"
    if found.missing:
        text += f"; without {', '.join(found.missing)}"
    return Finding(f"level {level}", True, text)


def _course(folder: Path) -> tuple[Finding, ...]:
    try:
        course = open_course(folder)
    except GraderError as error:
        return (Finding("course", False, str(error)),)
    names = ", ".join(assignment_ids(course)) or "no assignments yet"
    _, published = key(course.config, None)
    where = "the published default: set key_file in course.toml, or pass --seed" if published else "its own"
    return (
        Finding("course", True, f"{course.config.id}: {names}"),
        Finding("course key", not published, where),
    )


def _mnist(folder: Path | None) -> Finding:
    if folder is None:
        return Finding("mnist", False, "not given: --data DIR or $GRADER_DATA; digits serve without it")
    try:
        available = DataSource(b"", folder).available
    except GraderError as error:
        return Finding("mnist", False, str(error))
    return Finding("mnist", "mnist" in available, f"found in {folder}")


def _extras() -> tuple[Finding, ...]:
    needs = {
        "grade": ("nbformat", "msgspec", "jinja2", "rich"),
        "author": ("jupytext", "nbconvert", "nbclient", "ipykernel"),
    }
    findings = []
    for extra, modules in needs.items():
        absent = [name for name in modules if importlib.util.find_spec(name) is None]
        text = f"without {', '.join(absent)}: pip install 'nngrader[{extra}]'" if absent else "installed"
        findings.append(Finding(f"extra {extra}", not absent, text))
    bubblewrap = shutil.which("bwrap")
    findings.append(
        Finding("bubblewrap", bubblewrap is not None, bubblewrap or "not found: on Debian, apt install bubblewrap")
    )
    return tuple(findings)
