"""Batches for tests: a course whose checks misbehave, the toy course, and a way to run either."""

import json
from pathlib import Path

from grader.batch import File, Writing, judge_all, run_facts, write_result
from grader.course import load_assignment, open_course
from grader.data.datasets import DataSource
from grader.ledger import Folder, open_ledger
from grader.model import Level, Limits
from grader.pipeline import Terms, local_reference, seal_data
from grader.sandbox.levels import best_confinement

TOY = Path(__file__).resolve().parents[3] / "grader" / "course" / "example"
RIGHT = b"import numpy as np\n\ndef standardize(X):\n    s = X.std(axis=0)\n    return (X - X.mean(axis=0)) / np.where(s == 0, 1, s)\n"
SEVERAL = {
    "right.py": RIGHT,
    "whole.py": b"def standardize(X):\n    return (X - X.mean()) / X.std()\n",
    "loops.py": b"import math\nimport numpy as np\n\ndef standardize(X):\n    columns = []\n    for c in X.T.tolist():\n        m = sum(c) / len(c)\n        s = math.sqrt(sum((v - m) ** 2 for v in c) / len(c)) or 1.0\n        columns.append([(v - m) / s for v in c])\n    return np.array(columns).T\n",
    "stub.py": b'def standardize(X):\n    raise NotImplementedError("write standardize here")\n',
    "raises.py": b"def standardize(X):\n    return X / undefined\n",
    "essay.pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n",
}
VOLATILE = ("duration_s", "integrity", "supersedes", "cpu_seconds")


def write_files(folder, files):
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return [File(folder / name, Path(name).stem) for name in files]


def write_course(folder, checks, function="def double(x):\n    return 2 * x"):
    """Write a course of one exercise `double` whose checks are given as the bodies of functions."""
    promise = '    """Double it.\n\n    Promises\n    --------\n    value : it is twice the argument.\n    """\n'
    head, body = function.split("\n", 1)
    rows = "".join(f'Check(public.{name}, points=1, promise="value"), ' for name in checks)
    functions = "\n\n\n".join(f'def {name}(student):\n    """A check."""\n    {code}' for name, code in checks.items())
    files = {
        "course.toml": 'id = "course"\ntitle = "Course"\n',
        "reference/__init__.py": '"""Lessons."""\n',
        "reference/doubling.py": f'"""Doubling."""\n\n\n{head}\n{promise}{body}\n',
        "assignments/__init__.py": '"""Assignments."""\n',
        "assignments/a01_double/__init__.py": '"""Doubling."""\n',
        "assignments/a01_double/checks_public.py": f'"""Checks."""\n\nfrom grader.assertions import assert_equal\n\n\n{functions}\n',
        "assignments/a01_double/checks_hidden.py": '"""None."""\n',
        "assignments/a01_double/mistakes.py": '"""None."""\n\nMISTAKES = ()\n',
        "assignments/a01_double/assignment.py": (
            '"""Doubling."""\n\nfrom grader import Assignment, Check, Exercise\nfrom reference.doubling import double\n\n'
            "from . import checks_public as public\n\n"
            f'ASSIGNMENT = Assignment(title="Doubling", exercises=(Exercise(double, checks=({rows})),))\n'
        ),
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def terms_for(course_folder, assignment, level=None, key=b"a key for tests", only=None):
    course = open_course(course_folder)
    loaded = load_assignment(course, assignment)
    data = DataSource(key, None)
    return course, Terms(
        loaded=loaded,
        key=key,
        data=data,
        limits=Limits(cpu_seconds=2.0),
        confinement=best_confinement(Level.NONE, level),
        reference=local_reference(loaded, data),
        sealed=seal_data(data),
        only=only,
    )


def run(folder, files, course, terms, jobs=1, **options):
    """Run a batch into DIR and return what was judged, by student."""
    writing = Writing(folder=Folder(folder), terms=terms, facts=run_facts(course, terms, "given", {}))
    found = {}
    with open_ledger(folder) as ledger:
        for judged in judge_all(files, terms, ledger, "versions", jobs, **options):
            write_result(writing, judged)
            found[judged.submission.student] = judged
    return found


def stable(value):
    """Return a document without its volatile fields."""
    if isinstance(value, dict):
        kept = {key: stable(item) for key, item in value.items() if not key.endswith("_at") and key not in VOLATILE}
        return kept
    return [stable(item) for item in value] if isinstance(value, list) else value


def documents(folder):
    """Return every document of DIR without its volatile fields."""
    return {path.name: stable(json.loads(path.read_bytes())) for path in sorted((folder / "results").glob("*.json"))}
