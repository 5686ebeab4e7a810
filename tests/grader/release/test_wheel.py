"""The wheel that students install: pure Python, the same bytes every time, and `grader` alone."""

import base64
import csv
import hashlib
import io
import zipfile
from pathlib import Path

import pytest

import grader
from grader.release import student_wheel

PACKAGE = Path(grader.__file__).parent


@pytest.fixture(scope="module")
def wheel():
    return zipfile.ZipFile(io.BytesIO(student_wheel()[1]))


def metadata(wheel, name):
    return next(wheel.read(each).decode() for each in wheel.namelist() if each.endswith(f".dist-info/{name}"))


def test_the_same_grader_gives_the_same_bytes():
    """No date, no compressor, no order of a file system."""
    assert student_wheel() == student_wheel()


def test_it_is_called_what_pip_looks_for(wheel):
    """The name says pure Python for every platform, and the metadata agrees with it."""
    assert f"nngrader-{grader.__version__}-py3-none-any.whl" == student_wheel()[0]
    assert f"Version: {grader.__version__}" in metadata(wheel, "METADATA").splitlines()
    assert "grader = grader.cli:main" in metadata(wheel, "entry_points.txt").splitlines()
    assert "MIT" in metadata(wheel, "licenses/LICENSE")


def test_it_holds_all_of_grader(wheel):
    """Every module, template and data set that the repository has is there, byte for byte."""
    kinds = ("*.py", "*.npz", "*.css", "*.html", "*.toml", "*.md", "py.typed")
    expected = {path for kind in kinds for path in PACKAGE.rglob(kind)}

    assert {str(path.relative_to(PACKAGE.parent)) for path in expected} == {
        name for name in wheel.namelist() if name.startswith("grader/")
    }
    assert all(wheel.read(str(path.relative_to(PACKAGE.parent))) == path.read_bytes() for path in expected)


def test_it_holds_grader_alone(wheel):
    """No reference, no assignment and no test of this course; the toy course is the one exception."""
    tops = {name.split("/")[0] for name in wheel.namelist()}
    course = {name for name in wheel.namelist() if {"reference", "assignments"} & set(name.split("/"))}

    assert {"grader", f"nngrader-{grader.__version__}.dist-info"} == tops
    assert [] == [name for name in course if not name.startswith("grader/course/example/")]
    assert not {".so", ".pyd", ".dll", ".pyc"} & {Path(name).suffix for name in wheel.namelist()}


def test_the_record_is_true(wheel):
    """Each file but the record itself stands there with its digest and size."""
    rows = list(csv.reader(metadata(wheel, "RECORD").splitlines()))
    expected = [
        [name, "sha256=" + base64.urlsafe_b64encode(hashlib.sha256(wheel.read(name)).digest()).decode().rstrip("=")]
        for name in wheel.namelist()
        if not name.endswith("/RECORD")
    ]

    assert sorted(expected) == sorted(row[:2] for row in rows[:-1])
    assert all(int(row[2]) == wheel.getinfo(row[0]).file_size for row in rows[:-1])
    assert ["", ""] == rows[-1][1:]


def test_a_student_needs_numpy_and_matplotlib_only(wheel):
    """What is required without an extra is what a browser's Python has too."""
    required = [line for line in metadata(wheel, "METADATA").splitlines() if line.startswith("Requires-Dist")]

    assert ["numpy", "matplotlib"] == [line.split()[1].partition(">")[0] for line in required if "extra ==" not in line]
