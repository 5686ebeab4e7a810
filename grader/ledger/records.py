"""Rows of the ledger as records, and records as what a row holds."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from grader.model import CheckResult, Note, Outcome, Slice

NEVER_KNOWN = frozenset({Outcome.CHECK_FAULT, Outcome.HOST_FAULT, Outcome.SKIPPED})
"""Never answered from memory: a fault may not happen again, and `skipped` says something about another check's
outcome. Nor is a result that is not `final`, such as a time-out by the clock on the wall of a busy host."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The recorded result of one check of one submission."""

    student: str
    attempt: int
    cache_key: str
    result: CheckResult


@dataclass(frozen=True, slots=True)
class Published:
    """A frozen version: the staff form of each document as it was when students received theirs."""

    version: int
    published_at: str
    documents: Mapping[str, bytes]  # student -> JSON


def to_text(record: CheckResult | tuple[Note, ...]) -> str:
    """Write a record as ASCII JSON; lone surrogates and non-finite numbers survive, as the standard library lets them.

    A verdict holds what was measured; making it fit for the outside is the business of `documents`.
    """
    return json.dumps(msgspec.to_builtins(record, enc_hook=_plain))


def result_from(text: str) -> CheckResult:
    """Read what `to_text` wrote of a check's result."""
    return msgspec.convert(json.loads(text), CheckResult)


def notes_from(text: str) -> tuple[Note, ...]:
    """Read what `to_text` wrote of a submission's notes."""
    return msgspec.convert(json.loads(text), tuple[Note, ...])


def pack_slice(code: Slice | None) -> bytes | None:
    """Compress a slice, so that a verdict can be run again when the downloads are gone."""
    return None if code is None else zlib.compress(json.dumps(msgspec.to_builtins(code)).encode())


def unpack_slice(data: bytes | None) -> Slice | None:
    """Read what `pack_slice` wrote."""
    return None if data is None else msgspec.convert(json.loads(zlib.decompress(data)), Slice)


def _plain(value: object) -> object:
    """Turn a NumPy number or array in a check's evidence into plain numbers."""
    plain = getattr(value, "tolist", None)
    if plain is None:
        raise TypeError(f"a verdict holds plain values only, not {type(value).__name__}")
    return plain()
