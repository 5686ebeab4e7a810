"""Loops without end inside C, where no signal handler of Python runs.

Ends as: timed_out.
"""

import re


def attack():
    return re.match(r"(a+)+$", "a" * 60 + "b")
