"""What student code gets in the place of a function of its own."""

import numpy as np
import pytest

from grader.student import LocalTransport, Student, serve
from grader.student.reply import Callbacks, ServedError
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

def descend(slope, x, steps, rng=None):
    for _ in range(steps):
        x = x - slope(x) + (0 if rng is None else rng.normal())
    return x

def total(first, second, x):
    return first(x) + second(x)
"""


@pytest.fixture
def ours():
    """Return a namespace in which functions of the reference, behind a wire, stand under their names."""
    with wired_student(REFERENCE) as reference:
        functions = serve(reference, ("relu", "noisy", "shuffled", "model", "descend", "total"))
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


def test_a_function_that_is_passed_in_stays_where_it_is(ours):
    """Ours calls it with what it has, as often as it likes, and goes on with what it gave."""
    asked = []

    def slope(x):
        asked.append(x.tolist())
        return x / 2

    assert [1.0] == ours["descend"](slope, np.array([8.0]), 3).tolist()
    assert [[8.0], [4.0], [2.0]] == asked


def test_a_function_by_keyword_and_a_generator(ours):
    """Both cross in one call, and the generator goes on where the call left it."""
    rng, twin = np.random.default_rng(3), np.random.default_rng(3)

    found = ours["descend"](x=1.0, steps=2, rng=rng, slope=lambda x: 0.0)
    assert (1.0 + twin.normal() + twin.normal(), twin.normal()) == (found, rng.normal())


def test_two_functions_are_told_apart(ours):
    """Also where one of them calls another served function, or the same one again."""

    def inner(x):
        return ours["total"](lambda x: x, lambda x: 10 * x, x)

    assert 1111.0 == ours["total"](inner, lambda x: 100 * x + 1000, 1.0)
    assert [3.0] == ours["total"](ours["relu"], lambda x: 2 * x, np.array([1.0])).tolist()


def test_what_a_function_raises_goes_to_its_caller(ours):
    """It is the caller's own exception; ours is not asked again, and the next call works."""

    def broken(x):
        raise KeyError(x)

    with pytest.raises(KeyError, match="8"):
        ours["descend"](broken, 8, 3)
    assert 0.0 == ours["descend"](lambda x: x, 8.0, 1)


def test_an_exception_in_mid_walk_is_of_the_same_class(ours):
    """It is raised by ours on what the function gave."""
    with pytest.raises(TypeError, match="our descend"):
        ours["descend"](lambda x: "steep", 8, 3)


@pytest.mark.parametrize("number", [0, 7, -1, "0", None])
def test_a_step_that_nobody_waits_for_is_refused(number):
    """Student code can send any number: of a walk that never was, or has ended."""
    with wired_student(REFERENCE) as reference:
        descend = serve(reference, ["descend"])["descend"]
        said = descend((None, 8.0, 1), {}, {}, ["0"])
        assert ["ask", 0, "0", (8.0,), {}] == said
        assert ["done", 0.0, {}, False] == descend(0, 8.0)

        with pytest.raises(ServedError, match="waits for nothing"):
            descend(number, 8.0)


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
