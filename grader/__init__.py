"""The words a course is written in; `grader.assertions` holds those in which a check judges."""

from grader.data.seeds import held_out, seed
from grader.model import Assignment, Check, Exercise, Mistake, Question, Threshold
from grader.worker.values import callback, dataset, generator, source

__all__ = [
    "Assignment",
    "Check",
    "Exercise",
    "Mistake",
    "Question",
    "Threshold",
    "callback",
    "dataset",
    "generator",
    "held_out",
    "seed",
    "source",
]

__version__ = "0.1.0"
