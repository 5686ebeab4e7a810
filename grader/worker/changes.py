"""Which arguments a call changed in place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import FunctionType, MethodType

from numpy import ndarray

from .values import BadValue, Packer


def snapshots(args: Sequence[object], kwargs: Mapping[str, object]) -> dict[str, object]:
    """Return, for each argument that can change in place, its content as it is now."""
    named = {**{str(position): value for position, value in enumerate(args)}, **kwargs}
    return {name: _content(value) for name, value in named.items() if isinstance(value, (ndarray, list, dict, tuple))}


def changes(
    before: Mapping[str, object], args: Sequence[object], kwargs: Mapping[str, object], function: object
) -> list[str]:
    """Return the arguments that are not what they were: a keyword, or the position and what `function` calls it."""
    after = snapshots(args, kwargs)
    names = _parameters(function)
    found = [name for name, content in before.items() if after[name] != content]
    return [f"{name} {names[int(name)]}" if name.isdecimal() and int(name) < len(names) else name for name in found]


def _parameters(function: object) -> tuple[str, ...]:
    """Return the names of positional parameters, without running code of the student."""
    if type(function) is MethodType:
        return _parameters(function.__func__)[1:]
    if type(function) is FunctionType:
        return function.__code__.co_varnames[: function.__code__.co_argcount]
    return ()


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
