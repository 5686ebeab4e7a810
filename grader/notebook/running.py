"""Run the public checks of some exercises; say once what to do when one takes long, and where it was stopped."""

from __future__ import annotations

import functools
import os
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import replace
from pathlib import Path
from types import TracebackType

from grader.checks import CheckTerms, run_checks
from grader.data.datasets import DataSource
from grader.data.seeds import PUBLISHED_KEY
from grader.errors import GraderError
from grader.messages import say
from grader.model import Assignment, CheckResult, Limits
from grader.notebook.table import Part, PublicChecks
from grader.notebook.work import Work

DELAY = 5.0
"""Seconds after which a person wonders whether anything still happens."""


class InterruptedByPersonError(GraderError):
    """Somebody stopped the check that was running."""


def run_parts(checks: PublicChecks, parts: Iterable[Part], work: Work, delay: float = DELAY) -> list[CheckResult]:
    """Return the results of the public checks of some parts; InterruptedByPersonError where a person stops them."""
    terms = CheckTerms(
        key=PUBLISHED_KEY,
        data=course_data(),
        limits=Limits(),
        reference=None,  # not at home, so that thresholds have no budget
        alone=lambda: nullcontext(),
    )
    results: list[CheckResult] = []
    for part in parts:
        if part.rows:
            with _patience(part.title, work, delay):
                results += _run_part(checks, part, work, terms)
    return results


def _run_part(checks: PublicChecks, part: Part, work: Work, terms: CheckTerms) -> list[CheckResult]:
    """Return the results of one part; only where one is lost do the checks of what it uses run, which say why."""
    own = frozenset(row.name for row in part.rows)
    found = run_checks(checks.id, part.rubric, work.open_session, terms, {}, own, lambda _: None)
    held = {result.check: result for result in found if result.message is None}
    rubric = _with_used(checks, part)
    if len(held) < len(found) and len(rubric.exercises) > len(part.rubric.exercises):
        found = run_checks(checks.id, rubric, work.open_session, terms, held, own, lambda _: None)
    return [result for result in found if result.check in own]


def _with_used(checks: PublicChecks, part: Part) -> Assignment:
    """Return the rubric of a part and of those that it uses: whether the grader would serve ours is said beside it."""
    names = {function.__name__ for row in part.rows for function in row.uses}
    used = [each for other in checks.parts.values() if other.name in names for each in other.rubric.exercises]
    return replace(part.rubric, exercises=(*part.rubric.exercises, *used))


@functools.cache
def course_data() -> DataSource:
    """Return the data of this machine: what the grader brings, and the MNIST files where `GRADER_DATA` names them."""
    folder = os.environ.get("GRADER_DATA")
    return DataSource(PUBLISHED_KEY, Path(folder) if folder else None)


@contextmanager
def _patience(title: str, work: Work, delay: float) -> Iterator[None]:
    """Say after `delay` seconds how to stop what runs, and turn a person's interrupt into one sentence."""
    timer = threading.Timer(delay, lambda: print(_slow(title, delay), flush=True))
    timer.daemon = True
    with suppress(RuntimeError):  # a browser has no threads
        timer.start()
    try:
        yield
    except KeyboardInterrupt as error:
        where = _innermost(error.__traceback__, work)
        raise InterruptedByPersonError(say("notebook.interrupted", title=title, where=where).rstrip()) from None
    finally:
        timer.cancel()


def _slow(title: str, delay: float) -> str:
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    stop = say("notebook.stop_kernel" if hasattr(shell, "kernel") else "notebook.stop_terminal")
    return say("notebook.slow", title=title, delay=f"{delay:g}", stop=stop)


def _innermost(trace: TracebackType | None, work: Work) -> str:
    """Return, in words, the innermost line of the student's code that a traceback goes through."""
    found = ""
    while trace is not None:
        if work.owns(trace.tb_frame):
            found = work.place(trace.tb_lineno, trace.tb_frame.f_code.co_name)
        trace = trace.tb_next
    return found
