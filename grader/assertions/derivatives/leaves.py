"""What a function is differentiated by: arrays among its arguments, also inside of dicts, lists and tuples."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.assertions.results import Floats
from grader.errors import CourseError

Path = tuple[int | str, ...]
Arguments = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """One array that a function depends on; `name` is what a message calls the gradient by it."""

    name: str
    path: Path  # position of the argument, then keys
    value: Floats

    def put(self, arguments: Arguments, value: Floats) -> Arguments:
        """Return the arguments with another array in this place; nothing is changed."""
        return tuple(_put(arguments, self.path, value))

    def at(self, arguments: Arguments) -> Leaf:
        """Return the same place among other arguments."""
        value: Any = arguments
        for key in self.path:
            value = value[key]
        return Leaf(self.name, self.path, np.array(value, dtype=np.float64))


def leaves_of(tree: object, path: Path, name: str) -> Iterator[Leaf]:
    """Yield the arrays of one argument in order; the author is told what cannot be differentiated by."""
    if isinstance(tree, Mapping):
        for key, value in tree.items():
            yield from leaves_of(value, (*path, key), f"{name}[{key!r}]")
    elif isinstance(tree, (list, tuple)):
        for i, value in enumerate(tree):
            yield from leaves_of(value, (*path, i), f"{name}[{i}]")
    elif isinstance(tree, float) or (isinstance(tree, np.ndarray) and tree.dtype == np.float64):
        yield Leaf(name, path, np.array(tree, dtype=np.float64))
    else:
        kind = f"an array of {tree.dtype}" if isinstance(tree, np.ndarray) else f"a {type(tree).__name__}"
        raise CourseError(f"gradients are checked in float64 alone, but argument {path[0]} holds {kind}")


def differentiable(arguments: Sequence[object]) -> tuple[int, ...]:
    """Return the positions of the arguments that are arrays of floats: what a backward returns gradients for."""
    return tuple(i for i, each in enumerate(arguments) if isinstance(each, np.ndarray) and each.dtype.kind == "f")


def _put(tree: Any, path: Path, value: Floats) -> Any:
    if not path:
        return value
    key, *rest = path
    if isinstance(tree, Mapping):
        return {**tree, key: _put(tree[key], tuple(rest), value)}
    changed = [_put(each, tuple(rest), value) if i == key else each for i, each in enumerate(tree)]
    return changed if isinstance(tree, list) else tuple(changed)
