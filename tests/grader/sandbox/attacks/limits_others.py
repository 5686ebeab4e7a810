"""Takes the zygote's descriptors away by lowering its limits.

Ends as: failed.
"""

import os
import resource


def attack():
    for target in (os.getppid(), 0, os.getpid()):
        try:
            resource.prlimit(target, resource.RLIMIT_NOFILE, (3, 3))
        except OSError:
            continue
        return 42.0
    return 7.0
