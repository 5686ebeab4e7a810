"""Facts that experiments with the confinement have shown, each kept true by a test."""

import os
import platform
import re
import signal
import struct
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest

from grader import callback, dataset, source
from grader.errors import HostError, StudentError
from grader.model import Level, Limits, Outcome
from grader.sandbox import launch, layout, seal, settings
from grader.worker import filters
from tests.grader.sandbox.conftest import (
    LIMITS,
    all_gone,
    ancestor_of,
    outcome_of,
    process_of,
    sandbox_of,
    status_of,
    wait_for_end,
    zygote_of,
)

pytestmark = pytest.mark.sandbox

PROGRAM = """
import os
import resource
import stat
import sys
import threading
import time

import numpy as np


def environment():
    return [dict(os.environ), list(sys.path), "site" in sys.modules, hash("text"), os.getcwd()]


def descriptors():
    found = []
    for number in range(1000):
        try:
            status = os.fstat(number)
        except OSError:
            continue
        found.append([number, stat.S_ISSOCK(status.st_mode), status.st_ino])
    return found


def limits():
    kinds = ("AS", "FSIZE", "NOFILE", "CORE", "NPROC", "CPU")
    return {kind: list(resource.getrlimit(getattr(resource, "RLIMIT_" + kind))) for kind in kinds}


def allocate(n):
    return float(np.ones(n).sum())


def start_threads():
    started, waiting = 0, threading.Event()
    try:
        while started < 500:
            threading.Thread(target=waiting.wait, daemon=True).start()
            started += 1
    except RuntimeError:
        pass
    return started


def spin(seconds):
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass
    return seconds


def loop():
    while True:
        pass


def unseal(X):
    try:
        X.setflags(write=True)
    except ValueError:
        pass
    try:
        X[0] = 1
    except ValueError:
        return "read-only"


def read(path):
    return open(path).read()


def applies(f, x):
    return f(x)


def identity():
    return os.getpid()
"""


@pytest.fixture(scope="module")
def sandboxes():
    """One sandbox of PROGRAM for each level, with a dataset."""
    opened, closing = {}, []
    data = {"numbers": seal(np.arange(6.0).reshape(2, 3)), "nothing": seal(np.zeros((0, 3)))}

    def sandbox(level):
        if level not in opened:
            context = sandbox_of(PROGRAM, level, datasets=data)
            opened[level] = context.__enter__()
            closing.append(context)
        return opened[level]

    yield sandbox
    for context in closing:
        context.__exit__(None, None, None)


@pytest.fixture
def session(level, sandboxes):
    """One session at each level that confines."""
    with sandboxes(level).session(0, 5.0) as opened:
        yield opened


def test_fact_1_environment_of_every_process(level, monkeypatch, fresh_ancestors):
    """Fact 1: the launcher stays in the sandbox as its first process, so its own environment must be ours too."""
    monkeypatch.setenv("SECRET_OF_THE_GRADER", "secret")
    with sandbox_of(PROGRAM, level) as sandbox, sandbox.session(0, 5.0) as session:
        session.load_errors  # noqa: B018 - waits until the child stands
        processes = {process_of(session._transport._child.pidfd), zygote_of(sandbox), ancestor_of(sandbox)}
        above = int(status_of(ancestor_of(sandbox))["PPid"])
        while above != os.getpid():  # bubblewrap's two
            processes.add(above)
            above = int(status_of(above)["PPid"])
        raw = [Path(f"/proc/{process}/environ").read_bytes() for process in processes]
    names = [{entry.partition(b"=")[0].decode() for entry in each.split(b"\0") if entry} for each in raw]

    assert len(processes) == (5 if level is Level.FULL else 3)
    assert all(each - {"PWD"} == set(launch.ENVIRONMENT) for each in names)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give each sandbox a person of its own")
def test_fact_2_a_person_of_its_own(level, sandboxes, session):
    """Fact 2: a limit on threads means nothing for root, so as root each sandbox is an ordinary person of its own."""
    session.load_errors  # noqa: B018 - waits until the child stands
    with sandbox_of(PROGRAM, level) as other:
        uids = {sandboxes(level).uid, other.uid}
    real = {int(word) for word in status_of(process_of(session._transport._child.pidfd))["Uid"].split()}

    assert real == {sandboxes(level).uid}
    assert len(uids) == 2
    assert 0 not in uids
    assert session.student.start_threads() < settings.THREADS


