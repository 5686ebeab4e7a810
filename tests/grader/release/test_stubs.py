"""The stub keeps the contract and drops the answer."""

import ast
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np
import pytest

from grader.errors import CourseError
from grader.release.stubs import HEADER, cut_stub, signature_imports
from reference.types import Array

LIMIT = 3


@cache
def scale(
    X: Array,  # rows
    factor: float = 2.0,
    *,
    shift=-1,
) -> Array:  # secret one
    # secret two
    r"""Multiply, then shift.

      Ones become ones:
    :math:`2 x - 1`.
    """  # secret three
    # secret four
    secret = X * factor  # secret five
    return secret + shift
    # secret six


def one_line(x): "Return the double."; return 2 * x  # fmt: skip # noqa: E702


def undocumented(x):
    return x


def with_constant(x, limit=LIMIT):
    """Use a name that students do not have."""
    return x + limit


def with_type(x: "Unit") -> Callable[[float], float]:
    """Take a text as annotation, which nobody evaluates."""
    return lambda t: t * x


def with_strange_type(x: ast.AST) -> None:
    """Name a module that the standard library has."""


def with_our_record(x: CourseError) -> None:
    """Name a class that students do not have."""


class Unit:
    """A unit that counts."""

    kind = "secret"

    def __init__(self, start: int) -> None:
        self.secret = start

    @property
    def count(self) -> int:
        """How many."""
        return self.secret

    @count.setter
    def count(self, value: int) -> None:
        """Set how many."""
        self.secret = value

    @staticmethod
    def zero() -> "Unit":
        """Make one at zero."""
        return Unit(0)

    @classmethod
    @cache
    def of(cls, text: str) -> "Unit":
        """Make one from text."""
        return cls(int(text))

    def __add__(self, other: "Unit") -> "Unit":
        """Add two units."""
        return Unit(self.secret + other.secret)

    def __repr__(self) -> str:
        return f"secret {self.secret}"

    def _secret(self) -> int:
        """Private."""
        return self.secret


class Plain:
    """No constructor arguments."""

    def __init__(self):
        """Begin at zero."""
        self.secret = 0

    def step(self):
        """Take a step."""
        self.secret += 1


class Undocumented:
    """One method says nothing."""

    def step(self):
        return 1


class Empty:
    """Nothing to write."""


@dataclass
class Record:
    """A dataclass."""

    x: int

    def double(self):
        """Return twice x."""
        return 2 * self.x


def namespace_of(stub):
    made = {}
    exec(HEADER + "\n\n" + stub, made)
    return made


def test_a_stub_keeps_signature_and_docstring():
    """Signature, comments inside of it, and docstring are kept to the letter."""
    expected = '''def scale(
    X: Array,  # rows
    factor: float = 2.0,
    *,
    shift=-1,
) -> Array:
    r"""Multiply, then shift.

      Ones become ones:
    :math:`2 x - 1`.
    """
    raise NotImplementedError("write scale here")
'''

    assert expected == cut_stub(scale)


@pytest.mark.parametrize("target", [scale, Unit, Plain, one_line])
def test_nothing_of_the_body_is_left(target):
    """No statement, comment, constant or private part of the reference stands in the stub."""
    assert "secret" not in cut_stub(target)


def test_a_body_on_the_line_of_the_def_is_cut_too():
    """The shortest way to write a function gives no more away than the longest."""
    assert 'def one_line(x):\n    "Return the double."\n    raise NotImplementedError' in cut_stub(one_line)


def test_a_stub_says_what_to_write():
    """Calling it raises NotImplementedError with the name of what is missing."""
    made = namespace_of(cut_stub(Unit))

    with pytest.raises(NotImplementedError, match=r"write Unit\.__init__ here"):
        made["Unit"](3)
    with pytest.raises(NotImplementedError, match=r"write Unit\.zero here"):
        made["Unit"].zero()


def test_a_class_keeps_its_public_methods():
    """Properties, static and class methods stay what they are; helpers, caches and class constants go."""
    stub = cut_stub(Unit)
    methods = [node.name for node in ast.parse(stub).body[0].body if isinstance(node, ast.FunctionDef)]

    assert ["__init__", "count", "count", "zero", "of", "__add__"] == methods
    assert ["@property", "@count.setter", "@staticmethod", "@classmethod"] == [
        line.strip() for line in stub.splitlines() if line.strip().startswith("@")
    ]


def test_a_constructor_without_arguments_is_no_contract():
    """What a student sets up in `__init__` is theirs; the stub can be made and then says what is missing."""
    made = namespace_of(cut_stub(Plain))

    with pytest.raises(NotImplementedError, match=r"write Plain\.step here"):
        made["Plain"]().step()


@pytest.mark.parametrize(
    ("target", "said"),
    [
        (undocumented, "docstring"),
        (Undocumented, r"Undocumented\.step.*docstring"),
        (Empty, "no public method"),
        (Record, "dataclass"),
        (with_constant, "LIMIT"),
        (with_our_record, "CourseError"),
        (np.add, "source"),
        (len, "source"),
    ],
)
def test_what_cannot_become_a_stub_is_refused(target, said):
    """The author reads what to mend, before a student sees half an exercise."""
    with pytest.raises(CourseError, match=said):
        cut_stub(target)


def test_a_name_that_stands_above_may_be_a_default():
    """Given functions and earlier exercises may be named in a signature."""
    assert "limit=LIMIT" in cut_stub(with_constant, known=["LIMIT"])


def test_signatures_bring_their_imports():
    """A type of the standard library in a signature is imported by the notebook's first cells."""
    assert ("from collections.abc import Callable",) == signature_imports([with_type, scale])
    assert ("import ast",) == signature_imports([with_strange_type])
