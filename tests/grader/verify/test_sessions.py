"""Solutions that are run in this process: their time is limited, whatever they are in the middle of."""

import gc

import pytest

from grader.data.datasets import DataSource
from grader.errors import StudentError
from grader.model import Outcome
from grader.verify.sessions import open_locally

ENDLESS = "import gc\n\n\ndef spin():\n    while True:\n        gc.collect(0)\n"


def outcome_of(source, seconds):
    opened = open_locally(DataSource(b"a key for tests"))(source)
    with opened as open_session, open_session(0, seconds) as session, pytest.raises(StudentError) as raised:
        session.student.spin()
    return raised.value.outcome


def test_a_loop_without_end_is_stopped():
    """The limit is CPU time, and no `except Exception` of the solution swallows it."""
    hidden = "def spin():\n    while True:\n        try:\n            while True:\n                pass\n        except Exception:\n            pass\n"

    assert Outcome.TIMED_OUT == outcome_of(ENDLESS, 0.05)
    assert Outcome.TIMED_OUT == outcome_of(hidden, 0.05)


def test_the_garbage_collector_does_not_swallow_the_limit():
    """A timer that fires inside of a collector's callback fires again outside of it."""
    seen = set()

    def callback(phase, info):
        seen.add(phase)
        for _ in range(100):  # long enough that much of the time is spent here
            pass

    gc.callbacks.append(callback)
    try:
        outcomes = [outcome_of(ENDLESS, 0.02) for _ in range(5)]
    finally:
        gc.callbacks.remove(callback)

    assert [Outcome.TIMED_OUT] * 5 == outcomes
    assert seen


@pytest.mark.parametrize("before", ["", "from __future__ import annotations\n"], ids=["plain", "future"])
def test_annotations_are_read_as_the_solution_wrote_them(before):
    """A dataclass of a solution works here as in the sandbox, with its own future imports and without ours."""
    pair = "@dataclass\nclass Pair:\n    first: int\n    second: int = 2\n"
    source = f"{before}from dataclasses import dataclass\n\n\n{pair}"
    with open_locally(DataSource(b"a key for tests"))(source) as open_session, open_session(0, 1.0) as session:
        pair = session.student.Pair.keep(1)

        assert (1, 2) == (pair.first, pair.second)


def test_the_collector_looks_at_what_a_request_makes():
    """All else in this process is left alone meanwhile, and is looked at again afterwards."""
    source = "import gc\n\n\ndef left_alone():\n    return gc.get_freeze_count()\n"
    with open_locally(DataSource(b"a key for tests"))(source) as open_session, open_session(0, 1.0) as session:
        assert session.student.left_alone() > 1000

    assert 0 == gc.get_freeze_count()
