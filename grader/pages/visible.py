"""Text of strangers, made harmless to look at: what would be invisible or would turn the text around is spelled out."""

from __future__ import annotations

import html
import re

_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls, escape sequences among them; tab and newline stay
    "\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u115f\u1160\u17b4\u17b5\u180e"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"  # zero width, bidi
    "\ud800-\udfff\U000e0000-\U000e0fff]"
)


def visible(text: str) -> str:
    r"""Spell out controls, escape sequences, bidi marks and zero-width characters, such as ``\x1b``."""
    return text if text.isascii() and text.isprintable() else _UNSEEN.sub(_spelled, text)


def escaped(text: str) -> str:
    """Make text safe to stand in HTML or SVG that is built by hand."""
    return html.escape(visible(text))


def _spelled(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}" if code < 65_536 else f"\\U{code:08x}"
