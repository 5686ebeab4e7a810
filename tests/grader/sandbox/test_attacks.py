"""Every hostile submission ends as an outcome of its own check, and of nothing else."""

import os
import re
import textwrap
from pathlib import Path

import pytest

from grader.model import Level, Outcome
from tests.grader.sandbox.conftest import all_gone, outcome_of, sandbox_of

pytestmark = pytest.mark.sandbox

ATTACKS = {path.stem: path.read_text() for path in sorted(Path(__file__).with_name("attacks").glob("*.py"))}
HONEST = "\ndef honest(x):\n    return 21.0 * x\n"


def combined():
    """Return one submission that holds all attacks, each in a function of its own, and an honest one."""
    parts = [
        f"def {name}():\n{textwrap.indent(source, '    ')}\n    return attack()\n" for name, source in ATTACKS.items()
    ]
    return "\n".join(parts) + HONEST


@pytest.fixture(scope="module")
def sandboxes():
    """One sandbox for each level, made when it is first asked for and checked for leftovers at the end."""
    opened = {}

    def sandbox(level):
        if level not in opened:
            context = sandbox_of(combined(), level)
            opened[level] = context, context.__enter__()
        return opened[level][1]

    yield sandbox
    for context, sandbox in opened.values():
        uid = sandbox.uid
        context.__exit__(None, None, None)
        assert uid is None or all_gone(uid)


@pytest.mark.parametrize("name", ATTACKS)
def test_attack_costs_only_its_own_check(name, level, sandboxes, impatient):
    """The attack ends as its file foretells; the next session works; the grader keeps no descriptor of it."""
    expected = re.search(r"Ends as: (.*)\.", ATTACKS[name]).group(1).split()
    sandbox = sandboxes(level)
    with sandbox.session(0, 0.3) as session:
        session.load_errors  # noqa: B018 - the load is over before the descriptors are counted
        before = len(os.listdir("/proc/self/fd"))  # noqa: PTH208
        outcome = outcome_of(session.student, name)
        after = len(os.listdir("/proc/self/fd"))  # noqa: PTH208
    with sandbox.session(0, 5.0) as session:
        following = outcome_of(session.student, "honest", 2.0)

    assert outcome in expected
    assert following is Outcome.PASSED
    assert before == after


def test_corpus_is_not_toothless():
    """Acts that change nothing outside their process succeed where nothing confines them."""
    harmless = ("calls_home", "aims_sigio", "outlives_the_zygote")
    with sandbox_of(combined(), Level.NONE) as sandbox:
        for name in harmless:
            with sandbox.session(0, 5.0) as session:
                assert outcome_of(session.student, name) is Outcome.PASSED
