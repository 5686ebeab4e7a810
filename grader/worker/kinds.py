"""The floor of the worker: what a frame may hold, what can be wrong with it, what stands for an argument."""

from __future__ import annotations

import ast
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import CodeType
from typing import Any

from numpy import asarray, dtype, ndarray

Tree = Any  # JSON: None, bool, int, float, str, list, dict
Array = ndarray[Any, Any]

DTYPES = {name: dtype("<" + name) for name in ("b1", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8")}
NAMES = {exact: name for name, exact in DTYPES.items()}
DEPTH = 32
RANK = 8
BITS = 4096  # of an int
NODES = 200_000
HEADER = 4 << 20  # bytes
BODY = 64 << 20  # bytes


class BadValue(Exception):  # noqa: N818 - it is no error of the program: it becomes the outcome bad_return
    """Something that may not cross: a dtype outside of the list, too deep, too many parts, too large."""


class WireError(Exception):
    """What came over the wire is malformed."""


class Scalar(ndarray[Any, Any]):
    """A 0-d array that was a NumPy scalar, or a 0-d array, in the worker; arithmetic gives NumPy scalars."""

    def __array_wrap__(self, array: Any, context: Any = None, return_scalar: bool = False) -> Any:
        return asarray(array)[()]


@dataclass(frozen=True, slots=True)
class Generator:
    """Stands for `numpy.random.default_rng(seed)`, made where it is used."""

    seed: int


@dataclass(frozen=True, slots=True)
class Source:
    """Stands for what our own expression or function text evaluates to, in a NumPy namespace."""

    text: str


@dataclass(frozen=True, slots=True)
class Callback:
    """Stands for a function of the grader that student code may call; a leaf: it may not use the student."""

    function: Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Dataset:
    """Stands for one read-only array of the run's data, such as ``digits/train_inputs``."""

    name: str


def generator(seed: int) -> Generator:
    """Pass a fresh `numpy.random.Generator` with this seed to student code."""
    return Generator(seed)


def source(text: str) -> Source:
    """Pass, or run, our own text: a lambda expression or one function definition."""
    return Source(text)


def callback(function: Callable[..., Any]) -> Callback:
    """Pass a function of ours; what student code calls it with comes back as plain values."""
    return Callback(function)


def dataset(name: str) -> Dataset:
    """Pass one read-only array of the run's data by name."""
    return Dataset(name)


def compile_source(text: str) -> tuple[CodeType, str | None]:
    """Compile an expression, or statements that end in one definition, and return the code and the name it defines."""
    module = ast.parse(text.strip(), "<check>")
    last = module.body[-1] if module.body else None
    if isinstance(last, ast.Expr) and len(module.body) == 1:
        return compile(ast.Expression(last.value), "<check>", "eval"), None
    if isinstance(last, (ast.FunctionDef, ast.ClassDef)):
        return compile(module, "<check>", "exec"), last.name
    raise SyntaxError("a source is one expression, or statements that end in one function or class")


def class_name(kind: type) -> str:
    """Return the name of a class, whatever its metaclass says."""
    return clean_text(type.__dict__["__name__"].__get__(kind), 100)


def clean_text(text: str, length: int) -> str:
    """Return the start of `text` as an exact str of valid Unicode."""
    return str.__str__(text)[:length].encode("utf-8", "replace").decode()


def whole_text(text: Tree) -> str:
    """Return `text` if it is valid Unicode; it is malformed otherwise."""
    try:
        text.isascii() or text.encode()
    except UnicodeEncodeError:
        raise WireError("text that is not valid Unicode") from None
    return str(text)


def dtype_name(value: Array) -> str:
    """Return the name of the array's dtype in the closed list."""
    name = f"{value.dtype.kind}{value.dtype.itemsize}"
    if name not in DTYPES:
        advice = {
            "O": "object: a ragged list, or things that are not numbers",
            "c": "complex: only real numbers may cross",
            "U": "text: return a list of str",
        }.get(value.dtype.kind, f"{value.dtype}"[:40])
        raise BadValue(f"an array of dtype {advice}")
    return name


def span(shape: Sequence[int], itemsize: int) -> int:
    """Return the bytes of an array, an empty axis counted as one, so that no product of axes can overflow."""
    return math.prod([size or 1 for size in shape], start=itemsize)
