"""The sandbox for root and for an ordinary user, each with an interpreter that everybody can reach."""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from grader.model import Level
from grader.sandbox import layout
from grader.sandbox.probe import ACTS

pytestmark = pytest.mark.sandbox

ORDINARY = 54_321  # any uid that is nobody's
ROOT = Path(__file__).parents[3]
PROGRAM = '''
import json, os, re, sys
from pathlib import Path
from grader.model import Level
from grader.sandbox import layout
from grader.sandbox.probe import run_probe
from tests.grader.sandbox.conftest import LIMITS, slice_of, zygote_of
from grader.sandbox import open_sandbox
from grader.model import Confinement, Limits

level = Level(sys.argv[1])
report = run_probe(level)
source = "def late():\\n    import bz2, sqlite3, numpy.polynomial, unittest.mock\\n    return sqlite3.sqlite_version\\n"
source += """
def start_threads():
    import threading
    started, waiting = 0, threading.Event()
    try:
        while started < 100:
            threading.Thread(target=waiting.wait, daemon=True).start()
            started += 1
    except RuntimeError:
        pass
    return started
"""
with open_sandbox(slice_of(source), LIMITS, Confinement(level), {}) as sandbox, sandbox.session(0, 10.0) as session:
    answer = session.student.late()
    fd = session._transport._child.pidfd
    pid = re.search(r"Pid:\\t(\\d+)", Path(f"/proc/self/fdinfo/{fd}").read_text()).group(1)
    uid = Path(f"/proc/{pid}/status").read_text().partition("Uid:\\t")[2].split()[0]
    own = sandbox.uid
with open_sandbox(slice_of(source), Limits(), Confinement(level), {}) as one:
    with open_sandbox(slice_of(source), Limits(), Confinement(level), {}) as two:
        both = one.landlock and two.landlock and [zygote_of(one), zygote_of(two)]
        kinds = ("user", "pid", "net", "ipc", "uts", "mnt")
        with one.session(0, 10.0) as first, two.session(0, 10.0) as second:
            threads = [first.student.start_threads(), second.student.start_threads()]
        shared = [kind for kind in kinds if len({os.readlink(f"/proc/{each}/ns/{kind}") for each in both}) == 1]
found = [threads, shared, os.geteuid(), list(report.acts), report.allowed, answer, int(uid), own, layout.closed_folders()]
print(json.dumps(found))
'''


@pytest.fixture(scope="module")
def open_python():
    """An interpreter that everybody can reach: this one, or the system's of the same version."""
    candidates = [sys.executable] if not layout.closed_folders() else ["/usr/bin/python3"]
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    for python in candidates:
        asked = [python, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
        if Path(python).exists() and subprocess.check_output(asked, text=True).strip() == version:
            return python
    pytest.skip("this interpreter lies in a closed folder, and the system's is another version")


@pytest.mark.parametrize("person", ["root", "ordinary"])
def test_persons(person, level, open_python):
    """Both levels hold for root, who drops the uid before bubblewrap, and for an ordinary user; late imports work."""
    root = os.geteuid() == 0
    if person == "root" and not root:
        pytest.skip("this is an ordinary user")
    packages = Path(np.__file__).parents[1]
    done = subprocess.run(
        [open_python, "-P", "-c", PROGRAM, level],
        env={"PYTHONPATH": f"{ROOT}:{packages}", "PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1"},
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
        **({"user": ORDINARY, "group": ORDINARY, "extra_groups": []} if root and person == "ordinary" else {}),
    )

    assert done.returncode == 0, done.stderr
    threads, shared, caller, acts, allowed, answer, uid, own, closed = json.loads(done.stdout)
    if level is Level.FULL:
        assert threads == [62, 62], "the limit holds for each sandbox, whatever another one has started"
        assert shared == (["user"] if caller == 0 else []), "root has uids for it"
    assert acts == list(ACTS)
    assert allowed == []
    assert answer.startswith("3.")
    assert not closed
    assert uid != 0
    assert uid == (own if caller == 0 else caller)
