"""What a check passes to student code, refused here where it is the author's mistake."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from grader.errors import CourseError
from grader.worker.values import BadValue, Packer, Tree, compile_source


def pack_call(packer: Packer, args: Sequence[Any], kwargs: Mapping[str, Any]) -> list[Tree]:
    """Return the trees of the arguments of one call."""
    try:
        return [packer.add(tuple(args)), packer.add(dict(kwargs)) if kwargs else {}]
    except BadValue as error:
        raise CourseError(f"an argument cannot be sent to student code: {error}") from error


@lru_cache(maxsize=1024)
def checked_source(text: str) -> str:
    """Return our own text if it compiles: where it does not, the author is told before the student is blamed."""
    try:
        compile_source(text)
    except SyntaxError as error:
        raise CourseError(f"source({text!r}) cannot be compiled: {error}") from error
    return text
