"""What can go wrong in trusted code, and whose fault it is.

::

    GraderError
      UsageError           the command was called wrongly: exit 2
      CourseError          the author must mend the course folder: exit 1, or check_fault in mid-run
      SubmissionError      the file cannot be read as a submission: becomes the status ungradable, never a crash
      HostError            the host cannot confine, store or find data: exit 3, or host_fault in mid-run
    StudentError           a call of the student's code ended badly; only the runner and assert_raises catch it

A student's fault is expected, so it travels as a value (an outcome); `StudentError` carries that value out of a check.
What a child sends malformed is `grader.worker.wire.WireError`; the sandbox turns it into a `StudentError` (killed).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from grader.model import Outcome


class GraderError(Exception):
    """Anything that stops a command with a message for a person."""


class UsageError(GraderError):
    """The command was called wrongly."""


class CourseError(GraderError):
    """The author must mend the course folder."""


class SubmissionError(GraderError):
    """The file cannot be read as a submission."""


class HostError(GraderError):
    """The machine cannot confine, store or find what is needed."""


class StudentError(Exception):
    """A call of the student's code ended in `outcome`.

    Parameters
    ----------
    outcome : Outcome
        One of missing, raised, timed_out, killed, bad_return.
    message : str
        What a person reads; may quote the student's own exception.
    name : str
        The function, class or variable that was asked for.
    kinds : tuple of str
        Class names of the exception, most derived first; empty unless raised or missing.
    frames : tuple of (int, str)
        Line of the slice and name of the function, outermost first; frames of student code only.
    final : bool
        Whether the same run would surely end so again: not where a busy host may have had a part in it.
    """

    def __init__(
        self,
        outcome: Outcome,
        message: str,
        *,
        name: str = "",
        kinds: tuple[str, ...] = (),
        frames: tuple[tuple[int, str], ...] = (),
        final: bool = True,
    ) -> None:
        super().__init__(message)
        self.outcome = outcome
        self.message = message
        self.name = name
        self.kinds = kinds
        self.frames = frames
        self.final = final
