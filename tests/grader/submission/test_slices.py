"""What of a submission is executed: all that a definition or an answer needs, in an order that works, and no more."""

import hashlib

import pytest

from grader.submission import read_submission
from tests.grader.submission.damaged.corpus import encoded, notebook


def read(*cells, wanted=None):
    """Return a notebook of these cells."""
    submission = read_submission("work.ipynb", encoded(notebook(*cells)), wanted)
    assert submission.problem is None
    return submission


def run(submission):
    """Return the namespace that the slice makes."""
    namespace = {"__name__": "submission"}
    exec(compile(submission.slice.source, "<submission>", "exec", dont_inherit=True), namespace)
    return namespace


def noted(submission, kind):
    """Return the texts of one kind of note."""
    return [note.text for note in submission.notes if note.kind == kind]


def lines(submission):
    """Return the lines of the slice."""
    return submission.slice.source.split("\n")[:-1]


BOOM = "raise AssertionError('this must not be executed')"

KEPT = {  # what is kept for `f`, beside `f` itself
    "plain": ("C = 3", "def f(): return C"),
    "transitive": ("A = 1\nB = A + 1\nC = B + 1", "def f(): return C"),
    "default": ("C = 3", "def f(x=C): return x"),
    "decorator": ("def C(g): return lambda: 3", "@C\ndef f(): return 1"),
    "annotation": ("C = int", "def f(x: C = 3) -> C: return x"),
    "base class": ("class C: value = 3", "class f(C): pass"),
    "class body": ("C = 3", "class f:\n    value = C"),
    "method": ("C = 3", "class f:\n    def get(self): return C"),
    "method default": ("C = 3", "class f:\n    def get(self, x=C): return x"),
    "name of a class and of its body": ("C = 3", "class f:\n    C = C"),
    "comprehension": ("C = [1]", "def f(): return [x for x in C]"),
    "nested function": ("C = 3", "def f():\n    def g():\n        return C\n    return g()"),
    "lambda": ("C = 3", "f = lambda: C"),
    "tuple target": ("C, D = 3, 4", "def f(): return C"),
    "starred target": ("C, *D = 3, 4", "def f(): return D"),
    "chained target": ("D = C = 3", "def f(): return C"),
    "augmented": ("C = 1\nC += 2", "def f(): return C"),
    "walrus": ("print(C := 3)", "def f(): return C"),
    "walrus in a comprehension": ("[C := x for x in [3]]", "def f(): return C"),
    "for": ("for C in [1, 3]:\n    pass", "def f(): return C"),
    "for that collects": ("C = {}\nfor i in range(3):\n    C[i] = i", "def f(): return C"),
    "with": ("import io\nwith io.StringIO('3') as C:\n    pass", "def f(): return C"),
    "try": ("try:\n    C = 1 / 0\nexcept ZeroDivisionError:\n    C = 3", "def f(): return C"),
    "if": ("if True:\n    C = 3\nelse:\n    C = 4", "def f(): return C"),
    "while": ("C = 0\nwhile C < 3:\n    C += 1", "def f(): return C"),
    "match": ("match [3]:\n    case [C]:\n        pass", "def f(): return C"),
    "annotated": ("C: int = 3", "def f(): return C"),
    "item": ("C = {}\nC['a'] = 3", "def f(): return C['a']"),
    "item of an item": ("C = {'a': {}}\nC['a']['b'] = 3", "def f(): return C"),
    "deleted item": ("C = {1: 1, 2: 2}\ndel C[1]", "def f(): return C"),
    "attribute": ("class C: pass\nC.value = 3", "def f(): return C.value"),
    "attached method": ("class f: pass\ndef C(self): return 3\nf.get = C", ""),
    "global in a function that is called": ("def C():\n    global D\n    D = 3\nC()", "def f(): return D"),
    "result of a function": ("def C(): return 3\nD = C()", "def f(): return D"),
    "alias": ("def C(): return 3", "f = C"),
    "partial": ("from functools import partial\ndef C(x): return x", "f = partial(C, 3)"),
    "wrapped by itself": ("def C(g): return lambda: g() + 1\ndef f(): return 1", "f = C(f)"),
    "if that defines": ("C = 3\nif C:\n    def f(): return C\nelse:\n    def f(): return 4", ""),
    "try that defines": ("try:\n    import absent\nexcept ImportError:\n    def f(): return 3", ""),
    "type parameter of a loop": ("for k in (1, 2):\n    def f(k=k): return k", ""),
    "async": ("C = 3", "async def f(): return C"),
    "name bound by an import under try": (
        "try:\n    import absent as C\nexcept ImportError:\n    import math as C",
        "def f(): return C.pi",
    ),
    "global read in a class in a function": ("C = 3", "def f():\n    class g:\n        value = C\n    return g.value"),
}


