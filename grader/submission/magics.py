"""Leave out what only IPython understands, and say so; never inside a string, and without moving a line.

``%matplotlib inline``, ``!pip install x``, ``name?`` and ``files = !ls`` go. ``%time statement`` keeps the statement.
A cell that begins with ``%%time``, ``%%capture`` or ``%%prun`` keeps its body, for IPython runs it in the notebook; one
that begins with any other ``%%`` goes: its body is another language, a file, or run where it binds nothing.
"""

from __future__ import annotations

import re

from grader.model import Note
from grader.submission.cells import Cell
from grader.submission.scanning import LineScanner
from grader.submission.wording import excerpt, note

_BODY_COUNTS = frozenset({"%%time", "%%capture", "%%prun"})
_LINE = re.compile(
    r"""\s*(?:
        [%!?]                                            # %magic, !command, ?help
      | [A-Za-z_][\w.]*(?:\[[^]]*\])?\?{1,2}\s*$         # help?
      | [\w\s,.]+=\s*(?:!|%[A-Za-z])                     # files = !ls
      | (?:pip3?|conda|mamba)\s+(?:install|uninstall|list|show|update)\b
    )""",
    re.VERBOSE,
)
_TIMED = re.compile(r"(\s*)%time\s+(?=\S)")


def without_magics(cell: Cell) -> tuple[Cell, list[Note]]:
    """Return the cell as Python, line for line, and a note for each thing left out."""
    lines = cell.text.split("\n")
    notes: list[Note] = []

    def drop(index: int, key: str, **values: object) -> None:
        notes.append(Note("magic", note(key, **values), cell=cell.number, line=index + 1))

    for index, line in enumerate(lines):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if not line.lstrip().startswith("%%"):
            break
        magic = line.split()[0]
        if magic not in _BODY_COUNTS:
            drop(index, "cell_dropped", magic=excerpt(magic))
            return Cell(cell.number, ""), notes
        drop(index, "line_dropped", text=excerpt(line))
        lines[index] = ""

    scanner = LineScanner()
    index = 0
    while index < len(lines):
        if scanner.begins(lines[index]) and _LINE.match(lines[index]):
            timed = _TIMED.match(lines[index])
            drop(index, "line_dropped", text="%time" if timed else excerpt(lines[index]))
            index = _replace(lines, index, timed)
        scanner.feed(lines[index])
        index += 1
    return Cell(cell.number, "\n".join(lines)), notes


def _replace(lines: list[str], index: int, timed: re.Match[str] | None) -> int:
    """Put Python in the place of a magic line and what it continues on; return the last line of it."""
    line = lines[index]
    if timed:
        lines[index] = timed.group(1) + line[timed.end() :]
        return index
    indent = line[: len(line) - len(line.lstrip())]
    lines[index] = f"{indent}pass" if indent else ""  # a block must not become empty
    while line.endswith("\\") and index + 1 < len(lines):
        index += 1
        line, lines[index] = lines[index], ""
    return index
