"""Under which conditions checks are run."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass

from grader.checks.bank import Bank
from grader.data.datasets import DataSource
from grader.model import Limits
from grader.student import OpenSession


@dataclass(frozen=True, slots=True)
class CheckTerms:
    """What checks are given, and what student code may use meanwhile.

    `alone()` is entered while a threshold that was close to its budget is run again: no other student code may then
    compete for the processor. `reference` opens sessions on the reference, whose own time sets the budget; without one,
    as on a student's own machine, thresholds have none. `reference_worker` opens sessions on the reference that is
    confined as a submission is, for follow-through; without one a check runs with what the student has. `bank` holds
    the known mistakes; without it none is looked for.
    """

    key: bytes
    data: DataSource
    limits: Limits
    reference: OpenSession | None
    alone: Callable[[], AbstractContextManager[None]]
    reference_worker: OpenSession | None = None
    bank: Bank | None = None
