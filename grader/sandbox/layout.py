"""Where the interpreter, its libraries, NumPy and the worker lie on this host: all that a sandbox may read."""

from __future__ import annotations

import contextlib
import functools
import py_compile
import struct
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

import numpy

from grader.worker import zygote


@dataclass(frozen=True, slots=True)
class Tree:
    """A folder or file that the worker may read, without what lies in `hidden`."""

    path: Path
    hidden: tuple[Path, ...] = ()

    def visible(self) -> list[str]:
        """Return the paths that together are this tree without its hidden parts."""
        inside = [hidden for hidden in self.hidden if hidden.is_relative_to(self.path)]
        if not inside:
            return [str(self.path)]
        if self.path in inside:
            return []
        return [path for entry in sorted(self.path.iterdir()) for path in Tree(entry, self.hidden).visible()]


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the interpreter, NumPy and the worker lie on this host."""

    python: Path
    standard_library: tuple[Tree, ...]
    libraries: tuple[Tree, ...]  # shared objects of the system
    packages: tuple[Path, ...]  # numpy, numpy.libs
    worker: Path

    def readable(self) -> list[str]:
        """Return what the worker may read at level restricted."""
        trees = [*self.standard_library, *self.libraries, *map(Tree, (*self.packages, self.worker))]
        return list(dict.fromkeys(path for tree in trees for path in tree.visible()))

    def listable(self) -> list[str]:
        """Return the folders whose entries the worker may list at level restricted, the hidden ones' names included."""
        return [str(tree.path) for tree in (*self.standard_library, *self.libraries) if tree.path.is_dir()]


@functools.cache
def layout() -> Layout:
    """Find the base interpreter, its libraries and NumPy; never the virtual environment or the repository."""
    scheme = {
        name: Path(sysconfig.get_path(name, vars=base_variables())).resolve() for name in ("stdlib", "platstdlib")
    }
    hidden = tuple(folder / name for folder in {*scheme.values()} for name in ("site-packages", "dist-packages"))
    base = Path(sys.base_prefix).resolve()
    package = Path(numpy.__file__).resolve().parent
    neighbours = (package, package.with_name("numpy.libs"))
    return Layout(
        python=Path(getattr(sys, "_base_executable", sys.executable)).resolve(),
        standard_library=tuple(Tree(folder, hidden) for folder in dict.fromkeys(scheme.values())),
        libraries=tuple(Tree(path, hidden) for path in shared_objects(base)),
        packages=tuple(folder for folder in neighbours if folder.is_dir()),
        worker=Path(zygote.__file__).resolve().parent,
    )


def base_variables() -> dict[str, str]:
    """Return the variables that make `sysconfig` speak of the base interpreter, not of a virtual environment."""
    return {"base": sys.base_prefix, "platbase": sys.base_exec_prefix}


def shared_objects(base: Path) -> list[Path]:
    """Return the folders of the system libraries that this process has mapped, and the interpreter's own by file."""
    found: dict[Path, None] = {}
    for line in Path("/proc/self/maps").read_text().splitlines():
        path = Path(line.partition("/")[2] and "/" + line.partition("/")[2])
        if ".so" not in path.name or {"site-packages", "dist-packages", "lib-dynload"} & {*path.parts}:
            continue
        file = path.resolve()
        own = base != Path("/usr") and file.is_relative_to(base)
        found[file if own else file.parent] = None
    return list(found)


@functools.cache
def compile_worker() -> None:
    """Keep the worker's bytecode fresh, also where this process was told to write none: a zygote cannot."""
    for source in layout().worker.glob("*.py"):
        compiled = source.parent / "__pycache__" / f"{source.stem}.{sys.implementation.cache_tag}.pyc"
        status = source.stat()
        stamp = struct.pack("<III", 0, int(status.st_mtime) & 0xFFFFFFFF, status.st_size & 0xFFFFFFFF)
        with contextlib.suppress(OSError):
            if not compiled.is_file() or compiled.read_bytes()[4:16] != stamp:
                py_compile.compile(str(source), str(compiled))


def reachable(path: Path) -> bool:
    """Say whether every person may reach `path`: all folders above it are open."""
    return all(folder.stat().st_mode & 0o001 for folder in path.parents)


@functools.cache
def closed_folders() -> bool:
    """Say whether something that the worker reads lies below a folder that an ordinary user cannot enter."""
    places = layout()
    paths = [places.python, places.worker, *places.packages, *(tree.path for tree in places.standard_library)]
    return not all(reachable(path) for path in paths)
