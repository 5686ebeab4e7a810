"""Ends its process in mid-call with a status of success.

Ends as: killed.
"""

import os


def attack():
    os._exit(0)
