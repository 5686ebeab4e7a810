"""From the pattern of an error to its cause; silent rather than guessing.

A cause is named only if it explains every entry within the tolerance, and if the expected numbers are varied enough
that no second cause explains them too.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from grader.messages import say

Floats = NDArray[np.float64]
Fits = Callable[[Floats, float], bool]

HUGE = 1e100
"""Beyond this, products overflow, and infinity would fit anything."""


def diagnose(
    actual: Floats, expected: Floats, rtol: float, atol: float, name: str, rows: int | None = None
) -> str | None:
    """Return what is wrong with `actual`, which has the shape of `expected`, as a sentence that says what to do."""

    def fits(candidate: Floats, scale: float = 1.0) -> bool:
        error = np.abs(actual - candidate)
        return bool(np.all(error <= atol * min(scale, 1.0) + rtol * np.abs(candidate)))

    with np.errstate(all="ignore"):
        if expected.size == 0 or not 1e3 * atol < np.abs(expected).max() < HUGE or not np.abs(actual).max() < HUGE:
            return None
        if expected.size == 1:
            return _one_number(actual, expected, name, rows, fits)
        return (
            _constant(actual, expected, name)
            or _factor(actual, expected, name, rows, fits)
            or _offset(actual, expected, name, fits)
            or _order(expected, name, fits)
            or _row_order(actual, expected, name, rtol, atol)
        )


def _one_number(actual: Floats, expected: Floats, name: str, rows: int | None, fits: Fits) -> str | None:
    """Notice a usual factor of a single number, which any factor fits: only where the number itself is unusual.

    A share of the rows is usual too: two wrong where one is meant is no factor of 2.
    """
    ours = float(expected.flat[0])
    if abs(ours * 64 - round(ours * 64)) < 1e-6:
        return None
    is_share = rows is not None and 0 < ours < 1 and abs(ours * rows - round(ours * rows)) < 1e-6
    usual = [*([] if is_share else [-1.0, 2.0, 0.5]), *([float(rows), 1 / rows] if rows and rows > 1 else [])]
    for factor in usual:
        if fits(factor * expected, abs(factor)):
            return _say_factor(factor, name, rows)
    return None


def _constant(actual: Floats, expected: Floats, name: str) -> str | None:
    if np.ptp(actual) == 0 and np.ptp(expected) > 0.01 * np.abs(expected).max():
        return say("diagnosis.constant", name=name, actual=f"{actual.flat[0]:.6g}")
    return None


def _factor(actual: Floats, expected: Floats, name: str, rows: int | None, fits: Fits) -> str | None:
    size = np.abs(expected)
    counted = size[size > 1e-3 * size.max()]
    if counted.size >= 3 and fits(-expected, 1.0):
        return _say_factor(-1.0, name, rows)
    if counted.size < 2 or np.ptp(counted) <= 0.01 * size.max():
        return None
    factor = float((actual * expected).sum() / (expected * expected).sum())
    if (
        not np.isfinite(factor)
        or abs(factor) < 1e-6
        or abs(factor - 1) < 1e-3
        or not fits(factor * expected, abs(factor))
    ):
        return None
    return _say_factor(factor, name, rows)


def _say_factor(factor: float, name: str, rows: int | None) -> str:
    large, small = round(factor), round(1 / factor)
    if abs(factor + 1) < 1e-4:
        return say("diagnosis.sign", name=name)
    if large >= 2 and abs(factor / large - 1) < 1e-4:
        key = "diagnosis.average" if large == rows else "diagnosis.large"
        return say(key, name=name, factor=large, rows=rows)
    if small >= 2 and abs(factor * small - 1) < 1e-4:
        key = "diagnosis.sum" if small == rows else "diagnosis.small"
        return say(key, name=name, factor=small, rows=rows)
    return say("diagnosis.factor", name=name, factor=f"{factor:.6g}")


def _offset(actual: Floats, expected: Floats, name: str, fits: Fits) -> str | None:
    offset = float(np.mean(actual - expected))
    varied = expected.size >= 3 and np.ptp(expected) > 0.01 * np.abs(expected).max()
    if varied and np.isfinite(offset) and abs(offset) > 1e-3 * np.ptp(expected) and fits(expected + offset, 1.0):
        return say("diagnosis.offset", name=name, offset=f"{offset:.6g}")
    return None


def _order(expected: Floats, name: str, fits: Fits) -> str | None:
    """Notice the right numbers with axes swapped, or from last to first, where that makes a difference."""
    square = expected.ndim == 2 and expected.shape[0] == expected.shape[1] >= 2
    if square and fits(expected.T, 1.0):
        return say("diagnosis.transposed", name=name)
    if expected.ndim == 1 and _all_differ(expected[:, None]) and fits(expected[::-1], 1.0):
        return say("diagnosis.reversed", name=name)
    return None


def _row_order(actual: Floats, expected: Floats, name: str, rtol: float, atol: float) -> str | None:
    """Notice the right rows in another order, where no two rows are alike."""
    if expected.ndim == 0 or expected.shape[0] < 3 or expected.size > 1_000_000:
        return None
    ours, yours = (array.reshape(array.shape[0], -1) for array in (expected, actual))
    if not _all_differ(ours):
        return None
    ours, yours = (array[np.argsort(array[:, 0], kind="stable")] for array in (ours, yours))
    if np.diff(ours[:, 0]).min() <= 10 * (atol + rtol * np.abs(ours[:, 0]).max()):
        return None  # the first column cannot tell the rows apart
    if np.all(np.abs(yours - ours) <= atol + rtol * np.abs(ours)):
        return say("diagnosis.rows", name=name)
    return None


def _all_differ(rows: Floats) -> bool:
    return len(np.unique(rows, axis=0)) == len(rows)
