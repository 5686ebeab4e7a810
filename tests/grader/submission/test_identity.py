"""Ids of students from the names of their files."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.errors import UsageError
from grader.submission import student_ids

NAMES = st.text(st.sampled_from("aAbBKk\u212aéé0._-/ \\:\udcffx"), min_size=1, max_size=8).map(
    lambda stem: stem + ".ipynb"
)


def test_the_stem_is_the_id_where_it_is_safe():
    """Folders and the suffix go."""
    assert {"hw/ann.ipynb": "ann", "bob.x.py": "bob.x", "c": "c"} == student_ids(["hw/ann.ipynb", "bob.x.py", "c"])


@pytest.mark.parametrize(
    "name",
    [
        "müller.ipynb",
        "a b.py",
        "-x.py",
        ".ipynb",
        "x" * 65 + ".py",
        "CON.py",
        "a..py",
        "x-0123456789ab.py",
        "=1.py",
        "",
    ],
)
def test_an_unsafe_stem_gives_a_made_id(name):
    """What a file system, a table or an LMS may choke on becomes x- and twelve digits of a hash."""
    (found,) = student_ids([name]).values()

    assert re.fullmatch(r"x-[0-9a-f]{12}", found)


def test_names_that_differ_only_in_case_or_folder_get_made_ids():
    """Neither of two colliding names keeps the stem."""
    found = student_ids(["a/ann.py", "b/Ann.ipynb", "bob.py"])

    assert "bob" == found["bob.py"]
    assert 3 == len(set(found.values()))
    assert all(found[name].startswith("x-") for name in ("a/ann.py", "b/Ann.ipynb"))


def test_the_same_name_twice_is_refused():
    """It cannot be told which is which."""
    with pytest.raises(UsageError, match=r"two submissions are called 'a\.py'"):
        student_ids(["a.py", "a.py"])


@given(st.lists(NAMES, unique=True, max_size=8))
def test_different_files_never_get_the_same_id(names):
    """Ids are safe as file names and differ, even where case does not matter."""
    found = student_ids(names)

    assert len(names) == len({id.casefold() for id in found.values()})
    assert all(re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", id) for id in found.values())
