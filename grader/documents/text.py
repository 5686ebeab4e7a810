"""Text and numbers fit for a document: strict Unicode, capped, no memory address, finite."""

from __future__ import annotations

import math
import re
from datetime import UTC, datetime

from grader.documents.schema import Text

_SURROGATE = re.compile("[\ud800-\udfff]")
_ADDRESS = re.compile(r"\bat 0x[0-9A-Fa-f]{4,16}\b")


def clean(text: str, cap: int) -> str:
    """Replace what JSON cannot hold and what differs from run to run, and cut to `cap` characters."""
    kept = text[: cap + 1]
    if not kept.isascii():
        kept = _SURROGATE.sub("\ufffd", kept)
    if "0x" in kept:
        kept = _ADDRESS.sub("at 0x...", kept)  # <object at 0x7f...>: the same input must give the same bytes
    return kept[:cap]


def capped(text: str, cap: int) -> Text:
    """Return `text` fit for a document, with its length on record where it was cut."""
    if len(text) <= cap:
        return Text(text=clean(text, cap))
    return Text(text=clean(text, cap), truncated=True, original_length=len(text))


def number(value: object, digits: int = 6) -> float | None:
    """Return a measured number with that many significant digits; None unless it is finite."""
    try:
        plain = float(value)  # type: ignore[arg-type]  # whatever an author recorded
    except (TypeError, ValueError, OverflowError):
        return None
    return float(f"{plain:.{digits}g}") if math.isfinite(plain) else None


def timestamp(at: datetime | None) -> str | None:
    """Write a time as RFC 3339 in UTC with milliseconds."""
    if at is None:
        return None
    if at.tzinfo is None:
        raise ValueError(f"a time without a time zone: {at}")
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
