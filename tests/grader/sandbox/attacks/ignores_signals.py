"""Ignores every signal, the kernel's complaint about CPU time among them, and loops.

Ends as: timed_out.
"""

import signal


def attack():
    for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
        try:
            signal.signal(number, signal.SIG_IGN)
        except (OSError, ValueError):
            continue
    while True:
        pass
