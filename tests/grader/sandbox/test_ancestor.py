"""What the zygotes of one grading process share: an ancestor that knows nothing of any of them, and nothing else."""

import hashlib
import multiprocessing
import os
import secrets
import signal
from pathlib import Path

import numpy as np
import pytest

from grader.errors import HostError
from grader.model import Level
from grader.sandbox import launch, seal
from tests.grader.sandbox.conftest import (
    LIMITS,
    ancestor_of,
    process_of,
    sandbox_of,
    slice_of,
    status_of,
    wait_for_end,
    zygote_of,
)

pytestmark = [pytest.mark.sandbox, pytest.mark.usefixtures("fresh_ancestors")]
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root may look into processes of another person")

PROGRAM = """
import fcntl
import os


def answer():
    return 42.0


def flags(more):
    found = []
    for number in range(3):
        fcntl.fcntl(number, fcntl.F_SETFL, fcntl.fcntl(number, fcntl.F_GETFL) | more)
        found.append(fcntl.fcntl(number, fcntl.F_GETFL))
    return found


def positions(to):
    found = []
    for number in range(3, 64):
        try:
            found.append(os.lseek(number, 0, os.SEEK_CUR))
            os.lseek(number, to, os.SEEK_SET)
        except OSError:
            continue
    return found
"""


def answers(sandbox):
    """Say whether a session of a sandbox answers."""
    with sandbox.session(0, 5.0) as session:
        return session.student.answer() == 42.0


def namespaces_of(process):
    """Return the namespaces of a process."""
    kinds = ("pid", "net", "ipc", "uts", "mnt", "cgroup")
    return {kind: os.readlink(f"/proc/{process}/ns/{kind}") for kind in kinds}  # noqa: PTH115 - a magic link


def holds(process, marker):
    """Say whether a process has a marker in memory that it may write to."""
    maps = Path(f"/proc/{process}/maps").read_text().splitlines()
    with Path(f"/proc/{process}/mem").open("rb", 0) as memory:
        for line in maps:
            start, end = (int(part, 16) for part in line.split()[0].split("-"))
            if "rw" not in line.split()[1]:
                continue
            memory.seek(start)
            if marker in memory.read(end - start):
                return True
    return False


def files_of(process):
    """Return the files behind all descriptors of a process, as device and inode."""
    found = [os.stat(path) for path in Path(f"/proc/{process}/fd").iterdir()]  # noqa: PTH116 - magic links
    return {(status.st_dev, status.st_ino) for status in found}


def test_one_ancestor_forks_all_zygotes(level):
    """The second sandbox costs no start of an interpreter, and each is counted."""
    before = launch.started
    with sandbox_of(PROGRAM, level) as one, sandbox_of(PROGRAM, level) as two:
        ancestors = {ancestor_of(one), ancestor_of(two)}
        zygotes = {zygote_of(one), zygote_of(two)}

    assert len(ancestors) == 1
    assert len(zygotes) == 2
    assert launch.started == before + 2


@as_root
def test_zygotes_share_no_namespace_and_no_person():
    """At full two zygotes that live at once have no namespace in common, not with their ancestor, and no uid."""
    with sandbox_of(PROGRAM, Level.FULL) as one, sandbox_of(PROGRAM, Level.FULL) as two:
        processes = [zygote_of(one), zygote_of(two), ancestor_of(one), os.getpid()]
        spaces = [namespaces_of(process) for process in processes]
        persons = [status_of(process)["Uid"].split() for process in processes]
        first = [status_of(process)["NSpid"].split()[-1] for process in processes[:2]]

    for kind in spaces[0]:
        assert len({each[kind] for each in spaces}) == 4, kind
    assert [len(set(each)) for each in persons] == [1, 1, 1, 1]
    assert len({each[0] for each in persons}) == 3, "zygotes have persons of their own; ancestor and grader are root"
    assert first == ["1", "1"], "each is the first process of its namespace: it sees none of another"


