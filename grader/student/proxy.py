"""The object that checks talk to: `student.softmax(Z)` is one request to whatever answers for the student.

It is long because a handle must answer for all that a check may do with a value.
"""

from __future__ import annotations

import secrets
from collections import deque
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Any, NoReturn

import numpy as np

from grader.errors import CourseError, StudentError
from grader.model import Outcome
from grader.student.arguments import checked_source, pack_call
from grader.student.calls import KEPT, Call
from grader.student.reply import Callbacks, Expected, Observation, read_reply
from grader.student.session import Transport
from grader.student.transcript import Transcript
from grader.worker.values import (
    Array,
    BadValue,
    Callback,
    Dataset,
    Generator,
    Packer,
    Source,
    Tree,
    WireError,
)

Target = list[Tree]
_BATCH_CALLS = 1000  # of one frame of `each`


class Student:
    """A student's functions, classes and variables, by attribute: `student.NAME`.

    Parameters
    ----------
    transport : Transport
        What answers.
    datasets : container of str, optional
        The names that `dataset` may use; unchecked without.
    callbacks : Callbacks, optional
        Holds what is served to student code from the start.
    """

    def __init__(
        self, transport: Transport, datasets: Container[str] | None = None, callbacks: Callbacks | None = None
    ) -> None:
        self._transport = transport
        self._datasets = datasets
        self._callbacks = Callbacks() if callbacks is None else callbacks
        self._busy = False
        self._broken: StudentError | None = None
        self._heard: Transcript | None = None  # where answers are kept, if somebody wants them
        self._calls: deque[Call] = deque(maxlen=KEPT)
        self._instead: dict[str, Function] = {}  # what checks get for a name (see `serving.stand_beside`)

    def __getattr__(self, name: str) -> Function:
        if name.startswith("_"):
            raise AttributeError(name)
        return self.function(name)

    def __repr__(self) -> str:
        return "<student>"

    def function(self, name: str) -> Function:
        """Return the object of this name: as `student.NAME`, also for names that this class uses itself."""
        return self._instead[name] if name in self._instead else Function(self, ["name", name], name)

    def value(self, name: str) -> Any:
        """Return the variable of this name."""
        return self.function(name).value()

    def run(self, program: Source, *args: Any, **kwargs: Any) -> Any:
        """Call our own text in the worker, for operators, views, sequences of calls, aliasing and call counts.

        Parameters
        ----------
        program : Source
            `source("def go(cls, x): ...")`.
        *args, **kwargs
            Passed to it; objects of the student go as `student.NAME` or as handles.

        Returns
        -------
        object
            A value, or a handle of what is none.
        """
        return Handle(self, ["source", checked_source(program.text)], _run_label(args, kwargs))(*args, **kwargs)

    def printed(self) -> str:
        """Return what student code has printed so far, as far as it was kept."""
        found = self._request({"op": "printed"}, [], "print", 1)[0]
        return str(_raised(found).value)[: 1 << 20]

    def _request(
        self, request: dict[str, Any], arrays: Sequence[Array], label: str, count: int
    ) -> list[Observation | StudentError]:
        """Exchange one request for its results."""
        if self._busy:
            raise CourseError("a callback may not use the student: compute what it needs before the call")
        if self._broken is not None:
            raise self._broken
        identity = secrets.randbits(63)
        self._busy = True
        try:
            header, made = self._transport.exchange({"id": identity, **request}, arrays, self._callbacks.functions)
            expected = Expected(identity, label, count, bool(request.get("keep")))
            found = read_reply(header, made, expected, lambda number, kind: _made(self, number, kind, label))
            if self._heard is not None:
                self._heard.note(found)
            return found
        except WireError as error:
            self._broken = StudentError(Outcome.KILLED, _BROKEN.format(label), name=label)
            raise self._broken from error
        finally:
            self._busy = False
            self._raise_fault()

    def _raise_fault(self) -> None:
        """Raise what a callback left: it stands above what student code made of it."""
        fault, self._callbacks.fault = self._callbacks.fault, None
        if fault is not None:
            raise fault

    def _argument(self, value: object, packer: Packer) -> Tree:
        """Return the tree of an argument that is more than a value."""
        if isinstance(value, Handle):
            if value._student is not self:
                raise CourseError(f"{value!r} belongs to another student")
            tag, payload = value._target
            return ["n" if tag == "name" else "h", payload]
        if isinstance(value, Generator):
            return ["g", value.seed]
        if isinstance(value, Source):
            return ["x", checked_source(value.text)]
        if isinstance(value, Callback):
            return ["c", self._callbacks.number(value.function)]
        if isinstance(value, Dataset):
            if self._datasets is not None and value.name not in self._datasets:
                raise CourseError(f"there is no dataset {value.name!r} in this run")
            return ["d", value.name]
        if isinstance(value, bytes):
            return ["b", packer.add_array(np.frombuffer(value, np.uint8))[1]]
        raise BadValue(f"an object of class {type(value).__name__}: use callback(), source() or a plain value")


_BROKEN = "{} must answer through its return value; your code broke the connection to the grader."


