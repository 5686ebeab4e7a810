"""Frames and their caps; nothing in it executes.

::

    u32 length of the header | header: JSON {"a": ["f8:3:5", ...], ...} | raw bytes of the arrays, in that order

All sizes are computed and capped before anything is allocated. The two sides take turns: bytes that follow a frame
before it was answered are malformed.
"""

from __future__ import annotations

import json
import math
import re
import select
import socket
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from numpy import dtype, empty, ndarray, uint8

from .kinds import BODY, DTYPES, HEADER, NAMES, NODES, RANK, Array, span
from .kinds import WireError as WireError

Header = dict[str, Any]


class Spec(NamedTuple):
    """An array to come."""

    dtype: dtype[Any]
    shape: tuple[int, ...]
    size: int  # bytes
    span: int  # the same with each empty axis counted as one, so that no product of axes can overflow


_PREFIX = 4
_CHUNK = 64 << 10
_JOINED = 256 << 10  # a frame up to this size is joined and sent at once
_SPEC = re.compile(rf"({'|'.join(DTYPES)})(:[0-9]{{1,12}}){{0,{RANK}}}")
_STRING = re.compile(rb'"(?:[^"\\]|\\.)*"')


@dataclass(frozen=True, slots=True)
class Caps:
    """What one frame may hold."""

    header: int = HEADER  # bytes
    nodes: int = NODES + 100_000  # parts of the header, the envelope included
    body: int = BODY  # bytes


CAPS = Caps()


def _refuse_constant(name: str) -> None:
    raise WireError(f"{name} is no JSON")


def _unique_keys(pairs: list[tuple[str, Any]]) -> Header:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise WireError("a key twice in one object")
    return found


_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False, allow_nan=False, separators=(",", ":")).encode
_decode = json.JSONDecoder(object_pairs_hook=_unique_keys, parse_constant=_refuse_constant).decode


def encode_header(header: Header, arrays: Sequence[Array], caps: Caps = CAPS) -> bytes:
    """Return length and header of a frame; `WireError` where the other side would refuse it."""
    specs = [_spec_text(array.dtype, array.shape) for array in arrays]
    raw = _encode({**header, "a": specs}).encode()
    if len(raw) > caps.header or sum([array.nbytes for array in arrays]) > caps.body:
        raise WireError("a frame that is too large to send")
    return len(raw).to_bytes(_PREFIX, "little") + raw


def decode_header(raw: bytes, caps: Caps = CAPS) -> tuple[Header, list[Spec]]:
    """Return the header without its "a", and dtype, shape and bytes of each array of the body."""
    if _parts(raw) > caps.nodes and _parts(_STRING.sub(b"", raw)) > caps.nodes:
        raise WireError("a header of too many parts")
    try:
        header = _decode(raw.decode())
    except (ValueError, RecursionError) as error:  # also UnicodeDecodeError, and an int of too many digits
        raise WireError("a header that is no JSON") from error
    if type(header) is not dict or type(header.get("a")) is not list:
        raise WireError("a header that is no object with a list of arrays")
    texts = header.pop("a")
    if not all(type(text) is str for text in texts):
        raise WireError("an array without dtype and shape")
    specs = [_spec(text) for text in texts]
    if any(spec.span > caps.body for spec in specs) or sum([spec.size for spec in specs]) > caps.body:
        raise WireError("a body that is too large")
    return header, specs


def _parts(raw: bytes) -> int:
    return raw.count(b",") + raw.count(b"[") + raw.count(b"{")


@lru_cache(maxsize=4096)
def _spec_text(exact: dtype[Any], shape: tuple[int, ...]) -> str:
    return ":".join([NAMES[exact], *map(str, shape)])


@lru_cache(maxsize=4096)
def _spec(text: str) -> Spec:
    """Return what the text says of an array, or raise `WireError`."""
    if _SPEC.fullmatch(text) is None:
        raise WireError("an array of unknown dtype or impossible shape")
    name, *axes = text.split(":")
    shape = tuple(map(int, axes))
    exact = DTYPES[name]
    return Spec(exact, shape, math.prod(shape, start=exact.itemsize), span(shape, exact.itemsize))


