"""Run drafted checks: on the function itself, which must pass under every key, and on slips, which must not."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

import grader
from grader import assertions
from grader.authoring.calls import Results, read_results
from grader.authoring.candidates import Candidate
from grader.authoring.signatures import Signature
from grader.data.datasets import DataSource
from grader.data.seeds import Draws, drawing
from grader.errors import StudentError, UsageError
from grader.student import Student, local_session, local_student
from grader.verify.sessions import limited

TRIALS = 20  # keys under which what is promised must hold
CATCHES = 5  # keys under which a check must notice a slip
CPU_SECONDS = 0.5

Check = Callable[[Student], object]


class Trials:
    """A function, and what is found by calling it."""

    def __init__(self, target: Callable[..., Any]) -> None:
        self._target = target
        self._name = target.__name__
        self._words: dict[str, Any] = {"np": np, **_words(grader), **_words(assertions), self._name: target}

    def answer(self, signature: Signature, lines: str, call: str) -> Results:
        """Return what the function itself answers to a call below some lines."""
        namespace = {**self._words, "student": local_student({self._name: self._target})}
        try:
            with drawing(Draws(check="suggest")), np.errstate(all="ignore"):
                exec(f"{lines}\nfound_by_suggest = student.{call}", namespace)
        except StudentError as error:
            raise UsageError(
                f"{self._name} raises on inputs that suggest guessed from its docstring: {error.message}\n"
                "Say there what it takes, such as `ndarray of int, shape (N,)` and `-1 or 1`; or write checks by hand"
            ) from error
        return read_results(signature, namespace["found_by_suggest"])

    def holds(self, candidate: Candidate) -> bool:
        """Return whether the function passes a check under every key."""
        check = self.compiled(candidate)
        student = local_student({self._name: self._target})
        return all(_passes(check, student, number) for number in range(TRIALS))

    def compiled(self, candidate: Candidate) -> Check:
        """Return a drafted check as a function."""
        namespace = dict(self._words)
        exec(compile(candidate.source, f"<draft of {candidate.check}>", "exec"), namespace)
        check: Check = namespace[candidate.check]
        return check

    def caught(self, wrong: Callable[..., Any], checks: Mapping[str, Check]) -> tuple[str, ...]:
        """Return the names of the checks that a wrong version passes under none of several keys, in their order."""
        sessions = limited(local_session({self._name: wrong}, DataSource(b"suggest").dataset))
        found = []
        for name, check in checks.items():
            with sessions(0, CPU_SECONDS) as session:
                if not any(_passes(check, session.student, number) for number in range(CATCHES)):
                    found.append(name)
        return tuple(found)

    def answers(self, wrong: Callable[..., Any], calls: Sequence[Check]) -> tuple[str, ...]:
        """Return a text for each check that tells wrong versions apart that fall by the same checks."""
        sessions = limited(local_session({self._name: wrong}, DataSource(b"suggest").dataset))
        found = []
        for check in calls:
            with sessions(0, CPU_SECONDS) as session:
                found.append(_complaint(check, session.student))
        return tuple(found)


def _words(module: Any) -> dict[str, Any]:
    return {name: getattr(module, name) for name in module.__all__}


def _passes(check: Check, student: Student, number: int) -> bool:
    return not _complaint(check, student, number)


def _complaint(check: Check, student: Student, number: int = 0) -> str:
    draws = Draws(key=f"suggest {number}".encode(), assignment="suggest", check=check.__name__)
    try:
        with drawing(draws), warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            check(student)
    except Exception as error:  # it says no, or it is a candidate that does not fit this function: it is not drafted
        return f"{type(error).__name__}: {error}"
    return ""
