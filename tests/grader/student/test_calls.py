"""The input of a failure, as a person would type it."""

import numpy as np
import pytest

from grader import callback, generator, source
from grader.student.calls import latest_calls
from tests.students import student_from

SUM = "def f(*args, **kwargs):\n    return 0\n"


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ((1, 2.5, "a", None), "f(1, 2.5, 'a', None)"),
        ((np.array([[0.0, 1.5], [2.0, 3.0]]),), "f(np.array([[0., 1.5], [2., 3.]]))"),
        ((np.array([True, False]), np.float64(0.1)), "f(np.array([True, False]), 0.1)"),
        ((np.array([1 / 3]),), "f(np.array([0.33333333]))"),
        ((np.zeros((8, 9)),), "f(<array of shape (8, 9), float64>)"),
        (((1,), [2, (3, 4)]), "f((1,), [2, (3, 4)])"),
        (
            ({"W": np.zeros((1, 2)), "b": np.zeros(65)},),
            "f({'W': np.array([[0., 0.]]), 'b': <array of shape (65,), float64>})",
        ),
        ((generator(7), callback(abs)), "f(rng, <a function of the check>)"),
        ((source("lambda x: x"),), "f(lambda x: x)"),
    ],
    ids=["plain", "array", "truth and scalar", "digits", "large", "nested", "dict", "generator and callback", "source"],
)
def test_a_call_is_written_as_python(args, words):
    """Small values in full, large arrays by their shape, never the seed of a generator."""
    student = student_from(SUM)
    student.f(*args)

    assert latest_calls(student) == words


def test_programs_and_batches_say_what_they_are():
    """A program of ours stands before its call; of many calls in one frame the first is shown."""
    student = student_from(SUM)
    student.run(source("def go(f, x):\n    return f(x)"), student.f, 3)
    student.f.each([(i,) for i in range(5)])

    assert latest_calls(student) == "def go(f, x):\n    return f(x)\ngo(f, 3)\nf(0)  # and 4 more calls"


def test_only_the_latest_calls_are_kept():
    """A check with thousands of calls keeps three."""
    student = student_from(SUM)
    for i in range(10):
        student.f(i)

    assert latest_calls(student) == "f(7)\nf(8)\nf(9)"


def test_a_long_call_is_cut():
    """Nobody reads a page of numbers."""
    student = student_from(SUM)
    student.f(["x" * 50] * 60)

    assert len(latest_calls(student)) == 1500
    assert latest_calls(student).endswith("...")
