"""No mistakes: this course is measured, not taught."""

MISTAKES = ()
