"""Computes one enormous integer in C.

Ends as: timed_out raised.
"""


def attack():
    return 7 ** (7**10) % 10
