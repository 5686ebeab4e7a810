"""What a top-level statement is for: the questions that the choice of a slice asks of it."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from grader.scopes import DEFINITIONS
from grader.submission.statements import Statement

_COMPOUND = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.With, ast.AsyncWith, ast.Try, ast.TryStar, ast.Match)
_BLOCKS = ("body", "orelse", "finalbody", "handlers", "cases")
_FUNCTION_MAKERS = frozenset({"partial", "vectorize", "frompyfunc", "cache", "lru_cache", "singledispatch", "wraps"})


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """A statement, and what it does to the names of the file, the effect of calls included."""

    statement: Statement
    binds: frozenset[str]
    reads: frozenset[str]  # now or later
    now: frozenset[str]  # read when it is executed
    mutates: frozenset[str]

    @property
    def node(self) -> ast.stmt:
        """Its syntax tree."""
        return self.statement.node

    def without(self, name: str) -> Item:
        """Return the same, not wanted for the sake of `name`."""
        return replace(self, binds=self.binds - {name})


def make_item(statement: Statement) -> Item:
    """Return what the statement does by itself."""
    names = statement.names
    binds = names.binds
    if isinstance(statement.node, ast.Delete):
        binds = frozenset()
    return Item(statement, binds, names.reads_now | names.reads_later, names.reads_now, names.mutates)


def is_future(node: ast.stmt) -> bool:
    """Say whether it is ``from __future__ import ...``, which must stand first."""
    return isinstance(node, ast.ImportFrom) and node.module == "__future__"


def is_import(node: ast.stmt) -> bool:
    """Say whether it is an import."""
    return isinstance(node, (ast.Import, ast.ImportFrom))


def is_star_import(node: ast.stmt) -> bool:
    """Say whether it binds names that nobody can foresee."""
    return isinstance(node, ast.ImportFrom) and any(alias.name == "*" for alias in node.names)


def is_definition(node: ast.stmt) -> bool:
    """Say whether it is a function or a class."""
    return isinstance(node, DEFINITIONS)


def defines_inside(node: ast.stmt) -> bool:
    """Say whether it is a block, such as if or try, in which a function or class is defined."""
    return isinstance(node, _COMPOUND) and any(isinstance(inner, DEFINITIONS) for inner in _own_statements([node]))


def is_main_guard(node: ast.stmt) -> bool:
    """Say whether it is ``if __name__ == "__main__":``."""
    if not isinstance(node, ast.If) or not isinstance(node.test, ast.Compare):
        return False
    sides = [node.test.left, *node.test.comparators]
    named = any(isinstance(side, ast.Name) and side.id == "__name__" for side in sides)
    main = any(isinstance(side, ast.Constant) and side.value == "__main__" for side in sides)
    return named and main and isinstance(node.test.ops[0], ast.Eq)


def imports_the_grader(node: ast.stmt) -> bool:
    """Say whether it imports this package: the self-check of the notebook, which is no part of the work."""
    for inner in _own_statements([node]):
        modules = [inner.module or ""] if isinstance(inner, ast.ImportFrom) else []
        modules += [alias.name for alias in inner.names] if isinstance(inner, ast.Import) else []
        if any(module.partition(".")[0] == "grader" for module in modules):
            return True
    return False


def deletes_a_name(node: ast.stmt) -> bool:
    """Say whether it deletes a variable: grading reads what the file defines, not what was tidied up at its end."""
    return isinstance(node, ast.Delete) and any(isinstance(target, ast.Name) for target in node.targets)


def is_stub(node: ast.stmt) -> bool:
    """Say whether a definition is untouched: nothing but docstrings and ``raise NotImplementedError``."""
    if isinstance(node, ast.ClassDef):
        methods = [inner for inner in node.body if isinstance(inner, (ast.FunctionDef, ast.AsyncFunctionDef))]
        rest = [inner for inner in node.body if inner not in methods and not _says_nothing(inner)]
        return bool(methods) and not rest and all(is_stub(method) for method in methods)
    if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return False
    body = [inner for inner in node.body if not _says_nothing(inner)]
    return len(body) == 1 and _raises_not_implemented(body[0])


def replaces(node: ast.stmt) -> bool:
    """Say whether it does nothing but bind names, in full: what stood in them before is gone."""
    if isinstance(node, ast.Assign):
        return all(_only_names(target) for target in node.targets)
    if isinstance(node, ast.AnnAssign):
        return isinstance(node.target, ast.Name) and node.value is not None
    return is_definition(node)


def makes_function(node: ast.stmt, functions: Iterable[str]) -> bool:
    """Say whether an assignment gives a name to a function: a lambda, another name of one, or a known wrapper."""
    value = node.value if isinstance(node, (ast.Assign, ast.AnnAssign)) else None
    return value is not None and replaces(node) and _is_function(value, frozenset(functions))


def wraps(node: ast.stmt, name: str) -> bool:
    """Say whether it is ``name = decorator(name)``."""
    value = node.value if isinstance(node, ast.Assign) else None
    if not isinstance(value, ast.Call) or single_target(node) != name or len(value.args) != 1 or value.keywords:
        return False
    (argument,) = value.args
    return isinstance(argument, ast.Name) and argument.id == name != _last_name(value.func)


def single_target(node: ast.stmt) -> str:
    """Return the name that a plain assignment binds, or nothing."""
    if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
        return node.targets[0].id
    return node.target.id if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) else ""


def called_root(node: ast.stmt) -> str:
    """Return `name` of a bare call ``name.method(...)``, which may change it; else nothing."""
    call = node.value if isinstance(node, ast.Expr) else None
    root = call.func if isinstance(call, ast.Call) else None
    if not isinstance(root, ast.Attribute):
        return ""
    value: ast.expr = root
    while isinstance(value, (ast.Attribute, ast.Subscript)):
        value = value.value
    return value.id if isinstance(value, ast.Name) else ""


def _is_function(value: ast.expr, functions: frozenset[str]) -> bool:
    if isinstance(value, ast.Lambda):
        return True
    if isinstance(value, ast.Call):
        return _last_name(value.func) in _FUNCTION_MAKERS or (
            isinstance(value.func, ast.Call) and _last_name(value.func.func) in _FUNCTION_MAKERS
        )
    while isinstance(value, ast.Attribute):
        value = value.value
    return isinstance(value, ast.Name) and value.id in functions


def _last_name(value: ast.expr) -> str:
    return value.attr if isinstance(value, ast.Attribute) else value.id if isinstance(value, ast.Name) else ""


def _only_names(target: ast.expr) -> bool:
    if isinstance(target, (ast.Tuple, ast.List)):
        return all(_only_names(inner) for inner in target.elts)
    return isinstance(target, ast.Name)


def _says_nothing(node: ast.stmt) -> bool:
    return isinstance(node, ast.Pass) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))


def _raises_not_implemented(node: ast.stmt) -> bool:
    error = node.exc if isinstance(node, ast.Raise) else None
    error = error.func if isinstance(error, ast.Call) else error
    return isinstance(error, ast.Name) and error.id == "NotImplementedError"


def _own_statements(nodes: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Yield statements outside of functions and classes, and those that begin one."""
    pending: list[Any] = list(nodes)
    while pending:
        node = pending.pop()
        if isinstance(node, ast.stmt):
            yield node
        if not isinstance(node, DEFINITIONS):
            for block in _BLOCKS:
                pending.extend(getattr(node, block, ()))
