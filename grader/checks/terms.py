"""Under which conditions checks are run."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass

from grader.data.datasets import DataSource
from grader.model import Limits
from grader.student import OpenSession


@dataclass(frozen=True, slots=True)
class CheckTerms:
    """What checks are given, and what student code may use meanwhile.

    `alone()` is entered while a threshold that was close to its budget is run again: no other student code may then
    compete for the processor. `reference` opens sessions on the reference, whose own time sets the budget; without one,
    as on a student's own machine, thresholds have none.
    """

    key: bytes
    data: DataSource
    limits: Limits
    reference: OpenSession | None
    alone: Callable[[], AbstractContextManager[None]]
