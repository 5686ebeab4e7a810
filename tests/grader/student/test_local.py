"""Sessions in this process."""

import random

import numpy as np
import pytest

from grader import callback, dataset
from grader.student import local_session, local_student
from tests.students import namespace_from

DRAW = "import random\nimport numpy as np\ndef draw(): return random.random(), float(np.random.random())"


def test_a_session_seeds_the_global_generators_and_restores_them():
    """Student code draws the same numbers for the same seed, and the caller's generators go on as if nothing was."""
    open_session = local_session(namespace_from(DRAW))
    before = random.getstate(), np.random.get_state()[1].tolist()

    draws = []
    for seed in (3, 3, 4):
        with open_session(seed, 1.0) as session:
            draws.append(session.student.draw())

    assert draws[0] == draws[1] != draws[2]
    assert before == (random.getstate(), np.random.get_state()[1].tolist())


def test_a_factory_gives_each_session_a_fresh_namespace():
    """Where a function makes the namespace, nothing passes from one session to the next."""
    open_session = local_session(
        lambda: namespace_from("seen = []\ndef f():\n    seen.append(1)\n    return len(seen)")
    )

    counts = []
    for _ in range(2):
        with open_session(0, 1.0) as session:
            counts += [session.student.f(), session.student.f()]

    assert [1, 2, 1, 2] == counts


def test_the_time_of_a_callback_is_not_the_students():
    """A session counts the CPU time of student code, without that of our own functions."""
    with local_session(namespace_from("def f(g): return g()\ndef work(n): return sum(range(n))"))(0, 9.0) as session:
        session.student.f(callback(lambda: sum(range(3_000_000))))
        ours = session.cpu_seconds
        session.student.work(3_000_000)

        assert 0 <= ours < session.cpu_seconds
        assert session.seconds > 0
        assert () == session.load_errors


def test_a_notebook_can_be_interrupted():
    """A KeyboardInterrupt goes through a live student to the person who sent it, and the student works on."""
    student = local_student(namespace_from("def f(): raise KeyboardInterrupt\ndef g(): return 1"))

    with pytest.raises(KeyboardInterrupt):
        student.f()

    assert 1 == student.g()


def test_a_live_namespace_is_looked_at_each_time():
    """A function that is defined again is the one that is called."""
    namespace = namespace_from("def f(): return 1")
    student = local_student(namespace)
    first = student.f()
    namespace["f"] = lambda: 2

    assert (1, 2) == (first, student.f())


def test_data_come_from_the_given_function():
    """`dataset` is resolved by the function that the student was made with."""
    student = local_student(namespace_from("def f(X): return float(X.sum())"), lambda name: np.full(3, len(name)))

    assert 9.0 == student.f(dataset("abc"))
