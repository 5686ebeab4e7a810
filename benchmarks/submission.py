"""One submission of eight trivial exercises with 24 checks, against a bare process that makes the same calls."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

from benchmarks.measure import Figure, interleave, median
from grader.batch import File, Writing, judge_all, run_facts, write_result
from grader.course import load_assignment, open_course
from grader.data.datasets import DataSource
from grader.ledger import Folder, open_ledger
from grader.model import Level, Limits
from grader.pipeline import Terms, local_reference, seal_data
from grader.sandbox.levels import best_confinement

WORK = Path(__file__).parent / "work"
SUBMISSIONS = 8  # of one round: a batch pays for its own start once
ROUNDS = 7


def measure() -> list[Figure]:
    """Return the ratio of wall-clock times and the CPU seconds of one submission."""
    with tempfile.TemporaryDirectory() as folder, _grading(Path(folder)) as grade:
        costs = interleave({"graded": grade, "bare": _bare}, ROUNDS)
    graded, bare = costs["graded"], costs["bare"]
    ratios = [one.wall / other.wall for one, other in zip(graded, bare, strict=True)]
    cpu = median([cost.cpu / SUBMISSIONS for cost in graded])
    bare_cpu = median([cost.cpu / SUBMISSIONS for cost in bare])
    wall = median([cost.wall / SUBMISSIONS for cost in graded])
    return [
        Figure("submission.wall", median(ratios), 1.3, "x", f"{1000 * wall:.0f} ms each; work/submission.ipynb"),
        Figure("submission.cpu", cpu, 0.14, "s", f"the bare process: {bare_cpu:.3f} s"),
    ]


@contextmanager
def _grading(folder: Path):
    course = open_course(WORK / "course")
    loaded = load_assignment(course, "a01_trivial")
    data = DataSource(b"benchmark", None)
    terms = Terms(
        loaded=loaded,
        key=b"benchmark",
        data=data,
        limits=Limits(),
        confinement=best_confinement(wanted=Level.FULL),
        reference=local_reference(loaded, data),
        sealed=seal_data(data),
    )
    writing = Writing(folder=Folder(folder), terms=terms, facts=run_facts(course, terms, "given", {}))
    files = [File(WORK / "submission.ipynb", f"student{number}") for number in range(SUBMISSIONS)]

    with open_ledger(folder) as ledger:

        def grade() -> None:
            for judged in judge_all(files, terms, ledger, "benchmark", jobs=1, fresh=True):
                document = write_result(writing, judged)
                if document.score != document.max_score:
                    raise SystemExit(f"the measured work must earn full points, not {document.score}")

        yield grade


def _bare() -> None:
    for _ in range(SUBMISSIONS):
        subprocess.run([sys.executable, str(WORK / "bare.py")], check=True)
