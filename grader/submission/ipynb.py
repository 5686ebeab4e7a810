"""Notebook text -> code cells. Caps hold before anything is parsed; nothing is executed.

Only the source of code cells is used: outputs, attachments and ids are dropped, and of the metadata all but the
language and its version, which change no verdict. The standard library's JSON
reader is made strict, since a file that two readers understand differently cannot be graded fairly.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, NoReturn

from grader.errors import SubmissionError
from grader.model import Note
from grader.submission.cells import Cell, make_cell
from grader.submission.wording import note, problem

MAX_CELLS = 5_000
MAX_DEPTH = 100
MAX_PARTS = 500_000  # lists and objects

_STRING = re.compile(r'"(?:[^"\\]++|\\.)*+"?', re.DOTALL)  # possessive: one pass, whatever the text
_NO_BRACKET = re.compile(r"[^\[\]{}]++")
_CONFLICT = re.compile(r"^(<{7}|>{7})( |$)", re.MULTILINE)
_VERSION = re.compile(r"3\.\d{1,2}(\.\d{1,2})?")
_LINK_KEYS = ({"url", "doc_id"}, {"doc_id", "email"}, {"URL"})  # what cloud drives put in the place of a file


@dataclass(frozen=True, slots=True)
class Notebook:
    """The code cells of a notebook, and what is worth saying about them."""

    cells: tuple[Cell, ...]
    notes: tuple[Note, ...]


def read_notebook(text: str) -> Notebook:
    """Return the code cells, or raise `SubmissionError` with a sentence that says what is wrong."""
    _check_caps(text)
    document = _parse(text)
    entries = _entries(document)
    if len(entries) > MAX_CELLS:
        raise SubmissionError(problem("cells", limit=MAX_CELLS))
    cells: list[Cell] = []
    notes = [*_language(document), *_version(document)]
    number = 0
    for entry in entries:
        if isinstance(entry, dict) and entry.get("cell_type") != "code":
            continue
        number += 1
        source = _source(entry)
        if isinstance(source, str):
            cells.append(make_cell(number, source))
            if cells[-1].text.count("\ufffd") > source.count("\ufffd"):
                notes.append(Note("converted", note("replaced"), cell=number))
        else:
            notes.append(Note("syntax", note("cell_damaged", found=_kind(source)), cell=number))
    if not number:
        raise SubmissionError(problem("no_code_cells", count=len(entries)))
    return Notebook(tuple(cells), tuple(notes))


def _check_caps(text: str) -> None:
    """Refuse, without parsing, what would cost too much memory or stack."""
    if text.count('"cell_type"') > MAX_CELLS:
        raise SubmissionError(problem("cells", limit=MAX_CELLS))
    brackets = _NO_BRACKET.sub("", _STRING.sub("", text))
    if len(brackets) > 2 * MAX_PARTS:
        raise SubmissionError(problem("json_parts", limit=MAX_PARTS))
    depth = 0
    for bracket in brackets:
        depth += 1 if bracket in "[{" else -1
        if depth > MAX_DEPTH:
            raise SubmissionError(problem("json_deep", limit=MAX_DEPTH))


def _parse(text: str) -> Any:
    try:
        return json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_object)
    except json.JSONDecodeError as error:
        conflict = _CONFLICT.search(text)
        if conflict:
            line = text.count("\n", 0, conflict.start()) + 1
            raise SubmissionError(problem("conflict", line=line)) from None
        raise SubmissionError(_json_problem(text, error)) from None
    except RecursionError:
        raise SubmissionError(problem("json_deep", limit=MAX_DEPTH)) from None
    except ValueError:  # an integer too long for int()
        raise SubmissionError(problem("number")) from None


def _json_problem(text: str, error: json.JSONDecodeError) -> str:
    if error.msg == "Extra data":
        return problem("trailing", line=error.lineno)
    if not text.lstrip().startswith(("{", "[")):
        return problem("not_json")
    unfinished = error.msg.startswith("Unterminated string") or not text[error.pos :].strip()
    if unfinished or text.rstrip()[-1:] not in ("}", "]"):
        return problem("cut_off", line=text.count("\n") + 1)
    return problem("json", line=error.lineno, cause=error.msg[:1].lower() + error.msg[1:])


def _refuse_constant(name: str) -> NoReturn:
    raise SubmissionError(problem("nan", name=name))


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise SubmissionError(problem("duplicate_key", key=ascii(twice[:40])))
    return found


def _entries(document: Any) -> list[Any]:
    """Return the cells of format 4 (cells) or 3 (worksheets), in order."""
    if isinstance(document, dict):
        if isinstance(document.get("cells"), list):
            return list(document["cells"])
        sheets = document.get("worksheets")
        if isinstance(sheets, list):
            lists = [sheet.get("cells") for sheet in sheets if isinstance(sheet, dict)]
            return [entry for cells in lists if isinstance(cells, list) for entry in cells]
        if any(keys <= document.keys() for keys in _LINK_KEYS):
            raise SubmissionError(problem("link", kind="a shortcut of a cloud drive"))
    raise SubmissionError(problem("no_cells"))


def _source(entry: Any) -> Any:
    """Return the source of a code cell as text, or whatever stands in its place."""
    if not isinstance(entry, dict):
        return entry
    source = entry.get("source", entry.get("input"))
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        return "".join(source)
    return source


def _language(document: Any) -> list[Note]:
    metadata = document.get("metadata")
    kernel = metadata.get("kernelspec") if isinstance(metadata, dict) else None
    info = metadata.get("language_info") if isinstance(metadata, dict) else None
    for record, key in ((kernel, "language"), (info, "name")):
        language = record.get(key) if isinstance(record, dict) else None
        if isinstance(language, str) and not language.lower().startswith(("python", "ipython")):
            return [Note("converted", note("language", language=ascii(language[:40])[1:-1]))]
    return []


def _version(document: Any) -> list[Note]:
    """Return which Python the notebook says that it was last run with."""
    metadata = document.get("metadata")
    info = metadata.get("language_info") if isinstance(metadata, dict) else None
    version = info.get("version") if isinstance(info, dict) else None
    known = isinstance(version, str) and _VERSION.fullmatch(version)
    return [Note("python", str(version))] if known else []


def _kind(value: Any) -> str:
    names = {
        dict: "an object",
        list: "a list with something else than text",
        bool: "true or false",
        type(None): "missing",
    }
    return names.get(type(value), "a number" if isinstance(value, (int, float)) else "text outside of a cell")
