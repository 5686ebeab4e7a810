"""System-call filters: tables for x86_64 and aarch64 and a generator of BPF programs; nothing here installs one.

Default is to allow: a deny list suits NumPy across versions of the C library. The outer filter holds in the zygote
once it needs no more namespaces; the settled one once it is confined; the inner one is installed by each child
before its first student line. Together they leave a process that computes, reads what Landlock allows and speaks on the
descriptors it has.
"""

from __future__ import annotations

import functools
import struct
from collections.abc import Iterable

# Name, number on x86_64, number on aarch64 ("-" where the architecture has no such call).
TABLE = """
    ptrace 101 117, process_vm_readv 310 270, process_vm_writev 311 271, process_madvise 440 440,
    process_mrelease 448 448, kcmp 312 272, pidfd_getfd 438 438, mount 165 40, umount2 166 39, pivot_root 155 41,
    chroot 161 51, move_mount 429 429, open_tree 428 428, open_tree_attr 467 467, fsopen 430 430, fsconfig 431 431,
    fsmount 432 432, fspick 433 433, mount_setattr 442 442, statmount 457 457, listmount 458 458, unshare 272 97,
    setns 308 268, clone 56 220, clone3 435 435, fork 57 -, vfork 58 -, execve 59 221, execveat 322 281,
    bpf 321 280, perf_event_open 298 241, userfaultfd 323 282, io_uring_setup 425 425, io_uring_enter 426 426,
    io_uring_register 427 427, keyctl 250 219, add_key 248 217, request_key 249 218, init_module 175 105,
    finit_module 313 273, delete_module 176 106, kexec_load 246 104, kexec_file_load 320 294, reboot 169 142,
    swapon 167 224, swapoff 168 225, acct 163 89, syslog 103 116, sethostname 170 161, setdomainname 171 162,
    iopl 172 -, ioperm 173 -, modify_ldt 154 -, settimeofday 164 170, clock_settime 227 112, clock_adjtime 305 266,
    adjtimex 159 171, quotactl 179 60, quotactl_fd 443 443, nfsservctl 180 42, lookup_dcookie 212 18,
    name_to_handle_at 303 264, open_by_handle_at 304 265, vhangup 153 58, uselib 134 -, ustat 136 -, sysfs 139 -,
    personality 135 92, fanotify_init 300 262, fanotify_mark 301 263, socket 41 198, socketpair 53 199,
    connect 42 203, bind 49 200, listen 50 201, accept 43 202, accept4 288 242, ioctl 16 29, fcntl 72 25,
    prctl 157 167, kill 62 129, tgkill 234 131, tkill 200 130, rt_sigqueueinfo 129 138, rt_tgsigqueueinfo 297 240,
    pidfd_open 434 434, pidfd_send_signal 424 424, prlimit64 302 261, setrlimit 160 164, chmod 90 -, fchmod 91 52,
    fchmodat 268 53, fchmodat2 452 452, chown 92 -, lchown 94 -, fchown 93 55, fchownat 260 54, utime 132 -,
    utimes 235 -, futimesat 261 -, utimensat 280 88, file_setattr 469 469, setxattr 188 5, lsetxattr 189 6,
    fsetxattr 190 7, setxattrat 463 463, removexattr 197 14, lremovexattr 198 15, fremovexattr 199 16,
    removexattrat 466 466, sched_setaffinity 203 122, sched_setscheduler 144 119, sched_setparam 142 118,
    sched_setattr 314 274, setpriority 141 140, ioprio_set 251 30, mbind 237 235, set_mempolicy 238 237,
    set_mempolicy_home_node 450 450, migrate_pages 256 238, move_pages 279 239, setuid 105 146, setgid 106 144,
    setreuid 113 145, setregid 114 143, setresuid 117 147, setresgid 119 149, setgroups 116 159, setfsuid 122 151,
    setfsgid 123 152, capset 126 91, setsid 112 157, setpgid 109 154, memfd_create 319 279, memfd_secret 447 -,
    shmget 29 194, shmat 30 196, shmctl 31 195, semget 64 190, semop 65 193, semtimedop 220 192, semctl 66 191,
    msgget 68 186, msgsnd 69 189, msgrcv 70 188, msgctl 71 187, mq_open 240 180, mq_unlink 241 181,
    mq_notify 244 184, sync 162 81, syncfs 306 267, truncate 76 45, rename 82 -, renameat 264 38,
    renameat2 316 276, link 86 -, linkat 265 37, symlink 88 -, symlinkat 266 36, unlink 87 -, unlinkat 263 35,
    mkdir 83 -, mkdirat 258 34, rmdir 84 -, mknod 133 -, mknodat 259 33, creat 85 -,
    landlock_create_ruleset 444 444, landlock_add_rule 445 445, landlock_restrict_self 446 446, seccomp 317 277
"""
NUMBERS = {
    name: {"x86_64": int(x86) if x86 != "-" else None, "aarch64": int(arm) if arm != "-" else None}
    for name, x86, arm in (entry.split() for entry in TABLE.replace("\n", " ").split(","))
}
AUDIT_ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}

