"""From a reference function or class to the stub that a student receives.

A stub keeps what is the contract (signature and docstring) and drops what is the answer (everything else).
"""

from __future__ import annotations

import ast
import builtins
import functools
import inspect
import io
import sys
import tokenize
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from grader.errors import CourseError

HEADER = """\
import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]  # an array of real numbers
Labels = NDArray[np.int_]  # an array of whole numbers
"""
"""Opens every notebook: it defines all names that a signature may use without further ado."""

HEADER_NAMES = frozenset({"np", "NDArray", "Array", "Labels"})
KEPT_DECORATORS = frozenset({"property", "staticmethod", "classmethod"})

Function = ast.FunctionDef | ast.AsyncFunctionDef
Definition = Function | ast.ClassDef


def cut_stub(target: Callable[..., Any], known: Iterable[str] = ()) -> str:
    """Return the source of the stub of `target`: signature and docstring, and a body that says what to write.

    Parameters
    ----------
    target : function or class
        The reference.
    known : iterable of str
        Names that stand above the stub in the notebook, beside builtins and those of `HEADER`.

    Returns
    -------
    str
        Source that ends in a newline. No statement of the reference's body is in it.

    Raises
    ------
    CourseError
        A docstring is missing, or a signature needs a name that students do not have.
    """
    source, node = definition(target)
    _refuse_unknown_names(target, node, frozenset(known))
    if isinstance(node, ast.ClassDef):
        return _cut_class(source, node)
    return _cut_function(source, node, node.name)


def definition(target: Callable[..., Any]) -> tuple[str, Definition]:
    """Return the text of the module that defines a function or class at its top level, and its syntax tree in it.

    The file is found through the code object: the modules of a course may have made room for another course's.
    """
    name = getattr(target, "__name__", repr(target))
    path = _source_file(target)
    if path is None and inspect.isclass(target) and target.__module__ != "builtins":
        raise CourseError(f"{name}: it has no public method, so there is nothing to write")
    if path is None:
        raise CourseError(f"{name}: its source cannot be read; define it at the top level of a module of the course")
    source = path.read_text(encoding="utf-8")
    found = [node for node in ast.parse(source).body if isinstance(node, Definition) and node.name == name]
    if not found:
        raise CourseError(f"{name}: an exercise is written with def or class at the top level of {path.name}")
    return source, found[-1]


def _source_file(target: Callable[..., Any]) -> Path | None:
    members = list(vars(target).values()) if inspect.isclass(target) else [target]
    for member in members:
        function = inspect.unwrap(getattr(member, "__func__", getattr(member, "fget", member)))
        path = Path(function.__code__.co_filename) if inspect.isfunction(function) else None
        if path and path.is_file():
            return path
    return None


