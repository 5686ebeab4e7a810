"""One solution in other words: other names, another order, other cells, loops or einsum in place of matrix products."""

import ast
import builtins
from collections.abc import Iterator

import nbformat

from grader.submission import read_submission

DEFINITIONS = (ast.FunctionDef, ast.ClassDef)
LOOPS = """
def _product(A, B):
    A, B = np.asarray(A), np.asarray(B)
    if A.ndim > 2 or B.ndim > 2:
        return np.matmul(A, B)
    columns = B if B.ndim == 2 else B[:, None]
    total = np.zeros((*A.shape[:-1], columns.shape[1]), dtype=np.result_type(A, B))
    for k in range(A.shape[-1]):
        total += A[..., k, None] * columns[k]
    return total if B.ndim == 2 else total[..., 0]
"""
EINSUM = """
def _product(A, B):
    A, B = np.asarray(A), np.asarray(B)
    subscripts = {(1, 1): "i,i->", (2, 1): "ij,j->i", (1, 2): "i,ij->j"}.get((A.ndim, B.ndim), "...ij,...jk->...ik")
    return np.einsum(subscripts, A, B)
"""


def renamed(source: str) -> str:
    """Give every local variable and every private helper another name."""
    tree = ast.parse(source)
    names = _locals(tree) - _kept(tree) | _private(tree)
    return ast.unparse(_Renaming(names).visit(tree))


def reordered(source: str) -> str:
    """Turn the order of functions and classes around, as far as what runs at once allows it."""
    statements = ast.parse(source).body
    imports = [node for node in statements if isinstance(node, ast.Import | ast.ImportFrom)]
    rest = [node for node in statements if node not in imports]
    made = {name: node for node in rest for name in _defined(node)}
    ordered: list[ast.stmt] = []
    seen: set[ast.stmt] = set()

    def emit(node: ast.stmt) -> None:
        if node in seen:
            return
        seen.add(node)
        for name in sorted(_needed_at_once(node, made) - set(_defined(node))):
            emit(made[name])
        ordered.append(node)

    for node in reversed(rest):
        emit(node)
    return ast.unparse(ast.Module([*imports, *ordered], type_ignores=[]))


def in_cells(source: str) -> str:
    """Put every statement into a cell of its own, and read the notebook as the grader reads one."""
    cells = [nbformat.v4.new_code_cell(ast.unparse(node)) for node in ast.parse(source).body]
    notebook = nbformat.writes(nbformat.v4.new_notebook(cells=cells))
    wanted = {name for node in ast.parse(source).body for name in _defined(node)}
    return read_submission("mine.ipynb", notebook.encode(), wanted).slice.source


def with_loops(source: str) -> str:
    """Write out matrix products as sums over the inner index."""
    return _without_matmul(source, LOOPS)


def with_einsum(source: str) -> str:
    """Write matrix products as np.einsum."""
    return _without_matmul(source, EINSUM)


REWRITINGS = {
    "renamed": renamed,
    "reordered": reordered,
    "in cells": in_cells,
    "loops": with_loops,
    "einsum": with_einsum,
}


class _Renaming(ast.NodeTransformer):
    def __init__(self, names: set[str]) -> None:
        self.names = names

    def _new(self, name: str) -> str:
        return f"{name}_mine" if name in self.names else name

    def visit_Name(self, node: ast.Name) -> ast.AST:
        return ast.copy_location(ast.Name(self._new(node.id), node.ctx), node)

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        self.generic_visit(node)
        node.attr = self._new(node.attr) if _is_private(node.attr) else node.attr
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        self.generic_visit(node)
        node.name = self._new(node.name) if _is_private(node.name) else node.name
        return node

    def visit_Nonlocal(self, node: ast.Nonlocal) -> ast.AST:
        node.names = [self._new(name) for name in node.names]
        return node


class _Products(ast.NodeTransformer):
    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        self.generic_visit(node)
        if not isinstance(node.op, ast.MatMult):
            return node
        return ast.Call(ast.Name("_product", ast.Load()), [node.left, node.right], [])


def _without_matmul(source: str, product: str) -> str:
    tree = _Products().visit(ast.parse(source))
    return f"import numpy as np\n{product}\n{ast.unparse(ast.fix_missing_locations(tree))}"


def _is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


def _locals(tree: ast.Module) -> set[str]:
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.Lambda)]
    return {
        node.id
        for function in functions
        for node in ast.walk(function)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }


def _kept(tree: ast.Module) -> set[str]:
    """Return the names that mean something outside of a function body, or that are more than a name there."""
    kept = set(dir(builtins)) | {name for node in tree.body for name in _defined(node)}
    for node in ast.walk(tree):
        match node:
            case ast.arg(arg=name) | ast.ExceptHandler(name=str(name)) | ast.alias(name=name):
                kept.add(name)
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name) | ast.MatchAs(name=str(name)):
                kept.add(name)
            case ast.Global(names=names):
                kept |= set(names)
        if isinstance(node, ast.ClassDef):
            kept |= {name for inner in node.body for name in _defined(inner)}
    return kept


def _private(tree: ast.Module) -> set[str]:
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and _is_private(node.name)}


def _defined(node: ast.stmt) -> list[str]:
    if isinstance(node, DEFINITIONS):
        return [node.name]
    stored = (inner for inner in ast.walk(node) if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store))
    return [inner.id for inner in stored] if isinstance(node, ast.Assign | ast.AnnAssign) else []


def _needed_at_once(node: ast.stmt, made: dict[str, ast.stmt]) -> set[str]:
    """Return the names that executing this statement looks up: for a call at module level, also what is called."""
    names = {name for name in _looked_up(node) if name in made}
    if isinstance(node, DEFINITIONS):
        return names
    pending, called = list(names), set(names)
    while pending:
        inner = {found.id for found in ast.walk(made[pending.pop()]) if isinstance(found, ast.Name)}
        pending += inner & set(made) - called
        called |= inner & set(made)
    return called


def _looked_up(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.FunctionDef):
        annotations = [arg.annotation for arg in ast.walk(node.args) if isinstance(arg, ast.arg)]
        at_once = [*node.decorator_list, *node.args.defaults, *node.args.kw_defaults, node.returns, *annotations]
    elif isinstance(node, ast.ClassDef):
        at_once = [*node.decorator_list, *node.bases, *node.body]
    else:
        at_once = list(ast.iter_child_nodes(node))
    if isinstance(node, ast.Name):
        yield node.id
    for inner in at_once:
        if inner is not None:
            yield from _looked_up(inner)
