"""Where things are on a student's machine: the notebook's names, its checks, the saved file."""

from __future__ import annotations

import ast
import difflib
import json
import os
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from grader.errors import UsageError
from grader.messages import lines, say
from grader.notebook.table import FILE, PublicChecks, read_checks

EMBEDDED = "public-checks"
"""Id of the marked cell that carries the checks of a notebook that stands alone."""

_remembered: list[str] = []


def remember(text: str) -> None:
    """Keep the checks of the marked cell, which has just been run."""
    _remembered[:] = [text]


def find_checks(name: str | None, near: Path | None = None) -> PublicChecks:
    """Return the checks that know `name`: of the folder, of the marked cell, or of a notebook in this folder.

    With `near`, what lies beside that file or stands in it comes first. Without a name, those count of which the file,
    or the kernel, knows the most exercises: another assignment's may lie in the same folder of downloads.
    """
    found: list[PublicChecks] = []
    known = {name} if name is not None else _words(near) if near else namespace().keys()
    for text in _texts(near):
        checks = read_checks(text)
        if name in checks.parts or checks.parts.keys() <= known:
            return checks
        found.append(checks)
    if not found:
        raise UsageError(say("notebook.no_checks_near" if near else "notebook.no_checks", file=FILE))
    if name is None:
        return max(found, key=lambda checks: len(checks.parts.keys() & known))
    raise UsageError(_unknown(name, list(dict.fromkeys(part for checks in found for part in checks.parts))))


def any_checks() -> bool:
    """Say whether there are checks at all."""
    return next(_texts(None), None) is not None


def _unknown(name: str, names: list[str]) -> str:
    close = difflib.get_close_matches(name.lower(), [known.lower() for known in names], n=3, cutoff=0.6)
    meant = [known for known in names if known.lower() in close]
    known = say("notebook.known", names=", ".join(names))
    return lines(
        say("notebook.unknown_close" if meant else "notebook.unknown", name=name, close=", ".join(meant)), known
    )


def _words(path: Path) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", path.read_text(encoding="utf-8", errors="replace")))


def namespace() -> Mapping[str, object]:
    """Return the names of the notebook, or of the script, that called."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    if shell is not None:
        names: Mapping[str, object] = shell.user_ns
        return names
    frame = sys._getframe(1)
    while frame.f_back and str(frame.f_globals.get("__name__")).startswith(("grader.notebook", "contextlib")):
        frame = frame.f_back
    return frame.f_globals


def saved_file() -> Path:
    """Return the file of this notebook: as the editor tells, the running script, or the only notebook here."""
    told = _told_by_editor() or _script()
    found = [told] if told and told.is_file() else _notebooks()
    if not found:
        raise UsageError(say("notebook.no_file"))
    if len(found) > 1:
        raise UsageError(say("notebook.which_file", names=", ".join(path.name for path in found)))
    return found[0]


def _script() -> Path | None:
    told = namespace().get("__file__")
    return Path(told) if isinstance(told, str) and told.endswith(".py") else None


def _texts(near: Path | None) -> Iterator[str]:
    for folder in dict.fromkeys([*([near.parent.absolute()] if near else []), *_folders()]):
        if (folder / FILE).is_file():
            yield (folder / FILE).read_text(encoding="utf-8")
    yield from _marked_cell(near) if near else ()
    yield from _remembered
    for notebook in _notebooks():
        yield from _marked_cell(notebook)


def _folders() -> list[Path]:
    told = _told_by_editor() or _script()
    return list(dict.fromkeys([Path.cwd(), *([told.parent] if told else [])]))


def _told_by_editor() -> Path | None:
    """Return the path of this notebook where VS Code or Jupyter tells it."""
    told = namespace().get("__vsc_ipynb_file__") or os.environ.get("JPY_SESSION_NAME")
    return Path(str(told)) if told else None


def _notebooks() -> list[Path]:
    return sorted(path for folder in _folders() for path in folder.glob("*.ipynb"))


def _marked_cell(notebook: Path) -> Iterator[str]:
    """Yield the checks that a saved notebook carries: the one argument of the last call in the marked cell."""
    try:
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
        source = next("".join(cell["source"]) for cell in cells if cell.get("id") == EMBEDDED)
        text = ast.literal_eval(ast.parse(source).body[-1].value.args[0])  # type: ignore[attr-defined]
    except (OSError, ValueError, SyntaxError, LookupError, TypeError, AttributeError, StopIteration):
        return  # no notebook, or none of ours
    if isinstance(text, str):
        yield text
