"""Makes system calls through a ring that no filter sees.

Ends as: failed.
"""

import ctypes

LIBC = ctypes.CDLL(None, use_errno=True)


def attack():
    return 42.0 if LIBC.syscall(425, 8, ctypes.create_string_buffer(256)) >= 0 else 7.0
