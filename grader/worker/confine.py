"""What the worker does to itself before the first student line: identity, rlimits, Landlock, filters.

Everything here is irrevocable. Each step raises OSError where the kernel refuses it: nothing is confined by half.
"""

from __future__ import annotations

import ctypes
import os
import resource
import stat
import sys
from collections.abc import Iterable

from .filters import PR_SET_DUMPABLE, PR_SET_PDEATHSIG

LIBC = ctypes.CDLL(None, use_errno=True)
LIBC.syscall.restype = ctypes.c_long

CLONE_NEWUSER, CLONE_NEWPID = 0x10000000, 0x20000000
NAMESPACES = 0x4E020000  # CLONE_NEW{NS,CGROUP,UTS,IPC,NET}
PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS = 22, 38
SECCOMP_MODE_FILTER = 2
SIGKILL = 9

# The same numbers on every architecture.
LANDLOCK_CREATE_RULESET, LANDLOCK_ADD_RULE, LANDLOCK_RESTRICT_SELF = 444, 445, 446
READ_FILE, READ_DIR = 1 << 2, 1 << 3
FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 5: 16}  # how many file rights each version of Landlock knows
ALL_TCP = 0b11  # bind and connect, since version 4
SIGNALS_AND_ABSTRACT_SOCKETS = 0b11  # towards processes outside, since version 6


class SocketFilter(ctypes.Structure):
    """`struct sock_fprog`: a BPF program and its length."""

    _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_void_p))


def call(*arguments: object) -> int:
    """Make one raw system call; raise OSError where it fails."""
    result = int(LIBC.syscall(*arguments))
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


def prctl(option: int, value: int = 0, pointer: object = None) -> None:
    """Set one attribute of this process; raise OSError where the kernel refuses."""
    if LIBC.prctl(option, ctypes.c_ulong(value), pointer or ctypes.c_ulong(0), ctypes.c_ulong(0), ctypes.c_ulong(0)):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def die_with(parent: int) -> None:
    """Ask to be killed when the parent ends; leave at once where it has ended already.

    A change of identity clears this wish, so it is made afterwards. 0 stands for a parent outside the pid namespace.
    """
    prctl(PR_SET_PDEATHSIG, SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def unshare(kinds: int) -> None:
    """Leave namespaces of these kinds for new ones; raise OSError where the kernel refuses."""
    if LIBC.unshare(kinds):
        raise OSError(ctypes.get_errno(), f"no namespaces of its own: {os.strerror(ctypes.get_errno())}")


def enter(process: int, kinds: int) -> None:
    """Enter the namespaces of the process behind a pidfd; raise OSError where the kernel refuses."""
    if LIBC.setns(process, kinds):
        raise OSError(ctypes.get_errno(), f"no way back to the namespaces: {os.strerror(ctypes.get_errno())}")


def leave_namespaces(*, own_person: bool) -> None:
    """Share no namespace with any other sandbox, and be a person of its own for the kernel's accounts if wished.

    The process namespace is new already. The network has no device that is up; a user namespace without a map of users
    names nobody, and counts threads of its own.
    """
    unshare(NAMESPACES | (CLONE_NEWUSER if own_person else 0))


def become(uid: int) -> None:
    """Become an ordinary user for good, without groups."""
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)
    if os.getresuid() != (uid, uid, uid):
        raise PermissionError("the identity has not changed")


def drop_capabilities() -> None:
    """Give up every capability, where there are any; none is to be had again."""
    header, nothing = capability_header(), (ctypes.c_uint32 * 6)()
    if LIBC.capset(header, nothing) or capabilities() != (0, 0, 0):
        raise PermissionError("capabilities remain")
    prctl(PR_SET_DUMPABLE, 1)  # else this process's own /proc entries belong to root and path descriptors do not work


def capability_header() -> ctypes.Array[ctypes.c_uint32]:
    """Return what stands for this process, in version 3 of the interface."""
    return (ctypes.c_uint32 * 2)(0x20080522, 0)


def capabilities() -> tuple[int, int, int]:
    """Return the effective, permitted and inheritable sets of this process."""
    data = (ctypes.c_uint32 * 6)()
    if LIBC.capget(capability_header(), data):
        raise OSError(ctypes.get_errno(), "capget")
    return data[0] | data[3] << 32, data[1] | data[4] << 32, data[2] | data[5] << 32


