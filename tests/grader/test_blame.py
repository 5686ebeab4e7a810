"""Who is blamed: a student for what their code does, the author for the check, the host for itself."""

import pytest

from grader.model import Outcome, Party
from grader.verify.hostile import RETURNS, blame_students
from tests.grader.checks.sample import run

STUDENTS = blame_students(("double", "predict", "q_1"))


@pytest.mark.parametrize("label", STUDENTS)
def test_whatever_a_student_does_is_theirs(label):
    """No function, class or variable of a student makes a check fail as its author's or the host's fault."""
    results = run(STUDENTS[label])

    blamed = {name: result.message for name, result in results.items() if result.outcome.party is not Party.STUDENT}
    assert {} == blamed


@pytest.mark.parametrize("label", STUDENTS)
def test_nothing_hostile_earns_everything(label):
    """What is wrong for every argument is never wholly right."""
    results = run(STUDENTS[label])

    assert any(result.outcome is not Outcome.PASSED for result in results.values())


@pytest.mark.parametrize("label", STUDENTS)
def test_every_message_is_short_and_says_something(label):
    """What a person reads has one to twelve lines, whatever was returned."""
    for result in run(STUDENTS[label]).values():
        if result.message is not None:
            assert 12 >= result.message.text.count("\n") + 1
            assert result.message.text.strip()


def test_the_hostile_students_cover_what_the_design_names():
    """Raising, None, text, handle, ragged list, and more are among them, for functions, classes and variables."""
    named = {"raises", "is a stub", "returns none", "returns text", "returns object", "returns ragged list"}

    assert named <= set(STUDENTS)
    assert len(STUDENTS) == 4 + 3 * len(RETURNS)
