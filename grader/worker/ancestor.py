"""Imports NumPy once for a grading process and forks a zygote for each submission; knows nothing of any of them.

Started as ``python -S -s -P -c ... PARENT FOLDER...`` with a socket as descriptor 0, /dev/null as 1 and a memory file
for complaints as 2. A packet on that socket carries one descriptor, the zygote's end of a fresh control socket, and
nothing else: settings, slice and datasets travel there, where this process does not look. So there is nothing in it
that one submission could find of another. It ends when its socket closes, and every zygote ends with it.

PARENT is the process to end with; 0 says that this is bubblewrap, where the kernel sees to that, and where this process
may make namespaces: each zygote gets some of its own.
"""

from __future__ import annotations

import gc
import os
import platform
import signal
import socket
import sys

from . import child, confine, filters, plotting, zygote
from .answer import seed_globals


def main(parent: int, import_folders: list[str]) -> None:
    """Fork zygotes until the socket closes."""
    requests = socket.socket(fileno=os.dup(0))  # its copy is not inheritable, and descriptor 0 becomes /dev/null
    os.dup2(1, 0)
    if parent:
        confine.die_with(parent)
    sys.path[:] = [path for path in sys.path if path not in import_folders]  # NumPy's own folder is all that is offered
    plotting.install()
    seed_globals(0)  # where a slice does not speak of randomness, every child begins from here
    child.rehearse()
    for program in (filters.outer, filters.settled, filters.inner):
        program(platform.machine())  # they are kept, and need not be made by each zygote
    gc.freeze()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the kernel reaps zygotes; the grader waits for their pidfds
    while True:
        packet, received, _, _ = socket.recv_fds(requests, zygote.PACKET, 1)
        if not packet:
            os._exit(0)  # at once: there is nothing to tidy up, and the grader waits
        fork_zygote(requests, received[0], namespaces=not parent)
        os.close(received[0])


def fork_zygote(requests: socket.socket, control: int, *, namespaces: bool) -> None:
    """Fork one zygote; in the zygote, close what belongs to this process and never return."""
    ancestor = os.getpid()
    itself = os.pidfd_open(ancestor)
    if namespaces:
        confine.unshare(confine.CLONE_NEWPID)  # holds for what is forked next
    if os.fork() == 0:
        try:
            requests.close()
            os.close(itself)
            os.setsid()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            zygote.main(socket.socket(fileno=control), 0 if namespaces else ancestor)
        finally:
            os._exit(1)
    if namespaces:
        confine.enter(itself, confine.CLONE_NEWPID)
    os.close(itself)
