"""On which line of an author's file something stands: errors name file and line, so that they can be jumped to."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

_RECORDS = ("Check", "Threshold", "Exercise", "Question", "Mistake")
_MARK = re.compile(r"# (?:exercise|question): *(\w+)")
_PLACE = re.compile(r"(?:[\w./-]*/)?(\w+\.py): ")
_FILES = ("mistakes.py", "assignment.py", "checks_public.py", "checks_hidden.py", "handout.py")


def located(folder: Path, text: str) -> str:
    """Return a sentence about an assignment with the file and the line of the first thing in it that stands in a file.

    A sentence that begins with a file, such as ``mistakes.py: ...``, is about that file; one that has a line is kept.
    """
    if re.search(r"\bline \d+", text):
        return text
    begins = _PLACE.match(text)
    rest = text[begins.end() :] if begins else text
    files = (begins[1],) if begins else _FILES
    for file in files:
        known = _lines(folder / file)
        for word in re.findall(r"\w+", rest):
            if word in known:
                return f"assignments/{folder.name}/{file}, line {known[word]}: {rest}"
    return f"assignments/{folder.name}/{begins[1]}: {rest}" if begins else rest


def where(target: Callable[..., Any]) -> str:
    """Return file and line of a function or class, such as ``losses.py:31``, as far as they are known."""
    members = [target, *(vars(target).values() if inspect.isclass(target) else ())]
    for member in members:
        if inspect.isfunction(member):
            return f"{Path(member.__code__.co_filename).name}:{member.__code__.co_firstlineno}"
    return "its module"


def _lines(path: Path) -> dict[str, int]:
    """Return name -> line: of what records of a rubric name first, of definitions, and of the marks of a handout."""
    try:
        text = path.read_text(encoding="utf-8")
        tree = ast.parse(text)
    except (OSError, SyntaxError, UnicodeDecodeError):
        return {}
    if path.name == "handout.py":
        return {mark[1]: n for n, line in enumerate(text.split("\n"), 1) if (mark := _MARK.search(line))}
    found: dict[str, int] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in _RECORDS and node.args:
            first = node.args[0]
            name = getattr(first, "attr", None) or getattr(first, "id", None) or getattr(first, "value", None)
            if isinstance(name, str):
                found[name] = node.lineno
    for statement in tree.body:
        if isinstance(statement, (ast.FunctionDef, ast.ClassDef)):
            found.setdefault(statement.name, statement.lineno)
    return found
