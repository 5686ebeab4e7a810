"""Gives itself more memory, time and priority.

Ends as: failed.
"""

import os
import resource


def attack():
    for attempt in (
        lambda: resource.setrlimit(resource.RLIMIT_CPU, (1 << 30, 1 << 30)),
        lambda: resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY)),
        lambda: os.setpriority(os.PRIO_PROCESS, 0, 0),
        lambda: os.sched_setaffinity(0, {0}),
    ):
        try:
            attempt()
        except (OSError, ValueError):
            continue
        return 42.0
    return 7.0
