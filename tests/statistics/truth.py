"""Whether a cause that was named is the cause: what it claims must hold at other points, of other sizes.

A cause is right if the relation that its sentence states between the student's gradient and the right one holds
wherever it is looked at; this is independent of how the diagnosis came to name it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import numpy as np

from grader.messages import MESSAGES

IDS = [key for key in MESSAGES if key.startswith(("diagnosis.", "gradient.", "shape."))]


def recognize(sentence: str) -> tuple[str, dict[str, str]]:
    """Return the id of a sentence and what stands in its blanks."""
    for key in IDS:
        pattern = re.sub(r"\\\{(\w+)\\\}", _blank(set()), re.escape(MESSAGES[key]))
        if found := re.fullmatch(pattern, sentence, re.DOTALL):
            return key, found.groupdict()
    return "", {}


def _blank(seen: set[str]) -> Callable[[re.Match], str]:
    def group(match: re.Match) -> str:
        name = match[1]
        if name in seen:
            return f"(?P={name})"
        seen.add(name)
        return f"(?P<{name}>.+?)"

    return group


def _near(one, other):
    return one.shape == other.shape and bool(
        np.abs(one - other).max(initial=0) <= 1e-7 + 1e-5 * np.abs(other).max(initial=0)
    )


def holds(key: str, blanks: Mapping[str, str], found: np.ndarray, right: np.ndarray, place: Mapping) -> bool:
    """Say whether the claim of a sentence holds of one gradient at one point.

    `place` knows more of it: "rows", "parameter", "others" (the right gradients by name), "alone" (what the first and
    the last row give) and "twice" (the same gradient for another upstream, found and right).
    """
    claim = CLAIMS.get(key)
    return claim is not None and bool(claim(blanks, found, right, place))


def _multiples(found, right, axis):
    """Return the factor of each column (axis 0) or row (axis 1) by its largest entry."""
    largest = np.abs(right).argmax(axis=axis, keepdims=True)
    return np.take_along_axis(found, largest, axis) / np.take_along_axis(right, largest, axis)


CLAIMS: dict[str, Callable] = {
    "diagnosis.sign": lambda b, s, r, p: _near(s, -r),
    "diagnosis.average": lambda b, s, r, p: _near(s, p["rows"] * r),
    "diagnosis.sum": lambda b, s, r, p: _near(s * p["rows"], r),
    "diagnosis.large": lambda b, s, r, p: _near(s, float(b["factor"]) * r),
    "diagnosis.small": lambda b, s, r, p: _near(s * float(b["factor"]), r),
    "diagnosis.factor": lambda b, s, r, p: _near(s, float(b["factor"]) * r),
    "diagnosis.constant": lambda b, s, r, p: np.ptp(s) == 0,
    "diagnosis.offset": lambda b, s, r, p: np.ptp(s - r) <= 1e-6 * np.abs(s - r).max(),
    "diagnosis.transposed": lambda b, s, r, p: _near(s, r.T),
    "diagnosis.reversed": lambda b, s, r, p: _near(s, r[::-1]),
    "diagnosis.rows": lambda b, s, r, p: _near(np.sort(s, axis=0), np.sort(r, axis=0)),
    "gradient.ignores": lambda b, s, r, p: _near(s, p["twice"][0]),
    "gradient.zero": lambda b, s, r, p: not _near(p["nothing"], 0 * s),
    "gradient.double": lambda b, s, r, p: not _near(p["double"], 2 * s),
    "gradient.additive": lambda b, s, r, p: not _near(p["both"], s + p["twice"][0]),
    "gradient.swapped": lambda b, s, r, p: _near(s, p["others"][b["other"]]),
    "gradient.one_row": lambda b, s, r, p: _near(s, p["alone"][b["row"]]),
    "gradient.penalty": lambda b, s, r, p: _near(
        s - r, (1 if b["more"] == "more" else -1) * float(b["share"]) * p["parameter"]
    ),
    "gradient.mask": lambda b, s, r, p: _near(np.where(r != 0, s, 0), r),
    "gradient.missing": lambda b, s, r, p: _near(s, np.where(s != 0, r, 0)),
    "gradient.columns": lambda b, s, r, p: _near(s, r * _multiples(s, r, 0)),
    "gradient.rows": lambda b, s, r, p: _near(s, r * _multiples(s, r, 1)),
    "gradient.elsewhere": lambda b, s, r, p: _near(np.sort(s, axis=None), np.sort(r, axis=None)),
    "gradient.unsummed": lambda b, s, r, p: s.shape == (p["rows"], *r.shape),
    "shape.transposed": lambda b, s, r, p: s.shape == r.shape[::-1],
    "shape.scalar": lambda b, s, r, p: s.shape == (),
    "shape.extra_axis": lambda b, s, r, p: s.size == r.size,
    "shape.keepdims": lambda b, s, r, p: s.size == r.size,
    "shape.broadcast": lambda b, s, r, p: s.shape == r.shape * 2,
}
