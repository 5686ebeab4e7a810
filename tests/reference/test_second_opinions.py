"""README.md of this folder names a second opinion for every lesson."""

import ast
import re
from pathlib import Path

HERE = Path(__file__).parent
LESSONS = HERE.parents[1] / "reference"


def imported(path):
    """Yield the lessons that a test imports."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module == "reference":
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module.startswith("reference."):
            yield node.module.removeprefix("reference.")


def test_every_lesson_has_a_second_opinion():
    """One row for each module that computes something, in the order of the alphabet."""
    named = re.findall(r"^\| `(\w+)` \|", (HERE / "README.md").read_text(), re.MULTILINE)

    assert sorted(path.stem for path in LESSONS.glob("*.py") if path.stem not in ("__init__", "types")) == named


def test_torch_is_named_where_it_is_asked():
    """The rows that name torch are the lessons that its tests import."""
    named = re.findall(r"^\| `(\w+)` \|.*torch.*\|$", (HERE / "README.md").read_text(), re.MULTILINE)
    asked = {lesson for path in (HERE / "torch_values").glob("test_*.py") for lesson in imported(path)}

    assert sorted(asked) == named
