"""Takes control of the zygote, or reads its memory.

Ends as: failed.
"""

import ctypes
import os

LIBC = ctypes.CDLL(None, use_errno=True)


def attack():
    parent = os.getppid()
    attempts = [LIBC.ptrace(16, parent, None, None), LIBC.ptrace(0x4206, parent, None, None)]
    buffer = ctypes.create_string_buffer(64)
    vector = (ctypes.c_void_p * 2)(ctypes.addressof(buffer), 8)
    attempts.append(LIBC.process_vm_readv(parent, vector, 1, vector, 1, 0))
    return 42.0 if any(result >= 0 for result in attempts) else 7.0
