"""The lines of a draft that draw inputs and call the function, and what the reference answers to them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.authoring.signatures import Argument, Signature, Sizes, length
from grader.errors import UsageError

FLOATS = {
    "normal": ("normal numbers", "rng.normal(size={size})"),
    "positive": ("numbers in 0.1 .. 1", "rng.uniform(0.1, 1.0, size={size})"),
}


@dataclass(frozen=True, slots=True)
class Results:
    """What a call returned: names and arrays, and whether it was a tuple of them."""

    names: tuple[str, ...]
    arrays: tuple[np.ndarray[Any, Any], ...]
    several: bool


@dataclass(frozen=True, slots=True)
class Inputs:
    """How the arguments of a function are drawn."""

    signature: Signature
    floats: str = "normal"

    def lines(self, sizes: Sizes) -> list[str]:
        """Return the lines that draw every array."""
        arrays = [each for each in self.signature.arguments if each.is_array]
        drawn = [f"{each.name} = {self._drawn(each, sizes)}" for each in arrays]
        return ["rng = np.random.default_rng(seed())", *drawn] if drawn else []

    def _drawn(self, argument: Argument, sizes: Sizes) -> str:
        axes = shape_of(argument.shape, sizes)
        if axes is None:
            raise UsageError(f"{self.signature.name}: the shape of {argument.name} must be numbers and letters")
        size = str(axes[0]) if len(axes) == 1 else str(axes)
        if argument.kind == "floats":
            return FLOATS[self.floats][1].format(size=size)
        if argument.kind == "signs":
            return f"rng.choice([-1, 1], size={size})"
        highest = 2 if argument.kind == "bits" else sizes.get("K", 2)
        return f"rng.integers({highest}, size={size})"

    def values(self, **changed: str) -> str:
        """Return the text of the arguments, some of them changed: ``X[:1], y[:1]``."""
        return ", ".join(changed.get(each.name, self._value(each)) for each in self.signature.arguments)

    @staticmethod
    def _value(argument: Argument) -> str:
        if argument.is_array:
            return argument.name
        return "generator(seed(1))" if argument.kind == "generator" else argument.kind

    def of_rows(self, pattern: str) -> str:
        """Return the arguments with a pattern such as ``{}[:1]`` for those whose rows are examples."""
        rows = [each for each in self.signature.arguments if each.shape[:1] == ("N",)]
        return self.values(**{each.name: pattern.format(each.name) for each in rows})

    @property
    def has_rows(self) -> bool:
        """Whether an argument has one row for each of N examples."""
        return any(each.shape[:1] == ("N",) for each in self.signature.arguments)

    @property
    def draws(self) -> bool:
        """Whether the function draws numbers: then rows are not alike, whatever two calls happen to show."""
        return any(each.kind == "generator" for each in self.signature.arguments)

    @property
    def main(self) -> str | None:
        """The name of the first array of floats."""
        return next((each.name for each in self.signature.arguments if each.is_array and each.kind == "floats"), None)


def shape_of(axes: Sequence[str], sizes: Sizes) -> tuple[int, ...] | None:
    """Return a shape in numbers; None where an axis is unknown or empty."""
    lengths = [length(axis, sizes) for axis in axes]
    return tuple(each for each in lengths if each) if all(lengths) else None


def read_results(signature: Signature, returned: object) -> Results:
    """Return the arrays that a call returned, or raise `UsageError` for what no draft can judge."""
    several = isinstance(returned, tuple)
    parts = list(returned) if isinstance(returned, tuple) else [returned]
    names = [name for name, _ in signature.returned]
    if len(names) != len(parts) or not all(name.isidentifier() for name in names):
        names = [f"part_{n}" for n in range(1, len(parts) + 1)]
    arrays = [np.asarray(part) for part in parts if isinstance(part, (np.ndarray, np.generic, bool, int, float))]
    if len(arrays) != len(parts) or not parts or any(array.dtype.kind not in "bifu" for array in arrays):
        kinds = ", ".join(type(part).__name__ for part in parts)
        raise UsageError(
            f"{signature.name} returns {kinds}; suggest drafts for arrays, numbers, and tuples of those. "
            "Write these checks by hand: the file assignments/README.md shows how"
        )
    return Results(tuple(names), tuple(arrays), several)


def shape_words(
    signature: Signature,
    declared: tuple[str, ...] | None,
    shapes: Sequence[tuple[int, ...]],
    call: Callable[[int], Sizes],
) -> tuple[str, ...] | None:
    """Return the shape of a result in letters: as declared where that is so, else guessed from three calls."""
    choices = [call(which) for which in range(len(shapes))]
    if declared is not None and all(
        shape_of(declared, sizes) == shape for sizes, shape in zip(choices, shapes, strict=True)
    ):
        return declared
    if len({len(shape) for shape in shapes}) != 1:
        return None
    candidates = [word for letter in signature.letters for word in (letter, f"{letter} + 1", f"{letter} - 1")]
    words = []
    for axis in range(len(shapes[0])):
        seen = [shape[axis] for shape in shapes]
        fitting = [word for word in candidates if [length(word, sizes) for sizes in choices] == seen]
        fitting += [str(seen[0])] if len(set(seen)) == 1 else []
        if not fitting:
            return None
        words.append(fitting[0])
    return tuple(words)
