"""The benchmarks run to their end, all in one command; what they measure is not judged here."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.mark.full
def test_all_benchmarks_print_their_figures():
    """Each figure that the guide names is in the table, whether or not this machine keeps its budget."""
    told = re.findall(r"^\| ((?:`[^`]+`(?:, )?)+) \|", (ROOT / "benchmarks/README.md").read_text(), re.MULTILINE)
    figures = {name for cell in told for name in re.findall("`([^`]+)`", cell)}
    ended = subprocess.run([sys.executable, "-m", "benchmarks.run"], cwd=ROOT, capture_output=True, text=True)

    assert ended.returncode in (0, 1), ended.stderr
    assert len(figures) >= 10
    assert {
        name for name in figures if not re.search(rf"^{re.escape(name)}\b.*budget", ended.stdout, re.MULTILINE)
    } == set(), ended.stdout + ended.stderr
