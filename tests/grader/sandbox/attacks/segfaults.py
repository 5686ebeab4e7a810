"""Reads address 0 by ctypes.

Ends as: killed.
"""

import ctypes


def attack():
    return ctypes.string_at(0)
