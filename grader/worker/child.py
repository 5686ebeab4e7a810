"""Loads the slice, seeds the global generators, answers until the socket closes; one child per check.

First frame: ``{"loaded": [[line, kinds, message], ...]}``, the statements that raised, or ``{"fault": text}`` where
this process could not be confined. Then one reply per request; while a request is outstanding, and while a file loads
for which functions are served, ``{"callback": n, "value": arguments}`` asks the grader for ``{"ok": tree}`` or
``{"error": text}``, for a served function with the ``"kind"`` of its exception.
"""

from __future__ import annotations

import io
import mmap
import os
import socket
import sys
import types
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from . import confine
from .answer import Answerer, _message, seed_globals
from .serving import CallBack, asking, bind, served
from .values import Array, Tree, class_name
from .wire import Channel

REHEARSALS = 10  # after eight the interpreter has specialized what it runs
FAULT = 70  # exit status: this process failed, or its student's code broke it
NOTHING: Mapping[str, object] = types.MappingProxyType({})
Statement = tuple[int, list[str], types.CodeType | str, str]  # line, names it binds, code (or kind of error), message


@dataclass(frozen=True, slots=True)
class Terms:
    """What all children of one sandbox share."""

    statements: list[Statement]
    places: list[str]  # where in the student's file each line of the slice stood
    absent: dict[str, str]  # names that the file has but that could not be read, and why
    filter: confine.OwnFilter | None  # None at level none
    seeded: bool  # whether the slice speaks of randomness at all; seeding costs a child a good part of its start
    datasets: dict[str, tuple[int, str, list[int]]]  # name -> descriptor, dtype, shape
    log: int
    reply: int
    dies_with_zygote: bool  # by its own wish; in a process namespace of the zygote's the kernel sees to it


class Log(io.TextIOBase):
    """What student code prints: kept in memory up to a limit, counted beyond."""

    def __init__(self, limit: int) -> None:
        self.room = limit
        self.lost = 0
        self.parts: list[str] = []

    def writable(self) -> bool:
        """Say that this stream can be written to."""
        return True

    def write(self, text: str) -> int:
        """Keep what there is room for."""
        if self.room and text:
            self.parts.append(str(text[: self.room]))
            self.room -= len(self.parts[-1])
            self.lost += len(text) - len(self.parts[-1])
        else:
            self.lost += len(text)
        return len(text)

    def text(self) -> str:
        """Return what was kept."""
        return "".join(self.parts) + (f"\n[{self.lost} more characters]" if self.lost else "")


def run(channel: Channel, seed: int, cpu_seconds: int, served_names: list[str], terms: Terms) -> None:
    """Answer for one check and end the process; the served names are callbacks 0, 1, ... of the grader."""
    log = Log(terms.log)
    try:
        confine.limit_cpu(cpu_seconds)
        if terms.seeded:
            seed_globals(seed)
        if terms.filter:
            terms.filter.install()
        sys.stdout = sys.stderr = log
        module = types.ModuleType("__main__")
        sys.modules["__main__"] = module
    except OSError as error:
        channel.send({"fault": str(error)}, [])
        return

    def call_back(number: int, tree: Tree, sent: list[Array]) -> tuple[Tree, list[Array]]:
        channel.send({"callback": number, "value": tree}, sent)
        return channel.receive()

    functions = {name: served(name, asking(call_back, number)) for number, name in enumerate(served_names)}
    loaded, absent = load(terms.statements, module.__dict__, terms.places, functions)
    channel.send({"loaded": loaded}, [])
    answer(channel, module.__dict__, terms.absent | absent, terms, log, call_back)
    os._exit(0)


def load(
    statements: list[Statement],
    namespace: dict[str, object],
    places: list[str],
    functions: Mapping[str, object] = NOTHING,
) -> tuple[list[Tree], dict[str, str]]:
    """Execute each statement; one that raises is recorded and does not stop the rest. `functions` are served."""
    loaded: list[Tree] = []
    absent: dict[str, str] = {}
    bind(namespace, functions)
    for line, names, code, problem in statements:
        if isinstance(code, str):
            kinds, message = [code], problem
        else:
            try:
                try:
                    exec(code, namespace)
                finally:
                    bind(namespace, functions)
                continue
            except BaseException as error:  # SystemExit and KeyboardInterrupt of student code end nothing
                kinds, message = [class_name(kind) for kind in type(error).__mro__[:-1]][:20], _message(error)
        loaded.append([line, kinds, message])
        place = places[line - 1] if 0 < line <= len(places) else f"line {line}"
        absent |= {name: f"{place}, raised {kinds[0]}: {message}" for name in names}
    return loaded[:100], absent


def answer(
    channel: Channel,
    namespace: dict[str, object],
    absent: dict[str, str],
    terms: Terms,
    log: Log,
    call_back: CallBack,
) -> None:
    """Answer requests until the grader closes the channel."""
    maps: dict[str, Array] = {}

    def dataset(name: str) -> Array:
        if name not in maps:
            maps[name] = mapped(*terms.datasets[name])
        return maps[name]

    answerer = Answerer(namespace, dataset, call_back, absent, printed=log.text, body=terms.reply)
    while True:
        try:
            header, received = channel.receive()
        except EOFError:
            return
        channel.send(*answerer.answer(header, received))


def rehearse() -> None:
    """Answer a few requests about nothing in the zygote, so that children find warm code and need not copy it."""
    ours, theirs = socket.socketpair()
    asking, answering = Channel(ours), Channel(theirs)
    answerer = Answerer({"nothing": np.negative}, lambda name: np.empty(0), lambda *_: ({}, []))
    request = {"id": 0, "op": "call", "target": ["name", "nothing"], "calls": [[["t", ["a", 0]], {}]], "keep": False}
    for _ in range(REHEARSALS):
        asking.send(request, [np.zeros(1)])
        answering.send(*answerer.answer(*answering.receive()))
        asking.receive()
    load([(1, [], compile("0", "", "exec"), "")] * REHEARSALS, {}, [])
    asking.close()
    answering.close()


def mapped(descriptor: int, dtype: str, shape: list[int]) -> Array:
    """Return the sealed memory behind a descriptor as a read-only array; it is mapped when first asked for."""
    if 0 in shape:
        return np.empty(shape, dtype)
    return np.frombuffer(mmap.mmap(descriptor, 0, prot=mmap.PROT_READ), dtype).reshape(shape)
