"""Starts the worker in bubblewrap or bare, as a person of its own, with an environment that is wholly ours."""

from __future__ import annotations

import functools
import itertools
import json
import os
import platform
import shutil
import socket
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from grader.errors import HostError
from grader.model import Level, Limits, Slice
from grader.sandbox.layout import Layout, Tree, closed_folders, compile_worker, layout
from grader.sandbox.memory import SealedArray, sealed_file
from grader.worker import filters, zygote

started = 0  # zygotes started by this process

ENVIRONMENT = {
    "LANG": "C.UTF-8",
    "HOME": "/",
    "PATH": "/usr/bin",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONHASHSEED": "0",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "MPLBACKEND": "Agg",
}
BOOTSTRAP = "import gc, sys; gc.disable(); sys.path += sys.argv[1:]; from worker.zygote import main; main(sys.argv[1:])"
PROGRAMS = "/usr/local/bin:/usr/bin:/bin"  # where bubblewrap may lie; a search path of the caller's is not trusted
PACKAGES = "/packages"  # where NumPy and the worker appear in bubblewrap
THREADS = 64
SPARE_FILES = 64  # descriptors that student code may open
START_SECONDS = 60.0
STOP_SECONDS = 10.0

_numbers = itertools.count()


@dataclass(slots=True)
class Started:
    """A running zygote, as the grader holds it."""

    process: subprocess.Popen[bytes]
    control: socket.socket
    pidfd: int
    landlock: int
    uid: int | None  # the person of its own that it runs as, where it does


def bubblewrap() -> str | None:
    """Return where bubblewrap lies."""
    return shutil.which("bwrap", path=PROGRAMS)


@functools.cache
def supports_disable_userns(program: str) -> bool:
    """Say whether this bubblewrap (0.8 or later) can forbid further user namespaces."""
    return b"--disable-userns" in subprocess.run([program, "--help"], capture_output=True, check=False).stdout


def private_uid() -> int | None:
    """Return the uid of the next sandbox: nobody else's, one of its own for each; None where we are no root."""
    if os.geteuid():
        return None
    number = os.getpid() * 128 + next(_numbers) % 128  # process ids end at 2^22
    mapped = max(
        int(line.split()[0]) + int(line.split()[2]) for line in Path("/proc/self/uid_map").read_text().splitlines()
    )
    if mapped >= 1 << 31:
        return (1 << 30) + number % (1 << 29)
    if mapped > 40_000:
        return 20_000 + number % (mapped - 20_000 - 1_000)
    raise HostError(
        "this container maps too few user ids to give each sandbox its own: run the grader as an ordinary user"
    )


def launch(level: Level, code: Slice, limits: Limits, datasets: Mapping[str, SealedArray]) -> Started:
    """Start a zygote and wait until it is confined."""
    global started
    compile_worker()
    uid = private_uid() if level is not Level.NONE else None
    outside = level is Level.FULL and uid is not None and not closed_folders()  # drop the uid before bubblewrap
    settings = sealed_file(
        json.dumps(zygote_settings(level, None if outside else uid, code, limits, datasets)).encode()
    )
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    errors, outer = os.memfd_create("errors"), sealed_file(filters.outer(platform.machine()))
    command = worker_command(PACKAGES if level is Level.FULL else None)
    if level is Level.FULL:
        command = [*bubblewrap_command(outer, own_namespace=outside or uid is None), "--", *command]
    try:
        process = subprocess.Popen(  # type: ignore[call-overload]
            command,
            stdin=theirs,
            stdout=subprocess.DEVNULL,
            stderr=errors,
            env=ENVIRONMENT,
            cwd="/",
            pass_fds=(outer,) if level is Level.FULL else (),
            user=uid if outside else None,
            group=uid if outside else None,
            extra_groups=[] if outside else None,
        )
        started += 1
        theirs.close()
        return await_ready(process, ours, errors, [settings, *(array.fd for array in datasets.values())], uid)
    except OSError as error:
        ours.close()
        raise HostError(f"the sandbox could not be started: {error}") from error
    finally:
        theirs.close()
        for descriptor in (settings, outer, errors):
            os.close(descriptor)


