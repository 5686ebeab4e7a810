"""Announces a frame, sends half of it and waits.

Ends as: timed_out.
"""

import os
import time


def attack():
    for descriptor in range(3, 64):
        try:
            os.write(descriptor, (1 << 20).to_bytes(4, "little") + b"{")
        except OSError:
            pass
    while True:
        time.sleep(1)
