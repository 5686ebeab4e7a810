"""Which confinement this host can give: full, restricted, or a refusal that says what to do."""

from __future__ import annotations

import functools
import os
import platform

from grader.errors import HostError
from grader.model import Confinement, Level
from grader.sandbox.probe import ProbeReport, run_probe
from grader.worker.filters import AUDIT_ARCH

STRENGTH = (Level.NONE, Level.RESTRICTED, Level.FULL)
ADVICE = {
    Level.FULL: "Install bubblewrap (apt install bubblewrap) and allow user namespaces, or allow the level restricted.",
    Level.RESTRICTED: "It needs Linux 5.13 or later with Landlock and seccomp; elsewhere use WSL2 or a container.",
}


def best_confinement(minimum: Level = Level.RESTRICTED, wanted: Level | None = None) -> Confinement:
    """Return the strongest confinement of this host, or the `wanted` one; HostError below `minimum`.

    `none` is never chosen: it must be wanted by name.
    """
    if wanted is not None and STRENGTH.index(wanted) < STRENGTH.index(minimum):
        raise HostError(f"isolation {wanted} was asked for, but this course demands {minimum} at least.")
    reasons = []
    for level in (wanted,) if wanted is not None else (Level.FULL, Level.RESTRICTED):
        if STRENGTH.index(level) < STRENGTH.index(minimum):
            continue
        confinement, reason = probed(level)
        if confinement is not None:
            return confinement
        reasons.append(f"Isolation {level} does not work here: {reason}.\n{ADVICE[level]}")
    raise HostError("\n".join(reasons))


@functools.cache
def probed(level: Level) -> tuple[Confinement | None, str]:
    """Probe one level, once per process: the confinement that held, or why there is none."""
    if level is Level.NONE:
        return Confinement(level, ("rlimits",), ("confinement",)), ""
    if platform.machine() not in AUDIT_ARCH:
        return None, f"system calls of {platform.machine()} are not known"
    try:
        report = run_probe(level)
    except HostError as error:
        return None, str(error)
    if report.allowed:
        return None, f"it did not stop {', '.join(report.allowed)}"
    return described(report), ""


def described(report: ProbeReport) -> Confinement:
    """Name the mechanisms that held while the acts were refused."""
    full = report.level is Level.FULL
    mechanisms = ["bubblewrap"] if full else []
    mechanisms += ["seccomp outer", "seccomp inner", f"landlock {report.landlock}", "rlimits"]
    missing = ["memory cgroup"]
    missing += ["landlock without TCP"] if report.landlock < 4 else []
    missing += ["landlock without signals"] if report.landlock < 6 else []
    missing += [] if full else ["namespaces"]
    separate = os.geteuid() == 0
    return Confinement(report.level, tuple(mechanisms), tuple(missing), separate, "passed")
