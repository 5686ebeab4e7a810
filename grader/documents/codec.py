"""Documents as bytes and back, sealed with a hash; their JSON Schema."""

from __future__ import annotations

import hashlib
from typing import Any, TypeVar

import msgspec

from grader.documents.schema import SCHEMA_VERSION, Document, Integrity, StudentDocument
from grader.errors import HostError

Form = TypeVar("Form", Document, StudentDocument)

VOLATILE = frozenset({"duration_s", "integrity", "supersedes"})
"""Names of volatile fields; those that end in ``_at`` are volatile too."""

_staff = msgspec.json.Decoder(Document)
_student = msgspec.json.Decoder(StudentDocument)


class _Version(msgspec.Struct):
    """As much of a document as says whether the rest can be read."""

    schema_version: str


def encode(document: Document | StudentDocument) -> bytes:
    """Write a document as strict JSON, indented, with a final newline; the same document gives the same bytes."""
    return msgspec.json.format(msgspec.json.encode(document), indent=1) + b"\n"


def seal(document: Form, derived_from: str | None = None) -> Form:
    """Return the document with the hash of its own content."""
    bare = msgspec.structs.replace(document, integrity=None)
    digest = hashlib.sha256(encode(bare)).hexdigest()
    return msgspec.structs.replace(bare, integrity=Integrity(doc_sha256=digest, derived_from=derived_from))


def is_intact(document: Document | StudentDocument) -> bool:
    """Say whether a sealed document still has the content it was sealed with."""
    if document.integrity is None:
        return False
    bare = msgspec.structs.replace(document, integrity=None)
    return hashlib.sha256(encode(bare)).hexdigest() == document.integrity.doc_sha256


def stable(document: Document | StudentDocument) -> object:
    """Return a document as plain values without its volatile fields: equal for two runs on the same input."""
    return _stable(msgspec.to_builtins(document))


def read_document(data: bytes) -> Document:
    """Read a staff form; refuse another format, a field too many, or a value out of bounds."""
    return _read(data, _staff)


def read_student_document(data: bytes) -> StudentDocument:
    """Read a student form, as strictly."""
    return _read(data, _student)


def json_schema(form: type[Document] | type[StudentDocument] = Document) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of one form."""
    schema = msgspec.json.schema(form)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _read(data: bytes, decoder: msgspec.json.Decoder[Form]) -> Form:
    try:
        found = msgspec.json.decode(data, type=_Version).schema_version
        if found.partition(".")[0] != SCHEMA_VERSION.partition(".")[0]:
            raise HostError(
                f"a document of format {found}; this grader reads {SCHEMA_VERSION}: use the grader that wrote it"
            )
        return decoder.decode(data)
    except msgspec.MsgspecError as error:
        raise HostError(f"not a document of this grader: {error}. Grade again to write it afresh") from error


def _stable(value: object) -> object:
    if isinstance(value, dict):
        return {key: _stable(item) for key, item in value.items() if not _is_volatile(key)}
    return [_stable(item) for item in value] if isinstance(value, (list, tuple)) else value


def _is_volatile(key: str) -> bool:
    return key.endswith("_at") or key in VOLATILE
