"""What a student's computer without a network needs to install the wheel: the wheels that it depends on."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from grader.errors import HostError


def needed_wheels(name: str, wheel: bytes) -> dict[str, bytes]:
    """Return the wheels that pip would install along with this one, for computers like this one, by their names."""
    with tempfile.TemporaryDirectory() as folder:
        own = Path(folder, name)
        own.write_bytes(wheel)
        found = Path(folder, "found")
        words = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
        words += ["--only-binary", ":all:", "--dest", str(found), str(own)]
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        if done.returncode:
            raise HostError(
                "--offline needs the network once, or a package index that pip is set up for: the wheels that students "
                f"need could not be fetched. pip says: {_reason(done.stderr)}"
            )
        return {path.name: path.read_bytes() for path in sorted(found.iterdir()) if path.name != name}


def _reason(said: str) -> str:
    errors = [line.strip() for line in said.splitlines() if line.startswith("ERROR")] or said.strip().splitlines()
    return errors[0] if errors else "nothing"