@as_root
def test_zygotes_share_no_person_at_restricted():
    """At restricted two zygotes that live at once are two persons."""
    with sandbox_of(PROGRAM, Level.RESTRICTED) as one, sandbox_of(PROGRAM, Level.RESTRICTED) as two:
        persons = {status_of(zygote_of(each))["Uid"].split()[0] for each in (one, two)}

    assert len(persons) == 2
    assert "0" not in persons


@as_root
def test_nothing_of_a_neighbour_is_in_memory(level):
    """A slice and the name of its dataset are in their own zygote, not in the ancestor and not in the next zygote."""
    marker = secrets.token_hex(16)
    data = {f"data_{marker}": seal(np.arange(3.0))}
    with (
        sandbox_of(f"SECRET = '{marker}'\n{PROGRAM}", level, datasets=data) as one,
        one.session(0, 5.0) as other,
        sandbox_of(PROGRAM, level) as two,
        two.session(0, 5.0) as session,
    ):
        assert session.student.answer() == other.student.answer() == 42.0
        child = process_of(session._transport._child.pidfd)
        found = [holds(process, marker.encode()) for process in (zygote_of(one), zygote_of(two), child)]
        known = holds(ancestor_of(one), marker.encode())
        started = holds(ancestor_of(one), hashlib.__name__.encode())

    assert found == [True, False, False]
    assert not known
    assert started, "the search finds what is there"


@as_root
def test_no_descriptor_reaches_a_neighbour(level):
    """Two zygotes have /dev/null in common, and the ancestor keeps nothing that it passed on."""
    data = {"numbers": seal(np.arange(3.0))}
    sealed = os.fstat(data["numbers"].fd)
    with sandbox_of(PROGRAM, level, datasets=data) as one, sandbox_of(PROGRAM, level) as two:
        null = os.stat("/dev/null")  # noqa: PTH116
        first, second, above = (files_of(each) for each in (zygote_of(one), zygote_of(two), ancestor_of(one)))
        kept = len(list(Path(f"/proc/{ancestor_of(one)}/fd").iterdir()))

    assert (sealed.st_dev, sealed.st_ino) in first
    assert first & second <= {(null.st_dev, null.st_ino)} | anchors(level)
    assert (first | second) & above <= {(null.st_dev, null.st_ino)}
    assert kept == 4, "/dev/null twice, complaints, requests"


def test_no_open_file_is_shared_with_a_neighbour(level):
    """Neither the flags of /dev/null nor the position in a dataset carry a bit from one submission to the next."""
    data = {"numbers": seal(np.arange(3.0))}
    with sandbox_of(PROGRAM, level, datasets=data) as one, one.session(0, 5.0) as session:
        before = session.student.flags(0), session.student.positions(7)
        after = session.student.flags(os.O_APPEND | os.O_NONBLOCK), session.student.positions(7)
    with sandbox_of(PROGRAM, level, datasets=data) as two, two.session(0, 5.0) as session:
        following = session.student.flags(0), session.student.positions(0)

    assert before == following
    assert before[0] != after[0]
    assert (before[1], after[1]) == ([0], [7])


def test_zygotes_share_no_session(level):
    """No signal to a session or a group of processes reaches a neighbour or the ancestor."""
    with sandbox_of(PROGRAM, level) as one, sandbox_of(PROGRAM, level) as two:
        processes = [zygote_of(one), zygote_of(two), ancestor_of(one)]
        sessions = [os.getsid(process) for process in processes]
        groups = [os.getpgid(process) for process in processes]

    assert len(set(sessions)) == len(set(groups)) == 3


def anchors(level):
    """Return the folders that each zygote of root holds open at restricted, to import from."""
    if level is not Level.RESTRICTED:
        return set()
    folders = [Path(os.__file__).parent, Path(np.__file__).parent, Path(np.__file__).parent.with_name("numpy.libs")]
    found = [folder.stat() for folder in folders if folder.is_dir()]
    return {(status.st_dev, status.st_ino) for status in found}


