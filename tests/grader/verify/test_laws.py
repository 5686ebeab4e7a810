"""Each law that `grader verify` adds to the rubric's own is broken here once, and named."""

import numpy as np
import pytest

from grader.course.sources import solution_source
from grader.verify.laws import alike_mistakes, blaming_checks, broken_laws, handed_out, leaning_checks, unlisted_checks
from grader.verify.places import written_at
from tests.grader.verify.test_mutants import DATA, TERMS, open_locally

LOCAL = open_locally(DATA)


def test_a_fair_assignment_breaks_no_law(tiny):
    """All laws at once, and each is told of while it is tried."""
    heard = []

    assert [] == broken_laws(tiny(), LOCAL, TERMS, heard.append)
    assert 4 == len(heard)


def test_a_check_that_no_row_names_is_found(tiny):
    """Helpers are left alone, and so is what takes other arguments."""
    added = "\n\ndef forgotten(student):\n    pass\n\n\ndef _helper(student):\n    pass\n\n\ndef other(X):\n    pass\n"
    loaded = tiny(checks_hidden=("by=2.0))\n", f"by=2.0))\n{added}"))

    (problem,) = unlisted_checks(loaded)
    assert problem.startswith("assignments/a01_tiny/checks_hidden.py, line 16: forgotten is a check")


def test_a_solution_in_a_public_check_is_found(tiny):
    """Nothing that students receive holds a statement of the reference."""
    loaded = tiny(checks_public=("    assert_close(", "    X, by = np.eye(2), 1\n    (lambda: 0)()\n    assert_close("))
    assert [] == handed_out(loaded)
    given_away = "def _shift(X, by):\n    return X.mean(axis=1) + by\n\n\ndef two_rows"
    loaded = tiny(checks_public=("def two_rows", given_away))

    (problem,) = handed_out(loaded)
    assert "`return X.mean(axis=1) + by`, a statement of the solution of shift" in problem


@pytest.mark.parametrize(
    "line", ["from reference.shifting import shift", "from . import checks_hidden", "import scipy"]
)
def test_a_public_check_that_imports_what_students_lack_is_found(tiny, line):
    """Neither the reference nor a hidden check nor another library."""
    loaded = tiny(checks_public=("import numpy as np", "import numpy as np\nTYPE = False\nif TYPE:\n    " + line))

    (problem,) = handed_out(loaded)
    assert "checks_public.py, line 6: it imports" in problem


def test_a_check_that_leans_on_another_is_found(tiny):
    """What ran before must not matter."""
    assert [] == leaning_checks(tiny(), LOCAL, TERMS)
    loaded = tiny(
        checks_public=("    assert_close(", "    np.ran = 'public'\n    assert_close("),
        checks_hidden=(
            "    assert_close(",
            "    before, np.ran = getattr(np, 'ran', ''), 'hidden'\n    assert before == 'public'\n    assert_close(",
        ),
    )

    (problem,) = leaning_checks(loaded, LOCAL, TERMS)
    assert problem.startswith("another_shift says something else when it runs alone")
    del np.ran


def test_mistakes_that_answer_alike_are_found(tiny):
    """Other words, the same numbers."""
    loaded = tiny(mistakes=("return X.mean(axis=1) + 1.0", "return X.T.mean(axis=1) + by"))

    assert ["the mistakes mean_of_columns and shift_ignored answer everything alike"] == [
        problem.partition(":")[0] for problem in alike_mistakes(loaded, LOCAL, TERMS)
    ]


def test_a_check_that_blames_its_author_is_found(tiny):
    """It indexes what a student returned, before an assertion said what that is."""
    loaded = tiny(checks_public=("    assert_close(", "    student.shift(np.eye(2))[0]\n    assert_close("))

    (problem,) = blaming_checks(loaded, TERMS)
    assert problem.startswith("two_rows blames its author where a student's function ")
    assert [] == blaming_checks(loaded, TERMS, frozenset(["another_shift"]))


def test_a_line_of_the_solution_is_found_in_the_file_where_it_was_written(tiny):
    """A survivor is named by a place that an editor can open."""
    loaded = tiny()
    source = solution_source(loaded)
    text = "return X.mean(axis=1) + by"
    line = source.split("\n").index(f"    {text}") + 1

    own = (loaded.folder.parents[1] / "reference" / "shifting.py").read_text().split("\n").index(f"    {text}") + 1

    assert (f"reference/shifting.py:{own}", text) == written_at(loaded, f"\n\n{source}", line + 2)
    assert ("the solution, line 1", "") == written_at(loaded, f"\n\n{source}", 1)
