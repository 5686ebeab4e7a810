"""Whether the saved file is what the kernel holds: whether a browser has saved is unknown, but this can be seen."""

from __future__ import annotations

import ast
import linecache
from collections.abc import Iterable, Mapping

from grader.notebook.work import codes


def unsaved(names: Mapping[str, object], source: str, wanted: Iterable[str]) -> list[str]:
    """Return the functions and classes that the kernel holds in another form than the source of the saved file."""
    saved = _forms(source)
    changed = []
    for name in sorted(set(wanted) & set(names)):
        file = next((code.co_filename for code in codes(names[name], names)), "")
        form = _forms("".join(linecache.getlines(file))).get(name)  # of the cell that defined it
        if form is not None and form != saved.get(name):
            changed.append(name)
    return changed


def _forms(text: str) -> dict[str, str]:
    """Return each function and class of a text in a form in which comments and empty lines do not count."""
    try:
        body = ast.parse(text).body
    except (SyntaxError, ValueError):
        return {}
    return {node.name: ast.dump(node) for node in body if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
