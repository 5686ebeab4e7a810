"""What only the grading process holds is found by a program that looks everywhere, but not from a sandbox."""

import json
import os
import secrets
import subprocess
import sys
from pathlib import Path

import pytest

from grader.model import Level

pytestmark = pytest.mark.sandbox

GRADING_PROCESS = """
import json
import sys
from pathlib import Path

from grader.errors import HostError
from grader.model import Level
from tests.grader.sandbox.conftest import sandbox_of
from tests.grader.sandbox.test_canaries import SWEEP

level, folder, half = Level(sys.argv[1]), sys.argv[2], sys.argv[3]
hidden_check_source = ["CANARY-" + half + "-memory", "labels"]  # joined here: it stands in no file and no argument
with sandbox_of(SWEEP, level) as sandbox, sandbox.session(0, 60.0) as session:
    print(json.dumps(session.student.sweep(folder)))
"""

SWEEP = r'''
import ctypes
import gc
import os
import re

PATTERN = re.compile(rb"CANARY-[0-9a-f]{16}-(env|memory|file)")
LIBC = ctypes.CDLL(None, use_errno=True)
SKIPPED = ("/usr/lib", "/lib", "/packages", os.path.dirname(os.__file__))


def in_file(path, limit):
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)  # a pipe would wait for its writer
        with open(descriptor, "rb", 0) as file:
            return PATTERN.findall(file.read(limit) or b"")
    except OSError:
        return []


def in_process(process):
    found = []
    for name in ("environ", "cmdline"):
        found += in_file(f"/proc/{process}/{name}", 1 << 20)
    try:
        with open(f"/proc/{process}/maps") as maps, open(f"/proc/{process}/mem", "rb", 0) as memory:
            for line in maps:
                start, end = (int(part, 16) for part in line.split()[0].split("-"))
                if "rw" not in line or end - start > 1 << 27:
                    continue
                try:
                    memory.seek(start)
                    found += PATTERN.findall(memory.read(end - start))
                except OSError:
                    continue
    except OSError:
        pass
    return found


def in_own_memory():
    """Read pages around everything whose address is known; the kernel says where there is none."""
    found = []
    reader, writer = os.pipe()
    anchors = [id(object()), id(gc.get_objects()[0]), ctypes.addressof(ctypes.c_int())]
    anchors.append(ctypes.addressof(ctypes.c_char.in_dll(LIBC, "environ")))
    for anchor in {address >> 24 << 24 for address in anchors}:
        for page in range(anchor - (1 << 24), anchor + (1 << 25), 4096):
            if LIBC.write(writer, ctypes.c_void_p(page), 4096) == 4096:
                found += PATTERN.findall(os.read(reader, 4096))
    for item in gc.get_objects():
        if type(item) in (list, tuple) and len(item) < 50:
            found += PATTERN.findall(repr(item).encode(errors="replace"))
    return found


def sweep(folder):
    found = in_own_memory()
    for process in {os.getpid(), os.getppid(), 1, *grandparents()}:
        found += in_process(process)
    for number in range(256):
        try:
            found += PATTERN.findall(os.pread(number, 1 << 20, 0))
        except OSError:
            continue
    for root in (folder, ".", "/", "/tmp", "/home", "/root", "/etc", "/dev/shm", "/var"):
        steps = 0
        for path, folders, files in os.walk(root):
            steps += len(files)
            if steps > 2000:
                break
            skipped = (*SKIPPED, "/proc", "/sys")
            folders[:] = [name for name in folders if not os.path.join(path, name).startswith(skipped)]
            for name in files:
                found += in_file(os.path.join(path, name), 1 << 16)
    return sorted({kind.decode() for kind in found})


def grandparents():
    process, found = os.getppid(), []
    while process > 1:
        try:
            with open(f"/proc/{process}/stat") as file:
                process = int(file.read().rpartition(")")[2].split()[1])
        except (OSError, ValueError):
            break
        found.append(process)
    return found[:2]  # the ancestor and the grading process, where nothing hides them
'''


@pytest.mark.parametrize(
    ("level", "expected"),
    [(Level.FULL, []), (Level.RESTRICTED, []), (Level.NONE, ["env", "file", "memory"])],
    ids=str,
)
def test_canaries(level, expected, tmp_path):
    """Environment, memory and neighbour file of the grading process are read without a sandbox and only then."""
    token = secrets.token_hex(8)
    tmp_path.joinpath("neighbour").write_text(f"CANARY-{token}-file")
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(0o755)  # permission bits shall not be what refuses
    done = subprocess.run(
        [sys.executable, "-c", GRADING_PROCESS, level, str(tmp_path), token],
        env={"CANARY": f"CANARY-{token}-env", "PATH": os.environ["PATH"]},
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == expected
