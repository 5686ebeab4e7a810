"""A tiny course on disk, whose files a test may spoil."""

from textwrap import dedent

import pytest

from grader.course import load_assignment, open_course

FILES = {
    "course.toml": """
        id = "tiny"
        title = "Tiny"
        term = "2026"
        timezone = "UTC"
        minimum_isolation = "restricted"
        """,
    "reference/__init__.py": '"""Lessons."""\n',
    "reference/shifting.py": '''
        """Shift."""

        import numpy as np


        def shift(X, by=1.0):
            """Add a number to each row's mean.

            Promises
            --------
            mean : it is the mean of each row, plus by.
            """
            return X.mean(axis=1) + by
        ''',
    "assignments/__init__.py": '"""Assignments."""\n',
    "assignments/a01_tiny/__init__.py": '"""Tiny."""\n',
    "assignments/a01_tiny/assignment.py": '''
        """Rubric."""

        from grader import Assignment, Check, Exercise
        from reference.shifting import shift

        from . import checks_hidden as hidden
        from . import checks_public as public

        ASSIGNMENT = Assignment(
            title="Tiny",
            exercises=(
                Exercise(
                    shift,
                    checks=(
                        Check(public.two_rows, points=4, promise="mean"),
                        Check(hidden.another_shift, points=2, promise="mean"),
                    ),
                ),
            ),
        )
        ''',
    "assignments/a01_tiny/checks_public.py": '''
        """Public."""

        import numpy as np

        from grader.assertions import assert_close


        def two_rows(student):
            """Two rows of two."""
            assert_close(student.shift(np.array([[1.0, 3.0], [0.0, 4.0]])), np.array([3.0, 3.0]))
        ''',
    "assignments/a01_tiny/checks_hidden.py": '''
        """Hidden."""

        import numpy as np

        from grader import seed
        from grader.assertions import assert_close
        from reference.shifting import shift


        def another_shift(student):
            """By two."""
            X = np.random.default_rng(seed()).normal(size=(3, 4))
            assert_close(student.shift(X, by=2.0), shift(X, by=2.0))
        ''',
    "assignments/a01_tiny/mistakes.py": '''
        """Mistakes."""

        import numpy as np

        from grader import Mistake
        from reference.shifting import shift

        from . import checks_hidden as hidden
        from . import checks_public as public


        def mean_of_columns(X, by=1.0):
            """Take the wrong axis."""
            return X.mean(axis=0) + by


        def shift_ignored(X, by=1.0):
            """Always add one."""
            return X.mean(axis=1) + 1.0


        def never_ends(X, by=1.0):
            """Wait for a convergence that does not come."""
            while True:
                by = by


        MISTAKES = (
            Mistake(mean_of_columns, replaces=shift, hint="axis=1", caught_by=public.two_rows),
            Mistake(shift_ignored, replaces=shift, hint="use by", caught_by=hidden.another_shift),
            Mistake(never_ends, replaces=shift, hint="end", caught_by=(public.two_rows, hidden.another_shift)),
        )
        ''',
}


@pytest.fixture
def tiny(tmp_path):
    """Return a function that writes the tiny course, with parts of its files replaced, and loads it."""

    def write(**replaced):
        files = {path: dedent(text).lstrip() for path, text in FILES.items()}
        for file, (before, after) in replaced.items():
            path = next(path for path in files if path.endswith(f"/{file}.py"))

            assert before in files[path]
            files[path] = files[path].replace(before, after)
        for path, text in files.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text, encoding="utf-8")
        return load_assignment(open_course(tmp_path), "a01_tiny")

    return write
