"""Prints without end.

Ends as: timed_out.
"""


def attack():
    while True:
        print("all work and no play " * 1000)
