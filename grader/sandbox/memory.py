"""Arrays in sealed memory files: made once per run, mapped read-only by every child, writable by nobody."""

from __future__ import annotations

import fcntl
import os
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SEALS = fcntl.F_SEAL_WRITE | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_SEAL


@dataclass(frozen=True, slots=True)
class SealedArray:
    """A C-contiguous array behind a descriptor that lives as long as this process."""

    fd: int
    dtype: str
    shape: tuple[int, ...]


def sealed_file(content: bytes | memoryview) -> int:
    """Return the descriptor of a memory file that can be read, and never changed again."""
    descriptor = os.memfd_create("grader", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    left = memoryview(content)
    while left:
        left = left[os.write(descriptor, left) :]
    fcntl.fcntl(descriptor, fcntl.F_ADD_SEALS, SEALS)
    os.lseek(descriptor, 0, os.SEEK_SET)
    return descriptor


def reopened(array: SealedArray) -> int:
    """Return a new descriptor of a sealed array, whose position and flags nobody else shares."""
    return os.open(f"/proc/self/fd/{array.fd}", os.O_RDONLY | os.O_CLOEXEC)


def seal(array: NDArray[np.generic]) -> SealedArray:
    """Copy an array into sealed memory."""
    contiguous = np.ascontiguousarray(array)
    return SealedArray(sealed_file(contiguous.reshape(-1).view(np.uint8).data), array.dtype.str, array.shape)
