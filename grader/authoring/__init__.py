"""A course of one's own: started, carried into the next term, filled with drafts that its author edits."""

from grader.authoring.adoption import adopt
from grader.authoring.assignments import new_assignment
from grader.authoring.courses import init_course
from grader.authoring.drafts import Draft, draft_exercise
from grader.authoring.watching import files_of, stamps

__all__ = ["Draft", "adopt", "draft_exercise", "files_of", "init_course", "new_assignment", "stamps"]
