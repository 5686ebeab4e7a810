"""What a docstring says of arguments and results: names, shapes, kinds. The rest is guesswork, and called so."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from grader.errors import UsageError

Sizes = Mapping[str, int]

_SIZES = {"N": (5, 4, 6), "D": (3, 6, 2), "K": (2, 3, 5), "M": (4, 2, 3), "H": (6, 5, 4)}
_OTHERS = ((4, 3, 5), (3, 5, 2), (2, 3, 4), (6, 4, 3))
_SHAPE = re.compile(r"shape \(([^)]*)\)")
_EXPRESSION = re.compile(r"[\w +*/()-]+")
_ENTRY = re.compile(r"(\w+(?:, *\w+)*) : +(\S.*)")


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument without a default."""

    name: str
    kind: str  # floats, integers, signs, bits, generator, or the text of a plain value
    shape: tuple[str, ...] = ()  # expressions in the letters of the docstring

    @property
    def is_array(self) -> bool:
        """Whether it has axes."""
        return bool(self.shape)


@dataclass(frozen=True, slots=True)
class Signature:
    """What can be known of a function without calling it."""

    name: str
    arguments: tuple[Argument, ...]
    returned: tuple[tuple[str, tuple[str, ...] | None], ...]  # name and shape of each value, as the docstring says
    letters: tuple[str, ...]

    def sizes(self, which: int) -> dict[str, int]:
        """Return one of three choices of a size for each letter; no choice makes everything square."""
        others = iter(_OTHERS * 4)
        return {letter: (_SIZES.get(letter) or next(others))[which] for letter in self.letters}


def read_signature(target: Callable[..., Any]) -> Signature:
    """Return what signature and docstring of a function say, or raise `UsageError` that names what is missing."""
    name = target.__name__
    if inspect.isclass(target):
        raise UsageError(
            f"{name} is a class; suggest drafts for functions. Draft for a function that makes and uses it, "
            "or write its checks by hand: the file assignments/README.md shows how"
        )
    doc = inspect.cleandoc(target.__doc__ or "")
    if not doc:
        raise UsageError(f"{name} needs a docstring first: all that a student is told, and all that suggest can read")
    described = _entries(doc, "Parameters")
    arguments = tuple(
        _argument(name, parameter, *described.get(parameter.name, ("", "")))
        for parameter in inspect.signature(target).parameters.values()
        if parameter.default is parameter.empty
        and parameter.kind not in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD)
    )
    letters = [letter for each in arguments for axis in each.shape for letter in _letters(axis)]
    returned = tuple((entry, _shape(text)) for entry, (text, _) in _entries(doc, "Returns").items())
    return Signature(name, arguments, returned, tuple(dict.fromkeys(letters)))


def _argument(function: str, parameter: inspect.Parameter, text: str, description: str) -> Argument:
    annotation = str(parameter.annotation) if parameter.annotation is not parameter.empty else ""
    shape = _shape(text)
    if shape:
        return Argument(parameter.name, _entries_of(text + " " + description, annotation), shape)
    if "Generator" in text + annotation:
        return Argument(parameter.name, "generator")
    for word, value in (("bool", "True"), ("int", "2"), ("float", "0.5")):
        if re.search(rf"\b{word}\b", text) or annotation in (word, f"<class '{word}'>"):
            return Argument(parameter.name, value)
    raise UsageError(
        f"{function}: say in its docstring what {parameter.name} is, such as\n"
        f"    {parameter.name} : ndarray, shape (N, D)\n"
        "below Parameters. Without a shape, or one of the words float, int, bool, Generator, suggest cannot call it"
    )


def _entries_of(text: str, annotation: str) -> str:
    """Say what an array holds."""
    if re.search(r"-1 (?:or|and) \+?1\b|\+?1 (?:or|and) -1\b", text):
        return "signs"
    if re.search(r"\b0 (?:or|and) 1\b", text):
        return "bits"
    return "integers" if re.search(r"\bint", text) or "int" in annotation or "Labels" in annotation else "floats"


def _entries(doc: str, title: str) -> dict[str, tuple[str, str]]:
    """Return name -> (kind, description) of a numpydoc section; an entry without a name is called by its number."""
    lines = doc.split("\n")
    try:
        first = next(i for i, line in enumerate(lines[:-1]) if line == title and set(lines[i + 1]) == {"-"})
    except StopIteration:
        return {}
    found: dict[str, tuple[str, str]] = {}
    current: list[str] = []
    for number, line in enumerate(lines[first + 2 :], first + 2):
        if number + 1 < len(lines) and re.fullmatch(r"-{3,}", lines[number + 1]):
            break
        entry = _ENTRY.fullmatch(line)
        if line and not line[0].isspace():
            names, text = (entry[1].split(","), entry[2]) if entry else ([f"part_{len(found) + 1}"], line)
            current = [name.strip() for name in names]
            found |= dict.fromkeys(current, (text, ""))
        else:
            found |= {name: (found[name][0], f"{found[name][1]} {line.strip()}") for name in current}
    return found


def _shape(text: str) -> tuple[str, ...] | None:
    found = _SHAPE.search(text)
    if not found:
        return None
    axes = tuple(axis.strip() for axis in found[1].split(",") if axis.strip())
    return axes if all(_EXPRESSION.fullmatch(axis) for axis in axes) else None


def _letters(axis: str) -> list[str]:
    return [node.id for node in ast.walk(ast.parse(axis, mode="eval")) if isinstance(node, ast.Name)]


def length(axis: str, sizes: Sizes) -> int | None:
    """Return what an axis such as ``D + 1`` is long; None where it uses a letter that no argument has."""
    try:
        return int(_value(ast.parse(axis, mode="eval").body, sizes))
    except (KeyError, SyntaxError, TypeError, ValueError):
        return None


def _value(node: ast.expr, sizes: Sizes) -> int:
    if isinstance(node, ast.Name):
        return sizes[node.id]
    if isinstance(node, ast.Constant) and isinstance(node.value, int):
        return node.value
    if isinstance(node, ast.BinOp):
        left, right = _value(node.left, sizes), _value(node.right, sizes)
        if isinstance(node.op, ast.Add):
            return left + right
        if isinstance(node.op, ast.Sub):
            return left - right
        if isinstance(node.op, ast.Mult):
            return left * right
        if isinstance(node.op, (ast.FloorDiv, ast.Div)) and right:
            return left // right
    raise ValueError(ast.dump(node))
