"""Through the whole path: what a submission must not see it cannot find, and without a sandbox it would have."""

import json
import os
import secrets
import subprocess
import sys
from pathlib import Path

import pytest

from tests.grader.batch.batches import write_course, write_files
from tests.grader.sandbox.test_canaries import SWEEP

pytestmark = pytest.mark.sandbox
ROOT = Path(__file__).resolve().parents[3]
KINDS = ("environment", "hidden", "label", "neighbour", "reference")


@pytest.mark.parametrize(
    ("level", "expected"), [("full", []), ("restricted", []), ("none", list(KINDS))], ids=["full", "restricted", "none"]
)
def test_a_submission_finds_nothing_of_the_grader(level, expected, tmp_path):
    """Strings in hidden checks, reference, labels, environment and a neighbour's file are found at `none` alone."""
    token = secrets.token_hex(8)
    course = write_course(
        tmp_path / "course",
        {"looks_everywhere": f"assert_equal(' '.join(student.double({str(tmp_path)!r})), '')"},
    )
    with (course / "assignments" / "a01_double" / "checks_hidden.py").open("a") as hidden:
        hidden.write(f'\nEXPECTED = "CANARY-{token}-hidden"\n')
    with (course / "reference" / "doubling.py").open("a") as reference:
        reference.write(f'\nANSWER = "CANARY-{token}-reference"\n')
    with (course / "assignments" / "a01_double" / "checks_public.py").open("a") as public:
        public.write(f'\nLABELS = ["-".join(("CANARY", "{token}", "label"))] * 100\n')  # joined in memory only
    searching = SWEEP.replace("(env|memory|file)", f"({'|'.join(KINDS)})") + "\n\ndef double(x):\n    return sweep(x)\n"
    write_files(tmp_path / "in", {"spy.py": searching.encode(), "ann.py": f"x = 'CANARY-{token}-neighbour'\n".encode()})
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(0o755)  # permission bits shall not be what refuses
    words = ["a01_double", str(tmp_path / "in" / "spy.py"), "--out", str(tmp_path / "out"), "--course", str(course)]
    done = subprocess.run(
        [sys.executable, "-m", "grader", "grade", *words, "--seed", "s", "--isolation", level],
        cwd=ROOT,
        env={**os.environ, "CANARY": f"CANARY-{token}-environment"},
        capture_output=True,
        check=False,
    )
    document = json.loads((tmp_path / "out" / "results" / "spy.json").read_text())
    (check,) = document["exercises"][0]["checks"]
    said = json.dumps([check["message"], check["details"]])

    assert done.returncode == 0
    assert ("failed" if expected else "passed") == check["status"]
    assert expected == [kind for kind in KINDS if kind in said]
