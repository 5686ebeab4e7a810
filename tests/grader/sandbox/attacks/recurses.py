"""Recurses without end after lifting the interpreter's limit.

Ends as: raised killed timed_out.
"""

import sys


def attack():
    sys.setrecursionlimit(10**9)

    def deeper(items):
        return [deeper([items])]

    return deeper([])
