"""Make a course folder: from the toy course, or from the course of an earlier term."""

from __future__ import annotations

import os
import re
import secrets
import shutil
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from importlib import resources
from pathlib import Path

from grader.course import open_course
from grader.course.config import FILE, key_place, read_config
from grader.errors import CourseError, HostError, UsageError

KEYS = Path("~/.config/nngrader")
KEY_BYTES = 32
FOLDERS = ("assignments", "reference")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?=[T ]\d\d:\d\d)")
_SKIPPED = shutil.ignore_patterns("__pycache__", "*.pyc", ".*")

GITIGNORE = """\
__pycache__/
*.pyc
.ipynb_checkpoints/
.venv/
# Submissions, results and keys are about persons, or secret: they do not belong to the course.
*.key
/submissions/
/results/
"""

README = """\
# {title}

A course for `grader`. Keep this folder in a private repository: it holds hidden checks and solutions.

    grader list
    grader verify
    grader new a02_NAME

These show what the course holds, test its checks, and begin the next assignment (change NAME).

| here | is |
|---|---|
| `course.toml` | term, time zone, due dates, late policy |
| `assignments/` | one folder per assignment: rubric, checks, mistakes, handout |
| `reference/` | the solutions that several assignments share |

The course key, from which all inputs of checks derive, lies outside of this folder, where `key_file` of `course.toml`
says. Whoever grades needs the same file; keep a copy of it where you keep other secrets.
"""


@dataclass(frozen=True, slots=True)
class Made:
    """A course folder that was made, where its key lies, and by how many weeks its dates were shifted."""

    folder: Path
    key_file: Path
    weeks: int = 0


def init_course(
    folder: Path,
    *,
    last: Path | None = None,
    starts: date | None = None,
    term: str | None = None,
    key_file: Path | None = None,
) -> Made:
    """Make a course in an empty folder, with a key of its own outside of it.

    Without `last` it is the toy course. With it, it is that course with its due dates shifted by whole weeks, so that
    the first one lies on `starts` or less than a week later.
    """
    if folder.exists() and (not folder.is_dir() or any(entry.name != ".git" for entry in folder.iterdir())):
        raise UsageError(f"{folder} is not empty: name a folder that is empty or does not exist yet")
    source = last.resolve() if last else Path(str(resources.files("grader.course"))) / "example"
    text, weeks = _text_of(source, starts) if last else (_named(source, folder), 0)
    if term is not None:
        text = _set(text, "term", term)
    place = _key_place(folder, key_file, _id(text), starts)
    text = _set(text, "key_file", _short(place))
    _write_key(place)  # first: a course without its key would draw from the published one
    _copy(source, folder, text)
    return Made(folder, place, weeks)


def _copy(source: Path, folder: Path, text: str) -> None:
    try:
        for name in FOLDERS:
            shutil.copytree(source / name, folder / name, ignore=_SKIPPED)
        (folder / FILE).write_text(text, encoding="utf-8")
        (folder / ".gitignore").write_text(GITIGNORE, encoding="utf-8")
        title = read_config(folder).title
        (folder / "README.md").write_text(README.format(title=title), encoding="utf-8")
    except OSError as error:
        raise HostError(f"cannot write {error.filename}: {error.strerror}") from error
    open_course(folder)


def _named(source: Path, folder: Path) -> str:
    """Return the toy course's `course.toml` under the name of the new folder."""
    name = folder.resolve().name
    id = re.sub(r"[^A-Za-z0-9._-]+", "-", name).strip("-._")[:64] or "course"
    text = (source / FILE).read_text(encoding="utf-8").split("\n", 1)[1]
    text = "# This course. `grader list` shows what it holds.\n" + text
    return _set(_set(_set(text, "id", id), "title", name), "term", "")


def _text_of(source: Path, starts: date | None) -> tuple[str, int]:
    """Return `course.toml` of the last course with its dates shifted, and by how many weeks."""
    config = open_course(source).config
    dates = sorted(due for due in config.due.values() if due)
    text = (source / FILE).read_text(encoding="utf-8")
    if not dates:
        return text, 0
    first = dates[0].date()
    if starts is None:
        raise UsageError(
            f"when does the new term start? The first due date of {source.name} is {first}: pass --starts DATE, "
            "such as --starts 2027-02-15; all dates move by whole weeks, the first one to that day or the days after it"
        )
    weeks = -((first - starts).days // 7)
    return _MOMENT.sub(lambda found: _shifted(found[0], weeks), text), weeks


def _shifted(text: str, weeks: int) -> str:
    return (datetime.fromisoformat(text) + timedelta(weeks=weeks)).date().isoformat()


def _id(text: str) -> str:
    found = re.search(r"""^id\s*=\s*["']([^"']*)["']""", text, re.MULTILINE)
    return found[1] if found else "course"


def _set(text: str, name: str, value: str) -> str:
    """Give a key of the first table of `course.toml` a value; a commented-out line of it is used."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    line = f'{name} = "{escaped}"'
    head, mark, rest = text.partition("\n[")
    old = rf"""^(?:# *)?{name} *= *(?:"[^"\n]*"|'[^'\n]*')"""
    changed, count = re.subn(old, lambda _: line, head, count=1, flags=re.MULTILINE)
    return (changed if count else f"{head.rstrip()}\n{line}\n") + mark + rest


def _key_place(folder: Path, wanted: Path | None, id: str, starts: date | None) -> Path:
    """Return where the new key goes: never over another one, and never inside of a repository with the course."""
    if wanted is not None:
        place = Path(os.path.abspath(wanted.expanduser()))  # noqa: PTH100 - resolve() would follow links
        if place.exists():
            raise UsageError(f"{place} exists, and a key is never written over: name another file")
    else:
        stem = f"{id}-{starts}" if starts else id
        names = (KEYS.expanduser() / f"{stem}{suffix}.key" for suffix in ("", *(f"-{n}" for n in range(2, 1000))))
        place = next(path for path in names if not path.exists())
    try:
        key_place(folder / FILE, str(place))
    except CourseError:
        raise UsageError(
            f"{place} lies in the same repository as the course, and the key must not: pass --key-file PATH"
        ) from None
    return place


def _short(place: Path) -> str:
    home = Path.home()
    return f"~/{place.relative_to(home).as_posix()}" if home in place.parents else str(place)


def _write_key(place: Path) -> None:
    """Write a new key that its owner alone may read, from the first moment on."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(secrets.token_hex(KEY_BYTES) + "\n")
    except OSError as error:
        raise HostError(f"cannot write the course key {place}: {error.strerror}; pass --key-file PATH") from error
