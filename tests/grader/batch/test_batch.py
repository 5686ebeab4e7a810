"""A batch ends with one verdict per student, whatever dies, and says the same however it was run."""

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from grader.batch import judge_all
from grader.data.datasets import DataSource
from grader.ledger import open_ledger
from grader.model import Level, Outcome
from tests.grader.batch.batches import RIGHT, SEVERAL, TOY, documents, run, terms_for, write_course, write_files

pytestmark = pytest.mark.sandbox
ROOT = Path(__file__).resolve().parents[3]


def test_jobs_and_levels_change_no_document(tmp_path):
    """One process or two, full or restricted: the documents are the same but for volatile fields and the level."""
    files = write_files(tmp_path / "in", SEVERAL)
    found = {}
    for name, jobs, level in (("one", 1, Level.FULL), ("two", 2, Level.FULL), ("restricted", 2, Level.RESTRICTED)):
        course, terms = terms_for(TOY, "a01_example", level)
        run(tmp_path / name, files, course, terms, jobs)
        found[name] = documents(tmp_path / name)
    for document in found["restricted"].values():
        document["isolation"] = found["one"][f"{document['submitter']['id']}.json"]["isolation"]

    assert found["one"] == found["two"]
    assert found["one"] == found["restricted"]


def test_what_is_decided_starts_no_worker(tmp_path):
    """A second run into the same folder starts no sandbox, and its documents are the same."""
    files = write_files(tmp_path / "in", SEVERAL)
    course, terms = terms_for(TOY, "a01_example")
    first = run(tmp_path / "out", files, course, terms, 2)
    before = documents(tmp_path / "out")
    second = run(tmp_path / "out", files, course, terms, 2)

    assert sum(judged.workers for judged in first.values()) == 5
    assert [judged.workers for judged in second.values()] == [0] * 6
    assert before == documents(tmp_path / "out")


def test_fresh_runs_everything_again(tmp_path):
    """With `fresh`, what the ledger knows is not used."""
    files = write_files(tmp_path / "in", {"right.py": RIGHT})
    course, terms = terms_for(TOY, "a01_example")
    run(tmp_path / "out", files, course, terms)
    again = run(tmp_path / "out", files, course, terms, fresh=True)

    assert (again["right"].workers, again["right"].cached) == (1, 0)


def test_another_submission_of_the_same_student_is_judged(tmp_path):
    """A changed file is not answered from memory."""
    course, terms = terms_for(TOY, "a01_example")
    run(tmp_path / "out", write_files(tmp_path / "in", {"ada.py": SEVERAL["whole.py"]}), course, terms)
    run(tmp_path / "out", write_files(tmp_path / "in", {"ada.py": RIGHT}), course, terms)

    assert documents(tmp_path / "out")["ada.json"]["score"] == 10


@pytest.mark.parametrize(
    "code",
    [
        "import os; os._exit(3)",
        "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
    ],
    ids=["exits", "is killed"],
)
def test_a_check_that_ends_the_grading_process_is_its_authors_fault(tmp_path, code):
    """The check is a check_fault, the checks around it are judged, and the score is withheld."""
    checks = {
        "first": "assert_equal(student.double(2), 4)",
        "deadly": code,
        "last": "assert_equal(student.double(3), 6)",
    }
    files = write_files(tmp_path / "in", {"ada.py": b"def double(x):\n    return 2 * x\n", "bob.py": b"double = 3\n"})
    course, terms = terms_for(write_course(tmp_path / "course", checks), "a01_double")
    found = run(tmp_path / "out", files, course, terms)

    assert [result.outcome for result in found["ada"].results] == [
        Outcome.PASSED,
        Outcome.CHECK_FAULT,
        Outcome.PASSED,
    ]
    assert {document["status"] for document in documents(tmp_path / "out").values()} <= {"fault", "graded"}
    assert documents(tmp_path / "out")["ada.json"]["score"] is None


def test_a_check_that_never_ends_is_its_authors_fault(tmp_path):
    """A loop in a check costs its author an entry in the list of faults, not the batch its end."""
    checks = {"loops": "while True: pass", "last": "assert_equal(student.double(3), 6)"}
    files = write_files(tmp_path / "in", {"ada.py": b"def double(x):\n    return 2 * x\n"})
    course, terms = terms_for(write_course(tmp_path / "course", checks), "a01_double")
    found = run(tmp_path / "out", files, course, terms, silence=3.0)

    assert [result.outcome for result in found["ada"].results] == [Outcome.CHECK_FAULT, Outcome.PASSED]


