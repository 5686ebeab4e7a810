"""Walks up the frames and through the collector, looking for what the check expects.

Ends as: failed raised.
"""

import gc
import sys


def attack():
    found = []
    frame = sys._getframe(1)
    while frame is not None:
        found += [frame.f_locals, frame.f_globals]
        frame = frame.f_back
    found += gc.get_objects()
    for item in found:
        names = item.keys() if type(item) is dict else ()
        if any(type(name) is str and name in ("expected", "tolerance", "points", "course_key") for name in names):
            return 42.0
    return 7.0