# What nobody in the sandbox needs, the zygote included.
OUTER = """
ptrace process_vm_readv process_vm_writev process_madvise process_mrelease kcmp pidfd_getfd
mount umount2 pivot_root chroot move_mount open_tree open_tree_attr fsopen fsconfig fsmount fspick mount_setattr
statmount listmount unshare setns bpf perf_event_open userfaultfd io_uring_setup io_uring_enter io_uring_register
keyctl add_key request_key init_module finit_module delete_module kexec_load kexec_file_load reboot swapon swapoff
acct syslog sethostname setdomainname iopl ioperm modify_ldt settimeofday clock_settime clock_adjtime adjtimex
quotactl quotactl_fd nfsservctl lookup_dcookie name_to_handle_at open_by_handle_at vhangup uselib ustat sysfs
personality fanotify_init fanotify_mark
"""
# What the zygote does not need once it is confined, nor any child: sockets, programs, every change outside memory.
SETTLED = """
vfork execve execveat socket socketpair connect bind listen accept accept4 tkill rt_sigqueueinfo rt_tgsigqueueinfo
chmod fchmod fchmodat fchmodat2 chown lchown fchown fchownat utime utimes futimesat utimensat file_setattr
setxattr lsetxattr fsetxattr setxattrat removexattr lremovexattr fremovexattr removexattrat
sched_setaffinity sched_setscheduler sched_setparam sched_setattr setpriority ioprio_set
mbind set_mempolicy set_mempolicy_home_node migrate_pages move_pages
setuid setgid setreuid setregid setresuid setresgid setgroups setfsuid setfsgid capset setsid setpgid
memfd_create memfd_secret shmget shmat shmctl semget semop semtimedop semctl msgget msgsnd msgrcv msgctl
mq_open mq_unlink mq_notify sync syncfs truncate
rename renameat renameat2 link linkat symlink symlinkat unlink unlinkat mkdir mkdirat rmdir mknod mknodat creat
landlock_create_ruleset landlock_add_rule landlock_restrict_self
"""
# What the zygote needs and a child with student code does not: more processes, their pidfds, new limits.
INNER = "fork setrlimit pidfd_open pidfd_send_signal seccomp"

LOAD, JUMP_EQUAL, JUMP_GREATER_EQUAL, JUMP_ANY_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
ALLOW, KILL_PROCESS = 0x7FFF0000, 0x80000000
EPERM, ENOSYS = 0x00050000 | 1, 0x00050000 | 38
NUMBER, ARCHITECTURE = 0, 4  # offsets in struct seccomp_data
ITSELF = 0x7E57_1D00  # stands for the child's own process id until `confine.OwnFilter` puts it in

NAMESPACE_FLAGS = 0x7E02_0000  # CLONE_NEW{NS,CGROUP,UTS,IPC,USER,PID,NET}
CLONE_THREAD = 0x0001_0000
AF_UNIX = 1
TIOCSTI, TIOCLINUX, FIOSETOWN, SIOCSPGRP = 0x5412, 0x541C, 0x8901, 0x8902  # push input; aim a signal elsewhere
F_SETOWN, F_SETSIG, F_SETOWN_EX = 8, 10, 15  # aim SIGIO at another process
PR_SET_PDEATHSIG, PR_SET_DUMPABLE = 1, 4

Instruction = tuple[int, int, int, int]  # code, jump if true, jump if false, operand


def argument(index: int, *, high: bool = False) -> int:
    """Return the offset of one half of a system call's argument; both architectures are little-endian."""
    return 16 + 8 * index + 4 * high


