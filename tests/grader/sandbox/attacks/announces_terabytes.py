"""Announces arrays of terabytes, so that the grader allocates them.

Ends as: killed.
"""

import json
import os


def attack():
    header = json.dumps({"a": [["f8", [1000000, 1000000]]], "id": 1, "results": []}).encode()
    for descriptor in range(3, 64):
        try:
            os.write(descriptor, len(header).to_bytes(4, "little") + header)
        except OSError:
            pass
    return 7.0
