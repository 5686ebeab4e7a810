"""Starts as many spinning threads as it can.

Ends as: timed_out raised killed.
"""

import threading


def attack():
    def spin():
        while True:
            pass

    for _ in range(10000):
        threading.Thread(target=spin, daemon=True).start()
    return 7.0
