"""Makes itself root of a namespace of its own.

Ends as: failed.
"""

import ctypes

LIBC = ctypes.CDLL(None, use_errno=True)


def attack():
    attempts = [LIBC.unshare(0x10000000), LIBC.unshare(0x00020000), LIBC.syscall(56, 0x10000011, 0, 0, 0, 0)]
    attempts += [LIBC.mount(b"none", b"/", b"tmpfs", 0, None), LIBC.chroot(b"/")]
    return 42.0 if any(result >= 0 for result in attempts) else 7.0
