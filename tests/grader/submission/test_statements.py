"""Broken code costs only the statement that it stands in, and its line and cause are said."""

import pytest

from grader.submission import read_submission


def read(source):
    """Return a submission of Python source."""
    return read_submission("work.py", source.encode())


BROKEN = {
    "bracket never closed": "def bad(x:\n    return (x\n",
    "parenthesis in the body": "def bad(x):\n    y = (x + 1\n    return y\n",
    "string never closed": "def bad(x):\n    return 'abc\n",
    "docstring never closed": 'def bad(x):\n    """Never closed.\n    return x\n',
    "no body": "def bad(x):\n",
    "bad indentation": "def bad(x):\n    a = 1\n      b = 2\n",
    "tabs and spaces": "def bad(x):\n    if x:\n\treturn 1\n        return 2\n",
    "python 2": "def bad(x):\n    print 'x'\n",
    "half an expression": "def bad(x):\n    return x +\n",
    "decorated": "@staticmethod\n@other\ndef bad(x:\n    return x\n",
    "class": "class bad:\n    def f(self:\n        pass\n",
    "async": "async def bad(x):\n    await\n",
    "return outside": "def bad(x):\n    return 1\nreturn 3\n",
    "nonlocal": "def bad():\n    nonlocal y\n",
    "two arguments of a name": "def bad(x, x):\n    return x\n",
    "deep": "def bad(x):\n    return " + "-" * 3000 + "1\n",
    "null byte": "def bad(x):\n    return 1\x00\n",
    "smart quotes": "def bad(x):\n    return “x”\n",
    "long number": "def bad(x):\n    return " + "9" * 5000 + "\n",
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_one_broken_function_costs_that_function_only(broken):
    """What stands above and below is read, whatever is wrong with it."""
    above = '@property\ndef above():\n    """Has a docstring."""\n    return [\n1,\n]\n\n'
    below = 'if True:\n    def inner():\n        pass\nelse:\n    pass\n\ndef below():\n    """Text."""\n    return 2\n'

    submission = read(above + broken + below)

    assert {"above", "inner", "below"} <= set(submission.slice.names)
    assert 1 <= sum(note.kind == "syntax" for note in submission.notes)


def test_the_line_and_the_cause_are_said():
    """The note stands at the line that Python complains about, and names the function."""
    submission = read("import math\n\ndef good():\n    return 1\n\ndef bad():\n    x = 'abc\n    return x\n")
    (note,) = [note for note in submission.notes if note.kind == "syntax"]

    assert (1, 7, "bad") == (note.cell, note.line, note.name)
    assert "bad cannot be read: unterminated string literal" in note.text


def test_absent_names_say_where_and_why():
    """A check that misses the function can tell the student that it is there, but broken."""
    submission = read("def good(): pass\ndef bad(:\n    pass\n")

    assert (("bad", "cell 1, line 2: bad cannot be read: invalid syntax"),) == submission.slice.absent


def test_a_broken_copy_does_not_hide_a_good_one():
    """The last version that can be read counts."""
    submission = read("def f():\n    return 1\n\ndef f(:\n    return 2\n")

    assert ("f",) == submission.slice.names
    assert () == submission.slice.absent


def test_await_at_top_level_is_no_syntax_error():
    """Jupyter allows it; grading does not run it, and says so."""
    submission = read("def f(): pass\nx = await f()\n")

    assert ("f",) == submission.slice.names
    assert any("await at top level" in note.text for note in submission.notes)


def test_a_long_broken_file_ends_in_a_note():
    """Thousands of brackets that are never closed do not cost a day of parsing."""
    submission = read("def good(): pass\n" + "x = (\n" * 20_000)

    assert ("good",) == submission.slice.names
    assert "too much of this cell cannot be read; the rest was left out" in [note.text for note in submission.notes]


def test_statements_that_share_a_line_are_told_apart():
    """Semicolons separate what is needed from what is not."""
    submission = read("EPS = 1; print(EPS); s = 'ä;'; t = [\n1]\ndef f(): return EPS, t\n")

    assert "EPS = 1\nt = [\n1]\ndef f(): return EPS, t\n" == submission.slice.source
    assert ((1, 1), (1, 1), (1, 2), (1, 3)) == submission.slice.lines