@pytest.mark.parametrize(("above", "below"), KEPT.values(), ids=KEPT)
def test_what_a_definition_needs_is_kept(above, below):
    """Each way of binding a name that is read is part of the slice, which runs."""
    submission = read(f"{above}\n{below}", f"unused = 1\nprint(unused)\n{BOOM}")
    expected = {}
    exec(f"{above}\n{below}", expected)

    namespace = run(submission)

    assert set(expected) | {"absent"} >= set(submission.slice.names)
    assert "f" in submission.slice.names
    assert [] == noted(submission, "undefined")
    if callable(expected["f"]) and not isinstance(expected["f"], type) and "async" not in below:
        assert str(expected["f"]()).split(" at 0x")[0] == str(namespace["f"]()).split(" at 0x")[0]


DROPPED = {
    "call": "train()",
    "assignment": "history = train()",
    "loop": "for epoch in range(100):\n    loss = train()",
    "item of an import": "import math\nmath.answer = train()",
    "plot": "fig, ax = plots()\nax.plot([1])",
    "main guard": "if __name__ == '__main__':\n    C = train()\n    def main(): pass",
    "main guard turned around": "if '__main__' == __name__:\n    train()",
    "delete": "del C",
    "with": "with opened() as handle:\n    text = handle.read()",
    "assert": "assert C == 4",
    "raise": "raise SystemExit",
    "self-check": "from grader.notebook import check\ncheck('f')",
    "bootstrap": "try:\n    from grader.notebook import check\nexcept ImportError:\n    print('install')",
    "annotation only": "C: str",
    "expression": "C",
    "string": "'''text'''",
    "method call": "C.bit_length()",
    "same letter in another scope": "x = train()\nprint([x for x in x])",
}


@pytest.mark.parametrize("irrelevant", DROPPED.values(), ids=DROPPED)
@pytest.mark.parametrize("above", [True, False])
def test_what_nothing_needs_is_not_executed(irrelevant, above):
    """Training, plots and prints at top level leave the slice as it is, up to imports, wherever they stand."""
    work = "C = 3\ndef f(x): return C"
    cells = [irrelevant, work] if above else [work, irrelevant]

    kept = [line for line in lines(read(*cells)) if line != "import math"]

    assert lines(read(work)) == kept


def test_lines_say_where_each_line_stood():
    """A traceback of the slice can be told in cells and lines of the notebook."""
    submission = read(
        "x = 1\n\nC = 3", "'''text'''\n\n@property\n# why\ndef f():\n    '''Doc.\n\n    More.'''\n    return C"
    )

    assert (
        (1, 3), (2, 3), (2, 4), (2, 5), (2, 6), (2, 7), (2, 8), (2, 9),
    ) == submission.slice.lines  # fmt: skip
    assert len(lines(submission)) == len(submission.slice.lines)
    assert hashlib.sha256(submission.slice.source.encode()).hexdigest() == submission.slice.sha256


def test_a_cell_above_the_cell_that_it_needs_runs():
    """Order costs nothing: what a statement needs when it runs comes first."""
    submission = read(
        "Y = one_hot([1], depth)",
        "def one_hot(y, K): return helper(y) * K",
        "depth = 3",
        "def helper(y): return y",
        "def f(): return Y",
    )

    assert [1, 1, 1] == run(submission)["f"]()


def test_functions_that_call_each_other_are_no_trouble():
    """Recursion between functions needs no order."""
    submission = read(
        "def even(n): return n == 0 or odd(n - 1)", "def odd(n): return n > 0 and even(n - 1)", "q_1 = even(10)"
    )

    assert run(submission)["q_1"] is True


def test_the_last_definition_wins_and_is_said():
    """As in a notebook that was run from top to bottom."""
    submission = read("def f(): return 1", "def f(): return 2")

    assert 2 == run(submission)["f"]()
    assert ["f is made again later (cell 2, line 1); the last one is graded"] == noted(submission, "duplicate")


def test_a_duplicated_cell_is_not_worth_a_word():
    """The same text twice is one definition."""
    submission = read("def f(): return 1", "def f(): return 1")

    assert read("def f(): return 1").slice.sha256 == submission.slice.sha256
    assert [] == noted(submission, "duplicate")


STUB = 'def f(x):\n    """What it does."""\n    raise NotImplementedError("write f here")'


@pytest.mark.parametrize(
    "cells", [(STUB, "def f(x): return 3"), ("def f(x): return 3", STUB), ("f = lambda x: 3", STUB)]
)
def test_an_untouched_stub_never_beats_work(cells):
    """A copy of the template below, or above, a solution does not hide it."""
    submission = read(*cells, "q_1 = f(0)")

    assert 3 == run(submission)["f"](0) == run(submission)["q_1"]


