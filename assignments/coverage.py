"""Which exercise covers what of the lectures: docs/coverage.md, made from the `lectures.toml` of the assignments.

Run ``python -m assignments.coverage docs/coverage.md`` to write it; ``make template`` does.
"""

import sys
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
LEVELS = {
    "taught": "explained in the handout, not graded",
    "asked": "a question with a number or a choice",
    "graded": "a check enforces the formula or the algorithm, on code or on numbers found by hand",
    "claim": "a check reproduces the claim itself, by experiment or by construction",
}
DECKS = {
    "S0": "introduction",
    "S1": "digits and the sigmoid neuron",
    "S2": "review, feedforward networks, training",
    "S3": "backpropagation",
    "S4": "computational graphs",
}
SIZES = {"S0": 62, "S1": 16, "S2": 72, "S3": 8, "S4": 17}  # rows into which each deck was divided, numbered from 01

OPENING = """# What of the lectures is covered, and where

Made from the files `lectures.toml` of the assignments by `make template`; edit those. Each deck is divided into rows,
and a row stands once for each assignment that covers it. A test fails if a row is missing.

"""


@dataclass(frozen=True, slots=True)
class Row:
    """What one assignment does about one row of the lectures."""

    id: str
    assignment: str
    content: str
    exercises: tuple[str, ...]
    level: str


def rows(folder: Path = HERE) -> list[Row]:
    """Return the rows of all assignments in `folder`, in the order of the lectures."""
    found = [
        Row(id, path.parent.name, row["content"], tuple(row["exercises"]), row["level"])
        for path in sorted(folder.glob("*/lectures.toml"))
        for id, row in tomllib.loads(path.read_text(encoding="utf-8")).items()
    ]
    return sorted(found, key=lambda row: (row.id, row.assignment))


def expected() -> list[str]:
    """Return the name of every row of the five decks."""
    return [f"{deck}-{number:02}" for deck, size in SIZES.items() for number in range(1, size + 1)]


def page(found: Iterable[Row]) -> str:
    """Return the page as Markdown."""
    found = list(found)
    parts = [OPENING, *(f"- **{level}**: {meaning}\n" for level, meaning in LEVELS.items())]
    for deck, title in DECKS.items():
        parts += [f"\n## {deck}: {title}\n\n", "| row | content | exercises | level |\n", "|---|---|---|---|\n"]
        parts += [_line(row) for row in found if row.id.startswith(deck)]
    return "".join(parts)


def _line(row: Row) -> str:
    return f"| {row.id} | {row.content} | {', '.join(row.exercises)} ({row.assignment[:3]}) | {row.level} |\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(rows()), encoding="utf-8")
