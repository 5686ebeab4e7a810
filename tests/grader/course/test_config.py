"""`course.toml` is read strictly, and the course key is kept out of the repository."""

from datetime import UTC, datetime

import pytest

from grader.course import LatePolicy, key, open_course
from grader.course.config import read_config
from grader.course.spans import parse_span
from grader.data.seeds import PUBLISHED_KEY
from grader.errors import CourseError
from grader.model import Level

GOOD = """
id = "nn"
title = "Neural networks"
term = "2026 autumn"
timezone = "Europe/Prague"
minimum_isolation = "full"
key_file = "../nn.key"

[late]
mode = "percent"
per_day = 10
grace = "15 minutes"
cap = 50.5

[due]
a01_example = 2026-10-19T23:59:00
"""


def config(tmp_path, text):
    """Return what a text says as `course.toml`."""
    folder = tmp_path / "course"
    folder.mkdir(exist_ok=True)
    (folder / "course.toml").write_text(text)
    return read_config(folder)


def test_every_key_is_read(tmp_path):
    """Names, level, lateness, and the due date in the course's time zone, daylight saving included."""
    found = config(tmp_path, GOOD)

    assert ("nn", "Neural networks", "2026 autumn", "Europe/Prague") == (
        found.id,
        found.title,
        found.term,
        found.timezone,
    )
    assert Level.FULL is found.minimum_isolation
    assert LatePolicy("percent", 10.0, 900, 50.5) == found.late
    assert datetime(2026, 10, 19, 21, 59, tzinfo=UTC) == found.due["a01_example"]
    assert tmp_path / "nn.key" == found.key_file


def test_two_lines_are_enough(tmp_path):
    """Everything else has a default: no due dates, no penalty, the restricted level, no key."""
    found = config(tmp_path, 'id = "nn"\ntitle = "N"')

    assert LatePolicy() == found.late
    assert Level.RESTRICTED is found.minimum_isolation
    assert {} == found.due
    assert found.key_file is None


BROKEN = {
    "unknown key": ('id = "a"\ntitle = "b"\ntimzone = "UTC"', "unknown key 'timzone'; did you mean 'timezone'"),
    "unknown late key": ('id = "a"\ntitle = "b"\n[late]\nday = 3', r"unknown key 'day' in \[late\]"),
    "no id": ('title = "b"', "id must be text"),
    "bad id": ('id = "a b"\ntitle = "b"', "id must be 1 to 64 letters"),
    "title": ('id = "a"\ntitle = 3', "title must be text; found 3"),
    "zone": ('id = "a"\ntitle = "b"\ntimezone = "Mars/Base"', "timezone must be a name such as Europe/Prague"),
    "level": ('id = "a"\ntitle = "b"\nminimum_isolation = "some"', "must be full, restricted or none; found 'some'"),
    "due date": ('id = "a"\ntitle = "b"\n[due]\na = 2026-10-19', "due.a must be a date with a time"),
    "due table": ('id = "a"\ntitle = "b"\ndue = 3', "due must be a table"),
    "late table": ('id = "a"\ntitle = "b"\nlate = 3', "late must be a table"),
    "skipped hour": (
        'id = "a"\ntitle = "b"\ntimezone = "Europe/Prague"\n[due]\na = 2026-03-29T02:30:00',
        "an hour that does not exist in Europe/Prague",
    ),
    "mode": ('id = "a"\ntitle = "b"\n[late]\nmode = "harsh"', "one of none, percent, points, lms; found 'harsh'"),
    "per day missing": ('id = "a"\ntitle = "b"\n[late]\nmode = "points"', "needs late.per_day"),
    "per day negative": ('id = "a"\ntitle = "b"\n[late]\nmode = "points"\nper_day = -1', "not negative; found -1"),
    "per day nan": ('id = "a"\ntitle = "b"\n[late]\nmode = "points"\nper_day = nan', "not negative; found nan"),
    "per day true": ('id = "a"\ntitle = "b"\n[late]\nmode = "points"\nper_day = true', "not negative; found True"),
    "percent": ('id = "a"\ntitle = "b"\n[late]\nmode = "percent"\nper_day = 110', "at most 100"),
    "none with amount": ('id = "a"\ntitle = "b"\n[late]\nper_day = 3', "mode none takes nothing"),
    "grace": ('id = "a"\ntitle = "b"\n[late]\ngrace = 15', 'a length of time such as "15 minutes"; found 15'),
    "key inside": ('id = "a"\ntitle = "b"\nkey_file = "key"', "key_file must lie outside of course/"),
    "not toml": ("id = ", "it must be TOML in UTF-8"),
}


@pytest.mark.parametrize(("text", "sentence"), BROKEN.values(), ids=BROKEN)
def test_a_mistake_is_said(tmp_path, text, sentence):
    """The error names the file, what must hold and what was found."""
    with pytest.raises(CourseError, match=sentence) as caught:
        config(tmp_path, text)

    assert "course.toml" in str(caught.value)


def test_a_folder_without_the_file_is_no_course(tmp_path):
    """The error says which option to pass."""
    with pytest.raises(CourseError, match="pass --course DIR"):
        read_config(tmp_path)


def test_a_key_inside_the_repository_around_the_course_is_refused(tmp_path):
    """It would be handed out with the course."""
    (tmp_path / ".git").mkdir()

    with pytest.raises(CourseError, match="key_file must lie outside of"):
        config(tmp_path, GOOD)


def test_a_due_date_of_no_assignment_is_refused(toy):
    """A typo there would mean that nobody is late."""
    toy.edit("course.toml", ("# a01_example = ", "a01_exampel = "))

    with pytest.raises(CourseError, match="names no assignment: 'a01_exampel'; did you mean 'a01_example'"):
        open_course(toy.folder)


def test_the_key_is_read_from_its_file(tmp_path):
    """Only a file that nobody else may read counts."""
    found = config(tmp_path, GOOD)
    assert (PUBLISHED_KEY, True) == key(found, None)

    found.key_file.write_bytes(b"0123456789abcdef\n")
    found.key_file.chmod(0o600)

    assert (b"0123456789abcdef", False) == key(found, None)
    assert key(found, "s")[0] not in (PUBLISHED_KEY, b"0123456789abcdef")
    assert key(found, "s") == key(found, "s") != key(found, "t")


def test_a_weak_or_open_key_file_is_refused(tmp_path):
    """The error says what to do."""
    found = config(tmp_path, GOOD)
    found.key_file.write_bytes(b"0123456789abcdef")
    found.key_file.chmod(0o644)
    with pytest.raises(CourseError, match="chmod 600"):
        key(found, None)

    found.key_file.chmod(0o600)
    found.key_file.write_bytes(b"short")

    with pytest.raises(CourseError, match="at least 16 bytes; found 5"):
        key(found, None)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("3 days", 259_200), ("36h", 129_600), ("1 week", 604_800), ("15 minutes", 900), ("1.5 h", 5400), ("30s", 30)],
)
def test_lengths_of_time_are_read_as_people_write_them(text, seconds):
    """Number and unit, singular, plural or short."""
    assert seconds == parse_span(text)


@pytest.mark.parametrize("text", ["3", "days", "-1 h", "3 moons", "9999 weeks", "1e3 h", ""])
def test_other_lengths_of_time_are_refused(text):
    """Nothing is guessed."""
    assert parse_span(text) is None
