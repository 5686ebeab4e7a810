"""Overflows the C stack of the interpreter.

Ends as: raised killed.
"""

import sys


def attack():
    sys.setrecursionlimit(10**9)
    nested = ()
    for _ in range(10**6):
        nested = (nested,)
    return hash(nested)
