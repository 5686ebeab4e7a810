"""The lone notebook, and the folder without a network, each in an environment that has nothing of ours."""

import contextlib
import json
import os
import re
import shlex
import subprocess
import venv
import warnings

import nbformat
import pytest

from grader.cli import main
from grader.release import student_notebook, student_wheel
from tests import courses

pytestmark = pytest.mark.full

AUGMENT = "import numpy as np\ndef augment(X):\n    return np.hstack([np.ones((len(X), 1)), X])\n"


class Place:
    """A folder with a Python of its own."""

    def __init__(self, folder):
        self.folder = folder
        folder.mkdir()
        venv.create(folder / "env", with_pip=True)
        self.python = str(folder / "env" / ("Scripts" if os.name == "nt" else "bin") / "python")

    def run(self, *words, folder=None):
        """Run that Python and return what it prints."""
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        return subprocess.run(
            [self.python, *words],
            cwd=folder or self.folder,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    def cells(self, *cells):
        """Run code cells in a new kernel of that Python; return their outputs, up to the one that raises."""
        from nbclient import NotebookClient
        from nbclient.exceptions import CellExecutionError

        spec = self.folder / "kernels" / "own" / "kernel.json"
        spec.parent.mkdir(parents=True, exist_ok=True)
        words = [self.python, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        spec.write_text(json.dumps({"argv": words, "display_name": "own", "language": "python"}))
        node = nbformat.v4.new_notebook(cells=[*map(nbformat.v4.new_code_cell, cells)])
        where = {"metadata": {"path": str(self.folder)}}
        with warnings.catch_warnings(), contextlib.suppress(CellExecutionError):  # the output of the cell says so
            warnings.simplefilter("ignore")  # of the kernel's own machinery
            NotebookClient(node, kernel_name="own", timeout=300, resources=where).execute()
        return [texts(cell) for cell in node.cells]


def texts(cell):
    return "".join(output.get("text", "") or "\n".join(output.get("traceback", [])) for output in cell.outputs)


def codes(notebook):
    return ["".join(cell["source"]) for cell in json.loads(notebook)["cells"] if cell["cell_type"] == "code"]


def test_a_lone_notebook_works_after_the_one_line_that_it_asks_for(tmp_path, monkeypatch):
    """Its first cell names the line; after that, run all ends well and the first check can be earned."""
    place = Place(tmp_path / "lone")
    monkeypatch.setenv("JUPYTER_PATH", str(place.folder))
    place.run("-m", "pip", "install", "--quiet", "ipykernel")
    name, wheel = student_wheel()
    (place.folder / name).write_bytes(wheel)
    document = student_notebook(courses.loaded("course", "a03_perceptron"))
    notebook = codes(document)

    asked = place.cells(*notebook)[0]
    line = re.fullmatch(r"Run this in a cell of its own:  (%pip install \S+ \S+)", asked)[1]
    place.cells(line)
    said = dict(zip(notebook, place.cells(*notebook), strict=True))
    (place.folder / "a03_perceptron.ipynb").write_bytes(document)  # Colab has no file beside, other editors do
    better = [AUGMENT if "def augment(" in code else code for code in notebook]
    mended = dict(zip(better, place.cells(*better), strict=True))

    assert name in line
    assert said[notebook[0]] == ""
    assert said['check("augment")'].startswith("Run the last cell of this notebook once")
    assert re.search(r"3\.1 augment.*not started", said[notebook[-1]], re.IGNORECASE)
    assert mended['check("augment")'].startswith("3.1 augment: all public checks hold (1)")
    assert mended['check("decide")'].startswith("3.1 decide: not started.")


def test_a_folder_for_no_network_installs_by_the_command_of_its_guide(tmp_path):
    """The command of README.md, to the letter; what is installed is NumPy, matplotlib, theirs, and `grader` alone."""
    folder = tmp_path / "student"
    course = ("--course", str(courses.ROOT))
    assert main(["release", "a03_perceptron", "--offline", "--out", str(folder), *course]) == 0
    place = Place(tmp_path / "place")
    python, *words = shlex.split(
        re.search(r"`(python -m pip install --no-index .*?)`", (folder / "README.md").read_text())[1]
    )
    place.run(*words, folder=folder)
    installed = {each["name"] for each in json.loads(place.run("-m", "pip", "list", "--format", "json"))}
    program = f"from grader.notebook import check\n{AUGMENT}check('augment')"
    strangers = (
        "import importlib.util as u; print([n for n in ('reference', 'assignments', 'tests') if u.find_spec(n)])"
    )

    assert python == "python"
    assert {"nngrader", "numpy", "matplotlib"} <= installed
    assert not {"nbformat", "msgspec", "jinja2", "rich", "ipython"} & installed
    assert "[]\n" == place.run("-c", strangers)
    assert "3.1 augment: all public checks hold" in place.run("-c", program, folder=folder / "a03_perceptron")
