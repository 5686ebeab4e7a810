"""What a result is, said before anything is done with it."""

import numpy as np
import pytest

from grader.assertions import (
    CheckFailed,
    assert_array,
    assert_dict,
    assert_equal,
    assert_list,
    assert_number,
    assert_parts,
    assert_true,
    assert_whole,
)
from grader.errors import StudentError
from grader.model import Outcome
from grader.verify.hostile import RETURNS
from grader.worker.values import Scalar

STRANGE = [make() for make in RETURNS.values()]
KINDS = (
    assert_array,
    assert_number,
    assert_whole,
    assert_list,
    lambda actual: assert_parts(actual, "w", "b", "history", "converged"),
    lambda actual: assert_dict(actual, ("W", "b")),
    lambda actual: assert_equal(actual, 3),
    lambda actual: assert_equal(actual, "three"),
    lambda actual: assert_equal(actual, None),
    lambda actual: assert_equal(actual, [1, ["a", {"k": np.ones(2)}]]),
    lambda actual: assert_equal(actual, np.ones((3, 2))),
)


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_came_back_is_the_students(kind):
    """On any result an assertion returns or fails as itself, in few lines."""
    failures = []
    for value in STRANGE:
        try:
            kind(value)
        except CheckFailed as found:
            failures.append(found.message.text)

    assert 10 < len(failures)
    assert [] == [text for text in failures if text.count("\n") >= 12 or len(text) > 1000]


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_that_each_returned_is_raised_as_itself(kind):
    """What failed in a batch keeps its own outcome."""
    with pytest.raises(StudentError):
        kind(StudentError(Outcome.RAISED, "no"))


def failure(function, *args, **kwargs):
    with pytest.raises(CheckFailed) as caught:
        function(*args, **kwargs)
    return caught.value.outcome, caught.value.message.text


def test_an_array_keeps_its_numbers():
    """What passes is returned as a plain array; None stands for any length of an axis."""
    X = np.ones((4, 2), np.float32)

    assert X is assert_array(X, (None, 2))
    assert () == assert_array(3.5).shape
    assert np.ndarray is type(assert_array(np.array(2.0).view(Scalar)))
    assert (Outcome.FAILED, True) == (lambda o, t: (o, "(n, 3)" in t))(*failure(assert_array, X, (None, 3)))


def test_whole_numbers_come_as_int64():
    """Labels may come as floats or truth values, but not with fractions or beyond reach."""
    assert [1, 0, 2] == assert_whole(np.array([1.0, 0.0, 2.0])).tolist()
    assert [1, 0] == assert_whole(np.array([True, False]), (2,)).tolist()
    assert np.int64 == assert_whole(np.array([1], np.uint8)).dtype
    assert "yours has 0.5 at [1]" in failure(assert_whole, np.array([1.0, 0.5]))[1]
    assert Outcome.FAILED is failure(assert_whole, np.array([1e300]))[0]
    assert Outcome.FAILED is failure(assert_whole, np.array([2**64 - 1], np.uint64))[0]


def test_a_number_comes_as_a_float():
    """A Python number, a NumPy scalar and an array of shape () are numbers; an array of shape (1,) is not."""
    assert 0.5 == assert_number(np.array(0.5).view(Scalar))
    assert 3.0 == assert_number(3)
    assert Outcome.FAILED is failure(assert_number, np.ones(1))[0]
    assert (
        Outcome.BAD_RETURN,
        "The loss must be a number; yours is the text '0.5'. Return the number itself, not text.",
    ) == failure(assert_number, "0.5", name="The loss")


def test_several_values_are_unpacked():
    """A tuple, a list or an array of numbers of the promised length is taken apart; anything else is named."""
    w, converged = assert_parts((np.ones(2), True), "w", "converged")

    assert [1.0, 1.0] == w.tolist()
    assert converged is True
    assert (
        Outcome.BAD_RETURN,
        "Return 2 values, (w, converged); yours is None. Did you forget the return statement?",
    ) == failure(assert_parts, None, "w", "converged")
    assert "a tuple with 3 entries" in failure(assert_parts, (1, 2, 3), "w", "converged")[1]
    assert (0.5, 0.25) == assert_parts(np.array([0.5, 0.25]), "precision", "recall")
    assert [0.0, 1.0] == assert_parts(np.eye(2), "first", "second")[1].tolist()
    assert "an array of shape (3,)" in failure(assert_parts, np.ones(3), "precision", "recall")[1]
    assert Outcome.BAD_RETURN is failure(assert_parts, np.array(["ham", "0.5"]), "label", "accuracy")[0]


