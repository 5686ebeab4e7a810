"""One request -> one reply: look up, copy, call, keep handles, note warnings and changed arguments.

The same code answers for the live notebook, the reference and the sandbox's child; they differ in which namespace
answers and in whether a wire lies between. Requests and replies as JSON::

    {"id", "op": "call", "target", "calls": [[args, kwargs], ...], "keep": bool, "watch": bool}
    {"id", "op": "get", "target", "keep": bool}
    {"id", "op": "printed"}
    target: ["name", f] | ["handle", n] | ["attr", target, name] | ["item", target, tree] | ["source", text]

    {"id", "results": [result, ...]}
    result: {"ok": tree, "warnings": [class name, ...], "changed": ["0 X", "0", or keyword, ...]}
          | {"error": missing | raised | bad_return, "kinds", "message", "name", "frames": [[line, function], ...]}

All of a reply is advice from a process that student code may have taken over; it holds nothing to protect.
"""

from __future__ import annotations

import random
import warnings
from collections.abc import Callable, Mapping, Sequence
from types import CodeType, TracebackType
from typing import Any

import numpy as np

from .changes import changes, snapshots
from .serving import CallBack, asking
from .values import BODY, Array, BadValue, Packer, Tree, Unpacker, WireError, class_name, clean_text, compile_source

SUBMISSION = "<submission>"  # the file name under which student code is compiled
FRAMES = 20
MESSAGE = 500  # characters
PRINTED = 100_000
NAMES = 20  # warnings, and classes of an exception


class _AbsentError(Exception):
    """The student's file has no such name."""


def seed_globals(seed: int) -> None:
    """Seed the global generators, for student code that uses them: the same in a child and in a notebook."""
    random.seed(seed)
    np.random.seed(seed % 2**32)  # noqa: NPY002 - it is the global one that is meant


