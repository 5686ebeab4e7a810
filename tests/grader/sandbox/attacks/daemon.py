"""Leaves a process behind by the C library's own fork, and by a bare clone.

Ends as: failed.
"""

import ctypes

LIBC = ctypes.CDLL(None, use_errno=True)


def attack():
    attempts = [LIBC.fork(), LIBC.vfork(), LIBC.syscall(56, 17, 0, 0, 0, 0), LIBC.syscall(435, None, 0)]
    return 42.0 if any(result >= 0 for result in attempts) else 7.0
