"""Takes back the wish to end with the zygote.

Ends as: failed.
"""

import ctypes

LIBC = ctypes.CDLL(None, use_errno=True)


def attack():
    return 42.0 if LIBC.prctl(1, 0, 0, 0, 0) == 0 else 7.0
