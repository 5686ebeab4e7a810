"""Has the kernel signal the zygote when data arrives on a pipe.

Ends as: failed.
"""

import fcntl
import os
import struct


def attack():
    reader, writer = os.pipe()
    parent = os.getppid()
    for command, argument in ((fcntl.F_SETOWN, parent), (15, struct.pack("ii", 1, parent))):
        try:
            fcntl.fcntl(reader, command, argument)
        except OSError:
            continue
        return 42.0
    return 7.0
