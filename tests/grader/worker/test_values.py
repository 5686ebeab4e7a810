"""Values in their normal form."""

from collections import OrderedDict, namedtuple
from enum import IntEnum

import numpy as np
import pytest
from hypothesis import given

from grader.worker.values import BadValue, Packer, Scalar, Unpacker, WireError, pack, unpack
from tests.grader.worker.strategies import arrays, json_trees, same, values


@given(values)
def test_every_value_survives(value):
    """What is packed and unpacked has the same kinds, shapes and bits."""
    assert same(value, unpack(*pack(value)))


@given(values)
def test_the_worker_gets_numpy_scalars_as_they_were(value):
    """On the worker's side, packing again gives the same normal form."""
    tree, made = pack(value)

    again = Unpacker(made, numpy_scalars=True).take(tree)

    assert same(value, unpack(*pack(again)))


class Color(IntEnum):
    """An int by another name."""

    RED = 3


class Text(str):
    """A str by another name."""

    __slots__ = ()


class Rows(np.ndarray):
    """An array by another name."""


Pair = namedtuple("Pair", "a b")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (Pair(1, 2.0), (1, 2.0)),
        (OrderedDict(a=1), {"a": 1}),
        (Color.RED, 3),
        (Text("t"), "t"),
        (np.str_("u"), "u"),
        (np.array("squeezed"), "squeezed"),
        ({np.str_("k"): Text("v")}, {"k": "v"}),
        (np.ones(2).view(Rows), np.ones(2)),
        (np.ones(3, dtype=">f8"), np.ones(3)),
        (np.arange(6).reshape(2, 3).T, np.array([[0, 3], [1, 4], [2, 5]])),
        (np.float64(1.5), np.array(1.5)),
    ],
    ids=str,
)
def test_subclasses_become_the_plain_type(given, expected):
    """A subclass of a container or number, a foreign byte order and a view arrive as the plain thing."""
    assert same(expected, unpack(*pack(given)))


def test_scalars_remember_being_scalars():
    """A NumPy scalar arrives as a 0-d array of its dtype; arithmetic with it gives NumPy scalars again."""
    loss = unpack(*pack(np.float32(2.5)))

    assert (Scalar, np.float32, ()) == (type(loss), loss.dtype, loss.shape)
    assert isinstance(loss + np.float32(1), np.float32)
    assert f"{loss:.2f} {float(loss)}" == "2.50 2.5"


def nested(depth):
    """Return a list in a list in a list."""
    value = []
    for _ in range(depth):
        value = [value]
    return value


def endless():
    """Return a list that contains itself."""
    value = []
    value.append(value)
    return value


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (1j, "complex"),
        (np.complex128(1), "complex"),
        (np.ones(2, complex), "complex"),
        (np.array([1, "a", None], dtype=object), "ragged"),
        (np.array(["a"]), "return a list of str"),
        (np.array([1], dtype="M8[s]"), "datetime64"),
        (np.ones(1, np.longdouble), "dtype"),
        (np.void(b"ab"), "dtype"),
        (nested(40), "deeper"),
        (endless(), "deeper"),
        (2**5000, "bits"),
        ("\ud800", "Unicode"),
        ({"\ud800": 1}, "Unicode"),
        ([0] * 300_000, "parts"),
        ("x" * 5_000_000, "text"),
        (np.broadcast_to(0.0, (10**5, 10**5)), "bytes"),
        (np.empty((0, 10**5, 10**5)), "bytes"),
        (np.ones((1,) * 9), "axes"),
        (object(), "class object"),
        (b"bytes", "class bytes"),
        ({1: 2}, "class dict"),
        ({1, 2}, "class set"),
    ],
    ids=lambda value: str(type(value).__name__),
)
def test_what_may_not_cross_says_why(value, reason):
    """Each thing outside of the values is refused with its reason."""
    with pytest.raises(BadValue, match=reason):
        pack(value)


def test_shared_lists_cannot_blow_up():
    """A value that doubles at each level is refused after as many parts as a frame may hold."""
    value = [1, 2]
    for _ in range(30):
        value = [value, value]

    with pytest.raises(BadValue, match="parts"):
        pack(value)


def test_rollback_forgets_arrays_and_room():
    """After a rollback a packer is what it was."""
    packer = Packer(body=100)
    mark = packer.mark()
    packer.add([np.ones(10), 1])

    packer.rollback(mark)

    assert (mark, []) == (packer.mark(), packer.arrays)


MALFORMED = [
    ["a", 1],
    ["a", -1],
    ["a", True],
    ["a", 0.0],
    ["a", "0"],
    ["a"],
    ["a", 0, 0],
    ["t", ["a", 0], ["a", 0]],
    ["f", 0],
    ["h", 0, "C"],
    ["g", 1],
    [],
    [[]],
    [1, 2],
    ["q", 1],
    ["s", "f8"],
    ["s", "f8", 1],
    ["s", "f8", "nan"],
    ["s", "f4", 1e300],
    ["s", "f4", 0.1],
    ["s", "i1", 128],
    ["s", "u1", -1],
    ["s", "i8", True],
    ["s", "b1", 1],
    ["s", "O", 1],
    ["s", ["f8"], 1.0],
    ["s", "f8", ["a", 0]],
    ["s", "f8", ["f", 0]],
    float("nan"),
    float("inf"),
    2**5000,
    "\ud800",
    {"\ud800": 1},
    nested(40),
]


@pytest.mark.parametrize("tree", MALFORMED, ids=lambda tree: repr(tree)[:30])
def test_malformed_trees_are_wire_errors(tree):
    """Each way to write a tree wrongly is a WireError."""
    with pytest.raises(WireError):
        Unpacker([np.ones(2)]).take(tree)


def test_an_array_that_is_left_over_is_a_wire_error():
    """Each array of a frame belongs to a value."""
    with pytest.raises(WireError):
        unpack(["l"], [np.ones(2)])


@given(json_trees, arrays)
def test_any_tree_is_a_value_or_a_wire_error(tree, array):
    """Whatever JSON arrives as a tree, the grader gets a plain value that can be packed again, or a WireError."""
    try:
        value = unpack(tree, [array])
    except WireError:
        return

    assert same(value, unpack(*pack(value)))
