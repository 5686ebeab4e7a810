"""The ledger: what is written stays, what is damaged or taken is refused with advice."""

import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from grader.errors import HostError, UsageError
from grader.ledger import open_ledger
from grader.ledger.database import VERSION
from grader.ledger.migrations import MIGRATIONS
from grader.model import CheckResult, Evidence, Message, Note, Outcome, Slice, Submission

CODE = Slice("x = 1\n", "0" * 64, ("x",), ((1, 1),))
SUBMISSION = Submission("ann", "Ann's file.ipynb", "1" * 64, 12, CODE, (Note("magic", "%time", 1, 2),))
PASSED = CheckResult("softmax", "rows", Outcome.PASSED, 4, 4)
WRITER = Path(__file__).with_name("writer.py")


def full_result():
    """A result with every field set, and text and numbers that JSON does not like."""
    return CheckResult(
        "softmax",
        "rows",
        Outcome.PARTIAL,
        2,
        4,
        Message("a lone \ud800 surrogate", {"observed": "\x00\x1b[31m"}),
        convention="mean",
        metric=0.5,
        swapped=("affine",),
        evidence=(Evidence("curve", "loss", {"series": {"a": [[0, float("inf")]]}}),),
        frames=((3, "softmax"),),
        kinds=("ValueError",),
        cpu_seconds=0.25,
        seconds=0.5,
    )


def test_a_submission_comes_back_as_it_was(tmp_path):
    """The slice, its line numbers and the notes are in the ledger, so that a regrade needs no download."""
    with open_ledger(tmp_path) as ledger:
        ledger.put_submission(SUBMISSION)
    with open_ledger(tmp_path) as ledger:
        found = ledger.submission("ann")
        students = ledger.students()

    assert found == SUBMISSION
    assert students == ("ann",)


def test_an_unreadable_submission_comes_back_too(tmp_path):
    """A damaged file is on record with what was wrong."""
    damaged = replace(SUBMISSION, slice=None, notes=(), problem="not JSON")
    with open_ledger(tmp_path) as ledger:
        ledger.put_submission(damaged)
        found = ledger.submission("ann")

    assert found == damaged


def test_unknown_students_have_nothing(tmp_path):
    """Asking for a student who handed in nothing is no error."""
    with open_ledger(tmp_path) as ledger:
        assert ledger.submission("bob") is None
        assert ledger.verdicts("bob") == ()
        assert ledger.times("bob") == {"submitted_at": None, "started_at": None, "finished_at": None}


def test_the_latest_attempt_counts_unless_one_is_named(tmp_path):
    """Attempts lie side by side."""
    second = replace(SUBMISSION, sha256="2" * 64)
    with open_ledger(tmp_path) as ledger:
        ledger.put_submission(SUBMISSION, attempt=1)
        ledger.put_submission(second, attempt=2, submitted_at="2026-11-20T14:00:00.000Z", started_at="s")
        ledger.finish("ann", "f", attempt=2)

        assert ledger.submission("ann") == second
        assert ledger.submission("ann", 1) == SUBMISSION
        assert ledger.times("ann", 2) == {
            "submitted_at": "2026-11-20T14:00:00.000Z",
            "started_at": "s",
            "finished_at": "f",
        }


def test_a_result_comes_back_as_it_was(tmp_path):
    """Every field of a result survives, lone surrogates and infinities included."""
    with open_ledger(tmp_path) as ledger:
        ledger.put_verdict("ann", "key", full_result())
        known = ledger.known(["key", "other"])
        (verdict,) = ledger.verdicts("ann")

    assert known == {"key": full_result()}
    assert verdict.result == full_result()
    assert (verdict.student, verdict.attempt, verdict.cache_key) == ("ann", 1, "key")


def test_numpy_numbers_in_a_result_become_plain(tmp_path):
    """A metric or evidence that an author left as NumPy numbers does not stop the batch."""
    evidence = Evidence("confusion", "digits", {"matrix": np.eye(2, dtype=np.int64)})
    result = replace(PASSED, metric=np.float64(0.5), evidence=(evidence,))
    with open_ledger(tmp_path) as ledger:
        ledger.put_verdict("ann", "key", result)
        found = ledger.known(["key"])["key"]

    assert found.metric == 0.5
    assert found.evidence[0].data == {"matrix": [[1, 0], [0, 1]]}


