"""Evidence as inline SVG, drawn by joining strings: deterministic, no script, cheap; each with a text made of its data.

Colours of lines are Okabe and Ito's, which stay apart for colour-blind readers; each line also has a dash of its own.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from grader.documents.schema import Confusion, Curve, Images
from grader.pages.png import Shade, sheet
from grader.pages.visible import escaped

WIDTH, HEIGHT = 340, 200
LEFT, RIGHT, TOP, BOTTOM = 44, 12, 12, 28
COUNTED = 12  # classes up to which a confusion matrix shows its numbers
DASHES = ("", "6 3", "2 3", "8 3 2 3", "1 4", "10 4")


@dataclass(frozen=True, slots=True)
class Picture:
    """An SVG element, its heading, and the sentence that says what it shows."""

    svg: str
    title: str
    caption: str
    labels: tuple[str, ...] = ()  # of lines, in the order of their dashes
    band: bool = False  # whether the reference's band is drawn


def picture(evidence: Curve | Confusion | Images, id: str) -> Picture:
    """Draw one piece of evidence; `id` must be unique in its page."""
    if isinstance(evidence, Curve):
        return _curve(evidence, id)
    return _confusion(evidence, id) if isinstance(evidence, Confusion) else _images(evidence, id)


def _svg(id: str, width: int, height: int, title: str, caption: str, body: str) -> str:
    return (
        f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img"'
        f' aria-labelledby="{id}-t {id}-d"><title id="{id}-t">{escaped(title)}</title>'
        f'<desc id="{id}-d">{escaped(caption)}</desc>{body}</svg>'
    )


# --- curves


def _curve(curve: Curve, id: str) -> Picture:
    points = [point for series in curve.series for point in series.points]
    points += [(x, y) for x, low, high in curve.band for y in (low, high)]
    x_ticks = _ticks(min(x for x, _ in points), max(x for x, _ in points))
    y_ticks = _ticks(min(y for _, y in points), max(y for _, y in points))
    across = _Scale(x_ticks[0], x_ticks[-1], LEFT, WIDTH - RIGHT)
    up = _Scale(y_ticks[0], y_ticks[-1], HEIGHT - BOTTOM, TOP)
    parts = [
        f'<g class="grid"><path d="M{LEFT} {up(y):.1f}H{WIDTH - RIGHT}"/>'
        f'<text x="{LEFT - 6}" y="{up(y) + 4:.1f}" text-anchor="end">{y:.4g}</text></g>'
        for y in y_ticks
    ]
    parts += [
        f'<g class="grid"><text x="{across(x):.1f}" y="{HEIGHT - 8}" text-anchor="middle">{x:.4g}</text></g>'
        for x in x_ticks
    ]
    if curve.band:
        edge = [(x, high) for x, _, high in curve.band] + [(x, low) for x, low, _ in reversed(curve.band)]
        outline = " ".join(f"{across(x):.1f},{up(y):.1f}" for x, y in edge)
        parts.append(f'<polygon class="band" points="{outline}"/>')
    for i, series in enumerate(curve.series):
        path = " ".join(f"{across(x):.1f},{up(y):.1f}" for x, y in series.points)
        if len(series.points) == 1:
            x_at, y_at = path.split(",")
            parts.append(f'<circle class="line l{i}" cx="{x_at}" cy="{y_at}" r="3"/>')
        parts.append(f'<polyline class="line l{i}" stroke-dasharray="{DASHES[i]}" points="{path}"/>')
    caption = "; ".join(_said(series.label, series.points) for series in curve.series) + "."
    if curve.band:
        x, low, high = curve.band[-1]
        ours = f"{low:.4g}" if low == high else f"between {low:.4g} and {high:.4g}"
        caption += f" At {x:.4g} our own solution, run several times, is {ours}."
    svg = _svg(id, WIDTH, HEIGHT, curve.title, caption, "".join(parts))
    return Picture(svg, curve.title, caption, tuple(series.label for series in curve.series), len(curve.band) > 1)


def _said(label: str, points: tuple[tuple[float, float], ...]) -> str:
    lowest, highest = min(points, key=lambda point: point[1]), max(points, key=lambda point: point[1])
    if len(points) == 1:
        return f"{label}: {points[0][1]:.4g} at {points[0][0]:.4g}"
    return (
        f"{label}: from {points[0][1]:.4g} to {points[-1][1]:.4g},"
        f" lowest {lowest[1]:.4g} at {lowest[0]:.4g}, highest {highest[1]:.4g} at {highest[0]:.4g}"
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    """From a number to a place on the picture."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Return the place of a number."""
        share = (value / 2 - self.low / 2) / (self.high / 2 - self.low / 2)  # halves: the span may exceed a float
        return self.start + (self.end - self.start) * share