def test_fact_4_and_5_nothing_is_left(level):
    """Facts 4 and 5: killing is asynchronous; when a sandbox is closed none of its processes is left, nor a zombie."""
    with sandbox_of(PROGRAM, level) as sandbox:
        uid, zygote = sandbox.uid, os.dup(sandbox._zygote._started.pidfd)
        with sandbox.session(0, 5.0) as session:
            session.student.allocate(10_000_000)
    ended = wait_for_end(zygote)
    os.close(zygote)

    assert ended
    assert uid is None or all_gone(uid)


def test_fact_6_no_descriptor_leaks(level, fresh_ancestors):
    """Fact 6: a stray descriptor of the grader is not passed on, and the child has one socket: its own channel."""
    reader, writer = os.pipe()
    os.set_inheritable(reader, True)
    with sandbox_of(PROGRAM, level) as sandbox, sandbox.session(0, 5.0) as session:
        found = session.student.descriptors()
    stray = os.fstat(reader).st_ino
    os.close(reader)
    os.close(writer)

    assert stray not in [inode for _, _, inode in found]
    assert [is_socket for _, is_socket, _ in found].count(True) == 1
    assert not any(is_socket for number, is_socket, _ in found if number < 3)


def test_fact_9_and_11_memory(level, session):
    """Facts 9 and 11: the limit of the address space holds for one process, and with fork denied for the submission."""
    limits = session.student.limits()
    with pytest.raises(StudentError) as caught:
        session.student.allocate(1 << 28)

    assert [LIMITS.memory] * 2 == limits["AS"]
    assert limits["FSIZE"] == limits["CORE"] == [0, 0]
    assert caught.value.outcome is Outcome.RAISED
    assert "MemoryError" in caught.value.kinds


@pytest.mark.parametrize("level", list(Level), ids=str)
def test_fact_12_ends_with_the_thread(level, fresh_ancestors):
    """Fact 12: sandboxes end with the thread that started their ancestor; the next one starts a new ancestor."""
    contexts = []

    def start():
        context = sandbox_of(PROGRAM, level)
        contexts.append((context, context.__enter__()))

    thread = threading.Thread(target=start)
    thread.start()
    thread.join()
    context, sandbox = contexts[0]
    ended = wait_for_end(sandbox._zygote._started.pidfd)
    with sandbox_of(PROGRAM, level) as other, other.session(0, 5.0) as session:
        following = session.student.spin(0.0)
    context.__exit__(None, None, None)

    assert ended
    assert following == 0.0


def test_fact_12_ends_with_the_grading_process(level):
    """Fact 12: when the grading process is killed, every other process ends too, though the child loops."""
    program = (
        "import sys\nfrom grader.model import Level\nfrom grader.sandbox import launch\n"
        "from tests.grader.sandbox.conftest import ancestor_of, process_of, sandbox_of, zygote_of\n"
        "from tests.grader.sandbox.test_facts import PROGRAM\n"
        "with sandbox_of(PROGRAM, Level(sys.argv[1])) as sandbox, sandbox.session(0, 100.0) as session:\n"
        "    session.load_errors\n"
        "    launcher, = [ancestor.process.pid for ancestor in launch._ancestors.values()]\n"
        "    child = process_of(session._transport._child.pidfd)\n"
        "    print(launcher, ancestor_of(sandbox), zygote_of(sandbox), child, flush=True)\n"
        "    session.student.loop()\n"
    )
    root = Path(__file__).parents[3]
    with subprocess.Popen([sys.executable, "-c", program, level], stdout=subprocess.PIPE, cwd=root) as grader:
        processes = [os.pidfd_open(int(word)) for word in grader.stdout.readline().split()]
        grader.kill()
    ended = [wait_for_end(pidfd) for pidfd in processes]
    for pidfd in processes:
        os.close(pidfd)

    assert ended == [True] * 4