def test_lists_and_dicts_are_what_they_must_be():
    """A tuple is as good as a list; a dict needs exactly its keys."""
    assert [1, 2] == assert_list((1, 2), 2)
    assert "must have length 3; yours has 2" in failure(assert_list, [1, 2], 3)[1]
    assert "tolist" in failure(assert_list, np.ones(2))[1]
    assert {"W": 1, "b": 2} == assert_dict({"b": 2, "W": 1}, ("W", "b"))
    assert "lacks b" in failure(assert_dict, {"W": 1}, ("W", "b"))[1]
    assert "also has c" in failure(assert_dict, {"W": 1, "b": 1, "c": 1}, ("W", "b"))[1]


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        (3, 3), (3.0, 3), (np.array(3).view(Scalar), 3), (True, 1), (1, True), (2**80, 2**80), ("a", "a"), (None, None),
        ([1, (2, "b")], (1, [2, "b"])), ({"a": [1]}, {"a": (1,)}),
        (np.array([1, 2]), np.array([1, 2])), (np.array([True]), np.array([1])), (np.array([1.0]), np.array([1])),
    ],
)  # fmt: skip
def test_equal_values_pass(actual, expected):
    """Numbers are compared by value, containers entry by entry."""
    assert_equal(actual, expected)


@pytest.mark.parametrize(
    ("actual", "expected", "outcome", "text"),
    [
        (4, 3, Outcome.FAILED, "The result must be 3; yours is 4."),
        (2**80, 2**80 + 1, Outcome.FAILED, "must be 1208925819614629174706177; yours is 1208925819614629174706176"),
        (10**400, 3, Outcome.FAILED, "a number of 1329 bits"),
        (False, True, Outcome.FAILED, "must be True; yours is False"),
        (0.1 + 0.2, 0.3, Outcome.FAILED, "must be"),
        (float("nan"), 3, Outcome.FAILED, "must be 3; yours is nan"),
        ("3", 3, Outcome.BAD_RETURN, "must be a number; yours is the text '3'"),
        (3, "3", Outcome.BAD_RETURN, "must be text; yours is the number 3"),
        ("b", "a", Outcome.FAILED, "must be 'a'; yours is 'b'"),
        (0, None, Outcome.BAD_RETURN, "must be None; yours is the number 0"),
        ([1, 2], [1, 3], Outcome.FAILED, "The result[1] must be 3; yours is 2."),
        ([1], [1, 2], Outcome.FAILED, "must have length 2; yours has 1"),
        ([1, 2], np.array([1, 2]), Outcome.BAD_RETURN, "np.array(...)"),
        (np.array([1, 2]), [1, 2], Outcome.BAD_RETURN, "tolist()"),
        (np.array([1, 0]), np.array([1, 2]), Outcome.FAILED, "1 of 2 entries are wrong"),
        (np.array([1]), 1, Outcome.FAILED, "must have shape () (one number); yours has shape (1,)"),
        ({"a": 1}, {"a": 2}, Outcome.FAILED, "The result['a'] must be 2; yours is 1."),
    ],
)
def test_unequal_values_are_told(actual, expected, outcome, text):
    """The message names the place, what must stand there, and what does."""
    found = failure(assert_equal, actual, expected)

    assert outcome is found[0]
    assert text in found[1]


def test_a_property_holds_or_is_told():
    """The author's own sentence is shown as it is; a condition that is no truth value is the author's fault."""
    assert_true(np.bool_(True), "never shown")

    assert (Outcome.FAILED, "Every row must sum to 1.\nHint: divide by the sum") == failure(
        assert_true, False, "Every row must sum to 1.", hint="divide by the sum"
    )
    with pytest.raises(TypeError):
        assert_true(np.array([True, False]), "not a truth value")
