"""`grader init`: a course with a key of its own, or last term's course with other dates."""

import re
import stat
from datetime import date

import pytest

from grader.authoring import init_course
from grader.course import assignment_ids, key, open_course
from grader.errors import UsageError

DUE = """
id = "nets"
title = "Nets"
term = "2026 autumn" # kept unless --term says another
timezone = "Europe/Prague"
key_file = "~/.config/nngrader/nets.key"

[late]
mode = "none"

[due]
a01_example = 2026-10-19T23:59:00 # a Monday
"""


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """Return an empty home folder."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    return folder


@pytest.fixture
def last(tmp_path):
    """Return the course of an earlier term."""
    init_course(tmp_path / "nets")
    (tmp_path / "nets" / "course.toml").write_text(DUE)
    return tmp_path / "nets"


def test_a_new_course_is_valid_and_has_a_key_of_its_own(tmp_path, home):
    """The key is long, drawn, readable by its owner alone, and outside of the course."""
    made = init_course(tmp_path / "My course 2027")
    course = open_course(made.folder)
    secret, published = key(course.config, None)

    assert ("My-course-2027", ("a01_example",)) == (course.config.id, assignment_ids(course))
    assert home / ".config" / "nngrader" / "My-course-2027.key" == made.key_file == course.config.key_file
    assert (64, False) == (len(secret), published)
    assert 0o600 == stat.S_IMODE(made.key_file.stat().st_mode)
    assert {"course.toml", "README.md", ".gitignore", "assignments", "reference"} == {
        path.name for path in made.folder.iterdir()
    }


def test_the_readme_names_three_commands(tmp_path):
    """Whoever opens the folder knows what to do next."""
    text = (init_course(tmp_path / "mine").folder / "README.md").read_text()

    assert ["list", "verify", "new"] == re.findall(r"^    grader (\w+)", text, re.MULTILINE)


def test_no_key_is_ever_written_over(tmp_path):
    """A second course of the same name gets another file: the first key still answers for old scores."""
    first = init_course(tmp_path / "a" / "nets")
    before = first.key_file.read_bytes()
    second = init_course(tmp_path / "b" / "nets")

    assert ["nets.key", "nets-2.key"] == [first.key_file.name, second.key_file.name]
    assert before == first.key_file.read_bytes() != second.key_file.read_bytes()
    with pytest.raises(UsageError, match="never written over"):
        init_course(tmp_path / "c", key_file=first.key_file)


def test_a_key_inside_of_the_repository_is_refused(tmp_path, home):
    """Where the home folder itself is a repository, the author names a place, and nothing was written."""
    (tmp_path / ".git").mkdir()
    with pytest.raises(UsageError, match="pass --key-file PATH"):
        init_course(tmp_path / "mine")

    assert not (tmp_path / "mine").exists()
    assert [] == list(home.iterdir())


def test_a_folder_with_something_in_it_is_refused(tmp_path):
    """Nothing of anybody's is written over; a fresh git repository is fine."""
    (tmp_path / "used").mkdir()
    (tmp_path / "used" / "thesis.tex").write_text("")
    (tmp_path / "cloned" / ".git").mkdir(parents=True)
    with pytest.raises(UsageError, match="is not empty"):
        init_course(tmp_path / "used")

    assert (tmp_path / "cloned" / "course.toml").is_file() or init_course(tmp_path / "cloned").folder


@pytest.mark.parametrize(
    ("starts", "weeks", "due"),
    [
        (date(2027, 2, 15), 17, "2027-02-15T23:59:00+01:00"),
        (date(2027, 2, 16), 18, "2027-02-22T23:59:00+01:00"),
        (date(2027, 4, 1), 24, "2027-04-05T23:59:00+02:00"),
    ],
    ids=["on that day", "the day after", "summer time"],
)
def test_dates_move_by_whole_weeks(tmp_path, last, starts, weeks, due):
    """The weekday and the hour on the clock stay; the first date is the first one that is not before the start."""
    made = init_course(tmp_path / "next", last=last, starts=starts, term="2027 spring")
    course = open_course(made.folder)

    assert (weeks, due) == (made.weeks, course.config.due["a01_example"].isoformat())
    assert ("nets", "2027 spring") == (course.config.id, course.config.term)
    assert "# a Monday" in (made.folder / "course.toml").read_text()


def test_the_next_term_has_another_key(tmp_path, last):
    """Who kept the inputs of last term knows nothing of this one's; last term's key stays where it was."""
    made = init_course(tmp_path / "next", last=last, starts=date(2027, 2, 15))
    old, new = (key(open_course(folder).config, None) for folder in (last, made.folder))

    assert (False, False) == (old[1], new[1])
    assert old[0] != new[0]


def test_dates_are_not_guessed(tmp_path, last):
    """Without a start the command asks for one, and says which date comes first."""
    with pytest.raises(UsageError, match="first due date of nets is 2026-10-19: pass --starts DATE"):
        init_course(tmp_path / "next", last=last)

    assert not (tmp_path / "next").exists()