def test_fact_13_start(level, session):
    """Fact 13: the worker starts without site, with an environment, a path and a hash seed that are wholly ours."""
    environment, path, site, hashed, folder = session.student.environment()

    assert {**launch.ENVIRONMENT, **environment} == environment | launch.ENVIRONMENT
    assert set(environment) - set(launch.ENVIRONMENT) <= {"PWD", "LC_CTYPE"}
    assert not any("site-packages" in entry or entry == "" for entry in path)
    assert not site
    assert folder == "/"
    with sandbox_of(PROGRAM, level) as sandbox, sandbox.session(1, 5.0) as again:
        assert again.student.environment()[3] == hashed


def test_fact_14_no_capabilities(level, session):
    """Fact 14: where the uid is dropped inside, no capability is left and none can be had; all filters hold."""
    session.load_errors  # noqa: B018 - waits until the child stands
    status = status_of(process_of(session._transport._child.pidfd))

    assert {int(status[name], 16) for name in ("CapInh", "CapPrm", "CapEff", "CapAmb")} == {0}
    assert status["NoNewPrivs"] == "1"
    assert status["Seccomp"] == "2"
    assert int(status["Seccomp_filters"]) == 3


def test_fact_15_cpu_is_summed(level):
    """Fact 15: CPU limits are per process, so the grader sums them and each child gets what is left."""
    limits = Limits(cpu_seconds=2.0, cpu_total=0.5, wall_factor=10.0)
    with sandbox_of(PROGRAM, level, limits) as sandbox:
        with sandbox.session(0, 5.0) as first:
            first.student.spin(0.2)
        with sandbox.session(0, 5.0) as second, pytest.raises(StudentError) as caught:
            second.student.loop()
        total = sandbox.cpu_seconds

    assert caught.value.outcome is Outcome.TIMED_OUT
    assert "all checks together" in caught.value.message
    assert 0.5 <= total < 1.5


def test_fact_16_only_numpy_and_the_standard_library(level, session):
    """Fact 16: neither the virtual environment nor the repository can be read, whatever its permission bits say."""
    paths = [pytest.__file__, __file__, str(layout.layout().worker.parent / "errors.py"), "/etc/passwd"]
    paths += [str(path) for tree in layout.layout().standard_library for path in tree.hidden[0].glob("*/*.py")][:3]

    assert [Outcome.RAISED] * len(paths) == [outcome_of(session.student, "read", path) for path in paths]


def test_fact_17_pidfd(level, session):
    """Fact 17: a pidfd that the zygote passes reaches a child in another pid namespace."""
    session.load_errors  # noqa: B018 - waits until the child stands
    child = session._transport._child
    signal.pidfd_send_signal(child.pidfd, signal.SIGSEGV)

    assert wait_for_end(child.pidfd)
    assert outcome_of(session.student, "identity") is Outcome.KILLED


def test_fact_18_sealed_memory(level, session):
    """Fact 18: a sealed array arrives whole, cannot be made writable, and is the same for all children."""
    copy = source("lambda X: X.copy()")

    assert session.student.unseal(dataset("numbers")) == "read-only"
    np.testing.assert_array_equal(np.arange(6.0).reshape(2, 3), session.student.run(copy, dataset("numbers")))
    assert (0, 3) == session.student.run(copy, dataset("nothing")).shape


def test_fact_18_seals_hold_in_the_grader():
    """Fact 18: not even the grader can change a sealed array."""
    sealed = seal(np.arange(3))

    with pytest.raises(PermissionError):
        os.pwrite(sealed.fd, b"x", 0)
    os.close(sealed.fd)


def test_fact_20_budget_in_cpu_seconds(level, sandboxes):
    """Fact 20: the budget of a check is measured on the child's own CPU clock, and callbacks do not count."""
    with sandboxes(level).session(0, 0.4) as session:
        slow = callback(lambda x: x + sum(range(10_000_000)) * 0)
        answered = session.student.applies(slow, 1.0)
        with pytest.raises(StudentError) as caught:
            session.student.loop()
        with pytest.raises(StudentError) as again:
            session.student.identity()

    assert answered == 1.0
    assert caught.value.outcome is again.value.outcome is Outcome.TIMED_OUT
    assert "0.4 s of computing time" in caught.value.message
    assert 0.3 < session.cpu_seconds < 1.0


