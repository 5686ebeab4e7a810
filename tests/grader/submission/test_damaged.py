"""Whatever arrives gets one clear verdict, or is read rightly; nothing ends the batch."""

import json

import pytest

from grader.submission import read_submission
from tests.grader.submission.damaged.corpus import DAMAGED, GOOD, encoded, notebook


def names(data, name="work.ipynb"):
    """Return what a file defines."""
    submission = read_submission(name, data)
    assert submission.problem is None
    return submission.slice.names


def noted(data, kind, name="work.ipynb"):
    """Return the texts of one kind of note."""
    return [note.text for note in read_submission(name, data).notes if note.kind == kind]


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_file_gets_the_sentence_that_says_what_is_wrong(name):
    """The verdict names the damage, leaves no slice, and is short."""
    data, sentence = DAMAGED[name]

    submission = read_submission(name, data)

    assert submission.slice is None
    assert sentence in submission.problem
    assert len(submission.problem) < 300
    assert submission.problem.endswith(".")
    assert len(data) == submission.size


def test_the_corpus_is_large_and_no_two_files_are_the_same():
    """There are at least forty different ways of being damaged."""
    assert len({data for data, _ in DAMAGED.values()}) >= 40


def test_the_undamaged_notebook_is_read():
    """The file from which the corpus is made is fine."""
    assert names(GOOD) == ("f",)


@pytest.mark.parametrize("place", range(0, len(GOOD), 7))
def test_a_truncated_notebook_is_refused_wherever_it_ends(place):
    """No prefix of a notebook is taken for a whole one."""
    submission = read_submission("work.ipynb", GOOD[:place])

    assert submission.slice is None
    assert "internal" not in submission.problem
    assert "ends in the middle" in submission.problem or "empty" in submission.problem


READ_RIGHTLY = {
    "byte order mark": b"\xef\xbb\xbf" + GOOD,
    "byte order mark in a cell": encoded(notebook("\ufeffdef f(): pass")),
    "source as list": encoded(notebook(["def f():\n", "    return 1"])),
    "windows line ends": encoded(notebook("def f():\r\n    return 1\r\n")),
    "old mac line ends": encoded(notebook("def f():\r    return 1\r")),
    "tabs": encoded(notebook("def f():\n\treturn 1")),
    "form feed": encoded(notebook("x = 1\n\fdef f():\n    return 1")),
    "form feed in a string": encoded(notebook("def f():\n    return '\x0c\\\n\x1c\u2028'")),
    "no trailing newline": encoded(notebook("def f(): return 1")),
    "lone surrogate": encoded(notebook("def f():\n    return '\ud800'")),
    "emoji before a statement": encoded(notebook("s = '😀ä'; f = lambda: s")),
    "format 3": json.dumps(
        {
            "nbformat": 3,
            "worksheets": [
                {"cells": [{"cell_type": "code", "input": ["def f():\n", " return 1"], "language": "python"}]}
            ],
        }
    ).encode(),
    "no format number": json.dumps({"cells": [{"cell_type": "code", "source": "def f(): pass"}]}).encode(),
    "future format": encoded(notebook("def f(): pass", nbformat=9)),
    "outputs of 8 MB": encoded(
        notebook(cells=[{"cell_type": "code", "source": "def f(): pass", "outputs": [{"data": "x" * 8_000_000}]}])
    ),
    "metadata of a strange shape": encoded(notebook("def f(): pass", metadata=[1, 2])),
    "cells of other kinds": encoded(
        notebook(cells=[{"cell_type": "raw", "source": "x"}, {"cell_type": "code", "source": "def f(): pass"}])
    ),
    "python named as notebook": b"def f():\n    return 1\n",
}


@pytest.mark.parametrize("data", READ_RIGHTLY.values(), ids=READ_RIGHTLY)
def test_what_is_only_unusual_is_read(data):
    """Encodings, formats and sizes that a reader may stumble over cost nothing."""
    assert "f" in names(data)


def test_python_in_a_file_called_notebook_is_said():
    """A wrong suffix is forgiven, and mentioned."""
    assert ["the name says notebook, but this is Python source; it was read as such"] == noted(
        b"def f(): pass", "converted"
    )


def test_a_notebook_in_a_file_called_py_is_said():
    """The same the other way round."""
    assert ["the name says Python source, but this is a notebook; it was read as such"] == noted(
        GOOD, "converted", "work.py"
    )


def test_a_checkpoint_is_said():
    """A copy that Jupyter made may be older than the work."""
    assert "checkpoint copy" in noted(GOOD, "converted", "work-checkpoint.ipynb")[0]


def test_another_language_is_tried_and_said():
    """A wrong kernel name does not make a Python notebook unreadable."""
    data = encoded(notebook("def f(): pass", metadata={"kernelspec": {"language": "julia"}}))

    assert ("f",) == names(data)
    assert ["the notebook says that its language is julia; it was read as Python"] == noted(data, "converted")


def test_a_damaged_cell_costs_itself_only():
    """A cell without readable source is left out and mentioned; the others count."""
    data = encoded(notebook("def f(): pass", 7, ["x", 3], None, "def g(): pass"))

    assert ("f", "g") == names(data)
    assert 3 == len(noted(data, "syntax"))


def test_conflict_markers_in_source_cost_no_function_and_are_said():
    """Both versions are read, the later one counts, and the student is told."""
    data = b"def f(): return 0\n<<<<<<< HEAD\ndef g(): return 1\n=======\ndef g(): return 2\n>>>>>>> b\n"

    assert ("f", "g") == names(data, "work.py")
    assert 3 == sum("git conflict marker" in text for text in noted(data, "syntax", "work.py"))
