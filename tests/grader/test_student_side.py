"""The student's side runs wherever Python and NumPy run: Windows, macOS, a browser."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

ABSENT = """
import os, signal, socket, sys
for name in ("fcntl", "resource", "pwd", "grp", "termios", "tty", "pty", "syslog", "readline", "_posixsubprocess",
             "_posixshmem", "nbformat", "msgspec", "jinja2", "rich", "jupytext", "nbconvert", "IPython", "matplotlib"):
    sys.modules[name] = None  # an import of it raises ImportError
for module, names in (
    (os, "fork forkpty register_at_fork pidfd_open memfd_create setresuid setsid killpg wait4 posix_spawn pipe2 "
         "sched_setaffinity sched_getaffinity getuid geteuid getpgid mkfifo sendfile sysconf"),
    (signal, "SIGALRM SIGKILL SIGUSR1 alarm setitimer pthread_sigmask pidfd_send_signal sigwait"),
    (socket, "AF_UNIX send_fds recv_fds"),
):
    for name in names.split():
        if hasattr(module, name):
            delattr(module, name)
"""


def run(program, folder, **settings):
    """Run a program in a process without what Windows and a plain install lack."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error", **settings}
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
        "notebook", "notebook.saved", "cli", "cli.checking", "checks", "assertions", "student", "submission", "data", "data.datasets", "scores", "model",
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

RUBRIC = {"assignment": "a", "title": "t", "wanted": ["double"], "exercises": [
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
        "1.1 double: all public checks hold (1): 2 of 2 points.\nThe picture line waits for 1.1 double.\n(150, 4)\n"
    ) == run(program, tmp_path)


@pytest.fixture
def released(tmp_path):
    """The folder of an assignment as students receive it."""
    folder = tmp_path / "a03_perceptron"
    shutil.copytree(ROOT / "student_template" / "a03_perceptron", folder)
    return folder


def hand_in(folder, name):
    """Put a file of the sample cohort into a student's folder."""
    shutil.copy(ROOT / "examples" / "a03_perceptron" / name, folder / name)


def test_every_exercise_is_checked_anywhere(released):
    """A whole assignment, from the released folder: live functions, a table, a stub, a loop that says how to stop."""
    hand_in(released, "loops.py")
    program = """
from pathlib import Path
exec(Path("loops.py").read_text(encoding="utf-8"), globals())
from grader.notebook import check
for name in ("perceptron_fit", "OneVsRestPerceptron"):
    check(name)
def decide(w, X):
    raise NotImplementedError("write decide here")
check(decide)
check()
"""
    printed = run(program, released)

    assert "3.2 perceptron_fit: all public checks hold (4): 13 of 25 points." in printed
    assert "3.6 OneVsRestPerceptron: all public checks hold (6): 13 of 25 points." in printed
    assert "3.1 decide: not started." in printed
    assert 8 == printed.count("All public checks hold")


def test_the_saved_file_is_read_anywhere(released):
    """`check.all()` shows the hash, and runs what will be graded."""
    hand_in(released, "perfect.ipynb")
    printed = run("from grader.notebook import check\ncheck.all('perfect.ipynb')", released)

    assert printed.startswith("This is what will be graded of perfect.ipynb, as it was last saved:\n  Content hash ")
    assert 9 == printed.count("All public checks hold")


def command(words, folder):
    """Run `grader check` and return its exit code and what it printed."""
    program = f"""
from grader.cli import main
code = main(["check", *{words!r}])
assert not [name for name in sys.modules if "sandbox" in name or "grader.course" in name]
print(code)
"""
    *printed, code = run(program, folder).splitlines()
    return int(code), "\n".join(printed)


def test_the_command_checks_a_file_anywhere(released):
    """All exercises of a right notebook: exit code 0."""
    hand_in(released, "perfect.ipynb")
    code, printed = command(["perfect.ipynb"], released)

    assert 0 == code
    assert 9 == printed.count("All public checks hold")


def test_the_command_says_what_to_change_anywhere(released):
    """One exercise with the slide's rule: exit code 1, and the same sentences as in the notebook."""
    hand_in(released, "slide_rule.ipynb")
    code, printed = command(["slide_rule.ipynb", "perceptron_fit"], released)

    assert 1 == code
    assert printed.startswith("3.2 perceptron_fit: Zero weights do not separate AND: history must not be empty.")


def test_a_notebook_that_stands_alone_is_checked_anywhere(released, tmp_path):
    """In an empty folder the checks are those that the notebook carries; untouched, nothing is started: exit code 1."""
    alone = tmp_path / "alone"
    alone.mkdir()
    shutil.copy(released / "a03_perceptron.ipynb", alone)
    code, printed = command([str(alone / "a03_perceptron.ipynb"), "--json"], tmp_path)
    record = json.loads(printed)

    assert 1 == code
    assert ("a03_perceptron", None) == (record["assignment"], record["problem"])
    assert {"missing", "skipped"} == {check["outcome"] for part in record["exercises"] for check in part["checks"]}


def test_a_terminal_without_unicode_stops_nothing(released):
    """Where Windows writes to a file in an old encoding, what cannot be shown becomes a question mark."""
    program = """
from grader.notebook import check, picture
def augment(X): raise ValueError("\\u03b8 \\u2264 0")
check("augment")
with picture("line", needs=("augment",)):
    augment(1)
"""

    assert 2 == run(program, released, PYTHONIOENCODING="ascii").count("ValueError: ? ? 0")
