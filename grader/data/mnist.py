"""MNIST from IDX files, packed or not, in a folder that is given; known by the SHA-256 of their raw content."""

from __future__ import annotations

import gzip
import hashlib
import math
import zlib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from grader.errors import HostError
from grader.messages import say

TRAIN_IMAGES = "train-images-idx3-ubyte"
TRAIN_LABELS = "train-labels-idx1-ubyte"

DIGESTS: Mapping[str, str] = MappingProxyType(
    {
        TRAIN_IMAGES: "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
        TRAIN_LABELS: "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
        "t10k-images-idx3-ubyte": "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
        "t10k-labels-idx1-ubyte": "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
    }
)
"""SHA-256 of the raw content of each file; packing the same content again changes nothing."""

LARGEST = 64 << 20  # bytes of raw content; the largest true file has 47,040,016


def read_idx(folder: Path, name: str, digests: Mapping[str, str] = DIGESTS) -> NDArray[np.uint8]:
    """Return the array in the IDX file `name`, or `name`.gz; `HostError` where that is not the true one.

    A course's own table of `digests` makes other files true.
    """
    raw = _content(folder, name)
    digest = hashlib.sha256(raw).hexdigest()
    if digest != digests[name]:
        raise _damaged(name, f"its content has the SHA-256 {digest[:16]}..., not {digests[name][:16]}...")
    return _parse(raw, name)


def _content(folder: Path, name: str) -> bytes:
    """Return the raw content of a file, unpacked within a limit."""
    packed, plain = folder / f"{name}.gz", folder / name
    try:
        if plain.is_file():
            with plain.open("rb") as file:
                raw = file.read(LARGEST + 1)
        elif packed.is_file():
            with gzip.open(packed) as file:
                raw = file.read(LARGEST + 1)
        else:
            raise HostError(say("data.missing", file=name))
    except (OSError, EOFError, zlib.error) as error:
        raise _damaged(name, f"it cannot be read ({type(error).__name__})") from error
    if len(raw) > LARGEST:
        raise _damaged(name, f"it holds more than {LARGEST} bytes")
    return raw


def _parse(raw: bytes, name: str) -> NDArray[np.uint8]:
    """Return the array of an IDX file of unsigned bytes: 0, 0, 8, number of axes, lengths (big-endian u32), data."""
    axes = raw[3] if raw[:3] == b"\x00\x00\x08" and len(raw) > 3 else 0
    start = 4 + 4 * axes
    shape = tuple(int(n) for n in np.frombuffer(raw[4:start], dtype=">u4")) if len(raw) >= start and axes else ()
    if not 1 <= axes <= 3 or len(raw) - start != math.prod(shape):
        raise _damaged(name, "it is no IDX file of unsigned bytes")
    return np.frombuffer(raw, dtype=np.uint8, offset=start).reshape(shape)


def _damaged(name: str, wrong: str) -> HostError:
    return HostError(say("data.damaged", file=name, wrong=wrong))
