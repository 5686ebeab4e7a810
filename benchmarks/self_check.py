"""What `check("perceptron_fit")` takes in the notebook beyond the student's own calls."""

from __future__ import annotations

import contextlib
import io
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.measure import Figure, interleave, median
from grader.course import load_assignment, open_course
from grader.course.sources import solution_source
from grader.notebook import check
from grader.release.rubric_table import public_checks

COURSE = Path(__file__).resolve().parent.parent
ASSIGNMENT, EXERCISE = "a03_perceptron", "perceptron_fit"
TIMES = 5
ROUNDS = 41


def measure() -> list[Figure]:
    """Return milliseconds of one self-check of four public checks, less those of the calls that they make."""
    loaded = load_assignment(open_course(COURSE), ASSIGNMENT)
    notebook: dict[str, Any] = {"__name__": "__main__", "check": check}
    exec(solution_source(loaded), notebook)
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        Path("checks_public.py").write_text(public_checks(loaded), encoding="utf-8")
        with Path(os.devnull).open("w") as nowhere, contextlib.redirect_stdout(nowhere):
            calls = _calls(notebook)
            run_check = compile(f"check({EXERCISE!r})", "<cell>", "exec")
            works = {"check": lambda: exec(run_check, notebook), "calls": calls}
            costs = interleave({name: _often(work) for name, work in works.items()}, ROUNDS)
    beyond = [one.wall - other.wall for one, other in zip(costs["check"], costs["calls"], strict=True)]
    remark = f"check({EXERCISE!r}), four checks, beyond the student's own calls"
    return [Figure("self-check", median(beyond) * 1000 / TIMES, 5, "ms", remark)]


def _calls(notebook: dict[str, Any]) -> Callable[[], None]:
    """Return what makes the calls that one self-check makes, and nothing else."""
    function = notebook[EXERCISE]
    made: list[tuple[tuple[Any, ...], dict[str, Any]]] = []

    def recorded(*args: Any, **kwargs: Any) -> Any:
        made.append((args, kwargs))
        return function(*args, **kwargs)

    with contextlib.redirect_stdout(io.StringIO()) as said:
        exec(f"check({EXERCISE!r})", notebook | {EXERCISE: recorded})
    assert "all public checks hold (4)" in said.getvalue(), said.getvalue()
    return lambda: [function(*args, **kwargs) for args, kwargs in made] and None


def _often(work: Callable[[], None]) -> Callable[[], None]:
    def repeated() -> None:
        for _ in range(TIMES):
            work()

    return repeated
