"""Frames: whole ones arrive as they were sent, all others are refused before anything is allocated."""

import json
import socket
import threading
import time
import tracemalloc

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from grader.worker.values import Packer, WireError, pack, unpack
from grader.worker.wire import Caps, Channel, decode_header, encode_header
from tests.grader.worker.strategies import json_trees, same, values

SMALL = Caps(header=20_000, nodes=2_000, body=20_000)


@pytest.fixture
def ends():
    """A pair of connected channels."""
    left, right = socket.socketpair()
    with left, right:
        yield Channel(left), Channel(right)


def soon():
    """Return a deadline that is reached only if something hangs."""
    return time.monotonic() + 20


def received(raw, caps=SMALL):
    """Return what a channel makes of these bytes when nothing follows."""
    left, right = socket.socketpair()
    with left, right:
        sender = threading.Thread(target=sent_whole, args=(left, raw))
        sender.start()
        try:
            return Channel(right, caps).receive(soon())
        finally:
            right.close()
            sender.join()


def sent_whole(sock, raw):
    """Send all bytes, as far as somebody listens."""
    try:
        sock.sendall(raw)
    except OSError:
        return
    finally:
        sock.close()


def frame(header, body=b""):
    """Return the bytes of a frame with this header, a text or JSON, whatever it says."""
    raw = header.encode("utf-8", "surrogatepass") if isinstance(header, str) else json.dumps(header).encode()
    return len(raw).to_bytes(4, "little") + raw + body


@given(values)
def test_every_value_crosses_the_wire(value):
    """What is packed, sent, received and unpacked has the same kinds, shapes and bits, in both modes of waiting."""
    left, right = socket.socketpair()
    with left, right:
        ends = Channel(left), Channel(right)
        for deadline in (None, soon()):
            tree, arrays = pack(value)
            ends[0].send({"v": tree}, arrays, deadline)
            header, made = ends[1].receive(deadline)

            assert same(value, unpack(header["v"], made))


def test_large_frames_cross_in_pieces(ends):
    """A frame that fits into no socket buffer arrives whole."""
    value = [np.arange(2_000_000.0), "x" * 300_000, np.ones((0, 3)), np.arange(100_000, dtype=np.uint8)]
    tree, arrays = pack(value)
    sender = threading.Thread(target=ends[0].send, args=({"v": tree}, arrays, soon()))
    sender.start()

    header, made = ends[1].receive(soon())
    sender.join()

    assert same(value, unpack(header["v"], made))


def test_received_arrays_are_ordinary_ones(ends):
    """A student may write into an argument; it owns its memory and is aligned."""
    tree, arrays = pack((np.ones(3, np.uint8), np.ones((2, 2))))
    ends[0].send({"v": tree}, arrays)
    _, made = ends[1].receive()

    assert all(array.flags.writeable and array.flags.owndata and array.flags.aligned for array in made)


HEADERS = {
    "not an object": "[]",
    "no arrays": "{}",
    "arrays are no list": '{"a": {}}',
    "NaN": '{"a": [], "v": NaN}',
    "Infinity": '{"a": [], "v": -Infinity}',
    "a key twice": '{"a": [], "a": []}',
    "an inner key twice": '{"a": [], "v": {"k": 1, "k": 2}}',
    "trailing text": '{"a": []} {}',
    "half": '{"a": [',
    "empty": "",
    "a lone surrogate": '{"a": [], "v": "\ud800"}',
    "too many digits": '{"a": [], "v": ' + "9" * 5000 + "}",
    "too many parts": '{"a": [], "v": [' + "0," * 3000 + "0]}",
    "too many arrays": '{"a": [' + '"u1:0",' * 3000 + '"u1:0"]}',
    "array is an object": '{"a": [{}]}',
    "array is a number": '{"a": [8]}',
    "unknown dtype": '{"a": ["O:1"]}',
    "complex": '{"a": ["c16:1"]}',
    "structured": '{"a": ["f8,f8:1"]}',
    "negative axis": '{"a": ["f8:-1"]}',
    "axis as float": '{"a": ["f8:1.0"]}',
    "axis in other digits": '{"a": ["f8:\u0661"]}',
    "axis without number": '{"a": ["f8:"]}',
    "newline": '{"a": ["f8:1\\n"]}',
    "too many axes": '{"a": ["f8' + ":1" * 9 + '"]}',
    "terabytes": '{"a": ["f8:1000000:1000000"]}',
    "overflow": '{"a": ["f8:4294967296:4294967296:4294967296"]}',
    "overflow behind an empty axis": '{"a": ["f8:0:999999999999:999999999999"]}',
    "an axis of many digits": '{"a": ["u1:' + "0" * 30 + '1"]}',
    "together too large": '{"a": ["f8:2000", "f8:2000"]}',
}


@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS)
def test_malformed_headers_are_wire_errors(header):
    """Each way to write a header wrongly is a WireError."""
    with pytest.raises(WireError):
        received(frame(header))


FRAMES = {
    "header beyond the cap": ((20_001).to_bytes(4, "little"), WireError),
    "four gigabytes of header": (b"\xff\xff\xff\xff", WireError),
    "nothing": (b"", EOFError),
    "half a length": (b"\1\0", EOFError),
    "half a header": (frame({"a": []})[:-1], EOFError),
    "half a body": (frame({"a": ["f8:2"]}, b"\0" * 15), EOFError),
    "no body": (frame({"a": ["f8:2"]}), EOFError),
    "bytes after the body": (frame({"a": ["u1:2"]}, b"\0" * 3), WireError),
    "bytes after no body": (frame({"a": []}, b"\0"), WireError),
    "two frames": (frame({"a": []}) * 2, WireError),
    "header of no UTF-8": (b"\2\0\0\0\xff\xff", WireError),
    "a bool of two": (frame({"a": ["b1:2"]}, b"\0\2"), WireError),
}


