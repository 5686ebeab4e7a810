"""What the laws cannot ask of assignment 5: questions with drawn numbers, networks in the styles that students use."""

import numpy as np
import pytest

from grader.assertions import CheckFailed
from grader.checks import run_checks
from grader.model import Outcome
from grader.student import local_session
from tests import courses

PLACE = ("course", "a05_threshold_networks")
LOADED = courses.loaded(*PLACE)
PUBLIC = LOADED.assignment.exercises[0].checks[0].function.__globals__
NUMBERS = LOADED.assignment.given[-1]
NAMES = ["Ada Lovelace", "s1234567", "  grace hopper ", "Żółw Ósmy", "李雷", "x"] + [f"student {i}" for i in range(40)]


def answers(who):
    """Return the right answers of one student, worked out from the printed numbers alone."""
    numbers = NUMBERS(who)
    high, low = (1 / (1 + np.exp(-numbers["k"] * sign * numbers["delta"])) for sign in (1, -1))
    relays = 0
    for start, end in numbers["edges"]:
        relays += len(range(start + 1, end))
    letter = next(letter for letter, text in numbers["choices"].items() if "steepness" in text)
    return {"who": who, "q_5_8a": round(float(high - low), 3), "q_5_8b": relays, "q_5_8c": letter}


def graded(**variables):
    """Return the results of the questions, by name, for a notebook that binds these variables."""
    names = frozenset(row.name for question in LOADED.assignment.questions for row in question.rows)
    results = run_checks(
        LOADED.id,
        LOADED.assignment,
        local_session(variables),
        courses.terms(*PLACE),
        {},
        names,
        lambda _: None,
    )
    return {result.exercise: result for result in results}


@pytest.mark.parametrize("who", NAMES)
def test_right_answers_are_right_for_every_name(who):
    """Notebook, public and hidden checks draw the same numbers from a name, whatever letters it has."""
    assert [Outcome.PASSED] * 3 == [result.outcome for result in graded(**answers(who)).values()]


def test_answers_of_a_neighbour_are_rarely_right():
    """Of 200 pairs of names fewer than a fifth share any answer to the first question."""
    shared = sum(answers(f"a{i}")["q_5_8a"] == answers(f"b{i}")["q_5_8a"] for i in range(200))

    assert shared < 40


@pytest.mark.parametrize("who", ["", "   ", 7, None, ["Ada"]], ids=repr)
def test_a_name_that_is_none_is_asked_for(who):
    """The first line of the message says what to enter."""
    results = graded(**{**answers("Ada"), "who": who})

    assert {Outcome.FAILED} == {result.outcome for result in results.values()}
    assert {True} == {
        result.message.text.startswith("who must be your name or your student number") for result in results.values()
    }


def test_the_untouched_name_has_no_answer_yet():
    """The placeholder of the handout is told from an empty name."""
    results = graded(**{**answers("Ada"), "who": ...})

    assert {Outcome.MISSING} == {result.outcome for result in results.values()}
    assert {True} == {"who has no answer yet" in result.message.text for result in results.values()}


def test_case_of_a_letter_and_kind_of_a_number_make_no_difference():
    """'c ' is C, and 4.0 is 4."""
    given = answers("Ada")
    given |= {"q_5_8b": float(given["q_5_8b"]), "q_5_8c": f" {given['q_5_8c'].lower()} "}

    assert [Outcome.PASSED] * 3 == [result.outcome for result in graded(**given).values()]


COLUMN = np.array([[1.0], [2.0]])


@pytest.mark.parametrize(
    "layer",
    [
        pytest.param((COLUMN, np.array([3.0])), id="as-promised"),
        pytest.param([[[1], [2]], [3]], id="lists-of-whole-numbers"),
        pytest.param(([1.0, 2.0], 3), id="flat-with-a-number"),
        pytest.param((COLUMN.T, np.array([[3.0]])), id="on-its-side"),
        pytest.param((COLUMN.astype(np.float32), np.array(3.0)), id="other-dtypes"),
        pytest.param(([np.array([1.0]), np.array([2.0])], [True + 2]), id="a-list-of-arrays"),
    ],
)
def test_a_layer_is_read_in_every_sensible_style(layer):
    """Two inputs, one unit: what can only mean one thing is taken for it."""
    W, b = PUBLIC["_layer"](layer, 2, "layer 1")

    assert COLUMN.tolist() == W.tolist()
    assert [3.0] == b.tolist()


@pytest.mark.parametrize(
    ("layer", "said"),
    [
        pytest.param((np.ones((3, 2)), np.ones(3)), r"must have shape \(2, 3\)", id="transposed"),
        pytest.param((np.ones((2, 3)), np.ones(2)), r"must have shape \(2, 2\)", id="biases-of-inputs"),
        pytest.param((np.ones((2, 3)), np.ones((3, 1))), "must be one list of biases", id="biases-in-a-column"),
        pytest.param(([[1.0, 2.0], [3.0]], [1.0, 2.0]), "rows of equal length", id="ragged"),
        pytest.param(np.ones((3, 3)), "Return 2 values", id="no-pair"),
        pytest.param(("ab", 1.0), "W of layer 1 must be", id="text"),
    ],
)
def test_a_layer_that_cannot_be_read_is_told_why(layer, said):
    """What a student reads names the part and the shape that was expected."""
    with pytest.raises(CheckFailed, match=said):
        PUBLIC["_layer"](layer, 2, "layer 1")
