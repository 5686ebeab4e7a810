"""A course whose last exercise uses the others, and students who get one of those wrong."""

from textwrap import dedent

FILES = {
    "course.toml": 'id = "following"\ntitle = "Following"\n',
    "reference/__init__.py": '"""Lessons."""\n',
    "reference/steps.py": '''
        """Steps of a training."""

        import numpy as np


        def normalize(X, rounds=1):
            """Divide each row by its sum.

            Promises
            --------
            sum : each row sums to 1.
            pure : the argument stays as it was.
            """
            for _ in range(rounds):
                X = X / X.sum(axis=1, keepdims=True)
            return X


        def batches(n, size, rng):
            """Yield all row numbers in a drawn order, a few at a time.

            Promises
            --------
            all : each row comes once.
            """
            order = rng.permutation(n)
            for start in range(0, n, size):
                yield order[start : start + size]


        def widen(x):
            """Given: add a column of ones."""
            return np.hstack([x, np.ones((len(x), 1))])


        def train(X, steps, rng):
            """Sum normalized rows in drawn orders.

            Promises
            --------
            total : it is the weighted sum.
            """
            total = np.zeros(X.shape[1] + 1)
            for step in range(steps):
                for rows in batches(len(X), 2, rng):
                    total = 0.9 * total + normalize(widen(X[rows])).sum(axis=0)
            return total
        ''',
    "assignments/__init__.py": '"""Assignments."""\n',
    "assignments/a01_steps/__init__.py": '"""Steps."""\n',
    "assignments/a01_steps/assignment.py": '''
        """Rubric: what uses the others stands first."""

        from grader import Assignment, Check, Exercise
        from reference.steps import batches, normalize, train, widen

        from . import checks_hidden as hidden
        from . import checks_public as public

        USED = (normalize, batches)
        ASSIGNMENT = Assignment(
            title="Steps",
            exercises=(
                Exercise(
                    train,
                    checks=(
                        Check(public.one_epoch, points=3, promise="total", uses=USED),
                        Check(hidden.more_epochs, points=3, promise="total", uses=USED),
                    ),
                ),
                Exercise(
                    normalize,
                    checks=(Check(public.rows_sum_to_one, points=9, promise="sum"),),
                    manners=(Check(public.normalize_leaves_its_argument_alone, points=1, promise="pure"),),
                ),
                Exercise(batches, checks=(Check(public.each_row_once, points=4, promise="all"),)),
            ),
            given=(widen,),
        )
        ''',
    "assignments/a01_steps/checks_public.py": '''
        """Public."""

        import numpy as np

        from grader import generator, source
        from grader.assertions import assert_array, assert_close, assert_equal, assert_list, assert_unchanged

        X = np.array([[1.0, 3.0], [2.0, 2.0], [5.0, 1.0], [1.0, 1.0], [0.5, 2.0]])
        ONE = np.array([1.75634, 1.93894, 1.0])


        def one_epoch(student):
            """Five rows, one epoch."""
            assert_array(student.train(X, 1, generator(7)), (3,), name="train(X, 1, rng)")


        def rows_sum_to_one(student):
            """Five rows."""
            assert_close(student.normalize(X), X / X.sum(axis=1)[:, None], name="normalize(X)")


        def normalize_leaves_its_argument_alone(student):
            """Five rows."""
            assert_unchanged(student.normalize, X)


        def each_row_once(student):
            """Seven rows, three at a time."""
            found = student.run(source("lambda f, rng: [list(map(int, b)) for b in f(7, 3, rng)]"), student.batches, generator(1))
            rows = assert_list(found, name="list(batches(7, 3, rng))")
            assert_equal(sorted(sum(rows, [])), [0, 1, 2, 3, 4, 5, 6], name="the row numbers")
        ''',
    "assignments/a01_steps/checks_hidden.py": '''
        """Hidden."""

        import numpy as np

        from grader import generator, seed
        from grader.assertions import assert_close
        from reference.steps import train


        def more_epochs(student):
            """Drawn rows, four epochs."""
            X = np.random.default_rng(seed()).uniform(1, 2, size=(6, 3))
            assert_close(student.train(X, 4, generator(3)), train(X, 4, np.random.default_rng(3)), name="train(X, 4, rng)")
        ''',
    "assignments/a01_steps/mistakes.py": '''
        """Mistakes."""

        import numpy as np

        from grader import Mistake
        from reference.steps import normalize, train

        from . import checks_hidden as hidden
        from . import checks_public as public


        def columns_sum_to_one(X, rounds=1):
            """Take the wrong axis."""
            return X / X.sum(axis=0)


        def forgets_to_forget(X, steps, rng):
            """Add without the factor."""
            from numpy import zeros

            return zeros(X.shape[1] + 1)


        MISTAKES = (
            Mistake(columns_sum_to_one, replaces=normalize, hint="Rows, not columns.", caught_by=public.rows_sum_to_one),
            Mistake(forgets_to_forget, replaces=train, hint="Multiply by 0.9.", caught_by=hidden.more_epochs),
        )
        ''',
}
RIGHT = """
import numpy as np

def widen(x):
    return np.hstack([x, np.ones((len(x), 1))])

def normalize(X, rounds=1):
    return X / X.sum(axis=1, keepdims=True)

def batches(n, size, rng):
    order = rng.permutation(n)
    return (order[start:start + size] for start in range(0, n, size))

def train(X, steps, rng):
    total = np.zeros(X.shape[1] + 1)
    for step in range(steps):
        for rows in batches(len(X), 2, rng):
            total = 0.9 * total + normalize(widen(X[rows])).sum(axis=0)
    return total
"""
NORMALIZE = "    return X / X.sum(axis=1, keepdims=True)\n"
BATCHES = "    return (order[start:start + size] for start in range(0, n, size))\n"


def with_normalize(body):
    """Return the right file with another body of `normalize`."""
    return RIGHT.replace(NORMALIZE, f"    {body}\n")


STUDENTS = {
    "right.py": RIGHT,
    "columns.py": with_normalize("return X / X.sum(axis=0)"),
    "raises.py": with_normalize("return X / undefined"),
    "none.py": with_normalize("pass"),
    "stub.py": with_normalize("raise NotImplementedError"),
    "missing.py": RIGHT.replace(f"def normalize(X, rounds=1):\n{NORMALIZE}", ""),
    "alias.py": with_normalize("return -X")
    .replace("def train(", "unit = normalize\n\ndef train(")
    .replace("total + normalize(", "total + unit("),
    "both.py": with_normalize("return X").replace(BATCHES, "    return iter(())\n"),
    "rude.py": with_normalize("X /= X.sum(axis=1, keepdims=True); return X"),
}


def write_following(folder):
    """Write the course and return its folder."""
    return write_course(folder, FILES)


def write_course(folder, files):
    """Write the files of a course, given with an indent, and return its folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text).lstrip())
    return folder
