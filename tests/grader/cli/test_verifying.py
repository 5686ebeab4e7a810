"""What `grader verify` prints beside its verdict: survivors, thresholds, and the same as JSON."""

import json
import shutil
import sys
from pathlib import Path

import pytest

import grader.course
from grader.cli import main

EXAMPLE = Path(grader.course.__file__).parent / "example"
HERE = "assignments/a01_example/"
SHARE = '''

def share_within_two(student):
    """Share of numbers that lie within two deviations."""
    X = np.random.default_rng(seed()).normal(size=(400, 2))
    Z = assert_array(student.standardize(X), (400, 2))
    return float((np.abs(Z) < 2.0).mean())
'''


@pytest.fixture(autouse=True)
def own_modules():
    """Leave the modules of this repository's course as they were."""
    path, tops = list(sys.path), ("assignments", "reference")
    before = {name: module for name, module in sys.modules.items() if name.partition(".")[0] in tops}
    yield
    sys.path[:] = path
    for name in [name for name in sys.modules if name.partition(".")[0] in tops]:
        del sys.modules[name]
    sys.modules.update(before)


@pytest.fixture
def course(tmp_path):
    """Return a toy course with a threshold."""
    folder = tmp_path / "course"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("__pycache__"))
    hidden, rubric = folder / f"{HERE}checks_hidden.py", folder / f"{HERE}assignment.py"
    hidden.write_text(hidden.read_text().replace("import assert_close", "import assert_array, assert_close") + SHARE)
    row = 'Threshold(hidden.share_within_two, ladder=((0.95, 3), (0.9, 1)), promise="deviation"),'
    text = rubric.read_text().replace("Check, Exercise", "Check, Exercise, Threshold").replace("points=4", "points=8")
    rubric.write_text(
        text.replace(
            "            ),\n            manners", f"                {row}\n            ),\n            manners"
        )
    )
    return folder


def verified(course, capsys, *words):
    """Return the exit code and what `grader verify` printed."""
    code = main(["verify", "--course", str(course), "--isolation", "none", "--jobs", "1", *words])
    return code, capsys.readouterr().out


def test_survivors_are_named_by_file_line_and_slip(course, capsys):
    """An author can jump there, and sees what was changed."""
    code, text = verified(course, capsys)
    _, printed = verified(course, capsys, "--json")
    (entry,) = json.loads(printed)
    survivor = entry["mutants"]["survived"][0]
    line = (course / "reference" / "scaling.py").read_text().split("\n").index(f"    {survivor['line']}") + 1

    assert 0 == code
    assert ("standardize", "0 becomes 1") == (survivor["exercise"], survivor["slip"])
    assert f"reference/scaling.py:{line}" == survivor["at"]
    assert f"survives: reference/scaling.py:{line}, 0 becomes 1: safe = np.where(deviation > 0" in text


def test_mutants_can_be_left_out(course, capsys):
    """For who is in the middle of writing."""
    code, text = verified(course, capsys, "--no-mutants")

    assert (0, False) == (code, "mutants" in text)


def test_it_finds_the_same_however_many_work(course, capsys):
    """Gate, mutants and thresholds in processes of their own say what they say one after the other."""
    found = [verified(course, capsys, "--full", "--keys", "3", "--json", "--jobs", jobs)[1] for jobs in ("1", "2")]
    one, two = ([{**entry, "seconds": None} for entry in json.loads(text)] for text in found)

    assert one == two


def test_thresholds_are_judged_in_full(course, capsys):
    """How often a right solution misses, the bound of that, the margin, and a ladder; an unfair one is called so."""
    code, text = verified(course, capsys, "--full", "--keys", "6", "--no-mutants")
    _, printed = verified(course, capsys, "--full", "--keys", "6", "--no-mutants", "--json")
    (found,) = json.loads(printed)[0]["thresholds"]

    assert 0 == code
    assert ("share_within_two", 6, False) == (found["check"], found["keys"], found["fair"])
    assert 0.9 < found["worst"] <= found["mean"] < 1.0
    assert found["rate"] <= found["bound"] <= 1.0
    assert [3, 2, 1] == [points for _, points in found["recommended"]]
    assert found["recommended"][0][0] < found["worst"]
    assert "NOT FAIR" in text
    assert f"margin {found['margin_sd']:.1f} sd" in text


def test_without_full_nothing_is_calibrated(course, capsys):
    """Many trainings are for the evening."""
    _, printed = verified(course, capsys, "--json", "--no-mutants")

    assert [] == json.loads(printed)[0]["thresholds"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--watch", "--json"], "leave --json out"),
        (["--keys", "1"], "at least 2"),
        (["--jobs", "0"], "a number from 1"),
    ],
    ids=["json", "keys", "jobs"],
)
def test_wrong_options_are_said(course, capsys, words, sentence):
    """What makes no sense together is wrong usage."""
    assert main(["verify", "--course", str(course), *words]) == 2

    assert sentence in capsys.readouterr().err


def test_init_says_what_to_do_next(tmp_path, monkeypatch, capsys):
    """Folder, key, and three commands; the same as JSON."""
    monkeypatch.setenv("HOME", str(tmp_path))
    assert main(["init", str(tmp_path / "one")]) == 0
    text = capsys.readouterr().out
    assert main(["init", str(tmp_path / "two"), "--json"]) == 0
    entry = json.loads(capsys.readouterr().out)

    assert ["cd", "grader verify", "grader new"] == [
        words for words in ("cd", "grader verify", "grader new") if words in text
    ]
    assert {
        "course": str(tmp_path / "two"),
        "key_file": str(tmp_path / ".config/nngrader/two.key"),
        "weeks": 0,
        "due": {},
    } == entry


def test_a_start_without_a_last_course_is_wrong_usage(tmp_path, capsys):
    """There are no dates to move; and a date that is none is said by the parser."""
    assert main(["init", str(tmp_path / "one"), "--starts", "2027-02-15"]) == 2
    assert "pass --from LAST too" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["init", str(tmp_path / "one"), "--from", ".", "--starts", "soon"])

    assert "a date is written 2027-02-15" in capsys.readouterr().err
