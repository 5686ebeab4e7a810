"""The shape of a result, and what a wrong one tells; silent where several causes fit."""

from __future__ import annotations

from grader.assertions.failures import fail
from grader.messages import say

Shape = tuple[int, ...]
Promised = tuple[int | None, ...]


def show_index(index: Shape) -> str:
    """Return an index as one writes it in code."""
    return "[" + ", ".join(map(str, index)) + "]"


def show_shape(shape: Promised) -> str:
    """Return a shape as a person reads it; ``n`` stands for any length."""
    if shape == ():
        return "() (one number)"
    inner = ", ".join("n" if size is None else str(size) for size in shape)
    return f"({inner},)" if len(shape) == 1 else f"({inner})"


def matches(actual: Shape, promised: Promised) -> bool:
    """Say whether a shape is the promised one; None stands for any length, and nothing is broadcast."""
    return len(actual) == len(promised) and all(p is None or p == a for a, p in zip(actual, promised, strict=True))


def demand_shape(actual: Shape, promised: Promised, name: str, hint: str | None = None) -> None:
    """Raise for a shape that is not exactly the promised one."""
    if matches(actual, promised):
        return
    expected, observed = show_shape(promised), show_shape(actual)
    sentence = say("assert.shape", name=name, expected=expected, actual=observed)
    fail(
        sentence,
        explain_shape(actual, promised) or "",
        hint=hint,
        expected=f"shape {expected}",
        observed=f"shape {observed}",
    )


def explain_shape(actual: Shape, promised: Promised) -> str | None:
    """Return what the wrong shape tells, or None where it tells nothing for certain."""
    if not actual:
        return say("shape.scalar")
    if not promised:
        return say("shape.extra_axis") if set(actual) == {1} else say("shape.not_reduced")
    return _axes(actual, promised) or _lengths(actual, promised)


def _axes(actual: Shape, promised: Promised) -> str | None:
    """Explain a shape with another number of axes, or with its axes swapped."""
    if len(actual) >= 2 and matches(actual[::-1], promised):
        return say("shape.transposed")
    if len(actual) == 2 and len(promised) == 1 and actual[0] == actual[1] == promised[0] != 1:
        return say("shape.broadcast")
    if len(actual) > len(promised) and _without_ones(actual) == _without_ones(promised):
        return say("shape.extra_axis")
    if len(actual) < len(promised) and _without_ones(actual) == _without_ones(promised):
        return say("shape.keepdims")
    return None


def _lengths(actual: Shape, promised: Promised) -> str | None:
    """Explain a shape with one axis that is too long or too short by one."""
    if len(actual) != len(promised):
        return None
    axes = [axis for axis, (a, p) in enumerate(zip(actual, promised, strict=True)) if p is not None and a != p]
    if len(axes) != 1:
        return None
    axis = axes[0]
    difference = actual[axis] - (promised[axis] or 0)
    if difference == 1:
        return say("shape.one_more", axis=axis)
    return say("shape.one_less", axis=axis) if difference == -1 else None


def _without_ones(shape: Promised) -> Promised:
    return tuple(size for size in shape if size != 1)