class Channel:
    """One end of a stream socket in blocking mode.

    Deadlines are values of `time.monotonic()`: past one, both directions raise TimeoutError; without one they wait as
    long as it takes. EOFError says that the other end is gone, `WireError` that it sent nonsense: after either, close.
    """

    def __init__(self, sock: socket.socket, caps: Caps = CAPS) -> None:
        self.sock = sock
        self.caps = caps
        self._readable, self._writable = select.poll(), select.poll()
        self._readable.register(sock, select.POLLIN)
        self._writable.register(sock, select.POLLOUT)
        self._buffer = memoryview(bytearray(_CHUNK))

    def close(self) -> None:
        """Close the socket."""
        self.sock.close()

    def send(self, header: Header, arrays: Sequence[Array], deadline: float | None = None) -> None:
        """Send one frame; the arrays must be C-contiguous and of the listed dtypes, as a `Packer` makes them."""
        prefix = encode_header(header, arrays, self.caps)
        if len(prefix) + sum([array.nbytes for array in arrays]) <= _JOINED:
            self._send(memoryview(b"".join([prefix, *arrays])), deadline)  # type: ignore[list-item]
            return
        self._send(memoryview(prefix), deadline)
        for array in arrays:
            self._send(_bytes_of(array), deadline)

    def receive(self, deadline: float | None = None) -> tuple[Header, list[Array]]:
        """Return header and arrays of the next frame."""
        start = self._some(deadline)
        while len(start) < _PREFIX:
            start += self._some(deadline)
        size = int.from_bytes(start[:_PREFIX], "little")
        if size > self.caps.header:
            raise WireError("a header that is too large")
        end = _PREFIX + size
        raw = start[_PREFIX:end]
        if len(raw) < size:
            whole = bytearray(size)
            whole[: len(raw)] = raw
            self._fill(memoryview(whole)[len(raw) :], deadline)
            raw = bytes(whole)
        header, specs = decode_header(raw, self.caps)
        return header, self._arrays(specs, start[end:], deadline)

    def _arrays(self, specs: list[Spec], body: bytes, deadline: float | None) -> list[Array]:
        """Return the arrays, whose first bytes have come with the header."""
        if len(body) > sum([spec.size for spec in specs]):
            raise WireError("bytes after the frame")
        arrays: list[Array] = []
        offset = 0
        for exact, shape, size, _ in specs:
            if offset + size <= len(body):
                array: Array = ndarray(shape, exact, body, offset).copy()
            else:
                array = empty(shape, exact)
                target, ready = _bytes_of(array), body[offset:]
                target[: len(ready)] = ready
                self._fill(target[len(ready) :], deadline)
            offset += size
            if exact.kind == "b" and size and array.view(uint8).max() > 1:
                raise WireError("a bool that is neither 0 nor 1")
            arrays.append(array)
        return arrays

    def _some(self, deadline: float | None) -> bytes:
        return bytes(self._buffer[: self._receive_into(self._buffer, deadline)])

    def _fill(self, target: memoryview, deadline: float | None) -> None:
        while target:
            target = target[self._receive_into(target, deadline) :]

    def _receive_into(self, target: memoryview, deadline: float | None) -> int:
        try:
            count = self.sock.recv_into(target, 0, socket.MSG_DONTWAIT if deadline is not None else 0)
        except BlockingIOError:
            _wait(self._readable, deadline or 0.0)
            return 0
        except ConnectionError as error:
            raise EOFError("the other end is gone") from error
        if count == 0:
            raise EOFError("the other end is gone")
        return count

    def _send(self, data: memoryview, deadline: float | None) -> None:
        try:
            if deadline is None:
                self.sock.sendall(data)
                return
            while data:
                try:
                    data = data[self.sock.send(data, socket.MSG_DONTWAIT) :]
                except BlockingIOError:
                    _wait(self._writable, deadline)
        except ConnectionError as error:
            raise EOFError("the other end is gone") from error


def _bytes_of(array: Array) -> memoryview:
    """Return the memory of a C-contiguous array as bytes."""
    return array.reshape(-1).view(uint8).data if array.size else memoryview(bytearray())


def _wait(ready: select.poll, deadline: float) -> None:
    """Wait until a poll object says ready, or raise TimeoutError at the deadline."""
    left = deadline - time.monotonic()
    if left <= 0 or not ready.poll(left * 1000 + 1):
        raise TimeoutError("the other end did not answer in time")
