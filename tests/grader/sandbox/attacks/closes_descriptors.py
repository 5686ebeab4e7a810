"""Closes every descriptor, the channel to the grader among them.

Ends as: killed.
"""

import os


def attack():
    os.closerange(0, 256)
    return 7.0