def signature_imports(targets: Iterable[Callable[..., Any]], known: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the import lines of the standard library that the signatures need beyond `HEADER`, sorted."""
    lines = set()
    for target in targets:
        _, node = definition(target)
        imported = _stdlib_imports(target)
        free = _signature_names(node) - HEADER_NAMES - set(known)
        lines |= {imported[name] for name in free if name in imported}
    return tuple(sorted(lines))


def _cut_class(source: str, node: ast.ClassDef) -> str:
    if any("dataclass" in ast.unparse(decorator) for decorator in node.decorator_list):
        raise CourseError(f"{node.name}: a dataclass hides its constructor from the stub; write its __init__")
    parts = [f"{_head(source, node)}\n    {_docstring(source, node, node.name)}\n"]
    parts += [_cut_function(source, method, f"{node.name}.{method.name}") for method in _public_methods(node)]
    if len(parts) == 1:
        raise CourseError(f"{node.name}: it has no public method, so there is nothing to write")
    return "\n".join(parts)


def _public_methods(node: ast.ClassDef) -> Iterator[Function]:
    """Yield what the stub keeps: public methods, a constructor with arguments, documented double-underscore methods."""
    for method in node.body:
        if not isinstance(method, Function):
            continue
        arguments = method.args
        takes_more = len([*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]) > 1
        if method.name == "__init__":
            if takes_more or arguments.vararg or arguments.kwarg:
                yield method
        elif not method.name.startswith("_") or (method.name.startswith("__") and ast.get_docstring(method)):
            yield method


def _cut_function(source: str, node: Function, title: str) -> str:
    indent = " " * node.col_offset
    inner = indent + "    "
    decorators = "".join(f"{indent}@{text}\n" for text in map(ast.unparse, node.decorator_list) if _matters(text))
    docstring = ""
    if node.name != "__init__" or ast.get_docstring(node):
        docstring = f"{inner}{_docstring(source, node, title)}\n"
    body = f'{inner}raise NotImplementedError("write {title} here")\n'
    return f"{decorators}{indent}{_head(source, node)}\n{docstring}{body}"


def _matters(decorator: str) -> bool:
    return decorator in KEPT_DECORATORS or decorator.endswith(".setter")


def _docstring(source: str, node: Definition, title: str) -> str:
    if not ast.get_docstring(node):
        raise CourseError(f"{title}: it needs a docstring, for that is all that its stub tells a student")
    return ast.get_source_segment(source, node.body[0]) or ""


def _head(source: str, node: Definition) -> str:
    """Return the text from ``def`` or ``class`` to its colon, comments after the colon left out."""
    lines = source.splitlines(keepends=True)[node.lineno - 1 :]
    depth = 0
    for token in tokenize.generate_tokens(io.StringIO("".join(lines)).readline):
        if token.type != tokenize.OP:
            continue
        depth += (token.string in "([{") - (token.string in ")]}")
        if token.string == ":" and depth == 0:
            row, column = token.end
            return "".join([*lines[: row - 1], lines[row - 1][:column]]).strip()
    raise CourseError(f"{node.name}: no colon ends its signature")  # cannot happen in source that parses


def _signature_names(node: Definition) -> set[str]:
    """Return the free names of every signature that the stub keeps: annotations, defaults and bases."""
    if isinstance(node, ast.ClassDef):
        parts: list[ast.AST] = [*node.bases, *(method.args for method in _public_methods(node))]
        parts += [method.returns for method in _public_methods(node) if method.returns]
    else:
        parts = [node.args, *([node.returns] if node.returns else [])]
    names = {inner.id for part in parts for inner in ast.walk(part) if isinstance(inner, ast.Name)}
    return names - {node.name} - set(dir(builtins))


def _refuse_unknown_names(target: Callable[..., Any], node: Definition, known: frozenset[str]) -> None:
    unknown = _signature_names(node) - HEADER_NAMES - known - set(_stdlib_imports(target))
    if unknown:
        names = ", ".join(sorted(unknown))
        raise CourseError(
            f"{node.name}: its signature uses {names}, which students do not have; "
            "write a default out as its value, and annotate with Array, Labels, builtins or the standard library"
        )


def _stdlib_imports(target: Callable[..., Any]) -> dict[str, str]:
    """Return name -> import line, for what the module of `target` imports from the standard library or NumPy."""
    path = _source_file(target)
    return _imports_of(path, path.stat().st_mtime_ns) if path else {}


@functools.lru_cache(maxsize=64)
def _imports_of(path: Path, _changed: int) -> dict[str, str]:
    found = {}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level == 0 and _allowed(node.module or ""):
            for alias in node.names:
                name = f"{alias.name} as {alias.asname}" if alias.asname else alias.name
                found[alias.asname or alias.name] = f"from {node.module} import {name}"
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if _allowed(alias.name) and (alias.asname or "." not in alias.name):
                    found[alias.asname or alias.name] = ast.unparse(ast.Import([alias]))
    return found


def _allowed(module: str) -> bool:
    top = module.partition(".")[0]
    return top == "numpy" or (top in sys.stdlib_module_names and top != "__future__")