class Handle:
    """An object that stays with the student: call it, read attributes and elements, pass it as an argument.

    `handle.NAME` asks for an attribute: a value where it can be one, else a handle, so that `handle.fit(X, y)` is a
    method call. Two handles are equal if they stand for the same object.
    """

    def __init__(self, student: Student, target: Target, label: str, origin: str = "", kind: str = "") -> None:
        self._student = student
        self._target = target
        self._label = label
        self._origin = origin or label  # what gave it
        self._kind = kind or label  # what it is, where it should have been a value

    def __repr__(self) -> str:
        return f"<{self._label} of the student>"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Handle):
            return NotImplemented
        return self._student is other._student and self._target == other._target

    def __hash__(self) -> int:
        return hash((id(self._student), str(self._target)))

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call it and return the value, or a handle of what is none."""
        return self._observe(args, kwargs).value

    def keep(self, *args: Any, **kwargs: Any) -> Handle:
        """Call it and leave the result in the worker, though it could be a value."""
        kept: Handle = self._observe(args, kwargs, keep=True).value
        return Handle(self._student, kept._target, f"the result of {self._label}", self._label)

    def observe(self, *args: Any, **kwargs: Any) -> Observation:
        """Call it and say also which warnings it gave and which arguments it changed in place."""
        return self._observe(args, kwargs, watch=True)

    def each(self, calls: Sequence[Sequence[Any]]) -> list[Any]:
        """Call it once for each tuple of arguments, many to a frame; what failed is a StudentError in the list."""
        results: list[Any] = []
        if calls:
            self._remember(calls[0], {}, len(calls) - 1)
        for trees, arrays in self._batches(calls):
            found = self._call(trees, arrays, keep=False, watch=False)
            results += [item if isinstance(item, StudentError) else item.value for item in found]
        return results

    def value(self) -> Any:
        """Return it as a value; what is none is the outcome bad_return."""
        found = self._get(self._target, self._label, keep=False)
        return _no_value(self._label, f"a {found._kind}") if isinstance(found, Handle) else found

    def attribute(self, name: str) -> Any:
        """Return an attribute: as `handle.NAME`, also for names that this class uses itself."""
        label = f"{self._label}.{name}"
        found = self._get(["attr", self._target, name], label, keep=False)
        return Handle(self._student, found._target, label) if isinstance(found, Handle) else found

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return self.attribute(name)

    def __getitem__(self, key: Any) -> Handle:
        """Return an element, which stays in the worker."""
        label = f"{self._label}[{key!r}]"
        packer = Packer()
        found: Handle = self._get(["item", self._target, packer.add(key)], label, keep=True)
        return Handle(self._student, found._target, label, self._origin)

    def __len__(self) -> int:
        try:
            found = self._student.run(Source("len"), self)
        except StudentError as error:
            if error.kinds[:1] != ("TypeError",):
                raise
            found = None
        return (
            found
            if type(found) is int and 0 <= found < 2**31
            else _no_value(self._origin, f"a {self._kind} without a length")
        )

    def __iter__(self) -> Iterator[Handle]:
        return (self[i] for i in range(len(self)))

    def _get(self, target: Target, label: str, keep: bool) -> Any:
        request = {"op": "get", "target": target, "keep": keep}
        return _raised(self._student._request(request, [], label, 1)[0]).value

    def _observe(self, args: Any, kwargs: Any, keep: bool = False, watch: bool = False) -> Observation:
        packer = Packer(self._student._argument)
        self._remember(args, kwargs)
        trees = [pack_call(packer, args, kwargs)]
        return _raised(self._call(trees, packer.arrays, keep, watch)[0])

    def _remember(self, args: Sequence[Any], kwargs: Mapping[str, Any], others: int = 0) -> None:
        self._student._calls.append(Call(self._label, self._target, args, kwargs, others))

    def _call(
        self, trees: list[Tree], arrays: Sequence[Array], keep: bool, watch: bool
    ) -> list[Observation | StudentError]:
        request = {"op": "call", "target": self._target, "calls": trees, "keep": keep, "watch": watch}
        return self._student._request(request, arrays, self._label, len(trees))

    def _batches(self, calls: Sequence[Sequence[Any]]) -> Iterator[tuple[list[Tree], list[Array]]]:
        """Yield calls packed into frames that keep well within the caps."""
        packer = Packer(self._student._argument)
        trees: list[Tree] = []
        for args in calls:
            mark = packer.mark()
            try:
                tree = pack_call(packer, args, {})
            except CourseError:  # too much for this frame, or for any
                packer.rollback(mark)
                tree = None
            if tree is None or len(trees) == _BATCH_CALLS:
                if trees:
                    yield trees, packer.arrays
                packer, trees = Packer(self._student._argument), []
                tree = pack_call(packer, args, {})
            trees.append(tree)
        if trees:
            yield trees, packer.arrays

    def _not_a_value(self, *_: Any) -> Any:
        _no_value(self._origin, f"a {self._kind}")

    # What a check does with numbers, done to an object, is the student's: they returned it.
    __array__ = __float__ = __int__ = __index__ = __bool__ = _not_a_value
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = _not_a_value
    __matmul__ = __rmatmul__ = __pow__ = __rpow__ = __neg__ = __abs__ = _not_a_value
    __lt__ = __le__ = __gt__ = __ge__ = __contains__ = _not_a_value


class Function(Handle):
    """A function, class or variable of the student, by name."""


def _made(student: Student, number: int, kind: str, maker: str) -> Handle:
    """Return a handle of what some code made; a function goes by the name of its maker, since it has none to tell."""
    return Handle(student, ["handle", number], maker if kind == "function" else kind, maker, kind)


def _no_value(label: str, found: str) -> NoReturn:
    message = f"{label} must give a number, an array, a list or text here; yours is an object: {found}."
    raise StudentError(Outcome.BAD_RETURN, message, name=label)


def _raised(found: Observation | StudentError) -> Observation:
    if isinstance(found, StudentError):
        raise found
    return found


def _run_label(args: Sequence[Any], kwargs: Mapping[str, Any]) -> str:
    """Return what to call a program of ours: the first object of the student that it works with."""
    return next((value._label for value in (*args, *kwargs.values()) if isinstance(value, Handle)), "your code")
