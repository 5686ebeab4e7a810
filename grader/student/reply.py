"""What comes back from a worker: read with suspicion, said in sentences that help."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.errors import CourseError, StudentError
from grader.model import Outcome
from grader.worker.values import Array, BadValue, Packer, Tree, Unpacker, WireError

Header = Mapping[str, Any]
MakeHandle = Callable[[int, str], object]

_OUTCOMES = {"missing": Outcome.MISSING, "raised": Outcome.RAISED, "bad_return": Outcome.BAD_RETURN}
_MESSAGE, _NAME, _NAMES = 500, 200, 20


@dataclass(frozen=True, slots=True)
class Observation:
    """A result, and what the worker says of how it came about: class names of warnings, arguments changed in place.

    `changed` names keyword arguments, and positions as "0", "1", ... This is advice from the student's process: it may
    only lower a score.
    """

    value: Any
    warnings: tuple[str, ...]
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Expected:
    """What the reply to a request must be like."""

    identity: int
    label: str  # what a person calls the object that was asked
    count: int  # of results
    keep: bool = False  # whether each result must be a handle


def read_reply(
    header: Header, arrays: Sequence[Array], expected: Expected, make_handle: MakeHandle
) -> list[Observation | StudentError]:
    """Return the results of one reply, or raise `WireError` where anything about it is malformed."""
    results = header.get("results")
    if type(header.get("id")) is not int or header["id"] != expected.identity or type(results) is not list:
        raise WireError("a reply to another request")
    if len(results) != expected.count:
        raise WireError("a reply with another number of results")

    def handle(tree: list[Tree], _: Unpacker) -> object:
        if len(tree) != 3 or tree[0] != "h" or type(tree[1]) is not int or tree[1] < 0:
            raise WireError("an unknown tag")
        return make_handle(tree[1], _text(tree[2], _NAME))

    unpacker = Unpacker(arrays, handle)
    read = [_result(result, unpacker, expected) for result in results]
    unpacker.done()
    return read


def _result(result: object, unpacker: Unpacker, expected: Expected) -> Observation | StudentError:
    if type(result) is not dict:
        raise WireError("a result that is no object")
    if set(result) == {"ok", "warnings", "changed"}:
        if expected.keep and (type(result["ok"]) is not list or result["ok"][:1] != ["h"]):
            raise WireError("a value where a handle was asked for")
        return Observation(unpacker.take(result["ok"]), _texts(result["warnings"]), _texts(result["changed"]))
    label = expected.label
    if set(result) != {"error", "kinds", "message", "name", "frames"} or type(result["error"]) is not str:
        raise WireError("a result with other fields than it should have")
    if result["error"] not in _OUTCOMES:
        raise WireError("an unknown outcome")
    kinds, frames = _texts(result["kinds"]), _frames(result["frames"])
    message, name = _text(result["message"], _MESSAGE), _text(result["name"], _NAME)
    outcome = _OUTCOMES[result["error"]]
    say = {Outcome.MISSING: _say_missing, Outcome.RAISED: _say_raised, Outcome.BAD_RETURN: _say_bad_return}[outcome]
    missing = name if outcome is Outcome.MISSING and name else label
    return StudentError(outcome, say(label, name, kinds, message), name=missing, kinds=kinds, frames=frames)


def _text(tree: Tree, length: int) -> str:
    """Return a text with every character that could confuse a terminal or a page replaced."""
    if type(tree) is not str or len(tree) > length:
        raise WireError("no text, or one that is too long")
    return "".join(c if c.isprintable() or c == "\n" else "\N{REPLACEMENT CHARACTER}" for c in tree)


def _texts(tree: Tree) -> tuple[str, ...]:
    if type(tree) is not list or len(tree) > _NAMES:
        raise WireError("no list of texts, or one that is too long")
    return () if not tree else tuple(_text(item, _NAME) for item in tree)


def _frames(tree: Tree) -> tuple[tuple[int, str], ...]:
    if type(tree) is not list or len(tree) > _NAMES:
        raise WireError("no list of frames, or one that is too long")
    for item in tree:
        if type(item) is not list or len(item) != 2 or type(item[0]) is not int or not 0 < item[0] < 10**7:
            raise WireError("a frame that is not a line and a function")
    return tuple((line, _text(function, _NAME)) for line, function in tree)


def _say_missing(label: str, name: str, kinds: tuple[str, ...], reason: str) -> str:
    name = name or label
    if kinds:
        through = "" if label in (name, name.rpartition(".")[0]) else f" (it was needed by {label})"
        return f"{name} is still the stub{through}: replace `raise NotImplementedError` by your code."
    if reason == "it is still `...`":
        return f"{name} has no answer yet: replace `...` by your answer."
    if "." in name:
        owner, _, attribute = name.rpartition(".")
        return f"{owner} has no {attribute}: define it in the class, or set self.{attribute} before it is needed."
    if reason:
        return f"Mend what should define {name}: {reason}"
    return f"{name} is not defined in your file: define it at the top level, with exactly this name."


def _say_raised(label: str, name: str, kinds: tuple[str, ...], message: str) -> str:
    inside = f" in {name}" if name and name != label else ""
    said = f": {message}" if message else ""
    kind = kinds[0] if kinds else "an exception"
    if kind == "RecursionError":
        return f"{label} must come to an end, but it calls itself without end{inside}: check when it should stop."
    if kind == "MemoryError":
        return f"{label} must fit into memory, but it asked for too much{inside}{said}"
    if kind == "SystemExit":
        return f"{label} must return a result, but it ended the program{inside}: remove exit() or quit()."
    return f"{label} must not raise here, but it raised {kind}{inside}{said}"


def _say_bad_return(label: str, name: str, kinds: tuple[str, ...], message: str) -> str:
    return f"{label} must give numbers, text or arrays of numbers that can be read; yours is {message}."


class ServedError(Exception):
    """A served function raised on what student code gave it: an exception of the class `kind` for them."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind


