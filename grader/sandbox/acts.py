"""The forbidden acts of the probe, as a submission would try them; this file travels into the sandbox as source.

Each function returns what it got, or raises OSError where it was refused.
"""

import contextlib
import ctypes
import fcntl
import mmap
import os
import resource
import socket
import subprocess
import sys
from pathlib import Path

LIBC = ctypes.CDLL(None, use_errno=True)
CLONE_NEWUSER, PTRACE_SEIZE = 0x10000000, 0x4206


def system_call(*arguments: object) -> None:
    """Make a raw system call; a complaint about its arguments means that it was let through."""
    if LIBC.syscall(*arguments) < 0 and ctypes.get_errno() in (1, 13, 38):
        raise OSError(ctypes.get_errno(), "refused")


def read_file(folder: str, pid: int, port: int, name: str) -> object:
    """Read a file beside the grader's."""
    return Path(folder, "canary").read_text()


def list_folder(folder: str, pid: int, port: int, name: str) -> object:
    """List a folder of the grader's."""
    return list(Path(folder).iterdir())


def write_file(folder: str, pid: int, port: int, name: str) -> None:
    """Leave a file behind."""
    Path(folder, "left").write_text("left")


def write_temporary_file(folder: str, pid: int, port: int, name: str) -> None:
    """Leave a file where everybody may."""
    path = Path("/dev/shm/grader-probe")
    path.write_text("left")
    path.unlink()


def change_mode(folder: str, pid: int, port: int, name: str) -> None:
    """Change who may read a file of the grader's."""
    Path(folder, "canary").chmod(0o644)


def read_environment(folder: str, pid: int, port: int, name: str) -> object:
    """Read the grading process's environment."""
    return len(Path(f"/proc/{pid}/environ").read_bytes())


def fork(folder: str, pid: int, port: int, name: str) -> None:
    """Make a second process."""
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)


def execute(folder: str, pid: int, port: int, name: str) -> None:
    """Become another program."""
    with contextlib.suppress(FileNotFoundError):
        os.execv("/no/such/program", ["program"])


def run_program(folder: str, pid: int, port: int, name: str) -> None:
    """Run another program."""
    subprocess.run([sys.executable, "--version"], check=True, capture_output=True)


def connect_by_tcp(folder: str, pid: int, port: int, name: str) -> None:
    """Connect to a service of this host."""
    socket.create_connection(("127.0.0.1", port), 1).close()


def send_by_udp(folder: str, pid: int, port: int, name: str) -> None:
    """Send a packet to the network."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.sendto(b"secret", ("127.0.0.1", port))


def connect_to_abstract_socket(folder: str, pid: int, port: int, name: str) -> None:
    """Connect to a local service that has no file."""
    with socket.socket(socket.AF_UNIX) as sock:
        sock.connect("\0" + name)


def signal_grader(folder: str, pid: int, port: int, name: str) -> None:
    """Reach the grading process by a signal."""
    os.kill(pid, 0)


def signal_zygote(folder: str, pid: int, port: int, name: str) -> None:
    """Reach the zygote by a signal."""
    os.kill(os.getppid(), 0)


def aim_signal(folder: str, pid: int, port: int, name: str) -> None:
    """Have the kernel send a signal to the zygote."""
    reader, writer = os.pipe()
    fcntl.fcntl(reader, fcntl.F_SETOWN, os.getppid())
    os.close(reader)
    os.close(writer)


def trace_zygote(folder: str, pid: int, port: int, name: str) -> None:
    """Take control of the zygote."""
    if LIBC.ptrace(PTRACE_SEIZE, os.getppid(), None, None) < 0:
        raise OSError(ctypes.get_errno(), "ptrace")


def limit_zygote(folder: str, pid: int, port: int, name: str) -> None:
    """Change the zygote's limits."""
    limits = resource.prlimit(os.getppid(), resource.RLIMIT_NOFILE)
    resource.prlimit(os.getppid(), resource.RLIMIT_NOFILE, limits)


def outlive_zygote(folder: str, pid: int, port: int, name: str) -> None:
    """Take back the wish to end with the zygote."""
    if LIBC.prctl(1, 0, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "prctl")


def change_priority(folder: str, pid: int, port: int, name: str) -> None:
    """Change the priority of the zygote."""
    os.setpriority(os.PRIO_PROCESS, os.getppid(), os.getpriority(os.PRIO_PROCESS, os.getppid()))


def new_namespace(folder: str, pid: int, port: int, name: str) -> None:
    """Become root of a new user namespace."""
    if LIBC.unshare(CLONE_NEWUSER):
        raise OSError(ctypes.get_errno(), "unshare")


def shared_memory(folder: str, pid: int, port: int, name: str) -> None:
    """Leave memory behind that outlives the process."""
    identity = LIBC.shmget(0, 4096, 0o1600)
    if identity < 0:
        raise OSError(ctypes.get_errno(), "shmget")
    LIBC.shmctl(identity, 0, None)


def memory_file(folder: str, pid: int, port: int, name: str) -> None:
    """Hold memory that the limit of the address space does not count."""
    with os.fdopen(os.memfd_create("probe"), "wb") as file:
        file.write(bytes(mmap.PAGESIZE))


def io_uring(folder: str, pid: int, port: int, name: str) -> None:
    """Get a second way to make system calls, one that no filter sees."""
    system_call(425, 0, None)
