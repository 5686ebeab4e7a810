"""Overflows the C stack of the interpreter.

Ends as: raised killed timed_out.
"""

import sys


def attack():
    sys.setrecursionlimit(10**9)
    nested = ()
    for _ in range(300_000):
        nested = (nested,)
    return hash(nested)
