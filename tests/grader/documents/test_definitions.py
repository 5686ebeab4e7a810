"""Where an exercise stands in the student's cells."""

from grader.documents.definitions import definitions
from grader.documents.schema import Code, Text
from grader.submission import read_submission

SCRIPT = b"""# %%
import functools

def f(x):
    return 1

# %%
@functools.cache
def f(x):
    return 2

g = lambda x: 3

# %%
class Model:
    def fit(self):
        return self
"""


def found(*names, cap=1000):
    code = read_submission("ann.py", SCRIPT).slice
    return definitions(code, names, cap)


def test_the_last_definition_counts_and_keeps_its_own_lines():
    """With its decorator, by cell and line of the student's file; also where a name is assigned."""
    assert found("f", "g", "h") == {
        "f": Code(cell=2, line=1, text=Text(text="@functools.cache\ndef f(x):\n    return 2")),
        "g": Code(cell=2, line=5, text=Text(text="g = lambda x: 3")),
    }


def test_a_long_one_is_cut_and_says_so():
    """The document stays small."""
    assert found("Model", cap=12)["Model"].text == Text(text="class Model:", truncated=True, original_length=51)
