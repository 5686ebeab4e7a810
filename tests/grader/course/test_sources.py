"""The hash of a check changes with what the check means, and with nothing else; the flat reference runs."""

import numpy as np
import pytest

from grader.course.sources import check_sha256, given_source, solution_source
from grader.errors import CourseError

RUBRIC = "assignments/a01_example/assignment.py"
PUBLIC = "assignments/a01_example/checks_public.py"
HIDDEN = "assignments/a01_example/checks_hidden.py"
MISTAKES = "assignments/a01_example/mistakes.py"
REFERENCE = "reference/scaling.py"


def hashes(toy):
    """Return check name -> hash."""
    loaded = toy.load()
    return {row.name: check_sha256(loaded, row) for part in loaded.assignment.parts for row in part.rows}


def changed(toy, path, *pairs):
    """Return the names of the checks whose hash an edit changes."""
    before = hashes(toy)
    toy.edit(path, *pairs)
    after = hashes(toy)
    return {name for name in before if after.get(name) != before[name]}


HIDDEN_CHECKS = {
    "columns_have_deviation_one",
    "a_constant_column_becomes_zero",
    "a_constant_column_causes_no_warning",
}
PUBLIC_CHECKS = {"two_examples_by_hand", "standardize_leaves_its_argument_alone"}

EDITS = {
    "points": (RUBRIC, "points=4", "points=5", set()),
    "title of the assignment": (RUBRIC, "A common scale", "Scales", set()),
    "title of a check": (HIDDEN, "One column of sevens.", "Sevens.", set()),
    "comment": (PUBLIC, "# means 2 and 20, deviations 1 and 10", "# by hand", set()),
    "layout": (PUBLIC, "\n\n    Z =", "\n    Z =", set()),
    "prose of the reference": (REFERENCE, "mean 0 and standard deviation 1.", "a common scale.", set()),
    "a check": (PUBLIC, "[3.0, 30.0]", "[3.0, 31.0]", {"two_examples_by_hand"}),
    "another check": (HIDDEN, "(4, 1), 7.0", "(4, 1), 8.0", {"a_constant_column_becomes_zero"}),
    "an import of the module": (PUBLIC, "import numpy as np", "import math\n\nimport numpy as np", PUBLIC_CHECKS),
    "the reference": (REFERENCE, "deviation > 0, deviation, 1.0", "deviation > 0, deviation, 1.5", HIDDEN_CHECKS),
    "what the reference imports": ("reference/types.py", "np.float64", "np.float32", HIDDEN_CHECKS),
    "a package": ("reference/__init__.py", "grading.", 'grading."""\nimport math\n"""', HIDDEN_CHECKS),
    "mistakes": (MISTAKES, "1e-300", "1e-200", set()),
}


@pytest.mark.parametrize(("path", "old", "new", "names"), EDITS.values(), ids=EDITS)
def test_an_edit_changes_the_hash_of_the_checks_that_depend_on_it(toy, path, old, new, names):
    """Verdicts are made again exactly where they could differ."""
    assert names == changed(toy, path, (old, new))


def test_a_helper_of_the_module_counts_for_all_its_checks(toy):
    """What stands beside the checks may be used by any of them."""
    toy.edit(HIDDEN, ("\n\n\ndef a_constant_column_becomes", "\n\n\nSEVEN = 7.0\n\n\ndef a_constant_column_becomes"))

    assert changed(toy, HIDDEN, ("SEVEN = 7.0", "SEVEN = 8.0")) == HIDDEN_CHECKS


def test_a_check_that_is_used_as_a_helper_counts(toy):
    """A hidden check that calls a public one changes with it; the others do not."""
    toy.edit(
        HIDDEN,
        ("from reference.scaling", "from . import checks_public\nfrom reference.scaling"),
        ('"""One column of sevens."""', '"""One column of sevens."""\n    checks_public.two_examples_by_hand(student)'),
    )

    names = changed(toy, PUBLIC, ("[3.0, 30.0]", "[3.0, 31.0]"))

    assert {"two_examples_by_hand", "a_constant_column_becomes_zero"} <= names


def test_data_of_the_assignment_counts(toy):
    """A check may read what lies in data/."""
    before = hashes(toy)
    (toy.folder / "assignments/a01_example/data").mkdir()
    toy.write("assignments/a01_example/data/points.csv", "1,2")

    assert not set(before.values()) & set(hashes(toy).values())


def run(source):
    """Return the namespace that a source makes."""
    namespace = {}
    exec(compile(source, "<solution>", "exec", dont_inherit=True), namespace)
    return namespace


X = np.array([[1.0, 10.0], [3.0, 30.0]])
SCALED = [[-1.0, -1.0], [1.0, 1.0]]


def test_the_reference_becomes_one_file_that_runs(toy):
    """Aliases come along, imports stand at the top, comments and docstrings stay."""
    source = solution_source(toy.load())

    assert SCALED == run(source)["standardize"](X).tolist()
    assert source.startswith("import numpy as np\nfrom numpy.typing import NDArray\n\n\nArray = NDArray[np.float64]\n")
    assert "# 0 / 0 is not a number" in source
    assert "reference" not in source


