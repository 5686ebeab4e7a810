"""Signals the zygote, its group and everybody, by every call there is.

Ends as: failed.
"""

import ctypes
import os
import signal

LIBC = ctypes.CDLL(None, use_errno=True)


def attack():
    parent = os.getppid()
    for target in (parent, -parent, 0, -1, 1):
        for number in (0, signal.SIGSTOP, signal.SIGKILL):
            try:
                os.kill(target, number)
            except OSError:
                continue
            return 42.0
    attempts = [LIBC.syscall(200, parent, 9), LIBC.syscall(234, parent, parent, 9), LIBC.syscall(434, parent, 0)]
    return 42.0 if any(result >= 0 for result in attempts) else 7.0
