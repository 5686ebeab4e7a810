"""The sample cohort earns what `examples/` says it must, however it is graded."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.grader.batch.batches import documents

ROOT = Path(__file__).resolve().parents[1]
EXPECTED = sorted((ROOT / "examples" / "expected").glob("*.json"))
COHORTS = [  # the fast suite grades the one that `make demo` shows
    pytest.param(path, id=path.stem, marks=() if path.stem == "a03_perceptron" else pytest.mark.full)
    for path in EXPECTED
]
COMMAND = [sys.executable, "-m", "grader", "grade"]


def grade(assignment, out, *options):
    """Grade the cohort of one assignment and return the exit code; 1 where a file of it needs a person."""
    words = [assignment, str(ROOT / "examples" / assignment), "--out", str(out), "--seed", "examples", *options]
    return subprocess.run([*COMMAND, *words], cwd=ROOT, check=False, capture_output=True).returncode


def scores(out):
    """Return status, score and points per exercise of each document, by file."""
    found = {}
    for path in (out / "results").glob("*.json"):
        document = json.loads(path.read_text())
        found[document["submission"]["files"][0]["path"]] = {
            "status": document["status"],
            "score": document["score"],
            "exercises": {part["id"]: part["points_earned"] for part in document["exercises"]},
        }
    return found


def expected_scores(path, found):
    """Return what the cohort must earn, in the words of `scores`."""
    wanted = json.loads(path.read_text())
    for name, entry in wanted.items():
        entry["exercises"] = entry.get("exercises") or dict.fromkeys(found[name]["exercises"])
    return wanted


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.stem)
def test_the_untouched_notebook_is_what_is_handed_out(path):
    """`make template` writes both."""
    handed_out = ROOT / "student_template" / path.stem / f"{path.stem}.ipynb"

    assert handed_out.read_bytes() == (ROOT / "examples" / path.stem / "untouched.ipynb").read_bytes()


@pytest.mark.sandbox
@pytest.mark.parametrize("path", COHORTS)
def test_the_cohort_earns_what_it_must(path, tmp_path):
    """Each file gets the status and the points that its line in examples/README.md promises."""
    code = grade(path.stem, tmp_path / "out")
    found = scores(tmp_path / "out")

    assert expected_scores(path, found) == found
    assert any(entry["status"] == "ungradable" for entry in found.values()) == code


@pytest.mark.full
@pytest.mark.sandbox
@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.stem)
def test_how_it_is_graded_changes_nothing(path, tmp_path):
    """One process or two, full or restricted: documents are equal but for volatile fields and the level."""
    ways = {"one": ("--jobs", "1"), "two": ("--jobs", "2"), "restricted": ("--jobs", "2", "--isolation", "restricted")}
    for name, options in ways.items():
        grade(path.stem, tmp_path / name, *options)
    found = {name: documents(tmp_path / name) for name in ways}
    for document in found["restricted"].values():
        document["isolation"] = found["one"][f"{document['submitter']['id']}.json"]["isolation"]

    assert found["one"] == found["two"]
    assert found["one"] == found["restricted"]


@pytest.mark.full
@pytest.mark.sandbox
@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.stem)
def test_what_is_decided_is_not_run_again(path, tmp_path):
    """Grading the same cohort into the same folder a second time starts no sandbox, though some of it timed out."""
    grade(path.stem, tmp_path / "out")
    words = [path.stem, str(ROOT / "examples" / path.stem), "--out", str(tmp_path / "out"), "--seed", "examples"]
    again = subprocess.run([*COMMAND, *words, "--json"], cwd=ROOT, check=False, capture_output=True)

    assert json.loads(again.stdout)["sandboxes_started"] == 0
