"""A file -> `Submission`: any bytes become either a slice that can be executed, or one clear problem."""

from grader.submission.formats import MAX_BYTES
from grader.submission.identity import student_ids
from grader.submission.reader import read_submission

__all__ = ["MAX_BYTES", "read_submission", "student_ids"]
