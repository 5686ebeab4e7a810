"""Rebinds the worker's own functions, so that every call is answered with its guess.

Ends as: failed.
"""

import sys


def attack():
    for name, module in list(sys.modules.items()):
        if name.startswith("worker"):
            for attribute, item in list(vars(module).items()):
                if attribute in ("restrict_files", "install_filter", "limit_cpu", "report_end"):
                    setattr(module, attribute, lambda *args: None)
                if attribute == "Answerer":
                    guess = {"ok": 6.0 * 9.0, "warnings": [], "changed": []}
                    item.answer = lambda self, header, arrays: ({"id": header["id"], "results": [guess]}, [])
    return 7.0
