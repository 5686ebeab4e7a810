"""Reads what /proc tells of other processes.

Ends as: failed.
"""

import os


def attack():
    for process in ("1", str(os.getppid()), "self"):
        for name in ("environ", "cmdline", "maps", "mem", "mountinfo", "status"):
            try:
                with open(f"/proc/{process}/{name}", "rb") as file:
                    if process != "self" and file.read(1):
                        return 42.0
            except OSError:
                continue
    return 7.0
