"""Students whose functions do what no check expects: whatever comes of them is theirs, never the author's."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NoReturn

import numpy as np

from grader.student import OpenSession, local_session


class Opaque:
    """An object that is no value."""


Make = Callable[[], object]


def _raise(*args: object, **kwargs: object) -> NoReturn:
    raise ZeroDivisionError("division by zero")


def _stub(*args: object, **kwargs: object) -> NoReturn:
    raise NotImplementedError


def _exit(*args: object, **kwargs: object) -> NoReturn:
    raise SystemExit


RETURNS: dict[str, Make] = {
    "none": lambda: None,
    "text": lambda: "forty-two",
    "true": lambda: True,
    "zero": lambda: 0,
    "negative": lambda: -1,
    "huge int": lambda: 10**400,
    "nan": lambda: float("nan"),
    "infinity": lambda: float("inf"),
    "complex": lambda: 1j,
    "bytes": lambda: b"bytes",
    "object": Opaque,
    "class": lambda: Opaque,
    "generator": lambda: (i for i in range(3)),
    "empty list": list,
    "ragged list": lambda: [[1.0], [2.0, 3.0], None],
    "nested tuple": lambda: ((), ((),), [(1,)]),
    "dict": lambda: {"": 1, "W": None},
    "empty array": lambda: np.empty((0,)),
    "no rows": lambda: np.empty((0, 3)),
    "one number": lambda: np.float32(3),
    "wrong shape": lambda: np.ones((2, 3, 1, 2)),
    "nan array": lambda: np.full((3, 2), np.nan),
    "huge array": lambda: np.full(7, 1.7e308),
    "int overflow": lambda: np.full(4, -(2**63)),
    "text array": lambda: np.array(["a", "b"]),
    "object array": lambda: np.array([None, 1], dtype=object),
    "pair": lambda: (np.zeros(3), "two"),
    "triple": lambda: (np.full(2, np.nan), [(0, None), "x", (10**400, np.zeros((2, 2)))], None),
    "list of pairs": lambda: [(0, np.zeros(2)), (-5, [1, 2]), ("a", None)],
}
"""What a hostile function returns, whatever it is called with."""


class _Nothing:
    """An instance that has every method, each of which returns the same thing."""

    def __init__(self, make: Make) -> None:
        self._make = make

    def __getattr__(self, name: str) -> Callable[..., object]:
        if name.startswith("__"):
            raise AttributeError(name)
        return lambda *args, **kwargs: self._make()


def blame_students(names: Iterable[str]) -> dict[str, OpenSession]:
    """Return, by a label, sessions on students who bind each of `names` to something hostile.

    Functions return each of `RETURNS`, raise, exit, or are stubs; classes make objects whose methods return each of
    them; variables hold each of them; and one student has bound nothing.
    """
    names = tuple(names)
    doers: dict[str, object] = {"raises": _raise, "is a stub": _stub, "exits": _exit}
    doers |= {f"returns {label}": _returner(make) for label, make in RETURNS.items()}
    doers |= {f"methods return {label}": _maker(make) for label, make in RETURNS.items()}
    holders = {f"holds {label}": make for label, make in RETURNS.items()}
    students: dict[str, OpenSession] = {"nothing": local_session({}, _no_data)}
    students |= {label: local_session(dict.fromkeys(names, doer), _no_data) for label, doer in doers.items()}
    students |= {label: local_session(_holding(names, make), _no_data) for label, make in holders.items()}
    return students


def _returner(make: Make) -> Callable[..., object]:
    return lambda *args, **kwargs: make()


def _maker(make: Make) -> Callable[..., object]:
    return lambda *args, **kwargs: _Nothing(make)


def _holding(names: tuple[str, ...], make: Make) -> Callable[[], dict[str, object]]:
    return lambda: {name: make() for name in names}


def _no_data(name: str) -> Any:
    """Stand for any data set: hostile functions do not look at it."""
    return np.zeros((4, 2))
