"""The file of torch's values is the one that the script would write."""

import ast
from pathlib import Path

import numpy as np

from tests.reference.torch_values.make import CASES, SEED
from tests.reference.torch_values.recorded import FILE, recorded

HERE = Path(__file__).parent


def test_the_file_holds_the_cases_of_the_script():
    """A case that is new, renamed or gone asks for a new file."""
    with np.load(FILE) as file:
        cases = {key.split("/")[0] for key in file.files}

    assert cases == {"provenance", *CASES}


def test_the_file_says_what_made_it():
    """The version of torch, the type of its numbers and the seed; README.md names the same version."""
    provenance = {name: str(value) for name, value in recorded("provenance").items()}

    assert {"torch", "numpy", "python", "dtype", "seed"} == set(provenance)
    assert ("float64", str(SEED)) == (provenance["dtype"], provenance["seed"])
    assert f"torch {provenance['torch']}" in (HERE / "README.md").read_text()


def test_torch_is_asked_for_by_nobody_else():
    """The suite needs no torch: one function imports it when it is run by hand."""
    importers = {
        path.name
        for path in HERE.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Import) and any(alias.name == "torch" for alias in node.names)
    }

    assert {"make.py"} == importers
