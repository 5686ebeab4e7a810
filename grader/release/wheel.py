"""The wheel that students install, made of the installed `grader` itself: nothing is built, nothing is fetched.

It holds `grader` alone, so no reference and no assignment of a course can be in it. Entries are stored, sorted and
without a date: the same files give the same bytes, on every machine and with every zlib.
"""

from __future__ import annotations

import base64
import hashlib
import io
import zipfile
from collections.abc import Iterator
from importlib.metadata import Distribution, distributions
from pathlib import Path

import grader
from grader.errors import HostError

NAME = "nngrader"

_KINDS = frozenset({".css", ".html", ".md", ".npz", ".py", ".toml"})  # what else lies there is nobody's business
_METADATA = ("METADATA", "entry_points.txt", "licenses/LICENSE")
_FORMAT = "Wheel-Version: 1.0\nGenerator: grader release\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
_FIRST_DATE = (1980, 1, 1, 0, 0, 0)  # a zip file cannot say "none"


def student_wheel() -> tuple[str, bytes]:
    """Return the name and the bytes of the wheel of the grader that is running."""
    installed = _installed()
    info = f"{NAME}-{installed.version}.dist-info"
    files = dict(_package())
    files |= {f"{info}/{name}": (installed.read_text(name) or "").encode() for name in _METADATA}
    files[f"{info}/WHEEL"] = _FORMAT.encode()
    files[f"{info}/RECORD"] = _record(files, f"{info}/RECORD")
    return f"{NAME}-{installed.version}-py3-none-any.whl", _zip(files)


def _installed() -> Distribution:
    """Return what pip installed; what a build leaves behind in a checkout is no installation."""
    complete = (each for each in distributions(name=NAME) if all(map(each.read_text, _METADATA)))
    found = next(complete, None)
    if found is None:
        raise HostError(f"install the grader before you release: python -m pip install {NAME}")
    return found


def _package() -> Iterator[tuple[str, bytes]]:
    root = Path(grader.__file__).parent
    for path in sorted(root.rglob("*")):
        parts = path.relative_to(root.parent).parts
        if path.is_file() and "__pycache__" not in parts and (path.suffix in _KINDS or path.name == "py.typed"):
            yield "/".join(parts), path.read_bytes()


def _record(files: dict[str, bytes], own: str) -> bytes:
    """Return the list of files that pip compares with what it unpacks."""
    lines = []
    for name, data in sorted(files.items()):
        digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
        lines.append(f"{name},sha256={digest},{len(data)}\n")
    return "".join([*lines, f"{own},,\n"]).encode()


def _zip(files: dict[str, bytes]) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as archive:
        for name, data in sorted(files.items()):
            entry = zipfile.ZipInfo(name, _FIRST_DATE)
            entry.create_system, entry.external_attr = 3, 0o644 << 16  # the same on Windows
            archive.writestr(entry, data)
    return whole.getvalue()
