"""Pieces of work in processes of their own: their order, their notes, and what ends them early."""

import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from grader.cli.side_by_side import THREADS, side_by_side
from grader.errors import CourseError, HostError

ROOT = str(Path(__file__).resolve().parents[3])


@pytest.fixture(autouse=True)
def findable(monkeypatch):
    """Let a new process find this module wherever it is started."""
    monkeypatch.syspath_prepend(ROOT)


def square(number, report):
    """Report a number, and return its square and the process that made it."""
    report(f"number {number}")
    return number * number, os.getpid()


def stumble(number, _report):
    """Fail as the parent would."""
    raise CourseError(f"number {number} must be mended")


def die(_number, _report):
    """End as a process does for which there is no memory left."""
    os.kill(os.getpid(), signal.SIGKILL)


def rest(_number, report):
    """Say which process this is, and never come to an end."""
    report(str(os.getpid()))
    while True:
        signal.pause()


def threads(_number, _report):
    """Return what numerical libraries are told about threads."""
    return [os.environ.get(name) for name in THREADS]


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_keep_the_order_of_the_pieces(jobs):
    """However many work, results come in order and every note is heard."""
    notes = []

    found = list(side_by_side(square, [3, 1, 2], jobs, notes.append))

    assert [9, 1, 4] == [result for result, _ in found]
    assert ["number 1", "number 2", "number 3"] == sorted(notes)
    assert (jobs == 1) == ({process for _, process in found} == {os.getpid()})


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_author_reads_the_error_of_a_process(jobs):
    """It is the same error as without processes."""
    with pytest.raises(CourseError, match="must be mended"):
        list(side_by_side(stumble, [1, 2], jobs, lambda _: None))


def test_a_process_that_is_killed_is_said():
    """Who runs out of memory is told so, and what to do."""
    with pytest.raises(HostError, match="--jobs 1 needs the least"):
        list(side_by_side(die, [1, 2], 2, lambda _: None))


RESTING = """
from tests.grader.cli.test_side_by_side import rest, side_by_side
if __name__ == "__main__":
    list(side_by_side(rest, [1, 2], 2, lambda pid: print(pid, flush=True)))
"""


def test_no_process_outlives_its_parent(tmp_path):
    """Also a parent that is killed leaves nobody behind who waits for work."""
    script = tmp_path / "resting.py"
    script.write_text(RESTING, encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": ROOT}
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, env=environment) as parent:
        ended = [os.pidfd_open(int(parent.stdout.readline())) for _ in range(2)]
        parent.kill()

    for process in ended:
        assert [process] == select.select([process], [], [], 60)[0]
        os.close(process)


def test_processes_share_the_processors_and_leave_the_environment(monkeypatch):
    """Each computes with one thread; the parent's own setting is as before."""
    monkeypatch.setenv("OMP_NUM_THREADS", "7")
    monkeypatch.delenv("MKL_NUM_THREADS", raising=False)

    assert [["1"] * len(THREADS)] * 2 == list(side_by_side(threads, [1, 2], 2, lambda _: None))
    assert "7" == os.environ["OMP_NUM_THREADS"]
    assert "MKL_NUM_THREADS" not in os.environ
