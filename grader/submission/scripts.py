"""Python source -> cells: the percent format, the export of nbconvert, or one cell for the whole file."""

from __future__ import annotations

import re

from grader.submission.cells import Cell, is_blank, make_cell
from grader.submission.scanning import LineScanner

_MARK = re.compile(r"#\s*%%(?![A-Za-z])(?P<title>.*)|#\s*In\s?\[[\s\d]*\]:\s*$")
_TEXT = re.compile(r"\s*(?:\[(?:markdown|md|raw)\]|(?:markdown|md)\s*$)", re.IGNORECASE)


def read_script(text: str) -> tuple[Cell, ...]:
    """Return the code cells; what stands above the first mark is a cell if it holds code."""
    lines = make_cell(1, text).text.split("\n")
    blocks: list[list[str]] = [[]]
    is_text = [False]
    scanner = LineScanner()
    for line in lines:
        mark = _MARK.match(line) if not scanner.quote else None
        if mark:
            blocks.append([])
            is_text.append(bool(_TEXT.match(mark.group("title") or "")))
        else:
            blocks[-1].append(line)
        scanner.feed(line)
    texts = ["\n".join(block) for block, skip in zip(blocks, is_text, strict=True) if not skip]
    if len(texts) > 1 and is_blank(texts[0]):
        del texts[0]
    return tuple(make_cell(number, text) for number, text in enumerate(texts, start=1))
