"""Opens descriptors until none is left.

Ends as: raised.
"""

import os


def attack():
    while True:
        os.dup(0)
