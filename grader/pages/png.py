"""A sheet of small images as a PNG, written by hand so that its bytes do not depend on a compression library."""

from __future__ import annotations

import base64
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

GAP = 255
"""The entry of the palette that lies between two images: transparent."""


@dataclass(frozen=True, slots=True)
class Shade:
    """From a number to an entry of the palette, 0 .. 254."""

    low: float
    high: float
    signed: bool

    def __call__(self, value: float) -> int:
        """Return the entry for a number."""
        span = self.high / 2 - self.low / 2
        share = (value / 2 - self.low / 2) / span if span > 0 else 0.5
        return round(254 * min(1.0, max(0.0, share)))


def sheet(images: Sequence[Sequence[float]], height: int, width: int, columns: int, shade: Shade) -> str:
    """Return the images, row by row in so many columns with a gap of one pixel, as PNG in base64."""
    blank = bytes([GAP]) * width
    lines: list[bytes] = []
    for start in range(0, len(images), columns):
        some = [bytes(map(shade, image)) for image in images[start : start + columns]]
        for y in range(height):
            cells = [image[y * width : (y + 1) * width] for image in some]
            cells += [blank] * (columns - len(cells))
            lines.append(b"".join(cell + blank[:1] for cell in cells))
        lines.append(bytes([GAP]) * columns * (width + 1))
    return base64.b64encode(_png(lines, _palette(shade.signed))).decode("ascii")


def _palette(signed: bool) -> bytes:
    grays = bytes(value for i in range(255) for value in (i, i, i))
    return (_diverging() if signed else grays) + b"\0\0\0"


def _diverging() -> bytes:
    """Blue, white, orange: apart for colour-blind readers."""
    ends = (33, 102, 172), (255, 255, 255), (179, 88, 6)
    entries = bytearray()
    for i in range(255):
        half, share = divmod(i, 127) if i < 254 else (1, 127)
        start, end = ends[half], ends[half + 1]
        entries += bytes(round(a + (b - a) * share / 127) for a, b in zip(start, end, strict=True))
    return bytes(entries)


def _png(lines: Sequence[bytes], palette: bytes) -> bytes:
    header = struct.pack(">IIBBBBB", len(lines[0]), len(lines), 8, 3, 0, 0, 0)
    raw = b"".join(b"\0" + line for line in lines)
    transparency = b"\xff" * GAP + b"\0"
    chunks = ((b"IHDR", header), (b"PLTE", palette), (b"tRNS", transparency), (b"IDAT", _stored(raw)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )


def _stored(raw: bytes) -> bytes:
    """Wrap bytes as a zlib stream of stored blocks: nothing is compressed, so nothing can differ."""
    blocks = [raw[start : start + 65_535] for start in range(0, len(raw), 65_535)]
    parts = [
        struct.pack("<BHH", i == len(blocks) - 1, len(block), len(block) ^ 0xFFFF) + block
        for i, block in enumerate(blocks)
    ]
    return b"\x78\x01" + b"".join(parts) + struct.pack(">I", zlib.adler32(raw))