def test_death_of_a_zygote_hurts_no_neighbour(level):
    """A zygote or a child that is killed takes neither the ancestor nor another sandbox with it."""
    with sandbox_of(PROGRAM, level) as one, sandbox_of(PROGRAM, level) as two:
        ancestor = ancestor_of(two)
        with one.session(0, 5.0) as session:
            session._transport._child.kill()
        assert answers(one)
        signal.pidfd_send_signal(one._zygote._started.pidfd, signal.SIGKILL)
        with pytest.raises(HostError), one.session(0, 5.0):
            pass

        assert answers(two)
        assert answers(one)
        assert ancestor_of(one) == ancestor_of(two) == ancestor


@pytest.mark.parametrize("level", list(Level), ids=str)
def test_death_of_the_ancestor_ends_all(level):
    """Zygotes end with their ancestor; open sandboxes say so once; then a new ancestor serves them and others."""
    with sandbox_of(PROGRAM, level) as one, sandbox_of(PROGRAM, level) as two:
        ancestor = ancestor_of(one)
        pidfds = [os.dup(each._zygote._started.pidfd) for each in (one, two)]
        os.kill(ancestor, signal.SIGKILL)
        with sandbox_of(PROGRAM, level) as three:
            assert answers(three), "at once, while the launcher may not have noticed"
            ended = [wait_for_end(pidfd) for pidfd in pidfds]
            for each in (one, two):
                with pytest.raises(HostError), each.session(0, 5.0):
                    pass
                assert answers(each)
            assert {ancestor_of(each) for each in (one, two)} == {ancestor_of(three)} != {ancestor}
        for pidfd in pidfds:
            os.close(pidfd)

    assert ended == [True, True]


def test_ancestor_that_cannot_start_says_why(monkeypatch):
    """What the ancestor complained about is in the error."""
    monkeypatch.setattr(launch, "BOOTSTRAP", "raise OSError('no such luck')")
    with pytest.raises(HostError, match="no such luck"):
        launch.launch(Level.NONE, slice_of(PROGRAM), LIMITS, {})


def test_zygote_that_cannot_be_confined_says_why(level, monkeypatch):
    """What a zygote complained about is in the error; the ancestor forks the next one."""
    real = launch.zygote_settings
    with monkeypatch.context() as patch:
        patch.setattr(launch, "zygote_settings", lambda *given: real(*given) | {"readable": ["/no/such/folder"]})
        with pytest.raises(HostError, match="No such file or directory"):
            launch.launch(level, slice_of(PROGRAM), LIMITS, {})
    before = dict(launch._ancestors)
    with sandbox_of(PROGRAM, level) as sandbox:
        assert answers(sandbox)

    assert launch._ancestors == before


def in_a_forked_process(level, inherited, pipe):
    """Report the sockets that are left of the parent's ancestor, and the ancestor of a sandbox of one's own."""
    left = os.path.exists(f"/proc/self/fd/{inherited}")  # noqa: PTH110
    with sandbox_of(PROGRAM, level) as sandbox:
        pipe.send((left, answers(sandbox), ancestor_of(sandbox)))
    launch.end_ancestors()


def test_forked_process_has_an_ancestor_of_its_own(level):
    """A grading process never uses the ancestor of its parent, and does not keep that alive."""
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe()
    with sandbox_of(PROGRAM, level) as sandbox:
        inherited = next(iter(launch._ancestors.values())).requests.fileno()
        process = context.Process(target=in_a_forked_process, args=(level, inherited, there))
        process.start()
        left, answered, ancestor = here.recv() if here.poll(60) else (True, False, 0)
        process.join()

        assert (left, answered) == (False, True)
        assert ancestor != ancestor_of(sandbox)
        assert answers(sandbox)


def test_ancestors_end_on_request(level):
    """Nothing of an ancestor is left once this process has ended it."""
    with sandbox_of(PROGRAM, level) as sandbox:
        processes = [os.pidfd_open(each) for each in (ancestor_of(sandbox), zygote_of(sandbox))]
        launch.end_ancestors()
        ended = [wait_for_end(pidfd) for pidfd in processes]
    for pidfd in processes:
        os.close(pidfd)

    assert ended == [True, True]