@pytest.mark.parametrize(
    ("outcome", "final"),
    [
        (Outcome.CHECK_FAULT, False),
        (Outcome.HOST_FAULT, False),
        (Outcome.TIMED_OUT, False),
        (Outcome.SKIPPED, True),
    ],
)
def test_what_is_not_final_is_never_known(tmp_path, outcome, final):
    """What may not happen again is run again, and so is what was skipped; it is on record all the same."""
    with open_ledger(tmp_path) as ledger:
        ledger.put_verdict("ann", "key", replace(PASSED, outcome=outcome, earned=0, final=final))

        assert ledger.known(["key"]) == {}
        assert [verdict.result.outcome for verdict in ledger.verdicts("ann")] == [outcome]


def test_a_time_out_by_computing_time_is_known(tmp_path):
    """A loop that used up its CPU seconds would do so again: a regrade does not wait for it."""
    result = replace(PASSED, outcome=Outcome.TIMED_OUT, earned=0)
    with open_ledger(tmp_path) as ledger:
        ledger.put_verdict("ann", "key", result)

        assert ledger.known(["key"]) == {"key": result}


def test_a_fault_does_not_hide_an_earlier_result(tmp_path):
    """A verdict that was known stays known when a later run of it fails on our side."""
    with open_ledger(tmp_path) as ledger:
        ledger.put_verdict("ann", "key", PASSED)
        ledger.put_verdict("ann", "key", replace(PASSED, outcome=Outcome.HOST_FAULT, earned=0))

        assert ledger.known(["key"]) == {"key": PASSED}


def test_the_latest_verdict_of_each_check_counts(tmp_path):
    """A regrade adds to the record and replaces what is current."""
    failed = replace(PASSED, outcome=Outcome.FAILED, earned=0)
    other = replace(PASSED, check="large")
    with open_ledger(tmp_path) as ledger:
        for result in (PASSED, other, failed):
            ledger.put_verdict("ann", "key", result)

        assert [verdict.result for verdict in ledger.verdicts("ann")] == [other, failed]


def test_many_keys_are_asked_for_at_once(tmp_path):
    """More keys than one statement takes."""
    keys = [f"key-{i}" for i in range(1203)]
    with open_ledger(tmp_path) as ledger:
        for key in keys[::400]:
            ledger.put_verdict("ann", key, PASSED)

        assert set(keys[::400]) == set(ledger.known(keys))


def test_one_folder_holds_one_assignment(tmp_path):
    """Grading another assignment into the same folder is refused, with both named."""
    with open_ledger(tmp_path) as ledger:
        ledger.claim("a03_perceptron")
        ledger.claim("a03_perceptron")
        ledger.set_meta(seed="5")

        assert ledger.meta == {"assignment": "a03_perceptron", "seed": "5"}
        with pytest.raises(UsageError, match="holds the results of a03_perceptron, not of a04_svm"):
            ledger.claim("a04_svm")


def test_a_version_is_frozen(tmp_path):
    """What was published can be read again when later versions exist; a document that did not change is stored once."""
    with open_ledger(tmp_path) as ledger:
        assert ledger.published() is None
        first = ledger.publish("t1", {"ann": b"one", "bob": b"same"})
        second = ledger.publish("t2", {"ann": b"two", "bob": b"same"})
        latest, earlier = ledger.published(), ledger.published(first)

    assert (first, second) == (1, 2)
    assert (latest.version, latest.published_at, latest.documents) == (2, "t2", {"ann": b"two", "bob": b"same"})
    assert earlier.documents == {"ann": b"one", "bob": b"same"}
    with sqlite3.connect(tmp_path / "ledger.sqlite") as base:
        assert base.execute("SELECT count(*) FROM frozen").fetchone() == (3,)
    base.close()


def test_a_second_writer_is_refused(tmp_path):
    """In one process or in two, only one writes; readers are welcome meanwhile."""
    code = f"from pathlib import Path; from grader.ledger import open_ledger; open_ledger(Path({str(tmp_path)!r}))"
    with open_ledger(tmp_path) as ledger:
        ledger.put_submission(SUBMISSION)
        with pytest.raises(UsageError, match="another command is writing"):
            open_ledger(tmp_path)
        other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
        with open_ledger(tmp_path, read_only=True) as reader:
            students = reader.students()

    assert "another command is writing" in other.stderr
    assert students == ("ann",)
    open_ledger(tmp_path).close()


def test_a_reader_may_not_write(tmp_path):
    """Looking changes nothing."""
    open_ledger(tmp_path).close()
    with open_ledger(tmp_path, read_only=True) as reader, pytest.raises(HostError, match="readonly"):
        reader.put_submission(SUBMISSION)


