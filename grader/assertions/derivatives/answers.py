"""What a student's function gave as gradients: of the right kind, number, shapes and order, or told so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from grader.assertions.derivatives.leaves import Leaf
from grader.assertions.failures import fail
from grader.assertions.kinds import assert_dict, assert_list, assert_parts
from grader.assertions.results import Floats, Numbers, demand_finite, numbers
from grader.assertions.shapes import demand_shape, show_shape
from grader.errors import StudentError
from grader.messages import say

Gradients = list[Floats]


def read_tuple(answer: object, leaves: Sequence[Leaf], rows: int | None, hint: str | None) -> tuple[Gradients, bool]:
    """Return the gradients that a backward gave, one for each leaf, and whether one of them is no float64."""
    names = [leaf.name for leaf in leaves]
    if len(leaves) == 1 and not _is_single_tuple(answer):
        found: Sequence[object] = [answer]
    else:
        found = assert_parts(answer, *names, hint=hint)
    return read_each(found, leaves, rows, hint)


def read_like(
    answer: object, like: object, leaves: Sequence[Leaf], rows: int | None, hint: str | None, name: str
) -> tuple[Gradients, bool]:
    """Return the gradients that came in the structure of what is differentiated by: array, dict, list of these."""
    return read_each(flatten(answer, like, name, hint), leaves, rows, hint)


def read_each(
    found: Sequence[object], leaves: Sequence[Leaf], rows: int | None, hint: str | None
) -> tuple[Gradients, bool]:
    """Return the gradients as float64, of the shapes of the leaves."""
    arrays = [numbers(_raised(each), leaf.name, hint) for each, leaf in zip(found, leaves, strict=True)]
    _demand_order(arrays, leaves, hint)
    for array, leaf in zip(arrays, leaves, strict=True):
        _demand_shape(array, leaf, rows, hint)
        demand_finite(array, leaf.name, hint)
    coarse = any(array.dtype.kind == "f" and array.dtype != np.float64 for array in arrays)
    return [array.astype(np.float64) for array in arrays], coarse


def flatten(answer: object, like: Any, name: str, hint: str | None) -> list[object]:
    """Return the parts of an answer that must have the structure of `like`, in the order of its leaves."""
    if isinstance(like, Mapping):
        found = assert_dict(answer, tuple(like), name=name, hint=hint)
        pairs = [(found[key], inner, f"{name}[{key!r}]") for key, inner in like.items()]
    elif isinstance(like, (list, tuple)):
        parts = assert_list(answer, len(like), name=name, hint=hint)
        pairs = [(part, inner, f"{name}[{i}]") for i, (part, inner) in enumerate(zip(parts, like, strict=True))]
    else:
        return [answer]
    return [leaf for part, inner, place in pairs for leaf in flatten(part, inner, place, hint)]


def _is_single_tuple(answer: object) -> bool:
    return type(answer) in (tuple, list) and len(answer) == 1  # type: ignore[arg-type]


def _raised(answer: object) -> object:
    if isinstance(answer, StudentError):
        raise answer
    return answer


def _demand_order(arrays: Sequence[Numbers], leaves: Sequence[Leaf], hint: str | None) -> None:
    """Notice gradients that came in another order, where the shapes leave no doubt about it."""
    found = [array.shape for array in arrays]
    right = [leaf.value.shape for leaf in leaves]
    if found != right and sorted(found) == sorted(right) and len(set(right)) == len(right):
        names = ", ".join(leaf.name for leaf in leaves)
        yours = ", ".join(leaves[right.index(shape)].name for shape in found)
        fail(say("gradient.order", names=names, yours=yours), hint=hint, observed=yours, expected=names)


def _demand_shape(array: Numbers, leaf: Leaf, rows: int | None, hint: str | None) -> None:
    right = leaf.value.shape
    if array.shape != right and array.shape == (rows, *right):
        sentence = say("assert.shape", name=leaf.name, expected=show_shape(right), actual=show_shape(array.shape))
        fail(sentence, say("gradient.unsummed", rows=rows), hint=hint, cause="unsummed", observed=str(array.shape))
    if (
        array.shape == right
        or array.shape == ()
        or sorted(array.shape) == sorted(right)
        or array.size == leaf.value.size
    ):
        demand_shape(array.shape, right, leaf.name, hint)
    else:  # one too many or too few: with gradients that is hardly ever a range
        sentence = say("assert.shape", name=leaf.name, expected=show_shape(right), actual=show_shape(array.shape))
        fail(sentence, hint=hint, expected=f"shape {show_shape(right)}", observed=f"shape {show_shape(array.shape)}")