def test_a_stub_below_a_solution_is_said():
    """The student learns which of the two was graded."""
    assert ["f stands here as an untouched stub; your version in cell 1, line 1 is graded"] == noted(
        read("def f(x): return 3", STUB), "duplicate"
    )


def test_a_stub_of_a_class_never_beats_work():
    """The same for classes, whose stubs keep all methods."""
    stub = (
        'class Net:\n    """A net."""\n\n    def fit(self, X):\n        """Fit."""\n        raise NotImplementedError'
    )

    assert 1 == run(read("class Net:\n    def fit(self, X): return 1", stub))["Net"]().fit(0)


def test_a_stub_alone_is_kept():
    """It is what says that the exercise was not done."""
    assert ("f",) == read(STUB).slice.names


def test_another_name_for_a_function_counts():
    """A plain assignment below a definition, or a stub, gives the name to another function."""
    work = "def my_f(x): return 3"

    assert 3 == run(read(STUB, work, "f = my_f"))["f"](0)
    assert 3 == run(read("def f(x): return 2", work, "f = my_f"))["f"](0)
    assert 3 == run(read(STUB, "def make(): return lambda x: 3", "f = make()"))["f"](0)


def test_a_number_does_not_take_the_name_of_a_function():
    """`accuracy = accuracy(X, y)` at the end of a notebook does not lose the exercise."""
    submission = read("def accuracy(a, b): return 0.5", "accuracy = accuracy(1, 2)")

    assert 0.5 == run(submission)["accuracy"](1, 2)
    assert "is given another value here" in noted(submission, "duplicate")[0]


def test_what_is_bound_anew_unread_is_not_executed():
    """Only the last value of a variable is made, unless something reads an earlier one."""
    assert ["W = 2", "def f(): return W"] == lines(
        read(f"def train(): {BOOM}", "W = train()", "W = 2", "def f(): return W")
    )[-2:]
    assert ["W = 1", "V = W", "W = 2", "def f(): return W, V"] == lines(
        read("W = 1", "V = W", "W = 2", "def f(): return W, V")
    )


def test_a_name_deleted_after_use_is_still_there():
    """Tidying up at the end of a notebook does not take away what a function reads."""
    assert 3 == run(read("C = 3\ndef f(): return C", "del C"))["f"]()


def test_imports_are_kept_and_futures_come_first():
    """Imports run even where nothing reads them; a future import may stand in a late cell."""
    assert [
        "from __future__ import annotations",
        "import math",
        "def f(x: Later): pass",
        "from os import path as p",
    ] == lines(
        read("import math", "def f(x: Later): pass", "from __future__ import annotations", "from os import path as p")
    )


def test_star_imports_silence_the_search_for_undefined_names():
    """They may define anything."""
    submission = read("from numpy import *", "def f(): return zeros(3)")

    assert [] == noted(submission, "undefined")


def test_classes_that_make_each_other_keep_their_order():
    """A base class whose methods make objects of classes derived from it, by way of another class between them."""
    submission = read(
        "class Value:\n    def __add__(self, other): return Sum(self, other)\n    def __mul__(self, o): return Product(o)",
        "class Operation(Value):\n    def __init__(self, *sources): self.sources = sources",
        "class Product(Operation): pass",
        "class Sum(Operation): pass",
        wanted={"Value"},
    )
    value = run(submission)["Value"]()

    assert (value, 2) == (value + 2).sources


def test_names_that_nothing_defines_are_said_once_with_their_line():
    """The usual reason for `it worked in my notebook`: a variable of a cell that was deleted."""
    submission = read("def f(x):\n    y = x\n    return lost + y", "def g(): return lost")
    (note,) = [note for note in submission.notes if note.kind == "undefined"]

    assert ("lost", 1, 3) == (note.name, note.cell, note.line)
    assert "lost is used here, but nothing in the file defines it" == note.text


def test_a_global_that_only_a_call_could_set_is_said():
    """Where nothing at top level calls the function, the name stays unset."""
    assert ["W is set only while init runs, and nothing at top level runs it"] == noted(
        read("def init():\n    global W\n    W = 3", "def f(): return W"), "set_by_call"
    ) + noted(read("def init():\n    global W\n    W = 3", "def f(): return W"), "undefined")


def test_a_call_that_changes_a_kept_variable_is_said():
    """It is not executed, which would surprise."""
    submission = read("layers = []\nlayers.append(3)\ndef f(): return layers")

    assert [] == run(submission)["f"]()
    assert "layers.append(3) is not executed" in noted(submission, "not_needed")[0]


