"""A student's work as checks see it: live in the kernel, or as it is saved in a file."""

from __future__ import annotations

import inspect
import linecache
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import CodeType, FrameType

from grader.data.datasets import DataSource
from grader.messages import say
from grader.student import LoadError, OpenSession, local_session


@dataclass(frozen=True, slots=True)
class Work:
    """What checks run on, and how its places are named to a person."""

    open_session: OpenSession
    owns: Callable[[FrameType], bool]  # whether a frame runs the student's own code
    place: Callable[[int, str], str]  # a line and its function -> where that is, in words
    value: Callable[[str], object]  # what a name stands for; `...` where it is not there
    load_errors: list[LoadError] = field(default_factory=list)  # what has raised while a file was loaded


def live_work(names: Mapping[str, object], data: DataSource) -> Work:
    """Return the functions and variables of a kernel, or of a running script."""
    return Work(
        open_session=local_session(names, data.dataset),
        owns=lambda frame: frame.f_globals is names,
        place=lambda line, function: _place(names, line, function),
        value=lambda name: names.get(name, ...),
    )


def _place(names: Mapping[str, object], line: int, function: str) -> str:
    own = (code for value in list(names.values()) for code in codes(value, names))
    for code in own:
        if code.co_name == function and line in {number for _, _, number in code.co_lines()}:
            text = linecache.getline(code.co_filename, line).strip()
            return say("notebook.place_live", line=line, function=function, text=text)
    return ""


def codes(value: object, names: Mapping[str, object]) -> Iterator[CodeType]:
    """Yield the code of a function, of the methods of a class, and of what stands inside, if defined among `names`."""
    members = list(vars(value).values()) if isinstance(value, type) else [value]
    for member in members:
        function = member.__func__ if isinstance(member, (staticmethod, classmethod)) else member
        if inspect.isfunction(function) and function.__globals__ is names:
            yield from _with_inner(function.__code__)


def _with_inner(code: CodeType) -> Iterator[CodeType]:
    yield code
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from _with_inner(inner)
