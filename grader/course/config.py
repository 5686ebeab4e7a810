"""`course.toml`: what is decided once per term; and the course key, from which all inputs of checks derive.

::

    id = "neural-networks"
    title = "Neural networks"
    term = "2026 autumn"
    timezone = "Europe/Prague"
    minimum_isolation = "restricted"        # full, restricted or none
    key_file = "~/.config/nngrader/neural-networks.key"

    [late]
    mode = "percent"                        # none, percent, points, or lms (the platform deducts)
    per_day = 10                            # for each begun day
    grace = "15 minutes"
    cap = 50                                # the most that lateness takes

    [due]
    a03_perceptron = 2026-10-19T23:59:00    # in the time zone above, unless it says another
"""

from __future__ import annotations

import os
import re
import stat
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from grader.course.spans import parse_span, suggestion
from grader.errors import CourseError
from grader.model import Level

FILE = "course.toml"
LateMode = Literal["none", "percent", "points", "lms"]
_MODES: tuple[LateMode, ...] = ("none", "percent", "points", "lms")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_KEYS = ("id", "title", "term", "timezone", "minimum_isolation", "key_file", "late", "due")
_LATE_KEYS = ("mode", "per_day", "grace", "cap")
_SHORTEST_KEY = 16  # bytes

PUBLISHED_KEY = b"nngrader: published default key"
"""Where a course has no key: the one of `grader.data.seeds`, a neighbor of this room, so a test holds them together."""


@dataclass(frozen=True, slots=True)
class LatePolicy:
    """What lateness takes from a score; applied when a document is written, never when grading."""

    mode: LateMode = "none"
    per_day: float = 0.0  # percent of the points earned, or points, for each begun day
    grace_s: int = 0
    cap: float | None = None  # the most that lateness takes, in the unit of per_day; None: all


@dataclass(frozen=True, slots=True)
class CourseConfig:
    """What `course.toml` says."""

    id: str
    title: str
    term: str = ""
    timezone: str = "UTC"
    minimum_isolation: Level = Level.RESTRICTED
    due: Mapping[str, datetime | None] = field(default_factory=dict)
    late: LatePolicy = LatePolicy()
    key_file: Path | None = None  # absolute; need not exist


def read_config(folder: Path) -> CourseConfig:
    """Return what `course.toml` of a course folder says, or raise `CourseError` that names file, key and remedy."""
    path = folder / FILE
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise CourseError(f"{path}: there is no such file, so this is no course folder; pass --course DIR") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CourseError(f"{path}: it must be TOML in UTF-8: {error}") from None
    _refuse_unknown(path, table, _KEYS)
    id = _text(path, table, "id", required=True)
    if not _ID.fullmatch(id):
        raise CourseError(f"{path}: id must be 1 to 64 letters, digits and . _ - ; found {id!r}")
    zone = _zone(path, _text(path, table, "timezone", "UTC"))
    return CourseConfig(
        id=id,
        title=_text(path, table, "title", required=True),
        term=_text(path, table, "term"),
        timezone=zone.key,
        minimum_isolation=_level(path, table),
        due=_due(path, table.get("due", {}), zone),
        late=_late(path, table.get("late", {})),
        key_file=key_place(path, _text(path, table, "key_file")),
    )


def key(config: CourseConfig, seed: str | None) -> tuple[bytes, bool]:
    """Return the course key, and whether it is the published default, which everybody knows.

    A `seed` replaces the key. Without one, a key file that is missing means the published default: the caller warns.
    """
    if seed is not None:
        return b"seed: " + seed.encode("utf-8", "surrogatepass"), False
    path = config.key_file
    if path is None or not path.exists():
        return PUBLISHED_KEY, True
    if not path.is_file():
        raise CourseError(f"{path}: the key file must be an ordinary file")
    if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise CourseError(f"{path}: others may read the course key; make it yours alone: chmod 600 {path}")
    secret = path.read_bytes().strip()
    if len(secret) < _SHORTEST_KEY:
        raise CourseError(f"{path}: a course key has at least {_SHORTEST_KEY} bytes; found {len(secret)}")
    return secret, False


