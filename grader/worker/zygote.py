"""Confines itself, compiles the slice, forks a child per check and accounts for it; runs no student line.

The ancestor forks it with one end of a control socket. Only trusted code speaks there, in packets of JSON:

======================================= ================================================ =======================
from the grader                         answer                                           descriptors
======================================= ================================================ =======================
{} (once)                               {"landlock": version}                            see below; pidfd
{"seed": n, "cpu_seconds": n, "served"} {"child": pid}                                   channel; pidfd
(could not confine itself)              {"failed": text}                                 none
(a child has ended)                     {"ended": pid, "status": n, "cpu_seconds": s}    none
======================================= ================================================ =======================

With the first packet come the settings, a /dev/null that no other zygote has, and the datasets.
"""

from __future__ import annotations
import __future__

import ast
import gc
import json
import marshal
import os
import platform
import random  # noqa: F401 - students import it; so the children need not
import select
import signal
import socket
import warnings
from types import CodeType
from typing import Any

import numpy.random  # noqa: F401 - as above

from . import child, confine, filters
from .answer import SUBMISSION
from .wire import Caps, Channel

PACKET = 1 << 16
COMPILE_SECONDS = 5


def main(control: socket.socket, parent: int) -> None:
    """Serve one sandbox until the control socket closes; `parent` is 0 where namespaces are to be made."""
    try:
        landlock, terms = settle(control, parent)
    except Exception as error:
        control.send(json.dumps({"failed": f"{type(error).__name__}: {error}"[:1000]}).encode())
        return
    socket.send_fds(control, [json.dumps({"landlock": landlock}).encode()], [os.pidfd_open(os.getpid())])
    serve(control, terms)


def settle(control: socket.socket, parent: int) -> tuple[int, child.Terms]:
    """Receive the settings and confine this process; return the version of Landlock and the children's terms."""
    _, (described, nothing, *arrays), _, _ = socket.recv_fds(control, PACKET, 250)
    for standard in range(3):
        os.dup2(nothing, standard)  # the ancestor's are open files that other zygotes have, too
    os.close(nothing)
    with os.fdopen(described, "rb") as file:
        settings = json.load(file)
    datasets = dict(zip(settings["datasets"], arrays, strict=True))
    landlock = confine_zygote(settings, parent)
    terms = child.Terms(
        statements=compile_apart(settings["source"]),
        places=settings["places"],
        absent=settings["absent"],
        filter=own_filter() if settings["confined"] else None,
        seeded="random" in settings["source"],
        datasets={name: (datasets[name], dtype, shape) for name, (dtype, shape) in settings["datasets"].items()},
        log=settings["log"],
        reply=settings["reply"],
        dies_with_zygote=bool(parent),
    )
    if settings["confined"]:
        confine.install_filter(filters.settled(platform.machine()))
    gc.freeze()  # a child's collector then leaves these pages shared; the zygote itself makes no garbage worth a search
    gc.enable()
    return landlock, terms


def own_filter() -> confine.OwnFilter:
    """Return the filter that each child puts on itself."""
    code = filters.inner(platform.machine())
    return confine.OwnFilter(code, filters.own_places(code))


def confine_zygote(settings: dict[str, Any], parent: int) -> int:
    """Give up every right that no child needs; return the version of Landlock that holds, 0 without one."""
    landlock, rules = 0, -1
    if not parent:
        confine.leave_namespaces(own_person=not settings["uid"])
    if settings["confined"]:
        landlock, rules = confine.reading_rules(settings["readable"], settings["listable"])
    if settings["anchors"]:
        confine.anchor_paths(settings["anchors"])
    if settings["uid"]:
        confine.become(settings["uid"])
    if settings["confined"]:
        confine.drop_capabilities()
    confine.die_with(parent)
    confine.limit_resources(
        settings["memory"], settings["files"], settings["threads"], writable=not settings["confined"]
    )
    if settings["confined"]:
        confine.restrict_files(rules)
        confine.install_filter(filters.outer(platform.machine()))
    return landlock


