"""Allocates until nothing is left, catching every MemoryError.

Ends as: raised killed timed_out.
"""

import numpy as np

KEPT = []


def attack():
    size = 1 << 40
    while size:
        try:
            KEPT.append(np.ones(size, np.uint8))
        except MemoryError:
            size //= 2
    return [KEPT] * 10**9
