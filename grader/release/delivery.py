"""What students download: the student folder, the wheel, and where no network is, all that pip needs for it."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.course import Course
from grader.release.downloads import needed_wheels
from grader.release.folder import render_template, write_folder
from grader.release.wheel import NAME, student_wheel

WHEELS = "wheels"

_ONLINE = f"""\
`python -m pip install -r requirements.txt`, here in this folder.
   It installs `{NAME}` from the folder `{WHEELS}`, and JupyterLab. Without JupyterLab (you use VS Code, or your own
   Jupyter): `python -m pip install --find-links {WHEELS} {NAME}`."""

_OFFLINE = f"""\
`python -m pip install --no-index --find-links {WHEELS} {NAME}`, here in this folder; no network is needed.
   The wheels are for {{system}} and Python {{python}}. An editor of notebooks (JupyterLab, VS Code) must be there."""

_REQUIREMENTS = f"""\
# python -m pip install -r requirements.txt
--find-links {WHEELS}
{NAME}
jupyterlab
"""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What was written, for the person who hands it out."""

    files: int
    size: int  # bytes
    removed: tuple[str, ...]  # paths that the folder held from an earlier release


def deliver(course: Course, ids: Sequence[str], folder: Path, *, offline: bool = False) -> Delivery:
    """Make `folder` what the students of some assignments receive."""
    name, wheel = student_wheel()
    files = render_template(course, ids, _offline() if offline else _ONLINE)
    files |= {f"{WHEELS}/{name}": wheel, "requirements.txt": _REQUIREMENTS.encode()}
    if offline:
        files |= {f"{WHEELS}/{other}": data for other, data in needed_wheels(name, wheel).items()}
    changed = write_folder(files, folder)
    removed = tuple(path for path in changed if path not in files)
    return Delivery(len(files), sum(map(len, files.values())), removed)


def _offline() -> str:
    python = ".".join(platform.python_version_tuple()[:2])
    return _OFFLINE.format(system=f"{platform.system()} ({platform.machine()})", python=python)
