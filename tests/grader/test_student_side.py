"""The student's side runs wherever Python and NumPy run: Windows, macOS, a browser."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

ABSENT = """
import os, sys
for name in ("fcntl", "resource", "_posixsubprocess", "pwd", "grp", "termios", "nbformat", "msgspec", "jinja2", "rich",
             "jupytext", "nbconvert", "IPython", "matplotlib"):
    sys.modules[name] = None  # an import of it raises ImportError
for name in ("fork", "forkpty", "pidfd_open", "memfd_create", "setresuid", "sched_setaffinity", "getuid"):
    if hasattr(os, name):
        delattr(os, name)
"""


def run(program, folder):
    """Run a program in a process without what Windows and a plain install lack."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"}
    done = subprocess.run(
        [sys.executable, "-c", ABSENT + program],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert "" == done.stderr
    return done.stdout


@pytest.mark.parametrize(
    "room",
    [
        "notebook", "checks", "assertions", "student", "submission", "data", "data.datasets", "scores", "model",
        "messages", "errors", "worker.values", "worker.answer",
    ],
)  # fmt: skip
def test_a_room_of_the_student_side_imports_anywhere(room, tmp_path):
    """Neither POSIX modules nor a library beyond NumPy is needed, and no room of the sandbox is pulled in."""
    printed = run(f"import grader.{room}\nprint([name for name in sys.modules if 'sandbox' in name])", tmp_path)

    assert "[]\n" == printed


def test_a_student_checks_an_exercise_anywhere(tmp_path):
    """From the file beside the notebook to the verdict, without anything that Windows lacks."""
    checks = """
from grader import generator, seed, source
from grader.assertions import accuracy, assert_close

def doubles(student):
    assert_close(student.double(2.0), 4.0)

RUBRIC = {"assignment": "a", "title": "t", "exercises": [
    {"name": "double", "row": "1.1", "points": 2, "question": False, "promises": {}, "checks": [
        {"function": "doubles", "points": 2, "promise": "p"}]}]}
"""
    (tmp_path / "checks_public.py").write_text(checks)
    program = """
from grader.notebook import check, load, picture
def double(x): return 2 * x
check("double")
with picture("line", needs=("double",)):
    raise NotImplementedError("write double here")
print(load("iris/inputs").shape)
"""

    assert (
        "1.1 double: all public checks hold (1), 2 of 2 points.\nThe picture line waits for 1.1 double.\n(150, 4)\n"
    ) == run(program, tmp_path)