class Answerer:
    """Answers requests about the objects of one namespace.

    `namespace` holds the globals of the student's code, `absent` says why a name is not bound, `datasets` gives the
    read-only array of a name, `printed` what was printed so far. `call_back` carries number, tree and arrays of a
    callback's arguments to the grader and returns {"ok": tree} or {"error": message} with arrays. `body` is the limit
    of a reply's arrays in bytes. With `live`, the namespace is a notebook's, whose cells have file names of their own.

    Exceptions of the classes `passes` go through instead of becoming the outcome raised. A notebook passes
    KeyboardInterrupt, so that the person at the keyboard can stop their code; a child passes nothing: SystemExit and
    KeyboardInterrupt are exceptions like others there.
    """

    def __init__(
        self,
        namespace: Mapping[str, object],
        datasets: Callable[[str], Array],
        call_back: CallBack,
        absent: Mapping[str, str] | None = None,
        *,
        printed: Callable[[], str] = str,
        passes: tuple[type[BaseException], ...] = (),
        body: int = BODY,
        live: bool = False,
    ) -> None:
        self._namespace = namespace
        self._datasets = datasets
        self._call_back = call_back
        self._absent = absent or {}
        self._printed = printed
        self._passes = passes
        self._body = body
        self._live = live
        self._kept: list[object] = []
        self._numbers: dict[int, int] = {}  # id of a kept object -> its handle
        self._sources: dict[str, tuple[CodeType, str | None]] = {}

    def answer(self, header: Mapping[str, Any], arrays: Sequence[Array]) -> tuple[dict[str, Any], list[Array]]:
        """Return the reply to one request; the arrays become the student's own."""
        packer, unpacker = Packer(self._handle, self._body), Unpacker(arrays, self._argument, numpy_scalars=True)
        with (
            warnings.catch_warnings(record=True) as caught,
            np.errstate(divide="warn", over="warn", under="ignore", invalid="warn"),
        ):
            warnings.simplefilter("always")
            if header["op"] == "call":
                results = [self._call(header, call, unpacker, packer, caught) for call in header["calls"]]
            elif header["op"] == "get":
                results = [self._get(header, unpacker, packer)]
            else:
                results = [{"ok": packer.add(clean_text(self._printed(), PRINTED)), "warnings": [], "changed": []}]
        return {"id": header["id"], "results": results}, packer.arrays

    def _call(
        self,
        header: Mapping[str, Any],
        call: list[Tree],
        unpacker: Unpacker,
        packer: Packer,
        caught: list[warnings.WarningMessage],
    ) -> dict[str, Any]:
        """Return the result of one call."""
        del caught[:]
        before: dict[str, object] = {}
        try:
            args, kwargs = unpacker.take(call[0]), unpacker.take(call[1]) if call[1] else {}
            function = self._resolve(header["target"], unpacker)
            if header.get("watch"):
                before = snapshots(args, kwargs)
            value = function(*args, **kwargs)
        except self._passes:
            raise
        except BaseException as error:
            return self._failure(error, packer)
        changed = changes(before, args, kwargs, function) if before else []
        return self._success(value, header["keep"], packer, _categories(caught) if caught else [], changed)

    def _get(self, header: Mapping[str, Any], unpacker: Unpacker, packer: Packer) -> dict[str, Any]:
        """Return what a target is."""
        try:
            value = self._resolve(header["target"], unpacker)
            if value is ... and header["target"][0] == "name":
                raise _AbsentError(header["target"][1], "it is still `...`")
        except self._passes:
            raise
        except BaseException as error:
            return self._failure(error, packer)
        return self._success(value, header["keep"], packer, [], [])

    def _success(
        self, value: object, keep: bool, packer: Packer, categories: list[str], changed: list[str]
    ) -> dict[str, Any]:
        mark = packer.mark()
        try:
            tree = self._handle(value, packer) if keep else packer.add(value)
        except BadValue as error:
            packer.rollback(mark)
            return _error("bad_return", clean_text(str(error), MESSAGE))
        except Exception as error:  # out of memory, or a subclass of a NumPy type that resists
            packer.rollback(mark)
            return _error("bad_return", f"something that cannot be read ({class_name(type(error))})")
        return {"ok": tree, "warnings": categories, "changed": changed}

    def _failure(self, error: BaseException, packer: Packer) -> dict[str, Any]:
        """Return the record of an exception; a batch of long ones keeps within the caps of a header."""
        kind = type(error)  # looked at without running code of its class
        kinds = [class_name(base) for base in type.__dict__["__mro__"].__get__(kind)[:-1]][:NAMES]
        if kind is _AbsentError:
            name, reason = error.args
            record = _error("missing", reason, name)
        elif kind is BadValue:
            record = _error("bad_return", clean_text(str(error), MESSAGE))
        else:
            frames, name = self._frames(BaseException.__dict__["__traceback__"].__get__(error))
            outcome = "missing" if issubclass(kind, NotImplementedError) else "raised"
            record = _error(outcome, _message(error), name, kinds, frames)
        try:
            packer.spend(0, 6 * len(str(record)))
        except BadValue:
            return _error(record["error"], "", record["name"], kinds[:1])
        return record

    def _frames(self, trace: TracebackType | None) -> tuple[list[list[Any]], str]:
        """Return lines and functions of student code, outermost first, and the qualified name of the innermost."""
        frames, name = [], ""
        while trace is not None:
            code = trace.tb_frame.f_code
            inside = trace.tb_frame.f_globals is self._namespace
            if code.co_filename == SUBMISSION or (self._live and inside):
                frames.append([trace.tb_lineno, clean_text(code.co_name, 100)])
            if code.co_filename == SUBMISSION or inside:
                name = clean_text(code.co_qualname, 200)
            trace = trace.tb_next
        return frames[-FRAMES:], name.split(".<locals>")[0].removesuffix(".__init__")

    def _resolve(self, target: list[Tree], unpacker: Unpacker) -> Any:
        """Return the object that a request is about."""
        kind, *rest = target
        if kind == "name":
            return self._named(rest[0])
        if kind == "handle":
            return self._kept[rest[0]]
        if kind == "source":
            return self._source(rest[0])
        owner = self._resolve(rest[0], unpacker)
        if kind == "item":
            return _element(owner, unpacker.take(rest[1]))
        try:
            return getattr(owner, rest[1])
        except AttributeError as error:
            if error.__traceback__ is not None and error.__traceback__.tb_next is None:  # not from inside a property
                raise _AbsentError(f"{_owner_name(owner)}.{rest[1]}", "") from None
            raise

    def _named(self, name: str) -> object:
        if name not in self._namespace:
            raise _AbsentError(name, clean_text(self._absent.get(name, ""), MESSAGE))
        return self._namespace[name]

    def _handle(self, value: object, packer: Packer) -> Tree:
        """Keep an object and return its handle: the same handle for the same object."""
        packer.spend(3, 300)
        number = self._numbers.setdefault(id(value), len(self._kept))
        if number == len(self._kept):
            self._kept.append(value)
        return ["h", number, class_name(type(value))]

    def _argument(self, tree: list[Tree], unpacker: Unpacker) -> object:
        """Return what an argument beyond a value stands for."""
        tag, payload = tree[0], tree[1]
        if tag == "h":
            return self._kept[payload]
        if tag == "n":
            return self._named(payload)
        if tag == "b":
            return unpacker.array(payload).tobytes()
        if tag == "g":
            return np.random.default_rng(payload)
        if tag == "d":
            return self._datasets(payload)
        if tag == "x":
            return self._source(payload)
        if tag == "c":
            return self._callback(payload)
        raise WireError("an unknown tag")

    def _source(self, text: str) -> Any:
        """Return what our own text evaluates to, made anew so that no state passes from call to call."""
        if text not in self._sources:
            self._sources[text] = compile_source(text)
        code, name = self._sources[text]
        namespace: dict[str, Any] = {"np": np, "numpy": np, "__name__": "check"}
        if name is None:
            return eval(code, namespace)  # the grader's text, never the student's
        exec(code, namespace)
        return namespace[name]

    def _callback(self, number: int) -> Callable[..., object]:
        return asking(self._call_back, number)


def _element(owner: Any, key: object) -> Any:
    try:
        return owner[key]
    except (TypeError, LookupError) as error:
        if error.__traceback__ is not None and error.__traceback__.tb_next is None:  # not from a method of theirs
            raise BadValue(f"a {class_name(type(owner))} without element {key!r}") from None
        raise


def _error(
    outcome: str, message: str, name: str = "", kinds: Sequence[str] = (), frames: Sequence[list[Any]] = ()
) -> dict[str, Any]:
    return {"error": outcome, "kinds": [*kinds], "message": message, "name": name, "frames": [*frames]}


def _message(error: BaseException) -> str:
    """Return what the exception says; its own code runs here, and may raise or give megabytes."""
    try:
        return clean_text(str(error), MESSAGE)
    except BaseException:
        return "(its message cannot be read)"


def _owner_name(owner: object) -> str:
    return class_name(owner if issubclass(type(owner), type) else type(owner))  # type: ignore[arg-type]


def _categories(caught: list[warnings.WarningMessage]) -> list[str]:
    """Return the class names of the warnings, each once."""
    return list(dict.fromkeys(class_name(warning.category) for warning in caught))[:NAMES]
