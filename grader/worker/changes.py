"""Which arguments a call changed in place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from numpy import ndarray

from .values import BadValue, Packer


def snapshots(args: Sequence[object], kwargs: Mapping[str, object]) -> dict[str, object]:
    """Return, for each argument that can change in place, its content as it is now."""
    named = {**{str(position): value for position, value in enumerate(args)}, **kwargs}
    return {name: _content(value) for name, value in named.items() if isinstance(value, (ndarray, list, dict, tuple))}


def changes(before: Mapping[str, object], args: Sequence[object], kwargs: Mapping[str, object]) -> list[str]:
    """Return the names of arguments that are not what they were."""
    after = snapshots(args, kwargs)
    return [name for name, content in before.items() if after[name] != content]


def _content(value: object) -> object:
    """Return a normal form that owns its bytes; read-only arrays stay what they are."""
    if type(value) is ndarray and not value.flags.writeable:
        return id(value)
    packer = Packer(lambda other, _: ["object", id(other)])
    try:
        tree = packer.add(value)
    except BadValue:
        return None
    return tree, [(array.dtype.str, array.shape, array.tobytes()) for array in packer.arrays]
