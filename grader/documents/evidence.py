"""Evidence of a check as structs of the document: finite, capped, and nothing that is not its kind of numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from grader.documents.schema import Confusion, Curve, Images, Series
from grader.documents.text import clean, number
from grader.model import Evidence

SERIES, CLASSES, PIXELS, IMAGES = 6, 50, 4096, 16
TITLE = 120

Band = tuple[tuple[float, float, float], ...]
"""Between which values the reference's own runs stay: (x, low, high)."""


def evidence_forms(
    found: Iterable[Evidence], points: int, bands: Mapping[str, Band]
) -> tuple[Curve | Confusion | Images, ...]:
    """Return what can be drawn of the evidence, with at most so many points for each line; without points, nothing.

    `bands` maps the title of a curve to the reference's band.
    """
    if not points:
        return ()
    forms = (_form(evidence, points, bands.get(evidence.title, ())) for evidence in found)
    return tuple(form for form in forms if form is not None)


def _form(evidence: Evidence, points: int, band: Band) -> Curve | Confusion | Images | None:
    title = clean(evidence.title, TITLE)
    if evidence.kind == "curve":
        return _curve(title, evidence.data.get("series"), points, band)
    if evidence.kind == "confusion":
        return _confusion(title, evidence.data.get("matrix"))
    if evidence.kind == "images":
        return _images(title, evidence.data.get("images"), evidence.data.get("shape"))
    return None


def _curve(title: str, series: object, points: int, band: Band) -> Curve | None:
    if not isinstance(series, Mapping):
        return None
    lines = [
        Series(label=clean(str(label), TITLE), points=_pairs(_thinned(_items(line), points)))
        for label, line in list(series.items())[:SERIES]
    ]
    lines = [line for line in lines if line.points]
    return Curve(title=title, series=tuple(lines), band=band) if lines else None


def _pairs(line: Sequence[object]) -> tuple[tuple[float, float], ...]:
    pairs = []
    for point in line:
        values = [number(value, 5) for value in _items(point)]
        if len(values) == 2 and values[0] is not None and values[1] is not None:
            pairs.append((values[0], values[1]))
    return tuple(pairs)


def _thinned(line: Sequence[object], points: int) -> Sequence[object]:
    """Keep evenly spaced points, first and last among them."""
    last = len(line) - 1
    return line if last < points else [line[round(i * last / (points - 1))] for i in range(points)]


def _confusion(title: str, matrix: object) -> Confusion | None:
    rows = [tuple(number(value, 15) for value in _items(row)) for row in _items(matrix)]
    if not 0 < len(rows) <= CLASSES or any(len(row) != len(rows) for row in rows):
        return None
    if any(value is None or value < 0 or value != int(value) for row in rows for value in row):
        return None
    return Confusion(title=title, matrix=tuple(tuple(int(value or 0) for value in row) for row in rows))


def _images(title: str, images: object, shape: object) -> Images | None:
    sizes = [number(value) for value in _items(shape)]
    if len(sizes) != 2 or any(size is None or size < 1 or size != int(size) for size in sizes):
        return None
    height, width = int(sizes[0] or 0), int(sizes[1] or 0)
    rows = [tuple(number(value, 4) or 0.0 for value in _items(image)) for image in _items(images)[:IMAGES]]
    if height * width > PIXELS or not rows or any(len(row) != height * width for row in rows):
        return None
    return Images(title=title, height=height, width=width, images=tuple(rows))


def _items(value: object) -> Sequence[object]:
    return value if isinstance(value, (list, tuple)) else ()