def compile_apart(source: str) -> list[child.Statement]:
    """Compile the slice in a process of its own: hostile source can exhaust the compiler, and this one must live."""
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            confine.limit_cpu(COMPILE_SECONDS)
            with os.fdopen(writer, "wb") as file:
                marshal.dump(compile_statements(source), file)
        finally:
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as file:
        raw = file.read()
    os.waitpid(pid, 0)
    try:
        return marshal.loads(raw)  # type: ignore[no-any-return]
    except (EOFError, ValueError, TypeError):
        return [(1, [], "MemoryError", "This file is too large, or nested too deeply, to be compiled.")]


def compile_statements(source: str) -> list[child.Statement]:
    """Return line, bound names and code of each top-level statement; a statement that does not compile says why."""
    warnings.simplefilter("ignore")
    try:
        statements = ast.parse(source, SUBMISSION).body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return [(getattr(error, "lineno", 1) or 1, [], type(error).__name__, str(error)[:500])]
    flags = 0
    compiled: list[child.Statement] = []
    for statement in statements:
        names = bound_names(statement)
        try:
            code: CodeType = compile(ast.Module([statement], []), SUBMISSION, "exec", flags=flags, dont_inherit=True)
            flags |= code.co_flags & FUTURE_FLAGS  # `from __future__ import ...` holds for what follows
            compiled.append((statement.lineno, names, code, ""))
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            compiled.append((statement.lineno, names, type(error).__name__, str(error)[:500]))
    return compiled


FUTURE_FLAGS = __future__.annotations.compiler_flag  # the only one that still changes anything


def bound_names(statement: ast.stmt) -> list[str]:
    """Return the names that a top-level statement would bind."""
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return [statement.name]
    if isinstance(statement, ast.Import | ast.ImportFrom):
        return [(alias.asname or alias.name).partition(".")[0] for alias in statement.names]
    return [node.id for node in ast.walk(statement) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)]


def serve(control: socket.socket, terms: child.Terms) -> None:
    """Fork on request and report each end, until the control socket closes."""
    children: dict[int, int] = {}  # pidfd -> pid
    poll = select.poll()
    poll.register(control, select.POLLIN)
    while True:
        for descriptor, _ in poll.poll():
            if descriptor in children:
                poll.unregister(descriptor)
                report_end(control, children.pop(descriptor))
                os.close(descriptor)
                continue
            packet, received, _, _ = socket.recv_fds(control, PACKET, 1)
            if not packet:
                stop(children)
            channel = Channel(socket.socket(fileno=received[0]), Caps(body=terms.reply))  # cheaper here than in a child
            pid = fork_child(control, list(children), channel, json.loads(packet), terms)
            channel.close()
            pidfd = os.pidfd_open(pid)  # only this process reaps, so the number still means that child
            children[pidfd] = pid
            poll.register(pidfd, select.POLLIN)
            socket.send_fds(control, [json.dumps({"child": pid}).encode()], [pidfd])


def fork_child(
    control: socket.socket, descriptors: list[int], channel: Channel, request: dict[str, Any], terms: child.Terms
) -> int:
    """Fork one child; in the child, close what belongs to the zygote and never return."""
    zygote = os.getpid()
    pid = os.fork()
    if pid:
        return pid
    try:
        control.close()
        for descriptor in descriptors:
            os.close(descriptor)
        if terms.dies_with_zygote:
            confine.die_with(zygote)
        child.run(channel, request["seed"], request["cpu_seconds"], request["served"], terms)
    finally:
        os._exit(child.FAULT)


def report_end(control: socket.socket, pid: int) -> None:
    """Reap one child and tell how it ended and what it used."""
    _, status, usage = os.wait4(pid, 0)
    end = {"ended": pid, "status": status, "cpu_seconds": usage.ru_utime + usage.ru_stime}
    control.send(json.dumps(end).encode())


def stop(children: dict[int, int]) -> None:
    """End with all children: the grader has gone, or is done."""
    for pidfd in children:
        signal.pidfd_send_signal(pidfd, signal.SIGKILL)
    os._exit(0)
