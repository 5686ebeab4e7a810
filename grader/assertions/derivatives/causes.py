"""From the pattern of a wrong gradient to its likely cause; silent where several causes fit, or none as a whole.

`diagnosis` knows what holds of any array (sign, factor, constant, order); here stands what holds of gradients alone.
Every cause is a claim about all entries, tested to the last one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations_with_replacement
from math import prod

import numpy as np

from grader.assertions.diagnosis import diagnose
from grader.assertions.results import Floats
from grader.messages import say

LEAST = 3
"""Numbers that must agree before a coincidence is excluded; the inputs are random."""


@dataclass(frozen=True, slots=True)
class Case:
    """A wrong gradient beside the right one, and what else is known."""

    name: str
    found: Floats
    right: Floats
    parameter: Floats  # what it is the gradient by
    rtol: float
    atol: float
    rows: int | None = None
    others: Mapping[str, Floats] = field(default_factory=dict)  # the right gradients by the other arguments
    alone: Sequence[Floats] = ()  # what the first and the last row alone would give
    terms: Mapping[str, Floats] = field(default_factory=dict)  # what the right one is the sum of
    sizes: tuple[int, ...] = ()  # the lengths of all other axes: a factor of such a size may come from anywhere

    def equal(self, one: Floats, other: Floats) -> bool:
        """Say whether two arrays agree within the tolerance of this comparison."""
        if one.shape != other.shape:
            return False
        scale = max(float(np.abs(each).max(initial=0.0)) for each in (one, other))
        return bool(np.all(np.abs(one - other) <= self.atol + self.rtol * scale))


def cause(case: Case) -> str | None:
    """Return the first cause that explains the whole gradient, as a sentence that says what to do."""
    with np.errstate(all="ignore"):
        if not (np.isfinite(case.right).all() and np.abs(case.found).max(initial=0.0) < 1e100):
            return None
        return (
            _other(case)
            or _one_row(case)
            or _scaled(case)
            or penalty(case)
            or _mask(case)
            or _missing(case)
            or _lines(case)
            or _elsewhere(case)
            or _terms(case)
        )


def _other(case: Case) -> str | None:
    """Notice the gradient by another argument."""
    if case.right.size < LEAST:
        return None
    fitting = [name for name, other in case.others.items() if case.equal(case.found, other)]
    return say("gradient.swapped", name=case.name, other=fitting[0]) if len(fitting) == 1 else None


def _one_row(case: Case) -> str | None:
    """Notice a gradient to which one row alone has contributed."""
    if case.right.size < LEAST or np.count_nonzero(case.found) < LEAST:
        return None
    parts = zip(("first", "last"), case.alone, strict=False)
    which = [row for row, part in parts if case.equal(case.found, part)]
    return say("gradient.one_row", name=case.name, row=which[0]) if len(which) == 1 else None


def _scaled(case: Case) -> str | None:
    """Notice one factor, or what else `diagnose` knows of arrays."""
    counted = np.abs(case.right) > 1e-3 * np.abs(case.right).max(initial=0.0)
    factor = float((case.found * case.right).sum() / (case.right * case.right).sum()) if counted.any() else 0.0
    if case.found.any() and np.isfinite(factor) and factor != 0 and case.equal(case.found, factor * case.right):
        return say_factor(factor, case) if counted.sum() >= LEAST else None
    return diagnose(case.found, case.right, case.rtol, case.atol, case.name, case.rows)


def say_factor(factor: float, case: Case) -> str | None:
    """Return what a factor tells; nothing where it is the length of some axis and could come from another place.

    The rows are named only where no other axis is as long; other numbers only where no product of lengths gives them.
    """
    if abs(factor + 1) < 1e-4:
        return say("diagnosis.sign", name=case.name)
    if abs(factor - 1) < 1e-3 or abs(factor) < 1e-6:
        return None
    whole = round(max(abs(factor), 1 / abs(factor)))
    exact = abs(max(abs(factor), 1 / abs(factor)) / whole - 1) < 1e-4
    if exact and factor > 0 and whole == case.rows and whole not in case.sizes:
        key = "diagnosis.average" if factor > 1 else "diagnosis.sum"
        return say(key, name=case.name, factor=whole, rows=case.rows)
    lengths = [size for size in (*case.sizes, case.rows or 1) if size > 1]
    if any(_is_ratio(abs(factor), chosen) for n in (1, 2, 3) for chosen in combinations_with_replacement(lengths, n)):
        return None
    if exact and factor > 0:
        return say("diagnosis.large" if factor > 1 else "diagnosis.small", name=case.name, factor=whole)
    return say("diagnosis.factor", name=case.name, factor=f"{factor:.6g}")


def _is_ratio(factor: float, lengths: Sequence[int]) -> bool:
    """Say whether a factor is a product of lengths, or one over it, or half or twice one."""
    product = prod(lengths)
    return any(
        abs(factor / each - 1) < 1e-4 for share in (product, 2 * product, product / 2) for each in (share, 1 / share)
    )


def penalty(case: Case) -> str | None:
    """Notice a multiple of the parameter itself in the difference."""
    weight, extra = case.parameter, case.found - case.right
    if weight.size < LEAST or np.ptp(weight) <= 0.01 * np.abs(weight).max():
        return None
    share = float((extra * weight).sum() / (weight * weight).sum())
    size = abs(share) * float(np.abs(weight).max())
    if size <= 1e3 * (case.atol + case.rtol * float(np.abs(case.right).max())):
        return None  # too small to tell from anything else
    tight = case.rtol * size + case.rtol * float(np.abs(case.right).max()) + case.atol
    if np.all(np.abs(extra - share * weight) <= tight):
        return say("gradient.penalty", name=case.name, share=f"{abs(share):.6g}", more="more" if share > 0 else "less")
    return None


def _mask(case: Case) -> str | None:
    """Notice entries that must be zero and are not, all others being right."""
    zero = case.right == 0
    wrong = zero & (case.found != 0)
    if wrong.sum() >= LEAST and (~zero).sum() >= LEAST and case.equal(case.found[~zero], case.right[~zero]):
        return say("gradient.mask", name=case.name, count=int(wrong.sum()))
    return None


def _missing(case: Case) -> str | None:
    """Notice entries that are zero and must not be, all others being right."""
    zero = case.found == 0
    wrong = zero & (np.abs(case.right) > 1e3 * case.atol)
    if wrong.sum() >= LEAST and (~zero).sum() >= LEAST and case.equal(case.found[~zero], case.right[~zero]):
        return say("gradient.missing", name=case.name, count=int(wrong.sum()))
    return None


def _lines(case: Case) -> str | None:
    """Notice a matrix of which each column, or each row, is its own multiple of the right one."""
    if case.right.ndim != 2:
        return None
    for axis, key in ((0, "gradient.columns"), (1, "gradient.rows")):
        if case.right.shape[axis] < LEAST or case.right.shape[1 - axis] < 2:
            continue
        norms = (case.right**2).sum(axis=axis, keepdims=True)
        factors = (case.found * case.right).sum(axis=axis, keepdims=True) / norms
        if np.isfinite(factors).all() and np.ptp(factors) > 0.01 and case.equal(case.found, factors * case.right):
            return say(key, name=case.name)
    return None


def _elsewhere(case: Case) -> str | None:
    """Notice the right numbers in other places, where no two are alike."""
    ours, yours = np.sort(case.right, axis=None), np.sort(case.found, axis=None)
    if ours.size < 2 * LEAST or np.diff(ours).min() <= 10 * (case.atol + case.rtol * float(np.abs(ours).max())):
        return None
    return say("gradient.elsewhere", name=case.name) if case.equal(yours, ours) else None


def _terms(case: Case) -> str | None:
    """Notice that one named term of a sum has another coefficient than 1, by least squares."""
    if len(case.terms) < 2 or case.found.size <= 3 * len(case.terms):
        return None
    columns = np.stack([term.ravel() for term in case.terms.values()], axis=1)
    weights, _, rank, _ = np.linalg.lstsq(columns, case.found.ravel(), rcond=None)
    if rank < len(case.terms) or not case.equal((columns @ weights).reshape(case.found.shape), case.found):
        return None
    off = [(name, weight) for name, weight in zip(case.terms, weights, strict=True) if abs(weight - 1) > 1e-3]
    if len(off) != 1:
        return None
    name, weight = off[0]
    coefficient = "0" if abs(weight) < 1e-6 else f"{weight:.4g}"
    return say("gradient.term", name=case.name, term=name, coefficient=coefficient)
