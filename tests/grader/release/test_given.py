"""What is given reaches the notebook with its body, and works there."""

import json

import pytest

from grader.course import load_assignment, open_course
from grader.release import solution_notebook, stub_source, student_notebook
from grader.submission import read_submission


@pytest.fixture
def loaded(two):
    return load_assignment(open_course(two), "a02_count")


def codes(notebook):
    return {
        cell["id"]: "".join(cell["source"]) for cell in json.loads(notebook)["cells"] if cell["cell_type"] == "code"
    }


def run_all(texts):
    made = {"__name__": "__main__"}
    exec("\n\n".join(texts), made)
    return made


def test_the_solution_of_an_earlier_exercise_has_a_cell_of_its_own(loaded):
    """A need says what it is, and that one's own may stand in its place."""
    text = codes(student_notebook(loaded))["given-double"]

    assert text.startswith("# Given here: double, an exercise of an earlier assignment.")
    assert text.endswith("return 2 * x")


def test_given_classes_and_functions_come_with_all_that_they_use(loaded):
    """Classes, their bases, constants, private helpers and imports stand above the first stub, and run."""
    cells = codes(student_notebook(loaded))
    order = [id for id in cells if id == "header" or id.startswith("given")]
    made = run_all(cells[id] for id in order)

    assert ["header", "given", "given-double", "given-2"] == order
    assert (1.5, 6.0) == (made["half"](3.0), made["boxes"]([3.0])[0].grown().size)
    assert {"from dataclasses import dataclass", "import math"} <= set(cells["header"].splitlines())
    assert 3 * 2**0.5 == pytest.approx(made["boxes"]([1.0])[0].diagonal())


def test_nothing_of_an_exercise_is_given(loaded):
    """What is to be written has no body anywhere."""
    assert "len(boxes)" not in student_notebook(loaded).decode()


def test_the_solution_notebook_gives_the_same(loaded):
    """Student and instructor read the same given cells."""
    student, solution = codes(student_notebook(loaded)), codes(solution_notebook(loaded))

    assert {id: text for id, text in student.items() if id.startswith("given")} == {
        id: text for id, text in solution.items() if id.startswith("given")
    }


def test_own_solutions_take_the_place_of_what_is_given(loaded):
    """A definition of one's own below the given one is the one that counts."""
    own = stub_source(loaded) + "\n\ndef double(x):\n    return 20 * x\n"
    submission = read_submission("me.py", own.encode(), sorted(loaded.assignment.wanted))
    made = run_all([submission.slice.source])

    assert 20.0 == made["Unit"](1.0).grown().size
