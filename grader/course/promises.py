"""The `Promises` section of a docstring: what a check may demand, one sentence behind each label."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from typing import Any

from grader.errors import CourseError

_LABEL = re.compile(r"(\w+)\s*:\s+(\S.*)")


def promises(target: Callable[..., Any]) -> dict[str, str]:
    """Return label -> sentence, in the order of the docstring; of a class, those of its public methods as well.

    A line ``label : sentence`` begins a promise, and lines that are indented below it continue it.
    """
    name = getattr(target, "__name__", repr(target))
    found: dict[str, str] = {}
    for docstring in _docstrings(target):
        for label, sentence in _section(name, docstring):
            if label in found:
                raise CourseError(f"{name}: the promise {label!r} stands twice in its docstring; labels must differ")
            found[label] = sentence
    return found


def _docstrings(target: Callable[..., Any]) -> list[str]:
    """Return the docstrings that the stub keeps."""
    found = [target.__doc__ or ""]
    if inspect.isclass(target):
        for name, member in vars(target).items():
            function = getattr(member, "__func__", getattr(member, "fget", member))
            if inspect.isfunction(function) and (name == "__init__" or not name.startswith("_") or name.endswith("__")):
                found.append(function.__doc__ or "")
    return [inspect.cleandoc(text) for text in found]


def _section(name: str, docstring: str) -> list[tuple[str, str]]:
    lines = docstring.split("\n")
    begins = [i for i, line in enumerate(lines[:-1]) if line == "Promises" and re.fullmatch(r"-{3,}", lines[i + 1])]
    if len(begins) > 1:
        raise CourseError(f"{name}: its docstring has two sections called Promises; keep one")
    found: list[tuple[str, str]] = []
    for number, line in enumerate(lines[begins[0] + 2 :] if begins else [], start=begins[0] + 2 if begins else 0):
        following = lines[number + 1] if number + 1 < len(lines) else ""
        if re.fullmatch(r"-{3,}", following) and line.strip():
            break  # the next section's title
        if not line.strip():
            continue
        label = _LABEL.fullmatch(line.rstrip())
        if label:
            found.append((label[1], label[2]))
        elif line[0].isspace() and found:
            found[-1] = (found[-1][0], f"{found[-1][1]} {line.strip()}")
        else:
            raise CourseError(f"{name}: a promise is a line `label : sentence`; found {line.strip()[:60]!r}")
    return found
