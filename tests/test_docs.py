"""Documentation that cannot lie: commands, targets, paths, code and figures in the prose are held to the project."""

import ast
import json
import re
from pathlib import Path

import pytest

from grader.cli import COMMANDS

ROOT = Path(__file__).resolve().parents[1]
PROSE = [
    path
    for path in sorted(ROOT.rglob("*.md"))
    if not {".venv", ".pytest_cache", "demo-output", "node_modules"} & set(path.relative_to(ROOT).parts)
]
PATH = re.compile(r"`((?:[\w.-]+/)+[\w.-]*|[\w-]+\.(?:md|toml|py))`")
MADE = ("results/",)  # the folder that the guides grade into
WRITTEN_LATER = {
    "solution.py",
    "my_course/",
    "data/points.csv",
    "demo-output/feedback/",
    "course.toml",
    "mistakes.py",
    "assignment.py",
    "handout.py",
}


def name_of(path):
    return str(path.relative_to(ROOT))


def blocks(path, language):
    return re.findall(rf"```{language}\n(.*?)```", path.read_text(), re.DOTALL)


def expected(assignment):
    return json.loads((ROOT / "examples" / "expected" / f"{assignment}.json").read_text())


@pytest.mark.parametrize("path", PROSE, ids=name_of)
def test_every_command_that_is_named_exists(path):
    """`grader X` and `make X` in the prose are commands and targets."""
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    text = path.read_text()
    named = set(re.findall(r"(?:`|^    )grader ([a-z-]+)", text, re.MULTILINE))
    made = set(re.findall(r"(?:`|^    )make ([a-z-]+)", text, re.MULTILINE))

    assert set() == named - set(COMMANDS)
    assert set() == made - targets


def test_every_command_is_in_the_readme():
    """A command that README does not name cannot be found."""
    named = set(re.findall(r"`grader ([a-z-]+)", (ROOT / "README.md").read_text()))

    assert set(COMMANDS) == named


@pytest.mark.parametrize("path", PROSE, ids=name_of)
def test_every_path_that_is_named_exists(path):
    """A path in the prose is one of the repository, of the folder that the text lies in, or of `grader/`."""
    named = {name for name in PATH.findall(path.read_text()) if not name.startswith(MADE)} - WRITTEN_LATER
    places = (
        ROOT,
        path.parent,
        ROOT / "grader",
        ROOT / "assignments" / "a03_perceptron",
        ROOT / "benchmarks",
        path.parent / "a03_perceptron",
    )

    assert [] == sorted(name for name in named if not any((place / name).exists() for place in places))


@pytest.mark.parametrize("path", PROSE, ids=name_of)
def test_python_in_the_prose_compiles(path):
    """A block of Python is Python."""
    for code in blocks(path, "python"):
        assert ast.parse(code)


def test_the_table_of_the_readme_is_what_the_demo_prints():
    """The rows that README shows are those that the sample cohort must earn."""
    rows = [
        line.split() for line in blocks(ROOT / "README.md", "text")[1].splitlines() if re.search(r" (un)?grad", line)
    ]
    shown = {
        row[0]: [int(cell.split("/")[0]) for cell in row[2:]] for row in rows if row[1] in ("graded", "ungradable")
    }
    wanted = {
        Path(name).stem: [entry["score"], *entry["exercises"].values()] if entry["score"] is not None else []
        for name, entry in expected("a03_perceptron").items()
    }

    assert wanted == shown


def test_the_examples_are_described_with_what_they_earn():
    """Every file of a cohort has a line in examples/README.md, with its score."""
    lines = re.findall(
        r"^\| `([\w.]+)` \|.*\| ([^|]+) \|$", (ROOT / "examples" / "README.md").read_text(), re.MULTILINE
    )
    wanted = {name: entry["score"] for name, entry in expected("a03_perceptron").items()}

    assert wanted == {name: int(score) if score.isdigit() else None for name, score in lines}
    assert set(wanted) == {path.name for path in (ROOT / "examples" / "a03_perceptron").iterdir()}


def test_the_rubric_of_the_readme_stands_in_the_assignment():
    """The example of a rubric is cut from the real one."""
    (shown,) = blocks(ROOT / "README.md", "python")
    real = ast.unparse(ast.parse((ROOT / "assignments" / "a03_perceptron" / "assignment.py").read_text()))

    assert ast.unparse(ast.parse(shown)) in real
