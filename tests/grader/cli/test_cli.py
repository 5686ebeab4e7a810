"""The commands as others script against them: what they print, what they write, how they exit."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from grader.cli import COMMANDS, main
from tests.grader.batch.batches import RIGHT, SEVERAL, TOY, write_course, write_files

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def graded(tmp_path, capsys):
    """Return a folder into which several submissions were graded."""
    write_files(tmp_path / "in", SEVERAL)
    assert main(["grade", "a01_example", str(tmp_path / "in"), *_to(tmp_path / "out")]) == 1
    capsys.readouterr()
    return tmp_path / "out"


def _to(folder):
    return ["--out", str(folder), "--course", str(TOY), "--seed", "s", "--jobs", "1"]


def test_without_a_command_it_lists_them(capsys):
    """`grader` alone is wrong usage, and says what there is."""
    assert main([]) == 2

    assert set(COMMANDS) <= set(capsys.readouterr().out.split())


def test_a_mistyped_command_gets_a_suggestion(capsys):
    """A typo is wrong usage and names the command that was meant."""
    assert main(["grad"]) == 2

    assert "Did you mean `grader grade`" in capsys.readouterr().err


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_explains_itself(command, capsys):
    """`--help` ends with 0 and describes every option in words."""
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])

    assert ended.value.code == 0
    assert "--" in capsys.readouterr().out


def test_wrong_options_are_wrong_usage(capsys):
    """An unknown option ends with 2, as argparse does."""
    with pytest.raises(SystemExit) as ended:
        main(["list", "--nonsense"])

    assert ended.value.code == 2


def test_list_adds_up(capsys):
    """`list --json` names every exercise; its points are those of the rubric."""
    assert main(["list", "--course", str(TOY), "--json"]) == 0

    assert [(row["exercise"], row["points"], row["public"]) for row in json.loads(capsys.readouterr().out)] == [
        ("standardize", 10, 5)
    ]


def test_a_course_that_is_none_needs_a_person(tmp_path, capsys):
    """A folder without a course.toml is the author's to mend, and the message says so."""
    assert main(["list", "--course", str(tmp_path)]) == 1

    assert "course.toml" in capsys.readouterr().err


@pytest.mark.sandbox
def test_grade_writes_and_prints_the_same_scores(tmp_path, capsys):
    """The table, `--json`, scores.csv and the documents say the same."""
    write_files(tmp_path / "in", SEVERAL)
    code = main(["grade", "a01_example", str(tmp_path / "in"), *_to(tmp_path / "out"), "--json"])
    printed = {entry["student"]: entry["score"] for entry in json.loads(capsys.readouterr().out)["submissions"]}
    with (tmp_path / "out" / "scores.csv").open() as file:
        table = {row["student"]: row["score"] for row in csv.DictReader(file)}
    stored = {
        path.stem: json.loads(path.read_text())["score"] for path in (tmp_path / "out" / "results").glob("*.json")
    }

    assert code == 1  # essay.pdf needs a person
    assert {"right": 10, "loops": 10, "stub": 0, "raises": 0, "essay": None}.items() <= printed.items()
    assert printed == stored
    assert {name: "" if score is None else f"{score:g}" for name, score in printed.items()} == table


@pytest.mark.sandbox
def test_folders_inside_are_named_not_passed_over(tmp_path, capsys):
    """A folder in a folder of submissions is not graded in silence, nor left out in silence."""
    write_files(tmp_path / "in", {"stub.py": SEVERAL["stub.py"]})
    write_files(tmp_path / "in" / "ada", {"right.py": RIGHT})
    main(["grade", "a01_example", str(tmp_path / "in"), *_to(tmp_path / "out")])

    assert "Not looked into: ada" in capsys.readouterr().err


@pytest.mark.sandbox
def test_low_scores_are_no_errors(tmp_path, capsys):
    """A cohort that earns nothing ends with 0."""
    write_files(tmp_path / "in", {"stub.py": SEVERAL["stub.py"]})

    assert main(["grade", "a01_example", str(tmp_path / "in"), *_to(tmp_path / "out")]) == 0


@pytest.mark.sandbox
def test_a_roster_names_who_is_absent(tmp_path, capsys):
    """Who is on the roster and handed in nothing has a blank row, not a zero."""
    write_files(tmp_path / "in", {"right.py": RIGHT})
    (tmp_path / "roster.csv").write_text("id,name,email\nright,R,r@example.org\nabsent,A,a@example.org\n")
    code = main(
        ["grade", "a01_example", str(tmp_path / "in"), *_to(tmp_path / "out"), "--roster", str(tmp_path / "roster.csv")]
    )
    with (tmp_path / "out" / "scores.csv").open() as file:
        table = {row["student"]: row["score"] for row in csv.DictReader(file)}

    assert (code, table) == (0, {"right": "10", "absent": ""})
    assert "nothing from: absent" in capsys.readouterr().out


@pytest.mark.sandbox
def test_only_runs_one_check_and_gives_no_score(tmp_path, capsys):
    """What was not run is pending, and a score that may still change is none."""
    write_files(tmp_path / "in", {"right.py": RIGHT})
    main(["grade", "a01_example", str(tmp_path / "in"), *_to(tmp_path / "out"), "--only", "two_examples_by_hand"])
    document = json.loads((tmp_path / "out" / "results" / "right.json").read_text())
    ran = [check["id"] for part in document["exercises"] for check in part["checks"] if check["status"]]

    assert (ran, document["status"], document["score"]) == (["two_examples_by_hand"], "pending_manual", None)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["a01_example", "nowhere"], 2, "there is no file or folder nowhere"),
        (["a99_none", str(TOY / "course.toml")], 2, "it has a01_example"),
        (["a01_example", str(TOY / "course.toml"), "--only", "no_such"], 2, "no check no_such"),
        (["a01_example", str(TOY / "course.toml"), "--jobs", "0"], 2, "--jobs"),
    ],
    ids=["no file", "no assignment", "no check", "no jobs"],
)
def test_wrong_usage_says_what_is_wrong(words, code, said, tmp_path, capsys):
    """Wrong words end with 2 and a message that names them."""
    assignment, path, *more = words
    options = ["--out", str(tmp_path / "out"), "--course", str(TOY), "--seed", "s", *more]

    assert main(["grade", assignment, path, *options]) == code
    assert said in capsys.readouterr().err


