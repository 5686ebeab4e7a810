"""Waits without end and without computing.

Ends as: timed_out.
"""

import threading


def attack():
    threading.Event().wait()
