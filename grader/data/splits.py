"""Which rows are held out, and the guard against remembered answers; both derive from a seed.

The guard: a fixed permutation of the pixels leaves a model without locality as good as before, and is worthless to
remembered answers and shipped weights. It is applied to the training and the held-out inputs alike, so it is offered as
data sets of their own: train on ``dataset("digits/permuted_inputs")``, predict ``held_out("digits/permuted")``, and let
`grader.assertions.unless_memorized` compare. The permutation itself never enters the sandbox.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.intp]


def stratified_split(labels: NDArray[Any], held_out: int, seed: int) -> tuple[Rows, Rows]:
    """Return the rows to train on and the rows held out, each in ascending order.

    Each class is held out by its share, rounded so that the parts add up to `held_out`.
    """
    rng = np.random.default_rng(seed)
    classes, counts = np.unique(labels, return_counts=True)
    exact = counts * held_out / labels.size
    quota = np.floor(exact).astype(np.intp)
    largest_rest = np.argsort(quota - exact, kind="stable")
    quota[largest_rest[: held_out - quota.sum()]] += 1
    chosen = [rng.permutation(np.flatnonzero(labels == c))[:n] for c, n in zip(classes, quota, strict=True)]
    out = np.zeros(labels.size, dtype=bool)
    out[np.concatenate(chosen)] = True
    return np.flatnonzero(~out), np.flatnonzero(out)


def permute_pixels(inputs: NDArray[Any], seed: int) -> NDArray[Any]:
    """Return inputs of shape (N, D) with their columns in an order that depends on the seed and D alone."""
    return inputs[:, np.random.default_rng(seed).permutation(inputs.shape[1])]