@pytest.mark.sandbox
def test_a_folder_holds_one_assignment(graded, tmp_path, capsys):
    """Grading something else into the same folder is refused."""
    course = write_course(tmp_path / "course", {"first": "assert_equal(student.double(2), 4)"})
    words = ["grade", "a01_double", str(tmp_path / "in"), "--out", str(graded), "--course", str(course), "--seed", "s"]

    assert main(words) == 2
    assert "choose another --out" in capsys.readouterr().err


@pytest.mark.sandbox
def test_the_authors_fault_withholds_the_score(tmp_path, capsys):
    """A check that raises costs nobody a point; the command asks for a person."""
    course = write_course(tmp_path / "course", {"broken": "{}['key']"})
    write_files(tmp_path / "in", {"ada.py": b"def double(x):\n    return 2 * x\n"})
    words = ["grade", "a01_double", str(tmp_path / "in"), "--out", str(tmp_path / "out"), "--course", str(course)]

    assert main([*words, "--seed", "s"]) == 1
    assert json.loads((tmp_path / "out" / "results" / "ada.json").read_text())["score"] is None


@pytest.mark.sandbox
def test_show_explains_one_student(graded, capsys):
    """`show` names each check, its outcome, and what to change."""
    assert main(["show", str(graded), "whole"]) == 0

    shown = capsys.readouterr().out
    assert "two_examples_by_hand" in shown
    assert "failed" in shown


@pytest.mark.sandbox
def test_show_of_nobody_suggests_somebody(graded, capsys):
    """A mistyped id is wrong usage and gets a suggestion."""
    assert main(["show", str(graded), "rigth"]) == 2

    assert "did you mean right" in capsys.readouterr().err


@pytest.mark.sandbox
def test_replay_says_the_same(graded, tmp_path, capsys):
    """A verdict run again comes out as it was recorded, without the downloads."""
    for path in (tmp_path / "in").iterdir():
        path.unlink()

    assert main(["replay", str(graded), "whole"]) == 0
    assert main(["replay", str(graded), "whole", "columns_have_deviation_one", "--json"]) == 0
    assert '"same": true' in capsys.readouterr().out


@pytest.mark.sandbox
def test_publish_writes_what_students_read(graded, capsys):
    """Nothing is public before; afterwards every student has a document and a page."""
    before = (graded / "feedback").exists()

    assert main(["publish", str(graded)]) == 0
    assert not before
    assert {path.stem for path in (graded / "feedback").iterdir()} == {Path(name).stem for name in SEVERAL}


@pytest.mark.sandbox
def test_publish_twice_writes_the_same_bytes(graded, capsys):
    """A second publication without a change is none."""
    main(["publish", str(graded)])
    first = {path.name: path.read_bytes() for path in (graded / "students").iterdir()}
    main(["publish", str(graded)])

    assert first == {path.name: path.read_bytes() for path in (graded / "students").iterdir()}
    assert "nothing changed" in capsys.readouterr().out


@pytest.mark.sandbox
def test_doctor_finds_a_level(capsys):
    """`doctor` says which level works here and ends with 0 where one does."""
    assert main(["doctor", "--course", str(TOY), "--json"]) == 0

    found = {finding["subject"]: finding["good"] for finding in json.loads(capsys.readouterr().out)}
    assert found["level restricted"]


@pytest.mark.sandbox
def test_verify_passes_the_toy_course(capsys):
    """The gate ends with 0 on a course that is right."""
    assert main(["verify", "--course", str(TOY), "--seed", "s", "--json"]) == 0

    (record,) = json.loads(capsys.readouterr().out)
    assert record["problems"] == []


@pytest.mark.sandbox
def test_verify_fails_where_a_mistake_slips_through(tmp_path, capsys):
    """An exercise without mistakes does not pass, and the command ends with 1."""
    course = write_course(tmp_path / "course", {"first": "assert_equal(student.double(2), 4)"})

    assert main(["verify", "--course", str(course), "--seed", "s"]) == 1
    assert "mend:" in capsys.readouterr().out


INTERRUPTED = """
import os, signal, sys
from grader.batch import parent
from grader.cli import main

record = parent.Ledger.put_verdict
left = 3

def put_verdict(ledger, *arguments, **options):
    global left
    record(ledger, *arguments, **options)
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGINT)

parent.Ledger.put_verdict = put_verdict
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.sandbox
def test_an_interrupted_run_goes_on_where_it_was(tmp_path, capsys):
    """Ctrl-C ends with 130 and loses nothing; the same command then does the rest."""
    write_files(tmp_path / "in", SEVERAL)
    words = ["grade", "a01_example", str(tmp_path / "in"), *_to(tmp_path / "out"), "--json"]
    interrupted = subprocess.run(
        [sys.executable, "-c", INTERRUPTED, *words], cwd=ROOT, check=False, capture_output=True, text=True
    )
    code = main(words)
    summary = json.loads(capsys.readouterr().out)

    assert (interrupted.returncode, code) == (130, 1)
    assert "is kept" in interrupted.stderr
    assert "Traceback" not in interrupted.stderr
    assert summary["verdicts_known"] >= 3
    assert len(summary["submissions"]) == len(SEVERAL)
