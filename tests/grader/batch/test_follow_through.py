"""One mistake costs once: what failed its own checks is served from the reference where others are judged with it."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from textwrap import indent

import pytest

from grader.documents import read_document, student_document
from grader.model import Level, Outcome, Party
from grader.pages import page
from grader.pipeline import judge, open_workshop
from grader.sandbox import launch
from grader.submission import read_submission
from tests.grader.batch.batches import documents, run, terms_for, write_files
from tests.grader.batch.following import RIGHT, STUDENTS, with_normalize, write_following
from tests.grader.sandbox.conftest import process_of

pytestmark = pytest.mark.sandbox
ROOT = Path(__file__).resolve().parents[3]
TRAINING = ("one_epoch", "more_epochs")


@pytest.fixture
def graded(tmp_path):
    """Return a function that grades one file and returns its results by check."""
    course, terms = terms_for(write_following(tmp_path / "course"), "a01_steps")

    def grade(source, only=None, **options):
        _, chosen = (course, terms) if only is None else terms_for(tmp_path / "course", "a01_steps", only=only)
        files = write_files(tmp_path / "in", {"ada.py": source.encode()})
        judged = run(tmp_path / "out", files, course, chosen, **options)["ada"]
        return {result.check: result for result in judged.results}

    grade.out = tmp_path / "out"
    return grade


def write_all(folder):
    """Write students with nothing, one and two functions to be served."""
    return write_files(folder, {f"{name}.py": STUDENTS[f"{name}.py"].encode() for name in ("both", "right", "columns")})


SERVED = {"columns", "raises", "none", "stub", "missing", "alias"}


@pytest.mark.parametrize("name", sorted(SERVED))
def test_a_function_that_failed_is_served(graded, name):
    """Wrong, raising, empty, a stub, missing or used under an alias: the training is judged with ours, and says so."""
    results = graded(STUDENTS[f"{name}.py"])

    assert [Outcome.PASSED] * 2 == [results[check].outcome for check in TRAINING]
    assert [("normalize",)] * 2 == [results[check].swapped for check in TRAINING]
    assert 0 == results["rows_sum_to_one"].earned
    assert () == results["rows_sum_to_one"].swapped


def test_two_functions_are_served_with_generators_and_iterators(graded):
    """What draws from a generator leaves it as ours would, and an iterator can be iterated."""
    results = graded(STUDENTS["both.py"])

    assert [("normalize", "batches")] * 2 == [results[check].swapped for check in TRAINING]
    assert 6 == sum(results[check].earned for check in TRAINING)


def test_what_passed_is_the_students_own(graded):
    """A right file has nothing served; what changed its argument is served, so that nothing else pays for it."""
    right, rude = graded(RIGHT), graded(STUDENTS["rude.py"])

    assert set() == {result.swapped for result in right.values()} - {()}
    assert Outcome.FAILED == rude["normalize_leaves_its_argument_alone"].outcome
    assert ("normalize",) == rude["more_epochs"].swapped


def test_what_uses_others_runs_after_them_and_is_reported_where_the_rubric_has_it(graded):
    """The results stand in the order of the rubric, in which the training comes first."""
    results = graded(STUDENTS["columns.py"])

    assert list(results)[:3] == ["one_epoch", "more_epochs", "rows_sum_to_one"]


def test_one_check_alone_runs_those_that_decide_what_is_served(graded):
    """With `only`, the checks of what is used are run first; others are not."""
    results = graded(STUDENTS["columns.py"], only=frozenset({"more_epochs"}))

    own = {"rows_sum_to_one", "each_row_once", "normalize_leaves_its_argument_alone"}

    assert own | {"more_epochs"} == set(results)
    assert (("normalize",), Outcome.PASSED) == (results["more_epochs"].swapped, results["more_epochs"].outcome)


def test_the_student_reads_what_was_served(graded):
    """It stands in both forms of the document and on the page."""
    graded(STUDENTS["columns.py"])
    document = read_document((graded.out / "results" / "ada.json").read_bytes())
    training = student_document(document).exercises[0]

    assert [("normalize",)] * 2 == [training.checks[0].swapped, training.hidden[0].swapped]
    assert b"Graded with our normalize in place of yours" in page(student_document(document), "student").encode()


def test_jobs_and_levels_change_no_document_with_what_is_served(tmp_path):
    """One process or two, full or restricted, and a second run that knows it all: the documents are the same."""
    files, found = write_all(tmp_path / "in"), {}
    course_folder = write_following(tmp_path / "course")
    for name, jobs, level in (("one", 1, Level.FULL), ("two", 2, Level.FULL), ("restricted", 2, Level.RESTRICTED)):
        course, terms = terms_for(course_folder, "a01_steps", level)
        run(tmp_path / name, files, course, terms, jobs)
        found[name] = documents(tmp_path / name)
        again = run(tmp_path / name, files, course, terms, jobs)

        assert {0} == {
            judged.workers for judged in again.values() if judged.submission.student not in ("raises", "stub")
        }
        assert found[name] == documents(tmp_path / name)
    for document in found["restricted"].values():
        document["isolation"] = found["one"][f"{document['submitter']['id']}.json"]["isolation"]

    assert found["one"] == found["two"]
    assert found["one"] == found["restricted"]


def test_what_is_served_is_decided_again_when_a_check_changes(tmp_path):
    """A check that is mended for the student takes the reference's function away again, as a fresh run would."""
    folder = write_following(tmp_path / "course")
    files = write_files(
        tmp_path / "in", {"ada.py": with_normalize("return 2 * X / X.sum(axis=1, keepdims=True)").encode()}
    )
    course, terms = terms_for(folder, "a01_steps")
    before = run(tmp_path / "out", files, course, terms)["ada"]
    checks = folder / "assignments" / "a01_steps" / "checks_public.py"
    checks.write_text(
        checks.read_text().replace(
            "assert_close(student.normalize(X), X /", "assert_close(student.normalize(X) / 2, X /"
        )
    )
    course, terms = terms_for(folder, "a01_steps")
    regraded = run(tmp_path / "out", files, course, terms)["ada"]
    fresh = run(tmp_path / "fresh", files, course, terms)["ada"]

    assert [("normalize",), ()] == [judged.results[1].swapped for judged in (before, regraded)]
    assert Outcome.FAILED == regraded.results[1].outcome
    assert (
        documents(tmp_path / "out")["ada.json"]["exercises"] == documents(tmp_path / "fresh")["ada.json"]["exercises"]
    )
    assert [each.swapped for each in regraded.results] == [each.swapped for each in fresh.results]


