"""Lengths of time as people write them, and the known word that was probably meant."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection

_SPAN = re.compile(r"\s*(\d+(?:\.\d+)?)\s*([a-z]+)\s*", re.IGNORECASE)
_UNITS = {
    "s": 1,
    "second": 1,
    "min": 60,
    "minute": 60,
    "h": 3600,
    "hour": 3600,
    "d": 86_400,
    "day": 86_400,
    "week": 604_800,
}
_LONGEST = 366 * 86_400


def parse_span(text: str) -> int | None:
    """Return the seconds of a length of time such as ``3 days``, ``36h`` or ``15 minutes``; None if it is none."""
    match = _SPAN.fullmatch(text)
    if match is None:
        return None
    word = match[2].lower()
    unit = _UNITS.get(word) or _UNITS.get(word.removesuffix("s"))
    seconds = round(float(match[1]) * unit) if unit else None
    return seconds if seconds is not None and seconds <= _LONGEST else None


def suggestion(word: str, known: Collection[str]) -> str:
    """Return a clause that names the known word that was probably meant, or all of them."""
    close = difflib.get_close_matches(word, known, n=1)
    return f"did you mean {close[0]!r}?" if close else f"known are {', '.join(known)}"
