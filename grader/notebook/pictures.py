"""Pictures that wait for their exercises: why one cannot be drawn yet, and no half of it left on the screen."""

from __future__ import annotations

import sys

from grader.errors import GraderError
from grader.messages import say
from grader.notebook.places import find_checks


def why_not(picture: str, error: Exception, needs: tuple[str, ...]) -> str:
    """Say what a picture waits for, or what went wrong in it."""
    waits = _stub_behind(error, needs)
    if waits:
        return say("notebook.picture_waits", picture=picture, title=_title(waits))
    advice = say("notebook.picture_check", name=needs[0]) if needs else ""
    return say("notebook.picture_failed", picture=picture, kind=type(error).__name__, text=str(error), advice=advice)


def open_figures() -> list[int]:
    """Return the numbers of the figures that are open; none where nothing was ever drawn."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    return list(pyplot.get_fignums()) if pyplot else []


def close_figures(kept: list[int]) -> None:
    """Close what a picture began."""
    for number in set(open_figures()) - set(kept):
        sys.modules["matplotlib.pyplot"].close(number)


def _stub_behind(error: Exception, needs: tuple[str, ...]) -> str:
    """Return the exercise that is still to be written, where that is why a picture cannot be drawn."""
    if isinstance(error, NameError) and error.name in needs:
        return str(error.name)
    if not isinstance(error, NotImplementedError):
        return ""
    named = [name for name in needs if str(error).startswith((f"write {name} ", f"write {name}."))]
    return (named or list(needs) or ["an exercise"])[0]


def _title(name: str) -> str:
    try:
        return find_checks(name).parts[name].title
    except GraderError:
        return name
