"""A notebook and a checks_public.py of different releases: the student reads which one counts."""

import json

import pytest

from grader.notebook.releases import two_releases
from grader.release.notebooks import student_notebook
from grader.release.rubric_table import public_checks
from tests import courses


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("", "", False),
        ("'points': 4", "'points': 3", True),
        ("'a01_example'", "'a02_example'", False),
        ("RUBRIC =", "RUBRIC", False),
    ],
    ids=["the same", "another release", "another assignment", "damaged"],
)
def test_another_release_of_the_same_assignment_is_named(old, new, said, tmp_path):
    """Only where both hold the same assignment and differ is there anything to say."""
    brought = public_checks(courses.loaded("toy", "a01_example"))
    (tmp_path / "checks_public.py").write_text(brought.replace(old, new), encoding="utf-8")

    assert said == ("checks_public.py counts" in two_releases(brought, tmp_path))


def test_a_notebook_that_stands_alone_has_nothing_to_compare(tmp_path):
    """Without a file there is one release."""
    assert "" == two_releases(public_checks(courses.loaded("toy", "a01_example")), tmp_path)


def test_a_folder_as_it_was_handed_out_is_one_release(tmp_path, capsys, monkeypatch):
    """The last cell of a notebook, run beside the checks that came with it, has nothing to say."""
    loaded = courses.loaded("toy", "a01_example")
    (tmp_path / "checks_public.py").write_text(public_checks(loaded))
    cell = json.loads(student_notebook(loaded))["cells"][-1]
    monkeypatch.chdir(tmp_path)

    exec("".join(cell["source"]), {})

    assert "public-checks" == cell["id"]
    assert "" == capsys.readouterr().out
