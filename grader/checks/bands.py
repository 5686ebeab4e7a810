"""Between which values the reference's own learning curves stay: what a student's curve is drawn beside."""

from __future__ import annotations

from collections.abc import Mapping

from grader.checks.attempt import Place, attempt
from grader.checks.terms import CheckTerms
from grader.model import Evidence

RUNS = 5
"""How many runs of the reference, on seeds of their own, make the band."""

FIRST_RUN = 100  # far from the two that students are judged with

Band = tuple[tuple[float, float, float], ...]


def reference_bands(place: Place, terms: CheckTerms) -> Mapping[str, Band]:
    """Return, by the title of each curve that a check records, x with the lowest and highest y of the reference."""
    if terms.reference is None:
        return {}
    runs = []
    for run in range(FIRST_RUN, FIRST_RUN + RUNS):
        made = attempt(place, terms.reference, terms, terms.limits.cpu_total, run)
        curves = [found for found in made.draws.evidence if found.kind == "curve"]
        if made.finding is not None or not curves:
            return {}  # what draws no curve once will not do so the next time
        runs.append(curves)
    titles = dict.fromkeys(curve.title for curve in runs[0])
    return {title: _band([curve for curves in runs for curve in curves if curve.title == title]) for title in titles}


def _band(curves: list[Evidence]) -> Band:
    found: dict[float, list[float]] = {}
    for curve in curves:
        for x, y in next(iter(curve.data["series"].values()), ()):
            found.setdefault(x, []).append(y)
    return tuple((x, min(values), max(values)) for x, values in sorted(found.items()) if len(values) == len(curves))
