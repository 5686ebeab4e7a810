"""One of several conventions, as a whole."""

import numpy as np
import pytest

from grader.assertions import CheckFailed, assert_one_of
from grader.data.seeds import Draws, drawing
from grader.model import Outcome

STRICT = ([18, 9], np.array([1.0, 2.0, 3.0]))
LENIENT = ([11, 5], np.array([1.0, 2.0, 4.0]))
CONVENTIONS = {"wrong at equality": STRICT, "right at equality": LENIENT}


@pytest.fixture
def draws():
    with drawing(Draws()) as current:
        yield current


@pytest.mark.parametrize(("name", "result"), CONVENTIONS.items())
def test_each_convention_is_accepted_and_named(draws, name, result):
    """Whatever convention a result follows as a whole, it passes, and the runner learns which it was."""
    assert name == assert_one_of((list(result[0]), result[1].copy()), CONVENTIONS)
    assert name == draws.convention


def test_a_mixture_of_two_conventions_fails(draws):
    """Half of one and half of the other is neither; the closest is shown, and nothing is recorded."""
    with pytest.raises(CheckFailed) as caught:
        assert_one_of((STRICT[0], LENIENT[1]), CONVENTIONS, "Choose one.")

    text = caught.value.message.text
    assert "must follow one of the accepted conventions: wrong at equality, right at equality." in text
    assert "the closest is wrong at equality:\nThe result[1] must hold the promised values: 1 of 3" in text
    assert text.endswith("Hint: Choose one.")
    assert "wrong at equality" == caught.value.message.details["convention"]
    assert draws.convention is None


def test_what_cannot_be_judged_is_a_bad_return(draws):
    """A result of the wrong kind is one under every convention."""
    for strange in (None, "text", {}, 3):
        with pytest.raises(CheckFailed) as caught:
            assert_one_of(strange, CONVENTIONS)

        assert Outcome.BAD_RETURN is caught.value.outcome


def test_conventions_that_the_numbers_cannot_tell_apart_are_both_named(draws):
    """No convention is claimed that was not seen."""
    assert "a or b" == assert_one_of(1.0, {"a": 1.0, "b": 1.0, "c": 2.0})
    assert "a or b" == draws.convention


def test_several_questions_of_one_check_are_all_recorded(draws):
    """A check about two independent conventions names both, each once."""
    assert_one_of("x", {"letters": "x", "numbers": 1.0})
    assert_one_of({"v": 2.0}, {"inside": {"v": 1.0}, "outside": {"v": 2.0}})
    assert_one_of(None, {"letters": None})

    assert "letters, outside" == draws.convention
