"""The student's id from the name of the file, when nothing better is known."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from grader.errors import UsageError

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_MADE = re.compile(r"x-[0-9a-f]{12,}", re.IGNORECASE)  # may equal an id that is made from another name
_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)  # no file may be called so on Windows


def student_ids(names: Sequence[str]) -> dict[str, str]:
    """Return an id for each file name: its stem where that is safe and unique, else one made from the name.

    Parameters
    ----------
    names : sequence of str
        Different names, with or without folders.

    Returns
    -------
    dict of str to str
        Ids that match ``[A-Za-z0-9][A-Za-z0-9._-]{0,63}`` and stay different where case does not matter.

    Raises
    ------
    grader.errors.UsageError
        The same name was given twice.
    """
    repeated = [name for name, count in Counter(names).items() if count > 1]
    if repeated:
        raise UsageError(f"two submissions are called {repeated[0]!r}: give each a name of its own")
    seen = Counter(_folded(_stem(name)) for name in names)
    return {name: stem if _is_safe(stem) and seen[_folded(stem)] == 1 else _made(name) for name, stem in _stems(names)}


def _stems(names: Sequence[str]) -> list[tuple[str, str]]:
    return [(name, _stem(name)) for name in names]


def _stem(name: str) -> str:
    """Return the last part of the name without its suffix."""
    last = re.split(r"[/\\]", name)[-1]
    stem, dot, _ = last.rpartition(".")
    return stem if dot and stem else last


def _folded(stem: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", stem).casefold())


def _is_safe(stem: str) -> bool:
    taken = _MADE.fullmatch(stem) or _DEVICE.fullmatch(stem) or stem.endswith(".")
    return bool(_PLAIN.fullmatch(stem)) and not taken


def _made(name: str) -> str:
    return "x-" + hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:12]
