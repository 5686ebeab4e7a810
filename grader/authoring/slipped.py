"""Mistakes for a draft: small slips in the reference that the drafted checks catch."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.authoring.trials import Check, Trials
from grader.release.stubs import definition
from grader.scopes import names_of
from grader.verify.operators import slips

WANTED = 3

CARELESS = ("the argument becomes zero", "the argument becomes the result", "a factor becomes two")
HINTS = (  # what in the words of a slip, and what a student should look at
    (CARELESS[0], "Leave the caller's array alone: work on a copy."),
    (CARELESS[1], "Return what you computed, not what you were given."),
    (CARELESS[2], "Look for a factor: all numbers are twice too large."),
    ("axis is lost", "Say along which axis: without axis=, everything becomes one number."),
    ("sign is lost", "Look at the signs."),
    ("negation is lost", "Look at the condition: it says the opposite."),
    ("transpose is lost", "Look at the shapes of the product: is one factor transposed?"),
    ("change places", "Look at the order of the arguments."),
    ("mean becomes", "Is it the mean? Read the promise again."),
    ("sum becomes", "Is it the sum? Read the promise again."),
    ("max", "The largest or the smallest? Read the promise again."),
    ("min", "The largest or the smallest? Read the promise again."),
    ("Lt", "Look at the comparison: which side, and what where both are equal?"),
    ("Gt", "Look at the comparison: which side, and what where both are equal?"),
    ("Eq", "Look at the comparison: it asks for the opposite."),
    ("Add", "Look at the formula: what is added, what is subtracted?"),
    ("Sub", "Look at the formula: what is added, what is subtracted?"),
    ("Mult", "Look at the formula: what is multiplied, what is divided?"),
    ("Div", "Look at the formula: what is multiplied, what is divided?"),
    ("Pow", "Look at the exponent."),
    ("is lost", "A step of the formula is missing."),
)
OTHER_HINT = "Look at the constants of the formula."


@dataclass(frozen=True, slots=True)
class Slip:
    """A wrong version of a function, as a definition under a name of its own."""

    name: str
    said: str
    source: str
    caught: tuple[str, ...]

    @property
    def hint(self) -> str:
        """What a student who made it should look at: a guess from the kind of slip."""
        return next((hint for words, hint in HINTS if words in self.said), OTHER_HINT)


def choose_slips(target: Callable[..., Any], trials: Trials, checks: Mapping[str, Check]) -> list[Slip]:
    """Return slips that the checks catch, no two of which fail in the same words; of other kinds first."""
    found: dict[tuple[str, ...], Slip] = {}
    for slip, wrong in _versions(target):
        if wrong is not None and (caught := trials.caught(wrong, checks)):
            complaint = trials.answers(wrong, list(checks.values()))
            found.setdefault(complaint, Slip(slip.name, slip.said, slip.source, caught))
    chosen: list[Slip] = []
    for slip in sorted(found.values(), key=lambda each: (each.said in CARELESS, len(each.caught))):
        if all(slip.said.split(" becomes")[0] != other.said.split(" becomes")[0] for other in chosen):
            chosen.append(slip)
    rest = [slip for slip in found.values() if slip not in chosen]
    return [*chosen, *rest][:WANTED]


def _versions(target: Callable[..., Any]) -> Iterator[tuple[Slip, Callable[..., Any] | None]]:
    """Yield every slip of the reference, then what anybody may do wrong, each with the function that it makes."""
    source, node = definition(target)
    names: set[str] = set()
    for _, said, text in slips(source, node):
        mutated = next(each for each in ast.parse(text).body if getattr(each, "name", "") == target.__name__)
        if isinstance(mutated, ast.FunctionDef):
            yield _version(target, mutated, said, names)
    for said, body in _careless(target.__name__, node):
        mutated = ast.parse(body).body[0]
        assert isinstance(mutated, ast.FunctionDef)
        yield _version(target, mutated, said, names)


def _careless(name: str, node: ast.stmt) -> Iterator[tuple[str, str]]:
    """Yield slips that need no place in the body: half the result, the argument overwritten, nothing done."""
    assert isinstance(node, ast.FunctionDef)
    arguments = [each.arg for each in (*node.args.posonlyargs, *node.args.args)]
    head, call = f"def {name}({ast.unparse(_bare(node.args))}):", f"{name}({', '.join(arguments)})"
    yield CARELESS[2], f"{head}\n    return 2 * {call}\n"
    if arguments:
        yield CARELESS[0], f"{head}\n    right = {call}\n    {arguments[0]}[...] = 0\n    return right\n"
        yield CARELESS[1], f"{head}\n    return {arguments[0]}\n"


def _version(
    target: Callable[..., Any], node: ast.FunctionDef, said: str, names: set[str]
) -> tuple[Slip, Callable[..., Any] | None]:
    words = re.sub(r"\W+", "_", re.sub(r"`.*`", "step", said)).strip("_").lower()
    name = words if words.startswith(target.__name__) else f"{target.__name__}_{words}"
    name = next(each for each in (name, *(f"{name}_{n}" for n in range(2, 1000))) if each not in names)
    names.add(name)
    node.name, node.returns, node.decorator_list = name, None, []
    node.args = _bare(node.args)
    if ast.get_docstring(node):
        node.body = node.body[1:] or [ast.Pass()]
    node.body.insert(0, ast.Expr(ast.Constant(f"{said[:1].upper()}{said[1:]}.")))
    text = ast.unparse(ast.fix_missing_locations(node)) + "\n"
    namespace = {**getattr(target, "__globals__", {}), target.__name__: target}
    try:
        exec(compile(text, "<slip>", "exec"), namespace)
    except Exception:  # a default that cannot be evaluated any more
        return Slip(name, said, text, ()), None
    return Slip(name, said, text, ()), namespace[name]


def _bare(arguments: ast.arguments) -> ast.arguments:
    """Return arguments without annotations, which would need imports."""
    for each in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg):
        if each is not None:
            each.annotation = None
    return arguments


def imports_for(slips_: list[Slip], target: Callable[..., Any], module: str) -> list[str]:
    """Return the import lines that the slips need, beside NumPy: from where the reference itself has them."""
    needed = set().union(*(names_of(node).reads_later for slip in slips_ for node in ast.parse(slip.source).body))
    path = Path(target.__code__.co_filename)
    lines = set()
    defined: set[str] = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            for alias in node.names:
                bound = alias.asname or alias.name.partition(".")[0]
                if bound in needed and bound != "np":
                    lines.add(
                        ast.unparse(
                            ast.Import([alias]) if isinstance(node, ast.Import) else _absolute(node, alias, module)
                        )
                    )
        elif not isinstance(node, ast.Expr):
            defined |= names_of(node).binds
    helpers = sorted(needed & defined - {target.__name__})
    return [*sorted(lines), *([f"from {module} import {', '.join(helpers)}"] if helpers else [])]


def _absolute(node: ast.ImportFrom, alias: ast.alias, module: str) -> ast.ImportFrom:
    if not node.level:
        return ast.ImportFrom(node.module, [alias], 0)
    package = module.split(".")[: -node.level]
    return ast.ImportFrom(".".join([*package, *([node.module] if node.module else [])]), [alias], 0)
