"""The self-check in a real kernel, as Jupyter and VS Code run it, in IPython and in plain Python."""

import shutil
import subprocess
import sys
import warnings

import nbformat
import pytest

from grader.messages import LINES
from grader.release import solution_notebook, student_notebook
from grader.release.rubric_table import public_checks
from tests import courses
from tests.grader.notebook.tiny import CHECKS

pytestmark = pytest.mark.full
NAME = "a03_perceptron"
LOADED = ("course", NAME)


@pytest.fixture
def released(tmp_path):
    """The folder that a student unpacks."""
    shutil.copytree(courses.ROOT / "student_template" / NAME, tmp_path / NAME)
    return tmp_path / NAME


def executed(data, folder):
    """Run a notebook from top to bottom in a fresh kernel, and return what each cell printed; an exception raises."""
    import nbclient

    node = nbformat.reads(data.decode(), as_version=4)
    node.cells.append(nbformat.v4.new_code_cell(f"check()\ncheck.all('{NAME}.ipynb')", id="whole"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the kernel's own machinery
        nbclient.NotebookClient(node, timeout=300, resources={"metadata": {"path": str(folder)}}).execute()
    return {cell.id: "".join(output.get("text", "") for output in cell.get("outputs", ())) for cell in node.cells}


def exercises():
    return courses.loaded(*LOADED).assignment.exercises


def test_the_untouched_notebook_says_not_started(released):
    """Restart and run all, before the first line is written: each check says so, and none dies."""
    said = executed(student_notebook(courses.loaded(*LOADED)), released)

    assert [] == [part.name for part in exercises() if f"{part.name}: not started." not in said[f"check-{part.name}"]]
    assert "Traceback" not in "".join(said.values())
    assert 2 * len(exercises()) == said["whole"].count("Not started")
    assert "Run all cells and save" not in said["whole"]


def test_the_solved_notebook_says_that_all_public_checks_hold(released):
    """With the reference's bodies: one exercise, all exercises, and the saved file agree."""
    data = solution_notebook(courses.loaded(*LOADED))
    (released / f"{NAME}.ipynb").write_bytes(data)
    said = executed(data, released)

    assert [] == [part.name for part in exercises() if "all public checks hold" not in said[f"check-{part.name}"]]
    assert 2 * len(exercises()) == said["whole"].count("All public checks hold")
    assert "This is what will be graded" in said["whole"]
    assert "Run all cells and save" not in said["whole"]
    assert all(len(text.splitlines()) <= LINES for id, text in said.items() if id.startswith("check-"))


def test_a_notebook_that_differs_from_the_saved_file_is_told(released):
    """The kernel of the solution, beside the untouched file: somebody forgot to save."""
    said = executed(solution_notebook(courses.loaded(*LOADED)), released)

    assert "Run all cells and save, then run check.all() again: the kernel holds another OneVsRest" in said["whole"]


class Kernel:
    """A kernel to talk to, message by message."""

    def __init__(self, folder):
        from jupyter_client.manager import start_new_kernel

        self.manager, self.client = start_new_kernel(cwd=str(folder))

    def run(self, source, interrupt_at=None):
        """Run a cell; interrupt it once it has printed `interrupt_at`. Return its status and what it printed."""
        printed = []

        def hear(message):
            printed.append(message["content"].get("text", "") if message["msg_type"] == "stream" else "")
            if interrupt_at and interrupt_at in printed[-1]:
                self.manager.interrupt_kernel()

        reply = self.client.execute_interactive(source, timeout=120, output_hook=hear)
        return reply["content"]["status"], "".join(printed)

    def close(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)


@pytest.fixture
def kernel(released):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the kernel's own machinery
        started = Kernel(released)
        yield started
        started.close()


def test_a_loop_without_end_can_be_stopped(kernel):
    """The notice names the menu of a notebook; after the interrupt one sentence says where, and the kernel goes on."""
    kernel.run("from grader.notebook import SelfCheck\ncheck = SelfCheck(delay=0.2)")
    kernel.run("def augment(X):\n    n = 0\n    while True:\n        n = 1 - n")
    status, printed = kernel.run("check('augment')\nprint('went on')", interrupt_at="Kernel > Interrupt")
    lines = printed.splitlines()

    assert "ok" == status
    assert lines[0].startswith("3.1 augment has been running for 0.2 s")
    assert lines[1].startswith("Stopped by you: 3.1 augment was being checked. In augment, at line ")
    assert ["went on"] == lines[2:]
    assert "ok" == kernel.run("check('augment') if False else None")[0]


def test_an_exception_names_the_line_of_the_cell(kernel):
    """The text of a cell is found in a real kernel, too."""
    kernel.run("import numpy as np\nfrom grader.notebook import check\ndef augment(X):\n    return np.hstack(1, X)")
    _, printed = kernel.run("check('augment')")

    assert "In augment, at line 4: return np.hstack(1, X)" in printed
    assert "\x1b" not in printed  # no colour codes


def test_magics_do_no_harm(kernel):
    """A function that was written to a file, timed, or defined in a captured cell is checked like any other."""
    kernel.run("%%writefile mine.py\nimport numpy as np\ndef augment(X):\n    return np.insert(X, 0, 1, axis=1)")
    kernel.run("%load_ext autoreload\n%autoreload 2\nfrom mine import augment\nfrom grader.notebook import check")
    _, first = kernel.run("check(augment)")
    kernel.run("%%capture\nimport numpy as np\ndef augment(X):\n    return np.insert(X, 0, 1, axis=1)")
    _, second = kernel.run("%time check('augment')")
    _, third = kernel.run("check.all()")

    assert first.startswith("3.1 augment: all public checks hold (1)")
    assert second.startswith("3.1 augment: all public checks hold (1)")
    assert third.startswith("Run all cells and save, then run check.all() again: the kernel holds another augment")


def test_the_editor_that_tells_its_file_is_believed(kernel, released):
    """VS Code names the notebook in a variable, and its kernel may run in another folder."""
    elsewhere = released.parent / "elsewhere"
    elsewhere.mkdir()
    kernel.run(f"import os\nos.chdir({str(elsewhere)!r})\n__vsc_ipynb_file__ = {str(released / f'{NAME}.ipynb')!r}")
    _, printed = kernel.run("from grader.notebook import check\ncheck.all()\ncheck('augment')")

    assert printed.startswith(f"This is what will be graded of {NAME}.ipynb")
    assert "3.1 augment: run the cell that defines augment first." in printed


def typed(words, text, folder, cwd=None):
    """Type lines into an interpreter that is not a notebook, and return what it prints."""
    (folder / "checks_public.py").write_text(CHECKS, encoding="utf-8")
    environment = {"PYTHONPATH": str(courses.ROOT), "IPYTHONDIR": str(folder), "PATH": "", "HOME": str(folder)}
    done = subprocess.run(
        [sys.executable, *words],
        input=text,
        cwd=cwd or folder,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


SESSION = "from grader.notebook import check\ndef double(x): return 2 * x\n\ncheck('double')\ncheck(double)\ncheck()\n"


@pytest.mark.parametrize(
    "words",
    [("-i", "-q"), ("-m", "IPython", "--colors=NoColor", "--simple-prompt", "--no-banner")],
    ids=["python", "ipython"],
)
def test_an_interpreter_without_a_notebook_checks_too(words, tmp_path):
    """What is typed at a prompt is the student's work."""
    printed = typed(words, SESSION, tmp_path)

    assert 2 == printed.count("1.1 double: all public checks hold (2)")
    assert "1.1 double    6 of  6 points  All public checks hold" in printed


def test_a_program_checks_itself(tmp_path):
    """Started from another folder, it finds its checks beside itself, and itself as what is saved."""
    program = tmp_path / "work" / "mine.py"
    program.parent.mkdir()
    program.write_text(SESSION + "check.all()\n", encoding="utf-8")
    printed = typed([str(program)], "", program.parent, cwd=tmp_path)

    assert 2 == printed.count("1.1 double: all public checks hold (2)")
    assert "This is what will be graded of mine.py" in printed


def test_the_checks_of_the_template_are_those_of_the_course(released):
    """What the tests above ran is what students receive."""
    assert public_checks(courses.loaded(*LOADED)) == (released / "checks_public.py").read_text(encoding="utf-8")
