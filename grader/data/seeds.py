"""Every random number of a check derives from the course key.

`seed` and `held_out` read the draws of the check that is running; the runner sets them. So inputs are new to
students, the same for every student of a run, and the same again in a replay.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from grader.errors import UsageError
from grader.model import Evidence

PUBLISHED_KEY = b"nngrader: published default key"
"""Used where a course has no key: fine for a self-check, known to everybody."""


@dataclass(slots=True)
class Draws:
    """What one run of one check may draw, and the evidence and convention that it leaves."""

    key: bytes = PUBLISHED_KEY
    assignment: str = ""
    check: str = ""
    run: int = 0
    held_out: Callable[[str], Any] | None = None
    evidence: list[Evidence] = field(default_factory=list)
    convention: str | None = None


_current: ContextVar[Draws | None] = ContextVar("draws", default=None)


def derive(key: bytes, *parts: object) -> int:
    """Return a 63-bit seed from the key and what it is for."""
    text = "\x1f".join(str(part) for part in parts).encode()
    return int.from_bytes(hmac.digest(key, text, hashlib.sha256)[:8], "big") >> 1


@contextmanager
def drawing(draws: Draws) -> Iterator[Draws]:
    """Let `seed` and `held_out` draw from `draws` while a check runs."""
    token = _current.set(draws)
    try:
        yield draws
    finally:
        _current.reset(token)


def current_draws() -> Draws:
    """Return the draws of the check that is running; published ones outside of any check."""
    return _current.get() or Draws()


def seed(i: int = 0) -> int:
    """Return the i-th seed of the check that is running.

    Parameters
    ----------
    i : int
        Which of several independent seeds.

    Returns
    -------
    int
        Derived from the course key, the assignment, the check and the run of a threshold: new to students, the same
        for every student of a run, and the same again in a replay.
    """
    draws = current_draws()
    return derive(draws.key, draws.assignment, draws.check, draws.run, i)


def held_out(name: str) -> Any:
    """Return inputs and labels that students have never seen.

    Parameters
    ----------
    name : str
        A data set, such as ``digits``.

    Returns
    -------
    X : ndarray of float64, shape (N, D)
        Inputs in 0 .. 1. These may be sent to student code.
    y : ndarray of int64, shape (N,)
        Labels. Never send these.

    Raises
    ------
    grader.errors.UsageError
        Outside of a run, where there is no split to draw from.
    """
    draws = current_draws()
    if draws.held_out is None:
        raise UsageError("held_out() works while the grader runs a check; there is no held-out split here")
    return draws.held_out(name)
