"""What students open, and what the instructor reads."""

import ast
import json
import subprocess
import sys
import warnings
from textwrap import indent

import nbformat
import pytest

from grader.release import solution_notebook, student_notebook
from grader.release.notebooks import BOOTSTRAP
from grader.submission import read_submission
from tests import courses

ASSIGNMENTS = courses.names()
every_assignment = pytest.mark.parametrize("place", ASSIGNMENTS, ids="/".join)


def cells(data):
    return json.loads(data)["cells"]


def source_of(data, id):
    return next("".join(cell["source"]) for cell in cells(data) if cell["id"] == id)


@every_assignment
@pytest.mark.parametrize("build", [student_notebook, solution_notebook])
def test_a_notebook_is_valid(place, build):
    """Jupyter's own schema holds, ids are unique, and nothing has been run."""
    node = nbformat.reads(build(courses.loaded(*place)).decode(), as_version=4)

    nbformat.validate(node)
    assert len({cell.id for cell in node.cells}) == len(node.cells)
    assert [] == [cell.id for cell in node.cells if cell.get("outputs") or cell.get("execution_count")]


@every_assignment
def test_a_notebook_has_the_same_bytes_every_time(place):
    """No date, no random id."""
    assert student_notebook(courses.loaded(*place)) == student_notebook(courses.loaded(*place))


@every_assignment
def test_each_exercise_has_its_stub_and_its_check(place):
    """Right below the stub stands the cell that checks it; ids derive from names."""
    data = student_notebook(courses.loaded(*place))
    order = [cell["id"] for cell in cells(data)]

    assert "bootstrap" == next(id for id in order if not id.startswith("start-"))
    assert "public-checks" == order[-1]
    for exercise in courses.loaded(*place).assignment.exercises:
        at = order.index(f"exercise-{exercise.name}")

        assert f"check-{exercise.name}" == order[at + 1]
        assert f'check("{exercise.name}")' == source_of(data, f"check-{exercise.name}")
        assert "raise NotImplementedError" in source_of(data, f"exercise-{exercise.name}")


@every_assignment
def test_a_variable_that_questions_read_has_one_cell(place):
    """The student's awaits an answer, the instructor's holds the reference's: the numbers of its answers come from it."""
    loaded = courses.loaded(*place)
    for name in {name for question in loaded.assignment.questions for name in question.reads}:
        asked, answered = (
            [
                "".join(cell["source"])
                for cell in cells(build(loaded))
                if "".join(cell["source"]).startswith(f"{name} = ")
            ]
            for build in (student_notebook, solution_notebook)
        )

        assert [True] == [text.startswith(f"{name} = ...") for text in asked]
        assert [False] == [text.startswith(f"{name} = ...") for text in answered]


@every_assignment
def test_a_handed_in_template_reads_without_a_complaint(place):
    """What we hand out, handed back untouched, has no statement that cannot be graded."""
    loaded = courses.loaded(*place)
    names = [part.name for part in loaded.assignment.parts]
    submission = read_submission("me.ipynb", student_notebook(loaded), names)

    assert submission.slice is not None
    assert set(names) <= set(submission.slice.names)
    assert [] == [note for note in submission.notes if note.kind in ("syntax", "undefined", "duplicate")]


@every_assignment
def test_the_marked_cell_holds_the_checks(place):
    """A notebook that stands alone brings its checks and their table."""
    text = source_of(student_notebook(courses.loaded(*place)), "public-checks")
    call = ast.parse(text).body[-1].value

    assert "embedded_checks" == call.func.id
    assert "RUBRIC = " in call.args[0].value


def executed(data, folder):
    """Run a notebook from top to bottom in a fresh kernel; an exception in a cell raises."""
    import nbclient

    node = nbformat.reads(data.decode(), as_version=4)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the kernel's own machinery
        nbclient.NotebookClient(node, timeout=300, resources={"metadata": {"path": str(folder)}}).execute()
    return node


def texts(node, id):
    cell = next(cell for cell in node.cells if cell.id == id)
    return "".join(output.get("text", "") for output in cell.outputs)


@pytest.mark.full
@every_assignment
def test_the_untouched_notebook_runs_to_its_end(place, tmp_path):
    """ "Run all" before the first line is written: every check says what to do, every picture what it waits for."""
    loaded = courses.loaded(*place)
    node = executed(student_notebook(loaded), tmp_path)

    assert [] == [output for cell in node.cells for output in cell.get("outputs", []) if output.output_type == "error"]
    assert [] == [
        cell.id for cell in node.cells if cell.id.startswith("check-") and len(texts(node, cell.id).splitlines()) > 12
    ]


@pytest.mark.full
@every_assignment
def test_the_solution_notebook_runs_to_its_end(place, tmp_path):
    """With the reference's bodies all public checks hold and all pictures are drawn."""
    loaded = courses.loaded(*place)
    (tmp_path / "checks_public.py").write_text(source_of_checks(loaded), encoding="utf-8")
    node = executed(solution_notebook(loaded), tmp_path)
    said = {cell.id: texts(node, cell.id) for cell in node.cells if cell.cell_type == "code"}

    assert [] == [id for id, text in said.items() if "waits for" in text or "cannot be drawn" in text]
    for exercise in loaded.assignment.exercises:
        public = any(row.function.__module__.endswith("checks_public") for row in exercise.rows)
        wanted = "all public checks hold" if public else "no check that you could run"
        assert wanted in said[f"check-{exercise.name}"]


def source_of_checks(loaded):
    from grader.release.rubric_table import public_checks

    return public_checks(loaded)


def first_cell(tmp_path, *files):
    """Run the first cell where nothing is installed; return the last lines that a student reads."""
    for name in files:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    (tmp_path / "a03").mkdir(exist_ok=True)
    program = "try:\n" + indent(BOOTSTRAP, "    ") + "except ImportError as error:\n    print(error)"
    done = subprocess.run(
        [sys.executable, "-S", "-c", program], cwd=tmp_path / "a03", capture_output=True, text=True, check=True
    )
    return done.stdout


@pytest.mark.parametrize(
    ("files", "installed"),
    [
        ((), "nngrader"),
        (("a03/nngrader-0.1.0-py3-none-any.whl",), "nngrader-0.1.0-py3-none-any.whl"),
        (("wheels/nngrader-0.1.0-py3-none-any.whl",), "../wheels/nngrader-0.1.0-py3-none-any.whl"),
    ],
    ids=["alone", "beside the wheel", "in the student folder"],
)
def test_the_first_cell_says_what_to_install(files, installed, tmp_path):
    """Without the grader it names one command, with the wheel that lies there."""
    assert f"Run this in a cell of its own:  %pip install --upgrade {installed}\n" == first_cell(tmp_path, *files)


@pytest.mark.parametrize("file", ["a03/grader.py", "a03/grader/__init__.py"])
def test_the_first_cell_knows_the_other_grader(file, tmp_path):
    """A package of the same name, or a file, is named as what is in the way."""
    said = first_cell(tmp_path, file)

    assert "the other package called grader (%pip uninstall --yes grader) or a grader.py (rename it)" in said
    assert said.endswith("%pip install --upgrade nngrader --force-reinstall\n")