def await_ready(
    process: subprocess.Popen[bytes], control: socket.socket, errors: int, descriptors: list[int], uid: int | None
) -> Started:
    """Send the settings and wait for the zygote's word; raise HostError with what it said where it failed."""
    control.settimeout(START_SECONDS)
    try:
        socket.send_fds(control, [b"{}"], descriptors)
        packet, received, _, _ = socket.recv_fds(control, zygote.PACKET, 1)
    except OSError:
        packet, received = b"", []
    answer = json.loads(packet or b"{}")
    if received:
        return Started(process, control, received[0], answer["landlock"], uid)
    control.close()  # at which it ends by itself, if it has not yet
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    said = os.pread(errors, 1 << 16, 0).decode(errors="replace").strip().splitlines()
    reason = answer.get("failed") or (said[-1] if said else f"status {process.returncode}")
    raise HostError(f"the sandbox could not be started: {reason}")


def zygote_settings(
    level: Level, uid: int | None, code: Slice, limits: Limits, datasets: Mapping[str, SealedArray]
) -> dict[str, object]:
    """Return what the zygote must know; nothing in it is a secret."""
    places = layout()
    full = level is Level.FULL
    closed = level is Level.RESTRICTED and uid is not None and closed_folders()
    libraries = [*places.standard_library, *places.libraries]
    inside = [*(str(tree.path) for tree in libraries), PACKAGES]
    anchored = [*(tree.path for tree in places.standard_library), *places.packages]
    own_person = uid is not None or full
    return {
        "confined": level is not Level.NONE,
        "outer": level is Level.RESTRICTED,  # at full bubblewrap has installed it already
        "readable": inside if full else places.readable() if level is Level.RESTRICTED else [],
        "listable": places.listable() if level is Level.RESTRICTED else [],
        "uid": uid,
        "anchors": [str(path) for path in anchored] if closed else [],
        "parent": 0 if full else os.getpid(),
        "namespace": full,
        "memory": limits.memory,
        "files": SPARE_FILES + len(datasets),
        "threads": THREADS if own_person else None,
        "log": limits.log,
        "reply": limits.reply,
        "source": code.source,
        "places": [f"cell {cell}, line {line}" for cell, line in code.lines],
        "absent": dict(code.absent),
        "datasets": {name: [array.dtype, array.shape] for name, array in datasets.items()},
    }


def worker_command(packages: str | None) -> list[str]:
    """Return the command of the zygote; `packages` is where NumPy and the worker were mounted, if they were."""
    places = layout()
    folders = [packages] if packages else [str(places.packages[0].parent), str(places.worker.parent)]
    return [str(places.python), "-S", "-s", "-P", "-c", BOOTSTRAP, *folders]


def bubblewrap_command(outer: int, *, own_namespace: bool) -> list[str]:
    """Return the command that mounts what the worker may read, and nothing that can be written."""
    program = bubblewrap()
    if program is None:
        raise HostError("bubblewrap is not installed: apt install bubblewrap, or dnf install bubblewrap")
    if own_namespace:
        identity = ["--unshare-user", "--uid", "65534", "--gid", "65534", "--cap-drop", "ALL"]
        identity += ["--disable-userns"] if supports_disable_userns(program) else []
    else:  # the interpreter lies where only root can look: the zygote drops the uid inside
        identity = ["--cap-drop", "ALL", "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
    spaces = ["--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try"]
    return [
        program,
        *identity,
        *spaces,
        *("--hostname", "sandbox", "--die-with-parent", "--new-session"),
        *mounts(layout()),
        *("--remount-ro", "/", "--chdir", "/", "--seccomp", str(outer)),
    ]


def mounts(places: Layout) -> list[str]:
    """Return the arguments of bubblewrap for every mount: all read-only, hidden folders covered by empty ones."""
    trees = (Tree(places.python), *places.libraries, *places.standard_library)
    above = {folder: None for tree in trees for folder in reversed(tree.path.parents)} | {Path(PACKAGES): None}
    arguments = [
        word for folder in above for word in ("--perms", "0755", "--dir", str(folder))
    ]  # without them these folders would be as closed as outside
    for folder in filter(Path.is_dir, (Path("/lib"), Path("/lib64"))):
        if folder.is_symlink():
            arguments += ["--symlink", str(folder.readlink()), str(folder)]
        for loader in folder.glob("ld-*.so*"):  # the program that starts dynamically linked ones
            arguments += ["--ro-bind", str(loader.resolve()), str(folder.resolve() / loader.name)]
    for tree in trees:
        arguments += ["--ro-bind", str(tree.path), str(tree.path)]
        for hidden in tree.hidden:
            if hidden.is_relative_to(tree.path) and hidden.is_dir():
                arguments += ["--tmpfs", str(hidden), "--remount-ro", str(hidden)]
    for folder in (*places.packages, places.worker):
        arguments += ["--ro-bind", str(folder), f"{PACKAGES}/{folder.name}"]
    return arguments
