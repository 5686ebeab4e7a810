"""The command of bubblewrap: what the worker may read is mounted, and nothing that can be written."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from grader.errors import HostError
from grader.sandbox.layout import Layout, Tree, layout

PROGRAMS = "/usr/local/bin:/usr/bin:/bin"  # where bubblewrap may lie; a search path of the caller's is not trusted
PACKAGES = "/packages"  # where NumPy and the worker appear


def bubblewrap_command() -> list[str]:
    """Return the command that starts an ancestor.

    The ancestor may make namespaces and, as root, change its uid. Each zygote uses these rights once and gives them up
    before it compiles a line of a student's file.
    """
    program = shutil.which("bwrap", path=PROGRAMS)
    if program is None:
        raise HostError("bubblewrap is not installed: apt install bubblewrap, or dnf install bubblewrap")
    rights = ["--cap-drop", "ALL", "--cap-add", "CAP_SYS_ADMIN"]
    if os.geteuid() == 0:
        rights += ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
    else:
        rights += ["--unshare-user", "--uid", "65534", "--gid", "65534"]
    return [
        program,
        *rights,
        *("--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try"),
        *("--hostname", "sandbox", "--die-with-parent", "--new-session"),
        *mounts(layout()),
        *("--remount-ro", "/", "--chdir", "/"),
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
