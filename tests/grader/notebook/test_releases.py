"""A notebook and a checks_public.py of different releases: the student reads which one counts."""

import pytest

from grader.notebook.releases import two_releases
from grader.release.rubric_table import public_checks
from tests import courses

CHECKS = public_checks(courses.loaded("toy", "a01_example"))


@pytest.mark.parametrize(
    ("lying", "said"),
    [
        (None, False),
        (CHECKS, False),
        (CHECKS.replace("'points': 4", "'points': 3"), True),
        (CHECKS.replace("'a01_example'", "'a02_example'"), False),
        ("no checks at all", False),
    ],
    ids=["none", "the same", "another release", "another assignment", "damaged"],
)
def test_another_release_of_the_same_assignment_is_named(lying, said, tmp_path):
    """Only where both hold the same assignment and differ is there anything to say."""
    if lying is not None:
        (tmp_path / "checks_public.py").write_text(lying, encoding="utf-8")

    assert said == ("checks_public.py counts" in two_releases(CHECKS, tmp_path))
