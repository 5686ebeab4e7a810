"""Every assignment that the repository holds, loaded, with the terms under which tests run its checks."""

import functools
from contextlib import nullcontext
from pathlib import Path

import pytest

from grader.checks import CheckTerms
from grader.course import assignment_ids, load_assignment, open_course
from grader.course.sources import solution_source
from grader.data.datasets import DataSource
from grader.data.seeds import PUBLISHED_KEY
from grader.model import Limits
from grader.student import local_session
from grader.verify import open_locally

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = {
    "toy": ROOT / "grader" / "course" / "example",
    "course": ROOT,
}  # what is loaded last, `import reference` means

SAMPLE = ("a01_example", "a03_perceptron")  # on which the fast suite tries what takes long; `make laws` tries it on all

DATA = DataSource(PUBLISHED_KEY)
LOCAL = open_locally(DATA)
LIMITS = Limits(cpu_seconds=1.0)  # enough for every right solution; a mistake that never ends costs no more


@functools.cache
def course(name):
    """Return an opened course."""
    return open_course(FOLDERS[name])


def names():
    """Return (course, assignment) for every folder that is there."""
    return [(name, id) for name in FOLDERS for id in assignment_ids(course(name))]


def sampled(cases):
    """Return cases that begin with (course, assignment) as parameters: those outside of the sample are slow tests."""
    return [
        pytest.param(case, id="-".join(case), marks=() if case[1] in SAMPLE else pytest.mark.full) for case in cases
    ]


@functools.cache
def loaded(name, id):
    """Return one loaded assignment."""
    return load_assignment(course(name), id)


@functools.cache
def namespace(name, id):
    """Return the globals of the reference of one assignment."""
    made = {"__name__": "submission"}
    exec(compile(solution_source(loaded(name, id)), "<submission>", "exec"), made)
    return made


@functools.cache
def terms(name, id):
    """Return the terms under which the checks of one assignment run in tests."""
    reference = local_session(functools.partial(namespace, name, id), DATA.dataset)
    return CheckTerms(key=PUBLISHED_KEY, data=DATA, limits=LIMITS, reference=reference, alone=nullcontext)
