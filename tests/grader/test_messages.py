"""The catalogue of sentences."""

import ast
import re
from pathlib import Path

import pytest

from grader.messages import LINES, MESSAGES, clean, lines, say

GRADER = Path(__file__).resolve().parents[2] / "grader"
SOURCES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in GRADER.rglob("*.py")}


def said_ids():
    """Yield the id of every `say("...")` in grader/, and the file that says it."""
    for path, tree in SOURCES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say" and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    yield first.value, path.name


def used_texts():
    """Return every text in grader/ outside of the catalogue, with a wildcard for the blanks of f-strings."""
    exact, patterns = set(), []
    for path, tree in SOURCES.items():
        if path.name == "messages.py" and path.parent == GRADER:
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                exact.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                parts = [re.escape(p.value) if isinstance(p, ast.Constant) else r"\w*" for p in node.values]
                patterns.append("".join(parts))
    return exact, [pattern for pattern in patterns if re.match(r"[a-z]+\\\.", pattern)]


def test_every_sentence_is_short():
    """A template has at most 12 lines, and none is wider than a terminal with room to spare."""
    long = [key for key, text in MESSAGES.items() if text.count("\n") >= LINES or max(map(len, text.split("\n"))) > 160]

    assert [] == long


def test_the_first_line_says_what_to_do():
    """A first line starts with a demand or with what is named, never with a verdict."""
    wrong = [
        key for key, text in MESSAGES.items() if re.match(r"(error|invalid|wrong|fail|bad|oops|sorry)", text, re.I)
    ]

    assert [] == wrong
    assert [] == [key for key, text in MESSAGES.items() if not re.match(r" *[A-Z{]", text)]


def test_every_id_names_its_room():
    """An id is ``room.what`` in lower case."""
    assert [] == [key for key in MESSAGES if not re.fullmatch(r"[a-z_]+\.[a-z0-9_]+", key)]


def test_the_ids_of_a_room_stand_together():
    """What one room says is read in one place."""
    rooms = [key.partition(".")[0] for key in MESSAGES]
    blocks = [room for i, room in enumerate(rooms) if i == 0 or rooms[i - 1] != room]

    assert list(dict.fromkeys(rooms)) == blocks


def test_every_id_is_used():
    """No sentence is left over."""
    exact, patterns = used_texts()
    unused = [key for key in MESSAGES if key not in exact and not any(re.fullmatch(p, key) for p in patterns)]

    assert [] == unused


def test_every_id_that_is_said_exists():
    """No room says what is not in the catalogue."""
    assert [] == [(key, file) for key, file in said_ids() if key not in MESSAGES]


def test_blanks_are_filled_in():
    """Values stand where the template has blanks, formatted by it."""
    assert "x must be 1; yours is 2." == say("assert.number", name="x", expected=1, actual=2)


@pytest.mark.parametrize(
    ("foreign", "cleaned"),
    [
        ("\x1b[31mred\x07", "[31mred"),
        ("<Model object at 0x7f3a5c0d1e50>", "<Model object at 0x...>"),
        ("two\nlines", "two\nlines"),
        ("\u202egnp.exe", "gnp.exe"),
    ],
)
def test_foreign_text_is_harmless(foreign, cleaned):
    """Control characters and addresses of foreign text do not reach a person."""
    assert cleaned == clean(foreign)


def test_foreign_text_is_short():
    """However long a student's own message is, the sentence stays readable."""
    said = say("check.assertion", text="line\n" * 100_000)

    assert LINES >= said.count("\n") + 1
    assert 800 > len(said)


def test_a_brace_in_foreign_text_is_text():
    """A student's message cannot reach into the template."""
    assert "This must hold: {name.__class__}" == say("check.assertion", text="{name.__class__}")


def test_lines_leave_out_what_is_empty():
    """Parts stand one below the other, empty ones nowhere."""
    assert "a\nb" == lines("a", "", "b")
