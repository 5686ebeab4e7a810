"""Runs forbidden acts in a sandbox of each level: what a host can confine is shown, not asked for."""

from __future__ import annotations

import hashlib
import os
import secrets
import socket
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from inspect import isfunction
from pathlib import Path

from grader.errors import HostError, StudentError
from grader.model import Confinement, Level, Limits, Outcome, Slice
from grader.sandbox import acts, open_sandbox

ACTS = tuple(name for name, item in vars(acts).items() if isfunction(item) and item.__doc__ and name != "system_call")
LIMITS = Limits(cpu_seconds=20.0, cpu_total=60.0)


@dataclass(frozen=True, slots=True)
class ProbeReport:
    """What happened to each forbidden act at one level."""

    level: Level
    acts: Mapping[str, bool]  # act -> whether it was allowed
    landlock: int  # its version, 0 where it does not hold

    @property
    def allowed(self) -> tuple[str, ...]:
        """The acts that were not refused."""
        return tuple(act for act, allowed in self.acts.items() if allowed)


def run_probe(level: Level) -> ProbeReport:
    """Try every act at `level`, each in a child of its own; HostError where no sandbox of that level starts."""
    source = Path(acts.__file__).read_text()
    code = Slice(source, hashlib.sha256(source.encode()).hexdigest(), ACTS, ())
    with targets() as arguments, open_sandbox(code, LIMITS, Confinement(level), {}) as sandbox:

        def try_act(act: str) -> bool:
            with sandbox.session(0, LIMITS.cpu_seconds) as session:
                return succeeds(lambda: session.student.function(act).keep(*arguments), act)

        return ProbeReport(level, {act: try_act(act) for act in ACTS}, sandbox.landlock)


def succeeds(call: Callable[[], object], act: str) -> bool:
    """Say whether an act was done; an act that fails in any other way than by a refusal proves nothing."""
    try:
        call()
    except StudentError as error:
        if error.outcome is Outcome.RAISED and "OSError" in error.kinds:
            return False
        raise HostError(f"the probe's act {act} ended in an unexpected way: {error.message}") from error
    return True


@contextmanager
def targets() -> Iterator[tuple[str, int, int, str]]:
    """Offer what the acts reach for: a folder, this process, a port and an abstract socket."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="grader-probe-")))
        folder.chmod(0o777)  # permission bits shall not be what refuses
        (folder / "canary").write_text("canary")
        tcp = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        abstract = stack.enter_context(socket.socket(socket.AF_UNIX))
        name = "grader-probe-" + secrets.token_hex(8)
        abstract.bind("\0" + name)
        abstract.listen()
        yield str(folder), os.getpid(), tcp.getsockname()[1], name
