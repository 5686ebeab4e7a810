"""Laws of reading that hold for any file."""

import json

from hypothesis import given
from hypothesis import strategies as st

from grader.submission import read_submission
from tests.grader.submission.damaged.corpus import encoded, notebook

PROGRAM = (
    "import math",
    "scale = 2",
    "table = {'a': 1}",
    "table['b'] = scale * 3",
    "def half(x):\n    return x / scale",
    "def double(x=scale):\n    '''Doc.'''\n    return x * scale + table['b']",
    "class Net:\n    size = scale\n\n    def run(self, x):\n        return half(x) + math.pi",
    "scale = 4",
    "total, rest = 3, 4",
    "for k in range(3):\n    table[k] = total",
    "q_1 = double(3) + table[2]",
    "def double(x):\n    return x * scale * 2",
    "alias = double",
)
IRRELEVANT = (
    "print(1)",
    "zzz = train()",
    "zzz_1, zzz_2 = 3, 4",
    "for zzz in range(3):\n    print(zzz)",
    "'''prose'''",
    "if 1 > 2:\n    raise SystemExit",
    "%matplotlib inline",
    "!ls",
    "with open('x') as zzz_file:\n    zzz_text = zzz_file.read()",
    "assert scale == 3",
    "# a comment",
    "def (",
    "math.zzz = 3",
    "zzz_3 = [scale for scale in [1]]",
    "if __name__ == '__main__':\n    scale = 5",
)
SHOWN = ("half(3)", "double(3)", "Net().run(2)", "q_1", "alias(5)", "table")


def read(cells):
    """Return the slice of a notebook with these cells."""
    return read_submission("work.ipynb", encoded(notebook(*cells))).slice


def behavior(slice_):
    """Return what the program of this file answers."""
    namespace = {}
    exec(compile(slice_.source, "<submission>", "exec", dont_inherit=True), namespace)
    return [eval(text, namespace) for text in SHOWN]


def cut(draw_breaks):
    """Return the program as cells, cut where the flags say."""
    cells = [PROGRAM[0]]
    for statement, new in zip(PROGRAM[1:], draw_breaks, strict=True):
        cells = [*cells, statement] if new else [*cells[:-1], f"{cells[-1]}\n\n{statement}"]
    return cells


@given(st.lists(st.booleans(), min_size=len(PROGRAM) - 1, max_size=len(PROGRAM) - 1))
def test_cells_may_be_split_in_any_way(breaks):
    """The same program in other cells is the same slice: names, behavior, even the text."""
    split, whole = read(cut(breaks)), read(["\n".join(PROGRAM)])

    assert whole.names == split.names
    assert behavior(whole) == behavior(split)
    assert whole.sha256 == split.sha256


@given(st.lists(st.tuples(st.integers(0, len(PROGRAM)), st.sampled_from(IRRELEVANT)), max_size=8))
def test_irrelevant_code_at_top_level_never_changes_what_is_kept(additions):
    """Wherever it stands, and whatever of it is broken, the content hash stays."""
    cells = list(PROGRAM)
    for place, text in sorted(additions, reverse=True):
        cells.insert(place, text)

    assert read(PROGRAM).sha256 == read(cells).sha256


@given(st.permutations(range(5)))
def test_cells_may_stand_in_any_order_where_each_name_has_one_definition(order):
    """What one cell needs of another is found, wherever that one stands."""
    cells = (
        "import math",
        "size = 3",
        "def f(x=size): return g(x)",
        "def g(x): return math.sqrt(x + size)",
        "q_1 = f(13)",
    )

    namespace = {}
    exec(read([cells[place] for place in order]).source, namespace)

    assert 4.0 == namespace["q_1"]


@given(st.binary(max_size=300), st.sampled_from(["a.ipynb", "a.py", "a", "\udcff.ipynb", "../x.py"]))
def test_any_bytes_are_a_submission(data, name):
    """Reading never raises, and says either what is executed or why nothing is."""
    submission = read_submission(name, data)

    assert (submission.slice is None) == (submission.problem is not None)
    assert "could not be read (" not in (submission.problem or "")


TOKENS = st.sampled_from(
    [
        "def f(x):",
        "\n",
        "    ",
        "return x",
        "x",
        "=",
        "1",
        "(",
        ")",
        "[",
        "'",
        '"""',
        "\\",
        "\t",
        "class A:",
        ":=",
        "global x",
        "del x",
        "lambda: x",
        "%time ",
        "!ls",
        "?",
        "import numpy as np",
        "from x import *",
        "# %%\n",
        "@",
        "f'{x}'",
        "await x",
        "if x:",
        "else:",
        "try:",
        "except E as e:",
        "match x:",
        "case [y]:",
        "for x in y:",
        ";",
        "\x0c",
        "\x00",
        "\ud800",
        "ä",
    ]
)


@given(st.lists(TOKENS, max_size=40))
def test_any_python_like_text_is_a_submission(tokens):
    """Reading never fails on what looks like code, and what it keeps compiles."""
    text = "".join(tokens)
    submission = read_submission("a.ipynb", json.dumps(notebook(text)).encode())

    assert "could not be read (" not in (submission.problem or "")
    if submission.slice:
        compile(submission.slice.source, "<submission>", "exec", dont_inherit=True)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(
        ["cells", "cell_type", "source", "input", "worksheets", "metadata", "kernelspec", "language"]
    ), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@given(JSON)
def test_any_json_is_a_submission(document):
    """A notebook may have any shape; what is not one is refused with a sentence."""
    submission = read_submission("a.ipynb", json.dumps(document).encode())

    assert (submission.slice is None) == (submission.problem is not None)
    assert "could not be read (" not in (submission.problem or "")


@given(st.data())
def test_a_mutated_notebook_is_a_submission(data):
    """A few bytes changed, removed or doubled never end the batch."""
    mutated = bytearray(encoded(notebook(*PROGRAM)))
    for _ in range(data.draw(st.integers(1, 5))):
        place = data.draw(st.integers(0, len(mutated) - 1))
        mutated[place : place + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=4))

    submission = read_submission("a.ipynb", bytes(mutated))

    assert "could not be read (" not in (submission.problem or "")
    assert (submission.slice is None) == (submission.problem is not None)
