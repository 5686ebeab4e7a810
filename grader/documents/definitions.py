"""Where the exercises stand in a submission: the student's own lines, for whoever has to mend them."""

from __future__ import annotations

import ast
from collections.abc import Collection

from grader.documents.schema import Code
from grader.documents.text import capped
from grader.model import Slice


def definitions(code: Slice, names: Collection[str], cap: int) -> dict[str, Code]:
    """Return the last definition of each of these names that the slice holds, cut to `cap` characters."""
    try:
        statements = ast.parse(code.source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):  # a slice parses; a deep one may not do so twice
        return {}
    lines = code.source.split("\n")
    found = {}
    for statement in statements:
        for name in _bound(statement) & set(names):
            found[name] = statement
    return {name: _code(code, lines, statement, cap) for name, statement in found.items()}


def _bound(statement: ast.stmt) -> set[str]:
    if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return {statement.name}
    targets = statement.targets if isinstance(statement, ast.Assign) else [getattr(statement, "target", None)]
    return {target.id for target in targets if isinstance(target, ast.Name)}


def _code(code: Slice, lines: list[str], statement: ast.stmt, cap: int) -> Code:
    decorators = getattr(statement, "decorator_list", ())
    first = min(node.lineno for node in (statement, *decorators))
    cell, line = code.lines[first - 1]
    text = "\n".join(lines[first - 1 : statement.end_lineno])
    return Code(cell=cell, line=line, text=capped(text, cap))
