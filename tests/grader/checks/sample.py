"""An assignment to run: two exercises, a threshold, a question; and terms without a sandbox."""

from contextlib import contextmanager, nullcontext

import numpy as np

from grader import Assignment, Check, Exercise, Question, Threshold, held_out, seed
from grader.assertions import accuracy, assert_close, assert_equal, assert_one_of
from grader.checks import CheckTerms, run_checks
from grader.data.datasets import DataSource
from grader.model import Limits
from grader.student import local_session
from tests.students import namespace_from

DATA = DataSource(b"key")


def double(X):
    """Return twice X."""
    return 2 * X


def predict(X):
    """Return a label for each row."""
    return X[:, 0].astype(int)


def doubles_one(student):
    """One number."""
    assert_close(student.double(np.array([1.0])), [2.0], hint="Multiply.")


def doubles_random_numbers(student):
    """Random numbers."""
    X = np.random.default_rng(seed()).normal(size=5)

    assert_close(student.double(X), 2 * X)


def keeps_a_convention(student):
    """Either a row or its mirror."""
    conventions = {"plain": np.array([2.0, 4.0]), "mirrored": np.array([4.0, 2.0])}

    assert_one_of(student.double(np.array([1.0, 2.0])), conventions)


def accuracy_on_digits(student):
    """Held-out digits."""
    X, y = held_out("digits")
    return accuracy(student.predict(X), y)


def answer_is_right(student):
    """The question."""
    assert_equal(student.value("q_1"), 3)


LADDER = ((0.9, 6), (0.5, 2))
ASSIGNMENT = Assignment(
    title="Sample",
    exercises=(
        Exercise(
            double,
            checks=(Check(doubles_one, 2, "double"), Check(doubles_random_numbers, 3, "double")),
            manners=(Check(keeps_a_convention, 1, "convention"),),
        ),
        Exercise(predict, checks=(Threshold(accuracy_on_digits, LADDER, "accuracy"),)),
    ),
    questions=(Question("q_1", "How many?", (Check(answer_is_right, 1, "answer"),), "Three."),),
)

RIGHT = """
q_1 = 3
def double(X): return 2 * X
def predict(X):
    return LABELS
"""


def right_namespace(changes=""):
    """Return the globals of a student who is right but for `changes`, with held-out labels in the place of skill."""
    return namespace_from(
        f"from tests.grader.checks.sample import DATA\nLABELS = DATA.held_out('digits')[1]\n{RIGHT}\n{changes}"
    )


def sessions_of(changes=""):
    return local_session(lambda: right_namespace(changes), DATA.dataset)


def terms(reference=None, alone=nullcontext, key=b"key", data=DATA):
    return CheckTerms(key=key, data=data, limits=Limits(), reference=reference, alone=alone)


def run(open_session, assignment=ASSIGNMENT, known=None, only=None, report=lambda result: None, **options):
    """Return the results by check."""
    results = run_checks("a00_sample", assignment, open_session, terms(**options), known or {}, only, report)
    return {result.check: result for result in results}


def outcomes(results):
    return {check: str(result.outcome) for check, result in results.items()}


class Clocked:
    """A session that says it used so much time."""

    def __init__(self, session, cpu_seconds):
        self.student, self.load_errors = session.student, session.load_errors
        self.cpu_seconds = self.seconds = cpu_seconds


def clocked(open_session, *times, asked=None):
    """Return sessions that say they used the given times, one after the other, the last one again and again."""
    left = list(times)

    @contextmanager
    def open_clocked(session_seed, cpu_seconds):
        if asked is not None:
            asked.append(cpu_seconds)
        with open_session(session_seed, cpu_seconds) as session:
            yield Clocked(session, left.pop(0) if len(left) > 1 else left[0])

    return open_clocked
