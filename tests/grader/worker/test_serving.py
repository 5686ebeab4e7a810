"""What student code gets in the place of a function of its own."""

import numpy as np
import pytest

from grader.student import LocalTransport, Student, serve
from grader.student.reply import Callbacks
from grader.worker.child import load
from grader.worker.serving import bind
from grader.worker.zygote import compile_statements
from tests.students import namespace_from, wired_student

REFERENCE = """
import numpy as np

def relu(Z):
    if Z.ndim == 0:
        raise IndexError("no axis")
    return np.maximum(Z, 0)

def noisy(n, rng, scale=1.0):
    return scale * rng.normal(size=n)

def shuffled(n, rng):
    for i in rng.permutation(n):
        yield int(i)

def model(x):
    return np.poly1d(x)
"""


@pytest.fixture
def ours():
    """Return a namespace in which functions of the reference, behind a wire, stand under their names."""
    with wired_student(REFERENCE) as reference:
        functions = serve(reference, ("relu", "noisy", "shuffled", "model"))
        transport = LocalTransport({}, lambda name: None)
        callbacks = Callbacks(served=functions)
        transport._callbacks = callbacks.functions
        Student(transport, callbacks=callbacks)
        yield transport.functions(functions)


def test_results_are_plain_values(ours):
    """An array for an array, of the same kind of numbers."""
    found = ours["relu"](np.array([-1.0, 2.0], np.float32))

    assert (np.float32, [0.0, 2.0]) == (found.dtype, found.tolist())


def test_a_generator_goes_on_where_the_call_left_it(ours):
    """By position or by keyword, drawn numbers are those that our function would have drawn here."""
    rng, twin = np.random.default_rng(5), np.random.default_rng(5)
    drawn = [ours["noisy"](3, rng), ours["noisy"](2, rng=rng, scale=2.0), rng.normal(size=2)]

    assert np.concatenate([twin.normal(size=3), 2 * twin.normal(size=2), twin.normal(size=2)]).tolist() == (
        np.concatenate(drawn).tolist()
    )


def test_an_iterator_is_one_over_the_same_values(ours):
    """It can be asked with next, and ends."""
    found = ours["shuffled"](4, np.random.default_rng(1))

    assert np.random.default_rng(1).permutation(4).tolist() == [next(found), *found]


def test_an_exception_is_of_the_same_class(ours):
    """Student code that catches what the function promises to raise goes on doing so."""
    with pytest.raises(IndexError, match="our relu"):
        ours["relu"](np.array(1.0))


def test_an_object_cannot_be_served(ours):
    """What is no value is said, not sent."""
    with pytest.raises(TypeError, match="gives an object"):
        ours["model"]([1.0, 2.0])


def test_a_served_name_keeps_its_meaning_while_a_file_is_loaded():
    """Before the definition, after it, under an alias of a later line, and after a line that raises."""
    functions = {"f": lambda: "ours"}
    namespace = {}
    source = "before = f()\ndef f():\n    return 'theirs'\nalias = f\nf = 1 / 0\ndel f\nafter = f()\n"
    loaded, _ = load(compile_statements(source), namespace, [], functions)

    assert ["ours"] * 3 == [namespace["before"], namespace["alias"](), namespace["after"]]
    assert [["ZeroDivisionError"]] == [kinds[:1] for _, kinds, _ in loaded]


def test_bind_touches_nothing_else():
    """Other names stay what they are."""
    namespace = namespace_from("g = 1")
    bind(namespace, {"f": 2})

    assert (1, 2) == (namespace["g"], namespace["f"])
