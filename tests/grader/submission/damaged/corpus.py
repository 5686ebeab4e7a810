"""Damaged files as they arrive, each with the sentence that its verdict must say; all are made here, and small."""

import codecs
import gzip
import io
import json
import tarfile
import zipfile


def notebook(*cells, **more):
    """Return a notebook of format 4 with these code cells."""
    entries = [{"cell_type": "code", "source": cell, "outputs": [], "metadata": {}} for cell in cells]
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": entries} | more


def encoded(document):
    """Return the bytes of a notebook as Jupyter writes them."""
    return json.dumps(document, indent=1).encode()


def zipped(*names):
    """Return a zip archive that holds empty files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "")
    return buffer.getvalue()


def tarred():
    """Return a tar archive."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("work.ipynb"))
    return buffer.getvalue()


GOOD = encoded(notebook("def f():\n    return 1\n"))
CONFLICT = GOOD.replace(b' "nbformat": 4', b'<<<<<<< HEAD\n "nbformat": 4')

DAMAGED = {
    "empty.ipynb": (b"", "The file is empty (0 bytes)"),
    "empty.py": (b"", "The file is empty (0 bytes)"),
    "blank.py": (b"\n\n \t\r\n", "The file is empty (6 bytes)"),
    "bom_only.ipynb": (codecs.BOM_UTF8, "The file is empty (3 bytes)"),
    "zeros.ipynb": (bytes(5000), "nothing but zero bytes"),
    "work.pdf": (b"%PDF-1.7\n%\xe2\xe3", "This is a PDF document, not a notebook"),
    "pdf_renamed.ipynb": (b"%PDF-1.7\n%\xe2\xe3", "This is a PDF document, not a notebook"),
    "photo.png": (b"\x89PNG\r\n\x1a\n" + bytes(20), "This is a PNG picture"),
    "photo.jpg": (b"\xff\xd8\xff\xe0" + bytes(20), "This is a JPEG picture"),
    "screen.gif": (b"GIF89a" + bytes(20), "This is a GIF picture"),
    "essay.rtf": (b"{\\rtf1\\ansi hello}", "This is a rich text document"),
    "old.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(30), "This is an Office document"),
    "essay.docx": (zipped("[Content_Types].xml", "word/document.xml"), "This is a Word document"),
    "table.xlsx": (zipped("xl/workbook.xml"), "This is an Excel workbook"),
    "slides.pptx": (zipped("ppt/presentation.xml"), "This is a PowerPoint presentation"),
    "weights.npz": (zipped("W.npy"), "This is a NumPy array file"),
    "work.zip": (zipped("work.ipynb"), "This is a zip archive"),
    "empty.zip": (zipped(), "This is a zip archive"),
    "work.tar": (tarred(), "This is a tar archive"),
    "work.tgz": (gzip.compress(GOOD), "This is a gzip archive"),
    "work.7z": (b"7z\xbc\xaf\x27\x1c" + bytes(20), "This is a 7z archive"),
    "work.rar": (b"Rar!\x1a\x07\x00" + bytes(20), "This is a RAR archive"),
    "array.npy": (b"\x93NUMPY\x01\x00" + bytes(20), "This is a NumPy array file"),
    "state.pkl": (b"\x80\x04\x95" + bytes(20), "This is a pickle file"),
    "._work.ipynb": (b"\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X", "resource file that macOS puts beside the real one"),
    "page.html": (b"<!DOCTYPE html>\n<html><body>notebook</body></html>", "This is a web page"),
    "saved_page.ipynb": (b"\n<html lang='en'><head></head></html>", "This is a web page"),
    "list.webloc": (b'<?xml version="1.0"?><plist></plist>', "This is an XML file"),
    "shortcut.url": (b"[InternetShortcut]\nURL=https://example.org", "which points to a file elsewhere"),
    "pointer.ipynb": (b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 3\n", "a Git LFS pointer"),
    "drive.gdoc": (b'{"url": "https://example.org/open?id=1", "doc_id": "1"}', "a shortcut of a cloud drive"),
    "utf16.ipynb": (GOOD.decode().encode("utf-16"), "The file is UTF-16 text"),
    "utf16_be.py": ("x = 1\n".encode("utf-16-be") * 5, "The file is UTF-16 text"),
    "utf32.py": ("x = 1\n".encode("utf-32"), "The file is UTF-32 text"),
    "latin1.py": ("# -*- coding: latin-1 -*-\nname = 'Zoë'\n".encode("latin-1"), "not UTF-8 text: byte 37"),
    "latin1.ipynb": (GOOD.replace(b"return 1", b"return '\xe9'"), "not UTF-8 text"),
    "cut_in_string.ipynb": (GOOD[: GOOD.index(b"return")], "ends in the middle"),
    "cut_in_list.ipynb": (GOOD[: GOOD.index(b'"metadata": {}')], "ends in the middle"),
    "only_brace.ipynb": (b"{", "ends in the middle"),
    "comma.ipynb": (GOOD.replace(b'"nbformat": 4,', b'"nbformat": 4'), "The notebook is damaged in line"),
    "two_in_one.ipynb": (GOOD + b"\n" + GOOD, "Something follows after the end of the notebook"),
    "conflict.ipynb": (CONFLICT, "holds a git conflict marker"),
    "conflict_at_start.ipynb": (
        b"<<<<<<< HEAD\n" + GOOD + b"\n=======\n>>>>>>> b\n",
        "Line 1 holds a git conflict marker",
    ),
    "nan.ipynb": (encoded(notebook("x = 1", extra=float("nan"))), "The notebook holds NaN"),
    "infinity.ipynb": (encoded(notebook("x = 1", extra=float("-inf"))), "The notebook holds -Infinity"),
    "duplicate_key.ipynb": (GOOD.replace(b'"metadata": {}', b'"metadata": {"a": 1, "a": 2}'), "names 'a' twice"),
    "two_sources.ipynb": (GOOD.replace(b'"source":', b'"source": "x", "source":'), "names 'source' twice"),
    "deep.ipynb": (b'{"cells": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "nested more than 100 levels deep"),
    "deep_unclosed.ipynb": (b'{"a":' * 50_000, "nested more than 100 levels deep"),
    "long_number.ipynb": (
        GOOD.replace(b'"nbformat": 4,', b'"nbformat": ' + b"9" * 5000 + b","),
        "more than 4300 digits",
    ),
    "many_cells.ipynb": (encoded(notebook(*["x"] * 5001)), "more than 5000 cells"),
    "many_anonymous_cells.ipynb": (b'{"cells": [' + b"{}," * 6000 + b"{}]}", "more than 5000 cells"),
    "many_parts.ipynb": (b'{"cells": [' + b"[]," * 600_000 + b"[]]}", "more than 500000 parts"),
    "large.ipynb": (b" " * 10_000_001, "at most 10 MB can be read"),
    "much_code.py": (b"x = 1\n" * 200_000, "more than 1000000 characters of code"),
    "many_statements.py": (b"x = 1\n" * 5000, "more than 2000 statements at top level"),
    "no_cells.ipynb": (b'{"nbformat": 4, "metadata": {}}', "JSON but not a notebook"),
    "cells_text.ipynb": (b'{"cells": "def f(): pass"}', "JSON but not a notebook"),
    "list.ipynb": (b"[1, 2]", "JSON but not a notebook"),
    "number.ipynb": (b"-", "called a notebook but is none"),
    "prose.ipynb": (b"Here is my work: it was lost.", "called a notebook but is none"),
    "no_code_cells.ipynb": (
        encoded(notebook(cells=[{"cell_type": "markdown", "source": "def f(): pass"}])),
        "The notebook has no code cell, only 1 of text",
    ),
    "no_cells_at_all.ipynb": (encoded(notebook()), "The notebook has no code cell, only 0 of text"),
    "empty_cells.ipynb": (encoded(notebook("", "  \n", "")), "All 3 code cells are empty"),
    "comments.ipynb": (encoded(notebook("# to do", "# later")), "There is no code in this file, only comments"),
    "comments.py": (b"# name\n# to do\n", "There is no code in this file, only comments"),
    "magics.ipynb": (encoded(notebook("%%bash\nls", "!pip install x")), "only commands of the notebook"),
    "sources_missing.ipynb": (b'{"cells": [{"cell_type": "code"}]}', "its source is missing"),
    "essay.py": (b"Dear grader, here is my work.\nIt was hard.\n", "Nothing in this file can be read as Python"),
    "r.ipynb": (
        encoded(notebook("f <- function(x) { x + 1 }", metadata={"kernelspec": {"language": "R"}})),
        "Nothing in this file can be read as Python. The first error, in cell 1, line 1",
    ),
    "zeros_inside.py": (b"x = 1\x00\x00\x00\n", "source code"),
}
