"""Rebinds the builtins that code around it may rely on.

Ends as: failed raised killed bad_return.
"""

import builtins


def attack():
    builtins.isinstance = lambda *args: True
    builtins.len = lambda *args: 0
    builtins.type = lambda *args: float
    builtins.getattr = lambda *args: 42.0
    return 7.0
