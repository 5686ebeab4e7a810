"""Cells -> top-level statements, each with its own text; broken code costs only the statement that it stands in."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from types import CodeType

from grader.model import Note
from grader.scopes import Names, names_of
from grader.submission.cells import Cell
from grader.submission.scanning import LineScanner
from grader.submission.wording import note

_ATTEMPTS = 12  # how many times its own length of a broken cell may be parsed again
_DEFINES = re.compile(r"(?:async\s+)?(?:def|class)\s+(\w+)")
_CONTINUES = re.compile(r"[)\]}]|(?:else|elif|except|finally)\b")
_CONFLICT = re.compile(r"(<{7}|={7}|>{7})(\s|$)")


@dataclass(frozen=True, slots=True)
class Statement:
    """One top-level statement; its text stands alone, and compiles."""

    cell: int
    line: int  # of its first line, within the cell
    text: str
    node: ast.stmt
    names: Names


@dataclass(frozen=True, slots=True)
class _Broken:
    """Why a statement cannot be executed."""

    line: int
    cause: str


def read_statements(cell: Cell) -> tuple[list[Statement], list[Note]]:
    """Return the statements of a cell that can be executed, and a note for each that cannot."""
    lines = cell.text.split("\n")
    body = _parse(cell.text)
    if not isinstance(body, _Broken):
        return _each(cell.number, lines, 0, body)
    statements: list[Statement] = []
    notes: list[Note] = []
    for start, found in _recover(lines):
        if isinstance(found, _Broken):
            notes.append(_note(cell.number, found, lines[start]))
        else:
            more, broken = _each(cell.number, lines, start, found)
            statements += more
            notes += broken
    return statements, notes


def _each(cell: int, lines: list[str], start: int, body: list[ast.stmt]) -> tuple[list[Statement], list[Note]]:
    statements: list[Statement] = []
    notes: list[Note] = []
    for node in body:
        first, text = _text(lines, start, node)
        cause = _compile_error(text)
        if cause:
            kind = _Broken(first + cause.line, cause.cause)
            notes.append(_note(cell, kind, text))
            continue
        try:
            names = names_of(node)
        except RecursionError:
            notes.append(_note(cell, _Broken(first + 1, "it is nested too deeply"), text))
            continue
        statements.append(Statement(cell, first + 1, text, node, names))
    return statements, notes


def first_line(node: ast.stmt) -> int:
    """Return the line on which a statement begins, its decorators included."""
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    return min([node.lineno, *(decorator.lineno for decorator in decorators)])


def _text(lines: list[str], start: int, node: ast.stmt) -> tuple[int, str]:
    """Return the index of the first line of a statement, and its text; columns count bytes of UTF-8."""
    first = start + first_line(node) - 1
    last = start + (node.end_lineno or node.lineno) - 1
    own = lines[first : last + 1]
    own[-1] = own[-1].encode()[: node.end_col_offset].decode()
    if not getattr(node, "decorator_list", []):
        own[0] = own[0].encode()[node.col_offset :].decode()
    return first, "\n".join(own)


def _parse(text: str) -> list[ast.stmt] | _Broken:
    try:
        tree = _compile(text, ast.PyCF_ONLY_AST)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return _broken(error)
    return tree.body if isinstance(tree, ast.Module) else []


def _compile_error(text: str) -> _Broken | None:
    """Say why a statement that parses does not compile, such as a return outside of a function."""
    try:
        _compile(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        try:
            _compile(text, ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return _broken(error)
        return _Broken(1, note("await"))
    return None


def _compile(text: str, flags: int = 0) -> ast.AST | CodeType:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the student's invalid escapes and the like
        return compile(text, "<submission>", "exec", flags, dont_inherit=True)  # type: ignore[no-any-return]


def _broken(error: BaseException) -> _Broken:
    if isinstance(error, SyntaxError):
        return _Broken(error.lineno or 1, error.msg)
    if isinstance(error, (RecursionError, MemoryError)):
        return _Broken(1, "it is nested too deeply")
    return _Broken(1, "source code cannot contain null bytes")


def _note(cell: int, broken: _Broken, start: str) -> Note:
    match = _DEFINES.search(start)
    if match:
        text = note("syntax_name", name=match.group(1), cause=broken.cause)
        return Note("syntax", text, cell, broken.line, match.group(1))
    text = note("syntax_conflict") if _CONFLICT.match(start) else note("syntax", cause=broken.cause)
    return Note("syntax", text, cell, broken.line)


def _recover(lines: list[str]) -> Iterator[tuple[int, list[ast.stmt] | _Broken]]:
    """Yield blocks of a broken cell: (index of the first line, statements or what is wrong).

    A block ends where the next unindented line begins a logical line. Where a block cannot be parsed, only its lines up
    to the next unindented one are given up: a string or bracket that is never closed does not take along what follows.
    """
    budget = _ATTEMPTS * (sum(map(len, lines)) + 1000)
    starts = [index for index, line in enumerate(lines) if _may_begin(line)]
    position = 0
    while position < len(starts):
        first = starts[position]
        end = _end_of_block(lines, first)
        budget -= sum(map(len, lines[first:end])) + 100
        if budget < 0:
            yield first, _Broken(first + 1, note("syntax_end"))
            return
        body = _parse("\n".join(lines[first:end]))
        if not isinstance(body, _Broken):
            yield first, body
        else:
            yield _after_decorators(lines, first), _Broken(first + body.line, body.cause)
            end = _after_decorators(lines, first) + 1
        while position < len(starts) and starts[position] < end:
            position += 1


def _may_begin(line: str) -> bool:
    line = line.lstrip("\f")
    return bool(line) and not line[0].isspace() and line[0] != "#" and not _CONTINUES.match(line)


def _after_decorators(lines: list[str], first: int) -> int:
    """Return the index of the first line from `first` on that is no decorator."""
    while first + 1 < len(lines) and lines[first].startswith("@"):
        first += 1
    return first


def _end_of_block(lines: list[str], first: int) -> int:
    scanner = LineScanner()
    heading = True  # still among the decorators
    for index in range(first, len(lines)):
        line = lines[index]
        if index > first and _may_begin(line) and scanner.begins(line) and not heading:
            return index
        if line.strip() and not line.startswith(("@", "#")):
            heading = False
        scanner.feed(line)
    return len(lines)
