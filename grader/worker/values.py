"""Which values may cross between grader and worker, and their normal form.

A value becomes a tree, which is JSON, and a list of arrays, which travel as raw bytes::

    None True 3 2.5 "text" {"key": tree}   themselves (floats finite, text valid Unicode)
    ["l", tree...] ["t", tree...]          list, tuple
    ["a", i] ["f", i]                      the i-th array of the frame; the same as a float that is not finite
    ["s", dtype, tree]                     NumPy scalar
    ["h", n, class name]                   an object that stays in the worker: its handle

and as arguments only::

    ["h", n] ["n", name] ["b", i]          a handle, an object of the student by name, bytes
    ["g", seed] ["x", text] ["c", n] ["d", name]    generator, source, callback, dataset

Nothing in a tree selects code: tags are a closed list, and what is no plain value is made by the `other` that the
caller passes.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from numpy import array as new_array
from numpy import asarray, bytes_, errstate, float64, generic, iinfo, ndarray

from .kinds import BITS as BITS
from .kinds import BODY as BODY
from .kinds import DEPTH as DEPTH
from .kinds import DTYPES as DTYPES
from .kinds import HEADER as HEADER
from .kinds import NAMES as NAMES
from .kinds import NODES as NODES
from .kinds import RANK as RANK
from .kinds import Array as Array
from .kinds import BadValue as BadValue
from .kinds import Callback as Callback
from .kinds import Dataset as Dataset
from .kinds import Generator as Generator
from .kinds import Scalar as Scalar
from .kinds import Source as Source
from .kinds import Tree as Tree
from .kinds import WireError as WireError
from .kinds import callback as callback
from .kinds import class_name as class_name
from .kinds import clean_text as clean_text
from .kinds import compile_source as compile_source
from .kinds import dataset as dataset
from .kinds import dtype_name, span, whole_text
from .kinds import generator as generator
from .kinds import source as source

_RESERVE = 256 << 10  # bytes of a header that stand around the trees


class Packer:
    """Packs the values of one frame into trees and one list of arrays, within the caps of a frame.

    `other(value, packer)` gives the tree of what is not a value; without it such a thing is a `BadValue`. Contiguous
    arrays are not copied: whoever keeps them must copy.
    """

    def __init__(self, other: Callable[[object, Packer], Tree] | None = None, body: int = BODY) -> None:
        self.arrays: list[Array] = []
        self.nodes = NODES  # what is left of each
        self.text = HEADER - _RESERVE
        self.body = body
        self._limit = body
        self._other = other

    def mark(self) -> tuple[int, int, int, int]:
        """Return where the frame stands, for `rollback`."""
        return len(self.arrays), self.nodes, self.text, self.body

    def rollback(self, mark: tuple[int, int, int, int]) -> None:
        """Forget what was added since `mark`."""
        count, self.nodes, self.text, self.body = mark
        del self.arrays[count:]

    def spend(self, nodes: int, text: int) -> None:
        """Book parts, and an upper bound of their length as JSON."""
        self.nodes -= nodes
        self.text -= text
        if self.nodes < 0 or self.text < 0:
            raise BadValue(f"more than {NODES} parts or {HEADER >> 20} MiB of text (arrays may be larger)")

    def add(self, value: object, depth: int = 0) -> Tree:
        """Return the tree of `value`; its arrays are appended to the frame's."""
        kind = type(value)  # never value.__class__: that may lie
        if kind is ndarray:
            return self.add_array(value)  # type: ignore[arg-type]
        if kind is float:
            self.spend(1, 26)
            return value if math.isfinite(value) else ["f", self._append(new_array(value, float64))]  # type: ignore[arg-type]
        if kind is int:
            return self._whole(value)  # type: ignore[arg-type]
        if value is None or kind is bool:
            self.spend(1, 6)
            return value
        if kind is str:
            return self._string(value)  # type: ignore[arg-type]
        if depth > DEPTH:
            raise BadValue(f"containers nested deeper than {DEPTH}, or one that contains itself")
        if kind is tuple or kind is list:
            self.spend(1, 8)
            return ["t" if kind is tuple else "l", *[self.add(item, depth + 1) for item in value]]  # type: ignore[attr-defined]
        return self._container(value, kind, depth)

    def add_array(self, value: Array) -> Tree:
        """Return the tree of an exact array; a 0-d array of text is that text."""
        if not value.shape and value.dtype.kind == "U":
            return self._string(value.item())
        return ["a", self._append(value)]

    def _container(self, value: Any, kind: type, depth: int) -> Tree:
        """Return the tree of a container, or of a subclass of a plain type, which counts as the plain one."""
        if issubclass(kind, (list, tuple)):
            self.spend(1, 8)
            iterate, tag = (list.__iter__, "l") if issubclass(kind, list) else (tuple.__iter__, "t")
            return [tag, *[self.add(item, depth + 1) for item in iterate(value)]]
        if issubclass(kind, dict):
            pairs = list(dict.items(value))
            if all(issubclass(type(key), str) for key, _ in pairs):
                self.spend(1, 8)
                tree = {self._string(str.__str__(key)): self.add(item, depth + 1) for key, item in pairs}
                if len(tree) != len(pairs):
                    raise BadValue("a dict with the same text twice as a key")
                return tree
        if issubclass(kind, ndarray) and not issubclass(kind, Scalar):
            return self.add_array(asarray(value))
        if issubclass(kind, str):  # also numpy.str_
            return self._string(str.__str__(value))
        if issubclass(kind, (generic, Scalar)) and not issubclass(kind, bytes_):
            return self._scalar(value)
        if issubclass(kind, int):
            return self._whole(int.__int__(value))
        if issubclass(kind, float):
            return self.add(float.__float__(value))
        if issubclass(kind, complex):
            raise BadValue("a complex number (only real ones may cross)")
        if self._other is None:
            raise BadValue(f"an object of class {class_name(kind)}")
        self.spend(2, 256)
        return self._other(value, self)

    def _whole(self, value: int) -> int:
        bits = value.bit_length()
        if bits > BITS:
            raise BadValue(f"an int of {bits} bits (at most {BITS} may cross)")
        self.spend(1, 22 + bits // 3)
        return value

    def _string(self, value: str) -> str:
        self.spend(1, 2 + (6 * len(value)))
        try:
            value.isascii() or value.encode()
        except UnicodeEncodeError:
            raise BadValue("text that is not valid Unicode (a lone surrogate)") from None
        return value

    def _scalar(self, value: generic) -> Tree:
        exact = asarray(value)
        name = dtype_name(exact)
        self.spend(2, 12)
        return ["s", name, self.add(exact.item())]

    def _append(self, value: Array) -> int:
        """Append one array and return its number."""
        exact, shape = value.dtype, value.shape
        name = NAMES.get(exact) or dtype_name(value)
        size = value.nbytes or span(shape, value.itemsize)
        if len(shape) > RANK:
            raise BadValue(f"an array with {len(shape)} axes (at most {RANK} may cross)")
        if size > self.body:
            raise BadValue(f"an array of {size} bytes, with shape {shape} (at most {self._limit} bytes may cross)")
        self.body -= size
        self.spend(3, 40 + 11 * len(shape))
        if exact not in NAMES or not value.flags.c_contiguous:  # of foreign byte order, or a view
            value = new_array(value, DTYPES[name], order="C")
        self.arrays.append(value)
        return len(self.arrays) - 1


def pack(value: object, other: Callable[[object, Packer], Tree] | None = None) -> tuple[Tree, list[Array]]:
    """Return the normal form of one value."""
    packer = Packer(other)
    return packer.add(value), packer.arrays


def unpack(
    tree: Tree, arrays: Sequence[Array], other: Callable[[list[Tree], Unpacker], object] | None = None
) -> object:
    """Return the value of a normal form, or raise `WireError`."""
    unpacker = Unpacker(arrays, other)
    value = unpacker.take(tree)
    unpacker.done()
    return value


def _malformed(reason: str) -> NoReturn:
    raise WireError(reason)


class Unpacker:
    """Makes values from trees and the arrays of one frame, each of which must be used exactly once.

    `other(tree, unpacker)` makes an object from a tree whose tag is not a value's; without it such a tree is malformed.
    The worker asks for NumPy scalars, as they were; the grader gets each as a `Scalar`.
    """

    def __init__(
        self,
        arrays: Sequence[Array],
        other: Callable[[list[Tree], Unpacker], object] | None = None,
        numpy_scalars: bool = False,
    ) -> None:
        self._arrays: list[Array | None] = list(arrays)
        self._other = other
        self._numpy_scalars = numpy_scalars

    def done(self) -> None:
        """Raise `WireError` where an array was not used."""
        if any(array is not None for array in self._arrays):
            raise WireError("an array that nothing refers to")

    def take(self, tree: Tree, depth: int = 0) -> Any:
        """Return the value of `tree`, or raise `WireError`."""
        kind = type(tree)
        if kind is list:
            tag = tree[0] if tree else None
            if (tag == "t" or tag == "l") and depth <= DEPTH:
                items = [self.take(item, depth + 1) for item in tree[1:]]
                return tuple(items) if tag == "t" else items
            if tag == "a" and len(tree) == 2:
                exact = self.array(tree[1])
                return exact.view(Scalar) if exact.shape == () and not self._numpy_scalars else exact
            return self._tagged(tag, tree)
        if kind is float:
            return tree if math.isfinite(tree) else _malformed("a float that is not finite")
        if kind is int:
            return tree if tree.bit_length() <= BITS else _malformed("an int that is too large")
        if kind is str:
            return whole_text(tree)
        if tree is None or kind is bool:
            return tree
        if kind is dict and depth <= DEPTH:
            return {whole_text(key): self.take(item, depth + 1) for key, item in tree.items()}
        return _malformed("nesting too deep, or no JSON")

    def _tagged(self, tag: Tree, tree: list[Tree]) -> Any:
        if tag == "s" and len(tree) == 3:
            return self._scalar(tree[1], tree[2])
        if tag == "f" and len(tree) == 2:
            return self._not_finite(tree[1])
        if type(tag) is not str or self._other is None:
            return _malformed("an unknown tag, or nesting too deep")
        return self._other(tree, self)

    def array(self, index: Tree) -> Array:
        """Return the array with this number, once."""
        if type(index) is not int or not 0 <= index < len(self._arrays):
            return _malformed("the number of an array that is not there")
        found, self._arrays[index] = self._arrays[index], None
        return _malformed("an array used twice") if found is None else found

    def _scalar(self, name: Tree, tree: Tree) -> Any:
        exact = DTYPES.get(name) if type(name) is str else None
        if exact is None:
            return _malformed("an unknown dtype")
        value = self.take(tree) if exact.kind == "f" and type(tree) is list else tree
        if type(value) is not {"b": bool, "f": float}.get(exact.kind, int):
            return _malformed("a scalar of another kind than its dtype")
        if exact.kind in "iu" and not iinfo(exact).min <= value <= iinfo(exact).max:
            return _malformed("a scalar out of range")
        with errstate(all="ignore"):
            made = new_array(value, exact)
        if made.item() != value and value == value:
            return _malformed("a scalar that its dtype cannot hold")
        return made[()] if self._numpy_scalars else made.view(Scalar)

    def _not_finite(self, index: Tree) -> float:
        found = self.array(index)
        if found.shape != () or found.dtype != float64 or math.isfinite(found.item()):
            return _malformed("a float that is finite after all")
        return float(found.item())
