"""Every sentence with which the reader answers a file, by id; the first line says what is wrong or what to do."""

from __future__ import annotations

AGAIN = "Hand in the notebook itself: in Jupyter, File > Download (or Save Notebook As) gives the .ipynb file."
CLEAR = "Open it in Jupyter, clear all outputs, run it, save it, and hand it in again."

PROBLEMS: dict[str, str] = {
    "archive": "This is {kind}, not a notebook. Unpack it and hand in the .ipynb or .py file that is in it.",
    "cells": "The notebook has more than {limit} cells. {clear}",
    "cells_empty": "All {count} code cells are empty. Hand in the notebook that holds your work.",
    "code_long": "The file holds more than {limit} characters of code. Load data from a file; do not paste it as code.",
    "conflict": "Line {line} holds a git conflict marker, so two versions are mixed. Settle the conflict, save, "
    "and hand it in again.",
    "cut_off": "The notebook ends in the middle (line {line}): its upload or download was cut off. Hand it in again.",
    "document": "This is {kind}, not a notebook. {again}",
    "duplicate_key": "The notebook names {key} twice in one place, so it is not clear which one counts. {clear}",
    "empty": "The file is empty ({size} bytes). Hand in the file that holds your work.",
    "encoding": "The file is not UTF-8 text: byte {position} cannot be read. Save it with the encoding UTF-8.",
    "internal": "The file could not be read ({kind}). Show it to your instructor.",
    "json": "The notebook is damaged in line {line}: {cause}. {clear}",
    "json_deep": "The notebook is nested more than {limit} levels deep. {clear}",
    "json_parts": "The notebook has more than {limit} parts; most are outputs. {clear}",
    "large": "The file has {size:.1f} MB; at most {limit} MB can be read. {clear}",
    "link": "This is {kind}, which points to a file elsewhere. Hand in the file itself.",
    "nan": "The notebook holds {name}, which is not allowed in a notebook file (some output wrote it). {clear}",
    "no_cells": "This is JSON but not a notebook: it has no list of cells. {again}",
    "no_code": "There is no code in this file, only comments. Hand in the file that holds your work.",
    "no_code_cells": "The notebook has no code cell, only {count} of text. "
    "Paste your code into code cells, not text cells.",
    "no_python": "Nothing in this file can be read as Python. The first error, in {where}: {cause}.",
    "no_statement": "There is no Python code in this file, only commands of the notebook. "
    "Hand in the file that holds your work.",
    "not_json": "The file is called a notebook but is none: it does not begin with a brace. {again}",
    "number": "The notebook holds a number of more than 4300 digits. {clear}",
    "statements": "The file has more than {limit} statements at top level. Put repeated code into functions.",
    "trailing": "Something follows after the end of the notebook in line {line}: two files may be joined. {clear}",
    "wide": "The file is {kind} text. Save it with the encoding UTF-8 and hand it in again.",
    "zeros": "The file holds nothing but zero bytes: the disk or the upload damaged it. Hand it in again.",
}

NOTES: dict[str, str] = {
    "await": "await at top level is not executed when grading",
    "call_skipped": "{text} is not executed: a call that changes {name} does not count; set {name} by an assignment",
    "cell_damaged": "this cell is damaged and was left out: its source is {found}",
    "cell_dropped": "a cell that begins with {magic} is not Python and was left out",
    "checkpoint": "this is a checkpoint copy that Jupyter saved by itself; it may be older than your notebook",
    "dropped": "not needed for grading: {text}",
    "dropped_lines": "lines {first} to {last} are not needed for grading: {text}",
    "early_name": "{name} is made again later ({where}); the last one is graded",
    "language": "the notebook says that its language is {language}; it was read as Python",
    "main_guard": 'what stands under if __name__ == "__main__" is not executed when grading',
    "many": "and {count} more of this kind",
    "not_notebook": "the name says notebook, but this is Python source; it was read as such",
    "not_script": "the name says Python source, but this is a notebook; it was read as such",
    "rebound": "{name} is a function ({where}) and is given another value here; the function is graded",
    "replaced": "characters that are not valid Unicode were replaced",
    "set_by_call": "{name} is set only while {function} runs, and nothing at top level runs it",
    "stub_ignored": "{name} stands here as an untouched stub; your version in {where} is graded",
    "syntax": "{cause}",
    "syntax_conflict": "a git conflict marker: two versions are mixed here, and the later one counts",
    "syntax_end": "too much of this cell cannot be read; the rest was left out",
    "syntax_name": "{name} cannot be read: {cause}",
    "undefined": "{name} is used here, but nothing in the file defines it",
    "line_dropped": "{text} is not Python and was left out",
}


def problem(key: str, /, **values: object) -> str:
    """Return the sentence that says why a file cannot be graded, and what to do."""
    return PROBLEMS[key].format(**values, again=AGAIN, clear=CLEAR)


def note(key: str, /, **values: object) -> str:
    """Return the text of a note."""
    return NOTES[key].format(**values)


def excerpt(text: str, length: int = 60) -> str:
    """Return the first line of some code, shortened, for a sentence."""
    lines = text.strip().split("\n")
    first = lines[0].strip()
    return first if len(lines) == 1 and len(first) <= length else f"{first[:length].rstrip()} ..."
