"""Loops without end.

Ends as: timed_out.
"""


def attack():
    while True:
        pass
