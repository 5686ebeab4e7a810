"""All printing of the commands: tables, progress with the time left, colour only on a terminal, `--json`."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterable, Sequence
from types import TracebackType
from typing import Any

COLORS = {"good": "green", "bad": "red", "warn": "yellow"}


def is_terminal() -> bool:
    """Say whether a person is looking."""
    return sys.stdout.isatty()


def table(columns: Sequence[str], rows: Iterable[Sequence[object]], styles: Sequence[str] = ()) -> None:
    """Print rows under their columns: coloured on a terminal, aligned plain text otherwise.

    `styles` names, for each row, one of the keys of `COLORS` or nothing.
    """
    cells = [["" if value is None else str(value) for value in row] for row in rows]
    if is_terminal() and "NO_COLOR" not in os.environ:
        _rich_table(columns, cells, styles)
        return
    widths = [max(len(line[i]) for line in [list(columns), *cells]) for i in range(len(columns))]
    numeric = [all(_is_number(line[i]) for line in cells) for i in range(len(columns))]
    for line in [list(columns), *cells]:
        padded = (
            text.rjust(width) if right else text.ljust(width)
            for text, width, right in zip(line, widths, numeric, strict=True)
        )
        print("  ".join(padded).rstrip())


def _rich_table(columns: Sequence[str], cells: list[list[str]], styles: Sequence[str]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    grid = Table(box=None, header_style="bold", pad_edge=False)
    for i, column in enumerate(columns):
        grid.add_column(column, justify="right" if all(_is_number(line[i]) for line in cells) else "left")
    for number, line in enumerate(cells):
        style = COLORS.get(styles[number], "") if number < len(styles) else ""
        grid.add_row(*(Text(text) for text in line), style=style)
    Console().print(grid)


def _is_number(text: str) -> bool:
    return not text or text.replace(".", "", 1).replace("/", "", 1).replace("%", "").strip().isdigit()


def say(text: str = "") -> None:
    """Print one paragraph for a person."""
    print(text)


def warn(text: str) -> None:
    """Print something that a person should know, apart from the results."""
    print(text, file=sys.stderr)


def print_json(value: Any) -> None:
    """Print what a program asked for by `--json`."""
    print(json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False))


class Progress:
    """How far a long piece of work is, and about how long it will still take.

    On a terminal one line that is written over; otherwise a plain line at each tenth.
    """

    def __init__(self, total: int, verb: str) -> None:
        self._total, self._verb, self._done = total, verb, 0
        self._began = time.monotonic()
        self._live = sys.stderr.isatty()

    def __enter__(self) -> Progress:
        return self

    def advance(self, note: str = "") -> None:
        """Count one piece as done."""
        self._done += 1
        if self._live:
            print(f"\r\x1b[K{self._line()}  {note}", end="", file=sys.stderr, flush=True)
        elif self._total >= 10 and self._done * 10 // self._total != (self._done - 1) * 10 // self._total:
            print(self._line(), file=sys.stderr, flush=True)

    def clear(self) -> None:
        """Make room for what is printed next."""
        if self._live:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)

    def _line(self) -> str:
        rate = (time.monotonic() - self._began) / self._done
        left = round(rate * (self._total - self._done))
        rest = f", about {_span(left)} left" if self._done < self._total else ""
        return f"{self._done}/{self._total} {self._verb}{rest}"

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.clear()


def _span(seconds: int) -> str:
    if seconds < 90:
        return f"{seconds} s"
    return f"{round(seconds / 60)} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"


def flush() -> None:
    """Let whoever reads along see everything that was printed so far."""
    sys.stdout.flush()
