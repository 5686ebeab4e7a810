"""`grader new`: an assignment that verifies at once, with names of its own."""

import pytest

from grader.cli import main
from grader.course import load_assignment, open_course


@pytest.mark.parametrize("name", ["a02_softmax", "a12_sum", "recurrence", "a03_class"])
def test_a_new_assignment_verifies_at_once(started, verify, name):
    """Whatever it is called, all laws hold before the first edit, so that an author starts from green."""
    assert main(["new", name, "--course", str(started)]) == 0
    code, printed = verify(started, name)

    assert (0, True) == (code, f"{name}: passed" in printed)


def test_names_of_exercises_are_unique_in_the_course(started):
    """Neither a function of the course nor a word of Python is used again."""
    for name in ("a02_scale", "a03_scale", "a04_standardize", "a05_sum", "a06_class"):
        assert main(["new", name, "--course", str(started)]) == 0
    course = open_course(started)
    names = [
        exercise.name
        for id in ("a02_scale", "a03_scale", "a04_standardize", "a05_sum", "a06_class")
        for exercise in load_assignment(course, id).assignment.exercises
    ]

    assert ["scale", "scale_1", "standardize_1", "sum_1", "class_1"] == names


def test_it_needs_nothing_of_the_reference(started):
    """One folder is written, and it holds its own solution."""
    before = {path: path.read_bytes() for path in started.rglob("*.py")}
    main(["new", "a02_softmax", "--course", str(started)])
    added = {path for path in started.rglob("*.py") if path not in before}

    assert {started / "assignments" / "a02_softmax"} == {path.parent for path in added}
    assert all(path.read_bytes() == data for path, data in before.items())
    assert not any("from reference" in path.read_text() for path in added)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("A02", "small letters"), ("02_x", "small letters"), ("a02-x", "small letters"), ("a01_example", "exists")],
)
def test_a_name_that_cannot_be_is_refused(started, capsys, name, sentence):
    """The error says what a name looks like."""
    assert main(["new", name, "--course", str(started)]) == 2

    assert sentence in capsys.readouterr().err