def _ticks(low: float, high: float) -> list[float]:
    """Return three to six round numbers that enclose the range."""
    if high <= low:
        margin = abs(low) / 10 or 1.0
        low, high = low - margin, high + margin
    rough = high / 4 - low / 4
    if not 1e-290 < rough < 1e290:
        return [low, high]
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= rough * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [step * i for i in range(int(first), int(last) + 1)]


# --- confusion matrices


def _confusion(confusion: Confusion, id: str) -> Picture:
    matrix, K = confusion.matrix, len(confusion.matrix)
    side = max(14, min(30, 300 // K))
    below = TOP + 14  # under the numbers of the columns
    parts = [_cell(matrix, i, j, side, below) for i in range(K) for j in range(K)]
    if K <= COUNTED:
        for i in range(K):
            middle = i * side + side / 2
            parts.append(f'<text x="{LEFT + middle:.1f}" y="{TOP + 10}" text-anchor="middle">{i}</text>')
            parts.append(f'<text x="{LEFT - 6}" y="{below + middle + 3.5:.1f}" text-anchor="end">{i}</text>')
    middle = K * side / 2
    upright = f'transform="rotate(-90 12 {below + middle:.1f})"'
    parts.append(f'<text x="12" y="{below + middle:.1f}" text-anchor="middle" {upright}>true class</text>')
    parts.append(f'<text x="{LEFT + middle:.1f}" y="{below + K * side + 14}" text-anchor="middle">answer</text>')
    caption = _confusion_said(matrix)
    width, height = LEFT + K * side + RIGHT, below + K * side + 20
    return Picture(_svg(id, width, height, confusion.title, caption, "".join(parts)), confusion.title, caption)


def _cell(matrix: tuple[tuple[int, ...], ...], i: int, j: int, side: int, below: int) -> str:
    """Draw one cell, shaded by its share of the largest count in its row: right and wrong answers in two hues."""
    count, x, y = matrix[i][j], LEFT + j * side, below + i * side
    shade = ("d" if i == j else "w") + str(math.ceil(4 * count / max(1, *matrix[i])))
    cell = f'<rect class="cell {shade}" x="{x}" y="{y}" width="{side}" height="{side}"/>'
    if not count or len(matrix) > COUNTED:
        return cell
    place = f'x="{x + side / 2:.1f}" y="{y + side / 2 + 3.5:.1f}"'
    return f'{cell}<text class="count {shade}" {place} text-anchor="middle">{count}</text>'


def _confusion_said(matrix: tuple[tuple[int, ...], ...]) -> str:
    total, right = sum(map(sum, matrix)), sum(row[i] for i, row in enumerate(matrix))
    wrong = sorted(
        ((count, i, j) for i, row in enumerate(matrix) for j, count in enumerate(row) if i != j and count),
        key=lambda entry: (-entry[0], entry[1], entry[2]),
    )
    said = f"{right} of {total} answers are right."
    if wrong:
        most = "; ".join(f"{i} taken for {j}: {count}" for count, i, j in wrong[:3])
        said += f" Most frequent errors: {most}."
    return said


# --- small images


def _images(images: Images, id: str) -> Picture:
    low, high = min(map(min, images.images)), max(map(max, images.images))
    columns = min(5, len(images.images))
    rows = -(-len(images.images) // columns)
    signed = low < 0
    reach = max(abs(low), abs(high)) or 1.0
    shade = Shade(-reach if signed else low, reach if signed else high, signed)
    data = sheet(images.images, images.height, images.width, columns, shade)
    scale = max(1, 300 // (columns * (images.width + 1)))
    width, height = columns * (images.width + 1) * scale, rows * (images.height + 1) * scale
    caption = (
        f"{len(images.images)} image{'' if len(images.images) == 1 else 's'} of {images.height} by {images.width},"
        f" values from {low:.3g} to {high:.3g}; "
        + ("blue is negative, white zero, orange positive." if signed else "black is low, white high.")
    )
    body = f'<image class="pixels" width="{width}" height="{height}" href="data:image/png;base64,{data}"/>'
    return Picture(_svg(id, width, height, images.title, caption, body), images.title, caption)
