"""A layer at one point: its arguments, what it is differentiated by, and how its answers are read."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.assertions.derivatives.answers import Gradients, read_tuple
from grader.assertions.derivatives.calling import Layer, label
from grader.assertions.derivatives.leaves import Arguments, Leaf, differentiable, leaves_of
from grader.assertions.derivatives.report import Fault, Report
from grader.assertions.kinds import assert_array
from grader.assertions.results import Floats, Numbers
from grader.errors import CourseError
from grader.messages import say

Terms = Callable[..., Mapping[str, Mapping[str, Floats]]]


@dataclass(slots=True)
class LayerPoint:
    """A student's layer at one point; `narrow` is set once an answer was no float64."""

    layer: Layer
    leaves: list[Leaf]
    batch: tuple[int, ...] = ()
    hint: str | None = None
    narrow: bool = False

    @property
    def of(self) -> str:
        """What a message calls the forward."""
        return label(self.layer.forward)

    @property
    def rows(self) -> int | None:
        """The number of examples: the length of the output, or of what is told to be a batch, or is not trained."""
        shape = np.shape(self.layer.output)
        if shape:
            return int(shape[0])
        trained = {leaf.path[0] for leaf in self.leaves}
        arguments = enumerate(self.layer.arguments)
        batch = [each for i, each in arguments if (i in self.batch if self.batch else i not in trained)]
        lengths = {len(each) for each in batch if isinstance(each, np.ndarray) and each.ndim}
        return lengths.pop() if len(lengths) == 1 else None

    @property
    def sizes(self) -> tuple[int, ...]:
        """The lengths of all axes but the rows."""
        arrays = [each for each in (*self.layer.arguments, self.layer.output) if isinstance(each, np.ndarray)]
        lengths: set[int] = set()
        for array in arrays:
            lengths.update(array.shape[1:] if array.shape[:1] == (self.rows,) else array.shape)
        return tuple(sorted(lengths))

    def report(self, fault: Fault | None, *remarks: str) -> Report:
        """Return what messages about this layer share."""
        narrow = (say("gradient.float32"),) if self.narrow else ()
        return Report(self.of, self.hint, self.rows, self.sizes, fault, (*remarks, *narrow))

    def run(self) -> Numbers:
        """Call forward and return its output, an array of finite numbers."""
        self.layer.run()
        out = self.output(self.layer.output)
        self.narrow = self.narrow or (out.dtype.kind == "f" and out.dtype != np.float64)
        return out

    def output(self, answer: object, shape: tuple[int, ...] | None = None) -> Numbers:
        """Return an output as an array of finite numbers."""
        return assert_array(answer, shape, name=f"the output of {self.of}", hint=self.hint)

    def read(self, answer: object) -> Gradients:
        """Return the gradients of one answer of backward."""
        found, narrow = read_tuple(answer, self.leaves, self.rows, self.hint)
        self.narrow = self.narrow or narrow
        return found

    def move(self, arguments: Arguments) -> None:
        """Go to another point."""
        self.layer.arguments = arguments
        self.leaves = [leaf.at(arguments) for leaf in self.leaves]
        self.run()


def layer_leaves(
    arguments: Arguments,
    wrt: Sequence[int] | None = None,
    names: Sequence[str] | None = None,
    like: Callable[..., Any] | None = None,
) -> list[Leaf]:
    """Return what backward gives gradients for, named after the arguments of `like`; the author is told what cannot."""
    positions = differentiable(arguments) if wrt is None else tuple(wrt)
    if names is None:
        names = _names(like, positions)
    if len(names) != len(positions) or not positions:
        raise CourseError(f"a backward needs arrays of floats and a name for each: {len(positions)}, {len(names)}")
    pairs = zip(positions, names, strict=True)
    leaves = [leaf for i, name in pairs for leaf in leaves_of(arguments[i], (i,), name)]
    if len(leaves) != len(positions):
        raise CourseError("assert_backward differentiates by arrays; for a dict of parameters use assert_gradient")
    return leaves


def _names(function: Callable[..., Any] | None, positions: Sequence[int]) -> list[str]:
    """Return dX, dW, db, ... after the arguments of a function, or gradients by number."""
    known = list(inspect.signature(function).parameters) if function else []
    return [f"d{known[i]}" if i < len(known) else f"gradient {number}" for number, i in enumerate(positions, 1)]