def test_children_begin_in_one_state(level):
    """Forking sets up neither generators nor threads anew: a slice that hides its draws gets the same ones again."""
    program = """
import threading


def begin():
    at_home = threading.current_thread() is threading.main_thread() and threading.active_count() == 1
    return [at_home, __import__("ran" + "dom").gauss(0.0, 1.0)]
"""
    answers = []
    with sandbox_of(program, level) as sandbox:
        for seed in (1, 2):
            with sandbox.session(seed, 5.0) as session:
                answers.append(session.student.begin())

    assert answers[0][0] is True
    assert answers[0] == answers[1]


def test_load_has_a_limit_of_its_own(level):
    """A file that does not finish loading times out every check, and says that it is the file."""
    limits = Limits(cpu_seconds=0.3, wall_factor=2.0)
    with sandbox_of("while True:\n    pass\n", level, limits) as sandbox, sandbox.session(0, 30.0) as session:
        with pytest.raises(StudentError, match="does not finish loading") as caught:
            session.student.anything()

        assert caught.value.outcome is Outcome.TIMED_OUT
        assert session.load_errors == ()


@pytest.mark.parametrize(
    "source",
    ["x = " + "(" * 5000 + ")" * 5000, "x = " + "-" * 200_000 + "1", "x = 1\n\0", "def f(:\n    pass\n"],
    ids=["parentheses", "signs", "null", "syntax"],
)
def test_source_that_breaks_the_compiler(source, level):
    """Source that exhausts or crashes the compiler is the student's fault and leaves the zygote alive."""
    with sandbox_of(source, level) as sandbox:
        for _ in range(2):
            with sandbox.session(0, 1.0) as session:
                assert outcome_of(session.student, "x") is Outcome.MISSING
                assert len(session.load_errors) == 1


def test_calls_are_limited(level):
    """One check may call the student only so often."""
    limits = Limits(cpu_seconds=2.0, calls=3)
    with sandbox_of(PROGRAM, level, limits) as sandbox, sandbox.session(0, 5.0) as session:
        outcomes = [outcome_of(session.student, "identity") for _ in range(4)]

    assert outcomes == [Outcome.FAILED] * 3 + [Outcome.KILLED]


def test_parallel_sessions_and_sandboxes(level):
    """Two sandboxes of one process, each with two children at once, do not disturb each other."""
    with (
        sandbox_of(PROGRAM, level) as one,
        sandbox_of(PROGRAM, level) as two,
        one.session(0, 5.0) as a,
        one.session(0, 5.0) as b,
        two.session(0, 5.0) as c,
    ):
        forwards = [session.student.identity() for session in (a, b, c)]
        backwards = [session.student.identity() for session in (c, b, a)]

    assert forwards == backwards[::-1]
    assert forwards[0] != forwards[1]


def test_zygote_that_dies_is_our_fault(level):
    """A zygote that was killed from outside is a fault of the host, and the next session starts a new one."""
    with sandbox_of(PROGRAM, level) as sandbox:
        before = launch.started
        signal.pidfd_send_signal(sandbox._zygote._started.pidfd, signal.SIGKILL)
        with pytest.raises(HostError), sandbox.session(0, 5.0):
            pass
        with sandbox.session(0, 5.0) as session:
            assert session.student.spin(0.0) == 0.0

        assert launch.started == before + 1