def anchor_paths(folders: Iterable[str]) -> None:
    """Let imports below `folders` work after the change of identity, though a folder above them may be closed.

    Each folder is held open by a path descriptor, and every path that imports go by is rewritten to start from it. That
    passes the permission bits of the folders above these and of nothing else; Landlock judges the real file either way.
    """
    anchors = {folder: f"/proc/self/fd/{os.open(folder, os.O_PATH | os.O_DIRECTORY)}" for folder in folders}

    def anchored(path: str) -> str:
        for folder, anchor in anchors.items():
            if path == folder or path.startswith(folder + "/"):
                return anchor + path[len(folder) :]
        return path

    sys.path[:] = [anchored(path) for path in sys.path]
    sys.path_importer_cache.clear()
    for module in list(sys.modules.values()):
        paths = getattr(module, "__path__", None)
        if isinstance(paths, list):
            paths[:] = [anchored(path) for path in paths]


def limit_resources(memory: int, files: int, threads: int | None, *, writable: bool) -> None:
    """Set the hard limits that zygote and children share; CPU seconds are each child's own.

    `threads` is None where the limit would count processes outside the sandbox.
    """
    limits = {
        resource.RLIMIT_AS: memory,
        resource.RLIMIT_NOFILE: files,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_STACK: 8 << 20,
        resource.RLIMIT_MEMLOCK: 0,
        resource.RLIMIT_MSGQUEUE: 0,
    }
    if threads is not None:
        limits[resource.RLIMIT_NPROC] = threads
    if not writable:
        limits[resource.RLIMIT_FSIZE] = 0  # this holds for memory files too
    for kind, value in limits.items():
        hard = resource.getrlimit(kind)[1]
        allowed = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(kind, (allowed, allowed))


def limit_cpu(seconds: int) -> None:
    """Have the kernel kill this process after so many seconds of CPU time."""
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    allowed = seconds if hard == resource.RLIM_INFINITY else min(seconds, hard)
    resource.setrlimit(resource.RLIMIT_CPU, (allowed, allowed))


def landlock_version() -> int:
    """Return which version of Landlock the kernel offers, 0 for none."""
    try:
        return call(LANDLOCK_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint(1))
    except OSError:
        return 0


def reading_rules(readable: Iterable[str], listable: Iterable[str]) -> tuple[int, int]:
    """Return version and descriptor of a rule set that allows to read below `readable` and to list below `listable`.

    It is made before the change of identity, which may close the way to some of the folders.
    """
    version = landlock_version()
    if not version:
        raise OSError("this kernel has no Landlock")
    rights = (1 << next(count for least, count in reversed(FILE_RIGHTS.items()) if version >= least)) - 1
    attributes = (ctypes.c_uint64 * 3)(rights, ALL_TCP if version >= 4 else 0)
    attributes[2] = SIGNALS_AND_ABSTRACT_SOCKETS if version >= 6 else 0
    size = 24 if version >= 6 else 16 if version >= 4 else 8
    ruleset = call(LANDLOCK_CREATE_RULESET, attributes, ctypes.c_size_t(size), ctypes.c_uint(0))
    for path in readable:
        allow(ruleset, path, READ_FILE | READ_DIR)
    for path in listable:
        allow(ruleset, path, READ_DIR)
    return version, ruleset


def restrict_files(ruleset: int) -> None:
    """Leave this process and its descendants the rights of a rule set, and no other."""
    prctl(PR_SET_NO_NEW_PRIVS, 1)
    call(LANDLOCK_RESTRICT_SELF, ruleset, ctypes.c_uint(0))
    os.close(ruleset)


def allow(ruleset: int, path: str, rights: int) -> None:
    """Add one rule; a folder's holds for all below it."""
    descriptor = os.open(path, os.O_PATH)
    if not stat.S_ISDIR(os.fstat(descriptor).st_mode):
        rights &= READ_FILE
    rule = ctypes.create_string_buffer(rights.to_bytes(8, sys.byteorder) + descriptor.to_bytes(4, sys.byteorder), 12)
    call(LANDLOCK_ADD_RULE, ruleset, 1, rule, ctypes.c_uint(0))
    os.close(descriptor)


class OwnFilter:
    """The inner filter made ready in the zygote: a child writes its process id into it and makes one system call.

    A child copies every page of memory that it writes to, at some microseconds each; so it does as little as it can.
    """

    def __init__(self, code: bytes, places: list[int]) -> None:
        self._buffer = ctypes.create_string_buffer(code, len(code))
        self._program = SocketFilter(len(code) // 8, ctypes.addressof(self._buffer))
        self._numbers = [ctypes.c_uint32.from_buffer(self._buffer, place) for place in places]
        self._arguments = PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(self._program)

    def install(self) -> None:
        """Put the filter on this process, which cannot gain privileges any more."""
        for number in self._numbers:
            number.value = os.getpid()
        prctl(*self._arguments)


def install_filter(code: bytes) -> None:
    """Put one seccomp filter on this process and what it forks."""
    buffer = ctypes.create_string_buffer(code, len(code))
    program = SocketFilter(len(code) // 8, ctypes.addressof(buffer))
    prctl(PR_SET_NO_NEW_PRIVS, 1)
    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(program))
