"""What of a saved file will be graded: its content hash, what is to be mended before handing in, what is not needed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from grader.messages import lines, say
from grader.model import Note, Slice
from grader.notebook.saved import SavedFile, foreign_imports, place_in
from grader.student import LoadError

_TO_MEND = ("syntax", "undefined", "converted")


def content(saved: SavedFile, code: Slice, errors: Iterable[LoadError], differing: Sequence[str] = ()) -> str:
    """Return what a person should know before they hand the file in; `differing` is what the kernel holds otherwise."""
    mend = [note for note in saved.submission.notes if note.kind in _TO_MEND]
    rest = [note for note in saved.submission.notes if note.kind in ("not_needed", "magic")]
    return lines(
        say("notebook.differs", names=", ".join(differing)) if differing else "",
        say("notebook.file", path=saved.path.name),
        say("notebook.hash", sha256=code.sha256),
        *_listed("notebook.mend", [*map(_note, mend), *_load_notes(code, errors)], 3),
        *_listed("notebook.left_out", list(map(_note, rest)), 2),
    )


def _listed(key: str, entries: list[str], shown: int) -> list[str]:
    """Return a heading, the first entries below it, and how many more there are."""
    if not entries:
        return []
    more = len(entries) - shown
    return [say(key), *entries[:shown], say("notebook.and_more", count=more) if more > 0 else ""]


def _note(note: Note) -> str:
    if note.cell is None:
        return say("notebook.entry", text=note.text)
    return say("notebook.entry_at", cell=note.cell, line=note.line or 1, text=note.text)


def _load_notes(code: Slice, errors: Iterable[LoadError]) -> list[str]:
    foreign = foreign_imports(code)
    found = [(line, say("notebook.not_offered", name=name)) for line, name in foreign]
    known = {line for line, _ in foreign}
    found += [(error.line, f"{error.kinds[0]}: {error.message}") for error in errors if error.line not in known]
    return [say("notebook.entry", text=f"{place_in(code, line)}: {text}") for line, text in found]
