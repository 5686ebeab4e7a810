"""Writes a well-formed reply with another id on every descriptor before it returns.

Ends as: killed.
"""

import json
import os


def attack():
    header = json.dumps({"a": [], "id": 1, "results": [{"ok": 42.0, "warnings": [], "changed": []}]}).encode()
    for descriptor in range(3, 64):
        try:
            os.write(descriptor, len(header).to_bytes(4, "little") + header)
        except OSError:
            pass
    return 7.0