def test_what_is_not_needed_is_listed_briefly():
    """One note for each run of statements; neither prose nor the self-check is worth one."""
    submission = read(
        "'''Title'''\nx = 1\nprint(x)\n\nprint(2)",
        "from grader.notebook import check",
        "check('f')",
        "def f(): pass\nprint(3)",
    )

    assert ["lines 2 to 5 are not needed for grading: x = 1", "not needed for grading: print(3)"] == noted(
        submission, "not_needed"
    )


def test_answers_are_kept():
    """Variables that answer a question, and what they are computed from."""
    submission = read("a = 2\nb = 3\nwho = 'me'\nq_1_9a = a * 2\nother = b")

    assert ("a", "q_1_9a", "who") == submission.slice.names


def test_with_wanted_names_only_what_they_need_is_executed():
    """A helper for plots that reads the result of training does not make the training run."""
    cells = (
        f"def train(): {BOOM}",
        "losses = train()",
        "def plot(): return losses",
        "def late(x=losses): pass",
        "def f(): return 3",
    )

    submission = read(*cells, wanted={"f"})

    assert ("f", "plot", "train") == submission.slice.names
    assert 3 == run(submission)["f"]()
    assert [] == noted(submission, "undefined")
    assert "losses" in read(*cells).slice.names


def test_with_wanted_names_any_binding_of_one_counts():
    """A function that a factory makes is an exercise like any other."""
    assert 3 == run(read("def make(): return lambda: 3", "f = make()", wanted={"f"}))["f"]()


def test_wide_and_deep_files_are_no_trouble():
    """Long chains of definitions do not exhaust the stack."""
    chain = "\n".join(f"x{i} = x{i + 1}" for i in range(600)) + "\nx600 = 3\ndef f(): return x0"

    assert 3 == run(read(chain))["f"]()


MAGICS = {
    "line": ("%matplotlib inline\nC = 3", 1),
    "shell": ("!pip install x \\\n  y\nC = 3", 1),
    "double shell": ("!!ls\nC = 3", 1),
    "help": ("C?\nC = 3\nnp.exp??", 2),
    "help in front": ("?print\nC = 3", 1),
    "assignment": ("files = !ls\nC = 3\ncwd = %pwd", 2),
    "indented": ("if True:\n    !pip install x\nC = 3", 1),
    "timed": ("%time C = 3", 1),
    "cell time": ("%%time\nC = 3", 1),
    "cell capture and time": ("\n%%capture out\n%%time\nC = 3", 2),
    "automagic": ("pip install numpy\nC = 3", 1),
    "operator": ("C = (7\n% 4)", 0),
    "continued operator": ("C = 7 \\\n% 4", 0),
    "not equal": ("C = 3\nassert C \\\n!= 4", 0),
    "in a string": ("C = 3\ntext = '''\n%matplotlib inline\n!ls\nC?\n'''", 0),
    "in a string with escapes": ('C = 3\ntext = """\\"""\n!ls\n"""', 0),
    "in a continued string": ("C = 3\ntext = 'a \\\n!ls'", 0),
    "quote in a comment": ("# it's\n%matplotlib inline\nC = 3", 1),
    "broken bracket above": ("x = (\ndef g(): pass\n%matplotlib inline\nC = 3", 1),
}


@pytest.mark.parametrize(("cell", "count"), MAGICS.values(), ids=MAGICS)
def test_magics_go_and_nothing_else(cell, count):
    """What only IPython understands is dropped and reported; strings and operators are left alone."""
    submission = read(cell, "def f(): return C")

    assert 3 == run(submission)["f"]()
    assert count == len(noted(submission, "magic"))


@pytest.mark.parametrize("magic", ["%%bash", "%%html", "%%writefile x.py", "%%timeit", "%%javascript"])
def test_cells_of_another_language_go(magic):
    """Their text is not Python, or binds nothing in the notebook."""
    submission = read(f"{magic}\ndef g(): pass", "def f(): pass")

    assert ("f",) == submission.slice.names
    assert [f"a cell that begins with {magic.split()[0]} is not Python and was left out"] == noted(submission, "magic")


def test_percent_cells_and_exported_cells_are_told_apart():
    """Python files have cells as well, by the marks of three tools; text cells are no code."""
    text, first, second = (
        "# %% [markdown]\n# Title\n",
        "# %%\nx = 1\ndef f(): return x\n",
        "#%% second\ndef g(): pass\n",
    )
    source = text + first + second + "# In[3]:\n\ndef h(): pass\n"
    submission = read_submission("work.py", source.encode())

    assert ((1, 1), (1, 2), (2, 1), (3, 2)) == submission.slice.lines


def test_marks_inside_of_strings_are_no_marks():
    """A string that holds a mark stays whole."""
    submission = read_submission("work.py", b'C = """\n# %%\n"""\ndef f(): return C\n')

    assert "\n# %%\n" == run(submission)["f"]()