def _refuse_unknown(path: Path, table: Mapping[str, object], known: tuple[str, ...], inside: str = "") -> None:
    for name in table:
        if name not in known:
            place = f" in [{inside}]" if inside else ""
            raise CourseError(f"{path}: unknown key {name!r}{place}; {suggestion(name, known)}")


def _text(path: Path, table: Mapping[str, Any], name: str, default: str = "", required: bool = False) -> str:
    value = table.get(name, default)
    if not isinstance(value, str) or (required and not value.strip()):
        raise CourseError(f"{path}: {name} must be text; found {value!r}")
    return value


def _zone(path: Path, name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise CourseError(f"{path}: timezone must be a name such as Europe/Prague; found {name!r}") from None


def _level(path: Path, table: Mapping[str, Any]) -> Level:
    value = _text(path, table, "minimum_isolation", Level.RESTRICTED)
    try:
        return Level(value)
    except ValueError:
        raise CourseError(f"{path}: minimum_isolation must be full, restricted or none; found {value!r}") from None


def _due(path: Path, table: object, zone: ZoneInfo) -> dict[str, datetime | None]:
    if not isinstance(table, dict):
        raise CourseError(f"{path}: due must be a table [due] of assignment = date and time")
    found: dict[str, datetime | None] = {}
    for name, value in table.items():
        if value == "none":
            found[name] = None
        elif isinstance(value, datetime):
            found[name] = value if value.tzinfo else _in_zone(path, name, value, zone)
        else:
            raise CourseError(
                f"{path}: due.{name} must be a date with a time, such as 2026-10-19T23:59:00, or "
                f'"none"; found {value!s}'
            )
    return found


def _in_zone(path: Path, name: str, value: datetime, zone: ZoneInfo) -> datetime:
    """Return a local time with its zone; one that the clock skips in spring names no moment."""
    moment = value.replace(tzinfo=zone)
    again = datetime.fromtimestamp(moment.timestamp(), zone).replace(tzinfo=None)
    if again != value.replace(fold=0) and again != value:
        raise CourseError(f"{path}: due.{name} is {value}, an hour that does not exist in {zone.key} on that day")
    return moment


def _late(path: Path, table: object) -> LatePolicy:
    if not isinstance(table, dict):
        raise CourseError(f"{path}: late must be a table [late]")
    _refuse_unknown(path, table, _LATE_KEYS, "late")
    mode = next((word for word in _MODES if word == table.get("mode", "none")), None)
    if mode is None:
        raise CourseError(f"{path}: late.mode must be one of {', '.join(_MODES)}; found {table['mode']!r}")
    per_day = _amount(path, table, "per_day", 0.0)
    cap = _amount(path, table, "cap", None)
    if mode in ("percent", "points"):
        if not per_day:
            raise CourseError(f"{path}: late.mode {mode} needs late.per_day, a number above 0")
        if mode == "percent" and max(per_day, cap or 0.0) > 100:
            raise CourseError(f"{path}: late.per_day and late.cap are percent: at most 100")
    elif per_day or cap is not None:
        raise CourseError(f"{path}: late.mode {mode} takes nothing, so late.per_day and late.cap must be left out")
    return LatePolicy(mode, per_day or 0.0, _grace(path, table.get("grace", 0)), cap)


def _amount(path: Path, table: Mapping[str, Any], name: str, default: float | None) -> float | None:
    if name not in table:
        return default
    value = table[name]
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value < 1e6:
        raise CourseError(f"{path}: late.{name} must be a number that is not negative; found {value!r}")
    return float(value)


def _grace(path: Path, value: object) -> int:
    seconds = parse_span(value) if isinstance(value, str) else 0 if value == 0 else None
    if seconds is None:
        raise CourseError(f'{path}: late.grace must be a length of time such as "15 minutes"; found {value!r}')
    return seconds


def key_place(path: Path, name: str) -> Path | None:
    """Return where the key of this `course.toml` lies; inside of the repository it would go where the course goes."""
    if not name:
        return None
    folder = path.resolve().parent
    found = Path(os.path.normpath(folder / Path(name).expanduser()))
    repository = next((parent for parent in (folder, *folder.parents) if (parent / ".git").exists()), folder)
    if repository in found.resolve().parents:
        raise CourseError(
            f"{path}: key_file must lie outside of {repository.name}/, or the key goes where the course goes"
        )
    return found
