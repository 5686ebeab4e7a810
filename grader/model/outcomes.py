"""Words for what happened, and whose it is; used everywhere: documents, pages, commands, ledger."""

from __future__ import annotations

from enum import StrEnum


class Party(StrEnum):
    """Whose fault an outcome is; only the student's costs points."""

    STUDENT = "student"
    AUTHOR = "author"
    US = "us"


class Outcome(StrEnum):
    """The kind of result of one check."""

    PASSED = "passed"
    PARTIAL = "partial"  # a lower rung of a ladder was reached
    FAILED = "failed"  # an assertion did not hold
    MISSING = "missing"  # absent, or still the stub
    RAISED = "raised"  # student code raised
    TIMED_OUT = "timed_out"  # over its budget
    KILLED = "killed"  # memory, signal, forbidden call, broken protocol
    BAD_RETURN = "bad_return"  # a value of a kind that cannot be judged
    SKIPPED = "skipped"  # its exercise was stopped: something in it could not be judged, or earned nothing
    CHECK_FAULT = "check_fault"  # the check itself raised, looped or leaked
    HOST_FAULT = "host_fault"  # our code, or the machine, failed

    @property
    def party(self) -> Party:
        """Whose fault this outcome is."""
        if self is Outcome.CHECK_FAULT:
            return Party.AUTHOR
        return Party.US if self is Outcome.HOST_FAULT else Party.STUDENT


class Status(StrEnum):
    """What became of one submission as a whole."""

    GRADED = "graded"
    UNGRADABLE = "ungradable"  # the file cannot be read as a submission; score null
    PENDING_MANUAL = "pending_manual"
    FAULT = "fault"  # the author's or ours; score withheld


class Level(StrEnum):
    """How much confinement there is, strongest first."""

    FULL = "full"
    RESTRICTED = "restricted"
    NONE = "none"
