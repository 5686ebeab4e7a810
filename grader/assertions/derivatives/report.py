"""What a student reads about a wrong gradient: which, where, by how much, the likely cause; never the formula."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NoReturn

import numpy as np

from grader.assertions.derivatives.causes import Case, cause, penalty
from grader.assertions.failures import fail
from grader.assertions.results import Floats, show_pair
from grader.assertions.shapes import show_index
from grader.messages import say


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a gradient whatever the layer is: the id of the sentence, and the sentence."""

    name: str  # of the gradient
    key: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Report:
    """What every message about one function shares."""

    of: str  # whose gradient it is
    hint: str | None = None
    rows: int | None = None
    sizes: tuple[int, ...] = ()  # of all other axes
    fault: Fault | None = None  # what was found wrong with backward already
    remarks: tuple[str, ...] = ()  # on the way in which it was judged


def fail_gradient(case: Case, report: Report, error: Floats | None = None) -> NoReturn:
    """Raise for a gradient of which entries are known to be wrong; NaN in `case.right` stands for what is not known.

    `error` holds the error bars of a measured gradient.
    """
    of, hint, remarks = report.of, report.hint, report.remarks
    known = np.isfinite(case.right)
    reason = _reason(case, report.fault, bool(known.all()))
    name = report.fault.name if report.fault else case.name
    scale = float(np.abs(case.right[known]).max(initial=0.0))
    bars = error if error is not None else np.zeros(case.right.shape)
    wrong = known & ~(np.abs(case.found - np.where(known, case.right, 0)) <= case.atol + case.rtol * scale + bars)
    if not wrong.any():
        sentence = say("gradient.somewhere", name=case.name, of=of)
        fail(reason, sentence, *remarks, hint=hint, gradient=name, cause=reason)
    first = tuple(int(i) for i in np.argwhere(wrong)[0])
    yours, expected = show_pair(case.found[first], case.right[first])
    if error is not None:
        expected = f"{expected} ± {max(float(bars[first]), 1e-12):.0e}"
    index = show_index(first)
    key = "gradient.number" if not first else "gradient.entries" if known.all() else "gradient.entry"
    count, size = int(wrong.sum()), wrong.size
    sentence = say(key, name=case.name, of=of, count=count, size=size, index=index, actual=yours, expected=expected)
    details = {"expected": expected, "observed": yours, "index": index, "wrong": f"{count} of {size}"}
    fail(reason, sentence, *remarks, hint=hint, gradient=name, cause=reason, **details)


def _reason(case: Case, fault: Fault | None, known: bool) -> str:
    """Return the cause: a fault of backward itself first, for then a pattern at one upstream gradient is chance."""
    if fault is None:
        return (cause(case) if known else None) or ""
    added = penalty(case) if known and fault.key == "gradient.zero" else None
    return added or fault.sentence