def test_a_killed_writer_loses_nothing(tmp_path):
    """Every verdict that was acknowledged before a SIGKILL is there afterwards, and the file is whole."""
    for _ in range(3):
        process = subprocess.Popen([sys.executable, str(WRITER), str(tmp_path)], stdout=subprocess.PIPE, text=True)
        said = [process.stdout.readline() for _ in range(200)]
        process.kill()
        said += process.stdout.readlines()
        process.wait()
        process.stdout.close()
        acknowledged = {int(line) for line in said if line.endswith("\n")}
        with open_ledger(tmp_path) as ledger:
            found = {int(verdict.result.check.removeprefix("check_")) for verdict in ledger.verdicts("ann")}

        assert len(acknowledged) >= 200
        assert acknowledged <= found
        (tmp_path / "ledger.sqlite").unlink()


@pytest.mark.parametrize("damage", [b"this is no database at all" * 100, b"SQLite format 3\0" + b"\xff" * 4096, None])
def test_a_damaged_ledger_says_what_to_do(tmp_path, damage):
    """A file that is not a database, or has a damaged page, is named, with the way out."""
    path = tmp_path / "ledger.sqlite"
    if damage is None:
        with open_ledger(tmp_path) as ledger:
            for i in range(300):
                ledger.put_verdict("ann", f"key-{i}", replace(PASSED, check=f"check_{i}"))
        content = bytearray(path.read_bytes())
        content[4096 * 3 : 4096 * 9] = b"\xa5" * (4096 * 6)
        damage = bytes(content)
    path.write_bytes(damage)

    with pytest.raises(HostError, match=r"(?s)ledger\.sqlite.*(is damaged|not a ledger).*"):
        open_ledger(tmp_path)
    path.unlink()
    open_ledger(tmp_path).close()  # the lock was let go


def test_another_programs_database_is_refused(tmp_path):
    """A SQLite file of something else is not written into."""
    base = sqlite3.connect(tmp_path / "ledger.sqlite")
    base.execute("CREATE TABLE songs (title TEXT)")
    base.close()

    with pytest.raises(HostError, match="not a ledger of this grader"):
        open_ledger(tmp_path)


def test_a_missing_ledger_is_said(tmp_path):
    """Looking at a folder into which nothing was graded says so, and makes nothing."""
    for options in ({"create": False}, {"read_only": True}):
        with pytest.raises(UsageError, match="nothing was graded"):
            open_ledger(tmp_path / "results", **options)

    assert not (tmp_path / "results").exists()


def test_a_folder_that_cannot_be_made_is_said(tmp_path):
    """A path below a file is the machine's trouble and not a crash."""
    (tmp_path / "file").write_text("")

    with pytest.raises(HostError, match="Choose another --out DIR"):
        open_ledger(tmp_path / "file" / "out")


def version_1(path):
    """A ledger as the first version wrote it."""
    base = sqlite3.connect(path)
    base.executescript(
        f"""{MIGRATIONS[0]}
        PRAGMA application_id = 1852729202;
        PRAGMA user_version = 1;
        INSERT INTO meta VALUES ('assignment', 'a03_perceptron');
        INSERT INTO submission VALUES ('ann', 1, 'ann.py', '{"1" * 64}', 12, 'not UTF-8', '[]', NULL);
        INSERT INTO verdict (student, attempt, check_name, cache_key, outcome, result) VALUES ('ann', 1, 'rows', 'key',
            'passed', '{{"exercise": "softmax", "check": "rows", "outcome": "passed", "earned": 4, "possible": 4}}');
        """
    )
    base.close()


def test_a_ledger_of_version_1_is_brought_up_to_date(tmp_path):
    """What an older grader decided is kept, and what is new works."""
    version_1(tmp_path / "ledger.sqlite")
    with pytest.raises(HostError, match="older grader"):
        open_ledger(tmp_path, read_only=True)
    with open_ledger(tmp_path) as ledger:
        ledger.claim("a03_perceptron")
        known = ledger.known(["key"])
        problem = ledger.submission("ann").problem
        version = ledger.publish("t", {})

    assert known == {"key": PASSED}
    assert (problem, version) == ("not UTF-8", 1)
    with open_ledger(tmp_path, read_only=True) as ledger:
        assert ledger.meta == {"assignment": "a03_perceptron"}


def test_a_ledger_of_a_newer_grader_is_refused(tmp_path):
    """Nobody writes into a format that they do not know."""
    open_ledger(tmp_path).close()
    base = sqlite3.connect(tmp_path / "ledger.sqlite")
    base.execute(f"PRAGMA user_version = {VERSION + 1}")
    base.close()

    with pytest.raises(HostError, match="newer grader"):
        open_ledger(tmp_path)