HEADERS = {
    "x86_64": (Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h"), Path("/usr/include/asm/unistd_64.h")),
    "aarch64": (Path("/usr/include/asm-generic/unistd.h"),),
}


@pytest.mark.parametrize("machine", HEADERS)
def test_numbers_of_system_calls(machine):
    """The tables agree with the kernel's headers, where those are installed and as far as they go."""
    header = next((path for path in HEADERS[machine] if path.is_file()), None)
    if header is None:
        pytest.skip("the kernel's headers are not installed")
    lines = re.findall(r"#define __NR(?:3264)?_(\w+)\s+(\d+)", header.read_text())
    known = {name: int(number) for name, number in lines}
    table = {name: numbers[machine] for name, numbers in filters.NUMBERS.items() if numbers[machine] is not None}
    shared = known.keys() & table.keys()

    assert {name: known[name] for name in shared} == {name: table[name] for name in shared}
    assert len(shared) > 120


def judge(code, machine, name, *arguments, architecture=None):
    """Run a filter as the kernel would, and return its verdict."""
    number = filters.NUMBERS[name][machine] if isinstance(name, str) else name
    padded = [*arguments, *[0] * (6 - len(arguments))]
    data = struct.pack("=IIQ6Q", number, architecture or filters.AUDIT_ARCH[machine], 0, *padded)
    instructions = list(struct.iter_unpack("=HBBI", code))
    position, accumulator = 0, 0
    while True:
        operation, true, false, operand = instructions[position]
        position += 1
        if operation == filters.LOAD:
            accumulator = int.from_bytes(data[operand : operand + 4], sys.byteorder)
        elif operation == filters.RETURN:
            return operand
        else:
            holds = {
                filters.JUMP_EQUAL: accumulator == operand,
                filters.JUMP_GREATER_EQUAL: accumulator >= operand,
                filters.JUMP_ANY_BIT: bool(accumulator & operand),
            }[operation]
            position += true if holds else false


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_filters_by_interpretation(machine):
    """The filters, on both architectures, give the verdicts that the threat model states."""
    outer = [filters.outer(machine)]
    inner = [
        *outer,
        filters.settled(machine),
        filters.inner(machine).replace(struct.pack("=I", filters.ITSELF), struct.pack("=I", 4711)),
    ]

    def verdict(stack, name, *arguments):
        found = [judge(code, machine, name, *arguments) for code in stack]
        return min(found, key=lambda result: 0 if result == filters.KILL_PROCESS else result)

    for name in ("unshare", "setns", "mount", "ptrace", "io_uring_setup", "bpf", "process_vm_readv"):
        assert verdict(outer, name) == verdict(inner, name) == filters.EPERM
    assert verdict(outer, "clone", 0x10000000 | 17) == filters.EPERM
    assert verdict(outer, "clone", 17) == verdict(outer, "execve") == filters.ALLOW
    assert verdict(outer, "clone3") == verdict(inner, "clone3") == filters.ENOSYS
    assert verdict(outer, "socket", 2) == filters.EPERM
    assert verdict(outer, "socket", 1) == filters.ALLOW
    assert verdict(inner, "clone", 17) == verdict(inner, "execve") == verdict(inner, "socket", 1) == filters.EPERM
    assert verdict(inner, "clone", 0x3D0F00) == filters.ALLOW
    for name in ("kill", "tgkill"):
        assert verdict(inner, name, 4711) == filters.ALLOW
        assert verdict(inner, name, 1) == verdict(inner, name, 0xFFFFFFFF) == verdict(inner, name, 0) == filters.EPERM
    assert verdict(inner, "prlimit64", 0, 7, 0, 99) == verdict(inner, "prlimit64", 4711, 7, 0, 99) == filters.ALLOW
    assert verdict(inner, "prlimit64", 0, 7, 1) == verdict(inner, "prlimit64", 0, 7, 1 << 32) == filters.EPERM
    assert verdict(inner, "prlimit64", 1, 7, 0) == filters.EPERM
    assert verdict(inner, "fcntl", 3, 8, 1) == verdict(inner, "ioctl", 3, 0x5412) == filters.EPERM
    assert verdict(inner, "fcntl", 3, 1) == verdict(inner, "ioctl", 3, 0x5401) == filters.ALLOW
    assert verdict(inner, "prctl", 1) == filters.EPERM
    assert verdict(inner, 0) == filters.ALLOW
    for code in inner:
        assert judge(code, machine, 0, architecture=0x40000003) == filters.KILL_PROCESS
        assert machine != "x86_64" or judge(code, machine, 0x40000000 + 39) == filters.EPERM


def test_wrong_architecture_is_unknown():
    """An architecture without a table is not confined by guesswork."""
    assert platform.machine() in filters.AUDIT_ARCH
    with pytest.raises(KeyError):
        filters.outer("riscv64")


def test_nothing_of_the_worker_is_written(level):
    """The worker's folder and NumPy's are the same after a sandbox as before, bytecode included."""
    layout.compile_worker()  # once per process, by the grader
    folder = layout.layout().worker
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    with sandbox_of(PROGRAM, level) as sandbox, sandbox.session(0, 5.0) as session:
        session.student.identity()

    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before