def one_of(index: int, values: Iterable[int], verdict: int) -> list[Instruction]:
    """Give `verdict` where the argument is one of `values`, else allow."""
    block = [(LOAD, 0, 0, argument(index))]
    for value in values:
        block += [(JUMP_EQUAL, 0, 1, value), (RETURN, 0, 0, verdict)]
    return [*block, (RETURN, 0, 0, ALLOW)]


def only(index: int, value: int) -> list[Instruction]:
    """Allow where the argument is `value`, else refuse."""
    return [
        (LOAD, 0, 0, argument(index)),
        (JUMP_EQUAL, 0, 1, value),
        (RETURN, 0, 0, ALLOW),
        (RETURN, 0, 0, EPERM),
    ]


def any_bit(index: int, mask: int, then: int, otherwise: int) -> list[Instruction]:
    """Decide by whether the argument has a bit of `mask`."""
    return [
        (LOAD, 0, 0, argument(index)),
        (JUMP_ANY_BIT, 0, 1, mask),
        (RETURN, 0, 0, then),
        (RETURN, 0, 0, otherwise),
    ]


def read_own_limit() -> list[Instruction]:
    """Allow prlimit64 on the calling process itself, and only to read."""
    block: list[Instruction] = []
    for half in (False, True):
        block += [(LOAD, 0, 0, argument(2, high=half)), (JUMP_EQUAL, 1, 0, 0), (RETURN, 0, 0, EPERM)]
    return [*block, (LOAD, 0, 0, argument(0)), (JUMP_EQUAL, 1, 0, 0), *only(0, ITSELF)[1:3], (RETURN, 0, 0, EPERM)]


def program(machine: str, denied: str, special: dict[str, list[Instruction]]) -> bytes:
    """Assemble one filter: a wrong architecture dies, x32 and `denied` calls get EPERM, `special` ones their block."""
    code: list[Instruction] = [
        (LOAD, 0, 0, ARCHITECTURE),
        (JUMP_EQUAL, 1, 0, AUDIT_ARCH[machine]),
        (RETURN, 0, 0, KILL_PROCESS),
        (LOAD, 0, 0, NUMBER),
    ]
    if machine == "x86_64":
        code += [(JUMP_GREATER_EQUAL, 0, 1, 0x4000_0000), (RETURN, 0, 0, EPERM)]
    blocks = {name: [(RETURN, 0, 0, EPERM)] for name in denied.split()} | special
    for name, block in blocks.items():
        number = NUMBERS[name][machine]
        if number is not None:
            code += [(JUMP_EQUAL, 0, len(block), number), *block]
    code.append((RETURN, 0, 0, ALLOW))
    return b"".join(struct.pack("=HBBI", *instruction) for instruction in code)


@functools.cache
def outer(machine: str) -> bytes:
    """Return the filter that holds for everything in the sandbox."""
    return program(
        machine,
        OUTER,
        {
            "clone": any_bit(0, NAMESPACE_FLAGS, EPERM, ALLOW),
            "clone3": [(RETURN, 0, 0, ENOSYS)],  # its flags lie in memory, where a filter cannot look
            "socket": only(0, AF_UNIX),
            "ioctl": one_of(1, (TIOCSTI, TIOCLINUX), EPERM),
        },
    )


@functools.cache
def settled(machine: str) -> bytes:
    """Return the filter of the zygote once it is confined; it is long, and children inherit it at no cost."""
    return program(
        machine,
        SETTLED,
        {
            "ioctl": one_of(1, (FIOSETOWN, SIOCSPGRP), EPERM),
            "fcntl": one_of(1, (F_SETOWN, F_SETSIG, F_SETOWN_EX), EPERM),
        },
    )


@functools.cache
def inner(machine: str) -> bytes:
    """Return the filter of a child, short because each child installs it, with its process id at `own_places`."""
    return program(
        machine,
        INNER,
        {
            "clone": any_bit(0, CLONE_THREAD, ALLOW, EPERM),
            "kill": only(0, ITSELF),
            "tgkill": only(0, ITSELF),
            "prlimit64": read_own_limit(),
            "prctl": one_of(0, (PR_SET_PDEATHSIG, PR_SET_DUMPABLE), EPERM),
        },
    )


def own_places(code: bytes) -> list[int]:
    """Return where in the inner filter a child's own process id belongs."""
    mark = struct.pack("=I", ITSELF)
    return [place for place in range(0, len(code), 4) if code[place : place + 4] == mark]
