"""Null modules: plots, progress bars and displays cost nothing and never fail; other imports say what is offered.

The notebook's own `grader` is among them, so that a slice which keeps `from grader.notebook import check` runs.
"""

from __future__ import annotations

import dis
import sys
from collections.abc import Iterable, Iterator, MutableSequence, Sequence
from importlib.machinery import ModuleSpec
from types import FunctionType, ModuleType

NULL_PACKAGES = frozenset({"matplotlib", "mpl_toolkits", "seaborn", "IPython", "ipywidgets", "tqdm", "grader"})


class Null(ModuleType):
    """Whatever is asked of it, it answers with something that can be asked in turn."""

    __path__: MutableSequence[str] = []  # noqa: RUF012 - makes every module a package; nothing is ever put in

    def __getattr__(self, name: str) -> Null:
        if name.startswith("__"):
            raise AttributeError(name)
        return NOTHING

    def __call__(self, *arguments: object, **options: object) -> object:
        """Return the same nothing, or the function that it decorates."""
        if len(arguments) == 1 and not options and isinstance(arguments[0], FunctionType):
            return arguments[0]  # a decorator leaves the student's function as it is
        return NOTHING

    def __iter__(self) -> Iterator[Null]:
        return iter([NOTHING] * names_to_unpack(sys._getframe(1).f_code.co_code, sys._getframe(1).f_lasti))

    def __mro_entries__(self, bases: tuple[object, ...]) -> tuple[type, ...]:
        return ()

    def __enter__(self) -> Null:
        return NOTHING

    def __exit__(self, *exception: object) -> None:
        return None

    def __setattr__(self, name: str, value: object) -> None:
        if name.startswith("__"):  # the import system's own
            super().__setattr__(name, value)

    def __setitem__(self, key: object, value: object) -> None: ...

    def __getitem__(self, key: object) -> Null:
        return NOTHING

    def __len__(self) -> int:
        return 0

    def __bool__(self) -> bool:
        return True

    def __float__(self) -> float:
        return 0.0

    def __index__(self) -> int:
        return 0

    def __add__(self, other: object) -> Null:
        return NOTHING

    __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = __add__
    __or__ = __and__ = __matmul__ = __add__


def names_to_unpack(code: bytes, position: int) -> int:
    """Say how many values the instruction that iterates wants: `figure, axes = plt.subplots()` wants two."""
    operation = dis.opname[code[position]]
    if operation == "UNPACK_SEQUENCE":
        return code[position + 1]
    return code[position + 1] & 0xFF if operation == "UNPACK_EX" else 0


NOTHING = Null("nothing")


class Bar(Null):
    """What `tqdm(iterable)` returns: iterates its argument and shows nothing."""

    def __init__(self, iterable: Iterable[object] = (), *arguments: object, **options: object) -> None:
        super().__init__("bar")
        self.__dict__["iterable"] = iterable

    def __iter__(self) -> Iterator[object]:  # type: ignore[override]
        return iter(self.__dict__["iterable"])

    def __len__(self) -> int:
        return len(self.__dict__["iterable"])

    def __enter__(self) -> Bar:
        return self


def count(*bounds: int, **options: object) -> Bar:
    """Stand for `tqdm.trange`."""
    return Bar(range(*bounds))


class Offered:
    """The last finder: makes null modules, and says what is offered where nothing was found."""

    @classmethod
    def find_spec(
        cls, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Answer for a module that no other finder knows."""
        package = name.partition(".")[0]
        if package in NULL_PACKAGES:
            return ModuleSpec(name, cls, is_package=True)  # type: ignore[arg-type]
        if package in sys.stdlib_module_names or package == "numpy":
            return None
        raise ModuleNotFoundError(
            f"No module named {name!r}: the grader offers NumPy and the standard library", name=name
        )

    @classmethod
    def create_module(cls, spec: ModuleSpec) -> Null:
        """Make one null module."""
        module = Null(spec.name)
        if spec.name.partition(".")[0] == "tqdm":
            module.__dict__.update(tqdm=Bar, trange=count, tqdm_notebook=Bar, tnrange=count)
        return module

    @classmethod
    def exec_module(cls, module: ModuleType) -> None:
        """Leave a null module as it is."""


def install() -> None:
    """Answer every import that the other finders leave over."""
    sys.meta_path.append(Offered)
