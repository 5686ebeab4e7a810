"""What kind of file this is, by its bytes: text that may be read, or something else that has a name."""

from __future__ import annotations

import codecs
import re

from grader.errors import SubmissionError
from grader.submission.wording import problem

MAX_BYTES = 10_000_000
"""Of a submission; larger ones are refused unread."""

_ARCHIVE, _DOCUMENT, _LINK, _WIDE = "archive", "document", "link", "wide"
_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", _DOCUMENT, "a PDF document"),
    (b"\x89PNG", _DOCUMENT, "a PNG picture"),
    (b"\xff\xd8\xff", _DOCUMENT, "a JPEG picture"),
    (b"GIF8", _DOCUMENT, "a GIF picture"),
    (b"{\\rtf", _DOCUMENT, "a rich text document"),
    (b"\xd0\xcf\x11\xe0", _DOCUMENT, "an Office document"),
    (b"\x93NUMPY", _DOCUMENT, "a NumPy array file"),
    (b"SQLite format 3", _DOCUMENT, "an SQLite database"),
    (b"\x7fELF", _DOCUMENT, "a program"),
    (b"MZ\x90", _DOCUMENT, "a program"),
    (b"bplist", _DOCUMENT, "a property list"),
    (b"\x00\x05\x16\x07", _DOCUMENT, "a resource file that macOS puts beside the real one (its name begins with ._)"),
    (b"\x80\x04\x95", _DOCUMENT, "a pickle file"),
    (b"\x1f\x8b", _ARCHIVE, "a gzip archive"),
    (b"7z\xbc\xaf", _ARCHIVE, "a 7z archive"),
    (b"Rar!", _ARCHIVE, "a RAR archive"),
    (b"BZh", _ARCHIVE, "a bzip2 archive"),
    (b"\xfd7zXZ", _ARCHIVE, "an xz archive"),
    (b"version https://git-lfs", _LINK, "a Git LFS pointer"),
    (b"[InternetShortcut]", _LINK, "an internet shortcut"),
    (codecs.BOM_UTF32_LE, _WIDE, "UTF-32"),
    (codecs.BOM_UTF32_BE, _WIDE, "UTF-32"),
    (codecs.BOM_UTF16_LE, _WIDE, "UTF-16"),
    (codecs.BOM_UTF16_BE, _WIDE, "UTF-16"),
)
_ZIP_KINDS: tuple[tuple[bytes, str, str], ...] = (
    (b"word/", _DOCUMENT, "a Word document"),
    (b"xl/", _DOCUMENT, "an Excel workbook"),
    (b"ppt/", _DOCUMENT, "a PowerPoint presentation"),
    (b"mimetypeapplication/vnd.oasis", _DOCUMENT, "an OpenDocument file"),
    (b".npy", _DOCUMENT, "a NumPy array file"),
)
_WEB_PAGE = re.compile(r"\s*(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_XML = re.compile(r"\s*<\?xml\b")


def text_of(data: bytes) -> str:
    """Return the text of a file, or raise `SubmissionError` with a sentence that names what it is instead."""
    if len(data) > MAX_BYTES:
        raise SubmissionError(problem("large", size=len(data) / 1e6, limit=MAX_BYTES // 1_000_000))
    if not data.strip(b"\x00 \t\r\n\x0c\xef\xbb\xbf"):
        zeros = data.count(0) == len(data) > 0
        raise SubmissionError(problem("zeros") if zeros else problem("empty", size=len(data)))
    _refuse_foreign(data)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SubmissionError(problem("encoding", position=error.start + 1)) from None
    if _WEB_PAGE.match(text[:4000]):
        raise SubmissionError(problem(_DOCUMENT, kind="a web page"))
    if _XML.match(text[:100]):
        raise SubmissionError(problem(_DOCUMENT, kind="an XML file"))
    return text


def _refuse_foreign(data: bytes) -> None:
    for signature, key, kind in _SIGNATURES:
        if data.startswith(signature):
            raise SubmissionError(problem(key, kind=kind))
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        for mark, key, kind in _ZIP_KINDS:
            if mark in data:
                raise SubmissionError(problem(key, kind=kind))
        raise SubmissionError(problem(_ARCHIVE, kind="a zip archive"))
    if data[257:262] == b"ustar":
        raise SubmissionError(problem(_ARCHIVE, kind="a tar archive"))
    sample = data[:4000]
    if len(sample) >= 4 and max(sample[0::2].count(0), sample[1::2].count(0)) > len(sample) // 4:
        raise SubmissionError(problem(_WIDE, kind="UTF-16"))
