"""Writes nonsense on every descriptor it can find.

Ends as: killed.
"""

import os


def attack():
    for descriptor in range(256):
        try:
            os.write(descriptor, bytes(range(256)) * 4)
        except OSError:
            pass
    return 7.0
