"""One call of a student's function through the sandbox and back, alone and in a batch."""

from __future__ import annotations

import os

import numpy as np

from benchmarks.measure import Figure, interleave, median
from grader.batch.process import keep_to
from grader.model import Level, Limits
from grader.sandbox import open_sandbox
from grader.sandbox.levels import best_confinement
from grader.submission import read_submission

CALLS = 1000
ROUNDS = 9
STUDENT = b"def double(x):\n    return 2 * x\n"


def measure() -> list[Figure]:
    """Return milliseconds of one call and of one call of a batch; the argument is an array of ten numbers."""
    everywhere = os.sched_getaffinity(0)
    keep_to(min(everywhere))  # as a grading process does
    try:
        return _measure()
    finally:
        os.sched_setaffinity(0, everywhere)


def _measure() -> list[Figure]:
    code = read_submission("student.py", STUDENT).slice
    x = np.arange(10.0)
    with (
        open_sandbox(code, Limits(), best_confinement(wanted=Level.FULL), {}) as sandbox,
        sandbox.session(0, 60.0) as session,
    ):
        double = session.student.double

        def alone() -> None:
            for _ in range(CALLS):
                double(x)

        def batched() -> None:
            double.each([(x,)] * CALLS)

        costs = interleave({"alone": alone, "batched": batched}, ROUNDS)
    milliseconds = {name: median([cost.wall for cost in rounds]) for name, rounds in costs.items()}  # of 1,000 calls
    return [
        Figure("call", milliseconds["alone"], 0.1, "ms", "an array of ten numbers there and back"),
        Figure("batched call", milliseconds["batched"], 0.02, "ms", f"{CALLS} calls in one request"),
    ]