@pytest.mark.parametrize(("raw", "error"), FRAMES.values(), ids=FRAMES)
def test_malformed_frames_are_refused(raw, error):
    """A wrong length is an EOFError where bytes are missing, and a WireError otherwise."""
    with pytest.raises(error):
        received(raw)


VALID = [np.arange(6.0).reshape(2, 3), {"k": [1, np.float32(2), float("nan"), None, True]}, "text", (np.ones(2, bool),)]


@st.composite
def mutations(draw):
    """Return a valid frame with a few bytes changed, inserted, removed or repeated."""
    tree, arrays = pack(draw(values))
    raw = bytearray(encode_header({"id": 1, "v": tree}, arrays) + b"".join(array.tobytes() for array in arrays))
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(raw)))
        end = at + draw(st.integers(0, 5))
        raw[at:end] = draw(
            st.one_of(st.binary(max_size=5), st.just(bytes(raw[at:end]) * 2), st.sampled_from([b"[", b'"', b":0"]))
        )
    return bytes(raw)


@given(mutations())
@example(encode_header({"v": pack(VALID)[0]}, pack(VALID)[1]))
def test_mutated_frames_are_values_or_refused(raw):
    """However a valid frame is damaged, the receiver gets a value, a WireError, an EOFError or a TimeoutError."""
    try:
        header, arrays = received(raw)
        unpack(header.get("v"), arrays)
    except (WireError, EOFError, TimeoutError):
        return


@given(st.dictionaries(st.sampled_from(["a", "id", "v"]), json_trees, max_size=3), st.binary(max_size=40))
def test_any_header_is_a_header_or_refused(header, body):
    """Whatever JSON stands in a header, and whatever bytes follow, nothing else comes out than these errors."""
    try:
        received(frame(header, body))
    except (WireError, EOFError):
        return


@given(st.binary(max_size=60))
def test_random_bytes_are_refused(raw):
    """No frame is this short and valid by chance, and none does harm."""
    try:
        received(raw)
    except (WireError, EOFError):
        return


@pytest.mark.parametrize("header", [header for name, header in HEADERS.items() if "large" in name or "tera" in name])
def test_nothing_is_allocated_beyond_the_cap(header):
    """A frame that claims too much is refused before memory is asked for."""
    tracemalloc.start()
    try:
        with pytest.raises(WireError):
            decode_header(header.encode(), SMALL)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert peak < 1 << 20


def test_deep_nesting_is_a_wire_error():
    """A header of nested brackets, with no more parts than it may have, does not exhaust the stack."""
    with pytest.raises(WireError):
        decode_header(b'{"a": [], "v": ' + b"[" * 100_000 + b"]" * 100_000 + b"}")


def test_parts_are_counted_outside_of_text():
    """A text full of commas is one part."""
    text = "," * 5_000 + '\\"[{'

    assert {"v": text} == received(frame({"a": [], "v": text}))[0]


def test_sending_keeps_the_caps():
    """What the other side would refuse is refused before a byte is sent."""
    with pytest.raises(WireError, match="too large"):
        encode_header({"v": "x" * 30_000}, [], SMALL)
    with pytest.raises(WireError, match="too large"):
        encode_header({}, [np.ones(3000)], SMALL)


def test_what_a_packer_allows_a_frame_can_hold():
    """A value at the edge of the packer's caps makes a frame within the wire's."""
    fits = [-1.7976931348623157e308] * 120_000, ["\x00" * 8] * 10_000, [np.ones((1, 1, 1, 1, 1, 1, 1, 1))] * 1_000
    for value in fits:
        packer = Packer()
        tree = packer.add(value)
        raw = encode_header({"v": tree}, packer.arrays)

        assert len(packer.arrays) == len(decode_header(raw[4:])[1])


def test_deadlines_hold_in_both_directions(ends):
    """A peer that neither sends nor reads costs no more than the deadline."""
    with pytest.raises(TimeoutError):
        ends[0].receive(time.monotonic() + 0.01)
    with pytest.raises(TimeoutError):
        ends[0].send({}, [np.ones(2_000_000)], time.monotonic() + 0.01)


def test_a_deadline_in_the_past_does_not_wait(ends):
    """Where no time is left, nothing is waited for."""
    with pytest.raises(TimeoutError):
        ends[0].receive(time.monotonic() - 10)


def test_a_deadline_holds_against_drops(ends):
    """A peer that sends a byte now and then does not move the deadline."""
    ends[0].sock.sendall(b"\x10\0")

    with pytest.raises(TimeoutError):
        ends[1].receive(time.monotonic() + 0.01)


def test_a_peer_that_is_gone_is_the_end(ends):
    """Sending to, and receiving from, a closed channel are EOFErrors."""
    ends[1].close()

    with pytest.raises(EOFError):
        ends[0].receive(soon())
    with pytest.raises(EOFError):
        ends[0].send({}, [np.ones(1_000_000)], soon())
    with pytest.raises(EOFError):
        ends[0].send({}, [], None)
