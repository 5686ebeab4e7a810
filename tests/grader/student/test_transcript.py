"""Transcripts: which answers are the same, and how much of them is kept."""

import numpy as np
import pytest

from grader.errors import StudentError
from grader.model import Outcome
from grader.student import Observation, Transcript, local_student


def transcript(*answers, room=1 << 20):
    """Return a transcript of these values and errors."""
    made = Transcript(room)
    made.note([each if isinstance(each, StudentError) else Observation(each, (), ()) for each in answers])
    return made


def raised(message="index 3", kind="IndexError", outcome=Outcome.RAISED):
    return StudentError(outcome, message, kinds=(kind,))


SAME = {
    "rounded": (np.array([1.0, 2.0]), np.array([1.0, 2.0 + 1e-7])),
    "zero but for rounding": (np.array([1.0, 0.0]), np.array([1.0, 1e-9])),
    "a float and a NumPy scalar": (2.5, np.float64(2.5).reshape(())),
    "whole numbers of two kinds": (np.array([1, 2]), np.array([1.0, 2.0])),
    "not finite": (np.array([np.nan, np.inf]), np.array([np.nan, np.inf])),
    "containers": ({"a": [1, (2.0, "x")]}, {"a": [1, (2.0 + 1e-9, "x")]}),
    "errors": (raised(), raised()),
    "text": ("min", "min"),
    "nothing": (None, None),
    "empty": (np.zeros((0, 3)), np.zeros((0, 3))),
}


@pytest.mark.parametrize(("one", "two"), SAME.values(), ids=SAME)
def test_answers_that_are_the_same(one, two):
    """Numbers are compared to one part in a million, all else as it is."""
    assert transcript(one).same_as(transcript(two))


OTHER = {
    "a value": (np.array([1.0, 2.0]), np.array([1.0, 2.00001])),
    "a shape": (np.zeros((2, 1)), np.zeros(2)),
    "a kind": (np.array([True]), np.array([1])),
    "a precision": (np.array([1.0], np.float32), np.array([1.0])),
    "infinity": (np.array([np.inf]), np.array([-np.inf])),
    "a container": ([1.0], (1.0,)),
    "a list and an array": ([1.0], np.array([1.0])),
    "a length": ([1.0], [1.0, 1.0]),
    "keys": ({"a": 1}, {"b": 1}),
    "a message": (raised("index 3"), raised("index 4")),
    "an exception": (raised(), raised(kind="KeyError")),
    "limits": (raised(outcome=Outcome.TIMED_OUT), raised(outcome=Outcome.TIMED_OUT)),
    "a value and an error": (1.0, raised()),
    "nothing and zero": (None, 0),
    "text and a number": ("1", 1),
}


@pytest.mark.parametrize(("one", "two"), OTHER.values(), ids=OTHER)
def test_answers_that_differ(one, two):
    """What differs is found; that both reached a limit shows nothing."""
    assert not transcript(one).same_as(transcript(two))
    assert [2] == list(transcript("x", one).unlike(transcript("x", two)))


def test_how_it_came_about_is_part_of_an_answer():
    """A warning or a changed argument is what sets some mistakes apart."""
    plain, warned = Transcript(), Transcript()
    plain.note([Observation(1.0, (), ())])
    warned.note([Observation(1.0, ("RuntimeWarning",), ())])

    assert not plain.same_as(warned)


def test_names_of_arguments_are_a_matter_of_taste():
    """Who calls an argument otherwise makes the same mistake; who changes another one does not."""
    mistakes = [Transcript() for _ in range(3)]
    for mistake, changed in zip(mistakes, ("0 X", "0 inputs", "1 X"), strict=True):
        mistake.note([Observation(1.0, (), (changed,))])

    assert mistakes[0].same_as(mistakes[1])
    assert not mistakes[0].same_as(mistakes[2])


def test_objects_are_the_same_where_they_came_in_the_same_order():
    """An object that stays with a student is the first or second one; its class may have any name."""
    heard = {name: Transcript() for name in ("One", "Two")}
    for name, kept in heard.items():
        namespace = {}
        exec(f"class {name}: pass\ndef make(): return {name}()", namespace)
        student = local_student(namespace)
        student._heard = kept
        student.make()

    assert heard["One"].same_as(heard["Two"])


@pytest.mark.parametrize(
    "large",
    [np.zeros(1000), [0.0] * 100, "x" * 4000, {"a": {"b": np.zeros(500)}}],
    ids=["array", "list", "text", "nested"],
)
def test_there_is_room_for_so_much(large):
    """What comes after a large answer is counted, not kept; the number of answers is compared all the same."""
    kept = transcript(1.0, large, 2.0, room=2000)

    assert (1, 3) == (len(kept.answers), kept.count)
    assert kept.same_as(transcript(1.0, large, 2.0, room=2000))
    assert not kept.same_as(transcript(1.0, large, room=2000))
