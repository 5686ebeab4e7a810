"""What a zygote is told: its confinement, its person, the slice and the names of its datasets."""

from __future__ import annotations

import itertools
import os
from collections.abc import Mapping
from pathlib import Path

from grader.errors import HostError
from grader.model import Level, Limits, Slice
from grader.sandbox.bubblewrap import PACKAGES
from grader.sandbox.layout import closed_folders, layout
from grader.sandbox.memory import SealedArray

THREADS = 64
SPARE_FILES = 64  # descriptors that student code may open

_numbers = itertools.count()


def private_uid() -> int | None:
    """Return the uid of the next sandbox: nobody else's, one of its own for each; None where we are no root."""
    if os.geteuid():
        return None
    number = os.getpid() * 128 + next(_numbers) % 128  # process ids end at 2^22
    mapped = max(
        int(line.split()[0]) + int(line.split()[2]) for line in Path("/proc/self/uid_map").read_text().splitlines()
    )
    if mapped >= 1 << 31:
        return (1 << 30) + number % (1 << 29)
    if mapped > 40_000:
        return 20_000 + number % (mapped - 20_000 - 1_000)
    raise HostError(
        "this container maps too few user ids to give each sandbox its own: run the grader as an ordinary user"
    )


def zygote_settings(
    level: Level, uid: int | None, code: Slice, limits: Limits, datasets: Mapping[str, SealedArray]
) -> dict[str, object]:
    """Return what the zygote must know; nothing in it is a secret."""
    places = layout()
    full = level is Level.FULL
    closed = level is Level.RESTRICTED and uid is not None and closed_folders()
    libraries = [*places.standard_library, *places.libraries]
    inside = [*(str(tree.path) for tree in libraries), PACKAGES]
    anchored = [*(tree.path for tree in places.standard_library), *places.packages]
    own_person = uid is not None or full
    return {
        "confined": level is not Level.NONE,
        "readable": inside if full else places.readable() if level is Level.RESTRICTED else [],
        "listable": places.listable() if level is Level.RESTRICTED else [],
        "uid": uid,
        "anchors": [str(path) for path in anchored] if closed else [],
        "memory": limits.memory,
        "files": SPARE_FILES + len(datasets),
        "threads": THREADS if own_person else None,
        "log": limits.log,
        "reply": limits.reply,
        "source": code.source,
        "places": [f"cell {cell}, line {line}" for cell, line in code.lines],
        "absent": dict(code.absent),
        "datasets": {name: [array.dtype, array.shape] for name, array in datasets.items()},
    }
