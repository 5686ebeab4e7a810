"""A tiny assignment as a student has it, and notebooks to save."""

import hashlib
import json
import linecache

import numpy as np

from grader import notebook
from grader.messages import LINES
from grader.notebook import picture

CHECKS = '''
"""Public checks of a tiny assignment."""

from dataclasses import dataclass

import numpy as np

from grader.assertions import assert_close


@dataclass
class Case:
    x: "float"


def doubles_numbers(student):
    """Three."""
    assert_close(student.double(Case(3.0).x), 6.0, name="double(3)")


def doubles_arrays(student):
    """Two rows."""
    assert_close(student.double(np.ones((2, 2))), np.full((2, 2), 2.0), hint="Use numpy.")


def counts(student):
    """A class."""
    assert_close(student.Counter().up(), 1.0)


RUBRIC = {
    "assignment": "a01_tiny",
    "title": "Tiny",
    "wanted": ["double", "Counter", "q_1_3"],
    "exercises": [
        {
            "name": "double",
            "row": "1.1",
            "points": 10,
            "question": False,
            "promises": {"twice": "it returns twice its argument."},
            "checks": [
                {"function": "doubles_numbers", "points": 4, "promise": "twice"},
                {"function": "doubles_arrays", "points": 2, "promise": "twice"},
            ],
        },
        {
            "name": "Counter",
            "row": "1.2",
            "points": 3,
            "question": False,
            "promises": {},
            "checks": [
                {"function": "counts", "points": 3, "promise": "up"},
            ],
        },
        {"name": "q_1_3", "row": "1.3", "points": 2, "question": True, "promises": {"answer": "How?"}, "checks": []},
    ],
}
'''

STUB = "def double(x):\n    raise NotImplementedError('write double here')\n"


def cell(source, namespace):
    """Run a cell as IPython does: its text can be found by the name of its file."""
    file = f"<cell {hashlib.sha256(source.encode()).hexdigest()[:8]}>"
    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
    exec(compile(source, file, "exec"), namespace)


def kernel():
    """Return the names of a notebook whose first cell has been run."""
    return {"check": notebook.check, "picture": picture, "np": np, "__name__": "__main__"}


def run(source, capsys, call="check('double')"):
    """Run cells of a notebook, and return what the last one printed: each message is short, and no traceback."""
    namespace = kernel()
    cell(source, namespace)
    capsys.readouterr()
    cell(call, namespace)
    printed = capsys.readouterr().out

    assert [] == [message for message in printed.split("\n\n") if len(message.splitlines()) > LINES]
    assert "Traceback" not in printed
    return printed


def saved(folder, *cells, name="mine.ipynb", last_id="public-checks"):
    """Save a notebook of code cells."""
    entries = [
        {"cell_type": "code", "id": f"c{i}", "metadata": {}, "outputs": [], "execution_count": None, "source": cell}
        for i, cell in enumerate(cells)
    ]
    entries[-1]["id"] = last_id
    document = {"cells": entries, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (folder / name).write_text(json.dumps(document), encoding="utf-8")