KILLED = """
import os, signal, sys
from pathlib import Path
from grader.batch import parent
from tests.grader.batch.batches import run, terms_for
from tests.grader.batch.test_follow_through import write_all

folder, after = Path(sys.argv[1]), int(sys.argv[2])
record = parent.Ledger.put_verdict

def put_verdict(ledger, *arguments, **options):
    global after
    record(ledger, *arguments, **options)
    after -= 1
    if after == 0:
        os.kill(os.getpid(), signal.SIGKILL)

parent.Ledger.put_verdict = put_verdict
course, terms = terms_for(folder / "course", "a01_steps")
run(folder / "out", write_all(folder / "in"), course, terms)
"""


@pytest.mark.parametrize("after", [2, 7])
def test_a_killed_batch_goes_on_with_what_was_served(tmp_path, after):
    """After kill -9 in the midst, the documents are those of a run that was not killed."""
    write_following(tmp_path / "course")
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path), str(after)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    course, terms = terms_for(tmp_path / "course", "a01_steps")
    files = write_all(tmp_path / "in")
    run(tmp_path / "out", files, course, terms)
    run(tmp_path / "whole", files, course, terms)

    assert -signal.SIGKILL == done.returncode
    assert documents(tmp_path / "out") == documents(tmp_path / "whole")


CHANNEL = "import gc\nchannel = next(x for x in gc.get_objects() if type(x).__name__ == 'Channel')\n"
ATTACKS = {
    "never ends": ("normalize(X, rounds=10**12)", {"timed_out"}),
    "asks for all memory": ("for i in range(40): normalize(np.ones((1, 4_000_000)))", {"passed", "timed_out"}),
    "too large for a frame": ("normalize(np.ones((1, 20_000_000)))", {"raised"}),
    "nan and infinity": ("normalize(np.full((2, 2), np.nan))\nnormalize(np.full((2, 2), np.inf))", {"passed"}),
    "a deep list": ("x = []\nfor _ in range(10**4): x = [x]\nnormalize(x)", {"raised"}),
    "wide lists": ("normalize([[0.5] * 100] * 5000)", {"raised"}),
    "an object": ("normalize(object())", {"raised"}),
    "a function": ("normalize(lambda: 1)", {"raised"}),
    "text": ("normalize('X')", {"raised"}),
    "calls without end": ("while True: normalize(X)", {"timed_out", "raised"}),
    "a callback that is not there": (
        CHANNEL + "channel.send({'callback': 99, 'value': ['l', ['t'], {}]}, [])\nchannel.receive()",
        {"killed"},
    ),
    "text that is to be run": (
        CHANNEL + "channel.send({'callback': 0, 'value': ['l', ['t', ['t', ['x', 'open']], {}, {}], {}]}, [])\n"
        "channel.receive()",
        {"killed"},
    ),
    "a generator made of nonsense": (
        CHANNEL + "channel.send({'callback': 0, 'value': ['l', ['t', ['t'], {}, {'0': {'state': 'no'}}], {}]}, [])\n"
        "assert 'error' in channel.receive()[0]",
        {"passed"},
    ),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_student_code_asks_of_the_reference_is_its_own_affair(graded, attack):
    """Whatever it passes, the grader lives, nobody else is blamed, and the next check is judged."""
    code, outcomes = ATTACKS[attack]
    first = "    total = np.zeros(X.shape[1] + 1)\n"
    source = with_normalize("return X").replace(first, f"    if steps == 4:\n        attack(X)\n{first}")
    results = graded(f"{source}\ndef attack(X):\n{indent(code, '    ')}\n")

    assert {Party.STUDENT} == {result.outcome.party for result in results.values()}
    assert results["more_epochs"].outcome in outcomes
    assert [Outcome.PASSED] * 2 == [results[check].outcome for check in ("one_epoch", "each_row_once")]


def test_a_reference_worker_that_died_is_replaced(tmp_path):
    """A sandbox of the reference that was killed costs no check."""
    _, terms = terms_for(write_following(tmp_path / "course"), "a01_steps")
    answers = []
    with open_workshop(terms) as workshop:
        for _ in range(2):
            with workshop.worker.session(0, 5.0) as session:
                answers.append(session.student.widen([[3.0]]).tolist())
            os.kill(process_of(workshop.worker._reference._zygote._started.pidfd), signal.SIGKILL)

    assert [[[3.0, 1.0]]] * 2 == answers


def test_nothing_is_started_before_it_is_needed(tmp_path):
    """A cohort that gets everything right pays nothing for the reference worker or the known mistakes."""
    _, terms = terms_for(write_following(tmp_path / "course"), "a01_steps")
    before = launch.started
    with open_workshop(terms) as workshop:
        judge(read_submission("ada.py", RIGHT.encode()), terms, workshop, {}, lambda _: None)
        started = (launch.started - before, workshop.worker.started)

    assert (1, 0) == started
