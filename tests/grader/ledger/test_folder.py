"""The layout of DIR, writing a file whole or not at all, and the key of a verdict."""

import pytest

from grader.ledger import Folder, cache_key, write_atomic
from grader.model import Level, Limits

PARTS = {
    "slice_sha256": "a",
    "check": "rows",
    "check_sha256": "b",
    "versions": "0.1.0 2.2.0 3.11",
    "level": Level.FULL,
    "limits": Limits(),
    "data": {"digits": "c"},
    "key": b"secret key of a course",
    "swapped": (),
}
OTHER = {
    "slice_sha256": "x",
    "check": "x",
    "check_sha256": "x",
    "versions": "x",
    "level": Level.RESTRICTED,
    "limits": Limits(cpu_seconds=11.0),
    "data": {"digits": "x"},
    "key": b"x",
    "swapped": ("softmax",),
}


@pytest.mark.parametrize("part", PARTS)
def test_the_key_depends_on_each_part(part):
    """Whatever a verdict depends on, a change of it asks for a new run."""
    assert cache_key(**PARTS) != cache_key(**{**PARTS, part: OTHER[part]})


def test_the_key_is_the_same_for_the_same_parts():
    """Order of names does not matter, and the course key cannot be read from it."""
    first = cache_key(**{**PARTS, "data": {"a": "1", "b": "2"}, "swapped": ("f", "g")})
    second = cache_key(**{**PARTS, "data": {"b": "2", "a": "1"}, "swapped": ("g", "f")})

    assert first == second
    assert len(first) == 64


def test_the_layout(tmp_path):
    """Each kind of file has one place."""
    place = Folder(tmp_path)
    paths = [place.ledger, place.result("ann"), place.scores, place.preview("ann")]
    paths += [place.student_document("ann"), place.feedback_page("ann")]

    assert [str(path.relative_to(tmp_path)) for path in paths] == [
        "ledger.sqlite",
        "results/ann.json",
        "scores.csv",
        "preview/ann.html",
        "students/ann.json",
        "feedback/ann.html",
    ]


@pytest.mark.parametrize("student", ["../ann", "a/b", "", ".hidden", "-rf", "ann\n", "a" * 65, "añn"])
def test_an_id_is_no_way_out_of_the_folder(tmp_path, student):
    """What cannot be a student's id makes no path."""
    with pytest.raises(ValueError, match="not a student id"):
        Folder(tmp_path).result(student)


def test_a_file_is_written_whole_and_once(tmp_path):
    """Folders are made, the same bytes are not written again, and nothing temporary stays."""
    path = tmp_path / "results" / "ann.json"
    first, again, other = write_atomic(path, "one"), write_atomic(path, b"one"), write_atomic(path, b"two")

    assert (first, again, other) == (True, False, True)
    assert path.read_bytes() == b"two"
    assert [entry.name for entry in path.parent.iterdir()] == ["ann.json"]


def test_a_link_in_place_of_a_file_is_replaced_and_not_followed(tmp_path):
    """A file elsewhere stays as it was, whoever put a link to it here."""
    victim, path = tmp_path / "victim", tmp_path / "scores.csv"
    victim.write_text("precious")
    path.symlink_to(victim)
    write_atomic(path, "scores")

    assert victim.read_text() == "precious"
    assert path.read_text() == "scores"
    assert not path.is_symlink()


def test_a_failed_write_leaves_the_old_file(tmp_path):
    """Where the new file cannot be put in place, the old one stays and nothing temporary is left."""
    path = tmp_path / "scores.csv"
    path.mkdir()
    (path / "inside").write_text("")

    with pytest.raises(OSError, match=r"scores\.csv"):
        write_atomic(path, "scores")
    assert [entry.name for entry in tmp_path.iterdir()] == ["scores.csv"]
