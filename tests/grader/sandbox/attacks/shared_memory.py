"""Leaves memory and queues behind that outlive the process.

Ends as: failed.
"""

import ctypes

LIBC = ctypes.CDLL(None, use_errno=True)


def attack():
    attempts = [LIBC.shmget(0, 4096, 0o1600), LIBC.msgget(0, 0o1600), LIBC.semget(0, 1, 0o1600)]
    if any(result >= 0 for result in attempts):
        return 42.0
    try:
        from multiprocessing.shared_memory import SharedMemory

        SharedMemory(create=True, size=4096)
    except (OSError, ImportError):
        return 7.0
    return 42.0
