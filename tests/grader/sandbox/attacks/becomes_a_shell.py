"""Becomes another program, by name and by descriptor.

Ends as: raised.
"""

import os
import sys


def attack():
    try:
        os.execv("/bin/sh", ["sh", "-c", "sleep 1000"])
    except PermissionError:
        os.execv(os.open(sys.executable, os.O_RDONLY), ["python"])
