"""Stops its own process.

Ends as: timed_out.
"""

import os
import signal


def attack():
    os.kill(os.getpid(), signal.SIGSTOP)
    return 7.0
