"""The wheel in a browser's Python (JupyterLite): one process, one thread, no POSIX.

NumPy for that platform is in no package registry that a test may rely on, so two tests share the proof: the real
Pyodide loads the wheel with a stand-in for NumPy, and the real NumPy runs a notebook where that platform is simulated.
"""

import io
import json
import os
import shutil
import subprocess
import sys
import zipfile

import pytest

from grader.release import student_notebook, student_wheel
from grader.submission import read_submission
from tests import courses

PYODIDE = "pyodide@314.0.7"
AUGMENT = "def augment(X):\n    return np.hstack([np.ones((len(X), 1)), X])\n"
ROOMS = (
    "notebook", "checks", "assertions", "student", "submission", "data.datasets", "scores", "model", "messages",
)  # fmt: skip

SIMULATED = """
import os, sys, _thread
import numpy, matplotlib.pyplot  # both are made for that platform
for name in ("fcntl", "resource", "termios", "pwd", "grp", "syslog", "_posixsubprocess", "_multiprocessing",
             "_posixshmem", "readline", "curses", "nbformat", "msgspec", "jinja2", "rich", "jupytext", "IPython"):
    sys.modules[name] = None
for name in [name for name in dir(os) if name.startswith(("fork", "posix_spawn", "exec", "spawn", "wait", "sched_"))]:
    delattr(os, name)

def no_thread(*args, **kwargs):
    raise RuntimeError("can't start new thread")

_thread.start_new_thread = no_thread
if hasattr(_thread, "start_joinable_thread"):
    _thread.start_joinable_thread = no_thread
sys.platform = "emscripten"
made = {"__name__": "__main__"}
for code in CELLS:
    exec(code, made)
"""


@pytest.fixture
def site(tmp_path):
    """The wheel, unpacked as an installer does it."""
    folder = tmp_path / "site"
    zipfile.ZipFile(io.BytesIO(student_wheel()[1])).extractall(folder)
    return folder


def test_a_notebook_runs_without_threads_processes_and_posix(site, tmp_path):
    """From the first cell to the last: a right answer earns its points, everything else is not started."""
    document = json.loads(student_notebook(courses.loaded("course", "a03_perceptron")))
    cells = ["".join(cell["source"]) for cell in document["cells"] if cell["cell_type"] == "code"]
    cells = [AUGMENT if "def augment(" in code else code for code in cells if "check.all()" not in code]
    cells = [*cells[:2], cells[-1], *cells[2:-1]]  # its checks first, for there is no folder
    done = subprocess.run(
        [sys.executable, "-c", f"CELLS = {cells!r}\n{SIMULATED}"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(site), "MPLBACKEND": "agg"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert "" == done.stderr
    assert "3.1 augment: all public checks hold (1)" in done.stdout
    assert "3.1 decide: not started." in done.stdout
    assert "The picture decision_boundary waits for 3.2 perceptron_fit." in done.stdout


LOADED = """
import { loadPyodide } from "pyodide";
import fs from "fs";
const python = await loadPyodide();
for (const name of ["nngrader.whl", "mine.ipynb"]) python.FS.writeFile("/" + name, fs.readFileSync(name));
console.log(python.runPython(fs.readFileSync("program.py", "utf8")));
"""
PROGRAM = """
import importlib, json, sys, zipfile
from pathlib import Path
from unittest.mock import MagicMock

zipfile.ZipFile("/nngrader.whl").extractall("/site")
sys.path.insert(0, "/site")
numpy = MagicMock(name="numpy")
sys.modules |= {name: numpy for name in ("numpy", "numpy.typing", "numpy.random", "numpy.exceptions")}
for room in ROOMS:
    importlib.import_module(f"grader.{room}")
from grader.submission import read_submission

read = read_submission("mine.ipynb", Path("/mine.ipynb").read_bytes(), NAMES)
json.dumps({"platform": sys.platform, "sha256": read.slice.sha256, "notes": [note.text for note in read.notes]})
"""


@pytest.mark.full
def test_pyodide_loads_the_wheel_and_reads_a_notebook(tmp_path):
    """Each room of the student's side imports there, and a notebook is read to the same slice as here."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if not (npm and node):
        pytest.fail("the browser's Python needs node and npm")
    subprocess.run([npm, "install", "--silent", "--no-audit", PYODIDE], cwd=tmp_path, check=True, capture_output=True)
    loaded = courses.loaded("course", "a03_perceptron")
    notebook, names = student_notebook(loaded), [part.name for part in loaded.assignment.parts]
    (tmp_path / "nngrader.whl").write_bytes(student_wheel()[1])
    (tmp_path / "mine.ipynb").write_bytes(notebook)
    (tmp_path / "program.py").write_text(f"ROOMS, NAMES = {ROOMS!r}, {names!r}\n{PROGRAM}")
    (tmp_path / "load.mjs").write_text(LOADED)
    done = subprocess.run([node, "load.mjs"], cwd=tmp_path, capture_output=True, text=True, check=False)
    here = read_submission("mine.ipynb", notebook, names)

    assert "" == done.stderr
    assert {
        "platform": "emscripten",
        "sha256": here.slice.sha256,
        "notes": [note.text for note in here.notes],
    } == json.loads(done.stdout)
