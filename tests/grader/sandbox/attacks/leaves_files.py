"""Writes wherever a file might stay for the next student.

Ends as: failed.
"""

import os
import sys
from pathlib import Path


def attack():
    for folder in ("/tmp", "/var/tmp", "/dev/shm", "/run", ".", "/", os.path.dirname(os.__file__), *sys.path):
        for attempt in (
            lambda: Path(folder, "left").write_text("left"),
            lambda: Path(folder, "left").mkdir(),
            lambda: os.mkfifo(Path(folder, "left")),
            lambda: os.link(os.__file__, Path(folder, "left")),
            lambda: os.truncate(os.__file__, 0),
            lambda: os.utime(os.__file__),
        ):
            try:
                attempt()
            except OSError:
                continue
            return 42.0
    return 7.0
