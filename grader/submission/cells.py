"""A code cell as it stood in the file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """One code cell; `number` counts the code cells of the file from 1."""

    number: int
    text: str


def make_cell(number: int, text: str) -> Cell:
    """Return a cell whose text can be parsed and stored: line ends as Python reads them, valid Unicode only."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return Cell(number, text.encode("utf-8", "replace").decode("utf-8"))


def is_blank(text: str) -> bool:
    """Say whether there is no code, only blank lines and comments."""
    return all(not line.strip() or line.lstrip().startswith("#") for line in text.split("\n"))
