"""The live notebook, the sandbox and the reference: the same check says the same of all three."""

import functools
from dataclasses import replace

import pytest

from grader.checks import run_checks
from grader.course.sources import solution_source
from grader.model import Outcome
from grader.pipeline import seal_data
from grader.release import stub_source
from grader.sandbox import open_sandbox
from grader.sandbox.levels import best_confinement
from grader.student import local_session
from grader.submission import read_submission
from grader.verify.gate import exercise_of, said
from tests import courses
from tests.students import reference_namespace

ASSIGNMENTS = courses.names()
SOLUTIONS = ("reference", "stub", "first mistake", "second mistake")


@functools.cache
def slice_of(place, solution):
    """Return the slice of a solution as the grader reads it."""
    loaded = courses.loaded(*place)
    stub = solution == "stub"
    source = stub_source(loaded) if stub else solution_source(loaded, replace=mistake_of(loaded, solution))
    names = loaded.assignment.wanted
    submission = read_submission("student.py", source.encode(), names)

    assert submission.slice is not None, submission.problem
    return submission.slice


def mistake_of(loaded, solution):
    number = SOLUTIONS.index(solution) - 2
    return loaded.mistakes[number] if number >= 0 else None


def results_of(place, solution, open_session):
    """Run all checks, for a mistake those of its exercise: the others meet the reference once more."""
    loaded, terms = courses.loaded(*place), courses.terms(*place)
    mistake = mistake_of(loaded, solution)
    only = frozenset(row.name for row in exercise_of(loaded, mistake).rows) if mistake else None
    return run_checks(loaded.id, loaded.assignment, open_session, terms, {}, only, lambda _: None)


@functools.cache
def notebook_results(place, solution):
    """Run the checks on live globals, as in a notebook in which all cells have been run."""
    live = {"__name__": "__main__"}
    exec(compile(slice_of(place, solution).source, "<submission>", "exec"), live)
    return results_of(place, solution, local_session(live, courses.DATA.dataset))


def sandbox_results(place, solution):
    """Run the checks on a submission in the sandbox."""
    sealed = seal_data(courses.DATA)
    with open_sandbox(slice_of(place, solution), courses.LIMITS, best_confinement(), sealed) as sandbox:
        return results_of(place, solution, sandbox.session)


def sayings(results):
    """Return what is said, but for the numbers in pictures of a training.

    A product of matrices may differ in its last bit with the number of threads, and a training that diverges makes
    that as large as it likes.
    """
    return {result.check: said(replace(result, evidence=tuple(map(outline, result.evidence)))) for result in results}


def outline(evidence):
    return replace(evidence, data={}) if evidence.kind in ("curve", "confusion") else evidence


@pytest.mark.sandbox
@pytest.mark.parametrize("place", courses.sampled(ASSIGNMENTS))
@pytest.mark.parametrize("solution", SOLUTIONS)
def test_notebook_and_sandbox_agree(place, solution):
    """What a student sees at home is what the grader says, word for word."""
    at_home = notebook_results(place, solution)
    graded = sandbox_results(place, solution)

    assert sayings(at_home) == sayings(graded)
    assert Outcome.HOST_FAULT not in {result.outcome for result in graded}


@pytest.mark.parametrize("place", courses.sampled(ASSIGNMENTS))
def test_notebook_and_reference_agree(place):
    """The functions of the course and their source, handed in, are the same student."""
    answers = courses.namespace(*place)  # to questions; functions and classes are those of the course
    reference = {**answers, **reference_namespace(courses.loaded(*place).assignment)}
    judged = results_of(place, "reference", local_session(reference, courses.DATA.dataset))

    assert sayings(notebook_results(place, "reference")) == sayings(judged)
