"""The libraries of the extra `author`, imported when they are used: a student's computer has none of them."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from grader.errors import HostError


def library(name: str) -> Any:
    """Import a library, or say how to get it."""
    try:
        return import_module(name)
    except ImportError as error:
        raise HostError(f"{name} is needed to build notebooks: pip install 'nngrader[author]'") from error
