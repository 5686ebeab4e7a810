"""Leaves code that runs when its process ends.

Ends as: failed.
"""

import atexit
import threading


def attack():
    atexit.register(threading.Event().wait)
    threading.Thread(target=threading.Event().wait).start()
    return 7.0
