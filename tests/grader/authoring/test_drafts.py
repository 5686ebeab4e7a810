"""`grader suggest`: what it drafts runs, holds, and says what is guesswork."""

import json
import re

import pytest

from grader.cli import main

LESSONS = '''"""Lessons."""

import numpy as np


def _shifted(Z):
    return Z - Z.max(axis=1, keepdims=True)


def softmax(Z):
    """Turn each row of scores into probabilities.

    Parameters
    ----------
    Z : ndarray, shape (N, K)
        Scores.

    Returns
    -------
    P : ndarray, shape (N, K)
        Probabilities.

    Examples
    --------
    >>> softmax(np.array([[0.0, 0.0]]))
    array([[0.5, 0.5]])
    """
    E = np.exp(_shifted(Z))
    return E / E.sum(axis=1, keepdims=True)


def cross_entropy(Z, y):
    """Mean cross-entropy and its gradient.

    Parameters
    ----------
    Z : ndarray, shape (N, K)
        Scores.
    y : ndarray of int, shape (N,)
        Classes in 0 .. K-1.

    Returns
    -------
    loss : float
        Mean.
    dZ : ndarray, shape (N, K)
        Gradient.
    """
    rows, P = np.arange(len(Z)), softmax(Z)
    loss = -float(np.log(P[rows, y]).mean())
    P[rows, y] -= 1
    return loss, P / len(Z)


def augment(X):
    """Put a column of ones in front.

    Parameters
    ----------
    X : ndarray, shape (N, D)
        Inputs.
    """
    return np.hstack([np.ones((len(X), 1)), X])


def drop(X, rng):
    """Set about half of the numbers to zero.

    Parameters
    ----------
    X : ndarray, shape (N, D)
        Inputs.
    rng : numpy.random.Generator
        Randomness.
    """
    return X * (rng.random(X.shape) < 0.5)


def entropy(p):
    """Return the entropy of probabilities.

    Parameters
    ----------
    p : ndarray, shape (K,)
        Probabilities above 0.
    """
    return -float((p * np.log(p)).sum())


def norm(x):
    """Return the length."""
    return np.sqrt((x**2).sum())


def split(X):
    """Return text.

    Parameters
    ----------
    X : ndarray, shape (N, D)
        Inputs.
    """
    return "text"


class Layer:
    """A class."""

    def forward(self, X):
        """Return X."""
        return X
'''
NAMES = ("softmax", "cross_entropy", "augment", "drop", "entropy")


@pytest.fixture
def course(started):
    """Return a course with some lessons that have no assignment yet."""
    (started / "reference" / "lessons.py").write_text(LESSONS)
    return started


@pytest.mark.parametrize("name", NAMES)
def test_a_draft_that_is_written_verifies(course, verify, name):
    """Promises go into the docstring, all else into a new assignment, and every law holds."""
    assert main(["suggest", name, "--course", str(course), "--write", f"a02_{name}"]) == 0
    code, printed = verify(course, f"a02_{name}")

    assert (0, True) == (code, "mistakes caught 3/3" in printed), printed


def test_a_printed_draft_verifies_once_it_is_pasted(course, verify, capsys):
    """What stands on the screen is all there is: the sections are files, and the promises are for the docstring."""
    main(["suggest", "softmax", "--course", str(course)])
    sections = re.split(r"^# ===== (.+) =====\n", capsys.readouterr().out, flags=re.MULTILINE)[1:]
    parts = dict(zip(sections[::2], sections[1::2], strict=True))
    promises = "".join(f"    {line}\n" if line else "" for line in parts.pop("docstring of softmax").splitlines())
    lessons = LESSONS.replace('    array([[0.5, 0.5]])\n    """', f'    array([[0.5, 0.5]])\n\n{promises}    """')
    (course / "reference" / "lessons.py").write_text(lessons)
    folder = course / "assignments" / "a02_pasted"
    folder.mkdir()
    for file, text in parts.items():
        (folder / file).write_text(text)

    assert {"assignment.py", "checks_public.py", "checks_hidden.py", "mistakes.py"} == set(parts)
    assert 0 == verify(course, "a02_pasted")[0]


def drafted(course, capsys, name):
    """Return a draft as `--json` prints it."""
    capsys.readouterr()
    assert main(["suggest", name, "--course", str(course), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


HOLD = {
    "softmax": {"value", "shape", "single", "rows", "shift", "sum", "range", "large", "pure", "float64"},
    "cross_entropy": {"value", "shape", "single", "pure", "float64"},
    "augment": {"value", "shape", "single", "rows", "pure", "float64"},
    "drop": {"value", "shape", "single", "linear", "pure", "float64"},
}


@pytest.mark.parametrize(("name", "labels"), HOLD.items(), ids=HOLD)
def test_only_what_holds_is_promised(course, capsys, name, labels):
    """Each property was tried on the function: softmax ignores a shift, its rows sum to 1; others do not."""
    assert labels == set(re.findall(r"^(\w+) : ", drafted(course, capsys, name)["promises"], re.MULTILINE))


def test_shapes_are_told_in_the_letters_of_the_docstring(course, capsys):
    """Also where no Returns section says them: a column more is D + 1."""
    assert "shape : the result has shape (N, D + 1)." in drafted(course, capsys, "augment")["promises"]


def test_the_example_of_the_docstring_is_the_public_check(course, capsys):
    """A number that an author has worked out already is asked for; otherwise the draft says that it is not."""
    own, computed = drafted(course, capsys, "softmax"), drafted(course, capsys, "augment")

    assert (
        "assert_close(student.softmax(np.array([[0.0, 0.0]])), np.array([[0.5, 0.5]])"
        in own["files"]["checks_public.py"]
    )
    assert any("work it by hand" in note for note in computed["notes"])


def test_mistakes_differ_and_bring_what_they_use(course, capsys):
    """Three slips of different kinds, with the helpers that the reference has and students would copy."""
    text = drafted(course, capsys, "softmax")["files"]["mistakes.py"]

    assert "from reference.lessons import _shifted" in text
    assert 3 == len(set(re.findall(r"^def (\w+)", text, re.MULTILINE)))
    assert 3 == len(re.findall(r"caught_by=(?:public|hidden)\.\w+", text))


def test_guesswork_is_called_guesswork(course, capsys):
    """Beside the draft, on standard error, so that it can be piped into a file."""
    main(["suggest", "softmax", "--course", str(course)])
    said = capsys.readouterr().err

    assert 4 <= said.count("guesswork: ")
    assert "20 draws, which proves none" in said


REFUSED = {
    "norm": "norm: say in its docstring what x is",
    "split": "split returns str; suggest drafts for arrays",
    "Layer": "Layer is a class; suggest drafts for functions",
    "softmaks": "defines softmaks; did you mean 'softmax'",
}


@pytest.mark.parametrize(("name", "sentence"), REFUSED.items(), ids=REFUSED)
def test_what_cannot_be_drafted_is_said(course, capsys, name, sentence):
    """With what the author can do instead."""
    assert main(["suggest", name, "--course", str(course)]) == 2

    assert sentence in capsys.readouterr().err


def test_promises_are_never_written_twice(course, capsys):
    """A docstring that has promises is its author's; the draft is for merging by hand, and nothing is written."""
    main(["suggest", "augment", "--course", str(course), "--write", "a02_augment"])

    assert main(["suggest", "augment", "--course", str(course), "--write", "a03_augment"]) == 2
    assert "merge its draft by hand" in capsys.readouterr().err
    assert not (course / "assignments" / "a03_augment").exists()