def test_the_file_is_the_same_every_time(toy):
    """Same course, same bytes."""
    loaded = toy.load()

    assert [solution_source(loaded)] * 3 == [solution_source(loaded) for _ in range(3)]


def test_a_mistake_stands_under_the_name_of_what_it_gets_wrong(toy):
    """It may use the right version, which then has another name."""
    loaded = toy.load()
    mistakes = {mistake.name: mistake for mistake in loaded.mistakes}

    wrong = run(solution_source(loaded, mistakes["one_mean_for_everything"]))["standardize"]
    changing = run(solution_source(loaded, mistakes["works_in_place"]))["standardize"]

    assert SCALED != wrong(X).tolist()
    argument = X.copy()
    assert SCALED == changing(argument).tolist() == argument.tolist()


LIBRARY = '''"""More lessons."""

from __future__ import annotations

import math as m
from typing import TYPE_CHECKING

import numpy as np

import reference.types
from reference import scaling, types as kinds
from reference.scaling import standardize as scaled

if TYPE_CHECKING:
    from reference.types import Array

LIMIT = {"a": 2}
LIMIT["b"] = 3
_calls = 0


def _safe(x):
    return m.floor(x) + LIMIT["b"]


def pipeline(X: Array) -> kinds.Array:
    """Use everything."""
    global _calls
    _calls += 1
    sqrt = "local"
    same = reference.types.Array is kinds.Array
    return scaled(X) + scaling.standardize(X) + _safe(0.5) + 0 * len(sqrt) + same + _calls


class Pipeline:
    """Refers to itself."""

    def make(self):
        """Make another."""
        return [Pipeline() for _ in range(1)][0]
'''


def with_library(toy):
    """Add a second module whose names collide with the first one's."""
    toy.write("reference/library.py", LIBRARY)
    toy.edit(REFERENCE, ("import numpy as np\n", "import numpy as np\nfrom math import floor as m\n"))
    toy.edit(REFERENCE, ("def standardize", "def _safe(x):\n    return x + m(0.5)\n\n\ndef standardize"))
    toy.edit(REFERENCE, ("return (X - X.mean(axis=0)) / safe", "return _safe((X - X.mean(axis=0)) / safe)"))
    toy.edit(
        RUBRIC,
        ("import standardize\n", "import standardize\nfrom reference.library import Pipeline, pipeline\n"),
        ("    exercises=(", "    given=(pipeline, Pipeline),\n    exercises=("),
    )


def test_names_that_collide_are_told_apart(toy):
    """Helpers, imports, module attributes, globals and classes keep their meaning in the flat file."""
    with_library(toy)

    namespace = run(solution_source(toy.load()))

    assert [[3.0, 3.0], [7.0, 7.0]] == namespace["pipeline"](X).tolist()
    assert [[4.0, 4.0], [8.0, 8.0]] == namespace["pipeline"](X).tolist()
    assert isinstance(namespace["Pipeline"]().make(), namespace["Pipeline"])


def test_everything_else_calls_the_mistaken_version(toy):
    """As in a submission, where each name means one thing."""
    with_library(toy)
    loaded = toy.load()
    (mistake,) = [mistake for mistake in loaded.mistakes if mistake.name == "works_in_place"]

    namespace = run(solution_source(loaded, mistake))
    argument = X.copy()
    namespace["pipeline"](argument)

    assert SCALED == argument.tolist()


def test_given_source_holds_what_is_given_and_what_it_needs(toy):
    """No exercise that is not needed is handed out."""
    assert "def" not in given_source(toy.load())
    with_library(toy)

    namespace = run(given_source(toy.load()))

    assert {"pipeline", "Pipeline", "standardize"} <= namespace.keys()


def test_answers_to_questions_come_from_the_assignment(toy):
    """The reference earns the points of questions as well."""
    toy.write(
        "assignments/a01_example/solution.py",
        "from reference.scaling import standardize\n\nHALF = 21\nq_1_1 = 2 * HALF\n",
    )
    toy.edit(
        RUBRIC,
        ("import Assignment, Check, Exercise", "import Assignment, Check, Exercise, Question"),
        (
            "    exercises=(",
            '    questions=(Question("q_1_1", "?", (Check(hidden.answer, 1, "answer"),), "So."),),\n    exercises=(',
        ),
    )
    toy.edit(HIDDEN, ("\n\n\ndef columns", "\n\n\ndef answer(student):\n    pass\n\n\ndef columns"))

    assert 42 == run(solution_source(toy.load()))["q_1_1"]


UNUSABLE = {
    "late import": (
        "    deviation =",
        "    import reference.types\n\n    deviation =",
        "import what is of the course at the top",
    ),
    "module as a value": ("return (X", "return types and (X", "use types only as types.something"),
    "star": ("import numpy as np\n", "import numpy as np\nfrom reference.types import *\n", "not with a star"),
}


@pytest.mark.parametrize(("old", "new", "sentence"), UNUSABLE.values(), ids=UNUSABLE)
def test_a_reference_that_cannot_become_one_file_is_said(toy, old, new, sentence):
    """The error names the module and the line."""
    toy.edit(REFERENCE, ("from reference.types import", "from reference import types\nfrom reference.types import"))
    toy.edit(REFERENCE, (old, new))

    with pytest.raises(CourseError, match=sentence):
        solution_source(toy.load())