class Callbacks:
    """The functions of ours that student code was given in one session, and what became of their calls."""

    def __init__(self, calls: int = 100_000, served: Mapping[str, Callable[..., Any]] | None = None) -> None:
        self.functions: list[Callable[[Tree, Sequence[Array]], tuple[Tree, list[Array]]]] = []
        self.fault: Exception | None = None  # the author's, or a judgement: raised when the request is over
        self._numbers: dict[int, int] = {}
        self._given: list[Callable[..., Any]] = []
        self._left = calls
        for function in (served or {}).values():  # in this order they are 0, 1, ...: so a child counts them
            self.number(function)

    def number(self, function: Callable[..., Any]) -> int:
        """Return the number under which student code may call `function`."""
        number = self._numbers.setdefault(id(function), len(self._given))
        if number == len(self._given):
            self._given.append(function)  # kept alive, so that its id stays its own
            self.functions.append(lambda tree, arrays: self._call(function, tree, arrays))
        return number

    def _call(
        self, function: Callable[..., Any], tree: Tree, arrays: Sequence[Array]
    ) -> tuple[dict[str, Tree], list[Array]]:
        """Call `function` with what student code sent: malformed is `WireError`, all else becomes a reply."""
        unpacker = Unpacker(arrays)
        given = unpacker.take(tree)
        unpacker.done()
        if type(given) is not list or len(given) != 2 or type(given[0]) is not tuple or type(given[1]) is not dict:
            raise WireError("a call without arguments")
        self._left -= 1
        if self._left < 0:
            return {"error": "this function was called too often"}, []
        try:
            with warnings.catch_warnings(), np.errstate(all="ignore"):
                warnings.simplefilter("ignore")
                value = function(*given[0], **given[1])
        except ServedError as error:
            return {"error": str(error)[:_MESSAGE], "kind": error.kind}, []
        except (CourseError, AssertionError, StudentError) as error:  # a judgement, whatever student code makes of it
            self.fault = self.fault or error
            return {"error": "the check has ended"}, []
        except Exception as error:
            return {"error": f"{type(error).__name__}: {error}"[:_MESSAGE]}, []
        return self._reply(value)

    def _reply(self, value: object) -> tuple[dict[str, Tree], list[Array]]:
        packer = Packer()
        try:
            return {"ok": packer.add(value)}, packer.arrays
        except BadValue as error:
            self.fault = self.fault or CourseError(f"a callback must return a plain value, not {error}")
            return {"error": "the check has ended"}, []


def answer_callback(
    header: Header, arrays: Sequence[Array], callbacks: Sequence[Callable[..., Any]]
) -> tuple[Tree, list[Array]]:
    """Return the reply to {"callback": n, "value": tree of (args, kwargs)}, for a transport with a wire.

    It is {"ok": tree} or {"error": message}; `WireError` where the request is malformed.
    """
    number = header.get("callback")
    if type(number) is not int or not 0 <= number < len(callbacks):
        raise WireError("a call of a function that was not given")
    tree, made = callbacks[number](header.get("value"), arrays)
    return tree, made