def test_a_check_that_takes_all_memory_is_its_authors_fault(tmp_path):
    """The limit of the grading process turns a leak into an exception of the check."""
    checks = {"leaks": "x = bytearray(1 << 40)", "last": "assert_equal(student.double(3), 6)"}
    files = write_files(tmp_path / "in", {"ada.py": b"def double(x):\n    return 2 * x\n"})
    course, terms = terms_for(write_course(tmp_path / "course", checks), "a01_double")
    found = run(tmp_path / "out", files, course, terms)

    assert [result.outcome for result in found["ada"].results] == [Outcome.CHECK_FAULT, Outcome.PASSED]


class Deadly(DataSource):
    """Data at which every grading process dies before it has said what a file holds."""

    @property
    def fingerprint(self):
        os._exit(7)


def test_a_file_at_which_the_reader_dies_twice_is_ungradable(tmp_path):
    """Each such file gets one verdict that says so, and the batch goes on to the next."""
    _, terms = terms_for(TOY, "a01_example")
    terms = replace(terms, data=Deadly(b"a key for tests"))
    files = write_files(tmp_path / "in", {"ada.py": RIGHT, "bob.py": RIGHT, "cleo.py": RIGHT})

    with open_ledger(tmp_path / "out") as ledger:
        found = list(judge_all(files, terms, ledger, "versions", 2))

    assert {"ada", "bob", "cleo"} == {judged.submission.student for judged in found}
    assert [None] * 3 == [judged.submission.slice for judged in found]
    assert all("could not be read" in judged.submission.problem for judged in found)


def test_a_fault_that_is_mended_is_judged_anew(tmp_path):
    """A fault is never remembered: the next run judges that check alone."""
    files = write_files(tmp_path / "in", {"ada.py": b"def double(x):\n    return 2 * x\n"})
    checks = {"first": "assert_equal(student.double(2), 4)", "second": "raise KeyError('oops')"}
    course, terms = terms_for(write_course(tmp_path / "course", checks), "a01_double")
    run(tmp_path / "out", files, course, terms)
    checks["second"] = "assert_equal(student.double(3), 6)"
    course, terms = terms_for(write_course(tmp_path / "course", checks), "a01_double")
    mended = run(tmp_path / "out", files, course, terms)

    assert (mended["ada"].cached, [result.outcome for result in mended["ada"].results]) == (1, [Outcome.PASSED] * 2)


KILLED = """
import os, signal, sys
from pathlib import Path
from grader.batch import parent
from tests.grader.batch.batches import TOY, SEVERAL, run, terms_for, write_files

folder, after = Path(sys.argv[1]), int(sys.argv[2])
record = parent.Ledger.put_verdict

def put_verdict(ledger, *arguments, **options):
    global after
    record(ledger, *arguments, **options)
    after -= 1
    if after == 0:
        os.kill(os.getpid(), signal.SIGKILL)

parent.Ledger.put_verdict = put_verdict
course, terms = terms_for(TOY, "a01_example")
run(folder / "out", write_files(folder / "in", SEVERAL), course, terms, 2)
"""


@pytest.mark.parametrize("after", [1, 4, 9])
def test_a_batch_that_was_killed_goes_on_where_it_was(tmp_path, after):
    """After SIGKILL the next run keeps every committed verdict and ends like a run that was never killed."""
    killed = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path), str(after)], cwd=ROOT, check=False)
    files = write_files(tmp_path / "in", SEVERAL)
    course, terms = terms_for(TOY, "a01_example")
    resumed = run(tmp_path / "out", files, course, terms, 2)
    run(tmp_path / "whole", files, course, terms, 2)

    assert killed.returncode == -signal.SIGKILL
    assert sum(judged.cached for judged in resumed.values()) >= after - 1  # a skip is decided anew
    assert documents(tmp_path / "out") == documents(tmp_path / "whole")


def test_a_killed_batch_leaves_no_process(tmp_path):
    """Grading processes and sandboxes end with the parent."""
    subprocess.run([sys.executable, "-c", KILLED, str(tmp_path), "2"], cwd=ROOT, check=False)
    marker = str(tmp_path).encode()

    def left():
        found = []
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit() and int(entry.name) != os.getpid():
                try:
                    if marker in (entry / "cmdline").read_bytes():
                        found.append(entry.name)
                except OSError:
                    continue
        return found

    for name in left():  # those that are still dying: wait for each by its pidfd
        try:
            pidfd = os.pidfd_open(int(name))
        except ProcessLookupError:
            continue
        import select

        poll = select.poll()
        poll.register(pidfd, select.POLLIN)
        poll.poll(10_000)
        os.close(pidfd)

    assert left() == []
