"""The gradient check of one layer in the sandbox, beyond the student's own calls: by the reference, and by numbers."""

from __future__ import annotations

import os

import numpy as np

from benchmarks.measure import Figure, interleave, median
from grader.assertions import assert_backward
from grader.batch.process import keep_to
from grader.model import Level, Limits
from grader.sandbox import open_sandbox
from grader.sandbox.levels import best_confinement
from grader.submission import read_submission

CHECKS = 20
ROUNDS = 9
FORWARDS = {"by the reference": 1, "by numbers": 1 + 6 * 3}  # calls that each way makes: 3 directions for 3 arrays
BACKWARDS = 6
STUDENT = b"""
import numpy as np

def forward(X, gamma, beta):
    centred = X - X.mean(axis=0)
    spread = np.sqrt((centred**2).mean(axis=0) + 1e-5)
    X_hat = centred / spread
    return gamma * X_hat + beta, (X_hat, spread, gamma)

def backward(dout, cache):
    X_hat, spread, gamma = cache
    dX_hat = dout * gamma
    dX = (dX_hat - dX_hat.mean(axis=0) - X_hat * (dX_hat * X_hat).mean(axis=0)) / spread
    return dX, (dout * X_hat).sum(axis=0), dout.sum(axis=0)
"""


def measure() -> list[Figure]:
    """Return milliseconds of one check less those of the same calls made without a grader; batch normalization."""
    everywhere = os.sched_getaffinity(0)
    keep_to(min(everywhere))  # as a grading process does
    try:
        return _measure()
    finally:
        os.sched_setaffinity(0, everywhere)


def _measure() -> list[Figure]:
    code = read_submission("student.py", STUDENT).slice
    namespace: dict[str, object] = {}
    exec(STUDENT, namespace)
    right = (namespace["forward"], namespace["backward"])
    rng = np.random.default_rng(0)
    point = rng.normal(size=(8, 5)), rng.normal(size=5), rng.normal(size=5)
    with (
        open_sandbox(code, Limits(), best_confinement(wanted=Level.FULL), {}) as sandbox,
        sandbox.session(0, 60.0) as session,
    ):
        pair = session.student.forward, session.student.backward

        def check(reference):
            return lambda: [assert_backward(*pair, *point, reference=reference) for _ in range(CHECKS)]

        def bare(forwards):
            return lambda: [_calls(right, point, forwards) for _ in range(CHECKS)]

        works = {"by the reference": check(right), "by numbers": check(None)}
        works |= {f"bare {way}": bare(count) for way, count in FORWARDS.items()}
        costs = interleave(works, ROUNDS)
    taken = {name: 1000 * median([cost.wall for cost in rounds]) / CHECKS for name, rounds in costs.items()}
    return [
        Figure(f"gradient check {way}", taken[way] - taken[f"bare {way}"], 5.0, "ms", f"{count} + {BACKWARDS} calls")
        for way, count in FORWARDS.items()
    ]


def _calls(pair, point, forwards):
    forward, backward = pair
    for _ in range(forwards):
        out, cache = forward(*point)
    for _ in range(BACKWARDS):
        backward(out, cache)
