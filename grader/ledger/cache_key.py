"""What a verdict depends on, as one key: the same key means that the check need not run again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict

from grader.model import Level, Limits

FORMAT = 2
"""Raise it when the meaning of a part changes: every verdict is then run again."""


def cache_key(
    *,
    slice_sha256: str,
    check: str,
    check_sha256: str,
    versions: str,
    level: Level,
    limits: Limits,
    data: Mapping[str, str],
    key: bytes,
    swapped: Iterable[str] = (),
) -> str:
    """Return a hash of all that one verdict depends on.

    Points and titles are not in it: they are applied when a document is written. `check_sha256` covers the source of
    the check, of every module of the course that it imports, of the known mistakes that it may meet, and of what is
    served to it; `versions` names grader, NumPy and Python; `data` is the fingerprint of each data set; `key` is the
    course key, of which only a hash is kept; `swapped` are the functions that follow-through serves from the reference.
    """
    parts = {
        "format": FORMAT,
        "slice": slice_sha256,
        "check": [check, check_sha256],
        "versions": versions,
        "level": level.value,
        "limits": asdict(limits),
        "data": dict(data),
        "key": hashlib.sha256(b"cache\x1f" + key).hexdigest(),
        "swapped": sorted(swapped),
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
