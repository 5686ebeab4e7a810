"""What each level refuses, and that the same program gets the same verdict at both."""

import pytest

from grader.errors import HostError
from grader.model import Level, Outcome
from grader.sandbox.levels import best_confinement
from grader.sandbox.probe import ACTS, run_probe
from tests.grader.sandbox.conftest import outcome_of, sandbox_of

pytestmark = pytest.mark.sandbox

PROGRAM = """
from __future__ import annotations

import collections
import random

import matplotlib.pyplot as plt
import numpy as np
import seaborn as sns
from dataclasses import dataclass
from grader.notebook import check, picture
from IPython.display import display
from ipywidgets import interact
from tqdm.auto import tqdm, trange

import sklearn

MISSING = 1 / 0
check("everything")


@dataclass
class Point:
    x: Undefined
    y: float = 0.0


@interact(x=(0, 10))
def draws(x=1):
    figure, axes = plt.subplots(2, 2)
    (first, second), *rest = axes, 1
    for axis, image in zip(axes.flat, range(3)):
        axis.imshow(image)
    first.set_title("title")
    plt.plot([1, 2], label="x")[0].set_data(1, 2)
    with plt.style.context("seaborn"), picture("decision"):
        plt.show()
    display(figure)
    sns.heatmap(np.eye(2), annot=True)
    return [step for step in tqdm(range(3), desc="x")] + list(trange(2)) + [Point(2.0).x]


def uses_the_standard_library():
    import decimal
    import email.mime.text
    import json
    import numpy.polynomial
    import numpy.testing
    import sqlite3
    import unittest.mock

    return json.dumps([str(decimal.Decimal(1)), sqlite3.connect(":memory:").execute("select 1").fetchone()[0]])


def draws_random_numbers():
    return [random.random(), float(np.random.rand()), hash("text")]


def counts(state=[]):
    state.append(1)
    return len(state)


def prints(n):
    for _ in range(n):
        print("x" * 1000)


def raises():
    return [][1]


def uses_absent_package():
    import scipy.linalg
"""


@pytest.fixture(scope="module")
def reports():
    """One probe for each level, run when it is first asked for."""
    made = {}
    return lambda level: made[level] if level in made else made.setdefault(level, run_probe(level))


def test_probe_refuses_every_act(level, reports):
    """No forbidden act succeeds at a level that confines."""
    assert reports(level).allowed == ()


def test_every_act_succeeds_without_a_sandbox(reports):
    """An act that fails everywhere would show nothing."""
    assert reports(Level.NONE).allowed == ACTS


def test_best_confinement_is_the_strongest(reports):
    """The best level that works is chosen, and none is never chosen by itself."""
    found = best_confinement()

    assert found.level is Level.FULL
    assert found.probe == "passed"


def test_level_below_the_minimum_is_refused():
    """A level that the course does not allow is refused by a message that names both."""
    with pytest.raises(HostError, match=r"none was asked for.*restricted"):
        best_confinement(Level.RESTRICTED, Level.NONE)


def test_none_must_be_wanted_by_name():
    """One's own code may run unconfined where that is asked for."""
    assert best_confinement(Level.NONE, Level.NONE).level is Level.NONE


def verdicts(level):
    """Return all that PROGRAM answers at one level."""
    found = []
    with sandbox_of(PROGRAM, level) as sandbox:
        for name in ("draws", "uses_the_standard_library", "draws_random_numbers", "counts", "counts", "raises"):
            with sandbox.session(7, 5.0) as session:
                outcome = outcome_of(session.student, name)
                value = session.student.function(name)() if outcome is Outcome.FAILED else None
                found.append((name, outcome, value, session.load_errors))
        with sandbox.session(7, 5.0) as session:
            session.student.prints(5000)
            found.append(session.student.printed())
        with (
            sandbox.session(7, 5.0) as session,
            pytest.raises(Exception, match="NumPy and the standard library") as caught,
        ):
            session.student.uses_absent_package()
        found.append(str(caught.value))
    return found


def test_same_program_same_verdict():
    """Full, restricted and none give the same answers, load errors, random numbers and printed text."""
    full, restricted, bare = (verdicts(level) for level in (Level.FULL, Level.RESTRICTED, Level.NONE))

    assert full == restricted == bare
    assert full[0][:3] == ("draws", Outcome.FAILED, [0, 1, 2, 0, 1, 2.0])
    assert [16, 18] == [error.line for error in full[0][3]]
    assert full[3] == full[4], "a child remembers nothing of another"
    assert full[5][1] is Outcome.RAISED
    assert len(full[6]) < 66_000
