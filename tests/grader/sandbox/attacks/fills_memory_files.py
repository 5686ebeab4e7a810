"""Fills memory that the limit of the address space does not count.

Ends as: raised.
"""

import os


def attack():
    file = os.memfd_create("fill")
    while True:
        os.write(file, bytes(1 << 20))
