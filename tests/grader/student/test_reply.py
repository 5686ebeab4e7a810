"""Replies of a hostile process: whatever arrives, it is a value, the student's error, or a broken protocol."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.errors import StudentError
from grader.model import Outcome
from grader.student import Student, answer_callback
from grader.student.reply import Callbacks, Expected, read_reply
from grader.worker.values import WireError, pack
from tests.grader.worker.strategies import arrays, json_trees

GOOD = {"ok": 1, "warnings": [], "changed": []}
BAD = {"error": "raised", "kinds": ["ValueError"], "message": "m", "name": "f", "frames": [[3, "f"]]}


def read(results, made=(), identity=7, count=1, keep=False):
    """Return what the grader reads in these results."""
    header = {"id": 7, "results": results}
    return read_reply(header, made, Expected(identity, "f", count, keep), lambda number, kind: (number, kind))


def test_a_good_reply_is_read():
    """Values, handles and errors come out as such."""
    found = read([GOOD, {**GOOD, "ok": ["h", 3, "Net"]}, BAD], count=3)

    assert [1, (3, "Net")] == [found[0].value, found[1].value]
    assert (Outcome.RAISED, ((3, "f"),)) == (found[2].outcome, found[2].frames)


@pytest.mark.parametrize(
    "results",
    [
        None,
        {},
        "ok",
        [],
        [GOOD, GOOD],
        [None],
        [[]],
        [{}],
        [{"ok": 1}],
        [{**GOOD, "more": 1}],
        [{**GOOD, **BAD}],
        [{**GOOD, "warnings": "RuntimeWarning"}],
        [{**GOOD, "warnings": [1]}],
        [{**GOOD, "warnings": ["w"] * 21}],
        [{**GOOD, "changed": {}}],
        [{**GOOD, "ok": ["h", -1, "C"]}],
        [{**GOOD, "ok": ["h", True, "C"]}],
        [{**GOOD, "ok": ["h", 0]}],
        [{**GOOD, "ok": ["h", 0, 1]}],
        [{**GOOD, "ok": ["n", "f"]}],
        [{**GOOD, "ok": ["x", "1"]}],
        [{**GOOD, "ok": ["d", "digits"]}],
        [{**BAD, "error": "check_fault"}],
        [{**BAD, "error": "host_fault"}],
        [{**BAD, "error": "passed"}],
        [{**BAD, "error": ["raised"]}],
        [{**BAD, "kinds": [None]}],
        [{**BAD, "message": 1}],
        [{**BAD, "message": "x" * 501}],
        [{**BAD, "name": "x" * 201}],
        [{**BAD, "frames": [[1]]}],
        [{**BAD, "frames": [["1", "f"]]}],
        [{**BAD, "frames": [[True, "f"]]}],
        [{**BAD, "frames": [[-1, "f"]]}],
        [{**BAD, "frames": [[1, 2]]}],
        [{**BAD, "frames": [[1, "f"]] * 21}],
        [{**BAD, "frames": {"1": "f"}}],
    ],
)
def test_malformed_results_are_wire_errors(results):
    """Each field that is missing, extra or of another kind is a WireError; so is an outcome that blames others."""
    with pytest.raises(WireError):
        read(results)


@pytest.mark.parametrize(
    "header", [{}, {"results": [GOOD]}, {"id": 8, "results": [GOOD]}, {"id": True, "results": [GOOD]}]
)
def test_a_reply_must_carry_the_id_of_its_request(header):
    """A reply to another request, or to none, is a WireError."""
    with pytest.raises(WireError):
        read_reply(header, [], Expected(1, "f", 1), lambda number, kind: None)


def test_arrays_must_all_be_used():
    """An array that no result refers to is a WireError."""
    with pytest.raises(WireError):
        read([GOOD], [np.ones(2)])


def test_a_kept_result_must_be_a_handle():
    """A value where a handle was asked for is a WireError."""
    with pytest.raises(WireError):
        read([GOOD], keep=True)


@st.composite
def near_replies(draw):
    """Return results in which some fields are arbitrary JSON."""
    record = dict(draw(st.sampled_from([GOOD, BAD])))
    for key in draw(st.lists(st.sampled_from(sorted(record)), max_size=3)):
        record[key] = draw(json_trees)
    return [record]


@given(st.one_of(json_trees, near_replies()), arrays)
def test_any_reply_is_read_or_refused(results, array):
    """Whatever JSON stands in a reply, nothing else comes out than results of the right kinds or a WireError."""
    try:
        found = read(results, [array])
    except WireError:
        return

    assert all(isinstance(item.warnings if not isinstance(item, StudentError) else item.kinds, tuple) for item in found)


class Forger:
    """Answers with what a hostile process might send."""

    def __init__(self, results):
        self.results = results
        self.requests = 0

    def exchange(self, header, arrays, callbacks):
        """Return the forged results under the right id."""
        self.requests += 1
        return {"id": header["id"], "results": self.results}, []


def test_nonsense_kills_the_session():
    """After one malformed reply the outcome is killed, and the process is not asked again."""
    forger = Forger([{"ok": ["a", 0], "warnings": [], "changed": []}])
    student = Student(forger)

    for _ in range(2):
        with pytest.raises(StudentError, match="broke the connection") as caught:
            student.f(1)

        assert Outcome.KILLED == caught.value.outcome
    assert 1 == forger.requests


@pytest.mark.parametrize("length", [-1, 2**40, True, 1.5, "3", ["l"]])
def test_a_forged_length_is_the_students(length):
    """A handle that claims an impossible length cannot make a check loop."""
    student = Student(Forger([{"ok": length, "warnings": [], "changed": []}]))

    with pytest.raises(StudentError) as caught:
        len(student.f)

    assert Outcome.BAD_RETURN == caught.value.outcome


def calls():
    """Return callbacks with one function."""
    callbacks = Callbacks(calls=2)
    callbacks.number(lambda *args, **kwargs: len(args))
    return callbacks


@pytest.mark.parametrize(
    "header",
    [
        {"callback": 1, "value": pack([(), {}])[0]},
        {"callback": -1, "value": pack([(), {}])[0]},
        {"callback": True, "value": pack([(), {}])[0]},
        {"callback": "0", "value": pack([(), {}])[0]},
        {"callback": 0},
        {"callback": 0, "value": 3},
        {"callback": 0, "value": pack([(), ()])[0]},
        {"callback": 0, "value": pack([[], {}])[0]},
        {"callback": 0, "value": ["l", ["t", ["h", 0, "C"]], {}]},
        {"callback": 0, "value": ["l", ["t", ["a", 0]], {}]},
    ],
)
def test_malformed_calls_of_a_callback_are_wire_errors(header):
    """A call of no function, or without proper arguments, is a WireError and calls nothing."""
    with pytest.raises(WireError):
        answer_callback(header, [], calls().functions)


def test_callbacks_are_called_only_so_often():
    """Beyond the cap a callback answers with an error."""
    callbacks = calls()
    replies = [
        answer_callback({"callback": 0, "value": pack([(1,), {}])[0]}, [], callbacks.functions) for _ in range(3)
    ]

    assert [({"ok": 1}, []), ({"ok": 1}, []), ({"error": "this function was called too often"}, [])] == replies
