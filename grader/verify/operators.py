"""The slips that make a mutant: each changes one place of a function's body, and keeps its signature and docstring."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator

OPERATORS: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div,),
    ast.Div: (ast.Mult,),
    ast.FloorDiv: (ast.Div,),
    ast.Pow: (ast.Mult,),
}
COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.GtE),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.LtE),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
}
AVERAGES = {"mean": "sum", "sum": "mean", "max": "min", "min": "max", "argmax": "argmin", "argmin": "argmax"}
SWAPPED_ARGUMENTS = 2  # positional arguments of a call that are exchanged


def slips(source: str, node: ast.stmt) -> Iterator[tuple[int, str, str]]:
    """Yield line, description and whole source for each slip in one definition of a module."""
    tree = ast.parse(source)
    place = next(i for i, each in enumerate(tree.body) if getattr(each, "lineno", 0) == node.lineno)
    skipped = _untouched(tree.body[place])
    positions = [each for each in ast.walk(tree.body[place]) if id(each) not in skipped]
    for number, original in enumerate(_numbered(tree.body[place])):
        if not any(original is each for each in positions):
            continue
        for count in range(_choices(original)):
            mutated = copy.deepcopy(tree)
            target = list(_numbered(mutated.body[place]))[number]
            said = _slip(target, mutated.body[place], count)
            if said:
                yield getattr(original, "lineno", node.lineno), said, ast.unparse(ast.fix_missing_locations(mutated))


def _numbered(node: ast.AST) -> list[ast.AST]:
    return list(ast.walk(node))


def _untouched(node: ast.AST) -> set[int]:
    """Return what a slip may not change: docstrings, signatures, decorators, and text of error messages."""
    kept: set[int] = set()
    for inner in ast.walk(node):
        parts: list[ast.AST] = []
        if isinstance(inner, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            if ast.get_docstring(inner):
                parts.append(inner.body[0])
            parts += inner.decorator_list
        if isinstance(inner, (ast.FunctionDef, ast.AsyncFunctionDef)):
            parts += [inner.args, *([inner.returns] if inner.returns else [])]
        elif isinstance(inner, ast.AnnAssign):
            parts.append(inner.annotation)
        elif isinstance(inner, ast.Raise):
            parts.append(inner)
        kept |= {id(each) for part in parts for each in ast.walk(part)}
    return kept


def _choices(node: ast.AST) -> int:
    """Return how many slips there may be at one place."""
    if isinstance(node, (ast.BinOp, ast.AugAssign)):
        return len(OPERATORS.get(type(node.op), ()))
    if isinstance(node, ast.Compare):
        return len(COMPARISONS.get(type(node.ops[0]), ())) if len(node.ops) == 1 else 0
    if isinstance(node, ast.Constant):
        return 2 if type(node.value) in (int, float) else type(node.value) is bool
    if isinstance(node, ast.Call):
        return 3
    return int(isinstance(node, (ast.UnaryOp, ast.Attribute, ast.Return, ast.stmt)))


def _slip(node: ast.AST, definition: ast.stmt, count: int) -> str:
    """Make the slip number `count` at this node; return what it is, or nothing where there is none."""
    if isinstance(node, (ast.BinOp, ast.AugAssign)):
        other = OPERATORS[type(node.op)][count]
        said = f"{type(node.op).__name__} becomes {other.__name__}"
        node.op = other()
        return said
    if isinstance(node, ast.Compare):
        chosen = COMPARISONS[type(node.ops[0])][count]
        said = f"{type(node.ops[0]).__name__} becomes {chosen.__name__}"
        node.ops = [chosen()]
        return said
    if isinstance(node, ast.Constant):
        return _constant(node, count)
    if isinstance(node, ast.Call):
        return _call(node, count, definition)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.USub, ast.Not)):
        said = "a sign is lost" if isinstance(node.op, ast.USub) else "a negation is lost"
        return said if _replace(definition, node, node.operand) else ""
    if isinstance(node, ast.Attribute) and node.attr == "T":
        return "a transpose is lost" if _replace(definition, node, node.value) else ""
    if isinstance(node, (ast.Assign, ast.AugAssign, ast.Expr, ast.If)):
        return f"the statement `{ast.unparse(node).splitlines()[0][:60]}` is lost" if _drop(definition, node) else ""
    return ""


def _constant(node: ast.Constant, count: int) -> str:
    before = node.value
    if isinstance(before, bool):
        node.value = not before
    elif isinstance(before, (int, float)):
        node.value = before + (1, -1)[count]
    return f"{before!r} becomes {node.value!r}"


def _call(node: ast.Call, count: int, definition: ast.stmt) -> str:
    if count == 0 and isinstance(node.func, ast.Attribute) and node.func.attr in AVERAGES:
        before, node.func.attr = node.func.attr, AVERAGES[node.func.attr]
        return f"{before} becomes {node.func.attr}"
    if count == 1:
        axes = [each for each in node.keywords if each.arg == "axis" and isinstance(each.value, ast.Constant)]
        if axes and isinstance(axes[0].value, ast.Constant) and axes[0].value.value in (0, 1):
            node.keywords = [each for each in node.keywords if each.arg != "axis"]
            return "an axis is lost"
    if count == 2 and len(node.args) >= SWAPPED_ARGUMENTS and not any(isinstance(a, ast.Starred) for a in node.args):
        node.args[0], node.args[1] = node.args[1], node.args[0]
        return f"the first two arguments of {ast.unparse(node.func)} change places"
    return ""


def _replace(definition: ast.stmt, old: ast.AST, new: ast.expr) -> bool:
    """Put `new` in the place of `old`."""
    for parent in ast.walk(definition):
        for name, value in ast.iter_fields(parent):
            if value is old:
                setattr(parent, name, new)
                return True
            if isinstance(value, list) and any(item is old for item in value):
                setattr(parent, name, [new if item is old else item for item in value])
                return True
    return False


def _drop(definition: ast.stmt, statement: ast.stmt) -> bool:
    """Take a statement out; a body that would be empty gets `pass`."""
    for parent in ast.walk(definition):
        for name in ("body", "orelse"):
            block = getattr(parent, name, None)
            if isinstance(block, list) and any(item is statement for item in block):
                rest = [item for item in block if item is not statement]
                setattr(parent, name, rest or ([ast.Pass()] if name == "body" else []))
                return True
    return False
