"""A check that takes long says how to stop it; one that was stopped says where; the notebook goes on."""

import contextlib
import io
import threading

import pytest

from grader.notebook import SelfCheck
from tests.grader.notebook.tiny import cell, kernel, saved

LOOP = """
def double(x):
    n = 0
    while True:
        n += 1
        if n == 1000:
            signal.raise_signal(signal.SIGINT)  # what Ctrl-C and Kernel > Interrupt send
"""


class Heard(io.StringIO):
    """Standard output that says when it was told how to stop."""

    def __init__(self):
        super().__init__()
        self.notice = threading.Event()

    def write(self, text):
        written = super().write(text)
        if "To stop it" in text:
            self.notice.set()
        return written


def test_a_check_that_takes_long_says_once_how_to_stop_it(with_checks):
    """The sentence comes while it runs, once for an exercise, and the result below it."""
    heard = Heard()
    namespace = kernel() | {"check": SelfCheck(delay=0.0), "heard": heard}
    cell("def double(x):\n    assert heard.notice.wait(60)\n    return 2 * x", namespace)
    with contextlib.redirect_stdout(heard):
        cell("check('double')", namespace)
    first, second, *_ = heard.getvalue().splitlines()

    assert "1.1 double has been running for 0 s, which may be right or a loop without end. To stop it: Ctrl-C." == first
    assert second.startswith("1.1 double: all public checks hold")
    assert 1 == heard.getvalue().count("To stop it")


def test_a_quick_check_says_nothing_of_it(with_checks, capsys):
    """The usual case is the result alone, also once the time is over."""
    cell("def double(x): return 2 * x\ncheck('double')", kernel() | {"check": SelfCheck(delay=60.0)})
    waiting = [thread for thread in threading.enumerate() if isinstance(thread, threading.Timer)]

    assert all(timer.finished.is_set() for timer in waiting)
    assert "To stop it" not in capsys.readouterr().out


def test_a_check_works_where_there_are_no_threads(with_checks, capsys, monkeypatch):
    """In a browser Python cannot start one."""

    def refuse(timer):
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Timer, "start", refuse)
    cell("def double(x): return 2 * x\ncheck('double')", kernel())

    assert "all public checks hold" in capsys.readouterr().out


@pytest.mark.parametrize("call", ["check('double')", "check()"])
def test_a_stopped_check_says_where_it_was(with_checks, capsys, call):
    """One sentence with the exercise and the student's own line; the next line of the notebook runs."""
    namespace = kernel()
    cell(f"import signal\n{LOOP}", namespace)
    cell(f"{call}\nprint('next')", namespace)
    text = "            signal.raise_signal(signal.SIGINT)  # what Ctrl-C and Kernel > Interrupt send"

    assert (
        f"Stopped by you: 1.1 double was being checked. In double, at line 8: {text.strip()}\nnext\n"
    ) == capsys.readouterr().out


def test_a_saved_file_that_is_stopped_says_where_it_was(with_checks, capsys):
    """Also in a loop that runs while the file is loaded."""
    source = "import signal\nsignal.raise_signal(signal.SIGINT)\nfactor = signal.raise_signal(signal.SIGINT)"
    saved(with_checks, "import numpy", f"{source}\n\ndef double(x):\n    return factor * x")
    cell("check.all()", kernel())

    assert (
        "Stopped by you: 1.1 double was being checked. "
        "In cell 2, line 3: factor = signal.raise_signal(signal.SIGINT)\n" == capsys.readouterr().out
    )


def test_a_check_stopped_outside_of_the_students_code_names_the_exercise(with_checks, capsys):
    """The check's own lines are nobody's business."""
    text = (with_checks / "checks_public.py").read_text(encoding="utf-8")
    own = '    """Three."""\n    import signal; signal.raise_signal(signal.SIGINT)'
    (with_checks / "checks_public.py").write_text(text.replace('    """Three."""', own), encoding="utf-8")
    cell("def double(x): return 2 * x\ncheck('double')", kernel())

    assert "Stopped by you: 1.1 double was being checked.\n" == capsys.readouterr().out


def test_what_is_stopped_between_checks_ends_in_a_sentence_too(with_checks, capsys):
    """An answer that is asked for its text runs code of the student's, outside of any check."""
    source = "class Answer:\n    def __repr__(self):\n        signal.raise_signal(signal.SIGINT)\nq_1_3 = Answer()"
    cell(f"import signal\n{source}\ncheck('q_1_3')\nprint('next')", kernel())

    assert "Stopped by you: nothing of yours was being checked just then.\nnext\n" == capsys.readouterr().out
